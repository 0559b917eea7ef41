"""What a digest covers, and that it stays what it is for as long as the site stands."""

from __future__ import annotations

import dataclasses
from typing import get_args

import pytest

from shuangyong.desk.review import digest as digests
from shuangyong.desk.review.digest import PARTS, Material, changed_parts, digest, is_whole, short
from shuangyong.desk.review.material import CAPTION, FIGURE
from shuangyong.manuscripts.captions import Caption
from shuangyong.manuscripts.fields import Stage
from shuangyong.manuscripts.models import Figure

FULL = Material(
    "story",
    "stories/2026/x.md",
    "---\ntitle: 携手追梦行\n---\n正文，𠮷。\n",
    (("paper/f01", {"as_printed": "600余件", "value": 600, "unit": "件"}), ("paper/f02", {"value": 2014.1, "status": "推算"})),
    (("hua/fan", "ab" * 32, {"caption": "图注。", "focus": [0.62, 0.5], "redact": [[0.1, 0.1, 0.3, 0.3]]}),),
    (("stories/2026/biao.pdf", "cd" * 32),),
)
EMPTY = Material("day", "calendar/common/x.md", "---\ntitle: 日\n---\n")


@pytest.mark.parametrize(
    ("material", "signed"),
    [
        (FULL, "v1:96a07bd7f2353cefbb183fa0f9895c599538c7ea96ae996ae9aa62558e053d8d-b391db-2ed160-2acd01-942a91-cf2a7e"),
        (EMPTY, "v1:7a89dceef588d382afc4ba430c362b096b4f9593236ce88956e9d381ab297f7f-b22609-f8dec0-4f53cd-4f53cd-4f53cd"),
    ],
    ids=["full", "empty"],
)
def test_digest_of_version_1_never_changes(material: Material, signed: str) -> None:
    """Where this fails, every sign-off given so far is void: leave v1 alone and add v2."""
    assert digest(material, "v1") == signed


CHANGES = {
    "place": [{"kind": "page"}, {"src_uri": "stories/2025/x.md"}],
    "text": [{"text": FULL.text.replace("，", "。")}, {"text": FULL.text + "\n"}],
    "figures": [{"figures": FULL.figures[:1]}, {"figures": FULL.figures[::-1]}, {"figures": (("paper/f01", {}), FULL.figures[1])}],
    "photos": [{"photos": ()}, {"photos": ((FULL.photos[0][0], "ee" * 32, FULL.photos[0][2]),)}],
    "files": [{"files": ()}, {"files": (("stories/2026/biao.pdf", "ee" * 32),)}],
}


def test_each_part_has_its_changes() -> None:
    assert CHANGES.keys() == PARTS.keys()
    assert {f.name for f in dataclasses.fields(Material)} - {"kind", "src_uri", "lacks"} | {"place"} == PARTS.keys()


@pytest.mark.parametrize(("part", "change"), [(part, change) for part, changes in CHANGES.items() for change in changes])
def test_change_of_any_part_changes_the_digest_and_is_named(part: str, change: dict) -> None:
    old, new = digest(FULL), digest(dataclasses.replace(FULL, **change))
    assert old.split("-")[0] != new.split("-")[0]
    assert changed_parts(old, new) == (part,)


def test_nothing_can_be_moved_from_one_part_to_another() -> None:
    """The pieces are kept apart: text that reads like a figure is none."""
    one = dataclasses.replace(EMPTY, figures=(("a", {"b": "c"}),))
    other = dataclasses.replace(EMPTY, photos=(("a", "", {"b": "c"}),))
    assert len({digest(each) for each in (EMPTY, one, other)}) == 3


@pytest.mark.parametrize("cut", [1, 6, 7, 36, 60, 99])
def test_digest_with_anything_missing_is_not_whole(cut: int) -> None:
    assert is_whole(digest(FULL))
    assert not is_whole(digest(FULL)[:-cut])


def test_short_form_is_the_beginning_in_groups() -> None:
    full = digest(FULL)
    assert short(full).replace(" ", "") == full[3:15]
    assert short(full) == " ".join((full[3:7], full[7:11], full[11:15]))


KNOWN_OF_FIGURE = {"id", "series"}
KNOWN_OF_CAPTION = {"file", "slug", "order", "selected"}


def test_every_key_that_shows_is_signed() -> None:
    """A new key must be signed (by recipe v2), or be named here with its reason.

    ``id`` and ``slug`` name the thing; ``series`` only puts it into a chart on the source's own
    pages; ``file`` stands behind the hash; ``order`` and ``selected`` decide which photos an
    exhibition shows and in which order, and that order is signed.
    """
    assert Figure.model_fields.keys() == set(FIGURE) | KNOWN_OF_FIGURE
    assert Caption.model_fields.keys() == set(CAPTION) | KNOWN_OF_CAPTION


def test_recipes_are_known_by_their_number() -> None:
    assert digests.CURRENT in digests.RECIPES
    assert all(digest(EMPTY, version).startswith(f"{version}:") for version in digests.RECIPES)


def test_stages_are_three() -> None:
    assert get_args(Stage) == ("初审", "复审", "终审")

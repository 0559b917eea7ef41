"""Which photos screens want at their own size."""

from __future__ import annotations

from typing import Any

import pytest

from carriers.screens.setting import album, caption
from making import manuscript
from shuangyong.manuscripts.library import Library
from shuangyong.photos import recipe
from shuangyong.photos.asks import asked_for

PHOTOS = album(caption("a"), caption("b"), caption("passed", selected=False), caption("poster", day="army"), caption("other", day="lei"))
ITEMS = (
    manuscript("stories/2026/boat.md", "![船](photo:show/b)\n", cover="show/a"),
    manuscript("exhibitions/wall.md", album="show"),
    manuscript("calendar/army.md", rule="08-01"),
    manuscript("calendar/lei.md", rule="03-05", cover="show/b"),
)


def asked(*programme: dict[str, Any], size: Any = "3840x2160") -> set[str]:
    found = asked_for(Library([*ITEMS, manuscript("screens/hall.md", size=size, programme=list(programme))], [PHOTOS]))
    assert set(found.values()) <= {(recipe.SCREEN,)}
    return {id.removeprefix("show/") for id in found}


@pytest.mark.parametrize(
    ("entry", "photos"),
    [
        ({"story": "boat"}, {"a", "b"}),
        ({"exhibition": "wall"}, {"a", "b", "poster", "other"}),
        ({"day": "army"}, {"poster"}),
        ({"day": "next"}, {"poster", "other", "b"}),
        ({"notice": "通知。"}, set()),
        ({"story": "gone"}, set()),
    ],
    ids=lambda given: "-".join(sorted(given)) or "nothing",
)
def test_a_large_screen_wants_what_it_plays(entry: dict, photos: set[str]) -> None:
    assert asked(entry) == photos


@pytest.mark.parametrize(
    ("size", "wants"),
    [("1920x1080", False), ("2560x1440", False), ("2561x1440", True), ("1080x3840", True), ({"cabinets": "30x2", "pixels": "128x128"}, True)],
)
def test_what_the_web_has_anyway_serves_the_others(size: Any, wants: bool) -> None:
    assert bool(asked({"story": "boat"}, size=size)) is wants


def test_a_site_without_screens_asks_for_nothing() -> None:
    assert asked_for(Library(ITEMS, [PHOTOS])) == {}

"""What a screen's front matter says: its size, its hours, and what it plays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from making import SOUND, library, manuscript, site
from shuangyong.assembly import assemble
from shuangyong.config import carrier_options, options_model
from shuangyong.manuscripts.models import ProgrammeItem, Screen, ScreenHours

THINGS = {
    "story": "a", "brand": "a", "base": "a", "exhibition": "a", "figures": ["paper/f01"], "day": "next", "notice": "通知。", "video": "a.mp4",
}  # fmt: skip


def item(**keys: Any) -> ProgrammeItem:
    return ProgrammeItem.model_validate(keys)


def screen(**keys: Any) -> Screen:
    return manuscript("screens/hall.md", **keys).meta


@pytest.mark.parametrize("thing", THINGS)
def test_an_item_shows_one_of_eight_things(thing: str) -> None:
    assert item(**{thing: THINGS[thing]}).thing == thing
    assert set(THINGS) == set(ProgrammeItem.THINGS)


@pytest.mark.parametrize("other", [thing for thing in THINGS if thing != "story"])
def test_an_item_shows_no_two_things(other: str) -> None:
    with pytest.raises(ValidationError):
        item(story="a", **{other: THINGS[other]})


def test_an_item_shows_something() -> None:
    with pytest.raises(ValidationError):
        item(seconds=10)
    with pytest.raises(ValidationError):
        item(figures=[])


@pytest.mark.parametrize("thing", THINGS)
def test_what_has_a_text_has_a_summary(thing: str) -> None:
    assert item(**{thing: THINGS[thing]}).has_summary is (thing in ("story", "brand", "exhibition"))
    assert item(**{thing: THINGS[thing]}).text == "全文"


@pytest.mark.parametrize(
    ("keys", "is_sound"),
    [
        ({"from": "09:00", "until": "17:00"}, True),
        ({"from": "22:00", "until": "06:00"}, True),
        ({"from": "09:00", "until": "09:00"}, False),
        ({"from": "00:00"}, True),
        ({"first": "2026-12-01", "last": "2026-12-01"}, True),
        ({"first": "2026-12-02", "last": "2026-12-01"}, False),
        ({"seconds": 3}, True),
        ({"seconds": 2}, False),
        ({"seconds": 601}, False),
    ],
    ids=str,
)
def test_an_item_can_come_on_at_some_time(keys: dict, is_sound: bool) -> None:
    if is_sound:
        item(notice="通知。", **keys)
    else:
        with pytest.raises(ValidationError):
            item(notice="通知。", **keys)


def test_a_screen_is_lit_for_some_time() -> None:
    assert ScreenHours(on="22:00", off="06:00").days == ()
    with pytest.raises(ValidationError):
        ScreenHours(on="08:00", off="08:00")


@pytest.mark.parametrize(
    ("size", "pixels"),
    [("1920x1080", (1920, 1080)), ("1080x1920", (1080, 1920)), ({"cabinets": "12x2", "pixels": "128x96"}, (1536, 192)), ("128x8192", (128, 8192))],
    ids=str,
)
def test_a_screen_has_the_pixels_of_all_its_cabinets(size: Any, pixels: tuple[int, int]) -> None:
    assert screen(size=size).pixels == pixels


@pytest.mark.parametrize("keys", [{"pixel_pitch_mm": 0}, {"viewing_distance_m": -1}, {"programme": []}], ids=str)
def test_lengths_are_lengths_and_a_programme_has_something_in_it(keys: dict) -> None:
    with pytest.raises(AssertionError):
        screen(**keys)


def test_a_screen_is_not_touched_unless_it_says_so() -> None:
    assert (screen().touch, screen(touch=True).touch) == (False, True)


# --- Videos ---


def test_the_videos_of_a_programme_are_known_by_their_paths() -> None:
    programme = [{"video": "screens/a.mp4"}, {"notice": "通知。"}, {"video": "screens/b.webm"}, {"video": "screens/a.mp4"}]
    assert manuscript("screens/hall.md", programme=programme).played_paths == {"screens/a.mp4", "screens/b.webm"}
    assert manuscript("stories/2026/x.md").played_paths == frozenset()
    assert library(manuscript("screens/hall.md", programme=programme)).of("screen")[0].linked_paths == frozenset()


@pytest.mark.parametrize(("draft", "goes_out"), [("", True), ("draft: true\n", False)], ids=["published", "draft"])
def test_a_video_goes_out_where_a_published_screen_plays_it(small_site, draft: str, goes_out: bool) -> None:
    screen = f"---\ntitle: 大厅屏\nsize: 1920x1080\nvalid_until: 2027-12-31\n{draft}programme:\n  - notice: 通知。\n  - video: screens/a.mp4\n---\n"
    home: Path = small_site(SOUND | {"screens/hall.md": screen, "screens/a.mp4": b"film", "screens/b.mp4": b"film"})
    assembly = assemble(home / "docs", site(), carrier_options(options_model()()))
    assert assembly.problems == ()
    assert assembly.open_assets == ({"screens/a.mp4"} if goes_out else frozenset())

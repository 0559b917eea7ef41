"""The programme of a screen, slide by slide."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from making import cases, figure, manuscript
from shuangyong.carriers.screens.dwell import MOST, seconds_for
from shuangyong.carriers.screens.slides import Slide
from shuangyong.carriers.screens.timing import Window
from shuangyong.manuscripts.reader import parse

from .setting import album, caption, screen, setter, shipped, small

EARLIEST = dt.date(2026, 11, 22)
BOAT = (
    "有了红帆船，优抚对象可以自己点选服务，每年都有新的项目。" * 2 + "街道每个季度来一次，年底再来问一问大家满意不满意。" * 2
    + "\n\n第二段。\n"
)  # fmt: skip
LIBRARY = (
    manuscript("stories/2026/boat.md", BOAT, title="红帆船", summary="一句摘要，写得比短屏的一行长得多得多。"),
    manuscript("bases/museum.md", "一座馆。\n", official_name="上海某某某某某某某某某某某某某某某某纪念馆"),
    manuscript("sources/paper.md", figures=[figure("f01")]),
    manuscript("calendar/army.md", title="建军节", rule="08-01"),
)


def slides(*programme: dict[str, Any], known=None, earliest: dt.date = EARLIEST, **keys: Any) -> list[Slide]:
    on = setter(known or small(*LIBRARY), screen(*programme, **keys))
    found = on.slides(earliest)
    assert on.problems == []
    return found


def at(date: str, zone: str = "Asia/Shanghai") -> int:
    return int(dt.datetime.fromisoformat(date).replace(tzinfo=ZoneInfo(zone)).timestamp())


# --- What is wrong ---


@pytest.mark.parametrize("case", cases("screen_problems"), ids=lambda case: str((case.get("problems") or case.get("errors") or ["sound"])[0])[-40:])
def test_what_does_not_work_on_a_wall_is_told_with_its_line(case: dict) -> None:
    item, found = parse(case["screen"].encode(), "screens/hall.md", "docs/screens/hall.md")
    assert item is not None and found == []
    on = setter(small(*LIBRARY), item)
    on.slides(EARLIEST)
    told = [str(problem) for problem in sorted(on.problems)]
    assert told == (case.get("errors") or case["problems"])
    assert {problem.severity for problem in on.problems} <= {"error" if "errors" in case else "warning"}


def test_what_is_refused_keeps_nothing_else_from_the_wall() -> None:
    on = setter(small(*LIBRARY), screen({"notice": "字" * 400}, {"notice": "今天闭馆。"}))
    assert [(slide.id, slide.item) for slide in on.slides(EARLIEST)] == [("2-1", 1)]
    assert len(on.problems) == 1


def test_nothing_is_wrong_with_any_shipped_screen() -> None:
    library, on = shipped()
    assert len(library.of("screen")) >= 3
    for item in library.of("screen"):
        made = setter((library, on), item)
        assert len(made.slides(EARLIEST)) > len(item.meta.programme) / 2
        assert made.problems == [], item.src_uri


# --- Slides ---


def test_a_slide_is_called_by_its_item_and_its_place() -> None:
    found = slides({"story": "boat"}, {"figures": ["paper/f01"]}, {"notice": "今天闭馆。"}, size="1080x1920")
    assert [(slide.id, slide.item) for slide in found][-2:] == [("2-1", 1), ("3-1", 2)]
    story = [slide.id for slide in found if slide.item == 0]
    assert story == [f"1-{number}" for number in range(1, len(story) + 1)]


def test_every_id_is_there_once() -> None:
    library, on = shipped()
    for item in library.of("screen"):
        ids = [slide.id for slide in setter((library, on), item).slides(EARLIEST)]
        assert len(ids) == len(set(ids))


def test_a_slide_stays_as_long_as_its_text_takes_or_as_long_as_the_editor_says() -> None:
    for slide in slides({"story": "boat"}, {"base": "museum"}):
        assert slide.seconds == seconds_for(slide.frame.read) <= MOST
    assert {slide.seconds for slide in slides({"story": "boat", "seconds": 45})} == {45}


def test_no_slide_of_the_shipped_site_has_to_be_read_in_a_hurry() -> None:
    library, on = shipped()
    entries = [{kind: item.id} for kind in ("story", "brand") for item in library.of(kind)]
    found = slides(*entries, known=(library, on))
    assert max(slide.seconds for slide in found) < MOST, "the longest would be cut short"


def test_a_video_stays_until_it_ends() -> None:
    (video,) = slides({"video": "screens/welcome.mp4"})
    assert (video.frame.video, video.seconds) == ("screens/welcome.mp4", 600)
    assert slides({"video": "screens/welcome.mp4", "seconds": 30})[0].seconds == 30


def test_what_is_opened_is_what_the_slide_tells_of() -> None:
    found = slides({"story": "boat"}, {"base": "museum"}, {"figures": ["paper/f01"]}, {"day": "army"}, {"notice": "通知。"})
    assert {slide.item: slide.opens for slide in found} == {0: "stories/2026/boat/", 1: "bases/museum/", 2: None, 3: None, 4: None}


def test_every_slide_of_an_item_has_its_window() -> None:
    window = {"days": ["周六"], "from": "09:00", "until": "11:30", "first": "2026-12-01", "last": "2026-12-31"}
    found = slides({"story": "boat", **window}, {"notice": "通知。"}, size="1024x768")
    expected = Window((6,), 540, 690, at("2026-12-01"), at("2027-01-01"))
    assert {slide.window for slide in found if slide.item == 0} == {expected}
    assert [slide.window for slide in found if slide.item == 1] == [Window()]


def test_a_window_is_that_of_the_sites_zone() -> None:
    known = small(*LIBRARY, zone="Europe/London")
    (slide,) = slides({"notice": "通知。", "first": "2027-07-01"}, known=known)
    assert slide.window.first == at("2027-07-01", "Europe/London")


# --- The calendar ---


def test_the_next_day_has_a_slide_for_each_that_comes_one_after_the_other() -> None:
    known = small(manuscript("calendar/army.md", title="建军节", rule="08-01"), manuscript("calendar/new.md", title="元旦", rule="01-01"))
    found = slides({"day": "next"}, known=known, valid_until="2027-08-02")
    assert [(slide.id, slide.window.first, slide.window.last) for slide in found] == [
        ("1-1", at("2026-11-22"), at("2027-01-02")),
        ("1-2", at("2027-01-02"), at("2027-08-02")),
        ("1-3", at("2027-08-02"), at("2027-08-03")),
    ]
    assert ["元旦" in found[0].text, "建军节" in found[1].text, "2028年" in found[2].text] == [True, True, True]
    assert not any(slide.window.is_everyday for slide in found), "without a clock nobody knows which day comes next"


def test_a_day_is_announced_within_the_items_own_dates() -> None:
    found = slides({"day": "army", "first": "2027-07-01", "last": "2027-08-10"}, valid_until="2027-12-31")
    assert [(slide.window.first, slide.window.last) for slide in found] == [
        (at("2027-07-01"), at("2027-08-02")), (at("2027-08-02"), at("2027-08-11")),
    ]  # fmt: skip


def test_a_slide_that_could_never_be_shown_is_not_made() -> None:
    assert len(slides({"day": "army", "last": "2027-07-01"}, valid_until="2029-12-31")) == 1


@pytest.mark.parametrize("keys", [{"draft": True}, {"withdrawn": {"on": "2026-11-20", "reason": "误"}}], ids=["draft", "withdrawn"])
def test_a_day_that_is_not_published_does_not_come(keys: dict) -> None:
    known = small(manuscript("calendar/army.md", title="建军节", rule="08-01", **keys))
    assert slides({"day": "army"}, {"day": "next"}, known=known) == []


def test_a_programme_of_what_is_not_published_has_no_slides() -> None:
    known = small(manuscript("stories/2026/boat.md", draft=True))
    assert slides({"story": "boat"}, {"figures": ["paper/f01"]}, known=known) == []


# --- As data ---


def test_a_slide_is_given_out_as_the_format_says() -> None:
    known = small(manuscript("stories/2026/boat.md", "正文。\n", cover="show/a"), albums=(album(caption("a")),))
    (slide,) = slides({"story": "boat", "days": ["周一"], "from": "22:00", "until": "06:00", "last": "2026-12-31"}, known=known)
    data = slide.as_data()
    assert list(data) == [
        "id", "seconds", "days", "from", "until", "first", "last", "everyday", "html", "pictures", "video", "opens",
    ]  # fmt: skip
    assert (data["id"], data["days"], data["from"], data["until"]) == ("1-1", [1], 1320, 360)
    assert (data["first"], data["last"], data["everyday"]) == (None, at("2027-01-01"), False)
    assert (data["html"], data["video"], data["opens"]) == (slide.frame.html, None, "stories/2026/boat/")
    (picture,) = data["pictures"]
    assert list(picture) == ["avif", "webp", "jpeg"]
    assert all(address.startswith("../../photos/show/a-web-") for address in picture.values())


def test_the_address_of_a_video_is_that_in_the_documents() -> None:
    (video,) = slides({"video": "screens/welcome.mp4"})
    data = video.as_data()
    assert (data["video"], data["everyday"], data["pictures"]) == ("../../screens/welcome.mp4", True, [])

"""Where the lines of a title break, and how wide they are."""

from __future__ import annotations

import re

import pytest

from conftest import REPOSITORY
from making import cases
from shuangyong.drawing.characters import as_drawn
from shuangyong.drawing.setting import CLOSING, CUT, OPENING, Place, Setting, fit_line, set_line, set_title, words

PLACE = Place(width=1000, height=300, leading=1.25, largest=120, smallest=50)

TITLES = [
    match[1]
    for file in sorted((REPOSITORY / "docs").rglob("*.md"))
    if (match := re.search(r"^title: (.+)$", file.read_text(encoding="utf-8"), re.M))
]


def advance(char: str) -> float:
    return 0.5 if ord(char) < 0x100 else 1.0


def lines(setting: Setting) -> list[str]:
    return [line.text for line in setting.lines]


def title(text: str, place: Place = PLACE) -> Setting:
    return set_title(as_drawn(text), place, advance)


@pytest.mark.parametrize("case", cases("card_titles"), ids=lambda case: case["title"][:20])
def test_a_title_breaks_where_a_compositor_would(case: dict) -> None:
    assert lines(title(case["title"])) == case["lines"]


@pytest.mark.parametrize("text", TITLES)
def test_a_shipped_title_is_whole_and_fits_and_breaks_only_where_the_page_may(text: str) -> None:
    setting = title(text)
    assert "".join(lines(setting)).replace(" ", "") == as_drawn(text).replace(" ", "")
    assert PLACE.smallest <= setting.size <= PLACE.largest
    assert max(line.width for line in setting.lines) * setting.size <= PLACE.width
    assert (1 + PLACE.leading * (len(setting.lines) - 1)) * setting.size <= PLACE.height
    drawn, position = as_drawn(text), 0
    ends = {sum(map(len, words(drawn)[:count])) for count in range(len(words(drawn)) + 1)}
    for line in lines(setting):
        position = drawn.index(line, position) + len(line)
        assert position in ends
        assert line[0] not in CLOSING and line[-1] not in OPENING


def test_a_long_title_is_smaller_than_a_short_one() -> None:
    short, long = title("军地办实事，供需列成清单"), title("军地办实事，供需列成清单，一件一件对账销号，年底向居民和官兵公开")
    assert short.size > long.size
    assert len(long.lines) > len(short.lines)


def test_a_title_too_long_is_cut_at_a_word() -> None:
    whole = "为进一步弘扬拥军优属、拥政爱民的光荣传统，" * 8
    setting = title(whole)
    text = "".join(lines(setting))
    assert setting.size >= PLACE.smallest and len(setting.lines) == PLACE.most_lines
    assert text.endswith(CUT) and len(text) > 60
    kept = text.removesuffix(CUT)
    ends = {sum(map(len, words(whole)[:count])) for count in range(len(words(whole)))}
    assert whole.startswith(kept) and len(kept) in ends
    assert kept[-1] not in OPENING + "，、；："


@pytest.mark.parametrize("text", ["https://site.example/" + "a" * 90, "啊" * 200, "“" * 90, "，" * 90, "0" * 150])
def test_what_has_no_words_still_fits(text: str) -> None:
    setting = title(text)
    assert setting.lines and setting.size >= PLACE.smallest
    assert max(line.width for line in setting.lines) * setting.size <= PLACE.width


def test_no_title_is_no_line() -> None:
    assert title("").lines == ()


def test_marks_at_the_ends_of_a_line_give_up_their_empty_half() -> None:
    assert set_line("“红帆船”", advance).width == 4
    assert set_line("“红帆船”", advance).places[0] == -0.5
    assert set_line("红帆船，", advance).width == 3.5


def test_marks_that_meet_give_up_their_empty_half() -> None:
    assert set_line("船”（金", advance).places == (0, 1, 1.5, 2.5)
    assert set_line("船”，金", advance).places[2] == 1.5


def test_a_mark_gives_up_a_quarter_beside_a_character() -> None:
    assert set_line("船，金", advance).places == (0, 1, 1.75)
    assert set_line("船“金", advance).places == (0, 0.75, 1.75)


def test_latin_and_digits_keep_a_distance_from_han() -> None:
    assert set_line("第5期", advance).places == pytest.approx((0, 1.2, 1.9))
    assert set_line("第 5 期", advance).places == (0, 1, 1.5, 2, 2.5), "not where a space stands already"
    assert set_line("5，6", advance).places == (0, 0.5, 1.25), "nor beside marks"


def test_a_line_that_fits_is_left_alone() -> None:
    assert fit_line("双拥故事", advance, 4).text == "双拥故事"


def test_a_line_too_long_is_cut_at_a_word() -> None:
    line = fit_line("双拥故事、国防教育基地和影像展", advance, 9)
    assert line.text == "双拥故事" + CUT
    assert line.width <= 9

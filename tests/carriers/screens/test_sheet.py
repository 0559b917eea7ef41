"""The templates of a screen, and the classes for what is different on each slide."""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path

import pytest

from shuangyong.carriers.screens.sheet import COLOURS, ENOUGH, Sheet, contrast, readable, visible
from test_look import DARK
from test_look import contrast as contrast_of_the_look


@pytest.fixture
def templates(tmp_path: Path):
    """A folder of a site's own templates: ``templates(words="{{ words }}")`` gives a sheet that has them."""

    def lay(**files: str) -> Sheet:
        for name, text in files.items():
            file = tmp_path / "screen" / name.replace("_", ".")
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return Sheet((tmp_path,))

    return lay


# --- Colours ---


def test_the_colours_are_those_of_the_dark_scheme() -> None:
    names = {"ink2": "ink-2"}
    assert {name: DARK[names.get(name, name)] for name in COLOURS} == COLOURS


@pytest.mark.parametrize("name", ["ink", "ink2", "red", "olive", "gold"])
def test_every_colour_of_text_stands_out_seven_to_one(name: str) -> None:
    assert contrast(COLOURS[name], COLOURS["paper"]) >= ENOUGH == 7
    assert contrast(COLOURS[name], COLOURS["surface"]) >= ENOUGH


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    chance = random.Random(1)
    for _ in range(200):
        one, other = (f"#{chance.randrange(1 << 24):06x}" for _ in range(2))
        assert contrast(one, other) == pytest.approx(contrast_of_the_look(one, other))


@pytest.mark.parametrize("step", [17, 51])
def test_what_is_written_on_a_picture_s_ground_can_always_be_read(step: int) -> None:
    for parts in itertools.product(range(0, 256, step), repeat=3):
        ground, ink = readable("#" + "".join(f"{part:02x}" for part in parts))
        assert contrast(ground, ink) >= ENOUGH


def test_a_ground_stays_as_it_is_where_anything_can_be_read_on_it() -> None:
    assert readable("#14130F") == ("#14130f", "#F1ECE1")
    assert readable("#FFFFFF") == ("#ffffff", "#14130F")
    darkened, ink = readable("#808080")
    assert darkened < "#808080" and contrast("#808080", ink) < ENOUGH


# --- Classes ---


def test_a_length_becomes_a_class_with_a_rule() -> None:
    sheet = Sheet()
    assert sheet.px("font-size", 46.4) == "sy-font-size-46"
    assert sheet.px("width", 120) == "sy-width-120"
    assert sheet.px("font-size", 46) == "sy-font-size-46"
    assert sheet.rules == ".sy-font-size-46 { font-size: 46px; }\n.sy-width-120 { width: 120px; }\n"


def test_a_ground_becomes_a_class_with_the_ink_for_it() -> None:
    sheet = Sheet()
    name = sheet.tint("#8A4B2C")
    ground, ink = readable("#8a4b2c")
    assert sheet.rules == f".{name} {{ background-color: {ground}; color: {ink}; }}\n"
    assert re.fullmatch(r"sy-tint-[0-9a-f]{6}", name)


def test_rules_come_in_the_same_order_whatever_was_asked_first() -> None:
    one, other = Sheet(), Sheet()
    asked = [("width", 3), ("height", 2), ("width", 20)]
    for property, value in asked:
        one.px(property, value)
    for property, value in reversed(asked):
        other.px(property, value)
    assert one.rules == other.rules


def test_a_sheet_without_classes_has_no_rules() -> None:
    assert Sheet().rules == ""


# --- Templates ---


def test_what_a_page_is_given_is_text_and_no_markup(templates) -> None:
    sheet = templates(words_html="<p>{{ words }}</p>", words_css="{{ words }}")
    assert sheet.render("screen/words.html", {"words": "<b>&"}) == "<p>&lt;b&gt;&amp;</p>"
    assert sheet.render("screen/words.css", {"words": "<b>&"}) == "<b>&", "a stylesheet is no page"


def test_a_template_asks_for_classes(templates) -> None:
    sheet = templates(words_html='<p class="{{ px("width", 7) }} {{ tint("#000000") }}">')
    assert sheet.render("screen/words.html", {}) == '<p class="sy-width-7 sy-tint-000000">'
    assert "sy-width-7" in sheet.rules and "sy-tint-000000" in sheet.rules


def test_a_sites_own_template_goes_before_ours(templates) -> None:
    own = templates(**{"page_html": "自己的"})
    assert own.render("screen/page.html", {}) == "自己的"
    assert "data-video" in own.render("screen/slides/video.html", {}), "the others are ours"


# --- What is seen of HTML ---


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>甲<b>乙</b></p>\n<p>丙</p>", "甲 乙 丙"),
        ("a &lt; b &amp; c", "a < b & c"),
        ('<img alt="看得见 &gt; 船">', ""),
        ("<svg aria-label=\"二维码\"><path d='M0'/></svg>", ""),
        ("", ""),
    ],
)
def test_what_is_seen_is_text_without_markup(html: str, text: str) -> None:
    assert visible(html) == text

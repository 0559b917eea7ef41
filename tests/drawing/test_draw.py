"""The card itself, looked at pixel by pixel."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from conftest import REPOSITORY
from shuangyong.drawing import draw
from shuangyong.drawing.cards import SIZE, Card
from shuangyong.drawing.draw import draw_card

LONG = "为进一步弘扬拥军优属、拥政爱民的光荣传统，巩固和发展坚如磐石的军政军民关系，" * 4
CARD = Card("双拥之窗", "双拥故事 · 原闸北区（今静安区）", "兵妈妈做家宴，退休军医来义诊", "2014年9月", "依据：报纸专版（约2015年）")
CARDS = {
    "a story": CARD,
    "a long title": replace(CARD, title=LONG),
    "long": Card(LONG, LONG, LONG, LONG, LONG),
    "empty": Card("", "", "", "", ""),
    "short": Card("双拥之窗", "品牌", "红帆船", "", ""),
    "odd": Card("A&B <i>", "🙂", "𠮷野家\n“Ⅷ期”①㎡℃\u200b", "2014", "——"),
}
SAFE = 40
"""Messengers round off and crop what lies further out."""


def picture(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(draw_card(card)))


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_card_is_a_small_palette_picture_of_the_right_size(card: Card) -> None:
    data = draw_card(card)
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.mode, image.size) == ("PNG", "P", SIZE)
    assert len(data) <= (50_000 if card is CARDS["long"] else 40_000)


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_the_same_words_are_the_same_bytes(card: Card) -> None:
    assert draw_card(card) == draw_card(card)


@pytest.mark.parametrize("field", ["site_name", "kicker", "title", "when", "source"])
def test_every_word_counts(field: str) -> None:
    assert len({draw_card(replace(CARD, **{field: text})) for text in ("", "双拥", getattr(CARD, field))}) == 3


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_the_rim_is_paper(card: Card) -> None:
    width, height = SIZE
    image = picture(card)
    paper = image.point(lambda index: 255 if index else 0, "L")
    left, top, right, bottom = paper.getbbox()
    assert left >= SAFE and top >= SAFE and right <= width - SAFE and bottom <= height - SAFE


def test_the_colours_are_those_of_the_site() -> None:
    tokens = (REPOSITORY / "overrides" / "assets" / "css" / "tokens.css").read_text(encoding="utf-8")
    # The first colour of a token's first value is that of the light scheme.
    light = dict(reversed(re.findall(r"--([\w-]+):[^;#]*#([0-9A-Fa-f]{6})", tokens)))
    ours = {"paper": draw.PAPER, "ink": draw.INK, "ink-2": draw.INK_2, "red": draw.RED, "olive": draw.OLIVE}
    assert {name: bytes(colour).hex() for name, colour in ours.items()} == {name: light[name].lower() for name in ours}


def test_the_inks_are_full_and_nothing_else_is_mixed_in() -> None:
    used = {colour for _, colour in picture(CARD).convert("RGB").getcolors(256)}
    assert {draw.PAPER, draw.INK, draw.INK_2, draw.RED, draw.OLIVE} <= used
    assert len(used) <= 2 + 3 * draw.STEPS


def rows(image: Image.Image, colour: draw.Colour) -> set[int]:
    """The rows in which a colour stands."""
    mask = image.convert("RGB").load()
    return {y for y in range(SIZE[1]) if any(mask[x, y] == colour for x in range(SIZE[0]))}


def test_the_title_alone_is_ink_between_the_rules_and_no_rule_is_touched() -> None:
    for card in CARDS.values():
        ink = {row for row in rows(picture(card), draw.INK) if row < draw.FOOT_RULE}
        assert not ink or (min(ink) > draw.HAIRLINE + 10 and max(ink) < draw.FOOT_RULE - 10)


def test_red_stands_only_in_the_head() -> None:
    assert max(rows(picture(CARD), draw.RED)) < draw.HEAD_RULE


def test_left_and_right_of_a_line_stay_apart() -> None:
    """However long both are: a gap as wide as the one they are meant to have, less the white within the glyphs."""
    image = picture(CARDS["long"])
    for top, bottom in ((0, draw.HEAD_RULE), (draw.FOOT_RULE + draw.HAIRLINE_HEIGHT, SIZE[1])):
        band = image.crop((draw.MARGIN, top, SIZE[0] - draw.MARGIN, bottom)).point(lambda index: 255 if index else 0, "L")
        profile = band.resize((band.width, 1), Image.Resampling.BOX).tobytes()
        assert max(len(gap) for gap in re.findall(rb"\x00+", profile.strip(b"\x00"))) >= 40


def test_a_character_that_is_not_there_is_told() -> None:
    assert CARDS["odd"].missing == ("🙂", "𠮷")
    assert CARD.missing == ()

"""What the typeface has, and what becomes of a text for which it lacks something."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from shuangyong.drawing.characters import FONTS, GETA, as_drawn, drawable, missing
from shuangyong.drawing.typeface import SANS, SERIF, Typeface

GROUPS = (FONTS / "characters.txt").read_text(encoding="utf-8").split("\n")[1::2]
MARKS = "，。、；：？！“”‘’（）《》〈〉「」『』【】—…·〇①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ㎡℃‰～％№×"


def test_the_standard_is_whole() -> None:
    """通用规范汉字表：一级 3500 字，二级 3000 字，三级 1605 字。"""
    assert [len(set(group)) for group in GROUPS[:3]] == [3500, 3000, 1605]
    assert (GROUPS[0][0], GROUPS[1][0], GROUPS[2][0], GROUPS[2][-1]) == ("一", "乂", "亍", "蠼")


@pytest.mark.parametrize("typeface", [SERIF, SANS], ids=lambda typeface: typeface.name)
def test_the_list_is_what_the_typefaces_have(typeface: Typeface) -> None:
    with TTFont(typeface.file) as font:
        characters = font.getBestCmap()
        assert {ord(char) for char in drawable()} == characters.keys()
        assert ".notdef" not in characters.values()


def test_every_mark_a_title_uses_is_there() -> None:
    ascii_letters = "".join(map(chr, range(0x20, 0x7F)))
    assert missing(MARKS + ascii_letters) == ()


def ink(char: str) -> bytes:
    mask = SERIF.at_size(40).getmask(char)
    return bytes(mask)


# Every 40th of the standard, and the last ones of each level, which lie outside the basic plane.
@pytest.mark.parametrize("char", [*"".join(GROUPS[:3])[::40], *"𠙶𬣙𨙸𬺈", *MARKS])
def test_a_character_is_really_drawn(char: str) -> None:
    assert any(ink(char)) and ink(char) != ink("𠮷")


def test_full_width_characters_fill_a_square() -> None:
    assert {SERIF.advance(char) for char in "双拥，。、；：？！“”‘’（）《》「」【】…〓"} == {1.0}


def test_a_character_that_is_not_there_is_told_once() -> None:
    assert missing("𠮷野家与𠮷田，㐂寿") == ("𠮷", "㐂")


def test_a_character_that_is_not_there_shows_as_geta() -> None:
    assert as_drawn("𠮷野家") == f"{GETA}野家"


def test_what_cannot_be_seen_is_neither_drawn_nor_missed() -> None:
    text = "双\u200b拥\ufe0f之\u00ad窗\u2060\n 在\u3000线\t"
    assert missing(text) == ()
    assert as_drawn(text) == "双 拥之窗 在 线"

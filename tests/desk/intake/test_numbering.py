"""The numbers that Word sets by itself."""

from __future__ import annotations

import pytest

from shuangyong.desk.intake import steps
from shuangyong.desk.intake.word import read
from shuangyong.desk.intake.word.numbering import chinese, written

from .wordfile import docx, item, p, part


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (101, "一百零一"), (110, "一百一十"), (1010, "一千零一十"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_chinese_numbers(number: int, text: str):
    assert chinese(number) == text


@pytest.mark.parametrize(
    ("form", "texts"),
    [
        ("chineseCounting", ("一", "二", "十二")),
        ("chineseLegalSimplified", ("壹", "贰", "壹拾贰")),
        ("ideographTraditional", ("甲", "乙", "12")),
        ("decimalEnclosedCircle", ("①", "②", "⑫")),
        ("upperRoman", ("I", "II", "XII")),
        ("lowerLetter", ("a", "b", "l")),
        ("decimalZero", ("01", "02", "12")),
        ("unheardOf", ("1", "2", "12")),
    ],
)
def test_forms(form: str, texts: tuple[str, str, str]):
    assert tuple(written(number, form) for number in (1, 2, 12)) == texts


def test_levels_count_within_each_other():
    body = "".join(item(text, 3, depth) for text, depth in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1)])
    work = read(docx(body), "x").work
    assert [line for line in work.text.split("\n") if line] == ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"]
    assert work.tape.original == "甲\n乙\n丙\n丁\n戊\n", "none of it stands in the file"


def test_a_list_of_its_own_begins_anew():
    anew = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
    )
    work = read(docx(item("甲", 1) + item("乙", 1) + item("丙", 2), parts={"word/numbering.xml": anew}), "x").work
    assert [line for line in work.text.split("\n") if line] == ["一、甲", "二、乙", "一、丙"]


def test_the_numbers_are_told_as_insertions():
    work = read(docx(p("题", style="8") + item("甲事", 3) + p("正文一句。")), "x").work
    steps.clean(work)
    assert [(c.before, c.after) for c in work.tape.changes if "label" in c.rules] == [("", "一、")]

"""The quantities of a text, drafted as figures of its source: as printed, with their qualifiers, and as values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .blocks import Line, classify
from .signs import HAN, Guard

_UNITS = [
    "人次", "平方公里", "平方米", "立方米", "公里", "千米", "公斤", "公顷", "个百分点", "万元", "亿元", "美元", "小时",
    "分钟", "课时", "学时", "周年", "年来",
    "名", "人", "件", "个", "家", "户", "间", "位", "支", "次", "场", "项", "所", "座", "处", "套", "册", "本", "份",
    "篇", "批", "对", "条", "辆", "台", "部", "吨", "米", "亩", "元", "%", "％", "岁", "天", "站", "街", "镇", "村",
    "校", "班", "队", "组", "幅", "张", "枚", "株", "盏", "把", "面", "期", "届", "倍", "门",
]
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_AHEAD = "将近|超过|不到|不足|不少于|近|约|超|逾"
_BEHIND = "余|多|来"
_DIGITS = re.compile(
    rf"(?P<ahead>{_AHEAD})?(?P<number>\d+(?:[,，]\d{{3}})*(?:\.\d+)?)(?P<behind>{_BEHIND})?"
    rf"(?P<scale>[百千]?[万亿]|[百千])?(?P<later>{_BEHIND})?(?P<unit>{_UNIT})"
)
_WORDS = re.compile(rf"(?P<ahead>{_AHEAD}|上|好)?(?P<number>[数几]?[一二两三四五六七八九十百千万]+)(?P<behind>{_BEHIND})?(?P<unit>{_UNIT})")
_AIM = re.compile("目标|争取|力争|争创|计划|预计|拟|将达|确保")
_MISSING = re.compile(r"(?:总?投资|投入|资金|共计|总计|合计|累计|面积|增长|达到?|超过|共|约|占)$")

LONGEST = 28
"""Characters of what a figure is said to be."""


@dataclass(frozen=True)
class Drafted:
    """One figure of a source, before anybody has looked at it."""

    id: str
    start: int
    end: int
    as_printed: str | None
    value: int | float | None
    unit: str | None
    status: str
    what: str
    note: str = ""


def draft(text: str) -> list[Drafted]:
    """Every quantity of the body, in order; dates, ordinals and addresses are none."""
    guard, found = Guard(text), []
    for line in classify(text, has_head=False):
        if line.kind in ("body", "item", "table"):
            found += [one for one in _in_line(line) if not guard.covers(one.start, one.end)]
            found += _missing(line)
    return [_numbered(one, number) for number, one in enumerate(sorted(found, key=lambda one: one.start), 1)]


def _numbered(one: Drafted, number: int) -> Drafted:
    return Drafted(f"f{number:02}", *(getattr(one, name) for name in list(one.__dataclass_fields__)[1:]))


def _in_line(line: Line) -> Iterator[Drafted]:
    for match in _DIGITS.finditer(line.text):
        if _is_quantity(line.text, match):
            yield _drafted(line, match, _value(match))
    for match in _WORDS.finditer(line.text):
        if _is_vague(match) and not re.search(r"[第\d]$", line.text[: match.start()]):
            yield _drafted(line, match, _spelled(match["number"]))


def _is_quantity(text: str, match: re.Match) -> bool:
    before, behind = text[: match.start()], text[match.end() :]
    if re.search(r"[第\d.A-Za-z№+＋-]$|[（(]?\d{3,4}[-—]$", before) or re.match(r"[月日号路弄版]", behind):
        return False
    if match["unit"] == "部" and re.match("[队官战]", behind):
        return False  # A unit of troops by its number, and no quantity at all.
    if match["unit"] == "年来":
        return len(match["number"]) < 4
    if match["unit"] in ("期", "届", "天") and not match["behind"]:
        return not re.search("第$", before)
    return not (match["unit"] == "%" and re.match(r"\d", behind))


def _is_vague(match: re.Match) -> bool:
    """Whether a number in words has a qualifier: 数十家, 近百名, 三百余人. 四个 alone is mostly part of a name."""
    number = match["number"]
    large = any(char in number for char in "十百千万")
    return large and bool(match["ahead"] or match["behind"] or number[0] in "数几")


def _value(match: re.Match) -> int | float | None:
    number = re.sub("[,，]", "", match["number"])
    return float(number) if "." in number else int(number)


def _spelled(number: str) -> int | None:
    """The value of a number in words; None for what is no number: 数十."""
    if number[0] in "数几":
        return None
    total = section = digit = 0
    for char in number:
        if char in "一二三四五六七八九":
            digit = "一二三四五六七八九".index(char) + 1
        elif char == "两":
            digit = 2
        elif char == "万":
            total, section, digit = (total + section + digit or 1) * 10**4, 0, 0
        else:
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
    return total + section + digit


def _drafted(line: Line, match: re.Match, value: int | float | None) -> Drafted:
    start, end = line.start + match.start(), line.start + match.end()
    what, clause = _clause(line.text, match.start(), match.end())
    status = "名称" if _is_name(line.text, match) else "目标" if _AIM.search(clause) else "实数"
    # 500余万元 is 500 and 万元, as printed: nothing is worked out.
    unit = (match.groupdict().get("scale") or "") + match["unit"].removesuffix("来")
    return Drafted("", start, end, match[0], value, unit, status, what, _note(match))


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    """The few words around a number with … in its place, and the whole sentence."""
    left = re.split("[，。；：！？、|]", text[:start])[-1].lstrip("*- ")
    right = re.split("[，。；：！？、|]", text[end:])[0].rstrip("*")
    if not re.search(f"[{HAN}]", left + right):
        left, right = (re.split("[。；！？|]", side)[place] for side, place in ((text[:start], -1), (text[end:], 0)))
        left, right = left[-18:], right.lstrip("，、")
    if len(left) + len(right) + 1 > LONGEST:
        left = "…" * (len(left) > 18) + left[-18:]
        right = right[: LONGEST - len(left) - 1]
    sentence = re.split("[。；！？]", text[:start])[-1] + re.split("[。；！？]", text[end:])[0]
    return re.sub(r"[\[\]*]|\([^)]*\)", "", f"{left}……{right}").strip(), sentence


def _is_name(text: str, match: re.Match) -> bool:
    """Whether the number stands within a short quotation or a title."""
    before, behind = text[: match.start()], text[match.end() :]
    for left, right in ("“”", "《》"):
        opened = before.rfind(left)
        if opened > before.rfind(right):
            closed = behind.find(right)
            return closed >= 0 and match.end() + closed - opened < 24
    return False


def _note(match: re.Match) -> str:
    groups = match.groupdict()
    mark = groups["ahead"] or groups["behind"] or groups.get("later") or ""
    if match["number"][0] in "数几":
        return f"原文只说“{match[0]}”，没有确数，只能照写。"
    return f"原文带“{mark}”字，不能当整数写。" if mark else ""


def _missing(line: Line) -> Iterator[Drafted]:
    """A number that the source breaks off before."""
    if line.kind == "body" and not line.is_closed and (match := _MISSING.search(line.text)):
        tail = re.split("[，。；：]", line.text)[-1]
        at = line.start + len(line.text)
        yield Drafted("", at, at, None, None, None, "缺", f"{tail[-LONGEST:]}……（原文在“{match[0]}”后面断了）", "原文没有这个数，不能补。")

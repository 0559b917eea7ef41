"""Spaces that a scanner or a typist left between Chinese characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import rjieba

from ..doubts import Doubt, Kept
from ..tape import Edit, Note
from .bylines import SURNAMES
from .signs import HAN, IS_HAN, Guard, after, before, is_chinese, lines

_BETWEEN = Note("space", "删去汉字之间的空格")
_BESIDE = Note("space", "汉字与数字、字母之间不加空格")
_SIGN = Note("space", "删去标点旁边的空格")
_SPACES = re.compile("[ \t\u3000]+")
_SHORT = re.compile(rf"[{HAN}]*[{HAN}]{{2,4}}(?:[ \t\u3000]+[{HAN}]{{2,4}}){{2,}}(?![{HAN}])")
_MARKUP = re.compile(r"\s*(?:#{1,6}|[-*+]|\d{1,3}[.)]|>|\|)\s")

LEAST = 4
"""Characters on either side of a space that parts the halves of a headline."""


def edits(text: str, is_heading: Callable[[str], bool], is_apart: Callable[[str], bool]) -> Iterator[Edit]:
    """`is_heading` and `is_apart` say of a line whether its spaces may be the layout of a headline, or are kept altogether."""
    guard, layout = Guard(text), {gap.at for gap in _gaps(text, is_heading, is_apart)}
    for start, line in lines(text):
        if is_apart(line):
            continue
        names = list(_names(line))
        for match in _SPACES.finditer(line):
            at, end = start + match.start(), start + match.end()
            kept = (at in layout) or any(first <= match.start() < last for first, last in names)
            if not kept and not guard.covers(at, end) and (note := _reason(text, at, end)):
                yield Edit(at, end, "", note)


def _names(line: str) -> Iterator[tuple[int, int]]:
    """(start, end) of three or more short words in a row that stand apart: names of people, or all that a line holds."""
    for match in _SHORT.finditer(line):
        words = match[0].split()
        if all(word[0] in SURNAMES for word in words[1:]) or match[0] == line.strip():
            yield match.span()


def _reason(text: str, start: int, end: int) -> Note | None:
    """Why these spaces go; None where they stay."""
    left, right = before(text, start), after(text, end)
    if not left or not right or _is_markup(text, start):
        return None
    if IS_HAN.match(left) and IS_HAN.match(right):
        return _BETWEEN
    if is_chinese(left) and is_chinese(right):
        return _SIGN
    chinese, other = (left, right) if is_chinese(left) else (right, left)
    if not is_chinese(chinese) or not other.isalnum():
        return None
    if IS_HAN.match(chinese):
        return _BESIDE
    return _SIGN if chinese not in _OF_BOTH or other.isdigit() else None


_OF_BOTH = "“”‘’—…·"
"""Signs that stand in Latin text too."""


def _is_markup(text: str, position: int) -> bool:
    """Whether the space belongs to the mark of a heading, list item or table."""
    begin = text.rfind("\n", 0, position) + 1
    mark = _MARKUP.match(text, begin)
    return bool(mark and position < mark.end()) or (
        text[begin : begin + 1] == "|" and "|" in (before(text, position), after(text, position))
    )


@dataclass(frozen=True)
class _Gap:
    at: int
    end: int
    left: int
    """How many Han characters stand before it."""
    right: int


def _count(text: str) -> int:
    return len(IS_HAN.findall(text))


def _gaps(text: str, is_heading: Callable[[str], bool], is_apart: Callable[[str], bool]) -> list[_Gap]:
    """Where spaces part the halves of a headline."""
    found = []
    for start, line in lines(text):
        bare = re.sub(r"^#+\s*", "", line.strip())
        parts = re.split("[ \t\u3000]+", bare)
        if not is_heading(line) or is_apart(line) or len(parts) not in (2, 3) or min(map(len, parts)) < LEAST:
            continue
        at = start + line.index(bare)
        for match in _SPACES.finditer(bare):
            if _parts_words(bare, match.start(), match.end()):
                left, right = bare[: match.start()].split()[-1], bare[match.end() :].split()[0]
                found.append(_Gap(at + match.start(), at + match.end(), _count(left), _count(right)))
    return found


def _parts_words(line: str, start: int, end: int) -> bool:
    """Whether a word ends where the space stands."""
    joined, length = line[:start].replace(" ", "") + line[end:], 0
    place = len(line[:start].replace(" ", ""))
    for word in rjieba.cut(joined):
        length += len(word)
        if length >= place:
            return length == place
    return False


def kept(text: str, is_heading: Callable[[str], bool], is_apart: Callable[[str], bool]) -> Iterator[Kept | Doubt]:
    """Spaces that were left: those of parallel headlines with their reason, others as a doubt."""
    gaps = _gaps(text, is_heading, is_apart)
    lefts = Counter(gap.left for gap in gaps)
    for gap in gaps:
        if lefts[gap.left] > 1 or gap.left == gap.right:
            yield Kept(gap.at, gap.end, "标题两半之间的空格，是版式，没有删")
        else:
            what = "标题里的空格没有删，看不出是版式还是断行留下的。"
            yield Doubt(gap.at, gap.end, "space", what, "是断行留下的，请删去。", "低", is_marked=False)
    for start, line in lines(text):
        for first, last in () if is_apart(line) else _names(line):
            if not any(start + first <= gap.at < start + last for gap in gaps):
                fix = "是名单就在名字之间加顿号；是断行留下的空格，请删去。"
                yield Doubt(start + first, start + last, "space", "这里像一串名字，空格没有删。", fix)
    guard = Guard(text)
    for match in re.finditer(r"(?<=\d)[ \u3000]+(?=\d)", text):
        if not guard.covers(*match.span()):
            yield Doubt(*match.span(), "space", "两个数字之间有空格。", "请对照原件，看是一个数还是两个数。", "中")

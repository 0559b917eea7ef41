"""Straight quotation marks become pairs, paragraph by paragraph; where they do not pair, they stay and are doubted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..doubts import Doubt
from ..tape import Edit, Note
from .signs import Guard, after, has_han, lines

_WHY = Note("quote", "半角直引号改成成对的中文引号")
_STRAIGHT = re.compile('["＂“”]')
_SINGLE = re.compile(r"(?<![A-Za-z0-9])'([^'\n]+?)'(?![A-Za-z0-9])|(?<=[“（])'([^'\n]+?)'")
_NEVER_AFTER_OPENING = set("，。、；：？！）》,;:?!)")
"""What no quotation begins with: an opening mark before one of these is no opening mark."""


@dataclass(frozen=True)
class _Sign:
    start: int
    end: int
    text: str


def edits(text: str) -> Iterator[Edit]:
    guard = Guard(text)
    for start, line in lines(text):
        if has_han(line):
            yield from _paired(text, start, line, guard)


def _paired(text: str, start: int, line: str, guard: Guard) -> Iterator[Edit]:
    signs = [_Sign(start + m.start(), start + m.end(), m[0]) for m in _STRAIGHT.finditer(line)]
    signs = [sign for sign in signs if not guard.covers(sign.start, sign.end) and not _is_measure(text, sign)]
    if any(sign.text not in "“”" for sign in signs) and (meant := _sides(text, signs)):
        for sign, side in zip(signs, meant, strict=True):
            yield Edit(sign.start, sign.end, side, _WHY)
    for match in _SINGLE.finditer(line):
        inner = match[1] or match[2]
        at = start + match.start()
        if has_han(inner) and not guard.covers(at, start + match.end()):
            left, right = ("‘", "’") if _is_inside(line[: match.start()]) else ("“", "”")
            yield Edit(at, at + 1, left, _WHY)
            yield Edit(start + match.end() - 1, start + match.end(), right, _WHY)


def _is_inside(passage: str) -> bool:
    """Whether a quotation is open at the end of `passage`."""
    return passage.count("“") > passage.count("”") or passage.count('"') % 2 == 1


def _is_measure(text: str, sign: _Sign) -> bool:
    """Inches and seconds: 5" or 30″ with no Han behind and a digit before."""
    return sign.text == '"' and text[sign.start - 1 : sign.start].isdigit() and not after(text, sign.end).strip()


def _sides(text: str, signs: list[_Sign]) -> list[str]:
    """“ or ” for each sign in turn; empty where they do not alternate as they must."""
    if len(signs) % 2:
        return []
    meant = ["“" if number % 2 == 0 else "”" for number in range(len(signs))]
    for sign, side in zip(signs, meant, strict=True):
        contradicted = sign.text in "“”" and sign.text != side
        if contradicted or (side == "“" and after(text, sign.end) in _NEVER_AFTER_OPENING) or (side == "“" and not after(text, sign.end)):
            return []
    return meant


def doubts(text: str) -> Iterator[Doubt]:
    """Marks that have no other half."""
    guard = Guard(text)
    for start, line in lines(text):
        straight = [start + m.start() for m in re.finditer('["＂]', line) if not guard.covers(start + m.start(), start + m.end())]
        straight = [at for at in straight if not _is_measure(text, _Sign(at, at + 1, '"'))]
        if straight and has_han(line):
            what = f"这一段的引号配不成对，有{len(straight)}个没有动。"
            yield Doubt(straight[0], straight[0] + 1, "quote", what, "请对照原件，逐个改成“和”。", "中")
        elif (odd := _unpaired(line)) is not None:
            side = "后" if line[odd] == "“" else "前"
            yield Doubt(start + odd, start + odd + 1, "quote", f"这个引号没有{side}一半。", "请对照原件补上，或删去。", "中")
    yield from _brackets(text, guard)


def _unpaired(line: str) -> int | None:
    """Where the first curly double quotation mark stands that has no other half."""
    opened: list[int] = []
    for position, char in enumerate(line):
        if char == "“":
            opened.append(position)
        elif char == "”":
            if not opened:
                return position
            opened.pop()
    return opened[0] if opened else None


_PAIRS = {"（": "）", "《": "》", "〈": "〉", "【": "】", "「": "」", "『": "』"}


def _brackets(text: str, guard: Guard) -> Iterator[Doubt]:
    for start, line in lines(text):
        opened: list[int] = []
        for position, char in enumerate(line):
            if char in _PAIRS:
                opened.append(position)
            elif char in _PAIRS.values():
                if opened and _PAIRS[line[opened[-1]]] == char:
                    opened.pop()
                elif not guard.covers(start + position, start + position + 1):
                    yield _half(start + position, char, "前")
        for position in opened:
            yield _half(start + position, line[position], "后")


def _half(at: int, char: str, side: str) -> Doubt:
    return Doubt(at, at + 1, "bracket", f"“{char}”没有{side}一半。", "请对照原件补上，或删去。")


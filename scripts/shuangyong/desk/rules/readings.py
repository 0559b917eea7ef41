"""What is left of a file for the rules: a text, and the place in the file of each of its characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Reading:
    """A text and the place in the source of each of its characters."""

    text: str
    runs: tuple[tuple[int, int], ...]
    """(position in the text, place in the source) at which a run of neighbours begins."""

    @cached_property
    def starts(self) -> list[int]:
        return [start for start, _ in self.runs]

    @cached_property
    def grams(self) -> Set[str]:
        """The characters and the pairs of neighbouring characters it holds."""
        grams = set(map(str.__add__, self.text, self.text[1:]))
        grams.update(self.text)
        return grams

    def forget_grams(self) -> None:
        """They take a hundred times the room of the text: whoever keeps many readings lets go of them."""
        self.__dict__.pop("grams", None)

    def place(self, position: int) -> int:
        """Where in the source the character at `position` stands."""
        start, source = self.runs[bisect_right(self.starts, position) - 1]
        return source + position - start


class Builder:
    """Collects pieces of a source into a reading."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._runs: list[tuple[int, int]] = []
        self.length = 0

    def add(self, text: str, place: int | None) -> None:
        if text:
            if place is not None:
                self._runs.append((self.length, place))
            elif not self._runs:
                self._runs.append((0, 0))
            self._texts.append(text)
            self.length += len(text)

    def take(self, reading: Reading, kept: list[tuple[int, int]], change=lambda text: text) -> None:
        """Add the kept stretches of another reading; `change` keeps every character in its place."""
        first = self.length
        for start, end in kept:
            text = reading.text[start:end]
            if not text:
                continue
            begin = bisect_right(reading.starts, start) - 1
            self._runs.append((self.length, reading.place(start)))
            for at, source in reading.runs[begin + 1 :]:
                if at >= end:
                    break
                self._runs.append((self.length + at - start, source))
            self._texts.append(text)
            self.length += len(text)
        if self.length > first:
            joined = "".join(self._texts)
            self._texts = [joined[:first], change(joined[first:])]

    def reading(self) -> Reading:
        return Reading("".join(self._texts), tuple(self._runs) or ((0, 0),))


# From prose to plain text

_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3001-\u301f\u2018-\u201d\u2026\u2014\u00b7"
_INVISIBLE = "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff"
_LOOSE = re.compile(
    rf"[{_INVISIBLE}]+"
    rf"|(?<=[{_WIDE}])[ \t\u00a0\u2000-\u200a\u3000]+"
    rf"|[ \t\u00a0\u2000-\u200a\u3000]+(?=[{_WIDE}\n]|\Z)"
    rf"|(?<=[^\x00-\x40。！？；：…”』」）》\n])\n(?=[\u4e00-\u9fff0-9“‘《（，。、；：])"
    r"|(?<=\n)[ \t\u3000]+"
)
"""Spaces beside Han characters, line ends amid a sentence, and characters nobody sees."""


def firm_stretches(text: str) -> list[tuple[int, int]]:
    """The stretches of `text` between what is loose."""
    kept, last = [], 0
    for match in _LOOSE.finditer(text):
        kept.append((last, match.start()))
        last = match.end()
    return [*kept, (last, len(text))]


_HALF = re.compile(r"(?<![0-9A-Za-z])[,;:?!()]|[,;:?!()](?![0-9A-Za-z])")
_FULL = str.maketrans(",;:?!()", "，；：？！（）")
_WIDE_ALNUM = re.compile("[０-９Ａ-Ｚａ-ｚ]")
_NARROW = {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


def plainly(text: str) -> str:
    """The same, character by character, with Chinese punctuation and plain digits and letters."""
    if _WIDE_ALNUM.search(text):
        text = text.translate(_NARROW)
    return _HALF.sub(lambda match: match[0].translate(_FULL), text)

"""Sets Chinese lines: where they break, how wide they are, where each glyph stands.

All lengths are in em, the size of the type, so that a line is measured once for all sizes.
After 中文排版需求 (W3C clreq): marks that meet give up the empty half of their square, so do
those at the ends of a line, and Han characters keep a little distance from Latin and digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..text.headline import headline

Advance = Callable[[str], float]
"""How far one character moves on, in em."""

OPENING = "“‘（《〈【〖〔「『"
CLOSING = "，。、；：！？”’）》〉】〗〕」』"
HALF = 0.5
"""What a full-width mark may give up: its other half has the ink."""
QUARTER = 0.25
"""What it gives up beside a character: in large type the whole half would look like a hole."""
LATIN_SPACE = 0.2
"""Between Han and Latin or digits; clreq gives a quarter for text, and large type wants less."""
CUT = "……"
DASH = "⸺"
"""Two dashes in one, without the gap."""

_LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0370-\u04ff%‰°+#&@$€£]")
_HAN = re.compile(r"[\u3400-\u9fff〇々〓\U00020000-\U0003ffff]")


@dataclass(frozen=True)
class Line:
    text: str
    places: tuple[float, ...]
    """Where each character stands, from the left edge of the line."""
    width: float
    """To the ink of the last character."""


@dataclass(frozen=True)
class Setting:
    """A title broken into lines, at the size in pixels that fills its place best."""

    lines: tuple[Line, ...]
    size: int


@dataclass(frozen=True)
class Place:
    """The room for a title, in pixels."""

    width: int
    height: int
    leading: float
    """From line to line, in em."""
    largest: int
    smallest: int
    most_lines: int = 4

    def size(self, lines: Sequence[Line]) -> int:
        """The largest size at which these lines fit, to the whole pixel."""
        across = self.width / max(line.width for line in lines)
        # The first line is as high as its characters; each further one adds the leading.
        down = self.height / (1 + self.leading * (len(lines) - 1))
        return min(self.largest, int(across), int(down))


def set_line(text: str, advance: Advance) -> Line:
    return _Measured(text, advance).line(0, len(text))


def fit_line(text: str, advance: Advance, width: float) -> Line:
    """`text` on one line no wider than `width`, cut at a word where it must be."""
    line = set_line(text, advance)
    if line.width <= width:
        return line
    return next((line for line in _shorter(text, advance) if line.width <= width), set_line(CUT, advance))


def set_title(text: str, place: Place, advance: Advance) -> Setting:
    """`text` in the lines that read best and let it be large; cut at a word where nothing else helps."""
    setting = _best(text, place, advance)
    if setting.size >= place.smallest:
        return setting
    # No need to try what four full lines of the smallest size cannot hold.
    room = place.most_lines * place.width / place.smallest
    for line in _shorter(text, advance):
        if line.width <= room and (shorter := _best(line.text, place, advance)).size >= place.smallest:
            return shorter
    return _best(CUT, place, advance)


def words(text: str) -> list[str]:
    """`text` in the pieces between which the site's own headlines may break."""
    pieces = headline(text.replace(DASH, "——")).split("<wbr>")
    return [piece.unescape().replace("——", DASH) for piece in pieces if piece]


def _shorter(text: str, advance: Advance) -> Iterator[Line]:
    """`text` with a word less each time, and the mark that says so."""
    pieces = [part for piece in words(text) for part in _breakable(piece, advance)]
    for end in range(len(pieces) - 1, 0, -1):
        kept = "".join(pieces[:end]).rstrip(OPENING + "，、；：。—…· " + DASH)
        if kept:
            yield set_line(kept + CUT, advance)


_WIDEST = 12.0
"""A word longer than this, such as an address, breaks anywhere."""


def _breakable(piece: str, advance: Advance) -> list[str]:
    return [piece] if sum(map(advance, piece)) <= _WIDEST else list(piece)


def _best(text: str, place: Place, advance: Advance) -> Setting:
    """Of the ways to break `text` into so many lines, that of the largest type; of equals the fewest lines."""
    pieces = [part for piece in words(text) for part in _breakable(piece, advance)]
    measured = _Measured(text, advance)
    ways = []
    for count in range(1, min(place.most_lines, len(pieces)) + 1):
        badness, lines = _break(pieces, count, measured, place.width / place.smallest)
        size = place.size(lines)
        # Eight pixels for each price paid: a number cut from its unit costs more than larger type gains.
        ways.append((size - 8 * badness, -count, Setting(lines, size)))
    if not ways:
        return Setting((), place.largest)
    return max(ways, key=lambda way: way[:2])[2]


def _break(pieces: Sequence[str], count: int, measured: _Measured, widest: float) -> tuple[float, tuple[Line, ...]]:
    """The least bad way to put `pieces` on `count` lines no wider than `widest`, and how bad it is."""
    ends = [0]
    for piece in pieces:
        ends.append(ends[-1] + len(piece))
    target = measured.width(0, ends[-1]) / count
    last = len(pieces)
    # best[k][i]: the first i pieces on k lines.
    best: list[dict[int, tuple[float, tuple[int, ...]]]] = [{0: (0.0, ())}]
    for number in range(1, count + 1):
        row: dict[int, tuple[float, tuple[int, ...]]] = {}
        for end in range(number, last - (count - number) + 1) if number < count else (last,):
            price = _price(pieces[end - 1], pieces[end]) if end < last else 0.0
            row[end] = min(
                (badness + price + _raggedness(measured.width(ends[start], ends[end]), target, widest), (*breaks, end))
                for start, (badness, breaks) in best[-1].items()
                if start < end
            )
        best.append(row)
    badness, breaks = best[-1][last]
    starts = (0, *breaks[:-1])
    return badness, tuple(measured.line(ends[start], ends[end]) for start, end in zip(starts, breaks, strict=True))


def _raggedness(width: float, target: float, widest: float) -> float:
    too_wide = 100.0 if width > widest else 0.0
    return 8 * ((width - target) / target) ** 2 + too_wide


_CLAUSE = re.compile(r"[，。；：！？⸺…]$")
_ENDS_NUMBER = re.compile(r"[0-9０-９]$|^[第约近超逾]?[一二三四五六七八九十百千万亿两]*$")
_PREPOSITION = re.compile(r"^(?:把|被|将|和|与|及|或|在|为|向|对|从|给|让|使|到|由|以|按|请|不|没|再|又|也|都|就|要)$")
_PARTICLE = re.compile(r"^(?:的|地|得|了|着|过|们|者|等|里|中|上|下|内|外|后|前|时|吗|呢|吧|个|名|件|项|家|年|月|日|号)$")


def _price(before: str, after: str) -> float:
    """What it costs to end a line after one word and begin the next with another."""
    if _CLAUSE.search(before):
        return -2.0
    price = 0.0
    if _ENDS_NUMBER.search(before):
        price += 6  # A number and its unit, 第 and its number.
    if before[-1] in "年月" and after[0].isdigit():
        price += 3  # A date.
    if _PARTICLE.match(after):
        price += 4
    if _PREPOSITION.match(before):
        price += 2
    return price


class _Measured:
    """A text with the place of every character, as if it stood on one line."""

    def __init__(self, text: str, advance: Advance):
        self.text = text
        self._advance = advance

    @cached_property
    def _spans(self) -> tuple[list[float], list[float]]:
        """Where each character begins and ends."""
        starts, ends, x = [], [], 0.0
        for index, char in enumerate(self.text):
            x += _gap(self.text[index - 1], char) if index else 0.0
            starts.append(x)
            x += self._advance(char)
            ends.append(x)
        return starts, ends

    def width(self, start: int, end: int) -> float:
        """Of the line from one character to before another, without the white at its ends."""
        start, end = self._trim(start, end)
        if start == end:
            return 0.0
        starts, ends = self._spans
        return ends[end - 1] - starts[start] - self._hung_left(start) - HALF * (self.text[end - 1] in CLOSING)

    def line(self, start: int, end: int) -> Line:
        width = self.width(start, end)
        start, end = self._trim(start, end)
        starts = self._spans[0]
        left = starts[start] + self._hung_left(start) if start < end else 0.0
        return Line(self.text[start:end], tuple(starts[index] - left for index in range(start, end)), width)

    def _hung_left(self, start: int) -> float:
        return HALF * (self.text[start] in OPENING)

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] == " ":
            start += 1
        while start < end and self.text[end - 1] == " ":
            end -= 1
        return start, end


def _gap(before: str, after: str) -> float:
    """What two neighbours are moved apart, or together."""
    opens, closes = after in OPENING, before in CLOSING
    if (closes and after in CLOSING + OPENING) or (before in OPENING and opens):
        return -HALF
    if (opens or closes) and " " not in (before, after):
        return -QUARTER
    if (_LATIN.match(before) and _HAN.match(after)) or (_HAN.match(before) and _LATIN.match(after)):
        return LATIN_SPACE
    return 0.0

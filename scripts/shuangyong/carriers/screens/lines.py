"""Lines and slides: what of a text fits where.

Lines are broken here and not in the box: what was found to fit at build does fit, whatever
the engine thinks of Chinese punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ...drawing.setting import CLOSING, OPENING, words
from ...drawing.typeface import Typeface
from .sentences import clauses, sentences

PARAGRAPH = 0.45
"""The white between two paragraphs, in lines."""

ORPHAN = 4
"""Characters that a last line should have."""

_NUMBER = re.compile(r"[0-9]$")
LONGEST = 10
"""Characters: a longer word, such as an address, may be parted; a shorter aside in brackets (今静安区) is not."""


@dataclass(frozen=True)
class Paragraph:
    """Some text; its `label` stands before it on the first line."""

    text: str
    label: str = ""

    @property
    def whole(self) -> str:
        return f"{self.label}　{self.text}" if self.label else self.text


@dataclass(frozen=True)
class Room:
    """The place for running text on a slide, in pixels."""

    width: int
    lines: float
    size: int
    typeface: Typeface
    characters: int = 10_000
    """More than so many are more than one thought."""

    def set(self, text: str) -> tuple[str, ...]:
        """`text` in lines; rather all a little shorter than two characters alone on the last."""
        width = self.width / self.size
        lines = broken(text, self.typeface, width)
        for narrower in range(1, 6):
            if len(lines) < 2 or len(lines[-1]) >= ORPHAN:
                break
            tried = broken(text, self.typeface, width - narrower)
            lines = tried if len(tried) == len(lines) else lines
        return lines

    def filled(self, paragraphs: Sequence[Paragraph]) -> float:
        """How many lines they take, the white between them included."""
        return sum(len(self.set(p.whole)) for p in paragraphs) + PARAGRAPH * max(0, len(paragraphs) - 1)

    def holds(self, paragraphs: Sequence[Paragraph]) -> bool:
        count = sum(len(paragraph.whole) for paragraph in paragraphs)
        return count <= self.characters and self.filled(paragraphs) <= self.lines


class Unfit(ValueError):
    """A piece of text for which a slide has no room. Its only argument is the piece."""


@lru_cache(maxsize=65_536)
def broken(text: str, typeface: Typeface, width: float) -> tuple[str, ...]:
    """`text` in lines no wider than `width` em, full from the first on."""
    lines, line, room = [], "", width
    for part, taken in _fitting(text, typeface, width):
        if taken > room and line:
            lines.append(line.rstrip())
            line, room = "", width
        if line or part.strip():
            line, room = line + (part if line else part.lstrip()), room - taken
    return tuple([*lines, line.rstrip()] if line.strip() else lines)


def _fitting(text: str, typeface: Typeface, width: float) -> Iterator[tuple[str, float]]:
    """The pieces with their lengths; what is longer than a line in its parts, and these, if need be, by the character."""
    for piece in _pieces(text):
        for part in [piece] if _length(piece, typeface) <= width else _parts(piece):
            for rest in [part] if _length(part, typeface) <= width else part:
                yield rest, _length(rest, typeface)


def _length(text: str, typeface: Typeface) -> float:
    return sum(map(typeface.advance, text))


@lru_cache(maxsize=16_384)
def _pieces(text: str) -> tuple[str, ...]:
    """What is never parted: a word with the marks at it, a number with what it counts (600余件), a short aside in brackets."""
    found: list[str] = []
    for word in words(text):
        is_aside = bool(found) and "（" in found[-1] and "）" not in found[-1] and len(found[-1] + word) <= LONGEST
        if found and (_NUMBER.search(found[-1]) or is_aside or _is_one(found[-1], word)):
            found[-1] += word
        else:
            found.append(word)
    return tuple(part for word in found for part in ([word] if len(word) <= LONGEST else _parts(word)))


def _is_one(before: str, after: str) -> bool:
    """Whether two pieces are of one time, number or address, such as 16:30, 第12届 or example.cn."""
    return before[-1] in ":.-–/@第" and after[0].isascii() and after[0].isalnum()


def _parts(word: str) -> list[str]:
    """A long word character by character, its marks kept to it; letters and digits, as in a telephone number, stay together."""
    return re.findall(rf"[{OPENING}]*(?:[!-~–]+|.)[{CLOSING}…—·]*", word, re.S)


def balanced(text: str, typeface: Typeface, width: float) -> tuple[str, ...]:
    """`text` in as few lines as `width` em allow, all about as long: no single character on the last."""
    lines = broken(text, typeface, width)
    if len(lines) < 2:
        return lines
    narrow, wide = width / len(lines) - 1, width
    while wide - narrow > 0.25:
        middle = (narrow + wide) / 2
        if middle > 0 and len(broken(text, typeface, middle)) == len(lines):
            wide = middle
        else:
            narrow = middle
    return broken(text, typeface, wide)


def fitted(paragraphs: Sequence[Paragraph], room: Room) -> tuple[list[Paragraph], list[Paragraph]]:
    """As many whole sentences from the beginning as `room` holds, and the rest."""
    pieces = _parted(paragraphs)
    count = 0
    while count < len(pieces) and room.holds(_joined(pieces[: count + 1])):
        count += 1
    return _joined(pieces[:count]), _joined(pieces[count:])


def largest(paragraphs: Sequence[Paragraph], rooms: Sequence[Room]) -> tuple[list[list[Paragraph]], Room]:
    """The slides and the room of the largest type that takes no more slides than the smallest; `rooms` largest first."""
    least = slides(paragraphs, rooms[-1])
    for room in rooms[:-1]:
        try:
            found = slides(paragraphs, room)
        except Unfit:
            continue
        if len(found) <= len(least):
            return found, room
    return least, rooms[-1]


def slides(paragraphs: Sequence[Paragraph], room: Room) -> list[list[Paragraph]]:
    """The paragraphs on as few slides as hold them, parted at sentence ends, filled as evenly as may be.

    A sentence too long for a slide is parted at its commas. Raises Unfit where that does not help.
    """
    pieces = [part for piece in _parted(paragraphs) for part in _small_enough(piece, room)]
    # best[end]: slides needed for the first pieces, how uneven they are, and where the last begins.
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)]
    for end in range(1, len(pieces) + 1):
        ways = []
        for start in range(end - 1, -1, -1):
            group = _joined(pieces[start:end])
            if not room.holds(group):
                break
            ways.append((best[start][0] + 1, best[start][1] + room.filled(group) ** 2, start))
        best.append(min(ways))
    found, end = [], len(pieces)
    while end:
        start = best[end][2]
        found.append(_joined(pieces[start:end]))
        end = start
    return found[::-1]


@dataclass(frozen=True)
class _Piece:
    """A sentence and the number of the paragraph it is from."""

    paragraph: int
    text: str
    label: str = ""


def _parted(paragraphs: Sequence[Paragraph]) -> list[_Piece]:
    return [
        _Piece(number, sentence, "" if position else paragraph.label)
        for number, paragraph in enumerate(paragraphs)
        for position, sentence in enumerate(sentences(paragraph.text))
    ]


def _joined(pieces: Sequence[_Piece]) -> list[Paragraph]:
    found: list[tuple[int, Paragraph]] = []
    for piece in pieces:
        if found and found[-1][0] == piece.paragraph:
            earlier = found[-1][1]
            found[-1] = (piece.paragraph, Paragraph(earlier.text + piece.text, earlier.label))
        else:
            found.append((piece.paragraph, Paragraph(piece.text, piece.label)))
    return [paragraph for _, paragraph in found]


def _small_enough(piece: _Piece, room: Room) -> Iterator[_Piece]:
    if room.holds(_joined([piece])):
        yield piece
        return
    for position, clause in enumerate(clauses(piece.text)):
        part = _Piece(piece.paragraph, clause, "" if position else piece.label)
        if not room.holds(_joined([part])):
            raise Unfit(part.text)
        yield part

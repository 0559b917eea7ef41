"""The texts as a result shows them, in small files of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from unicodedata import normalize

from .entries import Entry
from .readings import fields_of
from .tokens import normalised, tokens
from .variants import SIMPLIFIED

PART_SIZE = 2_400
"""Characters of text in a fragment; a longer entry has several."""


def fragments(entry: Entry, starts: Sequence[int], districts: Mapping[str, str]) -> Iterator[Any]:
    """The fragments of an entry's text: what a result shows of it, then the passages, a part at a time."""
    pieces = [normalize("NFC", piece) for piece in fields_of(entry)[3]]
    placed = list(zip([("", ""), *((p.anchor, p.heading) for p in entry.passages)], pieces, starts, strict=True))
    placed = [([*where, text], start) for where, text, start in placed if text or where[1]]
    groups: list[list] = [[]]
    for passage, start in placed:
        for piece, place in _pieces(passage, start):
            if groups[-1] and sum(len(p[0][2]) for p in groups[-1]) + len(piece[2]) > PART_SIZE:
                groups.append([])
            groups[-1].append((piece, place))
    for number, group in enumerate(groups):
        passages = [[*passage, place] for passage, place in group]
        content: dict[str, Any] = {"p": passages} | _changed([text for (_, _, text), _ in group])
        if number == 0:
            content |= {"a": entry.address, "t": normalize("NFC", entry.title), "k": entry.kind}
            content |= {"d": districts.get(entry.district, ""), "w": entry.date}
            content |= {"s": 1} if entry.summary else {}
            if len(groups) > 1:
                content["n"] = [group[0][1] for group in groups[1:]]
        yield content


def _pieces(passage: list[str], start: int) -> Iterator[tuple[list[str], int]]:
    """A passage in pieces of whole paragraphs, none much longer than a fragment, with the position of each."""
    anchor, heading, text = passage
    if len(text) <= PART_SIZE:
        yield passage, start
        return
    lines, piece, began = text.split("\n"), [], start
    for line, place in zip(lines, _places(lines, start), strict=True):
        if piece and sum(map(len, piece)) + len(line) > PART_SIZE:
            yield [anchor, heading, "\n".join(piece)], began
            piece, heading = [], ""
        if not piece:
            began = place
        piece.append(line)
    yield [anchor, heading, "\n".join(piece)], began


def _places(lines: Sequence[str], start: int) -> Iterator[int]:
    """The position of the first token of each line, or of the next that has one."""
    normals = [normalised(line) for line in lines]
    # A break in front, as the mark before a passage is one: breaks in a run count once.
    found = list(tokens("\n" + "\n".join(normals), start - 1))
    at, number = 1, 0
    for normal in normals:
        while number < len(found) and found[number].start < at:
            number += 1
        yield found[number].position if number < len(found) else start
        at += len(normal) + 1


_TRADITIONAL = frozenset(SIMPLIFIED)


def _changed(texts: Iterable[str]) -> dict[str, dict[str, str]]:
    """The traditional characters in these texts with what the index has in their place."""
    found = set().union(*(() if _TRADITIONAL.isdisjoint(text) else _TRADITIONAL.intersection(text) for text in texts))
    return {"v": {char: SIMPLIFIED[char] for char in sorted(found)}} if found else {}

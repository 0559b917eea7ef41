"""A file as the rules see it: its text alone, and where each character of it stands in the file.

Markup, addresses, code and comments are no text. Words of the front matter are, each value as a
paragraph of its own before the body. Two readings are kept of the same text: ``prose`` as it is
written, for typography, and ``text`` without the spaces and line ends that scans leave between
Han characters, with full-width punctuation and plain digits, for everything else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ...manuscripts.frontmatter import FENCE
from ...manuscripts.library import kind_of
from ...manuscripts.refs import Location
from .markup import Piece, without_addresses, without_markup
from .readings import Builder, Reading, firm_stretches, plainly
from .values import values_of

MARKDOWN = (".md", ".markdown")
YAML = (".yml", ".yaml")

BODY: Location = ("body",)


@dataclass(frozen=True)
class Part:
    """A stretch of the text: one value of the front matter, or the body."""

    start: int
    location: Location

    @property
    def key(self) -> str:
        """The innermost key: ``caption`` of ``photos / 0 / caption``."""
        return next((str(name) for name in reversed(self.location) if isinstance(name, str)), "")


@dataclass(frozen=True)
class Document:
    """One file that is checked."""

    path: str
    source: str
    prose: Reading
    clean: Reading
    parts: tuple[Part, ...]
    """Of ``clean``, in order."""
    kind: str | None = None
    """The kind of manuscript, where it is one of a site: ``story``, ``base`` …"""
    data: Mapping[str, Any] = field(default_factory=dict)
    """The front matter as YAML gives it."""
    places: Mapping[Location, int] = field(default_factory=dict)
    """Where in the source each value of the front matter begins."""

    @property
    def text(self) -> str:
        return self.clean.text

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.source))]

    def line_and_column(self, place: int) -> tuple[int, int]:
        """Both from 1, as an editor counts."""
        line = bisect_right(self._lines, place)
        return line, place - self._lines[line - 1] + 1

    @cached_property
    def _part_starts(self) -> list[int]:
        return [part.start for part in self.parts]

    def part_at(self, position: int) -> Part:
        """The part of ``text`` in which a position lies."""
        return self.parts[max(0, bisect_right(self._part_starts, position) - 1)]

    def part_end(self, part: Part) -> int:
        index = self.parts.index(part) + 1
        return self.parts[index].start if index < len(self.parts) else len(self.text)

    def place_of(self, location: Location) -> int:
        """Where the value at `location`, or the nearest above it, begins in the source."""
        while location and location not in self.places:
            location = location[:-1]
        return self.places.get(location, 0)

    @cached_property
    def torn_lines(self) -> int:
        """How many lines of front matter there are that are no YAML: their punctuation may be the very mistake."""
        if all(part.location for part in self.parts):
            return 0
        match = _FRONT.match(self.source)
        return self.source.count("\n", 0, match.end()) if match else len(self._lines)

    @cached_property
    def body_start(self) -> int:
        """Where in ``text`` the body begins; its end where there is none."""
        return next((part.start for part in self.parts if part.location == BODY), len(self.text))


def read(path: str, text: str, src_uri: str | None = None) -> Document:
    """The document in this text of a file, whose line ends are ``\\n``.

    `src_uri` is its path below ``docs/``, where it is a manuscript of the site.
    """
    name = path.lower()
    if name.endswith(YAML):
        return _assembled(path, text, None, (0, len(text)), None)
    if name.endswith(MARKDOWN):
        front, body = _front_matter(text)
        return _assembled(path, text, kind_of(src_uri) if src_uri else None, front, body)
    return _assembled(path, text, None, None, 0)


def _front_matter(text: str) -> tuple[tuple[int, int] | None, int]:
    """Where the front matter stands between its fences, and where the body begins."""
    if not text.startswith(FENCE):
        return None, 0
    match = _FRONT.match(text)
    return ((match.start(1), match.end(1)), match.end()) if match else (None, 0)


_FRONT = re.compile(r"---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|\Z)")


def _assembled(path: str, source: str, kind: str | None, front: tuple[int, int] | None, body: int | None) -> Document:
    data, places, values = values_of(source, *front) if front else ({}, {}, [])
    prose, clean = Builder(), Builder()
    parts = []
    for location, pieces in values:
        parts.append(Part(clean.length, location))
        _add(prose, clean, pieces)
    if body is not None:
        is_markdown = path.lower().endswith(MARKDOWN)
        parts.append(Part(clean.length, BODY))
        _add(prose, clean, without_markup(source, body) if is_markdown else without_addresses(source, body))
    as_written, plain = prose.reading(), clean.reading()
    if as_written.text == plain.text:
        as_written = plain  # One reading, so that what is worked out of it is so once.
    return Document(path, source, as_written, plain, tuple(parts) or (Part(0, BODY),), kind, data, places)


def _add(prose: Builder, clean: Builder, pieces: Iterable[Piece]) -> None:
    """Put the same pieces into both readings, each as a paragraph."""
    mine = Builder()
    for text, place in pieces:
        mine.add(text, place)
    reading = mine.reading()
    prose.take(reading, [(0, len(reading.text))])
    clean.take(reading, firm_stretches(reading.text), plainly)
    prose.add("\n\n", None)
    clean.add("\n\n", None)

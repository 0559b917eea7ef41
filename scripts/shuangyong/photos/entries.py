"""The entries of a ``captions.yml`` as they are written, whether or not the whole is valid.

While an album is being made, hardly any entry is complete, and yet the check-up must name
each gap and a jury must be able to look at the pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..manuscripts import captions, files, frontmatter
from ..problems import Problem
from .job import Box

_SLUG = re.compile(captions.SLUG)


@dataclass(frozen=True)
class Entry:
    """One item of ``photos``, as far as it can be read."""

    file: str
    """Empty where the entry names none."""
    slug: str
    line: int
    values: Mapping[str, Any] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The value as text; empty for what is missing, blank or no plain value."""
        value = self.values.get(key)
        return "" if value is None or isinstance(value, list | dict | bool) else str(value).strip()

    @property
    def has_sound_slug(self) -> bool:
        return bool(_SLUG.fullmatch(self.slug)) and len(self.slug) <= 60

    @property
    def redact(self) -> tuple[Box, ...]:
        """The boxes to paint over. Raises ValueError where one of them cannot be read: nothing may be shown then."""
        return tuple(map(_box, self.values.get("redact") or ()))


def _box(value: Any) -> Box:
    if not isinstance(value, list) or len(value) != 4:
        raise ValueError(value)
    box = tuple(float(part) for part in value if isinstance(part, int | float) and not isinstance(part, bool))
    if len(box) != 4 or not all(0 <= part <= 1 for part in box) or box[0] >= box[2] or box[1] >= box[3]:
        raise ValueError(value)
    return box


def read_text(file: Path, path: str) -> tuple[str | None, list[Problem]]:
    """The text of a captions file with LF line ends; empty where there is none, None where it cannot be read."""
    if not file.is_file():
        return "", []
    data, problems = files.read_bytes(file, path)
    if data is None or not data.strip():
        return (None if data is None else ""), problems
    text, found = files.decode(path, data)
    return text, problems + found


def read_entries(file: Path, path: str) -> tuple[tuple[Entry, ...], list[Problem]]:
    """The entries of a captions file, and what keeps the file as a whole from being read."""
    text, problems = read_text(file, path)
    if not text:
        return (), problems
    entries, found = parse_entries(text, path)
    return entries, problems + found


def parse_entries(text: str, path: str = captions.CAPTIONS) -> tuple[tuple[Entry, ...], list[Problem]]:
    raw, lines, problems = frontmatter.parse(path, text, first_line=1)
    items = (raw or {}).get("photos")
    return tuple(_entries(items if isinstance(items, list) else [], lines)), problems


def _entries(items: list, lines: Mapping) -> Iterator[Entry]:
    for position, item in enumerate(items):
        if isinstance(item, dict):
            file, slug = (str(item.get(key) or "").strip() for key in ("file", "slug"))
            yield Entry(file, slug, lines.get(("photos", position), 1), item)


def read_title(file: Path, path: str) -> str:
    """The album's own name, whether or not its photos are all described; empty where it has none."""
    text, _ = read_text(file, path)
    raw, _, _ = frontmatter.parse(path, text or "", first_line=1)
    title = (raw or {}).get("title")
    return title.strip() if isinstance(title, str) else ""

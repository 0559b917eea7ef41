"""Characters of a text that Markdown would take for its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..tape import Edit, Note

WHY = Note("escape", "这个符号在网页稿件里另有用处，前面加\\，显示的字不变")

_INLINE = re.compile(
    r"""
      [*_`{]
    | \\(?=[\\`*_{}\[\]()>#+\-.!])
    | \[(?=[^\]\n]*\][(\[:])
    | \[(?=\^)
    | <(?=[A-Za-z/!?])
    | &(?=\#?\w+;)
    """,
    re.X,
)
_AT_START = re.compile(r"[ \t\u3000]*(?:([#>])|([-+])(?=[ \t]|$)|\d{4,}(\.)(?=[ \t]))")
_ENTITIES = {"<": "&lt;", "&": "&amp;"}


def places(text: str, is_start: bool, has_headings: bool = False) -> Iterator[tuple[int, str]]:
    """(position, what to write there instead) of every character to escape; `is_start` says that a line begins here.

    `has_headings` lets the marks of headings and lists stand: the text is half Markdown already.
    """
    for match in _INLINE.finditer(text):
        yield match.start(), _ENTITIES.get(match[0], "\\" + match[0])
    match = _AT_START.match(text) if is_start else None
    for group in (1, 2, 3) if match else ():
        sign = match[group]
        if sign and not (has_headings and (group == 2 or re.match(r"#{1,6}\s", text[match.start(group) :]))):
            yield match.start(group), "\\" + sign


def edits(text: str) -> Iterator[Edit]:
    """For a text that somebody typed or scanned; its headings with # are headings."""
    start = 0
    for line in text.split("\n"):
        for at, new in sorted(places(line, is_start=True, has_headings=True)):
            yield Edit(start + at, start + at + 1, new, WHY)
        start += len(line) + 1

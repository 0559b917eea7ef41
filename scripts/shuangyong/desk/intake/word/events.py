"""What Word knows of a place in its text besides the words, on its way past mammoth.

Each event goes through mammoth's HTML as one private character, which nobody ever sees: it is
taken for what it stands for when the HTML is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..refusing import Refused

FIRST = 0xF0000
MOST = 60000
NO_END = "删去的段落标记"
"""A thing of this name says that a tracked change took the end of the paragraph out."""
TOKEN = re.compile("[\U000f0000-\U000ffffd]")


@dataclass(frozen=True)
class Label:
    """A number or sign that Word sets before a paragraph and does not store in its text."""

    text: str
    is_item: bool = False
    """Whether a list of Markdown shows it by itself."""


@dataclass(frozen=True)
class Span:
    """The beginning of something that stretches over text."""

    kind: str
    """``insertion``, ``deletion``, ``hidden``, ``comment``, ``strike``, ``colour``, ``field``, ``box``, ``lost``."""
    by: str = ""
    on: str = ""
    text: str = ""
    """Of a comment; of a colour its name."""


@dataclass(frozen=True)
class End:
    """Where the span ends that began with the token of this number."""

    start: int


@dataclass(frozen=True)
class Picture:
    """A picture in its place."""

    part: str
    """Its part in the file; empty where it lies elsewhere."""
    alt: str = ""
    outside: str = ""
    """The address of a picture that is only linked."""


@dataclass(frozen=True)
class Thing:
    """What a draft cannot hold: an equation, a chart, an embedded file. Its words go into the report."""

    what: str
    texts: tuple[str, ...] = ()
    part: str = ""


Event = Label | Span | End | Picture | Thing


@dataclass
class Events:
    """All events of a document, by the number of their token."""

    found: list[Event] = field(default_factory=list)

    def token(self, event: Event) -> str:
        if len(self.found) >= MOST:
            raise Refused("word-hostile", "文件里的修订、批注和图形多得不正常。", "请在Word里接受全部修订、删去批注，另存一份再试。")
        self.found.append(event)
        return chr(FIRST + len(self.found) - 1)

    def around(self, span: Span, text: str) -> str:
        """`text` between the tokens of a span."""
        begin = self.token(span)
        return begin + text + self.token(End(ord(begin) - FIRST))

    def of(self, token: str) -> Event | None:
        number = ord(token) - FIRST
        return self.found[number] if number < len(self.found) else None

"""The characters of Chinese text, and what of a Markdown text is not to be touched."""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af〇々"
IS_HAN = re.compile(f"[{HAN}]")

OPENING = "（《〈【「『〔“‘"
CLOSING = "）》〉】」』〕”’"
STOPS = "，。、；：？！…—·"
FULL = OPENING + CLOSING + STOPS
"""Full-width punctuation; the curly quotes and the dash are used in Latin text too."""

ENDS = "。！？!?…"
"""What ends a sentence."""

_GUARDED = re.compile(
    r"""
      !?\[[^\[\]\n]*\]\([^()\s]*\)      # a link or picture: all of it but …
    | https?://[^\s()<>\u3000-\u9fff\uff00-\uffef]+(?<![.,;:!?])
    | (?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | www\.[\w./-]+
    | \[\^[\w-]+\]:?
    | ^\|(?:\s*:?-+:?\s*\|)+$
    | `[^`\n]+`
    | \\.
    | <br\s*/?>
    | &\w+;
    """,
    re.X | re.M,
)
_LINK = re.compile(r"(!?)\[([^\[\]\n]*)\]\([^()\s]*\)")


class Guard:
    """Says which places of a Markdown text hold markup or addresses; the shown text of a link is text."""

    def __init__(self, text: str):
        self._mask = bytearray(len(text))
        for match in _GUARDED.finditer(text):
            self._mask[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            if (link := _LINK.fullmatch(match[0])) and not link[1]:
                start = match.start() + link.start(2)
                self._mask[start : start + len(link[2])] = bytes(len(link[2]))

    def covers(self, start: int, end: int) -> bool:
        return any(self._mask[start:end]) or (start == end and any(self._mask[start : start + 1]))


_SKIPPED = " \t\u3000*\\"


def before(text: str, position: int, skip: str = _SKIPPED) -> str:
    """The nearest character before `position` on its line that is neither space nor markup; empty where there is none."""
    position -= 1
    while position >= 0 and text[position] in skip:
        position -= 1
    return text[position] if position >= 0 and text[position] != "\n" else ""


def after(text: str, position: int, skip: str = _SKIPPED) -> str:
    """The same from `position` on."""
    while position < len(text) and text[position] in skip:
        position += 1
    return text[position] if position < len(text) and text[position] != "\n" else ""


def is_chinese(char: str) -> bool:
    """Whether a character belongs to Chinese text: a Han character or a full-width sign."""
    return bool(char) and (char in FULL or bool(IS_HAN.match(char)))


def lines(text: str) -> Iterator[tuple[int, str]]:
    """(start, line) of every line."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def has_han(text: str) -> bool:
    return bool(IS_HAN.search(text))


def width(text: str) -> float:
    """How wide a line of text is, in Han characters."""
    return sum(1 if ord(char) > 0x2E7F or char in "“”‘’…—" else 0.5 for char in text)


def clipped(text: str, length: int = 24) -> str:
    """The beginning of `text` for a message, without line ends."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"

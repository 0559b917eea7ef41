"""The words of Markdown and of plain text: markup, addresses, code and comments are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

GAP = "\ufffc"
"""Stands where code or an address was: nothing may be read across it."""

Piece = tuple[str, int | None]
"""Some text and its place in the source; None for what we put between."""

_FENCED = re.compile(r"^[ ]*(`{3,}|~{3,})[^\n]*\n(?s:.*?)(?:^[ ]*\1[`~]*[ \t]*$|\Z)", re.M)
_BLOCK = re.compile(
    r"^(?:[ \t]*(?:>[ \t]?)+)?[ \t]*(?:\#{1,6}[ \t]+|[-*+][ \t]+|\d{1,3}[.)][ \t]+|(?:!!!|\?\?\?\+?)[ \t]*[\w-]*[ \t]*|:[ \t]+|>[ \t]?)"
    r"|^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*\S[^\n]*$"
    r"|^[ \t]*\|?[ \t]*:?-{2,}[-:| \t]*$",
    re.M | re.X,
)
ADDRESS = r"(?:https?|ftp)://[!-~]+|www\.[!-~]+|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z]+)+"
_INLINE = re.compile(
    r"(?P<gap><!--(?s:.*?)-->|(?P<tick>`+)(?!`)(?s:.+?)(?<!`)(?P=tick)(?!`)|<(?:https?|mailto):[^>\s]*>|" + ADDRESS + r")"
    r"|(?P<none>\]\(\s*<?[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*>?(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
    r"|!?\[(?=[^\n]*?\]\()|\[\^[^\]\n]+\]:?|\{:?[ ]*[.\#][^}\n]*\}|</?[A-Za-z][^>]*>|\*+|(?<![0-9A-Za-z_])_+|_+(?![0-9A-Za-z_])|~~"
    r")"
    r"|\\(?P<char>[!-/:-@\[-`{-~])"
    r"|(?P<space>&(?:nbsp|ensp|emsp|\#160|\#x[Aa]0);)"
    r"|(?P<cell>\|)"
)
_MARKUP = re.compile(r"[`<&\\*_~\[\]{|]|://|www\.|@")
"""What a line without markup has none of."""


def without_markup(source: str, start: int) -> Iterator[Piece]:
    """The words of a Markdown text from `start` on."""
    last = start
    for match in _FENCED.finditer(source, start):
        yield from _blocks(source, last, match.start())
        yield f"\n{GAP}\n", None
        last = match.end()
    yield from _blocks(source, last, len(source))


def _blocks(source: str, start: int, end: int) -> Iterator[Piece]:
    last = start
    for match in _BLOCK.finditer(source, start, end):
        yield from _words(source, last, match.start())
        yield "\n", None
        last = match.end()
    yield from _words(source, last, end)


def _words(source: str, start: int, end: int) -> Iterator[Piece]:
    if not _MARKUP.search(source, start, end):
        yield source[start:end], start
        return
    last = start
    for match in _INLINE.finditer(source, start, end):
        yield source[last : match.start()], last
        put = {"gap": GAP, "space": " ", "cell": "\n"}.get(match.lastgroup or "")
        if put:
            yield put, match.start()
        elif match["char"]:
            yield match["char"], match.start("char")
        last = match.end()
    yield source[last:end], last


ALONE = re.compile(ADDRESS)


def without_addresses(source: str, start: int) -> Iterator[Piece]:
    """The words of a plain text."""
    last = start
    for match in ALONE.finditer(source, start):
        yield source[last : match.start()], last
        yield GAP, match.start()
        last = match.end()
    yield source[last:], last

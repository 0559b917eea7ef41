"""Text as the search sees it: normalised tokens, each with its position.

The twin of ``overrides/assets/js/search/tokens.js``: both must cut alike, which
``tests/cases/tokens.yml`` holds. FORMAT.md tells the rules.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .variants import SIMPLIFIED

HAN = "々〇〡-〩぀-ヿ㐀-䶿一-鿿가-힣豈-﫿\U00020000-\U0003ffff"
"""Characters that are tokens by themselves: Han, and the few kana and Hangul that a Chinese text quotes."""

JOINER, BREAK = "\x1f", "\n"
PIECE, FIELD, ENTRY = "\x1e", "\x1d", "\x1c"
"""What begins a passage, a field and an entry, where many are normalised at once; they stay what they are."""
_JOINERS = frozenset("·・•‧∙‐‑–-'’‘“”\"《》〈〉「」『』【】〔〕()[]{}/&_*#+~`^@\\ \t\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Marks inside names, which nobody should have to type: 汤姆·布莱特, 《新科学家》杂志."""

_DIGITS = "0123456789"
_HAN = re.compile(f"[{HAN}]")
_TOKEN = re.compile(rf"[{HAN}]|[0-9]+(?:\.[0-9]+)*|[^\x00-\x1f.0-9{HAN}]+|[\n.]+")
_GROUPING = re.compile(r"(?<=[0-9０-９])[,，](?=[0-9０-９]{3}(?![0-9０-９]))")


class Token(NamedTuple):
    text: str
    position: int
    """Counted in tokens; a break in the sentence counts as one, so that no phrase runs across it."""
    start: int
    end: int
    """Where it stands in the normalised text."""


class _Normal(dict):
    """What each character becomes; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = result = "".join(map(_normal, unicodedata.normalize("NFKC", chr(code)).lower()))
        return result


def _normal(char: str) -> str:
    if char in (PIECE, FIELD, ENTRY):
        return char
    if char in _JOINERS or (char != "\n" and (char.isspace() or unicodedata.category(char) == "Cc")):
        return JOINER
    if char == "." or _HAN.match(char) or char.isalnum():
        return SIMPLIFIED.get(char, char)
    return BREAK


_NORMAL: Mapping[int, str] = _Normal()


def normalised(text: str) -> str:
    """`text` in the form that is cut into tokens: half width, lower case, simplified, marks joined or broken."""
    return _GROUPING.sub("", unicodedata.normalize("NFC", text)).translate(_NORMAL)


def tokens(text: str, first: int = 0) -> Iterator[Token]:
    """The tokens of an already `normalised` text; the first stands at position `first`."""
    position = first
    for match in _TOKEN.finditer(text):
        if match[0][0] not in "\n.":
            yield Token(match[0], position, *match.span())
        position += 1


def plain_tokens(text: str) -> list[str]:
    """The bare tokens of any text, breaks dropped."""
    return [token.text for token in tokens(normalised(text))]


def term(first: str, second: str) -> str:
    """The name under which two neighbouring tokens are found."""
    is_apart = not (_HAN.match(first) or _HAN.match(second)) and (first[-1] in _DIGITS) == (second[0] in _DIGITS)
    return f"{first} {second}" if is_apart else first + second

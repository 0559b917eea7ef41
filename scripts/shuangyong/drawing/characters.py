"""Which characters the cards' typeface has."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
GETA = "〓"
"""What the print trade sets where a sort is missing."""

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_UNSEEN = re.compile(
    r"[\u0000-\u001f\u007f-\u009f\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2069"
    r"\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""Controls, joiners, and selectors of variants that the typeface does not have."""


@cache
def drawable() -> frozenset[str]:
    """Every character of the typeface; a test holds the list against the font itself."""
    lines = (FONTS / "characters.txt").read_text(encoding="utf-8").split("\n")
    return frozenset("".join(line for line in lines if not line.startswith("# ")))


def missing(text: str) -> tuple[str, ...]:
    """The characters of `text` that the typeface lacks, each once, as they come."""
    return tuple(dict.fromkeys(char for char in _visible(text) if char not in drawable()))


def as_drawn(text: str) -> str:
    """`text` in characters of the typeface, on one line: no controls, one space for many, 〓 for what is missing.

    Two dashes become the one long one (U+2E3A), which has no gap in the middle.
    """
    drawn = "".join(char if char in drawable() else GETA for char in _visible(text))
    return drawn.replace("——", "⸺")


def _visible(text: str) -> str:
    return _UNSEEN.sub("", _SPACE.sub(" ", text)).strip()

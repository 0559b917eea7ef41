"""The two typefaces: Song for headings, black for running text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

from .characters import FONTS

_EM = 1000
"""Units of the design: at this size a length in pixels is one in thousandths of an em."""


@dataclass(frozen=True)
class Typeface:
    """One font file. It has the characters of ``characters.txt``, no more and no less."""

    name: str
    file: Path

    def at_size(self, pixels: int) -> ImageFont.FreeTypeFont:
        return _at_size(self.file, pixels)

    def advance(self, char: str) -> float:
        """How far a character moves on, in em; one it lacks is thought as wide as a Han character."""
        return _advance(self.file, char)


SERIF = Typeface("serif", FONTS / "NotoSerifCJKsc-Bold.otf")
SANS = Typeface("sans", FONTS / "NotoSansCJKsc-Regular.otf")


@cache
def _at_size(file: Path, pixels: int) -> ImageFont.FreeTypeFont:
    # Basic layout: we place each glyph ourselves, and not every Pillow has the other.
    return ImageFont.truetype(str(file), pixels, layout_engine=ImageFont.Layout.BASIC)


@cache
def _advance(file: Path, char: str) -> float:
    return _at_size(file, _EM).getlength(char) / _EM

"""The letters of the cards."""

from __future__ import annotations

from functools import cache

from PIL import ImageFont

from .characters import FONTS

FILE = FONTS / "NotoSerifCJKsc-Bold.otf"
_EM = 1000
"""Units of the design: at this size a length in pixels is one in thousandths of an em."""


@cache
def at_size(pixels: int) -> ImageFont.FreeTypeFont:
    # Basic layout: we place each glyph ourselves, and not every Pillow has the other.
    return ImageFont.truetype(str(FILE), pixels, layout_engine=ImageFont.Layout.BASIC)


@cache
def advance(char: str) -> float:
    """How far a character moves on, in em."""
    return at_size(_EM).getlength(char) / _EM

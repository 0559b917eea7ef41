"""What a photo may be wanted for, and how many pixels that takes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..recipe import Size

MM_PER_INCH = 25.4
LEAST_DPI, GOOD_DPI = 200, 300
"""Dots to the inch below which a print looks soft at arm's length, and above which more does not show."""
WEB_WIDTH = 1600
PAPERS = {"A4": (297, 210), "A3": (420, 297), "A2": (594, 420), "A1": (841, 594)}
"""Landscape, in millimetres (ISO 216)."""
SCREENS = ("1920x1080", "3840x2160")


@dataclass(frozen=True)
class Use:
    """A purpose with the pixels it takes, as a landscape frame."""

    name: str
    """As an editor says it: 网页, A3 印刷."""
    least: Size
    turns: bool = True
    """Whether the frame may be turned to suit the picture; a screen hangs as it hangs."""

    def suits(self, size: Size) -> bool:
        """Whether a picture of `size` fills the frame, whole, without being enlarged."""
        width, height = self.frame(size)
        return size[0] >= width or size[1] >= height

    def frame(self, size: Size) -> Size:
        long, short = max(self.least), min(self.least)
        return ((short, long) if size[1] > size[0] else (long, short)) if self.turns else self.least


def parse_use(text: str) -> Use:
    """``web``, ``1920x1080``, ``A4`` … ``A1``. Raises ValueError whose text tells an editor what to write."""
    word = text.strip().replace("×", "x").replace("*", "x")
    if word.lower() in ("web", "网页"):
        return WEB
    if word.upper() in PAPERS:
        return paper(word.upper())
    if match := re.fullmatch(r"(\d{2,5})\s*[xX]\s*(\d{2,5})", word):
        return screen(int(match[1]), int(match[2]))
    raise ValueError(f"“{text}”不是知道的用途。请写 web、屏幕的大小（如 1920x1080）或纸张 A4、A3、A2、A1。")


def paper(name: str) -> Use:
    return Use(f"{name} 印刷", tuple(round(mm / MM_PER_INCH * LEAST_DPI) for mm in PAPERS[name]))


def screen(width: int, height: int) -> Use:
    return Use(f"{width}×{height} 的屏幕", (width, height), turns=False)


WEB = Use("网页", (WEB_WIDTH, WEB_WIDTH))
KNOWN = (WEB, *(parse_use(size) for size in SCREENS), *map(paper, PAPERS))


def good_for(size: Size) -> tuple[str, ...]:
    """The names of all known uses that `size` is enough for."""
    return tuple(use.name for use in KNOWN if use.suits(size))


def dpi_on(name: str, size: Size) -> int:
    """Dots to the inch of a picture printed whole on a paper."""
    long, short = (mm / MM_PER_INCH for mm in PAPERS[name])
    return round(max(max(size) / long, min(size) / short))

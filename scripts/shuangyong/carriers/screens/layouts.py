"""How large things are on a screen, in its pixels.

The floor of a television's type is that of LOOK.md, at 1080 lines. Where the editor says from how
far it is read and how far its pixels stand apart, type grows until a character is seen under
25 minutes of arc: ISO 9241-303 asks 20 to 22 of capital letters, and a Chinese character has
more strokes to tell apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from ...manuscripts.models import Cabinets, Screen

Kind = Literal["landscape", "portrait", "standard", "strip"]

VISUAL_ANGLE = 25
"""Minutes of arc from the top of a character to its bottom."""

_BODY, _LABEL, _CODE, _TITLE, _LEAST_TITLE = 44, 34, 28, 92, 56
"""On a television, at 1080 lines."""

_STRIP_BODY, _STRIP_LEAST, _STRIP_MOST = 0.2, 40, 88
"""On a strip, as a fraction of its height, within these pixels: an LED wall draws no finer stroke than a pixel."""
_WALL_LEAST = 32
"""On any LED wall, in pixels: with fewer lamps a character of many strokes is a blot."""


@dataclass(frozen=True)
class Layout:
    """The measures of one screen. All lengths in its pixels."""

    kind: Kind
    width: int
    height: int
    is_pixel_mapped: bool
    """Whether each pixel of the picture is a lamp of the wall."""
    body: int
    """Running text."""
    label: int
    code: int
    title: int
    """The largest a title may be."""
    least_title: int
    margin: int
    gap: int
    """Between things that belong together."""
    qr: int

    @property
    def is_strip(self) -> bool:
        return self.kind == "strip"

    @property
    def is_upright(self) -> bool:
        return self.kind == "portrait"

    @property
    def text(self) -> int:
        """Running text that has a slide to itself."""
        return self.body if self.is_strip else round(self.body * 1.18)

    @property
    def foot(self) -> int:
        """The room that is kept free at the bottom for the code."""
        return self.code + self.gap if self.is_strip else round(self.code * 2.4)

    def leading(self, size: int) -> int:
        """From line to line of running text."""
        return round(size * (1.34 if self.is_strip else 1.62))

    def title_leading(self, size: int) -> int:
        return round(size * (1.16 if self.is_strip else 1.24))

    @property
    def label_leading(self) -> int:
        return round(self.label * (1.25 if self.is_strip else 1.4))


def layout_of(screen: Screen) -> Layout:
    """The measures that suit its size, its pixels and the distance it is read from."""
    width, height = screen.pixels
    kind = _kind(width / height)
    lines = min(width, height) / 1080
    seen = seen_from(screen.viewing_distance_m, screen.pixel_pitch_mm)
    is_wall = isinstance(screen.size, Cabinets)
    seen = max(seen, _WALL_LEAST) if is_wall else seen
    body = max(_strip_body(height) if kind == "strip" else round(_BODY * lines), seen)
    unit = max(lines, seen / _BODY)
    if kind == "strip":
        label = max(28, round(body * 0.66))
        code = max(20, round(height * 0.1))
        margin, gap = round(height * 0.11), round(height * 0.05)
        qr = height - code - round(gap * 2.6)
        return Layout(kind, width, height, True, body, label, code, round(height * 0.36), round(body * 1.08), margin, gap, qr)
    return Layout(
        kind,
        width,
        height,
        is_wall,
        body,
        label=round(_LABEL * unit),
        code=round(_CODE * unit),
        title=round(_TITLE * unit),
        least_title=round(_LEAST_TITLE * unit),
        margin=round((72 if kind == "standard" else 80) * lines),
        gap=round(28 * lines),
        qr=round(232 * lines),
    )


def seen_from(distance_m: float | None, pitch_mm: float | None) -> int:
    """The least height of a character in pixels, read from so far; 0 where either length is unknown."""
    if not distance_m or not pitch_mm:
        return 0
    return math.ceil(distance_m * 1000 * math.tan(math.radians(VISUAL_ANGLE / 60)) / pitch_mm)


def _kind(ratio: float) -> Kind:
    if ratio >= 2.4:
        return "strip"
    if ratio >= 1.5:
        return "landscape"
    return "standard" if ratio >= 0.9 else "portrait"


def _strip_body(height: int) -> int:
    return round(min(_STRIP_MOST, max(_STRIP_LEAST, height * _STRIP_BODY)))

"""What is made of a photo: the renditions of each purpose, and how they are encoded."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = 1
"""Counts in every photo's key: raise it when the same original should give other pixels."""

Size = tuple[int, int]

WEB, CROP, ZOOM, SCREEN, CARD, PRINT = "web", "crop", "zoom", "screen", "card", "print"
ALWAYS = (WEB, CROP)
"""Made of every photo; the other purposes only where something asks for them."""
PURPOSES = (WEB, CROP, ZOOM, SCREEN, CARD, PRINT)

AVIF, WEBP, JPEG = "avif", "webp", "jpeg"
EXTENSIONS = {AVIF: ".avif", WEBP: ".webp", JPEG: ".jpg"}
ALL = (AVIF, WEBP, JPEG)
"""Best first: the order in which a page offers them."""

WIDTHS = (480, 960, 1600, 2560)
CROPS: tuple[Size, ...] = ((480, 360), (960, 720))
"""For listings, 4:3, around the focus."""
SCREEN_BOX: Size = (3840, 2160)
CARD_SIZE: Size = (1200, 630)
ZOOM_WIDTH = 5120
PRINT_PIXELS = 40_000_000
"""An A2 sheet at 300 dots to the inch takes 35 megapixels."""

WEBP_SIDE = 16_383
"""The longest side the WebP format can hold."""
LONGEST_SIDE = 65_500
"""The longest side that libjpeg writes."""


@dataclass(frozen=True)
class Shape:
    """One picture to make, in one or more formats."""

    purpose: str
    size: Size
    formats: tuple[str, ...]
    is_crop: bool = False

    @property
    def label(self) -> str:
        """What tells it from its siblings in a file's name."""
        width, height = self.size
        return f"{width}x{height}" if self.is_crop else f"{self.purpose}" if self.purpose == PRINT else f"{width}"


def shapes(size: Size, purposes: tuple[str, ...]) -> tuple[Shape, ...]:
    """Everything to make of an upright picture of `size` pixels, largest first; nothing is enlarged."""
    found: dict[tuple[Size, bool], Shape] = {}

    def add(purpose: str, wanted: Size, formats: tuple[str, ...] = ALL, is_crop: bool = False) -> None:
        if max(wanted) > WEBP_SIDE:
            formats = tuple(f for f in formats if f != WEBP)
        earlier = found.get((wanted, is_crop))
        if earlier is None or not set(formats) <= set(earlier.formats):
            found[wanted, is_crop] = Shape(purpose, wanted, formats, is_crop)

    if PRINT in purposes:
        width, height = size
        scale = min(1.0, (PRINT_PIXELS / (width * height)) ** 0.5, LONGEST_SIDE / max(size))
        # Rounded down: not one pixel above the limit.
        found[(0, 0), False] = Shape(PRINT, (max(1, int(width * scale)), max(1, int(height * scale))), (JPEG,))
    if ZOOM in purposes:
        add(ZOOM, to_width(size, ZOOM_WIDTH), (JPEG,))
    if SCREEN in purposes:
        add(SCREEN, into_box(size, SCREEN_BOX))
    if WEB in purposes:
        for width in WIDTHS:
            add(WEB, to_width(size, width))
    if CROP in purposes:
        for box in CROPS:
            add(CROP, largest_within(size, box), is_crop=True)
    if CARD in purposes:
        add(CARD, largest_within(size, CARD_SIZE), (JPEG,), is_crop=True)
    return tuple(sorted(found.values(), key=lambda shape: (shape.is_crop, -shape.size[0] * shape.size[1])))


def scaled(size: Size, scale: float) -> Size:
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def to_width(size: Size, width: int) -> Size:
    """`size` brought down to `width`, and to what the formats can hold."""
    return scaled(size, min(1.0, width / size[0], LONGEST_SIDE / size[1]))


def into_box(size: Size, box: Size) -> Size:
    return scaled(size, min(1.0, box[0] / size[0], box[1] / size[1]))


def largest_within(size: Size, crop: Size) -> Size:
    """`crop`, or the largest of its proportions that `size` holds."""
    return scaled(crop, min(1.0, size[0] / crop[0], size[1] / crop[1]))

"""Paints over what may not be seen, before anything is derived from the picture."""

from __future__ import annotations

import math
from collections.abc import Iterable

from PIL import Image

from .job import Box

MARGIN = 2
"""Pixels around a box that go with it: decoders of JPEG smooth colours over the edge."""


def redact(image: Image.Image, boxes: Iterable[Box]) -> None:
    """Fill `boxes`, in fractions of `image`, with one dark tone; in place, rounded outward."""
    width, height = image.size
    for x0, y0, x1, y1 in boxes:
        place = (
            max(0, math.floor(x0 * width) - MARGIN),
            max(0, math.floor(y0 * height) - MARGIN),
            min(width, math.ceil(x1 * width) + MARGIN),
            min(height, math.ceil(y1 * height) + MARGIN),
        )
        image.paste(_dark(image), place)


def _dark(image: Image.Image) -> int | tuple[int, ...]:
    """Nearly black in the picture's own mode."""
    return {"RGB": (28, 26, 23), "L": 28, "CMYK": (0, 0, 0, 230), "YCbCr": (26, 126, 130)}[image.mode]

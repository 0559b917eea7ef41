"""Which way up a picture is: the eight orientations of EXIF (CIPA DC-008, tag 0x0112)."""

from __future__ import annotations

from PIL import Image

from .job import Box
from .recipe import Size

ORIENTATION = 0x0112

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def orientation(image: Image.Image) -> int:
    """1 to 8; 1 where the picture says nothing sensible."""
    try:
        value = image.getexif().get(ORIENTATION, 1)
    except Exception:  # Pillow raises nearly anything over EXIF that is not.
        return 1
    return value if value in _TURNS else 1


def upright_size(size: Size, turned: int) -> Size:
    return (size[1], size[0]) if turned >= 5 else size


def stored_box(box: Box, turned: int) -> Box:
    """Where a box of the upright picture lies in the stored one.

    Hidden parts are painted over before the picture is turned, and even before it is made
    smaller: whatever is derived never saw them.
    """
    (x0, y0), (x1, y1) = (_stored_point(x, y, turned) for x, y in (box[:2], box[2:]))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _stored_point(x: float, y: float, turned: int) -> tuple[float, float]:
    return {
        1: (x, y),
        2: (1 - x, y),
        3: (1 - x, 1 - y),
        4: (x, 1 - y),
        5: (y, x),
        6: (y, 1 - x),
        7: (1 - y, 1 - x),
        8: (1 - y, x),
    }[turned]


def upright(image: Image.Image, turned: int) -> Image.Image:
    return image.transpose(_TURNS[turned]) if turned in _TURNS else image

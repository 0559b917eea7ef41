"""Very large JPEGs at nearly full size, in a fraction of the memory.

Pillow keeps four bytes for each pixel of a colour picture: 400 MB for 100 megapixels, before
anything is done. A JPEG holds brightness at full and colour mostly at half resolution: we
decode the two apart, each already small, and put them together at the size that is wanted.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from .job import Box
from .opening import SAVE_AGAIN, Refused
from .recipe import Size
from .redact import redact
from .sizes import FILTER

SPLIT_PIXELS = 50_000_000


def decode_split(path: Path, size: Size, boxes: list[Box]) -> Image.Image:
    """The stored picture as RGB of `size`, `boxes` painted over. Raises Refused."""
    try:
        bright = _decoded(path, "L", None)
        redact(bright, boxes)
        bright = bright.resize(size, FILTER)
        # A half-size colour decode holds both colour channels as the camera stored them.
        colour = _decoded(path, "YCbCr", 2)
        redact(colour, boxes)
        blue, red = colour.getchannel("Cb"), colour.getchannel("Cr")
        del colour
        blue, red = blue.resize(size, Image.Resampling.BICUBIC), red.resize(size, Image.Resampling.BICUBIC)
    except MemoryError:
        raise
    except Exception:
        raise Refused("photo-damaged", "文件损坏，或者压缩方式少见，解不开。", SAVE_AGAIN) from None
    whole = Image.merge("YCbCr", (bright, blue, red))
    del bright, blue, red
    return whole.convert("RGB")


def _decoded(path: Path, mode: str, shrink: int | None) -> Image.Image:
    image = Image.open(path, formats=["JPEG", "MPO"])
    size = (image.width // shrink, image.height // shrink) if shrink else None
    image.draft(mode, size)
    image.load()
    image.info = {}
    return image

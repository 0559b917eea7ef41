"""The pictures of each size, each from the next larger one."""

from __future__ import annotations

from collections.abc import Iterator

from PIL import Image

from .job import Point
from .recipe import Shape, Size

FILTER = Image.Resampling.LANCZOS


def resized(image: Image.Image, size: Size) -> Image.Image:
    return image if image.size == size else image.resize(size, FILTER, reducing_gap=3.0)


def pictures(image: Image.Image, shapes: tuple[Shape, ...], focus: Point) -> Iterator[tuple[Shape, Image.Image]]:
    """Each of `shapes`, largest first, then the crops; `image` is RGB and at least as large as the largest.

    A cascade: each is made from the one before, which is a fraction of the work of going
    back to the whole picture every time.
    """
    ladder = [image]
    for shape in shapes:
        if shape.is_crop:
            yield shape, cropped(_nearest(ladder, shape.size), shape.size, focus)
        else:
            image = resized(image, shape.size)
            ladder.append(image)
            yield shape, image


def _nearest(ladder: list[Image.Image], size: Size) -> Image.Image:
    """The smallest picture that still covers `size`."""
    covering = [image for image in ladder if image.width >= size[0] and image.height >= size[1]]
    return min(covering or ladder[:1], key=lambda image: image.width * image.height)


def cropped(image: Image.Image, size: Size, focus: Point) -> Image.Image:
    """The largest part of `image` with the proportions of `size`, as near around `focus` as it fits."""
    scale = min(image.width / size[0], image.height / size[1])
    left, right = _span(focus[0], size[0] * scale, image.width)
    top, bottom = _span(focus[1], size[1] * scale, image.height)
    return image.resize(size, FILTER, box=(left, top, right, bottom))


def _span(centre: float, length: float, whole: int) -> tuple[float, float]:
    """Where a stretch of `length` around `centre` lies within `whole`: not by a rounding error outside."""
    start = max(0.0, min(centre * whole - length / 2, whole - length))
    return start, min(start + length, whole)


def dominant(image: Image.Image) -> str:
    """The commonest of eight colours, ``#rrggbb``."""
    small = image.resize((64, 64), Image.Resampling.BOX).quantize(8, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    _, index = max(small.getcolors())
    red, green, blue = small.getpalette()[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def placeholder(image: Image.Image) -> tuple[tuple[str, ...], ...]:
    """The picture in a dozen pixels, as rows of colours: 4×3 or, upright, 3×4."""
    columns, rows = (4, 3) if image.width >= image.height else (3, 4)
    tiny = image.resize((columns, rows), Image.Resampling.BOX)
    return tuple(tuple("#{:02x}{:02x}{:02x}".format(*tiny.getpixel((x, y))) for x in range(columns)) for y in range(rows))

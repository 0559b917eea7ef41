"""Pictures on screens: which of a photo's files a player may show, one a format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...manuscripts.captions import Caption
from ...photos import recipe
from ...photos.job import Rendition
from ...photos.pictures import Picture
from ...phrasing import credit, shows_flag
from .. import Output

TO_ROOT = "../../"
"""From ``screens/ID/``, to which all addresses of a programme are relative."""

_NOT_WHOLE = (recipe.CROP, recipe.CARD, recipe.PRINT)
"""Purposes whose files show a part of the photo, or are far too large for a player."""


@dataclass(frozen=True)
class ShownPicture:
    """A picture with the files of which a player shows one."""

    picture: Picture
    files: Mapping[str, Rendition]
    """By format, best first; JPEG is always there."""

    @property
    def caption(self) -> Caption:
        return self.picture.caption

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of its JPEG; with them a page keeps its place."""
        jpeg = self.files[recipe.JPEG]
        return jpeg.width, jpeg.height

    @property
    def is_upright(self) -> bool:
        return self.picture.is_upright

    @property
    def shows_flag(self) -> bool:
        return shows_flag(self.caption)

    @property
    def credit(self) -> str:
        return credit(self.caption)

    def as_data(self) -> dict[str, str]:
        """The addresses by format, as a programme gives them."""
        return {format: TO_ROOT + self.picture.path_of(file) for format, file in self.files.items()}

    def outputs(self) -> Iterator[Output]:
        """The files themselves, which must go out along with the programme."""
        for file in self.files.values():
            yield Output(self.picture.path_of(file), file=self.picture.file_of(file))


def shown_in(picture: Picture, width: int, height: int = 0) -> ShownPicture | None:
    """The picture for a box of `width` × `height` pixels; None where it has no file that every browser can show."""
    files = files_for(picture, width, height)
    return ShownPicture(picture, files) if recipe.JPEG in files else None


def files_for(picture: Picture, width: int, height: int) -> dict[str, Rendition]:
    """Per format, best first, the smallest whole rendition that covers the box at which the picture is shown, else the largest.

    A pixel that rounding took from a side does not count: the next larger file may be three times the bytes. A format in
    which the picture is only smaller than it is in JPEG is left out: very long ones do not go into WebP.
    """

    def covers(file: Rendition) -> bool:
        return file.width >= width - 1 and file.height >= height - 1

    found: dict[str, Rendition] = {}
    for format in recipe.ALL:
        files = sorted((r for r in picture.record.renditions if _is_whole(r, format)), key=lambda r: (r.width, r.bytes))
        if files:
            found[format] = next(filter(covers, files), files[-1])
    jpeg = found.get(recipe.JPEG)
    return {format: file for format, file in found.items() if covers(file) or jpeg is None or file.width >= jpeg.width}


def _is_whole(rendition: Rendition, format: str) -> bool:
    return rendition.format == format and rendition.purpose not in _NOT_WHOLE

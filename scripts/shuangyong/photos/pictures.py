"""What carriers ask about photos: their words from ``captions.yml``, their files from the renditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..manuscripts.captions import Caption, Photo
from . import recipe
from .job import Record, Rendition

MIME = {recipe.AVIF: "image/avif", recipe.WEBP: "image/webp", recipe.JPEG: "image/jpeg"}


@dataclass(frozen=True)
class Source:
    """One line of a ``<picture>``: the same picture in one format, in several widths."""

    format: str
    renditions: tuple[Rendition, ...]
    """Narrowest first."""

    @property
    def mime(self) -> str:
        return MIME[self.format]


@dataclass(frozen=True)
class Picture:
    """A photo with its renditions."""

    photo: Photo
    record: Record
    folder: Path
    """Where the renditions lie."""

    @property
    def id(self) -> str:
        return self.photo.id

    @property
    def caption(self) -> Caption:
        return self.photo.caption

    @property
    def width(self) -> int:
        """Of the upright original, in pixels; with ``height`` its proportions."""
        return self.record.width

    @property
    def height(self) -> int:
        return self.record.height

    @property
    def is_upright(self) -> bool:
        return self.height > self.width

    @property
    def colour(self) -> str:
        """The dominant colour, ``#rrggbb``."""
        return self.record.colour

    @property
    def placeholder(self) -> tuple[tuple[str, ...], ...]:
        """Rows of colours: the picture in a dozen pixels, to stand in its place while it loads."""
        return self.record.placeholder

    def sources(self, purpose: str = recipe.WEB) -> tuple[Source, ...]:
        """The files for a ``<picture>``, best format first, JPEG last."""
        found = []
        for format in recipe.ALL:
            files = [r for r in self.record.renditions if r.format == format and r.purpose in _serving(purpose)]
            if files:
                found.append(Source(format, tuple(sorted(files, key=lambda r: r.width))))
        return tuple(found)

    def largest(self, purpose: str = recipe.WEB) -> Rendition:
        """The JPEG that any browser can show, at its largest."""
        return self.sources(purpose)[-1].renditions[-1]

    def path_of(self, rendition: Rendition) -> str:
        """Where a rendition stands below the site's root."""
        return f"photos/{self.photo.album}/{rendition.name}"

    def file_of(self, rendition: Rendition) -> Path:
        return self.folder / rendition.name


def _serving(purpose: str) -> tuple[str, ...]:
    """The purposes whose files serve another too: the largest for the screen may be that for the web."""
    return {recipe.WEB: (recipe.WEB, recipe.SCREEN), recipe.ZOOM: (recipe.ZOOM, recipe.WEB, recipe.SCREEN)}.get(purpose, (purpose,))


@dataclass(frozen=True)
class Pictures:
    """Every photo that has renditions, by ``album/slug``."""

    by_id: Mapping[str, Picture] = field(default_factory=dict)

    @classmethod
    def of(cls, photos: Iterable[Photo], records: Mapping[tuple[str, str], Record], folder: Path) -> Pictures:
        """`records` are by (album, slug); photos that were rejected have no picture."""
        found = _pictures(photos, records, folder)
        return cls({picture.id: picture for picture in found})

    def get(self, id: str) -> Picture | None:
        return self.by_id.get(id)


def _pictures(photos: Iterable[Photo], records: Mapping[tuple[str, str], Record], folder: Path) -> Iterator[Picture]:
    for photo in photos:
        record = records.get((photo.album, photo.caption.slug))
        if record and record.renditions and not record.is_rejected:
            yield Picture(photo, record, folder / photo.album)

"""The settings of the photo work, under ``photos:`` of the plugin in ``mkdocs.yml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from ..manuscripts.captions import Album, read_albums
from ..manuscripts.fields import Model
from ..problems import Problem
from .job import MEGAPIXEL
from .plan import Settings
from .prepare import Folder


class PhotoOptions(Model):
    originals_dir: str | None = Field(None, description="原片放在哪个文件夹，一个相册一个子文件夹；不写就在 photos 里")
    renditions_dir: str = Field(".cache/photos", description="做好的成片放在哪个文件夹；可以整个拷给没有原片的电脑")
    max_megapixels: int = Field(200, ge=1, le=1000, description="一张照片最多多少百万像素")
    jobs: int = Field(0, ge=0, le=256, description="同时处理几张；0 由电脑自己定")


@dataclass(frozen=True)
class Darkroom:
    """Where a site's photos come from and go to."""

    photos_dir: Path
    originals_dir: Path
    settings: Settings
    jobs: int = 0
    shown_as: str = "photos"

    @classmethod
    def of(cls, home: Path, options: PhotoOptions) -> Darkroom:
        """`home` is the folder of ``mkdocs.yml``."""
        photos = home / "photos"
        originals = home / options.originals_dir if options.originals_dir else photos
        settings = Settings((home / options.renditions_dir).resolve(), options.max_megapixels * MEGAPIXEL)
        return cls(photos, originals, settings, options.jobs)

    def albums(self) -> tuple[tuple[Album, ...], list[Problem]]:
        return read_albums(self.photos_dir, self.shown_as)

    def folders(self, albums: Iterable[Album]) -> list[Folder]:
        """Those to prepare: an album whose captions are broken keeps what it has until they are mended.

        Without captions every photo would go by another name and show what was to be hidden.
        """
        return [self.folder(album) for album in albums if album.is_sound]

    @staticmethod
    def kept(albums: Iterable[Album]) -> frozenset[str]:
        """The names of all albums there are; renditions of others are stale."""
        return frozenset(album.id for album in albums)

    def folder(self, album: Album) -> Folder:
        originals, tables = self.originals_dir / album.id, self.photos_dir / album.id
        return Folder(album, originals.absolute(), f"{album.id}/", tables.absolute())

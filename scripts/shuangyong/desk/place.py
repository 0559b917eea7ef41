"""Where a site's manuscripts are, and what is there already."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..manuscripts.captions import read_albums
from ..manuscripts.library import Library, Manuscript, id_of, kind_of
from ..manuscripts.models import FOLDERS
from ..manuscripts.reader import Reading, read_folder


@dataclass(frozen=True)
class Place:
    """A site, as far as whoever adds a manuscript must know it."""

    home: Path
    """The folder of ``mkdocs.yml``."""
    docs_dir: Path
    originals_dir: Path
    """Where albums' original photos are."""
    photos_dir: Path
    """Where albums' captions are."""
    today: dt.date

    @cached_property
    def reading(self) -> Reading:
        """The manuscripts and albums there are, and what is wrong with them."""
        return read_folder(self.docs_dir, self.shown(self.docs_dir), None, read_albums(self.photos_dir, self.shown(self.photos_dir))[0])

    @property
    def library(self) -> Library:
        """What can be read of them."""
        return self.reading.library

    def at(self, file: Path) -> Manuscript | None:
        """The manuscript in a file; None where it is none, or cannot be read."""
        try:
            return self.library.at(file.resolve().relative_to(self.docs_dir.resolve()).as_posix())
        except ValueError:
            return None

    @cached_property
    def taken(self) -> dict[tuple[str, str], Path]:
        """The file of every (kind, id) there is, readable or not."""
        found = {}
        for file in sorted(self.docs_dir.rglob("*.md")):
            src_uri = file.relative_to(self.docs_dir).as_posix()
            found[kind_of(src_uri), id_of(src_uri)] = file
        return found

    def shown(self, file: Path) -> str:
        """A path as an editor sees it."""
        try:
            return file.resolve().relative_to(self.home).as_posix()
        except ValueError:
            return file.as_posix()

    def folder_of(self, kind: str) -> Path:
        """Where a new manuscript of a kind belongs."""
        name = next(folder for folder, held in FOLDERS.items() if held == kind)
        folder = self.docs_dir / name
        if kind == "story":
            return folder / str(self.today.year)
        return folder / self._calendar(folder) if kind == "day" else folder

    @staticmethod
    def _calendar(folder: Path) -> str:
        """The part of the calendar that is the site's own: ``common`` comes with the package and must not be begun here."""
        own = sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != "common") if folder.is_dir() else []
        return own[0] if len(own) == 1 else "local"

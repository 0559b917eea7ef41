"""Which bytes the photos are made of."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from ...manuscripts.captions import Photo
from ...photos import store
from ...photos.album import Original, originals, read_lock
from ...photos.job import Record
from ...photos.options import Darkroom


def shas_of(records: Mapping[tuple[str, str], Record]) -> Callable[[Photo], str | None]:
    """The SHA-256 of a photo's original, from the records of a run that has just ended."""

    def sha(photo: Photo) -> str | None:
        record = records.get((photo.album, photo.caption.slug))
        return record.sha256 or None if record else None

    return sha


class Originals:
    """The same without a run: what the next one would find.

    A file that is here is hashed, unless an earlier run knows it by its size and time, which
    is what a run itself goes by. Where the originals are away it is what the renditions
    were made of, or else what the lock says.
    """

    def __init__(self, darkroom: Darkroom):
        self._darkroom = darkroom
        self._files: Callable[[str], Mapping[str, Original]] = cache(lambda album: originals(darkroom.originals_dir / album))
        self._records: Callable[[str], Mapping[str, Record]] = cache(lambda album: store.read_records(darkroom.settings.out / album))
        self._locks: Callable[[str], Mapping[str, str]] = cache(lambda album: read_lock(darkroom.photos_dir / album))

    def __call__(self, photo: Photo) -> str | None:
        name = photo.caption.file
        file, record = self._files(photo.album).get(name), self._records(photo.album).get(name)
        if file is None:
            return (record.sha256 if record else "") or self._locks(photo.album).get(name)
        if record and record.sha256 and (record.size, record.mtime_ns) == (file.size, file.mtime_ns):
            return record.sha256
        return sha256_of(self._darkroom.originals_dir / photo.album / name)


def sha256_of(file: Path) -> str | None:
    """The hash of an ordinary file; None where there is none: a pipe would never end."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):
            return None
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None

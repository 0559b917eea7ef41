"""What an album's folder of renditions knows of itself, and its upkeep."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from ..manuscripts.captions import SLUG
from .job import Record, as_json
from .names import RECORDS, TEMPORARY

INDEX = "album.json"
_FORMAT = 1
_OURS = re.compile(rf"{SLUG[1:-1]}-(?:\d+|\d+x\d+|print)-[0-9a-f]{{10}}\.(?:avif|webp|jpg)")


def read_records(folder: Path) -> dict[str, Record]:
    """Everything known of an album's files, by file name: of the last whole run, and of one that was cut short."""
    known = {record.file: record for record in _indexed(folder)}
    for file in sorted((folder / RECORDS).glob("*.json")):
        try:
            record = Record.from_dict(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            continue
        known[record.file] = record
    return known


def _indexed(folder: Path) -> Iterable[Record]:
    try:
        data = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        if data["format"] != _FORMAT:
            return ()
        return [Record.from_dict(entry) for entry in data["files"]]
    except (OSError, ValueError, KeyError, TypeError):
        return ()  # None yet, or one from another version: everything is made again.


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of every file in the folder, by name."""
    try:
        return {entry.name: entry.stat().st_size for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False)}
    except OSError:
        return {}


def is_complete(record: Record, there: dict[str, int]) -> bool:
    """Whether all renditions of a record stand in the folder, as large as they were made."""
    return all(there.get(rendition.name) == rendition.bytes for rendition in record.renditions)


def write_index(folder: Path, records: Collection[Record]) -> None:
    """The album's index, whole or not at all; the records of the run that led to it are then idle."""
    files = [record.as_dict() for record in sorted(records, key=lambda record: record.file)]
    data = as_json({"format": _FORMAT, "files": files})
    index = folder / INDEX
    folder.mkdir(parents=True, exist_ok=True)
    if not index.exists() or index.read_bytes() != data:
        aside = folder / f"{TEMPORARY}{INDEX}"
        aside.write_bytes(data)
        aside.replace(index)
    for record in (folder / RECORDS).glob("*.json"):
        record.unlink(missing_ok=True)


def prune(folder: Path, records: Iterable[Record]) -> int:
    """Removes renditions that no record names, and leavings of killed runs; returns how many.

    Only files that carry a name of ours: the folder may have been somebody's before.
    """
    named = {name for record in records for name in record.names}
    removed = 0
    for name in sizes(folder):
        if name.startswith(TEMPORARY) or (_OURS.fullmatch(name) and name not in named):
            (folder / name).unlink(missing_ok=True)
            removed += 1
    for leaving in (folder / RECORDS).glob(f"{TEMPORARY}*"):
        leaving.unlink(missing_ok=True)
    if (folder / RECORDS).is_dir() and not any((folder / RECORDS).iterdir()):
        (folder / RECORDS).rmdir()
    return removed


def remove_album(folder: Path) -> None:
    """Takes away what we made of an album that is no more."""
    prune(folder, ())
    (folder / INDEX).unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()


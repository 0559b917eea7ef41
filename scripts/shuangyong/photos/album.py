"""An album's folder: its originals, and the lock that says which bytes they are."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..manuscripts.captions import CAPTIONS, LOCK

_IGNORED = {CAPTIONS, LOCK, "thumbs.db", "desktop.ini", "readme.md"}
_LOCK_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
PHOTO_EXTENSIONS = {
    ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif", ".hif", ".avif",
    ".gif", ".bmp", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".rw2", ".orf", ".psd",
}  # fmt: skip


@dataclass(frozen=True)
class Original:
    """A file in an album's folder, as its folder lists it."""

    name: str
    size: int
    mtime_ns: int


def originals(folder: Path) -> dict[str, Original]:
    """Every file of an album that should be a photo, by name; empty where there is no such folder.

    Hidden files, the album's own tables and what Windows leaves behind are none. Links and
    pipes are listed: opening them safely is where they are refused.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return {}
    found = {}
    for entry in entries:
        if entry.name.startswith(".") or entry.name.lower() in _IGNORED or entry.is_dir():
            continue
        try:
            state = entry.stat(follow_symlinks=False)
        except OSError:
            continue
        found[entry.name] = Original(entry.name, state.st_size, state.st_mtime_ns)
    return found


def has_photos(folder: Path) -> bool:
    return any(Path(name).suffix.lower() in PHOTO_EXTENSIONS for name in originals(folder))


def hidden_below(folder: Path) -> Iterator[str]:
    """Folders inside an album in which photos lie that nobody will look at."""
    if folder.is_dir():
        for inner in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
            if has_photos(inner):
                yield inner.name


def read_lock(folder: Path) -> dict[str, str]:
    """SHA-256 by file name; as ``sha256sum`` writes it, so that it can check it too."""
    try:
        text = (folder / LOCK).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return {}
    return lock_in(text)


def lock_in(text: str) -> dict[str, str]:
    """The same from the lock's text."""
    matches = (_LOCK_LINE.fullmatch(line) for line in text.split("\n"))
    return {match[2]: match[1] for match in matches if match}


def lock_text(known: Mapping[str, str]) -> str:
    """The lock's lines, without files that could not be read: they have no hash."""
    return "".join(f"{known[name]}  {name}\n" for name in sorted(known) if known[name] and "\n" not in name)


def write_lock(folder: Path, known: Mapping[str, str]) -> None:
    """Writes the lock, whole or not at all, where it would change; not where the originals are away."""
    data = lock_text(known).encode("utf-8", "surrogateescape")
    file = folder / LOCK
    if data and folder.is_dir() and (not file.exists() or file.read_bytes() != data):
        aside = file.with_name(f".{LOCK}.tmp")
        aside.write_bytes(data)
        aside.replace(file)


def changed(locked: Mapping[str, str], found: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Names of files whose bytes are not those the lock holds; `found` is (name, sha256)."""
    for name, sha256 in found:
        if sha256 and locked.get(name, sha256) != sha256:
            yield name

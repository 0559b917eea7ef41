"""The works of an album under their numbers: at random, and on every machine the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ...manuscripts.captions import CAPTIONS, Album
from ...problems import Problem
from ..album import originals, read_lock
from ..entries import Entry, read_entries
from ..job import Box


@dataclass(frozen=True)
class Work:
    """One work before the judges."""

    number: int
    """From 1."""
    sha256: str
    """Of the original."""
    file: str
    slug: str
    title: str
    line: int
    redact: tuple[Box, ...] = ()


def number_works(folder: Path, album: Album, captions: Path | None = None) -> tuple[tuple[Work, ...], list[Problem]]:
    """Every work that has a caption entry, by number, and what keeps others out.

    The order is that of a hash over the album's name and the original's bytes: nobody can
    guess it, the same content gives it again anywhere, and no key need be kept. Where the
    originals are on another machine, ``originals.lock`` stands in for them. Captions are
    read entry by entry: a jury sits before all is written.
    """
    path = album.captions_path
    entries, problems = read_entries(captions or folder / CAPTIONS, path)
    hashes = _hashes(folder, captions.parent if captions else folder, [entry.file for entry in entries])
    works, seen = [], set()
    for entry in entries:
        problem = _obstacle(entry, hashes, seen, path)
        seen |= {entry.slug, entry.file}
        if problem:
            problems.append(problem)
        else:
            works.append(Work(0, hashes[entry.file], entry.file, entry.slug, entry.text("title"), entry.line, entry.redact))
    if not entries and not problems:
        fix = "请先运行 shuangyong photos captions 起草图注表，再开评审。"
        problems.append(Problem(path, 1, "jury-empty", "图注表里一张照片也没有。", fix))
    return _numbered(works, album.id), sorted([*problems, *_left_out(folder, entries, album)])


def _numbered(works: list[Work], album_id: str) -> tuple[Work, ...]:
    # Copies of one file under two names share a hash; their names part them.
    ordered = sorted(works, key=lambda work: (_lot(album_id, work.sha256), work.file))
    return tuple(replace(work, number=number) for number, work in enumerate(ordered, 1))


def _lot(album_id: str, sha256: str) -> str:
    return hashlib.sha256(f"shuangyong jury 1\0{album_id}\0{sha256}".encode()).hexdigest()


def jury_id(album_id: str, works: Iterable[Work]) -> str:
    """Tells one set of works from another: it changes with any work's bytes, and says nothing of them."""
    listed = "\0".join([album_id, *(work.sha256 for work in works)])
    return hashlib.sha256(f"shuangyong jury id 1\0{listed}".encode()).hexdigest()[:16]


def _hashes(folder: Path, tables: Path, names: Iterable[str]) -> dict[str, str]:
    there, locked = originals(folder), read_lock(tables)
    found = {}
    for name in names:
        if name in there:
            found[name] = _hash(folder / name)
        elif name in locked:
            found[name] = locked[name]
    return {name: digest for name, digest in found.items() if digest}


def _hash(file: Path) -> str:
    if file.is_symlink() or not file.is_file():
        return ""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""


def _obstacle(entry: Entry, hashes: dict[str, str], seen: set[str], path: str) -> Problem | None:
    """Why an entry can be no work."""
    name = entry.file or "这一项"
    if not entry.has_sound_slug or entry.slug in seen:
        what = f"{name} 没有短名，或短名和别的重复、不合格式。"
        return Problem(path, entry.line, "jury-slug", what, "请在 slug 里用小写字母、数字和短横线起一个不重复的名。")
    if entry.file in seen:
        return Problem(path, entry.line, "jury-slug", f"{name} 写了两项。", "请合成一项。")
    if entry.file not in hashes:
        return Problem(path, entry.line, "jury-missing", f"找不到原片 {name}。", "请把原片放进相册文件夹，或删掉这一项。")
    try:
        _ = entry.redact
    except ValueError:
        fix = "请每块写成 [左, 上, 右, 下]，如 [0.1, 0.2, 0.3, 0.4]。"
        return Problem(path, entry.line, "jury-redact", f"{name} 的 redact 读不懂。", fix)
    return None


def _left_out(folder: Path, entries: Iterable[Entry], album: Album) -> Iterable[Problem]:
    known = {entry.file for entry in entries}
    for name in originals(folder) if known else ():
        if name not in known:
            fix = "要参加评审，请先在 captions.yml 里加上一项；运行 shuangyong photos captions 相册 可以起草。"
            yield Problem(f"{album.path}/{name}", 1, "jury-no-entry", f"{name} 没有图注，没有进评审。", fix, "warning")

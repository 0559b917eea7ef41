"""What is to be done: every original against what an earlier run made of it. Loads no picture."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..manuscripts.captions import Album, Caption, Photo
from ..problems import nearest
from . import recipe, store
from .album import Original, originals, read_lock
from .guard import SECONDS
from .job import MEGAPIXEL, Credits, Finding, Job, Record, Wish

MAX_PIXELS = 200 * MEGAPIXEL


@dataclass(frozen=True)
class Settings:
    """How a run is to be done."""

    out: Path
    """The folder of renditions: one folder an album below it."""
    max_pixels: int = MAX_PIXELS
    seconds: float = SECONDS
    purposes: tuple[str, ...] = recipe.ALWAYS
    """For every photo."""
    asked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further purposes by photo id, as screens and pages ask for them."""
    verify: bool = False
    """Whether to hash originals instead of trusting size and time."""


@dataclass(frozen=True)
class AlbumPlan:
    """One album: what stands, what is to do, what cannot be done."""

    album: Album
    folder: Path
    """Of the originals."""
    out: Path
    jobs: tuple[Job, ...]
    kept: tuple[Record, ...]
    """Still true."""
    missing: tuple[tuple[Photo, Finding], ...] = ()
    """Captions whose original is not here and of which there is nothing either."""


def plan_album(album: Album, folder: Path, settings: Settings, tables: Path | None = None) -> AlbumPlan:
    """Compare an album's originals with its renditions. Size and time stand in for the bytes.

    `tables` is where its captions and lock lie, if not with the originals in `folder`.
    """
    out = settings.out / album.id
    known, there = store.read_records(out), store.sizes(out)
    captions = {photo.caption.file: photo for photo in album.photos}
    files = originals(folder)
    jobs, kept = [], []
    for name, original in files.items():
        wish = _wish(album, captions.get(name), name, settings)
        record = known.get(name)
        if record and _still_holds(record, original, wish, settings) and store.is_complete(record, there):
            kept.append(record)
        else:
            jobs.append(Job(str(folder / name), str(out), wish, settings.max_pixels, settings.seconds, record))
    away = [photo for name, photo in captions.items() if name not in files]
    lock = read_lock(tables or folder)
    found = [(photo, _from_cache(photo, known, there, lock, album, settings) or _missing(photo, files)) for photo in away]
    kept += [record for _, record in found if isinstance(record, Record)]
    missing = [(photo, finding) for photo, finding in found if isinstance(finding, Finding)]
    # The largest first: nobody waits at the end for one giant.
    jobs.sort(key=lambda job: (-files[Path(job.original).name].size, job.original))
    return AlbumPlan(album, folder, out, tuple(jobs), tuple(kept), tuple(missing))


def _still_holds(record: Record, original: Original, wish: Wish, settings: Settings) -> bool:
    same = (record.size, record.mtime_ns) == (original.size, original.mtime_ns)
    return same and not settings.verify and record.suits(wish, settings.max_pixels)


def _wish(album: Album, photo: Photo | None, name: str, settings: Settings) -> Wish:
    if photo is None:
        return Wish(slug_of(name), purposes=settings.purposes)
    caption = photo.caption
    asked = {*settings.purposes, *settings.asked.get(photo.id, ())}
    asked |= {recipe.ZOOM} if caption.wants_zoom else set()
    return Wish(
        caption.slug,
        tuple(caption.focus) if caption.focus else (0.5, 0.5),
        tuple(tuple(box) for box in caption.redact),
        credits_of(caption),
        tuple(purpose for purpose in recipe.PURPOSES if purpose in asked),
    )


def credits_of(caption: Caption) -> Credits:
    by = "，".join(filter(None, (caption.photographer, caption.unit)))
    return Credits(by, caption.rights, caption.caption)


def slug_of(name: str) -> str:
    """A slug for a file without a caption: what is ASCII in its name, and a piece of its hash to tell it apart."""
    words = re.sub(r"[^a-z0-9]+", "-", Path(name).stem.lower()).strip("-")[:40].strip("-")
    mark = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return f"{words}-{mark}" if words else mark


def _missing(photo: Photo, files: Iterable[str]) -> Finding:
    name = photo.caption.file
    near = nearest(name, files)
    fix = "请把原片放进相册文件夹；原片在别的电脑上，请把那边的成片文件夹整个拷来。"
    fix = f"文件夹里有 {near}，写的是不是它？大小写也要一样。" if near else fix
    return Finding("photo-missing", f"找不到原片 {name}，也没有做好的成片。", fix)


_ELSEWHERE = "请在有原片的电脑上重新运行 shuangyong photos prepare，把成片拷来。"


def _from_cache(
    photo: Photo, known: Mapping[str, Record], there: dict[str, int], lock: Mapping[str, str], album: Album, settings: Settings
) -> Record | Finding | None:
    """What a machine without the originals has: the renditions that were handed to it; None where it has none."""
    name = photo.caption.file
    record, locked = known.get(name), lock.get(name)
    if record is None or record.is_rejected or not store.is_complete(record, there):
        return None
    if locked and locked != record.sha256:
        return Finding("photo-missing", f"成片是从另一个 {name} 做的，原片又不在这里。", _ELSEWHERE)
    wish = _wish(album, photo, name, settings)
    if record.pixel_key != wish.pixel_key:
        what = f"“{photo.caption.slug}”的 slug、focus 或 redact 改过，原片却不在这里，成片还是旧的。"
        return Finding("photo-missing", what, _ELSEWHERE)
    if record.credit_key != wish.credit_key:
        # A name that was taken out of the caption stands inside the files still.
        what = f"“{photo.caption.slug}”的图注、作者或版权改过，原片却不在这里，成片里写的还是旧的。"
        return Finding("photo-missing", what, _ELSEWHERE)
    return record

"""A whole run: from folders of originals to renditions and a report."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from ..manuscripts.captions import Album
from . import album as albums
from . import store
from .job import Job, Record
from .plan import AlbumPlan, Settings, plan_album
from .report import Entry, Report, entries_of
from .run import default_jobs, run_jobs

Done = Iterable[tuple[Job, Record]]
Progress = Callable[[Sequence[Job], Done], Done]
"""Shows how far a run is: takes all jobs, and each with its record as it is done; gives these on."""


@dataclass(frozen=True)
class Folder:
    """An album with the folder of its originals."""

    album: Album
    originals: Path
    prefix: str
    """Its path below the folder of all originals, with a closing ``/`` or empty."""
    own_tables: Path | None = None
    """Where its captions and its lock lie, if not with the originals: those may be on another disk, or away."""

    @property
    def tables(self) -> Path:
        return self.own_tables or self.originals


def prepare(
    folders: Sequence[Folder],
    settings: Settings,
    *,
    jobs: int = 0,
    executor: Executor | None = None,
    progress: Progress = lambda todo, done: done,
    writes_locks: bool = False,
    keeps: Collection[str] | None = None,
) -> Report:
    """Make every rendition that is missing or stale, remove what is stale, say what was found.

    `jobs` workers, 0 for as many as the machine bears; or any `executor` of
    ``concurrent.futures``. `writes_locks` records new originals in ``originals.lock``.
    `keeps` are the ids of all albums there are: renditions of others are taken away. Only one
    run at a time works on a folder of renditions; another waits.
    """
    with _alone_in(settings.out):
        plans = [plan_album(folder.album, folder.originals, settings, folder.tables) for folder in folders]
        todo = [job for plan in plans for job in plan.jobs]
        done: dict[str, dict[str, Record]] = {str(plan.out): {} for plan in plans}
        if todo:
            for job, record in progress(todo, run_jobs(todo, jobs or default_jobs(), executor)):
                done[job.out][record.file] = record
        removed = 0
        for plan in plans:
            records = _settled(plan, done[str(plan.out)].values())
            removed += store.prune(plan.out, records) if plan.out.is_dir() else 0
        if keeps is not None:
            _remove_others(settings.out, keeps)
        return _reported(folders, plans, done, removed, writes_locks)


def _settled(plan: AlbumPlan, made: Iterable[Record]) -> list[Record]:
    """The album's records, written down; those of files that killed a worker are tried again another day."""
    records = [*plan.kept, *(record for record in made if record.sha256)]
    if records or plan.out.is_dir():
        store.write_index(plan.out, records)
    return records


def _reported(
    folders: Sequence[Folder], plans: Sequence[AlbumPlan], done: Mapping[str, Mapping[str, Record]], removed: int, writes_locks: bool
) -> Report:
    entries: list[Entry] = []
    by_slug: dict[tuple[str, str], Record] = {}
    for folder, plan in zip(folders, plans, strict=True):
        records = [*plan.kept, *done[str(plan.out)].values()]
        here = [(record.file, record.sha256) for record in records]
        locked = albums.read_lock(folder.tables)
        entries += entries_of(plan.album, records, plan.missing, albums.changed(locked, here), folder.prefix)
        by_slug |= {(plan.album.id, record.slug): record for record in records}
        if writes_locks:
            albums.write_lock(folder.tables, dict(here) | locked)
    made = sum(not record.is_rejected for records in done.values() for record in records.values())
    kept = sum(not record.is_rejected for plan in plans for record in plan.kept)
    return Report(tuple(entries), by_slug, made, kept, removed)


def _remove_others(out: Path, names: Collection[str]) -> None:
    for folder in out.iterdir():
        if folder.is_dir() and folder.name not in names and (folder / store.INDEX).is_file():
            store.remove_album(folder)


@contextmanager
def _alone_in(out: Path) -> Iterator[None]:
    out.mkdir(parents=True, exist_ok=True)
    with FileLock(out / ".lock"):
        yield

"""Sends each photo of an album to worker processes that may die over it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from typing import TypeVar

from .guard import SECONDS
from .job import Finding, Job, Record, Wish
from .plan import MAX_PIXELS
from .run import default_jobs, run_jobs

T = TypeVar("T")


def each(
    folder: Path,
    names: Iterable[str],
    work: Callable[[Job], T],
    *,
    wishes: Callable[[str], Wish] = Wish,
    out: Path | None = None,
    max_pixels: int = MAX_PIXELS,
    seconds: float = SECONDS,
    workers: int = 0,
    executor: Executor | None = None,
) -> Iterator[tuple[str, T | Finding]]:
    """Every file's name with what `work` makes of it, in whatever order they are done.

    A ``Finding`` where no worker survives the file. `work` is a function of a module, so that
    it can be sent to another process; jobs that write do so in `out`.
    """
    with tempfile.TemporaryDirectory() as nowhere:
        place = str(out or nowhere)
        jobs = [Job(str(folder / name), place, wishes(name), max_pixels, seconds) for name in names]
        if not jobs:
            return
        for job, result in run_jobs(jobs, min(workers or default_jobs(), len(jobs)), executor, work):
            yield Path(job.original).name, _stuck(result) if isinstance(result, Record) else result


def _stuck(record: Record) -> Finding:
    return record.findings[0]

"""Sends the jobs of a plan to an executor and takes in what comes back, whatever happens to a worker."""

from __future__ import annotations

import os
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from ..machine import processors, worker_processes
from .guard import MEMORY, limit_memory
from .job import Finding, Job, Record
from .names import TEMPORARY

AHEAD = 2
"""Jobs handed out for each worker: enough to keep it busy, few enough to be suspects when one dies."""


def default_jobs() -> int:
    """Workers at a time: the processors this process may use, and at least a gigabyte and a half for each."""
    cores = processors()
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        memory = MEMORY * cores
    return max(1, min(cores, int(memory // (MEMORY // 2))))


@contextmanager
def local_pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes on this machine, each with its memory limited."""
    pool = worker_processes(jobs, _begin_worker)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin_worker() -> None:
    limit_memory()
    # libtiff and its like talk to standard error; what is wrong with a file is in its record.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    warnings.simplefilter("ignore")
    _import_stages()


def _import_stages() -> None:
    from . import render  # noqa: F401, Pillow is loaded before the first photo is timed.


def work(job: Job) -> Record:
    """The work function: runs on any executor that can import this module."""
    from .render import prepare_photo

    return prepare_photo(job)


def run_jobs(
    jobs: Sequence[Job], workers: int, executor: Executor | None = None, work: Callable[[Job], Record] = work
) -> Iterator[tuple[Job, Record]]:
    """Every job with its record, as they are done.

    Without an `executor`, worker processes are started here; when one dies over a file (a
    decoder that crashes or never ends), the files then in work are tried again, each alone,
    and the one that kills again is refused.
    """
    if executor is not None:
        yield from _on_foreign(jobs, workers, executor, work)
        return
    left = list(jobs)
    while left:
        suspects: list[Job] = []
        with local_pool(min(workers, len(left))) as pool:
            yield from _until_broken(left, workers, pool, work, suspects)
        for job in suspects:
            with local_pool(1) as alone:
                yield job, _alone(job, alone, work)


def _until_broken(left: list[Job], workers: int, pool: Executor, work: Callable, suspects: list[Job]) -> Iterator[tuple[Job, Record]]:
    """Records until all is done, or a worker dies: then what was in work is in `suspects`. Takes from `left`."""
    running: dict[Future, Job] = {}
    while left or running:
        while left and len(running) < workers * AHEAD and not suspects:
            job = left.pop(0)
            try:
                running[pool.submit(work, job)] = job
            except BrokenProcessPool:
                left.insert(0, job)
                break
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            job = running.pop(future)
            try:
                record = _result(future, job)
            except BrokenProcessPool:
                suspects.append(job)
            else:
                yield job, record


def _alone(job: Job, pool: Executor, work: Callable[[Job], Record]) -> Record:
    try:
        return _result(pool.submit(work, job), job)
    except BrokenProcessPool:
        _clear_leavings(job)
        return died(job)


def _result(future: Future, job: Job) -> Record:
    """What the work gave. Raises BrokenProcessPool, and OSError where it is not the photo that is to blame.

    Any other exception is a mistake of ours that one odd file brought to light: it is shown
    for us to mend, and the rest of the album goes on.
    """
    try:
        return future.result()
    except (BrokenProcessPool, OSError):
        raise
    except Exception as error:
        traceback.print_exception(error)
        return died(job)


def _on_foreign(jobs: Sequence[Job], workers: int, executor: Executor, work: Callable[[Job], Record]) -> Iterator[tuple[Job, Record]]:
    """On an executor of somebody else's, which has its own way with workers that die."""
    left, running = list(jobs), {}
    while left or running:
        while left and len(running) < max(workers, 1) * 8:
            job = left.pop(0)
            running[executor.submit(work, job)] = job
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            job = running.pop(future)
            try:
                yield job, future.result()
            except Exception:  # Each scheduler has its own word for a worker that died.
                yield job, died(job)


def died(job: Job) -> Record:
    """The record of a file that no worker survives. Not kept: another day it may be tried again."""
    finding = Finding(
        "photo-stuck",
        f"处理超过 {job.seconds:g} 秒，或者程序中断了，没有采用。",
        "文件多半已经损坏：请用看图软件打开后另存为 JPEG，再放入。",
    )
    wish = job.wish
    keys = (wish.slug, wish.pixel_key, wish.credit_key, tuple(wish.purposes))
    return Record(Path(job.original).name, "", -1, -1, *keys, job.max_pixels, findings=(finding,))


def _clear_leavings(job: Job) -> None:
    for leaving in Path(job.out).glob(f"{TEMPORARY}*"):
        leaving.unlink(missing_ok=True)


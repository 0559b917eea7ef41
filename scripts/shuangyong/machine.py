"""What a run asks of the machine: its processors, worker processes, and leave from the collector of cycles."""

from __future__ import annotations

import atexit
import gc
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any


def processors() -> int:
    """Those this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worker_processes(number: int, begin: Callable[..., Any] | None = None, *args: Any) -> ProcessPoolExecutor:
    """A pool of them, each of which first calls `begin` with `args`, and ends when this process does."""
    # Not fork: a child must not inherit locks that a thread of the build holds.
    return ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_begin_worker, initargs=(begin, args))


def _begin_worker(begin: Callable[..., Any] | None, args: tuple[Any, ...]) -> None:
    # Ctrl+C goes to all of a terminal's processes: the run itself stops them, without a word from each.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    if begin:
        begin(*args)


def _end_with_parent() -> None:
    """A worker whose run was killed would wait for work for ever, and write into the next run."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def is_worker() -> bool:
    """Whether this process is one of those: it starts no more."""
    return parent_process() is not None


def end_quickly() -> None:
    """Has the process, when it ends, give its memory back without looking through it for cycles once more."""
    atexit.register(gc.freeze)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without the collector of cycles, where there are none: it would look through the whole library again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()

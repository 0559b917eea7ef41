"""Keeps one file from hanging a worker or eating the machine's memory."""

from __future__ import annotations

import faulthandler
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

SECONDS = 120.0
"""For one photo. A 100-megapixel original takes about ten on a slow machine."""
MEMORY = 3 * 1024**3
"""Bytes a worker may take; more than any picture within the pixel limit needs."""


_deadlines: dict[object, float] = {}
_lock = threading.Lock()


@contextmanager
def watched(seconds: float) -> Iterator[None]:
    """Ends the whole process if the block takes longer than `seconds`.

    An exception cannot do that: a decoder in an endless loop never comes back to Python.
    ``faulthandler`` watches from a thread of its own that needs neither. There is one such
    watch in a process; blocks in several threads share it.
    """
    if seconds <= 0:
        yield
        return
    block = object()
    with _lock:
        _deadlines[block] = time.monotonic() + seconds
        _watch()
    try:
        yield
    finally:
        with _lock:
            del _deadlines[block]
            _watch()


def _watch() -> None:
    """Watches for the earliest deadline."""
    faulthandler.cancel_dump_traceback_later()
    if _deadlines:
        left = max(min(_deadlines.values()) - time.monotonic(), 0.001)
        faulthandler.dump_traceback_later(left, exit=True, file=_nowhere())


@cache
def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)


def limit_memory(limit: int = MEMORY) -> None:
    """Makes allocations beyond `limit` bytes fail in this process, where the system can do that."""
    try:
        import resource
    except ImportError:  # Windows has no such limit for a single process.
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))

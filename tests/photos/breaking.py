"""Work functions that go wrong, importable by worker processes. A file's name says what happens to it."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

from shuangyong.photos.guard import limit_memory, watched
from shuangyong.photos.job import Job, Record
from shuangyong.photos.render import prepare_photo


def fragile(job: Job) -> Record:
    """The real work, but for files whose decoder exits, aborts, hangs or has a bug."""
    name = Path(job.original).name
    if name.startswith("exits"):
        os._exit(3)
    if name.startswith("aborts"):
        os.abort()
    if name.startswith("raises"):
        raise ZeroDivisionError("a mistake of ours")
    with watched(job.seconds):
        while name.startswith("hangs"):
            time.sleep(0.01)
    return prepare_photo(replace(job, seconds=0))


def poor(job: Job) -> Record:
    """The real work with hardly any memory."""
    from shuangyong.photos import render  # noqa: F401, is loaded before the limit.

    limit_memory(_used() + 24 * 1024**2)
    return prepare_photo(job)


def _used() -> int:
    """Bytes of data this process has: what the limit counts."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("no VmData")

"""Many documents checked by several processes at once.

Regular expressions keep one processor busy; the others may as well take a share. Below `MANY`
documents a process takes longer to start than the work it would take over.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from functools import lru_cache

from ...machine import is_worker, processors, worker_processes
from .desk import Desk
from .document import Document
from .engine import check_document
from .findings import Finding
from .functions import functions
from .rule import rules

MANY = 600
"""Documents from which on it pays."""
SHARE = 40
"""Documents that a process takes at a time."""
AHEAD = 3
"""Shares handed out for each process: enough to keep it busy while this one is at a share of its own."""
MOST_PROCESSES = 4


class Helpers:
    """Worker processes, starting while the documents are still being read; none where there are few."""

    def __init__(self, documents: int):
        self.number = min(processors(), MOST_PROCESSES) - 1
        self.pool: ProcessPoolExecutor | None = None
        if documents < MANY or self.number < 1 or is_worker():
            return
        try:
            self.pool = worker_processes(self.number)
            for _ in range(self.number):
                self.pool.submit(_make_ready)
        except (OSError, RuntimeError, NotImplementedError, ImportError):
            # A machine that has no room for them, or no semaphores: then this process does it all.
            self.pool = None


class Sharing:
    """Documents being checked: by the helpers at once, by this process when somebody asks for the result."""

    def __init__(self, documents: Sequence[Document], desk: Desk, helpers: Helpers):
        self._desk, self._pool = desk, helpers.pool
        # Packed now, while nothing is worked out on it: the pool packs what it is given at a time of its own.
        self._packed = pickle.dumps(replace(desk, _kept={})) if self._pool else b""
        size = SHARE if self._pool else max(1, len(documents))
        self._shares = [documents[first : first + size] for first in range(0, len(documents), size)]
        self._left = deque(range(len(self._shares)))
        self._running: dict[Future, int] = {}
        # What may well be done before anybody asks; they take from the front, this process from the back.
        self._ahead = helpers.number * AHEAD
        self._hand_over(max(self._ahead, len(self._shares) * helpers.number // (helpers.number + 2)))

    def result(self) -> list[list[Finding]]:
        """What ``engine.check_document`` finds in each of the documents, in their order. Asked for once."""
        found: dict[int, list[list[Finding]]] = {}
        while self._left:
            place = self._left.pop()
            found[place] = _check(self._shares[place], self._desk)
            self._hand_over(self._ahead)
        for future, place in self._running.items():
            found[place] = self._from_worker(future, place)
        if self._pool:
            self._pool.shutdown()
        return [each for place in range(len(self._shares)) for each in found[place]]

    def _hand_over(self, most: int) -> None:
        """Shares to the workers, as long as they live, until they have this many to do."""
        busy = sum(not future.done() for future in self._running)
        while self._pool and self._left and busy < most:
            try:
                self._running[self._pool.submit(_check_packed, self._shares[self._left[0]], self._packed)] = self._left[0]
            except (OSError, RuntimeError):
                return
            self._left.popleft()
            busy += 1

    def _from_worker(self, future: Future, place: int) -> list[list[Finding]]:
        """What a worker found; where it could not, as on a machine short of memory, this process looks itself."""
        try:
            return future.result()
        except Exception:
            # What is wrong with a text is so here too, and is told from here.
            return _check(self._shares[place], self._desk)


def _make_ready() -> None:
    rules()
    functions()


def _check_packed(documents: Sequence[Document], packed: bytes) -> list[list[Finding]]:
    return _check(documents, _unpacked(packed))


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Desk:
    return pickle.loads(packed)


def _check(documents: Sequence[Document], desk: Desk) -> list[list[Finding]]:
    return [check_document(doc, desk) for doc in documents]

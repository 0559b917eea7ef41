"""A hall with a screen: its folder, its server, and the boxes that tests switch on in front of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from .box import NO_WORKER, Box, box
from .folder import programme, slide, write
from .host import Host, hosting

HALL = "screens/hall/"
FAILED = ("Failed to load resource",)
"""What Chromium itself says of files that cannot be had."""
NEXT = "ffeeddccbbaa9988"
"""The edition that comes after the first."""
NEW = (slide("plum", "plum"), slide("gold", "gold"))


class Hall:
    """A screen's folder, its server and boxes in front of it."""

    def __init__(self, chromium, root: Path, stack: ExitStack):
        self.chromium, self.root, self.stack = chromium, root, stack
        self.host: Host | None = None

    def write(self, *slides, inline=None, id="hall", **keys) -> None:
        write(self.root, programme(*slides, **keys), inline=inline, id=id)

    def serve(self, **facts) -> Host:
        self.host = self.host or self.stack.enter_context(hosting(self.root, **facts))
        return self.host

    def open(self, query: str = "", *, from_disk: bool = False, worker: bool = False, scripts=(), **how) -> Box:
        """A box in front of it; without the worker unless it is asked for."""
        url = (self.root / HALL / "index.html").as_uri() if from_disk else self.serve().url + HALL
        made = self.stack.enter_context(box(self.chromium, scripts=(*(() if worker else (NO_WORKER,)), *scripts), **how))
        return made.open(url, query)

    def publish(self, *slides, edition: str = NEXT, **keys) -> None:
        """Another edition; by default of other slides."""
        self.write(*(slides or NEW), edition=edition, **keys)

    def plays(self, *slides, query: str = "?speed=40", inline=None, keys=None, **how) -> Box:
        self.write(*slides, inline=inline, **(keys or {}))
        return self.open(query, **how)


@contextmanager
def hall_in(root: Path, chromium) -> Iterator[Hall]:
    with ExitStack() as stack:
        yield Hall(chromium, root, stack)


def cyclic(seen: list[str], order: list[str]) -> bool:
    """Whether `seen` goes through `order` again and again, wherever it begins."""
    start = order.index(seen[0])
    return seen == [order[(start + i) % len(order)] for i in range(len(seen))]

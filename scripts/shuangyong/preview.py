"""What is different under ``serve``: problems are pages, and some files may come a moment after the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Thread

from .assembly import Assembly
from .carriers import Output, PageView
from .manuscripts.library import kind_of
from .problems import tally


def problem_pages(assembly: Assembly, known: Iterable[str]) -> Iterator[Output]:
    """The problems on every page an editor may have open: each manuscript's, and those `known` before.

    Each is an ordinary page, so that the browser reloads it when the mistake is mended.
    """
    own = {page for page in assembly.reading.pages if kind_of(page) not in ("day", "screen")}
    title = f"有 {len(assembly.problems)} 处要改"
    context = {"problem_list": assembly.problems, "tally": tally(assembly.problems)}
    for path in sorted({"index.md", *own, *known}):
        yield Output(path, b"", PageView("problems.html", title, context=context))


class Latecomers:
    """Writes what may come after the pages, while the editor already looks at them; a new build stops an earlier one's."""

    def __init__(self) -> None:
        self._turn = 0

    def stop(self) -> None:
        self._turn += 1

    def start(self, outputs: Iterable[Output], folder: Path) -> Thread:
        """Write `outputs` below `folder` in a thread of their own."""
        thread = Thread(target=self._write, args=(self._turn, outputs, folder), daemon=True)
        thread.start()
        return thread

    def _write(self, turn: int, outputs: Iterable[Output], folder: Path) -> None:
        for path, body in outputs:
            if turn != self._turn:
                return
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)

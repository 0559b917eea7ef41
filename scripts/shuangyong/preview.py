"""What the browser shows under ``serve`` while something is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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

"""A withdrawal: gone from every carrier, while its address still says since when and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from ...manuscripts.library import Library, Manuscript
from ...manuscripts.models import Screen
from ..block import CannotCut
from ..lines import entry
from .rewriting import prove, read_text, with_keys

WITHDRAWN = "withdrawn"


def withdrawn(item: Manuscript, data: bytes, reason: str, on: dt.date) -> bytes:
    """The file with its notice, and not a byte else changed. Raises CannotCut."""
    if item.meta.withdrawn:
        raise CannotCut(item.line(WITHDRAWN), f"{item.meta.withdrawn.on} 已经撤下。", "要改说明，请直接改 withdrawn。")
    if item.meta.draft:
        raise CannotCut(item.line("draft"), "还是草稿，没有发布过，不用撤下。", "不要了的草稿，直接删掉。")
    if item.src_uri == "index.md":
        raise CannotCut(1, "这是首页，不能撤下。", "请改首页的内容。")
    before = read_text(item, data)
    after = with_keys(item, before, {WITHDRAWN: list(entry(WITHDRAWN, {"on": on.isoformat(), "reason": reason}))})
    prove(item, before, after, frozenset({WITHDRAWN}))
    return after.encode()


@dataclass(frozen=True)
class Trace:
    """Where something withdrawn is still spoken of."""

    item: Manuscript
    line: int
    what: str


def traces(item: Manuscript, library: Library) -> Iterator[Trace]:
    """What other manuscripts say of it: their links turn into plain words by themselves, their words do not."""
    for other in library.manuscripts:
        if other is item or other.meta.withdrawn or other.meta.draft:
            continue
        texts = [(other.body_line + number, line) for number, line in enumerate(other.body.split("\n"))]
        texts += [(other.line(key), str(getattr(other.meta, key) or "")) for key in ("title", "summary")]
        for line, text in texts:
            if item.title in text:
                yield Trace(other, line, f"写着它的题目“{item.title}”")
        if rests_on(other, item):
            yield Trace(other, other.line("sources"), "是根据它写的：要一起撤下，或改成草稿，不然网站生成不了")
        elif (item.kind, item.id) in other.mentions and isinstance(other.meta, Screen):
            what = "节目单里有它，重新生成以后就不放了；不用改节目单，改了要三审签完，签完以前屏上还放原来的"
            yield Trace(other, other.line("programme"), what)
        elif (item.kind, item.id) in other.mentions:
            yield Trace(other, 1, "资料里提到它，网页上会自己去掉")


def rests_on(other: Manuscript, item: Manuscript) -> bool:
    """Whether it names `item` as its source, or cites one of its figures."""
    cited = {id.partition("/")[0] for kind, id in other.mentions if kind in ("source", "figure")}
    return item.kind == "source" and item.id in cited


def photos_left(item: Manuscript, library: Library) -> tuple[str, ...]:
    """Its photos that something else still shows: they stay published."""
    shown = (other for other in library.manuscripts if other is not item and not other.meta.withdrawn and not other.meta.draft)
    others = {id for other in shown for id in library.photos_of(other)}
    return tuple(id for id in library.photos_of(item) if id in others)

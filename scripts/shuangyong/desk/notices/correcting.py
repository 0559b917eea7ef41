"""A correction: the words mended, and said openly what they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ...manuscripts.library import Manuscript
from ...manuscripts.reader import parse
from ..block import CannotCut, lines_of
from ..lines import entry
from .rewriting import prove, read_text, with_keys

CORRECTIONS, UPDATED = "corrections", "updated"
OWN = (CORRECTIONS, "review", "withdrawn", "allowed")
"""Keys in which the wrong words may still stand, or must: they are not looked through."""


@dataclass(frozen=True)
class Swap:
    """Words to be put in place of others."""

    old: str
    new: str

    @property
    def told(self) -> str:
        return f"原来写“{self.old}”，现在写“{self.new}”。" if self.new else f"删去了“{self.old}”。"


def corrected(item: Manuscript, data: bytes, what: str, on: dt.date, swap: Swap | None = None) -> bytes:
    """The file with a correction more, the latest last, and ``updated`` on that day or later.

    `swap` mends the words too, where they stand exactly once. Raises CannotCut.
    """
    if item.meta.draft:
        raise CannotCut(1, "还是草稿，没有发布过，不用更正。", "请直接改。")
    if item.meta.withdrawn:
        raise CannotCut(1, "已经撤下，不能更正。", "要重新公开，请先和同事商量，去掉 withdrawn。")
    first = item.meta.published
    if first and on < first.date:
        raise CannotCut(item.line("published"), f"更正的日期 {on} 早于首次发布的 {first.date}。", "请改正 --on，写发布以后的日期。")
    if any((each.on, each.what) == (on, what) for each in item.meta.corrections):
        raise CannotCut(item.line(CORRECTIONS), "同一天同样的更正已经写过。", "不用再写；另有更正，请写明是哪一处。")
    before = read_text(item, data)
    text = _swapped(item, before, swap) if swap else before
    noted = with_keys(_again(item, text), text, _notice(item, text, what, on))
    prove(item, text, noted, frozenset({CORRECTIONS, UPDATED}))
    return noted.encode()


def _notice(item: Manuscript, text: str, what: str, on: dt.date) -> dict[str, Sequence[str]]:
    more = list(entry(CORRECTIONS, [{"on": on.isoformat(), "what": what}]))
    there = [line for line in lines_of(_again(item, text), text, CORRECTIONS) if line.strip()]
    if there and there[0].split("#")[0].rstrip() == f"{CORRECTIONS}:":
        indent = there[1][: len(there[1]) - len(there[1].lstrip())] if len(there) > 1 else "  "
        lines = [*there, *(indent + line[2:] for line in more[1:])]
    else:  # On one line, in brackets: written out anew.
        known = [{"on": each.on.isoformat(), "what": each.what} for each in item.meta.corrections]
        lines = list(entry(CORRECTIONS, [*known, {"on": on.isoformat(), "what": what}]))
    keys: dict[str, Sequence[str]] = {CORRECTIONS: lines}
    if item.meta.updated is None or item.meta.updated < on:
        keys[UPDATED] = [f"{UPDATED}: {on.isoformat()}"]
    return keys


def _again(item: Manuscript, text: str) -> Manuscript:
    """The same manuscript with the lines it has in `text`."""
    found, problems = parse(text.encode(), item.src_uri, item.path)
    errors = [problem for problem in problems if problem.severity == "error"]
    if found is None or errors:
        raise CannotCut(1, "这样改，资料就读不懂了。", errors[0].what + errors[0].fix if errors else "请自己改好，再写 --what。")
    return found


def _swapped(item: Manuscript, text: str, swap: Swap) -> str:
    """The text with the words mended; they must stand in it exactly once."""
    kept = {line for key in OWN for line in _numbers(item, text, key)}
    lines = text.split("\n")
    found = [number for number, line in enumerate(lines) if number not in kept for _ in range(line.count(swap.old))]
    if len(found) != 1:
        where = "、".join(f"第{number + 1}行" for number in found[:6])
        what = f"“{swap.old}”在{where}，一共 {len(found)} 处。" if found else f"没有找到“{swap.old}”。"
        fix = "请把前后的字也写进 --old，写到只有一处。" if found else "请照文件里的字写，链接的记号也要一样；或先自己改好，再只写 --what。"
        raise CannotCut(found[0] + 1 if found else 1, what, fix)
    lines[found[0]] = lines[found[0]].replace(swap.old, swap.new)
    return "\n".join(lines)


def _numbers(item: Manuscript, text: str, key: str) -> range:
    """The numbers, from 0, of the lines of a key."""
    there = lines_of(item, text, key)
    first = (item.lines or {}).get((key,), 1) - 1
    return range(first, first + len(there))

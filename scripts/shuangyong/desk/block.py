"""The lines of one key in a manuscript's front matter: cut out for a digest, or written anew.

Cut by lines, at the places that YAML itself gives, so that whatever an editor wrote around
them stays as it is to the byte. Where lines alone do not part a key from the others, it is
not cut at all: nothing may be said in the gap that a signature does not cover.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..manuscripts.library import Manuscript
from ..manuscripts.models import SignOff
from ..manuscripts.scalars import scalar

REVIEW = "review"

_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line ends to YAML, and to nobody else: with one of them its lines are not those of the file."""


class CannotCut(Exception):
    """A key cannot be parted from the others. Says what stands in the way, and what to do."""

    def __init__(self, line: int, what: str, fix: str):
        super().__init__(what)
        self.line, self.what, self.fix = line, what, fix


def without(item: Manuscript, text: str, keys: Sequence[str] = (REVIEW,)) -> str:
    """`text`, the whole file of `item`, without the lines of these top-level keys. Raises CannotCut."""
    lines = text.split("\n")
    spans = [_span(item, lines, key) for key in keys]
    gone = {number for span in spans for number in range(*span)}
    return "\n".join(line for number, line in enumerate(lines) if number not in gone)


def line_in_file(item: Manuscript, text: str, line: int) -> int:
    """The line, from 1, on which a line of the text without its sign-offs stands in the file. Raises CannotCut."""
    first, end = _span(item, text.split("\n"), REVIEW)
    return line if line <= first else line + end - first


def lines_of(item: Manuscript, text: str, key: str) -> list[str]:
    """The lines in which `text` has a key and its value; none where it is not there. Raises CannotCut."""
    lines = text.split("\n")
    return lines[slice(*_span(item, lines, key))]


def with_lines(item: Manuscript, text: str, key: str, written: Iterable[str]) -> str:
    """`text` with these lines in place of those it has for a key; no other byte is touched. Raises CannotCut."""
    lines = text.split("\n")
    first, end = _span(item, lines, key)
    return "\n".join([*lines[:first], *written, *lines[end:]])


def with_review(item: Manuscript, text: str, records: Iterable[SignOff]) -> str:
    """`text` with these sign-offs in place of those it has; no other byte is touched. Raises CannotCut."""
    return with_lines(item, text, REVIEW, _written(records))


def _span(item: Manuscript, lines: Sequence[str], key: str) -> tuple[int, int]:
    """(first, end) of the lines of a key and its value, from 0; empty, before the closing ``---``, where it is not there."""
    fence = item.body_line - 2
    for number, line in enumerate(lines[:fence]):
        if _BREAKS.search(line):
            what = "这一行里有一个看不见的换行符，审签没法核对。"
            raise CannotCut(number + 1, what, "请删掉这一行，重新输入。")
    tops = [line - 1 for at, line in (item.lines or {}).items() if len(at) == 1]
    first = (item.lines or {}).get((key,), 0) - 1
    if first < 0:
        return fence, fence
    own_line = re.match(rf"""(?:{key}|"{key}"|'{key}')[ \t]*:(?:[ \t]|$)""", lines[first])
    if tops.count(first) != 1 or not own_line:
        raise CannotCut(first + 1, f"{key} 没有自己的一行，审签没法核对。", f"请让 {key}: 另起一行，顶格写。")
    end = min((top for top in tops if top > first), default=fence)
    # A comment before the next key is about that key.
    while end - 1 > first and (not lines[end - 1].strip(" \t") or lines[end - 1].lstrip(" \t").startswith("#")):
        end -= 1
    for number in range(first, end):
        if "&" in lines[number]:
            # An anchor: what is said here would count elsewhere, where it is signed.
            raise CannotCut(number + 1, f"{key} 里不能有“&”。", "请去掉它，再审签。")
    return first, end


def _written(records: Iterable[SignOff]) -> list[str]:
    lines = []
    for record in records:
        lines += [f"  - stage: {record.stage}", f"    by: {scalar(record.by)}", f"    on: {record.on.isoformat()}"]
        lines += [f"    digest: {record.digest}"]
    return [f"{REVIEW}:", *lines] if lines else []

"""Short numbers: given once, to one manuscript, for ever."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...manuscripts.library import kind_of

FIRST = {"story": 101, "brand": 201}
"""The first number of each kind that has numbers; a kind counts on from its own highest."""

_NUMBER = re.compile(r"^number:[ \t]*[\"']?(\d{1,5})\b", re.M)
_SECONDS = 20


def next_number(kind: str, docs_dir: Path) -> int:
    """A number that no manuscript has or had: drafts, withdrawn and unreadable ones count, and those Git remembers."""
    used: dict[int, set[str]] = {}
    for owner, number in (*_in_files(docs_dir), *_in_history(docs_dir)):
        used.setdefault(number, set()).add(owner)
    own = (number for number, owners in used.items() if kind in owners)
    number = max((*own, FIRST[kind] - 1)) + 1
    while number in used:
        number += 1
    return number


def _in_files(docs_dir: Path) -> Iterator[tuple[str, int]]:
    """(kind, number) of every file, whether or not it can be read as a manuscript."""
    for file in docs_dir.rglob("*.md"):
        try:
            front = file.read_bytes()[:20000].decode("utf-8", "replace").replace("\r\n", "\n")
        except OSError:
            continue
        front = front.partition("\n---")[0]
        for match in _NUMBER.finditer(front):
            yield kind_of(file.relative_to(docs_dir).as_posix()), int(match[1])


def _in_history(docs_dir: Path) -> Iterator[tuple[str, int]]:
    """The same of everything that was ever committed, on any branch; nothing where there is no Git."""
    command = ["git", "-C", str(docs_dir), "log", "--all", "--format=", "--unified=0", "--relative", "-p", "-G", "^number:", "--", "."]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return
    yield from _in_patches(done.stdout.decode("utf-8", "replace").splitlines())


def _in_patches(lines: Iterable[str]) -> Iterator[tuple[str, int]]:
    kind = "page"
    for line in lines:
        if line.startswith(("--- a/", "+++ b/")):
            kind = kind_of(line[6:])
        elif match := _NUMBER.match(line[1:]) if line[:1] in "+-" else None:
            yield kind, int(match[1])

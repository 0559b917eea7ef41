"""Problems: what an editor must mend, as data.

A problem names a place (path and line), says in plain Chinese what was found there
and what to do. All problems of a run are collected, sorted and shown together.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend. Sorts by path, then line, then rule."""

    path: str
    """Path as the editor sees it, relative to the folder of ``mkdocs.yml``, with ``/``."""
    line: int
    """Line in the file, from 1."""
    rule: str
    """Stable identifier of the rule, such as ``date`` or ``unknown-key``."""
    what: str
    """What was found, quoted, ending in ``。``."""
    fix: str
    """What to do next, ending in ``。``."""
    severity: Severity = "error"
    """``error``: wrong or unpublishable. ``warning``: poorer than it could be."""

    def __str__(self) -> str:
        """``path:line: [rule] what fix``, so that terminals and editors can click it."""
        return f"{self.path}:{self.line}: [{self.rule}] {self.what}{self.fix}"

    def as_dict(self) -> dict[str, str | int]:
        return asdict(self)


def softened(problem: Problem) -> Problem:
    """The same as a warning: in a draft, which does not go out, a mistake keeps nobody else from publishing."""
    return replace(problem, severity="warning")


def tally(problems: Iterable[Problem]) -> str:
    """The closing line of a run: ``3 处错误，1 处提醒。``"""
    severities = [problem.severity for problem in problems]
    errors, warnings = severities.count("error"), severities.count("warning")
    parts = [f"{errors} 处错误"] * bool(errors) + [f"{warnings} 处提醒"] * bool(warnings)
    return "，".join(parts) + "。" if parts else "没有发现问题。"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None where nothing is alike enough to suggest."""
    matches = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def listed(words: Iterable[str], most: int = 12) -> str:
    """Words for a message: quoted nowhere, parted by ``、``, cut with ``等`` after `most`."""
    words = list(words)
    return "、".join(words[:most]) + (" 等" if len(words) > most else "")

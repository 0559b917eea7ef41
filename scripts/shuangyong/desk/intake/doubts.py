"""What an editor has to decide."""

from __future__ import annotations

from dataclasses import dataclass

MARK = "〔疑{}〕"
"""Stands behind what is doubtful in the draft, until somebody has decided; the number is that of the report."""

PLACE = "〔疑〕"
"""Stands, until the marks are numbered, where something was that has left the text."""


@dataclass(frozen=True)
class Doubt:
    """Something that is not certain enough to be changed."""

    start: int
    """Characters `start` to `end` of the text as it stands are meant."""
    end: int
    rule: str
    what: str
    """What is odd, ending in ``。``."""
    fix: str
    """What to do, ending in ``。``."""
    sure: str = "低"
    """中 (very likely wrong) or 低 (ask)."""
    is_marked: bool = True
    """Whether the place is marked in the draft."""


@dataclass(frozen=True)
class Kept:
    """Something that a step might have changed and left alone, with its reason."""

    start: int
    end: int
    why: str

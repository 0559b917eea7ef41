"""The editorial checks: rules as data, run over manuscripts, captions and any other text."""

from __future__ import annotations

from .check import begin_library, check_files, check_library, check_text, parted
from .desk import Desk
from .findings import Finding, counts, standing
from .report import Report
from .rule import GROUP_NAMES, Rule, rules
from .tables import read_allowed, read_names

__all__ = [
    "GROUP_NAMES",
    "Desk",
    "Finding",
    "Report",
    "Rule",
    "begin_library",
    "check_files",
    "check_library",
    "check_text",
    "counts",
    "parted",
    "read_allowed",
    "read_names",
    "rules",
    "standing",
]

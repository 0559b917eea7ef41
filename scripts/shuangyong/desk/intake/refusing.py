"""Files that cannot be taken in, and what an editor does then."""

from __future__ import annotations

from ...problems import Problem


class Refused(Exception):
    """A file that is not taken in; carries the problem that says why and what to do."""

    def __init__(self, rule: str, what: str, fix: str):
        super().__init__(what)
        self.rule, self.what, self.fix = rule, what, fix

    def problem(self, path: str) -> Problem:
        return Problem(path, 1, self.rule, self.what, self.fix)

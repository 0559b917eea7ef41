"""Findings: what a rule has to say of a place in a text, as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...problems import Problem, Severity


@dataclass(frozen=True, order=True)
class Finding:
    """One place that an editor should look at. Sorts by path, then place, then rule."""

    path: str
    """As the editor sees it."""
    line: int
    column: int
    """Both from 1, in the file itself; a column is a character."""
    rule: str
    """Its group and name: ``secrecy.unit-code``."""
    severity: Severity
    what: str
    """What was found, quoted, ending in ``。``."""
    fix: str
    """What to do next, ending in ``。``."""
    basis: str
    """The law, standard or habit it goes by."""
    found: str = ""
    """The words themselves."""
    allowed: str | None = None
    """The written reason for which it may stand; None where nobody has allowed it."""

    @property
    def group(self) -> str:
        return self.rule.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: [{self.rule}] {self.what}{self.fix}"

    def as_allowed(self) -> str:
        """The line of a report that tells why it may stand."""
        return f"{self.path}:{self.line}:{self.column}: [{self.rule}] “{self.found}” 理由：{self.allowed}"

    def as_dict(self) -> dict[str, str | int]:
        """For tools: the eight facts of a finding, and the reason where it is allowed."""
        facts = {name: getattr(self, name) for name in ("path", "line", "column", "rule", "severity", "what", "fix", "basis")}
        return facts | ({"allowed": self.allowed} if self.allowed else {})

    def as_problem(self) -> Problem:
        """The same among the problems of a site."""
        return Problem(self.path, self.line, self.rule, self.what, self.fix, self.severity)


def standing(findings: Iterable[Finding]) -> list[Finding]:
    """Those that nobody has allowed."""
    return [finding for finding in findings if finding.allowed is None]


def softened(finding: Finding) -> Finding:
    """The same as a warning: what is found in a draft keeps nobody from publishing."""
    return replace(finding, severity="warning")


def counts(findings: Iterable[Finding]) -> dict[str, tuple[int, int]]:
    """How many findings each rule has, and how many of them are allowed; the busiest rule first."""
    findings = list(findings)
    every = Counter(finding.rule for finding in findings)
    allowed = Counter(finding.rule for finding in findings if finding.allowed is not None)
    return {rule: (every[rule], allowed[rule]) for rule in sorted(every, key=lambda rule: (-every[rule], rule))}

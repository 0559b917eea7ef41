"""A report in the three forms people ask for: on the terminal, for tools, on paper."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

import jinja2

from ...problems import Problem, tally
from .engine import adopt
from .findings import Finding, counts, softened, standing
from .rule import GROUP_NAMES

HERE = Path(__file__).parent


OFTEN = 3
"""How often the same thing is said of one file before it is only counted."""


def _alike(each: Finding | Problem) -> tuple[str, ...]:
    """What counts as the same thing: of punctuation, all that one rule says."""
    return each.path, each.rule, "" if each.rule.startswith("typography.") else each.what


LINES = 12
"""How many of the other lines are told."""


def _and_more(lines: tuple[int, ...]) -> str:
    """``（这个文件里同样的还有 3 处：第8、9、12行。）``"""
    if not lines:
        return ""
    told = list(dict.fromkeys(lines))
    return f"（这个文件里同样的还有 {len(lines)} 处：第{'、'.join(map(str, told[:LINES]))}行{'等' if len(told) > LINES else ''}。）"


@dataclass(frozen=True)
class Report:
    """What came of one run."""

    findings: tuple[Finding, ...] = ()
    """Sorted, allowed ones among them."""
    checked: int = 0
    """How many files were read."""
    problems: tuple[Problem, ...] = ()
    """What kept files or tables from being read, and whatever else the site's other checks found."""

    @property
    def standing(self) -> list[Finding]:
        """Those that nobody has allowed."""
        return standing(self.findings)

    @property
    def allowed(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.allowed is not None]

    @property
    def has_errors(self) -> bool:
        return any(each.severity == "error" for each in (*self.standing, *self.problems))

    @property
    def counts(self) -> dict[str, tuple[int, int]]:
        """(findings, allowed ones among them) by rule, busiest first; what other checks found after them."""
        others = Counter(problem.rule for problem in self.problems)
        return counts(self.findings) | {rule: (number, 0) for rule, number in sorted(others.items(), key=lambda each: (-each[1], each[0]))}

    def with_problems(self, problems: Iterable[Problem]) -> Report:
        """The same together with what the site's other checks found, under our own rules where one speaks of it."""
        adopted, rest = adopt(problems)
        return Report(tuple(sorted({*self.findings, *adopted})), self.checked, tuple(sorted({*self.problems, *rest})))

    def only(self, paths: Collection[str]) -> Report:
        """What of it is about these files."""
        findings = tuple(finding for finding in self.findings if finding.path in paths)
        return Report(findings, len(paths), tuple(problem for problem in self.problems if problem.path in paths))

    def softening(self, paths: Collection[str]) -> Report:
        """The same, with what was found in these files as warnings."""
        return replace(self, findings=tuple(softened(each) if each.path in paths else each for each in self.findings))

    def __add__(self, other: Report) -> Report:
        findings = tuple(sorted([*self.findings, *other.findings]))
        return Report(findings, self.checked + other.checked, tuple(sorted([*self.problems, *other.problems])))

    @property
    def waiting(self) -> list[tuple[Finding | Problem, tuple[int, ...]]]:
        """What is to be mended, in the order of the files, each with the lines of others of its like that are left unsaid.

        A scan has a hundred half-width commas: of the same thing said in a file, the first few stand for all.
        """
        every = sorted([*self.standing, *self.problems], key=lambda each: (each.path, each.line, getattr(each, "column", 1), each.rule))
        alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for each in every:
            alike[_alike(each)].append(each.line)
        told: Counter[tuple[str, ...]] = Counter()
        kept: list[tuple[Finding | Problem, tuple[int, ...]]] = []
        for each in every:
            told[_alike(each)] += 1
            if told[_alike(each)] <= OFTEN:
                kept.append((each, tuple(alike[_alike(each)][OFTEN:]) if told[_alike(each)] == OFTEN else ()))
        return kept

    def lines(self) -> Iterator[str]:
        """For the terminal: what to mend, what was allowed and why, and how many of each."""
        for each, more in self.waiting:
            mark = "" if each.severity == "error" else "（提醒）"
            column = f":{each.column}" if isinstance(each, Finding) else ""
            basis = f"［{each.basis}］" if isinstance(each, Finding) else ""
            yield f"{each.path}:{each.line}{column}: [{each.rule}] {mark}{each.what}{each.fix}{basis}{_and_more(more)}"
        if self.allowed:
            yield ""
            yield f"放行的 {len(self.allowed)} 处："
            yield from (each.as_allowed() for each in self.allowed)
        if self.findings:
            yield ""
            yield "各条规则："
            yield from (f"  {rule}  {many} 处" + (f"，其中放行 {few} 处" if few else "") for rule, (many, few) in self.counts.items())
        yield self.conclusion

    @property
    def conclusion(self) -> str:
        """The last line: ``检查了 12 个文件：3 处错误，1 处提醒；放行 2 处。``"""
        found = tally([*self.problems, *(finding.as_problem() for finding in self.standing)]).rstrip("。")
        return f"检查了 {self.checked} 个文件：{found}" + (f"；放行 {len(self.allowed)} 处。" if self.allowed else "。")

    def json(self) -> str:
        """A list of findings for tools; allowed ones have ``allowed``, their reason."""
        plain = [{**problem.as_dict(), "column": 1, "basis": ""} for problem in self.problems]
        listed = sorted(
            [*(f.as_dict() for f in self.findings), *plain],
            key=lambda each: (each["path"], each["line"], each["column"], each["rule"]),
        )
        return json.dumps(listed, ensure_ascii=False, indent=2)

    def html(self, title: str = "检查结果", day: str = "") -> str:
        """One page that needs nothing else, to be printed."""
        environment = jinja2.Environment(autoescape=True, loader=jinja2.FileSystemLoader(HERE), trim_blocks=True, lstrip_blocks=True)
        by_file = [(path, list(group)) for path, group in groupby(self.waiting, key=lambda each: each[0].path)]
        template = environment.get_template("report.html")
        return template.render(report=self, by_file=by_file, title=title, day=day, groups=GROUP_NAMES, and_more=_and_more)

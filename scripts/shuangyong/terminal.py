"""Problems on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

import click

from .problems import Problem, tally


def report_left_out(left_out: Sequence[str]) -> None:
    """What was read but does not go out, so that nobody wonders where it is."""
    if left_out:
        click.echo("没有发布的：" + "，".join(left_out) + "。", err=True)


def report(problems: Sequence[Problem]) -> None:
    """One problem a line, path first so that it can be clicked, then the count; to standard error."""
    for problem in problems:
        color = "red" if problem.severity == "error" else "yellow"
        mark = "" if problem.severity == "error" else "（提醒）"
        click.echo(f"{problem.path}:{problem.line}: [{click.style(problem.rule, fg=color)}] {mark}{problem.what}{problem.fix}", err=True)
    if problems:
        click.echo(tally(problems), err=True)

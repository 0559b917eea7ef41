"""Problems on the terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .problems import Problem, tally

if TYPE_CHECKING:
    from .desk.rules import Finding
    from .photos.prepare import Done


def report_left_out(left_out: Sequence[str]) -> None:
    """What was read but does not go out, so that nobody wonders where it is."""
    if left_out:
        click.echo("没有发布的：" + "，".join(left_out) + "。", err=True)


def report_allowed(allowed: Sequence[Finding]) -> None:
    """What somebody let stand and why: said each time, so that nothing is waved through for ever."""
    if allowed:
        click.echo(f"放行的 {len(allowed)} 处：", err=True)
    for finding in allowed:
        click.echo(finding.as_allowed(), err=True)


def report(problems: Sequence[Problem]) -> None:
    """One problem a line, path first so that it can be clicked, then the count; to standard error."""
    for problem in problems:
        color = "red" if problem.severity == "error" else "yellow"
        mark = "" if problem.severity == "error" else "（提醒）"
        click.echo(f"{problem.path}:{problem.line}: [{click.style(problem.rule, fg=color)}] {mark}{problem.what}{problem.fix}", err=True)
    if problems:
        click.echo(tally(problems), err=True)


EVERY = 10.0
"""Seconds between two lines where there is no terminal that could show a bar."""


def photo_progress(todo: Sequence, done: Done) -> Iterator:
    """How many photos are done, how fast, and how long it will take; gives `done` on."""
    yield from (_bar if sys.stderr.isatty() else _lines)(todo, done)


def _bar(todo: Sequence, done: Done) -> Iterator:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("照片"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("还要"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    begun = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("照片", total=len(todo), rate="", name="")
        for count, (job, record) in enumerate(done, 1):
            rate = f"每秒 {count / (time.monotonic() - begun):.1f} 张"
            progress.update(task, advance=1, rate=rate, name=Path(job.original).name)
            yield job, record


def _lines(todo: Sequence, done: Done) -> Iterator:
    begun = last = time.monotonic()
    click.echo(f"照片：要处理 {len(todo)} 张。", err=True)
    for count, (job, record) in enumerate(done, 1):
        now = time.monotonic()
        if now - last >= EVERY:
            last, left = now, (now - begun) / count * (len(todo) - count)
            click.echo(f"照片：{count}/{len(todo)}，每秒 {count / (now - begun):.1f} 张，还要 {left:.0f} 秒。", err=True)
        yield job, record

"""The commands ``shuangyong correct`` and ``shuangyong withdraw``."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ... import terminal
from ...problems import Problem
from .. import writing
from ..block import CannotCut

if TYPE_CHECKING:
    from ...manuscripts.library import Manuscript
    from ..place import Place

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
CONFIG = click.option("--config", "config_file", type=EXISTING, default="mkdocs.yml", show_default=True, help="网站的设置文件")
MENDED = "改正了一处错误。"
"""Told of a correction whose own words would be the slip again."""
ON = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="日期", help="哪天，如 2026-12-01  [默认：今天]")


@click.command("correct", help="更正已经发布的稿件：改正文字，写上更正记录，公开显示。")
@click.argument("path", metavar="文件", type=EXISTING)
@click.option("--what", default="", help="更正了什么：原来怎样写，现在怎样写；写了 --old 和 --new 的可以不写")
@click.option("--old", default=None, help="要改掉的字，照文件里写，只能有一处")
@click.option("--new", default=None, help="改成什么")
@ON
@CONFIG
def correct(path: Path, what: str, old: str | None, new: str | None, on: dt.datetime | None, config_file: Path) -> None:
    from .correcting import Swap, corrected

    if (old is None) != (new is None):
        raise click.UsageError("--old 和 --new 要一起写。")
    if old == "":
        raise click.UsageError("--old 是空的。请写文件里要改掉的字；只是添字的，连前后的字一起写。")
    swap = Swap(old, new or "") if old else None
    said = " ".join((what or (swap.told if swap else "")).split())
    if not said:
        raise click.UsageError("请写明更正了什么：--what “原来写……，现在写……。”，或者 --old 和 --new。")
    place, day = _opened(config_file, on)
    (item,) = _named(place, (path,))
    if what or not _slips_in(place, said):
        _refuse_slips(place, "--what", said)
    else:
        said = MENDED  # What was wrong is not to be told again.
    _write(place, [item], lambda each, data: _sound(place, each, corrected(each, data, said, day, swap)))
    click.echo(f"{item.path}：写上了更正：{said}")
    _remind(item)


@click.command("withdraw", help="撤下稿件：各处都不再出现，原来的网址写明日期和原因。")
@click.argument("paths", nargs=-1, required=True, metavar="文件…", type=EXISTING)
@click.option("--reason", required=True, help="原因，会公开显示")
@ON
@CONFIG
def withdraw(paths: tuple[Path, ...], reason: str, on: dt.datetime | None, config_file: Path) -> None:
    from .withdrawing import photos_left, traces, withdrawn

    reason = " ".join(reason.split())
    if not reason:
        raise click.UsageError("请写明原因：--reason “……。”")
    place, day = _opened(config_file, on)
    items = _named(place, paths)
    _refuse_slips(place, "--reason", reason)
    _write(place, items, lambda each, data: withdrawn(each, data, reason, day))
    for item in items:
        click.echo(f"{item.path}：写上了撤下，{day}，{reason}")
        for trace in traces(item, place.library):
            if trace.item not in items:
                click.echo(f"  {trace.item.path}:{trace.line}: {trace.what}。")
        if left := photos_left(item, place.library):
            click.echo(f"  它的照片 {'、'.join(left)} 别处还在用，不会撤下；要一起撤下，请从那里也拿掉。")
    click.echo("生成并发布网站以后才真正撤下；已经拷到U盘上的节目要重新拷。内容泄密的，还要删掉文件里的正文，并马上告诉管网站的同事。")


def _opened(config_file: Path, on: dt.datetime | None) -> tuple[Place, dt.date]:
    from ...config import place_from  # MkDocs takes its time to load.

    place = place_from(config_file)
    day = on.date() if on else place.today
    if day > place.today:
        raise click.UsageError(f"--on 写的 {day} 还没有到，请写今天（{place.today}）或以前的日期。")
    return place, day


def _named(place: Place, paths: tuple[Path, ...]) -> list[Manuscript]:
    """The manuscripts at these paths; stops where one is none."""
    items = []
    for path in dict.fromkeys(paths):
        found = place.at(path)
        if found is None:
            wrong = [problem for problem in place.reading.problems if (place.home / problem.path).resolve() == path.resolve()]
            terminal.report(wrong)
            click.echo(f"{path}：" + ("请先改好上面的问题。" if wrong else "这不是网站的稿件。"), err=True)
            sys.exit(1)
        items.append(found)
    return items


def _slips_in(place: Place, words: str) -> list[Problem]:
    """What may not be told openly of these words."""
    from .. import rules

    names, _ = rules.read_names(place.docs_dir)
    found = [each.as_problem() for each in rules.check_text("x.txt", words, today=place.today, desk=rules.Desk(place.today, names))]
    return [problem for problem in found if problem.severity == "error"]


def _refuse_slips(place: Place, option: str, words: str) -> None:
    """Stops where what is to be told openly would itself be a slip."""
    if errors := _slips_in(place, words):
        for problem in errors:
            click.echo(f"{option}：{problem.what}{problem.fix}", err=True)
        _stop("这句话会公开显示，什么也没有写。")


def _sound(place: Place, item: Manuscript, data: bytes) -> bytes:
    """The file as it is to be written. Raises CannotCut where the check would find an error in it that was not there."""
    from ...manuscripts.checks import check
    from ...manuscripts.library import Library
    from ...manuscripts.reader import parse

    def errors(one: Manuscript) -> dict[str, Problem]:
        others = [one if each is item else each for each in place.library.manuscripts]
        reading = replace(place.reading, library=Library(others, place.library.albums))
        found = [*check(reading, place.today), *_slips(place, one, data if one is not item else place.reading.files[item.src_uri])]
        return {problem.what: problem for problem in found if problem.path == item.path and problem.severity == "error"}

    after, _ = parse(data, item.src_uri, item.path)
    known = errors(item)
    new = [problem for what, problem in errors(after or item).items() if what not in known]
    if new:
        raise CannotCut(new[0].line, f"这样改，检查会查出新的错误：{new[0].what}", new[0].fix)
    return data


def _slips(place: Place, item: Manuscript, data: bytes) -> Iterator[Problem]:
    from .. import rules

    names, _ = rules.read_names(place.docs_dir)
    found = rules.check_text(item.path, data.decode(), today=place.today, desk=rules.Desk(place.today, names), src_uri=item.src_uri)
    yield from (finding.as_problem() for finding in rules.standing(found))


def _write(place: Place, items: list[Manuscript], change: Callable[[Manuscript, bytes], bytes]) -> None:
    """All of them, or none; stops where one cannot be."""
    made: list[writing.Rewritten] = []
    problems: list[Problem] = []
    for item in items:
        before = place.reading.files[item.src_uri]
        try:
            made.append(writing.Rewritten(item, place.docs_dir / item.src_uri, before, change(item, before)))
        except CannotCut as error:
            problems.append(Problem(item.path, error.line, "notice", error.what, error.fix))
    if problems:
        terminal.report(problems)
        _stop("什么也没有写。")
    try:
        writing.write(made)
    except writing.Changed as changed:
        _stop(f"{changed.path} 刚才有人改过，什么也没有写。请看过以后再试。")
    except OSError as error:
        _stop(f"{error.filename or '文件'} 写不进去，什么也没有写。请看看是不是有别的程序正开着它。")


def _stop(why: str) -> None:
    click.echo(why, err=True)
    sys.exit(1)


def _remind(item: Manuscript) -> None:
    for line in _reminders(item):
        click.echo(f"  {line}")


def _reminders(item: Manuscript) -> Iterator[str]:
    if item.meta.review:
        yield "稿件改了，原来的审签已经失效，请从初审起重新审签；签完以前，这一篇不会发布。"
    yield "生成网站以后，更正写在这一页的末尾，也列在“更正与撤下”里。"

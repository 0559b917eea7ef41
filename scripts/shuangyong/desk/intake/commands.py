"""The command ``shuangyong intake``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ... import terminal
from ...problems import Problem

if TYPE_CHECKING:
    from ..place import Place
    from ..rules import Finding
    from .run import Taken, Wishes

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
KINDS = ("story", "brand", "base", "exhibition")


@click.command("intake", help="收稿：把Word文件、文本或扫描识别的文字变成草稿，改了什么逐字列在报告里。")
@click.argument("files", metavar="文件…", nargs=-1, required=True, type=EXISTING)
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="草稿放到哪个文件夹，如 docs/stories/2026")
@click.option("--kind", type=click.Choice(KINDS), default="story", show_default=True, help="收成哪一类稿件")
@click.option("--id", "id", default="", help="文件名，不写就用标题的拼音；一次收几个文件时不能写")
@click.option("--source", default="", help="已有的资料来源的代号；不写就起草一个新的")
@click.option("--dry-run", is_flag=True, help="只说会怎样，什么都不写")
@click.option("--config", "config_file", type=EXISTING, default="mkdocs.yml", show_default=True, help="网站的设置文件")
def intake(
    files: tuple[Path, ...], folder: Path | None, kind: str, id: str, source: str, dry_run: bool, config_file: Path
) -> None:
    from ...config import place_from  # MkDocs takes its time to load.
    from ..fresh.making import CannotMake
    from .refusing import Refused
    from .run import Wishes

    if id and len(files) > 1:
        raise click.UsageError("--id 只能在收一个文件时写。")
    wishes = Wishes(kind, folder, id, source)
    problems: list[Problem] = []
    place = place_from(config_file)
    for file in files:
        try:
            problems += _one(file, replace(place), wishes, dry_run)  # Afresh: it must know of the files just written.
        except Refused as refused:
            problems.append(refused.problem(file.as_posix()))
        except CannotMake as refused:
            problems.append(Problem(file.as_posix(), 1, "intake", "没有收：", str(refused)))
    terminal.report(problems)
    sys.exit(any(problem.severity == "error" for problem in problems))


def _grave(place: Place, taken: Taken) -> list[Finding]:
    """What of a draft nobody may know: told at once, and not only when somebody checks."""
    from .. import rules

    text = dict(taken.files)[taken.draft].decode()
    names, _ = rules.read_names(place.docs_dir)
    found = rules.check_text(place.shown(taken.draft), text, today=place.today, desk=rules.Desk(place.today, names))
    return [finding for finding in rules.standing(found) if finding.group in ("secrecy", "privacy")]


def _one(file: Path, place: Place, wishes: Wishes, dry_run: bool) -> list[Problem]:
    """Takes one file in and says what came of it; its doubts."""
    from ..fresh.making import write_new
    from .run import take_in

    taken = take_in(file, place, wishes)
    if not dry_run:
        write_new(dict(taken.files))
    done = "会收成" if dry_run else "收成了"
    changes = len(taken.work.tape.changes)
    click.echo(f"{file}：{done} {place.shown(taken.draft)}，改动 {changes} 处，要您定的 {len(taken.doubts)} 处。")
    click.echo(f"报告在 {place.shown(taken.report)}。" if not dry_run else "没有写任何文件。")
    if grave := _grave(place, taken):
        click.echo(f"草稿里有 {len(grave)} 处涉及保密或个人信息，请先改：", err=True)
        for finding in grave:
            click.echo(f"  第{finding.line}行：{finding.what}{finding.fix}", err=True)
    return list(taken.problems)

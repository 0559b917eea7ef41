"""The commands ``shuangyong review …``."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from ... import terminal
from ...manuscripts.fields import Stage
from ...problems import Problem

if TYPE_CHECKING:
    from ...manuscripts.library import Manuscript
    from .office import Office

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
PLACE = click.Path(exists=True, path_type=Path)
PAGE = click.Path(dir_okay=False, path_type=Path)
CONFIG = click.option("--config", "config_file", type=EXISTING, help="网站的设置文件  [默认：mkdocs.yml]")
PATHS = click.argument("paths", nargs=-1, metavar="[文件或文件夹…]", type=PLACE)


class _Day(click.ParamType):
    name = "2026-11-22"

    def convert(self, value, param, ctx) -> dt.date:
        try:
            return dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            self.fail(f"“{value}”不是日期，请写成 2026-11-22 的样子。", param, ctx)


@click.group(help="审签：什么在等谁签，签上，核对，打印审签单。")
def review() -> None:
    """The group of all commands about sign-offs."""


@review.command("status", help="列出什么在等谁签，签过以后改了什么，什么要到期。")
@PATHS
@CONFIG
@click.option("--html", "html_file", type=PAGE, help="另外写成一张审签板：一个网页，可以打印出来挂上")
def status_command(paths: tuple[Path, ...], config_file: Path | None, html_file: Path | None) -> None:
    from . import page, status

    office = _office(config_file)
    found = status.board(office, _chosen(office, paths) if paths else None)
    for line in status.lines(found, lambda text, colour: click.style(text, fg=colour)):
        click.echo(line)
    if html_file:
        _write(html_file, page.render("desk/board.html", office.templates, board=found, site_name=office.site_name))
        click.echo(f"\n审签板在 {html_file}。上面有还没有发布的内容，请不要外传。")


@review.command("sign", help="签上一审：写进稿件的资料里，别的一个字也不动。")
@click.argument("paths", nargs=-1, required=True, metavar="文件或文件夹…", type=PLACE)
@click.option("--stage", required=True, type=click.Choice(get_args(Stage)), help="签哪一审")
@click.option("--by", required=True, metavar="名字", help="审签人，照审签人表里的名字写")
@click.option("--on", type=_Day(), help="哪天签的  [默认：今天]")
@CONFIG
def sign_command(paths: tuple[Path, ...], stage: str, by: str, on: dt.date | None, config_file: Path | None) -> None:
    from .. import writing
    from . import signing
    from .digest import short

    office = _office(config_file)
    items, passed_over = _to_sign(office, paths, stage)
    entries, problems = signing.prepare(office.desk, items, stage, by.strip(), on or office.desk.today, office.problems)
    if problems:
        terminal.report(sorted(set(problems)))
        sys.exit("一篇也没有签。改好以后请再签。")
    try:
        writing.write(entries)
    except writing.Changed as changed:
        sys.exit(f"{changed.path} 刚才有人改过，一篇也没有签。请看过以后再签。")
    except OSError as error:
        sys.exit(f"{error.filename or '文件'} 写不进去，一篇也没有签。请看看是不是有别的程序正开着它，有没有写的权限。")
    for entry in entries:
        click.echo(f"{entry.item.path}  {entry.item.title}  摘要 {short(entry.record.digest)}")
        if entry.dropped:
            click.echo(f"  去掉了已经失效的{'、'.join(dict.fromkeys(record.stage for record in entry.dropped))}。")
    click.echo(f"{by.strip()} 签了{stage}，{len(entries)} 篇。" + "".join(passed_over))
    _remind_of_git(office, by.strip())


def _to_sign(office: Office, paths: tuple[Path, ...], stage: str) -> tuple[list[Manuscript], list[str]]:
    """What was named; of a folder, what there waits for this stage."""
    items: dict[Manuscript, None] = {}
    passed = 0
    for path in paths:
        found = _chosen(office, (path,))
        wanted = found if path.is_file() else [item for item in found if not item.meta.draft and _waits(office, item, stage)]
        passed += len(found) - len(wanted)
        items |= dict.fromkeys(wanted)
    return list(items), [f"不在等{stage}的 {passed} 篇没有动。"] * bool(passed)


def _waits(office: Office, item: Manuscript, stage: str) -> bool:
    return office.desk.verdict(item).next_stage == stage


def _remind_of_git(office: Office, by: str) -> None:
    """That a sign-off counts as proven only where the signer commits it himself."""
    from .history import identity

    signer = office.desk.signers.get(by)
    here = identity(office.home) if signer and signer.git and office.history else None
    if signer and here and not signer.is_author(*here):
        name = f"{here[0]} <{here[1]}>"
        click.echo(f"注意：这台电脑提交时用的名字是 {name}，不是登记给 {by} 的；请由本人提交，不然审签得不到证实。", err=True)


@review.command("verify", help="核对每一条审签：还算不算数，是不是本人提交的。")
@PATHS
@CONFIG
def verify_command(paths: tuple[Path, ...], config_file: Path | None) -> None:
    from .verify import tally, verify

    office = _office(config_file)
    items = _chosen(office, paths) if paths else [verdict.item for verdict in office.desk.verdicts]
    checked = list(verify(office, items))
    for each in checked:
        if paths or each.is_wrong:
            click.echo(f"{each.item.path}:{each.line}: {each.words}。")
    for line in tally(checked):
        click.echo(line)
    table = office.desk.docs_dir / "_desk" / "signers.yml"
    if office.history and (commit := office.history.last_change(table)):
        click.echo(f"审签人表最近一次是 {commit.name}改的。")
    is_open = office.history is not None and table.is_file() and not office.history.is_committed(table)
    if is_open:
        click.echo("审签人表改过，还没有提交到 Git，谁改的不知道：请核对里面的人，提交以后再查。")
    sys.exit(is_open or any(each.is_wrong for each in checked))


@review.command("sheet", help="打印审签单：一个网页，用浏览器打印，给领导在纸上签。")
@click.argument("path", metavar="文件", type=EXISTING)
@click.option("--to", "html_file", type=PAGE, help="写到哪里  [默认：审签单-代号.html]")
@CONFIG
def sheet_command(path: Path, html_file: Path | None, config_file: Path | None) -> None:
    from ..block import CannotCut
    from . import page, sheet

    office = _office(config_file)
    (item,) = _chosen(office, (path,))
    try:
        made = sheet.sheet(office, item)
    except CannotCut as error:
        terminal.report([Problem(item.path, error.line, "review", error.what, error.fix)])
        sys.exit(1)
    html_file = html_file or Path(f"审签单-{item.id}.html")
    _write(html_file, page.render("desk/sheet.html", office.templates, sheet=made, image_of=sheet.image_of))
    click.echo(f"审签单在 {html_file}，摘要 {made.short_digest}。请用浏览器打开，打印成 A4。")
    if any(not pictured.image for pictured in made.pictures):
        click.echo("有照片的成片还没有做好，单子上是空的。请先运行 shuangyong photos prepare，再打印。", err=True)


def _office(config_file: Path | None) -> Office:
    from ...config import office_from  # MkDocs takes its time to load.

    config_file = config_file or Path("mkdocs.yml")
    if not config_file.is_file():
        raise click.UsageError(f"这里没有 {config_file}。请在网站的文件夹里运行，或写明 --config。")
    office = office_from(config_file)
    if not office.desk.stages:
        raise click.UsageError("这个网站没有设审签。要审签，请在 mkdocs.yml 的 shuangyong 下面写 stages: [初审, 复审, 终审]。")
    of_table = [problem for problem in office.report.problems if problem.path in (office.desk.signers.path, config_file.name)]
    if any(problem.severity == "error" for problem in of_table):
        terminal.report(of_table)
        sys.exit("请先改好上面的问题。")
    return office


def _chosen(office: Office, paths: tuple[Path, ...]) -> list[Manuscript]:
    """The manuscripts at these paths; stops where a path holds none."""
    chosen: dict[Manuscript, None] = {}
    for path in paths:
        found = list(office.at(path))
        if not found:
            of_file = [problem for problem in office.report.problems if _is_of(office, problem, path)]
            terminal.report(of_file)
            where = "这个文件读不懂" if of_file else "这里没有稿件"
            sys.exit(f"{path}：{where}。" + ("请先改好上面的问题。" if of_file else f"稿件在 {office.shown_as} 里，以 .md 结尾。"))
        chosen |= dict.fromkeys(found)
    return list(chosen)


def _is_of(office: Office, problem: Problem, path: Path) -> bool:
    place = problem.path.removeprefix(f"{office.shown_as}/")
    return (office.desk.docs_dir / place).resolve() == path.resolve()


def _write(file: Path, html: str) -> None:
    """Never over a manuscript, whose name somebody may have given by mistake; whole or not at all."""
    if file.suffix != ".html":
        raise click.UsageError(f"{file} 不是网页的文件名，请写成 .html 结尾的，如 审签板.html。")
    aside = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        aside.write_text(html, encoding="utf-8", newline="\n")
        aside.replace(file)
    except OSError as error:
        sys.exit(f"{error.filename or file} 写不进去。请看看文件夹能不能写，是不是有别的程序正开着它。")
    finally:
        with suppress(OSError):
            aside.unlink()

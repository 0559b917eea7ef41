"""The commands ``shuangyong screens …``."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ... import terminal
from ...problems import Problem, nearest

if TYPE_CHECKING:
    from ...assembly import Assembly
    from ...manuscripts.library import Manuscript
    from .playable import Playable

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(path_type=Path)
CONFIG = click.option("--config", "config_file", type=EXISTING, help="网站的设置文件  [默认：mkdocs.yml]")


@click.group(help="电子屏：列出来，检查，导出到U盘，做成片子。")
def screens() -> None:
    """The group of all commands about screens."""


@screens.command("list", help="列出每块屏：多大，放几屏，一轮多久，编号，有效到哪天。")
@CONFIG
def list_command(config_file: Path | None) -> None:
    assembly = _sound(config_file)
    for online, carried in zip(_playables(assembly, ()), _playables(assembly, (), carried=True), strict=True):
        click.echo(f"{online.screen.id}  {online.screen.title}")
        click.echo(f"    {_summary(online, carried)}")


@screens.command("export", help="导出一块屏：一个文件夹，拷到U盘，双击就能放，不用上网。")
@click.argument("name", metavar="屏")
@click.option("--to", "place", type=FOLDER, required=True, help="写到哪个文件夹，可以直接写U盘")
@click.option("--video", "has_film", is_flag=True, help="另做一个片子和一组照片，给只能插U盘的电视机")
@click.option("--turn", type=click.Choice(["left", "right"]), help="与 --video 一起用：竖着挂的电视机，画面向左或向右转 90 度")
@CONFIG
def export_command(name: str, place: Path, has_film: bool, turn: str | None, config_file: Path | None) -> None:
    from . import browser, export, film

    if turn and not has_film:
        raise click.UsageError("--turn 要和 --video 一起写。")

    _stop_if(has_film and (film.lacks() or browser.lacks()))
    try:
        export.check_place(place)
    except export.CannotExport as refused:
        _refuse(refused.problems)
    assembly = _sound(config_file)
    (made,) = _playables(assembly, (name,), carried=True)
    terminal.report(made.problems)
    with tempfile.TemporaryDirectory(prefix="shuangyong-") as aside:
        folder = Path(aside) / "screen"
        folder.mkdir()
        try:
            export.lay_out(made, assembly.site, folder)
            shot = _shoot(made, folder, Path(aside), turn) if has_film else None
            export.add_leaflet(made, assembly.site, folder, shot)
            with _progress("写入", sum(file.is_file() for file in folder.rglob("*")), "个文件") as step:
                carried = export.deliver(folder, place, export.carried_of(made), step)
        except export.CannotExport as refused:
            _refuse(refused.problems)
    click.echo(f"“{made.screen.title}”导出到了 {place}：{len(carried.files)} 个文件，{_summary(made)}。")
    click.echo(f"请先安全弹出U盘。怎样播放，写在 {export.LEAFLET} 里。")


@screens.command("verify", help="核对导出的文件夹：U盘上的文件是不是一个不少、一个没坏。")
@click.argument("place", metavar="文件夹", type=FOLDER)
def verify_command(place: Path) -> None:
    from . import export

    carried, problems = export.verify(place)
    terminal.report(problems)
    if not problems:
        until = f"有效到 {carried.valid_until}"
        click.echo(f"{len(carried.files)} 个文件都完好。屏 {carried.id}，编号 {carried.code}，{until}。")
    sys.exit(bool(problems))


@screens.command("check", help="检查：在浏览器里一屏一屏地看，有没有放不下、叠住、看不清、打不开的。")
@click.argument("names", nargs=-1, metavar="[屏…]")
@CONFIG
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出的样式")
def check_command(names: tuple[str, ...], config_file: Path | None, form: str) -> None:
    from . import browser, export, inspection

    _stop_if(browser.lacks())
    assembly = _sound(config_file)
    known = _playables(assembly, names, carried=True)
    problems: list[Problem] = []
    with tempfile.TemporaryDirectory(prefix="shuangyong-") as aside, _progress("检查", sum(len(made.slides) for made in known)) as step:
        for made in known:
            folder = Path(aside) / made.screen.id
            folder.mkdir()
            export.lay_out(made, assembly.site, folder)
            try:
                with browser.opened(folder, made.screen.id, made.layout.width, made.layout.height) as window:
                    problems += inspection.inspect(made, folder, window, lambda slide, made=made: step(f"{made.screen.id} {slide.id}"))
            except browser.CannotOpen as error:
                sys.exit(str(error))
    _tell(sorted(set(problems)), known, form)


def _tell(problems: list[Problem], known: Iterable[Playable], form: str) -> None:
    known = tuple(known)
    if form == "json":
        click.echo(json.dumps([problem.as_dict() for problem in problems], ensure_ascii=False, indent=2))
    else:
        terminal.report(problems)
        if not problems:
            click.echo(f"{len(known)} 块屏，{sum(len(made.slides) for made in known)} 屏画面，没有发现问题。")
    sys.exit(any(problem.severity == "error" for problem in problems))


# --- What screens there are --------------------------------------------------------------------


def _sound(config_file: Path | None) -> Assembly:
    """Everything read and checked; ends the command where the site has errors."""
    from ...config import assemble_from  # MkDocs takes its time to load.

    config_file = config_file or Path("mkdocs.yml")
    if not config_file.is_file():
        raise click.UsageError(f"这里没有 {config_file}。请在网站的文件夹里运行，或写明 --config。")
    assembly = assemble_from(config_file, terminal.photo_progress)
    if assembly.has_errors:
        terminal.report(assembly.problems)
        sys.exit("网站还有错误，请先改好，再运行一次。")
    return assembly


def _playables(assembly: Assembly, names: tuple[str, ...], *, carried: bool = False) -> list[Playable]:
    from .playable import playable  # Loads Pillow.

    return [playable(screen, assembly.publishable, assembly.site, carried=carried) for screen in _chosen(assembly, names)]


def _chosen(assembly: Assembly, names: tuple[str, ...]) -> list[Manuscript]:
    known = {screen.id: screen for screen in assembly.publishable.of("screen")}
    held = {item.id: reason for item in assembly.library.of("screen") if (reason := assembly.held_back(item))}
    if waiting := [name for name in names if name in held]:
        raise click.UsageError(f"“{waiting[0]}”现在不发布：{held[waiting[0]]}。")
    if unknown := [name for name in names if name not in known]:
        near = nearest(unknown[0], known)
        hint = f"您是不是想写 {near}？" if near else ""
        raise click.UsageError(f"没有叫“{unknown[0]}”的屏。{hint}现有的屏：{'、'.join(known) or '一块也没有'}。")
    if not known:
        told = "、".join(f"{id}（{reason}）" for id, reason in held.items())
        raise click.UsageError(f"没有能发布的电子屏：{told}。" if held else "网站里还没有电子屏。请在 docs/screens/ 里写一个。")
    return [known[name] for name in dict.fromkeys(names)] if names else list(known.values())


def _summary(made: Playable, carried: Playable | None = None) -> str:
    """``1920×1080，36 屏，一轮 9 分 20 秒，编号 1122-7F3A，有效到 2027-05-31``.

    `carried` is the same for a stick: what somebody reads out over the telephone may be either's code.
    """
    films = sum(slide.frame.video is not None for slide in made.slides)
    seconds = sum(slide.seconds for slide in made.slides if not slide.frame.video)
    parts = [f"{made.layout.width}×{made.layout.height}", f"{len(made.slides)} 屏"]
    parts.append(f"一轮 {_minutes(seconds)}" + (f"，另有视频 {films} 段" if films else ""))
    if limited := sum(not slide.window.is_everyday for slide in made.slides):
        parts.append(f"其中 {limited} 屏只在有的日子或时段放")
    code = f"编号 {made.programme['code']}"
    if carried and carried.programme["code"] != made.programme["code"]:
        code += f"，U盘上的 {carried.programme['code']}"
    return "，".join([*parts, code, f"有效到 {made.screen.meta.valid_until}"])


def _minutes(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} 分 {rest} 秒" if minutes and rest else f"{minutes} 分" if minutes else f"{rest} 秒"


# --- The film ----------------------------------------------------------------------------------


def _shoot(made: Playable, folder: Path, aside: Path, turn: str | None) -> str:
    """Adds film and pictures to a folder that is laid out; the film's path in it."""
    from . import browser, film

    shown = film.shown(made)
    if not shown:
        at = made.screen.line("programme")
        what = "没有一项是天天都放的：片子不认日子和钟点，做不了。"
        fix = "请至少放一项不写 days、from、until、first、last 的。"
        _refuse([Problem(made.screen.path, at, "screen-film", what, fix)])
    scratch = aside / "film"
    scratch.mkdir()
    try:
        with _progress("照相", len(shown)) as step, browser.opened(folder, made.screen.id, made.layout.width, made.layout.height) as window:
            scenes = film.photographed(made, folder, scratch, window, step, turn)
        with _progress("做片子", len(scenes)) as step:
            return film.add_film(made, folder, scenes, scratch, lambda scene: step(scene.still.stem))
    except browser.CannotOpen as error:
        sys.exit(f"{error}片子没有做成，文件夹没有改动。")
    except film.FilmFailed as error:
        sys.exit(f"ffmpeg 没有做成片子，它说：{error}。文件夹没有改动。")


# --- On the terminal ---------------------------------------------------------------------------


def _stop_if(sentence: str | bool | None) -> None:
    if sentence:
        sys.exit(str(sentence))


def _refuse(problems: Iterable[Problem]) -> None:
    terminal.report(sorted(problems))
    sys.exit("没有导出，请先改好上面的问题。")


@contextmanager
def _progress(what: str, total: int, unit: str = "屏") -> Iterator[Callable[[str], None]]:
    """Is told the name of each thing that is done: a bar on a terminal, elsewhere a line now and then."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        left = (TextColumn("还要"), TimeRemainingColumn(), TextColumn("{task.fields[name]}"))
        with Progress(TextColumn(what), BarColumn(), MofNCompleteColumn(), *left, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=total, name="")
            yield lambda name: bar.update(task, advance=1, name=name)
        return
    done, last = 0, time.monotonic()
    click.echo(f"{what}：共 {total} {unit}。", err=True)

    def step(name: str) -> None:
        nonlocal done, last
        done += 1
        if time.monotonic() - last >= terminal.EVERY:
            last = time.monotonic()
            click.echo(f"{what}：{done}/{total}。", err=True)

    yield step

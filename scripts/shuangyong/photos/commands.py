"""The commands ``shuangyong photos …``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from .. import terminal
from ..manuscripts.captions import Album, read_album
from ..problems import Problem
from . import recipe
from .album import has_photos
from .job import MEGAPIXEL
from .options import Darkroom
from .plan import Settings
from .prepare import Folder, prepare
from .report import Report

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(help="照片：从原片到影像展。")
def photos() -> None:
    """The group of all commands about photos."""


@photos.command("prepare", help="把相册里的原片做成网页等用的成片；只做新的和改过的。")
@click.argument("albums", nargs=-1, metavar="[相册…]")
@click.option("--config", "config_file", type=EXISTING, help="网站的设置文件  [默认：mkdocs.yml]")
@click.option("--originals", type=click.Path(exists=True, file_okay=False, path_type=Path), help="不按网站的设置，处理这个文件夹里的相册")
@click.option("--out", type=FOLDER, help="与 --originals 一起用：成片放到哪里")
@click.option("--report", "report_file", type=click.Path(dir_okay=False, path_type=Path), help="把每个文件的结果写成 JSON")
@click.option("--jobs", type=click.IntRange(0, 256), default=0, help="同时处理几张；0 由电脑自己定")
@click.option("--all", "everything", is_flag=True, help="电子屏、分享图、印刷用的也都做")
@click.option("--verify", is_flag=True, help="逐个核对原片的内容，不只看大小和时间")
@click.option("--max-megapixels", type=click.IntRange(1, 1000), help="一张照片最多多少百万像素  [默认：200]")
@click.option("--dask", "scheduler", metavar="tcp://…", help="交给 Dask 集群处理；各台电脑要能看到同一个文件夹")
def prepare_command(albums, config_file, originals, out, report_file, jobs, everything, verify, max_megapixels, scheduler) -> None:
    if bool(originals) != bool(out):
        raise click.UsageError("--originals 和 --out 要一起写。")
    folders, settings, problems = _of_folder(originals, out) if originals else _of_site(config_file)
    if originals and _inside(out, originals):
        raise click.UsageError("--out 不能是原片的文件夹，也不能在它里面。")
    settings = replace(settings, verify=verify, purposes=recipe.PURPOSES if everything else settings.purposes)
    if max_megapixels:
        settings = replace(settings, max_pixels=max_megapixels * MEGAPIXEL)
    folders = _chosen(folders, albums)
    with _executor(scheduler) as executor:
        report = prepare(
            folders,
            settings,
            jobs=jobs,
            executor=executor,
            progress=terminal.photo_progress,
            writes_locks=not originals,
            removes_others=not albums and not originals,
        )
    if report_file:
        report_file.parent.mkdir(parents=True, exist_ok=True)
        report_file.write_text(json.dumps(report.as_list(), ensure_ascii=False, indent=1), encoding="utf-8")
    _tell(report, problems)


def _tell(report: Report, problems: list[Problem]) -> None:
    problems = sorted({*problems, *report.problems})
    terminal.report(problems)
    for line in report.lines:
        click.echo(line)
    sys.exit(any(problem.severity == "error" for problem in problems))


def _of_site(config_file: Path | None) -> tuple[list[Folder], Settings, list[Problem]]:
    darkroom, problems = darkroom_of(config_file)
    albums, found = darkroom.albums()
    return [darkroom.folder(album) for album in albums], darkroom.settings, problems + found


def darkroom_of(config_file: Path | None) -> tuple[Darkroom, list[Problem]]:
    from ..config import darkroom_from  # MkDocs takes its time to load.

    config_file = config_file or Path("mkdocs.yml")
    if not config_file.is_file():
        raise click.UsageError(f"这里没有 {config_file}。请在网站的文件夹里运行，或写明 --config；只处理照片，请写 --originals 和 --out。")
    return darkroom_from(config_file)


def _of_folder(originals: Path, out: Path) -> tuple[list[Folder], Settings, list[Problem]]:
    """The albums below any folder; photos that lie in it directly are an album too."""
    inner = sorted(path for path in originals.iterdir() if path.is_dir() and not path.name.startswith("."))
    places = [(path, f"{path.name}/") for path in inner]
    if has_photos(originals):
        places.append((originals, ""))
    read = [(*read_album(path, path.as_posix()), path, prefix) for path, prefix in places]
    folders = [Folder(_named(album, path), path.absolute(), prefix) for album, _, path, prefix in read]
    return folders, Settings(out.absolute()), [problem for _, problems, _, _ in read for problem in problems]


def _named(album: Album, path: Path) -> Album:
    return replace(album, id=path.resolve().name)


def _inside(out: Path, originals: Path) -> bool:
    return out.resolve().is_relative_to(originals.resolve())


def _chosen(folders: list[Folder], names: tuple[str, ...]) -> list[Folder]:
    known = {folder.album.id: folder for folder in folders}
    if unknown := [name for name in names if name not in known]:
        there = "、".join(known) or "一个也没有"
        raise click.UsageError(f"没有叫“{unknown[0]}”的相册。现有的相册：{there}。")
    return [known[name] for name in names] if names else folders


@contextmanager
def _executor(scheduler: str | None) -> Iterator[Executor | None]:
    """A Dask cluster as an executor, or None for this machine's own processes."""
    if not scheduler:
        yield None
        return
    try:
        from distributed import Client
    except ImportError:
        raise click.UsageError("要用 --dask，请先安装：pip install 'shuangyong[dask]'。") from None
    try:
        client = Client(scheduler, timeout="10s")
    except (OSError, TimeoutError, ValueError):
        raise click.UsageError(f"连不上 Dask 集群 {scheduler}。请核对地址，看调度程序是否开着。") from None
    with client:
        yield client.get_executor(retries=1)

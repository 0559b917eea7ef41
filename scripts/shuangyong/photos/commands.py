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
from ..manuscripts.captions import CAPTIONS, Album, read_album
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
CONFIG = click.option("--config", "config_file", type=EXISTING, help="网站的设置文件  [默认：mkdocs.yml]")


@click.group(help="照片：从原片到影像展。")
def photos() -> None:
    """The group of all commands about photos."""


@photos.command("prepare", help="把相册里的原片做成网页等用的成片；只做新的和改过的。")
@click.argument("albums", nargs=-1, metavar="[相册…]")
@CONFIG
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
    folders, settings, problems, keeps = (*_of_folder(originals, out), None) if originals else _of_site(config_file)
    if originals and any(_inside(place, originals) for place in (out, *(out / folder.album.id for folder in folders))):
        raise click.UsageError("--out 不能是原片的文件夹，也不能在它里面；成片的文件夹按相册取名，不能正好是原片那个文件夹。")
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
            keeps=keeps if not albums else None,
        )
    if report_file:
        report_file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(report.as_list(), ensure_ascii=False, indent=1)
        report_file.write_text(text, encoding="utf-8", errors="backslashreplace")
    _tell(report, problems)


def _tell(report: Report, problems: list[Problem]) -> None:
    problems = sorted({*problems, *report.problems})
    terminal.report(problems)
    for line in report.lines:
        click.echo(line)
    sys.exit(any(problem.severity == "error" for problem in problems))


def _of_site(config_file: Path | None) -> tuple[list[Folder], Settings, list[Problem], frozenset[str]]:
    darkroom, problems = darkroom_of(config_file)
    albums, found = darkroom.albums()
    return darkroom.folders(albums), darkroom.settings, problems + found, darkroom.kept(albums)


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
    taken = {path.name for path in inner}
    folders = [Folder(_named(album, path, set() if prefix else taken), path.absolute(), prefix) for album, _, path, prefix in read]
    return folders, Settings(out.absolute()), [problem for _, problems, _, _ in read for problem in problems]


def _named(album: Album, path: Path, taken: set[str]) -> Album:
    """With an id that names its folder of renditions and no other album's."""
    name = path.resolve().name or "photos"
    while name in taken:
        name += "-0"
    return replace(album, id=name)


def _inside(out: Path, originals: Path) -> bool:
    return out.resolve().is_relative_to(originals.resolve())


def _chosen(folders: list[Folder], names: tuple[str, ...]) -> list[Folder]:
    known = {folder.album.id: folder for folder in folders}
    if unknown := [name for name in names if name not in known]:
        there = "、".join(known) or "一个也没有"
        raise click.UsageError(f"没有叫“{unknown[0]}”的相册。现有的相册：{there}。")
    return [known[name] for name in names] if names else folders


# --- Captions and check-up ---------------------------------------------------------------------

@photos.command(help="起草图注：从照片里读出作者、说明和日期；已经写好的不动。")
@click.argument("album", metavar="相册")
@CONFIG
def captions(album: str, config_file: Path | None) -> None:
    from . import drafts

    folder, captions_file, settings = _album_of_site(config_file, album)
    try:
        text = drafts.draft_captions(folder.originals, folder.album, captions_file, max_pixels=settings.max_pixels)
    except drafts.CannotDraft as refused:
        terminal.report(refused.problems)
        sys.exit(1)
    if captions_file.is_file() and captions_file.read_bytes().decode() == text:
        click.echo("每张照片都有图注，没有改动。")
        return
    drafts.write_text(captions_file, text)
    click.echo(f"写好了 {folder.album.captions_path}。请打开它，把空着的填上，再运行 shuangyong photos check {album}。")


@photos.command(help="体检：打不开的、放倒的、太小的、糊的、几乎一样的，缺作者、图注、同意书的。")
@click.argument("albums", nargs=-1, metavar="[相册…]")
@CONFIG
@click.option("--for", "use", default="web", show_default=True, help="做什么用：web、屏幕大小如 1920x1080、纸张 A4 到 A1")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出的样式")
@click.option("--page", "page_file", type=click.Path(dir_okay=False, path_type=Path), help="另外写成一个带小图的网页")
def check(albums: tuple[str, ...], config_file: Path | None, use: str, form: str, page_file: Path | None) -> None:
    from . import checkup

    try:
        wanted = checkup.parse_use(use)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    darkroom, _ = darkroom_of(config_file)
    known, problems = darkroom.albums()
    folders = _chosen([darkroom.folder(album) for album in known], albums)
    checked = []
    for folder in folders:
        file = darkroom.photos_dir / folder.album.id / CAPTIONS
        checked += checkup.check_album(folder.originals, folder.album, file, use=wanted, max_pixels=darkroom.settings.max_pixels)
    if page_file:
        title = "、".join(folder.album.title or folder.album.id for folder in folders)
        page_file.parent.mkdir(parents=True, exist_ok=True)
        page_file.write_text(checkup.page(checked, title), encoding="utf-8")
    _tell_checked(checked, [problem for problem in problems if problem.rule == "yaml"], form, page_file)


def _tell_checked(checked: list, unreadable: list[Problem], form: str, page_file: Path | None) -> None:
    from . import checkup

    problems = sorted({*unreadable, *(problem for item in checked for problem in item.problems)})
    if form == "json":
        click.echo(json.dumps(checkup.as_json(checked), ensure_ascii=False, indent=2))
    else:
        terminal.report(problems)
        click.echo(f"体检了 {len(checked)} 张，{sum(item.is_sound for item in checked)} 张没有问题。")
        if page_file:
            click.echo(f"带小图的报告在 {page_file}。")
    sys.exit(any(problem.severity == "error" for problem in problems))


# --- Jury --------------------------------------------------------------------------------------


@photos.command(help="评选：写出一个给评委的文件夹，双击就能用，不用上网；作者和文件名都去掉。")
@click.argument("album", metavar="相册")
@CONFIG
@click.option("--to", "place", type=FOLDER, required=True, help="写到哪个文件夹")
def jury(album: str, config_file: Path | None, place: Path) -> None:
    from . import jury as judging

    folder, captions_file, settings = _album_of_site(config_file, album)
    written = judging.write_jury(folder.originals, folder.album, place, captions_file, max_pixels=settings.max_pixels)
    terminal.report(written.problems)
    if not written.is_written:
        sys.exit("没有写出评选的文件夹，请先改好上面的问题。")
    click.echo(f"{len(written.works)} 件作品在 {place}。请把整个文件夹拷给评委，双击里面的 index.html。")


@photos.command(help="合并评分：列出名次和分歧，在图注里写上入选。")
@click.argument("album", metavar="相册")
@click.argument("scores", nargs=-1, required=True, metavar="评分文件…", type=EXISTING)
@CONFIG
@click.option("--take", type=click.IntRange(1), help="取前几名，写上 selected: true；不写就只列名次")
@click.option("--ties", type=click.Choice(["none", "all"]), default="none", show_default=True, help="最后一名有并列时，都不取还是都取")
@click.option("--dry-run", is_flag=True, help="只列出来，不改图注")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="输出的样式")
def tally(
    album: str, scores: tuple[Path, ...], config_file: Path | None, take: int | None, ties: str, dry_run: bool, form: str
) -> None:
    from . import jury as judging

    folder, captions_file, _ = _album_of_site(config_file, album)
    result = judging.tally(folder.originals, folder.album, scores, captions_file)
    terminal.report(result.problems)
    click.echo(json.dumps(judging.as_json(result), ensure_ascii=False, indent=2) if form == "json" else judging.as_text(result))
    if result.has_errors:
        sys.exit("有评分文件不能用，图注没有改动。")
    if take:
        _select(judging.choose(result, take, ties), captions_file, folder.album, dry_run)


def _select(choice, captions_file: Path, album: Album, dry_run: bool) -> None:
    from . import drafts
    from .jury.selecting import CannotSelect, with_selected

    for note in choice.notes:
        click.echo(note, err=True)
    if dry_run:
        return
    try:
        text = with_selected(captions_file.read_bytes().decode(), choice.slugs)
    except CannotSelect as refused:
        sys.exit(str(refused))
    drafts.write_text(captions_file, text)
    click.echo(f"入选 {len(choice.slugs)} 件，写进了 {album.captions_path}。", err=True)


def _album_of_site(config_file: Path | None, name: str) -> tuple[Folder, Path, Settings]:
    """The album with its captions file; its folder may hold nothing but originals yet."""
    darkroom, _ = darkroom_of(config_file)
    known, _ = darkroom.albums()
    if (darkroom.originals_dir / name).is_dir() and name not in {album.id for album in known}:
        known = (*known, Album(name, f"{darkroom.shown_as}/{name}"))
    (folder,) = _chosen([darkroom.folder(album) for album in known], (name,))
    return folder, darkroom.photos_dir / name / CAPTIONS, darkroom.settings


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

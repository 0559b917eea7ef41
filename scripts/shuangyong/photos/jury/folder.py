"""Writes the judges' folder: it opens by double-click and says nothing of who made what."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from ...manuscripts.captions import CAPTIONS, Album
from ...problems import Problem
from ...resources import templates_dir
from .. import working
from ..entries import read_title
from ..job import Finding, Wish
from ..plan import MAX_PIXELS
from ..recipe import Size
from .pictures import STAMPS, WORKS, picture
from .works import Work, jury_id, number_works

STATIC = Path(__file__).parent / "static"
MARKER = "jury.json"
"""Says that a folder is ours, and which files in it are."""
FORMAT = "shuangyong-jury"
_OURS = re.compile(r"index\.html|works\.js|jury\.json|assets/[a-z-]+\.(js|css)|(works|stamps)/\d{3,}\.jpg")
_TIME = 946_684_800
"""2000-01-01, of every file: when they were made would tell the order of the originals."""


@dataclass(frozen=True)
class Written:
    """What came of writing a jury's folder."""

    works: tuple[Work, ...]
    problems: tuple[Problem, ...]
    is_written: bool
    """False where a problem kept it from being written; then the folder is as it was."""


def write_jury(
    folder: Path,
    album: Album,
    to: Path,
    captions: Path | None = None,
    *,
    max_pixels: int = MAX_PIXELS,
    jobs: int = 0,
    executor: Executor | None = None,
    seen: Callable[[str], object] = lambda name: None,
) -> Written:
    """The judges' folder at `to`, whole or not at all.

    Every work must be usable: none falls silently out of a competition. An earlier jury's
    folder is brought up to date; foreign files in it, such as the judges' score files, stay.
    """
    works, problems = number_works(folder, album, captions)
    problems = [*problems, *_refusal(to, works)]
    if _stops(problems):
        return Written(works, tuple(problems), False)
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".jury-", dir=to.parent) as aside:
        stage = Path(aside)
        sizes, found = _write_pictures(folder, album, works, stage, max_pixels, jobs, executor, seen)
        problems += found
        if not _stops(problems):
            title = read_title(captions or folder / CAPTIONS, album.captions_path)
            _write_texts(stage, album, title, works, sizes)
            _move(stage, to)
    return Written(works, tuple(sorted(problems)), not _stops(problems))


def _stops(problems: Iterable[Problem]) -> bool:
    return any(problem.severity == "error" for problem in problems)


def file_name(work: Work, count: int) -> str:
    """``001.jpg``, with as many digits as the last work needs and at least three."""
    return f"{work.number:0{max(3, len(str(count)))}}.jpg"


def _write_pictures(folder, album, works, stage, max_pixels, jobs, executor, seen) -> tuple[dict[int, Size], list[Problem]]:
    for name in (WORKS, STAMPS):
        (stage / name).mkdir()
    by_file = {work.file: work for work in works}
    wishes = {work.file: Wish(file_name(work, len(works)), redact=work.redact) for work in works}
    sizes, problems = {}, []
    for name, result in working.each(
        folder, by_file, picture, wishes=wishes.__getitem__, out=stage, max_pixels=max_pixels, workers=jobs, executor=executor
    ):
        work = by_file[name]
        seen(name)
        if isinstance(result, Finding):
            problems.append(Problem(album.captions_path, work.line, result.rule, f"{name}：{result.what}", result.fix))
        else:
            sizes[work.number] = tuple(result)
    return sizes, problems


def _write_texts(stage: Path, album: Album, title: str, works: tuple[Work, ...], sizes: Mapping[int, Size]) -> None:
    about = {
        "format": FORMAT,
        "version": 1,
        "jury": jury_id(album.id, works),
        "album": album.id,
        "title": title,
        "works": [{"n": work.number, "file": file_name(work, len(works)), "size": sizes[work.number]} for work in works],
    }
    (stage / "assets").mkdir()
    (stage / "works.js").write_text(f"var JURY = {_script_safe(about)};\n", encoding="utf-8", newline="\n")
    for source in sorted(STATIC.iterdir()):
        place = stage / source.name if source.suffix == ".html" else stage / "assets" / source.name
        place.write_bytes(source.read_bytes())
    tokens = templates_dir() / "assets" / "css" / "tokens.css"
    (stage / "assets" / "tokens.css").write_bytes(tokens.read_bytes())
    _mark(stage, [*_files(stage), MARKER])


def _script_safe(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _files(folder: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]


def _refusal(to: Path, works: Iterable[Work]) -> Iterator[Problem]:
    """Why nothing may be written at `to`."""
    shown = to.as_posix()
    if to.is_symlink() or (to.exists() and not to.is_dir()):
        yield Problem(shown, 1, "jury-folder", "这里已经有一个文件，不是文件夹。", "请换一个文件夹。")
    elif to.is_dir() and any(to.iterdir()) and not (ours := _earlier(to)):
        what = "文件夹不是空的，也不是先前做的评审文件夹。"
        yield Problem(shown, 1, "jury-folder", what, "请换一个新的空文件夹；里面的文件一个也没有动。")
    elif to.is_dir() and any(to.iterdir()):
        foreign = [name for name in _planned(works) if name not in ours and (to / name).exists()]
        if foreign:
            what = f"评审文件夹里有一个不是这里做的 {foreign[0]}。"
            yield Problem(shown, 1, "jury-folder", what, "请把它移走，或换一个文件夹。")


def _planned(works: Iterable[Work]) -> Iterator[str]:
    works = tuple(works)
    yield from ("index.html", "works.js", "assets")
    for work in works:
        yield from (f"{folder}/{file_name(work, len(works))}" for folder in (WORKS, STAMPS))


def _earlier(to: Path) -> set[str]:
    """The files that an earlier run wrote at `to`; empty where none did."""
    try:
        marker = json.loads((to / MARKER).read_text(encoding="utf-8"))
        names = marker["files"] if marker["format"] == FORMAT else []
        # The list may have been tampered with: only names that we could have given are ours.
        ours = {name for name in names if _OURS.fullmatch(name)}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return ours | {"assets"} if ours else set()


def _move(stage: Path, to: Path) -> None:
    """What stands in `stage` to `to`; takes away what only the earlier run had."""
    new = _files(stage)
    for name in new:
        os.utime(stage / name, (_TIME, _TIME))
    if not to.exists():
        stage.chmod(0o755)
        stage.replace(to)
        return
    old = _earlier(to) - {"assets"}
    # First a list of all that is and will be ours, so that a run that is killed can be run again.
    _mark(to, old | set(new))
    for name in sorted(new, key=lambda name: name == MARKER):
        (to / name).parent.mkdir(exist_ok=True)
        (stage / name).replace(to / name)
    for name in old - set(new):
        (to / name).unlink(missing_ok=True)


def _mark(folder: Path, files: Iterable[str]) -> None:
    marker = {"format": FORMAT, "version": 1, "files": sorted(files)}
    aside = folder / f".tmp-{MARKER}"
    aside.write_text(json.dumps(marker, indent=1) + "\n", encoding="utf-8", newline="\n")
    aside.replace(folder / MARKER)

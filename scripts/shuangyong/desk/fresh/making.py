"""A new manuscript as a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ...manuscripts.files import check_name
from ...manuscripts.library import kind_of
from ...manuscripts.models import KIND_NAMES
from ...manuscripts.reader import parse
from ...problems import Problem
from ..place import Place
from . import forms
from .numbers import FIRST, next_number
from .slugs import slug


class CannotMake(Exception):
    """There is nothing to be made; says why and what to do, in the editor's words."""


@dataclass(frozen=True)
class Made:
    """What is to be written, and where."""

    file: Path
    text: str
    number: int | None
    problems: tuple[Problem, ...] = ()
    """What the check will say of it until it is filled in."""


def make(place: Place, kind: str, title: str, *, district: str = "", id: str = "", folder: Path | None = None) -> Made:
    """A draft of a kind that passes the model.

    Raises CannotMake where it would overwrite, has no name, or would not be read as this kind where it is to lie.
    """
    title = " ".join(title.split())
    if not title:
        raise CannotMake("标题是空的，请写在引号里。")
    if re.search("[\ud800-\udfff]", title):
        raise CannotMake("标题里有读不懂的字，没有新建。请重新输入标题。")
    id = free_id(place, kind, title, id)
    target = (folder or place.folder_of(kind)) / f"{id}.md"
    src_uri = src_uri_for(place, kind, target)
    if target.exists():
        raise CannotMake(f"{place.shown(target)} 已经有了，没有改动。")
    if district and place.library.get("district", district) is None:
        known = "、".join(f"{item.id}（{item.title}）" for item in place.library.of("district"))
        raise CannotMake(f"没有代号为“{district}”的区。有这些：{known}。" if known else f"没有代号为“{district}”的区，请先加一个区。")
    number = next_number(kind, place.docs_dir) if kind in FIRST else None
    lines = forms.front(kind, title, place.today, place.library, district=district, number=number)
    text = "\n".join(["---", *lines, "---", "", ""])
    return Made(target, text, number, tuple(_problems(text, src_uri, place.shown(target))))


def free_id(place: Place, kind: str, title: str, id: str = "") -> str:
    """The id for a new manuscript. Raises CannotMake where it is taken, or where none can be made of the title."""
    id = id or slug(title)
    if not id:
        raise CannotMake(f"从“{title}”起不出文件名。请用 --id 写一个拼音或英文的名字，如 --id junmin-yijiaqin。")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id) or check_name("", f"{id}.md"):
        raise CannotMake(f"“{id}”不能做文件名。请用小写字母、数字和短横线，如 junmin-yijiaqin。")
    if (file := place.taken.get((kind, id))) is not None:
        raise CannotMake(f"{KIND_NAMES[kind]}已经有这个名字：{place.shown(file)}，没有改动。请用 --id 另写一个名字。")
    return id


def src_uri_for(place: Place, kind: str, target: Path) -> str:
    """The path below docs/. Raises CannotMake where a file there would be no manuscript, or one of another kind."""
    shown = place.shown(target.parent)
    try:
        src_uri = target.resolve().relative_to(place.docs_dir.resolve()).as_posix()
    except ValueError:
        raise CannotMake(f"{shown} 不在稿件的文件夹 {place.shown(place.docs_dir)} 里。") from None
    if kind_of(src_uri) != kind:
        own = place.shown(place.folder_of(kind))
        raise CannotMake(f"{shown} 不是放{KIND_NAMES[kind]}的文件夹，没有新建。请写 --to {own}，或不写 --to。")
    if wrong := check_name("", src_uri):
        raise CannotMake(f"{wrong[0].what}{wrong[0].fix}没有新建。")
    return src_uri


def _problems(text: str, src_uri: str, shown: str) -> list[Problem]:
    """Those of the file alone, all of them warnings. Raises CannotMake where what was given keeps it from being read."""
    manuscript, problems = parse(text.encode(), src_uri, shown)
    # In a draft the model's errors are warnings too: what matters is whether it could be read.
    wrong = problems if manuscript is None else [problem for problem in problems if problem.severity == "error"]
    if wrong:
        raise CannotMake("".join(f"{problem.what}{problem.fix}" for problem in wrong) + "没有新建。")
    return problems


def write_new(files: dict[Path, bytes]) -> None:
    """Write files that are not there yet, all of them or none. Raises CannotMake where one is there."""
    written: list[Path] = []
    try:
        for file, data in files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as stream:
                written.append(file)
                stream.write(data)
    except OSError as error:
        for file in written:
            file.unlink(missing_ok=True)
        reason = "已经有了" if isinstance(error, FileExistsError) else "写不进去"
        raise CannotMake(f"{error.filename or ''} {reason}，什么都没有写。") from None

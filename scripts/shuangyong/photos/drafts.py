"""Drafts of ``captions.yml``: what the files know of themselves, and a gap with a hint for what only people know."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from pathlib import Path

import yaml
from pypinyin import lazy_pinyin

from ..manuscripts import files, frontmatter
from ..manuscripts.captions import CAPTIONS, Album, Caption
from ..manuscripts.scalars import scalar
from ..problems import Problem
from . import working
from .album import originals
from .entries import parse_entries, read_text
from .metadata import Metadata, read_job
from .plan import MAX_PIXELS

LONGEST_SLUG = 60

HEADER = """\
# 图注表：每张照片一项。空着的地方请补上，补完运行 shuangyong photos check 检查。
title:
"""
HINTS = {
    "caption": "图注：什么时候，在哪里，谁在做什么",
    "alt": "替代文字：画面上看得见什么，读给看不见的人听",
    "photographer": "摄影者或作者",
    "rights": "版权和授权，如：作者授权本项目使用",
    "people": "none 没有人，crowd 认不出是谁，recognisable 认得出",
    "consent": "认得出人才要填：肖像同意书的编号或存放处",
}
"""What only people know, or the file did not say."""


class CannotDraft(Exception):
    """There is a captions file that cannot be added to; carries the problems."""

    def __init__(self, *problems: Problem):
        super().__init__(problems[0].what)
        self.problems = problems


def draft_captions(
    folder: Path,
    album: Album,
    captions: Path | None = None,
    *,
    max_pixels: int = MAX_PIXELS,
    jobs: int = 0,
    executor: Executor | None = None,
) -> str:
    """The text of the album's captions file with an entry for every photo of `folder` that has none.

    `captions` is the captions file where it does not lie in `folder`. What it says already is
    kept to the byte. Files that cannot be used get no entry: the check-up names them. The same
    text where nothing is missing. Raises CannotDraft. Write it with ``write_text``.
    """
    file, path = captions or folder / CAPTIONS, album.captions_path
    text = _existing(file, path)
    known, _ = parse_entries(text, path)
    have = {entry.file.casefold() for entry in known}
    todo = [name for name in originals(folder) if name.casefold() not in have and _is_writable(name)]
    found = _read(folder, todo, max_pixels, jobs, executor)
    slugs = {entry.slug for entry in known}
    drafted = [_entry(name, found[name], slugs) for name in todo if found[name] is not None]
    if not drafted:
        return text
    whole = _with_entries(text or HEADER, drafted, path)
    _verify(whole, len(known) + len(drafted), path)
    return whole


def write_text(file: Path, text: str) -> None:
    """`text` in `file`, byte for byte, whole or not at all."""
    aside = file.with_name(f".{file.name}.tmp")
    aside.write_bytes(text.encode())
    aside.replace(file)


def _existing(file: Path, path: str) -> str:
    """The text as it stands, line ends and all."""
    text, problems = read_text(file, path)
    if text and frontmatter.parse(path, text, first_line=1)[0] is None:
        text, problems = None, frontmatter.parse(path, text, first_line=1)[2]
    if text is None:
        raise CannotDraft(*problems)
    return file.read_bytes().decode() if text else ""


def _is_writable(name: str) -> bool:
    """Whether a file's name can stand in a captions file at all."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return re.fullmatch(r"[^/\\\x00-\x1f]+", name) is not None


def _read(folder: Path, names: list[str], max_pixels: int, jobs: int, executor: Executor | None) -> Mapping[str, Metadata | None]:
    done = working.each(folder, names, read_job, max_pixels=max_pixels, workers=jobs, executor=executor)
    return {name: found if isinstance(found, Metadata) else None for name, found in done}


def _entry(name: str, found: Metadata, slugs: set[str]) -> str:
    """One entry, without indentation; takes its slug into `slugs`."""
    slug = propose_slug(Path(name).stem, slugs)
    slugs.add(slug)
    values = {
        "file": scalar(name),
        "slug": scalar(slug),
        "title": scalar(found.title),
        "caption": scalar(found.caption),
        "alt": "",
        "photographer": scalar(found.photographer),
        "taken": found.taken,
        "place": scalar(found.place),
        "rights": scalar(found.rights),
        "people": "",
        "consent": "",
    }
    return "\n".join(_lines(values))


def _lines(values: Mapping[str, str]) -> Iterator[str]:
    for key in Caption.model_fields:
        value = values.get(key)
        if value:
            yield f"{key}: {value}"
        elif value is not None and key in HINTS:
            # On a line of its own: behind a value, YAML would take it for a part that got lost.
            yield f"# {HINTS[key]}"
            yield f"{key}:"


def propose_slug(stem: str, taken: Iterable[str]) -> str:
    """An address for a file: its name in pinyin, unlike all in `taken`."""
    spelled = "-".join(lazy_pinyin(stem))
    plain = "".join(char for char in unicodedata.normalize("NFKD", spelled.lower()) if not unicodedata.combining(char))
    slug = _cut(re.sub(r"[^a-z0-9]+", "-", plain).strip("-"), LONGEST_SLUG) or "photo"
    taken, number, proposed = set(taken), 1, slug
    while proposed in taken:
        number += 1
        proposed = f"{_cut(slug, LONGEST_SLUG - len(str(number)) - 1)}-{number}"
    return proposed


def _cut(slug: str, length: int) -> str:
    """At most `length` characters, if possible whole words."""
    if len(slug) <= length:
        return slug
    head, _, _ = slug[: length + 1].rpartition("-")
    return (head or slug[:length]).strip("-")


def _with_entries(text: str, drafted: list[str], path: str) -> str:
    at, indent, opening = _place(text, path)
    newline = "\r\n" if "\r\n" in text else "\n"
    items = "\n".join(_item(entry, indent) for entry in drafted) + "\n"
    before, after = text[:at], text[at:]
    gap = "" if not before or before.endswith("\n") else newline
    return before + gap + (opening + items).replace("\n", newline) + after


def _item(entry: str, indent: int) -> str:
    first, *rest = entry.split("\n")
    return "\n".join([f"{' ' * indent}- {first}", *(f"{' ' * (indent + 2)}{line}" for line in rest)])


def _place(text: str, path: str) -> tuple[int, int, str]:
    """Where entries are added, how far in they stand, and what must come before them."""
    root = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)
    shift = len(text) - len(text.removeprefix("\ufeff"))
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    position, photos = next(((n, value) for n, (key, value) in enumerate(pairs) if key.value == "photos"), (-1, None))
    is_last = position == len(pairs) - 1
    if photos is None:
        return len(text), 2, "photos:\n"
    if isinstance(photos, yaml.SequenceNode) and not photos.flow_style:
        at = len(text) if is_last else shift + _next_key(text, pairs[position + 1][0].start_mark.index)
        return at, photos.start_mark.column, ""
    if isinstance(photos, yaml.ScalarNode) and not photos.value:
        return (len(text), 2, "") if is_last else (shift + _next_key(text, pairs[position + 1][0].start_mark.index), 2, "")
    line = photos.start_mark.line + 1
    fix = "请把 photos 的值改成每项另起一行、以“- ”开头的列表，空的就删掉方括号。"
    raise CannotDraft(Problem(path, line, "yaml", "photos 没有写成每张一项的样子。", fix))


def _next_key(text: str, start: int) -> int:
    """Where the key that follows the photos begins, with the comments directly above it."""
    while (before := text.rfind("\n", 0, start - 1) + 1) < start and re.match(r"#|[ \t]*\r?$", text[before : start - 1]):
        start = before
    return start


def _verify(text: str, count: int, path: str) -> None:
    """Nothing goes out that does not read back."""
    entries, problems = parse_entries(files.decode(path, text.encode())[0] or "", path)
    if len(entries) != count:
        what = "在这份图注表后面接不上新的一项。"
        raise CannotDraft(*problems or [Problem(path, 1, "yaml", what, "请把 photos 放在最后，每项以“- ”开头。")])

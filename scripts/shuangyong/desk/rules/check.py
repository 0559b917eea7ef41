"""From texts, files and whole sites to reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ...manuscripts import files
from ...manuscripts.captions import CAPTIONS
from ...problems import Problem
from ..synonyms import FILE as SYNONYMS
from .desk import Desk
from .document import MARKDOWN, Document, read
from .engine import check_document, check_documents, idle_allowances
from .findings import Finding
from .memory import Memory
from .report import Report
from .tables import read_allowed, read_names

_memory = Memory()
"""Of this process: a preview checks a site again at every save."""

TEXTS = (*MARKDOWN, ".txt")
"""What a folder is searched for, captions of albums besides."""


def check_text(path: str, text: str, *, today: dt.date, desk: Desk | None = None, src_uri: str | None = None) -> list[Finding]:
    """Every finding in a text, sorted; allowed ones carry their reason.

    `path` says how it is to be read: as Markdown, as YAML, else as plain text. `src_uri` is its
    path below ``docs/``, where it is a manuscript: then rules for its kind hold too.
    """
    return check_document(read(path, text, src_uri), desk or Desk(today))


def check_files(paths: Iterable[Path], *, today: dt.date, desk: Desk | None = None) -> Report:
    """The report on files anywhere; folders are searched for Markdown, plain text and captions.

    Files need not be a site's, nor in UTF-8: what an editor was sent is read as well as it can be.
    What was given and could not be read is an error, so that nobody takes silence for a clean bill.
    """
    documents, problems = [], []
    for path in _texts_in(paths):
        text = None if _is_table(path) else _decoded(path)
        if text is None:
            problems.append(_unreadable(path))
        else:
            documents.append(read(path.as_posix(), text))
    desk = desk or Desk(today)
    return Report(tuple(check_documents(documents, desk)), len(documents), tuple(problems))


def _unreadable(path: Path) -> Problem:
    if not path.exists():
        return Problem(path.as_posix(), 1, "missing-file", "没有这个文件。", "请看看文件名和文件夹有没有写错。")
    if path.is_dir():
        fix = "能检查的是 .md、.txt 和 captions.yml；Word 文件请先用 shuangyong intake 收稿。"
        return Problem(path.as_posix(), 1, "no-text", "文件夹里没有可以检查的文件，什么也没有检查。", fix)
    if _is_table(path):
        fix = "请运行 shuangyong check，后面不写文件：表和整个网站一起检查。"
        return Problem(path.as_posix(), 1, "table", "这是编辑部的表，不是稿件，没有检查。", fix)
    fix = "请用原来的软件打开，另存为 UTF-8 的纯文本；Word 文件请先用 shuangyong intake 收稿。"
    return Problem(path.as_posix(), 1, "encoding", "认不出编码，没有检查。", fix)


def _texts_in(paths: Iterable[Path]) -> Iterator[Path]:
    """The files given and the texts in the folders given; a folder without any stands for itself."""
    for path in paths:
        texts = [file for file in sorted(path.rglob("*")) if _is_text(file, path)] if path.is_dir() else []
        yield from texts or [path]


def _is_text(file: Path, folder: Path) -> bool:
    """Whether a file found in a folder is to be read. How the folder itself is called or where it lies says nothing."""
    is_hidden = any(part.startswith((".", "_desk")) for part in file.relative_to(folder).parts)
    return file.is_file() and not is_hidden and (file.suffix.lower() in TEXTS or file.name == CAPTIONS)


def _is_table(file: Path) -> bool:
    """Whether a file is one of the desk's tables: its words are about names and rules, and no text to be held to them."""
    return file.suffix.lower() in (".yml", ".yaml") and file.absolute().parent.name == "_desk"


def _decoded(path: Path) -> str | None:
    """The text of a file with ``\\n`` line ends, whatever Chinese encoding it is in; None where it is none."""
    try:
        data = path.read_bytes()
        if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return None
        return files.tidy(data).decode()
    except (OSError, UnicodeDecodeError):
        return None


def parted(paths: Iterable[Path], home: Path, docs_dir: str = "docs", photos_dir: str = "photos") -> tuple[frozenset[str], list[Path]]:
    """Which of these files are manuscripts and captions of the site in `home`, as its reports show them; and the other files.

    Folders are searched; those without a text, and files that are not there, are among the others,
    where `check_files` tells of them. `docs_dir` and `photos_dir` are relative to `home`, the folder of ``mkdocs.yml``.
    """
    inside: set[str] = set()
    outside: list[Path] = []
    for path in _texts_in(paths):
        place = _place_in_site(path, home, docs_dir, photos_dir)
        if place:
            inside.add(place)
        else:
            outside.append(path)
    return frozenset(inside), outside


def _place_in_site(path: Path, home: Path, docs_dir: str, photos_dir: str) -> str | None:
    """The path of a manuscript or a captions file as the site's reports show it; None for what the site does not read."""
    if not path.is_file():
        return None
    try:
        place = path.resolve().relative_to(home.resolve()).as_posix()
    except ValueError:
        return None
    is_manuscript = place.startswith(f"{docs_dir}/") and _is_manuscript(place.removeprefix(f"{docs_dir}/"))
    is_captions = place.startswith(f"{photos_dir}/") and _is_captions(place.removeprefix(f"{photos_dir}/"))
    return place if is_manuscript or is_captions else None


def _is_manuscript(src_uri: str) -> bool:
    """Whether the site reads a file at this path below ``docs/``: not what is hidden, nor what lies on the desk."""
    is_hidden = src_uri.startswith("_desk/") or any(part.startswith(".") for part in src_uri.split("/"))
    return src_uri.endswith(".md") and not is_hidden


def _is_captions(place: str) -> bool:
    """Whether a path below ``photos/`` is that of an album's captions."""
    album, _, name = place.partition("/")
    return name == CAPTIONS and not album.startswith(".")


def check_library(
    docs_dir: Path, photos_dir: Path | None, today: dt.date, *, shown_as: str = "docs", photos_shown_as: str = "photos"
) -> Report:
    """The report on a whole site: every manuscript and every album's captions, each in the light of all others."""
    return begin_library(docs_dir, photos_dir, today, shown_as=shown_as, photos_shown_as=photos_shown_as)()


def begin_library(
    docs_dir: Path, photos_dir: Path | None, today: dt.date, *, shown_as: str = "docs", photos_shown_as: str = "photos"
) -> Callable[[], Report]:
    """Begins what ``check_library`` does, for whoever has other work in the meantime; call what it gives back for the report."""
    texts = [*_manuscripts(docs_dir, shown_as), *_captions(photos_dir, photos_shown_as)]
    helpers = _memory.helpers(path for _, path, _ in texts)
    documents = [doc for text in texts for doc in _document(*text)]
    names, of_names = read_names(docs_dir, shown_as)
    allowed, of_allowed = read_allowed(docs_dir, shown_as)
    desk = Desk(today, names, allowed).knowing(documents)
    end = _memory.begin(documents, desk, helpers)

    def report() -> Report:
        findings = [*end(), *_in_synonyms(docs_dir, shown_as, desk)]
        return Report(tuple(sorted([*findings, *idle_allowances(desk, findings)])), len(documents), tuple(of_names + of_allowed))

    return report


def _in_synonyms(docs_dir: Path, shown_as: str, desk: Desk) -> Iterator[Finding]:
    """What may not go out of the words that readers may search for: they go out with the index."""
    file, path = docs_dir / SYNONYMS, f"{shown_as}/{SYNONYMS}"
    text = _decoded(file) if file.is_file() else None
    # As plain text: a table of words has no sentences.
    doc = replace(read(f"{path}.txt", text), path=path) if text else None
    yield from (finding for finding in (check_document(doc, desk) if doc else ()) if finding.group in ("secrecy", "privacy"))


def _manuscripts(docs_dir: Path, shown_as: str) -> Iterator[tuple[Path, str, str | None]]:
    """Each file with its path as shown, and its path below ``docs/``."""
    for file in sorted(docs_dir.rglob("*.md")):
        src_uri = file.relative_to(docs_dir).as_posix()
        if _is_manuscript(src_uri):
            yield file, f"{shown_as}/{src_uri}", src_uri


def _captions(photos_dir: Path | None, shown_as: str) -> Iterator[tuple[Path, str, str | None]]:
    for file in sorted(photos_dir.glob(f"[!.]*/{CAPTIONS}")) if photos_dir and photos_dir.is_dir() else ():
        yield file, f"{shown_as}/{file.parent.name}/{CAPTIONS}", None


def _document(file: Path, path: str, src_uri: str | None) -> Iterator[Document]:
    """One file of a site. What cannot be read is told where manuscripts are read."""
    data, _ = files.read_bytes(file, path)
    text, _ = files.decode(path, data) if data is not None else (None, [])
    if text is not None:
        yield _memory.read(path, text, src_uri)

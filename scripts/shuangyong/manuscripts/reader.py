"""From a folder of Markdown files to the library, with every problem on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..problems import Problem, softened
from . import files, frontmatter
from .captions import Album
from .library import Library, Manuscript, id_of, kind_of
from .models import KIND_NAMES, KINDS, Story
from .validation import validated


@dataclass(frozen=True)
class Reading:
    """What came of reading a folder."""

    library: Library
    """Every manuscript that could be read."""
    problems: tuple[Problem, ...]
    seen: frozenset[tuple[str, str]]
    """(kind, id) of every file there is, readable or not: a broken file is not a missing one."""
    pages: frozenset[str]
    """Paths below docs/ of every Markdown file, readable or not."""
    assets: frozenset[str]
    """Paths below docs/ of everything that is not Markdown."""
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """The bytes of every manuscript that could be read, by its path below docs/: what a sign-off is given on."""
    lent: frozenset[str] = frozenset()
    """Paths of the days that come with the package: words of the software, not of this site's editors."""


def read_folder(
    docs_dir: Path, shown_as: str = "docs", common_days: Path | None = None, albums: Iterable[Album] = ()
) -> Reading:
    """Read every manuscript below `docs_dir`.

    `shown_as` is how the folder is called in problems. `common_days` is the calendar that
    comes with the package: it serves a site whose ``docs/calendar/`` has no ``common/``,
    except for the days that the site has under the same name.
    """
    manuscripts, problems, seen, pages, assets, texts, lent = [], [], set(), set(), set(), {}, set()
    for src_uri in sorted(_files_below(docs_dir)):
        path = f"{shown_as}/{src_uri}"
        problems += (named := files.check_name(path, src_uri))
        if not src_uri.lower().endswith(".md"):
            assets.add(src_uri)
            continue
        pages.add(src_uri)
        seen.add((kind_of(src_uri), id_of(src_uri)))
        data, found = files.read_bytes(docs_dir / src_uri, path)
        problems += found
        manuscript, found = parse(data, src_uri, path) if data is not None else (None, [])
        problems += found
        if manuscript and not named:
            manuscripts.append(manuscript)
            texts[src_uri] = data
    if common_days and not (docs_dir / "calendar" / "common").exists():
        manuscripts += (days := [day for day in _read_common_days(common_days) if ("day", day.id) not in seen])
        pages.update(lent := {day.src_uri for day in days})
    found = (frozenset(seen), frozenset(pages), frozenset(assets))
    return Reading(Library(manuscripts, albums), tuple(problems), *found, texts, frozenset(lent))


def read_file(file: Path, src_uri: str, path: str) -> tuple[Manuscript | None, list[Problem]]:
    """One manuscript, or the problems that keep it from being one."""
    data, problems = files.read_bytes(file, path)
    if data is None:
        return None, problems
    return parse(data, src_uri, path)


def parse(data: bytes, src_uri: str, path: str) -> tuple[Manuscript | None, list[Problem]]:
    """The manuscript in these bytes, as if it stood at `src_uri`."""
    text, problems = files.decode(path, data)
    if text is None:
        return None, problems
    front, found = frontmatter.split(path, text)
    problems += found
    if front is None:
        return None, problems
    kind = kind_of(src_uri)
    meta, found = validated(path, KINDS[kind], front.data, front.lines, KIND_NAMES[kind])
    problems += found
    if isinstance(meta, Story) and not (front.body.strip() or meta.draft or meta.withdrawn):
        problems.append(Problem(path, front.body_line, "empty-body", "故事没有正文。", "请在 --- 下面写正文，或先写上 draft: true。"))
    if front.data.get("draft") is True:
        problems = [softened(problem) for problem in problems]
    if meta is None:
        return None, problems
    manuscript = Manuscript(kind, id_of(src_uri), src_uri, path, meta, front.body, front.body_line, front.lines)
    return manuscript, problems


def _files_below(folder: Path) -> Iterator[str]:
    """Every file below `folder` as a path with ``/``; hidden ones and the desk's tables excepted."""
    for file in folder.rglob("*"):
        parts = file.relative_to(folder).parts
        if file.is_file() and parts[0] != "_desk" and not any(part.startswith(".") for part in parts):
            yield "/".join(parts)


def _read_common_days(folder: Path) -> Iterable[Manuscript]:
    """The package's own days. They are tested with it, so a problem in them is a bug."""
    for file in sorted(folder.glob("*.md")):
        src_uri = f"calendar/common/{file.name}"
        manuscript, problems = read_file(file, src_uri, src_uri)
        assert manuscript and not problems, problems
        yield manuscript

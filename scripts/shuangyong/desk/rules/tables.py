"""The editors' own tables: ``docs/_desk/names.yml`` and ``docs/_desk/allowed.yml``.

Official names that hold in the whole country come with the package, in a table of the same
form; a site adds its own to them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from ...manuscripts import files, frontmatter
from ...problems import Problem, nearest
from .gates import Gate
from .rule import rules_by_id

HERE = Path(__file__).parent

NAMES, ALLOWED = "_desk/names.yml", "_desk/allowed.yml"

T = TypeVar("T")


@dataclass(frozen=True)
class Name:
    """A name as it is officially written, and how it may not be."""

    name: str
    variants: tuple[str, ...]
    unless: tuple[str, ...] = ()
    """Longer words in which a variant is right: 退伍军人证 for 退伍军人."""
    note: str = ""
    basis: str = ""


@dataclass(frozen=True)
class OldName:
    """A name that is no longer in use and needs its successor beside it."""

    old: str
    now: str
    also: tuple[str, ...] = ()
    """Short forms: 闸北 for 闸北区."""
    unless: tuple[str, ...] = ()
    """Names of today that hold the old one: 闸北公园."""

    @property
    def shown(self) -> str:
        return f"原{self.old}（今{self.now}）"

    @cached_property
    def regex(self) -> re.Pattern[str]:
        words = sorted((self.old, *self.also), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)))

    @cached_property
    def note_regex(self) -> re.Pattern[str]:
        now = re.escape(self.now)
        return re.compile(
            rf"(?:今|现|并入|划归|改为|改称|撤并|更名为|成为|合并成立)[^。\n]{{0,6}}{now}"
            rf"|{now}[^。\n]{{0,4}}[（(]原{re.escape(self.old)}"
        )


@dataclass(frozen=True)
class Names:
    """All names of a site, ready to be looked for."""

    official: tuple[Name, ...] = ()
    old: tuple[OldName, ...] = ()

    @cached_property
    def by_variant(self) -> Mapping[str, Name]:
        return {variant: name for name in reversed(self.official) for variant in name.variants}

    @cached_property
    def variants_gate(self) -> Gate:
        words = sorted(self.by_variant, key=len, reverse=True)
        return Gate("|".join(map(re.escape, words)) or r"(?!)")

    def __add__(self, other: Names) -> Names:
        return Names(other.official + self.official, other.old + self.old)


@dataclass(frozen=True)
class Allowance:
    """A finding that somebody lets stand, and why."""

    rule: str
    text: str
    """The words that were found."""
    reason: str
    path: str
    """The file it holds for."""
    written_in: str
    """The file it is written in."""
    line: int
    column: int = 1

    def covers(self, rule: str, found: str) -> bool:
        mine, other = _bare(self.text), _bare(found)
        return rule == self.rule and bool(mine) and (mine in other or other in mine and bool(other))


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


NAME_KEYS = frozenset({"name", "not", "unless", "note", "basis", "old", "now", "also"})
NAMES_SHAPE = "请照这个样子写：- {name: 全民国防教育日, not: [全国国防教育日]}，或 - {old: 闸北区, now: 静安区}。"
ALLOWED_SHAPE = "请照这个样子写：- {path: 文件, rule: 规则, text: 原文里的字, reason: 为什么可以这样写}。"


@cache
def common_names() -> Names:
    """Those that come with the package. They are tested with it, so a problem in them is a bug."""
    names, problems = parse_names((HERE / "names.yml").read_text(encoding="utf-8"), "names.yml")
    assert not problems, problems
    return names


def read_names(docs_dir: Path, shown_as: str = "docs") -> tuple[Names, list[Problem]]:
    """The names of a site together with the package's, and what is wrong with its table."""
    names, problems = _read(docs_dir, NAMES, shown_as, parse_names, Names())
    return common_names() + names, problems


def read_allowed(docs_dir: Path, shown_as: str = "docs") -> tuple[tuple[Allowance, ...], list[Problem]]:
    """What a site's table lets stand, and what is wrong with the table."""
    found, problems = _read(docs_dir, ALLOWED, shown_as, parse_allowed, ())
    # Written as seen from the folder of docs/, wherever reports are read from.
    own = f"{docs_dir.name}/"
    shown = (replace(each, path=f"{shown_as}/{each.path.removeprefix(own)}") if each.path.startswith(own) else each for each in found)
    return tuple(shown), problems


def _read(
    docs_dir: Path, name: str, shown_as: str, parse: Callable[[str, str], tuple[T, list[Problem]]], nothing: T
) -> tuple[T, list[Problem]]:
    file, path = docs_dir / name, f"{shown_as}/{name}"
    if not file.is_file():
        return nothing, []
    data, problems = files.read_bytes(file, path)
    text, found = files.decode(path, data) if data is not None else (None, [])
    problems += [problem for problem in found if problem.rule != "empty"]
    if text is None:
        return nothing, problems
    value, found = parse(text, path)
    return value, problems + found


def parse_names(text: str, path: str) -> tuple[Names, list[Problem]]:
    """The names in this text of a table."""
    entries, problems = _entries(text, path, NAME_KEYS, NAMES_SHAPE)
    official, old = [], []
    for entry, line in entries:
        # A word left empty would be looked for, and found, everywhere.
        if _word(entry.get("old")) and _word(entry.get("now")):
            old.append(OldName(_word(entry["old"]), _word(entry["now"]), _words(entry.get("also")), _words(entry.get("unless"))))
        elif _word(entry.get("name")) and _words(entry.get("not")):
            name = _word(entry["name"])
            variants = tuple(word for word in _words(entry["not"]) if word != name)
            official.append(Name(name, variants, _words(entry.get("unless")), _word(entry.get("note")), _word(entry.get("basis"))))
        else:
            problems.append(Problem(path, line, "value", "这一条少了 name 和 not，或 old 和 now。", NAMES_SHAPE))
    return Names(tuple(official), tuple(old)), problems


def parse_allowed(text: str, path: str) -> tuple[tuple[Allowance, ...], list[Problem]]:
    """The allowances in this text of the table."""
    entries, problems = _entries(text, path, frozenset({"path", "rule", "text", "reason"}), ALLOWED_SHAPE)
    found = []
    for entry, line in entries:
        given = {key: _word(entry.get(key)) for key in ("path", "rule", "text", "reason")}
        if missing := [key for key, value in given.items() if not value]:
            problems.append(Problem(path, line, "missing-key", f"这一条少了 {'、'.join(missing)}，不算数。", ALLOWED_SHAPE))
        elif told := why_not(given["rule"]):
            problems.append(Problem(path, line, "value", f"这一条放行{told[0]}。", f"{told[1]}。", "warning"))
        else:
            # Windows' Explorer hands out paths with backslashes.
            place = given["path"].replace("\\", "/")
            found.append(Allowance(given["rule"], given["text"], given["reason"], place, path, line))
    return tuple(found), problems


def why_not(rule: str) -> tuple[str, str] | None:
    """Why no allowance for a rule of this name can ever work, and what to do instead; None where one can."""
    known = rules_by_id().get(rule)
    if known is None:
        return f"写的规则“{rule}”不存在", "请照检查结果方括号里的字写"
    if known.adopts:
        return f"写的是“{rule}”，这一条规则不能放行，只能改对", "请照检查结果改，再删去这一条"
    return None


def _entries(text: str, path: str, known: Iterable[str], shape: str) -> tuple[list[tuple[dict[str, Any], int]], list[Problem]]:
    """The mappings of a list, each with its line."""
    # A list at the top: the reader of front matter wants keys, so it is given one.
    raw, lines, problems = frontmatter.parse(path, "entries:\n" + text, first_line=0)
    if raw is None:
        return [], problems
    listed = raw.pop("entries", None)
    if raw or not isinstance(listed, list | None):
        line = min((lines.get((key,), 1) for key in raw), default=1)
        return [], [*problems, Problem(path, line, "type", "这张表要一条一行，每行以“- ”开头。", shape)]
    found = []
    for number, entry in enumerate(listed or ()):
        line = lines.get(("entries", number), 1)
        if not isinstance(entry, dict):
            problems.append(Problem(path, line, "type", "这一条不是“键: 值”的样子。", shape))
            continue
        for key in entry:
            if key not in known:
                near = nearest(str(key), known)
                fix = f"您是不是想写 {near}？" if near else shape
                problems.append(Problem(path, line, "unknown-key", f"这张表里没有“{key}”这一项。", fix))
        found.append((entry, line))
    return found, problems


def _word(value: object) -> str:
    return "" if value is None or isinstance(value, list | dict) else str(value).strip()


def _words(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_word, value))) if isinstance(value, list) else ()

"""Front matter with the line of every key.

MkDocs drops front matter it cannot parse without a word, so we read it ourselves. Scalars
follow YAML 1.2's core schema: dates, clock times, ``on`` and ``no`` stay text, and the
models say what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..problems import Problem
from .refs import Location

FENCE = "---"


class _Core:
    """YAML 1.2's core schema: only null, true/false, integers and decimals are not text."""

    yaml_implicit_resolvers: dict = {}


class _Loader(_Core, yaml.SafeLoader):
    """Says well where a text is broken."""


class _FastLoader(_Core, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """libyaml's: ten times as fast, and terse about errors. What it cannot read, ``_Loader`` explains."""


for _tag, _pattern, _first in (
    ("null", r"(~|null|)$", ["~", "n", ""]),
    ("bool", r"(true|false)$", ["t", "f"]),
    ("int", r"[-+]?(0|[1-9]\d*)$", list("-+0123456789")),
    ("float", r"[-+]?\d+\.\d+$", list("-+0123456789")),
):
    for _loader in (_Loader, _FastLoader):
        _loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


class _Decimal(float):
    """A number that is quoted as it was written: ``2014.10``, which somebody meant for October."""

    def __new__(cls, written: str):
        number = super().__new__(cls, written)
        number.written = written
        return number

    def __str__(self) -> str:
        return self.written


for _loader in (_Loader, _FastLoader):
    _loader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: _Decimal(loader.construct_scalar(node)))


@dataclass(frozen=True)
class FrontMatter:
    """The parts of a manuscript file."""

    data: dict[str, Any]
    lines: Mapping[Location, int] = field(default_factory=dict)
    """The file line of each key and list item, by its location."""
    body: str = ""
    body_line: int = 1
    """The file line on which the body begins."""


def split(path: str, text: str) -> tuple[FrontMatter | None, list[Problem]]:
    """The front matter and body of `text`, or the problems that keep them from being read."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        return None, [_no_opening(path, lines)]
    ends = [number for number, line in enumerate(lines) if number and line.rstrip() == FENCE]
    if not ends:
        return None, [_no_closing(path, lines)]
    end = ends[0]
    problems = []
    if end == len(lines) - 1:
        what = "文件到 --- 就结束了，后面没有换行。"
        problems.append(Problem(path, end + 1, "final-newline", what, f"请在 --- 后面按一次回车再保存，或运行 shuangyong tidy {path}。"))
    data, positions, found = parse(path, "\n".join(lines[1:end]), first_line=2)
    if data is None:
        return None, problems + found
    body = "\n".join(lines[end + 1 :])
    return FrontMatter(data, positions, body, end + 2), problems + found


_ALMOST = re.compile(r"\s*[-‐‑‒–—―－﹣]{2,}\s*")
"""What a word processor makes of three hyphens."""


def _no_opening(path: str, lines: list[str]) -> Problem:
    first, line = next((number, line) for number, line in enumerate(lines, 1) if line.strip())
    if line.rstrip() == FENCE:
        return Problem(path, 1, "front-matter", f"文件从第 {first} 行才开始，前面有空行。", "请删掉 --- 前面的空行。")
    if _ALMOST.fullmatch(line):
        return _wrong_fence(path, first, line)
    what = "开头没有用两行 --- 包起来的资料（标题、日期等）。"
    return Problem(path, 1, "front-matter", what, "请在第一行写 ---，下面写 title: 标题 等，再用一行 --- 结束。")


def _no_closing(path: str, lines: list[str]) -> Problem:
    almost = next((number for number, line in enumerate(lines, 1) if number > 1 and _ALMOST.fullmatch(line)), None)
    if almost:
        return _wrong_fence(path, almost, lines[almost - 1])
    what = "开头的资料没有结束：找不到第二行 ---。"
    return Problem(path, 1, "front-matter", what, "请在资料的最后另起一行写 ---。")


def _wrong_fence(path: str, line: int, found: str) -> Problem:
    return Problem(path, line, "front-matter", f"“{found.strip()}”不是资料的分隔线。", "请写成顶格的三个英文短横线 ---。")


def parse(path: str, source: str, first_line: int) -> tuple[dict | None, dict[Location, int], list[Problem]]:
    """A YAML mapping and the line of each of its keys; None and problems where it is broken."""
    if wide := [_wide_problem(path, number, key) for number, key in _full_width_colons(source, first_line)]:
        return None, {}, wide
    try:
        return _parsed(path, source, first_line, _FastLoader)
    except yaml.YAMLError:
        pass
    try:
        return _parsed(path, source, first_line, _Loader)
    except yaml.YAMLError as error:
        return None, {}, [_yaml_problem(path, source, error, first_line)]


def _parsed(path: str, source: str, first_line: int, kind: type) -> tuple[dict | None, dict[Location, int], list[Problem]]:
    """The same with one of the loaders. Raises YAMLError."""
    loader = kind(source)
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, {}, []
        if not isinstance(node, yaml.MappingNode):
            what, fix = "这一段不是“键: 值”的样子。", "请每行写一个键、英文冒号、空格和值，如 title: 标题。"
            return None, {}, [Problem(path, node.start_mark.line + first_line, "yaml", what, fix)]
        positions: dict[Location, int] = {}
        problems = list(_index(path, node, (), first_line, positions))
        problems += _lost_to_comments(path, source, first_line)
        return loader.construct_document(node), positions, problems
    except (ValueError, TypeError):
        # Unhashable keys and their like: legal YAML that no editor means.
        return None, {}, [Problem(path, first_line, "yaml", "资料的写法读不懂。", "请照编辑手册里的样子写。")]
    finally:
        loader.dispose()


def positions(source: str, first_line: int = 1) -> dict[Location, int]:
    """The line of every key of a YAML text that others will read, such as ``mkdocs.yml``."""
    found: dict[Location, int] = {}
    try:
        node = yaml.compose(source, Loader=_FastLoader)
    except yaml.YAMLError:
        return found
    if node is not None:
        list(_index("", node, (), first_line, found))
    return found


def _index(path: str, node: yaml.Node, at: Location, first_line: int, positions: dict[Location, int]):
    """Record the line of every key and item below `node`; yield a problem for a repeated key."""
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            positions[*at, number] = item.start_mark.line + first_line
            yield from _index(path, item, (*at, number), first_line, positions)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            # Years are keys too, and pydantic names them as the numbers they are.
            name = int(key.value) if key.tag == "tag:yaml.org,2002:int" else key.value
            here, line = (*at, name), key.start_mark.line + first_line
            if here in positions:
                what = f"“{key.value}”写了两次，先前一次在第 {positions[here]} 行。"
                yield Problem(path, line, "duplicate-key", what, "请合成一处。")
            if isinstance(key.value, str):
                positions[here] = line
                yield from _index(path, value, here, first_line, positions)


def _lost_to_comments(path: str, source: str, first_line: int) -> Iterator[Problem]:
    """Values that YAML cuts off at a ``#``, without a word."""
    lines = re.split("[\n\x85\u2028\u2029]", source)  # YAML's own idea of a line.
    for token in yaml.scan(source, Loader=_FastLoader):
        if isinstance(token, yaml.ScalarToken) and token.plain:
            end = token.end_mark
            if re.match(r"\s+#", lines[end.line][end.column :]):
                fix = "要保留，就给整个值加英文双引号；要写注释，请另起一行。"
                yield Problem(path, end.line + first_line, "yaml", "空格后面的“#”和它后面的字会丢掉。", fix)


_TIGHT = re.compile(r"([a-z_]+):(?=[^\s:/])")
"""A key at the margin with its value right behind it: to YAML that is no key."""
_WIDE = re.compile(r"([ -]*)([a-z_]+)\s*：")


def _full_width_colons(source: str, first_line: int) -> Iterator[tuple[int, str]]:
    """(line, key) of every key at the margin that a Chinese colon follows."""
    for number, line in enumerate(source.split("\n"), first_line):
        if (match := _WIDE.match(line)) and not match[1]:
            yield number, match[2]


def _wide_problem(path: str, line: int, key: str) -> Problem:
    return Problem(path, line, "yaml", f"“{key}：”用了全角冒号。", f"请写成 {key}: ，英文冒号后面空一格。")


_START, _STOP = "context_mark", "problem_mark"

_HINTS = (
    # What PyYAML says, the mark at the fault, and the same for an editor.
    ("mapping values are not allowed", _STOP, "值里有英文冒号，要把整个值用英文双引号括起来", "请写成 title: \"甲: 乙\" 的样子。"),
    ("found character '\\t'", _STOP, "用了制表符（Tab）缩进", "请改用空格缩进。"),
    ("could not find expected ':'", _START, "有一行少了英文冒号，或冒号后面少了空格", "请写成“键: 值”的样子。"),
    ("found unknown escape character", _STOP, "英文双引号里有反斜线 \\", "请把外面的双引号改成英文单引号。"),
    ("while scanning a quoted scalar", _START, "引号没有成对", "请补上另一半英文引号。"),
    ("while scanning a double-quoted scalar", _START, "引号没有成对", "请补上另一半英文引号。"),
    ("expected ',' or ']'", _START, "方括号没有成对，或少了逗号", "请补上英文的 ] 或逗号。"),
    ("expected ',' or '}'", _START, "花括号没有成对，或少了逗号", "请补上英文的 } 或逗号。"),
    ("expected <block end>", _STOP, "缩进没有对齐", "请让同一级的行首对齐。"),
    ("special characters are not allowed", _STOP, "有不能显示的控制字符", "请删掉这一行重新输入。"),
    ("sequence entries are not allowed", _STOP, "“- ”开头的项要另起一行", "请换行，缩进后再写“- ”。"),
    ("while scanning an alias", _STOP, "有以 * 开头的值", "请给整个值加英文双引号。"),
    ("found undefined alias", _STOP, "有以 * 开头的值", "请给整个值加英文双引号。"),
    ("could not determine a constructor", _STOP, "有以 ! 开头的值", "请给整个值加英文双引号。"),
    ("while scanning a block scalar", _STOP, "有以 > 或 | 开头的值", "请给整个值加英文双引号。"),
    ("cannot start any token", _STOP, "有以 @、% 或 ` 开头的值", "请给整个值加英文双引号。"),
)


def _yaml_problem(path: str, source: str, error: yaml.YAMLError, first_line: int) -> Problem:
    """Said in an editor's words, at the line on which the fault lies."""
    found = ((mark, what, fix) for english, mark, what, fix in _HINTS if english in str(error))
    mark, what, fix = next(found, (_STOP, "写法有误", "请检查这一行和上一行的冒号、引号和缩进。"))
    number = _line_of(error, mark, source)
    line = source.split("\n")[number]
    if wide := _WIDE.match(line):
        return _wide_problem(path, first_line + number, wide[2])
    for above, text in enumerate(source.split("\n")[: number + 1]):
        # Whatever follows, this is where it began.
        if tight := _TIGHT.match(text):
            what, fix = f"“{tight[1]}:”后面少了空格", f"请写成 {tight[1]}: ，英文冒号后面空一格。"
            return Problem(path, first_line + above, "yaml", f"资料读不懂：{what}。", fix)
    if mark is _STOP:
        what, fix = _seen_in(line, what, fix)
    return Problem(path, first_line + number, "yaml", f"资料读不懂：{what}。", fix)


def _line_of(error: yaml.YAMLError, mark: str, source: str) -> int:
    """The line of `source`, from 0, to which one of the error's marks points; errors of the reader have none."""
    place = getattr(error, mark, None) or getattr(error, _STOP, None)
    if place is None:
        return source.count("\n", 0, getattr(error, "position", 0))
    return min(place.line, source.count("\n"))


def _seen_in(line: str, what: str, fix: str) -> tuple[str, str]:
    """What the line itself shows better than PyYAML, which only says where it stopped."""
    if what.startswith("值里有英文冒号") and re.fullmatch(r"\s+[a-z_]+:[^:]*", line):
        return "这一行的行首多了空格", "请让同一级的行首对齐。"
    if what.startswith("缩进") and re.match(r"""\s*(- )?([a-z_]+: +)?["'\[{]""", line):
        return "值以英文引号或括号开头，后面却还有别的字", "请改用中文引号“”，或给整个值加英文单引号。"
    return what, fix

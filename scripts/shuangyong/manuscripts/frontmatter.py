"""Front matter with the line of every key.

MkDocs drops front matter it cannot parse without a word, so we read it ourselves. Scalars
follow YAML 1.2's core schema: dates, clock times, ``on`` and ``no`` stay text, and the
models say what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from ..problems import Problem
from .refs import Location

FENCE = "---"


class _Loader(yaml.SafeLoader):
    """A safe loader for which only null, true/false, integers and decimals are not text."""

    yaml_implicit_resolvers: dict = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?(0|[1-9]\d*)$"), list("-+0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"[-+]?\d+\.\d+$"), list("-+0123456789"))


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
        what = "开头没有用两行 --- 包起来的资料（标题、日期等）。"
        return None, [Problem(path, 1, "front-matter", what, "请在第一行写 ---，下面写 title: 标题 等，再用一行 --- 结束。")]
    ends = [number for number, line in enumerate(lines) if number and line.rstrip() == FENCE]
    if not ends:
        what = "开头的资料没有结束：找不到第二行 ---。"
        return None, [Problem(path, 1, "front-matter", what, "请在资料的最后另起一行写 ---。")]
    end = ends[0]
    problems = []
    if end == len(lines) - 1:
        what = "文件到 --- 就结束了，后面没有换行。"
        problems.append(Problem(path, end + 1, "final-newline", what, "请在 --- 后面按一次回车再保存。"))
    data, positions, found = parse(path, "\n".join(lines[1:end]), first_line=2)
    if data is None:
        return None, problems + found
    body = "\n".join(lines[end + 1 :])
    return FrontMatter(data, positions, body, end + 2), problems + found


def parse(path: str, source: str, first_line: int) -> tuple[dict | None, dict[Location, int], list[Problem]]:
    """A YAML mapping and the line of each of its keys; None and problems where it is broken."""
    if wide := _full_width_colon(source):
        number, key = wide
        what = f"“{key}：”用了全角冒号。"
        return None, {}, [Problem(path, first_line + number, "yaml", what, f"请写成 {key}: ，英文冒号后面空一格。")]
    loader = _Loader(source)
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, {}, []
        if not isinstance(node, yaml.MappingNode):
            what, fix = "这一段不是“键: 值”的样子。", "请每行写一个键、英文冒号、空格和值，如 title: 标题。"
            return None, {}, [Problem(path, node.start_mark.line + first_line, "yaml", what, fix)]
        positions: dict[Location, int] = {}
        problems = list(_index(path, node, (), first_line, positions))
        return loader.construct_document(node), positions, problems
    except yaml.YAMLError as error:
        return None, {}, [_yaml_problem(path, source, error, first_line)]
    except (ValueError, TypeError):
        # Unhashable keys and their like: legal YAML that no editor means.
        return None, {}, [Problem(path, first_line, "yaml", "资料的写法读不懂。", "请照编辑手册里的样子写。")]
    finally:
        loader.dispose()


def positions(source: str, first_line: int = 1) -> dict[Location, int]:
    """The line of every key of a YAML text that others will read, such as ``mkdocs.yml``."""
    loader, found = _Loader(source), {}
    try:
        node = loader.get_single_node()
        if node is not None:
            list(_index("", node, (), first_line, found))
    except yaml.YAMLError:
        pass
    finally:
        loader.dispose()
    return found


def _index(path: str, node: yaml.Node, at: Location, first_line: int, positions: dict[Location, int]):
    """Record the line of every key and item below `node`; yield a problem for a repeated key."""
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            positions[*at, number] = item.start_mark.line + first_line
            yield from _index(path, item, (*at, number), first_line, positions)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here, line = (*at, key.value), key.start_mark.line + first_line
            if here in positions:
                what = f"“{key.value}”写了两次，先前一次在第 {positions[here]} 行。"
                yield Problem(path, line, "duplicate-key", what, "请合成一处。")
            if isinstance(key.value, str):
                positions[here] = line
                yield from _index(path, value, here, first_line, positions)


def _full_width_colon(source: str) -> tuple[int, str] | None:
    for number, line in enumerate(source.split("\n")):
        if match := re.match(r"([a-z_]+)：", line):
            return number, match[1]
    return None


_HINTS = (
    ("mapping values are not allowed", "值里有英文冒号，要把整个值用英文双引号括起来", "请写成 title: \"甲: 乙\" 的样子。"),
    ("found character '\\t'", "用了制表符（Tab）缩进", "请改用空格缩进。"),
    ("could not find expected ':'", "有一行少了英文冒号", "请写成“键: 值”的样子。"),
    ("found unexpected end of stream", "引号没有成对", "请补上另一半英文引号。"),
    ("while scanning a quoted scalar", "引号没有成对", "请补上另一半英文引号。"),
    ("expected ',' or ']'", "方括号没有成对，或少了逗号", "请补上英文的 ] 或逗号。"),
    ("expected <block end>", "缩进没有对齐", "请让同一级的行首对齐。"),
    ("unacceptable character", "有不能显示的控制字符", "请删掉这个字符。"),
    ("found undefined alias", "有以 * 开头的值", "请给整个值加英文双引号。"),
    ("cannot start any token", "有以 @ 或 ` 等符号开头的值", "请给整个值加英文双引号。"),
)


def _yaml_problem(path: str, source: str, error: yaml.YAMLError, first_line: int) -> Problem:
    """Said in an editor's words, at the line the parser stopped on."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    last = source.count("\n")
    offset = min(mark.line, last) if mark else source.count("\n", 0, getattr(error, "position", 0))
    for english, what, fix in _HINTS:
        if english in str(error):
            return Problem(path, first_line + offset, "yaml", f"资料读不懂：{what}。", fix)
    return Problem(path, first_line + offset, "yaml", "资料读不懂，写法有误。", "请检查这一行和上一行的冒号、引号和缩进。")

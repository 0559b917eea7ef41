"""From the ranking to ``selected`` in ``captions.yml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import yaml

from ...manuscripts.captions import Caption
from ..entries import parse_entries
from .tally import Tally

Ties = Literal["none", "all"]


@dataclass(frozen=True)
class Choice:
    """Which works are in."""

    slugs: frozenset[str]
    notes: tuple[str, ...]
    """What an editor must know of it, as sentences."""
    at_the_border: tuple[str, ...] = ()
    """Slugs of works with the same mean of which only some would fit."""


def choose(result: Tally, take: int, ties: Ties = "none") -> Choice:
    """The first `take` works of a ranking.

    Works that tie at the border are never parted: `ties` says whether none of them is taken
    or all. Works with too few scores have no rank and are not taken.
    """
    firm = [row for row in result.rows if row.rank]
    inside, border = firm[:take], []
    if 0 < take < len(firm) and firm[take - 1].mean == firm[take].mean:
        border = [row for row in firm if row.mean == firm[take].mean]
        inside = [row for row in firm if row.mean > firm[take].mean] + (border if ties == "all" else [])
    notes = list(_notes(result, take, len(inside), [row.work.slug for row in border], ties))
    return Choice(frozenset(row.work.slug for row in inside), tuple(notes), tuple(row.work.slug for row in border))


def _notes(result: Tally, take: int, count: int, border: list[str], ties: Ties) -> Iterable[str]:
    if border:
        done = "都选上了" if ties == "all" else "都没有选"
        yield f"第 {take} 名前后有 {len(border)} 件分数相同：{'、'.join(border)}，{done}，一共选了 {count} 件。"
        yield "并列的没有拆开：请评委商定，或换一个办法（none 都不选，all 都选）。"
    elif count < take:
        yield f"要选 {take} 件，有名次的只有 {count} 件，都选上了。"
    thin = sum(row.is_thin for row in result.rows)
    if thin:
        yield f"有 {thin} 件评分不到 {result.enough} 个，没有选。"


class CannotSelect(Exception):
    """The captions file is written in a way in which ``selected`` cannot be set; the text says where and what to do."""


def with_selected(text: str, chosen: Iterable[str]) -> str:
    """`text` of a captions file with ``selected`` true for the slugs in `chosen` and false for all others.

    Nothing else changes: comments, order, quotes and line ends are kept to the byte. Raises
    CannotSelect where the result would not read back as just that.
    """
    chosen = set(chosen)
    body = text.removeprefix("\ufeff")
    edits = sorted((edit for node in _items(body) for edit in _edit(body, node, chosen)), reverse=True)
    changed = body
    for start, end, new in edits:
        changed = changed[:start] + new + changed[end:]
    _verify(body, changed, chosen)
    return text[: len(text) - len(body)] + changed


def _items(text: str) -> list[yaml.MappingNode]:
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        raise CannotSelect("图注表读不懂。请先运行 shuangyong photos check，照着改好。") from None
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    photos = next((value for key, value in pairs if key.value == "photos"), None)
    return [node for node in getattr(photos, "value", None) or [] if isinstance(node, yaml.MappingNode)]


def _edit(text: str, node: yaml.MappingNode, chosen: set[str]) -> Iterable[tuple[int, int, str]]:
    """(start, end, new) for one entry."""
    values = {key.value: value for key, value in node.value}
    if not isinstance(values.get("slug"), yaml.ScalarNode):
        return
    wanted = "true" if values["slug"].value.strip() in chosen else "false"
    if (present := values.get("selected")) is not None:
        start, end = present.start_mark.index, present.end_mark.index
        yield start, end, wanted if start != end else f" {wanted}"
    elif node.flow_style:
        end = node.end_mark.index - 1
        yield end, end, f"{'' if text[:end].rstrip().endswith(',') else ','} selected: {wanted}"
    else:
        yield _new_line(text, node, wanted)


def _new_line(text: str, node: yaml.MappingNode, wanted: str) -> tuple[int, int, str]:
    """The key on a line of its own, behind the last of those that stand before it in a draft."""
    order = list(Caption.model_fields)
    before = set(order[: order.index("selected")])
    known = [(key, value) for key, value in node.value if key.value in before]
    last = _end(known[-1][1] if known else node.value[-1][1])
    newline = "\r\n" if "\r\n" in text else "\n"
    line = f"{' ' * node.start_mark.column}selected: {wanted}"
    at = text.find("\n", last)
    if last and text[last - 1] == "\n":
        return last, last, f"{line}{newline}"
    return (len(text), len(text), f"{newline}{line}") if at < 0 else (at + 1, at + 1, f"{line}{newline}")


def _end(node: yaml.Node) -> int:
    """Where the last thing written in `node` ends; a block's own mark lies behind the comments that follow it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return node.end_mark.index
    last = node.value[-1]
    return _end(last[1] if isinstance(last, tuple) else last)


def _verify(before: str, after: str, chosen: set[str]) -> None:
    """The same entries, with the one key set."""
    old, _ = parse_entries(before.replace("\r\n", "\n"))
    new, _ = parse_entries(after.replace("\r\n", "\n"))
    expected = [{**entry.values, "selected": entry.slug in chosen} if entry.slug else entry.values for entry in old]
    if [entry.values for entry in new] != expected:
        raise CannotSelect("图注表的写法特别，改不了 selected。请用手改，或先照编辑手册里的样子写。")

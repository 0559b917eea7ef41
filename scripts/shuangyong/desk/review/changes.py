"""What changed between two states of what is signed, in pieces that an editor reads at a glance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from .digest import Material

Op = Literal["same", "gone", "new"]
Piece = tuple[Op, str]

AROUND = 14
"""Characters that are shown on either side of a change."""

LABELS = {
    "as_printed": "原文", "value": "数值", "unit": "单位", "status": "性质", "what": "什么的数字", "period": "时期", "place": "地方",
    "note": "注意", "withheld": "不对外", "title": "标题", "caption": "图注", "alt": "替代文字", "photographer": "作者",
    "taken": "拍摄时间", "rights": "版权", "people": "人", "consent": "肖像同意", "focus": "裁剪中心", "redact": "涂掉的方块",
    "medium": "类别", "brand": "品牌项目", "day": "节点",
}  # fmt: skip
"""What an editor calls the keys of figures and captions."""


@dataclass(frozen=True)
class Change:
    """One place that is not as it was."""

    where: str
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """In one line without colours: ``…征集作品〔删“600余件”〕〔加“600件”〕，见…``"""
        marks = {"same": "{}", "gone": "〔删“{}”〕", "new": "〔加“{}”〕"}
        return "".join(marks[op].format(text) for op, text in self.pieces)


def changes(old: Material, new: Material, file_line: Callable[[int], int] = lambda line: line) -> tuple[Change, ...]:
    """Everything that differs, in the order of the parts of a digest.

    `file_line` gives the line of the file for a line of the new text, which lacks the sign-offs.
    """
    return tuple(_all(old, new, file_line))


def _all(old: Material, new: Material, file_line: Callable[[int], int]) -> Iterator[Change]:
    if (old.kind, old.src_uri) != (new.kind, new.src_uri):
        yield Change("文件的位置或名字", (("gone", old.src_uri), ("new", new.src_uri)))
    yield from _texts(old.text, new.text, file_line)
    yield from _listed("数字", dict(old.figures), dict(new.figures))
    then, now = ({id: {"原片": sha[:12], **said} for id, sha, said in each.photos} for each in (old, new))
    yield from _listed("照片", then, now)
    yield from _order(list(then), list(now))
    then, now = ({path: {"内容": sha[:12]} for path, sha in each.files} for each in (old, new))
    yield from _listed("文件", then, now)


def _order(old: list[str], new: list[str]) -> Iterator[Change]:
    if old != new and sorted(old) == sorted(new):
        yield Change("照片的先后", (("gone", "、".join(old)), ("new", "、".join(new))))


def _texts(old: str, new: str, file_line: Callable[[int], int]) -> Iterator[Change]:
    before, after = old.split("\n"), new.split("\n")
    for op, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        gone, come = before[i:j], after[k:m]
        for number, (was, now) in enumerate(_paired(gone, come)):
            if (was + now).strip():
                line = min(k + number, max(m - 1, k)) + 1
                yield Change(f"第 {file_line(line)} 行", tuple(compare(was, now)))


def _paired(gone: list[str], come: list[str]) -> Iterator[tuple[str, str]]:
    """Lines that took each other's place, in turn; those without a counterpart stand alone."""
    for number in range(max(len(gone), len(come))):
        was = gone[number] if number < len(gone) else ""
        now = come[number] if number < len(come) else ""
        yield was, now


def compare(old: str, new: str) -> Iterator[Piece]:
    """The pieces of one line: what went, what came, and a little of what stands around them."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.3:
        yield from ((op, text) for op, text in (("gone", old), ("new", new)) if text)
        return
    codes = _without_crumbs(matcher.get_opcodes())
    for place, (op, i, j, k, m) in enumerate(codes):
        if op == "equal":
            yield "same", _shortened(old[i:j], place == 0, place == len(codes) - 1)
        else:
            yield from ((name, text) for name, text in (("gone", old[i:j]), ("new", new[k:m])) if text)


def _without_crumbs(codes: Iterable[tuple[str, int, int, int, int]]) -> list[tuple[str, int, int, int, int]]:
    """With changes joined that one lone character parts: it is the same by accident."""
    joined: list[tuple[str, int, int, int, int]] = []
    codes = list(codes)
    for place, (op, i, j, k, m) in enumerate(codes):
        is_crumb = op == "equal" and j - i == 1 and 0 < place < len(codes) - 1
        if joined and (is_crumb or op != "equal") and joined[-1][0] != "equal":
            joined[-1] = ("replace", joined[-1][1], j, joined[-1][3], m)
        else:
            joined.append((op, i, j, k, m))
    return joined


def _shortened(text: str, is_first: bool, is_last: bool) -> str:
    if is_first:
        return text if len(text) <= AROUND else f"…{text[-AROUND:]}"
    if is_last:
        return text if len(text) <= AROUND else f"{text[:AROUND]}…"
    return text if len(text) <= 2 * AROUND else f"{text[:AROUND]}…{text[-AROUND:]}"


def _listed(called: str, old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]) -> Iterator[Change]:
    """Things by name, each with what is said of it."""
    for id in dict.fromkeys((*old, *new)):
        if id not in new:
            yield Change(f"{called} {id}", (("gone", "不再用它"),))
        elif id not in old:
            yield Change(f"{called} {id}", (("new", "新用上它"),))
        else:
            for key in dict.fromkeys((*old[id], *new[id])):
                was, now = _shown(old[id].get(key)), _shown(new[id].get(key))
                if was != now:
                    yield Change(f"{called} {id}，{LABELS.get(key, key)}", tuple(compare(was, now)))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "，".join(f"[{_shown(part)}]" if isinstance(part, list) else _shown(part) for part in value)
    return str(value)

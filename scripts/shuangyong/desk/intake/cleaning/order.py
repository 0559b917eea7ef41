"""Breaks in the reading order, suspected aloud: a scanner reads columns in an order of its own.

Nothing is put in another place. Where a text may have been torn, the editor is told, with the
order that seems likely.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..doubts import Doubt
from .blocks import Line, numbering
from .signs import HAN, IS_HAN, clipped

_CLOSING = tuple(
    re.compile(pattern)
    for pattern in (
        r"为[^。；]{2,40}(?:贡献|增添|汇聚|凝聚)[^。；]{0,8}(?:力量|智慧|光彩)|作出(?:新的|更大|应有)[^。；]{0,6}贡献",
        r"伟大复兴",
        r"谱写[^。；]{0,20}(?:篇章|华章)|再[创立铸][^。；]{0,8}(?:辉煌|新功|佳绩)",
        r"更加?紧密地?团结在[^。；]{2,24}周围",
        r"展望未来|放眼未来|面向未来|新的?征程|踏上征途",
        r"砥砺(?:奋进|前行)|继续前进|奋勇前进|阔步前行|勇毅前行|扬帆(?:起航|远航)",
        r"以[^。；]{2,24}为(?:目标|新的起点)",
        r"征程[^。；]{0,6}波澜壮阔|初心[^。；]{0,6}(?:如磐|弥坚|不改)",
        r"(?:永远|始终)在路上|让我们",
    )
)
"""What the last paragraph of a report says, one thing after another."""
ENOUGH = 2

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Section:
    """A heading and the paragraphs beneath it."""

    heading: Line
    paragraphs: tuple[Line, ...]

    @property
    def title(self) -> str:
        return re.sub(r"^#+\s*", "", self.heading.bare)


def sections(found: Sequence[Line]) -> list[Section]:
    """The sections in the order of the text; what stands before the first heading belongs to none."""
    result: list[Section] = []
    for line in found:
        if line.kind == "heading":
            result.append(Section(line, ()))
        elif result and line.kind in ("body", "item", "table"):
            result[-1] = Section(result[-1].heading, (*result[-1].paragraphs, line))
    return result


def closing_words(text: str) -> int:
    """How many of the things a last paragraph says are said here."""
    return sum(bool(pattern.search(text)) for pattern in _CLOSING)


def doubts(found: Sequence[Line]) -> Iterator[Doubt]:
    parts = [part for part in sections(found) if _level(part) == min(map(_level, sections(found)))]
    yield from _early_ending(found, parts)
    yield from _numbers(found)
    yield from _rhyme(parts)


def _level(part: Section) -> int:
    return part.heading.level or numbering(part.title) or 2


def _early_ending(found: Sequence[Line], parts: Sequence[Section]) -> Iterator[Doubt]:
    """A paragraph that reads like the last one, with whole sections behind it."""
    body = [line for line in found if line.kind == "body"]
    if not body or len(parts) < 2:
        return
    for number, part in enumerate(parts[:-1]):
        for place, line in enumerate(part.paragraphs):
            is_last_of_section = place == len(part.paragraphs) - 1
            if closing_words(line.bare) >= ENOUGH and is_last_of_section and closing_words(body[-1].bare) < ENOUGH:
                yield _ending(line, number, parts)


def _ending(line: Line, number: int, parts: Sequence[Section]) -> Doubt:
    behind = "、".join(f"“{clipped(part.title, 18)}”" for part in parts[number + 1 :])
    what = f"这一段像全文的结尾，后面却还有{len(parts) - number - 1}节（{behind}），像是分栏排的版面读错了次序。"
    order = [*parts[:number], *parts[number + 1 :], parts[number]]
    shown = "→".join(_short(part.title, parts) for part in order)
    rhyme = common_ending([part.title for part in parts])
    likeness = f"各节的标题都以“{rhyme}”收尾，是同一组；" if rhyme else ""
    fix = f"请对照原件的版面。{likeness}原来的次序可能是：{shown}→结尾。次序没有改动。"
    return Doubt(line.start, line.end, "order", what, fix, "中")


def _short(title: str, parts: Sequence[Section]) -> str:
    """Enough of a title to know it by: its last two characters where the titles rhyme."""
    return title[-2:] if common_ending([part.title for part in parts]) else clipped(title, 8)


def common_ending(titles: Sequence[str]) -> str:
    """The character that all of three or more titles end with; empty where they do not."""
    ends = {title[-1:] for title in titles}
    return ends.pop() if len(titles) > 2 and len(ends) == 1 and all(len(t) > 3 for t in titles) else ""


def _numbers(found: Sequence[Line]) -> Iterator[Doubt]:
    """Headings that number themselves, out of order: 一、三、二."""
    last: dict[int, int] = {}
    for line in found:
        title = re.sub(r"^#+\s*", "", line.bare)
        level = numbering(title)
        if line.kind != "heading" or not level:
            continue
        number = _number(title)
        for lower in [known for known in last if known > level]:
            del last[lower]
        expected = last.get(level, 0) + 1
        if number and number != expected:
            what = (
                f"小标题的序号是“{_NUMERALS[number - 1]}”，前面一个是“{_NUMERALS[expected - 2]}”。"
                if expected > 1
                else f"小标题从“{_NUMERALS[number - 1]}”开始，前面没有“一”。"
            )
            yield Doubt(line.start, line.end, "order", what, "请对照原件，看是次序乱了、缺了一节，还是序号印错。", "中")
        last[level] = number or expected


def _number(title: str) -> int:
    match = re.match(rf"[（(第]?([{_NUMERALS}])(?![{_NUMERALS}])", title)
    return _NUMERALS.index(match[1]) + 1 if match else 0


def _rhyme(parts: Sequence[Section]) -> Iterator[Doubt]:
    """One heading that does not end as all the others do."""
    if len(parts) < 4:
        return
    (same, count), *_ = Counter(part.title[-1:] for part in parts).most_common(1)
    odd = [part for part in parts if part.title[-1:] != same]
    if count == len(parts) - 1 and re.match(f"[{HAN}]", same):
        what = f"别的小标题都以“{same}”收尾，只有这一个不是。"
        yield Doubt(odd[0].heading.start, odd[0].heading.end, "order", what, "请对照原件，看是不是认错了字，或者不是小标题。")


def odd_heading(found: Sequence[Line]) -> Iterator[Doubt]:
    """Among headings that nobody marked, all of one length, one of quite another: a caption, perhaps."""
    bare = [line for line in found if line.kind == "heading" and not numbering(line.bare)]
    lengths = Counter(len(IS_HAN.findall(line.bare)) for line in bare)
    if len(bare) < 4:
        return
    (usual, count), *_ = lengths.most_common(1)
    for line in bare:
        length = len(IS_HAN.findall(line.bare))
        if count >= len(bare) - 1 and abs(length - usual) > 4:
            what = f"这一行当作小标题，但别的小标题都是{usual}个字，它是{length}个字，可能是图片说明。"
            yield Doubt(line.start, line.end, "heading", what, "请对照原件；是图片说明就移到照片的图注里。", "低")

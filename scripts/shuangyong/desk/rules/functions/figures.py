"""Numbers: where they come from, what was dropped from them, what is an aim and what is not to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import BODY, Document
from ..rule import compiled
from .base import Hit, known_as, sentence_around

_UNITS = (
    "人次|万人次|人|名|位|户|家|个|件|册|本|场次?|次|项|万元|亿元|元|平方米|平方公里|亩|公顷|公里|千米|米|吨|支|篇|幅|对|所|处|辆|台|套|倍|间|栋|座|棵|株|公斤|斤|"
    "份|批|组|条|块|枚|面|封|箱|盒|架|艘|门"
)
_QUANTITY = re.compile(
    r"(?<![\d.第:：/\-–—A-Za-z])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<big>[万亿千百]?)(?P<some>余|多|来|几)?(?P<unit>"
    rf"(?:个)?(?:{_UNITS})|[%％]|个百分点)"
    r"|(?P<han>(?:[一二两三四五六七八九十]*[百千万亿][一二三四五六七八九十百千万]*|[数几上近][十百千万亿]+)(?:余|多|几)?)(?P<han_unit>"
    rf"(?:{_UNITS}))"
)
_NO_COUNT = re.compile(r"\d+(?:路(?!人)|号线|次列车|次航班|条例|条(?=规定|第)|个月|个小时|米(?=赛|跑|接力))")
_FIGURE = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?figure:[^)]*\)")
_REFERRED = re.compile(r"(?:第|依据|依照|根据|按照|见|《[^》]*》)$")
_SAYING = re.compile(r"百姓|千家万户|百家|万户|千万|百年|万一|百货|千百|百花|万众|百般|万分|千里|万里|百名(?=榜)")


def _linked(doc: Document) -> list[tuple[int, int]]:
    """Where in the source the shown texts of figure links stand."""
    return [match.span(1) for match in _FIGURE.finditer(doc.source)]


@known_as("unsourced-numbers")
def unsourced_numbers(doc, rule, desk) -> Iterator[Hit]:
    """Counts in a story that lead to no source; dates, times, ordinals and names are none."""
    linked = _linked(doc)
    shown = {_plain(doc.source[start:end]) for start, end in linked}
    for match in _QUANTITY.finditer(doc.text):
        part = doc.part_at(match.start())
        if part.location != BODY and part.key not in ("title", "summary"):
            continue
        place = doc.clean.place(match.start())
        if any(start <= place < end for start, end in linked) or _is_no_count(doc.text, match):
            continue
        # A summary cannot link: there the number must be linked in the text.
        if part.location != BODY and any(_plain(match[0]) in each or (match["number"] or "-") == re.sub(r"\D", "", each) for each in shown):
            continue
        yield Hit(match.start(), match.end())


def _plain(text: str) -> str:
    return re.sub(r"[\s,，]", "", text)


def _is_no_count(text: str, match: re.Match) -> bool:
    start, end = match.span()
    if _NO_COUNT.match(text, start) or _REFERRED.search(text[max(0, start - 12) : start]):
        return True
    if match["han"]:
        return _SAYING.match(text, start) is not None
    # What stands in quotes or in a title is a name: “13个街镇”, 《100个故事》.
    opened = max(text.rfind(mark, max(0, start - 20), start) for mark in "《“")
    closed = max(text.rfind(mark, max(0, start - 20), start) for mark in "》”")
    return opened > closed or re.match(r"[月日年岁时分点号路楼室届级期班](?!以上)", text[end - 1 : end]) is not None


# ── qualifiers ───────────────────────────────────────────────────────────────

_COUNTED = "人次|人|名|位|户|家|件|册|本|场|项|万元|亿元|元|平方米|亩|公里|吨|篇|幅|棵|份|枚|辆|台|套|间"
_BEFORE = "近|约|大约|逾|超过?|上|将近|不足|不到|至少|多达|接近"
_MENTION = re.compile(
    rf"(?P<before>{_BEFORE})?(?<![\d.第,])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<big>[万亿]?)(?P<some>余|多|来)?"
    rf"(?P<unit>{_COUNTED})(?P<after>以上|左右|上下|之多)?"
)
_OTHERS = re.compile(r"(?:另|其中|又|再|还|其余|每|各|分别)[\u4e00-\u9fff]{0,5}$|(?:写成|写作|写的是)“?$")
"""Before another amount, or before one that a text tells of: 不写成“600件”."""


_APPROXIMATE = frozenset("近约逾超上不至达多余来左")
"""A text without any of them has no qualifier to lose."""


@known_as("qualifiers")
def qualifiers(doc, rule, desk) -> Iterator[Hit]:
    """A number that stands bare here and qualified elsewhere: in the same text, or in its source."""
    told = set()
    for hit in (*_lost_from_sources(doc, desk), *_lost_within(doc)):
        if hit.start not in told:
            told.add(hit.start)
            yield hit


def _lost_within(doc: Document) -> Iterator[Hit]:
    if _APPROXIMATE.isdisjoint(doc.clean.grams):
        return
    mentions = list(_MENTION.finditer(doc.text))
    qualified = {}
    for match in mentions:
        if (match["before"] or match["some"] or match["after"]) and (len(match["number"]) > 1 or match["big"]):
            qualified.setdefault(_amount(match), match)
    for match in mentions:
        whole = qualified.get(_amount(match))
        is_bare = whole and not (match["before"] or match["some"] or match["after"])
        if is_bare and not _OTHERS.search(doc.text[max(0, match.start() - 8) : match.start()]):
            if doc.kind == "source" and doc.part_at(match.start()).location[:1] == ("figures",):
                continue
            mark = whole["before"] or whole["some"] or whole["after"]
            yield Hit(match.start(), match.end(), {"right": whole[0], "mark": mark})


def _amount(match: re.Match) -> tuple[str, str, str]:
    unit = "名" if match["unit"] in ("人", "位") else match["unit"]
    return match["number"].replace(",", ""), match["big"], unit


def _lost_from_sources(doc: Document, desk) -> Iterator[Hit]:
    linked = _linked(doc)
    for figure in desk.figures_for(doc):
        for pattern, mark in figure.bare_patterns:
            for match in pattern.finditer(doc.text):
                place = doc.clean.place(match.start())
                if not any(start <= place < end for start, end in linked):
                    yield Hit(match.start(), match.end(), {"right": figure.as_printed, "mark": mark})


# ── aims ─────────────────────────────────────────────────────────────────────


@known_as("aims")
def aims(doc, rule, desk) -> Iterator[Hit]:
    """What a source gives as an aim, in a sentence that does not call it one."""
    if doc.kind == "source":
        return
    for figure in desk.figures_for(doc):
        if figure.status != "目标" or len(figure.as_printed) < 2:
            continue
        for match in re.finditer(re.escape(figure.as_printed), doc.text):
            first, last = sentence_around(doc.text, match.start(), match.end())
            if not compiled("<aim>").search(doc.text, first, last):
                yield Hit(match.start(), match.end(), {"source": f"资料来源 {figure.source} "})


# ── what is kept back ────────────────────────────────────────────────────────


@known_as("withheld")
def withheld(doc, rule, desk) -> Iterator[Hit]:
    for figure in desk.figures:
        if not figure.withheld or figure.secret_pattern is None:
            continue
        for match in figure.secret_pattern.finditer(doc.text):
            if doc.part_at(match.start()).location[:1] != ("figures",):
                yield Hit(match.start(), match.end(), {"source": figure.id, "reason": figure.withheld})


@known_as("hidden-location")
def hidden_location(doc, rule, desk) -> Iterator[Hit]:
    for base in desk.hidden_bases:
        for match in base.pattern.finditer(doc.text):
            location = doc.part_at(match.start()).location
            if doc.path == base.path and location[:1] in (("address",), ("coordinates",), ("transit",), ("evidence",)):
                continue
            yield Hit(match.start(), match.end(), {"title": base.title})

"""Punctuation, quotes, spaces and characters that only look right."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from ..gates import Gate
from .base import Hit, known_as


@cache
def _autocorrect():
    """The library, told our habits: no space between Han characters and digits, no spell check."""
    import autocorrect_py

    off = (
        "space-word", "space-punctuation", "space-bracket", "space-backticks", "space-dash", "space-dollar",
        "spellcheck", "halfwidth-punctuation",
    )
    on = ("fullwidth", "halfwidth-word", "no-space-fullwidth", "no-space-fullwidth-quote")
    autocorrect_py.load_config(json.dumps({"rules": dict.fromkeys(off, 0) | dict.fromkeys(on, 1)}))
    return autocorrect_py


_OURS = frozenset("()\"'…—-")
"""Characters that rules of their own speak of."""


@known_as("autocorrect")
def autocorrect(doc, rule, desk) -> Iterator[Hit]:
    """Where autocorrect would write something else."""
    text = doc.prose.text
    better = _autocorrect().format(text)
    told: set[int] = set()
    place = 0
    for line, mended in zip(text.split("\n"), better.split("\n"), strict=False) if better != text else ():
        for hit in _changes(line, mended, place) if line != mended else ():
            told.update(range(hit.start, hit.end))
            yield hit
        place += len(line) + 1
    # It leaves alone what has a space before it.
    for match in _HALF_WIDTH.finditer(text):
        if match.start("mark") not in told:
            yield Hit(match.start(), match.end(), {"right": match["mark"].translate(_FULL_WIDTH)}, "prose")


_HALF_WIDTH = re.compile(r"(?<=[\u4e00-\u9fff”》）])[ ]*(?P<mark>[,;:?!])(?![0-9A-Za-z/])")
_FULL_WIDTH = str.maketrans(",;:?!", "，；：？！")


def _changes(line: str, mended: str, place: int) -> Iterator[Hit]:
    for kind, first, last, low, high in SequenceMatcher(None, line, mended, autojunk=False).get_opcodes():
        was, now = line[first:last], mended[low:high]
        if kind == "equal" or not was or _OURS & set(was) or (now.isascii() and not now.isalnum() and now):
            continue
        if now:
            yield Hit(place + first, place + last, {"right": now}, "prose")
        else:
            start, end = max(0, first - 1), min(len(line), last + 1)
            right = line[start:first] + line[last:end]
            yield Hit(place + start, place + end, {"right": right}, "prose")


_HAN = "\u3400-\u9fff"
_NEAR = rf"{_HAN}，。、；：！？“”‘’《》（）"
_QUOTED = re.compile(
    rf"(?<![A-Za-z0-9=])(?P<mark>[\"'])(?=[^\"'\n]*[{_HAN}])[^\"'\n]{{1,60}}(?P=mark)(?![A-Za-z])"
    rf"|(?<=[{_HAN}，。：；、])[\"'](?![A-Za-z])"
    rf"|(?<![A-Za-z0-9])[\"'](?=[{_HAN}])"
)


@known_as("straight-quotes")
def straight_quotes(doc, rule, desk) -> Iterator[Hit]:
    if doc.prose.grams.isdisjoint("\"'"):
        return
    for match in _QUOTED.finditer(doc.prose.text):
        yield Hit(match.start(), match.end(), {}, "prose")


_PAIRS = dict(zip("“‘《（【「『〈", "”’》）】」』〉", strict=True))
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_PARAGRAPH = re.compile(r"\n[ \t\u3000]*\n|(?<=[。！？…：])\n")
_COUNTED = re.compile(r"(?:^|[。；：，、\s])[\d一二三四五六七八九十a-zA-Z]{1,3}$")


@known_as("unpaired")
def unpaired(doc, rule, desk) -> Iterator[Hit]:
    text = doc.prose.text
    last = 0
    for end in [*(match.start() for match in _PARAGRAPH.finditer(text)), len(text)]:
        yield from _unpaired_in(text, last, end)
        last = end


def _unpaired_in(text: str, first: int, last: int) -> Iterator[Hit]:
    """Opening marks without their closing ones in one paragraph, and the other way round."""
    open_: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text, first, last):
        mark, place = match[0], match.start()
        if mark in _PAIRS:
            open_.append((mark, place))
        elif open_ and open_[-1][0] == _CLOSING[mark]:
            open_.pop()
        elif any(opened == _CLOSING[mark] for opened, _ in open_):
            while open_[-1][0] != _CLOSING[mark]:
                yield Hit(open_[-1][1], open_.pop()[1] + 1, {}, "prose")
            open_.pop()
        elif not _is_no_pair(text, mark, place, first):
            yield Hit(place, place + 1, {}, "prose")
    # A quotation of several paragraphs opens each of them and closes the last.
    goes_on = re.match(r"\s*“", text[last:])
    yield from (Hit(place, place + 1, {}, "prose") for mark, place in open_ if not (mark == "“" and goes_on))


_MARKS = re.compile("[" + "".join(_PAIRS) + "".join(_CLOSING) + "]")


def _is_no_pair(text: str, mark: str, place: int, first: int) -> bool:
    """Whether a closing mark closes nothing by right: 一）, and the apostrophe of It’s."""
    if mark == "）":
        return _COUNTED.search(text[max(first, place - 5) : place]) is not None
    return mark == "’" and text[place - 1 : place].isascii() and text[place - 1 : place].isalpha()


_RESULT = Gate(
    "、(?=(?:浓厚|增强|密切|促进|加深|拉近|提高|营造|推动|丰富|增进|巩固|提升|激发|赢得|受到|取得|收到|温暖|凝聚|弘扬|展现|体现|传递|搭建|架起|奠定|形成|打下)了)"
)
"""After which no thing is listed any more but said what came of it."""


@known_as("list-commas")
def list_commas(doc, rule, desk) -> Iterator[Hit]:
    for match in _RESULT.finditer(doc.clean):
        first = max(doc.text.rfind(mark, 0, match.start()) for mark in "，。；：！？\n")
        # 增进了感情、密切了关系: there the results themselves are listed.
        if "了" not in doc.text[first + 1 : match.start()]:
            yield Hit(match.start(), match.end() + 3)


_ENDED = re.compile(r"[。！？…：；”’』」）》〉】.!?:;)\"'\ufffc\d％%]\s*$")
_LISTED = re.compile(r"[ \t>]*(?:[-*+#|:]|\d{1,3}[.)、]|!!!|\[\^)")
_MARKED = re.compile(r"(?:〔疑\d*〕)+$")
"""What intake puts behind a doubtful place."""
LONG_ENOUGH = 25
"""Characters from which on a paragraph with a comma in it is prose rather than a heading."""


@known_as("unfinished")
def unfinished(doc, rule, desk) -> Iterator[Hit]:
    """Paragraphs of prose without an end: cut in two by a scan, or never finished."""
    text = doc.clean.text
    for match in re.finditer(r"[^\n]+", text[doc.body_start :]):
        start, end = doc.body_start + match.start(), doc.body_start + match.end()
        words = _MARKED.sub("", match[0].rstrip())
        end = start + len(words)
        if len(words) < LONG_ENOUGH or _ENDED.search(words) or not {"，", "。"} & set(words):
            continue
        place = doc.clean.place(start)
        line = doc.source[doc.source.rfind("\n", 0, place) + 1 : place + 1]
        if not _LISTED.match(line) and not line.lstrip().startswith(("|", "#", "-", "*")):
            yield Hit(end - min(6, len(words)), end, {"found": words[-6:]})


_BETWEEN = re.compile(rf"(?<=[{_HAN}])[ \u00a0\u3000]+(?=[{_HAN}])")
_BYLINE = re.compile(r"(?:记者|通讯员|作者|编辑|责编|摄影|摄|文|图|设计|主编|策划|统筹|供稿|审核|校对)$")
_PHRASE = 4
"""Characters on either side of a space that make it one between two phrases of a headline."""


@known_as("han-spaces")
def han_spaces(doc, rule, desk) -> Iterator[Hit]:
    text = doc.prose.text
    for match in _BETWEEN.finditer(text):
        before, after = _word_before(text, match.start()), _word_after(text, match.end())
        is_byline = (
            _BYLINE.search(before)
            or re.match(r"(?:本报)?(?:记者|通讯员|责任编辑|编辑|摄影|视觉设计|摄)", after)
            or _is_name_after_byline(text, match)
        )
        is_headline = len(before) >= _PHRASE and len(after) >= _PHRASE and _is_in_headline(doc, match.start())
        if not is_byline and not is_headline:
            found = before[-2:] + match[0] + after[:2]
            yield Hit(match.start(), match.end(), {"found": found}, "prose")


def _is_name_after_byline(text: str, match: re.Match) -> bool:
    """Whether the space parts one name from the next in a line of bylines: 记者 甲某 乙某."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return len(line) < 24 and re.search(r"(?:记者|通讯员|责任编辑|编辑|摄影|设计)[ \u3000：:]", line) is not None


def _word_before(text: str, place: int) -> str:
    return re.search(rf"[{_HAN}]*$", text[max(0, place - 30) : place])[0]


def _word_after(text: str, place: int) -> str:
    return re.match(rf"[{_HAN}]*", text[place : place + 30])[0]


def _is_in_headline(doc, position: int) -> bool:
    place = doc.prose.place(position)
    start = doc.source.rfind("\n", 0, place) + 1
    return re.match(r"#{1,6}[ \t]|(?:title|subtitle|kicker):", doc.source[start:place]) is not None


_ODD = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffd\ue000-\uf8ff\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


@known_as("odd-characters")
def odd_characters(doc, rule, desk) -> Iterator[Hit]:
    """Characters nobody sees, private ones, and those that stand for another: radicals copied out of a PDF."""
    for match in _ODD.finditer(doc.source):
        plain = unicodedata.normalize("NFKC", match[0])
        right = f"“{plain}”" if plain != match[0] and plain.strip() else ""
        yield Hit(match.start(), match.end(), {"found": match[0], "right": right, "name": f"U+{ord(match[0]):04X}"}, "source")

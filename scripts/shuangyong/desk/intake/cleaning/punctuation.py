"""Half-width punctuation of Chinese text made full-width (GB/T 15834—2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..doubts import Doubt
from ..tape import Edit, Note
from .signs import CLOSING, ENDS, HAN, OPENING, Guard, after, before, has_han, is_chinese, lines

_WHY = Note("punctuation", "中文里的标点用全角")
_FULL_OF = dict(zip(",:;!?", "，：；！？", strict=True))
_SKIP = " \t\u3000*\\\"'“”‘’"
"""Between a sign and the character that says which language it belongs to."""


def edits(text: str) -> Iterator[Edit]:
    guard = Guard(text)
    found = [*_stops(text), *_full_stops(text), *_brackets(text), *_dots(text), *_dashes(text), *_titles(text)]
    seen: set[int] = set()
    for edit in found:
        if not guard.covers(edit.start, edit.end) and edit.start not in seen:
            seen.update(range(edit.start, edit.end))
            yield edit


def _stops(text: str) -> Iterator[Edit]:
    for match in re.finditer("[,:;!?]", text):
        left, right = before(text, match.start(), _SKIP), after(text, match.end(), _SKIP)
        around = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        between_digits = all(char.isdigit() for char in around if char) and all(around)
        if (is_chinese(left) or is_chinese(right)) and not (between_digits and match[0] in ",:"):
            yield Edit(*match.span(), _FULL_OF[match[0]], _WHY)


def _full_stops(text: str) -> Iterator[Edit]:
    """A full stop of a keyboard that was left in English, at the end of a sentence."""
    for match in re.finditer(r"(?<![.\d])\.(?!\.)", text):
        left, right = before(text, match.start(), f"{_SKIP})"), after(text, match.end(), _SKIP)
        ends_line = not after(text, match.end(), " \t\u3000*\"'”’）)").strip()
        spaced = text[match.end() : match.end() + 1] in " \u3000" and is_chinese(right)
        if is_chinese(left) and left not in STOPPED and (ends_line or spaced):
            yield Edit(*match.span(), "。", _WHY)


STOPPED = "，。、；：？！…—·"


def _brackets(text: str) -> Iterator[Edit]:
    """Both halves of a pair, where the words in it or right before or behind it are Chinese."""
    for start, line in lines(text):
        opened: list[int] = []
        for position, char in enumerate(line):
            if char in "(（":
                opened.append(position)
            elif char in ")）" and opened:
                first = opened.pop()
                inner, whole = line[first + 1 : position], line[first] + char
                around = before(line, first, _SKIP) + after(line, position + 1, _SKIP)
                if whole in ("(）", "（)") or (whole == "()" and (has_han(inner) or any(map(is_chinese, around)))):
                    yield Edit(start + first, start + first + 1, "（", _WHY)
                    yield Edit(start + position, start + position + 1, "）", _WHY)


def _dots(text: str) -> Iterator[Edit]:
    """What stands for an ellipsis."""
    why = Note("punctuation", "省略号写成……")
    for match in re.finditer(r"\.{3,}|。{3,}|·{3,}|(?<!…)…(?!…)", text):
        if is_chinese(before(text, match.start(), _SKIP)) or is_chinese(after(text, match.end(), _SKIP)):
            yield Edit(*match.span(), "……", why)


_LONG = re.compile(r"(?<!-)-{2,4}(?!-)|－{2,}|─{2,}|―{2,}|━{2,}|–{2,}")


def _dashes(text: str) -> Iterator[Edit]:
    """What stands for a dash: two or more of whatever line the keyboard or the scanner had."""
    why = Note("punctuation", "破折号写成——")
    for match in _LONG.finditer(text):
        left, right = before(text, match.start(), _SKIP), after(text, match.end(), _SKIP)
        if is_chinese(left) or (not left and is_chinese(right)):
            yield Edit(*match.span(), "——", why)


def _titles(text: str) -> Iterator[Edit]:
    why = Note("punctuation", "书名号写成《》")
    for match in re.finditer(r"<<([^<>\n]+)>>", text):
        if has_han(match[1]):
            yield Edit(match.start(), match.start() + 2, "《", why)
            yield Edit(match.end() - 2, match.end(), "》", why)


_DASH = re.compile(rf"(?<=[{HAN}”》）])[ \u3000]*[-－–][ \u3000]*(?=[{HAN}“《（])")
_TWICE = re.compile(r"([，。、；：])[ \u3000]*[，。、；：]+")
_POINT = re.compile(rf"(?<=[{HAN}])\.(?=[{HAN}])")


def doubts(text: str) -> Iterator[Doubt]:
    """Signs that are likely to be others."""
    guard = Guard(text)
    for match in _DASH.finditer(text):
        what = f"两段汉字之间是一个“{match[0].strip()}”，多半是破折号。"
        yield Doubt(*match.span(), "dash", what, "请对照原件；是破折号就改成“——”，主题和副题之间也用它。", "中")
    for match in _POINT.finditer(text):
        yield Doubt(*match.span(), "point", "两个汉字之间有一个英文句点。", "请对照原件；句子完了用“。”，外国人名中间用“·”。", "中")
    for match in _TWICE.finditer(text):
        yield Doubt(*match.span(), "twice", f"“{match[0]}”，标点连着用了两个。", "请对照原件，留下对的一个。", "中")
    for start, line in lines(text):
        for match in re.finditer(r"<([^<>\n/]{2,30})>", line):
            if has_han(match[1]):
                what = f"“{match[0]}”像是书名号。"
                yield Doubt(start + match.start(), start + match.end(), "title", what, "是书名就改成《》。", "中")
    yield from (doubt for doubt in _misplaced(text) if not guard.covers(doubt.start, doubt.end))


def _misplaced(text: str) -> Iterator[Doubt]:
    for match in re.finditer(f"[{re.escape(OPENING)}][，。、；：？！]|[，、；：][{re.escape(CLOSING)}]|[{ENDS}][，、；：]", text):
        if not (match[0][0] in ENDS and match[0][1] in CLOSING):
            yield Doubt(*match.span(), "misplaced", f"“{match[0]}”，标点的位置不对。", "请对照原件改正。")

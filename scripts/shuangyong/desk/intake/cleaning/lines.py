"""Lines that a scanner or a narrow column broke put together again, also over a blank line in mid-sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..doubts import Doubt
from ..tape import Edit, Note
from .blocks import Line, classify, crosses_word
from .signs import HAN, clipped, width

_JOINED = Note("join", "断开的行接成一段")
_OVER = Note("join", "一句话被空行分成两块，接起来")
_PAGE = Note("page-number", "页码，不是正文")
_INDENT = Note("layout", "段首、行末的空格不要")
_GAP = Note("layout", "段与段之间空一行")

SHORTEST_COLUMN = 8
"""Han characters to a line: narrower ones are lists, not columns."""

_GOES_ON = re.compile(r"[、，,：:；;（(“‘《—-]$")
_CANNOT_BEGIN = re.compile(r"[，。、；：？！）》”’…,.;:?!)]")
_PARTICLE = re.compile("[的了着过们吗呢吧]")


def page_numbers(text: str) -> Iterator[Edit]:
    for line in classify(text):
        if line.kind == "page-number":
            yield Edit(line.start, line.end, "", _PAGE)


def joins(text: str, is_scan: bool = True) -> Iterator[Edit | Doubt]:
    """The line ends to take out; with a doubt where only the sense can say that the two fit.

    What is no scan was broken by people, for reasons: only where a sentence certainly goes on
    are two paragraphs of it put together.
    """
    found = classify(text, guesses=is_scan)
    for chunk in _chunks(found):
        for one, two in zip(chunk, chunk[1:], strict=False):
            if _goes_on(chunk, one, two, is_scan):
                yield _edit(one, two, _JOINED)
                yield from _broken_word(one, two)
    for one, two in zip(found, found[1:], strict=False):
        if two.blanks and one.kind == two.kind == "body" and not one.is_closed and (is_sure(one, two) or is_scan):
            yield _edit(one, two, _OVER)
            if not is_sure(one, two):
                what = f"上一块到“{one.bare[-6:]}”没有完，下一块从“{two.bare[:6]}”开始，接成了一句。"
                end = two.start + two.text.index(two.bare) + 1
                yield Doubt(end - 1, end, "join", what, "请对照原件，看接得对不对。", "中", is_marked=False)


def _edit(one: Line, two: Line, note: Note) -> Edit:
    """Takes out what stands between the words of two lines."""
    end, begin = one.start + len(one.text.rstrip(" \t\u3000")), two.end - len(two.text.lstrip(" \t\u3000"))
    both_latin = re.search("[A-Za-z0-9]$", one.bare) and re.match("[A-Za-z0-9]", two.bare)
    return Edit(end, begin, " " if both_latin else "", note)


def _chunks(found: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines without a blank line or anything but text between them."""
    chunk: list[Line] = []
    for line in found:
        fits = line.kind in ("body", "head") or (line.kind == "heading" and not line.level)
        if chunk and (line.blanks or not fits):
            yield chunk
            chunk = []
        if fits or line.kind == "item":
            chunk.append(line)
    if chunk:
        yield chunk


def _goes_on(chunk: Sequence[Line], one: Line, two: Line, is_scan: bool) -> bool:
    """Whether `two` goes on with the paragraph of `one`."""
    if two.kind != "body" or one.kind in ("head", "heading"):
        return one.kind == two.kind == "head" and crosses_word(one.bare, two.bare)
    is_indented = two.indent > min(line.indent for line in chunk)
    if is_sure(one, two) and not one.is_closed:
        return True
    if is_indented or not is_scan or not is_column(chunk):
        return False
    share = width(one.text) / _column(chunk)
    return share > 0.93 if one.is_final else share > 0.85 if one.is_closed else share > 0.7


def is_column(chunk: Sequence[Line]) -> bool:
    """Whether lines are broken by the width of a column: most end in mid-sentence, and there are sentences."""
    open_ends = sum(not line.is_closed for line in chunk[:-1])
    has_stops = any(re.search("[，。；,;]", line.bare) for line in chunk)
    return len(chunk) > 1 and has_stops and open_ends * 2 >= len(chunk) - 1 and _column(chunk) >= SHORTEST_COLUMN


def _column(chunk: Sequence[Line]) -> float:
    """How wide the column is; one line that runs over does not count where there are several."""
    widths = sorted((width(line.text) for line in chunk), reverse=True)
    return widths[1] if len(widths) > 3 else widths[0]


def is_sure(one: Line, two: Line) -> bool:
    """Whether the sentence of one line certainly goes on in the other."""
    left, right = one.bare.rstrip("*"), two.bare.lstrip("*")
    return bool(
        crosses_word(left, right)
        or _GOES_ON.search(left)
        or _CANNOT_BEGIN.match(right)
        or _PARTICLE.match(right)
        or (left.count('"') % 2 and right.count('"') % 2)
        or (left.count("“") > left.count("”") and right.count("”") > right.count("“"))
    )


def _broken_word(one: Line, two: Line) -> Iterator[Doubt]:
    """A number or a Latin word that may have been broken at the line's end."""
    left, right = re.search(r"[A-Za-z]+-$|\d+$", one.bare), re.match(r"[A-Za-z]+|\d+", two.bare)
    if left and right and left[0][-1:].isdigit() == right[0][:1].isdigit():
        what = f"行末的“{left[0]}”和下一行的“{right[0]}”可能是拆开的。"
        at = two.start + two.text.index(two.bare)
        yield Doubt(at, at + len(right[0]), "join", what, "请对照原件，是一个就接上。", "中")


def layout(text: str) -> Iterator[Edit]:
    """One blank line between paragraphs, no spaces at their ends; rows of tables and items of lists stay together."""
    found = classify(text)
    for line in found:
        lead, body = len(line.text) - len(line.text.lstrip(" \t\u3000")), len(line.text.rstrip(" \t\u3000"))
        if (line.kind not in ("item", "rest") and lead) or "\u3000" in line.text[:lead] or "\t" in line.text[:lead]:
            yield Edit(line.start, line.start + lead, "", _INDENT)
        if body < len(line.text):
            yield Edit(line.start + body, line.end, "", _INDENT)
    if found and text[: found[0].start]:
        yield Edit(0, found[0].start, "", _GAP)
    if found and text[found[-1].end :] != "\n":
        yield Edit(found[-1].end, len(text), "\n", _GAP)
    for one, two in zip(found, found[1:], strict=False):
        between = "\n" if _belong(one, two) else "\n\n"
        yield from _gap(text, one.end, two.start, between)


def _gap(text: str, start: int, end: int, wanted: str) -> Iterator[Edit]:
    """As little as turns what stands between two lines into `wanted`."""
    if text[start:end] == wanted:
        return
    if text[start:end] == "\n":
        yield Edit(start, start, "\n", _GAP)
    else:
        yield Edit(start + len(wanted), end, "", _GAP) if text[start:end].startswith(wanted) else Edit(start, end, wanted, _GAP)


def _belong(one: Line, two: Line) -> bool:
    if one.kind == two.kind == "table":
        return True
    return one.kind == two.kind == "item" and not two.blanks


_BOUND = re.compile(f"(?:的|了|着|过|们|吗|呢|吧)[{HAN}]")


def doubts(text: str, is_scan: bool = True) -> Iterator[Doubt]:
    """Sentences without an end, and such without a beginning."""
    for line in classify(text, has_head=False, guesses=is_scan):
        if line.kind != "body" or width(line.bare) < 10:
            continue
        start = line.start + line.text.index(line.bare)
        if not line.is_closed and re.search("[，。；]", line.bare):
            what = f"这一段到“{line.bare[-8:]}”断了，句子没有写完。"
            fix = "请对照原件；原件就没有的，不要补，写明“原文到此为止”或删去这半句。"
            yield Doubt(start + len(line.bare), start + len(line.bare), "cut", what, fix, "中")
        if is_headless(line.bare):
            what = f"这一段从“{clipped(line.bare, 8)}”开始，不像一句话的开头。"
            yield Doubt(start, start + 1, "headless", what, "请对照原件，看前面是不是少了字，或者应当接在别的段落后面。", "中")


def is_headless(bare: str) -> bool:
    """Whether a paragraph begins in mid-sentence."""
    first = re.split("[。！？]", bare)[0]
    closes = first.find("”")
    return bool(_CANNOT_BEGIN.match(bare) or _BOUND.match(bare)) or (closes >= 0 and "“" not in first[:closes])

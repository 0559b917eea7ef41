"""What each line of a text is: part of the body, a heading, a byline, a caption, a page number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import rjieba

from . import bylines
from .signs import ENDS, HAN, has_han, lines, width

LONGEST_HEADING = 28
"""In Han characters."""
LONGEST_TITLE = 64
SHORTEST_BODY = 12

_FINAL = re.compile(rf"(?:[{ENDS}]|(?<=[{HAN}”）》)\"])[.．])[”’」』）》】\"'*)]*$")
_CLOSED = re.compile(r"[；;：:”’」』）》】\"')]\**$")
_SENTENCE = re.compile(r"[，。；！？]|[,;!?](?!\d)")
_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十百]+[章节部分编]|[一二三四五六七八九十]+[、.．]|[壹贰叁肆伍陆柒捌玖拾][、.．])"
    rf"\s*(?=[{HAN}“《])"
)
_SECOND = re.compile(rf"[（(][一二三四五六七八九十]+[)）]\s*[、.．]?(?=[{HAN}“《])")
_ITEM = re.compile(r"(?:[-*+•●○■□◆◇▪]|\d{1,3}[.)．、]|[（(]\d{1,3}[)）]|[①-⑳])\s*(?=\S)")
_PAGE_NUMBER = re.compile(r"[-—–·~\s]*(?:第\s*)?(\d{1,4})(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–·~\s]*")
_PAGE_MARK = re.compile(
    rf"(?:专版|专刊|专题|专栏|特刊|特稿|特别报道|要闻|综合(?:新闻)?|广告|第?\s*[A-Z]?\d{{1,2}}\s*版?|[A-Z]{{1,2}}\d{{1,3}}(?:版)?|[{HAN}]{{2,4}}周刊|[{HAN}]{{2,6}}专版)"
)
_DATE = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?\s*(?:(?:星期|周)[一二三四五六日天])?")
_CAPTION = re.compile(
    r"(?:图为|图中|上图|下图|左图|右图|题图|[▲△▼▽↑↓←→]|图\s*[\d一二三四五六七八九十]{1,2}\s*[:：.、\s])"
    rf"|.*[（(]?(?:[{HAN}]{{2,4}}|资料)\s*(?:摄影|摄|供图|图片)[)）]?$"
)
_SUBTITLE = re.compile(rf"(?:——|--|—|－|[-–])\s*[{HAN}“]|.*(?:纪实|侧记|综述|纪事|巡礼|掠影|回眸|札记|速写)$")
_SCENE = re.compile(r".*(?:基地|中心|现场|合影|[馆园室站厅校]|一角|场景|仪式|活动|典礼|会场|驿站|阵地|图)$")


@dataclass(frozen=True)
class Line:
    """One line that is not blank."""

    start: int
    text: str
    kind: str
    """``body``, ``heading``, ``head`` (before the body: title and what stands around it), ``byline``,
    ``caption``, ``page-number``, ``page-mark``, ``date``, ``item``, ``table`` or ``rest``."""
    blanks: int
    """How many blank lines stand before it."""
    level: int = 0
    """Of a heading; 0 where it is not marked as one."""

    @property
    def bare(self) -> str:
        return self.text.strip(" \t\u3000")

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def indent(self) -> int:
        """In Han characters, rounded up."""
        lead = self.text[: len(self.text) - len(self.text.lstrip(" \t\u3000"))]
        return lead.count("\u3000") + 2 * lead.count("\t") + (lead.count(" ") + 1) // 2

    @property
    def is_final(self) -> bool:
        """Whether a sentence ends with it."""
        return bool(_FINAL.search(self.bare))

    @property
    def is_closed(self) -> bool:
        """Whether it may well end here: with a sentence, a colon, a quotation."""
        return self.is_final or bool(_CLOSED.search(self.bare))


def is_page_number(bare: str) -> bool:
    match = _PAGE_NUMBER.fullmatch(bare)
    return bool(match) and not 1900 <= int(match[1]) <= 2100


def is_subtitle(bare: str) -> bool:
    return bool(_SUBTITLE.match(bare))


def is_scene(bare: str) -> bool:
    """Whether a line names a place or an occasion, as the words under a picture do."""
    return bool(_SCENE.match(bare))


def date_of(bare: str) -> str:
    """``2015-07-30`` for a line that is a date and nothing else; empty for others."""
    match = _DATE.fullmatch(bare.strip("（）() \u3000"))
    if not match:
        return ""
    return "-".join(f"{int(part):02}" for part in match.groups() if part)


def numbering(bare: str) -> int:
    """The level at which a heading that numbers itself stands; 0 where it does not: 一、 is 2, （一） is 3."""
    return 2 if _NUMBERED.match(bare) else 3 if _SECOND.match(bare) else 0


def classify(text: str, has_head: bool = True, guesses: bool = True) -> list[Line]:
    """Every line of `text` that is not blank. `has_head` is False where title and the like have left it.

    `guesses` takes short lines that stand apart for headings; a Word file marks its headings itself.
    """
    found, blanks = [], 0
    for start, line in lines(text):
        if not line.strip(" \t\u3000"):
            blanks += 1
            continue
        found.append(Line(start, line, _kind(line.strip(" \t\u3000")), blanks, _level(line)))
        blanks = 0
    last = max((number for number, line in enumerate(found) if _is_body(line)), default=-1)
    # What follows the last paragraph is a signature, not a heading.
    found = [_heading(found, number, guesses and number < last) for number in range(len(found))]
    return _with_head(found) if has_head else found


def _level(line: str) -> int:
    match = _MARKDOWN.match(line.strip(" \t\u3000"))
    return len(match[1]) if match else 0


def _kind(bare: str) -> str:
    if _MARKDOWN.match(bare):
        return "heading"
    if bare.startswith("|"):
        return "table"
    if re.match(r"!\[|\[\^[\w-]+\]:|〔疑", bare):
        return "rest"
    if is_page_number(bare):
        return "page-number"
    if bylines.parse(bare):
        return "byline"
    if _PAGE_MARK.fullmatch(bare):
        return "page-mark"
    if date_of(bare):
        return "date"
    if _CAPTION.match(bare) and width(bare) <= 90:
        return "caption"
    if _ITEM.match(bare):
        return "item"
    return "body"


def _heading(found: Sequence[Line], number: int, guesses: bool) -> Line:
    """The line as a heading, where it stands and reads like one."""
    line = found[number]
    if line.kind != "body" or not is_short(line.bare):
        return line
    before = found[number - 1] if number else None
    behind = found[number + 1] if number + 1 < len(found) else None
    stands_apart = line.blanks or before is None or before.is_final or before.kind != "body"
    followed = behind is not None and (behind.blanks or behind.kind in ("heading", "item") or _begins_anew(line, behind))
    if numbering(line.bare) and stands_apart:
        return replace(line, kind="heading")
    if not guesses or not (stands_apart and followed) or (before and not before.is_closed and crosses_word(before.bare, line.bare)):
        return line
    return replace(line, kind="heading")


def _begins_anew(line: Line, behind: Line) -> bool:
    """Whether a paragraph begins right under a line, rather than the line being the first of it."""
    if behind.indent != line.indent:
        return behind.indent > line.indent
    return _is_body(behind) and width(behind.bare) >= 2 * width(line.bare)


def is_short(bare: str) -> bool:
    """Whether a line is as short and as bare of punctuation as a heading is."""
    stops = len(re.findall("[，,：:]", bare))
    return (
        2 <= width(bare) <= LONGEST_HEADING
        and not re.search("[。；！？;…]|[!?]", bare)
        and stops <= (1 if numbering(bare) else 0)
        and has_han(bare)
    )


def _is_body(line: Line) -> bool:
    return line.kind == "body" and bool(_SENTENCE.search(line.bare)) and width(line.bare) >= SHORTEST_BODY


def _with_head(found: list[Line]) -> list[Line]:
    """The lines before the first paragraph of the body as what stands around a title."""
    for number, line in enumerate(found):
        if line.kind == "heading" and line.level and _is_one_of_several(found, line):
            break
        if line.kind in ("item", "table") or (_is_body(line) and not _is_title(found, number)):
            break
        if line.kind in ("body", "heading"):
            if numbering(line.bare) or _runs_on(found, number):
                break
            found[number] = replace(line, kind="head")
    return found


def _runs_on(found: Sequence[Line], number: int) -> bool:
    """Whether a line without punctuation is the first of a paragraph: the next one goes on, without a gap."""
    for line, behind in zip(found[number:], found[number + 1 :], strict=False):
        if behind.blanks or behind.kind != "body" or is_subtitle(behind.bare) or _begins_anew(line, behind):
            return False
        if _SENTENCE.search(behind.bare):
            return True
    return False


def _is_one_of_several(found: Sequence[Line], line: Line) -> bool:
    """Whether a marked heading is that of a section: others are marked like it."""
    return sum(other.level == line.level for other in found) > 1


def _is_title(found: Sequence[Line], number: int) -> bool:
    """Whether a line with a comma in it is a title and not the first line of the text."""
    line = found[number]
    behind = found[number + 1] if number + 1 < len(found) else None
    is_first = not any(earlier.kind in ("head", "heading") for earlier in found[:number])
    commas = len(re.findall("[，,]", line.bare))
    return is_first and not line.is_closed and commas <= 1 and width(line.bare) <= LONGEST_TITLE and bool(behind and behind.blanks)


def crosses_word(left: str, right: str) -> bool:
    """Whether a word runs over from the end of `left` to the beginning of `right`."""
    tail = re.search(f"[{HAN}]{{1,6}}$", left)
    head = re.match(f"[{HAN}]{{1,6}}", right)
    if not tail or not head:
        return False
    place, length = len(tail[0]), 0
    for word in rjieba.cut(tail[0] + head[0]):
        if length < place < length + len(word):
            return True
        length += len(word)
    return False

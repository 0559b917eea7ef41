"""What stands around a text: title, kicker and subtitle, bylines, captions, the marks of a newspaper page.

All of it leaves the body, and nothing of it is lost: a change says where it went.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ....manuscripts.models import Byline
from ..doubts import PLACE, Doubt
from ..tape import Edit, Note
from . import bylines
from .blocks import Line, classify, date_of, is_scene, is_short, is_subtitle, numbering
from .signs import width

_TITLE = Note("title", "标题移到资料里的 title")
_KICKER = Note("title", "眉题移到资料来源的 kicker", "中")
_SUBTITLE = Note("title", "副题移到资料来源的 subtitle", "中")
_BYLINE = Note("byline", "署名移到资料里的 byline")
_CAPTION = Note("caption", "图片说明移出正文，记在资料来源的 gaps", "中")
_PHOTO = Note("caption", "图片说明移到这张照片的图注")
_PAGE = Note("page-mark", "报纸版面上的字，移出正文")
_DATE = Note("date", "日期移到资料来源的 issued", "中")
_HEADING = Note("heading", "小标题加上记号##")
_LEVEL = Note("heading", "小标题的层级从##起")


@dataclass
class Head:
    """What was found around the body."""

    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    issued: str = ""
    """As ISO 8601."""
    page_marks: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    credits: list[bylines.Credit] = field(default_factory=list)
    photo_captions: dict[str, str] = field(default_factory=dict)
    """By the ``album/name`` of the picture above it."""

    @property
    def byline(self) -> dict[str, str]:
        """Names by the key of the model; those of one role together."""
        found: dict[str, list[str]] = {}
        for credit in self.credits:
            if credit.key:
                found.setdefault(credit.key, []).extend(credit.names.split("、"))
        return {key: "、".join(dict.fromkeys(found[key])) for key in Byline.LABELS if key in found}

    @property
    def page_mark(self) -> str:
        """``报纸专版`` where the page calls itself one."""
        return next((f"报纸{mark}" for mark in self.page_marks if mark in ("专版", "特刊", "专刊", "专题")), "")


IsCaption = Callable[[int, int], bool]


def take(text: str, is_scan: bool = True, is_caption: IsCaption = lambda start, end: False) -> tuple[Head, list[Edit], list[Doubt]]:
    """What stands around the body of `text`, the edits that take it out, and what is not sure about it.

    `is_caption` says of a place whether the file itself calls what stands there a caption.
    """
    head, edits, doubts = Head(), [], []
    found = classify(text, guesses=is_scan)
    pictures = _under_pictures(found, is_caption)
    title = _title(found)
    for number, line in enumerate(found):
        if number in pictures and line is not title:
            head.photo_captions[pictures[number]] = line.bare
            note, moved, doubt = _PHOTO, f"图注：{pictures[number]}", None
        else:
            note, moved, doubt = _role(line, head, title, found[:number], is_scan)
        if doubt:
            doubts.append(doubt)
        if note is _CAPTION:
            edits.append(Edit(line.start, line.end, PLACE, note, moved))
        elif note:
            behind = found[number + 1].start if number + 1 < len(found) else len(text)
            edits.append(Edit(line.start, behind, "", note, moved))
    edits += _inline_bylines(text, head, edits)
    return head, edits, doubts


_IMAGE = re.compile(r"!\[[^\]]*\]\(photo:([^)\s]+)\)")


def _under_pictures(found: Sequence[Line], is_caption: IsCaption) -> dict[int, str]:
    """The pictures whose captions these lines are, by the lines' numbers."""
    under = {}
    for number, (picture, line) in enumerate(zip(found, found[1:], strict=False), 1):
        image = _IMAGE.fullmatch(picture.bare)
        told = line.kind == "caption" or is_caption(line.start, line.end)
        if image and (told or (line.kind == "body" and is_short(line.bare) and is_scene(line.bare))):
            under[number] = image[1]
    return under


def _title(found: Sequence[Line]) -> Line | None:
    """The line that is the title: marked as such, or the first before the body."""
    before = [line for line in found if line.kind == "head"]
    marked = [line for line in before if line.level == 1] or [line for line in before if line.level]
    plain = [line for line in before if not is_subtitle(line.bare) and not date_of(line.bare)]
    return next(iter(marked or plain), None)


def _role(
    line: Line, head: Head, title: Line | None, before: Sequence[Line], is_scan: bool
) -> tuple[Note | None, str, Doubt | None]:
    """Why a line leaves the body, what became of it, and what is doubtful about that."""
    bare = re.sub(r"^#+\s*", "", line.bare).replace("**", "")
    if line is title:
        head.title = bare
        return _TITLE, f"title: {bare}", None
    if line.kind == "byline":
        found = bylines.parse(line.bare)
        head.credits += found
        return _BYLINE, _told(found), _unplaced(line, found)
    if line.kind == "page-mark":
        head.page_marks.append(bare)
        return _PAGE, bare, None
    if line.kind == "date" and (title is None or line.start < _body_start(before) or not is_scan):
        return _dated(line, head)
    if line.kind == "caption":
        return _captioned(line, head, bare, "这一行像图片说明，移出了正文。")
    if line.kind == "head":
        return _around_title(line, head, title, bare)
    return None, "", None


def _body_start(before: Sequence[Line]) -> int:
    """Where the body begins, as far as is known; far behind where it has not yet begun."""
    return next((line.start for line in before if line.kind == "body"), 10**9)


def _dated(line: Line, head: Head) -> tuple[Note, str, Doubt]:
    head.issued = head.issued or date_of(line.bare)
    what = f"“{line.bare}”当作刊发或成稿的日期，写进了资料来源。"
    doubt = Doubt(line.start, line.start, "date", what, "请核对这是哪一天的日期。", "低", is_marked=False)
    return _DATE, f"issued: {date_of(line.bare)}", doubt


def _captioned(line: Line, head: Head, bare: str, what: str) -> tuple[Note, str, Doubt]:
    head.captions.append(bare)
    fix = f"请对照原件：是图片说明，找到照片后写进图注；是正文或副题，把“{bare}”放回这里。"
    return _CAPTION, f"图片说明：{bare}", Doubt(line.start, line.end, "caption", what, fix, "中")


def _around_title(line: Line, head: Head, title: Line | None, bare: str) -> tuple[Note | None, str, Doubt | None]:
    """A line before the body that is not the title: kicker above, subtitle below, or the words of a picture."""
    assert title is not None
    if line.start < title.start:
        head.kicker = f"{head.kicker} {bare}".strip()
        return _KICKER, f"kicker: {bare}", None
    if is_subtitle(bare) or line.level == 2:
        plain = bare.lstrip("—－-– ")
        head.subtitle = f"{head.subtitle} {plain}".strip()
        return _SUBTITLE, f"subtitle: {plain}", None
    if is_scene(bare):
        return _captioned(line, head, bare, f"标题下面的“{bare}”没有标点，像是图片说明排到了正文前面，移出了正文。")
    what = f"标题下面的“{bare}”，看不出是副题、单位还是图片说明，留在正文里没有动。"
    return None, "", Doubt(line.end, line.end, "head", what, "请对照原件，该移的移走。")


def _told(credits: Sequence[bylines.Credit]) -> str:
    return "byline: " + "，".join(f"{credit.label} {credit.names}" for credit in credits)


def _unplaced(line: Line, credits: Sequence[bylines.Credit]) -> Doubt | None:
    """The roles for which the model has no key."""
    others = [f"{credit.label} {credit.names}" for credit in credits if not credit.key]
    if not others:
        return None
    fix = "要保留的，请写在正文末尾。"
    return Doubt(line.start, line.start, "byline", f"署名里的“{'、'.join(others)}”，资料里没有放它的项。", fix, "低", is_marked=False)


def _inline_bylines(text: str, head: Head, taken: Sequence[Edit]) -> Iterator[Edit]:
    for start, end, credits in bylines.inside(text):
        if not any(edit.start <= start < edit.end for edit in taken):
            head.credits += credits
            yield Edit(start, end, "", _BYLINE, _told(credits))


def headings(text: str, is_scan: bool = True) -> Iterator[Edit]:
    """The marks of the headings: ## for those that had none, and no level skipped beneath the title."""
    found = [line for line in classify(text, has_head=False, guesses=is_scan) if line.kind == "heading"]
    least = min((line.level for line in found if line.level), default=2)
    for line in found:
        if not line.level:
            yield Edit(line.start, line.start, "#" * (numbering(line.bare) or 2) + " ", _HEADING)
        elif least != 2:
            yield Edit(line.start, line.start + line.level, "#" * min(6, line.level - least + 2), _LEVEL)


def is_headline(line: str) -> bool:
    """Whether the spaces of a line may be the layout of a headline."""
    bare = line.strip()
    return bare.startswith("#") or (width(bare) < 64 and not re.search("[，。；！？,;]", bare))


def is_byline(line: str) -> bool:
    return bool(bylines.parse(line))

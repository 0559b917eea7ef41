"""A text on its way to a draft: what was changed, what is doubted, what was left alone and what has no place in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .cleaning.head import Head
from .cleaning.signs import clipped
from .doubts import MARK, PLACE, Doubt, Kept
from .tape import Anchor, Edit, Note, Tape

_MARKED = Note("mark", "存疑的地方做个记号，定了以后请删去")


@dataclass(frozen=True)
class Numbered:
    """A doubt with its number, as the report and the draft's mark give it."""

    number: int
    rule: str
    sure: str
    line: int
    """Of the original, from 1; 0 where the doubt is about the whole."""
    at: int
    """Where in the result the place is; -1 where it left the text, or where the doubt is about the whole."""
    mark: str
    """The mark that stands there; empty where there is none."""
    quote: str
    """What the doubt is about, with a little around it."""
    what: str
    fix: str

@dataclass(frozen=True)
class Leftover:
    """What the file holds and the draft does not: a comment, hidden words, the header of its pages."""

    what: str
    """What kind of thing it is."""
    text: str
    where: str = ""


@dataclass
class Work:
    """The text and everything known of it."""

    tape: Tape
    is_scan: bool = True
    unit: str = "行"
    """What the lines of the original are called: 行 of a text, 段 of a Word file."""
    head: Head = field(default_factory=Head)
    leftovers: list[Leftover] = field(default_factory=list)
    kept: list[tuple[int, str, str]] = field(default_factory=list)
    """(line, words, why) of what was left alone."""
    captions: list[Anchor] = field(default_factory=list)
    """Places that the file itself calls captions."""
    _doubts: list[tuple[Anchor | None, Doubt, str, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.tape.text

    def edit(self, found: Iterable[Edit | Doubt]) -> None:
        """Make the changes and keep the doubts of one step; both are in the places of the text as it was."""
        found = list(found)
        for doubt in found:
            if isinstance(doubt, Doubt):
                self.doubt(doubt)
        self.tape.apply(edit for edit in found if isinstance(edit, Edit))

    def doubt(self, doubt: Doubt) -> None:
        quote = self._quote(doubt.start, doubt.end)
        self._doubts.append((self.tape.anchor(doubt.start, doubt.end), doubt, quote, self.tape.line_of(doubt.start)))

    def doubt_whole(self, rule: str, what: str, fix: str, sure: str = "低") -> None:
        """A doubt that is about no place in the text."""
        self._doubts.append((None, Doubt(0, 0, rule, what, fix, sure, is_marked=False), "", 0))

    def keep(self, found: Iterable[Kept | Doubt]) -> None:
        for one in found:
            if isinstance(one, Doubt):
                self.doubt(one)
            else:
                self.kept.append((self.tape.line_of(one.start), self._quote(one.start, one.end), one.why))

    def _quote(self, start: int, end: int) -> str:
        """The words meant, with a little of what stands before and behind."""
        text = self.text
        left = text[max(0, start - 8) : start].rpartition("\n")[2]
        right = text[end : end + 8].partition("\n")[0]
        return f"{left}【{clipped(text[start:end])}】{right}" if end > start else f"{left}【】{right}"

    def is_caption(self, start: int, end: int) -> bool:
        return any(one.start < end and start < one.end for one in self.captions)

    def mark(self) -> list[Numbered]:
        """Number the doubts in the order of the text and mark their places. Nothing may be changed after that."""
        placed = sorted(self._doubts, key=lambda one: (one[0] is None, one[0].end if one[0] else 0, one[3]))
        places: dict[tuple[int, int], str] = {}
        for number, (anchor, doubt, _, _) in enumerate(placed, 1):
            if anchor and doubt.is_marked and not anchor.is_gone:
                place = self._place_of(anchor)
                places[place] = places.get(place, "") + MARK.format(number)
        self.tape.apply(Edit(start, end, marks, _MARKED) for (start, end), marks in places.items())
        return [self._numbered(number, *one) for number, one in enumerate(placed, 1)]

    def _numbered(self, number: int, anchor: Anchor | None, doubt: Doubt, quote: str, line: int) -> Numbered:
        mark = MARK.format(number)
        at = anchor.end if anchor and not anchor.is_gone else -1
        return Numbered(number, doubt.rule, doubt.sure, line, at, mark if mark in self.text else "", quote, doubt.what, doubt.fix)

    def _place_of(self, anchor: Anchor) -> tuple[int, int]:
        """What a mark replaces: the empty place of something that was moved, or nothing."""
        if self.text[anchor.start : anchor.end] == PLACE:
            return anchor.start, anchor.end
        at = self._behind(anchor.end)
        return at, at

    def _behind(self, position: int) -> int:
        """The first place from `position` on where a mark breaks no link, image or mark of a footnote."""
        begin = self.text.rfind("\n", 0, position) + 1
        end = (self.text.find("\n", position) + 1 or len(self.text) + 1) - 1
        for match in _WHOLE.finditer(self.text, begin, end):
            if match.start() < position < match.end():
                return match.end()
        return position


_WHOLE = re.compile(r"!?\[[^\[\]\n]*\]\([^()\s]*\)|\[\^[\w-]+\]:?|\*\*|^#+\s|\\.", re.M)

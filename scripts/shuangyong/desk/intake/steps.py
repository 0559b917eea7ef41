"""The way of a text from what was read to what an editor can work with, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..rules.confusions import find_confusions
from .cleaning import characters, head, lines, oddities, order, punctuation, quotes, spaces
from .cleaning.blocks import classify
from .cleaning.figures import Drafted, draft
from .cleaning.signs import Guard
from .doubts import Doubt
from .tape import Edit, Note
from .work import Work


def clean(work: Work) -> None:
    """Everything that is done to the words: what is certain is changed, the rest doubted.

    The order matters: lines are put together before quotation marks are paired, marks are
    full-width before the spaces beside them are judged, and words are whole before they are
    looked up.
    """
    work.edit(characters.edits(work.text))
    work.edit(lines.page_numbers(work.text))
    work.edit(lines.joins(work.text, work.is_scan))
    work.edit(lines.layout(work.text))
    work.edit(characters.zeros(work.text))
    work.edit(quotes.edits(work.text))
    work.edit(punctuation.edits(work.text))
    work.keep(spaces.kept(work.text, head.is_headline, head.is_byline))
    work.edit(spaces.edits(work.text, head.is_headline, head.is_byline))
    for module in (characters, quotes, punctuation):
        work.edit(module.doubts(work.text))
    work.edit(_words(work.text))


def _words(text: str) -> list[Edit | Doubt]:
    """What is wrong or odd about words; of two that say it of the same place, the one that knows what was meant."""
    odd = list(oddities.doubts(text))
    confused = list(_confusions(text))
    strong = [doubt for doubt in odd if doubt.rule in _STRONG]
    confused = [one for one in confused if not any(_overlap(one, doubt) for doubt in strong)]
    weak = [doubt for doubt in odd if doubt.rule not in _STRONG and not any(_overlap(doubt, one) for one in confused)]
    return [*strong, *weak, *confused]


_STRONG = ("inner-quotes", "lone-stroke")
"""Oddities that know more of their place than a table of words does."""


def _overlap(one: Edit | Doubt, other: Edit | Doubt) -> bool:
    return one.start < other.end and other.start < one.end


def _confusions(text: str) -> Iterator[Edit | Doubt]:
    guard = Guard(text)
    for found in find_confusions(text):
        wrong, right = found.confusion.wrong, found.confusion.right
        if guard.covers(found.start, found.end):
            continue
        if found.confusion.certainty == "高" and isinstance(right, str):
            yield Edit(found.start, found.end, right, Note("confusion", f"“{wrong}”是“{right}”之误"))
        else:
            meant = "”或“".join([right] if isinstance(right, str) else right)
            what, fix = f"“{wrong}”可能是“{meant}”。", "请对照原件；原件就这样写的，请作者定。"
            yield Doubt(found.start, found.end, "confusion", what, fix, "中" if found.confusion.certainty == "中" else "低")


def arrange(work: Work) -> None:
    """Take out what stands around the body, mark the headings, and doubt what stands in an odd place."""
    work.head, edits, doubts = head.take(work.text, work.is_scan, work.is_caption)
    work.edit([*doubts, *edits])
    work.edit(lines.layout(work.text))
    if work.is_scan:
        work.edit(order.odd_heading(classify(work.text, has_head=False)))
    work.edit(head.headings(work.text, work.is_scan))
    work.edit(lines.doubts(work.text, work.is_scan))
    work.edit(order.doubts(classify(work.text, has_head=False, guesses=work.is_scan)))


def link_figures(work: Work, source: str) -> list[Drafted]:
    """The quantities of the text, each linked to its entry in the drafted source of this id."""
    found = draft(work.text)
    _link(work, source, {one.id: one for one in found if one.as_printed})
    return found


def link_known(work: Work, source: str, known: Mapping[str, str]) -> list[Drafted]:
    """Link what a source prints alike to its figures; `known` gives their ids by what is printed. The rest is returned."""
    found = draft(work.text)
    _link(work, source, {known[one.as_printed]: one for one in found if one.as_printed in known})
    return [one for one in found if one.as_printed not in known]


def _link(work: Work, source: str, figures: Mapping[str, Drafted]) -> None:
    why, edits = Note("figure", "数字连到资料来源，字没有改"), []
    for id, one in figures.items():
        edits += [Edit(one.start, one.start, "[", why), Edit(one.end, one.end, f"](figure:{source}/{id})", why)]
    work.tape.apply(edits)

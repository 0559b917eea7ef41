"""Words confused, and names as they are officially written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..confusions import find_confusions
from ..document import BODY
from .base import Hit, known_as

_BY = {"扫描": "扫描认字", "拼音": "拼音输入", "五笔": "五笔输入", "习惯": "写法"}


@known_as("confusions")
def confusions(doc, rule, desk) -> Iterator[Hit]:
    """Those of one certainty."""
    for found in desk.once("confusions", doc, lambda: tuple(find_confusions(doc.text, doc.clean.grams))):
        if found.confusion.certainty == rule.options["certainty"] and not _TOLD_OF.search(
            doc.text, max(0, found.start - 12), found.start
        ):
            yield Hit(found.start, found.end, {"right": found.confusion.right, "by": _BY[found.confusion.by]})


_TOLD_OF = re.compile(r"(?:成了?|作|为|写的是|印的是|看到)[“‘][^”’。]{0,6}$")
"""Before a slip that a text tells of: “纳入”成了“纳人”."""


@known_as("names")
def names(doc, rule, desk) -> Iterator[Hit]:
    """Forbidden variants, but for where they are part of the name itself or of what may be said."""
    for match in desk.names.variants_gate.finditer(doc.clean):
        name = desk.names.by_variant[match[0]]
        if not any(_covers(doc.text, whole, match) for whole in (name.name, *name.unless)):
            note = f"（{name.note}）" if name.note else ""
            yield Hit(match.start(), match.end(), {"right": name.name, "note": note})


def _covers(text: str, whole: str, match: re.Match) -> bool:
    """Whether the match is part of `whole` as it stands there."""
    place = whole.find(match[0])
    while place >= 0:
        if text.startswith(whole, match.start() - place):
            return True
        place = whole.find(match[0], place + 1)
    return False


@known_as("old-names")
def old_names(doc, rule, desk) -> Iterator[Hit]:
    """The first mention of an old name in a text whose reader is not told the new one."""
    for old in desk.names.old:
        if old.old not in doc.text:
            continue
        told: set[str] = set()
        for match in old.regex.finditer(doc.text):
            part = doc.part_at(match.start())
            # A title and a summary are read without the text; the text without them.
            unit = part.key if part.key in ("title", "summary", "caption", "alt") else "body"
            if unit in told:
                continue
            told.add(unit)
            if not _is_noted(doc, part, unit, old, match):
                yield Hit(match.start(), match.end(), {"right": old.shown})


def _is_noted(doc, part, unit: str, old, match: re.Match) -> bool:
    """Whether the reader of this title, summary or text learns the name of today."""
    if part.key in ("title", "kicker", "subtitle") and doc.kind == "source":
        return True  # The title of a publication is quoted as it was printed.
    start = match.start()
    is_within_other = any(
        word.find(old.old) >= 0 and doc.text.startswith(word, start - word.index(old.old)) for word in old.unless
    )
    if is_within_other or _is_quoted(doc.text, start):
        return True
    before = doc.text[max(0, start - 2) : start]
    if unit == "body":
        text = doc.text
    else:
        text = doc.text[part.start : doc.part_end(part)]
        if unit in ("title", "alt") and before.endswith(("原", "旧")):
            return True
    return old.note_regex.search(text) is not None or (part.location != BODY and before.endswith(("原", "旧")) and unit == "body")


def _is_quoted(text: str, start: int) -> bool:
    """Whether the place lies between 《 and 》 or between quotation marks."""
    return any(
        text.rfind(opening, max(0, start - 40), start) > text.rfind(closing, max(0, start - 40), start)
        for opening, closing in ("《》", "“”")
    )

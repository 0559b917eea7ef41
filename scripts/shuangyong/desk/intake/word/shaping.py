"""The shape that mammoth is sure to read: paragraphs of runs and links, tables of rows of cells, and nothing anywhere else.

Files that passed through three programs have elements in odd places. Their words are kept;
what holds them is not.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element, SubElement

from .names import W, child, value

P, R_, T, TBL, TR, TC, LINK = (f"{W}{name}" for name in ("p", "r", "t", "tbl", "tr", "tc", "hyperlink"))
_IN_RUN = {f"{W}{name}" for name in ("t", "tab", "br", "instrText")}
_FIELD = f"{W}fldChar"
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
MOST_COLUMNS = 60


def shape(root: Element, known_notes: Collection[tuple[str, str]]) -> None:
    """Give the body, or each note, of a part its plain shape; `known_notes` are (kind, id) of the notes there are."""
    for holder in [item for item in root if item.tag in (f"{W}body", f"{W}footnote", f"{W}endnote")]:
        holder[:] = list(_blocks(holder, known_notes))
    for note in [item for item in root if not re.fullmatch(r"-?\d+", item.get(f"{W}id", "0"))]:
        root.remove(note)


def _blocks(holder: Element, notes: Collection[tuple[str, str]]) -> Iterator[Element]:
    """Paragraphs and tables; loose words become a paragraph of their own."""
    loose: list[Element] = []
    for item in holder:
        if item.tag in (P, TBL) or any(inner.tag in (P, TBL) for inner in item.iter() if inner is not item):
            if loose:
                yield _paragraph(None, loose)
                loose = []
            yield from _block(item, notes)
        else:
            loose += _inline(item, notes)
    if loose:
        yield _paragraph(None, loose)


def _block(item: Element, notes: Collection[tuple[str, str]]) -> Iterator[Element]:
    if item.tag == P:
        inner = [new for part in item if part.tag != f"{W}pPr" for new in _inline(part, notes)]
        yield _paragraph(child(item, "pPr"), inner)
        # A paragraph within a paragraph stands behind it.
        yield from (block for part in item for block in _inner_blocks(part, notes))
    elif item.tag == TBL:
        yield _table(item, notes)
    else:
        yield from _blocks(item, notes)


def _inner_blocks(part: Element, notes: Collection[tuple[str, str]]) -> Iterator[Element]:
    if part.tag in (P, TBL):
        yield from _block(part, notes)
    else:
        yield from (block for item in part for block in _inner_blocks(item, notes))


def _paragraph(properties: Element | None, inner: list[Element]) -> Element:
    made = Element(P)
    if properties is not None:
        made.append(properties)
    made.extend(inner)
    return made


def _inline(item: Element, notes: Collection[tuple[str, str]]) -> Iterator[Element]:
    """Runs and links, without paragraphs within them."""
    if item.tag in (P, TBL, f"{W}pPr", f"{W}rPr", f"{W}tcPr", f"{W}trPr", f"{W}tblPr", f"{W}sectPr"):
        return
    if item.tag == R_:
        yield from _runs(item, notes)
    elif item.tag == LINK:
        inner = [run for part in item for new in _inline(part, notes) for run in (new if new.tag == LINK else [new])]
        made = Element(LINK, item.attrib)
        made.extend(inner)
        yield made
    elif item.tag == T:
        yield _wrapped(item)
    else:
        yield from (new for part in item for new in _inline(part, notes))


def _runs(run: Element, notes: Collection[tuple[str, str]]) -> Iterator[Element]:
    """A run with nothing in it but what a run holds; words that lie deeper come behind it."""
    made, behind = Element(R_), []
    for item in run:
        if (
            item.tag == f"{W}rPr"
            or (item.tag in _IN_RUN and not len(item))
            or (item.tag == _FIELD and item.get(f"{W}fldCharType") in ("begin", "separate", "end"))
        ):
            made.append(item)
        elif item.tag in _NOTES:
            if (_NOTES[item.tag], item.get(f"{W}id", "")) in notes:
                made.append(item)
        else:
            behind += _inline(item, notes) if item.tag != R_ else _runs(item, notes)
    yield made
    yield from behind


def _wrapped(text: Element) -> Element:
    made = Element(R_)
    made.append(text)
    return made


def _table(table: Element, notes: Collection[tuple[str, str]]) -> Element:
    """Rows of cells; what lies between them in a cell of its own."""
    made = Element(TBL)
    for item in _parts(table, TR):
        row = SubElement(made, TR)
        for part in _parts(item, TC):
            cell = SubElement(row, TC)
            cell.append(_cell_properties(child(part, "tcPr") if part.tag == TC else None))
            blocks = list(_blocks(part, notes)) if part.tag == TC else list(_blocks(_holding(part), notes))
            cell.extend(blocks or [Element(P)])
    return made


def _parts(holder: Element, tag: str) -> Iterator[Element]:
    """The children of this kind, and others only where they hold words."""
    for item in holder:
        if item.tag == tag or any((inner.text or "").strip() for inner in item.iter(T)):
            yield item


def _holding(item: Element) -> Element:
    made = Element(TC)
    made.append(item)
    return made


def _cell_properties(properties: Element | None) -> Element:
    made = Element(f"{W}tcPr")
    across = value(properties, "gridSpan")
    if re.fullmatch(r"[1-9]\d{0,6}", across):
        SubElement(made, f"{W}gridSpan", {f"{W}val": str(min(int(across), MOST_COLUMNS))})
    if (merged := child(properties, "vMerge")) is not None:
        made.append(merged)
    return made

"""Names of Word's XML, and small ways about it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741, the name everybody gives it
XML = "{http://www.w3.org/XML/1998/namespace}"


def child(element: Element | None, name: str) -> Element | None:
    """The first child of Word's own with this name."""
    return element.find(W + name) if element is not None else None


def value(element: Element | None, name: str) -> str:
    """The ``w:val`` of a child; empty where there is none."""
    found = child(element, name)
    return found.get(f"{W}val", "") if found is not None else ""


def is_on(element: Element | None, name: str) -> bool:
    """Whether a switch such as ``<w:b/>`` is there and not turned off."""
    found = child(element, name)
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def words(element: Element, *tags: str) -> str:
    """All text within an element, of ``w:t`` unless other tags are named."""
    return "".join(item.text or "" for item in element.iter() if item.tag in (tags or (f"{W}t",)))


def runs(root: Element) -> Iterator[tuple[str, ...]]:
    """The words of every paragraph that has any, run by run, without those of a text box within it, deleted ones among them."""
    for paragraph in root.iter(f"{W}p"):
        found = tuple(_own(paragraph))
        if "".join(found).strip():
            yield found


def paragraphs(root: Element) -> Iterator[str]:
    """The same as text."""
    for found in runs(root):
        yield "".join(found).strip()


_OF_OTHERS = {f"{W}p", f"{W}rt", f"{W}pPr"}


def _own(element: Element) -> Iterator[str]:
    for item in element:
        if item.tag in (f"{W}t", f"{W}delText"):
            yield item.text or ""
        elif item.tag not in _OF_OTHERS:
            yield from _own(item)


def run(text: str, like: Element | None = None) -> Element:
    """A run with this text; formatted as the run `like`, so that no formatting is broken in two by it."""
    made = Element(f"{W}r")
    if like is not None and (properties := child(like, "rPr")) is not None:
        made.append(properties)
    inner = Element(f"{W}t", {f"{XML}space": "preserve"})
    inner.text = text
    made.append(inner)
    return made

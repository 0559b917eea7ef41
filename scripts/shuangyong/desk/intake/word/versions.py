"""What Word writes twice, once for new programs and once for old ones: the one version to read."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .names import DGM, MC, A, C, O, V, W


def version_of(element: Element) -> list[Element]:
    """The one version of a drawing to read: Word writes it once for new programs and once for old ones."""
    branches = [item for item in element if item.tag in (f"{MC}Choice", f"{MC}Fallback")]
    held = [item for item in branches if any(inner.tag in _WORTH for inner in item.iter())]
    return list((held or branches)[0]) if branches else []


_WORTH = {f"{W}txbxContent", f"{A}blip", f"{V}imagedata", f"{W}t", f"{C}chart", f"{DGM}relIds", f"{O}OLEObject"}


def without_copies(root: Element) -> Element:
    """The same without the second version of anything that is written twice."""
    for parent in root.iter():
        if any(item.tag == f"{MC}AlternateContent" for item in parent):
            parent[:] = [new for item in list(parent) for new in (version_of(item) if item.tag == f"{MC}AlternateContent" else [item])]
    return root


def outside_boxes(element: Element) -> Iterator[Element]:
    """Everything within a drawing, text boxes as a whole, each version of a thing once."""
    for item in element:
        if item.tag == f"{MC}AlternateContent":
            for inner in version_of(item):
                yield inner
                if inner.tag != f"{W}txbxContent":
                    yield from outside_boxes(inner)
            continue
        yield item
        if item.tag != f"{W}txbxContent":
            yield from outside_boxes(item)

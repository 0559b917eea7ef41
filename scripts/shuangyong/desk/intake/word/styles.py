"""What the styles of a document mean, whatever Word or WPS calls them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .names import W, child, is_on, value

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_ROLES = (
    (re.compile(r"title|标题|文档标题|题目|大标题", re.I), "SyTitle"),
    (re.compile(r"subtitle|副标题|副题", re.I), "SySubtitle"),
    (re.compile(r"caption|题注|图题|图注|图片说明", re.I), "SyCaption"),
    (re.compile(r"(?:toc|目录)\s*\d?|toc heading|目录标题", re.I), "SyToc"),
)
DEEPEST_HEADING = 6


@dataclass(frozen=True)
class Style:
    """Of a paragraph or of a run."""

    level: int = 0
    """Of a heading; 0 for anything else."""
    role: str = ""
    """``SyTitle``, ``SyCaption`` … as mammoth is told it."""
    list_id: str = ""
    list_depth: str = ""
    is_hidden: bool = False


@dataclass
class Styles:
    _elements: dict[str, Element] = field(default_factory=dict)
    _known: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Element | None) -> Styles:
        found = root.iter(f"{W}style") if root is not None else ()
        return cls({style.get(f"{W}styleId", ""): style for style in found})

    def of(self, id: str) -> Style:
        """The style of a paragraph, with what it takes from those it is based on."""
        if id not in self._known:
            self._known[id] = self._read(id)
        return self._known[id]

    of_run = of

    def list_of(self, id: str) -> str:
        """The list that a style for lists stands for."""
        return value(child(child(self._elements.get(id), "pPr"), "numPr"), "numId")

    def _read(self, id: str) -> Style:
        level, role, list_id, list_depth, is_hidden = 0, "", "", "", False
        for element in self._line(id):
            name = value(element, "name") or id
            properties = child(element, "pPr")
            numbered = child(properties, "numPr")
            outline = value(properties, "outlineLvl")
            level = level or _heading(name) or (int(outline) + 1 if re.fullmatch("[0-5]", outline) else 0)
            role = role or next((role for pattern, role in _ROLES if pattern.fullmatch(name.strip())), "")
            list_id = list_id or value(numbered, "numId")
            list_depth = list_depth or value(numbered, "ilvl")
            is_hidden = is_hidden or is_on(child(element, "rPr"), "vanish")
        if role:
            level = 0
        return Style(min(level, DEEPEST_HEADING), role, list_id, list_depth, is_hidden)

    def _line(self, id: str) -> list[Element]:
        """A style and those it is based on, nearest first; a file may have them in a circle."""
        found, seen = [], set()
        while id in self._elements and id not in seen:
            seen.add(id)
            found.append(self._elements[id])
            id = value(self._elements[id], "basedOn")
        return found


def _heading(name: str) -> int:
    match = _HEADING.fullmatch(name.strip())
    return int(match[1]) if match else 0

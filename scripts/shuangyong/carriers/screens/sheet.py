"""The templates of a screen, and the measures that they find to be different on each slide.

A strict policy of content allows no style in a page, and engines of 2015 know no custom
properties: so each length that only one slide has becomes a class in the screen's stylesheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from ...resources import templates_dir

INK, INK2, PAPER, SURFACE = "#F1ECE1", "#C9C1B1", "#14130F", "#1D1B17"
BLACK, WHITE = "#000000", "#FFFFFF"
COLOURS = {
    "ink": INK,
    "ink2": INK2,
    "paper": PAPER,
    "surface": SURFACE,
    "red": "#F08A80",
    "olive": "#B9C58A",
    "gold": "#D9B866",
    "line": "#3A362E",
}
"""The dark scheme of tokens.css: a wall glows, and paper white would dazzle. A test holds the two together."""

ENOUGH = 7.0
"""The contrast of LOOK.md."""


@dataclass
class Sheet:
    """Renders the parts of one screen, and collects the classes they use."""

    folders: tuple[Path, ...] = ()
    """Where a site's own templates lie, which go before ours."""
    _rules: dict[str, str] = field(default_factory=dict)

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        return _environment(self.folders).get_template(template).render(px=self.px, tint=self.tint, **context)

    def px(self, property: str, value: float) -> str:
        """The class for a length in pixels."""
        name = f"sy-{property}-{round(value)}"
        self._rules[name] = f"{property}: {round(value)}px"
        return name

    def tint(self, colour: str) -> str:
        """The class for a ground of this colour, and for letters that can be read on it."""
        ground, ink = readable(colour)
        name = f"sy-tint-{ground[1:]}"
        self._rules[name] = f"background-color: {ground}; color: {ink}"
        return name

    @property
    def rules(self) -> str:
        """The classes as CSS, sorted."""
        return "".join(f".{name} {{ {rule}; }}\n" for name, rule in sorted(self._rules.items()))


@cache
def _environment(folders: tuple[Path, ...]) -> Environment:
    loader = ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, templates_dir())])
    return Environment(loader=loader, autoescape=_is_html, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)


def _is_html(name: str | None) -> bool:
    return bool(name) and name.endswith(".html")


def readable(ground: str) -> tuple[str, str]:
    """`ground` and the ink for it, light or dark; the ground darker than it was where neither can be read on it."""
    ground = ground.lower()
    for ink in (PAPER, INK, BLACK, WHITE):
        if contrast(ground, ink) >= ENOUGH:
            return ground, ink
    parts = [int(ground[at : at + 2], 16) for at in (1, 3, 5)]
    return readable("#" + "".join(f"{int(part * 0.9):02x}" for part in parts))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.6, of two colours written ``#rrggbb``."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def visible(html: str) -> str:
    """The text of some HTML, parts of it parted by spaces; neither titles of drawings nor scripts."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html))).strip()

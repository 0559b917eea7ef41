"""The colours every carrier shares can be read by tired eyes."""

from __future__ import annotations

import re

import pytest

from conftest import REPOSITORY

TOKENS = (REPOSITORY / "overrides/assets/css/tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = (dict(re.findall(r"--([\w-]+): (#[0-9A-Fa-f]{6});", part)) for part in TOKENS.split("@media", 1))
TEXT, GROUND = ("ink", "ink-2", "red", "olive", "gold"), ("paper", "surface")


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", TEXT)
@pytest.mark.parametrize("ground", GROUND)
def test_text_stands_out_seven_to_one(scheme: dict[str, str], text: str, ground: str):
    assert contrast(scheme[text], scheme[ground]) >= 7


@pytest.mark.parametrize("scheme", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
def test_marked_text_stands_out_seven_to_one(scheme: dict[str, str]):
    assert contrast(scheme["ink"], scheme["mark"]) >= 7
    assert contrast(scheme["gold"], scheme["mark"]) >= 4.5  # The underline of a figure under the pointer.


def test_dark_scheme_sets_every_colour():
    assert LIGHT.keys() == DARK.keys()

"""The colours every carrier shares can be read by tired eyes."""

from __future__ import annotations

import re

import pytest

from conftest import REPOSITORY

TOKENS = (REPOSITORY / "overrides/assets/css/tokens.css").read_text(encoding="utf-8")
LINE = r"--([\w-]+): var\(--if-light, (#[0-9A-F]{6})\) var\(--if-dark, (#[0-9A-F]{6})\) var\(--if-contrast, (#[0-9A-F]{6})\);"
COLOURS = re.findall(LINE, TOKENS.split("@media", 1)[0])
LIGHT, DARK, CONTRAST = ({name: values[i] for name, *values in COLOURS} for i in range(3))
TEXT, GROUND = ("ink", "ink-2", "red", "olive", "gold"), ("paper", "surface")
SCHEMES = pytest.mark.parametrize(("scheme", "least"), [(LIGHT, 7), (DARK, 7), (CONTRAST, 15)], ids=["light", "dark", "contrast"])


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@SCHEMES
@pytest.mark.parametrize("text", TEXT)
@pytest.mark.parametrize("ground", GROUND)
def test_text_stands_out_seven_to_one(scheme: dict[str, str], least: float, text: str, ground: str):
    assert contrast(scheme[text], scheme[ground]) >= least


@SCHEMES
def test_marked_text_stands_out_seven_to_one(scheme: dict[str, str], least: float):
    assert contrast(scheme["ink"], scheme["mark"]) >= least
    assert contrast(scheme["gold"], scheme["mark"]) >= 4.5  # The underline of a figure under the pointer.


def test_no_colour_is_told_twice():
    """Whatever else is a colour in the file belongs to the grey mode, and is a grey."""
    assert len(COLOURS) == 10
    others = re.findall(r"#([0-9A-Fa-f]{6})", TOKENS.split("@media", 1)[1])
    assert all(len({other[:2], other[2:4], other[4:]}) == 1 for other in others)

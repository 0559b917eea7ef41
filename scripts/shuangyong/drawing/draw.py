"""A card as a picture: a newspaper's head, its headline, and where it comes from.

Everything is set in one typeface; the rest is rules and white. Each colour of type is drawn as
coverage and then counted down to a few steps between paper and ink, so that the picture is a
small palette with smooth edges, and the same words are always the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageChops, ImageDraw

from . import setting
from .cards import SIZE, Card
from .characters import as_drawn
from .setting import Line, Place
from .typeface import SERIF

Colour = tuple[int, int, int]

# The tokens of the site's stylesheet.
PAPER: Colour = (0xFB, 0xF8, 0xF2)
INK: Colour = (0x1C, 0x1A, 0x17)
INK_2: Colour = (0x4A, 0x45, 0x3E)
RED: Colour = (0x9E, 0x1B, 0x1B)
OLIVE: Colour = (0x4B, 0x53, 0x20)

INKS = (INK, INK_2, RED)
STEPS = 8
"""Shades between paper and each ink: more are not seen, and cost bytes."""
_OLIVE_INDEX = 1 + STEPS * len(INKS)
_EFFORT = 6
"""Of zlib. At 9 a card takes five times as long and saves a tenth of its 24 KB."""

MARGIN = 72
_LEFT, _RIGHT = MARGIN, SIZE[0] - MARGIN
_WIDTH = _RIGHT - _LEFT

# Baselines and rules, from the top.
HEAD_BASELINE = 104
HEAD_RULE, HEAD_RULE_HEIGHT = 128, 7
HAIRLINE, HAIRLINE_HEIGHT = 140, 2
FOOT_RULE = 532
FOOT_BASELINE = 575

NAME_SIZES, NAME_TRACKING = (46, 40, 34), 0.12
SMALL_SIZES = (31, 27)
"""The smaller ones for lines that would else be cut."""
TITLE = Place(width=_WIDTH, height=312, leading=1.26, largest=128, smallest=56)
_TITLE_TOP, _TITLE_BOTTOM = 176, 506
_APART = 48
"""Pixels between what stands left and right on one line."""
_ASCENT = 0.88
"""Of a Han character above its baseline, in em; the other twelve hundredths lie below."""


@dataclass(frozen=True)
class _Run:
    """A line in its place."""

    line: Line
    left: float
    baseline: int
    size: int
    ink: Colour


def draw_card(card: Card) -> bytes:
    """The card as PNG; the same words give the same bytes."""
    runs = [*_head(card), *_title(card), *_foot(card)]
    picture = _inked(runs)
    pen = ImageDraw.Draw(picture)
    for top, height in ((HEAD_RULE, HEAD_RULE_HEIGHT), (HAIRLINE, HAIRLINE_HEIGHT), (FOOT_RULE, HAIRLINE_HEIGHT)):
        pen.rectangle((_LEFT, top, _RIGHT - 1, top + height - 1), fill=_OLIVE_INDEX)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", bits=8, compress_level=_EFFORT)
    return buffer.getvalue()


def _head(card: Card) -> Iterator[_Run]:
    """The name of the paper, and which of its pages this is."""
    size, name = _fitted(card.site_name, _share(card.kicker), NAME_SIZES, NAME_TRACKING)
    yield _Run(name, _LEFT, HEAD_BASELINE, size, RED)
    yield _beside(name.width * size, card.kicker, HEAD_BASELINE, RED)


def _title(card: Card) -> Iterator[_Run]:
    """A little above the middle between the rules: there the eye takes the middle to be."""
    title = setting.set_title(as_drawn(card.title), TITLE, SERIF.advance)
    step = round(title.size * TITLE.leading)
    height = title.size + step * (len(title.lines) - 1)
    top = _TITLE_TOP + (_TITLE_BOTTOM - _TITLE_TOP - height) * 0.46
    for number, line in enumerate(title.lines):
        yield _Run(line, _LEFT, round(top + title.size * _ASCENT) + number * step, title.size, INK)


def _foot(card: Card) -> Iterator[_Run]:
    size, when = _fitted(card.when, _share(card.source))
    yield _Run(when, _LEFT, FOOT_BASELINE, size, INK)
    yield _beside(when.width * size, card.source, FOOT_BASELINE, INK_2)


def _share(other: str) -> float:
    """The room that the left one of a pair may take at most."""
    return _WIDTH * 0.55 if other else _WIDTH


def _beside(taken: float, text: str, baseline: int, ink: Colour) -> _Run:
    """The right one of a pair, flush with the margin; alone, it stands at the left."""
    if not taken:
        size, line = _fitted(text, _WIDTH)
        return _Run(line, _LEFT, baseline, size, ink)
    size, line = _fitted(text, _WIDTH - taken - _APART)
    return _Run(line, _RIGHT - line.width * size, baseline, size, ink)


def _fitted(text: str, room: float, sizes: tuple[int, ...] = SMALL_SIZES, tracking: float = 0.0) -> tuple[int, Line]:
    """`text` on one line at the largest of `sizes` that holds it, cut where none does."""
    drawn = as_drawn(text)
    whole = setting.set_line(drawn, lambda char: SERIF.advance(char) + tracking)
    for size in sizes:
        if whole.width * size <= room:
            return size, whole
    return sizes[-1], setting.fit_line(drawn, SERIF.advance, room / sizes[-1])


def _inked(runs: list[_Run]) -> Image.Image:
    """The type on paper, as a palette picture. Different inks never touch, so their layers add up."""
    layers = []
    for number, ink in enumerate(INKS):
        coverage = Image.new("L", SIZE, 0)
        pen = ImageDraw.Draw(coverage)
        for run in runs:
            if run.ink == ink:
                _draw_run(pen, run)
        layers.append(coverage.point(_steps(number)))
    indices = layers[0]
    for layer in layers[1:]:
        indices = ImageChops.add(indices, layer)
    picture = Image.frombytes("P", SIZE, indices.tobytes())
    picture.putpalette(_palette())
    return picture


def _draw_run(pen: ImageDraw.ImageDraw, run: _Run) -> None:
    font = SERIF.at_size(run.size)
    for char, place in zip(run.line.text, run.line.places, strict=True):
        pen.text((run.left + place * run.size, run.baseline), char, fill=255, font=font, anchor="ls")


@cache
def _steps(number: int) -> list[int]:
    """From coverage to index in the palette, where 0 is paper."""
    return [step and step + STEPS * number for step in (round(coverage * STEPS / 255) for coverage in range(256))]


@cache
def _palette() -> list[int]:
    shades = [_mixed(ink, step / STEPS) for ink in INKS for step in range(1, STEPS + 1)]
    return [part for colour in (PAPER, *shades, OLIVE) for part in colour]


def _mixed(ink: Colour, share: float) -> Colour:
    red, green, blue = (round(paper + (full - paper) * share) for paper, full in zip(PAPER, ink, strict=True))
    return red, green, blue

"""Numbers as fields of dots: as many dots as things, and what one stands for."""

from __future__ import annotations

from math import pi

import pytest

from making import TODAY, figure, library, manuscript
from shuangyong.carriers.web.dots import CELL, COLUMNS, DOT, MOST, dot_field


def field(value, unit="个", as_printed=None):
    source = manuscript("sources/paper.md", title="专版", figures=[figure("f01", value=value, unit=unit, as_printed=as_printed or f"{value}{unit}")])
    return dot_field(library(source).publishable(today=TODAY).figure("paper/f01"))


def drawn(it) -> list[int]:
    """How many dots each line of the path draws: its length in cells and one more."""
    return [round((float(line.partition("h")[2]) - 0.01) / CELL) + 1 for line in it.rows.split("M")[1:]]


@pytest.mark.parametrize(
    ("value", "each", "full"), [(13, 1, 13), (306, 1, 306), (320, 1, 320), (321, 10, 32), (2122, 10, 212), (2500, 10, 250), (11527, 100, 115)]
)
def test_as_many_dots_as_there_are_things(value: int, each: int, full: int) -> None:
    it = field(value)
    assert (it.each, it.full) == (each, full)
    assert sum(drawn(it)) == full
    assert max(drawn(it)) <= COLUMNS
    assert it.full <= MOST


def test_the_rest_is_a_dot_of_that_share_of_the_area() -> None:
    it = field(11527)
    x, y, diameter = it.small
    assert (x, y) == (15 * CELL + CELL // 2, 4 * CELL + CELL // 2)
    assert (pi * diameter**2) / (pi * DOT**2) == pytest.approx(0.27, abs=0.01)
    assert field(2500).small is None


def test_a_floor_ends_in_an_empty_ring() -> None:
    it = field(2500, "户", "2500多户")
    assert it.ring == (CELL // 2, 10 * CELL + CELL // 2)
    assert it.height == 11 * CELL
    assert "空心" in it.legend
    assert field(2500, "户", "2500户").ring is None


def test_legend_says_what_one_dot_stands_for() -> None:
    assert field(11527, "人次").legend == "一点是100人次"
    assert field(50, "万元").legend == "一点是1万元"


@pytest.mark.parametrize("value", ["2011-01", 1, 0])
def test_what_cannot_be_counted_has_no_field(value) -> None:
    assert field(value, as_printed="甲") is None

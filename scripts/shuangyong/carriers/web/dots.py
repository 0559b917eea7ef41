"""A number as a field of dots: so many things, one dot for each, or for each ten or hundred.

After the pictorial statistics of Neurath: a larger amount is shown by more signs of the
same size, never by a larger sign. What a dot stands for is written beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from ...manuscripts.library import CitedFigure

COLUMNS = 25
MOST = 320
"""More dots than this are no longer seen one by one."""
CELL = 10
"""Units of the drawing from one dot to the next."""
DOT = 7
"""Diameter of a dot, in the same units."""


@dataclass(frozen=True)
class DotField:
    cited: CitedFigure
    each: int
    """How many one dot stands for."""

    @property
    def full(self) -> int:
        """Whole dots."""
        return int(self.cited.figure.value // self.each)

    @property
    def rest(self) -> float:
        """What is left for a smaller dot, as a share of a whole one."""
        return self.cited.figure.value / self.each - self.full

    @property
    def is_open(self) -> bool:
        """Whether the source only gives a floor (余, 多): an empty ring then follows."""
        return self.cited.figure.is_approximate

    @property
    def legend(self) -> str:
        number = self.cited.figure.unit or ""
        return f"一点是{self.each}{number}" + ("；空心的一点：原文没有写到头" if self.is_open else "")

    # --- Drawing ---

    @property
    def width(self) -> int:
        return COLUMNS * CELL

    @property
    def height(self) -> int:
        last = self.full - 1 + bool(self.rest) + self.is_open
        return (last // COLUMNS + 1) * CELL

    @property
    def rows(self) -> str:
        """Path of the whole dots: dashes of no length with round ends, a cell apart."""
        return "".join(f"M{CELL // 2} {y}h{(count - 1) * CELL + 0.01:g}" for y, count in self._lines())

    def _lines(self) -> Iterator[tuple[int, int]]:
        for row, first in enumerate(range(0, self.full, COLUMNS)):
            yield row * CELL + CELL // 2, min(COLUMNS, self.full - first)

    @property
    def small(self) -> tuple[int, int, float] | None:
        """(x, y, diameter) of the dot for the rest; its area is the share."""
        return (*_place(self.full), round(DOT * sqrt(self.rest), 2)) if self.rest else None

    @property
    def ring(self) -> tuple[int, int] | None:
        """(x, y) of the empty ring."""
        return _place(self.full + bool(self.rest)) if self.is_open else None


def _place(number: int) -> tuple[int, int]:
    """The middle of the cell of dot `number`, from 0."""
    row, column = divmod(number, COLUMNS)
    return column * CELL + CELL // 2, row * CELL + CELL // 2


def dot_field(cited: CitedFigure) -> DotField | None:
    """The field for a counted number; None for what cannot be counted in dots."""
    value = cited.figure.value
    if not isinstance(value, int | float) or value < 2:
        return None
    each = 1
    while value / each > MOST:
        each *= 10
    return DotField(cited, each)

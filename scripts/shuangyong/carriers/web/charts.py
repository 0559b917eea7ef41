"""Figures that may be set side by side, as bars.

Only what the editor put into one ``series`` is compared, and only numbers of one unit.
A figure printed with 余 or 多 is a floor: its bar is drawn open-ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...manuscripts.library import CitedFigure


@dataclass(frozen=True)
class Bar:
    cited: CitedFigure
    share: float
    """Of the longest bar in its chart, 0 to 1."""

    @property
    def percent(self) -> float:
        return round(self.share * 100, 2)


@dataclass(frozen=True)
class Chart:
    """A small bar chart; its numbers stand beside it as text."""

    name: str
    bars: tuple[Bar, ...]

    @property
    def description(self) -> str:
        """What a screen reader says in place of the drawing."""
        return f"{self.name}：" + "，".join(f"{b.cited.figure.what}{b.cited.figure.shown}" for b in self.bars)


def charts(figures: Iterable[CitedFigure]) -> Iterator[Chart]:
    """A chart for each series in which at least two numbers can truly be compared."""
    series: dict[tuple[str, str], list[CitedFigure]] = {}
    for cited in figures:
        if cited.figure.series:
            series.setdefault((cited.source.id, cited.figure.series), []).append(cited)
    for (_, name), members in series.items():
        if _are_comparable(members):
            longest = max(cited.figure.value for cited in members)
            yield Chart(name, tuple(Bar(cited, cited.figure.value / longest) for cited in members))


def _are_comparable(members: list[CitedFigure]) -> bool:
    figures = [cited.figure for cited in members]
    are_counts = all(isinstance(f.value, int | float) and f.value > 0 and f.status == "实数" for f in figures)
    return len(figures) > 1 and are_counts and len({f.unit for f in figures}) == 1

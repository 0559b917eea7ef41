"""When the days of the publicity calendar fall, and which bases are free on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .dates import chinese_date, chinese_weekday
from .fields import Tone
from .library import Library, Manuscript
from .models import Base, Day, FreeEntry

_TONES: tuple[Tone, ...] = ("庄重", "喜庆", "平常")


@dataclass(frozen=True)
class Occurrence:
    """A day of the calendar in one year."""

    start: dt.date
    end: dt.date
    """The last day, the same as `start` but for those that last."""
    day: Manuscript

    def __lt__(self, other: Occurrence) -> bool:
        return (self.start, self.end, self.day.id) < (other.start, other.end, other.day.id)

    @property
    def text(self) -> str:
        """``2026年12月13日 星期日``, or ``9月1日至9月30日`` with its year."""
        if self.end == self.start:
            return f"{chinese_date(self.start)} {chinese_weekday(self.start)}"
        return f"{chinese_date(self.start)}至{self.end.month}月{self.end.day}日"


def in_year(day: Manuscript, year: int) -> Occurrence | None:
    """The occurrence of `day` that begins in `year`; None where its rule or table has none."""
    meta = day.meta
    assert isinstance(meta, Day)
    start = meta.rule.in_year(year) if meta.rule else meta.dates.get(year)
    if start is None:
        return None
    end = meta.through.in_year(year) if meta.through else start
    if end is not None and end < start:
        end = meta.through.in_year(year + 1) if meta.through else start
    return Occurrence(start, end or start, day)


def occurrences(library: Library, first: dt.date, last: dt.date) -> tuple[Occurrence, ...]:
    """Every occurrence that touches the days from `first` to `last`, in order of time."""
    years = range(first.year - 1, last.year + 1)
    found = (in_year(day, year) for day in library.of("day") for year in years)
    return tuple(sorted(o for o in found if o and o.end >= first and o.start <= last))


def upcoming(library: Library, today: dt.date, days: int = 400) -> tuple[Occurrence, ...]:
    """The next time each day comes, within so many days; one that lasts and has begun counts as coming.

    Lunar festivals and nth weekdays may be more than a year apart, so a year would miss some.
    """
    coming: dict[str, Occurrence] = {}
    for occurrence in occurrences(library, today, today + dt.timedelta(days=days)):
        coming.setdefault(occurrence.day.id, occurrence)
    return tuple(coming.values())


def tone_of(found: Iterable[Occurrence]) -> Tone:
    """The tone of a date on which several days fall: 庄重 wins, then 喜庆."""
    tones = {o.day.meta.tone for o in found if isinstance(o.day.meta, Day)}
    return next((tone for tone in _TONES if tone in tones), "平常")


def solemn_dates(library: Library, today: dt.date, days: int = 400) -> tuple[dt.date, ...]:
    """The coming single dates that are 庄重; where several days meet, 庄重 wins.

    A span of weeks keeps the everyday look: a tone that lasts is none.
    """
    last = today + dt.timedelta(days=days)
    found = [o for o in occurrences(library, today, last) if o.start == o.end]
    dates = sorted({o.start for o in found})
    return tuple(date for date in dates if tone_of(o for o in found if o.start == date) == "庄重")


@dataclass(frozen=True)
class FreeDay:
    """A coming day on which a base admits everybody free, and by what rule."""

    occurrence: Occurrence
    basis: str


def free_days(coming: Iterable[Occurrence], base: Manuscript) -> Iterator[FreeDay]:
    """Those of the `coming` days on which `base` is free to all."""
    assert isinstance(base.meta, Base)
    for occurrence in coming:
        rule = occurrence.day.meta.free_entry if isinstance(occurrence.day.meta, Day) else None
        if rule and _admits(rule, base.id, base.meta):
            yield FreeDay(occurrence, rule.basis)


def _admits(rule: FreeEntry, id: str, base: Base) -> bool:
    standing = (d.name for d in base.designations if d.status != "已撤销")
    by_name = any(word in name for name in standing for word in rule.designations)
    return id in rule.bases or by_name

"""Dates and hours in the site's zone as the seconds and minutes that a player counts with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from ...manuscripts.calendar import Occurrence, occurrences
from ...manuscripts.library import Library
from ...manuscripts.models import ProgrammeItem, ScreenHours
from ...phrasing import WEEKDAYS

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Window:
    """When a slide may be shown. Seconds since 1970, minutes of the day, weekdays 1 (周一) to 7."""

    days: tuple[int, ...] = ()
    from_: int | None = None
    until: int | None = None
    first: int | None = None
    last: int | None = None
    """The first second at which it may no more."""

    @property
    def is_everyday(self) -> bool:
        """Whether it may be shown by somebody who does not know the time."""
        return self == Window()

    @property
    def is_never(self) -> bool:
        """Whether it ends before it begins."""
        return self.first is not None and self.last is not None and self.last <= self.first

    def within(self, first: int, last: int) -> Window:
        """The same, but not before `first` nor from `last` on."""
        starts = [moment for moment in (self.first, first) if moment is not None]
        ends = [moment for moment in (self.last, last) if moment is not None]
        return Window(self.days, self.from_, self.until, max(starts), min(ends))


def window_of(entry: ProgrammeItem, zone: str) -> Window:
    return Window(
        numbers_of(entry.days),
        minutes(entry.from_) if entry.from_ else None,
        minutes(entry.until) if entry.until else None,
        seconds(entry.first, zone) if entry.first else None,
        seconds(entry.last + _DAY, zone) if entry.last else None,
    )


def hours_of(hours: Iterable[ScreenHours]) -> list[dict]:
    return [{"days": list(numbers_of(h.days)), "on": minutes(h.on), "off": minutes(h.off)} for h in hours]


def numbers_of(days: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({WEEKDAYS.index(day) + 1 for day in days}))


def minutes(clock: str) -> int:
    """``09:30`` as minutes of the day."""
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def seconds(date: dt.date, zone: str) -> int:
    """The site's midnight with which `date` begins."""
    return int(dt.datetime.combine(date, dt.time(), ZoneInfo(zone)).timestamp())


def offsets(zone: str, first: dt.date, last: dt.date) -> list[list[int]]:
    """``[from, minutes ahead of UTC]`` for each stretch between two dates, the first from 0.

    Found to the minute by halving the days on which the offset changes.
    """
    info = ZoneInfo(zone)
    start, end = seconds(first, zone), seconds(last, zone)
    found = [[0, _offset(info, start)]]
    for day in range(start, end, 86_400):
        if (later := _offset(info, day + 86_400)) != found[-1][1]:
            found.append([_change(info, day, day + 86_400), later])
    return found


def _change(info: ZoneInfo, before: int, after: int) -> int:
    earlier = _offset(info, before)
    while after - before > 60:
        middle = (before + after) // 120 * 60
        before, after = (middle, after) if _offset(info, middle) == earlier else (before, middle)
    return after


def _offset(info: ZoneInfo, moment: int) -> int:
    return int(dt.datetime.fromtimestamp(moment, info).utcoffset().total_seconds() // 60)


def spans(dates: Iterable[dt.date], zone: str) -> list[list[int]]:
    """Each date as the seconds from its beginning to its end."""
    return [[seconds(date, zone), seconds(date + _DAY, zone)] for date in dates]


def coming(library: Library, id: str, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, dt.date, Occurrence]]:
    """(from, to, what comes then) for a day of the calendar, or for whichever comes ``next``.

    From one date to another, both included, this occurrence is the one to announce. Once a month
    has begun, a date within it comes first: a month is there anyway.
    """
    reach = last + dt.timedelta(days=400)
    found = [o for o in occurrences(library, first, reach) if id in ("next", o.day.id)]
    dates = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    for occurrence, group in groupby(dates, lambda date: _next(found, date)):
        if occurrence:
            stretch = list(group)
            yield stretch[0], stretch[-1], occurrence


def _next(found: list[Occurrence], date: dt.date) -> Occurrence | None:
    ahead = [o for o in found if o.end >= date]
    return min(ahead, key=lambda o: (o.start if o.start >= date else o.end, o.end - o.start, o), default=None)

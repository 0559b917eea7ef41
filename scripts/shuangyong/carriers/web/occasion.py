"""What a date does to the whole site: the sober tone of 庄重 days, and the grey that an operator orders.

Pages may have been built long before the date. So each says the coming dates in attributes
of its root element, and ``preferences.js`` compares them with the reader's today; a page
built on the day itself is right without a script too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from ...site import Mourning


@dataclass(frozen=True)
class Occasion:
    """The dates that change the look of a page."""

    today: dt.date
    zone: str
    solemn: tuple[dt.date, ...] = ()
    mourning: Mourning | None = None

    @property
    def offset(self) -> int | None:
        """Minutes ahead of UTC, where that is the same all year, as in China: browsers take long to load their time zones."""
        year = [dt.datetime(self.today.year, month, 1, tzinfo=ZoneInfo(self.zone)).utcoffset() for month in range(1, 13)]
        return int(year[0].total_seconds() // 60) if len(set(year)) == 1 else None

    @property
    def attributes(self) -> Iterator[tuple[str, str]]:
        """(name, value) for the root element of every page."""
        yield "data-sy-zone", self.zone
        if self.offset is not None:
            yield "data-sy-offset", str(self.offset)
        if self.solemn:
            yield "data-sy-solemn", " ".join(date.isoformat() for date in self.solemn)
        if self.today in self.solemn:
            yield "data-sy-tone", "solemn"
        if self.mourning and self.mourning.until >= self.today:
            yield "data-sy-grey-from", self.mourning.from_.isoformat()
            yield "data-sy-grey-until", self.mourning.until.isoformat()
            if self.mourning.from_ <= self.today:
                yield "data-sy-grey", ""

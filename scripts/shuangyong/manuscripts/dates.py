"""Dates as sources give them, and the rules of the publicity calendar.

A date keeps the precision it was given with: ``2014`` stays a year, ``2014-09`` a month.
Calendar rules are the three shapes of the content model: ``03-05``,
``third saturday of september`` and a table of dates by year.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

DATE_HELP = "请写成 2014-05-01 的样子"
PARTIAL_HELP = "请写成 2014、2014-09 或 2014-09-15 的样子"
SPAN_HELP = "请写成 2014、2014-09、2014-09-15，或 2014-09-15/2014-09-20 的样子"
RULE_HELP = "请写成 03-05 或 third saturday of september 的样子，或改用 dates 按年列出"

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_ORDINALS = ("first", "second", "third", "fourth", "last")
_WEEKDAYS = tuple(day.lower() for day in calendar.day_name)
_MONTHS = tuple(month.lower() for month in calendar.month_name)
_NTH = re.compile(rf"({'|'.join(_ORDINALS)}) ({'|'.join(_WEEKDAYS)}) of ({'|'.join(_MONTHS[1:])})")


def reject(rule: str, what: str, fix: str, at: tuple[str | int, ...] = ()) -> PydanticCustomError:
    """A validation error that carries the rule, the finding and the remedy for a Problem.

    `at` is the part meant of the model that is validated as a whole.
    """
    return PydanticCustomError(rule, "{what}", {"what": f"{what}。", "fix": f"{fix}。", "at": at})


@dataclass(frozen=True)
class PartialDate:
    """A year, a month or a day; no more precise than it was written."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: object) -> PartialDate:
        if isinstance(text, PartialDate):
            return text
        match = _PARTIAL.fullmatch(str(text).strip())
        try:
            if match is None:
                raise ValueError
            year, month, day = (int(part) if part else None for part in match.groups())
            dt.date(year, 1 if month is None else month, 1 if day is None else day)
        except ValueError:
            raise reject("date", f"“{text}”不是有效日期", PARTIAL_HELP) from None
        return cls(year, month, day)

    @property
    def first(self) -> dt.date:
        """The first day it may mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> dt.date:
        """The last day it may mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """As ISO 8601, at the precision given: ``2014``, ``2014-09``, ``2014-09-15``."""
        month = f"-{self.month:02}" if self.month else ""
        return f"{self.year}{month}" + (f"-{self.day:02}" if self.day else "")

    def __str__(self) -> str:
        month = f"{self.month}月" if self.month else ""
        return f"{self.year}年{month}" + (f"{self.day}日" if self.day else "")


@dataclass(frozen=True)
class DateSpan:
    """When something happened: one partial date, or from one to another."""

    start: PartialDate
    end: PartialDate | None = None

    @classmethod
    def parse(cls, text: object) -> DateSpan:
        if isinstance(text, DateSpan):
            return text
        parts = [part.strip() for part in re.split(r"/|至", str(text))]
        try:
            if len(parts) > 2:
                raise ValueError
            span = cls(*map(PartialDate.parse, parts))
        except ValueError:
            raise reject("date", f"“{text}”不是有效日期", SPAN_HELP) from None
        if span.end is not None and span.end.last < span.start.first:
            raise reject("date", f"“{text}”的结束早于开始", "请把两个日期对调或改正")
        return span

    @property
    def year(self) -> int:
        return self.start.year

    @property
    def iso(self) -> str:
        return self.start.iso + (f"/{self.end.iso}" if self.end else "")

    def __str__(self) -> str:
        return f"{self.start}至{self.end}" if self.end else str(self.start)


@dataclass(frozen=True, order=True)
class Moment:
    """When something went out on the site: a day, to the minute where it is known."""

    date: dt.date
    time: dt.time | None = None

    @classmethod
    def parse(cls, text: object) -> Moment:
        if isinstance(text, Moment):
            return text
        match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?", str(text).strip())
        try:
            if match is None:
                raise ValueError
            time = dt.time.fromisoformat(match[2]) if match[2] else None
            return cls(dt.date.fromisoformat(match[1]), time)
        except ValueError:
            raise reject("date", f"“{text}”不是有效日期", f"{DATE_HELP}，要写到分就写 2014-05-01 09:30") from None

    @property
    def iso(self) -> str:
        return self.date.isoformat() + (f"T{self.time:%H:%M}" if self.time else "")

    @property
    def to_minute(self) -> str:
        """``YYYY-MM-DD HH:MM``, the form 政府网站发展指引 asks of PubDate; a bare day is 00:00."""
        return f"{self.date.isoformat()} {self.time or dt.time():%H:%M}"

    def __str__(self) -> str:
        return chinese_date(self.date) + (f" {self.time:%H:%M}" if self.time else "")


def parse_date(text: object) -> dt.date:
    """A full date, strictly ``YYYY-MM-DD``."""
    if isinstance(text, dt.date) and not isinstance(text, dt.datetime):
        return text
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(text).strip()):
            raise ValueError
        return dt.date.fromisoformat(str(text).strip())
    except ValueError:
        raise reject("date", f"“{text}”不是有效日期", DATE_HELP) from None


def chinese_date(date: dt.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def chinese_weekday(date: dt.date) -> str:
    return "星期" + "一二三四五六日"[date.weekday()]


@dataclass(frozen=True)
class YearlyRule:
    """A day that recurs by rule: a fixed month and day, or the nth weekday of a month."""

    text: str
    month: int
    day: int | None = None
    nth: int | None = None
    """0 for the first such weekday of the month, -1 for the last."""
    weekday: int | None = None

    @classmethod
    def parse(cls, text: object) -> YearlyRule:
        if isinstance(text, YearlyRule):
            return text
        words = " ".join(str(text).lower().split())
        if match := _NTH.fullmatch(words):
            nth = -1 if match[1] == "last" else _ORDINALS.index(match[1])
            return cls(words, _MONTHS.index(match[3]), nth=nth, weekday=_WEEKDAYS.index(match[2]))
        try:
            if not re.fullmatch(r"\d{2}-\d{2}", words):
                raise ValueError
            # A leap year, so that 02-29 is a rule like any other.
            date = dt.datetime.strptime(f"2024-{words}", "%Y-%m-%d").date()
        except ValueError:
            raise reject("rule", f"“{text}”不是能算的日期规则", RULE_HELP) from None
        return cls(words, date.month, day=date.day)

    def in_year(self, year: int) -> dt.date | None:
        """The day in `year`, or None in a year without it (29 February)."""
        if self.day is not None:
            try:
                return dt.date(year, self.month, self.day)
            except ValueError:
                return None
        weeks = calendar.monthcalendar(year, self.month)
        days = [week[self.weekday] for week in weeks if week[self.weekday]]
        return dt.date(year, self.month, days[self.nth])

    def __str__(self) -> str:
        if self.day is not None:
            return f"每年{self.month}月{self.day}日"
        nth = "最后一个" if self.nth == -1 else f"第{'一二三四'[self.nth]}个"
        return f"每年{self.month}月{nth}星期{'一二三四五六日'[self.weekday]}"

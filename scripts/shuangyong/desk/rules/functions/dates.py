"""Dates that do not exist, weekdays that do not match, and the day that is not fixed."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .base import Hit, known_as, sentence_around

_DIGITS = "〇○零一二三四五六七八九"
_HAN = {char: value for value, char in ((0, "〇"), (0, "○"), (0, "零"), *enumerate("一二三四五六七八九", 1), (2, "两"))}

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DATE = re.compile(
    # The first character tells nearly every place apart.
    rf"(?=[\d{_DIGITS}十])(?:(?:(?P<year>(?<!\d)\d{{4}}|(?<![{_DIGITS}])[{_DIGITS}]{{4}})年)?(?<![\d.第])(?P<month>{_NUMBER})月(?P<day>{_NUMBER})(?P<mark>[日号])"
    r"|(?<![\d./-])(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d./-]))"
)
_LUNAR = re.compile(r"(?:农历|阴历|旧历|夏历|腊|闰)[\u4e00-\u9fff\d]{0,8}$")
_YEAR = re.compile(rf"(?<!\d)(\d{{4}})年|(?<![{_DIGITS}])([{_DIGITS}]{{4}})年")
_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"\s*[，、]?\s*[（(]?\s*(?:星期|礼拜|周)([一二三四五六日天])(?![\u4e00-\u9fff](?<=[一二三四五六日天][年岁鸣边到]))")


@dataclass(frozen=True)
class Found:
    """A day named in a text."""

    start: int
    end: int
    year: int | None
    """None where no year stands by it or before it in the paragraph."""
    month: int
    day: int
    is_given: bool
    """Whether the year stands in the date itself."""

    @property
    def date(self) -> dt.date | None:
        try:
            return dt.date(self.year, self.month, self.day) if self.year else None
        except ValueError:
            return None


def find_days(text: str) -> Iterator[Found]:
    """Every day of the solar calendar that `text` names."""
    for match in _DATE.finditer(text):
        if match["y"]:
            yield Found(match.start(), match.end(), int(match["y"]), int(match["m"]), int(match["d"]), True)
        elif not _LUNAR.search(text, max(0, match.start() - 12), match.start()):
            given = year_of(match["year"])
            year = given or _year_before(text, match.start())
            yield Found(match.start(), match.end(), year, _small(match["month"]), _small(match["day"]), given is not None)


def year_of(written: str | None) -> int | None:
    if not written:
        return None
    year = int(written) if written.isdigit() and written.isascii() else int("".join(str(_HAN[char]) for char in written))
    return year if 1000 <= year <= 2999 else None


def _year_before(text: str, start: int) -> int | None:
    """The year named last in the same paragraph."""
    first = text.rfind("\n", 0, start) + 1
    years = [match[1] or match[2] for match in _YEAR.finditer(text, first, start)]
    return year_of(years[-1]) if years else None


def _small(written: str) -> int:
    """A number up to 99, in digits or in Han characters."""
    if written.isascii():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (_HAN.get(tens, 1) * 10 if ten else 0) + _HAN.get(ones, 0)


def _days(doc, desk) -> tuple[Found, ...]:
    if "月" not in doc.clean.grams and not _WRITTEN_SHORT.search(doc.text):
        return ()
    return desk.once("days", doc, lambda: tuple(find_days(doc.text)))


_WRITTEN_SHORT = re.compile(r"\d[-/.]\d")


def _exists(found: Found) -> bool:
    if not 1 <= found.month <= 12 or found.day < 1:
        return False
    year = found.year if found.is_given and found.year else 2024
    return found.day <= calendar.monthrange(year, found.month)[1]


@known_as("impossible-dates")
def impossible_dates(doc, rule, desk) -> Iterator[Hit]:
    for found in _days(doc, desk):
        if not _exists(found):
            is_leap = (found.month, found.day) == (2, 29)
            yield Hit(found.start, found.end, {"why": f"（{found.year}年二月只有28天）" if is_leap else ""})


@known_as("weekdays")
def weekdays(doc, rule, desk) -> Iterator[Hit]:
    """Only where the year is known; a weekday alone says nothing."""
    for found in _days(doc, desk):
        match = _WEEKDAY.match(doc.text, found.end)
        if match and found.date:
            named = _WEEKDAYS.index(match[1].replace("天", "日"))
            if found.date.weekday() != named:
                told = f"{found.year}年{found.month}月{found.day}日"
                yield Hit(found.start, match.end(1), {"date": told, "right": f"星期{_WEEKDAYS[found.date.weekday()]}"})


_DAY_OF_DEFENCE = re.compile(r"(?:全民|全国)?国防教育日")
_OTHER_WEEKDAY = re.compile(
    r"第(?:[一二四五1245]个|三个|3个)(?:星期|周|礼拜)"
    r"(?:[一二三四五日天]|(?<=[一二四五1245]个星期)六|(?<=[一二四五1245]个周)六)"
)
_RANGE = re.compile(r"\s*(?:[至到—–-]|之间)")


@known_as("defence-days")
def defence_days(doc, rule, desk) -> Iterator[Hit]:
    """A day in September that is called the day of defence education and is not its third Saturday."""
    if "国防教育日" not in doc.text:
        return
    told: set[int] = set()
    for name in _DAY_OF_DEFENCE.finditer(doc.text):
        first, last = sentence_around(doc.text, name.start(), name.end())
        if match := _OTHER_WEEKDAY.search(doc.text, first, last):
            yield Hit(match.start(), match.end(), {"right": ""})
        for found in find_days(doc.text[first:last]):
            start, end = first + found.start, first + found.end
            year = found.year or _year_before(doc.text, start)
            if found.month != 9 or start in told or _RANGE.match(doc.text, end) or re.search(r"[至到—–-]\s*$", doc.text[first:start]):
                continue
            right = third_saturday(year) if year else None
            if right is None or right.day != found.day:
                told.add(start)
                yield Hit(start, end, {"right": f"（{year}年是{right.month}月{right.day}日）" if right else ""})


def third_saturday(year: int) -> dt.date:
    """全民国防教育日 of a year: 国防教育法 12."""
    return next(day for day in (dt.date(year, 9, number) for number in range(15, 22)) if day.weekday() == 5)

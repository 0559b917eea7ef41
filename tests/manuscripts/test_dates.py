from __future__ import annotations

import datetime as dt
import itertools

import pytest
from pydantic_core import PydanticCustomError

from making import cases
from shuangyong.manuscripts.dates import DateSpan, Moment, PartialDate, YearlyRule, chinese_weekday, parse_date


@pytest.mark.parametrize("case", cases("dates"), ids=lambda case: str(case["written"]).strip())
def test_dates_keep_the_precision_they_were_given(case: dict) -> None:
    if "refused" in case:
        with pytest.raises(PydanticCustomError) as refusal:
            DateSpan.parse(case["written"])
        assert refusal.value.context["what"] == case["refused"] + "。"
    else:
        span = DateSpan.parse(case["written"])
        assert (span.iso, str(span)) == (case["iso"], case["shown"])


@pytest.mark.parametrize("case", cases("rules"), ids=lambda case: case["rule"])
def test_rules_fall_on_their_days(case: dict) -> None:
    if "refused" in case:
        with pytest.raises(PydanticCustomError) as refusal:
            YearlyRule.parse(case["rule"])
        assert refusal.value.context["what"] == case["refused"] + "。"
    else:
        rule = YearlyRule.parse(case["rule"])
        assert str(rule) == case["shown"]
        assert [rule.in_year(day.year) for day in case["days"]] == case["days"]
        assert [rule.in_year(year) for year in case.get("never_in", [])] == [None] * len(case.get("never_in", []))


def test_every_nth_weekday_is_one_of_its_month() -> None:
    for nth, (position, day), year in itertools.product(("first", "fourth", "last"), enumerate(("monday", "sunday")), (2025, 2028)):
        found = YearlyRule.parse(f"{nth} {day} of february").in_year(year)
        assert (found.month, found.weekday()) == (2, 6 * position)
        assert {"first": found.day <= 7, "fourth": 22 <= found.day <= 28, "last": found.day >= 22}[nth]


def test_a_partial_date_may_mean_any_of_its_days() -> None:
    year, month = PartialDate.parse("2024"), PartialDate.parse("2024-02")
    assert (year.first, year.last) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert (month.first, month.last) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))


def test_a_moment_may_be_a_day_or_a_minute() -> None:
    day, minute = Moment.parse("2026-11-22"), Moment.parse("2026-11-22 09:30")
    assert (day.iso, str(day), day.to_minute) == ("2026-11-22", "2026年11月22日", "2026-11-22 00:00")
    assert (minute.iso, str(minute), minute.to_minute) == ("2026-11-22T09:30", "2026年11月22日 09:30", "2026-11-22 09:30")


@pytest.mark.parametrize("written", ["2026-11", "2026-11-31", "2026-11-22 24:30", "2026-11-22 9:30", "2026/11/22", "20261122", ""])
def test_a_moment_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        Moment.parse(written)


@pytest.mark.parametrize("written", ["2026-11", "2026-W47-7", "20261122", "2026-1-1", "2026-02-29"])
def test_a_full_date_is_refused_in_any_other_form(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_date(written)


def test_weekdays_are_named_in_chinese() -> None:
    assert chinese_weekday(dt.date(2026, 9, 19)) == "星期六"
    assert chinese_weekday(dt.date(2026, 11, 22)) == "星期日"

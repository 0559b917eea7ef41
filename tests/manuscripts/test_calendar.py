from __future__ import annotations

import datetime as dt

from making import TODAY, library, manuscript
from shuangyong.manuscripts.calendar import free_days, in_year, occurrences, tone_of, upcoming


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def day(id: str, **keys):
    return manuscript(f"calendar/{id}.md", **keys)


def spans(found) -> list[str]:
    return [f"{o.day.id} {o.start}/{o.end}" for o in found]


WINTER = day("winter", rule="12-25", through="01-05")
TABLE = day("table", dates={2026: "2026-06-19", 2028: "2028-05-28"})


def test_a_day_that_lasts_reaches_across_the_year_end() -> None:
    assert spans(occurrences(library(WINTER), date("2027-01-01"), date("2027-01-03"))) == ["winter 2026-12-25/2027-01-05"]
    assert spans(occurrences(library(WINTER), date("2027-01-06"), date("2027-12-24"))) == []
    assert spans(occurrences(library(WINTER), date("2027-01-05"), date("2027-12-25"))) == [
        "winter 2026-12-25/2027-01-05",
        "winter 2027-12-25/2028-01-05",
    ]


def test_a_day_lasts_through_its_last_day() -> None:
    month = day("month", rule="09-01", through="09-30")
    assert spans(occurrences(library(month), date("2026-09-30"), date("2026-09-30"))) == ["month 2026-09-01/2026-09-30"]
    assert occurrences(library(month), date("2026-10-01"), date("2026-12-31")) == ()


def test_a_table_has_the_years_it_lists() -> None:
    assert in_year(TABLE, 2026).start == date("2026-06-19")
    assert in_year(TABLE, 2027) is None
    assert spans(occurrences(library(TABLE), date("2026-01-01"), date("2028-12-31"))) == [
        "table 2026-06-19/2026-06-19",
        "table 2028-05-28/2028-05-28",
    ]


def test_occurrences_stand_in_order_of_time() -> None:
    found = library(day("b", rule="03-05"), day("a", rule="03-05"), day("c", rule="03-04"), WINTER)
    assert [o.day.id for o in occurrences(found, date("2027-01-01"), date("2027-03-31"))] == ["winter", "c", "a", "b"]


def test_upcoming_begins_today_and_ends_within_a_year() -> None:
    found = library(day("today", rule="11-22"), day("yesterday", rule="11-21"), day("tomorrow", rule="11-23"))
    coming = upcoming(found, TODAY)
    assert [o.start for o in coming][:3] == [TODAY, date("2026-11-23"), date("2027-11-21")]
    assert all(TODAY <= o.start <= TODAY + dt.timedelta(days=365) for o in coming)
    assert upcoming(found, TODAY, days=0) == coming[:1]


def test_solemn_wins_where_days_meet() -> None:
    """In 2027 全民国防教育日 falls on 18 September."""
    education = day("education", rule="third saturday of september", tone="喜庆")
    solemn = day("september", rule="09-18", tone="庄重")
    plain = day("plain", rule="09-18")
    met = occurrences(library(education, solemn, plain), date("2027-09-18"), date("2027-09-18"))
    assert len(met) == 3
    assert tone_of(met) == "庄重"
    assert tone_of(o for o in met if o.day is not solemn) == "喜庆"
    assert tone_of([]) == "平常"


def test_an_occurrence_is_said_with_its_weekday_or_its_end() -> None:
    assert in_year(day("x", rule="12-13"), 2026).text == "2026年12月13日 星期日"
    assert in_year(day("x", rule="09-01", through="09-30"), 2026).text == "2026年9月1日至9月30日"


# --- Free days ---

EDUCATION = day("education", rule="third saturday of september", free_entry={"designations": ["国防教育基地"], "basis": "国防教育法"})
NAMED = day("named", rule="10-01", free_entry={"bases": ["x"], "basis": "条例"})


def base(*designations: dict, id: str = "x"):
    return manuscript(f"bases/{id}.md", designations=list(designations))


def free(of) -> list[str]:
    return [f"{free.occurrence.start} {free.basis}" for free in free_days(upcoming(library(EDUCATION, NAMED, of), TODAY), of)]


def test_a_base_is_free_by_its_designation_or_its_name() -> None:
    assert free(base({"name": "上海市国防教育基地"})) == ["2027-09-18 国防教育法", "2027-10-01 条例"]
    assert free(base({"name": "上海市国防教育基地"}, id="y")) == ["2027-09-18 国防教育法"]
    assert free(base(id="y")) == []


def test_a_revoked_designation_makes_nothing_free() -> None:
    assert free(base({"name": "上海市国防教育基地", "status": "已撤销"}, id="y")) == []

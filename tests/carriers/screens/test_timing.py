"""Dates and hours as the seconds and minutes that a player counts with."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from making import library, manuscript
from shuangyong.carriers.screens.timing import Window, coming, hours_of, minutes, numbers_of, offsets, seconds, window_of
from shuangyong.manuscripts.models import ProgrammeItem, ScreenHours

ZONES = [
    "Asia/Shanghai", "Asia/Urumqi", "UTC", "Asia/Kathmandu", "Europe/London", "America/New_York", "America/St_Johns",
    "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "Asia/Beirut", "Pacific/Chatham",
]  # fmt: skip
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2028, 12, 31)


def entry(**keys: Any) -> ProgrammeItem:
    return ProgrammeItem.model_validate({"notice": "通知。", **keys})


def at(*when: int, zone: str = "UTC") -> int:
    return int(dt.datetime(*when, tzinfo=ZoneInfo(zone)).timestamp())


# --- Dates ---


def test_a_date_begins_at_the_sites_midnight() -> None:
    assert seconds(dt.date(2026, 11, 22), "Asia/Shanghai") == at(2026, 11, 21, 16)
    assert seconds(dt.date(2026, 11, 22), "Asia/Urumqi") == at(2026, 11, 21, 18)
    assert seconds(dt.date(2026, 7, 1), "Europe/London") == at(2026, 6, 30, 23)
    assert seconds(dt.date(2026, 12, 1), "Europe/London") == at(2026, 12, 1)


def test_a_day_without_a_midnight_begins_where_the_clock_goes_on() -> None:
    """In Santiago the clock goes from 24:00 to 1:00: 2026-09-05 has a midnight, 2026-09-06 has none."""
    assert seconds(dt.date(2026, 9, 6), "America/Santiago") == at(2026, 9, 6, 4)
    assert dt.datetime.fromtimestamp(at(2026, 9, 6, 4), ZoneInfo("America/Santiago")).hour == 1


# --- Offsets ---


def test_the_table_of_london_is_right_to_the_minute() -> None:
    assert offsets("Europe/London", dt.date(2026, 1, 1), dt.date(2027, 6, 1)) == [
        [0, 0],
        [at(2026, 3, 29, 1), 60],
        [at(2026, 10, 25, 1), 0],
        [at(2027, 3, 28, 1), 60],
    ]


def test_a_zone_without_summer_time_has_one_offset() -> None:
    assert offsets("Asia/Shanghai", FIRST, LAST) == [[0, 480]]
    assert offsets("Asia/Kathmandu", FIRST, LAST) == [[0, 345]]


@pytest.mark.parametrize("zone", ZONES)
def test_a_player_with_the_table_always_knows_the_offset(zone: str) -> None:
    table = offsets(zone, FIRST, LAST)
    assert table[0][0] == 0 and table == sorted(table)
    info = ZoneInfo(zone)
    edges = [moment + around for moment, _ in table[1:] for around in (-60, -1, 0, 60)]
    for moment in [*range(seconds(FIRST, zone), seconds(LAST, zone), 7 * 3600), *edges]:
        known = next(offset for start, offset in reversed(table) if start <= moment)
        assert known * 60 == dt.datetime.fromtimestamp(moment, info).utcoffset().total_seconds(), moment


@pytest.mark.parametrize("zone", ZONES)
def test_no_stretch_has_the_offset_of_the_one_before(zone: str) -> None:
    assert all(before[1] != after[1] for before, after in itertools.pairwise(offsets(zone, FIRST, LAST)))


def test_a_summer_time_that_has_begun_counts_from_the_beginning() -> None:
    assert offsets("Europe/London", dt.date(2026, 7, 1), dt.date(2026, 8, 1)) == [[0, 60]]


# --- Windows ---


def test_what_says_nothing_of_time_is_for_every_day() -> None:
    window = window_of(entry(), "Asia/Shanghai")
    assert window == Window() and window.is_everyday


@pytest.mark.parametrize(
    "keys", [{"days": ["周一"]}, {"from": "09:00"}, {"until": "09:00"}, {"first": "2026-12-01"}, {"last": "2026-12-01"}], ids=str
)
def test_what_says_anything_of_time_is_not(keys: dict) -> None:
    assert not window_of(entry(**keys), "Asia/Shanghai").is_everyday


def test_midnight_is_a_time_of_the_day_too() -> None:
    window = window_of(entry(**{"from": "00:00", "until": "06:00"}), "Asia/Shanghai")
    assert (window.from_, window.until) == (0, 360)
    assert not window_of(entry(until="00:00"), "Asia/Shanghai").is_everyday


def test_the_last_day_is_shown_to_its_end() -> None:
    window = window_of(entry(first="2026-12-01", last="2026-12-13"), "Asia/Shanghai")
    assert window.first == at(2026, 12, 1, zone="Asia/Shanghai")
    assert window.last == at(2026, 12, 14, zone="Asia/Shanghai")
    one = window_of(entry(first="2026-12-13", last="2026-12-13"), "Asia/Shanghai")
    assert one.last - one.first == 86_400


def test_a_day_of_summer_time_has_the_hours_it_has() -> None:
    short = window_of(entry(first="2026-03-29", last="2026-03-29"), "Europe/London")
    long = window_of(entry(first="2026-10-25", last="2026-10-25"), "Europe/London")
    assert ((short.last - short.first) // 3600, (long.last - long.first) // 3600) == (23, 25)


def test_weekdays_count_from_monday_each_once() -> None:
    assert numbers_of(["周日", "周一", "周三", "周一"]) == (1, 3, 7)
    assert window_of(entry(days=["周六", "周日"]), "Asia/Shanghai").days == (6, 7)


def test_a_window_within_another_is_the_shorter_at_both_ends() -> None:
    assert Window().within(10, 20) == Window(first=10, last=20)
    assert Window((1,), 5, 6, 12, 15).within(10, 20) == Window((1,), 5, 6, 12, 15)
    assert Window(first=5, last=15).within(10, 20) == Window(first=10, last=15)
    assert not Window().within(10, 20).is_everyday


def test_a_clock_is_minutes_of_the_day() -> None:
    assert [minutes(clock) for clock in ("00:00", "09:30", "23:59")] == [0, 570, 1439]


def test_hours_are_given_in_minutes_those_across_midnight_too() -> None:
    hours = [ScreenHours(on="08:45", off="16:45", days=("周六", "周二")), ScreenHours(on="22:00", off="06:00")]
    assert hours_of(hours) == [{"days": [2, 6], "on": 525, "off": 1005}, {"days": [], "on": 1320, "off": 360}]


# --- What comes next ---


def day(id: str, rule: str = "", **keys: Any):
    return manuscript(f"calendar/{id}.md", title=id, **({"rule": rule} if rule else {}), **keys)


def stretches(*days, id: str = "next", first: str, last: str) -> list[tuple[str, str, str, str]]:
    found = coming(library(*days), id, dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    return [(f"{start:%m-%d}", f"{end:%m-%d}", what.day.id, f"{what.start:%Y-%m-%d}") for start, end, what in found]


ARMY, NATIONAL = day("army", "08-01"), day("national", "10-01")


def test_the_next_day_is_announced_until_it_is_over() -> None:
    assert stretches(ARMY, NATIONAL, first="2026-07-30", last="2026-08-03") == [
        ("07-30", "08-01", "army", "2026-08-01"),
        ("08-02", "08-03", "national", "2026-10-01"),
    ]


def test_the_next_day_may_come_after_the_programme_ends() -> None:
    assert stretches(ARMY, first="2026-08-02", last="2027-01-31") == [("08-02", "01-31", "army", "2027-08-01")]


def test_a_named_day_is_announced_from_the_first_to_the_last() -> None:
    assert stretches(ARMY, NATIONAL, id="army", first="2026-07-30", last="2026-08-05") == [
        ("07-30", "08-01", "army", "2026-08-01"),
        ("08-02", "08-05", "army", "2027-08-01"),
    ]


def test_a_day_whose_table_has_ended_does_not_come() -> None:
    ended = day("lantern", dates={2025: "2025-02-12", 2026: "2026-03-03"})
    assert stretches(ended, first="2026-03-04", last="2026-06-01") == []
    assert stretches(ended, first="2026-03-01", last="2026-06-01") == [("03-01", "03-03", "lantern", "2026-03-03")]


@pytest.mark.parametrize("days", [(), (ARMY,)], ids=["no calendar", "another day"])
def test_what_is_not_in_the_calendar_does_not_come(days) -> None:
    assert stretches(*days, id="gone", first="2026-01-01", last="2026-12-31") == []


MONTH = day("month", "09-01", through="09-30")


def test_a_month_is_announced_before_it_begins_and_a_date_within_it_as_soon_as_it_has() -> None:
    """A month is there anyway: once it has begun, what comes next is the date."""
    victory, eighteen = day("victory", "09-03"), day("eighteen", "09-18")
    assert stretches(MONTH, victory, eighteen, NATIONAL, first="2026-08-30", last="2026-10-01") == [
        ("08-30", "09-01", "month", "2026-09-01"),
        ("09-02", "09-03", "victory", "2026-09-03"),
        ("09-04", "09-18", "eighteen", "2026-09-18"),
        ("09-19", "09-30", "month", "2026-09-01"),
        ("10-01", "10-01", "national", "2026-10-01"),
    ]


def test_of_two_that_begin_on_one_day_the_shorter_comes_first() -> None:
    assert stretches(MONTH, day("first", "09-01"), first="2026-08-31", last="2026-09-02") == [
        ("08-31", "09-01", "first", "2026-09-01"),
        ("09-02", "09-02", "month", "2026-09-01"),
    ]


def test_a_span_that_began_last_year_is_still_there() -> None:
    winter = day("winter", "12-20", through="01-10")
    assert stretches(winter, first="2027-01-09", last="2027-01-11") == [
        ("01-09", "01-10", "winter", "2026-12-20"),
        ("01-11", "01-11", "winter", "2027-12-20"),
    ]


def test_every_date_of_the_programme_is_announced_once() -> None:
    found = list(coming(library(ARMY, NATIONAL, MONTH), "next", FIRST, LAST))
    assert (found[0][0], found[-1][1]) == (FIRST, LAST)
    assert all(after[0] - before[1] == dt.timedelta(days=1) for before, after in itertools.pairwise(found))


def test_a_programme_that_ended_before_it_began_has_no_days() -> None:
    assert stretches(ARMY, first="2026-08-02", last="2026-08-01") == []

"""Days that have passed since the build fall away in the browser."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from .reading import BUILT_AT

SHANGHAI = ZoneInfo("Asia/Shanghai")
HOME, CALENDAR, BASE = "[data-sy-days] > [data-sy-until]", ".sy-day[data-sy-until]", "#free + ul > [data-sy-until]"


def noon(date: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(date), dt.time(12), SHANGHAI)


def dates(page, selector: str) -> list[str]:
    """The last day of each entry in sight, in the order of the page: that of their first days."""
    return page.locator(selector).locator("visible=true").evaluate_all("them => them.map((it) => it.dataset.syUntil)")


PLACES = pytest.mark.parametrize(
    ("path", "selector"), [("", HOME), ("calendar/", CALENDAR), ("bases/qianxuesen/", BASE)], ids=["home", "calendar", "base"]
)


@PLACES
def test_passed_days_fall_away_and_the_next_one_leads(read, path, selector):
    whole = dates(read(path, script=False), selector)
    assert len(whole) >= 3 and whole[0] == min(whole)
    assert dates(read(path), selector) == whole, "on the day of the build nothing has passed"
    later = noon(whole[0]) + dt.timedelta(days=1)
    assert dates(read(path, at=later), selector) == [date for date in whole if date > whole[0]]


def test_next_day_on_home_is_set_largest(read):
    page = read(at=noon("2026-12-31"))
    sizes = page.locator(".sy-days__name").evaluate_all("them => them.map((it) => parseFloat(getComputedStyle(it).fontSize))")
    assert page.locator(".sy-days__name").first.text_content() == "元旦"
    assert sizes[0] > max(sizes[1:])


def test_empty_month_goes_with_its_heading(read):
    page = read("calendar/", at=noon("2027-01-02"))
    months = page.get_by_role("heading", level=2).all_text_contents()
    assert "2026年12月" not in months and "2027年1月" not in months
    assert months[0] == "2027年2月"


def test_day_stays_until_midnight_in_shanghai_wherever_the_reader_is(read):
    midnight = dt.datetime(2026, 12, 14, tzinfo=SHANGHAI)
    for zone in ("America/Los_Angeles", "Pacific/Kiritimati"):
        before = read(at=midnight - dt.timedelta(minutes=1), zone=zone)
        after = read(at=midnight + dt.timedelta(minutes=1), zone=zone)
        assert before.get_by_role("link", name="国家公祭日").is_visible()
        assert not after.get_by_role("link", name="国家公祭日").is_visible()


def test_home_long_out_of_date_keeps_a_dated_day_and_the_base_no_empty_list(read):
    later = BUILT_AT + dt.timedelta(days=800)
    home = read(at=later)
    assert len(dates(home, HOME)) == 1
    assert home.locator(".sy-days__when").is_visible()
    assert not read("bases/qianxuesen/", at=later).get_by_role("heading", name="近期免费日").is_visible()


@PLACES
def test_without_script_every_day_stays_with_its_date(read, path, selector):
    entries = read(path, script=False).locator(selector)
    seen = entries.locator("visible=true").all_inner_texts()
    assert len(seen) == entries.count() >= 3
    assert all(any(sign.isdigit() for sign in text) for text in seen)

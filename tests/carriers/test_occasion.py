"""What dates do to the look of every page."""

from __future__ import annotations

import datetime as dt

from making import TODAY, library, manuscript
from shuangyong.carriers.web.occasion import Occasion
from shuangyong.manuscripts.calendar import solemn_dates
from shuangyong.site import Mourning


def day(id: str, rule: str, tone: str, **keys):
    return manuscript(f"calendar/common/{id}.md", title=id, rule=rule, tone=tone, **keys)


def dates(*days) -> list[str]:
    return [date.isoformat() for date in solemn_dates(library(*days).publishable(today=TODAY), TODAY)]


def test_only_solemn_days_count() -> None:
    assert dates(day("memorial", "12-13", "庄重"), day("festive", "10-01", "喜庆"), day("plain", "03-05", "平常")) == ["2026-12-13", "2027-12-13"]


def test_solemn_wins_where_two_days_meet() -> None:
    both = [day("education", "third saturday of september", "喜庆"), day("september", "09-18", "庄重")]
    assert dates(*both) == ["2027-09-18"]


def test_a_span_of_weeks_leaves_the_look_alone() -> None:
    assert dates(day("month", "09-01", "庄重", through="09-30")) == []


def test_today_is_marked_when_the_page_is_built_on_it() -> None:
    today = dt.date(2026, 12, 13)
    assert dict(Occasion(today, "Asia/Shanghai", (today,)).attributes)["data-sy-tone"] == "solemn"
    assert "data-sy-tone" not in dict(Occasion(today, "Asia/Shanghai", (dt.date(2027, 4, 5),)).attributes)


def test_grey_has_a_beginning_and_an_end() -> None:
    order = Mourning(dt.date(2026, 12, 13), dt.date(2026, 12, 14), "文件")

    def grey(date: str) -> dict[str, str]:
        found = dict(Occasion(dt.date.fromisoformat(date), "Asia/Shanghai", (), order).attributes)
        return {name: value for name, value in found.items() if "grey" in name}

    announced = {"data-sy-grey-from": "2026-12-13", "data-sy-grey-until": "2026-12-14"}
    assert grey("2026-12-12") == announced
    assert grey("2026-12-13") == announced | {"data-sy-grey": ""} == grey("2026-12-14")
    assert grey("2026-12-15") == {}


def test_nothing_is_ever_grey_by_itself() -> None:
    solemn = tuple(dt.date(2026, 12, 13) for _ in range(1))
    assert not [name for name, _ in Occasion(solemn[0], "Asia/Shanghai", solemn).attributes if "grey" in name]


def test_an_offset_is_told_where_it_holds_all_year() -> None:
    def offset(zone: str) -> str | None:
        return dict(Occasion(TODAY, zone).attributes).get("data-sy-offset")

    assert offset("Asia/Shanghai") == "480"
    assert offset("Asia/Kathmandu") == "345"
    assert offset("Europe/Berlin") is None

"""What somebody asks before he sets out for a base."""

from __future__ import annotations

import json

import pytest

from making import TODAY, library, manuscript, site
from shuangyong.carriers.web.view import View
from shuangyong.carriers.web.visiting import dialled
from shuangyong.phrasing import span_of

DISTRICT = manuscript("districts/xuhui.md", title="徐汇区")
HOURS = [
    {"days": ["周二", "周三", "周四", "周五"], "open": "09:00", "close": "16:30", "last_entry": "16:00"},
    {"days": ["周六", "周日"], "open": "09:00", "close": "17:00"},
]


def visit(*others, **keys):
    base = manuscript("bases/longhua.md", district="xuhui", official_name="龙华", category="烈士纪念设施", **keys)
    found = View(library(DISTRICT, base, *others).publishable(today=TODAY), site())
    return found.visit(found.library.get("base", "longhua"))


def test_hours_that_nobody_verified_are_quoted_and_never_worked_with() -> None:
    found = visit(hours=HOURS, hours_text="“9点到16点”，旧网页")
    assert (found.opening, found.opening_note, found.timetable) == ("待核实", "“9点到16点”，旧网页", "")


def test_verified_hours_are_a_line_and_a_timetable() -> None:
    found = visit(hours=HOURS, verified_on="2026-11-20", exceptions=[{"on": "2027-02-06/2027-02-12", "what": "春节闭馆"}])
    assert found.opening == "周二至周五 09:00—16:30（16:00停止入场）；周六、周日 09:00—17:00"
    table = json.loads(found.timetable)
    assert table["week"][0] == []
    assert table["week"][1] == [["09:00", "16:30", "16:00"]]
    assert table["week"][6] == [["09:00", "17:00", None]]
    assert table["except"] == [["2027-02-06", "2027-02-12", "春节闭馆"]]


def test_a_notice_that_stands_goes_before_the_hours() -> None:
    notice = {"text": "因修缮暂停开放", "until": "2027-01-01"}
    found = visit(hours=HOURS, verified_on="2026-11-20", notice=notice)
    assert found.opening == "因修缮暂停开放"
    assert found.week.startswith("周二至周五")
    assert json.loads(found.timetable)["except"][0] == [TODAY.isoformat(), "2027-01-01", "因修缮暂停开放"]
    past = visit(hours=HOURS, verified_on="2026-11-20", notice=notice | {"until": "2026-11-21"})
    assert past.opening == past.week and json.loads(past.timetable)["except"] == []


def test_verified_hours_in_words_are_taken_as_they_are() -> None:
    found = visit(hours_text="全天开放", verified_on="2026-11-20")
    assert (found.opening, found.opening_note, found.timetable) == ("全天开放", "", "")


def test_an_exception_of_a_whole_month_covers_its_days() -> None:
    found = visit(hours=HOURS, verified_on="2026-11-20", exceptions=[{"on": "2027-02", "what": "修缮"}])
    assert json.loads(found.timetable)["except"] == [["2027-02-01", "2027-02-28", "修缮"]]


@pytest.mark.parametrize(
    ("keys", "price", "note"),
    [
        ({}, "没有查到", ""),
        ({"admission": "免费（待核实）"}, "免费，待核实", ""),
        ({"admission": "免费（2023年网页）"}, "免费，待核实", "2023年网页"),
        ({"admission": "免费", "verified_on": "2026-11-20"}, "免费", ""),
        ({"admission": "免费开放"}, "免费，待核实", ""),
        ({"admission": "免费，凭证入内（身份证或学生证）"}, "免费，待核实", "凭证入内（身份证或学生证）"),
        ({"admission": "免费（军人）；其他20元（学生10元）"}, "免费，待核实", "（军人）；其他20元（学生10元）"),
        ({"admission": "成人20元"}, "成人20元", ""),
    ],
)
def test_price_says_how_sure_it_is(keys: dict, price: str, note: str) -> None:
    found = visit(**keys)
    assert (found.price, found.price_note) == (price, note)


def test_next_free_day_is_told_where_one_pays_on_others() -> None:
    day = manuscript(
        "calendar/common/d.md", title="全民国防教育日", rule="third saturday of september", tone="平常",
        free_entry={"basis": "国防教育法第二十七条", "designations": ["国防教育基地"]},
    )  # fmt: skip
    named = [{"name": "上海市国防教育基地", "level": "市级", "status": "有效"}]
    assert visit(day, admission="20元", designations=named).next_free_day.occurrence.start.isoformat() == "2027-09-18"
    assert visit(day, admission="免费", designations=named).next_free_day is None
    assert visit(day, admission="20元").next_free_day is None


def test_location_that_is_not_public_is_said_to_be_so() -> None:
    assert visit().place == "没有查到地址"
    assert visit(publish_location=False).place == "地址不公开"


@pytest.mark.parametrize(
    ("access", "said"), [(None, "没有查到"), ([], "没有无障碍设施"), (["坡道", "电梯"], "有坡道、电梯")]
)
def test_access_tells_unknown_from_none(access: list[str] | None, said: str) -> None:
    keys = {} if access is None else {"access": access}
    assert visit(**keys).access == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["周一", "周二", "周三", "周四", "周五", "周六", "周日"], "每天"),
        (["周日", "周六", "周二", "周三", "周四", "周五"], "周二至周日"),
        (["周六", "周日"], "周六、周日"),
        (["周一", "周一", "周三"], "周一、周三"),
        (["周一", "周三", "周五"], "周一、周三、周五"),
    ],
)
def test_weekdays_are_said_in_few_words(days: list[str], said: str) -> None:
    assert span_of(days) == said


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("021-63808222、021-63800180（周二至周日9:00–16:00，待核实）", ["02163808222", "02163800180"]),
        ("400-820-8820", ["4008208820"]),
        ("13800138000", ["13800138000"]),
        ("0571-87654321转801", ["057187654321"]),
        ("没有", []),
        ("编号2021-638082229", []),
    ],
)
def test_telephone_numbers_can_be_dialled_and_nothing_else(text: str, numbers: list[str]) -> None:
    html = dialled(text)
    assert [part.partition('"')[0] for part in html.split('href="tel:')[1:]] == numbers
    assert html.striptags() == text


def test_telephone_text_is_escaped() -> None:
    assert "<b>" not in dialled("<b>021-63808222</b>")

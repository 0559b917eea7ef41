"""The small functions: check digits, dates, names of children."""

from __future__ import annotations

import datetime as dt

import pytest

from making import TODAY
from shuangyong.desk.rules import check_text
from shuangyong.desk.rules.functions.dates import find_days, third_saturday
from shuangyong.desk.rules.functions.identity import check_digit, fits_luhn


@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])  # The examples of GB 11643—1999.
def test_check_digit_is_that_of_the_standard(number: str) -> None:
    assert check_digit(number[:17]) == number[17]


def test_any_single_wrong_digit_spoils_an_identity_number() -> None:
    number = "440524188001010014"
    for place in range(17):
        for digit in set("0123456789") - {number[place]}:
            assert check_digit(number[:place] + digit + number[place + 1 : 17]) != number[17]


@pytest.mark.parametrize(("digits", "fits"), [("4111111111111111", True), ("4111111111111112", False), ("79927398713", True), ("79927398710", False)])
def test_luhn(digits: str, fits: bool) -> None:
    assert fits_luhn(digits) is fits


@pytest.mark.parametrize(("year", "day"), [(2025, 20), (2026, 19), (2027, 18), (2028, 16)])
def test_day_of_defence_education(year: int, day: int) -> None:
    assert third_saturday(year) == dt.date(year, 9, day)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2026年9月19日", [(2026, 9, 19)]),
        ("二〇二六年九月十九日", [(2026, 9, 19)]),
        ("一九四九年五月二十七号", [(1949, 5, 27)]),
        ("2026年，9月19日和10月1日", [(2026, 9, 19), (2026, 10, 1)]),
        ("2026-09-19", [(2026, 9, 19)]),
        ("2026/9/19", [(2026, 9, 19)]),
        ("农历八月十五日，腊月三十日", []),
        ("三月五日", [(None, 3, 5)]),
        ("版本1.2.3，电话021-1234-56", []),
    ],
)
def test_days_are_read(text: str, days: list[tuple[int | None, int, int]]) -> None:
    assert [(day.year, day.month, day.day) for day in find_days(text)] == days


@pytest.mark.parametrize(
    "text",
    [
        "芷江路小学四（3）班学生周子轩写了信。",
        "周子轩（向阳小学）写了信。",
        "周子轩小朋友，9岁，在向阳小学读书。",
        "就读于向阳小学的欧阳子轩拿着画。",
        "献花的是向阳中学的李梓涵同学。",
        "向阳二小五年级三班的李梓涵举起了手。",
        "李梓涵今年十一岁，在向阳二小读五年级。",
        "李梓涵是七中初二（4）班的旗手。",
        "领读的李梓涵来自附小三年级。",
        "附小四年级二班的李梓涵提议给边防叔叔写信。",
        "附小四年级二班的李梓涵给烈士献花。",
    ],
)
def test_a_childs_full_name_beside_a_school_is_found(text: str) -> None:
    assert [finding.rule for finding in check_text("x.txt", text, today=TODAY)] == ["privacy.minor"]


@pytest.mark.parametrize(
    "text",
    [
        "周同学在向阳小学读书。",
        "向阳小学学生代表献了花。",
        "向阳小学的学生高兴地唱歌。",
        "向阳小学老师周子轩带队。",
        "校友周子轩回到向阳小学。",
        "复旦大学学生周子轩入伍。",
        "1925年，周子轩同学考入向阳中学。",
        "周某某同学在向阳小学读书。",
        "烈士周子轩少年时就读于向阳小学。",
        "周子轩同学写了信。",
        "附小五年级三班的黄桂花树开了。",
        "附小五年级三班的周老师提议写信。",
        "周子轩的女儿是附小五年级学生。",
        "周子轩在附小给五年级学生讲课。",
        "周子轩是附小五年级学生的校外辅导员。",
        "商店的周子轩，给附小五年级学生送来课本。",
        "三中全会以后，五年级的石榴树移进了校园。",
    ],
)
def test_other_names_and_schools_are_left_alone(text: str) -> None:
    assert [finding for finding in check_text("x.txt", text, today=TODAY) if finding.rule == "privacy.minor"] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("到2027年，全区已建成三十处驿站。", "2027年，全区已建成"),
        ("到二〇三〇年末，住房困难都已解决。", "二〇三〇年末，住房困难都已解决"),
        ("到2026年底，改造已全部完成。", "2026年底，改造已全部完成"),
        ("到“十五五”末，服务站已全部建成。", "“十五五”末，服务站已全部建成"),
        ("到明年底，建档已全部完成。", "到明年底，建档已全部完成"),
        ("到2026年11月，改造已全部完成。", None),
        ("到“十四五”末，服务站已全部建成。", None),
        ("“十五五”期间，区里已建成三处驿站。", None),
        ("到2027年要建三十处，目前已建成七处。", None),
        ("全区已建成七处，到2027年再建十处。", None),
        ("力争到2027年，改造已全部完成。", None),
        ("2021至2027年的规划里，三处驿站已建成。", None),
        ("优待证有效期到2029年，换发已全部完成。", None),
        ("到2027年，纪念馆已建成七十年。", None),
    ],
)
def test_what_lies_ahead_is_not_told_as_done(text: str, found: str | None) -> None:
    told = [finding.found for finding in check_text("x.txt", text, today=TODAY) if finding.rule == "wording.ahead-of-time"]
    assert told == ([found] if found else [])

"""What several carriers say of a manuscript in the same few words."""

from __future__ import annotations

from typing import Any

import pytest

from making import library, manuscript
from shuangyong.manuscripts.captions import Caption
from shuangyong.manuscripts.models import Hours
from shuangyong.phrasing import WEEKDAYS, basis, credit, district_name, hours_of_week, shows_flag, span_of


def caption(**keys: Any) -> Caption:
    words = {"file": "a.jpg", "slug": "a", "caption": "图注", "alt": "看得见", "photographer": "张三", "rights": "本项目所有", "people": "none"}
    return Caption(**(words | keys))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({}, "摄影：张三 · 本项目所有"),
        ({"medium": "摄影", "unit": "某单位"}, "摄影：张三 · 某单位 · 本项目所有"),
        ({"rights": "本项目所有，可以转载"}, "摄影：张三 · 本项目所有"),
        ({"rights": "本项目所有;可以转载"}, "摄影：张三 · 本项目所有"),
        ({"medium": "书法"}, "书法 · 张三 · 本项目所有"),
        ({"medium": "宣传画", "photographer": "双拥之窗（项目自绘）", "unit": "双拥之窗", "rights": "项目自绘"}, "宣传画 · 双拥之窗（项目自绘）"),
        ({"unit": "张三"}, "摄影：张三 · 本项目所有"),
    ],
    ids=str,
)
def test_a_credit_says_each_thing_once(keys: dict, said: str) -> None:
    assert credit(caption(**keys)) == said


@pytest.mark.parametrize("key", ["title", "caption", "alt"])
@pytest.mark.parametrize("word", ["升国旗", "五星红旗下"])
def test_a_picture_of_the_flag_is_known_by_its_words(key: str, word: str) -> None:
    assert shows_flag(caption(**{key: word}))


@pytest.mark.parametrize("word", ["红旗渠", "军旗", "旗袍"])
def test_another_flag_is_not_the_national_one(word: str) -> None:
    assert not shows_flag(caption(caption=word))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({}, "报纸专版"),
        ({"issued": "2015-09"}, "报纸专版（2015年9月）"),
        ({"issued": "2015", "issued_note": "据版面推定"}, "报纸专版（约2015年）"),
    ],
    ids=str,
)
def test_a_source_is_named_with_its_date_and_a_guess_as_one(keys: dict, said: str) -> None:
    assert basis(manuscript("sources/paper.md", **keys)) == said


def test_a_merged_district_is_named_with_the_present_one() -> None:
    zhabei, jingan = manuscript("districts/zhabei.md", title="原闸北区", merged_into="jingan"), manuscript("districts/jingan.md", title="静安区")
    assert district_name(library(zhabei, jingan), zhabei) == "原闸北区（今静安区）"
    assert district_name(library(zhabei), zhabei) == "原闸北区", "where that one is not published"
    assert district_name(library(zhabei, jingan), jingan) == "静安区"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (WEEKDAYS, "每天"),
        (["周二", "周三", "周四"], "周二至周四"),
        (["周四", "周二", "周三"], "周二至周四"),
        (["周一", "周二"], "周一、周二"),
        (["周一", "周三", "周五"], "周一、周三、周五"),
        (["周日"], "周日"),
        (["周日", "周日"], "周日"),
    ],
    ids=str,
)
def test_weekdays_are_said_in_a_few_words(days: list[str], said: str) -> None:
    assert span_of(days) == said


def test_hours_are_said_day_by_day() -> None:
    week = [
        Hours(days=("周二", "周三", "周四"), open="09:00", close="16:30", last_entry="16:00"),
        Hours(days=("周六",), open="10:00", close="15:00"),
    ]
    assert hours_of_week(week) == "周二至周四 09:00—16:30（16:00停止入场）；周六 10:00—15:00"
    assert hours_of_week([]) == ""

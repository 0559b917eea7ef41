"""The finder of bases: a whole list that a few choices narrow down."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

BASES = 14


@pytest.fixture
def finder(read):
    return read("bases/")


def shown(page) -> list[str]:
    return page.locator(".sy-place").locator("visible=true").locator("h2").all_text_contents()


def test_whole_list_shows_before_anything_is_chosen(finder):
    assert len(shown(finder)) == BASES
    expect(finder.get_by_role("status")).to_have_text(f"共{BASES}处。")


def test_each_choice_leaves_as_many_bases_as_its_label_says(finder):
    tried = 0
    for select in finder.get_by_role("combobox").all():
        for option in select.locator("option:not([value=''])").all():
            select.select_option(value=option.get_attribute("value"))
            label = option.text_content()
            assert f"（{len(shown(finder))}）" in label
            tried += 1
        select.select_option(value="")
    assert tried > 20


def test_choices_narrow_together_and_are_counted_aloud(finder):
    finder.get_by_label("区", exact=True).select_option(label="徐汇区（2）")
    assert shown(finder) == ["上海市龙华烈士陵园", "钱学森图书馆"]
    expect(finder.get_by_role("status")).to_have_text(f"共{BASES}处，合乎条件的2处。")
    finder.get_by_label("类别").select_option("人物纪念馆")
    assert shown(finder) == ["钱学森图书馆"]
    expect(finder.get_by_role("status")).to_have_text(f"共{BASES}处，合乎条件的1处。")


def test_choice_can_be_made_by_keyboard(finder):
    finder.get_by_label("门票").focus()
    finder.keyboard.press("ArrowDown")
    assert 0 < len(shown(finder)) < BASES


def test_address_keeps_the_choice(finder, read):
    finder.get_by_label("区", exact=True).select_option("jinshan")
    finder.get_by_label("类别").select_option("抗战遗址")
    assert "district=jinshan" in finder.url
    again = read("bases/" + finder.url.partition("/bases/")[2])
    assert again.url == finder.url
    assert again.get_by_label("区", exact=True).input_value() == "jinshan"
    assert again.get_by_label("类别").input_value() == "抗战遗址"
    assert shown(again) == shown(finder) == ["侵华日军登陆处遗址（金山卫）"]


def test_reset_brings_the_whole_list_back(finder):
    finder.get_by_label("区", exact=True).select_option("xuhui")
    assert len(shown(finder)) == 2
    finder.get_by_role("button", name="重新选").click()
    expect(finder.get_by_role("status")).to_have_text(f"共{BASES}处。")
    assert len(shown(finder)) == BASES
    assert finder.get_by_label("区", exact=True).input_value() == ""
    assert "?" not in finder.url


def test_no_match_is_said(finder):
    none = finder.get_by_text("没有同时合乎这些条件的基地")
    assert not none.is_visible()
    finder.get_by_label("区", exact=True).select_option("xuhui")
    finder.get_by_label("类别").select_option("抗战遗址")
    assert shown(finder) == []
    expect(none).to_be_visible()
    expect(finder.get_by_role("status")).to_have_text(f"共{BASES}处，合乎条件的0处。")


def test_unknown_choice_in_the_address_is_passed_over(read):
    assert len(shown(read("bases/?district=atlantis&sort=name"))) == BASES


def test_without_script_the_list_is_whole_and_no_dead_form_is_shown(read):
    page = read("bases/?district=xuhui", script=False)
    assert len(shown(page)) == BASES
    assert not page.locator("select, form, button[type=reset]").locator("visible=true").count()

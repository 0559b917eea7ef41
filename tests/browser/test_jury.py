"""A judge at work: the folder opened by double-click, scored by keyboard, closed, opened again, saved and tallied."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from photos.test_jury import ALBUM, make_album, write
from shuangyong.photos.jury import tally


@pytest.fixture(scope="module")
def jury(tmp_path_factory) -> tuple[Path, Path]:
    """(the originals, the judges' folder) of twelve works."""
    home = tmp_path_factory.mktemp("jury")
    originals = make_album(home / "zuopin", 12)
    assert write(originals, home / "评审 第一轮").is_written
    return originals, home / "评审 第一轮"


@contextmanager
def context_of(chromium, width: int = 1280, height: int = 800, **options) -> Iterator:
    context = chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True, locale="zh-CN", **options)
    complaints: list[str] = []
    context.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(("file:", "blob:")) else None)
    context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    yield context
    context.close()
    assert complaints == []


def opened(context, folder: Path):
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.goto((folder / "index.html").as_uri())
    return page


@pytest.fixture
def desk(chromium, jury) -> Iterator:
    with context_of(chromium) as context:
        yield opened(context, jury[1])


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def state(page) -> str:
    return page.inner_text("#state")


def saved(page, tmp_path: Path) -> Path:
    with page.expect_download() as download:
        page.click("#save")
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_every_work_and_every_stamp_is_there(desk):
    assert desk.locator("#stamps button").count() == 12
    desk.locator("#stamps img").last.scroll_into_view_if_needed()
    for _ in range(12):
        desk.wait_for_function("document.getElementById('picture').complete")
        assert desk.evaluate("document.getElementById('picture').naturalWidth") in (600, 400)
        press(desk, "ArrowRight")
    assert desk.inner_text("#number") == "012"


def test_nothing_on_the_page_tells_who_made_what(desk):
    assert not [secret for secret in ("甲乙丙", "秘密", "jiayi", "IMG") if secret in desk.content()]
    assert desk.title() == "试评 · 评审"


def test_figures_score_and_nought_is_ten(desk):
    press(desk, "7")
    assert state(desk) == "7 分" and desk.get_attribute(".score >> nth=6", "aria-pressed") == "true"
    press(desk, "ArrowRight", "0")
    assert (desk.inner_text("#number"), state(desk)) == ("002", "10 分")
    press(desk, "Delete")
    assert state(desk) == "还没有评" and desk.inner_text("#progress") == "已评 1/12"


def test_figures_in_a_remark_or_a_name_are_no_scores(desk):
    press(desk, "n")
    desk.keyboard.type("5 号好 x v")
    press(desk, "Escape", "ArrowRight", "ArrowLeft")
    assert desk.input_value("#remark") == "5 号好 x v" and state(desk) == "还没有评"
    desk.fill("#judge", "甲")
    desk.keyboard.type("3")
    assert desk.input_value("#judge") == "甲3" and state(desk) == "还没有评"


def test_a_recused_work_gets_no_score(desk):
    press(desk, "6", "x")
    assert state(desk) == "已回避，不评分" and desk.is_disabled(".score >> nth=0")
    press(desk, "8")
    assert "取消回避" in state(desk) and desk.inner_text("#progress") == "已评 1/12（回避 1）"
    press(desk, "x", "8")
    assert state(desk) == "8 分" and desk.inner_text("#progress") == "已评 1/12"


def test_u_goes_to_the_next_unscored_and_says_when_all_are_done(desk):
    press(desk, "1", "ArrowRight", "2", "Home", "u")
    assert desk.inner_text("#number") == "003"
    for _ in range(10):
        press(desk, "5", "u")
    assert desk.inner_text("#progress") == "已评 12/12" and "全部评完" in state(desk)


def test_works_are_compared_side_by_side_and_scored_there(desk):
    press(desk, "v")
    assert "两件以上" in state(desk)
    press(desk, "c", "End", "c", "ArrowLeft", "c", "v")
    side = desk.locator(".side-work")
    assert [side.nth(n).get_attribute("data-number") for n in range(3)] == ["1", "12", "11"]
    desk.wait_for_function("[...document.querySelectorAll('.side-work img')].every(i => i.naturalWidth > 0)")
    tops = {round(side.nth(n).bounding_box()["y"]) for n in range(3)}
    assert len(tops) == 1 and desk.is_hidden("#desk")
    press(desk, "ArrowLeft", "9", "ArrowLeft", "4")
    assert desk.locator(".side-work figcaption").all_inner_texts() == ["001　4 分", "012　9 分", "011　还没有评"]
    side.nth(2).locator(".score").nth(1).click()
    press(desk, "Escape")
    assert desk.is_hidden("#side") and (desk.inner_text("#number"), state(desk)) == ("011", "2 分")


def test_zoom_shows_every_pixel(desk):
    before = desk.locator("#picture").bounding_box()["width"]
    desk.set_viewport_size({"width": 700, "height": 500})
    press(desk, "z")
    assert desk.locator("#picture").bounding_box()["width"] == desk.evaluate("document.getElementById('picture').naturalWidth")
    press(desk, "Escape")
    assert desk.get_attribute("#zoom", "aria-pressed") == "false" and before > 0


def test_closing_the_window_loses_nothing(chromium, jury):
    with context_of(chromium) as context:
        page = opened(context, jury[1])
        page.fill("#judge", "评委甲")
        page.keyboard.press("Tab")
        page.locator("#stage").focus()
        press(page, "7", "ArrowRight", "x", "ArrowRight", "n")
        page.keyboard.type("有力")
        page.close()
        again = opened(context, jury[1])
        assert (again.input_value("#judge"), again.inner_text("#progress")) == ("评委甲", "已评 2/12（回避 1）")
        assert (again.inner_text("#number"), again.input_value("#remark")) == ("003", "有力")


def test_the_saved_file_is_tallied_and_can_be_loaded_again(chromium, jury, tmp_path):
    originals, folder = jury
    with context_of(chromium) as context:
        page = opened(context, folder)
        press(page, "8", "ArrowRight", "0", "ArrowRight", "x", "ArrowRight", "n")
        page.keyboard.type("留")
        press(page, "Escape")
        page.click("#save")
        assert "姓名" in page.inner_text("#warning") and page.evaluate("document.activeElement.id") == "judge"
        page.keyboard.type("甲/乙")
        file = saved(page, tmp_path)
        assert file.name == "评分-甲_乙.json" and page.inner_text("#save") == "评分已保存"
    result = tally(originals, ALBUM, [file])
    assert not result.problems and result.judges == ("甲/乙",)
    by = {row.work.number: row for row in result.rows}
    assert (by[1].mean, by[2].mean, by[3].recused, by[4].remarks) == (8, 10, ("甲/乙",), (("甲/乙", "留"),))
    with context_of(chromium) as context:
        page = opened(context, folder)
        page.set_input_files("#file", file)
        page.wait_for_function("document.getElementById('progress').textContent.startsWith('已评 3')")
        assert page.input_value("#judge") == "甲/乙"
        press(page, "ArrowRight")
        assert state(page) == "10 分"


def test_a_file_of_another_jury_is_not_loaded(desk, tmp_path):
    (tmp_path / "x.json").write_text(json.dumps({"format": "shuangyong-scores", "jury": "0", "scores": {}}))
    desk.set_input_files("#file", tmp_path / "x.json")
    desk.wait_for_selector("#warning:not([hidden])")
    assert "另一批作品" in desk.inner_text("#warning")


def test_where_the_browser_keeps_nothing_the_judge_is_warned(chromium, jury):
    with context_of(chromium) as context:
        context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })")
        page = opened(context, jury[1])
        assert "不能自动保存" in page.inner_text("#warning")
        press(page, "5")
        assert state(page) == "5 分"


@pytest.mark.parametrize("width", [1440, 768, 360])
def test_it_fits_and_every_button_can_be_touched(chromium, jury, width: int):
    with context_of(chromium, width, 740, has_touch=True) as context:
        page = opened(context, jury[1])
        page.locator(".score").nth(8).tap()
        assert state(page) == "9 分"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        boxes = [button.bounding_box() for button in page.locator("button:visible").all()]
        assert min(min(box["width"], box["height"]) for box in boxes) >= 44
        picture = page.locator("#picture").bounding_box()
        assert picture["width"] <= width and picture["height"] <= 740

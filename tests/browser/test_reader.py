"""A reader walks through the shipped site by what stands on its pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import serving

from .reading import WIDTHS, faults, is_after_header, reader

SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
WIDTH = pytest.mark.parametrize("width", WIDTHS)

# (landmark, its name, the link's text, the heading it leads to)
TO_THE_CALENDAR = (
    ("navigation", "栏目", "品牌项目", "品牌项目"),
    ("main", None, "寻访初心地·赓续英烈魂", "寻访初心地·赓续英烈魂"),
    ("main", None, "龙华广场2021年6月开放", "龙华广场2021年6月开放"),
    ("complementary", "相关内容", "上海市龙华烈士陵园", "上海市龙华烈士陵园"),
    ("navigation", "栏目", "日历", "日历"),
)


def follow(page, landmark: str, name: str | None, text: str) -> None:
    """Click the link that reads `text` (and whatever its label adds) in a landmark."""
    region = page.get_by_role(landmark, name=name) if name else page.get_by_role(landmark)
    link = region.get_by_role("link").filter(has_text=text)
    before = page.url
    link.click()
    page.wait_for_url(lambda url: url.partition("#")[0] != before.partition("#")[0])
    page.wait_for_load_state()


@WIDTH
@SCRIPT
def test_reader_comes_from_home_over_brand_and_story_and_base_to_the_calendar(read, width, script):
    page = read(width=width, script=script)
    found = faults(page)
    for landmark, name, text, heading in TO_THE_CALENDAR:
        follow(page, landmark, name, text)
        assert page.get_by_role("heading", level=1).text_content().strip() == heading
        found += faults(page)
    assert not found


@pytest.mark.parametrize(("width", "script"), [*((width, True) for width in WIDTHS), (360, False)])
def test_every_column_is_sound(read, width, script):
    page = read(width=width, script=script)
    columns = page.get_by_role("navigation", name="栏目").get_by_role("link").all_text_contents()
    assert len(columns) >= 8
    found = []
    for column in columns:
        follow(page, "navigation", "栏目", column)
        found += faults(page)
        current = page.get_by_role("navigation", name="栏目").locator("[aria-current]")
        assert current.text_content() == column
    for service in ("网站地图", "更正与撤下"):
        follow(page, "navigation", "页脚", service)
        found += faults(page)
    assert not found


@SCRIPT
def test_free_day_of_a_base_leads_to_its_entry_in_the_calendar(read, script):
    page = read("bases/qianxuesen/", script=script)
    name = page.locator("#free + ul a").first.text_content()
    follow(page, "main", None, name)
    entry = page.locator(":target")
    assert entry.get_by_role("heading").text_content() == name
    assert entry.is_visible()


@pytest.mark.parametrize("path", ["", "stories/2026/longhua-guangchang/", "bases/", "calendar/"])
@SCRIPT
def test_skip_link_leads_the_keyboard_past_the_header(read, path, script):
    page = read(path, script=script)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.text_content() == "跳到正文"
    box = skip.bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0, "the focused link must be in sight"
    page.keyboard.press("Enter")
    page.wait_for_url("**#content")  # The address follows the key a moment later.
    assert page.locator("#content").evaluate("it => getComputedStyle(it).backgroundColor") in (paper, "rgba(0, 0, 0, 0)")
    page.keyboard.press("Tab")
    assert is_after_header(page)


def test_faults_are_noticed(chromium, tmp_path: Path):
    """Otherwise the tests above could not fail."""
    (tmp_path / "index.html").write_text(
        '<!doctype html><html><h1>一</h1><h3>三</h3><h1></h1><div style="width: 5000px">长</div>'
        '<img src="https://elsewhere.example/x.png"><script>missing()</script>',
        encoding="utf-8",
    )
    with serving(tmp_path) as address, pytest.raises(AssertionError) as complaints, reader(chromium, address) as page:
        page.goto(address)
        found = " ".join(faults(page))
    for fault in ("2 headings", "out of order", "empty heading", "language", "no title", "sideways"):
        assert fault in found
    assert "https://elsewhere.example/x.png" in str(complaints.value)
    assert "missing is not defined" in str(complaints.value)

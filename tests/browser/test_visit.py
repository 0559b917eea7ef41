"""Whether a place is open is said for the reader's today, where the place is; and paper has all it needs."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import ExitStack
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from PIL import Image

from conftest import REPOSITORY, run, serving
from making import SOUND

from .reading import reader

SHANGHAI = ZoneInfo("Asia/Shanghai")
BASE = """---
title: 某馆
official_name: 某馆
published: 2026-11-22
district: xuhui
category: 专题展馆
admission: 20元
address: 某路1号
phone: 021-00000000
verified_on: 2026-11-20
hours:
  - {days: [周二, 周三, 周四, 周五, 周六, 周日], open: "09:00", close: "16:30", last_entry: "16:00"}
exceptions:
  - {on: 2027-02-06/2027-02-12, what: 春节闭馆}
designations:
  - {name: 上海市国防教育基地, level: 市级, status: 有效}
---

正文。
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("visit")
    config = "site_name: 试验站\nsite_url: https://site.example/\ntheme: {name: material}\nplugins: [{shuangyong: {stages: []}}]\n"
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    day = (REPOSITORY / "docs/calendar/common/defence-education-day.md").read_text(encoding="utf-8")
    for name, text in (SOUND | {"bases/mouguan.md": BASE, "calendar/common/education.md": day}).items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    done = run("mkdocs", "build", "-q", cwd=folder)
    assert done.returncode == 0, done.stderr
    with serving(folder / "site") as url:
        yield url


@pytest.fixture
def look(chromium, site) -> Iterator:
    with ExitStack() as stack:

        def open_page(path: str, at: str = "2026-11-24 10:00", **how):
            moment = dt.datetime.fromisoformat(at).replace(tzinfo=SHANGHAI)
            page = stack.enter_context(reader(chromium, site, at=moment, **how))
            page.goto(site + path)
            return page

        yield open_page


# 2026-11-24 is a Tuesday.
@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-23 10:00", "今天闭馆"),
        ("2026-11-24 08:00", "今天开放 09:00—16:30（16:00停止入场）"),
        ("2026-11-24 15:59", "今天开放 09:00—16:30（16:00停止入场）"),
        ("2026-11-24 16:00", "今天已停止入场"),
        ("2026-11-24 16:30", "今天已经关门"),
        ("2027-02-06 10:00", "春节闭馆"),
        ("2027-02-12 23:59", "春节闭馆"),
        ("2027-02-13 10:00", "今天开放 09:00—16:30（16:00停止入场）"),
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles"])
def test_open_today(look, at, said, zone):
    page = look("bases/mouguan/", at, zone=zone)
    assert page.locator("[data-sy-open]").text_content() == said
    assert page.locator("[data-sy-week]").is_visible(), "the hours of the whole week stay"


def test_without_script_the_hours_stand_there(look):
    page = look("bases/mouguan/", script=False)
    assert page.locator("[data-sy-open]").text_content() == "周二至周日 09:00—16:30（16:00停止入场）"


def test_free_day_is_said_on_that_day_only(look):
    def said(at: str) -> bool:
        return look("bases/mouguan/", at).get_by_text("按规定对公众免费").is_visible()

    assert [said(at) for at in ("2027-09-17 12:00", "2027-09-18 12:00", "2027-09-19 12:00")] == [False, True, False]


@pytest.mark.parametrize("width", [1440, 360])
def test_the_first_screen_answers_what_a_visitor_asks(read, width):
    """Of a real base; on a telephone the first two questions, the others one thumb's length below."""
    page = read("bases/sihang/", width=width, height=900)
    tops = page.locator(".sy-visit dt").evaluate_all("them => them.map((it) => [it.textContent, it.getBoundingClientRect().top])")
    assert [name for name, _ in tops][:4] == ["今天开放吗", "要门票吗", "怎么去", "轮椅方便吗"]
    assert tops[3 if width == 1440 else 1][1] < 900
    assert page.get_by_role("link", name="021-63808222").get_attribute("href") == "tel:02163808222"


@pytest.mark.parametrize("path", ["stories/2026/gaozhong-junxun/", "bases/sihang/"])
def test_paper_ends_with_source_address_and_a_code_that_can_be_scanned(read, path):
    page = read(path)
    page.emulate_media(media="print")
    colophon = page.locator(".sy-colophon")
    address = f"https://shuangyong.example/{path}"
    assert address in colophon.inner_text()
    picture = Image.open(io.BytesIO(colophon.locator("svg").screenshot()))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]
    seen = page.locator(".sy-nav, .sy-search, .sy-footer, .sy-turn, .sy-tools").locator("visible=true")
    assert seen.count() == 0
    page.emulate_media(media="screen")
    assert not colophon.is_visible()


@pytest.mark.parametrize("path", ["bases/sihang/", "bases/longhua/", "stories/2026/gaozhong-junxun/"])
def test_where_it_comes_from_stands_below_the_text_with_or_without_a_side_column(read, path):
    page = read(path, width=1440)
    text, origin = page.locator(".sy-columns .sy-text").first.bounding_box(), page.locator(".sy-provenance").bounding_box()
    assert origin["x"] == text["x"] and origin["y"] >= text["y"] + text["height"]

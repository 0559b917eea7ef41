"""What the gate holds back is in no byte that any carrier, or MkDocs itself, gives out."""

from __future__ import annotations

import pytest

from conftest import run
from making import SOUND, TODAY, figure, library, manuscript, site
from shuangyong.carriers import find_carriers

STORY = """---
title: {word}标题
summary: {word}摘要
tags: [{word}标签]
published: {published}
district: xuhui
sources: [paper]
brands: [hongfanchuan]
bases: [longhua]
number: {number}
{more}
---
{word}正文。

## {word}小节
"""

DOCS = SOUND | {
    "stories/2026/weifabu.md": STORY.format(word="草稿甲", published="2026-11-22", number=90001, more="draft: true"),
    "stories/2026/weidao.md": STORY.format(word="未到乙", published="2026-11-23", number=90002, more="happened: 2014"),
    "stories/2026/chexia.md": STORY.format(
        word="撤下丙", published="2026-11-22", number=90003, more="withdrawn: {on: 2026-11-22, reason: 撤下丙缘由}"
    ),
    "brands/caogao.md": SOUND["brands/hongfanchuan.md"].replace("红帆船", "草稿丁").replace("status:", "draft: true\nstatus:"),
    "about/x.md": (
        "---\ntitle: 关于\npublished: 2026-11-22\n---\n"
        "见[一篇](../stories/2026/weifabu.md)、[又一篇](../stories/2026/weidao.md)和[一个](../brands/caogao.md)。\n"
    ),
    "sources/paper.md": SOUND["sources/paper.md"].replace("不载", "扣下戊数").replace("一项投入", "扣下戊事"),
    "bases/longhua.md": SOUND["bases/longhua.md"].replace(
        "category:",
        "publish_location: false\naddress: 不公开己路\ntransit: [不公开己站]\n"
        "coordinates: {lat: 31.987654, lng: 121.987654, system: WGS-84, note: 不公开己注}\n"
        "evidence: [{where: 'https://evidence.example/geng', gives: 旁证庚}]\ncategory:",
    ),
    "bases/buming.md": SOUND["bases/longhua.md"].replace(
        "category:", "coordinates: {lat: 31.123456, lng: 121.123456, system: 不明}\ncategory:"
    ),
    "_desk/notes.yml": "内部辛名单: [某人]\n",
}

CONFIG = """site_name: 试验站
site_url: https://site.example/
theme: {name: material, language: zh, font: false}
plugins: [{shuangyong: {stages: []}}]
"""
HELD_BACK = ("草稿甲", "weifabu", "90001", "未到乙", "weidao", "90002", "90003", "草稿丁", "caogao", "扣下戊", "不公开己", "31.987654",
             "121.987654", "evidence.example", "旁证庚", "31.123456", "121.123456", "内部辛")  # fmt: skip
NOTICE = {"stories/2026/chexia/index.html", "corrections/index.html"}


@pytest.fixture(scope="module")
def site_bytes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of a site with something of every sort held back, as built by MkDocs."""
    folder = tmp_path_factory.mktemp("kept-back")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for name, text in DOCS.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    done = run("mkdocs", "build", "--strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    built = folder / "site"
    return {file.relative_to(built).as_posix(): file.read_bytes() for file in built.rglob("*") if file.is_file() and file.suffix != ".gz"}


def holding(found: dict[str, bytes], word: str) -> set[str]:
    """The files in whose name or bytes a word stands, plainly, escaped for JSON or for an address."""
    forms = {word.encode(), word.encode("unicode_escape"), "".join(f"%{byte:02X}" for byte in word.encode()).encode()}
    return {name for name, body in found.items() if word in name or any(form in body for form in forms)}


def test_the_search_for_words_finds_what_is_published(site_bytes: dict[str, bytes]) -> None:
    found = holding(site_bytes, "600余件")
    assert {"stories/2026/lianzhan/index.html", "feed.xml"} <= found and any(name.startswith("search/data/text/") for name in found)


def test_the_index_of_words_holds_no_piece_of_what_is_held_back(site_bytes: dict[str, bytes]) -> None:
    """The index knows pairs of characters: none that only the drafts have."""
    assert holding(site_bytes, '"余件"')
    assert [pair for pair in ("稿甲", "到乙", "下丙", "稿丁", "下戊", "开己", "证庚", "部辛") if holding(site_bytes, f'"{pair}"')] == []


@pytest.mark.parametrize("word", HELD_BACK)
def test_what_is_held_back_is_in_no_byte_of_the_site(site_bytes: dict[str, bytes], word: str) -> None:
    assert holding(site_bytes, word) == set()


@pytest.mark.parametrize("word", ["撤下丙摘要", "撤下丙标签", "撤下丙正文", "撤下丙小节"])
def test_the_text_of_what_was_withdrawn_is_gone(site_bytes: dict[str, bytes], word: str) -> None:
    assert holding(site_bytes, word) == set()


def test_a_withdrawal_is_told_at_its_address_and_in_the_record(site_bytes: dict[str, bytes]) -> None:
    assert holding(site_bytes, "撤下丙缘由") == NOTICE
    assert holding(site_bytes, "撤下丙标题") == {"corrections/index.html"}


def test_what_was_withdrawn_is_in_no_list_and_no_feed(site_bytes: dict[str, bytes]) -> None:
    naming = {name for name in holding(site_bytes, "2026/chexia") if not name.endswith("sitemap.xml")}
    assert naming == NOTICE


@pytest.mark.parametrize("carrier", find_carriers(), ids=lambda carrier: carrier.name)
def test_no_carrier_gives_out_what_is_held_back(carrier) -> None:
    found = library(
        manuscript("stories/2026/weifabu.md", "草稿甲正文。\n", title="草稿甲", tags=["草稿甲"], draft=True),
        manuscript("stories/2026/x.md", "见[一篇](weifabu.md)。\n"),
        manuscript("sources/paper.md", figures=[figure("f01"), figure("f02", "扣下戊", withheld="不公开")]),
        manuscript(
            "screens/hall.md",
            size="1920x1080",
            touch=True,
            valid_until="2027-05-31",
            programme=[{"story": "x"}, {"story": "weifabu"}, {"figures": ["paper/f01"]}, {"figures": ["paper/f02"]}],
        ),
    ).publishable(today=TODAY)
    given = dict(carrier.outputs(found, carrier.Options(site=site())))
    assert given
    assert holding(given, "草稿甲") == holding(given, "weifabu") == holding(given, "扣下戊") == set()
    assert holding(given, '"稿甲"') == holding(given, '"下戊"') == set()

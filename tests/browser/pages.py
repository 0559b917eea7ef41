"""Every kind of page a reader or an editor can meet, each with one address where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from conftest import EPOCH, run, serving

from .asking import ask, page_of, settled

SHIPPED, SMALL, PREVIEW = "shipped", "small", "preview"


@dataclass(frozen=True)
class Kind:
    """One kind of page."""

    name: str
    path: str
    """Its address below the site's root."""
    template: str
    site: str = SHIPPED
    """Which site has it: the shipped one, a small one with what the shipped one lacks, or the preview of a broken one."""
    opened: str = ""
    """What stands open on it: the reading tools, the dialog with results, a picture; or what it waits for: an answer."""

    def __str__(self) -> str:
        return self.name


KINDS = (
    Kind("home", "", "home.html"),
    Kind("stories", "stories/", "stories.html"),
    Kind("listing", "stories/tag/you-fu/", "stories.html"),
    Kind("story-pictured", "stories/2026/hongfanchuan-caidan/", "story.html"),
    Kind("story-numbers", "stories/2026/gaozhong-junxun/", "story.html"),
    Kind("brands", "brands/", "brands.html"),
    Kind("brand", "brands/hongfanchuan/", "brand.html"),
    Kind("bases", "bases/", "bases.html"),
    Kind("base", "bases/qianxuesen/", "place.html"),
    Kind("numbers", "numbers/", "numbers.html"),
    Kind("calendar", "calendar/", "calendar.html"),
    Kind("exhibitions", "exhibitions/", "exhibitions.html"),
    Kind("exhibition", "exhibitions/xuanchuanhua/", "exhibition.html"),
    Kind("exhibition-bare", "exhibitions/xieshou-zhuimengxing/", "exhibition.html"),
    Kind("districts", "districts/", "districts.html"),
    Kind("district", "districts/xuhui/", "district.html"),
    Kind("sources", "sources/", "sources.html"),
    Kind("source", "sources/zhabei-2015/", "source.html"),
    Kind("corrections", "corrections/", "corrections.html"),
    Kind("sitemap", "sitemap/", "sitemap.html"),
    Kind("search", page_of("退役军人"), "search.html", opened="answer"),
    Kind("search-asked-nothing", "search/", "search.html", opened="answer"),
    Kind("page", "about/", "page.html"),
    Kind("handbook", "about/handbook/", "page.html"),
    Kind("tools-open", "about/accessibility/", "page.html", opened="tools"),
    Kind("results-open", "brands/hongfanchuan/", "brand.html", opened="results"),
    Kind("picture-open", "exhibitions/xuanchuanhua/", "exhibition.html", opened="picture"),
    Kind("missing", "no/such/page/", "404.html"),
    Kind("withdrawn", "stories/2026/chexia/", "withdrawn.html", SMALL),
    Kind("record", "corrections/", "corrections.html", SMALL),
    Kind("second-sheet", "stories/page/2/", "stories.html", SMALL),
    Kind("problems", "stories/2026/junyi/", "problems.html", PREVIEW),
)
"""`record` has entries, which the shipped site's own record has not."""
OF_THE_SHIPPED_SITE = tuple(kind for kind in KINDS if kind.site == SHIPPED)

TOOLS = "[data-sy-tools]"


def open_part(page, part: str) -> None:
    """Open what a reader opens, with the keyboard or the pointer."""
    if part == "tools":
        page.locator(f"{TOOLS} > summary").click()
    elif part == "results":
        assert ask(page, "红帆船")
    elif part == "answer":
        settled(page)
    elif part == "picture":
        page.locator("[data-sy-large]").first.click()
        page.get_by_role("dialog").wait_for()


STORY = """---
title: {title}
sources: [paper]
published: 2026-11-22
district: xuhui
{more}
---

他们每月来一次，见[专版](../../sources/paper.md)。
"""
WITHDRAWN = "withdrawn: {on: 2026-11-21, reason: 当事人要求撤下}"
CORRECTED = "corrections: [{on: 2026-11-22, what: 第一段的“每周”改为“每月”}]"
COMMON = {
    "districts/xuhui.md": "---\ntitle: 徐汇区\nshort: 徐汇\ncity: 上海市\n---\n\n在上海。\n",
    "sources/paper.md": "---\ntitle: 一个专版\nsource_kind: 报纸专版\nrights: 只据以改写事实\npublished: 2026-11-22\n---\n\n说明。\n",
}
SMALL_DOCS = COMMON | {
    "stories/2026/chexia.md": STORY.format(title="撤下的故事", more=WITHDRAWN),
    "stories/2026/gengzheng.md": STORY.format(title="更正过的故事", more=CORRECTED),
    **{f"stories/2026/s{n}.md": STORY.format(title=f"第{n}次上门义诊", more="") for n in range(1, 6)},
}
BROKEN_DOCS = COMMON | {"stories/2026/junyi.md": STORY.format(title="军医到社区", more="happened: 2014年春")}
CONFIG = """site_name: 试验站
site_url: https://site.example/
theme: {name: material, language: zh-Hans, font: false}
plugins:
  - shuangyong:
      stages: []
      web: {page_size: 3}
"""
# What `mkdocs serve` builds, without the server: the plugin is told the command before the build.
BUILD_PREVIEW = """
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml")
config.plugins.on_startup(command="serve", dirty=False)
build(config)
"""


def _write(folder: Path, docs: dict[str, str]) -> Path:
    (folder / "photos").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for name, text in docs.items():
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def build_small(folder: Path) -> Path:
    """The small site's built files: a withdrawal, a correction, a list of two sheets."""
    done = run("mkdocs", "build", cwd=_write(folder, SMALL_DOCS))
    assert done.returncode == 0, done.stderr
    return folder / "site"


def build_preview(folder: Path) -> Path:
    """What an editor's browser shows while a manuscript is broken."""
    _write(folder, BROKEN_DOCS)
    environment = {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    done = run("python", "-c", BUILD_PREVIEW, cwd=folder, **environment)
    assert done.returncode == 0, done.stderr
    return folder / "site"


@contextmanager
def sites(built: Path, folder: Path, serve=serving) -> Iterator[dict[str, str]]:
    """The address of each site while the block runs; what is not built yet is built in `folder`."""
    folders = {SHIPPED: built, SMALL: build_small(folder / SMALL), PREVIEW: build_preview(folder / PREVIEW)}
    with ExitStack() as stack:
        yield {name: stack.enter_context(serve(site)) for name, site in folders.items()}

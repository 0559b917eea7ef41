"""What an editor sees while writing: `mkdocs serve` with a browser beside it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import expect

from conftest import EPOCH, run
from shuangyong.carriers import Output
from shuangyong.preview import Latecomers

from .reading import reader

STORY = """---
title: 军医到社区
sources: [paper]
published: 2026-11-22
district: xuhui
---

他们每月来一次。
"""
DRAFT = STORY.replace("title: 军医到社区", "title: 还没有写完\ndraft: true")
BROKEN = STORY.replace("published: 2026-11-22", "published: 2026-13-01")
PROBLEM = "docs/stories/2026/junyi.md:4"
DOCS = {
    "districts/xuhui.md": "---\ntitle: 徐汇区\nshort: 徐汇\ncity: 上海\n---\n\n在上海。\n",
    "sources/paper.md": "---\ntitle: 一篇报道\nsource_kind: 报纸特稿\nrights: 只据以改写事实\npublished: 2026-11-22\n---\n\n说明。\n",
    "stories/2026/junyi.md": STORY,
    "stories/2026/weiwan.md": DRAFT,
}
PATIENCE_MS = 30_000  # MkDocs polls for changes and builds anew; the machine may be busy.


@dataclass
class Preview:
    """A running `mkdocs serve`."""

    url: str
    said: list[str] = field(default_factory=list)
    serves: threading.Event = field(default_factory=threading.Event)

    def listen(self, stream) -> None:
        for line in stream:
            self.said.append(line)
            if "Serving on" in line:
                self.serves.set()

    @property
    def terminal(self) -> str:
        return "".join(self.said)


@contextmanager
def preview(folder: Path) -> Iterator[Preview]:
    """`mkdocs serve` on a free port; it is stopped at the end, whatever happens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "mkdocs"), "serve", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    it = Preview(f"http://127.0.0.1:{port}/")
    listener = threading.Thread(target=it.listen, args=(process.stderr,), daemon=True)
    listener.start()
    try:
        assert it.serves.wait(PATIENCE_MS / 1000), it.terminal
        yield it
    finally:
        process.terminate()
        process.wait(10)
        listener.join(10)


def shows_site(page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("军医到社区", timeout=PATIENCE_MS)
    expect(page.get_by_text("他们每月来一次。")).to_be_visible()


def reloads_by_itself(page) -> bool:
    """Whether MkDocs put its reloading script into the page; it does so only into pages of the site."""
    return page.evaluate("typeof livereload") == "function"


def shows_problem(page) -> None:
    expect(page.get_by_text(PROBLEM, exact=True)).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("main")).to_contain_text("2026-13-01")
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 处错误")


def test_open_page_shows_a_mistake_and_then_the_site_again_by_itself(small_site, chromium):
    folder = small_site(DOCS)
    story = folder / "docs/stories/2026/junyi.md"
    with preview(folder) as at, reader(chromium, at.url) as page:
        page.goto(f"{at.url}stories/2026/junyi/")
        shows_site(page)
        story.write_text(BROKEN, encoding="utf-8")
        shows_problem(page)
        assert reloads_by_itself(page)
        assert f"{PROBLEM}: [date]" in at.terminal
        story.write_text(STORY, encoding="utf-8")
        shows_site(page)


def test_mistake_there_at_the_start_is_shown_until_it_is_mended(small_site, chromium):
    folder = small_site(DOCS | {"stories/2026/junyi.md": BROKEN})
    with preview(folder) as at, reader(chromium, at.url) as page:
        assert f"{PROBLEM}: [date]" in at.terminal
        page.goto(at.url)
        shows_problem(page)
        page.goto(f"{at.url}stories/2026/junyi/")
        shows_problem(page)
        (folder / "docs/stories/2026/junyi.md").write_text(STORY, encoding="utf-8")
        shows_site(page)


def test_draft_shows_with_a_ribbon_in_the_preview_and_is_absent_from_the_build(small_site, chromium):
    folder = small_site(DOCS)
    with preview(folder) as at, reader(chromium, at.url) as page:
        page.goto(f"{at.url}stories/2026/weiwan/")
        expect(page.get_by_role("heading", level=1)).to_have_text("还没有写完")
        expect(page.get_by_role("note")).to_contain_text("草稿")
        page.goto(f"{at.url}stories/2026/junyi/")
        expect(page.get_by_role("note")).not_to_be_visible()
    done = run("mkdocs", "build", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "site/stories/2026/junyi/index.html").exists()
    assert not (folder / "site/stories/2026/weiwan").exists()
    written = [file for file in (folder / "site").rglob("*") if file.suffix in (".html", ".xml", ".json")]
    assert not [file for file in written if "还没有写完" in file.read_text(encoding="utf-8")]


def finds(page, at: Preview, query: str) -> int:
    """How many pages the search of the preview finds; asked anew until it has an answer."""
    page.goto(f"{at.url}search/?q={query}")
    page.locator("[data-search-state=done], [data-search-state=failed]").wait_for(state="attached")
    return page.locator("[data-search-result]").count()


def test_the_preview_is_searched_too_and_finds_what_was_just_saved(small_site, chromium):
    folder = small_site(DOCS)
    with preview(folder) as at, reader(chromium, at.url, expect=("Failed to load resource", "no start", "no ")) as page:
        until(lambda: finds(page, at, "还没有写完") == 1, "drafts are found in the preview")
        assert finds(page, at, "义诊") == 0
        (folder / "docs/stories/2026/junyi.md").write_text(STORY.replace("每月来一次", "每月来义诊"), encoding="utf-8")
        until(lambda: finds(page, at, "义诊") == 1, "the new word is found a moment after the save")


def until(is_so, what: str) -> None:
    end = time.monotonic() + PATIENCE_MS / 1000
    while not is_so():
        assert time.monotonic() < end, what
        time.sleep(0.2)


def test_a_newer_build_stops_what_an_older_one_still_writes(tmp_path):
    writing, may_go_on = threading.Event(), threading.Event()

    def outputs():
        yield Output("search/a.js", b"a")
        writing.set()
        may_go_on.wait(10)
        yield Output("search/b.js", b"b")

    late = Latecomers()
    thread = late.start(outputs(), tmp_path)
    assert writing.wait(10)
    late.stop()
    may_go_on.set()
    thread.join(10)
    assert (tmp_path / "search/a.js").exists() and not (tmp_path / "search/b.js").exists()

"""What a reader's phone must fetch, against stock Material with the same text.

Three pages of each site, opened in Chromium as on a phone: bytes as the server sends them
(gzip, bodies only), until the page has loaded and two seconds have passed without a request;
those of them that hold back the first paint; and what one search adds. Pictures do not count.
Nothing can leave the origin: the browser's proxy is not there, and every attempt is counted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ._chromium import FLAGS, find_chromium
from ._serving import Answer, Served, serving

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "sentences.txt"
STORIES, OTHERS = 300, 20
IDLE_S = 2.0
QUERY = "中国"
ALL_KB, BLOCKING_KB = 40, 20
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True, "locale": "zh-CN"}
NOWHERE = {"server": "http://127.0.0.1:9", "bypass": "127.0.0.1"}
PAGES = {"首页": "", "故事": "stories/2026/s0/", "基地": "bases/b0/"}
KINDS = {"text/html": "网页", "text/css": "样式", "text/javascript": "脚本", "application/json": "数据"}

OURS = """site_name: 基准
site_url: https://bench.example/
theme: {name: material, language: zh-Hans, font: false}
plugins:
  - shuangyong: {stages: [], lenient: true}
"""
STOCK = """site_name: 基准
site_url: https://bench.example/
theme: {name: material, language: zh, font: false}
plugins: [search]
nav: [index.md]
not_in_nav: '*'
"""


def run() -> Iterator[str]:
    if not CORPUS.exists():
        yield "没有 ../shared/corpus，跳过。"
        return
    chromium = find_chromium()
    if not chromium:
        yield "没有 Chromium，跳过。"
        return
    sentences = CORPUS.read_text(encoding="utf-8").split("\n")
    with tempfile.TemporaryDirectory() as folder:
        ours = _build(_write(Path(folder) / "ours", OURS, sentences, is_ours=True))
        stock = _build(_write(Path(folder) / "stock", STOCK, sentences, is_ours=False))
        yield from _compare(chromium, ours, stock)


# --- The two sites -----------------------------------------------------------------------------

COMMON = "published: 2026-11-22\n"
FRONTS = {
    "index.md": f"{COMMON}stories: [s0, s1, s2, s3]\nbases: [b0, b1, b2, b3]\nbrands: [p0, p1, p2, p3]\n",
    "districts": "short: 徐汇\ncity: 上海市\n",
    "sources": f"{COMMON}source_kind: 语料\nrights: 公开\n",
    "stories": f"{COMMON}district: xuhui\nsources: [corpus]\nbases: [b0]\nbrands: [p0]\n",
    "bases": f"{COMMON}district: xuhui\nofficial_name: 全称\ncategory: 专题展馆\naddress: 某路1号\n",
    "brands": f"{COMMON}district: xuhui\ncategory: 优抚项目\nstatus: 在办\n",
}


def _write(folder: Path, config: str, sentences: list[str], *, is_ours: bool) -> Path:
    """A site's manuscripts; those of stock Material are the same but for the front matter that it would not know."""
    titles = {"index.md": "首页", "districts/xuhui.md": "徐汇区", "sources/corpus.md": "语料"}
    titles |= {f"stories/2026/s{n}.md": sentences[n % len(sentences)][:16] for n in range(STORIES)}
    titles |= {f"bases/b{n}.md": sentences[n * 3 + 1][:8] for n in range(OTHERS)}
    titles |= {f"brands/p{n}.md": sentences[n * 3 + 2][:8] for n in range(OTHERS)}
    for number, (name, title) in enumerate(titles.items()):
        body = "\n\n".join(sentences[(number * 7 + i) % len(sentences)] for i in range(12))
        front = FRONTS[name.partition("/")[0]] if is_ours else ""
        if is_ours and name.startswith("stories/"):
            front += f"tags: [标签{number % 9}]\n"
        file = folder / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        quoted = title.replace("\\", "").replace('"', "")
        file.write_text(f'---\ntitle: "{quoted}"\n{front}---\n\n{body}\n', encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


def _build(folder: Path) -> Path:
    mkdocs = Path(sys.executable).with_name("mkdocs")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run([mkdocs, "build", "-q"], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "site"


# --- What is fetched ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Weight:
    """What a page fetched."""

    answers: tuple[Answer, ...]
    """Until it had loaded and was quiet; no pictures."""
    blocking: int
    """Bytes of the styles and scripts that the first paint waits for."""
    searching: tuple[Answer, ...]
    """What one search fetched besides."""
    strangers: tuple[str, ...]
    """Addresses of other origins that it asked for."""

    @property
    def size(self) -> int:
        return sum(answer.size for answer in self.answers)


def _compare(chromium: str, ours: Path, stock: Path) -> Iterator[str]:
    from playwright.sync_api import sync_playwright

    strangers: Counter[str] = Counter()
    misses = []
    yield f"每站{STORIES}篇故事，1 KB为1024字节，gzip后，不计图片"
    with sync_playwright() as playwright, serving(ours) as our, serving(stock) as their:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for name, path in PAGES.items():
            mine, theirs = _weigh(browser, our, path), _weigh(browser, their, path)
            strangers.update({"本系统": len(mine.strangers), "Material 原样": len(theirs.strangers)})
            yield f"{name}：本系统 {_told(mine)} / Material 原样 {_told(theirs)}，比值 {mine.size / theirs.size:.2f}"
            yield f"  {_by_kind(mine)} / {_by_kind(theirs)}"
            yield f"  搜一次另取：{_fetched(mine.searching)} / {_fetched(theirs.searching)}"
            if mine.size > ALL_KB * 1024 or mine.blocking > BLOCKING_KB * 1024:
                misses.append(name)
        browser.close()
    yield f"目标：每页不超过 {ALL_KB} KB，阻塞不超过 {BLOCKING_KB} KB：{'没有达到的有' + '、'.join(misses) if misses else '都达到'}"
    yield f"站外请求：本系统 {strangers['本系统']} 次，Material 原样 {strangers['Material 原样']} 次"


def _weigh(browser, served: Served, path: str) -> Weight:
    """Open a page with an empty cache, as on a phone, then search once."""
    context = browser.new_context(**PHONE, proxy=NOWHERE)
    strangers: list[str] = []
    context.on("request", lambda request: strangers.append(request.url) if _is_elsewhere(request.url, served.url) else None)
    page = context.new_page()
    start = len(served.answers)
    page.goto(served.url + path)
    _wait_until_quiet(page, served)
    loaded = len(served.answers)
    blocking = page.evaluate(
        """() => performance.getEntriesByType("resource").filter((it) => it.renderBlockingStatus === "blocking")
            .reduce((sum, it) => sum + it.encodedBodySize, 0)"""
    )
    _search(page)
    _wait_until_quiet(page, served)
    context.close()
    return Weight(_counted(served.answers[start:loaded]), blocking, _counted(served.answers[loaded:]), tuple(strangers))


def _is_elsewhere(url: str, home: str) -> bool:
    return url.startswith(("http:", "https:", "ws:", "wss:")) and not url.startswith(home)


def _wait_until_quiet(page, served: Served) -> None:
    """Until no request has come for `IDLE_S` seconds."""
    seen, since = -1, time.monotonic()
    while time.monotonic() - since < IDLE_S:
        if len(served.answers) != seen:
            seen, since = len(served.answers), time.monotonic()
        page.wait_for_timeout(100)


def _search(page) -> None:
    """One search on either site: in our dialog, or in Material's box, which a phone hides behind a magnifying glass."""
    ours = page.locator("[data-sy-search]")
    if ours.count():
        ours.click()
        page.locator("dialog[open] input[name=q]").wait_for()
        page.keyboard.insert_text(QUERY)
        page.locator("dialog [data-search-state=done] [data-search-result]").first.wait_for(timeout=30_000)
        return
    glass = page.locator("label.md-header__button[for=__search]")
    if glass.count():
        glass.click()
        page.wait_for_timeout(500)  # The box slides in.
    page.locator("input[name=query]").click()
    page.keyboard.insert_text(QUERY)
    page.keyboard.up("Space")
    page.locator(".md-search-result__item").first.wait_for(timeout=30_000)


def _counted(answers: list[Answer]) -> tuple[Answer, ...]:
    return tuple(answer for answer in answers if not answer.type.startswith("image/"))


def _told(weight: Weight) -> str:
    return f"{_kb(weight.answers)}（阻塞 {weight.blocking / 1024:.1f} KB，{len(weight.answers)} 个请求）"


def _fetched(answers: tuple[Answer, ...]) -> str:
    return f"{_kb(answers)}（{len(answers)} 个请求）"


def _kb(answers: tuple[Answer, ...]) -> str:
    return f"{sum(answer.size for answer in answers) / 1024:.1f} KB"


def _by_kind(weight: Weight) -> str:
    sums: Counter[str] = Counter()
    for answer in weight.answers:
        sums[KINDS.get(answer.type, "其他")] += answer.size
    return "，".join(f"{kind} {size / 1024:.1f}" for kind, size in sums.most_common())

"""Time to build a site of many stories, against stock Material with the same text.

The text is the public corpus beside the checkout; without it the benchmark says so and
stops. Both build with their search: ours always has one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "sentences.txt"
SIZES = (200, 1000)
HEAD = """site_name: 基准
site_url: https://bench.example/
theme: {name: material, language: zh, font: false}
"""
OURS = HEAD + "plugins: [{shuangyong: {stages: [], lenient: true}}]\n"
STOCK = HEAD + "plugins: [{search: {lang: zh}}]\nnot_in_nav: '*'\nnav: [index.md]\n"


def run() -> Iterator[str]:
    if not CORPUS.exists():
        yield "没有 ../shared/corpus，跳过。"
        return
    sentences = CORPUS.read_text(encoding="utf-8").split("\n")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            ours, stock = Path(folder) / "ours", Path(folder) / "stock"
            write_site(ours, OURS, sentences, size)
            write_site(stock, STOCK, sentences, size)
            seconds, peer = _build(ours), _build(stock)
        yield f"{size} 篇：本系统 {seconds:.1f} 秒，Material 原样 {peer:.1f} 秒，比值 {seconds / peer:.2f}"


def write_site(folder: Path, config: str, sentences: list[str], size: int) -> None:
    docs = folder / "docs"
    (docs / "stories" / "2026").mkdir(parents=True)
    (docs / "districts").mkdir()
    (docs / "sources").mkdir()
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    common = "published: 2026-11-22\n"
    (docs / "index.md").write_text(f"---\ntitle: 首页\n{common}---\n\n首页。\n", encoding="utf-8")
    (docs / "districts" / "xuhui.md").write_text("---\ntitle: 徐汇区\nshort: 徐汇\ncity: 上海市\n---\n", encoding="utf-8")
    source = f"---\ntitle: 语料\n{common}source_kind: 语料\nrights: 公开\n---\n\n语料。\n"
    (docs / "sources" / "corpus.md").write_text(source, encoding="utf-8")
    for number in range(size):
        body = "\n\n".join(sentences[(number * 7 + i) % len(sentences)] for i in range(12))
        title = f'"{sentences[number % len(sentences)][:16]}"'.replace("\\", "")
        front = f"---\ntitle: {title}\n{common}district: xuhui\nsources: [corpus]\ntags: [标签{number % 9}]\n---\n\n"
        (docs / "stories" / "2026" / f"s{number}.md").write_text(front + body + "\n", encoding="utf-8")


def _build(folder: Path) -> float:
    mkdocs = Path(sys.executable).with_name("mkdocs")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    started = time.perf_counter()
    done = subprocess.run([mkdocs, "build", "-q"], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return time.perf_counter() - started

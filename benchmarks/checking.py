"""Time to hold two thousand stories to every rule, against the time it takes to read them at all."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from .build_time import CORPUS, OURS, write_site

STORIES, MOST_S = 2000, 5.0
TODAY = dt.date(2026, 11, 22)


def run() -> Iterator[str]:
    from shuangyong.desk.rules import check_library
    from shuangyong.desk.rules.rule import rules
    from shuangyong.manuscripts.reader import read_folder

    if not CORPUS.exists():
        yield "没有 ../shared/corpus，跳过。"
        return
    sentences = CORPUS.read_text(encoding="utf-8").split("\n")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        write_site(site, OURS, sentences, STORIES)
        rules()  # Compiled once.
        reading = _seconds(lambda: read_folder(site / "docs"))
        first = _seconds(lambda: check_library(site / "docs", None, TODAY))
        story = site / "docs/stories/2026/s7.md"
        story.write_text(story.read_text(encoding="utf-8") + "\n改了一句。\n", encoding="utf-8")
        again = _seconds(lambda: check_library(site / "docs", None, TODAY))
        command = _seconds(lambda: _check(site))
    yield f"{STORIES} 篇，{len(rules())} 条规则：shuangyong check 从头到尾 {command:.2f} 秒（要在 {MOST_S:.0f} 秒以内）"
    yield f"其中各条规则 {first:.2f} 秒，是读稿件的 {first / reading:.1f} 倍"
    yield f"改了一篇再查：{again:.2f} 秒，是第一次的 {again / first:.2f}"


def _check(site: Path) -> None:
    command = Path(sys.executable).with_name("shuangyong")
    done = subprocess.run([command, "check"], cwd=site, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True)
    assert f"检查了 {STORIES + 3} 个文件" in done.stdout, done.stderr


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started

"""Chinese search against stock Material and stock Pagefind, the same stories and queries in one run.

Names first (recall, order, bytes, latency, index time), at two sizes of site; then frequent
words with graded judgements, where many stories answer and their order is what counts. The
stories are made of the public corpus beside the checkout; without it, Chromium or Pagefind
the benchmark says so and stops.

Latencies hold no network. Server and browser share one machine, and the server packs every
answer anew.

``plan`` says how large a run is and what is aimed at; ``corpus``, ``queries`` and ``judging``
make what is asked and what would be right; ``indexing`` and ``engines`` run the three
searches; ``measuring`` and ``scores`` turn what came of it into numbers, ``report`` into lines.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from .._chromium import FLAGS, find_chromium
from . import corpus, indexing
from .bench import Bench
from .plan import Plan

__all__ = ["Plan", "run"]


def run(plan: Plan | None = None) -> Iterator[str]:
    chromium, pagefind = find_chromium(), indexing.find_pagefind()
    if not corpus.is_there():
        yield "没有 ../shared/corpus，跳过。"
    elif not chromium:
        yield "没有 Chromium，跳过。"
    elif not pagefind:
        yield "没有安装 Pagefind（pagefind[extended]），跳过。"
    else:
        from playwright.sync_api import sync_playwright

        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
            yield from Bench(plan or Plan(), browser, pagefind, Path(folder)).run()
            browser.close()

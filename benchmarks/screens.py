"""A screen through ten thousand changes, and its fades on a slow processor."""

from __future__ import annotations

import dataclasses
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from ._chromium import FLAGS, find_chromium

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

CHANGES, SLOWED = 10_000, 6
UNTRANSLATED = "--js-flags=--jitless"
"""The engine's own machine code grows for minutes after the first hundred changes; it is nothing that a page heaps up."""


def run() -> Iterator[str]:
    """Against itself, after the first hundred changes: nothing may grow."""
    from screens.soak import fade_gaps, fade_work, soak  # The tests' own, with more changes.

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        with playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, UNTRANSLATED]) as browser:
            first, last = soak(browser, Path(folder) / "soak", CHANGES)
        for name, before in dataclasses.asdict(first).items():
            after = getattr(last, name)
            yield f"{name:>10}: {before} after {first.turns} changes, {after} after {last.turns} ({after / max(before, 1):.3f})"
        with playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS)) as browser:
            gaps = sorted(fade_gaps(browser, Path(folder) / "fades", slowed=SLOWED))
            work = fade_work(browser, Path(folder) / "work", format="jpeg")
        yield f"fades, processor slowed {SLOWED} times: {len(gaps)} frames, median {gaps[len(gaps) // 2]:.0f} ms, worst {gaps[-1]:.0f} ms"
        yield (
            f"in a fade: {work.painted_in_fades} of {work.painted} decodings and tiles; "
            f"processor time at most {work.script_ms:.1f} ms on the page's thread, {work.compositor_ms:.1f} ms on putting layers together; "
            f"a photograph decoded beforehand {work.painting_ms:.1f} ms"
        )

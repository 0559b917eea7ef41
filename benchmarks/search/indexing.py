"""Building the sites and their indexes, with time and peak memory.

Ours is the search carrier's own work, from manuscripts that are read and rendered to files
on the disk, in a process of its own that begins with an empty folder. Pagefind is its
program over the built pages, Material the difference between a build with its search and one
without. Rendering happens once for all carriers and is told apart; Pagefind's reading of
HTML is its way of getting the same text and counts.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from . import corpus


@dataclass(frozen=True)
class Index:
    """What one run of an indexer took."""

    seconds: float
    busy_s: float = 0
    """Processor time of it: what the machine's other programs do not lengthen."""
    mb: float = 0
    """Peak memory of its process."""
    rendering_s: float | None = None
    """Ours: reading and rendering the manuscripts before."""
    rendered_mb: float | None = None
    """Ours: peak memory up to there."""
    files: int = 0
    size: int = 0
    """Of all files, as they lie on the disk."""

    @property
    def added_mb(self) -> float:
        """Ours: what indexing took besides; never nothing, so that it can be divided by."""
        return max(1.0, self.mb - (self.rendered_mb or 0))


def build(folder: Path) -> float:
    """Seconds that MkDocs took to build the site."""
    mkdocs = Path(sys.executable).with_name("mkdocs")
    started = time.perf_counter()
    done = subprocess.run([mkdocs, "build", "-q"], cwd=folder, env=_environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return time.perf_counter() - started


def index_ours(folder: Path, out: Path) -> Index:
    """Index the manuscripts of `folder` into `out`, which is emptied before."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", f"{__package__}._index", str(folder / "mkdocs.yml"), str(out)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, env=_environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return Index(**json.loads(done.stdout.splitlines()[-1]))


def change_a_story(folder: Path, stories: list[corpus.Story]) -> None:
    """As an editor does between two builds."""
    path = folder / "docs" / stories[0].path
    path.write_text(path.read_text(encoding="utf-8") + "\n后来又添了一句。\n", encoding="utf-8")


def find_pagefind() -> Path | None:
    """The program that can segment Chinese; None where it is not installed."""
    try:
        from pagefind_bin_extended import get_executable
    except ImportError:
        found = shutil.which("pagefind_extended")
        return Path(found) if found else None
    return get_executable()


def index_pagefind(program: Path, site: Path) -> Index:
    """Index the built pages; the files go to ``pagefind/`` in the site."""
    shutil.rmtree(site / "pagefind", ignore_errors=True)
    started = time.perf_counter()
    process = subprocess.Popen([program, "--site", site], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, "Pagefind failed"
    sizes = [path.stat().st_size for path in (site / "pagefind").rglob("*") if path.is_file()]
    return Index(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, files=len(sizes), size=sum(sizes))


def with_index(site: Path, old: Path, new: Path, story: str, out: Path) -> Path:
    """A folder with the pages that searching needs, from a smaller site, and the index of a larger one.

    Neither the page ``/search/`` nor a story knows how many stories there are; what the
    results lead to is not there.
    """

    def others(folder: str, names: list[str]) -> set[str]:
        place = Path(folder).relative_to(site).as_posix() + "/"
        return set(names) - set(story.split("/")) if place.startswith("stories/") and not place.startswith(story) else set()

    shutil.copytree(site, out, ignore=others)
    for path in old.rglob("*"):
        if path.is_file():
            assert (out / path.relative_to(old)).exists(), f"the built site lacks {path.relative_to(old)}"
            (out / path.relative_to(old)).unlink()
    shutil.copytree(new, out, dirs_exist_ok=True)
    return out


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}

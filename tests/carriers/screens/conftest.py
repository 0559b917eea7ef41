"""A small site with one screen, exported as an office would, with a film."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from conftest import EPOCH, run
from making import SOUND
from photos.drawn import album, caption, encoded, scene
from shuangyong.assembly import Assembly
from shuangyong.carriers.screens.playable import Playable, playable

CONFIG = """site_name: 试验站
site_url: https://site.example/sy/
theme: {name: material, language: zh, font: false}
plugins:
  - shuangyong:
      stages: []
      organizer: 徐汇区双拥办
      contact: 021-12345678
"""
BRAND = """---
title: 红帆船
published: 2026-11-22
district: xuhui
category: 优抚项目
status: 待核实
cover: zhan/fan
number: 201
---
优抚对象可以点选的服务。
"""
SCREEN = """---
title: 大厅电视
size: 1280x720
hours:
  - on: "09:00"
    off: "17:00"
valid_until: 2027-12-31
programme:
  - brand: hongfanchuan
    seconds: 5
  - story: lianzhan
    seconds: 4
  - video: screens/welcome.mp4
  - notice: 周二讲解暂停。
    days: [周二]
---
"""


def ffmpeg(*words: object) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, words)], check=True)


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site."""
    home = tmp_path_factory.mktemp("screens")
    files = {**SOUND, "brands/hongfanchuan.md": BRAND, "screens/ting.md": SCREEN}
    for name, text in files.items():
        (home / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (home / "docs" / name).write_text(text, encoding="utf-8")
    (home / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    album(home / "photos" / "zhan", {"1.jpg": encoded(scene(1800, 1350))}, [caption("1.jpg", "fan", title="帆")])
    # Wider than the screen: it must be shown whole, between two dark stripes.
    ffmpeg("-f", "lavfi", "-i", "testsrc2=s=640x240:r=30:d=1.5", "-pix_fmt", "yuv420p", home / "docs" / "screens" / "welcome.mp4")
    return home


@pytest.fixture(scope="session")
def assembly(place: Path) -> Assembly:
    from shuangyong.config import assemble_from

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        found = assemble_from(place / "mkdocs.yml")
    assert not found.has_errors, [str(problem) for problem in found.problems]
    return found


@pytest.fixture(scope="session")
def made(assembly: Assembly) -> Playable:
    """The screen as it is carried by hand."""
    screen = assembly.publishable.get("screen", "ting")
    assert screen is not None
    return playable(screen, assembly.publishable, assembly.site, carried=True)


@pytest.fixture(scope="session")
def exported(place: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command leaves on a stick, film and pictures too."""
    stick = tmp_path_factory.mktemp("stick")
    (stick / "System Volume Information").mkdir()
    done = run("shuangyong", "screens", "export", "ting", "--to", str(stick), "--video", cwd=place)
    assert done.returncode == 0, done.stderr
    return stick


@pytest.fixture(scope="session")
def apart() -> Callable[..., Any]:
    """Calls a function in a thread of its own: Playwright bears no second of itself beside the tests' browser."""
    with ThreadPoolExecutor(1) as pool:
        yield lambda call, *given, **named: pool.submit(call, *given, **named).result()

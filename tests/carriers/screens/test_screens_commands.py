"""`shuangyong screens …` as an office calls it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import run
from shuangyong.carriers.screens import browser, film
from shuangyong.carriers.screens.commands import _minutes
from shuangyong.carriers.screens.playable import Playable, playable
from shuangyong.cli import main

from .conftest import SCREEN


def screens(*words: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run("shuangyong", "screens", *map(str, words), cwd=cwd, **environment)


@pytest.fixture
def copied(place: Path, tmp_path: Path) -> Path:
    """The site, to be spoiled."""
    shutil.copytree(place, tmp_path / "site")
    return tmp_path / "site"


def rewrite(home: Path, *words: tuple[str, str]) -> Path:
    """The screen's manuscript with some words exchanged."""
    text = SCREEN
    for old, new in words:
        assert old in text
        text = text.replace(old, new)
    (home / "docs" / "screens" / "ting.md").write_text(text, encoding="utf-8")
    return home


def test_help_loads_nothing_heavy() -> None:
    code = """
import sys
import shuangyong.cli
sys.exit(" ".join({"PIL", "mkdocs", "playwright", "fontTools", "pypinyin", "rjieba", "numpy"} & set(sys.modules)))
"""
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stderr.strip() == ""


def test_list_says_size_slides_round_code_and_validity(place: Path, assembly, made: Playable) -> None:
    """The code is what somebody reads out in front of the screen, be it online or played from a stick."""
    done = screens("list", cwd=place)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first == "ting  大厅电视"
    stills = [slide.seconds for slide in made.slides if not slide.frame.video]
    assert f"1280×720，{len(made.slides)} 屏，一轮 {sum(stills)} 秒，另有视频 1 段，其中 1 屏只在有的日子或时段放" in second
    online = playable(made.screen, assembly.publishable, assembly.site)
    assert {online.programme["code"], made.programme["code"]} == set(re.findall(r"\d{4}-[0-9A-F]{4}", second))
    assert second.endswith("，有效到 2027-12-31")


@pytest.mark.parametrize(("seconds", "said"), [(45, "45 秒"), (120, "2 分"), (560, "9 分 20 秒")])
def test_lengths_are_said_as_people_say_them(seconds: int, said: str) -> None:
    assert _minutes(seconds) == said


def test_unknown_screen_is_named_with_the_nearest(place: Path, tmp_path: Path) -> None:
    done = screens("export", "tign", "--to", tmp_path / "stick", cwd=place)
    assert done.returncode == 2
    assert "没有叫“tign”的屏。您是不是想写 ting？现有的屏：ting。" in done.stderr
    assert not (tmp_path / "stick").exists()


def test_site_with_errors_exports_nothing(copied: Path, tmp_path: Path) -> None:
    rewrite(copied, ("story: lianzhan", "story: lianzan"))
    done = screens("export", "ting", "--to", tmp_path / "stick", cwd=copied)
    assert done.returncode == 1
    assert "docs/screens/ting.md:11:" in done.stderr and "网站还有错误" in done.stderr
    assert not (tmp_path / "stick").exists()


def test_foreign_folder_is_refused_before_any_work(place: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("别人的")
    done = screens("export", "ting", "--to", tmp_path, "--config", "mkdocs.yml", cwd=place)
    assert done.returncode == 1
    assert "[screen-folder] 文件夹不是空的（里面有 notes.txt）" in done.stderr and "没有导出" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


def test_export_replaces_itself_and_is_whole(place: Path, made: Playable, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    for _ in range(2):
        done = screens("export", "ting", "--to", stick, cwd=place)
        assert done.returncode == 0, done.stderr
    assert f"编号 {made.programme['code']}" in done.stdout and "安全弹出" in done.stdout
    assert not (stick / "video").exists()
    verified = screens("verify", stick, cwd=tmp_path)
    assert verified.returncode == 0 and "都完好" in verified.stdout and made.programme["code"] in verified.stdout
    photo = next((stick / "photos").rglob("*.jpg"))
    photo.write_bytes(photo.read_bytes()[:-1])
    spoiled = screens("verify", stick, cwd=tmp_path)
    assert spoiled.returncode == 1 and photo.name in spoiled.stderr


def test_same_site_exports_the_same_bytes(place: Path, exported: Path, tmp_path: Path) -> None:
    """What does not come from ffmpeg and Chromium, of whichever version they are."""
    assert screens("export", "ting", "--to", tmp_path / "stick", cwd=place).returncode == 0
    for file in ("index.html", "windows-start.bat", "screens/ting/index.html", "screens/ting/screen.css", "screens/player.js"):
        assert (tmp_path / "stick" / file).read_bytes() == (exported / file).read_bytes()


def test_turn_goes_with_a_film_alone(place: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["screens", "export", "ting", "--to", str(tmp_path / "stick"), "--turn", "left"])
    assert done.exit_code == 2 and "--video" in done.stderr


@pytest.mark.parametrize(
    ("environment", "said"),
    [({"CHROMIUM": "/nowhere/chromium"}, "CHROMIUM 写的是 /nowhere/chromium"), ({"PATH": "/nowhere"}, "apt install ffmpeg")],
)
def test_missing_programs_are_said_before_any_work(environment: dict[str, str], said: str, tmp_path: Path) -> None:
    """Not even a site is needed for it."""
    done = screens("export", "ting", "--to", "stick", "--video", cwd=tmp_path, **environment)
    assert done.returncode == 1 and said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_missing_playwright_is_said_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playwright", None)
    monkeypatch.setattr(browser.importlib.util, "find_spec", lambda name: None)
    assert "pip install 'shuangyong[screens]'" in browser.lacks()


def test_chromium_that_will_not_start_is_said_plainly(place: Path, tmp_path: Path) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\necho 没有显示器 >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    done = screens("check", cwd=place, CHROMIUM=str(broken))
    assert done.returncode == 1
    assert "打不开" in done.stderr and "Traceback" not in done.stderr


def test_failing_ffmpeg_is_quoted_and_nothing_is_written(place: Path, tmp_path: Path) -> None:
    """One that says it can do everything, and then cannot."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "ffmpeg").write_text("#!/bin/sh\ncase \"$*\" in *-encoders*) echo ' V libx264  x'; echo ' A aac  x';; *) echo '磁盘满了' >&2; exit 1;; esac\n")
    (tools / "ffprobe").symlink_to(shutil.which("ffprobe"))
    (tools / "ffmpeg").chmod(0o755)
    path = f"{tools}:{Path(shutil.which('chromium') or browser.find_chromium()).parent}:/bin"
    done = screens("export", "ting", "--to", tmp_path / "stick", "--video", cwd=place, PATH=path)
    assert done.returncode == 1
    assert "ffmpeg 没有做成片子，它说：磁盘满了" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "stick").exists()


def test_film_of_what_is_never_for_every_day_is_refused(copied: Path, tmp_path: Path) -> None:
    programme = SCREEN[SCREEN.index("  - brand") : SCREEN.index("  - notice")]
    rewrite(copied, (programme, ""))
    done = screens("export", "ting", "--to", tmp_path / "stick", "--video", cwd=copied)
    assert done.returncode == 1 and "screen-film" in done.stderr and not (tmp_path / "stick").exists()


def test_check_of_a_sound_screen_says_so(copied: Path) -> None:
    rewrite(copied, ("    seconds: 5\n", ""), ("    seconds: 4\n", ""), ("  - video: screens/welcome.mp4\n", ""))
    done = screens("check", "ting", cwd=copied)
    assert (done.returncode, done.stdout) == (0, "1 块屏，3 屏画面，没有发现问题。\n"), done.stderr


def test_check_tells_everything_at_once_and_fails_on_errors(copied: Path) -> None:
    """A character of no font, and a text that nobody can read in its time: each on its own line of the manuscript."""
    rewrite(copied, ("周二讲解暂停。", "周二𰻞𰻞面试吃。"), ("    seconds: 4\n", "    seconds: 3\n"), ("valid_until: 2027-12-31", "valid_until: 2026-12-01"))
    done = screens("check", "--format", "json", cwd=copied)
    found = {(problem["line"], problem["rule"], problem["severity"]) for problem in json.loads(done.stdout)}
    lines = (copied / "docs" / "screens" / "ting.md").read_text(encoding="utf-8").splitlines()
    at = {word: next(number for number, line in enumerate(lines, 1) if word in line) for word in ("𰻞", "seconds: 3", "valid_until", "video")}
    assert (at["𰻞"], "screen-glyph", "error") in found
    assert (at["seconds: 3"], "screen-seconds", "warning") in found
    assert (at["video"], "screen-picture", "warning") in found, "it is smaller than the screen"
    assert (at["valid_until"], "screen-expires", "warning") in found
    assert done.returncode == 1


def test_film_lacks_nothing_here() -> None:
    """Otherwise every test of a film would be one of nothing."""
    assert film.lacks() is None and browser.lacks() is None

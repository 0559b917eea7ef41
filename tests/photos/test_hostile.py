"""Odd, broken and malicious files from the test suites of other projects: one command takes them all."""

from __future__ import annotations

import shutil
import time

import pytest

from .drawn import SHARED, album, encoded, exiftool, report_of, run_script, scene
from .test_privacy import leaks

HOSTILE = SHARED / "hostile"
pytestmark = pytest.mark.skipif(not HOSTILE.is_dir(), reason="../shared/hostile 不在这里")


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    home = tmp_path_factory.mktemp("hostile")
    folder = album(home / "o" / "a", {f"good-{n}.jpg": encoded(scene(80, 60, n)) for n in range(3)})
    for file in HOSTILE.iterdir():
        shutil.copyfile(file, folder / file.name)
    begun = time.monotonic()
    done = run_script(home / "o", home / "out", "--report", home / "r.json", "--jobs", "2")
    return home, done, time.monotonic() - begun


def test_run_ends_in_time_without_a_crash(ran):
    _, done, seconds = ran
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    # Nor does any of the C libraries speak up: every line is ours.
    assert [line for line in done.stderr.splitlines() if not line.startswith("照片：") and ": [photo-" not in line][:-1] == []
    assert seconds < 120


def test_every_file_has_an_entry_and_every_refusal_a_remedy(ran):
    home, _, _ = ran
    entries = report_of(home / "r.json")
    assert set(entries) == {f"a/{file.name}" for file in (home / "o" / "a").iterdir()}
    assert len(entries) > 200
    for entry in entries.values():
        assert entry["status"] != "rejected" or (entry["problems"] and all(problem["fix"] for problem in entry["problems"]))
        assert bool(entry["renditions"]) == (entry["status"] != "rejected")


def test_good_files_among_them_are_good(ran):
    entries = report_of(ran[0] / "r.json")
    for n in range(3):
        assert entries[f"a/good-{n}.jpg"]["status"] == "ok"


def test_sound_files_of_the_collection_are_taken(ran):
    entries = report_of(ran[0] / "r.json")
    for name in ("pillow_Tests_images_hopper_orientation_7.webp", "pillow_Tests_images_rgb.jpg", "heif_tests_data_rainbow-451x461.heic"):
        assert entries[f"a/{name}"]["status"] != "rejected", name


@pytest.mark.skipif(not shutil.which("exiftool"), reason="没有安装 exiftool")
def test_nothing_private_is_in_what_was_made(ran):
    home, _, _ = ran
    made = sorted(file for file in (home / "out" / "a").iterdir() if file.suffix in (".jpg", ".webp", ".avif"))
    assert len(made) > 300
    for tags in exiftool(*made):
        assert leaks(tags) == [], tags["SourceFile"]

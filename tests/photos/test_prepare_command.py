"""`python scripts/prepare_photos.py`: any folder of albums, from anywhere, with a report."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from PIL import Image

from .drawn import album, caption, encoded, report_of, run_command, run_script, scene


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Two albums and loose photos, prepared from another folder."""
    home = tmp_path_factory.mktemp("home")
    captions = [caption("1.jpg", "tu-1"), caption("gone.jpg", "tu-2")]
    album(home / "originals" / "jia", {"1.jpg": encoded(scene(600, 450)), "没有图注 é.jpg": encoded(scene(40, 30, 2))}, captions)
    album(home / "originals" / "yi", {"2.png": encoded(scene(40, 30, 3), "PNG"), "bad.jpg": "不是照片".encode(), "empty.tif": b""})
    album(home / "originals", {"loose.webp": encoded(scene(40, 30, 4), "WEBP")})
    elsewhere = home / "elsewhere"
    elsewhere.mkdir()
    options = ("--report", home / "deep" / "report.json", "--jobs", "2")
    return home, run_script(home / "originals", home / "out", *options, cwd=elsewhere)


def test_report_is_a_list_with_every_file(ran):
    home, _ = ran
    entries = json.loads((home / "deep" / "report.json").read_text(encoding="utf-8"))
    assert isinstance(entries, list)
    assert all(set(entry) == {"file", "status", "problems", "renditions"} for entry in entries)
    assert {entry["file"]: entry["status"] for entry in entries} == {
        "jia/1.jpg": "ok",
        "jia/gone.jpg": "rejected",
        "jia/没有图注 é.jpg": "warning",
        "yi/2.png": "ok",
        "yi/bad.jpg": "rejected",
        "yi/empty.tif": "rejected",
        "loose.webp": "ok",
    }


def test_every_problem_has_a_rule_a_reason_and_a_remedy(ran):
    entries = report_of(ran[0] / "deep" / "report.json")
    for entry in entries.values():
        assert bool(entry["problems"]) == (entry["status"] != "ok")
        for problem in entry["problems"]:
            assert problem["rule"] and problem["what"] and problem["fix"] and problem["severity"] in ("error", "warning")


def test_every_rendition_of_the_report_is_where_it_says(ran):
    home, _ = ran
    entries = report_of(home / "deep" / "report.json")
    named = set()
    for entry in entries.values():
        assert bool(entry["renditions"]) == (entry["status"] != "rejected")
        for made in entry["renditions"]:
            file = home / "out" / made["path"]
            assert file.stat().st_size == made["bytes"]
            with Image.open(file) as image:
                assert image.size == (made["width"], made["height"])
            named.add(file)
    assert named == {file for file in (home / "out").rglob("*") if file.suffix in (".jpg", ".webp", ".avif")}
    assert {made["width"] for made in entries["jia/1.jpg"]["renditions"]} == {480, 600}


def test_exit_status_and_terminal_name_the_bad_files(ran):
    _, done = ran
    assert done.returncode == 1
    for name in ("bad.jpg", "empty.tif", "gone.jpg"):
        assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert "GPS 0" in done.stdout


def test_nothing_is_written_beside_out_and_report(ran):
    home, _ = ran
    assert sorted(p.name for p in home.iterdir()) == ["deep", "elsewhere", "originals", "out"]
    assert not list((home / "elsewhere").iterdir())
    assert not list((home / "originals").rglob("*.lock"))


def test_file_without_caption_is_prepared_and_said_to_be_unpublished(ran):
    entry = report_of(ran[0] / "deep" / "report.json")["jia/没有图注 é.jpg"]
    assert [problem["rule"] for problem in entry["problems"]] == ["photo-caption"]
    assert entry["renditions"]


def test_relative_folders_are_those_of_the_caller(tmp_path):
    album(tmp_path / "o" / "a", {"1.jpg": encoded(scene(20, 20))})
    done = run_script(Path("o"), Path("out"), "--jobs", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert list((tmp_path / "out" / "a").glob("*.avif"))


def test_loose_photos_and_a_folder_of_the_same_name_do_not_mix(tmp_path):
    home = album(tmp_path / "same", {"1.jpg": encoded(scene(20, 20))})
    album(home / "same", {"1.jpg": encoded(scene(20, 20, 2)), "2.jpg": encoded(scene(20, 20, 3))})
    assert run_command(home, tmp_path / "out", "--report", tmp_path / "r.json", "--jobs", "1").returncode == 0
    entries = report_of(tmp_path / "r.json")
    assert set(entries) == {"1.jpg", "same/1.jpg", "same/2.jpg"}
    for entry in entries.values():
        assert entry["renditions"]
        assert all((tmp_path / "out" / made["path"]).is_file() for made in entry["renditions"])
    again = run_command(home, tmp_path / "out", "--jobs", "1")
    assert "新做 0，沿用 3" in again.stdout


def test_named_album_alone_is_prepared_and_an_unknown_one_named(tmp_path):
    for name in ("jia", "yi"):
        album(tmp_path / "o" / name, {"1.jpg": encoded(scene(20, 20))})
    assert run_command(tmp_path / "o", tmp_path / "out", "yi", "--jobs", "1").returncode == 0
    assert [p.name for p in (tmp_path / "out").iterdir() if p.is_dir()] == ["yi"]
    unknown = run_command(tmp_path / "o", tmp_path / "out", "bing")
    assert unknown.returncode == 2
    assert "bing" in unknown.stderr and "jia" in unknown.stderr


def test_problem_of_the_captions_has_path_and_line(tmp_path):
    folder = album(tmp_path / "o" / "a", {"1.jpg": encoded(scene(20, 20))}, [caption("1.jpg", "tu-1", people="viele")])
    done = run_command(tmp_path / "o", tmp_path / "out", "--jobs", "1")
    lines = (folder / "captions.yml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "viele" in text)
    assert done.returncode == 1
    assert f"{folder.as_posix()}/captions.yml:{line}:" in done.stderr


def test_album_with_broken_captions_is_still_prepared(tmp_path):
    folder = album(tmp_path / "o" / "a", {"1.jpg": encoded(scene(20, 20))})
    (folder / "captions.yml").write_bytes(b"photos: [\xff")
    done = run_command(tmp_path / "o", tmp_path / "out", "--report", tmp_path / "r.json", "--jobs", "1")
    assert done.returncode == 1
    assert "captions.yml:" in done.stderr and "Traceback" not in done.stderr
    assert report_of(tmp_path / "r.json")["a/1.jpg"]["renditions"]


def test_names_in_another_encoding_are_prepared_and_known_again(tmp_path):
    """What unpacking an old archive on Linux leaves: names in GBK."""
    folder = album(tmp_path / "o" / "a", {})
    name = os.fsencode(str(folder)) + b"/" + "军民.jpg".encode("gbk")
    try:
        Path(os.fsdecode(name)).write_bytes(encoded(scene(20, 20)))
    except OSError:
        pytest.skip("这个文件系统只收 UTF-8 的文件名")
    done = run_command(tmp_path / "o", tmp_path / "out", "--report", tmp_path / "r.json", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    (entry,) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert os.fsencode(entry["file"]) == b"a/" + "军民.jpg".encode("gbk")
    assert entry["renditions"]
    assert "新做 0，沿用 1" in run_command(tmp_path / "o", tmp_path / "out", "--jobs", "1").stdout


def test_odd_names_are_prepared(tmp_path):
    names = ["a b.jpg", "-rf.jpg", "'; echo.jpg", "新\n行.jpg", "x" * 240 + ".jpg", "%s{}.jpg", "[bold].jpg", "双拥.JPG", "~.jpg"]
    album(tmp_path / "o" / "a", {name: encoded(scene(20, 20, n)) for n, name in enumerate(names)})
    done = run_command(tmp_path / "o", tmp_path / "out", "--report", tmp_path / "r.json", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    entries = report_of(tmp_path / "r.json")
    assert set(entries) == {f"a/{name}" for name in names}
    assert all(entry["renditions"] for entry in entries.values())


def test_limit_of_pixels_is_an_option(tmp_path):
    album(tmp_path / "o" / "a", {"1.png": encoded(Image.new("L", (1200, 1000)), "PNG")})
    done = run_command(tmp_path / "o", tmp_path / "out", "--max-megapixels", "1", "--jobs", "1")
    assert done.returncode == 1
    assert "photo-too-large" in done.stderr


def test_all_makes_every_purpose(tmp_path):
    album(tmp_path / "o" / "a", {"1.jpg": encoded(scene(80, 60))})
    run_command(tmp_path / "o", tmp_path / "out", "--all", "--report", tmp_path / "r.json", "--jobs", "1")
    purposes = {made["purpose"] for made in report_of(tmp_path / "r.json")["a/1.jpg"]["renditions"]}
    assert {"print", "card", "crop", "screen"} <= purposes


def test_empty_folder_is_no_error(tmp_path):
    (tmp_path / "o").mkdir()
    done = run_command(tmp_path / "o", tmp_path / "out", "--report", tmp_path / "r.json")
    assert done.returncode == 0
    assert json.loads((tmp_path / "r.json").read_text()) == []

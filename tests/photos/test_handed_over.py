"""A machine without the originals works with the renditions that were handed to it, or says why it cannot."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shuangyong.manuscripts.captions import read_album
from shuangyong.photos.album import read_lock
from shuangyong.photos.options import Darkroom, PhotoOptions
from shuangyong.photos.plan import Settings
from shuangyong.photos.prepare import Folder, prepare
from shuangyong.photos.report import Report

from .drawn import REPOSITORY, album, caption, encoded, scene, snapshot, write_captions


@pytest.fixture
def handed(tmp_path) -> tuple[Path, Path]:
    """An album of two and its renditions."""
    captions = [caption(f"{n}.jpg", f"tu-{n}") for n in range(2)]
    folder = album(tmp_path / "a", {f"{n}.jpg": encoded(scene(40, 30, n)) for n in range(2)}, captions)
    assert not run(folder, tmp_path / "out", writes_locks=True).has_rejected
    return folder, tmp_path / "out"


def run(folder: Path, out: Path, writes_locks: bool = False) -> Report:
    found, problems = read_album(folder, "photos/a")
    assert not problems
    with ThreadPoolExecutor(1) as executor:
        return prepare([Folder(found, folder, "a/")], Settings(out), executor=executor, writes_locks=writes_locks)


def rules_of(report: Report) -> list[tuple[str, str, str]]:
    return [(problem.severity, problem.rule, problem.path) for problem in report.problems]


def take_away(folder: Path) -> None:
    for original in folder.glob("*.jpg"):
        original.unlink()


def test_originals_gone_and_renditions_there_is_no_error(handed):
    folder, out = handed
    before = snapshot(out)
    take_away(folder)
    report = run(folder, out)
    assert (report.problems, report.kept, report.removed) == ((), 2, 0)
    assert snapshot(out) == before
    assert set(report.records) == {("a", "tu-0"), ("a", "tu-1")}


def test_changed_words_need_no_original(handed):
    folder, out = handed
    take_away(folder)
    write_captions(folder, [caption(f"{n}.jpg", f"tu-{n}", alt="新的替代文字。") for n in range(2)])
    assert run(folder, out).problems == ()


def test_neither_original_nor_renditions_is_an_error_with_the_line(handed):
    folder, out = handed
    take_away(folder)
    shutil.rmtree(out)
    report = run(folder, out)
    assert rules_of(report) == [("error", "photo-missing", "photos/a/captions.yml")] * 2
    assert [problem.line for problem in report.problems] == [2, 9]
    assert all(problem.fix for problem in report.problems)


def test_one_lost_rendition_without_the_original_is_an_error(handed):
    folder, out = handed
    take_away(folder)
    next(out.glob("a/tu-1-*.webp")).unlink()
    assert rules_of(run(folder, out)) == [("error", "photo-missing", "photos/a/captions.yml")]


@pytest.mark.parametrize("change", [{"focus": [0.1, 0.1]}, {"redact": [[0.0, 0.0, 0.5, 0.5]]}, {"slug": "xin"}, {"caption": "去掉了名字。"}, {"photographer": "另一位"}], ids=str)
def test_changed_picture_without_the_original_is_an_error(change, handed):
    """Words too, that stand inside the files: a name taken out of a caption must not go out all the same."""
    folder, out = handed
    take_away(folder)
    write_captions(folder, [{**caption("0.jpg", "tu-0"), **change}, caption("1.jpg", "tu-1")])
    assert rules_of(run(folder, out)) == [("error", "photo-missing", "photos/a/captions.yml")]


def test_renditions_of_another_file_than_the_lock_says_are_an_error(handed):
    folder, out = handed
    take_away(folder)
    lock = (folder / "originals.lock").read_text(encoding="utf-8").splitlines()
    (folder / "originals.lock").write_text("\n".join(["0" * 64 + "  0.jpg", lock[1]]) + "\n", encoding="utf-8")
    report = run(folder, out)
    assert rules_of(report) == [("error", "photo-missing", "photos/a/captions.yml")]
    assert "0.jpg" in report.problems[0].what


def test_originals_that_come_back_are_taken_as_they_are(handed):
    folder, out = handed
    kept = {file.name: file.read_bytes() for file in folder.glob("*.jpg")}
    take_away(folder)
    run(folder, out)
    for name, data in kept.items():
        (folder / name).write_bytes(data)
    before = {name: data for name, data in snapshot(out).items() if not name.endswith(".json")}
    assert run(folder, out).problems == ()
    assert {name: data for name, data in snapshot(out).items() if not name.endswith(".json")} == before


# The lock

def test_lock_is_what_sha256sum_writes(handed):
    folder, _ = handed
    done = subprocess.run(["sha256sum", "0.jpg", "1.jpg"], cwd=folder, capture_output=True, check=True)
    assert (folder / "originals.lock").read_bytes() == done.stdout


def test_changed_original_is_a_warning_and_the_lock_stays(handed):
    folder, out = handed
    lock = (folder / "originals.lock").read_bytes()
    (folder / "1.jpg").write_bytes(encoded(scene(40, 30, 9)))
    report = run(folder, out, writes_locks=True)
    assert rules_of(report) == [("warning", "photo-changed", "photos/a/1.jpg")]
    assert (folder / "originals.lock").read_bytes() == lock


def test_removed_line_of_the_lock_accepts_the_changed_original(handed):
    folder, out = handed
    (folder / "1.jpg").write_bytes(encoded(scene(40, 30, 9)))
    lock = folder / "originals.lock"
    lock.write_text(lock.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert run(folder, out, writes_locks=True).problems == ()
    assert read_lock(folder)["1.jpg"] == hashlib.sha256((folder / "1.jpg").read_bytes()).hexdigest()


def test_new_original_is_added_to_the_lock(handed):
    folder, out = handed
    (folder / "新 图.jpg").write_bytes(encoded(scene(40, 30, 9)))
    run(folder, out, writes_locks=True)
    assert set(read_lock(folder)) == {"0.jpg", "1.jpg", "新 图.jpg"}
    assert subprocess.run(["sha256sum", "-c", "--strict", "originals.lock"], cwd=folder, capture_output=True).returncode == 0


def test_file_that_could_not_be_read_is_not_in_the_lock(handed):
    folder, out = handed
    (folder / "link.jpg").symlink_to("/dev/zero")
    run(folder, out, writes_locks=True)
    assert set(read_lock(folder)) == {"0.jpg", "1.jpg"}
    assert subprocess.run(["sha256sum", "-c", "--strict", "originals.lock"], cwd=folder, capture_output=True).returncode == 0


def test_locks_are_written_only_where_wanted(tmp_path):
    folder = album(tmp_path / "a", {"1.jpg": encoded(scene(40, 30))})
    run(folder, tmp_path / "out")
    assert [p.name for p in folder.iterdir()] == ["1.jpg"]


def test_no_folder_of_originals_is_no_crash(handed, tmp_path):
    """`originals_dir` names a disk that is not here."""
    folder, out = handed
    found, _ = read_album(folder, "photos/a")
    report = prepare([Folder(found, tmp_path / "no" / "disk" / "a", "a/")], Settings(out), writes_locks=True)
    assert (report.problems, report.kept) == ((), 2)


def test_command_of_a_site_writes_the_lock(small_site):
    home = small_site({"index.md": "# 首页\n"})
    data = encoded(scene(40, 30))
    album(home / "photos" / "a", {"1.jpg": data}, [caption("1.jpg", "tu-1")])
    done = subprocess.run(
        [sys.executable, "-m", "shuangyong.cli", "photos", "prepare", "--jobs", "1"],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "scripts"), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert (home / "photos" / "a" / "originals.lock").read_text() == f"{hashlib.sha256(data).hexdigest()}  1.jpg\n"
    assert list((home / ".cache" / "photos" / "a").glob("tu-1-*.avif"))


def test_lock_lies_with_the_captions_not_with_the_originals(tmp_path):
    """The originals may be on a disk that other machines never see; the lock goes with the site."""
    captions = [caption("0.jpg", "tu-0")]
    tables = album(tmp_path / "photos" / "a", {}, captions)
    originals = album(tmp_path / "disk" / "a", {"0.jpg": encoded(scene(40, 30))})
    found, _ = read_album(tables, "photos/a")
    with ThreadPoolExecutor(1) as executor:
        report = prepare([Folder(found, originals, "a/", tables)], Settings(tmp_path / "out"), executor=executor, writes_locks=True)
    assert report.problems == ()
    assert set(read_lock(tables)) == {"0.jpg"}
    assert read_lock(originals) == {}
    assert Darkroom.of(tmp_path, PhotoOptions(originals_dir="disk")).folder(found) == Folder(found, originals, "a/", tables)


def test_broken_captions_leave_the_album_as_it_is(tmp_path):
    """Read without them, every photo would go by another name, and show what was to be hidden."""
    darkroom = Darkroom.of(tmp_path, PhotoOptions())
    folder = album(tmp_path / "photos" / "a", {"0.jpg": encoded(scene(40, 30))}, [caption("0.jpg", "tu-0")])

    def prepared() -> Report:
        albums, _ = darkroom.albums()
        with ThreadPoolExecutor(1) as executor:
            return prepare(darkroom.folders(albums), darkroom.settings, executor=executor, keeps=darkroom.kept(albums))

    assert len(prepared().records) == 1
    before = snapshot(darkroom.settings.out)
    (folder / "captions.yml").write_text("photos:\n  - file: [\n", encoding="utf-8")
    assert prepared().records == {}
    assert snapshot(darkroom.settings.out) == before

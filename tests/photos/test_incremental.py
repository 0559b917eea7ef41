"""A second run does only what is new; a killed run is taken up where it stopped; nobody else's files are touched."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from shuangyong.manuscripts.captions import read_album
from shuangyong.photos import prepare as preparing
from shuangyong.photos.plan import Settings
from shuangyong.photos.prepare import Folder, prepare
from shuangyong.photos.recipe import ALWAYS, SCREEN
from shuangyong.photos.report import Report

from .drawn import album, caption, command, encoded, report_of, run_command, scene, snapshot, times, write_captions


class Archive:
    """One album of four photos, and runs over it in this process, without worker processes."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.out = home / "out"
        self.captions = [caption(f"{n}.jpg", f"tu-{n}") for n in range(4)]
        self.folder = album(home / "originals" / "a", {f"{n}.jpg": encoded(scene(60, 45, n)) for n in range(4)}, self.captions)
        self.worked: list[str] = []
        """Files for which a job was handed out in the last run."""
        self.encoded = 0
        from shuangyong.photos import render

        encode = render.encode

        def counted(*args):
            self.encoded += 1
            return encode(*args)

        monkeypatch.setattr(render, "encode", counted)
        monkeypatch.setattr(preparing, "run_jobs", self._run_jobs)

    def _run_jobs(self, jobs, workers, executor):
        assert jobs, "a run with nothing to do starts no worker"
        from shuangyong.photos.render import prepare_photo

        for job in jobs:
            self.worked.append(Path(job.original).name)
            yield job, prepare_photo(replace(job, seconds=0))

    def run(self, **settings) -> Report:
        self.worked, self.encoded = [], 0
        found, problems = read_album(self.folder, "a")
        assert not problems, problems
        return prepare([Folder(found, self.folder, "a/")], Settings(self.out, **settings))

    def change(self, n: int, **keys) -> None:
        self.captions[n] |= keys
        write_captions(self.folder, self.captions)

    def photo(self, n: int) -> Path:
        return self.folder / f"{n}.jpg"


@pytest.fixture
def archive(tmp_path, monkeypatch) -> Archive:
    made = Archive(tmp_path, monkeypatch)
    made.run()
    assert sorted(made.worked) == ["0.jpg", "1.jpg", "2.jpg", "3.jpg"] and made.encoded
    return made


def test_second_run_does_nothing(archive):
    files, stamps = snapshot(archive.out), times(archive.out)
    report = archive.run()
    assert (archive.worked, report.made, report.kept, report.removed) == ([], 0, 4, 0)
    assert (snapshot(archive.out), times(archive.out)) == (files, stamps)


def test_second_run_of_the_command_starts_no_worker(tmp_path):
    album(tmp_path / "o" / "a", {"1.jpg": encoded(scene(60, 45))})
    assert run_command(tmp_path / "o", tmp_path / "out", "--jobs", "1").returncode == 0
    stamps = times(tmp_path / "out")
    done = run_command(tmp_path / "o", tmp_path / "out", "--jobs", "1")
    assert "新做 0，沿用 1" in done.stdout
    assert times(tmp_path / "out") == stamps


@pytest.mark.parametrize(
    "change",
    [{"caption": "另一句图注。"}, {"photographer": "李四"}, {"rights": "© 别人"}, {"unit": "某单位"}, {"focus": [0.1, 0.9]},
     {"redact": [[0.0, 0.0, 0.5, 0.5]]}, {"slug": "xin"}, {"medium": "书法"}],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_changed_caption_redoes_that_photo_only(change, archive):
    before = snapshot(archive.out)
    archive.change(2, **change)
    archive.run()
    assert archive.worked == ["2.jpg"]
    after = snapshot(archive.out)
    others = {name for name in before if "tu-2" not in name and not name.endswith("album.json")}
    assert {name: after[name] for name in others} == {name: before[name] for name in others}
    assert archive.run().made == 0


@pytest.mark.parametrize("change", [{"alt": "别的。"}, {"title": "题目"}, {"order": 3}, {"place": "上海"}], ids=str)
def test_words_that_stand_in_no_rendition_redo_nothing(change, archive):
    archive.change(2, **change)
    assert archive.run().made == 0


def test_changed_original_redoes_that_photo_only_and_sweeps_its_old_renditions(archive):
    before = set(snapshot(archive.out))
    archive.photo(1).write_bytes(encoded(scene(60, 45, 99)))
    report = archive.run()
    assert archive.worked == ["1.jpg"]
    after = set(snapshot(archive.out))
    assert {name.split("-")[1] for name in before ^ after} == {"1"}
    assert report.removed == len(before - after) > 0


def test_touched_original_with_the_same_bytes_is_not_made_again(archive):
    files = snapshot(archive.out)
    os.utime(archive.photo(1), ns=(1, 1))
    archive.run()
    assert (archive.worked, archive.encoded) == (["1.jpg"], 0)
    renditions = {name: data for name, data in snapshot(archive.out).items() if not name.endswith(".json")}
    assert renditions.items() <= files.items()
    archive.run()
    assert archive.worked == []


def test_touched_original_whose_rendition_is_gone_is_made_again(archive):
    files = snapshot(archive.out)
    os.utime(archive.photo(1), ns=(1, 1))
    next(archive.out.glob("a/tu-1-*.avif")).unlink()
    archive.run()
    assert archive.encoded
    assert set(snapshot(archive.out)) == set(files)


def test_verify_notices_changed_bytes_of_the_same_size_and_time(archive):
    before = archive.photo(3).stat()
    data = bytearray(archive.photo(3).read_bytes())
    data[13] ^= 1  # The density of the JFIF header: other bytes, same picture.
    archive.photo(3).write_bytes(bytes(data))
    os.utime(archive.photo(3), ns=(before.st_atime_ns, before.st_mtime_ns))
    archive.run()
    assert archive.worked == []
    report = archive.run(verify=True)
    assert sorted(archive.worked) == ["0.jpg", "1.jpg", "2.jpg", "3.jpg"]
    assert archive.encoded == len(next(r for r in report.records.values() if r.slug == "tu-3").renditions)


def test_missing_or_short_rendition_is_made_again(archive):
    files = snapshot(archive.out)
    gone, short = sorted(archive.out.glob("a/tu-0-*.jpg"))[0], sorted(archive.out.glob("a/tu-2-*.webp"))[0]
    gone.unlink()
    short.write_bytes(short.read_bytes()[:-5])
    archive.run()
    assert sorted(archive.worked) == ["0.jpg", "2.jpg"]
    assert snapshot(archive.out) == files


def test_spoilt_index_costs_time_and_nothing_else(archive):
    files = snapshot(archive.out)
    for spoilt in (b"", b"{", b'{"format":1,"files":[{"file":1}]}', b'{"format":99,"files":[]}', b"[]", b"\xff\xfe"):
        (archive.out / "a" / "album.json").write_bytes(spoilt)
        assert archive.run().made == 4
        assert snapshot(archive.out) == files


def test_new_purpose_makes_what_is_missing(archive):
    archive.run(purposes=(*ALWAYS, SCREEN))
    assert len(archive.worked) == 4
    archive.run()
    assert archive.worked == []


def test_deleted_original_without_caption_goes(archive):
    archive.captions = archive.captions[:3]
    write_captions(archive.folder, archive.captions)
    archive.photo(3).unlink()
    report = archive.run()
    assert len(report.entries) == 3
    assert not list(archive.out.glob("a/tu-3-*"))
    assert report.removed


def test_foreign_files_are_never_touched(archive):
    names = ("README.md", "photo.jpg", "tu-1.jpg", "tu-9-480-xyz.jpg", ".hidden", "tu-1-480-0123456789.gif")
    foreign = {name: name.encode() for name in names}
    (archive.out / "a" / "sub").mkdir()
    (archive.out / "a" / "sub" / "tu-1-480-0123456789.jpg").write_bytes(b"s")
    (archive.out / "notes.txt").write_bytes(b"n")
    for name, data in foreign.items():
        (archive.out / "a" / name).write_bytes(data)
    archive.photo(1).write_bytes(encoded(scene(60, 45, 99)))
    archive.run()
    for name, data in foreign.items():
        assert (archive.out / "a" / name).read_bytes() == data
    assert (archive.out / "a" / "sub" / "tu-1-480-0123456789.jpg").read_bytes() == b"s"
    assert (archive.out / "notes.txt").read_bytes() == b"n"


def test_originals_are_never_touched(archive):
    before = snapshot(archive.folder), times(archive.folder)
    archive.run(verify=True, purposes=(*ALWAYS, SCREEN))
    assert (snapshot(archive.folder), times(archive.folder)) == before


def test_stale_renditions_and_leavings_are_swept(archive):
    files = snapshot(archive.out)
    (archive.out / "a" / "tu-1-480-0123456789.jpg").write_bytes(b"of an older run")
    (archive.out / "a" / ".tmp-99-tu-1-480-0123456789.jpg").write_bytes(b"half")
    (archive.out / "a" / ".records").mkdir()
    (archive.out / "a" / ".records" / ".tmp-99-x.json").write_bytes(b"half")
    assert archive.run().removed == 2
    assert snapshot(archive.out) == files
    assert not (archive.out / "a" / ".records").exists()


class Killed(BaseException):
    """Stands for a kill at one certain moment."""


@pytest.mark.parametrize("victim", ["tu-1-*.jpg", "tu-2-*.avif", "*.json", "album.json"])
def test_kill_in_the_middle_of_writing_leaves_no_half_file_under_its_final_name(victim: str, tmp_path, monkeypatch):
    archive = Archive(tmp_path, monkeypatch)
    really, half_written = Path.write_bytes, []

    def write_half(self: Path, data: bytes) -> int:
        if self.match(f"*{victim}"):
            half_written.append(self)
            really(self, data[: len(data) // 2])
            raise Killed
        return really(self, data)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", write_half)
        with pytest.raises(Killed):
            archive.run()
    assert half_written
    left = snapshot(archive.out)
    archive.run()
    whole = snapshot(archive.out)
    finished = {name: data for name, data in left.items() if ".tmp-" not in name and ".records" not in name}
    assert finished.items() <= whole.items()
    assert not [name for name in whole if ".tmp-" in name or ".records" in name]


# As a whole program

SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def small_archive(home: Path) -> Path:
    for name in ("a", "b"):
        files = {f"{n}.jpg": encoded(scene(48, 36, n)) for n in range(6)}
        album(home / "originals" / name, files | {"bad.jpg": b"not a photo"}, [caption(f"{n}.jpg", f"tu-{n}") for n in range(6)])
    return home / "originals"


def test_killed_twenty_times_the_result_is_that_of_an_undisturbed_run(tmp_path):
    originals, out = small_archive(tmp_path), tmp_path / "out"
    assert run_command(originals, tmp_path / "calm", "--jobs", "2").returncode == 1  # bad.jpg
    calm = snapshot(tmp_path / "calm")
    assert len(calm) > 70
    chance, half_done = random.Random(20261122), 0
    for kill in range(20):
        jobs = str(1 + kill % 2)
        process = subprocess.Popen(command(originals, out, "--jobs", jobs), start_new_session=True, **SILENT)
        begun_with = _count(out)
        until = chance.randint(0, max(0, len(calm) - begun_with - 10))
        pause = chance.uniform(0, 0.05)
        while process.poll() is None and _count(out) < begun_with + until:
            time.sleep(0.001)
        time.sleep(pause)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        now = snapshot(out) if out.exists() else {}
        half_done += 0 < len(now) != len(calm)
        for name, data in now.items():  # What has its final name is whole.
            assert ".tmp-" in name or name.endswith(".json") or calm[name] == data, name
        if process.returncode >= 0:
            assert now == calm
            _empty(out)
    assert half_done >= 10, "the kills came too early or too late to test anything"
    assert run_command(originals, out, "--jobs", "2").returncode == 1
    assert snapshot(out) == calm
    assert not [name for name in snapshot(out) if ".tmp-" in name or ".records" in name]


def _count(folder: Path) -> int:
    """Files that have their final name."""
    return sum(1 for name in folder.glob("*/*") if not name.name.startswith("."))


def _empty(folder: Path) -> None:
    for file in sorted(folder.rglob("*"), reverse=True):
        file.unlink() if file.is_file() else file.rmdir()


def test_run_that_alone_is_killed_takes_its_workers_along(tmp_path):
    """The main process only: what the system's out-of-memory killer or a task manager does."""
    folder = album(tmp_path / "originals" / "a", {f"{n}.jpg": encoded(scene(1200, 900, n)) for n in range(6)})
    process = subprocess.Popen(command(folder.parent, tmp_path / "out", "--jobs", "2"), **SILENT)
    _until(lambda: list((tmp_path / "out").glob("a/*.avif")))
    workers = _children(process.pid)
    assert len(workers) >= 2
    process.kill()
    process.wait()
    _until(lambda: not any(_is_alive(pid) for pid in workers), seconds=10)


def _children(pid: int) -> list[int]:
    if not Path("/proc/self/task").exists():
        pytest.skip("只有 Linux 能这样看进程")
    return [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _until(done, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_two_runs_at_once_on_one_folder_both_end_well(tmp_path):
    originals = small_archive(tmp_path)
    out, reports = tmp_path / "out", [tmp_path / "1.json", tmp_path / "2.json"]
    heard = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    both = [subprocess.Popen(command(originals, out, "--jobs", "1", "--report", report), **heard) for report in reports]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [1, 1], told
    assert report_of(reports[0]) == report_of(reports[1])
    assert sorted("新做 12" in stdout for stdout, _ in told) == [False, True]
    assert all((out / r["path"]).is_file() for entry in report_of(reports[0]).values() for r in entry["renditions"])


@pytest.mark.parametrize("out", [".", "out", "a", "a/out"])
def test_output_cannot_lie_in_the_originals(out: str, tmp_path):
    originals = album(tmp_path / "originals", {"1.jpg": encoded(scene(20, 20))})
    (originals / "a").mkdir()
    done = run_command(originals, originals / out, "--jobs", "1")
    assert done.returncode == 2
    assert "--out" in done.stderr
    assert sorted(p.name for p in originals.iterdir()) == ["1.jpg", "a"]


def test_output_above_the_originals_does_not_fall_into_them(tmp_path):
    """`--originals D/x --out D` would put the album x into D/x."""
    originals = album(tmp_path / "x", {"1.jpg": encoded(scene(20, 20))})
    run_command(originals, tmp_path, "--jobs", "1")
    assert [p.name for p in originals.iterdir()] == ["1.jpg"]


def test_link_to_the_originals_is_no_way_around(tmp_path):
    originals = album(tmp_path / "originals", {"1.jpg": encoded(scene(20, 20))})
    (tmp_path / "link").symlink_to(originals)
    assert run_command(originals, tmp_path / "link" / "out", "--jobs", "1").returncode == 2

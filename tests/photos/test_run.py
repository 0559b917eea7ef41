"""One file that breaks a worker costs that file, and nothing else."""

from __future__ import annotations

import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image

from shuangyong.manuscripts.captions import read_album
from shuangyong.photos import prepare as preparing
from shuangyong.photos import run as running
from shuangyong.photos.guard import watched
from shuangyong.photos.job import Job, Record, Wish
from shuangyong.photos.plan import Settings
from shuangyong.photos.prepare import Folder, prepare
from shuangyong.photos.run import run_jobs, work

from .breaking import fragile, poor
from .drawn import album, encoded, prepared, rules, run_command, scene, snapshot


def jobs_for(folder: Path, *names: str, size: tuple[int, int] = (40, 30), seconds: float = 60) -> list[Job]:
    album(folder / "originals", {name: encoded(scene(*size, n)) for n, name in enumerate(names)})
    return [Job(str(folder / "originals" / name), str(folder / "out"), Wish(f"tu-{n}"), 10**8, seconds) for n, name in enumerate(names)]


def by_name(results) -> dict[str, Record]:
    found = {}
    for job, record in results:
        name = Path(job.original).name
        assert name not in found, "a file was reported twice"
        assert record.file == name
        found[name] = record
    return found


GOOD = [f"good-{n}.jpg" for n in range(6)]


@pytest.mark.parametrize("trouble", ["exits.jpg", "aborts.jpg", "hangs.jpg", "raises.jpg"])
def test_file_that_breaks_its_worker_is_the_only_one_lost(trouble: str, tmp_path, capfd):
    jobs = jobs_for(tmp_path, *GOOD[:2], trouble, *GOOD[2:], seconds=1.5)
    found = by_name(run_jobs(jobs, 2, work=fragile))
    assert set(found) == {*GOOD, trouble}
    assert (found[trouble].status, rules(found[trouble])) == ("rejected", ["photo-stuck"])
    assert found[trouble].findings[0].fix
    assert all(found[name].status == "ok" and found[name].renditions for name in GOOD)
    assert ("ZeroDivisionError" in capfd.readouterr().err) == (trouble == "raises.jpg")


def test_several_that_break_their_worker_are_each_named(tmp_path):
    names = ["exits-1.jpg", GOOD[0], "aborts.jpg", GOOD[1], "exits-2.jpg", GOOD[2]]
    found = by_name(run_jobs(jobs_for(tmp_path, *names), 2, work=fragile))
    assert {name for name, record in found.items() if record.is_rejected} == {"exits-1.jpg", "aborts.jpg", "exits-2.jpg"}
    assert len(found) == 6


def test_file_that_broke_a_worker_is_tried_again_next_time(tmp_path, monkeypatch):
    folder = album(tmp_path / "originals", {"exits.jpg": encoded(scene(40, 30)), "good.jpg": encoded(scene(40, 30, 2))})
    monkeypatch.setattr(preparing, "run_jobs", lambda jobs, workers, executor: run_jobs(jobs, 1, work=fragile))
    folders = [Folder(read_album(folder, "a")[0], folder, "a/")]
    first = prepare(folders, Settings(tmp_path / "out"))
    assert [(entry.file, entry.status) for entry in first.entries] == [("a/exits.jpg", "rejected"), ("a/good.jpg", "ok")]
    monkeypatch.setattr(preparing, "run_jobs", lambda jobs, workers, executor: run_jobs(jobs, 1))
    second = prepare(folders, Settings(tmp_path / "out"))
    assert (second.made, second.kept, second.has_rejected) == (1, 1, False)


@pytest.mark.skipif(sys.platform != "linux", reason="内存上限用的是 Linux 的办法")
def test_photo_beyond_the_memory_limit_is_refused_and_the_worker_lives(tmp_path):
    jobs = jobs_for(tmp_path, "large.jpg")
    Path(jobs[0].original).write_bytes(encoded(Image.new("RGB", (4000, 3000), "grey")))
    with running.local_pool(1) as pool:
        record = pool.submit(poor, jobs[0]).result(timeout=60)
        assert rules(record) == ["photo-memory"]
        assert record.findings[0].fix
        assert pool.submit(len, "abc").result(timeout=60) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="内存上限用的是 Linux 的办法")
def test_workers_have_a_memory_limit():
    import resource

    with running.local_pool(1) as pool:
        soft, _ = pool.submit(resource.getrlimit, resource.RLIMIT_DATA).result(timeout=60)
    assert 0 < soft <= 3 * 1024**3


def test_threads_processes_and_this_very_process_give_the_same_bytes(tmp_path):
    names = [f"{n}.jpg" for n in range(4)]
    threads = by_name(_on_threads(jobs_for(tmp_path / "threads", *names)))
    processes = by_name(run_jobs(jobs_for(tmp_path / "processes", *names), 2))
    jobs = jobs_for(tmp_path / "plain", *names)
    plain = {Path(job.original).name: prepared(Path(job.original), Path(job.out), slug=job.wish.slug) for job in jobs}
    for name in names:
        assert threads[name].renditions == processes[name].renditions == plain[name].renditions != ()
    threads, processes, plain = (_renditions(tmp_path / kind / "out") for kind in ("threads", "processes", "plain"))
    assert threads == processes == plain


def _renditions(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in snapshot(folder).items() if not name.startswith(".")}


def _on_threads(jobs: list[Job]):
    with ThreadPoolExecutor(3) as executor:
        yield from run_jobs(jobs, 3, executor)


def test_foreign_executor_that_loses_a_worker_costs_that_file(tmp_path):
    class Losing(ThreadPoolExecutor):
        def submit(self, fn, job):
            if "lost" not in job.original:
                return super().submit(fn, job)
            future: Future = Future()
            future.set_exception(RuntimeError("KilledWorker"))
            return future

    with Losing(2) as executor:
        found = by_name(run_jobs(jobs_for(tmp_path, "lost.jpg", *GOOD), 2, executor))
    assert {name for name, record in found.items() if record.is_rejected} == {"lost.jpg"}


def test_more_jobs_than_workers_can_hold_all_come_back(tmp_path):
    names = [f"{n}.jpg" for n in range(25)]
    assert set(by_name(run_jobs(jobs_for(tmp_path, *names, size=(8, 6)), 2))) == set(names)


def test_watch_of_one_thread_outlives_that_of_another(tmp_path):
    """A photo that is done calls off its own watch, and not that of its neighbour which hangs."""
    import subprocess

    code = """
import sys, threading, time
sys.path.insert(0, {scripts!r})
from shuangyong.photos.guard import watched
def hang():
    with watched(1.0):
        time.sleep(30)
threading.Thread(target=hang, daemon=True).start()
time.sleep(0.2)
with watched(60):
    pass
time.sleep(20)
"""
    scripts = str(Path(__file__).parents[2] / "scripts")
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code.format(scripts=scripts)], timeout=60, capture_output=True)
    assert done.returncode == 1
    assert time.monotonic() - begun < 15


def test_watch_that_is_over_does_no_harm():
    with watched(0.3):
        pass
    time.sleep(0.5)


def test_exit_status_says_that_a_file_was_refused(tmp_path):
    album(tmp_path / "o" / "a", {"good.jpg": encoded(scene(40, 30)), "bad.jpg": b"nothing"})
    assert run_command(tmp_path / "o", tmp_path / "out", "--jobs", "1").returncode == 1
    (tmp_path / "o" / "a" / "bad.jpg").unlink()
    assert run_command(tmp_path / "o", tmp_path / "out", "--jobs", "1").returncode == 0


def test_work_function_travels_by_name():
    import pickle

    assert pickle.loads(pickle.dumps(work)) is work

"""The same work on a Dask cluster: a real scheduler and two worker processes on this machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from shuangyong.photos.commands import prepare_command

from .drawn import REPOSITORY, album, caption, encoded, report_of, run_script, scene, snapshot

pytest.importorskip("distributed", reason="没有安装 shuangyong[dask]")

ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(REPOSITORY / "scripts"),
    "DASK_DISTRIBUTED__DASHBOARD__LINK": "",
    "DASK_DISTRIBUTED__WORKER__PRELOAD": "[]",
}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory) -> Iterator[str]:
    """The address of a scheduler with two workers of one thread each."""
    home = tmp_path_factory.mktemp("dask")
    log = home / "scheduler.log"
    started = [_start(home, log, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")]
    try:
        address = _waited(lambda: re.search(r"tcp://127\.0\.0\.1:\d+", log.read_text()), started)[0]
        for n in range(2):
            options = ("--nthreads", "1", "--no-nanny", "--name", f"w{n}", "--no-dashboard", "--local-directory", str(home / f"w{n}"))
            started.append(_start(home, home / f"w{n}.log", "worker", address, *options))
        for n in range(2):
            _waited(lambda n=n: "Registered to" in (home / f"w{n}.log").read_text(), started)
        yield address
    finally:
        for process in started:
            process.kill()  # Asked kindly, workers wait for their scheduler for half a minute.
            process.wait()


def _start(home: Path, log: Path, *command: str) -> subprocess.Popen:
    with log.open("wb") as file:
        return subprocess.Popen([sys.executable, "-m", "dask", *command], cwd=home, env=ENVIRONMENT, stdout=file, stderr=subprocess.STDOUT)


def _waited(found, processes):
    end = time.monotonic() + 60
    while not (result := found()):
        assert all(process.poll() is None for process in processes), "Dask did not start"
        assert time.monotonic() < end, "Dask did not start in time"
        time.sleep(0.1)
    return result


def _tasks_by_worker(address: str) -> list[int]:
    """How many results each worker has ever computed."""
    from distributed import Client

    with Client(address, timeout="10s") as client:
        states = client.run(lambda dask_worker: dask_worker.state.transition_counter)
    return list(states.values())


def test_cluster_makes_the_same_bytes_with_both_workers_and_names_the_bad_file(cluster, tmp_path):
    files = {f"{n}.jpg": encoded(scene(400, 300, n)) for n in range(16)} | {"bad.jpg": b"not a photo"}
    album(tmp_path / "o" / "a", files, [caption(f"{n}.jpg", f"tu-{n}") for n in range(16)])
    before = _tasks_by_worker(cluster)
    done = run_script(tmp_path / "o", tmp_path / "far", "--dask", cluster, "--report", tmp_path / "far.json")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    after = _tasks_by_worker(cluster)
    assert len(after) == 2
    assert all(now - then > 4 for then, now in zip(before, after, strict=True)), (before, after)
    entries = report_of(tmp_path / "far.json")
    assert {name for name, entry in entries.items() if entry["status"] == "rejected"} == {"a/bad.jpg"}
    near = run_script(tmp_path / "o", tmp_path / "near", "--jobs", "2", "--report", tmp_path / "near.json")
    assert near.returncode == 1
    assert report_of(tmp_path / "near.json") == entries
    assert snapshot(tmp_path / "far") == snapshot(tmp_path / "near")
    again = run_script(tmp_path / "o", tmp_path / "far", "--jobs", "1")
    assert "新做 0，沿用 16" in again.stdout


def test_cluster_that_is_not_there_is_said_in_a_sentence(tmp_path, monkeypatch):
    def unreachable(address, timeout):
        raise OSError(f"Timed out trying to connect to {address} after {timeout}")

    monkeypatch.setattr("distributed.Client", unreachable)
    originals = album(tmp_path / "o" / "a", {"1.jpg": encoded(scene(20, 20))}).parent
    options = ["--originals", str(originals), "--out", str(tmp_path / "out"), "--dask", "tcp://127.0.0.1:9"]
    done = CliRunner().invoke(prepare_command, options)
    assert (done.exit_code, done.exception.__class__) == (2, SystemExit)
    assert "tcp://127.0.0.1:9" in done.output

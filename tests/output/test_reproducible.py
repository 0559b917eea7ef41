"""Same input, same bytes: see https://reproducible-builds.org/docs/definition/."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from conftest import REPOSITORY, run


def contents(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def differing(one: Path, other: Path) -> list[str]:
    """Files that are not the same, byte for byte, in both folders."""
    here, there = contents(one), contents(other)
    return sorted(path for path in here.keys() | there.keys() if here.get(path) != there.get(path))


def build_in(folder: Path, zone: str, seed: str) -> Path:
    """The site built from a copy of the repository's manuscripts."""
    for watched in ("overrides", "scripts"):
        (folder / watched).mkdir()
    done = run("mkdocs", "build", "--strict", cwd=folder, TZ=zone, PYTHONHASHSEED=seed)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_build_elsewhere_at_another_clock_and_seed_gives_the_same_bytes(tmp_path):
    # In the one zone it is still the day before; the site goes by its own.
    ways = [(tmp_path / "here", "Asia/Shanghai", "0"), (tmp_path / "别处 elsewhere", "America/Los_Angeles", "1")]
    for folder, *_ in ways:
        folder.mkdir()
        shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    for part in ("docs", "photos"):
        shutil.copytree(REPOSITORY / part, tmp_path / "here" / part)
        shutil.copytree(tmp_path / "here" / part, tmp_path / "别处 elsewhere" / part)
    with ThreadPoolExecutor() as pool:
        one, other = pool.map(lambda way: build_in(*way), ways)
    assert len(contents(one)) > 150
    assert differing(one, other) == []


def test_one_changed_byte_is_noticed(tmp_path):
    for name, content in (("a", "一"), ("b", "二")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.txt").write_text("同", encoding="utf-8")
        (tmp_path / name / "page.html").write_text(content, encoding="utf-8")
    (tmp_path / "b" / "more.html").write_text("多", encoding="utf-8")
    assert differing(tmp_path / "a", tmp_path / "b") == ["more.html", "page.html"]

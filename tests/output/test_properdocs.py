"""The canary: Material for MkDocs gets fixes only until May 2027, so another builder must do."""

from __future__ import annotations

from pathlib import Path

from conftest import REPOSITORY, run


def listing(site: Path) -> set[str]:
    """Every page, feed and asset. Material's own scripts and styles, hashed in their names, count too."""
    return {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}


def test_properdocs_builds_the_same_pages(built, tmp_path):
    done = run("properdocs", "build", "--strict", "--config-file", str(REPOSITORY / "mkdocs.yml"), "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert "stories/2026/gaozhong-junxun/index.html" in listing(built)
    assert listing(tmp_path / "site") == listing(built)

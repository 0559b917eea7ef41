"""The installed package builds a site that has nothing but its own manuscripts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import EPOCH, REPOSITORY
from making import SOUND

_HIDE_THE_REPOSITORY = f"""
import sys
sys.path[:] = [place for place in sys.path if place != {str(REPOSITORY / "scripts")!r}]
"""
"""As ``sitecustomize``: runs after an editable install has put the repository on the path."""

_WHERE = """
import importlib.metadata, json, shuangyong
(entry,) = [e for e in importlib.metadata.entry_points(group="mkdocs.plugins") if e.name == "shuangyong"]
print(json.dumps([shuangyong.__file__, str(entry.dist.locate_file("")), entry.load().__module__]))
"""


_CONFIG = """site_name: 另一个区
site_url: https://other.example/
theme: {name: material, language: zh, font: false}
plugins: [{shuangyong: {stages: []}}]
"""


def python(*words: str, **how) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, *words], capture_output=True, text=True, encoding="utf-8", timeout=300, **how)
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = ("-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    python(*pip, "--wheel-dir", str(folder), str(REPOSITORY))
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a machine that has the package and not the repository."""
    target, hiding = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("hiding")
    python("-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel))
    (hiding / "sitecustomize.py").write_text(_HIDE_THE_REPOSITORY, encoding="utf-8")
    paths = os.pathsep.join([str(hiding), str(target)])
    return {**os.environ, "PYTHONPATH": paths, "TARGET": str(target), "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH}


@pytest.fixture(scope="module")
def site(elsewhere: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What comes of only ``mkdocs.yml``, ``docs/`` and ``photos/``."""
    folder = tmp_path_factory.mktemp("other-district")
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    (folder / "photos").mkdir()
    for name, text in SOUND.items():
        if not name.startswith("calendar/"):
            (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "docs" / name).write_text(text, encoding="utf-8", newline="\n")
    python("-m", "mkdocs", "build", "--strict", cwd=folder, env=elsewhere)
    return folder / "site"


def test_the_plugin_is_found_in_the_installed_package(elsewhere: dict[str, str], tmp_path: Path) -> None:
    module, distribution, plugin = json.loads(python("-c", _WHERE, env=elsewhere, cwd=tmp_path).stdout)
    target = Path(elsewhere["TARGET"])
    assert Path(module) == target / "shuangyong" / "__init__.py"
    assert Path(distribution) == target
    assert plugin == "shuangyong.plugin"


def test_the_site_wears_our_templates(site: Path) -> None:
    page = (site / "stories/2026/lianzhan/index.html").read_text(encoding="utf-8")
    assert 'class="sy-page"' in page
    assert 'class="sy-figure" href="../../../sources/paper/#f01"' in page


class Assets(HTMLParser):
    """The stylesheets and scripts that a page names."""

    def __init__(self, page: Path):
        super().__init__()
        self.found: set[Path] = set()
        self.folder = page.parent
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get("href") if given.get("rel") == "stylesheet" else given.get("src") if tag == "script" else None
        if address:
            self.found.add((self.folder / address).resolve())


def test_every_stylesheet_and_script_a_page_names_is_there(site: Path) -> None:
    found = {asset for page in site.rglob("index.html") for asset in Assets(page).found}
    assert any(asset.match("assets/css/site.css") for asset in found)
    assert [asset for asset in found if not asset.is_file()] == []


def test_the_common_days_come_along(site: Path) -> None:
    calendar = (site / "calendar/index.html").read_text(encoding="utf-8")
    days = (file.read_text(encoding="utf-8") for file in (REPOSITORY / "docs" / "calendar" / "common").glob("*.md"))
    titles = [re.search("^title: (.+)$", day, re.M)[1] for day in days]
    assert len(titles) > 10
    assert [title for title in titles if title not in calendar] == []


def test_the_wheel_holds_no_content_of_ours(wheel: Path) -> None:
    """Only the calendar of the whole country: everything else in it is code, templates and what they show."""
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"shuangyong"}
    allowed = ("shuangyong/tables/calendar/", "shuangyong/overrides/assets/vendor/")
    assert [name for name in names if name.endswith(".md") and not name.startswith(allowed)] == []
    assert [name for name in names if name.startswith("shuangyong/photos/") and not name.endswith((".py", ".html", ".css", ".js"))] == []

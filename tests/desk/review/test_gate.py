"""Nothing that was not signed goes out, whatever is tried, by whichever carrier there is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import EPOCH, run
from desk.review.setting import BY, SIGNERS, STAGES, Given, Place, carried, holding, small
from desk.review.tricks import RIGHT, TRICKS, Trick, story
from making import SOUND, TODAY
from shuangyong.carriers import find_carriers

CARRIERS = [carrier.name for carrier in find_carriers()]
HELD = "引子"
"""The beginning of the title of a signed story that links to a draft."""

SCREEN = "---\ntitle: 大厅\nsize: 1920x1080\ntouch: true\nvalid_until: 2027-05-31\nprogramme:\n{programme}---\n"
CONFIG = """site_name: 试验站
site_url: https://site.example/
theme: {name: material, language: zh, font: false}
plugins:
  - shuangyong:
      feeds: {items: 200}
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A site on which everything was signed, and then every trick was tried."""
    place = small(tmp_path_factory.mktemp("tricks"))
    (place.home / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    for trick in TRICKS:
        for name, text in trick.docs.items():
            place.write(name, text)
        if trick.photo is not None:
            place.photo("hua", trick.slug, trick.number, **trick.photo)
    place.photo("zhan", "yi", 1)
    place.sign()
    for trick in TRICKS:
        trick.do(place, trick)
    # A signed screen plays them all, those that the tricks brought too.
    there = {item.id for item in place.office().desk.library.of("story")}
    programme = "".join(f"  - story: {stem}\n" for stem in sorted(there))
    place.write("screens/hall.md", SCREEN.format(programme=programme))
    place.sign("screens/hall.md")
    return place


@pytest.fixture(scope="module")
def given(place: Place) -> Given:
    """What goes out."""
    assembly = place.assembly()
    assert not assembly.has_errors, [str(problem) for problem in assembly.problems if problem.severity == "error"]
    return place.given(assembly)


@pytest.fixture(scope="module")
def without_a_gate(place: Place) -> Given:
    """What would go out if nothing were held back but drafts and what was withdrawn."""
    assembly = Place(place.home, stages=()).assembly()
    # Some tricks are slips that the rules find as well; the gate must do without them.
    assert {problem.rule for problem in assembly.problems if problem.severity == "error"} <= {"typography.character", "wording.aim"}
    return carried(assembly.library.publishable(None, TODAY, preview=True), replace(assembly.site, is_preview=False))


def test_the_sites_signed_part_goes_out_by_every_carrier(given: Given) -> None:
    """Otherwise the others would prove nothing."""
    assert list(given) == CARRIERS
    assert {name for name, files in given.items() if holding(files, "携手追梦行艺术联展")} == set(CARRIERS)
    assert holding(given["web"], HELD)


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
def test_without_the_gate_the_trick_would_succeed(without_a_gate: Given, trick: Trick) -> None:
    carrying = {name for name, files in without_a_gate.items() if holding(files, trick.word)}
    is_a_story = trick.shows and trick.docs.keys() <= {trick.file}
    assert carrying and (carrying == set(CARRIERS) or not is_a_story)


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
def test_trick_fails(given: Given, trick: Trick, carrier: str) -> None:
    assert holding(given[carrier], trick.word) == set()
    assert holding(given[carrier], f"{trick.slug}-") == set(), "its photo"


@pytest.fixture(scope="module")
def built(place: Place) -> dict[str, bytes]:
    """Every byte of the site as MkDocs builds it: sitemap, search and files included."""
    done = run("mkdocs", "build", cwd=place.home)
    assert done.returncode == 0, done.stderr
    site = place.home / "site"
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file() and file.suffix != ".gz"}


def test_the_built_site_has_what_is_signed(built: dict[str, bytes]) -> None:
    assert {"stories/2026/lianzhan/index.html", "feed.xml", "sitemap.xml"} <= holding(built, "lianzhan") | holding(built, "携手追梦行艺术联展")


def test_no_byte_of_the_built_site_names_a_signer_or_holds_a_digest(built: dict[str, bytes]) -> None:
    assert holding(built, "一号岗") == set()
    assert [name for name, body in built.items() if re.search(rb"v1:[0-9a-f]{20}", body)] == []


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: trick.name)
def test_no_byte_of_the_built_site_tells_of_it(built: dict[str, bytes], trick: Trick) -> None:
    assert holding(built, trick.word) == set()
    assert holding(built, f"{trick.slug}-") == set()
    if "withdrawal" not in trick.name:
        assert holding(built, Path(trick.file).stem + "/") == set(), "its address"


# What `mkdocs serve` builds, without the server: the plugin is told the command before the build.
PREVIEW = """
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml", site_dir="preview")
config.plugins.on_startup(command="serve", dirty=False)
build(config)
"""


def test_the_preview_shows_everything_and_says_what_would_not_go_out(tmp_path: Path) -> None:
    place = small(tmp_path)
    (place.home / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    place.sign()
    place.write("stories/2026/xin.md", story("新的一篇"))
    place.write("stories/2026/gai.md", story("改过的一篇"))
    place.claim("stories/2026/gai.md", *RIGHT)
    place.edit("stories/2026/gai.md", "一句话", "两句话")
    done = subprocess.run([sys.executable, "-c", PREVIEW], cwd=place.home, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    ribbons = {}
    for name in ("lianzhan", "xin", "gai"):
        page = (place.home / f"preview/stories/2026/{name}/index.html").read_text(encoding="utf-8")
        ribbons[name] = re.findall(r'<p class="sy-ribbon" role="note">([^<]*)</p>', page)
    told = "：只在预览里看得到，现在不会发布。"
    assert ribbons == {"lianzhan": [], "xin": [f"待初审{told}"], "gai": [f"审签失效{told}"]}


def test_the_preview_needs_no_signers(tmp_path: Path) -> None:
    """Somebody who begins may look at his site before he knows who will sign it; he cannot publish it."""
    place = small(tmp_path)
    place.file("_desk/signers.yml").unlink()
    assert place.assembly().has_errors
    preview = place.assembly(is_preview=True)
    assert not preview.has_errors and len(preview.publishable.manuscripts) == 6


# --- What stops the whole site ---


def tried(tmp_path: Path, change) -> tuple[Place, list[str]]:
    """A small signed site after a change; what its assembly says. Nothing at all may go out of it."""
    place = small(tmp_path)
    place.sign()
    assert not place.assembly().problems
    change(place)
    assembly = place.assembly()
    assert assembly.has_errors and assembly.outputs == ()
    return place, [str(problem) for problem in assembly.problems]


STORY = "stories/2026/lianzhan.md"


def test_two_lists_of_sign_offs_stop_the_site(tmp_path: Path) -> None:
    def change(place: Place) -> None:
        text = place.read(STORY)
        review = text[text.index("review:") : text.index("---\n", 4)]
        place.write(STORY, text.replace("title: 携手", f"{review}title: 改过的"))

    _, told = tried(tmp_path, change)
    assert any("[duplicate-key] “review”写了两次" in line for line in told)


def test_misspelt_stage_stops_the_site(tmp_path: Path) -> None:
    _, told = tried(tmp_path, lambda place: place.edit(STORY, "stage: 终审", "stage: 終審"))
    assert any("“終審”不能用在 stage" in line for line in told)


def test_misspelt_key_stops_the_site(tmp_path: Path) -> None:
    _, told = tried(tmp_path, lambda place: place.edit(STORY, "review:", "reviews:"))
    assert any("没有“reviews”这一项" in line for line in told)


def test_windows_line_ends_stop_the_site_until_they_are_mended(tmp_path: Path) -> None:
    """They are no edit: mended by ``tidy``, the file is what was signed."""
    place, told = tried(tmp_path, lambda place: place.write(STORY, place.read(STORY).replace("\n", "\r\n")))
    assert any("[crlf]" in line for line in told) and not any("[review]" in line for line in told)
    place.write(STORY, place.read(STORY).replace("\r\n", "\n"))
    assert place.assembly().problems == ()


def test_table_without_signers_stops_the_site(tmp_path: Path) -> None:
    _, told = tried(tmp_path, lambda place: place.write("_desk/signers.yml", "signers: []\n"))
    assert any("[review] 网站要审签，却没有登记审签人。" in line for line in told)


def test_table_that_cannot_be_read_registers_nobody(tmp_path: Path) -> None:
    _, told = tried(tmp_path, lambda place: place.write("_desk/signers.yml", SIGNERS.replace("stages: [初审]", "stage: [初审]", 1)))
    assert any("“stage”" in line for line in told)


def test_signer_struck_from_the_table_signed_nothing(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.sign()
    place.write("_desk/signers.yml", SIGNERS.replace("name: 丙", "name: 新来的"))
    assembly = place.assembly()
    assert assembly.publishable.manuscripts == ()
    assert any("“丙”没有登记" in problem.what for problem in assembly.problems)


@pytest.mark.parametrize("setting", ["stage: []", "stages: [四审]", "stages: 无", "stages: [终审, 初审]", "stages: [终审, 终审]"])
def test_slip_in_the_setting_opens_no_gate(small_site, setting: str) -> None:
    folder = small_site(SOUND, options=f"      # stages\n      {setting}")
    done = run("mkdocs", "build", cwd=folder)
    assert done.returncode != 0
    assert "mkdocs.yml:" in done.stderr and "Traceback" not in done.stderr
    assert not (folder / "site").exists()


def test_site_that_says_nothing_of_stages_asks_for_all_three(small_site) -> None:
    folder = small_site(SOUND | {"_desk/signers.yml": SIGNERS}, options="      # stages")
    done = run("mkdocs", "build", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "没有发布的：待初审6篇。" in done.stderr
    assert not (folder / "site/stories/2026/lianzhan").exists()


def test_empty_list_of_stages_turns_the_gate_off(small_site) -> None:
    folder = small_site(SOUND, options="      stages: []")
    assert run("mkdocs", "build", "--strict", cwd=folder).returncode == 0
    assert (folder / "site/stories/2026/lianzhan/index.html").exists()


def test_comment_among_the_sign_offs_voids_nothing_and_goes_nowhere(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.sign()
    place.edit(STORY, "  - stage: 复审", "  # 备注子丑寅卯\n  - stage: 复审")
    given = place.given(place.assembly())
    assert {name for name, files in given.items() if holding(files, "携手追梦行艺术联展")} >= {"web", "search", "feeds"}
    assert not any(holding(files, "备注子丑寅卯") for files in given.values())


def test_sign_offs_in_any_style_of_yaml_hold(tmp_path: Path) -> None:
    """What an editor's tools make of them is no trick."""
    place = small(tmp_path)
    right = place.digest(STORY)
    records = ", ".join(f"{{stage: {stage}, by: {BY[stage]}, on: 2026-11-22, digest: '{right}'}}" for stage in STAGES)
    place.edit(STORY, "---\ntitle:", f'---\n"review": [{records}]\ntitle:')
    assert place.office().desk.verdict(place.item(STORY)).is_signed

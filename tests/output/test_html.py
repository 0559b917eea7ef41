"""Every built page is HTML as the standard has it: the Nu checker's word, which browsers' makers go by too."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from browser.pages import build_preview, build_small
from conftest import REPOSITORY

CHECKER = REPOSITORY / "tests/tools/node_modules/vnu-jar/build/dist/vnu.jar"
INSTALL = "请先运行 sh scripts/bootstrap.sh tools（make test 会替您运行）。"
ACCEPTED = ("The “list” role is unnecessary for element",)
"""Words of warnings that tell of no fault. Safari takes a list without bullets for no list unless its role is given."""


def messages(*folders: Path) -> list[str]:
    """What the checker says of every HTML file in `folders`, errors and warnings, by one process."""
    java = shutil.which("java")
    assert java, f"没有找到Java。{INSTALL}"
    assert CHECKER.exists(), f"没有找到网页检查程序vnu.jar。{INSTALL}"
    command = [java, "-Xss4m", "-jar", str(CHECKER), "--skip-non-html", "--format", "json", "--exit-zero-always", *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stderr)["messages"]
    return [
        f"{Path(it.get('url', '').removeprefix('file:'))}:{it.get('lastLine', 0)}: {it.get('subType', it['type'])}: {it['message']}\n"
        f"    {it.get('extract', '').strip()}"
        for it in said
        if it["type"] != "info" or it.get("subType") == "warning"
    ]


def test_no_page_has_an_error_or_a_warning(built, tmp_path):
    found = messages(built, build_small(tmp_path / "small"), build_preview(tmp_path / "preview"))
    alike: dict[str, list[str]] = {}
    for message in found:
        if not any(words in message for words in ACCEPTED):
            what = message.partition("\n")[0].partition(": ")[2]
            alike.setdefault(what, []).append(message)
    assert not alike, "\n".join(f"{len(alike[what])} times “{what}”, first in {alike[what][0]}" for what in alike)


PLANTED = {
    "<p><div>块在段里</div></p>": "No “p” element in scope",
    '<img src="a.png">': "An “img” element must have an “alt” attribute",
    '<a id="x" href="/">甲</a><b id="x">乙</b>': "Duplicate ID “x”",
    '<a href="/"><button type="button">丙</button></a>': "must not appear as a descendant",
    '<p aria-level="x" role="nothing">丁</p>': "Bad value “nothing”",
}


@pytest.fixture(scope="module")
def said_of_planted(tmp_path_factory) -> dict[str, list[str]]:
    """What the checker says of each planted fault, and of a page without any."""
    folder = tmp_path_factory.mktemp("planted")
    for number, part in enumerate(("<p>好</p>", *PLANTED)):
        whole = f'<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><title>页</title></head><body>{part}</body></html>'
        (folder / f"{number}.html").write_text(whole, encoding="utf-8")
    said = messages(folder)
    return {part: [it for it in said if f"/{number}.html:" in it] for number, part in enumerate(("", *PLANTED))}


@pytest.mark.parametrize(("part", "word"), PLANTED.items())
def test_planted_fault_is_found(said_of_planted, part, word):
    assert any(word in message for message in said_of_planted[part])


def test_sound_page_is_not_blamed(said_of_planted):
    assert said_of_planted[""] == []

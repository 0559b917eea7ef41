"""Every way a site can be broken: what an editor wrote, and exactly what he is told.

To add a case, add a file to ``cases/``, named after the fact it states. ``docs`` holds the files
laid over the sound site, by path: a text, or ``{text: …, encoding: gbk}``, ``{hex: …}`` or
``{base64: …}`` for bytes that YAML cannot hold. ``photos`` holds files below ``photos/`` in
the same way. ``options`` is what stands under
``shuangyong:`` in ``mkdocs.yml``, and ``problems`` all that is printed but for the closing count.
"""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
import yaml

from making import SOUND, site
from shuangyong import terminal
from shuangyong.assembly import Assembly, assemble
from shuangyong.config import carrier_options, options_model
from shuangyong.photos.options import Darkroom

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


def as_bytes(given: str | dict[str, str]) -> bytes:
    if isinstance(given, str):
        return given.encode()
    if "hex" in given:
        return bytes.fromhex(given["hex"])
    if "base64" in given:
        return base64.b64decode(given["base64"])
    return given["text"].encode(given["encoding"])


def assembled(case: dict, home: Path, *, is_check: bool = False) -> Assembly:
    lay(home / "docs", SOUND | case.get("docs", {}))
    lay(home / "photos", case.get("photos", {}))
    options = options_model().model_validate({"stages": []} | case.get("options", {}))
    darkroom = Darkroom.of(home, options.photos)
    return assemble(home / "docs", site(is_check=is_check), carrier_options(options), stages=options.stages, darkroom=darkroom)


def lay(folder: Path, files: dict) -> None:
    for name, given in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(as_bytes(given))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_every_mistake_is_told(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = yaml.safe_load(file.read_text(encoding="utf-8"))
    assembly = assembled(case, tmp_path)
    terminal.report(assembly.problems)
    assert bool(assembly.outputs) != assembly.has_errors, "a broken site gives nothing out"
    assert capsys.readouterr().err.splitlines()[:-1] == case["problems"].splitlines()
    assert assembled(case, tmp_path, is_check=True).problems == assembly.problems, "who only asks is told the same"


def test_the_sound_site_has_no_problem(tmp_path: Path) -> None:
    assembly = assembled({}, tmp_path)
    assert assembly.problems == ()
    assert {"feed.xml", "stories/2026/lianzhan.md"} <= {output.path for output in assembly.outputs}

"""The player's scripts are of the syntax of 2009, and ask before they use what came later."""

from __future__ import annotations

import re

import pytest

from conftest import REPOSITORY
from screens.engine_2015 import look_at_script
from screens.folder import script

PROBED = {"decode": 38, "serviceWorker": 40, "active": 40, "isSecureContext": 47, "persist": 55, "wakeLock": 84}
"""What the player uses where it is there, with the version of Chrome that brought it."""
WORKERS_OWN = 42
"""Whoever runs the worker at all is that new."""
FOLDER = REPOSITORY / "overrides/screen/player"


@pytest.fixture(scope="module", params=["player.js", "worker.js"])
def told(request) -> tuple[str, dict]:
    return request.param, look_at_script(script(request.param))


def test_syntax_is_that_of_2009(told):
    assert told[1]["syntax"] is None and told[1]["blocks"] == []


def test_only_what_is_probed_came_later(told):
    name, found = told
    fields = {"opacity", "entries", "bytes"}  # Of an event's propertyName's kin, and of the programme: no features.
    later = {key: version for key, version in found["names"].items() if key not in fields}
    if name == "worker.js":
        later = {key: version for key, version in later.items() if version > WORKERS_OWN}
        assert later == {"AbortController": 66}
    else:
        assert later == PROBED


def test_no_two_parts_give_the_same_name(told):
    """They share one function: the later would silently take the place of the earlier."""
    names = told[1]["declared"]
    assert len(names) > 20 and sorted(names) == sorted(set(names))


def test_every_part_is_joined_once():
    names = re.findall(r'"([a-z]+)"', (REPOSITORY / "overrides/screen/player.js").read_text(encoding="utf-8").partition("{% for name in [")[2].partition("]")[0])
    assert sorted(names) == sorted(file.stem for file in FOLDER.glob("*.js")) and names[-1] == "start"


def test_parts_are_short_and_no_line_is_long():
    own = [file for file in FOLDER.glob("*.js") if file.name != "reader.js"]
    lines = {file.name: file.read_text(encoding="utf-8").splitlines() for file in [*own, REPOSITORY / "overrides/screen/worker.js"]}
    assert {name: [line for line in given if len(line) > 150] for name, given in lines.items()} == {name: [] for name in lines}
    assert {name: len(given) for name, given in lines.items() if len(given) > 180 and name != "worker.js"} == {}

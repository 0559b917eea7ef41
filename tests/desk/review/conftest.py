"""The commands in a folder, as an editor runs them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import EPOCH
from desk.review.setting import SIGNERS, Place
from making import SOUND
from shuangyong.cli import main

STORY = "stories/2026/lianzhan.md"


@pytest.fixture
def shuangyong(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command in a folder without the cost of a new process."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")

    def command(*words: object, cwd: Path) -> Result:
        monkeypatch.chdir(cwd)
        return CliRunner().invoke(main, [str(word) for word in words])

    return command


@pytest.fixture
def desk_place(small_site) -> Place:
    """The sound site that asks for three stages, nothing signed."""
    return Place(small_site(SOUND | {"_desk/signers.yml": SIGNERS}, options="      stages: [初审, 复审, 终审]"))

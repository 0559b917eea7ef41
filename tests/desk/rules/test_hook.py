"""What pre-commit is told: the files that are manuscripts, and the command that checks them."""

from __future__ import annotations

import re
import shlex

import pytest
import yaml

from conftest import REPOSITORY
from shuangyong.cli import main

(HOOK,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_it_runs_a_command_that_there_is() -> None:
    program, name = shlex.split(HOOK["entry"])
    assert program == "shuangyong" and name in main.commands


@pytest.mark.parametrize(
    ("path", "is_checked"),
    [
        ("docs/stories/2026/x.md", True),
        ("docs/index.md", True),
        ("photos/album/captions.yml", True),
        ("docs/_desk/intake/story-x.html", False),
        ("docs/_desk/notes.md", False),
        ("docs/_desk/names.yml", False),
        ("README.md", False),
        ("scripts/shuangyong/cli.py", False),
    ],
)
def test_it_is_given_manuscripts_and_captions(path: str, is_checked: bool) -> None:
    assert bool(re.search(HOOK["files"], path) and not re.search(HOOK["exclude"], path)) == is_checked

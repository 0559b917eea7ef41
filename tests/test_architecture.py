"""Who may know what, read from the imports themselves."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from conftest import REPOSITORY

PACKAGE = REPOSITORY / "scripts" / "shuangyong"
MODULES = sorted(file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py"))


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[str]:
    """Every module that `module` imports, wherever in it, by its full name."""
    package = ("shuangyong", *Path(module).parent.parts)
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            origin = ".".join((*base, *filter(None, [node.module])))
            yield origin
            yield from (f"{origin}.{name.name}" for name in node.names)


def importing(name: str) -> set[str]:
    """The modules that import `name` or anything inside it."""
    return {module for module in MODULES if any(found == name or found.startswith(f"{name}.") for found in imports(module))}


def carrier_of(module: str) -> str | None:
    parts = Path(module).parts
    return parts[1] if parts[0] == "carriers" and len(parts) > 2 else None


def test_imports_are_seen() -> None:
    assert "manuscripts/models/front.py" in importing("pydantic")
    assert "carriers/web/view.py" in importing("shuangyong.manuscripts.library")
    assert "cli.py" in importing("shuangyong.swap"), "those inside a function too"


def test_only_three_modules_know_mkdocs() -> None:
    assert importing("mkdocs") == {"plugin.py", "config.py", "swap.py"}
    assert importing("material") == set()


def test_only_photos_and_drawing_know_pillow() -> None:
    assert {module for module in importing("PIL") if not module.startswith(("photos/", "drawing/"))} == set()


def test_only_one_module_drives_a_browser() -> None:
    assert importing("playwright") == {"carriers/screens/browser.py"}


@pytest.mark.parametrize("module", [module for module in MODULES if module.startswith("carriers/")])
def test_carriers_never_import_each_other(module: str) -> None:
    own = carrier_of(module)
    others = {carrier_of(other) for other in MODULES} - {own, None}
    assert {other for other in others if any(f"shuangyong.carriers.{other}" in found for found in imports(module))} == set()


def test_what_stands_below_knows_no_carrier() -> None:
    below = ("manuscripts/", "text/", "photos/", "drawing/", "desk/")
    assert {module for module in importing("shuangyong.carriers") if module.startswith(below)} == set()


def test_manuscripts_know_nothing_above_them() -> None:
    known = {found for module in MODULES if module.startswith("manuscripts/") for found in imports(module)}
    ours = {found for found in known if found.startswith("shuangyong.")}
    assert {found for found in ours if not found.startswith(("shuangyong.manuscripts", "shuangyong.problems"))} == set()


def prints(module: str) -> bool:
    calls = (node.func for node in ast.walk(tree(module)) if isinstance(node, ast.Call))
    return any(
        (isinstance(call, ast.Name) and call.id in ("print", "echo", "secho"))
        or (isinstance(call, ast.Attribute) and call.attr in ("echo", "secho"))
        for call in calls
    )


def test_only_the_command_line_prints() -> None:
    """That is ``cli.py``, what it shows problems and wrong words with, and the commands that a room declares."""
    assert {module for module in MODULES if prints(module) and Path(module).name != "commands.py"} == {"cli.py", "terminal.py", "usage.py"}


def test_planning_loads_no_picture() -> None:
    """A run over an album in which nothing changed ends in less time than Pillow takes to load."""
    code = "import sys, shuangyong.photos.commands; sys.exit('PIL' in sys.modules or 'mkdocs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0

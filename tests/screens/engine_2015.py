"""What an engine of 2014 and 2015 does not know, by MDN's compatibility data for Chrome 37: the WebView that Android 5.0 came with."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

_MODULES = Path(__file__).parents[1] / "tools" / "node_modules"
_PROGRAM = Path(__file__).with_name("engine_2015.js")


def unknown_to_2015(css: str) -> list[str]:
    """What of a style sheet that engine leaves out, as ``LINE: what came with Chrome N``.

    Not told is a declaration before which the same rule has one of the same property that the engine knows,
    or beside which it has the same property with ``-webkit-`` in front; nor what stands inside an ``@supports``
    whose condition the engine does not meet; nor a custom property that nothing uses.
    """
    return _ask("css", css)


def look_at_script(script: str) -> dict[str, Any]:
    """``syntax``: None, or why it is no script of ES5; ``names``: what it uses that came later, with Chrome's version;
    ``declared``: the names of its outermost function; ``blocks``: lines of functions declared inside a block."""
    return _ask("script", script)


def _ask(kind: str, text: str) -> Any:
    needed = ("acorn", "css-tree", "@mdn/browser-compat-data")
    assert all((_MODULES / name).is_dir() for name in needed), "没有找到 acorn 等。请运行 npm ci --ignore-scripts --prefix tests/tools（make test 会替您装）。"
    done = subprocess.run(["node", str(_PROGRAM), kind], input=text, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

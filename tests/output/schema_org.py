"""Checks JSON-LD against the whole vocabulary of schema.org: TypeScript over the types of ``schema-dts``.

Every node, however deep, becomes a constant of exactly its own type: an unknown property, or
a value that the property does not take, is then an error of the compiler.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from conftest import REPOSITORY

TOOLS = REPOSITORY / "tests" / "tools"
MODULES = TOOLS / "node_modules"

_OPTIONS = {
    "compilerOptions": {"noEmit": True, "strict": True, "skipLibCheck": True, "target": "es2022", "module": "nodenext", "types": []},
    "files": ["graphs.ts"],
}
_ERROR = re.compile(r"^graphs\.ts\((\d+),\d+\): error (.*)$", re.MULTILINE)


def misuses(graphs: Mapping[str, Sequence[dict[str, Any]]], folder: Path) -> list[str]:
    """What is wrong with the nodes of each page, as ``page: Type: error``; works in `folder`."""
    assert (MODULES / "schema-dts").is_dir(), "没有找到 schema-dts。请运行 npm ci --ignore-scripts --prefix tests/tools（make test 会替您装）。"
    program = _Program()
    for page, nodes in graphs.items():
        program.add(page, nodes)
    (folder / "graphs.ts").write_text(program.text, encoding="utf-8")
    (folder / "tsconfig.json").write_text(json.dumps(_OPTIONS), encoding="utf-8")
    compiler = ["node", str(MODULES / "typescript" / "bin" / "tsc"), "--pretty", "false", "--project", "tsconfig.json"]
    done = subprocess.run(compiler, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=300)
    found = [f"{program.origin[int(line)]}: {error}" for line, error in _ERROR.findall(done.stdout)]
    assert bool(found) == bool(done.returncode), done.stdout + done.stderr
    return found


class _Program:
    """One constant a line; of equal nodes the first stands for all."""

    def __init__(self) -> None:
        vocabulary = (MODULES / "schema-dts" / "dist" / "schema.js").as_posix()
        self._lines = [
            f'import type {{ Graph, Thing }} from "{vocabulary}";',
            'type Only<T extends string> = Extract<Thing, { "@type": T }>;',
        ]
        self._names: dict[str, str] = {}
        self.origin: dict[int, str] = {}
        """The page and type of the node in each line."""

    @property
    def text(self) -> str:
        return "\n".join(self._lines) + "\n"

    def add(self, page: str, nodes: Sequence[dict[str, Any]]) -> None:
        named = ", ".join(self._value(page, node) for node in nodes)
        self._line(page, "Graph", f'{{"@context": "https://schema.org", "@graph": [{named}]}}')

    def _value(self, page: str, value: Any) -> str:
        if isinstance(value, list):
            return f"[{', '.join(self._value(page, part) for part in value)}]"
        if not isinstance(value, dict):
            return json.dumps(value, ensure_ascii=True)
        key = json.dumps(value, sort_keys=True)
        if key not in self._names:
            parts = ", ".join(f"{json.dumps(name)}: {self._value(page, part)}" for name, part in value.items())
            self._names[key] = self._line(page, f'Only<{json.dumps(value.get("@type", ""))}>', f"{{{parts}}}")
        return self._names[key]

    def _line(self, page: str, type: str, value: str) -> str:
        name = f"n{len(self._lines)}"
        self._lines.append(f"const {name}: {type} = {value};")
        self.origin[len(self._lines)] = f"{page}: {type}"
        return name

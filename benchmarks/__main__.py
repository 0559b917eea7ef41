"""Runs every benchmark of this folder and prints its lines."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from pathlib import Path


def main() -> int:
    folder = Path(__file__).parent
    for module in sorted(m.name for m in pkgutil.iter_modules([str(folder)]) if not m.name.startswith("_")):
        print(f"== {module}", flush=True)
        for line in importlib.import_module(f"benchmarks.{module}").run():
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The search benchmark alone: ``python -m benchmarks.search --stories 300 --queries 40`` is quick."""

from __future__ import annotations

import argparse
import sys

from . import Plan, run


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--stories", type=int, help="stories of the smaller site")
    parser.add_argument("--large", type=int, help="stories of the larger site, five times the smaller where not given; 0 leaves it out")
    parser.add_argument("--queries", type=int, help="names to look for")
    parser.add_argument("--only", type=lambda text: tuple(text.split(",")), help="of ours,material,pagefind")
    given = vars(parser.parse_args(argv))
    if given["stories"] and given["large"] is None:
        given["large"] = given["stories"] * 5
    for line in run(Plan(**{name: value for name, value in given.items() if value is not None})):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The cells of a table by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .shaping import MOST_COLUMNS
from .tree import Node


def sections(table: Node) -> Iterator[Node]:
    """The parts of a table that hold rows."""
    yield from (part for part in table.nodes if part.tag in ("thead", "tbody"))
    if any(part.tag == "tr" for part in table.nodes):
        yield table


def grid_of(rows: Sequence[Node]) -> tuple[list[list[Node | None]], bool]:
    """The cells of a table by row and column, each merged one once, and whether there are such."""
    grid: list[list[Node | None]] = [[] for _ in rows]
    taken: dict[tuple[int, int], bool] = {}
    is_merged = False
    for y, row in enumerate(rows):
        x = 0
        for cell in row.nodes:
            while taken.get((y, x)):
                x += 1
            across, down = (min(int(cell.attributes.get(name, "1") or 1), MOST_COLUMNS) for name in ("colspan", "rowspan"))
            is_merged |= across > 1 or down > 1
            for dy in range(min(down, len(rows) - y)):
                for dx in range(across):
                    taken[y + dy, x + dx] = True
            grid[y] += [None] * (x - len(grid[y])) + [cell]
            x += across
    widest = max((x for _, x in taken), default=-1) + 1
    for row in grid:
        row += [None] * (widest - len(row))
    return grid, is_merged

"""Keeps the cards that were drawn, so that each is drawn once.

A card's file is named by all that its picture depends on: its words, and the edition, which is
the code and the typeface that draw it. So a file that is there is right, nothing is ever
written over, and two builds at once can only write the same bytes twice.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import astuple
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ..machine import processors, worker_processes
from .cards import Card
from .characters import FONTS

FOLDER = ".cache/cards"
"""Where a site keeps them, below the folder of ``mkdocs.yml``."""
MANY = 8
"""From so many on, worker processes are worth their start."""

_TEMPORARY = ".tmp-"
_STALE = 3600.0
"""Seconds after which a file that is not whole yet has been left behind by a run that was killed."""
_AT_ONCE = 16
"""Cards handed to a worker together."""


def kept_card(card: Card, folder: Path) -> Path:
    """The card's picture in `folder`; drawn if it is not there yet."""
    return kept_cards([card], folder)[card]


def kept_cards(cards: Iterable[Card], folder: Path) -> dict[Card, Path]:
    """Every card's picture in `folder`; those that are not there yet are drawn, many on all processors."""
    paths = {card: folder / name_of(card) for card in cards}
    there = _files(folder)
    missing = [(card, path) for card, path in paths.items() if path.name not in there]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_leavings(folder)
        _draw_all(missing)
    return paths


def name_of(card: Card) -> str:
    """The name of the card's file: the same words in the same edition, the same name."""
    words = json.dumps(astuple(card), ensure_ascii=False)
    return hashlib.sha256(f"{edition()}\n{words}".encode()).hexdigest()[:20] + ".png"


@cache
def edition() -> str:
    """Stands for everything but its words that a card's picture depends on.

    Taken from the files themselves: nobody has to remember to raise a number.
    """
    here = Path(__file__).parent
    code = [here / f"{name}.py" for name in ("cards", "characters", "draw", "setting", "typeface", "../text/headline")]
    digest = hashlib.sha256()
    for file in (*code, *sorted(FONTS.glob("*.otf")), FONTS / "characters.txt"):
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    digest.update(f"pillow {version('pillow')} rjieba {version('rjieba')}".encode())
    return digest.hexdigest()


def _files(folder: Path) -> set[str]:
    """What lies in `folder` whole: after a power cut a file may be there and empty."""
    try:
        return {entry.name for entry in os.scandir(folder) if entry.stat().st_size}
    except OSError:
        return set()


def _draw_all(missing: Sequence[tuple[Card, Path]]) -> None:
    if len(missing) < MANY:
        for item in missing:
            _draw(item)
        return
    with worker_processes(min(processors(), len(missing) // _AT_ONCE + 1)) as pool:
        for _ in pool.map(_draw, missing, chunksize=_AT_ONCE):
            pass


def _draw(item: tuple[Card, Path]) -> None:
    """Draws one card into its file, which is there whole or not at all."""
    from .draw import draw_card  # Loads Pillow, and Pillow the typeface.

    card, path = item
    data = draw_card(card)
    handle, aside = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(aside).chmod(0o644)  # mkstemp keeps its files to their owner; a cache may be shared.
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _remove_leavings(folder: Path) -> None:
    now = time.time()
    for leaving in folder.glob(f"{_TEMPORARY}*"):
        try:
            if now - leaving.stat().st_mtime > _STALE:
                leaving.unlink()
        except OSError:
            continue  # Another run has just finished with it, or cleared it away.

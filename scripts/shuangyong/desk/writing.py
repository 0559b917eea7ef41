"""Manuscripts written anew: all of a run, or none."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..manuscripts.library import Manuscript


@dataclass(frozen=True)
class Rewritten:
    """One manuscript as it is to stand."""

    item: Manuscript
    file: Path
    before: bytes
    """What was read."""
    after: bytes


class Changed(Exception):
    """A file is not what it was when it was read: nothing was written."""

    def __init__(self, path: str):
        super().__init__(path)
        self.path = path


def write(files: Sequence[Rewritten]) -> None:
    """Write all, or leave all as they were. Raises Changed or OSError."""
    places = [replace(each, file=each.file.resolve()) for each in files]
    asides = {each.file: each.file.with_name(f".{each.file.name}.new") for each in places}
    done: list[Rewritten] = []
    try:
        for each in places:
            _lay_aside(asides[each.file], each.file, each.after)
        for each in places:
            if each.file.read_bytes() != each.before:
                raise Changed(each.item.path)
        for each in places:
            asides[each.file].replace(each.file)
            done.append(each)
    except BaseException:
        for each in done:
            _lay_aside(asides[each.file], each.file, each.before)
            asides[each.file].replace(each.file)
        raise
    finally:
        for aside in asides.values():
            aside.unlink(missing_ok=True)


def _lay_aside(aside: Path, file: Path, data: bytes) -> None:
    aside.write_bytes(data)
    shutil.copymode(file, aside)

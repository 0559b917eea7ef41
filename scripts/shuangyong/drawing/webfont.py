"""Typefaces cut down to what a page shows, for devices that have no Chinese font of their own.

WOFF of the first version: every browser since 2012 reads it, WOFF 2 not every one of 2015.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from .characters import FONTS, drawable
from .typeface import Typeface

LICENCE = FONTS / "OFL.txt"
_VERSION = 1
"""Counts in every name: raise it when the same characters should give another file."""
_ALWAYS = "0123456789〓…"
"""What a page may come to show by itself."""


@dataclass(frozen=True)
class WebFont:
    """A typeface with the characters of one text. Its name is known before it is made."""

    typeface: Typeface
    characters: str
    """Sorted, each once; only what the typeface has."""

    @classmethod
    def of(cls, typeface: Typeface, text: str) -> WebFont:
        return cls(typeface, "".join(sorted(drawable().intersection(text + _ALWAYS))))

    @property
    def name(self) -> str:
        """``serif-0a1b2c3d4e.woff``: other characters, another name."""
        return f"{self.typeface.name}-{self._key}.woff"

    @property
    def _key(self) -> str:
        said = f"{_VERSION}\n{self.typeface.file.name} {self.typeface.file.stat().st_size}\n{self.characters}"
        return hashlib.sha256(said.encode()).hexdigest()[:10]

    def data(self, folder: Path | None) -> bytes:
        """The file's bytes; kept in `folder`, where there is one, since cutting takes a second."""
        kept = folder / "fonts" / self.name if folder else None
        if kept and kept.is_file():
            return kept.read_bytes()
        made = self._cut()
        if kept:
            _keep(kept, made)
        return made

    def _cut(self) -> bytes:
        from fontTools import subset  # Takes its time to load, and most builds find all fonts made.

        options = subset.Options()
        options.flavor = "woff"
        options.layout_features = []
        options.name_IDs = ["*"]  # The licence is among the names.
        options.notdef_outline = True
        options.recalc_timestamp = False
        font = subset.load_font(str(self.typeface.file), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=self.characters)
        subsetter.subset(font)
        made = BytesIO()
        subset.save_font(font, made, options)
        return made.getvalue()


def _keep(file: Path, data: bytes) -> None:
    """Whole or not at all: another build may be reading. Where nothing can be kept, nothing is."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, delete=False) as aside:
            aside.write(data)
        Path(aside.name).replace(file)

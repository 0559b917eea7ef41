"""What goes into a worker and what comes out of it: plain values that travel between processes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from . import recipe

Box = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of the upright picture, 0 to 1."""
Point = tuple[float, float]
Status = Literal["ok", "warning", "rejected"]

MEGAPIXEL = 1_000_000


@dataclass(frozen=True, order=True)
class Finding:
    """What was found about one file: the worker's half of a problem, which has no path yet."""

    rule: str
    what: str
    fix: str
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True)
class Credits:
    """All that is ever written into a rendition besides its pixels."""

    photographer: str = ""
    rights: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Wish:
    """What ``captions.yml`` asks for one photo."""

    slug: str
    focus: Point = (0.5, 0.5)
    redact: tuple[Box, ...] = ()
    credits: Credits = Credits()
    purposes: tuple[str, ...] = recipe.ALWAYS

    @property
    def pixel_key(self) -> str:
        """Changes when the same original would give other pixels."""
        return _digest([recipe.VERSION, self.slug, self.focus, self.redact])

    @property
    def credit_key(self) -> str:
        return _digest(asdict(self.credits))


@dataclass(frozen=True)
class Rendition:
    """One file that was made."""

    name: str
    """``slug-960-0a1b2c3d4e.avif``: the last part is of the SHA-256 of its bytes."""
    purpose: str
    format: str
    width: int
    height: int
    bytes: int


@dataclass(frozen=True)
class Found:
    """What reopening the renditions showed: counts of files."""

    files: int = 0
    gps: int = 0
    authors: int = 0
    strange: int = 0
    """Files with anything but the pixels and what was written on purpose."""

    def __add__(self, other: Found) -> Found:
        return Found(*(a + b for a, b in zip(self.as_tuple(), other.as_tuple(), strict=True)))

    def as_tuple(self) -> tuple[int, int, int, int]:
        return self.files, self.gps, self.authors, self.strange


@dataclass(frozen=True)
class Record:
    """What is known of one original, and of all that was made of it."""

    file: str
    """Its name in the album's folder."""
    sha256: str
    size: int
    mtime_ns: int
    slug: str
    pixel_key: str
    credit_key: str
    purposes: tuple[str, ...]
    max_pixels: int
    width: int = 0
    """Of the upright original, in pixels."""
    height: int = 0
    colour: str = ""
    """The dominant colour, ``#rrggbb``."""
    placeholder: tuple[tuple[str, ...], ...] = ()
    """Rows of colours: the picture in a dozen pixels."""
    renditions: tuple[Rendition, ...] = ()
    findings: tuple[Finding, ...] = ()
    found: Found = Found()

    @property
    def is_rejected(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def status(self) -> Status:
        return "rejected" if self.is_rejected else "warning" if self.findings else "ok"

    @property
    def names(self) -> frozenset[str]:
        return frozenset(rendition.name for rendition in self.renditions)

    def suits(self, wish: Wish, max_pixels: int) -> bool:
        """Whether it is what the same original would give again."""
        same = (self.slug, self.pixel_key, self.credit_key) == (wish.slug, wish.pixel_key, wish.credit_key)
        return same and self.max_pixels == max_pixels and (self.is_rejected or set(wish.purposes) <= set(self.purposes))

    def as_dict(self) -> dict[str, Any]:
        # Not ``asdict``, which copies ten thousand renditions value by value.
        inner = {"renditions": [*map(vars, self.renditions)], "findings": [*map(vars, self.findings)], "found": vars(self.found)}
        return vars(self) | inner

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Record:
        """Raises KeyError, TypeError or ValueError where `data` is none."""
        data = dict(data)
        data["purposes"] = tuple(data["purposes"])
        data["placeholder"] = tuple(tuple(row) for row in data["placeholder"])
        data["renditions"] = tuple(Rendition(**rendition) for rendition in data["renditions"])
        data["findings"] = tuple(Finding(**finding) for finding in data["findings"])
        data["found"] = Found(**data["found"])
        return cls(**data)


@dataclass(frozen=True)
class Job:
    """One photo to prepare."""

    original: str
    """Absolute path."""
    out: str
    """Absolute path of the folder that takes the renditions."""
    wish: Wish
    max_pixels: int
    seconds: float
    """After so long the worker ends itself: some files make a decoder run for ever."""
    known: Record | None = None
    """What an earlier run made of a file of this name."""


def as_json(value: Any) -> bytes:
    """UTF-8. A file name that is none (old archives hold names in GBK) becomes escapes, and is read back as it was."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]

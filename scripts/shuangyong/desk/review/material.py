"""From the library to what one sign-off is given on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from ...manuscripts.captions import Photo
from ...manuscripts.dates import PartialDate
from ...manuscripts.library import Library, Manuscript
from .digest import Material

FIGURE = ("as_printed", "value", "unit", "status", "what", "period", "place", "note", "withheld")
"""What recipe v1 takes of a figure: all that a reader is told of it where it is cited."""
CAPTION = (
    "title", "caption", "alt", "photographer", "unit", "taken", "place", "rights",
    "people", "consent", "focus", "redact", "medium", "brand", "day",
)  # fmt: skip
"""What recipe v1 takes of a caption: all that shows beside a photo or decides how it shows."""

Sha = Callable[[Photo], str | None]
"""Gives the SHA-256 of the original of which a photo's renditions are made; None where nothing here knows it."""
FileSha = Callable[[str], str | None]
"""The same for a file below docs/."""


def gather(item: Manuscript, text: str, library: Library, assets: frozenset[str], photo_sha: Sha, file_sha: FileSha) -> Material:
    """What a reader will see of `item`, whose file without its sign-offs is `text`.

    What it plays or lists of other manuscripts is not in it: they go out by their own sign-offs.
    """
    lacks: list[str] = []
    return Material(
        item.kind,
        item.src_uri,
        text,
        tuple(_figures(item, library, lacks)),
        tuple(_photos(item, library, photo_sha, lacks)),
        tuple(_files(item, assets, file_sha, lacks)),
        tuple(lacks),
    )


def _figures(item: Manuscript, library: Library, lacks: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind, id in item.mentions:
        if kind != "figure":
            continue
        if cited := library.figure(id):
            yield id, _said(cited.figure, FIGURE)
        else:
            lacks.append(f"数字 {id}")


def _photos(item: Manuscript, library: Library, sha: Sha, lacks: list[str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for id in library.photos_of(item):
        photo = library.photo(id)
        original = sha(photo) if photo else None
        if photo and original:
            yield id, original, _said(photo.caption, CAPTION)
        else:
            lacks.append(f"照片 {id} 的原片" if photo else f"照片 {id}")


def _files(item: Manuscript, assets: frozenset[str], sha: FileSha, lacks: list[str]) -> Iterator[tuple[str, str]]:
    for path in sorted(item.played_paths | (item.linked_paths & assets)):
        if found := sha(path):
            yield path, found
        else:
            lacks.append(f"文件 {path}")


def _said(model: Any, keys: tuple[str, ...]) -> dict[str, Any]:
    """These keys of a model that say something, as plain values."""
    given = ((key, getattr(model, key)) for key in keys)
    return {key: _plain(value) for key, value in given if value not in (None, "", ())}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, PartialDate):
        return value.iso
    return value.isoformat() if isinstance(value, dt.date) else value

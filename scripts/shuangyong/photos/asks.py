"""Which photos something asks more of than the web does."""

from __future__ import annotations

from collections.abc import Iterator

from ..manuscripts.library import Library
from ..manuscripts.models import Exhibition, Screen
from . import recipe


def asked_for(library: Library) -> dict[str, tuple[str, ...]]:
    """Further purposes by photo id: what screens play is wanted at their size.

    Those of 1920 pixels are served by what the web has anyway.
    """
    large = [s.meta for s in library.of("screen") if isinstance(s.meta, Screen) and max(s.meta.pixels) > max(recipe.WIDTHS)]
    shown = {id for screen in large for id in _on_screen(library, screen)}
    return dict.fromkeys(sorted(shown), (recipe.SCREEN,))


def _on_screen(library: Library, screen: Screen) -> Iterator[str]:
    for entry in screen.programme:
        if entry.day:
            yield from _of_days(library, entry.day)
        for kind in ("story", "brand", "base", "exhibition"):
            item = library.get(kind, getattr(entry, kind) or "")
            if item is None:
                continue
            if item.meta.cover:
                yield item.meta.cover
            yield from (target for scheme, target in item.mentions if scheme == "photo")
            if isinstance(item.meta, Exhibition) and (album := library.album(item.meta.album or "")):
                yield from (photo.id for photo in album.shown)


def _of_days(library: Library, id: str) -> Iterator[str]:
    """The cover of a day of the calendar, or of any that may come ``next``, and the posters for it."""
    days = [day for day in library.of("day") if id in ("next", day.id)]
    yield from (day.meta.cover for day in days if day.meta.cover)
    yield from (photo.id for photo in library.photos if photo.caption.day in {day.id for day in days})

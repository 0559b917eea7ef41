"""Exhibitions: what hangs on their walls, in which order and with which label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ...manuscripts.captions import Caption, Photo
from ...manuscripts.library import CitedFigure, Manuscript
from ...phrasing import SEPARATOR
from .hanging import SHOW, WALL, Hung
from .view import View

WORKS = "作品"
"""What works are called where they are all of one medium, or of none that is known."""


@dataclass(frozen=True)
class Work:
    """One picture on the wall."""

    hung: Hung
    subjects: tuple[Manuscript, ...]
    """The brand and the day it belongs to, as far as they are published."""

    @property
    def caption(self) -> Caption:
        return self.hung.caption

    @property
    def anchor(self) -> str:
        return f"works/{self.caption.slug}"

    @property
    def taken_at(self) -> str:
        """When and where, as far as it is known."""
        return "，".join(str(part) for part in (self.caption.taken, self.caption.place) if part)


@dataclass(frozen=True)
class Wall:
    """The works of one medium."""

    name: str
    works: tuple[Work, ...]


@dataclass(frozen=True)
class Show:
    """An exhibition in the list of them."""

    item: Manuscript
    picture: Hung | None
    """Its cover, or else the first of its works."""
    count: int
    when_and_where: str


def shows(view: View, base: str) -> tuple[Show, ...]:
    """Every exhibition, for the list on the page at `base`: those with something to see before the others."""
    found = [_show(view, item, base) for item in view.library.of("exhibition")]
    return tuple(sorted(found, key=lambda show: not show.count))


def _show(view: View, item: Manuscript, base: str) -> Show:
    photos = [photo for photo in _photos(view, item) if view.picture(photo.id)]
    facts = (view.district_label(item), item.meta.happened, item.meta.venue)
    picture = view.hang(item.meta.cover or (photos[0].id if photos else None), base, SHOW)
    return Show(item, picture, len(photos), SEPARATOR.join(str(fact) for fact in facts if fact))


def exhibition_parts(view: View, item: Manuscript) -> dict[str, Any]:
    """What the page of an exhibition shows besides its text."""
    walls = walls_of(view, item)
    numbers = _numbers(view, item)
    return {
        "walls": walls,
        "count": sum(len(wall.works) for wall in walls),
        "numbers": numbers,
        "other_figures": [figure for figure in view.figures_in(item) if figure not in numbers],
    }


def walls_of(view: View, item: Manuscript) -> tuple[Wall, ...]:
    """The works in the order in which they hang; where there are several media, those of each together."""
    works = tuple(_works(view, item, _photos(view, item)))
    media = list(dict.fromkeys(work.caption.medium for work in works))
    if len(media) < 2:
        return (Wall(WORKS, works),) if works else ()
    return tuple(Wall(medium or f"其他{WORKS}", tuple(w for w in works if w.caption.medium == medium)) for medium in media)


def _photos(view: View, item: Manuscript) -> tuple[Photo, ...]:
    album = view.library.album(item.meta.album) if item.meta.album else None
    return album.shown if album else ()


def _works(view: View, item: Manuscript, photos: Iterable[Photo]) -> Iterator[Work]:
    is_first = True
    for photo in photos:
        hung = view.hang(photo.id, item.address, WALL, is_first=is_first)
        if hung:
            yield Work(hung, _subjects(view, photo.caption))
            is_first = False


def _subjects(view: View, caption: Caption) -> tuple[Manuscript, ...]:
    named = (("brand", caption.brand), ("day", caption.day))
    found = (view.library.get(kind, id) for kind, id in named if id)
    return tuple(item for item in found if item)


def _numbers(view: View, item: Manuscript) -> tuple[CitedFigure, ...]:
    """How many works were collected and how many chosen, where a source says so."""
    return tuple(filter(None, (view.library.figure(id) for id in (item.meta.collected, item.meta.selected) if id)))

"""The library: every manuscript read and cross-referenced, immutable.

Carriers never see it. They see what ``publishable()`` lets through: the gate through which
drafts, unsigned and withdrawn items, withheld figures and locations that are not for
publication do not pass, here and only here.
"""

from __future__ import annotations

import datetime as dt
import posixpath
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from .captions import Album, Photo
from .fields import LEVELS
from .links import Link, find_links, resolve
from .models import FOLDERS, KINDS, Base, Day, Exhibition, Figure, Front, Screen, Source, Story, Withdrawn
from .refs import Location, references
from .validation import line_of

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, eq=False)
class Manuscript:
    """One Markdown file: what it says of itself, and its text."""

    kind: str
    id: str
    """The file's stem, or the folder's name for an ``index.md``; unique within the kind."""
    src_uri: str
    """Path below ``docs/``, with ``/``."""
    path: str
    """Path as the editor sees it, for problems."""
    meta: Front
    body: str = ""
    body_line: int = 1
    lines: Mapping[Location, int] | None = None

    @property
    def title(self) -> str:
        return self.meta.title

    @property
    def address(self) -> str:
        """Where its page stands below the site's root: ``stories/2026/x/``; ``""`` for home."""
        return address_of(self.src_uri)

    def line(self, *location: str | int) -> int:
        """The file line of a key, for problems."""
        return line_of(self.lines or {}, location)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of its text, with file lines."""
        return tuple(replace(link, line=link.line + self.body_line) for link in find_links(self.body))

    @cached_property
    def mentions(self) -> tuple[tuple[str, str], ...]:
        """(kind, id) of everything its front matter names, then what its text cites."""
        named = [(kind, target) for kind, target, _ in references(self.meta)]
        cited = [(link.scheme, link.rest) for link in self.links if link.scheme in ("figure", "photo")]
        return tuple(dict.fromkeys(named + cited))

    @cached_property
    def linked_paths(self) -> frozenset[str]:
        """Paths below docs/ of the manuscripts its text links to."""
        found = (resolve(self.src_uri, link.target) for link in self.links)
        return frozenset(place[0] for place in found if place)

    @property
    def played_paths(self) -> frozenset[str]:
        """Paths below docs/ of the videos that a screen plays."""
        programme = self.meta.programme if isinstance(self.meta, Screen) else ()
        return frozenset(entry.video for entry in programme if entry.video)


def kind_of(src_uri: str) -> str:
    """The kind of the manuscript at this path below docs/."""
    folder, slash, _ = src_uri.partition("/")
    return FOLDERS.get(folder, "page") if slash else "page"


def id_of(src_uri: str) -> str:
    """The id of the manuscript at this path: its stem, or its folder for an ``index.md``."""
    stem = posixpath.splitext(posixpath.basename(src_uri))[0]
    folder = posixpath.basename(posixpath.dirname(src_uri))
    return folder if stem == "index" and folder else stem


def address_of(src_uri: str) -> str:
    """The address of a Markdown file's page below the site's root, ending in ``/`` or empty."""
    stem = posixpath.splitext(src_uri)[0]
    folder, _, name = stem.rpartition("/")
    place = folder if name == "index" else stem
    return f"{place}/" if place else ""


@dataclass(frozen=True)
class CitedFigure:
    """A figure together with the source it stands in."""

    source: Manuscript
    figure: Figure

    @property
    def id(self) -> str:
        return f"{self.source.id}/{self.figure.id}"


@dataclass(frozen=True)
class Withdrawal:
    """What remains of a withdrawn manuscript: its address, and why."""

    kind: str
    src_uri: str
    title: str
    notice: Withdrawn
    screen: Manuscript | None = None
    """Of a screen: it, with nothing left to play. Walls go on asking for it, and must be told that it is over."""

    @property
    def address(self) -> str:
        return address_of(self.src_uri)


@dataclass(frozen=True)
class Clearance:
    """What the desk says of sign-offs. The gate opens for what stands in `signed`, and for nothing else."""

    signed: frozenset[str]
    """Paths below docs/ of what is fully signed; of what was withdrawn, where the signatures cover its notice."""
    waiting: Mapping[str, str] = field(default_factory=dict)
    """Why something is not signed, in one word for the editor, by path below docs/."""
    once_signed: frozenset[str] = frozenset()
    """Of what was withdrawn: what went out once, though the signatures do not cover what its file says now."""

    def held_back(self, src_uri: str) -> str | None:
        return None if src_uri in self.signed else self.waiting.get(src_uri, "未审签")


class Library:
    """Manuscripts by kind, in their kind's order, with look-up and back-references."""

    def __init__(self, manuscripts: Iterable[Manuscript], albums: Iterable[Album] = ()):
        self.manuscripts = tuple(sorted(manuscripts, key=_place_in_order))
        self.albums = tuple(sorted(albums, key=lambda album: album.id))
        self._albums = {album.id: album for album in self.albums}
        self._photos = {photo.id: photo for album in self.albums for photo in album.photos}
        self._by_id = {(item.kind, item.id): item for item in self.manuscripts}
        self._by_path = {item.src_uri: item for item in self.manuscripts}

    def of(self, kind: str) -> tuple[Manuscript, ...]:
        """Every manuscript of a kind: stories newest first, bases by level, days through the year, others by number and id."""
        return self._by_kind.get(kind, ())

    def get(self, kind: str, id: str) -> Manuscript | None:
        return self._by_id.get((kind, id))

    def at(self, src_uri: str) -> Manuscript | None:
        """The manuscript at this path below docs/."""
        return self._by_path.get(src_uri)

    def figure(self, id: str) -> CitedFigure | None:
        """The figure called ``source/figure``."""
        return self._figures.get(id)

    def album(self, id: str) -> Album | None:
        return self._albums.get(id)

    def photo(self, id: str) -> Photo | None:
        """The photo called ``album/slug``."""
        return self._photos.get(id)

    @property
    def photos(self) -> tuple[Photo, ...]:
        """Every photo with a caption, album by album."""
        return tuple(self._photos.values())

    @property
    def figures(self) -> tuple[CitedFigure, ...]:
        """Every figure, source by source, as printed there."""
        return tuple(self._figures.values())

    def citing(self, kind: str, id: str, among: str | None = None) -> tuple[Manuscript, ...]:
        """The manuscripts that name this one in their front matter, cite it or link to it.

        `among` keeps one kind. A source counts as cited where one of its figures is.
        """
        target = self.get(kind, id)
        linking = self._linking.get(target.src_uri, ()) if target else ()
        citing = {*self._citing.get((kind, id), ()), *linking} - {target}
        return tuple(sorted((item for item in citing if among in (None, item.kind)), key=self._rank.__getitem__))

    def grouped(self, kind: str, key: Callable[[Manuscript], Iterable[K]]) -> dict[K, tuple[Manuscript, ...]]:
        """The manuscripts of a kind under each of the keys that `key` gives for them, in order."""
        groups: dict[K, list[Manuscript]] = {}
        for item in self.of(kind):
            for value in key(item):
                groups.setdefault(value, []).append(item)
        return {value: tuple(items) for value, items in groups.items()}

    def named(self, ids: Iterable[str], kind: str) -> tuple[Manuscript, ...]:
        """Those of `ids` that are here, in their order."""
        found = (self.get(kind, id) for id in ids)
        return tuple(item for item in found if item)

    def photos_of(self, item: Manuscript) -> tuple[str, ...]:
        """The photos an item shows, as ``album/slug``, in its order: cover, text, and all that an exhibition hangs."""
        named = [target for kind, target in item.mentions if kind == "photo"]
        album = self.album(item.meta.album or "") if isinstance(item.meta, Exhibition) else None
        return tuple(dict.fromkeys(named + [photo.id for photo in (album.shown if album else ())]))

    def publishable(
        self, clearance: Clearance | None = None, today: dt.date | None = None, preview: bool = False
    ) -> Publishable:
        """What may go out: the only thing a carrier ever sees.

        `clearance` is what the desk says of sign-offs; None where the site asks for none.
        `today` is the date before which an item must have been released; without one, no date
        holds an item back. `preview` shows what is held back too, for the editor's own screen;
        what was withdrawn stays withdrawn.
        """
        reasons = {item: self.held_back(item, clearance, today) for item in self.manuscripts}
        passing = [i for i, reason in reasons.items() if reason is None or (preview and reason != "撤下")]
        withdrawals = filter(None, (_withdrawal(item, None if preview else clearance) for item in self.manuscripts))
        held = {item.src_uri: reasons[item] for item in passing if reasons[item]}
        return Publishable(map(_for_the_public, passing), withdrawals, self._open_albums(passing, clearance), held)

    @staticmethod
    def held_back(item: Manuscript, clearance: Clearance | None = None, today: dt.date | None = None) -> str | None:
        """Why an item does not go out, in one word for the editor; None where it does."""
        if item.meta.withdrawn:
            return "撤下"
        if item.meta.draft:
            return "草稿"
        if clearance and (reason := clearance.held_back(item.src_uri)):
            return reason
        is_early = today and item.meta.published and item.meta.published.date > today
        return "未到发布日期" if is_early else None

    def _open_albums(self, passing: Iterable[Manuscript], clearance: Clearance | None) -> Iterable[Album]:
        """The albums; where texts are signed, with the photos that these show: nobody signed the others."""
        albums = (album.for_the_public() for album in self.albums)
        if clearance is None:
            return albums
        shown = {id for item in passing for id in self.photos_of(item)}
        return (replace(album, photos=tuple(photo for photo in album.photos if photo.id in shown)) for album in albums)

    @cached_property
    def _rank(self) -> dict[Manuscript, int]:
        return {item: position for position, item in enumerate(self.manuscripts)}

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Manuscript, ...]]:
        return {kind: tuple(i for i in self.manuscripts if i.kind == kind) for kind in KINDS}

    @cached_property
    def _figures(self) -> dict[str, CitedFigure]:
        cited = [
            CitedFigure(source, figure)
            for source in self.of("source")
            if isinstance(source.meta, Source)
            for figure in source.meta.figures
        ]
        return {figure.id: figure for figure in cited}

    @cached_property
    def _citing(self) -> dict[tuple[str, str], list[Manuscript]]:
        citing: dict[tuple[str, str], list[Manuscript]] = {}
        for item in self.manuscripts:
            for kind, target in item.mentions:
                citing.setdefault((kind, target), []).append(item)
                if kind == "figure":
                    citing.setdefault(("source", target.partition("/")[0]), []).append(item)
        return citing

    @cached_property
    def _linking(self) -> dict[str, list[Manuscript]]:
        linking: dict[str, list[Manuscript]] = {}
        for item in self.manuscripts:
            for src_uri in item.linked_paths:
                linking.setdefault(src_uri, []).append(item)
        return linking


class Publishable(Library):
    """The view of the library that may go out. Only ``Library.publishable`` makes one."""

    def __init__(
        self,
        manuscripts: Iterable[Manuscript],
        withdrawals: Iterable[Withdrawal] = (),
        albums: Iterable[Album] = (),
        held: Mapping[str, str] | None = None,
    ):
        super().__init__(manuscripts, albums)
        self.withdrawals = tuple(sorted(withdrawals, key=lambda item: (item.notice.on, item.src_uri), reverse=True))
        self.held = dict(held or {})
        """Why something is seen in the preview only, by its path below docs/; empty in what goes out."""


GONE = "撤下的内容"
UNREAD = "撤下的说明正在审签。"
"""Stands in place of a reason that nobody signed."""


def _withdrawal(item: Manuscript, clearance: Clearance | None) -> Withdrawal | None:
    """The notice of a withdrawn item; None where it never went out and a notice would be the first anybody hears of it.

    Its title and reason go out only where they were signed; the address answers in any case.
    """
    notice = item.meta.withdrawn
    if notice is None or item.meta.draft:
        return None
    if clearance is None or item.src_uri in clearance.signed:
        return Withdrawal(item.kind, item.src_uri, item.title, notice, _emptied(item, item.title))
    if item.src_uri in clearance.once_signed:
        return Withdrawal(item.kind, item.src_uri, GONE, notice.model_copy(update={"reason": UNREAD}), _emptied(item, GONE))
    return None


def _emptied(item: Manuscript, title: str) -> Manuscript | None:
    if not isinstance(item.meta, Screen):
        return None
    return replace(item, meta=item.meta.model_copy(update={"title": title, "summary": None, "programme": (), "touch": False}), body="")


def _for_the_public(item: Manuscript) -> Manuscript:
    """The manuscript without what its own front matter says is not for publication."""
    meta = item.meta
    if isinstance(meta, Source):
        open_figures = tuple(figure for figure in meta.figures if not figure.withheld)
        return replace(item, meta=meta.model_copy(update={"figures": open_figures}))
    if isinstance(meta, Base):
        kept_back: dict = {"evidence": ()}
        if not meta.publish_location:
            kept_back |= {"address": None, "coordinates": None, "transit": ()}
        elif meta.coordinates:
            known = meta.coordinates.system != "不明"
            kept_back["coordinates"] = meta.coordinates.model_copy(update={"note": None}) if known else None
        return replace(item, meta=meta.model_copy(update=kept_back))
    return item


def _place_in_order(item: Manuscript) -> tuple:
    """Stories newest first; bases by level; days through the year; the rest by short number, then id."""
    meta, kinds = item.meta, list(KINDS)
    rank = kinds.index(item.kind)
    if isinstance(meta, Story | Exhibition):
        time = meta.published.time or dt.time()
        published = meta.published.date.toordinal() * 1440 + time.hour * 60 + time.minute
        happened = meta.happened.start if meta.happened else None
        when = (happened.year, happened.month or 0, happened.day or 0) if happened else (0, 0, 0)
        number = getattr(meta, "number", None) or 0
        return (rank, -published, *(-part for part in when), number, item.id)
    if isinstance(meta, Base):
        return (rank, LEVELS.index(meta.levels[0]), item.id)
    if isinstance(meta, Day):
        first = meta.rule.in_year(2024) if meta.rule else min(meta.dates.values()).replace(year=2024)
        return (rank, first.toordinal(), item.id)
    return (rank, getattr(meta, "number", None) or 10**6, item.id)

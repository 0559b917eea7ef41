"""What can be found: every page of the library, each day of the calendar, and what is said of them.

Taken from the manuscripts, not from the HTML of their pages: what a template puts around a
text answers no query.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import KW_ONLY, dataclass, field

from ...columns import COLUMNS, has_front
from ...manuscripts.library import Manuscript, Publishable
from ...manuscripts.models import Base, Brand, Day, District, Exhibition, Source, Story
from ...site import Site
from ...text import Section

KIND_LABELS = {
    "story": "故事",
    "brand": "品牌项目",
    "base": "国防教育基地",
    "district": "区",
    "exhibition": "影像展",
    "day": "日历",
    "source": "资料来源",
    "page": "其他页面",
}
"""What each kind is called before a reader."""


@dataclass(frozen=True)
class Passage:
    """A piece of an entry's text that one can be sent to."""

    anchor: str
    """Where it stands on the page; empty for its beginning."""
    heading: str
    text: str
    """Paragraphs parted by newlines."""


@dataclass(frozen=True)
class Entry:
    """One thing that a reader may look for."""

    address: str
    """Below the site's root, ending in ``/`` or in an anchor."""
    kind: str
    title: str
    names: tuple[str, ...] = ()
    """Whatever else it is called, and what it is filed under: tags, its brands, bases and district."""
    _: KW_ONLY
    called: tuple[str, ...] = ()
    """Those of `names` that are names of the thing itself."""
    summary: str = ""
    passages: tuple[Passage, ...] = ()
    district: str = ""
    """Its id; empty where it belongs to none."""
    year: int | None = None
    date: str = ""
    """When, in the reader's words."""
    order: tuple = field(default=())
    """What is newer is greater."""


def entries_of(library: Publishable, site: Site) -> list[Entry]:
    """Every entry, the oldest first: so an addition changes no number before it."""
    found = [*_columns(library), *(_entry(library, site, item) for item in library.manuscripts if _is_found(item))]
    return sorted(found, key=lambda entry: (entry.order, entry.address))


def _is_found(item: Manuscript) -> bool:
    return item.kind in KIND_LABELS and item.src_uri != "index.md" and not _is_front(item)


def _is_front(item: Manuscript) -> bool:
    """What an editor writes above a generated front goes under the column's name."""
    return item.src_uri in {column.src_uri for column in COLUMNS.values()} and item.kind != "page"


def _columns(library: Publishable) -> Iterator[Entry]:
    """The columns' generated fronts; a front that editors wrote is a page like any other."""
    for column in COLUMNS.values():
        if has_front(library, column) and library.at(column.src_uri) is None:
            yield Entry(column.address, "page", column.name, column.keywords, summary=column.description, order=_OLDEST)
    yield Entry("corrections/", "page", "更正与撤下", summary="本站发布以后更正过和撤下的内容，逐条公开。", order=_OLDEST)


_OLDEST = (dt.date.min.isoformat(), "")


def _entry(library: Publishable, site: Site, item: Manuscript) -> Entry:
    meta = item.meta
    happened = getattr(meta, "happened", None) or getattr(meta, "issued", None)
    is_dated = isinstance(meta, Story | Exhibition | Source)
    published = meta.published
    return Entry(
        address=f"calendar/#{item.id}" if item.kind == "day" else item.address,
        kind=item.kind,
        title=item.title,
        names=tuple(dict.fromkeys(filter(None, _names(library, item)))),
        called=tuple(filter(None, (getattr(meta, "official_name", None), getattr(meta, "short", None)))),
        summary=meta.summary or "",
        passages=tuple(_passages(library, site, item)),
        district=item.id if item.kind == "district" else getattr(meta, "district", None) or "",
        year=(happened.year if happened else published.date.year if published else None) if is_dated else None,
        date=_date(item),
        order=(published.iso, happened.iso if happened else "") if published else _OLDEST,
    )


def _date(item: Manuscript) -> str:
    meta = item.meta
    if isinstance(meta, Story | Exhibition):
        return str(meta.happened) if meta.happened else f"{meta.published}发布"
    if isinstance(meta, Source):
        return str(meta.issued) if meta.issued else ""
    if isinstance(meta, Day):
        return str(meta.rule) if meta.rule else "日期按年公布"
    return ""


def _names(library: Publishable, item: Manuscript) -> Iterator[str | None]:
    meta = item.meta
    yield from meta.tags
    if isinstance(meta, Base):
        yield meta.official_name
        yield meta.category
        yield from (designation.name for designation in meta.designations)
    if isinstance(meta, Brand):
        yield meta.owner
        yield meta.category
    if isinstance(meta, District):
        yield from (meta.short, meta.city)
    if isinstance(meta, Source):
        yield from (meta.subtitle, meta.kicker, meta.publication)
    if isinstance(meta, Exhibition):
        yield from (meta.venue, *meta.hosts)
    for kind, key in (("brand", "brands"), ("base", "bases")):
        yield from (named.title for named in library.named(getattr(meta, key, ()), kind))
    district = library.get("district", getattr(meta, "district", None) or "")
    yield district.title if district else None
    byline = getattr(meta, "byline", None)
    yield from (name for _, name in byline.people) if byline else ()


def _passages(library: Publishable, site: Site, item: Manuscript) -> Iterator[Passage]:
    text = site.texts.of(item)
    if item.kind == "day":  # All days share a page, and an anchor each.
        yield Passage("", "", "\n".join(filter(None, [text.plain, item.meta.basis])))
        return
    yield from (_passage(section) for section in text.sections)
    facts = "\n".join(_facts(item))
    if facts:
        yield Passage("", "", facts)
    if isinstance(item.meta, Source):
        for figure in item.meta.figures:
            told = (figure.what, figure.period, figure.place, figure.note)
            yield Passage(figure.id, figure.shown, "，".join(filter(None, told)))
        yield from (Passage("gaps", "", gap.what) for gap in item.meta.gaps[:1])
        yield from (Passage("", "", gap.what) for gap in item.meta.gaps[1:])
    yield from _photos(library, item)


def _passage(section: Section) -> Passage:
    return Passage(section.anchor, section.title, section.text)


def _facts(item: Manuscript) -> Iterator[str]:
    """What a page says of its subject in fields of its own."""
    meta = item.meta
    if isinstance(meta, Base):
        notice_free = (meta.address, *meta.transit, meta.hours_text, meta.closed, meta.booking, meta.guide, meta.phone, meta.admission)
        yield from filter(None, (*notice_free, *meta.free_for, *meta.audience, *(meta.access or ())))
    if isinstance(meta, Story) and meta.happened_note:
        yield meta.happened_note
    if isinstance(meta, Brand) and meta.since_note:
        yield meta.since_note


def _photos(library: Publishable, item: Manuscript) -> Iterator[Passage]:
    """The captions below the pictures of an exhibition, or of a text."""
    album = library.album(getattr(item.meta, "album", None) or "")
    if album:
        for photo in album.shown:
            caption = photo.caption
            told = (caption.caption, caption.place, caption.photographer, caption.unit, caption.medium)
            yield Passage(f"works/{caption.slug}", caption.title or "", "，".join(filter(None, told)))
    shown = {photo.id for photo in album.shown} if album else set()
    for link in item.links:
        photo = library.photo(link.rest) if link.scheme == "photo" and link.rest not in shown else None
        if photo:
            yield Passage("", "", "，".join(filter(None, (photo.caption.title, photo.caption.caption))))


def places_of(library: Publishable) -> tuple[str, ...]:
    """What the names of places here may begin with, the longest first: 上海市, 上海, 徐汇区, 徐汇."""
    whole = {name for item in library.of("district") for name in (item.title, item.meta.short, item.meta.city)}
    short = {name[:-1] for name in whole if len(name) > 2 and name[-1] in "市区县"}
    return tuple(sorted(whole | short, key=lambda name: (-len(name), name)))


def names_of(library: Publishable) -> Iterable[str]:
    """The names that are words on this site, whatever a dictionary thinks of them."""
    for kind in ("brand", "base", "district", "exhibition"):
        for item in library.of(kind):
            yield item.title
            yield getattr(item.meta, "official_name", None) or getattr(item.meta, "short", None) or item.title

"""What a touched terminal opens: every story, brand, base and exhibition of its programme, to be read at leisure.

FORMAT.md describes the data. All its HTML is made here, so that the page has only to show it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from typing import Any, Literal

from markupsafe import Markup, escape

from ...drawing.qr import qr_svg
from ...manuscripts.dates import chinese_date
from ...manuscripts.library import Manuscript, Publishable
from ...manuscripts.models import KIND_NAMES, Base, Brand, Exhibition, Screen
from ...phrasing import SEPARATOR, basis, district_name
from ...site import Site
from ...text import with_addresses
from ...text.headline import headline
from .. import Output
from .particulars import Fact, facts_of_base, facts_of_brand, facts_of_exhibition, kicker_parts, standing
from .pictures import ShownPicture, shown_in
from .prose import cleaned, opening
from .sheet import Sheet
from .timing import seconds

KINDS = ("story", "brand", "base", "exhibition")
"""What can be read, section by section."""

PICTURE_WIDTH = 960
"""Of a picture in a text, on a screen with a short side of `SHORT_SIDE`; in pixels."""
SHORT_SIDE = 1080
SCRIPT = "screen/player/reader.js"

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Entry:
    """One manuscript, as the reader shows it."""

    id: str
    """The address of its page."""
    title: str
    kicker: str
    number: int | None
    """The short number that opens it."""
    html: str
    pictures: tuple[ShownPicture, ...] = ()
    """By their number in ``data-picture``."""

    @property
    def headline(self) -> Markup:
        """The title with the places where it may break."""
        return headline(self.title)

    def as_data(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "headline": self.headline,
            "kicker": self.kicker,
            "number": self.number,
            "html": self.html,
            "pictures": [picture.as_data() for picture in self.pictures],
        }


@dataclass(frozen=True)
class Section:
    """The entries of one kind."""

    title: str
    entries: tuple[Entry, ...]

    def as_data(self) -> dict[str, Any]:
        return {"title": self.title, "entries": [entry.as_data() for entry in self.entries]}


@dataclass(frozen=True)
class Reader:
    """Everything one screen lets one read."""

    sections: tuple[Section, ...]
    elsewhere: str = ""
    """HTML that tells where to look for a short number that is not here."""
    script: str = ""
    """The words of the page's own script, in which its buttons and sentences stand."""

    @property
    def pictures(self) -> Iterator[ShownPicture]:
        for entry in self.entries:
            yield from entry.pictures

    @property
    def entries(self) -> Iterator[Entry]:
        for section in self.sections:
            yield from section.entries

    def as_data(self) -> dict[str, Any]:
        return {"sections": [section.as_data() for section in self.sections], "elsewhere": self.elsewhere}

    @property
    def text(self) -> str:
        """Every character that it can show, each once, those of its buttons and sentences included: what its fonts must hold."""
        shown = [self.script, _visible(self.elsewhere)]
        for section in self.sections:
            shown.append(section.title)
            shown += [part for entry in section.entries for part in (entry.title, entry.kicker, _visible(entry.html))]
        return "".join(sorted({char for part in shown for char in part if char.isprintable()}))

    def outputs(self) -> Iterator[Output]:
        """The pictures' files, each once."""
        found = {output.path: output for picture in self.pictures for output in picture.outputs()}
        yield from (found[path] for path in sorted(found))


def reader_of(screen: Manuscript, publishable: Publishable, site: Site) -> Reader:
    """What `screen`'s programme names, and the stories that tell of a brand or a base it names.

    Each stands there once, in the programme's order, and only if it is published.
    """
    assert isinstance(screen.meta, Screen)
    named = tuple(_named(screen.meta, publishable))
    told = (story for item in named if item.kind in ("brand", "base") for story in publishable.citing(item.kind, item.id, "story"))
    items = tuple(dict.fromkeys((*named, *told)))
    editor = _Editor(items, publishable, site, round(PICTURE_WIDTH * min(screen.meta.pixels) / SHORT_SIDE))
    sections = (Section(KIND_NAMES[kind], tuple(map(editor.entry, _of_kind(items, kind)))) for kind in KINDS)
    return Reader(tuple(section for section in sections if section.entries), editor.elsewhere(), editor.sheet.render(SCRIPT, {}))


def _named(screen: Screen, publishable: Publishable) -> Iterator[Manuscript]:
    for programmed in screen.programme:
        for kind in KINDS:
            id = getattr(programmed, kind)
            item = publishable.get(kind, id) if id else None
            if item:
                yield item


def _of_kind(items: Iterable[Manuscript], kind: str) -> Iterator[Manuscript]:
    return (item for item in items if item.kind == kind)


class _Editor:
    """Makes the entries of one reader, which lead to each other."""

    def __init__(self, items: tuple[Manuscript, ...], publishable: Publishable, site: Site, picture_width: int):
        self.library = publishable
        self.site = site
        self.sheet = Sheet(site.templates)
        self._items = items
        self._width = picture_width

    # --- Entries ---

    def entry(self, item: Manuscript) -> Entry:
        setting = _Setting(self, item)
        html = self.sheet.render(f"screen/reader/{item.kind}.html", {"item": item, "meta": item.meta, "it": setting})
        number = getattr(item.meta, "number", None)
        return Entry(item.address, item.title, self.kicker(item), number, html.strip(), tuple(setting.pictures))

    def elsewhere(self) -> str:
        code = qr_svg(self.site.url, f"二维码：{self.site.name}的网址")
        return self.sheet.render("screen/reader/elsewhere.html", {"site": self.site, "code": code}).strip()

    def kicker(self, item: Manuscript) -> str:
        return SEPARATOR.join(filter(None, (self.district(item), *kicker_parts(item))))

    def district(self, item: Manuscript) -> str:
        id = getattr(item.meta, "district", None)
        district = self.library.get("district", id) if id else None
        return district_name(self.library, district) if district else ""

    # --- Relations ---

    def address_at(self, src_uri: str) -> str | None:
        item = self.library.at(src_uri)
        return item.address if item in self._items else None

    def link(self, kind: str, id: str) -> Markup | None:
        """The title of what is called so: a link where the reader holds it; None where it is not published."""
        item = self.library.get(kind, id)
        if item is None:
            return None
        return Markup(opening(item.address)) + item.title + Markup("</a>") if item in self._items else escape(item.title)

    def held(self, items: Iterable[Manuscript]) -> tuple[Manuscript, ...]:
        """Those of `items` that can be read here."""
        return tuple(item for item in items if item in self._items)

    # --- Pictures ---

    def picture(self, id: str) -> ShownPicture | None:
        """The picture called ``album/slug``, with what the public may know of it."""
        photo, picture = self.library.photo(id), self.site.pictures.get(id)
        return shown_in(replace(picture, photo=photo), self._width) if photo and picture else None


class _Setting:
    """What the template of one entry may ask; it remembers the pictures that were set."""

    def __init__(self, editor: _Editor, item: Manuscript):
        self._editor = editor
        self._item = item
        self.pictures: list[ShownPicture] = []

    @property
    def kicker(self) -> str:
        return self._editor.kicker(self._item)

    @property
    def title(self) -> Markup:
        return headline(self._item.title)

    @cached_property
    def text(self) -> Markup:
        """The manuscript's own text, with its photos in their places."""
        html = cleaned(self._editor.site.texts.of(self._item).html, self._editor.address_at, self._is_published)
        return Markup(with_addresses(html, lambda scheme, rest: None, self._photo))

    def _is_published(self, figure: str) -> bool:
        return self._editor.library.figure(figure) is not None

    def _photo(self, id: str, is_alone: bool) -> str | None:
        return self.photo(id, "text" if is_alone else "words") or None

    def photo(self, id: str | None, place: Literal["text", "words", "cover", "work"]) -> Markup:
        """A photo with its caption and credit; nothing where it may not be shown or has no files."""
        picture = self._editor.picture(id) if id else None
        if picture is None:
            return Markup()
        self.pictures.append(picture)
        context = {"picture": picture, "number": len(self.pictures) - 1, "place": place}
        return Markup(self._editor.sheet.render("screen/reader/photo.html", context).strip())

    @cached_property
    def cover(self) -> Markup:
        """The cover, where it is not among the photos of the text or of the exhibition anyway."""
        cover, album = self._item.meta.cover, getattr(self._item.meta, "album", None)
        in_text = {link.rest for link in self._item.links if link.scheme == "photo"}
        is_on_the_wall = bool(cover and album) and cover.partition("/")[0] == album
        return Markup() if cover in in_text or is_on_the_wall else self.photo(cover, "cover")

    @cached_property
    def works(self) -> tuple[Markup, ...]:
        """What an exhibition shows, each with its title, caption and credit, in the order in which it hangs."""
        return tuple(self.photo(work.picture.id, "work") for work in self._works)

    @cached_property
    def _works(self) -> tuple[ShownPicture, ...]:
        meta = self._item.meta
        album = self._editor.library.album(meta.album) if isinstance(meta, Exhibition) and meta.album else None
        found = (self._editor.picture(photo.id) for photo in (album.shown if album else ()))
        return tuple(picture for picture in found if picture)

    @property
    def facts(self) -> tuple[Fact, ...]:
        meta = self._item.meta
        if isinstance(meta, Brand):
            return facts_of_brand(meta, self._editor.link)
        if isinstance(meta, Base):
            return facts_of_base(meta, self._item.title, self._editor.site.today)
        return facts_of_exhibition(meta, self._editor.library, len(self._works)) if isinstance(meta, Exhibition) else ()

    standing = staticmethod(standing)
    basis = staticmethod(basis)
    opening = staticmethod(lambda item: Markup(opening(item.address)))

    @property
    def notice(self) -> str:
        """The temporary notice of a base, as long as it stands."""
        notice = self._item.meta.notice_on(self._editor.site.today)
        return f"{notice.text}（至{chinese_date(notice.until)}）" if notice else ""

    @property
    def notice_ends(self) -> int:
        """When the notice is to go, in seconds since 1970: a screen may play for months."""
        return seconds(self._item.meta.notice.until + dt.timedelta(days=1), self._editor.site.zone)

    @property
    def stories(self) -> tuple[Manuscript, ...]:
        """The stories that tell of it, earliest first, those without a date last."""
        told = self._editor.held(self._editor.library.citing(self._item.kind, self._item.id, "story"))
        return tuple(sorted(told, key=lambda story: story.meta.happened.start.iso if story.meta.happened else "9999"))

    def related(self, ids: Iterable[str], kind: str) -> tuple[Manuscript, ...]:
        return self._editor.held(self._editor.library.named(ids, kind))

    @property
    def sources(self) -> tuple[Manuscript, ...]:
        return self._editor.library.named(self._item.meta.sources, "source")

    @property
    def code(self) -> Markup:
        """The QR code of its page."""
        return qr_svg(self._editor.site.absolute(self._item.address), f"二维码：《{self._item.title}》的网址")


def _visible(html: str) -> str:
    return unescape(_TAG.sub("", html))

"""What the page templates may ask: addresses, labels, relations, each in the reader's words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from urllib.parse import quote

from markupsafe import Markup

from ...drawing.qr import qr_svg
from ...manuscripts.calendar import FreeDay, Occurrence, free_days, solemn_dates, upcoming
from ...manuscripts.library import CitedFigure, Manuscript, Publishable, address_of
from ...photos.pictures import Picture
from ...phrasing import basis, district_name
from ...site import Site
from ...text import Text, with_addresses
from .addresses import relative, slug
from .hanging import IN_TEXT, THUMB, Hanging, Hung, Place
from .markup import set_photo
from .occasion import Occasion
from .sharing import Sharing
from .visiting import Visit


class View:
    """The publishable library as the web sees it."""

    def __init__(self, publishable: Publishable, site: Site):
        self.library = publishable
        self.site = site
        self.today = site.today
        self.hanging = Hanging(self.picture)
        self.sharing = Sharing(self)

    # --- Text ---

    def text(self, item: Manuscript) -> Text:
        return self.site.texts.of(item)

    def html(self, item: Manuscript, at: str | None = None) -> Markup:
        """The item's text with links that work on the page at `at` (by default its own)."""
        base = item.address if at is None else at
        html = with_addresses(
            self.text(item).html,
            lambda scheme, rest: self._address(scheme, rest, base),
            lambda id, is_alone: set_photo(self.hang(id, base, IN_TEXT), is_alone),
        )
        return Markup(html)  # Markdown written by editors, reviewed like everything else.

    basis = staticmethod(basis)

    def held_back(self, item: Manuscript) -> str | None:
        """Why an item is seen in the preview only; None where it goes out."""
        return self.library.held.get(item.src_uri)

    def summary(self, item: Manuscript) -> str:
        return item.meta.summary or self.text(item).excerpt()

    def _address(self, scheme: str, rest: str, base: str) -> str | None:
        if scheme == "figure":
            cited = self.library.figure(rest)
            return relative(self.figure_address(cited), base) if cited else None
        path, hash_, anchor = rest.partition("#")
        if scheme == "asset":
            return relative(path, base)
        address = self.page_address(path)
        return None if address is None else relative(address, base) + hash_ + quote(anchor)

    def page_address(self, src_uri: str) -> str | None:
        """Where the page of a Markdown file stands; None where the file is kept back.

        Whether a generated page exists is checked when all pages are known.
        """
        item = self.library.at(src_uri)
        if item is not None:
            return self.address(item)
        withdrawn = any(withdrawal.src_uri == src_uri for withdrawal in self.library.withdrawals)
        is_generated = src_uri.endswith("index.md")
        return address_of(src_uri) if withdrawn or is_generated else None

    # --- Pictures ---

    def picture(self, id: str) -> Picture | None:
        """The picture called ``album/slug``, with what the public may know of it."""
        photo, picture = self.library.photo(id), self.site.pictures.get(id)
        return replace(picture, photo=photo) if photo and picture else None

    def hang(self, id: str | None, base: str, place: Place, *, is_first: bool = False) -> Hung | None:
        """The picture as it stands at `place` on the page at `base`."""
        return self.hanging.hang(id, base, place, is_first=is_first) if id else None

    def thumbs(self, items: Iterable[Manuscript], base: str) -> dict[Manuscript, Hung]:
        """The small pictures that go with `items` in a list on the page at `base`; most items have none."""
        hung = {item: self.hang(item.meta.cover, base, THUMB) for item in items}
        return {item: picture for item, picture in hung.items() if picture}

    # --- Addresses ---

    def address(self, item: Manuscript) -> str:
        """Days have no page of their own: they stand in the calendar."""
        return f"calendar/#{item.id}" if item.kind == "day" else item.address

    def qr(self, item: Manuscript) -> Markup:
        """The item's address for telephones, to stand on its printed page; none in the preview, which nobody prints."""
        return Markup() if self.site.is_preview else qr_svg(self.site.absolute(item.address))

    def figure_address(self, cited: CitedFigure) -> str:
        return f"{cited.source.address}#{cited.figure.id}"

    def tag_address(self, tag: str) -> str:
        return f"stories/tag/{self.tag_slugs[tag]}/"

    @cached_property
    def tag_slugs(self) -> dict[str, str]:
        """Pinyin for each tag in use; where two sound alike, both carry a piece of their hash."""
        tags = sorted({tag for story in self.library.of("story") for tag in story.meta.tags})
        plain = {tag: slug(tag) for tag in tags}
        shared = {name for name in plain.values() if list(plain.values()).count(name) > 1}
        return {t: f"{s}-{hashlib.sha256(t.encode()).hexdigest()[:6]}" if s in shared else s for t, s in plain.items()}

    # --- Relations ---

    def district(self, item: Manuscript) -> Manuscript | None:
        id = getattr(item.meta, "district", None)
        return self.library.get("district", id) if id else None

    def district_label(self, item: Manuscript) -> str:
        """The name of an item's district, with its present one where it was merged."""
        district = item if item.kind == "district" else self.district(item)
        return district_name(self.library, district) if district else ""

    def named(self, ids: Iterable[str], kind: str) -> tuple[Manuscript, ...]:
        return self.library.named(ids, kind)

    def citing(self, item: Manuscript, among: str | None = None) -> tuple[Manuscript, ...]:
        return self.library.citing(item.kind, item.id, among)

    def in_district(self, district: Manuscript, kind: str) -> tuple[Manuscript, ...]:
        return tuple(item for item in self.library.of(kind) if getattr(item.meta, "district", None) == district.id)

    def figures_in(self, item: Manuscript) -> tuple[CitedFigure, ...]:
        """The figures an item cites, in the order in which they appear."""
        found = (self.library.figure(target) for kind, target in item.mentions if kind == "figure")
        return tuple(figure for figure in found if figure)

    def days_in(self, item: Manuscript) -> tuple[Manuscript, ...]:
        """The days of the calendar that an item's text leads to."""
        return tuple(day for day in self.library.of("day") if day.src_uri in item.linked_paths)

    def pages_citing(self, figure: CitedFigure) -> tuple[Manuscript, ...]:
        """The stories and brands in which a figure appears."""
        return tuple(i for i in self.library.citing("figure", figure.id) if i.kind in ("story", "brand"))

    def by_time(self, stories: Iterable[Manuscript]) -> tuple[Manuscript, ...]:
        """Stories as a timeline: earliest first, those without a date last."""
        return tuple(sorted(stories, key=lambda s: (s.meta.happened is None, s.meta.happened and s.meta.happened.start.iso)))

    # --- Calendar ---

    @cached_property
    def upcoming(self) -> tuple[Occurrence, ...]:
        return upcoming(self.library, self.today)

    @cached_property
    def occasion(self) -> Occasion:
        """What dates do to the look of every page."""
        zone = self.site.zone
        return Occasion(self.today, zone, solemn_dates(self.library, self.today), self.site.mourning)

    def visit(self, base: Manuscript) -> Visit:
        """What somebody asks before he sets out for `base`."""
        return Visit(base.meta, self.free_days(base), self.today)

    def free_days(self, base: Manuscript) -> tuple[FreeDay, ...]:
        return tuple(free_days(self.upcoming, base))

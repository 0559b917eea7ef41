"""Stories in lists: all, by year, by district, by brand and by tag, page after page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...columns import COLUMNS
from ...manuscripts.library import Manuscript
from .. import Output
from .frame import framed
from .structured.pages import collection
from .view import View


@dataclass(frozen=True)
class Listing:
    """A list of stories with an address of its own."""

    folder: str
    """``stories/2026``: its first page is ``index.md`` there, the others ``page/2.md`` and on."""
    title: str
    label: str
    """How links within a group call it."""
    stories: tuple[Manuscript, ...]
    description: str = ""

    @property
    def address(self) -> str:
        return f"{self.folder}/"

    @property
    def count(self) -> int:
        return len(self.stories)


@dataclass(frozen=True)
class Sheet:
    """One page of a listing."""

    listing: Listing
    number: int
    """From 1."""
    last: int
    stories: tuple[Manuscript, ...]
    first: int = 1
    """The number of its first story in the listing."""

    @property
    def src_uri(self) -> str:
        return self._src_uri(self.number)

    def _src_uri(self, number: int) -> str:
        return f"{self.listing.folder}/" + ("index.md" if number == 1 else f"page/{number}.md")

    def address(self, number: int) -> str:
        return f"{self.listing.folder}/" + ("" if number == 1 else f"page/{number}/")

    @property
    def title(self) -> str:
        return self.listing.title if self.number == 1 else f"{self.listing.title}（{self.page_name}）"

    @property
    def page_name(self) -> str:
        return f"第{self.number}页"

    @property
    def newer(self) -> str | None:
        return self.address(self.number - 1) if self.number > 1 else None

    @property
    def older(self) -> str | None:
        return self.address(self.number + 1) if self.number < self.last else None


@dataclass(frozen=True)
class Group:
    """Listings of one sort, offered side by side: 按区, 按标签."""

    name: str
    listings: tuple[Listing, ...]


def story_groups(view: View) -> tuple[Group, ...]:
    """Every way the stories are sorted."""
    library = view.library

    def listings(prefix: str, keys, title, label, part=str) -> tuple[Listing, ...]:
        grouped = library.grouped("story", keys)
        return tuple(
            Listing(f"stories/{prefix}{part(key)}", title(key), label(key), stories)
            for key, stories in sorted(grouped.items(), key=lambda pair: (-len(pair[1]), str(pair[0])))
        )

    def known(kind: str, *ids: str) -> list[str]:
        """Those that are published themselves: a story may name a brand that is still a draft."""
        return [id for id in ids if library.get(kind, id)]

    def district(key: str) -> str:
        return view.district_label(library.get("district", key))

    def brand(key: str) -> str:
        return library.get("brand", key).title

    happened = listings(
        "happened/",
        lambda s: [s.meta.happened.year] if s.meta.happened else [],
        lambda year: f"{year}年发生的故事",
        lambda year: f"{year}年",
    )
    published = listings("", lambda s: [s.meta.published.date.year], lambda y: f"{y}年发布的故事", lambda y: f"{y}年")
    return (
        Group("按区", listings("district/", lambda s: known("district", s.meta.district), lambda k: f"{district(k)}的故事", district)),
        Group("按发生年份", _newest_first(happened)),
        Group("按发布年份", _newest_first(published)),
        Group("按品牌", listings("brand/", lambda s: known("brand", *s.meta.brands), lambda k: f"“{brand(k)}”的故事", brand)),
        Group("按标签", listings("tag/", lambda s: s.meta.tags, lambda tag: f"标签：{tag}", str, view.tag_slugs.__getitem__)),
    )


def _newest_first(listings: Iterable[Listing]) -> tuple[Listing, ...]:
    return tuple(sorted(listings, key=lambda listing: listing.label, reverse=True))


def listing_pages(view: View, page_size: int) -> Iterator[Output]:
    groups = story_groups(view)
    column = COLUMNS["stories"]
    everything = Listing("stories", column.name, "全部", view.library.of("story"), column.description)
    for listing in (everything, *(listing for group in groups for listing in group.listings)):
        description = listing.description or f"{listing.title}，共{listing.count}篇。"
        is_front = listing is everything
        for sheet in sheets(listing, page_size):
            address = sheet.address(sheet.number)
            yield framed(
                view,
                sheet.src_uri,
                "stories.html",
                title=sheet.title,
                description=description,
                nodes=[collection(view, address, sheet.title, description, sheet.stories, first=sheet.first, count=listing.count)],
                trail=() if sheet.number == 1 or is_front else ((listing.title, listing.address),),
                crumb="" if sheet.number == 1 else sheet.page_name,
                sheet=sheet,
                listed=sheet.stories,
                groups=groups,
            )


def sheets(listing: Listing, size: int) -> Iterator[Sheet]:
    """The pages of a listing with at most `size` stories each; one empty page where there are none."""
    parts: Sequence = [listing.stories[i : i + size] for i in range(0, listing.count, size)] or [()]
    for number, stories in enumerate(parts, 1):
        yield Sheet(listing, number, len(parts), stories, first=(number - 1) * size + 1)

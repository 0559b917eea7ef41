"""What a link to a page shows where somebody shares it: Open Graph, https://ogp.me/."""

from __future__ import annotations

from collections.abc import Iterator

from ...columns import Column
from ...manuscripts.library import Manuscript
from ...site import Site
from .hanging import Hung
from .structured.images import Card
from .structured.values import modified, moment

WIDE = 1200
"""The width, in pixels, from which sharing sites show a picture large."""

Pair = tuple[str, str]


def open_graph(
    site: Site,
    address: str,
    *,
    title: str,
    description: str,
    column: Column,
    article: Manuscript | None = None,
    picture: Hung | None = None,
    card: Card | None = None,
) -> Iterator[Pair]:
    """(property, content) for the page at `address`, which is about `article` if it is one's own page."""
    is_article = article is not None and article.meta.published is not None
    image = tuple(_card(site, card) if card else _photo(site, picture) if picture else ())
    yield "og:type", "article" if is_article else "website"
    yield "og:site_name", site.name
    yield "og:title", title
    if description:
        yield "og:description", description
    yield "og:url", site.absolute(address)
    yield "og:locale", "zh_CN"
    yield from image
    if article is not None and is_article:
        yield from _article(site, article, column)
    # X takes titles and pictures from Open Graph.
    yield "twitter:card", "summary_large_image" if image else "summary"


def _article(site: Site, article: Manuscript, column: Column) -> Iterator[Pair]:
    yield "article:published_time", moment(site, article.meta.published) or ""
    changed = modified(article)
    if changed:
        yield "article:modified_time", changed
    yield "article:section", column.name
    for tag in article.meta.tags:
        yield "article:tag", tag


def _card(site: Site, card: Card) -> Iterator[Pair]:
    address, width, height, alt = card
    yield from _image(site.absolute(address), width, height, alt)


def _photo(site: Site, hung: Hung) -> Iterator[Pair]:
    """The narrowest JPEG on the page that is shown large, or else the widest."""
    jpegs = hung.picture.sources(hung.place.purpose)[-1].renditions
    fitting = next((rendition for rendition in jpegs if rendition.width >= WIDE), jpegs[-1])
    yield from _image(site.absolute(hung.picture.path_of(fitting)), fitting.width, fitting.height, hung.caption.alt)


def _image(url: str, width: int, height: int, alt: str) -> Iterator[Pair]:
    yield "og:image", url
    yield "og:image:width", str(width)
    yield "og:image:height", str(height)
    yield "og:image:alt", alt

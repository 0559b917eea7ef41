"""The site itself, its ordinary pages and its lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ....columns import COLUMNS
from ....manuscripts.library import Manuscript
from ..hanging import Hung
from ..view import View
from .images import Card, images
from .values import LANGUAGE, Node, modified, moment, node, publisher, url_of


def website(view: View) -> Node:
    site = view.site
    return node(
        "WebSite",
        name=site.name,
        url=site.url,
        description=site.description,
        inLanguage=LANGUAGE,
        publisher=publisher(site) if site.imprint.organizer else None,
    )


def page(view: View, item: Manuscript, hung: Sequence[Hung] = (), card: Card | None = None) -> Node:
    """An ordinary page."""
    return node(
        "AboutPage" if item.src_uri == COLUMNS["about"].src_uri else "WebPage",
        name=item.title,
        description=view.summary(item),
        url=url_of(view, item),
        inLanguage=LANGUAGE,
        datePublished=moment(view.site, item.meta.published),
        dateModified=modified(item),
        publisher=publisher(view.site),
        image=images(view.site, hung, card),
        keywords=list(item.meta.tags),
    )


def generated(view: View, address: str, name: str, description: str) -> Node:
    """A page that the site makes of itself."""
    return node("WebPage", name=name, description=description, url=view.site.absolute(address), inLanguage=LANGUAGE)


def collection(
    view: View, address: str, name: str, description: str, items: Iterable[Manuscript], *, first: int = 1, count: int | None = None
) -> Node:
    """A page that lists `items`, the first of which is number `first` among `count`."""
    entries = [
        node("ListItem", position=position, name=item.title, url=url_of(view, item)) for position, item in enumerate(items, first)
    ]
    listed = node("ItemList", numberOfItems=len(entries) if count is None else count, itemListElement=entries)
    return generated(view, address, name, description) | {"@type": "CollectionPage", "mainEntity": listed}

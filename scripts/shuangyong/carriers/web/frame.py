"""From a page's content to an output that wears the site's templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...columns import COLUMNS, HOME, Column, has_front
from ...manuscripts.library import Manuscript, address_of
from .. import Output, PageView
from .hanging import Hung
from .opengraph import open_graph
from .page_tags import page_tags
from .structured import about, graph, script
from .structured.images import Card
from .structured.values import Node
from .view import View


def framed(
    view: View,
    src_uri: str,
    template: str,
    *,
    title: str,
    description: str = "",
    html: str = "",
    toc: Sequence[Mapping[str, Any]] = (),
    article: Manuscript | None = None,
    hung: Sequence[Hung] = (),
    card: Card | None = None,
    nodes: Iterable[Node] = (),
    trail: Sequence[tuple[str, str]] = (),
    crumb: str = "",
    listed: Iterable[Manuscript] = (),
    **context: Any,
) -> Output:
    """A page at `src_uri`: `context` is what its own template needs, the rest every page has.

    `article` is the manuscript whose own page it is, `hung` are the pictures with a place of
    their own on it, the leading one first, and `card` is what is shown of it where it is
    shared. `nodes` are the structured data of a page without an article. `trail` are the
    (title, address) of pages between the column's front and this one, `crumb` what it is
    called at their end, where that is not its title.

    `listed` are the items that stand in its lists, with their small pictures.
    """
    address = address_of(src_uri)
    column = COLUMNS.get(src_uri.partition("/")[0], HOME)
    sources = view.named(article.meta.sources, "source") if article else ()
    content_source = "、".join(f"《{source.title}》" for source in sources) or None
    crumbs = tuple(_crumbs(view, column, src_uri, trail, crumb or title))
    nodes = [*nodes, *([about(view, article, hung, card)] if article else ())]
    leading = hung[0] if hung else None
    shared = {
        "view": view,
        "imprint": view.site.imprint,
        "occasion": view.occasion,
        "column": column,
        "is_front": src_uri == column.src_uri,
        "page_tags": tuple(page_tags(view.site, column, article, content_source)),
        "structured": script(graph(view, nodes, crumbs)),
        "open_graph": tuple(
            open_graph(
                view.site, address, title=title, description=description, column=column, article=article, picture=leading, card=card
            )
        ),
        # The last is the page itself: nobody needs a link to where he is.
        "crumbs": tuple((name, to if position < len(crumbs) else None) for position, (name, to) in enumerate(crumbs, 1)),
        "content": html,
        "thumbs": view.thumbs(listed, address),
        "has_pictures": view.hanging.is_on(address),
    }
    order = list(COLUMNS.values()).index(column) if shared["is_front"] and column is not HOME else None
    page = PageView(template, title, description, shared | context, toc, order)
    return Output(src_uri, html.encode(), page)


def _crumbs(
    view: View, column: Column, src_uri: str, trail: Sequence[tuple[str, str]], name: str
) -> Iterator[tuple[str, str]]:
    """(title, address) of the pages from the home page down to this one; none on the home page itself."""
    if src_uri == HOME.src_uri:
        return
    yield HOME.name, HOME.address
    if column is not HOME and src_uri != column.src_uri and has_front(view.library, column):
        yield column.name, column.address
    yield from trail
    yield name, address_of(src_uri)

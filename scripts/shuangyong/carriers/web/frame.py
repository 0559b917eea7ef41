"""From a page's content to an output that wears the site's templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...manuscripts.library import Manuscript, address_of
from .. import Output, PageView
from .columns import COLUMNS, HOME, page_tags
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
    listed: Iterable[Manuscript] = (),
    found_by: str = "",
    found_below: str = "",
    is_searchable: bool = True,
    **context: Any,
) -> Output:
    """A page at `src_uri`: `context` is what its own template needs, the rest every page has.

    `listed` are the items that stand in its lists, with their small pictures. `found_by` and
    `found_below` are HTML that only the search reads, before and after `html`: what the
    template shows besides.
    """
    address = address_of(src_uri)
    column = COLUMNS.get(src_uri.partition("/")[0], HOME)
    sources = view.named(article.meta.sources, "source") if article else ()
    content_source = "、".join(f"《{source.title}》" for source in sources) or None
    shared = {
        "view": view,
        "imprint": view.site.imprint,
        "column": column,
        "is_front": src_uri == column.src_uri,
        "page_tags": tuple(page_tags(view.site, column, article, content_source)),
        "content": html,
        "thumbs": view.thumbs(listed, address),
        "has_pictures": view.hanging.is_on(address),
    }
    order = list(COLUMNS.values()).index(column) if shared["is_front"] and column is not HOME else None
    page = PageView(template, title, description, shared | context, toc, is_searchable, order)
    return Output(src_uri, f"{found_by}{html}{found_below}".encode(), page)

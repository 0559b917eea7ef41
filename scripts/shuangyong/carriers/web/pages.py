"""One page for each manuscript that has one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...manuscripts.library import Manuscript, Withdrawal
from .. import Output, PageView
from .exhibitions import exhibition_parts
from .frame import framed
from .hanging import COVER, Hung
from .view import View

TEMPLATES = {
    "story": "story.html",
    "brand": "brand.html",
    "base": "place.html",
    "district": "district.html",
    "exhibition": "exhibition.html",
    "source": "source.html",
    "page": "page.html",
}
"""The kinds with a page of their own. Days stand in the calendar, screens play elsewhere."""


def has_page(kind: str) -> bool:
    """Whether readers can be led to an item of this kind: by its page, or its place in the calendar."""
    return kind in TEMPLATES or kind == "day"


def manuscript_pages(view: View, *, indent: bool = True) -> Iterator[Output]:
    """`indent`: whether paragraphs of stories begin two characters in, as in print."""
    for kind, template in TEMPLATES.items():
        items = view.library.of(kind)
        for position, item in enumerate(items):
            if item.src_uri == "index.md":
                continue  # The front page is put together in `fronts`.
            if view.site.is_check:
                yield Output(item.src_uri, view=PageView(template, item.title))
                continue
            newer = items[position - 1] if position else None
            older = items[position + 1] if position + 1 < len(items) else None
            yield manuscript_page(view, item, template, newer=newer, older=older, indent=indent)
    for withdrawal in view.library.withdrawals:
        if withdrawal.kind in TEMPLATES:
            yield _withdrawn_page(view, withdrawal)


def manuscript_page(view: View, item: Manuscript, template: str, **context: Any) -> Output:
    """The page of `item`: its text, its cover, and whatever else its template asks the view."""
    cover = view.hang(_cover_of(item), item.address, COVER, is_first=True)
    more = exhibition_parts(view, item) if item.kind == "exhibition" else {}
    works = [work.hung for wall in more.get("walls", ()) for work in wall.works]
    return framed(
        view,
        item.src_uri,
        template,
        title=item.title,
        description=view.summary(item),
        html=view.html(item),
        toc=view.text(item).toc,
        article=item,
        card=view.sharing.of(item),
        item=item,
        cover=cover,
        hung=[cover, *works] if cover else _leading_first(works, item.meta.cover),
        listed=_listed(view, item),
        **more,
        **context,
    )


def _cover_of(item: Manuscript) -> str | None:
    """The photo below the head: none where it hangs on the page's own walls."""
    is_on_the_wall = item.meta.cover and item.meta.cover.partition("/")[0] == getattr(item.meta, "album", None)
    return None if is_on_the_wall else item.meta.cover


def _leading_first(works: Sequence[Hung], cover: str | None) -> list[Hung]:
    """The works in their order, but for the one that was chosen to stand for them all."""
    return sorted(works, key=lambda hung: hung.picture.id != cover)


def _listed(view: View, item: Manuscript) -> Iterator[Manuscript]:
    """What stands in the lists of an item's page."""
    if item.kind == "district":
        for kind in ("story", "brand", "base"):
            yield from view.in_district(item, kind)


def _withdrawn_page(view: View, withdrawal: Withdrawal) -> Output:
    """What a withdrawn address answers: that it was, when and why."""
    return framed(
        view,
        withdrawal.src_uri,
        "withdrawn.html",
        title="这篇内容已撤下",
        description="这篇内容已撤下。",
        withdrawal=withdrawal,
    )

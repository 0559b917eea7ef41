"""Structured data: what each page is about, as JSON-LD in the words of schema.org.

One ``@graph`` a page. It holds what the manuscripts hold and nothing else: a machine cannot
read a 待核实 beside a value, so what is not sure is left out here though the page shows it.

Days of the calendar are entries of a list and no ``Event``: nobody can attend 国家公祭日, it
has no ``location``, and search engines report an event without one as a mistake of the site.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from markupsafe import Markup

from ....manuscripts.library import Manuscript
from ..hanging import Hung
from ..view import View
from .articles import source_page, story
from .brands import brand
from .images import Card
from .pages import page
from .places import base, district
from .shows import exhibition
from .values import Node, breadcrumbs

_ABOUT: dict[str, Callable[[View, Manuscript, Sequence[Hung], Card | None], Node]] = {
    "story": story,
    "brand": brand,
    "base": base,
    "district": district,
    "exhibition": exhibition,
    "source": source_page,
    "page": page,
}

_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def about(view: View, item: Manuscript, hung: Sequence[Hung] = (), card: Card | None = None) -> Node:
    """What the page of `item` tells of it; `hung` are the pictures with a place of their own there, the first of them leading."""
    return _ABOUT[item.kind](view, item, hung, card)


def graph(view: View, nodes: Iterable[Node], crumbs: Sequence[tuple[str, str]]) -> Iterator[Node]:
    """The nodes of a page, with the way that leads to it."""
    yield from nodes
    if crumbs:
        yield breadcrumbs(view.site, crumbs)


def script(nodes: Iterable[Node]) -> Markup:
    """The content of ``<script type="application/ld+json">``; ``""`` where there is nothing to say.

    No value can end the element or begin a comment in it: see
    https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements.
    """
    found = list(nodes)
    if not found:
        return Markup("")
    text = json.dumps({"@context": "https://schema.org", "@graph": found}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # Every character that HTML could take for its own is escaped.

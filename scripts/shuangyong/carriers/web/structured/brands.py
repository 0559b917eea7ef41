"""Lasting projects with a name."""

from __future__ import annotations

from collections.abc import Sequence

from ....manuscripts.library import Manuscript
from ....manuscripts.models import Brand
from ..hanging import Hung
from ..view import View
from .images import Card, images
from .values import Node, area, exact, node, organization, url_of


def named_brand(view: View, item: Manuscript) -> Node:
    return node("Project", name=item.title, url=url_of(view, item))


def brand(view: View, item: Manuscript, hung: Sequence[Hung] = (), card: Card | None = None) -> Node:
    """A project: to schema.org an organisation of its own, with the one that runs it above it."""
    meta = item.meta
    assert isinstance(meta, Brand)
    return named_brand(view, item) | node(
        "Project",
        description=view.summary(item),
        parentOrganization=organization(meta.owner),
        foundingDate=None if meta.since_note else exact(meta.since),
        areaServed=area(view, view.district(item)),
        image=images(view.site, hung, card),
        keywords=list(meta.tags),
    )

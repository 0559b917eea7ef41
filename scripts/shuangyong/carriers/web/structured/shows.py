"""Exhibitions."""

from __future__ import annotations

from collections.abc import Sequence

from ....manuscripts.library import Manuscript
from ....manuscripts.models import Exhibition
from ..hanging import Hung
from ..view import View
from .images import Card, card_image, photos
from .values import LANGUAGE, Node, coverage, exact, modified, moment, node, organization, publisher, url_of


def exhibition(view: View, item: Manuscript, hung: Sequence[Hung] = (), card: Card | None = None) -> Node:
    """An event where we know on which day and where it opened; otherwise our page with its pictures.

    An event must have both, or search engines report it. A page may tell the month alone.
    """
    meta = item.meta
    assert isinstance(meta, Exhibition)
    is_event = meta.venue and meta.happened and meta.happened.start.day
    return _event(view, item, meta, hung, card) if is_event else _gallery(view, item, meta, hung, card)


def _event(view: View, item: Manuscript, meta: Exhibition, hung: Sequence[Hung], card: Card | None) -> Node:
    assert meta.happened
    works = photos(view.site, hung)
    return node(
        "ExhibitionEvent",
        name=item.title,
        description=view.summary(item),
        url=url_of(view, item),
        inLanguage=LANGUAGE,
        startDate=exact(meta.happened.start),
        endDate=exact(meta.happened.end),
        eventStatus="https://schema.org/EventScheduled",
        location=node("Place", name=meta.venue),
        organizer=[organization(host) for host in meta.hosts],
        image=_lead(view, works, card),
        workFeatured=works,
        keywords=list(meta.tags),
    )


def _gallery(view: View, item: Manuscript, meta: Exhibition, hung: Sequence[Hung], card: Card | None) -> Node:
    works = photos(view.site, hung)
    return node(
        "ImageGallery" if works else "WebPage",
        name=item.title,
        description=view.summary(item),
        url=url_of(view, item),
        inLanguage=LANGUAGE,
        datePublished=moment(view.site, meta.published),
        dateModified=modified(item),
        publisher=publisher(view.site),
        temporalCoverage=coverage(meta.happened),
        contentLocation=node("Place", name=meta.venue) if meta.venue else None,
        image=_lead(view, works, card),
        associatedMedia=works,
        keywords=list(meta.tags),
    )


def _lead(view: View, works: Sequence[Node], card: Card | None) -> list[Node | str]:
    """The first work by its address, for it stands among the works in full; and the share card."""
    return [work["contentUrl"] for work in works[:1]] + ([card_image(view.site, card)] if card else [])

"""What the nodes of every kind are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ....manuscripts.dates import DateSpan, Moment, PartialDate
from ....manuscripts.library import Manuscript
from ....site import Site
from ..view import View

Node = dict[str, Any]
"""One thing with its ``@type``."""

LANGUAGE = "zh-Hans"

_DOUBTS = ("待核实", "不详", "未见")


def node(type: str, **properties: Any) -> Node:
    """A thing of this type; properties without a value are not there."""
    return {"@type": type} | {name: value for name, value in properties.items() if value not in (None, "", (), [])}


def sure(text: str | None) -> str | None:
    """The text, unless it says itself that it is in doubt."""
    return None if text is None or any(doubt in text for doubt in _DOUBTS) else text


def url_of(view: View, item: Manuscript) -> str:
    return view.site.absolute(view.address(item))


# --- Time ---


def moment(site: Site, at: Moment | None) -> str | None:
    """ISO 8601: a bare day stays one, a minute has the offset of the site's zone."""
    if at is None:
        return None
    return site.in_zone(at).isoformat() if at.time else at.date.isoformat()


def exact(date: PartialDate | None) -> str | None:
    """The date where it is known to the day."""
    return date.iso if date and date.day else None


def coverage(span: DateSpan | None, note: str | None = None) -> str | None:
    """The time a text is about, as precise as it is known; None where it was inferred."""
    return span.iso if span and not note else None


def modified(item: Manuscript) -> str | None:
    """The day of the last change of content that the manuscript tells of."""
    days = [correction.on for correction in item.meta.corrections]
    days += [item.meta.updated] if item.meta.updated else []
    return max(days).isoformat() if days else None


# --- Who ---


def organization(name: str | None) -> Node | None:
    return node("Organization", name=name) if name else None


def publisher(site: Site) -> Node:
    """Who answers for the site, or where nobody is named the site itself."""
    if not site.imprint.organizer:
        return node("Organization", name=site.name, url=site.url)
    # Only sites of the government are given a 网站标识码.
    return node("GovernmentOrganization" if site.imprint.site_code else "Organization", name=site.imprint.organizer)


def persons(*named: str | None) -> list[Node]:
    """People of a byline, with their names as printed."""
    names = [name.strip() for text in named if text for name in re.split("[、，；,;]", text)]
    return [node("Person", name=name) for name in names if name]


# --- Where ---


def area(view: View, district: Manuscript | None) -> Node | None:
    """A district as the place of something."""
    if district is None:
        return None
    city = node("City", name=district.meta.city)
    return node("AdministrativeArea", name=district.title, url=url_of(view, district), containedInPlace=city)


# --- Lists ---


def breadcrumbs(site: Site, crumbs: Sequence[tuple[str, str]]) -> Node:
    steps = [
        node("ListItem", position=position, name=title, item=site.absolute(address))
        for position, (title, address) in enumerate(crumbs, 1)
    ]
    return node("BreadcrumbList", itemListElement=steps)

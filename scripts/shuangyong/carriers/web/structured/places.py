"""Bases to visit, and the districts they lie in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from ....manuscripts.library import Manuscript
from ....manuscripts.models import Base, BaseCategory, District, OpeningException, Weekday
from ..hanging import Hung
from ..view import View
from .images import Card, images
from .values import Node, area, node, sure, url_of

PLACES: dict[BaseCategory, str] = {
    "烈士纪念设施": "LandmarksOrHistoricalBuildings",  # A cemetery, a stele, a hall: what they share is that they commemorate.
    "抗战纪念馆": "Museum",
    "抗战遗址": "LandmarksOrHistoricalBuildings",
    "人物纪念馆": "Museum",
    "专题展馆": "Museum",
    "高校展馆": "Museum",
    "国防教育园区": "TouristAttraction",
    "国防主题公园": "Park",
    "社区教育基地": "CivicStructure",  # Rooms of a community centre.
}
"""The nearest type of place for each category."""

_DAYS = dict(
    zip(get_args(Weekday), ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)
_CLOSED = re.compile("(?:全天)?(?:闭馆|不开放|暂停开放)(?:[一二三四五六七]天)?")
_OPEN = re.compile(r"(?:开放时间)?(\d{2}:\d{2})[–—~至-](\d{2}:\d{2})(?:开放)?")
_TELEPHONE = re.compile(r"[0-9+()-]{5,}(?:转[0-9]+)?")


def named_base(view: View, item: Manuscript) -> Node:
    return node(PLACES[item.meta.category], name=item.title, url=url_of(view, item))


def base(view: View, item: Manuscript, hung: Sequence[Hung] = (), card: Card | None = None) -> Node:
    """A base. What a visitor would act upon is given only where it was verified or at least not doubted.

    Position, public access and opening hours need ``verified_on``. What the manuscript keeps
    back (``publish_location``) is gone from the publishable library before we see it.
    """
    meta = item.meta
    assert isinstance(meta, Base)
    website = meta.website or ""
    return named_base(view, item) | node(
        PLACES[meta.category],
        description=view.summary(item),
        alternateName=meta.official_name if meta.official_name != item.title else None,
        address=_address(view, item),
        containedInPlace=area(view, view.district(item)),
        geo=_geo(meta),
        telephone=_telephone(meta.phone) if meta.is_verified else None,
        sameAs=website if website.startswith(("http://", "https://")) else None,
        isAccessibleForFree=True if meta.is_free and meta.is_verified and sure(meta.admission) else None,
        publicAccess=True if meta.is_verified else None,
        amenityFeature=[node("LocationFeatureSpecification", name=facility, value=True) for facility in meta.access or ()],
        image=images(view.site, hung, card),
        keywords=list(meta.tags),
        **_hours(view, meta),
    )


def district(view: View, item: Manuscript, hung: Sequence[Hung] = (), card: Card | None = None) -> Node:
    meta = item.meta
    assert isinstance(meta, District)
    more = node("AdministrativeArea", description=view.summary(item), alternateName=meta.short, image=images(view.site, hung, card))
    return (area(view, item) or {}) | more


def _address(view: View, item: Manuscript) -> Node | None:
    """The address as it would stand on a letter today: in the district that is now there."""
    street, district = sure(item.meta.address), view.district(item)
    if street is None:
        return None
    merged = view.library.get("district", district.meta.merged_into or "") if district else None
    now = merged or district
    locality = f"{now.meta.city}{now.title}" if now else None
    return node("PostalAddress", streetAddress=street, addressLocality=locality, addressCountry="CN")


def _geo(meta: Base) -> Node | None:
    """The position, in the only system that schema.org knows."""
    if not meta.coordinates or meta.coordinates.system != "WGS-84" or not meta.is_verified:
        return None
    return node("GeoCoordinates", latitude=meta.coordinates.lat, longitude=meta.coordinates.lng)


def _telephone(text: str | None) -> str | list[str] | None:
    """The numbers themselves; remarks in brackets stay on the page."""
    numbers = re.sub("（.*?）", "", sure(text) or "").split("、")
    found = [number.strip() for number in numbers if _TELEPHONE.fullmatch(number.strip())]
    return found[0] if len(found) == 1 else found or None


# --- Opening hours ---


def _hours(view: View, meta: Base) -> dict[str, list[Node]]:
    """None before they are verified, and none while a notice stands that may say otherwise."""
    if not meta.is_verified or meta.notice_on(view.today):
        return {}
    usual = [
        node("OpeningHoursSpecification", dayOfWeek=[_DAYS[day] for day in hours.days], opens=hours.open, closes=hours.close)
        for hours in meta.hours
    ]
    return {"openingHoursSpecification": usual, "specialOpeningHoursSpecification": list(_exceptions(meta.exceptions))}


def _exceptions(exceptions: Sequence[OpeningException]) -> Iterator[Node]:
    """Those whose days and hours are written plainly. Opening and closing at midnight is how one says closed."""
    for exception in exceptions:
        first, last, what = exception.on.start, exception.on.end or exception.on.start, exception.what.rstrip("。")
        times = ("00:00", "00:00") if _CLOSED.fullmatch(what) else (match.groups() if (match := _OPEN.fullmatch(what)) else None)
        if times and first.day and last.day:
            opens, closes = times
            yield node("OpeningHoursSpecification", validFrom=first.iso, validThrough=last.iso, opens=opens, closes=closes)

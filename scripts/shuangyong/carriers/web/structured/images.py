"""Photos and share cards as ``ImageObject``, with what ``captions.yml`` says of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ....manuscripts.captions import Caption
from ....site import Site
from ..hanging import Hung
from .values import Node, exact, node, organization

Card = tuple[str, int, int, str]
"""A share card: its address below the site's root, width and height in pixels, and what is to be seen on it."""

_PERSON = re.compile(r"[\u4e00-\u9fff]{1,3}[\u4e00-\u9fff](?<![社局馆处办会部所队心道镇区校院台])")
"""A name of two to four Han characters that does not end as names of offices do."""


def photo(site: Site, hung: Hung, is_leading: bool = False) -> Node:
    """A photo at its largest on the page. What ``captions.yml`` does not say is not said here."""
    caption, large = hung.caption, hung.large
    return node(
        "ImageObject",
        contentUrl=site.absolute(hung.picture.path_of(large)),
        encodingFormat="image/jpeg",
        width=_pixels(large.width),
        height=_pixels(large.height),
        name=caption.title,
        caption=caption.caption,
        creditText="，".join(filter(None, (caption.photographer, caption.unit))),
        creator=_creator(site, caption),
        copyrightNotice=caption.rights,
        license=_address_in(caption.rights),
        dateCreated=exact(caption.taken),
        contentLocation=node("Place", name=caption.place) if caption.place else None,
        representativeOfPage=True if is_leading else None,
    )


def photos(site: Site, hung: Sequence[Hung]) -> list[Node]:
    return [photo(site, it, is_leading=position == 0) for position, it in enumerate(hung)]


def card_image(site: Site, card: Card) -> Node:
    address, width, height, alt = card
    return node("ImageObject", contentUrl=site.absolute(address), width=_pixels(width), height=_pixels(height), caption=alt)


def images(site: Site, hung: Sequence[Hung], card: Card | None) -> list[Node]:
    """The leading picture of a page and its share card, as far as there are any."""
    return photos(site, hung[:1]) + ([card_image(site, card)] if card else [])


def _pixels(count: int) -> str:
    """A length, which schema.org wants with its unit."""
    return f"{count} px"


def _creator(site: Site, caption: Caption) -> Node | None:
    """Who made it, where the words leave no doubt whether that is a person or a body."""
    by = caption.photographer
    if by.startswith(site.name):
        return organization(site.name)
    return node("Person", name=by) if _PERSON.fullmatch(by) else None


def _address_in(text: str) -> str | None:
    """The licence's address, where the rights name one."""
    found = re.search(r"https?://[\x21-\x7e]+", text)
    return found[0].rstrip(".,;:)") if found else None

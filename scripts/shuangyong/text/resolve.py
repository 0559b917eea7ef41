"""Neutral addresses in rendered HTML to the addresses of one carrier."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

_ANCHOR = re.compile(r'<a\b([^>]*?)\shref="((?:doc|asset|figure):[^"]*)"([^>]*)>(.*?)</a>', re.S)
_IMAGE = re.compile(r'(<img\b[^>]*?\ssrc=")(asset:[^"]*)(")')
_PHOTO = r'<img\b[^>]*?\ssrc="photo:([^"]*)"[^>]*>'
_PLACED_PHOTO = re.compile(rf'<figure class="sy-photo">\s*{_PHOTO}\s*</figure>(\n?)|{_PHOTO}')
_EMPTIED = re.compile(r"<a\b[^>]*>\s*\0\s*</a>|\0")
_EMPTY_PARAGRAPH = re.compile(r"<p>(?:\s*\0)+\s*</p>\n?")

FindAddress = Callable[[str, str], str | None]
"""Is given a scheme and what follows it; returns an address, or None for what is not published."""
SetPhoto = Callable[[str, bool], str | None]
"""Is given ``album/slug`` and whether the photo stands alone; returns HTML, or None for what is not published."""


def with_addresses(html: str, find: FindAddress, set_photo: SetPhoto = lambda id, is_alone: None) -> str:
    """`html` with every neutral link and photo replaced.

    A link whose address is None becomes its plain text. A photo that is None leaves nothing:
    no empty figure, no empty link and no empty paragraph.
    """

    def link(match: re.Match) -> str:
        before, target, after, inner = match.groups()
        address = find(*_parts(target))
        if address is None:
            return inner
        return f'<a{before} href="{escape(address)}"{after}>{inner}</a>'

    def image(match: re.Match) -> str:
        return f"{match[1]}{escape(find(*_parts(match[2])) or '')}{match[3]}"

    def photo(match: re.Match) -> str:
        alone, end, within = match.groups()
        html = set_photo(unescape(alone or within), alone is not None)
        return _NOTHING if html is None else html + (end or "")

    html = _IMAGE.sub(image, _ANCHOR.sub(link, html))
    return _without_gaps(_PLACED_PHOTO.sub(photo, html))


_NOTHING = "\0"
"""Where a photo was; Markdown lets no such character through."""


def _without_gaps(html: str) -> str:
    return _EMPTIED.sub("", _EMPTY_PARAGRAPH.sub("", _EMPTIED.sub(_NOTHING, html)))


def _parts(target: str) -> tuple[str, str]:
    scheme, _, rest = unescape(target).partition(":")
    return scheme, rest

"""Neutral addresses in rendered HTML to the addresses of one carrier."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

_ANCHOR = re.compile(r'<a\b([^>]*?)\shref="((?:doc|asset|figure):[^"]*)"([^>]*)>(.*?)</a>', re.S)
_IMAGE = re.compile(r'(<img\b[^>]*?\ssrc=")(asset:[^"]*)(")')


def with_addresses(html: str, find: Callable[[str, str], str | None]) -> str:
    """`html` with every neutral link replaced.

    `find` is given a scheme and what follows it, and returns an address. Where it returns
    None, as for a manuscript that is not published, the link becomes its plain text.
    """

    def link(match: re.Match) -> str:
        before, target, after, inner = match.groups()
        address = find(*_parts(target))
        if address is None:
            return inner
        return f'<a{before} href="{escape(address)}"{after}>{inner}</a>'

    def image(match: re.Match) -> str:
        return f"{match[1]}{escape(find(*_parts(match[2])) or '')}{match[3]}"

    return _IMAGE.sub(image, _ANCHOR.sub(link, html))


def _parts(target: str) -> tuple[str, str]:
    scheme, _, rest = unescape(target).partition(":")
    return scheme, rest

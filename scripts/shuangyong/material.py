"""What of Material for MkDocs' own files the built site has no use for."""

from __future__ import annotations

from fnmatch import fnmatch

FAVICON = "assets/images/favicon.png"
"""The mark of Material itself, which a site shows that names no other."""

_UNUSED = ("assets/stylesheets/*", "assets/javascripts/*", FAVICON)
"""Files of the theme that no page of ours asks for."""

_MERGED = ("assets/css/*.css", "assets/js/search/*.js", "screen/*")
"""Parts that go out inside ``site.css`` and ``search.js``, or in what a carrier gives out."""

_ON_DEMAND = ("assets/css/lightbox.css", "assets/css/search.css")


def is_unused(src_uri: str) -> bool:
    """Whether a file of the theme need not lie in the built site."""
    if any(fnmatch(src_uri, pattern) for pattern in _MERGED):
        return src_uri not in _ON_DEMAND
    return any(fnmatch(src_uri, pattern) for pattern in _UNUSED)

"""What the site still takes of Material for MkDocs beside its build: the search, until there is our own."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

FAVICON = "assets/images/favicon.png"
"""The mark of Material itself, which a site shows that names no other."""

_UNUSED = ("assets/stylesheets/*", FAVICON, "*.map", "assets/javascripts/lunr/wordcut.js", "assets/javascripts/lunr/tinyseg.js")
"""Files of the theme that no page of ours asks for. The last two cut Thai and Japanese."""

_MERGED = "assets/css/*.css"
"""Sheets that go out inside ``site.css``."""

_ON_DEMAND = ("assets/css/lightbox.css",)


def is_unused(src_uri: str) -> bool:
    """Whether a file of the theme need not lie in the built site."""
    if fnmatch(src_uri, _MERGED):
        return src_uri not in _ON_DEMAND
    return any(fnmatch(src_uri, pattern) for pattern in _UNUSED)


def search_files(theme_dirs: Iterable[str]) -> dict[str, str]:
    """Where the theme's search lies below the site's root: ``bundle`` and ``worker``, whose names carry a hash."""
    patterns = {"bundle": "assets/javascripts/bundle.*.min.js", "worker": "assets/javascripts/workers/search.*.min.js"}
    return {name: _find(theme_dirs, pattern) for name, pattern in patterns.items()}


def _find(theme_dirs: Iterable[str], pattern: str) -> str:
    for folder in map(Path, theme_dirs):
        found = next(folder.glob(pattern), None)
        if found:
            return found.relative_to(folder).as_posix()
    return ""

"""Addresses below the site's root, and the links between them."""

from __future__ import annotations

import posixpath
import re


def relative(target: str, base: str) -> str:
    """The link from the page at address `base` to `target`, both below the site's root."""
    path, hash_, anchor = target.partition("#")
    if path == base:
        return hash_ + anchor if hash_ else "./"
    found = posixpath.relpath(f"/{path}", f"/{posixpath.dirname(base)}")
    return found + ("/" if path.endswith("/") or not path else "") + hash_ + anchor


def slug(text: str) -> str:
    """An ASCII address for Chinese text: its pinyin, parted by hyphens."""
    from pypinyin import lazy_pinyin  # Its dictionary takes its time to load.

    syllables = "-".join(lazy_pinyin(text)).lower()
    return re.sub(r"[^a-z0-9]+", "-", syllables).strip("-") or "x"

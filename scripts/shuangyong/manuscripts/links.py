"""The links in a manuscript's Markdown, with their lines.

Two schemes are ours: ``figure:source/id`` and ``photo:album/slug``. Everything else is an
ordinary link: to another ``.md`` file, to a file beside it, or out of the site.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_FENCED = re.compile(r"^([ ]*)(`{3,}|~{3,})[^\n]*\n.*?(?:^\1?\s*\2[`~]*\s*$|\Z)", re.M | re.S)
_INLINE_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_LINK = re.compile(r"(?<!\\)(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)>?[^()]*\)")


@dataclass(frozen=True)
class Link:
    """One link as written."""

    line: int
    """Line in the body, from 0."""
    text: str
    target: str
    is_image: bool = False

    @property
    def scheme(self) -> str:
        return urlsplit(self.target).scheme

    @property
    def rest(self) -> str:
        """What follows the scheme: ``zhabei-2015/f15`` of ``figure:zhabei-2015/f15``."""
        return self.target.partition(":")[2]


def find_links(body: str) -> Iterator[Link]:
    """The inline links of a Markdown text in reading order; code and comments hold none."""
    body = _without_code(body)
    for match in _LINK.finditer(body):
        mark, text, target = match.groups()
        yield Link(body.count("\n", 0, match.start()), text, target, bool(mark))


_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*\S", re.M)
_WIDE = re.compile(r"[\]】]\s*（\s*(?:figure:|photo:|[^）\n]*\.md)|【[^】\n]*】\((?:figure:|photo:)")
_RAW = re.compile(r"<(?:a|img|iframe|object|embed|video|audio|source)\b[^>]*\b(?:href|src|srcset|data)\s*=", re.I)


def find_bypasses(body: str) -> Iterator[tuple[int, str]]:
    """(line from 0, what was written) of links in a form that no check reads.

    That is a reference defined apart from its text (``[f]: figure:…``), raw HTML, and
    brackets from a Chinese keyboard.
    """
    body = _without_code(body)
    for pattern in (_DEFINITION, _WIDE, _RAW):
        for match in pattern.finditer(body):
            yield body.count("\n", 0, match.start()), match[0].strip().split("\n")[0]


def find_comments(body: str) -> Iterator[int]:
    """The lines, from 0, on which HTML comments begin: Markdown leaves them in the page for all to read."""
    for pattern in (_FENCED, _INLINE_CODE):
        body = pattern.sub(_blank, body)
    for match in re.finditer("<!--", body):
        yield body.count("\n", 0, match.start())


def _without_code(body: str) -> str:
    for pattern in (_FENCED, _COMMENT, _INLINE_CODE):
        body = pattern.sub(_blank, body)
    return body


def _blank(match: re.Match) -> str:
    """As many lines as before, with nothing in them."""
    return "\n" * match[0].count("\n")


def resolve(src_uri: str, target: str) -> tuple[str, str] | None:
    """(path below docs/, anchor) of a relative link written in `src_uri`; None if it leads elsewhere.

    A link to the file itself (``#anchor``) gives its own path. One that climbs out of
    docs/ gives a path that begins with ``..``.
    """
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return src_uri, unquote(parts.fragment)
    if parts.path.startswith("/"):
        return None
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(src_uri), unquote(parts.path)))
    return joined, unquote(parts.fragment)

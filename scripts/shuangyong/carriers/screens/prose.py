"""A manuscript's text as the reader on a screen shows it: nothing runs, nothing is styled, nothing leads off the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from html.parser import HTMLParser
from urllib.parse import unquote

FIGURE = "sy-entry__figure"
LINK = "sy-entry__link"

FindEntry = Callable[[str], str | None]
"""Is given the path of a manuscript below docs/; returns the id of its entry, or None where the reader has none."""
IsOpen = Callable[[str], bool]
"""Is given ``source/figure``; returns whether that figure is published."""

_KEPT = frozenset((
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr", "br", "div", "section",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "figure", "figcaption",
    "strong", "b", "em", "i", "s", "u", "sub", "sup", "small", "span", "code", "kbd", "abbr", "del", "ins", "q", "cite", "dfn", "time",
    "mark", "ruby", "rt", "rp",
))  # fmt: skip
_VOID = frozenset(("br", "hr"))
_DROPPED = frozenset((
    "script", "style", "template", "noscript", "iframe", "object", "applet", "audio", "video", "canvas", "svg", "math", "head", "title",
    "button", "select", "textarea", "datalist", "dialog", "map",
))  # fmt: skip
"""Elements that go together with all that is in them; of every other element not kept, its content stays."""

_RENAMED = {"h1": "h2", "details": "div", "summary": "p"}
"""The title of an entry is its only heading of the first level; and what unfolds stands unfolded."""

_WRAPPED = re.compile(r"(?<=[^\x00-\x7F])[ \t]*\n[ \t]*(?=[^\x00-\x7F])")
"""A line that the editor wrapped between Han characters, which a browser would show as a space."""

_CLASSES = frozenset(("admonition", "admonition-title", "footnote", "sy-scroll", "sy-photo"))
_ALIGNED = {"right": "sy-entry__cell--end", "center": "sy-entry__cell--middle"}
_ALIGN = re.compile(r"text-align:\s*(right|center)")
_COUNT = re.compile(r"[1-9]\d{0,2}")


def cleaned(html: str, find: FindEntry, is_open: IsOpen) -> str:
    """`html` with neutral addresses as safe markup, every tag closed; photos stand in it as they did.

    A link to something that the reader holds opens it there; a published figure is marked; all
    other links are plain text. Pictures that are no photos of an album go: a screen has no such files.
    """
    cleaner = _Cleaner(find, is_open)
    cleaner.feed(html)
    cleaner.close()
    return cleaner.html()


class _Cleaner(HTMLParser):
    """Writes the same document anew, out of what is allowed alone."""

    def __init__(self, find: FindEntry, is_open: IsOpen):
        super().__init__(convert_charrefs=True)
        self._find = find
        self._is_open = is_open
        self._parts: list[str] = []
        self._open: list[tuple[str, str]] = []
        """Elements not closed yet: the tag as read, and what closes it here."""
        self._silent: list[str] = []
        """Dropped elements that are open: nothing is written meanwhile."""

    def html(self) -> str:
        return "".join(self._parts) + "".join(end for _, end in reversed(self._open))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _DROPPED or "footnote-backref" in given.get("class", ""):
            self._silent.append(tag)
        if self._silent:
            return
        if tag == "img":
            self._parts.append(_photo(given))
        elif tag == "a":
            self._begin(tag, *self._link(given.get("href", "")))
        elif _RENAMED.get(tag, tag) in _VOID:
            self._parts.append(f"<{tag}>")
        elif _RENAMED.get(tag, tag) in _KEPT:
            name = _RENAMED.get(tag, tag)
            self._begin(tag, f"<{name}{_attributes(name, given)}>", f"</{name}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag != "img":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag in self._silent:
                del self._silent[len(self._silent) - 1 - self._silent[::-1].index(tag) :]
            return
        if tag in (name for name, _ in self._open):
            while True:
                name, end = self._open.pop()
                self._parts.append(end)
                if name == tag:
                    break

    def handle_data(self, data: str) -> None:
        if not self._silent:
            is_exact = any(name == "pre" for name, _ in self._open)
            self._parts.append(escape(data if is_exact else _WRAPPED.sub("", data)))

    def _begin(self, tag: str, start: str, end: str) -> None:
        self._parts.append(start)
        self._open.append((tag, end))

    def _link(self, href: str) -> tuple[str, str]:
        scheme, _, rest = href.partition(":")
        if scheme == "figure" and self._is_open(rest):
            return f'<span class="{FIGURE}">', "</span>"
        entry = self._find(unquote(rest.partition("#")[0])) if scheme == "doc" else None
        return (opening(entry), "</a>") if entry is not None else ("", "")


def opening(entry: str) -> str:
    """The start tag of a link that opens an entry of the reader."""
    return f'<a class="{LINK}" href="#" data-opens="{escape(entry)}">'


def _photo(given: Mapping[str, str]) -> str:
    """What ``with_addresses`` puts a photo in place of: for one that has no place on a screen, nothing."""
    source = given.get("src", "")
    return f'<img src="{escape(source if source.startswith("photo:") else "photo:")}">'


def _attributes(tag: str, given: Mapping[str, str]) -> str:
    """Those that change the meaning of an element; all others, ids and handlers among them, go."""
    kept: dict[str, str] = {}
    classes = [name for name in given.get("class", "").split() if name in _CLASSES]
    aligned = _ALIGN.search(given.get("style", ""))
    if tag in ("td", "th"):
        classes += [_ALIGNED[aligned[1]]] if aligned else []
        kept |= {name: given[name] for name in ("colspan", "rowspan") if _COUNT.fullmatch(given.get(name, ""))}
        kept |= {"scope": given["scope"]} if given.get("scope") in ("row", "col") else {}
    if tag == "ol" and _COUNT.fullmatch(given.get("start", "")):
        kept["start"] = given["start"]
    if "sy-scroll" in classes:
        kept |= {"tabindex": "0", "role": "region", "aria-label": given.get("aria-label", "表格")}
    if classes:
        kept["class"] = " ".join(classes)
    return "".join(f' {name}="{escape(value)}"' for name, value in kept.items())

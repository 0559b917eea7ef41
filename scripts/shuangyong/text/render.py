"""Markdown to HTML, plain text and sections.

The HTML still holds neutral addresses, since where a link leads depends on the carrier:
``doc:`` and ``asset:`` with a path below docs/, ``figure:`` and ``photo:`` as written. A photo
alone in its paragraph is a ``<figure class="sy-photo">`` already. ``resolve`` replaces them.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.slugs import slugify

from ..manuscripts.library import Manuscript
from ..manuscripts.links import resolve

DEFAULT_EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "footnotes", "admonition")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Section:
    """A heading with the plain text beneath it, up to the next heading."""

    level: int
    """1 to 6; 0 for what stands before the first heading."""
    title: str
    anchor: str
    text: str


@dataclass(frozen=True)
class Text:
    """A manuscript's text in every form a carrier may want."""

    html: str
    plain: str
    """Paragraphs parted by newlines, without markup."""
    sections: tuple[Section, ...]
    toc: tuple[Mapping[str, Any], ...]
    """The headings as Python-Markdown's nested ``toc_tokens``."""
    figures: tuple[tuple[str, str], ...] = ()
    """(figure, shown text) of every figure link that truly stands in the HTML."""

    @property
    def is_empty(self) -> bool:
        return not self.html.strip()

    def excerpt(self, length: int = 80) -> str:
        """The beginning of the plain text, cut with an ellipsis after `length` characters."""
        line = self.plain.replace("\n", "")
        return line if len(line) <= length else line[: length - 1] + "…"


class Texts:
    """Renders each manuscript the first time it is asked for, and keeps the result."""

    def __init__(self, extensions: Sequence[Any] = (), configs: Mapping[str, Mapping] | None = None):
        """`extensions` and `configs` are those of Python-Markdown, as in ``mkdocs.yml``."""
        configs = {name: dict(options) for name, options in (configs or {}).items()}
        # MkDocs' own anchors drop Han characters and number what is left: keep the words.
        configs["toc"] = {"slugify": slugify(case="lower"), **configs.get("toc", {}), "permalink": False}
        self._links = _Links()
        self._markdown = markdown.Markdown(
            extensions=[*dict.fromkeys([*DEFAULT_EXTENSIONS, *extensions]), _Ours(self._links)],
            extension_configs=configs,
        )
        self._kept: dict[Manuscript, Text] = {}

    def of(self, item: Manuscript) -> Text:
        if item not in self._kept:
            self._kept[item] = self._render(item)
        return self._kept[item]

    def _render(self, item: Manuscript) -> Text:
        self._markdown.reset()
        self._links.src_uri, self._links.figures = item.src_uri, []
        html = self._markdown.convert(item.body)
        reader = _PlainText()
        reader.feed(html)
        reader.close()
        sections = tuple(reader.sections())
        plain = "\n".join(filter(None, (part for s in sections for part in (s.title, s.text))))
        toc = tuple(getattr(self._markdown, "toc_tokens", ()))
        return Text(html, plain, sections, toc, tuple(self._links.figures))


class _Ours(markdown.Extension):
    """Our own treatment of links and tables, last of all."""

    def __init__(self, links: _Links):
        super().__init__()
        self._links = links

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802, Python-Markdown's name
        md.treeprocessors.register(self._links, "shuangyong-links", 0)
        md.treeprocessors.register(_Tables(), "shuangyong-tables", -1)
        md.treeprocessors.register(_Photos(), "shuangyong-photos", -2)


class _Links(Treeprocessor):
    """Gives relative links their neutral form and marks figures."""

    src_uri = ""
    figures: list[tuple[str, str]] = []

    def run(self, root: etree.Element) -> None:
        for element in root.iter("a"):
            href = element.get("href", "")
            if href.startswith("figure:"):
                element.set("class", "sy-figure")
                self.figures.append((href.removeprefix("figure:"), "".join(element.itertext())))
            elif href.startswith(("http://", "https://")):
                element.set("rel", "noopener")
            else:
                element.set("href", self._neutral(href))
        for element in root.iter("img"):
            element.set("src", self._neutral(element.get("src", "")))
            element.set("loading", "lazy")

    def _neutral(self, href: str) -> str:
        place = resolve(self.src_uri, href)
        if place is None or href.startswith("#"):
            return href
        path, anchor = place
        scheme = "doc" if path.lower().endswith(".md") else "asset"
        return f"{scheme}:{path}" + (f"#{anchor}" if anchor else "")


class _Tables(Treeprocessor):
    """Lets a wide table scroll in its own box instead of pushing the page sideways."""

    def run(self, root: etree.Element) -> None:
        count = 0
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag == "table":
                    count += 1  # Landmarks of one kind are told apart by their names.
                    box = etree.Element("div", {"class": "sy-scroll", "tabindex": "0", "role": "region", "aria-label": f"表格{count}"})
                    box.tail, child.tail = child.tail, None
                    parent.remove(child)
                    box.append(child)
                    parent.insert(position, box)


class _Photos(Treeprocessor):
    """Makes each photo that stands in a paragraph without a word a figure of its own."""

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for position, child in reversed(list(enumerate(parent))):
                if child.tag == "p" and _holds_photos_only(child):
                    parent.remove(child)
                    for photo in reversed(list(child)):
                        parent.insert(position, _figure(photo))


def _holds_photos_only(paragraph: etree.Element) -> bool:
    photos = list(paragraph)
    words = "".join(filter(None, [paragraph.text, *(photo.tail for photo in photos)]))
    are_photos = all(photo.tag == "img" and photo.get("src", "").startswith("photo:") for photo in photos)
    return bool(photos) and are_photos and not words.strip()


def _figure(photo: etree.Element) -> etree.Element:
    figure = etree.Element("figure", {"class": "sy-photo"})
    figure.append(photo)
    photo.tail, figure.tail = None, "\n"
    return figure


class _PlainText(HTMLParser):
    """Collects headings and the text between them, each block on a line of its own."""

    BLOCKS = {"p", "li", "td", "th", "dt", "dd", "pre", "blockquote", "figcaption", "br", "tr"}
    END = "\x1e"
    """Ends a block; a newline in the HTML is only where the editor wrapped a line."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self._parts: list[tuple[int, str, list[str], list[str]]] = [(0, "", [], [])]
        self._in_heading = False
        self._silent_tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in HEADINGS:
            self._in_heading = True
            self._parts.append((int(tag[1]), given.get("id") or "", [], []))
        elif _is_silent(tag, given):
            self._silent_tags.append(tag)
        elif tag == "br":
            self._parts[-1][3].append(self.END)

    def handle_endtag(self, tag: str) -> None:
        if tag in HEADINGS:
            self._in_heading = False
        elif self._silent_tags and tag == self._silent_tags[-1]:
            self._silent_tags.pop()
        elif tag in self.BLOCKS:
            self._parts[-1][3].append(self.END)

    def handle_data(self, data: str) -> None:
        if not self._silent_tags:
            self._parts[-1][2 if self._in_heading else 3].append(data)

    def sections(self) -> Iterator[Section]:
        for level, anchor, title, text in self._parts:
            lines = (_one_line(block) for block in "".join(text).split(self.END))
            section = Section(level, _one_line("".join(title)), anchor, "\n".join(filter(None, lines)))
            if section.title or section.text:
                yield section


def _is_silent(tag: str, attrs: Mapping[str, str | None]) -> bool:
    """Whether an element is no part of the text: code for machines, and the marks that lead to footnotes and back."""
    is_mark = tag == "sup" and (attrs.get("id") or "").startswith("fnref")
    is_way_back = tag == "a" and "footnote-backref" in (attrs.get("class") or "")
    return tag in ("script", "style") or is_mark or is_way_back


def _one_line(text: str) -> str:
    """`text` with a line wrapped between Han characters joined without a space, all other white space folded."""
    return " ".join(re.sub(r"(?<=[^\x00-\x7F])[ \t]*\n[ \t]*(?=[^\x00-\x7F])", "", text).split())

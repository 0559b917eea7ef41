"""What the desk knows besides the text before it: its tables, the day, and the rest of the site."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from .document import Document
from .tables import Allowance, Names, common_names

T = TypeVar("T")


@dataclass(frozen=True)
class KnownFigure:
    """A number of a source, as the desk needs it."""

    source: str
    name: str
    as_printed: str
    unit: str
    status: str
    withheld: str

    @property
    def id(self) -> str:
        return f"{self.source}/{self.name}"

    @cached_property
    def bare_patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """How it looks without its qualifier, and the word that is lost then."""
        match = _QUALIFIED.fullmatch(self.as_printed.replace(" ", ""))
        if not match:
            return ()
        number, rest = _grouped(match["number"]), re.escape(match["rest"][:2] if match["rest"].startswith("人次") else match["rest"][:1])
        if mark := match["before"] or match["some"]:
            bare = rf"(?<![\d.,近约逾超过上达])(?<!将近)(?<!不足){number}{match['big']}{rest}(?!以上|左右|上下|之多)"
            return ((re.compile(bare), mark),)
        if match["rest"].startswith("人次"):
            return ((re.compile(rf"(?<![\d.,]){number}{match['big']}(?:名|位|人(?!次))"), "次"),)
        return ()

    @cached_property
    def secret_pattern(self) -> re.Pattern[str] | None:
        """The number where it is kept back; None where it was rightly not written down at all, or says nothing alone."""
        text = self.as_printed.replace(" ", "")
        match = re.search(r"\d[\d,]*", text)
        if not match or len(text) < 4:
            return None
        before, after = re.escape(text[: match.start()]), re.escape(text[match.end() :])
        return re.compile(rf"(?<![\d.,]){before}{_grouped(match[0])}{after}")


_QUALIFIED = re.compile(
    r"(?P<before>近|约|逾|超|超过|将近)?(?P<number>\d[\d,]*)(?P<big>[万亿]?)(?P<some>余|多)?"
    r"(?P<rest>[\u4e00-\u9fff].*)"
)


def _grouped(number: str) -> str:
    """The digits, with a comma wherever somebody may put one."""
    return "[,，]?".join(number.replace(",", ""))


@dataclass(frozen=True)
class HiddenBase:
    """A base whose place is not for publication."""

    path: str
    title: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Desk:
    """What rules may ask."""

    today: dt.date
    names: Names = field(default_factory=common_names)
    allowed: tuple[Allowance, ...] = ()
    figures: tuple[KnownFigure, ...] = ()
    hidden_bases: tuple[HiddenBase, ...] = ()
    captions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What is said of each photo, by ``album/slug``."""
    _kept: dict[str, tuple[Document, Any]] = field(default_factory=dict, compare=False)

    def once(self, name: str, doc: Document, make: Callable[[], T]) -> T:
        """What `make` gives for a document, worked out once for several rules."""
        kept = self._kept.get(name)
        if kept is None or kept[0] is not doc:
            kept = self._kept[name] = (doc, make())
        return kept[1]

    @cached_property
    def _by_source(self) -> Mapping[str, tuple[KnownFigure, ...]]:
        found: dict[str, tuple[KnownFigure, ...]] = {}
        for figure in self.figures:
            found[figure.source] = (*found.get(figure.source, ()), figure)
        return found

    def figures_for(self, doc: Document) -> tuple[KnownFigure, ...]:
        """Those of the sources that a manuscript names."""
        sources = doc.data.get("sources")
        named = (self._by_source.get(str(source), ()) for source in (sources if isinstance(sources, list) else ()))
        return tuple(figure for figures in named for figure in figures)

    def credit_of(self, photo: str) -> str:
        said = self.captions.get(photo, {})
        return f"{said.get('photographer', '')} {said.get('rights', '')}".strip()

    def caption_text(self, photo: str) -> str:
        return "\n".join(str(value) for value in self.captions.get(photo, {}).values())

    def knowing(self, documents: Iterable[Document]) -> Desk:
        """The same desk with what the documents of a site say of themselves."""
        figures, hidden, captions = [], [], {}
        for doc in documents:
            if doc.kind == "source":
                figures += _figures(doc)
            elif doc.kind == "base" and doc.data.get("publish_location") == "false":
                hidden += _hidden(doc)
            elif doc.path.endswith("captions.yml"):
                captions |= _captions(doc)
        return Desk(self.today, self.names, self.allowed, tuple(figures), tuple(hidden), captions)


def _figures(doc: Document) -> list[KnownFigure]:
    source = doc.path.rpartition("/")[2].removesuffix(".md")
    figures = doc.data.get("figures")
    return [
        KnownFigure(source, *(_text(figure.get(key)) for key in ("id", "as_printed", "unit", "status", "withheld")))
        for figure in (figures if isinstance(figures, list) else ())
        if isinstance(figure, dict)
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) and value not in ("null", "~") else ""


_DOORS = re.compile(r"[\u4e00-\u9fff]{2}(?:公路|支路|大道|大街|路|街|巷|弄|里)\d+(?:弄|号)")


def _hidden(doc: Document) -> list[HiddenBase]:
    """The address as far as it is one, and the coordinates to four places."""
    address = _text(doc.data.get("address"))
    words = _DOORS.findall(address) or [re.split("[（(]", address)[0]] * bool(address)
    coordinates = doc.data.get("coordinates")
    given = (str(coordinates.get(key, "")) for key in ("lat", "lng")) if isinstance(coordinates, dict) else ()
    words += [value[: value.index(".") + 5] for value in given if re.fullmatch(r"\d+\.\d{4,}", value)]
    pattern = "|".join(rf"(?<![\d.]){re.escape(word)}" for word in words if len(word) > 3)
    return [HiddenBase(doc.path, _text(doc.data.get("title")), re.compile(pattern))] if pattern else []


def _captions(doc: Document) -> dict[str, Mapping[str, Any]]:
    album = doc.path.split("/")[-2] if "/" in doc.path else ""
    photos = doc.data.get("photos")
    return {f"{album}/{photo.get('slug')}": photo for photo in (photos if isinstance(photos, list) else ()) if isinstance(photo, dict)}

"""The front pages of the site and of its columns, made from the whole library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ...columns import COLUMNS, Column, has_front
from ...manuscripts.calendar import Occurrence
from ...manuscripts.library import CitedFigure, Manuscript, address_of
from ...manuscripts.models import Page
from .. import Output
from .charts import charts
from .dots import dot_field
from .exhibitions import shows
from .finder import finder_page
from .frame import framed
from .hanging import LEAD
from .listings import story_groups
from .pages import TEMPLATES, has_page
from .structured.numbers import dataset
from .structured.pages import collection, generated, website
from .view import View


def front_pages(view: View) -> Iterator[Output]:
    yield _home(view)
    brands, districts, sources = _with_a_district(view, "brand"), _districts(view), view.library.of("source")
    yield _front(view, "brands", "brands.html", brands, listed=brands)
    yield finder_page(view)
    yield _front(view, "numbers", "numbers.html", **_numbers(view))
    yield _front(view, "calendar", "calendar.html", _in_calendar(view), **_calendar(view))
    yield _front(view, "districts", "districts.html", districts, districts=districts)
    yield _front(view, "sources", "sources.html", sources, sources=sources)
    if view.library.of("exhibition"):
        hanging = shows(view, COLUMNS["exhibitions"].address)
        yield _front(view, "exhibitions", "exhibitions.html", [show.item for show in hanging], shows=hanging)
    yield _corrections(view)
    yield _site_map(view)


def _front(view: View, column: str, template: str, entries: Iterable[Manuscript] = (), **context) -> Output:
    """The front of a column that lists `entries`; numbers are a data set and no list."""
    it: Column = COLUMNS[column]
    page = (view, it.address, it.name, it.description)
    node = dataset(*page) or generated(*page) if column == "numbers" else collection(*page, entries)
    return framed(view, it.src_uri, template, title=it.name, description=it.description, nodes=[node], **context)


# --- Home ---


def _home(view: View) -> Output:
    item = view.library.at("index.md")
    chosen = item.meta if item and isinstance(item.meta, Page) else None
    stories = view.named(chosen.stories, "story") if chosen else ()
    stories += tuple(story for story in view.library.of("story") if story not in stories)
    brands = view.named(chosen.brands, "brand") if chosen and chosen.brands else _busiest(view, "brand")
    bases = view.named(chosen.bases, "base") if chosen and chosen.bases else _busiest(view, "base")
    figures = tuple(filter(None, map(view.library.figure, chosen.figures))) if chosen and chosen.figures else ()
    stories, brands = stories[:6], brands[:8]
    lead_cover = view.hang(stories[0].meta.cover, "", LEAD, is_first=True) if stories else None
    return framed(
        view,
        "index.md",
        "home.html",
        title=view.site.name,
        description=(item and item.meta.summary) or view.site.description,
        html=view.html(item) if item else Markup(""),
        stories=stories,
        brands=brands,
        lead_cover=lead_cover,
        hung=[lead_cover] if lead_cover else (),
        nodes=[website(view)],
        listed=stories[1:] + brands,
        figures=(figures or _most_cited(view))[:4],
        bases=bases[:6],
        days=view.upcoming[:6],
    )


def _busiest(view: View, kind: str) -> tuple[Manuscript, ...]:
    """Those with the most stories first."""
    return tuple(sorted(view.library.of(kind), key=lambda item: -len(view.citing(item, "story"))))


def _most_cited(view: View) -> tuple[CitedFigure, ...]:
    counts = (figure for figure in view.library.figures if figure.figure.status == "实数")
    return tuple(sorted(counts, key=lambda figure: -len(view.pages_citing(figure))))


# --- Columns ---


def _with_a_district(view: View, kind: str) -> tuple[Manuscript, ...]:
    """Those that a list by districts shows."""
    return tuple(item for item in view.library.of(kind) if view.district(item))


def _numbers(view: View) -> dict:
    sources = [source for source in view.library.of("source") if source.meta.figures]
    by_source = {s: tuple(f for f in view.library.figures if f.source is s) for s in sources}
    counted = {s: tuple(f for f in figures if f.figure.status == "实数" and _is_count(f)) for s, figures in by_source.items()}
    in_charts = {s: tuple(charts(figures)) for s, figures in by_source.items()}
    large = {s: _large(view, figures) for s, figures in counted.items()}
    fields = {figure: field for figures in large.values() for figure in figures if (field := dot_field(figure))}
    return {"by_source": by_source, "charts": in_charts, "large": large, "fields": fields}


def _is_count(cited: CitedFigure) -> bool:
    value, unit = cited.figure.value, cited.figure.unit or ""
    return isinstance(value, int | float) and not unit.startswith(("年", "月"))


def _large(view: View, figures: tuple[CitedFigure, ...]) -> tuple[CitedFigure, ...]:
    """The figures to be set large: those in no chart that most pages lean on."""
    alone = [figure for figure in figures if not figure.figure.series and view.pages_citing(figure)]
    return tuple(sorted(alone, key=lambda figure: -figure.figure.value)[:4])


@dataclass(frozen=True)
class Month:
    first: dt.date
    occurrences: tuple[Occurrence, ...]

    @property
    def name(self) -> str:
        return f"{self.first.year}年{self.first.month}月"


def _calendar(view: View) -> dict:
    months: dict[dt.date, list[Occurrence]] = {}
    for occurrence in view.upcoming:
        months.setdefault(occurrence.start.replace(day=1), []).append(occurrence)
    shown = {occurrence.day for occurrence in view.upcoming}
    return {
        "months": [Month(first, tuple(found)) for first, found in months.items()],
        "undated": [day for day in view.library.of("day") if day not in shown],
        "texts": {day: view.html(day, at="calendar/") for day in view.library.of("day")},
    }


def _in_calendar(view: View) -> tuple[Manuscript, ...]:
    """The days in the order of the calendar: those to come, then those without a date."""
    coming = [occurrence.day for occurrence in view.upcoming]
    return tuple(dict.fromkeys([*coming, *view.library.of("day")]))


def _districts(view: View) -> tuple[Manuscript, ...]:
    """Those with the most about them first."""
    kinds = ("story", "brand", "base")
    return tuple(
        sorted(view.library.of("district"), key=lambda d: -sum(len(view.in_district(d, kind)) for kind in kinds))
    )


# --- Service pages ---


@dataclass(frozen=True)
class Change:
    """A correction or a withdrawal, as the public record shows it."""

    on: dt.date
    sort: str
    title: str
    address: str | None
    """None for what has no page of its own."""
    what: str


def changes(view: View) -> tuple[Change, ...]:
    """Every correction and withdrawal of the site, newest first."""
    corrected = [
        Change(correction.on, "更正", item.title, view.address(item) if has_page(item.kind) else None, correction.what)
        for item in view.library.manuscripts
        for correction in item.meta.corrections
    ]
    withdrawn = [
        Change(w.notice.on, "撤下", w.title, w.address if w.kind in TEMPLATES else None, w.notice.reason)
        for w in view.library.withdrawals
    ]
    return tuple(sorted(corrected + withdrawn, key=lambda change: (change.on, change.title), reverse=True))


def _corrections(view: View) -> Output:
    description = "本站发布以后更正过和撤下的内容，逐条公开。"
    return _service(view, "corrections/index.md", "corrections.html", "更正与撤下", description, changes=changes(view))


def _service(view: View, src_uri: str, template: str, title: str, description: str, **context) -> Output:
    nodes = [generated(view, address_of(src_uri), title, description)]
    return framed(view, src_uri, template, title=title, description=description, nodes=nodes, **context)


def _site_map(view: View) -> Output:
    kinds = ("story", "brand", "base", "district", "exhibition", "source", "page")
    return _service(
        view,
        "sitemap/index.md",
        "sitemap.html",
        "网站地图",
        "本站的全部页面。",
        columns=[column for column in COLUMNS.values() if has_front(view.library, column)],
        by_kind={kind: view.library.of(kind) for kind in kinds},
        groups=story_groups(view),
    )

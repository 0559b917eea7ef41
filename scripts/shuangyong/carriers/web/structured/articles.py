"""Stories, and the publications they are drawn from."""

from __future__ import annotations

from collections.abc import Sequence

from ....columns import COLUMNS
from ....manuscripts.library import Manuscript
from ....manuscripts.models import Source, Story
from ..hanging import Hung
from ..view import View
from .brands import named_brand
from .images import Card, images
from .places import named_base
from .values import LANGUAGE, Node, area, coverage, exact, modified, moment, node, persons, publisher, url_of

_PUBLICATIONS = {"报纸": "Newspaper", "期刊": "Periodical", "杂志": "Periodical"}
"""What a source stands in, by a word of its 种类."""


def story(view: View, item: Manuscript, hung: Sequence[Hung] = (), card: Card | None = None) -> Node:
    """A story. Its ``image`` are the cover and the share card: photos within the text illustrate single passages."""
    meta, site = item.meta, view.site
    assert isinstance(meta, Story)
    written_by = persons(meta.byline.reporter, meta.byline.correspondent) if meta.byline else []
    return node(
        "NewsArticle",
        headline=item.title,
        description=view.summary(item),
        url=url_of(view, item),
        mainEntityOfPage=url_of(view, item),
        inLanguage=LANGUAGE,
        datePublished=moment(site, meta.published),
        dateModified=modified(item),
        author=written_by or publisher(site),
        editor=persons(meta.byline.editor) if meta.byline else None,
        contributor=persons(meta.byline.photographer, meta.byline.designer) if meta.byline else None,
        publisher=publisher(site),
        image=images(site, hung, card),
        articleSection=COLUMNS["stories"].name,
        keywords=list(meta.tags),
        temporalCoverage=coverage(meta.happened, meta.happened_note),
        contentLocation=area(view, view.district(item)),
        about=_subjects(view, meta),
        isBasedOn=[source(view, it) for it in view.named(meta.sources, "source")],
        correction=[node("CorrectionComment", text=c.what, datePublished=c.on.isoformat()) for c in meta.corrections],
    )


def _subjects(view: View, meta: Story) -> list[Node]:
    brands = [named_brand(view, brand) for brand in view.named(meta.brands, "brand")]
    return brands + [named_base(view, base) for base in view.named(meta.bases, "base")]


def source(view: View, item: Manuscript) -> Node:
    """A publication that facts come from: not ours, so our address is only that of the page about it."""
    meta = item.meta
    assert isinstance(meta, Source)
    inside = next((type for word, type in _PUBLICATIONS.items() if word in meta.source_kind), None)
    byline = meta.byline
    return node(
        "Article" if inside else "CreativeWork",
        name=item.title,
        alternativeHeadline=meta.subtitle,
        mainEntityOfPage=url_of(view, item),
        isPartOf=node(inside or "CreativeWork", name=meta.publication) if meta.publication else None,
        datePublished=exact(meta.issued.start) if meta.issued and not meta.issued.end and not meta.issued_note else None,
        author=persons(byline.reporter, byline.correspondent) if byline else None,
        editor=persons(byline.editor) if byline else None,
        contributor=persons(byline.photographer, byline.designer) if byline else None,
        copyrightNotice=meta.rights,
    )


def source_page(view: View, item: Manuscript, hung: Sequence[Hung] = (), card: Card | None = None) -> Node:
    """Our page about a source: it lists the source's numbers and is not the source."""
    return node(
        "WebPage",
        name=item.title,
        description=view.summary(item),
        url=url_of(view, item),
        inLanguage=LANGUAGE,
        datePublished=moment(view.site, item.meta.published),
        dateModified=modified(item),
        image=images(view.site, hung, card),
        about=source(view, item),
    )

"""Every page's JSON-LD and Open Graph: of schema.org's vocabulary, whole, and true of the built files."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from .schema_org import misuses
from .test_links import SITE_URL, pages, tags

Node = dict[str, Any]


class _Scripts(HTMLParser):
    """The content of every JSON-LD element, as a browser delimits it."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[str] = []
        self._is_inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self._is_inside = tag == "script" and ("type", "application/ld+json") in attrs
        if self._is_inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = False

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self.found[-1] += data


def graph_of(page: Path) -> list[Node]:
    scripts = _Scripts(page.read_text(encoding="utf-8")).found
    assert len(scripts) == 1, f"{page}: {len(scripts)}"
    whole = json.loads(scripts[0])
    assert whole.keys() == {"@context", "@graph"} and whole["@context"] == "https://schema.org"
    return whole["@graph"]


@pytest.fixture(scope="module")
def graphs(built: Path) -> dict[str, list[Node]]:
    """The graph of every page of the site; the page of errors is none."""
    return {page.relative_to(built).as_posix(): graph_of(page) for page in pages(built) if has_content(page)}


def every(value: Any) -> Iterator[Node]:
    """Every node, however deep."""
    if isinstance(value, list):
        for part in value:
            yield from every(part)
    elif isinstance(value, dict):
        yield value
        for part in value.values():
            yield from every(part)


def types(nodes: Sequence[Node]) -> list[str]:
    return [node["@type"] for node in nodes]


def test_every_page_says_what_it_is_and_where(graphs):
    assert len(graphs) > 100
    for page, nodes in graphs.items():
        assert ("BreadcrumbList" in types(nodes)) == (page != "index.html"), page
        assert len(nodes) == (1 if page == "index.html" else 2), page


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"stories/\d{4}/[a-z].*/", {"NewsArticle"}),
        (r"brands/.+/", {"Project"}),
        (r"bases/.+/", {"Museum", "LandmarksOrHistoricalBuildings", "TouristAttraction", "Park", "CivicStructure"}),
        (r"districts/.+/", {"AdministrativeArea"}),
        (r"numbers/", {"Dataset"}),
        (r"(stories|brands|bases|calendar|sources)/", {"CollectionPage"}),
        (r"", {"WebSite"}),
    ],
)
def test_each_kind_of_page_is_of_its_own_type(graphs, pattern, expected):
    found = {nodes[0]["@type"] for page, nodes in graphs.items() if re.fullmatch(f"{pattern}index.html", page) and "/page/" not in page}
    assert found and found <= expected


# --- The vocabulary ---


def test_every_graph_is_schema_org(graphs, tmp_path):
    assert misuses(graphs, tmp_path) == []


ARTICLE = {"@type": "NewsArticle", "headline": "甲"}
PLANTED = {
    "unknown property": ARTICLE | {"headlin": "甲"},
    "unknown property deep inside": ARTICLE | {"publisher": {"@type": "Organization", "logo": {"@type": "ImageObject", "contentURL": "x"}}},
    "property of another type": {"@type": "Museum", "startDate": "2026-11-22"},
    "number for a length": ARTICLE | {"image": [{"@type": "ImageObject", "width": 1600}]},
    "text for a date's number": ARTICLE | {"datePublished": 2026},
    "a picture that publishes": ARTICLE | {"publisher": {"@type": "ImageObject", "name": "甲"}},
    "no such day": {"@type": "OpeningHoursSpecification", "dayOfWeek": ["Mon"]},
    "no such status": {"@type": "ExhibitionEvent", "eventStatus": "Scheduled"},
    "no such type": {"@type": "NewsArtikel"},
    "no type at all": {"name": "甲"},
}


def test_planted_misuse_is_found(tmp_path):
    found = misuses({"sound": [ARTICLE], **{name: [node] for name, node in PLANTED.items()}}, tmp_path)
    assert {error.partition(":")[0] for error in found} == PLANTED.keys()


# --- What search engines ask for ---

REQUIRED = {
    "NewsArticle": ("headline", "datePublished", "author", "publisher", "mainEntityOfPage"),
    "ExhibitionEvent": ("name", "startDate", "location"),
    "BreadcrumbList": ("itemListElement",),
    "ImageObject": ("contentUrl",),
    "Dataset": ("name", "description"),
    "Person": ("name",),
    "Organization": ("name",),
    "Place": ("name",),
    "Museum": ("name", "url"),
}
"""By type: from the search engines' documentation of their results."""


def lacking(nodes: Sequence[Node]) -> Iterator[str]:
    for node in every(nodes):
        type = node["@type"]
        yield from (f"{type} has no {name}" for name in REQUIRED.get(type, ()) if not node.get(name))
        if type == "NewsArticle" and len(node.get("headline", "")) > 110:
            yield "NewsArticle has a headline nobody will read"
        if type == "Dataset" and not 50 <= len(node.get("description", "")) <= 5000:
            yield "Dataset has a description too short or too long"
        if type == "BreadcrumbList":
            steps = node.get("itemListElement", [])
            if [step.get("position") for step in steps] != list(range(1, len(steps) + 1)):
                yield "BreadcrumbList does not count from 1"
            yield from (f"ListItem has no {name}" for step in steps for name in ("name", "item") if not step.get(name))
        if type == "ImageObject" and not {"creator", "creditText", "copyrightNotice", "license", "caption"} & node.keys():
            yield "ImageObject says nothing of itself"


def test_nothing_is_lacking(graphs):
    assert [f"{page}: {lack}" for page, nodes in graphs.items() for lack in lacking(nodes)] == []


STEP = {"@type": "ListItem", "position": 1, "name": "首页", "item": SITE_URL}


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "NewsArticle", "headline": "甲", "datePublished": "2026-11-22", "publisher": {}, "mainEntityOfPage": "x"},
        {"@type": "ExhibitionEvent", "name": "甲", "startDate": "2026-11-22"},
        {"@type": "BreadcrumbList", "itemListElement": [STEP, STEP]},
        {"@type": "BreadcrumbList", "itemListElement": [STEP | {"item": ""}]},
        {"@type": "Dataset", "name": "甲", "description": "短"},
        {"@type": "WebPage", "image": {"@type": "ImageObject", "contentUrl": "x"}},
    ],
    ids=lambda node: node["@type"],
)
def test_planted_lack_is_found(node):
    node = {name: value for name, value in node.items() if value != {}}
    assert list(lacking([node]))


# --- Addresses and dates ---

OUTSIDE = {"sameAs", "license"}
"""Properties that lead to others' sites."""


def addresses(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """(property, address) of everything that is one."""
    named = {"url", "item", "contentUrl", "mainEntityOfPage", *OUTSIDE}
    for node in every(nodes):
        for name, value in node.items():
            for text in value if isinstance(value, list) else [value]:
                if isinstance(text, str) and (name in named or "://" in text) and not text.startswith("https://schema.org/"):
                    yield name, text


def astray(site: Path, nodes: Sequence[Node]) -> Iterator[str]:
    """Addresses that are not whole, or lead to nothing in the built site."""
    for name, address in addresses(nodes):
        if name in OUTSIDE:
            if not re.match("https?://", address):
                yield f"{name} {address}"
            continue
        path, _, anchor = address.removeprefix(SITE_URL).partition("#")
        file = site / path / "index.html" if path.endswith("/") or not path else site / path
        is_there = address.startswith(SITE_URL) and file.is_file()
        if not is_there or (anchor and f'id="{anchor}"' not in file.read_text(encoding="utf-8")):
            yield f"{name} {address}"


def test_every_address_leads_to_a_file_of_the_site(built, graphs):
    assert sum(len(list(addresses(nodes))) for nodes in graphs.values()) > 1000
    assert [f"{page}: {stray}" for page, nodes in graphs.items() for stray in astray(built, nodes)] == []


@pytest.mark.parametrize(
    "address", ["stories/", "/stories/", f"{SITE_URL}stories/none/", f"{SITE_URL}calendar/#none", "https://elsewhere.example/"]
)
def test_planted_stray_address_is_found(built, address):
    assert len(list(astray(built, [{"@type": "ListItem", "item": {"@type": "WebPage", "url": address}}]))) == 1


def test_each_page_tells_its_own_address_last(graphs):
    for page, nodes in graphs.items():
        own = SITE_URL + page.removesuffix("index.html")
        told = nodes[-1]["itemListElement"][-1]["item"] if page != "index.html" else nodes[0]["url"]
        assert told == own, page
        assert nodes[0].get("url", own) == own, page


DATES = {"datePublished", "dateModified", "dateCreated", "startDate", "endDate", "foundingDate", "validFrom", "validThrough"}


def undated(nodes: Sequence[Node]) -> Iterator[str]:
    """Dates that are no whole day, or a time without its zone."""
    for node in every(nodes):
        for name in DATES & node.keys():
            try:
                found = dt.datetime.fromisoformat(node[name])
                is_sound = bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", node[name])) or found.tzinfo is not None
            except ValueError:
                is_sound = False
            if not is_sound:
                yield f"{name} {node[name]}"


def test_every_date_is_a_day_or_a_time_with_its_zone(graphs):
    assert sum(bool(DATES & node.keys()) for nodes in graphs.values() for node in every(nodes)) > 20
    assert [f"{page}: {date}" for page, nodes in graphs.items() for date in undated(nodes)] == []


@pytest.mark.parametrize("date", ["2014", "2014-13-01", "2026-11-22T09:30", "2014年"])
def test_planted_bad_date_is_found(date):
    assert list(undated([{"@type": "NewsArticle", "datePublished": date}]))


# --- What is not for machines ---


def test_what_is_not_verified_is_not_told(graphs):
    """No base of the shipped site is verified."""
    nodes = [node for page, nodes in graphs.items() if page.startswith("bases/") for node in every(nodes)]
    forbidden = {"geo", "openingHours", "openingHoursSpecification", "specialOpeningHoursSpecification", "publicAccess"}
    assert nodes and not [node for node in nodes if forbidden & node.keys()]
    facts = {"telephone", "address", "isAccessibleForFree", "streetAddress"}
    assert "待核实" not in json.dumps([node[name] for node in nodes for name in facts & node.keys()], ensure_ascii=False)


# --- Open Graph ---


def has_content(page: Path) -> bool:
    """Whether a page tells of anything: the one that is served for missing pages, and the search's, do not."""
    return page.name != "404.html" and page.parent.name != "search"


def open_graph(page: Path) -> dict[str, str]:
    named = ((a.get("property") or a.get("name", ""), a["content"]) for tag, a in tags(page) if tag == "meta" and "content" in a)
    pairs = [(name, content) for name, content in named if name.startswith(("og:", "article:", "twitter:"))]
    once = [name for name, _ in pairs if name != "article:tag"]
    assert len(once) == len(set(once)), page
    return dict(pairs)


def test_every_page_can_be_shared(built):
    needed = {"og:type", "og:site_name", "og:title", "og:description", "og:url", "og:locale", "twitter:card"}
    for page in pages(built):
        if not has_content(page):
            continue
        given = open_graph(page)
        assert given.keys() >= needed and all(given.values()), page
        canonical = [a["href"] for tag, a in tags(page) if tag == "link" and a.get("rel") == "canonical"]
        assert canonical == [given["og:url"]], page
        assert ("article:published_time" in given) == (given["og:type"] == "article"), page


def test_every_shared_picture_is_there_in_the_size_that_is_said(built, graphs):
    pictured = {page: found for page in graphs if "og:image" in (found := open_graph(built / page))}
    assert len(pictured) > 10
    for page, given in pictured.items():
        assert given["og:image"].startswith(SITE_URL) and given["og:image:alt"], page
        with Image.open(built / given["og:image"].removeprefix(SITE_URL)) as image:
            assert image.format in ("JPEG", "PNG"), page
            assert (str(image.width), str(image.height)) == (given["og:image:width"], given["og:image:height"]), page
            assert image.width >= 600, page
        assert given["twitter:card"] == "summary_large_image"


def test_every_photo_is_as_large_as_it_says(built, graphs):
    photos = [node for nodes in graphs.values() for node in every(nodes) if node["@type"] == "ImageObject"]
    assert len(photos) > 20
    for node in {photo["contentUrl"]: photo for photo in photos}.values():
        with Image.open(built / node["contentUrl"].removeprefix(SITE_URL)) as image:
            assert (f"{image.width} px", f"{image.height} px") == (node["width"], node["height"])


def test_a_story_with_a_shared_picture_tells_it_to_machines_too(built, graphs):
    stories: Mapping[str, Node] = {page: nodes[0] for page, nodes in graphs.items() if nodes[0]["@type"] == "NewsArticle"}
    assert len(stories) > 10
    for page, node in stories.items():
        assert bool(node.get("image")) == ("og:image" in open_graph(built / page)), page

from __future__ import annotations

import pytest

from making import cases
from shuangyong.manuscripts.links import find_links, resolve


@pytest.mark.parametrize("case", cases("links"), ids=lambda case: case["text"][:20])
def test_links_are_found_where_markdown_has_them(case: dict) -> None:
    assert [[link.line, link.text, link.target] for link in find_links(case["text"])] == case["links"]


def test_a_figure_link_gives_its_id() -> None:
    link = next(find_links("[600余件](figure:paper/f01)"))
    assert (link.scheme, link.rest, link.is_image) == ("figure", "paper/f01", False)


def test_an_image_is_known_as_such() -> None:
    assert next(find_links("![展厅](photo:a/b)")).is_image


@pytest.mark.parametrize(
    ("src_uri", "target", "place"),
    [
        ("stories/2026/x.md", "../../brands/y.md#锚", ("brands/y.md", "锚")),
        ("stories/2026/x.md", "y.md", ("stories/2026/y.md", "")),
        ("index.md", "about/index.md", ("about/index.md", "")),
        ("about/x.md", "#%E9%94%9A", ("about/x.md", "锚")),
        ("about/x.md", "%E5%9B%BE.png?v=1", ("about/图.png", "")),
        ("index.md", "../y.md", ("../y.md", "")),
        ("index.md", "/brands/", None),
        ("index.md", "https://example.com/y.md", None),
        ("index.md", "//example.com/y.md", None),
        ("index.md", "mailto:a@example.com", None),
    ],
)
def test_a_relative_link_leads_below_docs(src_uri: str, target: str, place: tuple[str, str] | None) -> None:
    assert resolve(src_uri, target) == place

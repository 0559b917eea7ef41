"""What a query finds on the shipped site, case by case, in Chromium."""

from __future__ import annotations

import pytest

from making import cases

from .reading import reader

READERS = cases("search_readers")
"""Written by somebody who had not seen the code."""
OURS = cases("search")

ASK = """async (query) => {
    const outcome = await engine.search(query);
    const results = await outcome.results(0, outcome.total);
    return {
        notices: outcome.notices.map((it) => it.type),
        pages: results.map((it) => it.address + (it.kind === "day" ? `#${it.anchor}` : "")),
    };
}"""


@pytest.fixture(scope="module")
def asked(chromium, address):
    """Asks a page that stands open for all the cases."""
    with reader(chromium, address) as page:
        page.goto(address + "about/")
        page.add_script_tag(url=address + "assets/js/search.js")
        page.evaluate("root => { window.engine = sySearch.openEngine(root); }", address)
        yield lambda query: page.evaluate(ASK, query)


@pytest.mark.parametrize("case", [*OURS, *READERS], ids=lambda case: str(case["query"])[:20])
def test_query(asked, case):
    found = asked(case["query"])
    pages = found["pages"]
    if "first" in case:
        assert pages[:1] == [case["first"]], found["notices"]
    assert [page for page in case.get("has", ()) if page not in pages[:10]] == [], pages[:10]
    assert [page for page in case.get("lacks", ()) if page in pages] == []
    if case.get("empty"):
        assert pages == []
    if "notices" in case:
        assert sorted(set(found["notices"])) == sorted(case["notices"])


def test_there_are_enough_cases():
    assert len(OURS) + len(READERS) >= 60 and 3 * len(READERS) >= len(OURS)


LONG = {"双拥" * 1000: True, "红帆船 " * 500: False, "a" * 2000: False, "“" * 2000: False, "\n" * 2000: False, "八" * 2000: True, "𠮷" * 1000: True}
"""By whether there is more in them than is looked for: 40 characters and words, each word once."""


@pytest.mark.parametrize("query", LONG, ids=lambda query: f"{query[:4]!r}")
def test_two_thousand_characters_are_answered(asked, query):
    assert ("clipped" in asked(query)["notices"]) == LONG[query]


def test_results_that_hold_no_word_of_the_query_are_explained(asked):
    """Every hit by another way than the reader's own words comes with a notice."""
    for query in ("hfc", "红凡船", "老兵", "红帆船 饕餮", "红帆船是哪个街道办的", "201"):
        assert asked(query)["notices"], query

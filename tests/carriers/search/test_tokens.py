"""Both halves of the search cut alike: Python for the index, JavaScript for the query."""

from __future__ import annotations

import re

import pytest
import yaml

from conftest import REPOSITORY, SHARED
from shuangyong.carriers.search.tokens import normalised, tokens
from shuangyong.carriers.search.variants import ALL, SIMPLIFIED

CASES = yaml.safe_load((REPOSITORY / "tests/cases/tokens.yml").read_text(encoding="utf-8"))
PARTS = ("tokens", "numerals")
FOLDER = REPOSITORY / "overrides/assets/js/search"


def told(found: list[tuple[str, int]]) -> str:
    """The tokens with a stroke for each break between them."""
    parts = []
    for number, (text, position) in enumerate(found):
        if number and position > found[number - 1][1] + 1:
            parts.append("|")
        parts.append(text)
    return " ".join(parts)


def cut(text: str) -> list[tuple[str, int]]:
    return [(token.text, token.position) for token in tokens(normalised(text))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_python_cuts_as_the_case_says(case):
    assert told(cut(case["text"])) == case["tokens"]


@pytest.fixture(scope="module")
def page(chromium):
    page = chromium.new_page()
    script = "\n".join((FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in PARTS)
    page.evaluate(f"(variants) => {{ {script}\nObject.assign(window, {{tokensOf, otherNumerals, variants}}); }}", dict(SIMPLIFIED))
    yield page
    page.close()


def in_browser(page, text: str) -> list[tuple[str, int]]:
    """The tokens as one text: thousands of objects would take the driver longer than the cutting does."""
    lines = page.evaluate("text => tokensOf(text, variants).map((token) => `${token.position} ${token.text}`).join('\\n')", text)
    return [(token, int(position)) for position, _, token in (line.partition(" ") for line in lines.splitlines())]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_javascript_cuts_as_the_case_says(page, case):
    assert told(in_browser(page, case["text"])) == case["tokens"]


def test_both_cut_every_page_of_the_site_alike(page):
    files = sorted((REPOSITORY / "docs").rglob("*.md"))
    assert len(files) > 80
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert in_browser(page, text) == cut(text), file


@pytest.mark.skipif(not SHARED.exists(), reason="没有 ../shared/corpus")
def test_both_cut_a_newspaper_alike(page):
    text = (SHARED / "corpus/sentences.txt").read_text(encoding="utf-8")
    assert in_browser(page, text) == cut(text)


def test_both_know_the_same_characters(page):
    """Every character of the basic plane by itself, between two letters that show what it is."""
    plane = [chr(code) for code in range(1, 0x10000) if not 0xD800 <= code < 0xE000]
    for start in range(0, len(plane), 4096):
        # What either side's Unicode does not know yet is no token in one and may be one in the other.
        some = [char for char in plane[start : start + 4096] if char.isprintable() or char.isspace()]
        text = "。".join(some)
        theirs = in_browser(page, text)
        assert theirs == cut(text), next((pair for pair in zip(theirs, cut(text), strict=False) if pair[0] != pair[1]), start)


def test_javascript_says_where_each_token_stands(page):
    text = "“𠮷野家”筹得１１，５２７㎡龍華"
    places = page.evaluate("text => tokensOf(text, variants).map(({start, end}) => [start, end])", text)
    found = [text_between(text, start, end) for start, end in places]
    assert found == ["𠮷", "野", "家", "筹", "得", "１１，５２７", "㎡", "㎡", "龍", "华"[:0] or "華"]


def text_between(text: str, start: int, end: int) -> str:
    """By JavaScript's offsets, which count in UTF-16."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


@pytest.mark.parametrize(
    ("written", "others"),
    [
        ("81", {"八一", "八十一"}),
        ("八一", {"81"}),
        ("18岁", {"一八岁", "十八岁"}),
        ("十八岁", {"18岁"}),
        ("2014年", {"二〇一四年"}),
        ("二〇一四年", {"2014年"}),
        ("306个", {"三〇六个", "三百零六个"}),
        ("三百零六个", {"306个"}),
        ("一百一十", {"110"}),
        ("第三", {"第3"}),
        ("11527", set()),
        ("红帆船", set()),
        ("百千", set()),
        ("9月30日", {"九月三〇日", "九月三十日"}),
        ("2站", {"二站", "两站"}),
    ],
)
def test_numbers_are_written_both_ways(page, written, others):
    found = page.evaluate("text => otherNumerals(tokensOf(text).map((token) => token.text)).map((tokens) => tokens.join(''))", written)
    assert set(found) == others


def test_simplified_texts_keep_their_own_characters():
    """乾 is not 干 in 乾隆: what GB 2312 holds stays as it is, though a reader may type it for another."""
    assert ALL["乾"] == "干" and "乾" not in SIMPLIFIED
    assert SIMPLIFIED["龍"] == "龙" and ALL["後"] == "后"
    assert not any(re.fullmatch("[0-9a-z]", char) for char in ALL)

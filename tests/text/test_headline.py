from __future__ import annotations

import re

import pytest

from conftest import REPOSITORY
from making import cases
from shuangyong.text.headline import headline

TITLES = [
    match[1]
    for file in sorted((REPOSITORY / "docs").rglob("*.md"))
    if (match := re.search(r"^title: (.+)$", file.read_text(encoding="utf-8"), re.M))
]


@pytest.mark.parametrize("case", cases("headline"), ids=lambda case: case["text"])
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(case: dict) -> None:
    parts = str(headline(case["text"])).split("<wbr>")
    assert len(parts) > 1
    assert [part for part in parts if part[0] in case["never_before"]] == []
    assert [part for part in parts if part[-1] in case.get("never_after", "")] == []


@pytest.mark.parametrize("title", TITLES)
def test_a_shipped_title_loses_nothing_and_breaks_within_no_pair_of_marks(title: str) -> None:
    broken = str(headline(title))
    assert broken.replace("<wbr>", "") == title
    assert not re.search(r"<wbr>[，。、；：？！”’）》〉】」』…—·]|[“‘（《〈【「『]<wbr>", broken)


def test_a_headline_is_escaped() -> None:
    assert str(headline("<b>红帆船</b> & 金号角")).replace("<wbr>", "") == "&lt;b&gt;红帆船&lt;/b&gt; &amp; 金号角"


@pytest.mark.parametrize("text", ["", "双"])
def test_a_short_headline_has_no_break(text: str) -> None:
    assert str(headline(text)) == text

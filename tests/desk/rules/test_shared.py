"""What the rules make of real text: scans with their slips, and clean newspaper sentences."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
import yaml

from conftest import SHARED
from making import TODAY
from shuangyong.desk.rules import Finding, check_text

pytestmark = pytest.mark.skipif(not (SHARED / "facts.yml").exists(), reason="../shared 不在项目旁边")

FACTS: dict[str, Any] = yaml.safe_load((SHARED / "facts.yml").read_text(encoding="utf-8")) if (SHARED / "facts.yml").exists() else {}
BESIDE = 40
"""Characters on either side that still count as beside."""


def manuscript(source: str) -> str:
    return (SHARED / "manuscripts" / f"{source}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found() -> dict[str, list[tuple[int, Finding]]]:
    """The findings in each scan with their places in it."""

    def placed(source: str) -> list[tuple[int, Finding]]:
        text = manuscript(source)
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return [(starts[f.line - 1] + f.column - 1, f) for f in check_text(f"{source}.txt", text, today=TODAY)]

    return {source: placed(source) for source in ("zhabei-2015", "xuhui-2021")}


@pytest.mark.parametrize("fact", FACTS.get("sensitivity", ()), ids=lambda fact: fact["id"])
def test_sensitive_passage_is_found(fact: dict[str, Any], found: dict[str, list[tuple[int, Finding]]]) -> None:
    text = manuscript(fact["source"])
    at = text.index(fact["at"])
    near = [
        finding.rule
        for place, finding in found[fact["source"]]
        if finding.group in ("secrecy", "privacy") and place < at + len(fact["at"]) + BESIDE and place + len(finding.found) > at - BESIDE
    ]
    assert near, fact["issue"]


NOT_HERE = {"x15": "题图说明要看版面", "x17": "分栏读序要看上下文", "x21": "作者用词，两种写法都通"}
"""Slips that only the intake, which sees the whole page, can point out."""


@pytest.mark.parametrize("fact", FACTS.get("ocr_errors", ()), ids=lambda fact: fact["id"])
def test_slip_of_the_scanner_is_found(fact: dict[str, Any], found: dict[str, list[tuple[int, Finding]]]) -> None:
    if fact["id"] in NOT_HERE:
        pytest.skip(NOT_HERE[fact["id"]])
    at = manuscript(fact["source"]).index(fact["at"])
    if fact["id"] == "x22":
        at += len(fact["at"])  # The spaces stand right behind the phrase.
    if fact["id"] == "x18":
        at = manuscript(fact["source"]).index("革命烈士纪念馆")  # The site's own table of names speaks of it.
        pytest.skip("由本站 docs/_desk/names.yml 指出，见下一个测试")
    near = [finding.rule for place, finding in found[fact["source"]] if place <= at + len(fact["at"]) and place + len(finding.found) >= at]
    assert [rule for rule in near if rule.startswith(("wording.", "typography."))], near


def test_name_of_the_memorial_is_found_with_the_sites_own_table() -> None:
    from conftest import REPOSITORY
    from shuangyong.desk.rules import Desk, check_files, read_names

    desk = Desk(TODAY, read_names(REPOSITORY / "docs")[0])
    report = check_files([SHARED / "manuscripts" / "xuhui-2021.txt"], today=TODAY, desk=desk)
    assert [finding.found for finding in report.findings if finding.rule == "wording.name"] == ["龙华革命烈士纪念馆"]


def test_certain_slips_are_called_certain(found: dict[str, list[tuple[int, Finding]]]) -> None:
    sure = [(fact["source"], fact["wrong"]) for fact in FACTS["ocr_errors"] if fact["sure"] == "高" and len(fact["wrong"]) == 2]
    for source, wrong in sure:
        text = manuscript(source)
        places = {place for place, finding in found[source] if finding.rule == "wording.confusion" and finding.found == wrong}
        assert len(places) == text.count(wrong), wrong


MOST_PER_THOUSAND = {"wording.superlative": 4, "typography.unpaired": 3, "wording.unfinished": 3, "wording.qualifier": 1}
"""Newspaper sentences are clean: more than this, and a rule cries wolf. All other rules: one in two thousand."""


def test_clean_newspaper_text_is_left_alone() -> None:
    sentences = (SHARED / "corpus" / "sentences.txt").read_text(encoding="utf-8").split("\n")
    counted = Counter(finding.rule for sentence in sentences for finding in check_text("x.txt", sentence, today=TODAY))
    per_thousand = {rule: count / len(sentences) * 1000 for rule, count in counted.items()}
    assert {rule: rate for rule, rate in per_thousand.items() if rate > MOST_PER_THOUSAND.get(rule, 0.5)} == {}

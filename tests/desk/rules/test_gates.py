"""Leaving a pattern out where it cannot match never changes what is found."""

from __future__ import annotations

import pytest

from conftest import SHARED
from shuangyong.desk.rules import Rule, rules
from shuangyong.desk.rules.gates import Gate, alternatives, needed_words
from shuangyong.desk.rules.readings import Reading
from shuangyong.desk.rules.rule import Example

SEARCHING = [rule for rule in rules() if rule.gate]
TEXTS = [
    example.text if isinstance(example, Example) else example for rule in rules() for example in (*rule.bad, *rule.good)
]
CORPUS = SHARED / "corpus" / "sentences.txt"
MANUSCRIPTS = SHARED / "manuscripts"


def readings() -> list[Reading]:
    texts = [*TEXTS]
    if CORPUS.exists():
        texts += CORPUS.read_text(encoding="utf-8").splitlines()[::10]
    if MANUSCRIPTS.exists():
        texts += [file.read_text(encoding="utf-8") for file in MANUSCRIPTS.glob("*.txt")]
    return [Reading(text, ((0, 0),)) for text in texts]


READINGS = readings()


@pytest.mark.parametrize("rule", SEARCHING, ids=lambda rule: rule.id)
def test_gate_loses_no_match(rule: Rule) -> None:
    for reading in READINGS:
        gated = [match.span() for match in rule.gate.finditer(reading)]
        for match in rule.gate.regex.finditer(reading.text):
            assert any(start < match.end() and match.start() < end for start, end in gated) or not match[0], (match[0], reading.text)


def test_gates_are_worth_having() -> None:
    told = [rule for rule in SEARCHING if rule.gate.needed]
    assert len(told) > len(SEARCHING) * 0.8


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("部队", {"部队"}),
        ("(?:部队|驻军)开赴", {"部队开赴", "驻军开赴"}),
        (r"\d+部队", {"部队"}),
        (r"\d+(?:旅|团)?部队", {"旅部队", "团部队", "部队"}),
        (r"第\d+[师旅]", {"第"}),
        (r"甲.*|乙丙", {"甲", "乙丙"}),
        (r"甲?\d*", set()),
        (r"(?=演习)\w+", {"演习"}),
        (r"(?!演习)\w+", set()),
        (r"(?<!第)\d+号楼", {"号楼"}),
        (r"[^甲]乙", {"乙"}),
        (r"(?:甲|\d)乙?", set()),
    ],
)
def test_needs_are_read_off_a_pattern(pattern: str, needed: set[str]) -> None:
    assert needed_words(pattern) == needed


def test_alternatives_are_parted_where_they_stand_outermost() -> None:
    assert list(alternatives(r"a(?:b|c)|[|]d|e\|f")) == ["a(?:b|c)", "[|]d", r"e\|f"]


def test_of_two_matches_that_overlap_the_longer_stays() -> None:
    gate = Gate("营区|某部营区门口|门口")
    assert [match[0] for match in gate.finditer(Reading("来到某部营区门口", ((0, 0),)))] == ["某部营区门口"]

"""Every rule is held to its own examples."""

from __future__ import annotations

import re

import pytest

from shuangyong.desk.rules import GROUP_NAMES, Rule, rules
from shuangyong.desk.rules.functions import functions
from shuangyong.desk.rules.rule import Example, contexts

from .trial import findings

BAD = [(rule, example) for rule in rules() for example in rule.bad]
GOOD = [(rule, example) for rule in rules() for example in rule.good]


def named(value: object) -> str:
    if isinstance(value, Rule):
        return value.id
    text = value.text if isinstance(value, Example) else str(value)
    return re.sub(r"\s+", " ", text)[-24:]


@pytest.mark.parametrize(("rule", "example"), BAD, ids=named)
def test_bad_example_is_found(rule: Rule, example: str | Example) -> None:
    found = [finding for finding in findings(rule, example) if finding.rule == rule.id]
    assert found, [str(finding) for finding in findings(rule, example)]
    for finding in found:
        assert finding.what.endswith(("。", "？")) and finding.fix.endswith(("。", "？")), str(finding)
        assert not re.search(r"\{[a-z]+\}", finding.what + finding.fix), str(finding)
        assert finding.basis


@pytest.mark.parametrize(("rule", "example"), GOOD, ids=named)
def test_good_example_is_left_alone(rule: Rule, example: str | Example) -> None:
    found = [finding for finding in findings(rule, example) if finding.rule == rule.id and finding.allowed is None]
    assert found == []


def test_each_rule_has_three_of_each() -> None:
    assert [rule.id for rule in rules() if min(len(rule.bad), len(rule.good)) < 3] == []


def test_no_example_stands_twice() -> None:
    for rule in rules():
        for examples in (rule.bad, rule.good):
            shown = [example if isinstance(example, str) else example.model_dump_json() for example in examples]
            assert len(set(shown)) == len(shown), rule.id


def test_ids_are_unique_and_every_group_has_rules() -> None:
    ids = [rule.id for rule in rules()]
    assert len(set(ids)) == len(ids)
    assert {rule.group for rule in rules()} == set(GROUP_NAMES)


def test_functions_and_contexts_that_rules_name_are_there() -> None:
    assert {rule.function for rule in rules() if rule.function} <= functions().keys()
    assert {name for rule in rules() for name in rule.contexts} <= contexts().keys()


def test_no_function_is_idle() -> None:
    assert functions().keys() - {rule.function for rule in rules()} == set()

"""Text in, text out: every case of ``cases/intake.yml``."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from making import cases
from shuangyong.desk.intake import report, steps
from shuangyong.desk.intake.run import clean_text
from shuangyong.desk.intake.tape import undone

CASES = cases("intake")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_intake(case: dict[str, Any]):
    text = case["text"].replace("␣", " ").replace("□", "\u3000")
    work = clean_text(text)
    steps.link_figures(work, "x")
    doubts = work.mark()
    assert work.text == case["out"].replace("␣", " ")
    assert [doubt.rule for doubt in doubts] == case.get("doubts", [])
    for key in ("title", "byline", "subtitle", "kicker", "issued", "captions"):
        if key in case:
            assert getattr(work.head, key) == case[key]
    if "rules" in case:
        words = [change for change in work.tape.changes if not report.is_layout(change)]
        assert Counter(rule for change in words for rule in change.rules if rule not in report.LAYOUT) == Counter({"title": 1} | case["rules"])
    assert undone(work.text, work.tape.changes) == text


@pytest.mark.parametrize("case", [case for case in CASES if "\\" not in case["out"]], ids=lambda case: case["name"])
def test_what_came_out_needs_no_second_cleaning(case: dict[str, Any]):
    """Once clean, a text stays as it is: no step undoes another."""
    words = re.sub(r"\[([^]]+)\]\(figure:[^)]*\)", r"\1", case["out"].replace("␣", " "))
    again = clean_text(f"标题\n\n{words}")
    changes = [change for change in again.tape.changes if not report.is_layout(change) and not change.moved]
    assert [change for change in changes if not change.after.startswith("〔疑")] == []

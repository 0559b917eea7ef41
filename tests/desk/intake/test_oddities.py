"""Every kind of odd passage, by its own examples."""

from __future__ import annotations

import pytest

from shuangyong.desk.intake.cleaning.oddities import Oddity, oddities


def examples(kind: str):
    return [pytest.param(one, text, id=f"{one.id}: {text}") for one in oddities() for text in getattr(one, kind)]


@pytest.mark.parametrize(("oddity", "text"), examples("bad"))
def test_bad_examples_are_pointed_out(oddity: Oddity, text: str):
    assert list(oddity.doubts(text))


@pytest.mark.parametrize(("oddity", "text"), examples("good"))
def test_good_examples_are_not(oddity: Oddity, text: str):
    assert list(oddity.doubts(text)) == []


@pytest.mark.parametrize("oddity", oddities(), ids=lambda oddity: oddity.id)
def test_each_says_what_to_do(oddity: Oddity):
    assert len(oddity.bad) >= 3 and len(oddity.good) >= 3
    assert oddity.what.endswith("。") and oddity.fix.endswith("。") and oddity.sure in ("中", "低")

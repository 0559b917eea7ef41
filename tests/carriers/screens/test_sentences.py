"""Where a text may be parted between two slides."""

from __future__ import annotations

import random

import pytest

from making import cases
from shuangyong.carriers.screens.sentences import clauses, sentences

from .setting import shipped

PARTS = {"sentences": sentences, "clauses": clauses}
ALPHABET = "双拥ab1 　，。；：、！？…—“”‘’（）《》\n·.👍"


@pytest.mark.parametrize("case", cases("sentences"), ids=lambda case: case["text"][:12])
def test_a_text_is_parted_where_a_reader_would_breathe(case: dict) -> None:
    for name in PARTS.keys() & case.keys():
        assert PARTS[name](case["text"]) == case[name]


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_the_parts_of_anything_are_together_the_whole_and_none_begins_with_a_closing_mark(part) -> None:
    chance = random.Random(1)
    for _ in range(3000):
        text = "".join(chance.choices(ALPHABET, k=chance.randrange(30)))
        assert "".join(part(text)) == text
        assert all(part(text))
        assert not {piece[0] for piece in part(text)[1:]} & set("，。；：、！？…”’）》")


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_the_parts_of_every_shipped_paragraph_are_together_the_whole(part) -> None:
    library, on = shipped()
    lines = [line for item in library.manuscripts for line in on.texts.of(item).plain.split("\n")]
    assert len(lines) > 500
    for line in lines:
        assert "".join(part(line)) == line

"""A text that remembers what it was."""

from __future__ import annotations

import random

import pytest

from shuangyong.desk.intake.tape import Edit, Note, Tape, undone

WHY = Note("rule", "缘由")


def edit(start: int, end: int, new: str, moved: str = "") -> Edit:
    return Edit(start, end, new, WHY, moved)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_done_can_be_undone(seed: int):
    chance = random.Random(seed)
    for _ in range(100):
        original = "".join(chance.choice("军民一家\n, ") for _ in range(chance.randint(0, 14)))
        tape, plain = Tape(original), original
        for _ in range(chance.randint(1, 6)):
            edits = _some_edits(chance, len(plain))
            for one in reversed(edits):
                plain = plain[: one.start] + one.new + plain[one.end :]
            tape.apply(edits)
            assert tape.text == plain
            assert undone(tape.text, tape.changes) == original
            assert all(original[c.origin : c.origin + len(c.before)] == c.before for c in tape.changes)


def _some_edits(chance: random.Random, length: int) -> list[Edit]:
    places = sorted(chance.randint(0, length) for _ in range(2 * chance.randint(1, 4)))
    found, last = [], -1
    for start, end in zip(places[::2], places[1::2], strict=True):
        if start > last:
            found.append(edit(start, end, chance.choice(["", "，", "士兵", "家"])))
            last = end
    return found


def test_a_change_says_where_it_was_and_where_it_is():
    tape = Tape("军 民,一家")
    tape.apply([edit(1, 2, "")])
    tape.apply([edit(2, 3, "，")])
    assert [(c.origin, c.at, c.before, c.after) for c in tape.changes] == [(1, 1, " ", ""), (3, 2, ",", "，")]


def test_a_change_taken_back_is_none():
    tape = Tape("军民")
    tape.apply([edit(0, 1, "君")])
    tape.apply([edit(0, 1, "军")])
    assert tape.changes == ()


def test_a_change_upon_a_change_keeps_both_reasons():
    tape = Tape("土兵,")
    tape.apply([Edit(0, 2, "士兵", Note("a", "甲"))])
    tape.apply([Edit(0, 3, "", Note("b", "乙"), moved="title: 士兵,")])
    (change,) = tape.changes
    assert (change.before, change.after, change.why, change.moved) == ("土兵,", "", "甲；乙", "title: 士兵,")


def test_a_place_stays_where_it_is_while_the_text_changes_around_it():
    tape = Tape("前面 军民 后面")
    anchor = tape.anchor(3, 5)
    tape.apply([edit(2, 3, ""), edit(5, 6, "")])
    assert tape.text[anchor.start : anchor.end] == "军民"
    tape.apply([edit(0, 0, "更"), edit(anchor.end, anchor.end, "。")])
    assert tape.text[anchor.start : anchor.end] == "军民"


def test_a_place_is_gone_when_what_it_meant_is_moved_away():
    tape = Tape("标题\n正文")
    gone, stays = tape.anchor(0, 2), tape.anchor(3, 5)
    tape.apply([edit(0, 3, "", moved="title: 标题")])
    assert (gone.is_gone, stays.is_gone, stays.start) == (True, False, 0)


def test_lines_are_those_of_the_original():
    tape = Tape("甲\n乙\n丙")
    tape.apply([edit(1, 2, "")])
    assert [tape.line_of(position) for position in range(3)] == [1, 2, 2]


def test_overlapping_changes_are_a_mistake_of_the_program():
    with pytest.raises(AssertionError):
        Tape("军民一家").apply([edit(0, 2, ""), edit(1, 3, "")])


def test_what_was_changed_later_cannot_be_undone():
    tape = Tape("军,民")
    tape.apply([edit(1, 2, "，")])
    with pytest.raises(ValueError, match="，"):
        undone("军民一家", tape.changes)

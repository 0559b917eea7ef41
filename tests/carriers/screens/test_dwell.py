"""How long a slide stays."""

from __future__ import annotations

import math

import pytest

from shuangyong.carriers.screens.dwell import LEAST, LOOK, MOST, READ, TOO_FAST, is_too_short, length_of, seconds_for


@pytest.mark.parametrize(
    ("characters", "seconds"), [(0, 8), (1, 8), (16, 8), (17, 9), (40, 14), (41, 15), (100, 29), (224, 60), (225, 60), (5000, 60)]
)
def test_a_slide_stays_four_seconds_and_one_for_each_four_characters(characters: int, seconds: int) -> None:
    assert seconds_for("字" * characters) == seconds


def test_the_time_is_whole_seconds_between_least_and_most_and_never_falls() -> None:
    taken = [seconds_for("字" * count) for count in range(400)]
    assert taken == sorted(taken)
    assert {type(seconds) for seconds in taken} == {int}
    assert (taken[0], taken[-1]) == (LEAST, MOST)


def test_white_space_takes_no_reading() -> None:
    assert length_of(" 双　拥\n之\t窗 ") == 4
    assert seconds_for("字 " * 40) == seconds_for("字" * 40)


def test_nobody_has_to_read_faster_than_a_subtitle() -> None:
    assert READ < 5 < TOO_FAST, "five a second is what subtitles for adults run at"
    for count in range(1, 224):
        assert count / (seconds_for("字" * count) - LOOK) <= READ or seconds_for("字" * count) == LEAST
    assert not is_too_short(seconds_for("字" * 224), "字" * 224)


@pytest.mark.parametrize(("seconds", "characters", "short"), [(10, 70, False), (10, 71, True), (3, 21, False), (3, 22, True), (600, 130, False)])
def test_seven_characters_a_second_is_too_fast(seconds: int, characters: int, short: bool) -> None:
    assert is_too_short(seconds, "字" * characters) is short


def test_what_is_advised_is_never_too_short() -> None:
    assert not any(is_too_short(seconds_for("字" * count), "字" * count) for count in range(300))
    assert math.ceil(300 / TOO_FAST) < MOST

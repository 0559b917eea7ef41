"""How large things are on a screen."""

from __future__ import annotations

import dataclasses
import math

import pytest

from shuangyong.carriers.screens.layouts import Layout, layout_of, seen_from

from .setting import SIZES, screen

WIDE, TALL = ("1920x1080", "3840x2160", "1280x720", "1024x768"), ("1080x1920", "720x1280")
STRIPS = ("1536x256", "1920x360", "512x128")


def layout(size, **keys) -> Layout:
    return layout_of(screen(size=size, **keys).meta)


@pytest.mark.parametrize(
    ("size", "kind"),
    [
        ("1920x1080", "landscape"),
        ("3840x2160", "landscape"),
        ("1280x720", "landscape"),
        ("2560x1080", "landscape"),
        ("1500x1000", "landscape"),
        ("1024x768", "standard"),
        ("1280x1024", "standard"),
        ("1080x1080", "standard"),
        ("1080x1920", "portrait"),
        ("720x1280", "portrait"),
        ("800x1000", "portrait"),
        ("1536x256", "strip"),
        ("1920x360", "strip"),
        ("512x128", "strip"),
        ("2400x1000", "strip"),
        ({"cabinets": "12x2", "pixels": "128x128"}, "strip"),
        ({"cabinets": "4x4", "pixels": "480x270"}, "landscape"),
    ],
)
def test_the_proportions_of_a_screen_say_what_kind_it_is(size, kind: str) -> None:
    found = layout(size)
    assert found.kind == kind
    assert (found.is_strip, found.is_upright) == (kind == "strip", kind == "portrait")


def test_a_wall_of_cabinets_has_the_pixels_of_all_of_them_and_shows_each() -> None:
    wall = layout({"cabinets": "4x3", "pixels": "480x360"})
    assert (wall.width, wall.height, wall.is_pixel_mapped) == (1920, 1080, True)
    assert not layout("1920x1080").is_pixel_mapped
    assert dataclasses.replace(wall, is_pixel_mapped=False) == layout("1920x1080")


def test_a_strip_is_always_a_wall_of_lamps() -> None:
    assert layout("1920x360").is_pixel_mapped


@pytest.mark.parametrize("size", [*WIDE, *TALL])
def test_type_is_never_smaller_than_on_a_television_of_the_same_height(size: str) -> None:
    """LOOK.md: text 44, labels 34, the corner code 28 at 1080 lines."""
    found = layout(size)
    lines = min(found.width, found.height) / 1080
    assert found.body >= round(44 * lines) and found.text >= found.body
    assert found.label >= round(34 * lines)
    assert found.code >= round(28 * lines)
    assert found.least_title > found.body > found.label > found.code


def test_a_television_has_the_sizes_of_the_look() -> None:
    found = layout("1920x1080")
    assert (found.body, found.label, found.code) == (44, 34, 28)


@pytest.mark.parametrize("size", STRIPS)
def test_type_on_a_strip_has_strokes_that_lamps_can_draw(size: str) -> None:
    found = layout(size)
    assert found.body >= 40 and found.label >= 28 and found.code >= 20
    assert found.least_title > found.body


@pytest.mark.parametrize("size", SIZES)
def test_no_length_is_negative_and_the_parts_are_smaller_than_the_whole(size: str) -> None:
    found = layout(size)
    lengths = {field.name: getattr(found, field.name) for field in dataclasses.fields(found) if field.type == "int"}
    assert len(lengths) == 10
    assert all(isinstance(length, int) and length > 0 for length in lengths.values()), lengths
    assert found.foot > found.code
    assert found.leading(found.body) > found.body and found.title_leading(found.title) > found.title
    assert found.label_leading > found.label
    assert 2 * found.margin + found.qr < found.width
    assert found.gap + found.qr + found.code < found.height
    assert found.least_title <= found.title


@pytest.mark.parametrize("size", [size for size in SIZES if size != "512x128"])
def test_an_address_of_42_bytes_has_room_for_a_code_that_phones_can_read(size: str) -> None:
    """A code of version 3 has 29 modules and 8 of white (ISO/IEC 18004, table 7), each of three pixels."""
    assert layout(size).qr >= 3 * 37


def test_what_is_larger_has_larger_type() -> None:
    small, large = layout("1280x720"), layout("3840x2160")
    assert (large.body, large.label, large.code, large.qr) == (88, 68, 56, 464)
    assert (small.body, small.label, small.code) == (29, 23, 19)


# --- The distance ---


def test_a_character_four_metres_away_is_seen_under_25_minutes_of_arc() -> None:
    assert seen_from(4, 0.63) == 47
    angle = math.degrees(2 * math.atan(47 * 0.63 / 1000 / 2 / 4)) * 60
    assert 25 <= angle < 26
    assert math.degrees(2 * math.atan(46 * 0.63 / 1000 / 2 / 4)) * 60 < 25


@pytest.mark.parametrize(("distance", "pitch"), [(None, 0.63), (4, None), (None, None)])
def test_without_distance_or_pitch_nothing_is_known(distance, pitch) -> None:
    assert seen_from(distance, pitch) == 0


def test_type_grows_with_the_distance() -> None:
    at_four = layout("1920x1080", viewing_distance_m=4, pixel_pitch_mm=0.63)
    at_eight = layout("1920x1080", viewing_distance_m=8, pixel_pitch_mm=0.63)
    assert (at_four.body, at_eight.body) == (47, 93)
    assert at_eight.label / at_eight.body == pytest.approx(34 / 44, abs=0.01)
    assert at_eight.code / at_eight.body == pytest.approx(28 / 44, abs=0.01)
    assert at_eight.title > at_four.title > layout("1920x1080").title


def test_somebody_near_does_not_make_type_smaller() -> None:
    assert layout("1920x1080", viewing_distance_m=0.5, pixel_pitch_mm=0.63) == layout("1920x1080")
    assert layout("1536x256", viewing_distance_m=1, pixel_pitch_mm=4) == layout("1536x256")


def test_a_strip_far_away_has_larger_type() -> None:
    assert layout("1536x256").body == 51
    assert layout("1536x256", viewing_distance_m=40, pixel_pitch_mm=4).body == 73

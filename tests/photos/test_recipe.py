"""Which sizes are made of which picture."""

from __future__ import annotations

import pytest
from PIL import Image

from shuangyong.photos import recipe
from shuangyong.photos.recipe import ALL, CARD, CROP, JPEG, PRINT, PURPOSES, SCREEN, WEB, WEBP, ZOOM, shapes
from shuangyong.photos.sizes import cropped

from .drawn import encoded, near, picture, prepared_bytes, rules, scene

SIZES = [(1, 1), (1, 5000), (30000, 3), (479, 900), (480, 360), (481, 300), (4000, 3000), (3000, 4000), (12000, 1500), (500, 20000),
         (11585, 8632), (8000, 25000), (65535, 3000)]  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_enlarged(size):
    for shape in shapes(size, PURPOSES):
        assert shape.size[0] <= size[0] and shape.size[1] <= size[1], shape
        assert min(shape.size) >= 1


@pytest.mark.parametrize("size", SIZES)
def test_everything_has_a_web_picture_in_jpeg_and_keeps_its_proportions(size):
    whole = [shape for shape in shapes(size, (WEB,)) if not shape.is_crop]
    assert any(JPEG in shape.formats for shape in whole)
    for shape in whole:
        scale = shape.size[0] / size[0]
        assert abs(shape.size[1] - max(1, size[1] * scale)) <= 0.5 + size[1] / size[0]


def test_large_photo_gets_four_widths_in_three_formats_and_two_crops():
    found = shapes((6000, 4000), recipe.ALWAYS)
    assert [(s.purpose, s.size, s.formats) for s in found] == [
        (WEB, (2560, 1707), ALL),
        (WEB, (1600, 1067), ALL),
        (WEB, (960, 640), ALL),
        (WEB, (480, 320), ALL),
        (CROP, (960, 720), ALL),
        (CROP, (480, 360), ALL),
    ]


def test_small_photo_is_made_once_at_its_own_width():
    assert [s.size for s in shapes((700, 500), (WEB,))] == [(700, 500), (480, 343)]
    assert [s.size for s in shapes((300, 200), (WEB,))] == [(300, 200)]


@pytest.mark.parametrize("size", SIZES)
def test_print_has_at_most_forty_megapixels(size):
    (sheet,) = [shape for shape in shapes(size, (*recipe.ALWAYS, PRINT)) if shape.purpose == PRINT]
    width, height = sheet.size
    assert width * height <= 40_000_000
    assert sheet.formats == (JPEG,)
    if size[0] * size[1] > 41_000_000:
        assert width * height > 39_900_000
    else:
        assert sheet.size == size


def test_screen_fits_into_four_k_and_card_has_its_own_proportions():
    by_purpose = {shape.purpose: shape for shape in shapes((6000, 5000), (WEB, SCREEN, CARD))}
    assert by_purpose[SCREEN].size == (2592, 2160)
    assert (by_purpose[CARD].size, by_purpose[CARD].formats, by_purpose[CARD].is_crop) == ((1200, 630), (JPEG,), True)


def test_same_size_for_two_purposes_is_made_once_in_all_formats():
    found = shapes((2000, 1000), (WEB, ZOOM, SCREEN))
    assert len({s.size for s in found}) == len(found)
    assert all(s.formats == ALL for s in found if s.size == (2000, 1000))


@pytest.mark.parametrize("size", [(100, 20000), (16383, 10), (16384, 10), (480, 16384)])
def test_no_webp_has_a_side_that_the_format_cannot_hold(size):
    for shape in shapes(size, PURPOSES):
        assert (WEBP in shape.formats) == (max(shape.size) <= 16383 and shape.purpose not in (PRINT, CARD, ZOOM)), shape


def test_labels_tell_renditions_apart():
    for size in (size for size in SIZES if min(size) > 10):
        names = [(shape.label, format) for shape in shapes(size, PURPOSES) for format in shape.formats]
        assert len(names) == len(set(names)), size


# Drawn and looked at

@pytest.mark.parametrize("size", [(1, 5000), (30000, 3), (1, 1), (3, 3000)])
def test_extreme_panorama_is_prepared(size, tmp_path):
    record = prepared_bytes(encoded(scene(*size)), tmp_path, purposes=PURPOSES)
    assert rules(record) == []
    for made in record.renditions:
        with Image.open(tmp_path / "out" / made.name) as image:
            assert image.size == (made.width, made.height)
            assert image.width <= size[0] and image.height <= size[1]


def test_very_tall_picture_comes_without_webp(tmp_path):
    record = prepared_bytes(encoded(scene(40, 17_000)), tmp_path)
    assert {r.format for r in record.renditions if r.height == 17_000} == {"avif", "jpeg"}


def test_focus_stays_in_the_crop_and_the_crop_in_the_picture():
    image = Image.new("RGB", (1000, 300), "white")
    for x, colour in ((0, "red"), (480, "lime"), (960, "blue")):
        image.paste(colour, (x, 0, x + 40, 300))
    for focus, wanted in ((0.0, (255, 0, 0)), (0.5, (0, 255, 0)), (1.0, (0, 0, 255))):
        crop = cropped(image, (80, 60), (focus, 0.5))
        colours = {colour for _, colour in crop.getcolors(10_000)}
        assert wanted in colours
        assert len({(255, 0, 0), (0, 255, 0), (0, 0, 255)} & colours) == 1


def test_any_size_can_be_cropped_whatever_the_rounding():
    for width in range(1, 400, 7):
        for height in (1, 3, 89, 110, 127, 241, 360):
            image = Image.new("L", (width, height))
            for focus in ((0.0, 0.0), (0.45, 0.4), (1.0, 1.0)):
                size = recipe.largest_within(image.size, (160, 120))
                assert cropped(image, size, focus).size == size


def test_crop_of_a_panorama_is_not_blown_up(tmp_path, monkeypatch):
    """Whole, this one is shown at 200×12: its crop of 160×120 has to come from more than that."""
    monkeypatch.setattr(recipe, "WIDTHS", (200,))
    monkeypatch.setattr(recipe, "CROPS", ((160, 120),))
    stripes = Image.new("L", (4000, 240), 255)
    for y in range(0, 240, 8):
        stripes.paste(0, (0, y, 4000, y + 4))
    record = prepared_bytes(encoded(stripes), tmp_path)
    crop = picture(tmp_path / "out", record, is_crop=True)
    column = [crop.getpixel((80, y))[0] for y in range(10, 110)]
    assert max(column) > 200 and min(column) < 55


def test_rendition_names_carry_the_hash_of_their_bytes(tmp_path):
    import hashlib

    record = prepared_bytes(encoded(scene(100, 80)), tmp_path, slug="tu-1")
    for made in record.renditions:
        data = (tmp_path / "out" / made.name).read_bytes()
        assert made.name.startswith("tu-1-") and hashlib.sha256(data).hexdigest()[:10] in made.name
        assert len(data) == made.bytes


def test_same_input_gives_the_same_bytes_twice(tmp_path):
    data = encoded(scene(300, 200))
    first = prepared_bytes(data, tmp_path / "a")
    second = prepared_bytes(data, tmp_path / "b")
    assert first.renditions == second.renditions


def test_dominant_colour_and_placeholder_are_of_the_picture(tmp_path):
    image = Image.new("RGB", (120, 90), (200, 30, 30))
    image.paste((30, 50, 190), (0, 0, 30, 90))
    record = prepared_bytes(encoded(image), tmp_path)
    assert near(_rgb(record.colour), (200, 30, 30), 8)
    assert [len(row) for row in record.placeholder] == [4, 4, 4]
    assert all(near(_rgb(row[0]), (30, 50, 190), 10) and near(_rgb(row[3]), (200, 30, 30), 10) for row in record.placeholder)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))

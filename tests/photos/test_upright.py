"""Whichever way the camera was held, the renditions stand upright."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from .drawn import (
    CORNERS,
    EXTENSIONS,
    ORIENTATION,
    SHARED,
    corner_colours,
    corners,
    encoded,
    exif,
    near,
    picture,
    prepared,
    prepared_bytes,
    rendition,
    stored,
)

ALL_EIGHT = range(1, 9)


def turned_file(format: str, turned: int, **options) -> bytes:
    """The four colours as a camera stores them that writes this orientation."""
    if format == "TIFF":
        return encoded(stored(corners(), turned), "TIFF", tiffinfo={ORIENTATION: turned}, **options)
    return encoded(stored(corners(), turned), format, exif=exif(turned).tobytes(), **options)


def is_right_side_up(image: Image.Image) -> bool:
    return all(near(found, expected, 14) for found, expected in zip(corner_colours(image), CORNERS, strict=True))


@pytest.mark.parametrize("turned", ALL_EIGHT)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_every_orientation_comes_out_right_side_up(format: str, turned: int, tmp_path):
    record = prepared_bytes(turned_file(format, turned), tmp_path, f"it.{EXTENSIONS[format]}")
    assert record.status == "ok", record.findings
    assert (record.width, record.height) == (96, 64)
    for made in ("avif", "webp", "jpeg"):
        image = picture(tmp_path / "out", record, made)
        assert image.size == (96, 64)
        assert is_right_side_up(image), (made, corner_colours(image))


@pytest.mark.parametrize("turned", ALL_EIGHT)
def test_compressed_tiff_comes_out_right_side_up(turned: int, tmp_path):
    record = prepared_bytes(turned_file("TIFF", turned, compression="tiff_lzw"), tmp_path, "it.tif")
    assert (record.width, record.height) == (96, 64)
    assert is_right_side_up(picture(tmp_path / "out", record))


@pytest.mark.parametrize("turned", ALL_EIGHT)
def test_focus_is_a_place_of_the_upright_picture(turned: int, tmp_path):
    upright = Image.new("RGB", (200, 60), "white")
    upright.paste((200, 30, 30), (0, 0, 40, 60))  # All of the interest is at the left edge.
    data = encoded(stored(upright, turned), "JPEG", exif=exif(turned).tobytes())
    record = prepared_bytes(data, tmp_path, focus=(0.0, 0.5))
    crop = picture(tmp_path / "out", record, is_crop=True)
    assert (crop.width, crop.height) == (80, 60)
    assert near(crop.getpixel((20, 30)), (200, 30, 30), 14)


@pytest.mark.parametrize("turned", ALL_EIGHT)
@pytest.mark.parametrize("format", ["JPEG", "TIFF", "HEIF", "AVIF"])
def test_redact_boxes_are_places_of_the_upright_picture(format: str, turned: int, tmp_path):
    data = turned_file(format, turned)
    record = prepared_bytes(data, tmp_path, f"it.{EXTENSIONS[format]}", redact=((0.0, 0.0, 0.5, 0.5),))
    top_left, *others = corner_colours(picture(tmp_path / "out", record))
    assert max(top_left) < 45
    assert all(near(found, expected, 14) for found, expected in zip(others, CORNERS[1:], strict=True))


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_senseless_orientation_means_as_it_is(value: int, tmp_path):
    record = prepared_bytes(encoded(corners(), exif=exif(value).tobytes()), tmp_path)
    assert is_right_side_up(picture(tmp_path / "out", record))


def test_broken_exif_means_as_it_is(tmp_path):
    record = prepared_bytes(encoded(corners(), exif=b"Exif\0\0II*\0\xff\xff\xff\x7f"), tmp_path)
    assert record.status == "ok"
    assert is_right_side_up(picture(tmp_path / "out", record))


def test_no_rendition_still_says_that_it_is_turned(tmp_path):
    record = prepared_bytes(turned_file("JPEG", 6), tmp_path)
    for made in record.renditions:
        with Image.open(tmp_path / "out" / made.name) as image:
            assert ORIENTATION not in image.getexif(), made.name


def test_real_photos_of_all_eight_orientations_look_the_same(tmp_path, short_recipe):
    if not (SHARED / "photos").is_dir():
        pytest.skip("../shared/photos 不在这里")
    looks = []
    for turned in ALL_EIGHT:
        record = prepared(SHARED / "photos" / f"landscape_{turned}.jpg", tmp_path, slug=f"it-{turned}")
        assert record.width > record.height
        with Image.open(tmp_path / rendition(record, width=480).name) as image:
            looks.append(np.asarray(image.convert("RGB").resize((48, 32)), dtype=float))
    assert all(np.abs(look - looks[0]).mean() < 3 for look in looks)

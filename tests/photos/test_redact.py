"""What `redact` hides is in nothing that is made: the hidden part has a colour that is nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from shuangyong.photos import recipe, render
from shuangyong.photos.recipe import PURPOSES

from .drawn import EXTENSIONS, encoded, exif, prepared_bytes, rules, stored

SECRET = (255, 0, 255)
BOX = (0.31, 0.23, 0.62, 0.58)
"""Nowhere on a boundary of blocks."""


def with_secret(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Grey-green light with a magenta box, which `BOX` covers exactly."""
    y, x = np.mgrid[0:height, 0:width]
    base = np.stack([90 + 50 * np.sin(x / 37), 130 + 60 * np.cos(y / 29), 80 + 30 * np.sin((x + y) / 23)], axis=-1)
    left, top, right, bottom = (round(f * s) for f, s in zip(BOX, (width, height, width, height), strict=True))
    base[top:bottom, left:right] = SECRET
    image = Image.fromarray(base.clip(0, 255).astype(np.uint8))
    return image.convert(mode) if mode != "RGB" else image


def secrecy(image: Image.Image) -> float:
    """How magenta the most magenta pixel is: 0 where green is the strongest, 255 for the secret."""
    red, green, blue = (np.asarray(band, dtype=int) for band in image.convert("RGB").split())
    return float((np.minimum(red, blue) - green).max())


BLEED = 60
"""Compression smears a hint of a colour over its edge; a pixel of the secret itself is at 255."""


def assert_hidden(folder, record, box=BOX) -> None:
    """No hint of the secret's colour anywhere, and one dark tone in the place of `box`: no brightness either."""
    assert not record.is_rejected, record.findings
    assert record.renditions
    for made in record.renditions:
        with Image.open(folder / made.name) as image:
            assert secrecy(image) < BLEED, made.name
            if box and made.purpose not in ("crop", "card"):
                width, height = image.size
                left, top, right, bottom = (round(f * s) for f, s in zip(box, (width, height, width, height), strict=True))
                inside = image.convert("L").crop((left + 2, top + 2, right - 2, bottom - 2))
                assert max(inside.getextrema()) < 50, made.name
    for colour in (record.colour, *(colour for row in record.placeholder for colour in row)):
        assert secrecy(Image.new("RGB", (1, 1), colour)) < BLEED, colour


def test_the_secret_would_show_everywhere(tmp_path):
    record = prepared_bytes(encoded(with_secret(1001, 763)), tmp_path, purposes=PURPOSES)
    for made in record.renditions:
        with Image.open(tmp_path / "out" / made.name) as image:
            assert secrecy(image) > 150, made.name
    assert any(secrecy(Image.new("RGB", (1, 1), colour)) > BLEED for row in record.placeholder for colour in row)


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:0"])
def test_every_purpose_of_a_jpeg_keeps_nothing(subsampling: str, turned: int, tmp_path, short_recipe, monkeypatch):
    monkeypatch.setattr(recipe, "CROPS", ((160, 120),))
    data = encoded(stored(with_secret(301, 227), turned), subsampling=subsampling, exif=exif(turned).tobytes())
    record = prepared_bytes(data, tmp_path, redact=(BOX,), purposes=PURPOSES, focus=(0.45, 0.4))
    assert {r.purpose for r in record.renditions} >= {"screen", "crop", "print"}
    assert_hidden(tmp_path / "out", record)


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("scale", [2, 4, 8])
def test_jpeg_decoded_small_keeps_nothing(scale: int, turned: int, tmp_path, monkeypatch):
    """The decoder itself makes it 2, 4 or 8 times smaller, and rounds an odd size up."""
    monkeypatch.setattr(recipe, "WIDTHS", (1203 // scale - 3,))
    monkeypatch.setattr(recipe, "CROPS", ((60, 45),))
    monkeypatch.setattr(render, "decode", _decode_that_must_scale(scale))
    upright = with_secret(1203, 901)
    data = encoded(stored(upright, turned), subsampling="4:2:0", exif=exif(turned).tobytes())
    record = prepared_bytes(data, tmp_path, redact=(BOX,), focus=(0.45, 0.4))
    assert_hidden(tmp_path / "out", record)


def _decode_that_must_scale(scale: int):
    decode = render.decode

    def watched(opened, needed):
        whole = opened.image.size
        decode(opened, needed)
        assert opened.image.width <= whole[0] // scale + 1

    return watched


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:2", "4:2:0"])
def test_huge_jpeg_taken_apart_keeps_nothing(subsampling: str, turned: int, tmp_path, monkeypatch, short_recipe):
    """The way of very large JPEGs, whose brightness and colour are decoded apart."""
    monkeypatch.setattr(render, "SPLIT_PIXELS", 1000)
    taken = []
    split = render.decode_split
    monkeypatch.setattr(render, "decode_split", lambda *args: taken.append(args) or split(*args))
    data = encoded(stored(with_secret(303, 229), turned), subsampling=subsampling, exif=exif(turned).tobytes())
    record = prepared_bytes(data, tmp_path, redact=(BOX,), purposes=PURPOSES)
    assert taken
    assert_hidden(tmp_path / "out", record)


def test_huge_jpeg_taken_apart_looks_like_one_decoded_whole(tmp_path, monkeypatch, short_recipe):
    data = encoded(with_secret(303, 229), subsampling="4:2:0")
    whole = prepared_bytes(data, tmp_path / "a", purposes=PURPOSES)
    monkeypatch.setattr(render, "SPLIT_PIXELS", 1000)
    apart = prepared_bytes(data, tmp_path / "b", purposes=PURPOSES)
    for one, other in zip(whole.renditions, apart.renditions, strict=True):
        assert (one.purpose, one.width, one.height) == (other.purpose, other.width, other.height)
        with Image.open(tmp_path / "a" / "out" / one.name) as a, Image.open(tmp_path / "b" / "out" / other.name) as b:
            difference = np.abs(np.asarray(a.convert("RGB"), dtype=int) - np.asarray(b.convert("RGB"), dtype=int))
        assert difference.mean() < 2.5, one.name


@pytest.mark.parametrize("format", ["PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_other_formats_keep_nothing(format: str, tmp_path):
    record = prepared_bytes(encoded(with_secret(301, 227), format), tmp_path, f"it.{EXTENSIONS[format]}", redact=(BOX,), purposes=PURPOSES)
    assert_hidden(tmp_path / "out", record)


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGBA", "P"])
def test_every_layout_of_pixels_gets_one_dark_tone(mode: str, tmp_path):
    format = "JPEG" if mode in ("L", "CMYK") else "PNG"
    image = Image.new("RGB", (200, 150), "white").convert(mode)
    record = prepared_bytes(encoded(image, format), tmp_path, f"it.{EXTENSIONS[format]}", redact=((0.25, 0.25, 0.75, 0.75),))
    made = max((r for r in record.renditions if r.format == "jpeg"), key=lambda r: r.width)
    with Image.open(tmp_path / "out" / made.name) as rendition:
        grey = rendition.convert("L")
    assert max(grey.crop((52, 40, 148, 110)).getextrema()) < 50
    assert min(grey.crop((0, 0, 44, 150)).getextrema()) > 240


def test_transparent_pixels_do_not_bring_the_secret_back(tmp_path):
    """What lies under a transparent part of the original is not shown, redacted or not."""
    image = Image.new("RGBA", (100, 80), (*SECRET, 0))
    record = prepared_bytes(encoded(image, "PNG"), tmp_path, "it.png")
    assert_hidden(tmp_path / "out", record, box=None)


def test_several_boxes_to_the_very_edges(tmp_path):
    image = Image.new("RGB", (240, 180), SECRET)
    image.paste((90, 130, 80), (60, 45, 180, 135))
    boxes = ((0.0, 0.0, 1.0, 0.25), (0.0, 0.75, 1.0, 1.0), (0.0, 0.0, 0.25, 1.0), (0.75, 0.0, 1.0, 1.0))
    record = prepared_bytes(encoded(image), tmp_path, redact=boxes)
    assert rules(record) == []
    assert_hidden(tmp_path / "out", record, box=(0.0, 0.0, 1.0, 0.25))


def test_whole_picture_hidden_is_all_dark(tmp_path):
    record = prepared_bytes(encoded(Image.new("RGB", (60, 45), SECRET)), tmp_path, redact=((0.0, 0.0, 1.0, 1.0),))
    for made in record.renditions:
        with Image.open(tmp_path / "out" / made.name) as image:
            assert max(high for _, high in image.convert("RGB").getextrema()) < 50


@pytest.mark.parametrize("box", [(0.5, 0.5, 0.5000001, 0.5000001), (0.9999, 0.9999, 1.0, 1.0)])
def test_tiny_box_still_hides_its_place(box, tmp_path):
    image = Image.new("RGB", (100, 80), (90, 130, 80))
    record = prepared_bytes(encoded(image, "PNG"), tmp_path, "it.png", redact=(box,))
    made = max((r for r in record.renditions if r.format == "jpeg"), key=lambda r: r.width)
    with Image.open(tmp_path / "out" / made.name) as rendition:
        at = (min(99, int(box[0] * 100)), min(79, int(box[1] * 80)))
        assert max(rendition.convert("RGB").getpixel(at)) < 70

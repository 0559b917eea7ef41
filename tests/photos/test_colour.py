"""Whatever colour space a photo comes in, the renditions show the same colours in sRGB.

The expectations are computed here, from the definitions of the colour spaces.
"""

from __future__ import annotations

import struct

import numpy as np
import pytest
from PIL import Image, ImageCms

from shuangyong.photos import icc
from shuangyong.photos.colour import flatten, profile_of, to_srgb
from shuangyong.photos.structure import png_cicp

from .drawn import (
    EXTENSIONS,
    cmyk_profile,
    encoded,
    grey_profile,
    near,
    picture,
    prepared_bytes,
    rules,
    with_png_chunks,
)

PATCHES = [(200, 60, 40), (60, 170, 80), (50, 80, 190), (128, 128, 128), (230, 200, 60), (255, 255, 255), (0, 0, 0), (255, 0, 0)]
WITHIN = 5
"""Levels that a JPEG may be off."""

# Chromaticities from SMPTE EG 432-1, Adobe RGB (1998) and IEC 61966-2-1; white is D65 in all.
_XY = {
    "sRGB": ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06)),
    "P3": ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    "Adobe": ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06)),
}


def to_xyz(space: str) -> np.ndarray:
    columns = np.array([(x / y, 1, (1 - x - y) / y) for x, y in _XY[space]]).T
    white = np.array([0.3127 / 0.3290, 1, (1 - 0.3127 - 0.3290) / 0.3290])
    return columns * np.linalg.solve(columns, white)


def srgb_decoded(v):
    v = np.asarray(v) / 255
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def srgb_encoded(v):
    v = np.clip(v, 0, 1)
    return 255 * np.where(v <= 0.0031308, v * 12.92, 1.055 * v ** (1 / 2.4) - 0.055)


def from_p3(patch):
    return srgb_encoded(np.linalg.solve(to_xyz("sRGB"), to_xyz("P3") @ srgb_decoded(patch)))


def from_adobe(patch):
    return srgb_encoded(np.linalg.solve(to_xyz("sRGB"), to_xyz("Adobe") @ (np.asarray(patch) / 255) ** 2.19921875))


def from_lab(lab):
    """CIE Lab under D50 to sRGB by Bradford's adaptation."""
    lightness, a, b = lab
    fy = (lightness + 16) / 116
    f = np.array([fy + a / 500, fy, fy - b / 200])
    xyz = np.where(f > 6 / 29, f**3, (f - 4 / 29) * 3 * (6 / 29) ** 2) * (0.9642, 1, 0.8249)
    to_d65 = np.array([[0.9555766, -0.0230393, 0.0631636], [-0.0282895, 1.0099416, 0.0210077], [0.0122982, -0.0204830, 1.3299098]])
    return srgb_encoded(np.linalg.solve(to_xyz("sRGB"), to_d65 @ xyz))


def patches(colours=PATCHES, mode: str = "RGB", side: int = 32) -> Image.Image:
    image = Image.new(mode, (side * len(colours), side))
    for n, colour in enumerate(colours):
        image.paste(colour, (n * side, 0, (n + 1) * side, side))
    return image


def seen(image: Image.Image, count: int) -> list[tuple[int, ...]]:
    width, height = image.size
    return [image.getpixel(((2 * n + 1) * width // (2 * count), height // 2)) for n in range(count)]


def assert_shows(tmp_path, data: bytes, format: str, expected, within: float = WITHIN, found: list[str] | None = None):
    record = prepared_bytes(data, tmp_path, f"it.{EXTENSIONS[format]}")
    assert rules(record) == (found or [])
    for made in ("jpeg", "webp", "avif"):
        colours = seen(picture(tmp_path / "out", record, made), len(expected))
        for colour, right in zip(colours, expected, strict=True):
            # AVIF and WebP keep colour a little less exactly in small fields.
            assert near(colour, right, within if made == "jpeg" else within + 4), (made, colours, [tuple(map(round, e)) for e in expected])


P3 = icc.build_profile(icc.DISPLAY_P3, icc.srgb_curve, "P3")
ADOBE = icc.build_profile(icc.ADOBE_RGB, icc.gamma_curve(icc.ADOBE_GAMMA), "Adobe")


def test_the_colour_spaces_differ_enough_for_these_tests():
    for patch in PATCHES[:3]:
        assert max(abs(from_p3(patch) - patch)) > 2 * WITHIN - 1
        assert max(abs(from_adobe(patch) - patch)) > 2 * WITHIN - 1


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
def test_display_p3_becomes_srgb(format: str, tmp_path):
    data = encoded(patches(), format, icc_profile=P3)
    assert_shows(tmp_path, data, format, [from_p3(patch) for patch in PATCHES], 8 if format in ("AVIF", "HEIF", "WEBP") else WITHIN)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF"])
def test_adobe_rgb_becomes_srgb(format: str, tmp_path):
    assert_shows(tmp_path, encoded(patches(), format, icc_profile=ADOBE), format, [from_adobe(patch) for patch in PATCHES])


def interop_exif(index: str) -> bytes:
    """EXIF that says the colour space by the interoperability index alone, as cameras do (DCF 2.0)."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA001] = 65535  # ColorSpace: uncalibrated
    exif.get_ifd(0x8769)[0xA005] = {1: index}
    return exif.tobytes()


def test_adobe_rgb_by_interoperability_index_alone_becomes_srgb(tmp_path):
    assert_shows(tmp_path, encoded(patches(), exif=interop_exif("R03")), "JPEG", [from_adobe(patch) for patch in PATCHES])


def test_interoperability_index_of_srgb_changes_nothing(tmp_path):
    assert_shows(tmp_path, encoded(patches(), exif=interop_exif("R98")), "JPEG", PATCHES)


def test_built_profiles_have_the_published_colorants():
    """sRGB and Display P3 adapted to D50, as in the profiles that ICC and Apple publish."""
    for primaries, published in (
        (icc.SRGB, [(0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)]),
        (icc.DISPLAY_P3, [(0.5151, 0.2412, -0.0011), (0.2919, 0.6922, 0.0419), (0.1572, 0.0666, 0.7841)]),
    ):
        profile = icc.build_profile(primaries, icc.srgb_curve, "x")
        found = [_xyz(profile, name) for name in (b"rXYZ", b"gXYZ", b"bXYZ")]
        assert np.allclose(found, published, atol=0.0006)


def _xyz(profile: bytes, name: bytes) -> tuple[float, ...]:
    at = profile.index(name, 128)
    offset = struct.unpack(">I", profile[at + 4 : at + 8])[0]
    return tuple(value / 65536 for value in struct.unpack(">3i", profile[offset + 8 : offset + 20]))


def test_srgb_profile_changes_no_pixel():
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 256, (64, 64, 3), dtype=np.uint8))
    for profile in (ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), icc.build_profile(icc.SRGB, icc.srgb_curve, "s")):
        image, findings = to_srgb(noise.copy(), profile)
        assert image.tobytes() == noise.tobytes()
        assert findings == ()


@pytest.mark.parametrize("profile", [b"not a profile", P3[:200], P3[:128] + b"\xff" * 400], ids=["text", "cut", "spoilt"])
def test_broken_profile_is_a_warning_and_the_photo_is_kept(profile: bytes, tmp_path):
    assert_shows(tmp_path, encoded(patches(), icc_profile=profile), "JPEG", PATCHES, found=["photo-profile"])


def test_profile_of_another_kind_of_picture_is_a_warning(tmp_path):
    data = encoded(patches(), icc_profile=cmyk_profile({}))
    assert_shows(tmp_path, data, "JPEG", PATCHES, found=["photo-profile"])


# CMYK and grey

LABS = {
    (0, 0, 0, 0): (100, 0, 0), (1, 0, 0, 0): (62, -20, -30), (0, 1, 0, 0): (55, 50, 0), (0, 0, 1, 0): (90, -4, 60),
    (0, 0, 0, 1): (20, 0, 0), (0, 1, 1, 0): (50, 55, 35), (1, 0, 1, 0): (55, -40, 20), (1, 1, 0, 0): (30, 15, -35),
}  # fmt: skip


@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_cmyk_with_a_profile_becomes_what_its_inks_print(format: str, tmp_path):
    inks = list(LABS)
    image = patches([tuple(255 * ink for ink in combination) for combination in inks], "CMYK")
    data = encoded(image, format, icc_profile=cmyk_profile(LABS))
    assert_shows(tmp_path, data, format, [from_lab(LABS[combination]) for combination in inks], 7)


def test_cmyk_without_a_profile_is_shown_as_best_it_can_and_said_so(tmp_path):
    image = patches([(0, 0, 0, 0), (255, 0, 0, 0), (0, 255, 255, 0), (0, 0, 0, 255)], "CMYK")
    expected = [(255, 255, 255), (0, 255, 255), (255, 0, 0), (0, 0, 0)]
    assert_shows(tmp_path, encoded(image), "JPEG", expected, 12, found=["photo-colour"])


GREYS = [0, 40, 100, 128, 200, 255]


@pytest.mark.parametrize("gamma", [1.0, 1.8, 3.0])
def test_grey_with_a_profile_keeps_its_tones(gamma: float, tmp_path):
    data = encoded(patches(GREYS, "L"), "PNG", icc_profile=grey_profile(gamma))
    assert_shows(tmp_path, data, "PNG", [[float(srgb_encoded((g / 255) ** gamma))] * 3 for g in GREYS])


def test_grey_without_a_profile_stays_as_it_is(tmp_path):
    assert_shows(tmp_path, encoded(patches(GREYS, "L")), "JPEG", [[g] * 3 for g in GREYS])


def test_grey_with_a_colour_profile_stays_grey(tmp_path):
    record = prepared_bytes(encoded(patches(GREYS, "L"), icc_profile=ADOBE), tmp_path)
    assert not record.is_rejected
    assert all(max(c) - min(c) <= 2 for c in seen(picture(tmp_path / "out", record), len(GREYS)))


# Sixteen bits

def sixteen(levels, side: int = 32) -> np.ndarray:
    return np.repeat(np.array(levels, dtype=np.uint16)[None, :, ...], side, axis=0).repeat(side, axis=1)


@pytest.mark.parametrize("format", ["PNG", "TIFF"])
def test_sixteen_bit_grey_keeps_its_tones(format: str, tmp_path):
    image = Image.fromarray(sixteen([g * 257 for g in GREYS]))
    assert image.mode == "I;16"
    assert_shows(tmp_path, encoded(image, format), format, [[g] * 3 for g in GREYS])


def test_dark_sixteen_bit_grey_is_not_brightened(tmp_path):
    image = Image.fromarray(sixteen([0, 100, 200, 250]))
    assert_shows(tmp_path, encoded(image, "PNG"), "PNG", [[0] * 3, [0] * 3, [1] * 3, [1] * 3], 3)


def test_sixteen_bit_colour_png_keeps_its_colours(tmp_path):
    assert_shows(tmp_path, _png16(sixteen([[v * 257 for v in p] for p in PATCHES])), "PNG", PATCHES)


def test_sixteen_bit_colour_tiff_keeps_its_colours(tmp_path):
    assert_shows(tmp_path, _tiff16(sixteen([[v * 257 for v in p] for p in PATCHES])), "TIFF", PATCHES)


def _png16(pixels: np.ndarray) -> bytes:
    import zlib

    from .drawn import png_chunk

    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in pixels)
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", zlib.compress(rows)) + png_chunk(b"IEND", b"")


def _tiff16(pixels: np.ndarray) -> bytes:
    height, width, _ = pixels.shape
    data = pixels.astype("<u2").tobytes()
    tags = [(256, 3, 1, width), (257, 3, 1, height), (258, 3, 3, 8 + len(data)), (259, 3, 1, 1), (262, 3, 1, 2),
            (273, 4, 1, 8), (277, 3, 1, 3), (278, 3, 1, height), (279, 4, 1, len(data))]  # fmt: skip
    entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    bits = struct.pack("<3H", 16, 16, 16)
    ifd = struct.pack("<H", len(tags)) + entries + struct.pack("<I", 0)
    return b"II*\0" + struct.pack("<I", 8 + len(data) + 6) + data + bits + ifd


def test_float_tiff_is_read(tmp_path):
    image = Image.fromarray(sixteen([0, 1, 1]).astype(np.float32) / 2)
    assert_shows(tmp_path, encoded(image, "TIFF"), "TIFF", [[0] * 3, [127] * 3, [127] * 3])


# Transparency

def test_transparency_lies_on_white(tmp_path):
    image = patches([(200, 30, 30, 255), (200, 30, 30, 0), (0, 0, 0, 128)], "RGBA")
    expected = [(200, 30, 30), (255, 255, 255), (127, 127, 127)]
    for format in ("PNG", "TIFF"):
        assert_shows(tmp_path, encoded(image, format), format, expected)
    assert_shows(tmp_path, encoded(image, "WEBP", lossless=True, exact=True), "WEBP", expected)


def test_transparent_grey_lies_on_white(tmp_path):
    assert_shows(tmp_path, encoded(patches([(80, 255), (80, 0), (0, 128)], "LA"), "PNG"), "PNG", [[80] * 3, [255] * 3, [127] * 3])


def test_transparent_entry_of_a_palette_is_white(tmp_path):
    image = Image.new("P", (96, 32))
    image.putpalette([200, 30, 30, 30, 160, 50, 30, 50, 190])
    for n in range(3):
        image.paste(n, (n * 32, 0, n * 32 + 32, 32))
    data = encoded(image, "PNG", transparency=bytes([255, 0, 255]))
    assert_shows(tmp_path, data, "PNG", [(200, 30, 30), (255, 255, 255), (30, 50, 190)])


def test_colour_that_counts_as_transparent_is_white(tmp_path):
    data = encoded(patches([(200, 30, 30), (30, 160, 50)]), "PNG", transparency=(30, 160, 50))
    assert_shows(tmp_path, data, "PNG", [(200, 30, 30), (255, 255, 255)])


def test_black_and_white_is_read(tmp_path):
    assert_shows(tmp_path, encoded(patches([0, 255], "1"), "PNG"), "PNG", [(0, 0, 0), (255, 255, 255)])


# Colours said without a profile

def _chunk(name: bytes, *values: float) -> tuple[bytes, bytes]:
    return name, struct.pack(f">{len(values)}I", *(round(v * 100_000) for v in values))


def test_gamma_of_a_png_is_heeded(tmp_path):
    data = with_png_chunks(encoded(patches(), "PNG"), _chunk(b"gAMA", 1.0))
    assert_shows(tmp_path, data, "PNG", [srgb_encoded(np.array(patch) / 255) for patch in PATCHES])


def test_chromaticities_of_a_png_are_heeded(tmp_path):
    white = (0.3127, 0.3290)
    chunks = (_chunk(b"gAMA", 0.45455), _chunk(b"cHRM", *white, *(v for xy in _XY["P3"] for v in xy)))
    assert_shows(tmp_path, with_png_chunks(encoded(patches(), "PNG"), *chunks), "PNG", [from_p3(patch) for patch in PATCHES])


def test_usual_gamma_of_a_png_changes_nothing(tmp_path):
    assert_shows(tmp_path, with_png_chunks(encoded(patches(), "PNG"), _chunk(b"gAMA", 0.45455)), "PNG", PATCHES)


def test_senseless_chromaticities_of_a_png_are_passed_over(tmp_path):
    data = with_png_chunks(encoded(patches(), "PNG"), _chunk(b"gAMA", 0.45455), _chunk(b"cHRM", *[0.0] * 8))
    assert_shows(tmp_path, data, "PNG", PATCHES)


@pytest.mark.parametrize("gamma", [0.0, 0.00001, 42949.0])
def test_senseless_gamma_of_a_png_crashes_nothing(gamma: float, tmp_path):
    record = prepared_bytes(with_png_chunks(encoded(patches(), "PNG"), _chunk(b"gAMA", gamma)), tmp_path, "it.png")
    assert not record.is_rejected


def test_code_points_of_a_png_are_heeded(tmp_path):
    data = with_png_chunks(encoded(patches(), "PNG"), (b"cICP", bytes([12, 13, 0, 1])))
    assert_shows(tmp_path, data, "PNG", [from_p3(patch) for patch in PATCHES])


def test_code_points_of_an_avif_are_heeded(tmp_path):
    data = encoded(patches(), "AVIF", quality=98)
    at = data.index(b"colrnclx") + 8
    data = data[:at] + struct.pack(">HH", 12, 13) + data[at + 4 :]
    assert_shows(tmp_path, data, "AVIF", [from_p3(patch) for patch in PATCHES], 8)


def test_code_points_of_a_heic_are_heeded(tmp_path):
    data = encoded(patches(), "HEIF", quality=98, color_primaries=12, transfer_characteristic=13, chroma=444)
    assert_shows(tmp_path, data, "HEIF", [from_p3(patch) for patch in PATCHES], 8)


@pytest.mark.parametrize("transfer", [16, 18])
def test_hdr_is_a_warning(transfer: int, tmp_path):
    data = with_png_chunks(encoded(patches(), "PNG"), (b"cICP", bytes([9, transfer, 0, 1])))
    assert rules(prepared_bytes(data, tmp_path, "it.png")) == ["photo-hdr"]


def test_profile_of_deep_greys_needs_no_colour(tmp_path):
    """16-bit grey with a grey profile: both the depth and the tones are heeded."""
    data = encoded(Image.fromarray(sixteen([g * 257 for g in GREYS])), "PNG", icc_profile=grey_profile(1.8))
    assert_shows(tmp_path, data, "PNG", [[float(srgb_encoded((g / 255) ** 1.8))] * 3 for g in GREYS])


def test_flattening_leaves_only_plain_modes():
    for mode in ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr", "LAB", "HSV", "I", "I;16", "F"):
        assert flatten(Image.new(mode, (4, 4))).mode in ("L", "RGB", "CMYK"), mode


def test_png_code_points_after_the_pixels_do_not_count(tmp_path):
    data = encoded(patches(), "PNG")
    end = data.rindex(b"IEND") - 4
    from .drawn import png_chunk

    (tmp_path / "it.png").write_bytes(data[:end] + png_chunk(b"cICP", bytes([12, 13, 0, 1])) + data[end:])
    with (tmp_path / "it.png").open("rb") as file:
        assert png_cicp(file) is None
    with Image.open(tmp_path / "it.png") as image:
        assert profile_of(image, None) == (None, ())

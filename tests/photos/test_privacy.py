"""Nothing of what an original tells about people and places is in any rendition (exiftool's word for it)."""

from __future__ import annotations

import functools
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from shuangyong.photos import icc
from shuangyong.photos.encode import encode, xmp
from shuangyong.photos.job import Credits
from shuangyong.photos.recipe import ALWAYS, PRINT, Shape
from shuangyong.photos.verify import verify

from .drawn import EXTENSIONS, SHARED, encoded, exiftool, prepared, prepared_bytes, scene

pytestmark = pytest.mark.skipif(not shutil.which("exiftool"), reason="没有安装 exiftool")

PLANTED = "PLANTED7"
"""Stands in every text of the originals."""
FORBIDDEN = ("gps", "serial", "thumbnail", "comment", "makernote", "preview", "owner", "artist", "location", "city", "keywords", "software",
             "face", "icc", "history", "documentid", "datetime", "createdate", "make", "model", "lens")  # fmt: skip
WORDS = Credits("王小明，静安区双拥办", "© 上海市双拥办 & 作者 <保留>", "2026年“八一”前夕，𠮷祥里居民慰问官兵。")
CREDIT_TAGS = {"XMP-dc:Creator", "XMP-dc:Rights", "XMP-dc:Description"}
_HARMLESS_GROUPS = {"ExifTool", "System", "File", "JFIF", "Composite", "RIFF", "Meta", "ItemProperties", "Main", "QuickTime", "AV1", "HEIF",
                    "APP14", "Adobe"}  # fmt: skip
"""What describes the file itself: size, dimensions, coding."""


def leaks(tags: dict) -> list[str]:
    """Tags that no rendition may hold."""
    return [tag for tag, value in tags.items() if tag != "SourceFile" and _is_leak(tag, str(value))]


def _is_leak(tag: str, value: str) -> bool:
    group, _, name = tag.rpartition(":")
    if group == "System" or tag == "XMP-x:XMPToolkit":
        return False
    is_known = tag in CREDIT_TAGS or group in _HARMLESS_GROUPS
    return PLANTED in f"{tag} {value}" or not is_known or any(word in name.lower() for word in FORBIDDEN)


def loaded(path: Path) -> Path:
    """`path` with everything that cameras, phones and programs write into photos."""
    p = PLANTED
    named = [
        "GPSAreaInformation", "Make", "Model", "SerialNumber", "LensSerialNumber", "OwnerName", "Artist", "Copyright", "ImageDescription",
        "UserComment", "Software", "ImageUniqueID", "XPComment", "XPAuthor", "XMP-dc:Creator", "XMP-dc:Description", "XMP-dc:Title",
        "XMP-dc:Subject", "XMP-photoshop:City", "XMP-xmpMM:DocumentID", "XMP-iptcExt:PersonInImage", "XMP-aux:SerialNumber",
        "XMP-mwg-rs:RegionName",
    ]  # fmt: skip
    tags = dict.fromkeys(named, p) | {
        "GPSLatitude": "31.23", "GPSLatitudeRef": "N", "GPSLongitude": "121.47", "GPSLongitudeRef": "E", "GPSAltitude": "4",
        "XMP-exif:GPSLatitude": "31.23", "XMP-mwg-rs:RegionType": "Face", "DateTimeOriginal": "2026:08:01 08:00:00",
    }  # fmt: skip
    if path.suffix in (".jpg", ".tif"):
        tags |= {"IPTC:By-line": p, "IPTC:Caption-Abstract": p, "IPTC:City": p, "IPTC:Keywords": p}
    if path.suffix == ".jpg":
        tags |= {"Comment": p}
        thumbnail = path.with_name("thumbnail.jpeg")
        thumbnail.write_bytes(encoded(scene(60, 45), comment=p))
        extra = [f"-ThumbnailImage<={thumbnail}"]
    else:
        extra = []
    done = subprocess.run(
        ["exiftool", "-m", "-q", "-overwrite_original", *extra, *(f"-{tag}={value}" for tag, value in tags.items()), str(path)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    """Gives an original of a format, full of metadata; each is made once."""
    folder = tmp_path_factory.mktemp("originals")
    return functools.cache(lambda format: made_original(folder, format))


def made_original(folder: Path, format: str) -> Path:
    path = folder / f"it.{EXTENSIONS[format]}"
    profile = icc.build_profile(icc.DISPLAY_P3, icc.srgb_curve, PLANTED)
    options = {"icc_profile": profile}
    if format == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Comment", PLANTED)
        text.add_itxt("Note", PLANTED, "zh", "说明")
        text.add_text("Zip", PLANTED, zip=True)
        options["pnginfo"] = text
    if format == "JPEG":
        exif = Image.Exif()
        exif[0x010F] = PLANTED
        exif.get_ifd(0x8769)[0x927C] = b"Canon\0" + PLANTED.encode() * 4  # A maker note, which exiftool will not invent.
        options |= {"comment": PLANTED, "exif": exif.tobytes()}
    path.write_bytes(encoded(scene(200, 150), format, **options))
    return loaded(path)


@pytest.mark.parametrize("format", EXTENSIONS)
def test_nothing_of_the_original_survives(format: str, original, tmp_path, short_recipe):
    path = original(format)
    (before,) = exiftool(path)
    assert sum(PLANTED in str(value) for value in before.values()) > 8, "the original is not loaded"
    assert any("GPSLatitude" in tag for tag in before)
    record = prepared(path, tmp_path / "out", purposes=(*ALWAYS, PRINT))
    assert record.status == "ok", record.findings
    made = [tmp_path / "out" / r.name for r in record.renditions]
    for tags in exiftool(*made):
        assert leaks(tags) == []
        assert not any(tag in tags for tag in CREDIT_TAGS)
    for file in made:
        assert PLANTED.encode() not in file.read_bytes(), file.name
    assert record.found.as_tuple() == (len(made), 0, 0, 0)


def test_a_leak_would_be_noticed(original):
    """The measure itself: an original is full of leaks in each of the families."""
    (tags,) = exiftool(original("JPEG"))
    groups = {tag.partition(":")[0] for tag in leaks(tags)}
    assert {"GPS", "IFD0", "IFD1", "ExifIFD", "IPTC", "XMP-dc", "ICC_Profile"} <= groups
    assert "File:Comment" in leaks(tags)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "HEIF"])
def test_credits_are_those_of_the_captions_in_every_format(format: str, original, tmp_path):
    record = prepared(original(format), tmp_path / "out", credits=WORDS, purposes=(*ALWAYS, PRINT))
    assert {r.format for r in record.renditions} == {"avif", "webp", "jpeg"}
    for tags in exiftool(*(tmp_path / "out" / r.name for r in record.renditions)):
        assert leaks(tags) == []
        assert tags["XMP-dc:Creator"] == WORDS.photographer
        assert tags["XMP-dc:Rights"] == WORDS.rights
        assert tags["XMP-dc:Description"] == WORDS.caption
    assert record.found.as_tuple() == (len(record.renditions), 0, len(record.renditions), 0)


def test_only_what_the_captions_give_is_written(original, tmp_path):
    record = prepared(original("JPEG"), tmp_path / "out", credits=Credits(rights="© 双拥办"))
    for tags in exiftool(*(tmp_path / "out" / r.name for r in record.renditions)):
        assert {tag for tag in tags if tag.startswith("XMP-dc")} == {"XMP-dc:Rights"}


def test_credits_cannot_break_out_of_the_packet(tmp_path):
    tricky = Credits("</rdf:li><x>", "]]>&amp;\"'", "第一行\n第二行")
    record = prepared_bytes(encoded(scene(40, 30)), tmp_path, credits=tricky)
    for tags in exiftool(*(tmp_path / "out" / r.name for r in record.renditions)):
        assert (tags["XMP-dc:Creator"], tags["XMP-dc:Rights"]) == (tricky.photographer, tricky.rights)
        assert tags["XMP-dc:Description"].split() == tricky.caption.split()
        assert leaks(tags) == []


def test_embedded_thumbnail_of_a_heic_is_not_kept(tmp_path):
    data = encoded(scene(160, 120), "HEIF", thumbnails=[64])
    record = prepared_bytes(data, tmp_path, "it.heic", redact=((0.0, 0.0, 0.5, 0.5),))
    for tags in exiftool(*(tmp_path / "out" / r.name for r in record.renditions)):
        assert leaks(tags) == []


def test_real_photos_with_positions_lose_them(tmp_path, short_recipe):
    folder = SHARED / "photos"
    if not folder.is_dir():
        pytest.skip("../shared/photos 不在这里")
    with_gps = [Path(tags["SourceFile"]) for tags in exiftool(*sorted(folder.iterdir())) if any(tag.startswith("GPS:") for tag in tags)]
    assert len(with_gps) >= 3
    made = []
    for n, path in enumerate(with_gps):
        record = prepared(path, tmp_path, slug=f"it-{n}")
        assert record.is_rejected or record.renditions
        made += [tmp_path / r.name for r in record.renditions]
    for tags in exiftool(*made):
        assert leaks(tags) == [], tags["SourceFile"]


@pytest.mark.parametrize("format", ["avif", "webp", "jpeg"])
def test_encoding_writes_nothing_that_pillow_remembers(format: str):
    """Pillow 13 writes the comment of an opened JPEG back; the encoder does not rely on others to have removed it."""
    image = Image.open(io.BytesIO(encoded(scene(40, 30), comment=PLANTED, icc_profile=icc.build_profile(icc.SRGB, icc.srgb_curve, PLANTED))))
    image.load()
    data = encode(image, Shape("web", image.size, (format,)), format, Credits(), False)
    assert PLANTED.encode() not in data
    assert verify(data, Credits()).as_tuple() == (1, 0, 0, 0)


def test_verification_notices_what_should_not_be_there():
    image = scene(20, 15)
    gps = Image.Exif()
    gps.get_ifd(0x8825)[1] = "N"
    assert verify(encoded(image), Credits()).as_tuple() == (1, 0, 0, 0)
    assert verify(encoded(image, xmp=xmp(WORDS)), WORDS).as_tuple() == (1, 0, 1, 0)
    assert verify(encoded(image, exif=gps.tobytes()), Credits()).as_tuple() == (1, 1, 0, 1)
    assert verify(encoded(image, comment="x"), Credits()).strange == 1
    assert verify(encoded(image, icc_profile=icc.build_profile(icc.SRGB, icc.srgb_curve, "x")), Credits()).strange == 1
    assert verify(encoded(image, xmp=xmp(WORDS)), Credits()).strange == 1
    assert verify(encoded(image), WORDS).as_tuple() == (1, 0, 0, 1)
    assert verify(encoded(image)[:200], Credits()).strange == 1

"""What is no whole, honest photo of a known format is refused, with a remedy; nothing hangs or fills the memory."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image

from shuangyong.manuscripts.captions import read_album
from shuangyong.photos.job import Record

from .drawn import (
    EXTENSIONS,
    REPOSITORY,
    SHARED,
    album,
    caption,
    encoded,
    png_bomb,
    png_chunk,
    prepared,
    prepared_bytes,
    report_of,
    rules,
    run_command,
    run_script,
    scene,
)

BROKEN = {"photo-truncated", "photo-damaged"}


def assert_refused(record: Record, *expected: str) -> None:
    """Refused for one of these reasons, with a remedy, and nothing was made of it."""
    assert record.status == "rejected", record
    assert set(rules(record)) <= set(expected) and len(record.findings) == 1, record.findings
    assert record.findings[0].what and record.findings[0].fix
    assert record.renditions == ()


WHOLE = {
    "JPEG": ("JPEG", {}),
    "progressive JPEG": ("JPEG", {"progressive": True}),
    "JPEG with restarts": ("JPEG", {"restart_marker_rows": 1}),
    "PNG": ("PNG", {}),
    "WebP": ("WEBP", {}),
    "lossless WebP": ("WEBP", {"lossless": True}),
    "AVIF": ("AVIF", {}),
    "HEIC": ("HEIF", {}),
    "TIFF": ("TIFF", {}),
    "TIFF, LZW": ("TIFF", {"compression": "tiff_lzw"}),
    "TIFF, JPEG": ("TIFF", {"compression": "jpeg"}),
    "TIFF, deflate": ("TIFF", {"compression": "tiff_adobe_deflate"}),
}


def whole(kind: str) -> tuple[bytes, str]:
    format, options = WHOLE[kind]
    return encoded(scene(120, 90), format, **options), f"it.{EXTENSIONS[format]}"


@pytest.mark.parametrize("kind", WHOLE)
def test_whole_file_is_taken(kind: str, tmp_path):
    record = prepared_bytes(*whole(kind)[:1], tmp_path, whole(kind)[1])
    assert record.status == "ok", record.findings
    assert record.renditions


@pytest.mark.parametrize("kind", WHOLE)
def test_file_cut_at_any_of_twenty_places_is_refused(kind: str, tmp_path):
    data, name = whole(kind)
    for n in range(1, 21):
        record = prepared_bytes(data[: len(data) * n // 21], tmp_path, name)
        assert_refused(record, *BROKEN, "photo-format")
        assert "photo-format" not in rules(record) or len(data) * n // 21 < 16


@pytest.mark.parametrize("kind", ["JPEG", "progressive JPEG", "PNG", "WebP", "AVIF", "HEIC", "TIFF"])
def test_file_without_its_last_bytes_is_refused(kind: str, tmp_path):
    data, name = whole(kind)
    for cut in (2, 3, 9, 33):
        assert_refused(prepared_bytes(data[:-cut], tmp_path, name), *BROKEN)


def test_real_heic_cut_at_any_of_twenty_places_is_refused(tmp_path):
    data = _shared("iphone_13_pro_max.HEIC").read_bytes()
    for n in range(1, 21):
        assert_refused(prepared_bytes(data[: len(data) * n // 21], tmp_path, "it.heic"), *BROKEN)


@pytest.mark.parametrize("padding", [b"\0", b"\0\0\0", bytes(16), bytes(1000)], ids=len)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WebP", "AVIF", "HEIC", "TIFF"])
def test_padding_at_the_end_is_no_fault(kind: str, padding: bytes, tmp_path):
    data, name = whole(kind)
    record = prepared_bytes(data + padding, tmp_path, name)
    assert record.status == "ok", record.findings


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_data_spoilt_in_the_middle_never_crashes(kind: str, tmp_path):
    data, name = whole(kind)
    for n in range(1, 20):
        at = len(data) * n // 20
        record = prepared_bytes(data[:at] + b"\xff\x00\xaa\x55" + data[at + 4 :], tmp_path, name)
        assert record.status in ("ok", "warning") or set(rules(record)) <= {*BROKEN, "photo-format", "photo-too-large"}


@pytest.mark.parametrize("name", ["it.jpg", "it.png", "it.heic", "it"])
def test_empty_file_is_refused(name: str, tmp_path):
    assert_refused(prepared_bytes(b"", tmp_path, name), "photo-empty")


# Lying and unknown files

def test_text_named_jpg_is_refused(tmp_path):
    record = prepared_bytes("这不是照片。".encode(), tmp_path, "it.jpg")
    assert_refused(record, "photo-format")
    assert "JPEG" in record.findings[0].fix


def test_png_named_jpg_is_refused_and_the_remedy_is_another_extension(tmp_path):
    record = prepared_bytes(encoded(scene(20, 20), "PNG"), tmp_path, "it.jpg")
    assert_refused(record, "photo-extension")
    assert ".png" in record.findings[0].fix


def test_photo_without_extension_is_refused(tmp_path):
    assert_refused(prepared_bytes(encoded(scene(20, 20)), tmp_path, "it"), "photo-extension")


@pytest.mark.parametrize("name", ["it.JPG", "it.JPEG", "it.Jfif"])
def test_extension_in_any_case_is_good(name: str, tmp_path):
    assert prepared_bytes(encoded(scene(20, 20)), tmp_path, name).status == "ok"


@pytest.mark.parametrize("name", ["it.gif", "it.jpg"])
def test_gif_is_refused(name: str, tmp_path):
    assert_refused(prepared_bytes(encoded(scene(20, 20), "GIF"), tmp_path, name), "photo-format")


# Too large

def test_picture_beyond_the_limit_is_refused_and_one_at_the_limit_is_not(tmp_path):
    data = encoded(scene(100, 50))
    assert_refused(prepared_bytes(data, tmp_path, max_pixels=4_999), "photo-too-large")
    assert prepared_bytes(data, tmp_path, max_pixels=5_000).status == "ok"


def test_huge_png_that_is_only_a_header_is_refused(tmp_path):
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    idat = png_chunk(b"IDAT", zlib.compress(bytes(1000)))
    record = prepared_bytes(b"\x89PNG\r\n\x1a\n" + header + idat + png_chunk(b"IEND", b""), tmp_path, "it.png")
    assert_refused(record, "photo-too-large")
    assert "60000×60000" in record.findings[0].what


_MEASURED = """
import sys
from pathlib import Path
def peak():
    return next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
sys.path.insert(0, {scripts!r})
from shuangyong.photos.render import prepare_photo
from shuangyong.photos.job import Job, Wish
before = peak()
record = prepare_photo(Job({original!r}, {out!r}, Wish("it"), 200_000_000, 60))
print(record.findings[0].rule, peak() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="内存按 Linux 的办法量")
def test_deflate_bomb_is_refused_without_being_decoded(tmp_path):
    """60,000×60,000 pixels: 10.8 GB, were it decoded."""
    bomb = tmp_path / "it.png"
    bomb.write_bytes(png_bomb(60_000, 60_000))
    code = _MEASURED.format(scripts=str(REPOSITORY / "scripts"), original=str(bomb), out=str(tmp_path / "out"))
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    rule, kilobytes = done.stdout.split()
    assert rule == "photo-too-large"
    assert int(kilobytes) < 50_000
    assert time.monotonic() - begun < 20


def test_bomb_is_a_valid_png(tmp_path):
    """The same maker at a size that can be decoded: the test above tests something."""
    with Image.open(_written(tmp_path / "it.png", png_bomb(600, 120))) as image:
        assert image.convert("RGB").getextrema() == ((0, 0),) * 3


# Not files at all

def test_link_out_of_the_folder_is_refused_and_not_followed(tmp_path):
    outside = _written(tmp_path / "secret.jpg", encoded(scene(20, 20)))
    folder = album(tmp_path / "album", {})
    (folder / "it.jpg").symlink_to(outside)
    assert_refused(prepared(folder / "it.jpg", tmp_path / "out"), "photo-link")


def test_pipe_does_not_hang_the_run_and_the_rest_goes_on(tmp_path):
    folder = album(tmp_path / "originals" / "a", {"good.jpg": encoded(scene(20, 20))})
    os.mkfifo(folder / "pipe.jpg")
    (folder / "link.jpg").symlink_to("/dev/zero")
    (folder / "dangling.jpg").symlink_to("/nowhere/at/all")
    done = run_script(tmp_path / "originals", tmp_path / "out", "--report", tmp_path / "r.json", "--jobs", "1")
    assert done.returncode == 1, done.stderr
    entries = report_of(tmp_path / "r.json")
    found = {name: (entry["status"], *(p["rule"] for p in entry["problems"])) for name, entry in entries.items()}
    assert found == {
        "a/good.jpg": ("ok",),
        "a/pipe.jpg": ("rejected", "photo-format"),
        "a/link.jpg": ("rejected", "photo-link"),
        "a/dangling.jpg": ("rejected", "photo-link"),
    }


def test_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    original = _written(tmp_path / "it.jpg", encoded(scene(20, 20)))
    really = Path.open

    def guarded(self, *args, **kwargs):
        if self == original:  # Tests may run as root, whom no permission stops.
            raise PermissionError(13, "Permission denied", str(self))
        return really(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", guarded)
    assert_refused(prepared(original, tmp_path / "out"), "photo-unreadable")


def test_file_that_is_gone_is_refused(tmp_path):
    assert_refused(prepared(tmp_path / "it.jpg", tmp_path / "out"), "photo-unreadable")


@pytest.mark.parametrize("file", ["../x.jpg", "/etc/passwd", "a/b.jpg", "a\\b.jpg"])
def test_caption_cannot_name_a_file_elsewhere(file: str, tmp_path):
    _written(tmp_path / "x.jpg", encoded(scene(20, 20)))
    folder = album(tmp_path / "album", {"good.jpg": encoded(scene(20, 20))}, [caption(file, "x"), caption("good.jpg", "good")])
    _, problems = read_album(folder, "photos/album")
    assert [(p.severity, p.path, p.line) for p in problems] == [("error", "photos/album/captions.yml", 2)]


def test_caption_with_dots_makes_nothing_outside(tmp_path):
    _written(tmp_path / "x.jpg", encoded(scene(20, 20)))
    album(tmp_path / "originals" / "a", {"good.jpg": encoded(scene(20, 20))}, [caption("../../x.jpg", "x")])
    done = run_command(tmp_path / "originals", tmp_path / "out", "--jobs", "1")
    assert done.returncode == 1
    assert "captions.yml:2:" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["originals", "out", "x.jpg"]
    assert not list(tmp_path.glob("out/**/x-*"))


# Good ones that look odd

def test_real_heic_is_read(tmp_path, short_recipe):
    record = prepared(_shared("iphone_13_pro_max.HEIC"), tmp_path)
    assert not record.is_rejected, record.findings
    assert max(record.width, record.height) > 3000


def test_several_pictures_in_one_jpeg_are_no_animation(tmp_path):
    data = encoded(scene(40, 30), "MPO", save_all=True, append_images=[scene(40, 30, 2)])
    record = prepared_bytes(data, tmp_path)
    assert record.status == "ok", record.findings


@pytest.mark.parametrize("format", ["PNG", "WEBP", "AVIF"])
def test_animation_gives_its_first_frame_and_a_note(format: str, tmp_path):
    frames = {"save_all": True, "append_images": [Image.new("RGB", (40, 30), "blue")]}
    if format != "AVIF":
        frames["duration"] = 100
    data = encoded(Image.new("RGB", (40, 30), (200, 30, 30)), format, **frames)
    record = prepared_bytes(data, tmp_path, f"it.{EXTENSIONS[format]}")
    assert (record.status, rules(record)) == ("warning", ["photo-animation"])
    with Image.open(tmp_path / "out" / record.renditions[0].name) as image:
        red, green, blue = image.convert("RGB").getpixel((20, 15))
    assert red > 180 and blue < 60


def test_tiff_of_several_pages_gives_its_first_and_a_note(tmp_path):
    data = encoded(scene(40, 30), "TIFF", save_all=True, append_images=[scene(40, 30, 2), scene(40, 30, 3)])
    record = prepared_bytes(data, tmp_path, "it.tif")
    assert (record.status, rules(record)) == ("warning", ["photo-pages"])
    assert "3" in record.findings[0].what


def test_tiff_whose_second_page_is_nonsense_is_refused_and_crashes_nothing(tmp_path):
    data = encoded(scene(40, 30), "TIFF")
    (first,) = struct.unpack("<I", data[4:8])
    (entries,) = struct.unpack("<H", data[first : first + 2])
    at = first + 2 + 12 * entries
    page = struct.pack("<HHHIII", 1, 259, 3, 1, 1, 0)  # Compression, and nothing else.
    record = prepared_bytes(data[:at] + struct.pack("<I", len(data)) + data[at + 4 :] + page, tmp_path, "it.tif")
    assert_refused(record, "photo-damaged")


def _shared(name: str) -> Path:
    path = SHARED / "photos" / name
    if not path.is_file():
        pytest.skip("../shared/photos 不在这里")
    return path


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path

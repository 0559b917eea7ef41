"""Photos drawn in memory, albums made of them, and the pipeline run over them."""

from __future__ import annotations

import io
import json
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pillow_heif
import yaml
from click.testing import CliRunner
from PIL import Image

from shuangyong.photos import render
from shuangyong.photos.commands import prepare_command
from shuangyong.photos.job import Job, Record, Rendition, Wish
from shuangyong.photos.plan import MAX_PIXELS

REPOSITORY = Path(__file__).parents[2]
SHARED = REPOSITORY.parent / "shared"
SCRIPT = REPOSITORY / "scripts" / "prepare_photos.py"

RED, GREEN, BLUE, YELLOW = (200, 30, 30), (30, 160, 50), (30, 50, 190), (220, 200, 40)
CORNERS = (RED, GREEN, BLUE, YELLOW)
"""Top left, top right, bottom left, bottom right."""

EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "TIFF": "tif", "AVIF": "avif", "HEIF": "heic"}
ORIENTATION = 0x0112


# Pictures

def corners(width: int = 96, height: int = 64) -> Image.Image:
    """Four fields of colour: nothing that is turned or mirrored looks the same."""
    image = Image.new("RGB", (width, height))
    for n, colour in enumerate(CORNERS):
        x, y = n % 2, n // 2
        image.paste(colour, (x * width // 2, y * height // 2, (x + 1) * width // 2, (y + 1) * height // 2))
    return image


def corner_colours(image: Image.Image) -> tuple[tuple[int, ...], ...]:
    """What stands in the middle of each quarter."""
    image, (w, h) = image.convert("RGB"), image.size
    return tuple(image.getpixel((w * x // 4, h * y // 4)) for y in (1, 3) for x in (1, 3))


def scene(width: int = 240, height: int = 180, seed: int = 1) -> Image.Image:
    """Something like a photograph: soft light, an edge, and grain; another one for each seed."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width] / max(width, height)
    base = np.stack([120 + 90 * np.sin(3 * x + seed), 110 + 80 * np.cos(4 * y + seed / 2), 100 + 60 * np.sin(5 * (x + y))], axis=-1)
    base[(x - 0.5) ** 2 + (y - 0.3) ** 2 < 0.02] *= 0.5
    return Image.fromarray((base + rng.normal(0, 6, base.shape)).clip(0, 255).astype(np.uint8))


def stored(image: Image.Image, turned: int) -> Image.Image:
    """How a camera that writes this orientation stores `image` (CIPA DC-008, table of tag 0x0112)."""
    a = np.asarray(image)
    transposed = a.swapaxes(0, 1)
    kept = {
        1: a,
        2: a[:, ::-1],  # row 0 is the top, column 0 the right side
        3: a[::-1, ::-1],  # bottom, right
        4: a[::-1],  # bottom, left
        5: transposed,  # row 0 is the left side, column 0 the top
        6: transposed[::-1],  # right, top
        7: transposed[::-1, ::-1],  # right, bottom
        8: transposed[:, ::-1],  # left, bottom
    }[turned]
    return Image.fromarray(np.ascontiguousarray(kept))


def encoded(image: Image.Image, format: str = "JPEG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    if format == "HEIF":
        pillow_heif.from_pillow(image).save(buffer, **{"quality": 95, **options})
    else:
        plain = {"JPEG": {"quality": 95, "subsampling": "4:4:4"}, "WEBP": {"quality": 95}, "AVIF": {"quality": 95, "speed": 9}}
        image.save(buffer, format, **{**plain.get(format, {}), **options})
    return buffer.getvalue()


def exif(turned: int) -> Image.Exif:
    data = Image.Exif()
    data[ORIENTATION] = turned
    return data


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_png_chunks(png: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """`png` with further chunks right after its header."""
    return png[:33] + b"".join(png_chunk(*chunk) for chunk in chunks) + png[33:]


def png_bomb(width: int, height: int) -> bytes:
    """A valid PNG of nothing but black: gigabytes out of a few megabytes, made in an instant."""
    row = 1 + width * 3
    rows_each = 60
    assert height % rows_each == 0
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = deflate.compress(bytes(row * rows_each)) + deflate.flush(zlib.Z_FULL_FLUSH)
    checksum = (row * height % 65521) << 16 | 1
    data = b"\x78\x9c" + block * (height // rows_each) + deflate.flush() + struct.pack(">I", checksum)
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")


# Albums

def caption(file: str, slug: str, **keys: Any) -> dict[str, Any]:
    words = {"caption": "图注。", "alt": "替代文字。", "photographer": "王小明", "rights": "© 双拥办", "people": "none"}
    return {"file": file, "slug": slug, **words, **keys}


def album(folder: Path, files: Mapping[str, bytes], captions: Iterable[dict[str, Any]] = ()) -> Path:
    """An album's folder with these originals and captions."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    if captions := list(captions):
        write_captions(folder, captions)
    return folder


def write_captions(folder: Path, captions: list[dict[str, Any]]) -> None:
    text = yaml.safe_dump({"photos": captions}, allow_unicode=True, sort_keys=False)
    (folder / "captions.yml").write_text(text, encoding="utf-8")


# Runs

def prepared(original: Path, out: Path, *, slug: str = "it", max_pixels: int = MAX_PIXELS, **wish: Any) -> Record:
    """One photo through all stages in this very process."""
    return render.prepare_photo(Job(str(original), str(out), Wish(slug, **wish), max_pixels, 0))


def prepared_bytes(data: bytes, folder: Path, name: str = "it.jpg", **wish: Any) -> Record:
    """The same of a file with this content; its renditions are in ``folder / "out"``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return prepared(folder / name, folder / "out", **wish)


def rules(record: Record) -> list[str]:
    return [finding.rule for finding in record.findings]


def rendition(record: Record, format: str = "jpeg", width: int | None = None, is_crop: bool = False) -> Rendition:
    """The largest rendition of a format, or that of one width."""
    fitting = [r for r in record.renditions if r.format == format and (r.purpose in ("crop", "card")) == is_crop]
    return max((r for r in fitting if width in (None, r.width)), key=lambda r: r.width)


def picture(folder: Path, record: Record, *which: Any, **kind: Any) -> Image.Image:
    with Image.open(folder / rendition(record, *which, **kind).name) as image:
        return image.convert("RGB")


def command(originals: Path, out: Path, *options: str | Path) -> list[str]:
    return [sys.executable, str(SCRIPT), "--originals", str(originals), "--out", str(out), *map(str, options)]


def run_script(originals: Path, out: Path, *options: str | Path, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(originals, out, *options),
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", "PYTHONUTF8": "1", **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=150,
    )


def run_command(originals: Path, out: Path, *options: str | Path) -> subprocess.CompletedProcess[str]:
    """The same command inside this process: no interpreter to start. Its workers are processes all the same."""
    arguments = ["--originals", originals, "--out", out, *options]
    done = CliRunner().invoke(prepare_command, list(map(str, arguments)))
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def report_of(file: Path) -> dict[str, dict[str, Any]]:
    """A run's report by file name."""
    return {entry["file"]: entry for entry in json.loads(file.read_text(encoding="utf-8"))}


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes, but for the lock that runs take in turn."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file() and f.name != ".lock"}


def times(folder: Path) -> dict[str, int]:
    return {str(f.relative_to(folder)): f.stat().st_mtime_ns for f in sorted(folder.rglob("*")) if f.is_file() and f.name != ".lock"}


def exiftool(*files: Path) -> list[dict[str, Any]]:
    """All that exiftool finds in each file."""
    done = subprocess.run(["exiftool", "-j", "-a", "-G1", "-n", "-U", "-ee", *map(str, files)], capture_output=True, check=False)
    return json.loads(done.stdout)


def near(found: Iterable[int], expected: Iterable[float], within: float) -> bool:
    return all(abs(a - b) <= within for a, b in zip(found, expected, strict=True))


# Colour profiles (ICC.1:2001-04), as small as they can be

def _icc(kind: bytes, space: bytes, pcs: bytes, tags: dict[bytes, bytes]) -> bytes:
    at, table, body = 132 + 12 * len(tags), b"", b""
    for name, data in tags.items():
        data += b"\0" * (-len(data) % 4)
        table += struct.pack(">4sII", name, at + len(body), len(data))
        body += data
    white = struct.pack(">3i", 63190, 65536, 54061)
    header = struct.pack(">I4sI4s4s4s", at + len(body), b"\0\0\0\0", 0x02100000, kind, space, pcs)
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28 + white
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


_WHITE = b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061)
_DESCRIPTION = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + b"\0" * 78


def grey_profile(gamma: float) -> bytes:
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256))
    return _icc(b"mntr", b"GRAY", b"XYZ ", {b"desc": _DESCRIPTION, b"wtpt": _WHITE, b"kTRC": curve})


def cmyk_profile(labs: Mapping[tuple[int, int, int, int], tuple[float, float, float]]) -> bytes:
    """Full inks, alone and over each other, with the CIE Lab colour that each combination prints."""
    ramp = bytes(range(256))
    cube = b""
    for n in range(16):
        inks = (n >> 3 & 1, n >> 2 & 1, n >> 1 & 1, n & 1)
        lightness, a, b = labs.get(inks, (0, 0, 0))
        cube += bytes([round(lightness * 2.55), round(a + 128), round(b + 128)])
    identity = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    table = b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + identity + ramp * 4 + cube + ramp * 3
    return _icc(b"scnr", b"CMYK", b"Lab ", {b"desc": _DESCRIPTION, b"wtpt": _WHITE, b"A2B0": table})

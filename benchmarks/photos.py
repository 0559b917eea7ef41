"""The photo work against sharp at its defaults, and a second run over an album in which nothing changed.

Both make the same web renditions of the same originals in one run: photos a second, bytes,
and SSIM on brightness (Wang et al. 2004, Gaussian window) against a bicubic reduction of the
whole original, a filter that neither of the two uses.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
CAMERA_FILES = REPOSITORY.parent / "shared" / "photos"
LARGE = ("iphone_hdr_NO.jpg", "HMD_Nokia_8.3_5G.jpg", "35-empty.jpg", "corrupted.jpg")
PEER = REPOSITORY / "benchmarks" / "sharp"
SCRIPT = REPOSITORY / "scripts" / "prepare_photos.py"
UNCHANGED = 600
SIZE = (3264, 2448)


def run() -> Iterator[str]:
    yield from _against_sharp()
    yield from _second_run()


# --- Against sharp -----------------------------------------------------------------------------


def _against_sharp() -> Iterator[str]:
    if not CAMERA_FILES.exists():
        yield "没有 ../shared/photos，不和 sharp 比。"
        return
    if not shutil.which("npm"):
        yield "没有 npm，不和 sharp 比。"
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        originals = list(_originals(home / "originals" / "album"))
        sharp = _install_sharp(home / "sharp")
        seconds, report = _ours(home)
        peer_seconds = _sharp(sharp, home, report)
        yield f"{len(originals)} 张：本系统 {len(originals) / seconds:.2f} 张/秒，sharp {len(originals) / peer_seconds:.2f} 张/秒，" \
            f"快 {peer_seconds / seconds:.1f} 倍"
        yield from _likeness(home, report)


def _originals(folder: Path) -> Iterator[Path]:
    """A dozen photographs: four from cameras, and each turned and cut into two more."""
    from PIL import Image, ImageOps

    folder.mkdir(parents=True)
    for name in LARGE:
        with Image.open(CAMERA_FILES / name) as image:
            image.load()
            upright = ImageOps.exif_transpose(image).convert("RGB")
        width, height = upright.size
        for kind, picture in {
            "whole": upright,
            "mirror": ImageOps.mirror(upright.crop((width // 20, 0, width, height))),
            "flip": ImageOps.flip(upright.crop((0, height // 20, width, height))),
        }.items():
            file = folder / f"{Path(name).stem.lower().replace('_', '-').replace('.', '-')}-{kind}.jpg"
            picture.save(file, quality=93)
            yield file


def _install_sharp(folder: Path) -> Path:
    shutil.copytree(PEER, folder, ignore=shutil.ignore_patterns("node_modules"))
    subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    return folder


def _ours(home: Path) -> tuple[float, list[dict]]:
    command = [sys.executable, str(SCRIPT), "--originals", str(home / "originals"), "--out", str(home / "ours")]
    command += ["--report", str(home / "report.json")]
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - begun
    return seconds, json.loads((home / "report.json").read_text(encoding="utf-8"))


def _sharp(folder: Path, home: Path, report: list[dict]) -> float:
    (home / "theirs").mkdir()
    photos = []
    for entry in report:
        shapes: dict[tuple, list[str]] = {}
        for made in entry["renditions"]:
            shapes.setdefault((made["width"], made["height"], made["purpose"] == "crop"), []).append(made["format"])
        photos.append(
            {
                "name": Path(entry["file"]).stem,
                "file": str(home / "originals" / entry["file"]),
                "shapes": [{"width": w, "height": h, "crop": crop, "formats": formats} for (w, h, crop), formats in shapes.items()],
            }
        )
    (home / "set.json").write_text(json.dumps({"out": str(home / "theirs"), "photos": photos}))
    done = subprocess.run(["node", "renditions.js", str(home / "set.json")], cwd=folder, check=True, capture_output=True, text=True)
    _references(home, photos)
    return float(done.stdout)


def _references(home: Path, photos: list[dict]) -> None:
    """What both should look like, without loss: by Pillow straight from the original."""
    from PIL import Image

    (home / "references").mkdir()
    for photo in photos:
        with Image.open(photo["file"]) as image:
            image.load()
            for shape in photo["shapes"]:
                if not shape["crop"]:
                    picture = image.convert("L").resize((shape["width"], shape["height"]), Image.Resampling.BICUBIC, reducing_gap=None)
                    picture.save(home / "references" / f"{photo['name']}-{shape['width']}.png", compress_level=1)


def _likeness(home: Path, report: list[dict]) -> Iterator[str]:
    totals: dict[str, list[float]] = {}
    for entry in report:
        name = Path(entry["file"]).stem
        for made in entry["renditions"]:
            mine = home / "ours" / made["path"]
            crop = made["purpose"] == "crop"
            theirs = home / "theirs" / f"{name}-{'crop' if crop else 'web'}-{made['width']}.{made['format']}"
            sums = totals.setdefault(made["format"], [0, 0, 0.0, 0.0, 0])
            sums[0] += mine.stat().st_size
            sums[1] += theirs.stat().st_size
            if not crop and made["width"] <= 1600:
                reference = home / "references" / f"{name}-{made['width']}.png"
                sums[2] += _ssim(reference, mine)
                sums[3] += _ssim(reference, theirs)
                sums[4] += 1
    both = [sum(column) for column in zip(*totals.values(), strict=True)]
    for label, (mine, theirs, like, their_like, count) in {**totals, "合计": both}.items():
        likeness = f"SSIM {like / count:.4f} 对 {their_like / count:.4f}（{(like - their_like) / count:+.4f}）"
        yield f"  {label}：字节 {mine / theirs - 1:+.1%}，{likeness}"


def _ssim(reference: Path, file: Path) -> float:
    import numpy
    from PIL import Image
    from skimage.metrics import structural_similarity

    with Image.open(reference) as one, Image.open(file) as other:
        pictures = [numpy.asarray(image.convert("RGB").convert("L")) for image in (one, other)]
    return float(structural_similarity(*pictures, gaussian_weights=True, sigma=1.5, use_sample_covariance=False))


# --- A second run ------------------------------------------------------------------------------


def _second_run() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _drawn_album(home / "originals" / "album")
        command = [sys.executable, str(SCRIPT), "--originals", str(home / "originals"), "--out", str(home / "out")]
        begun = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        first = time.perf_counter() - begun
        again = []
        for _ in range(5):
            begun = time.perf_counter()
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            again.append(time.perf_counter() - begun)
            assert f"沿用 {UNCHANGED}" in done.stdout, done.stdout
        yield f"{UNCHANGED} 张 8 百万像素、有图注：第一次 {first:.0f} 秒"
        yield f"  没有改动再运行：中位数 {sorted(again)[2]:.2f} 秒（五次，最慢 {max(again):.2f}）"


def _drawn_album(folder: Path) -> None:
    """Photos of a camera's size that are quick to encode; what is timed is finding that nothing changed."""
    from PIL import Image

    folder.mkdir(parents=True)
    entries = []
    for number in range(UNCHANGED):
        picture = Image.new("RGB", SIZE, (number * 37 % 256, number * 91 % 256, number * 53 % 256))
        picture.paste("white", (0, 0, SIZE[0], 4 * number))
        picture.save(folder / f"p{number:04}.jpg", quality=85)
        entries.append(
            f"  - file: p{number:04}.jpg\n    slug: p{number:04}\n    caption: 第{number}张。\n    alt: 上面白，下面一种颜色。\n"
            "    photographer: 基准\n    rights: 基准用\n    people: none\n    focus: [0.5, 0.5]\n    medium: 摄影\n"
        )
    (folder / "captions.yml").write_text("photos:\n" + "".join(entries), encoding="utf-8")
    os.sync()

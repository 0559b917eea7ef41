"""A photo of 100 megapixels, print sheet included, takes less than 500 MB."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from shuangyong.photos import icc

from .drawn import REPOSITORY, encoded, exif

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="内存按 Linux 的办法量")

_CODE = """
import sys
from pathlib import Path
sys.path.insert(0, {scripts!r})
from shuangyong.photos.job import Job, Wish
from shuangyong.photos.recipe import CROP, WEB, PRINT
from shuangyong.photos.render import prepare_photo
record = prepare_photo(Job({original!r}, {out!r}, Wish("it", purposes=(WEB, CROP, PRINT)), 200_000_000, 120))
assert record.status == "ok", record.findings
sheet = [made for made in record.renditions if made.purpose == "print"][0]
# Not getrusage: its peak begins with that of the process which started this one.
peak = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")][0]
print(sheet.width * sheet.height, int(peak.split()[1]) // 1024)
"""


def peak_of(original: Path, out: Path) -> int:
    """Megabytes that one process takes to prepare this photo."""
    code = _CODE.format(scripts=str(REPOSITORY / "scripts"), original=str(original), out=str(out))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    pixels, megabytes = map(int, done.stdout.split())
    assert 39_900_000 < pixels <= 40_000_000
    return megabytes


@pytest.fixture(scope="module")
def gradient() -> Image.Image:
    """100 megapixels of a phone's sensor, without noise: quickly made."""
    x = np.linspace(0, 255, 11585, dtype=np.uint8)
    y = np.linspace(0, 255, 8632, dtype=np.uint8)
    wide, tall = np.broadcast_to(x, (8632, 11585)), np.broadcast_to(y[:, None], (8632, 11585))
    bands = (Image.fromarray(np.ascontiguousarray(band)) for band in (wide, tall, wide[:, ::-1]))
    return Image.merge("RGB", tuple(bands))


def test_hundred_megapixels_held_upright_in_display_p3_take_less_than_500_mb(gradient, tmp_path):
    """The worst of phones: turned, and in another colour space."""
    profile = icc.build_profile(icc.DISPLAY_P3, icc.srgb_curve, "P3")
    data = encoded(gradient, quality=85, subsampling="4:2:0", exif=exif(6).tobytes(), icc_profile=profile)
    (tmp_path / "it.jpg").write_bytes(data)
    assert peak_of(tmp_path / "it.jpg", tmp_path / "out") < 450  # A real one with its noise has larger files.

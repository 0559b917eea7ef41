"""The numbers of one picture: size, sharpness, brightness, likeness. Runs in a worker."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, ImageFilter

from ..colour import flatten, profile_of, to_srgb
from ..guard import watched
from ..job import Finding, Job
from ..metadata import exif_of, xmp_root
from ..opening import Opened, Refused, decode, open_original
from ..recipe import Size, into_box
from ..redact import redact
from ..upright import ORIENTATION, stored_box, upright, upright_size

SIDE = 1024
"""Pixels of the longer side at which sharpness is measured: about what a reader sees of a picture."""
THUMB = 320


@dataclass(frozen=True)
class Measures:
    """What was measured of one original."""

    sha256: str
    size: Size
    """Of the upright picture."""
    sharpness: float
    """How much finer the finest edges are than after a blur of 1.5 pixels: 1 nothing to lose, 3 and more crisp."""
    contrast: int
    """From the darkest to the lightest hundredth, 0 to 255."""
    dark: int
    """The grey of the darkest hundredth."""
    middle: int
    light: int
    """The grey of the lightest hundredth."""
    likeness: int
    """dHash, 64 bits."""
    tints: bytes
    """8×8 pixels of RGB: the colours that a hash of greys does not see."""
    turned_wrong: str = ""
    """How the file contradicts itself about which way is up; empty where it does not."""
    thumbnail: bytes = b""
    """A JPEG, with what must not be seen painted over."""


def measure(job: Job) -> Measures | Finding:
    """The measures of one original, or the finding that it cannot be used."""
    with watched(job.seconds):
        try:
            return _measured(job)
        except Refused as refused:
            return refused.finding
        except MemoryError:
            return Finding("photo-memory", "照片太大，内存不够处理。", "请用看图软件缩小后再放入，或换一台内存大的电脑。")


def _measured(job: Job) -> Measures:
    path = Path(job.original)
    opened = open_original(path, job.max_pixels)
    contradiction = contradicts(opened)
    image = small_picture(opened, job)
    grey = image.convert("L")
    dark, middle, light = (percentile(grey, part) for part in (0.01, 0.5, 0.99))
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    tints = image.resize((8, 8), Image.Resampling.BOX).tobytes()
    return Measures(
        sha256, opened.size, round(sharpness(grey), 2), light - dark, dark, middle, light,
        dhash(grey), tints, contradiction, thumbnail(image),
    )  # fmt: skip


def small_picture(opened: Opened, job: Job) -> Image.Image:
    """The upright picture in sRGB, redacted, at most `SIDE` pixels long. Raises Refused."""
    size = into_box(opened.size, (SIDE, SIDE))
    profile, _ = profile_of(opened.image, opened.cicp)
    decode(opened, size)
    image = flatten(opened.image)
    # A decoder that gives a fraction of the size is done; the rest is quick in thirds.
    image = image.resize(upright_size(size, opened.turned), Image.Resampling.LANCZOS, reducing_gap=3.0)
    redact(image, [stored_box(box, opened.turned) for box in job.wish.redact])
    return to_srgb(upright(image, opened.turned), profile)[0]


_LAPLACIAN = ImageFilter.Kernel((3, 3), [0, 1, 0, 1, -4, 1, 0, 1, 0], scale=2, offset=128)
"""Halved and around 128, as eight bits hold no negative numbers."""
_FINEST = 0.005
_NOISE = 8.0
"""Edges no stronger than what rounding and JPEG leave in a picture without any."""


def sharpness(grey: Image.Image) -> float:
    """The finest edges (the strongest half percent of the Laplacian) against the same after a blur.

    The plain variance of the Laplacian falls with contrast and with the share of flat
    ground, so that posters and night pictures look blurred to it. What a second blur takes
    away does not (after Crete et al., The Blur Effect, 2007).
    """
    if min(grey.size) < 16:
        return 0.0
    before, after = _finest(grey), _finest(grey.filter(ImageFilter.GaussianBlur(1.5)))
    return before / max(1.0, after) if before >= _NOISE else 1.0


def _finest(grey: Image.Image) -> float:
    """The mean of the strongest edges: a single level would come in whole steps."""
    edges = grey.filter(_LAPLACIAN)
    histogram = edges.crop((2, 2, edges.width - 2, edges.height - 2)).histogram()
    # From 128 outward, both ways at once.
    strengths = [(2 * off, histogram[128 - off] + (histogram[128 + off] if off < 128 else 0)) for off in range(128, 0, -1)]
    wanted = left = sum(histogram) * _FINEST
    total = 0.0
    for strength, count in strengths:
        taken = min(left, count)
        total, left = total + taken * strength, left - taken
    return total / wanted


def percentile(grey: Image.Image, part: float) -> int:
    """The level below which `part` of the pixels lie."""
    histogram = grey.histogram()
    left = sum(histogram) * part
    for level, count in enumerate(histogram):
        left -= count
        if left <= 0:
            return level
    return 255


def dhash(grey: Image.Image) -> int:
    """64 bits: whether each of 8×8 fields is darker than its right neighbour."""
    small = grey.resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = (small[row * 9 + column] < small[row * 9 + column + 1] for row in range(8) for column in range(8))
    return sum(bit << place for place, bit in enumerate(bits))


def thumbnail(image: Image.Image) -> bytes:
    small = image.copy()
    small.thumbnail((THUMB, THUMB), Image.Resampling.LANCZOS)
    small.info = {}
    buffer = io.BytesIO()
    small.save(buffer, "JPEG", quality=72, optimize=True)
    return buffer.getvalue()


_WIDTH, _HEIGHT = 0xA002, 0xA003
_THUMB_AT, _THUMB_LENGTH = 0x0201, 0x0202
_TIFF_ORIENTATION = "{http://ns.adobe.com/tiff/1.0/}Orientation"


def contradicts(opened: Opened) -> str:
    """How the file contradicts itself about which way is up; empty where it does not.

    No program can see that a picture lies on its side. What can be known: EXIF and XMP say
    different things, the stored picture was turned and the note to turn it was left, or the
    preview lies the other way.
    """
    _, inner, _ = exif_of(opened.image)
    xmp = _xmp_orientation(opened.image) if opened.format == "JPEG" else None
    if xmp and xmp != _exif_orientation(opened.image):
        return "照片里两处记的方向不一样"
    noted, stored = (inner.get(_WIDTH), inner.get(_HEIGHT)), opened.image.size
    if opened.turned >= 5 and noted == stored[::-1] and stored[0] != stored[1]:
        return "照片已经转正过，“要旋转”的记号却还在"
    if opened.turned == 1 and _lies_across(_preview_size(opened.image), stored):
        return "照片自带的小预览图和照片一横一竖"
    return ""


def _exif_orientation(image: Image.Image) -> int:
    """What EXIF alone says: Pillow takes XMP's word where EXIF has none."""
    own = Image.Exif()
    try:
        own.load(image.info.get("exif") or b"")
        return own.get(ORIENTATION, 1)
    except Exception:  # Pillow raises nearly anything over EXIF that is not.
        return 1


def _xmp_orientation(image: Image.Image) -> int | None:
    root = xmp_root(image)
    for element in root.iter() if root is not None else ():
        value = element.get(_TIFF_ORIENTATION) or (element.text if element.tag == _TIFF_ORIENTATION else None)
        if value and value.strip() in "12345678":
            return int(value)
    return None


def _preview_size(image: Image.Image) -> Size | None:
    """Of the preview that EXIF holds."""
    data = image.info.get("exif", b"")
    try:
        tags = image.getexif().get_ifd(ExifTags.IFD.IFD1)
        at, length = int(tags[_THUMB_AT]) + data.find(b"Exif\0\0") + 6, int(tags[_THUMB_LENGTH])
        with Image.open(io.BytesIO(data[at : at + length]), formats=["JPEG"]) as preview:
            return preview.size
    except Exception:  # No preview, or none that opens: nothing is known.
        return None


def _lies_across(one: Size | None, other: Size) -> bool:
    if not one or not min(one):
        return False
    ratios = one[0] / one[1], other[0] / other[1]
    return min(ratios) < 0.87 and max(ratios) > 1.15

"""Reopens what was made and says what it found there."""

from __future__ import annotations

import io
import warnings

from PIL import Image

from .encode import xmp
from .job import Credits, Found

_GPS_IFD = 0x8825
_OWN_INFO = {"xmp", "jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression"}
"""What Pillow reports of files that hold nothing but pixels and our XMP; WebP and AVIF add timing."""
_TECHNICAL = {"loop", "background", "timestamp", "duration", "adobe", "adobe_transform"}


def verify(data: bytes, credits: Credits) -> Found:
    """Counts for one file: GPS, author, and anything that is not ours.

    A file that does not open again, or gives other metadata than was written, is strange.
    """
    expected = xmp(credits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as image:
                exif = image.getexif()
                gps = bool(exif.get_ifd(_GPS_IFD))
                written = image.info.get("xmp", b"")
                others = {key for key, value in image.info.items() if value not in (None, b"", 0)}
                strange = bool(exif) or written != expected or bool(others - _OWN_INFO - _TECHNICAL)
    except Exception:
        return Found(files=1, strange=1)
    return Found(1, int(gps), int(bool(credits.photographer) and written == expected), int(strange))

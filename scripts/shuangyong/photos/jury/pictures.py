"""A work as the judges see it: upright, in sRGB, redacted, without a trace of where it came from."""

from __future__ import annotations

import os
from pathlib import Path

from PIL import Image

from ..colour import flatten, profile_of, to_srgb
from ..encode import encode, is_drawn
from ..guard import watched
from ..job import Credits, Finding, Job
from ..opening import Refused, decode, open_original
from ..recipe import JPEG, Shape, Size, into_box
from ..redact import redact
from ..sizes import resized
from ..upright import stored_box, upright, upright_size
from ..verify import verify

LARGE, SMALL = 2560, 320
"""Pixels of the longer side, of the work and of its stamp in the strip."""
WORKS, STAMPS = "works", "stamps"


def picture(job: Job) -> Size | Finding:
    """Writes a work and its stamp below ``job.out`` under the name in ``job.wish.slug``; gives the work's size.

    The finding, where the original cannot be used; then nothing is written.
    """
    with watched(job.seconds):
        try:
            return _written(job)
        except Refused as refused:
            return refused.finding
        except MemoryError:
            return Finding("photo-memory", "照片太大，内存不够处理。", "请用看图软件缩小后再放入，或换一台内存大的电脑。")


def _written(job: Job) -> Size | Finding:
    image = anonymous(job)
    drawn = is_drawn(image)
    files = {}
    for folder, side in ((WORKS, LARGE), (STAMPS, SMALL)):
        small = resized(image, into_box(image.size, (side, side)))
        data = encode(small, Shape("jury", small.size, (JPEG,)), JPEG, Credits(), drawn)
        found = verify(data, Credits())
        if found.strange or found.gps:
            return Finding("photo-verify", "做好的文件里有不该有的内容，没有采用。", "请把这张原片交给维护人员。")
        files[Path(job.out) / folder / job.wish.slug] = data
    for file, data in files.items():
        aside = file.with_name(f".tmp-{os.getpid()}-{file.name}")
        aside.write_bytes(data)
        aside.replace(file)
    return image.size


def anonymous(job: Job) -> Image.Image:
    """The picture at most `LARGE` long. Raises Refused."""
    opened = open_original(Path(job.original), job.max_pixels)
    size = into_box(opened.size, (LARGE, LARGE))
    profile, _ = profile_of(opened.image, opened.cicp)
    boxes = [stored_box(box, opened.turned) for box in job.wish.redact]
    decode(opened, size)
    image = opened.image = flatten(opened.image)
    # Painted before anything is made smaller, as for every rendition.
    redact(image, boxes)
    image, _ = to_srgb(upright(resized(image, upright_size(size, opened.turned)), opened.turned), profile)
    image.info = {}
    return image

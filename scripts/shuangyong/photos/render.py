"""One photo on its way through the stages."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import replace
from pathlib import Path

from PIL import Image

from .colour import flatten, profile_of, to_srgb
from .encode import encode, is_drawn
from .guard import watched
from .job import Finding, Found, Job, Record, Rendition, as_json
from .names import RECORDS, TEMPORARY
from .opening import Opened, Refused, decode, open_original
from .recipe import EXTENSIONS, Shape, Size, scaled, shapes
from .redact import redact
from .sizes import dominant, pictures, placeholder, resized
from .split import SPLIT_PIXELS, decode_split
from .upright import stored_box, upright, upright_size
from .verify import verify


def prepare_photo(job: Job) -> Record:
    """Everything that is to be made of one original, and what was found about it.

    Writes the renditions into ``job.out`` and then the record, each whole or not at all: a
    run that is killed finds there what it need not do again. A file that cannot be used
    makes a record with an error, no exception. Runs on any executor.
    """
    with watched(job.seconds):
        try:
            record = _prepared(job)
        except Refused as refused:
            record = _refused(job, refused.finding)
        except MemoryError:
            finding = Finding("photo-memory", "照片太大，内存不够处理。", "请用看图软件缩小后再放入，或换一台内存大的电脑。")
            record = _refused(job, finding)
        _write(Path(job.out) / RECORDS / f"{_safe(record.file)}.json", as_json(record.as_dict()))
        return record


def _prepared(job: Job) -> Record:
    path = Path(job.original)
    opened = open_original(path, job.max_pixels)
    blank = _blank(job)
    if job.known and job.known.sha256 == blank.sha256 and job.known.suits(job.wish, job.max_pixels) and _is_there(job):
        return replace(job.known, file=blank.file, size=blank.size, mtime_ns=blank.mtime_ns)
    wanted = shapes(opened.size, job.wish.purposes)
    image, findings = _ready(opened, path, wanted, job)
    drawn = is_drawn(image)
    renditions, found = [], Found()
    small = image
    for shape, picture in pictures(image, wanted, job.wish.focus):
        small = picture if not shape.is_crop else small
        for format in shape.formats:
            data = encode(picture, shape, format, job.wish.credits, drawn)
            found += verify(data, job.wish.credits)
            renditions.append(_keep(data, shape, format, picture.size, job))
    del image
    if found.strange or found.gps:
        findings += (Finding("photo-verify", "做好的文件里有不该有的内容，没有采用。", "请把这张原片交给维护人员。"),)
    width, height = opened.size
    return replace(
        blank,
        purposes=tuple(job.wish.purposes),
        width=width,
        height=height,
        colour=dominant(small),
        placeholder=placeholder(small),
        renditions=() if found.strange or found.gps else tuple(renditions),
        findings=tuple(sorted(findings)),
        found=found,
    )


def _ready(opened: Opened, path: Path, wanted: tuple[Shape, ...], job: Job) -> tuple[Image.Image, tuple[Finding, ...]]:
    """The upright, redacted picture in sRGB, as large as the largest shape."""
    needed = _covering(opened.size, wanted)
    stored = upright_size(needed, opened.turned)
    profile, notes = profile_of(opened.image, opened.cicp)
    boxes = [stored_box(box, opened.turned) for box in job.wish.redact]
    if _should_split(opened, stored):
        image = decode_split(path, stored, boxes)
    else:
        decode(opened, needed)
        # Each step lets go of the picture it began with: no more than two are ever held.
        image = opened.image = flatten(opened.image)
        redact(image, boxes)
        image = resized(image, stored)
    image = opened.image = upright(image, opened.turned)
    image, more = to_srgb(image, profile)
    opened.image = image
    # What Pillow remembers of the original ends here.
    image.info = {}
    return image, opened.findings + notes + more


def _covering(size: Size, wanted: tuple[Shape, ...]) -> Size:
    """The size of the picture, of `size` pixels at most, from which all of `wanted` can be made.

    A crop of a panorama takes a taller picture than any that is shown whole.
    """
    whole = max((shape.size for shape in wanted if not shape.is_crop), key=lambda size: size[0] * size[1])
    beyond = [shape.size for shape in wanted if shape.size[0] > whole[0] or shape.size[1] > whole[1]]
    if not beyond:
        return whole
    return scaled(size, min(1.0, max(max(width / size[0], height / size[1]) for width, height in beyond)))


def _should_split(opened: Opened, stored: Size) -> bool:
    """Whether a JPEG is so large, and wanted so large, that decoding it whole takes too much memory."""
    width, height = opened.image.size
    wants_half_or_more = stored[0] * 2 > width or stored[1] * 2 > height
    is_plain = opened.format == "JPEG" and opened.image.mode == "RGB"
    return is_plain and width * height > SPLIT_PIXELS and wants_half_or_more


def _blank(job: Job) -> Record:
    """The record of a photo about which nothing is known but its bytes."""
    path = Path(job.original)
    state = path.stat()
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    wish = job.wish
    keys = (wish.slug, wish.pixel_key, wish.credit_key, tuple(wish.purposes))
    return Record(path.name, sha256, state.st_size, state.st_mtime_ns, *keys, job.max_pixels)


def _refused(job: Job, finding: Finding) -> Record:
    """The record of a file that cannot be used. What is no plain file is not even read: a pipe has no end."""
    path = Path(job.original)
    try:
        blank = _blank(job) if stat.S_ISREG(os.lstat(path).st_mode) else _unread(job)
    except (OSError, MemoryError):
        blank = _unread(job)
    return replace(blank, findings=(finding,))


def _unread(job: Job) -> Record:
    wish = job.wish
    keys = (wish.slug, wish.pixel_key, wish.credit_key, tuple(wish.purposes))
    return Record(Path(job.original).name, "", -1, -1, *keys, job.max_pixels)


def _is_there(job: Job) -> bool:
    """Whether every rendition of the earlier run still stands."""
    return all(_mark(Path(job.out) / rendition.name) in rendition.name for rendition in job.known.renditions)


def _mark(path: Path) -> str:
    """What a rendition's name says of its bytes; something that is in no name where the file is gone."""
    try:
        return f"-{hashlib.sha256(path.read_bytes()).hexdigest()[:10]}."
    except OSError:
        return "/"


def _keep(data: bytes, shape: Shape, format: str, size: Size, job: Job) -> Rendition:
    mark = hashlib.sha256(data).hexdigest()[:10]
    name = f"{job.wish.slug}-{shape.label}-{mark}{EXTENSIONS[format]}"
    _write(Path(job.out) / name, data)
    return Rendition(name, shape.purpose, format, *size, len(data))


def _write(path: Path, data: bytes) -> None:
    """`data` at `path`, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{TEMPORARY}{os.getpid()}-{path.name}")
    aside.write_bytes(data)
    aside.replace(path)


def _safe(name: str) -> str:
    """A file name for a file's record, whatever the file is called."""
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:24]



"""The outer shape of image files, read without decoding: which format, whether whole, what colours.

Decoders forgive a file that ends early and give what they have; we do not.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

FORMATS = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png", ".apng"),
    "WEBP": (".webp",),
    "TIFF": (".tif", ".tiff"),
    "HEIF": (".heic", ".heif", ".hif"),
    "AVIF": (".avif", ".heif", ".hif"),
}
"""What can be read, with the extensions under which it may come; the first is the usual one."""


class Cicp(NamedTuple):
    """Colour by code points (ITU-T H.273)."""

    primaries: int
    transfer: int


def sniff(head: bytes) -> str | None:
    """The format that the first 32 bytes of a file announce; None for what cannot be read here."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "TIFF"
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in (b"avif", b"avis"):
            return "AVIF"
        if brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"mif2"):
            return "AVIF" if brand == b"mif1" and b"avif" in head[16:] else "HEIF"
    return None


def is_whole(file: BinaryIO, format: str) -> bool:
    """Whether a file goes on to its own end."""
    size = file.seek(0, 2)
    file.seek(0)
    check = {"JPEG": _jpeg_ends, "PNG": _png_ends, "WEBP": _riff_ends, "HEIF": _boxes_end, "AVIF": _boxes_end}.get(format)
    return check is None or check(file, size)


def png_cicp(file: BinaryIO) -> Cicp | None:
    """The colour code points of a PNG (PNG third edition, cICP)."""
    for kind, length in _png_chunks(file):
        if kind == b"cICP" and length == 4:
            return Cicp(*file.read(4)[:2])
        if kind == b"IDAT":
            return None
    return None


def avif_cicp(data: bytes) -> Cicp | None:
    """The colour code points of an AVIF or HEIF file: the first ``colr`` box of type ``nclx``."""
    at = data.find(b"colrnclx")
    if at < 0 or len(data) < at + 12:
        return None
    return Cicp(*struct.unpack(">HH", data[at + 8 : at + 12]))


_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_EOI, _SOS = 0xD9, 0xDA


def _jpeg_ends(file: BinaryIO, size: int) -> bool:
    """Walks the segments, and the scans between them, to the end-of-image marker."""
    data = memoryview(file.read())
    at = 2
    while at + 2 <= size:
        if data[at] != 0xFF:
            return True  # Not walkable; the decoder will say what it thinks of that.
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker == _EOI:
            return True
        elif marker in _STANDALONE:
            at += 2
        else:
            if at + 4 > size:
                return False
            at += 2 + struct.unpack_from(">H", data, at + 2)[0]
            if marker == _SOS:
                at = _end_of_scan(data.obj, at)
    return False


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker after the compressed data from `at` stands."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] not in (0x00, 0xFF, *range(0xD0, 0xD8)):
            return at
        at += 1 if data[at + 1] == 0xFF else 2
    return len(data)


def _png_chunks(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """(type, length) of each chunk, with the file at the chunk's data."""
    at = 8
    while True:
        file.seek(at)
        header = file.read(8)
        if len(header) < 8:
            return
        length, kind = struct.unpack(">I4s", header)
        yield kind, length
        at += 12 + length


def _png_ends(file: BinaryIO, size: int) -> bool:
    return any(kind == b"IEND" and file.tell() + length + 4 <= size for kind, length in _png_chunks(file))


def _riff_ends(file: BinaryIO, size: int) -> bool:
    header = file.read(8)
    return len(header) == 8 and struct.unpack("<I", header[4:])[0] + 8 <= size


def _boxes_end(file: BinaryIO, size: int) -> bool:
    """Whether the top-level boxes of an ISO base media file all fit into it."""
    at = 0
    while at < size:
        file.seek(at)
        header = file.read(16)
        if len(header) < 8:
            return not any(header)  # A few bytes of padding.
        length = struct.unpack(">I", header[:4])[0]
        if length == 1 and len(header) == 16:
            length = struct.unpack(">Q", header[8:])[0]
        if length == 0:
            return True
        if length < 8:
            return False
        at += length
    return at == size

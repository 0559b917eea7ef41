"""The pictures of a Word file, byte for byte, under names that addresses can be made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..refusing import Refused
from ..work import Leftover
from .events import Picture
from .package import Package

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tif"),
    (b"MM\0*", "tif"),
    (b"\xd7\xcd\xc6\x9a", "wmf"),
    (b"\x01\0\t\0", "wmf"),
)


@dataclass(frozen=True)
class Image:
    """One picture of the text."""

    name: str
    """As the text calls it."""
    file: str
    data: bytes
    alt: str
    """What Word knows of it for those who cannot see it."""
    is_photo: bool
    """Whether the photo work can make renditions of it."""
    problem: str = ""
    fix: str = ""


def images(package: Package, pictures: Sequence[tuple[str, Picture]], leftovers: list[Leftover]) -> Iterator[Image]:
    """Every picture of the text once, those that cannot be used with the reason."""
    for name, picture in pictures:
        try:
            data = package.read(picture.part)
        except Refused:
            yield Image(name, name, b"", picture.alt, False, "这张图片在文件里坏了，取不出来。", "请向作者要这张图。")
            continue
        ending = kind_of(data)
        if ending in ("emf", "wmf", "svg", ""):
            what = f"是{ending.upper() or '认不出的'}格式，网页用不了。"
            yield Image(name, f"{name}.{ending or 'bin'}", data, picture.alt, False, what, "请在Word里把它另存为图片（PNG），放进相册。")
        else:
            yield Image(name, f"{name}.{ending}", data, picture.alt, True)
    used = {picture.part for _, picture in pictures}
    unused = [part for part in package.names if part.startswith("word/media/") and part not in used]
    if unused:
        names = "、".join(part.removeprefix("word/media/") for part in unused)
        leftovers.append(Leftover("正文里没有用到的图片", names, "多半在页眉、页脚里，或是图形的备用画面"))


def kind_of(data: bytes) -> str:
    """The usual ending for these bytes, whatever the file calls them; empty where nobody knows."""
    for magic, ending in _MAGIC:
        if data.startswith(magic):
            return ending
    if data[40:44] == b" EMF":
        return "emf"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return "heic"
    return "svg" if b"<svg" in data[:1000] else ""

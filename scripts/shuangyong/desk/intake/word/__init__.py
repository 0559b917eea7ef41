"""Word files: what is read from the XML directly, what mammoth makes of the rest, and that nothing falls between the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..doubts import PLACE, Doubt
from ..tape import Edit, Note
from ..work import Leftover, Work
from . import coverage, reading, weaving
from .package import Package
from .pictures import Image, images


@dataclass(frozen=True)
class Read:
    """A Word file as a text to work on, with its pictures."""

    work: Work
    images: tuple[Image, ...]


def read(data: bytes, album: str) -> Read:
    """The text of a Word file, as Markdown that remembers what it was. Raises Refused."""
    package = Package(data)
    document = reading.read(package)
    woven = weaving.weave(document.plain, document.events, album)
    work = Work(woven.tape, is_scan=False, unit="段", leftovers=[*woven.leftovers, *document.leftovers])
    work.captions = [woven.tape.anchor(start, end) for start, end in woven.captions]
    for doubt in woven.doubts:
        work.doubt(doubt)
    for where, text in coverage.lost(document.texts, woven.tape.original, work.leftovers):
        work.leftovers.append(Leftover(f"{where}里没有找到地方放的字", text))
        work.doubt_whole("lost", f"{where}里有一段字没有收进来：“{text[:200]}”。", "请对照原件补上，并把这份文件交给做系统的人看。", "中")
    found = tuple(images(package, woven.pictures, work.leftovers))
    _take_out(work, album, [image for image in found if not image.is_photo])
    return Read(work, found)


def _take_out(work: Work, album: str, unusable: Sequence[Image]) -> None:
    """A mark in the place of every picture that no page can show."""
    found: list[Edit | Doubt] = []
    for image in unusable:
        written = f"![](photo:{album}/{image.name})"
        start = work.text.find(written)
        while start >= 0:
            end = start + len(written)
            found.append(Doubt(start, end, "picture", f"这里原来有一张图片{image.file}，{image.problem}", image.fix, "中"))
            found.append(Edit(start, end, PLACE, Note("picture", "这张图片网页用不了，另外存着", "中")))
            start = work.text.find(written, end)
    work.edit(found)


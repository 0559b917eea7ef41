"""One file taken in, from its bytes to the files that are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...manuscripts.models import Source
from ...problems import Problem
from ..fresh import forms
from ..fresh.making import CannotMake, free_id, src_uri_for
from ..fresh.numbers import FIRST, next_number
from ..place import Place
from . import draft, report, steps
from .cleaning import escaping
from .cleaning.figures import Drafted
from .opening import Opened, open_file
from .tape import Edit, Note, Tape
from .word import Image
from .word import read as read_word
from .work import Numbered, Work

KINDS = ("story", "brand", "base", "exhibition")
"""What a manuscript that comes in may become."""
REPORTS = "_desk/intake"
"""Below docs/; no build copies what lies in ``_desk``."""


@dataclass(frozen=True)
class Wishes:
    """What the editor asked for."""

    kind: str = "story"
    folder: Path | None = None
    id: str = ""
    source: str = ""
    """The id of a source that is there already; empty: one is drafted."""


@dataclass(frozen=True)
class Taken:
    """What came of one file."""

    files: Mapping[Path, bytes]
    draft: Path
    report: Path
    work: Work
    doubts: Sequence[Numbered]
    figures: Sequence[Drafted]
    problems: tuple[Problem, ...]
    """The doubts with their lines in the draft, and what the check will say of the drafted files."""


def clean_text(text: str) -> Work:
    """A text or scan, with everything done to it that needs no site."""
    work = Work(Tape(text))
    work.edit(escaping.edits(work.text))
    steps.clean(work)
    steps.arrange(work)
    return work


def take_in(file: Path, place: Place, wishes: Wishes) -> Taken:
    """Everything that is to be written for `file`. Raises Refused and CannotMake; writes nothing."""
    opened = open_file(file)
    images: tuple[Image, ...] = ()
    album = "\ue000"  # What the album is called shows when the title is known.
    if opened.text is None:
        word = read_word(opened.data, album)
        work, images = word.work, word.images
        steps.clean(work)
        steps.arrange(work)
    else:
        work = clean_text(opened.text)
    _name(work, file)
    names = _names(work, place, wishes)
    _call_album(work, album, names.album)
    found = _figures(work, place, names, bool(wishes.source))
    return _written(_Job(file, opened, place, wishes, names, work, images, found, work.mark()))


def _name(work: Work, file: Path) -> None:
    """A title for a text that has none: the name of its file, and a doubt about it."""
    if work.head.title:
        return
    work.head.title = re.sub(r"[_\s]+", " ", file.stem).strip() or "没有标题"
    what = f"没有找到标题，先用了文件名“{work.head.title}”。"
    work.doubt_whole("title", what, "请写上标题；标题留在正文里的，移到资料里的 title。", "中")


def _names(work: Work, place: Place, wishes: Wishes) -> draft.Names:
    id = free_id(place, wishes.kind, work.head.title, wishes.id)
    source = wishes.source or id
    if wishes.source and ("source", source) not in place.taken:
        raise CannotMake(f"没有代号为“{source}”的资料来源。请核对 --source，或不写，由系统起草一个。")
    if not wishes.source and ("source", source) in place.taken:
        file = place.shown(place.taken["source", source])
        raise CannotMake(f"资料来源已经有这个名字：{file}。要用它，请写 --source {source}；要新的，请用 --id 另写一个名字。")
    folder = wishes.folder or place.folder_of(wishes.kind)
    src_uri_for(place, wishes.kind, folder / f"{id}.md")
    path = place.shown(place.docs_dir / REPORTS / f"{wishes.kind}-{id}.html")
    return draft.Names(wishes.kind, id, source, id, path)


def _call_album(work: Work, placeholder: str, album: str) -> None:
    """Give the pictures of the text the album's name."""
    why = Note("picture", "图片放进相册，这里写上它的位置")
    work.tape.apply(Edit(m.start(), m.end(), album, why) for m in re.finditer(f"(?<=photo:){placeholder}(?=/)", work.text))
    work.head.photo_captions = {id.replace(placeholder, album): text for id, text in work.head.photo_captions.items()}


def _figures(work: Work, place: Place, names: draft.Names, is_known: bool) -> list[Drafted]:
    """The quantities of the text, linked; with a source that is there already, to those of its figures that are printed alike."""
    if not is_known:
        return steps.link_figures(work, names.source)
    item = place.library.get("source", names.source)
    printed: dict[str, list[str]] = {}
    for figure in item.meta.figures if item and isinstance(item.meta, Source) else ():
        if figure.as_printed and not figure.withheld:
            printed.setdefault(figure.as_printed, []).append(figure.id)
    return steps.link_known(work, names.source, {text: ids[0] for text, ids in printed.items() if len(ids) == 1})


@dataclass(frozen=True)
class _Job:
    """Everything there is to know when the files are written."""

    file: Path
    opened: Opened
    place: Place
    wishes: Wishes
    names: draft.Names
    work: Work
    images: Sequence[Image]
    figures: Sequence[Drafted]
    doubts: Sequence[Numbered]

    @property
    def target(self) -> Path:
        return (self.wishes.folder or self.place.folder_of(self.wishes.kind)) / f"{self.names.id}.md"

    @property
    def source(self) -> Path:
        return self.place.folder_of("source") / f"{self.names.source}.md"

    @property
    def beside(self) -> Path:
        """The report's path without its ending; a folder of this name holds what no page can show."""
        return self.place.docs_dir / REPORTS / f"{self.names.kind}-{self.names.id}"

    @property
    def page(self) -> Path:
        return self.beside.with_name(f"{self.beside.name}.html")


def _written(job: _Job) -> Taken:
    place, names, work = job.place, job.names, job.work
    number = next_number(names.kind, place.docs_dir) if names.kind in FIRST else None
    text = draft.manuscript(work, names, place, number)
    files = {job.target: text.encode()}
    problems = draft.problems(place, job.target, text)
    if not job.wishes.source:
        drafted = draft.source(work, names, place, job.figures)
        files[job.source] = drafted.encode()
        problems += draft.problems(place, job.source, drafted)
    files |= _album(job)
    files[job.page] = report.page(work, job.doubts, job.figures, _facts(job, files, text)).encode()
    first = text.split("\n").index("---", 1) + 3
    told = tuple(_problem(job, doubt, first) for doubt in job.doubts)
    return Taken(files, job.target, job.page, work, job.doubts, job.figures, (*told, *problems))


def _album(job: _Job) -> dict[Path, bytes]:
    """The pictures and their captions; what no page can show lies beside the report."""
    place, album = job.place, job.names.album
    usable = [image for image in job.images if image.is_photo]
    others = {job.beside / image.file: image.data for image in job.images if not image.is_photo and image.data}
    if not usable:
        return others
    originals, tables = place.originals_dir / album, place.photos_dir / album
    for folder in {originals, tables}:
        if folder.exists():
            raise CannotMake(f"相册 {place.shown(folder)} 已经有了，没有改动。请用 --id 另写一个名字。")
    text = draft.captions(usable, job.work.head, album, f"photos/{album}")
    return {**{originals / image.file: image.data for image in usable}, tables / draft.CAPTIONS: text.encode(), **others}


def _facts(job: _Job, files: Mapping[Path, bytes], text: str) -> report.Facts:
    place = job.place
    source = "" if job.wishes.source else place.shown(job.source)
    written = tuple(place.shown(path) for path in files if path not in (job.target, job.source))
    sha256 = report.Facts.digest(job.opened.data)
    return report.Facts(job.file.name, job.opened.form, sha256, place.shown(job.target), source, written, tuple(_filled(text)))


def _filled(text: str) -> Iterator[tuple[str, str]]:
    """What was put into the front matter, and why."""
    yield "title", "原件的标题，请按本站的样子改"
    if district := re.search(r"^district: (.+)$", text, re.M):
        unknown = district[1] == forms.UNKNOWN
        yield "district", "没有把握，写了“待定”，检查会提醒" if unknown else f"{district[1]}，文中只提到这一个区，请核对"
    yield "published", "收稿的日期，发布那天请改"


def _problem(job: _Job, doubt: Numbered, first: int) -> Problem:
    """A doubt as a line that can be clicked: its place in the draft, or the front matter for what moved there."""
    line = first + job.work.text.count("\n", 0, doubt.at) if doubt.at >= 0 else 1
    return Problem(job.place.shown(job.target), line, f"intake-{doubt.rule}", f"疑{doubt.number}：{doubt.what}", doubt.fix, "warning")

"""The desk with what the commands need besides: findings, photos, the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ...manuscripts.captions import Album
from ...manuscripts.checks import check, check_shown_figures
from ...manuscripts.library import Manuscript
from ...manuscripts.reader import read_folder
from ...photos.options import Darkroom
from ...problems import Problem
from ...resources import common_days_dir
from ...text import Texts
from ..rules import Report, check_library
from .desk import Desk
from .history import History
from .originals import Originals
from .past import Pasts
from .signers import read_signers


@dataclass(frozen=True, eq=False)
class Office:
    """One site as those see it who sign."""

    desk: Desk
    darkroom: Darkroom
    shown_as: str
    """How docs/ is called before editors."""
    home: Path
    """The folder of ``mkdocs.yml``."""
    site_name: str = ""
    templates: tuple[Path, ...] = ()
    """Folders with templates of the site's own, which go before ours."""
    texts: Texts = field(default_factory=Texts)
    report: Report = field(default_factory=Report)
    """Everything the check found, of every file."""

    @cached_property
    def history(self) -> History | None:
        return History.of(self.desk.docs_dir)

    @cached_property
    def pasts(self) -> Pasts | None:
        return Pasts(self.desk, self.history, self.darkroom.photos_dir) if self.history else None

    def report_on(self, item: Manuscript) -> Report:
        """What is wrong with an item and what was allowed, its photos' captions included; its own sign-offs apart."""
        paths = {item.path, *(album.captions_path for album in self.albums_of(item))}
        shown = check_shown_figures(item, self.texts.of(item).figures, self.desk.reading)
        return self.report.only(paths).with_problems(shown)

    def problems(self, item: Manuscript) -> list[Problem]:
        """What is wrong with it; what somebody allowed is not."""
        report = self.report_on(item)
        return [*report.problems, *(finding.as_problem() for finding in report.standing)]

    def albums_of(self, item: Manuscript) -> tuple[Album, ...]:
        ids = dict.fromkeys(id.partition("/")[0] for id in self.desk.library.photos_of(item))
        return tuple(album for id in ids if (album := self.desk.library.album(id)))

    def at(self, path: Path) -> Iterator[Manuscript]:
        """The manuscripts at or below a path on disk, by path."""
        wanted, docs = path.resolve(), self.desk.docs_dir.resolve()
        for item in sorted(self.desk.library.manuscripts, key=lambda item: item.src_uri):
            file = docs / item.src_uri
            if item.src_uri in self.desk.reading.files and (file.resolve() == wanted or file.is_relative_to(wanted)):
                yield item


def open_office(
    docs_dir: Path,
    home: Path,
    darkroom: Darkroom,
    *,
    stages: tuple[str, ...],
    today: dt.date,
    shown_as: str = "docs",
    earlier: Sequence[Problem] = (),
    **more,
) -> Office:
    """Read and check everything once; `more` goes to the office as it is."""
    albums, of_albums = darkroom.albums()
    reading = read_folder(docs_dir, shown_as, common_days_dir(), albums)
    signers, of_signers = read_signers(docs_dir, shown_as)
    problems = [*earlier, *of_albums, *of_signers, *reading.problems, *check(reading, today)]
    desk = Desk(reading, docs_dir, stages, signers, today, Originals(darkroom))
    edited = check_library(docs_dir, darkroom.photos_dir, today, shown_as=shown_as, photos_shown_as=darkroom.shown_as)
    return Office(desk, darkroom, shown_as, home, report=edited.with_problems(problems), **more)

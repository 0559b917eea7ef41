"""The whole way from a folder of manuscripts to everything the carriers give out.

Nothing of the site is written here. All problems of a run are known before anything is.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .carriers import CarrierOptions, Output, find_carriers
from .desk import rules
from .desk.review import Desk, read_signers, shas_of
from .desk.synonyms import read_synonyms
from .drawing.characters import missing
from .drawing.store import FOLDER as CARDS
from .manuscripts.checks import check, check_page_links, check_shown_figures
from .manuscripts.library import Clearance, Library, Manuscript, Publishable, address_of
from .manuscripts.reader import Reading, read_folder
from .photos.asks import asked_for
from .photos.options import Darkroom
from .photos.pictures import Pictures
from .photos.prepare import Progress, prepare
from .photos.report import Report
from .problems import Problem, softened
from .resources import common_days_dir
from .site import Site

SERVER_FILES = ("robots.txt", "favicon.ico", "CNAME")
"""What may lie at the top of docs/ without a link to it."""


_MAY_NAME_FIGURES = re.compile(r"figure|[`&<]")
"""Entities, code and snippets may hide the word from whoever does not render them."""


@dataclass(frozen=True)
class Assembly:
    """What came of one run."""

    reading: Reading
    publishable: Publishable
    outputs: tuple[Output, ...]
    """Empty where there are errors: nothing goes out of a library that is not sound."""
    report: rules.Report
    """What is to be mended, and what was allowed."""
    site: Site
    clearance: Clearance | None = None
    """What is signed; None where the site asks for no sign-off."""
    later: Iterable[Output] = ()
    """In a preview: what may come after the pages. Made as it is iterated, once."""

    @property
    def library(self) -> Library:
        return self.reading.library

    @property
    def open_assets(self) -> frozenset[str]:
        """The files of docs/ besides manuscripts that may go out.

        The few that servers ask for by name, and those that something published links to:
        nobody reviewed what merely lies in a folder.
        """
        linked = {path for item in self.publishable.manuscripts for path in (*item.linked_paths, *item.played_paths)}
        return frozenset(asset for asset in self.reading.assets if asset in SERVER_FILES or asset in linked)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What was read but does not go out, counted by the reason why."""
        found = map(self.held_back, self.library.manuscripts)
        counted = Counter(reason for reason in found if reason)
        files = len(self.reading.assets) - len(self.open_assets)
        phrases = [f"{reason}{count}篇" for reason, count in counted.items()]
        phrases += [f"没有稿件链接的附件{files}个"] * bool(files)
        return tuple(phrases + [f"题目里有字体没有的字，没有分享图的故事{len(self.uncarded)}篇"] * bool(self.uncarded))

    def held_back(self, item: Manuscript) -> str | None:
        """Why an item does not go out, in one word for the editor; None where it does."""
        return Library.held_back(item, self.clearance, self.site.today)

    @property
    def uncarded(self) -> tuple[Manuscript, ...]:
        """The stories without a share card, since the cards' typeface lacks a character of the title."""
        stories = self.publishable.of("story") if self.site.cards else ()
        return tuple(story for story in stories if missing(story.title))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Sorted; what somebody has allowed is none."""
        return tuple(sorted([*self.report.problems, *(finding.as_problem() for finding in self.report.standing)]))

    @property
    def hindrances(self) -> tuple[Problem, ...]:
        """What a strict build stops at: not what is said of texts that nobody waits for, but that one lost its signatures."""
        waiting = {item.path for item in self.library.manuscripts if self.held_back(item)}
        return tuple(each for each in self.problems if each.severity == "error" or each.rule == "review" or each.path not in waiting)

    @property
    def has_errors(self) -> bool:
        return self.report.has_errors


def assemble(
    docs_dir: Path,
    site: Site,
    carriers: Mapping[str, CarrierOptions],
    *,
    stages: tuple[str, ...] = (),
    is_lenient: bool = False,
    is_strict: bool = False,
    shown_as: str = "docs",
    darkroom: Darkroom | None = None,
    progress: Progress = lambda todo, done: done,
    earlier: tuple[Problem, ...] = (),
) -> Assembly:
    """Read, check, pass through the gate, and let every carrier give out what it has.

    `carriers` holds each carrier's options by its name; `is_lenient` makes warnings of what the
    rules find, for archives that were written before there were any; `is_strict` holds what does
    not go out to them as if it did, for whoever asks about a file before handing it on; `earlier` are problems already
    known, of the settings for instance. Photos are prepared on the way, into the darkroom's
    own folder: what stands there already costs next to nothing.
    """
    photos = (darkroom.photos_dir, darkroom.shown_as) if darkroom else (None, "photos")
    checking = rules.begin_library(docs_dir, photos[0], site.today, shown_as=shown_as, photos_shown_as=photos[1])
    albums, found = darkroom.albums() if darkroom else ((), [])
    reading = read_folder(docs_dir, shown_as, common_days_dir(), albums)
    synonyms, of_tables = read_synonyms(docs_dir, shown_as)
    site = replace(site, synonyms=synonyms)
    if found and not is_strict:
        drafted = _albums_of_drafts(reading.library)
        found = [softened(problem) if problem.path in drafted else problem for problem in found]
    problems = [*earlier, *found, *of_tables, *reading.problems, *check(reading, site.today)]
    edited = checking()
    if is_lenient:
        edited = edited.softening({finding.path for finding in edited.findings})
    report = _develop(darkroom, reading.library, progress) if darkroom and albums else Report()
    problems += _photo_problems(report)
    clearance: Clearance | None = None
    if stages:
        signers, of_signers = read_signers(docs_dir, shown_as)
        desk = Desk(reading, docs_dir, stages, signers, site.today, shas_of(report.records))
        problems += [*of_signers, *desk.problems(site.is_preview)]
        clearance = desk.clearance
    if not is_strict:
        # What does not go out: what is found there keeps nobody else from publishing.
        waiting = (item for item in reading.library.manuscripts if item.meta.draft or (clearance and clearance.held_back(item.src_uri)))
        edited = edited.softening({item.path for item in waiting})
    publishable = reading.library.publishable(clearance, site.today, preview=site.is_preview)
    if darkroom and albums:
        site = replace(site, pictures=Pictures.of(publishable.photos, report.records, darkroom.settings.out))
    outputs: tuple[Output, ...] = ()
    problems += _check_card_folder(site)
    if not edited.has_errors and not _errors(problems):
        outputs, refused = _collect(publishable, site, carriers)
        problems += refused
        problems += _check_outputs(outputs, reading, publishable, shown_as)
        for item in publishable.manuscripts:
            if site.is_check and not _MAY_NAME_FIGURES.search(item.body):
                continue  # Rendering takes its time.
            problems += check_shown_figures(item, site.texts.of(item).figures, reading)
    if _errors(problems):
        outputs = ()
    later = _collect_later(publishable, site, carriers) if site.is_preview and outputs else ()
    return Assembly(reading, publishable, outputs, edited.with_problems(problems), site, clearance, later)


def _albums_of_drafts(library: Library) -> set[str]:
    """The captions that only drafts speak of: somebody who has just taken in a text is still at them."""
    albums: dict[bool, set[str]] = {True: set(), False: set()}
    for item in library.manuscripts:
        named = {target.partition("/")[0] for kind, target in item.mentions if kind == "photo"}
        albums[item.meta.draft] |= named | {getattr(item.meta, "album", None) or ""}
    return {album.captions_path for album in library.albums if album.id in albums[True] - albums[False]}


def _develop(darkroom: Darkroom, library: Library, progress: Progress) -> Report:
    """The renditions of every album."""
    settings = replace(darkroom.settings, asked=asked_for(library))
    return prepare(darkroom.folders(library.albums), settings, jobs=darkroom.jobs, progress=progress, keeps=darkroom.kept(library.albums))


def _photo_problems(report: Report) -> list[Problem]:
    """Those of files that nobody captioned go no further than a warning: they are not published anyway."""
    return [p if entry.is_captioned else softened(p) for entry in report.entries for p in entry.problems]


def _errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _collect(
    publishable: Publishable, site: Site, options: Mapping[str, CarrierOptions]
) -> tuple[tuple[Output, ...], list[Problem]]:
    """Everything the carriers give out, and what they cannot carry."""
    found, problems = [], []
    lent: set[tuple[str, Path]] = set()
    for carrier in find_carriers():
        own = options.get(carrier.name) or carrier.Options()
        for given in carrier.outputs(publishable, own.model_copy(update={"site": site})):
            if isinstance(given, Problem):
                problems.append(given)
                continue
            output = given if isinstance(given, Output) else Output(*given)
            # A rendition may stand on a page and on a screen: one file, at one address.
            if output.file is None or (output.path, output.file) not in lent:
                found.append(output)
            if output.file:
                lent.add((output.path, output.file))
    return tuple(found), problems


def _collect_later(publishable: Publishable, site: Site, options: Mapping[str, CarrierOptions]) -> Iterator[Output]:
    for carrier in find_carriers():
        if hasattr(carrier, "later"):
            own = options.get(carrier.name) or carrier.Options()
            yield from carrier.later(publishable, own.model_copy(update={"site": site}))


def _check_card_folder(site: Site) -> Iterator[Problem]:
    """Whether share cards can be kept: found out before the first is drawn."""
    if site.cards is None:
        return
    try:
        site.cards.mkdir(parents=True, exist_ok=True)
        is_writable = os.access(site.cards, os.W_OK)
    except OSError:
        is_writable = False
    if not is_writable:
        yield Problem(CARDS, 1, "unwritable", "分享图写不进这个文件夹。", "请看看磁盘有没有满，这个文件夹能不能写。")


def _check_outputs(outputs: tuple[Output, ...], reading: Reading, publishable: Publishable, shown_as: str) -> list[Problem]:
    """Two things at one address, and links to pages that will not be there."""
    problems = []
    taken = {asset.lower(): f"文件 {shown_as}/{asset}" for asset in reading.assets}
    owners = {item.src_uri: item for item in publishable.manuscripts}
    for output in outputs:
        place = _place(output)
        if place in taken:
            owner = owners.get(output.path)
            what = f"网址 /{place.removesuffix('index.html')} 已经给了{taken[place]}。"
            problems.append(Problem(owner.path if owner else output.path, 1, "duplicate-address", what, "请给这个文件改名。"))
        taken[place] = "系统自动生成的页面"
    pages = [output.path for output in outputs if output.view is not None]
    kept_back = {item.src_uri for item in reading.library.manuscripts} - set(pages)
    return [*problems, *check_page_links(publishable, pages, kept_back)]


def _place(output: Output) -> str:
    """The file an output will be in the built site; file systems may not tell capitals from small letters."""
    return (f"{address_of(output.path)}index.html" if output.view else output.path).lower()

"""A whole album checked: every file and every entry once, with all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from ...manuscripts.captions import CAPTIONS, Album
from ...problems import Problem
from .. import working
from ..album import originals
from ..entries import Entry, read_entries
from ..job import Finding, Wish
from ..plan import MAX_PIXELS
from . import findings
from .measures import Measures, measure
from .uses import WEB, Use, good_for

Seen = Callable[[str], object]


@dataclass(frozen=True)
class Checked:
    """One file of an album, or one entry whose file is missing."""

    file: str
    path: str
    """Where to mend it, as the editor sees it: the captions file, or the photo where it has no entry."""
    line: int
    findings: tuple[Finding, ...]
    """Gravest first."""
    measures: Measures | None = None
    entry: Entry | None = field(default=None, repr=False)
    like: tuple[str, ...] = ()
    """Files that show the same."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """With the file named: the line in the captions file alone would not tell."""
        name = self.file or "这一项"
        return tuple(Problem(self.path, self.line, f.rule, f"{name}：{f.what}", f.fix, f.severity) for f in self.findings)

    @property
    def is_sound(self) -> bool:
        return not self.findings

    def as_dict(self) -> dict[str, Any]:
        m = self.measures
        measured = {
            "width": m.size[0], "height": m.size[1], "sha256": m.sha256, "sharpness": m.sharpness, "contrast": m.contrast,
            "dark": m.dark, "middle": m.middle, "light": m.light, "likeness": f"{m.likeness:016x}",
            "good_for": list(good_for(m.size)), "like": list(self.like),
        } if m else {}  # fmt: skip
        problems = [{"rule": f.rule, "what": f.what, "fix": f.fix, "severity": f.severity} for f in self.findings]
        return {"file": self.file, "path": self.path, "line": self.line, "problems": problems, **measured}


def check_album(
    folder: Path,
    album: Album,
    captions: Path | None = None,
    *,
    use: Use = WEB,
    max_pixels: int = MAX_PIXELS,
    jobs: int = 0,
    executor: Executor | None = None,
    seen: Seen = lambda name: None,
) -> tuple[Checked, ...]:
    """Every photo of `folder` and every entry without one, in the order of file names.

    `captions` is the captions file where it does not lie in `folder`; it is read entry by
    entry, so that an album of which half is written can be checked. That it cannot be read
    at all is the business of ``read_album``. `seen` is called with each file's name when
    it is done.
    """
    entries, _ = read_entries(captions or folder / CAPTIONS, album.captions_path)
    by_file = {entry.file: entry for entry in reversed(entries)}
    names = list(originals(folder))
    found = dict(_measured(folder, names, by_file, max_pixels, jobs, executor, seen))
    alike = _alike({name: result for name, result in found.items() if isinstance(result, Measures)})
    checked = [_checked(name, by_file.get(name), alike.get(name, ()), found, album, use) for name in names]
    free = [name for name in names if name not in by_file]
    orphans = [_orphan(entry, free, album) for entry in entries if entry.file not in found]
    return tuple(sorted([*checked, *orphans], key=lambda item: (item.file, item.line)))


def _measured(folder, names, by_file, max_pixels, jobs, executor, seen) -> Iterator[tuple[str, Measures | Finding]]:
    wishes = {name: _wish(by_file.get(name)) for name in names}
    for name, result in working.each(
        folder, names, measure, wishes=wishes.__getitem__, max_pixels=max_pixels, workers=jobs, executor=executor
    ):
        seen(name)
        yield name, result


_EVERYTHING = ((0.0, 0.0, 1.0, 1.0),)


def _wish(entry: Entry | None) -> Wish:
    """What of a photo may be seen in the report."""
    try:
        return Wish("", redact=entry.redact if entry else ())
    except ValueError:
        return Wish("", redact=_EVERYTHING)


def _checked(
    name: str, entry: Entry | None, like: tuple[str, ...], all_found: Mapping[str, Measures | Finding], album: Album, use: Use
) -> Checked:
    result = all_found[name]
    is_measured = isinstance(result, Measures)
    found = list(findings.of_picture(result, use)) if is_measured else [result]
    found += [_likeness(name, like, all_found)] if like else []
    if entry:
        found += [*findings.of_entry(entry), *_bad_boxes(entry)]
    elif is_measured:
        found.append(findings.without_entry())
    place = (album.captions_path, entry.line) if entry else (f"{album.path}/{name}", 1)
    return Checked(name, *place, tuple(sorted(found, key=_gravity)), result if is_measured else None, entry, like)


def _gravity(finding: Finding) -> tuple[bool, bool]:
    """Errors first, and of these what is wrong with the file itself."""
    return finding.severity != "error", not finding.rule.startswith("photo-")


def _bad_boxes(entry: Entry) -> Iterator[Finding]:
    try:
        _ = entry.redact
    except ValueError:
        fix = "请每块写成 [左, 上, 右, 下]，如 [0.1, 0.2, 0.3, 0.4]；改好以前，这里不显示这张照片。"
        yield Finding("check-redact", "redact 里要涂掉的方块读不懂。", fix)


def _orphan(entry: Entry, names: list[str], album: Album) -> Checked:
    return Checked(entry.file, album.captions_path, entry.line, (findings.without_file(entry, names),), None, entry)


def _alike(measured: Mapping[str, Measures]) -> dict[str, tuple[str, ...]]:
    """For every file that shows the same as others, the names of these."""
    same: dict[str, list[str]] = {}
    for one, other in combinations(sorted(measured), 2):
        if findings.are_alike(measured[one], measured[other]):
            same.setdefault(one, []).append(other)
            same.setdefault(other, []).append(one)
    return {name: tuple(sorted(others)) for name, others in same.items()}


def _likeness(name: str, others: tuple[str, ...], measured: Mapping[str, Measures]) -> Finding:
    twins = [other for other in others if measured[other].sha256 == measured[name].sha256]
    return findings.of_likeness(twins or others, bool(twins))


def as_json(checked: Iterable[Checked]) -> list[dict[str, Any]]:
    """The same as plain values, without the thumbnails."""
    return [item.as_dict() for item in checked]

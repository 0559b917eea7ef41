"""The desk: everything that was read, beside those who may sign it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from ...manuscripts import files
from ...manuscripts.library import Clearance, Library, Manuscript
from ...manuscripts.models import KIND_NAMES, Screen
from ...manuscripts.reader import Reading
from ...problems import Problem
from ..block import REVIEW, CannotCut, line_in_file, without
from .approvals import Judged, Verdict, judge, problems_of, refused
from .digest import CURRENT, Material, digest, is_whole
from .material import Sha, gather
from .originals import sha256_of
from .signers import FILE, Signers, check_signers

WITHDRAWN = "withdrawn"
BY_SOURCE = "待资料来源发布"
"""The word for what is signed itself and rests on a source that is not."""


@dataclass(frozen=True, eq=False)
class Desk:
    """What sign-offs are given on, by whom, and what they are worth. Reads nothing but attachments."""

    reading: Reading
    docs_dir: Path
    stages: tuple[str, ...]
    """Those that the site asks for, in their order."""
    signers: Signers
    today: dt.date
    photo_sha: Sha
    _materials: dict[tuple[str, tuple[str, ...]], Material] = field(default_factory=dict, init=False, repr=False)

    @property
    def library(self) -> Library:
        return self.reading.library

    @cached_property
    def file_sha(self) -> Callable[[str], str | None]:
        return cache(lambda path: sha256_of(self.docs_dir / path))

    def text(self, item: Manuscript) -> str:
        """The whole file, as the reader decodes it."""
        return files.decode(item.path, self.reading.files[item.src_uri])[0] or ""

    def material(self, item: Manuscript, cut: tuple[str, ...] = (REVIEW,)) -> Material:
        """What is signed of `item`: its file without these keys, and all that shows with it. Raises CannotCut."""
        key = (item.src_uri, cut)
        if key not in self._materials:
            text = without(item, self.text(item), cut)
            self._materials[key] = gather(item, text, self.library, self.reading.assets, self.photo_sha, self.file_sha)
        return self._materials[key]

    def digest(self, item: Manuscript) -> str:
        """The digest by which somebody would sign it now. Raises CannotCut."""
        return digest(self.material(item), CURRENT)

    def file_line(self, item: Manuscript, line: int) -> int:
        """The line of the file on which a line of the text without sign-offs stands."""
        return line_in_file(item, self.text(item), line)

    def verdict(self, item: Manuscript) -> Verdict:
        return self._verdicts[item.src_uri]

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """That on every manuscript of this site, in the library's order."""
        return tuple(self._verdicts.values())

    @cached_property
    def _verdicts(self) -> dict[str, Verdict]:
        return {item.src_uri: self._judged(item) for item in self.library.manuscripts if item.src_uri in self.reading.files}

    def _judged(self, item: Manuscript) -> Verdict:
        verdict = self.judged(item, (REVIEW,))
        if item.meta.withdrawn and not verdict.is_signed:
            # Who withdraws in haste must not wait for three signatures: those on what he withdrew cover its title.
            before = self.judged(item, (REVIEW, WITHDRAWN))
            return before if before.is_signed else verdict
        return verdict

    def judged(self, item: Manuscript, cut: tuple[str, ...] = (REVIEW,)) -> Verdict:
        """The verdict on `item` as a file without these keys."""
        if not item.meta.review:
            return Verdict(item, self.stages)
        try:
            material = self.material(item, cut)
        except CannotCut as error:
            return Verdict(item, self.stages, self._all_faulty(item, error.what.rstrip("。")), error.what.rstrip("。"))
        if material.lacks:
            obstacle = f"这里没有{'、'.join(material.lacks)}"
            return Verdict(item, self.stages, self._all_faulty(item, obstacle), obstacle)
        now = cache(lambda version: digest(material, version))
        return Verdict(item, self.stages, judge(item.meta.review, now, self.stages, self.signers, self.today))

    def _all_faulty(self, item: Manuscript, why: str) -> tuple[Judged, ...]:
        return tuple(Judged(record, position, why) for position, record in enumerate(item.meta.review))

    # --- The gate ---

    @cached_property
    def clearance(self) -> Clearance:
        """What the gate lets out. The days that come with the package are words of the software, and pass."""
        signed = {verdict.item.src_uri for verdict in self.verdicts if verdict.is_signed} | self.reading.lent
        waiting = {verdict.item.src_uri: verdict.word for verdict in self.verdicts if verdict.word}
        while stranded := [item for item in self.library.manuscripts if item.src_uri in signed and self._rests_on_other(item, signed)]:
            signed -= {item.src_uri for item in stranded}
            waiting |= {item.src_uri: BY_SOURCE for item in stranded}
        once = frozenset(verdict.item.src_uri for verdict in self.verdicts if self._went_out(verdict))
        return Clearance(frozenset(signed), waiting, once)

    def _rests_on_other(self, item: Manuscript, signed: set[str]) -> bool:
        """Whether a source it names, or one whose figures it cites, does not go out yet: its numbers would lead nowhere."""
        return not item.meta.withdrawn and any(source.src_uri not in signed or self._is_early(source) for source in self.sources_of(item))

    def _is_early(self, item: Manuscript) -> bool:
        return bool(item.meta.published and item.meta.published.date > self.today)

    def sources_of(self, item: Manuscript) -> tuple[Manuscript, ...]:
        ids = (id.partition("/")[0] for kind, id in item.mentions if kind in ("source", "figure"))
        found = self.library.named(dict.fromkeys(ids), "source")
        return tuple(source for source in found if source is not item)

    def _went_out(self, verdict: Verdict) -> bool:
        """Of a withdrawn item: whether every stage was signed once, by those who might."""
        if not verdict.item.meta.withdrawn:
            return False
        proper = {r.stage for r in verdict.item.meta.review if self._might_sign(r.by, r.stage, r.on) and is_whole(r.digest)}
        return proper >= set(self.stages)

    def _might_sign(self, name: str, stage: str, on: dt.date) -> bool:
        signer = self.signers.get(name)
        return bool(signer and on <= self.today and not refused(signer, stage, on))

    # --- What editors must know ---

    def problems(self, is_preview: bool = False) -> Iterator[Problem]:
        """What is wrong with the table of signers and with sign-offs; drafts are nobody's concern yet.

        A site without signers would go out empty, so that is an error; an editor may look at it all the same.
        """
        for problem in check_signers(self.signers, self.stages, self.today, (self.docs_dir / FILE).is_file()):
            if not is_preview or problem.severity == "warning":
                yield problem
        owners = self._owners
        for verdict in self.verdicts:
            if verdict.item.meta.withdrawn:
                yield from self._of_notice(verdict)
            elif not verdict.item.meta.draft:
                yield from problems_of(verdict, owners)
        yield from self._of_programmes()

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        """The path of the file whose digest each one is, of those recorded and holding."""
        return {each.record.digest: v.item.path for v in self.verdicts for each in v.judged if each.holds}

    def _of_notice(self, verdict: Verdict) -> Iterable[Problem]:
        item = verdict.item
        if verdict.is_signed or item.meta.draft:
            return
        line = item.line(WITHDRAWN)
        if item.src_uri in self.clearance.once_signed:
            what = "撤下的同时还改了别的，撤下的说明要审签；审签以前，原地址上只写“已撤下”和日期。"
            yield Problem(item.path, line, "review", what, f"请从{verdict.next_stage or self.stages[0]}起审签。", "warning")
        else:
            what = "这篇没有审签过就撤下了，撤下的说明不会发布，原地址打不开。"
            yield Problem(item.path, line, "review", what, "发布过的，请审签；没有发布过的，改成 draft: true，或删掉文件。", "warning")

    def _of_programmes(self) -> Iterator[Problem]:
        """What a screen that goes out would leave out without a word. Drafts are told of by the check."""
        for item in self.library.of("screen"):
            if not isinstance(item.meta, Screen) or item.src_uri not in self.clearance.signed:
                continue
            for position, entry in enumerate(item.meta.programme):
                target = self.library.get(entry.thing, getattr(entry, entry.thing)) if entry.thing in KIND_NAMES else None
                if target and not (target.meta.draft or target.meta.withdrawn) and target.src_uri not in self.clearance.signed:
                    what = f"节目单里的{KIND_NAMES[entry.thing]} {target.id} 还没有审签完，屏上不会有。"
                    yield Problem(item.path, item.line("programme", position), "review", what, "请审签它，或换一项。", "warning")

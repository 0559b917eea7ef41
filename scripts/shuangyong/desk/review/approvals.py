"""Which sign-offs hold, and what is wrong with the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ...manuscripts.library import Manuscript
from ...manuscripts.models import SignOff
from ...problems import Problem
from .digest import PARTS, RECIPES, changed_parts, is_whole, version_of
from .signers import Signer, Signers

VOID = "审签失效"
"""The word for a manuscript some of whose sign-offs do not hold."""


@dataclass(frozen=True)
class Judged:
    """One sign-off as it stands in a file, and why it counts for nothing, if it does."""

    record: SignOff
    position: int
    """Its place in the list."""
    fault: str = ""
    """Empty where it holds."""
    is_void: bool = False
    """Whether it was given, as far as can be seen, but on something else than what is there now."""
    parts: tuple[str, ...] = ()
    """Of a void one: what changed, by the names in ``digest.PARTS``."""

    @property
    def holds(self) -> bool:
        return not self.fault


@dataclass(frozen=True)
class Verdict:
    """What the sign-offs of one manuscript are worth today."""

    item: Manuscript
    stages: tuple[str, ...]
    """Those that the site asks for."""
    judged: tuple[Judged, ...] = ()
    obstacle: str = ""
    """Why nothing can be signed or verified, in the editor's words; empty where nothing stands in the way."""

    @property
    def held(self) -> tuple[SignOff, ...]:
        """The required sign-offs that hold: the first stages, in their order."""
        return tuple(each.record for each in self.judged if each.holds and each.record.stage in self.stages)

    @property
    def next_stage(self) -> str | None:
        """The stage it waits for; None where it waits for none."""
        return next(iter(self.stages[len(self.held) :]), None)

    @property
    def is_signed(self) -> bool:
        return self.next_stage is None and not self.obstacle

    @property
    def faults(self) -> tuple[Judged, ...]:
        return tuple(each for each in self.judged if not each.holds)

    @property
    def word(self) -> str | None:
        """Why it does not go out; None where it does."""
        if self.is_signed:
            return None
        return VOID if self.faults or self.obstacle else f"待{self.next_stage}"


DigestNow = Callable[[str], str]
"""Gives the digest of what is there now by the recipe of this version."""


def judge(
    records: Iterable[SignOff], digest_now: DigestNow, stages: tuple[str, ...], signers: Signers, today: dt.date
) -> tuple[Judged, ...]:
    """Each sign-off with what is wrong with it.

    They must stand in the order of stages, with dates that do not go backwards, each by
    another registered signer, on exactly what is there now.
    """
    judged: list[Judged] = []
    held: list[SignOff] = []
    for position, record in enumerate(records):
        if fault := _improper(record, signers, today):
            judged.append(Judged(record, position, fault))
        elif (now := digest_now(version_of(record.digest) or "")) != record.digest:
            parts = changed_parts(record.digest, now)
            judged.append(Judged(record, position, _void(parts), True, parts))
        elif fault := _out_of_turn(record, held, stages):
            judged.append(Judged(record, position, fault))
        else:
            judged.append(Judged(record, position))
            held += [record] if record.stage in stages else []
    return tuple(judged)


def _improper(record: SignOff, signers: Signers, today: dt.date) -> str:
    """What is wrong with a sign-off by itself."""
    signer = signers.get(record.by)
    if signer is None:
        near = signers.nearest(record.by)
        return f"“{record.by}”没有登记" + (f"，登记的是“{near}”，请看看是不是有一个字不同" if near else "")
    if reason := refused(signer, record.stage, record.on):
        return reason
    if record.on > today:
        return f"签的日期 {record.on} 还没有到"
    version = version_of(record.digest)
    if version is not None and version not in RECIPES:
        return f"摘要是 {version} 的，这个版本的系统不认识，请升级系统"
    return "" if is_whole(record.digest) else "摘要不完整"


def refused(signer: Signer, stage: str, on: dt.date) -> str:
    """Why somebody may not sign a stage on a day; empty where he may."""
    if stage not in signer.stages:
        return f"{signer.name} 登记的是{'、'.join(signer.stages)}，不能签{stage}"
    if on < signer.since:
        return f"{signer.name} 从 {signer.since} 起才可以审签"
    return "" if signer.serves(on) else f"{signer.name} 的审签到 {signer.until} 为止"


def _out_of_turn(record: SignOff, held: list[SignOff], stages: tuple[str, ...]) -> str:
    """What is wrong with it among those before it."""
    if record.stage not in stages:
        return ""
    if record.stage in {before.stage for before in held}:
        return f"{record.stage}签了两次"
    if same := next((before for before in held if before.by == record.by), None):
        return f"{record.by} 已经签了{same.stage}，每审要换一个人"
    if record.stage != stages[len(held)]:
        return f"还没有有效的{stages[len(held)]}，就签了{record.stage}"
    if held and record.on < held[-1].on:
        return f"签的日期 {record.on} 比{held[-1].stage}的 {held[-1].on} 还早"
    return ""


def _void(parts: tuple[str, ...]) -> str:
    return f"签过以后，{'、'.join(PARTS[part] for part in parts) or '内容'}改过"


def problems_of(verdict: Verdict, copied_from: Mapping[str, str]) -> Iterator[Problem]:
    """What an editor must know of sign-offs that do not hold. It stays inside, so none is an error.

    `copied_from` gives the path of the file to which a digest belongs.
    """
    item = verdict.item
    if verdict.obstacle:
        yield Problem(item.path, item.line("review"), "review", f"审签没法核对：{verdict.obstacle}。", "改好以后请重新审签。", "warning")
        return
    again = f"请从{verdict.next_stage or verdict.stages[0]}起重新审签。"
    void = [each for each in verdict.faults if each.is_void]
    if void:
        named = "、".join(dict.fromkeys(each.record.stage for each in void))
        origin = next((copied_from[d] for each in void if copied_from.get(d := each.record.digest, item.path) != item.path), None)
        what = f"{named}的记录是 {origin} 的，不是这篇的。" if origin else f"{named}已经失效：{void[0].fault}。"
        yield Problem(item.path, item.line("review", void[0].position), "review", what, again, "warning")
    for each in (fault for fault in verdict.faults if not fault.is_void):
        record = each.record
        what = f"{record.stage}（{record.by}，{record.on}）不算数：{each.fault}。"
        yield Problem(item.path, item.line("review", each.position), "review", what, again, "warning")

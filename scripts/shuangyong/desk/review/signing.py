"""Writes sign-offs into manuscripts: into all that were named, or into none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...manuscripts import frontmatter
from ...manuscripts.library import Manuscript
from ...manuscripts.models import SignOff
from ...manuscripts.reader import parse
from ...problems import Problem
from ..block import REVIEW, CannotCut, with_review, without
from ..writing import Rewritten
from .approvals import refused
from .desk import Desk

Problems = Callable[[Manuscript], Iterable[Problem]]
"""What is wrong with a text; one with errors cannot be signed."""


@dataclass(frozen=True)
class Entry(Rewritten):
    """One manuscript with the sign-off it is to get."""

    record: SignOff
    dropped: tuple[SignOff, ...] = ()
    """Sign-offs that no longer held, and go: their place is in the history."""


def prepare(
    desk: Desk, items: Sequence[Manuscript], stage: str, by: str, on: dt.date, problems_of: Problems
) -> tuple[list[Entry], list[Problem]]:
    """What is to be written, and every reason why something cannot be."""
    if problem := _not_entitled(desk, stage, by, on):
        return [], [problem]
    entries, problems = [], []
    for item in items:
        try:
            if found := list(_obstacles(desk, item, stage, by, on, problems_of)):
                problems += found
            else:
                entries.append(_entry(desk, item, stage, by, on))
        except CannotCut as error:
            problems.append(Problem(item.path, error.line, "review", error.what, error.fix))
    return entries, problems


def _not_entitled(desk: Desk, stage: str, by: str, on: dt.date) -> Problem | None:
    """Why nobody can sign this at all, whatever the text."""
    path = desk.signers.path
    signer = desk.signers.get(by)
    if stage not in desk.stages:
        wanted = f"要签的是{'、'.join(desk.stages)}" if desk.stages else "没有设审签"
        return Problem("mkdocs.yml", 1, "review", f"这个网站不签{stage}，{wanted}。", "请核对 --stage，或 mkdocs.yml 里的 stages。")
    if signer is None:
        near = desk.signers.nearest(by)
        known = "、".join(signer.name for signer in desk.signers.people) or "一个也没有"
        fix = f"您是不是想写 {near}？" if near else f"登记的有：{known}。"
        return Problem(path, 1, "review", f"“{by}”没有登记为审签人。", fix)
    line = desk.signers.lines.get(signer.name, 1)
    if reason := refused(signer, stage, on):
        return Problem(path, line, "review", f"{reason}。", "请换一位审签人，或改正 --stage、--on，或先改审签人表。")
    if on > desk.today:
        return Problem(path, line, "review", f"--on 写的 {on} 还没有到。", f"请写今天（{desk.today}）或以前的日期。")
    return None


def _obstacles(desk: Desk, item: Manuscript, stage: str, by: str, on: dt.date, problems_of: Problems) -> Iterator[Problem]:
    """Why this text cannot get this sign-off."""

    def problem(what: str, fix: str) -> Problem:
        return Problem(item.path, item.line(REVIEW), "review", what, fix)

    if item.meta.draft:
        yield problem("还是草稿，不能审签。", "写好了请先去掉 draft: true；去掉以后再签，签的才是要发布的样子。")
        return
    if errors := [found for found in problems_of(item) if found.severity == "error"]:
        yield from errors
        yield problem(f"有 {len(errors)} 处错误，不能审签。", "请先改好上面的错误。")
        return
    lacks = desk.material(item).lacks
    if lacks:
        yield problem(f"这台电脑上没有{'、'.join(lacks)}，不知道签的是什么。", "请在有原片的电脑上审签，或先把原片、成片拷来。")
        return
    yield from _out_of_turn(desk, item, stage, by, on, problem)


def _out_of_turn(
    desk: Desk, item: Manuscript, stage: str, by: str, on: dt.date, problem: Callable[[str, str], Problem]
) -> Iterator[Problem]:
    verdict = desk.verdict(item)
    held = {record.stage: record for record in verdict.held}
    if stage in held:
        yield problem(f"{stage}已经由 {held[stage].by} 在 {held[stage].on} 签过。", "不用再签。")
    elif stage != verdict.next_stage:
        lost = any(judged.record.stage == verdict.next_stage for judged in verdict.judged)
        state = f"{verdict.next_stage}签过以后又改了，已经失效" if lost else f"还没有{verdict.next_stage}"
        yield problem(f"{state}，不能先签{stage}。", f"请先签{verdict.next_stage}。")
    elif same := next((record for record in verdict.held if record.by == by), None):
        yield problem(f"{by} 已经签了这篇的{same.stage}，每审要换一个人。", "请另一位审签人来签。")
    elif verdict.held and on < verdict.held[-1].on:
        last = verdict.held[-1]
        yield problem(f"签的日期 {on} 比{last.stage}的 {last.on} 还早。", "请改正 --on。")


def _entry(desk: Desk, item: Manuscript, stage: str, by: str, on: dt.date) -> Entry:
    """The file with one sign-off more, tried out before it is written. Raises CannotCut."""
    before, verdict = desk.reading.files[item.src_uri], desk.judged(item)
    if before != desk.text(item).encode():
        raise CannotCut(1, "文件的编码或换行不对，不能审签。", f"请先运行 shuangyong tidy {item.path}。")
    record = SignOff(stage=stage, by=by, on=on, digest=desk.digest(item))
    held = {id(each) for each in verdict.held}
    others = tuple(each for each in item.meta.review if id(each) not in held)
    # What was withdrawn has its notice because it was signed once: that stays on record until the notice itself is signed.
    kept = others if item.meta.withdrawn and len(verdict.held) + 1 < len(desk.stages) else ()
    records = (*kept, *verdict.held, record)
    after = with_review(item, desk.text(item), records).encode()
    _prove(desk, item, before, after, records)
    return Entry(item, desk.docs_dir / item.src_uri, before, after, record, () if kept else others)


def _prove(desk: Desk, item: Manuscript, before: bytes, after: bytes, records: Sequence[SignOff]) -> None:
    """That the file to be written says what it said, and that its sign-offs hold. Raises CannotCut."""
    signed, problems = parse(after, item.src_uri, item.path)
    is_sound = signed is not None and not problems and signed.meta.review == tuple(records)
    if is_sound and without(signed, after.decode()) == without(item, desk.text(item)):
        old, new = (frontmatter.split(item.path, data.decode())[0] for data in (before, after))
        if _but_review(old) == _but_review(new):
            return
    raise CannotCut(item.line(REVIEW), "这个文件的写法特别，审签写不进去。", "请照编辑手册里的样子写资料，再审签。")


def _but_review(front: frontmatter.FrontMatter | None) -> dict | None:
    return {key: value for key, value in front.data.items() if key != REVIEW} if front else None

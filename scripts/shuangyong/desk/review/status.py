"""What waits for whom, what changed since it was signed, what expires."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ...manuscripts.library import Manuscript
from ...manuscripts.models import KIND_NAMES, Base, Screen
from .approvals import VOID, Verdict
from .changes import Change, changes
from .desk import BY_SOURCE, Desk
from .office import Office

SOON = dt.timedelta(days=30)
"""How long before it happens the board tells that something runs out."""
STALE = dt.timedelta(days=180)
"""After so long what somebody verified at a base is to be asked anew."""


@dataclass(frozen=True)
class Waiting:
    """A manuscript that does not go out yet."""

    item: Manuscript
    who: tuple[str, ...] = ()
    """Who may sign it next: registered today for the stage, and not among those who signed before."""
    why: str = ""
    changes: tuple[Change, ...] = ()
    changed_by: tuple[str, ...] = ()
    """Who changed it since, in words."""

    @property
    def kind(self) -> str:
        return KIND_NAMES[self.item.kind]


@dataclass(frozen=True)
class Expiry:
    """Something that runs out."""

    on: dt.date
    what: str
    title: str
    path: str

    def when(self, today: dt.date) -> str:
        days = (self.on - today).days
        return "今天" if days == 0 else f"还有 {days} 天" if days > 0 else f"已过 {-days} 天"


@dataclass(frozen=True)
class Board:
    """The state of the desk on one day."""

    today: dt.date
    stages: tuple[str, ...]
    by_stage: dict[str, tuple[Waiting, ...]] = field(default_factory=dict)
    void: tuple[Waiting, ...] = ()
    by_source: dict[str, tuple[Manuscript, ...]] = field(default_factory=dict)
    """Signed, and resting on a source that is not, by its title."""
    early: tuple[Manuscript, ...] = ()
    """Signed, and to go out on a later day."""
    expiring: tuple[Expiry, ...] = ()
    signed: int = 0
    drafts: int = 0
    has_history: bool = False

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """What stands large at the top: (word, number)."""
        waiting = tuple((f"待{stage}", len(found)) for stage, found in self.by_stage.items())
        return (*waiting, (VOID, len(self.void)), ("审签完", self.signed))

    @property
    def summary(self) -> str:
        stranded = {item for items in self.by_source.values() for item in items}
        extra = [("等资料来源", len(stranded)), ("草稿", self.drafts)]
        words = [f"{word} {number} 篇" for word, number in (*self.counts, *((w, n) for w, n in extra if n))]
        return "，".join(words) + "。"


def board(office: Office, items: Iterable[Manuscript] | None = None) -> Board:
    """The board of `items`, or of everything."""
    desk = office.desk
    chosen = None if items is None else {item.src_uri for item in items}
    verdicts = [v for v in desk.verdicts if chosen is None or v.item.src_uri in chosen]
    live = [v for v in verdicts if not v.item.meta.draft and not (v.item.meta.withdrawn and not v.item.meta.review)]
    waiting = [v for v in live if not v.is_signed]
    by_source = [v for v in live if desk.clearance.waiting.get(v.item.src_uri) == BY_SOURCE]
    done = [v for v in live if v.is_signed and v not in by_source]
    by_stage = {s: tuple(_waiting(desk, v) for v in waiting if v.word == f"待{s}") for s in desk.stages}
    return Board(
        desk.today,
        desk.stages,
        by_stage,
        tuple(_void(office, v) for v in waiting if v.word == VOID),
        _by_source(desk, [v.item for v in by_source]),
        tuple(v.item for v in done if v.item.meta.published and v.item.meta.published.date > desk.today),
        tuple(sorted(_expiring(office, [v.item for v in verdicts], chosen is None), key=lambda each: (each.on, each.path))),
        len(done),
        sum(v.item.meta.draft for v in verdicts),
        office.history is not None,
    )


def next_signers(desk: Desk, verdict: Verdict) -> tuple[str, ...]:
    """Who may sign next, today."""
    before = {record.by for record in verdict.held}
    able = desk.signers.for_stage(verdict.next_stage, desk.today) if verdict.next_stage else ()
    return tuple(signer.name for signer in able if signer.name not in before)


def _waiting(desk: Desk, verdict: Verdict) -> Waiting:
    return Waiting(verdict.item, next_signers(desk, verdict))


def _by_source(desk: Desk, items: Iterable[Manuscript]) -> dict[str, tuple[Manuscript, ...]]:
    found: dict[str, tuple[Manuscript, ...]] = {}
    for item in items:
        for source in desk.sources_of(item):
            if source.src_uri not in desk.clearance.signed:
                found[source.title] = (*found.get(source.title, ()), item)
    return found


def _void(office: Office, verdict: Verdict) -> Waiting:
    """With what changed since, as far as Git knows."""
    who = next_signers(office.desk, verdict)
    why = "；".join(dict.fromkeys(f"{each.record.stage}：{each.fault}" for each in verdict.faults)) or verdict.obstacle
    voided = [each for each in verdict.faults if each.is_void]
    if len({each.fault for each in voided}) == 1 and len(voided) == len(verdict.faults):
        why = f"{'、'.join(each.record.stage for each in voided)}：{voided[0].fault}"
    past = office.pasts.signed_as(verdict.item, voided[-1].record) if voided and office.pasts else None
    if past is None:
        return Waiting(verdict.item, who, why)
    found = changes(past.material, office.desk.material(verdict.item), lambda line: office.desk.file_line(verdict.item, line))
    return Waiting(verdict.item, who, why, found, office.pasts.changed_by(verdict.item, voided[-1].record, past))


def _expiring(office: Office, items: Iterable[Manuscript], with_signers: bool) -> Iterator[Expiry]:
    today = office.desk.today
    for item in items:
        if item.meta.draft or item.meta.withdrawn:
            continue
        for on, what in _dates_of(item):
            if on <= today + SOON:
                yield Expiry(on, what, item.title, item.path)
    for signer in office.desk.signers.people if with_signers else ():
        if signer.until and today <= signer.until <= today + SOON:
            yield Expiry(signer.until, "审签到这天为止", signer.name, office.desk.signers.path)


def _dates_of(item: Manuscript) -> Iterator[tuple[dt.date, str]]:
    if isinstance(item.meta, Screen):
        yield item.meta.valid_until, "节目单到期"
        for entry in item.meta.programme:
            if entry.last:
                thing = "几个数字" if entry.figures else getattr(entry, entry.thing)
                yield entry.last, f"节目单里的一项播完：{thing}"
    if isinstance(item.meta, Base):
        if item.meta.notice:
            yield item.meta.notice.until, f"临时通知到期：{item.meta.notice.text}"
        if item.meta.verified_on:
            yield item.meta.verified_on + STALE, f"要再核实（上次 {item.meta.verified_on}）"


# --- In words ---

Paint = Callable[[str, str], str]
"""Gives a text in a colour, where there are any."""


def lines(found: Board, paint: Paint = lambda text, colour: text) -> Iterator[str]:
    """The board for a terminal."""
    yield f"审签：{found.summary}"
    for stage, waiting in found.by_stage.items():
        if waiting:
            yield f"\n待{stage}："
            for each in waiting:
                yield f"  {each.item.path}  {each.item.title}  → {'、'.join(each.who) or '没有人可以签'}"
    if found.void:
        yield "\n签过又改了，或记录有误，要重新审签："
        for each in found.void:
            yield from _void_lines(each, found, paint)
    if found.by_source:
        yield "\n签完了，依据的资料来源却没有签，在等它："
        for title, items in found.by_source.items():
            yield f"  《{title}》"
            yield from (f"    {item.path}  {item.title}" for item in items)
    if found.early:
        yield "\n签完了，到日子才发布："
        for item in found.early:
            yield f"  {item.path}  {item.title}  {item.meta.published}"
    if found.expiring:
        yield "\n到期的，和三十天内要到期的："
        for each in found.expiring:
            yield f"  {each.on}（{each.when(found.today)}）  {each.title}：{each.what}  {each.path}"


def _void_lines(each: Waiting, found: Board, paint: Paint) -> Iterator[str]:
    yield f"  {each.item.path}  {each.item.title}  → {'、'.join(each.who) or '没有人可以签'}"
    yield f"    {each.why}。"
    yield from (f"    {words}。" for words in each.changed_by)
    for change in each.changes:
        yield f"    {change.where}：" + "".join(_painted(op, text, paint) for op, text in change.pieces)
    if not each.changes:
        yield "    " + ("Git 里没有签的时候的样子，比不出改了什么。" if found.has_history else "没有用 Git，比不出改了什么。")


def _painted(op: str, text: str, paint: Paint) -> str:
    if op == "same":
        return text
    return paint(f"〔删“{text}”〕", "red") if op == "gone" else paint(f"〔加“{text}”〕", "green")

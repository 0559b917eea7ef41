"""What is known of a brand, a base or an exhibition besides its text, as rows of a label and lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ...manuscripts.library import Manuscript, Publishable
from ...manuscripts.models import Base, Brand, Designation, Exhibition
from ...phrasing import hours_of_week

UNKNOWN = "没有查到"
UNSURE = "待核实"


@dataclass(frozen=True)
class Fact:
    """One row: what it is about, and what is known."""

    label: str
    lines: tuple[str, ...]


def facts_of_brand(brand: Brand, link: Callable[[str, str], Markup | None]) -> tuple[Fact, ...]:
    """`link` gives the title of what is called (kind, id), where the reader holds it as a link to it."""
    inspiring = link("brand", brand.inspired_by) if brand.inspired_by else None
    return _told(
        ("主办", brand.owner),
        ("类别", brand.category),
        ("开始", _since(brand)),
        ("现况", brand.status),
        ("由来", inspiring and inspiring + "带动下产生"),
    )


def _since(brand: Brand) -> str:
    if not brand.since:
        return ""
    return f"约{brand.since}（{brand.since_note}）" if brand.since_note else str(brand.since)


def facts_of_base(base: Base, title: str, today: dt.date) -> tuple[Fact, ...]:
    """What somebody asks who wants to visit it. Nothing that nobody verified is given out as sure."""
    sure = _as_verified if base.is_verified else _as_unsure
    place = base.address or (f"{UNKNOWN}地址" if base.publish_location else "地址不公开")
    return _told(
        ("全称", base.official_name if base.official_name != title else None),
        ("地址", place),
        ("交通", *base.transit),
        ("开放时间", *_hours(base)),
        ("闭馆日", sure(base.closed)),
        *((str(exception.on), exception.what) for exception in base.exceptions if (exception.on.end or exception.on.start).last >= today),
        ("门票", sure(base.admission)),
        ("免费对象", "、".join(base.free_for)),
        ("预约", sure(base.booking)),
        ("讲解", sure(base.guide)),
        ("电话", sure(base.phone)),
        ("无障碍", _access(base)),
        ("适合", "、".join(base.audience)),
    )


def _hours(base: Base) -> Iterator[str]:
    """The hours where they are sure; otherwise what was read of them, and that nobody checked it."""
    if base.is_verified:
        yield from hours_of_week(base.hours).split("；") if base.hours else [base.hours_text or f"{UNKNOWN}开放时间"]
    else:
        yield _as_unsure(base.hours_text) or f"{UNKNOWN}开放时间，{UNSURE}"


def _access(base: Base) -> str:
    if base.access is None:
        return f"坡道、电梯、轮椅、无障碍卫生间都{UNSURE}"
    return f"有{'、'.join(base.access)}" if base.access else "没有无障碍设施"


def _as_verified(text: str | None) -> str | None:
    return text


def _as_unsure(text: str | None) -> str | None:
    return text if not text or UNSURE in text else f"{text}（{UNSURE}）"


def standing(designation: Designation) -> str:
    """The level of a designation, by whom, when, and whether it stands."""
    level = designation.level if designation.level != UNSURE else f"级别{UNSURE}"
    named = f"{designation.on}命名" if designation.on else ""
    status = f"称号{UNSURE}" if designation.status == UNSURE else designation.status
    return "，".join(filter(None, (level, designation.by, named, status)))


def facts_of_exhibition(exhibition: Exhibition, library: Publishable, count: int) -> tuple[Fact, ...]:
    """`count` is how many of its works the screen shows."""
    collected, selected = (library.figure(id) if id else None for id in (exhibition.collected, exhibition.selected))
    return _told(
        ("时间", exhibition.happened and str(exhibition.happened)),
        ("地点", exhibition.venue),
        ("主办", "、".join(exhibition.hosts)),
        ("征集", collected and collected.figure.shown),
        ("选展", selected and selected.figure.shown),
        ("这里展出", f"{count}件" if count else None),
    )


def _told(*rows: Iterable[str | None]) -> tuple[Fact, ...]:
    """Those of `rows`, each a label and its lines, that say anything."""
    facts = (Fact(label or "", tuple(line for line in lines if line)) for label, *lines in rows)
    return tuple(fact for fact in facts if fact.lines)


def kicker_parts(item: Manuscript) -> Iterator[str]:
    """What stands above its title besides its district."""
    meta = item.meta
    if isinstance(meta, Base | Brand):
        yield meta.category
    happened = getattr(meta, "happened", None)
    if happened:
        yield str(happened)
    if isinstance(meta, Exhibition) and meta.venue:
        yield meta.venue

"""The finder of bases: a plain list that a few filters narrow down.

The filters are an ordinary GET form, so that their choice stands in the address; the script
``finder.js`` reads it there. Without JavaScript the whole list shows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...columns import COLUMNS
from ...manuscripts.library import Manuscript
from .. import Output
from .frame import framed
from .structured.pages import collection
from .view import View


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Filter:
    """One question the finder asks; `name` is its parameter in the address."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def finder_page(view: View) -> Output:
    bases = view.library.of("base")
    column = COLUMNS["bases"]
    return framed(
        view,
        column.src_uri,
        "bases.html",
        title=column.name,
        description=column.description,
        nodes=[collection(view, column.address, column.name, column.description, bases)],
        bases=bases,
        listed=bases,
        filters=filters(view, bases),
        terms={base: terms(view, base) for base in bases},
    )


def terms(view: View, base: Manuscript) -> dict[str, tuple[str, ...]]:
    """What a base answers to each filter."""
    meta, district = base.meta, view.district(base)
    return {
        "district": (district.id,) if district else (),
        "category": (meta.category,),
        "level": meta.levels,
        "free": ("1",) if meta.is_free else (),
        "access": ("1",) if meta.access else (),
    }


def filters(view: View, bases: Iterable[Manuscript]) -> tuple[Filter, ...]:
    """The filters with only those choices that some base answers to, and how many do."""
    answers = [terms(view, base) for base in bases]

    def choices(name: str, label=str) -> tuple[Choice, ...]:
        found = dict.fromkeys(value for answer in answers for value in answer[name])
        return tuple(Choice(v, label(v), sum(v in answer[name] for answer in answers)) for v in found)

    def district(id: str) -> str:
        return view.library.get("district", id).title

    def yes(name: str, label: str) -> tuple[Choice, ...]:
        return (Choice("1", label, sum(bool(answer[name]) for answer in answers)),)

    return (
        Filter("district", "区", choices("district", district)),
        Filter("category", "类别", choices("category")),
        Filter("level", "级别", choices("level")),
        Filter("free", "门票", yes("free", "免费")),
        Filter("access", "无障碍", yes("access", "有已核实的无障碍设施")),
    )

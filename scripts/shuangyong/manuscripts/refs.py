"""The mark on a field that names another manuscript, and how to find such fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel


@dataclass(frozen=True)
class Ref:
    """Says that a string is the id of a manuscript, figure or photo of this kind."""

    kind: str


Location = tuple[str | int, ...]
"""Where in the front matter a value stands: keys and list positions, outermost first."""


def references(model: BaseModel) -> Iterator[tuple[str, str, Location]]:
    """(kind, id, location) of everything that `model` names, in the order of its fields."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        marks = [mark for mark in field.metadata if isinstance(mark, Ref)]
        kind = marks[0].kind if marks else _kind_in(field.annotation)
        yield from _walk(value, kind, (field.alias or name,))


def _walk(value: Any, kind: str | None, location: Location) -> Iterator[tuple[str, str, Location]]:
    if isinstance(value, BaseModel):
        for inner_kind, target, inner in references(value):
            yield inner_kind, target, location + inner
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _walk(item, kind, (*location, position))
    elif kind is not None and isinstance(value, str) and value != "next":
        yield kind, value, location


def _kind_in(annotation: Any) -> str | None:
    """The kind marked anywhere inside an annotation such as ``tuple[BrandId, ...] | None``."""
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, Ref):
            return mark.kind
    found = (_kind_in(inner) for inner in get_args(annotation))
    return next((kind for kind in found if kind), None)

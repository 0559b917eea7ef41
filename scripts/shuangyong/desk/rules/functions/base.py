"""What a function gives back, and how it is made known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from ..document import Document

if TYPE_CHECKING:
    from ..desk import Desk
    from ..rule import Rule


@dataclass(frozen=True)
class Hit:
    """One place that a rule means."""

    start: int
    end: int
    names: Mapping[str, Any] = field(default_factory=dict)
    """What the message is told besides ``found``."""
    reading: Literal["clean", "prose", "source"] = "clean"
    """What `start` and `end` count in."""


Function = Callable[[Document, "Rule", "Desk"], Iterator[Hit]]

REGISTRY: dict[str, Function] = {}


def known_as(name: str) -> Callable[[Function], Function]:
    """Makes a function known to the rules by this name."""

    def register(function: Function) -> Function:
        REGISTRY[name] = function
        return function

    return register


_END = re.compile(r"[。！？\n]")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds this stretch begins and ends; its full stop is within."""
    first = max((text.rfind(mark, 0, start) for mark in "。！？\n"), default=-1) + 1
    match = _END.search(text, end)
    return first, match.end() if match else len(text)


def value_hit(doc: Document, location: tuple, **names: Any) -> Hit:
    """A hit on a value of the front matter, wherever it is written."""
    place = doc.place_of(location)
    return Hit(place, place, names, "source")

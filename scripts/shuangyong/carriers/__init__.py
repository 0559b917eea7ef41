"""Carriers: the ways to reach people, all with one face.

A carrier is a package in this folder with these names:

``name``      what it is called in ``mkdocs.yml``
``Options``   a subclass of ``CarrierOptions``: what may be set there
``commands``  click commands it adds to ``shuangyong``
``outputs``   ``(publishable, options) -> iterable of (path, bytes)``, or of ``Output``; a ``Problem``
              among them says what of the manuscripts this carrier cannot carry
``later``     the same, if it has any: what a preview may show a moment after its pages

Where ``options.site.is_check`` holds, nothing is written: a carrier may leave bodies empty, and leave out
what no problem can come of. What is at which address, and every ``Problem``, is to be given all the same.

Carriers are found, not listed. Siblings never import each other.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import click
from pydantic import ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from ..manuscripts.fields import Model
from ..manuscripts.library import Publishable
from ..problems import Problem
from ..site import Site


class CarrierOptions(Model):
    """What a carrier can be told. The site's own facts come along with it."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    site: SkipJsonSchema[Site | None] = Field(None, exclude=True, repr=False)


@dataclass(frozen=True)
class PageView:
    """What the theme needs to set a page around an output's HTML."""

    template: str
    title: str
    description: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    toc: Sequence[Mapping[str, Any]] = ()
    nav_order: int | None = None
    """Its place in the navigation of a site that writes none of its own; None: not there."""


@dataclass(frozen=True)
class Output:
    """One thing a carrier gives out; unpacks as ``(path, body)``."""

    path: str
    """Below the site's root; for a page that of its Markdown source, ``stories/2026/x.md``."""
    body: bytes = b""
    """The file's bytes; for a page the HTML of its own content."""
    view: PageView | None = None
    """Given for a page, which then wears the site's templates."""
    file: Path | None = None
    """Where the bytes lie, in place of `body`: photos are many and large."""

    def __iter__(self) -> Iterator[str | bytes]:
        return iter((self.path, self.file.read_bytes() if self.file else self.body))


class Carrier(Protocol):
    """The face of a carrier's package."""

    name: str
    Options: type[CarrierOptions]
    commands: Sequence[click.Command]

    def outputs(self, publishable: Publishable, options: CarrierOptions) -> Iterable[Output | tuple[str, bytes] | Problem]: ...


def find_carriers() -> tuple[Carrier, ...]:
    """Every carrier in this folder, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)
    return tuple(importlib.import_module(f"{__name__}.{name}") for name in names)

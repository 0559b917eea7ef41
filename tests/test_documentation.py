"""Every command, option and front-matter key stands in the README or the editors' handbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import click
import pytest
from pydantic import BaseModel

from conftest import REPOSITORY
from shuangyong.carriers import find_carriers
from shuangyong.cli import main
from shuangyong.config import SiteOptions
from shuangyong.manuscripts.captions import AlbumFront
from shuangyong.manuscripts.models import KINDS
from shuangyong.photos.options import PhotoOptions

PAGES = ("README.md", "docs/about/handbook.md", "docs/about/desk.md", "docs/about/photos.md", "docs/about/screens.md")
TEXT = "\n".join((REPOSITORY / name).read_text(encoding="utf-8") for name in PAGES)
QUOTED = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", TEXT)
WORDS = {word for span in QUOTED for word in re.findall(r"[\w-]+", span)}


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models inside an annotation such as ``tuple[Figure, ...]``, and those inside them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    for inner in get_args(annotation):
        yield from models_in(inner)


def keys_of(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


SHAPES = (*KINDS.values(), AlbumFront, PhotoOptions)
MODELS = sorted({found for model in SHAPES for found in models_in(model)}, key=lambda model: model.__name__)


def test_nested_models_are_among_them() -> None:
    assert {"Story", "Byline", "Figure", "ProgrammeItem", "Cabinets", "FreeEntry"} <= {model.__name__ for model in MODELS}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_documented(model: type[BaseModel]) -> None:
    assert [key for key in keys_of(model) if key not in WORDS] == []


def test_every_option_of_the_site_is_documented() -> None:
    assert [name for name in keys_of(SiteOptions) if name not in WORDS] == []


@pytest.mark.parametrize("carrier", find_carriers(), ids=lambda carrier: carrier.name)
def test_every_option_of_a_carrier_is_documented(carrier) -> None:
    assert [name for name in (carrier.name, *keys_of(carrier.Options)) if name != "site" and name not in WORDS] == []


def commands_of(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its full name, those of inner groups too."""
    for name, command in group.commands.items():
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from commands_of(command, f"{before}{name} ")


COMMANDS = dict(commands_of(main))


def test_inner_commands_are_among_them() -> None:
    assert {"check", "photos", "photos prepare"} <= COMMANDS.keys()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented(name: str) -> None:
    assert any(re.match(rf"shuangyong {name}\b", span) for span in QUOTED)


@pytest.mark.parametrize(
    ("command", "option"),
    [(name, param.opts[0]) for name, command in COMMANDS.items() for param in command.params if isinstance(param, click.Option)],
)
def test_every_option_of_a_command_is_documented(command: str, option: str) -> None:
    assert any(option in span for span in QUOTED), f"shuangyong {command} {option}"


def test_no_command_is_documented_that_is_not_there() -> None:
    named = {match[1] for span in QUOTED if (match := re.match(r"shuangyong ([a-z]+)", span))}
    assert named - main.commands.keys() == set()

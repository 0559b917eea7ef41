"""The words of front matter, value by value, and where each value stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ...manuscripts.refs import Location
from .markup import ADDRESS, ALONE, GAP, Piece

MACHINE_KEYS = frozenset(
    [
        "id", "slug", "file", "sources", "brands", "bases", "stories", "district", "cover", "published", "updated", "happened",
        "on", "until", "since", "opened", "issued", "number", "value", "lat", "lng", "system", "stage", "digest", "website",
        "open", "close", "off", "last_entry", "rule", "through", "dates", "date", "focus", "redact", "size", "cabinets", "pixels",
        "brand", "base", "story", "exhibition", "day", "album", "collected", "selected", "figure", "inspired_by", "merged_into",
        "merged_on", "verified_on", "taken", "valid_until", "video", "from", "first", "last", "seconds", "people", "status",
        "level", "tone", "committed", "consent", "review", "allowed",
    ]
)
"""Keys whose values are for machines or for the desk, not words that anybody reads."""

_WORDS = re.compile(r"[\u3400-\u9fff]|\d{4}")
"""A value without either is an id, a name of a file or a number."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Every scalar stays as it is written."""

    yaml_implicit_resolvers: dict = {}


Values = list[tuple[Location, list[Piece]]]


def values_of(source: str, start: int, end: int) -> tuple[dict, dict[Location, int], Values]:
    """The front matter between two places: as data, the place of each value, and the words among them."""
    loader = _Loader(source[start:end])
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            return {}, {}, []
        places: dict[Location, int] = {}
        found: Values = []
        for location, scalar in _scalars(node, (), start, places):
            if not MACHINE_KEYS.intersection(location) and _WORDS.search(scalar.value):
                found.append((location, list(_scalar(source, scalar, start))))
        return _data(node), places, found
    except (yaml.YAMLError, ValueError, TypeError):
        # What is wrong with it is told by the reader of manuscripts; the text is checked all the same.
        return {}, {}, [((), list(_lines_of(source, start, end)))]
    finally:
        loader.dispose()


def _data(node: yaml.Node) -> Any:
    """What a node holds, every scalar as text."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_data(item) for item in node.value]
    return {str(key.value): _data(value) for key, value in node.value}


def _scalars(node: yaml.Node, at: Location, start: int, places: dict[Location, int]) -> Iterator[tuple[Location, yaml.ScalarNode]]:
    if isinstance(node, yaml.ScalarNode):
        yield at, node
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            places[*at, number] = item.start_mark.index + start
            yield from _scalars(item, (*at, number), start, places)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = str(key.value)
            places[*at, name] = (value if isinstance(value, yaml.ScalarNode) and value.value else key).start_mark.index + start
            yield from _scalars(value, (*at, name), start, places)


def _scalar(source: str, node: yaml.ScalarNode, start: int) -> Iterator[Piece]:
    """The words of one value, without its quotes, indentation and escapes."""
    first, end = node.start_mark.index + start, node.end_mark.index + start
    if node.style in ("|", ">"):
        first = source.find("\n", first, end) + 1 or end
    elif node.style in ('"', "'"):
        first, end = first + 1, end - 1
    last = first
    for match in (ALONE if node.style != '"' else _ESCAPED).finditer(source, first, end):
        yield source[last : match.start()], last
        if match[0].startswith("\\"):
            yield {"n": "\n", "t": " "}.get(match[0][1:2], ""), match.start()
            last = match.start() + (2 if match[0][1:2] in "nt" else 1)
        else:
            yield GAP, match.start()
            last = match.end()
    yield source[last:end], last


_ESCAPED = re.compile(ADDRESS + r"|\\.")


def _lines_of(source: str, start: int, end: int) -> Iterator[Piece]:
    """A front matter that is no YAML, line by line without the keys."""
    for match in re.finditer(r"^[ ]*(?:-[ ]+)?(?:[A-Za-z_]+[ ]*[:：])?[ ]*(.*\n?)", source[start:end], re.M):
        if match[1]:
            yield match[1], start + match.start(1)

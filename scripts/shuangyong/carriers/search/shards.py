"""Many small entries in files of about one size, so that a reader fetches only those he needs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from zlib import crc32

FOLDER = "search/data"
CALL = "sySearchTake"
"""The function in the reader's browser that a file hands its content to: a script loads everywhere, ``file://`` too."""


def as_script(content: Any) -> str:
    """`content` as an expression of JavaScript, that may stand in HTML too."""
    told = json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    # Both end a line in JavaScript before ES2019, though not in JSON.
    return told.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def called(name: str, edition: str, expression: str) -> str:
    """The script that hands `expression` over as the file called `name` of one edition of the index."""
    return f'{CALL}("{name}","{edition}",{expression});\n'


def count_of(sizes: Iterable[int], wanted: int) -> int:
    """How many files are needed for these many characters, about `wanted` in each."""
    return max(1, round(sum(sizes) / wanted))


def shard_of(key: str, count: int) -> int:
    """The number of the file in which `key` stands: its CRC-32 in UTF-8, by the number of files."""
    return crc32(key.encode()) % count


def sharded(entries: Mapping[str, Any], count: int) -> Iterator[dict[str, Any]]:
    """The entries of each file, by key."""
    files: list[dict[str, Any]] = [{} for _ in range(count)]
    for key in sorted(entries):
        files[shard_of(key, count)][key] = entries[key]
    return iter(files)

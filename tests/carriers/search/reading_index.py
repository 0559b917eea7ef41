"""Reads the index as FORMAT.md describes it, apart from the code that writes it and from the browser's."""

from __future__ import annotations

import json
import re
from typing import Any
from zlib import crc32

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
CALL = re.compile(r'sySearchTake\("([^"]+)","([0-9a-f]{10})",(.*)\);\n', re.S)


def numbers(code: str) -> list[int]:
    found, value, shift = [], 0, 0
    for char in code:
        digit = DIGITS.index(char)
        value += (digit & 31) << shift
        shift += 5
        if digit < 32:
            found.append(value)
            value = shift = 0
    return found


def places(code: str) -> dict[int, list[tuple[int, bool, bool]]]:
    """Entry → (position, whether a word begins there, whether one ends behind the term)."""
    found, rest, entry = {}, iter(numbers(code)), 0
    for step in rest:
        entry += step
        head = next(rest)
        position = 0 if head & 1 else 8192
        found[entry] = []
        for _ in range((head >> 1) + 1):
            number = next(rest)
            position += number >> 2
            found[entry].append((position, bool(number & 2), bool(number & 1)))
    return found


def singles(code: str) -> dict[int, dict[str, int]]:
    found, rest, entry = {}, iter(numbers(code)), 0
    for step in rest:
        entry += step
        number = next(rest)
        found[entry] = {
            "text": number & 3,
            "times": (number >> 2 & 7) + 1 if number & 3 else 0,
            "title": number >> 5 & 3,
            "names": number >> 7 & 3,
            "headings": number >> 9 & 3,
        }
    return found


class Files:
    """The files of one index by name."""

    def __init__(self, outputs):
        self.sizes, self.contents, self.editions = {}, {}, set()
        for path, body in outputs:
            if not path.startswith("search/data/"):
                continue
            name, edition, told = CALL.fullmatch(body.decode()).groups()
            assert path == f"search/data/{name}.js"
            self.sizes[name] = len(body)
            self.contents[name] = json.loads(told)
            self.editions.add(edition)

    def look(self, folder: str, key: str) -> Any:
        count = self.contents["start"]["files"][folder]
        return self.contents[f"{folder}/{crc32(key.encode()) % count}"].get(key)

    def terms(self) -> dict[str, str]:
        return {key: code for name, content in self.contents.items() if name.startswith("terms/") for key, code in content.items()}

    def text(self, entry: int, part: int = 0) -> dict[str, Any]:
        return self.contents[f"text/{entry // 500}/{entry}" + (f"-{part}" if part else "")]

    def entry_at(self, address: str) -> int:
        return next(n for n in range(self.contents["start"]["count"]) if self.text(n)["a"] == address)

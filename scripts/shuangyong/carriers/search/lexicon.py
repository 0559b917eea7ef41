"""The words a reader may have in mind before he has typed them: names, and what looks like them.

Suggestions while he types, pinyin whole and by initials, short numbers, and the right word for
one with a wrong character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ...manuscripts.library import Publishable
from .entries import KIND_LABELS, Entry
from .pinyin import read_otherwise, syllables
from .readings import Reading, edges_of
from .tokens import HAN, plain_tokens
from .variants import SIMPLIFIED

_ALL_HAN = re.compile(f"[{HAN}]+")

BUCKETS = {True: {2: 60, 3: 120, 4: 400}, False: {1: 60, 2: 400}}
"""Rows in a bucket by the length of its beginning: of letters and digits, of Han characters."""
MOST_WORDS = 4000
LONGEST_NAME = 12
"""In characters, for those that a wrong character is looked up in."""

_WEIGHTS = {"brand": 8, "base": 7, "district": 6, "exhibition": 5, "day": 5, "story": 4, "source": 3, "page": 2}


@dataclass(frozen=True)
class Name:
    """Something that can be suggested."""

    text: str
    label: str = ""
    """What it is: 品牌项目; empty for a word."""
    address: str = ""
    """Its page; empty where the pages are found by searching for it."""
    weight: float = 0

    @property
    def row(self) -> list[str]:
        return [self.text, self.label, self.address]


def names(
    entries: Sequence[Entry], words: Iterable[tuple[str, int]] = (), synonyms: Iterable[Sequence[str]] = (), places: Sequence[str] = ()
) -> list[Name]:
    """Every name and word, the weightiest first. `places` are what names of places may begin with."""
    found: dict[tuple[str, str], Name] = {}
    filed: Counter[str] = Counter()
    for number, entry in enumerate(entries):
        weight = _WEIGHTS[entry.kind] + number / 1e6  # Among equals the newer.
        for text, less in ((entry.title, 0), *((other, 0.5) for other in _other_names(entry, places))):
            found.setdefault((text, entry.address), Name(text, KIND_LABELS[entry.kind], entry.address, weight - less))
        filed.update(entry.names)
    for text, count in filed.items():
        found.setdefault((text, ""), Name(text, "", "", 1 + min(count, 1000) / 1000))
    for text in (word for group in synonyms for word in group):
        found.setdefault((text, ""), Name(text, "", "", 1))
    for text, count in words:
        found.setdefault((text, ""), Name(text, "", "", min(count, 1000) / 1000))
    return sorted(found.values(), key=lambda name: (-name.weight, name.text, name.address))


_PARTS = re.compile("[()（）]|--|—+")


def _other_names(entry: Entry, places: Sequence[str]) -> Iterator[str]:
    """What else a place is called: its full name, what stands in its brackets, and each without the city in front."""
    yield from entry.called
    if entry.kind == "base":
        parts = [part.strip() for name in (entry.title, *entry.called) for part in (name, *_PARTS.split(name))]
        for name in dict.fromkeys(part for part in parts if len(part) > 2):
            yield name
            place = next((place for place in places if name.startswith(place) and len(name) > len(place) + 2), None)
            if place:
                yield name.removeprefix(place)


def frequent_words(found: Sequence[Reading]) -> list[tuple[str, int]]:
    """The words of 2 to 6 Han characters that stand in the texts more than once, with their number; the most frequent first."""
    if not found:
        return []
    text = "".join(reading.normal for reading in found)
    begins = np.flatnonzero(edges_of(found))
    lengths = np.diff(np.append(begins, len(text)))
    chars = np.append(np.frombuffer(text.encode("utf-32-le"), np.uint32), np.zeros(6, np.uint32)).astype(np.uint64)
    words: list[tuple[int, str]] = []
    for length in range(2, 7):
        at = begins[lengths == length]
        # Two words with one number are as unlikely as can be, and would only share their count.
        numbers = np.zeros(len(at), np.uint64)
        for place in range(length):
            numbers = numbers * np.uint64(0x9E3779B97F4A7C15) + chars[at + place]
        _, firsts, times = np.unique(numbers, return_index=True, return_counts=True)
        most = np.argsort(-times, kind="stable")[: 2 * MOST_WORDS]  # Some are no Han.
        for begin, count in zip(at[firsts[most]].tolist(), times[most].tolist(), strict=True):
            if count < 2:
                break
            words.append((-count, text[begin : begin + length]))
    return [(word, -count) for count, word in sorted(words) if _ALL_HAN.fullmatch(word)][:MOST_WORDS]


# --- Keys -------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 16)
def _plain(text: str) -> str:
    """The bare tokens of `text`, one behind the other."""
    is_plain = _ALL_HAN.fullmatch(text) and SIMPLIFIED.keys().isdisjoint(text)
    return text if is_plain else "".join(plain_tokens(text))


def _readings(name: Name) -> Iterator[str]:
    """What a keyboard without Chinese may send: all of it, then the initials.

    Names are often read otherwise than a dictionary has it (闵行, 四行, 莘庄): those of places,
    brands and days are also found with one of their characters read in another way.
    """
    plain = _plain(name.text)[:LONGEST_NAME]  # Nobody spells out a whole headline.
    readings = [syllables(plain)]
    if name.weight > _WEIGHTS["story"] + 1 or (not name.address and name.weight >= 1):
        readings += read_otherwise(plain, readings[0])
    for parts in readings:
        parts = list(filter(None, parts))
        yield "".join(parts)
        if len(parts) > 1:
            yield "".join(part if part.isdigit() else part[0] for part in parts)


def buckets(found: Sequence[Name]) -> dict[str, list[list[str]]]:
    """The names under the beginnings by which they are looked up: [key, text, label, address].

    First those whose key is the beginning and nothing else, then the weightiest. A bucket holds
    the fewer, the shorter its beginning is (`BUCKETS`): so one keystroke never fetches the
    whole lexicon.
    """
    exact: dict[str, list[list[str]]] = {}
    others: dict[str, list[list[str]]] = {}
    for name in found:
        keys, row = [_plain(name.text)], name.row
        if _ALL_HAN.search(keys[0]):
            keys += _readings(name)
        for key in dict.fromkeys(filter(None, keys)):
            for length, most in _lengths(key).items():
                if len(key) >= length:
                    held = (exact if len(key) == length else others).setdefault(key[:length], [])
                    if len(held) < most:
                        held.append([key, *row])
    rows = {bucket: [*exact.get(bucket, ()), *others.get(bucket, ())] for bucket in exact.keys() | others.keys()}
    return {bucket: all_rows[: _lengths(bucket)[len(bucket)]] for bucket, all_rows in rows.items()}


def _lengths(key: str) -> dict[int, int]:
    """How long the beginnings of such a key are, and how many rows each may have."""
    return BUCKETS[key[0].isascii()]


def numbers(library: Publishable, entries: Sequence[Entry]) -> dict[str, list[list]]:
    """The short numbers of stories and brands: as the other rows, with the entry's own number at the end."""
    places = {entry.address: number for number, entry in enumerate(entries)}
    found: dict[str, list[list]] = {}
    for kind in ("story", "brand"):
        for item in library.of(kind):
            if item.meta.number:
                key = str(item.meta.number)
                found[f"#{key}"] = [[key, item.title, KIND_LABELS[kind], item.address, places[item.address]]]
    return found


# --- What looks alike ---------------------------------------------------------------


def neighbours(found: Iterable[Name]) -> dict[str, list[str]]:
    """Words by what is left of them when one character is wrong: with a gap in its place."""
    result: dict[str, list[str]] = {}
    for text in dict.fromkeys(_short(name.text) for name in found):
        for key in gaps(text) if text else ():
            words = result.setdefault(key, [])
            if len(words) < 8:
                words.append(text)
    return result


def _short(text: str) -> str:
    plain = _plain(text)
    return plain if 2 <= len(plain) <= LONGEST_NAME and _ALL_HAN.fullmatch(plain) else ""


def gaps(text: str) -> Iterator[str]:
    """``*帆船``, ``红*船``, ``红帆*``."""
    for at in range(len(text)):
        yield f"{text[:at]}*{text[at + 1 :]}"

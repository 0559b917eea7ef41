"""For each term, in which entries and where it stands: FORMAT.md describes the code.

All entries are taken together, as arrays: a character is a number, a term of two tokens is
their numbers side by side, and sorting brings the places of a term together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .readings import ENTRY, FIELD, PIECE, Reading
from .tokens import BREAK, HAN, term

ZONES = {"title": 0, "names": 512, "headings": 2048, "text": 8192}
"""The first position of each field of an entry; the text's has no end."""
_BEGINS = np.array([*ZONES.values()])
_ENDS = np.array([512, 2048, 8192, 1 << 40])
_TEXT = 3

_APART, _BREAK, _HAN, _DIGIT, _LETTER, _DOT = range(6)
_FIRST_RUN = 0x110000
"""Words and numbers are numbered from here on, behind all characters."""
_SHIFT = 21


@dataclass(frozen=True)
class Tokens:
    """The tokens of all entries, in their order; arrays of one length."""

    ids: NDArray[np.int64]
    entries: NDArray[np.int64]
    zones: NDArray[np.int64]
    positions: NDArray[np.int64]
    begins_word: NDArray[np.int64]
    ends_word: NDArray[np.int64]
    runs: tuple[str, ...]
    """The words and numbers that stand for the ids from `_FIRST_RUN` on."""

    def name(self, id: int) -> str:
        return chr(id) if id < _FIRST_RUN else self.runs[id - _FIRST_RUN]


@dataclass(frozen=True)
class Postings:
    """The index of terms, and what goes with it."""

    codes: dict[str, str]
    """By term."""
    lengths: list[int]
    """Of each entry's text, in tokens."""
    titles: list[int]
    """Of each entry's title, in tokens."""
    starts: list[list[int]]
    """For each entry, the position at which each piece of its text begins."""


def postings(found: Sequence[Reading]) -> Postings:
    """The postings of all entries, numbered as in `found`."""
    if not found:
        return Postings({}, [], [], [])
    text = "".join(reading.normal for reading in found)
    tokens, starts = _tokens(text, found)
    count = len(found)
    lengths = np.bincount(tokens.entries[tokens.zones == _TEXT], minlength=count)
    titles = np.bincount(tokens.entries[tokens.zones == 0], minlength=count)
    codes = dict(_places(tokens)) | dict(_singles(tokens, count))
    return Postings(codes, lengths.tolist(), titles.tolist(), starts)


# --- Tokens -----------------------------------------------------------------------------------


@cache
def _classes() -> NDArray[np.uint8]:
    """What each character is: as `tokens.py` has it."""
    table = np.full(_FIRST_RUN, _LETTER, np.uint8)
    table[:0x20] = _APART
    ranges = iter(HAN)
    bounds, held = [], ""
    for char in ranges:
        if char == "-":
            bounds.append((held, next(ranges)))
            held = ""
        else:
            bounds += [(held, held)] if held else []
            held = char
    bounds += [(held, held)] if held else []
    for first, last in bounds:
        table[ord(first) : ord(last) + 1] = _HAN
    table[ord("0") : ord("9") + 1] = _DIGIT
    table[ord(".")] = _DOT
    for mark in (BREAK, PIECE, FIELD, ENTRY):
        table[ord(mark)] = _BREAK
    return table


def _tokens(text: str, found: Sequence[Reading]) -> tuple[Tokens, list[list[int]]]:
    chars = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    classes = _classes()[chars]
    before, after = np.roll(classes, 1), np.roll(classes, -1)
    is_dot = classes == _DOT
    # A point between digits belongs to the number; any other ends a sentence.
    classes = np.where(is_dot, np.where((before == _DIGIT) & (after == _DIGIT), _DIGIT, _BREAK), classes).astype(np.uint8)
    before = np.roll(classes, 1)
    before[0] = _APART
    is_start = (classes == _HAN) | (((classes == _DIGIT) | (classes == _LETTER)) & (before != classes))
    steps = np.cumsum(is_start | ((classes == _BREAK) & (before != _BREAK)))

    entry_marks, field_marks = chars == ord(ENTRY), chars == ord(FIELD)
    fields = np.cumsum(field_marks) - 1  # Four an entry.
    begin_of_field = steps[field_marks]
    at = np.flatnonzero(is_start)
    field = fields[at]
    zones = field % 4
    # The mark itself was a step.
    positions = steps[at] - begin_of_field[field] - 1 + _BEGINS[zones]
    entries = np.cumsum(entry_marks)[at] - 1

    ends, ids, runs = _spans(text, classes, at)
    edges = np.concatenate([*(np.unpackbits(np.frombuffer(r.edges, np.uint8), count=len(r.normal)) for r in found), [1]])
    is_kept = positions < _ENDS[zones]
    columns = (ids, entries, zones, positions, edges[at], edges[ends])
    tokens = Tokens(*(column[is_kept].astype(np.int64) for column in columns), runs)

    pieces = np.flatnonzero(chars == ord(PIECE))
    piece_positions = (steps[pieces] - begin_of_field[fields[pieces]] + ZONES["text"]).tolist()
    starts: list[list[int]] = [[] for _ in found]
    for entry, position in zip((np.cumsum(entry_marks)[pieces] - 1).tolist(), piece_positions, strict=True):
        starts[entry].append(position)
    return tokens, starts


def _spans(text: str, classes: NDArray, at: NDArray) -> tuple[NDArray, NDArray, tuple[str, ...]]:
    """Where each token ends, its number, and the runs that are more than a character."""
    changes = np.flatnonzero(np.diff(classes)) + 1
    is_han = classes[at] == _HAN
    ends = np.append(changes, len(text))[np.searchsorted(changes, at, side="right")]
    ends = np.where(is_han, at + 1, ends)
    chars = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    ids = chars[at].astype(np.int64)
    numbers: dict[str, int] = {}
    others = np.flatnonzero(~is_han)
    for place, begin, end in zip(others.tolist(), at[others].tolist(), ends[others].tolist(), strict=True):
        ids[place] = _FIRST_RUN + numbers.setdefault(text[begin:end], len(numbers))
    return ends, ids, tuple(numbers)


# --- Terms with their places ------------------------------------------------------------------


def _places(tokens: Tokens) -> Iterator[tuple[str, str]]:
    """The codes of neighbouring tokens, and of words and numbers."""
    first = np.flatnonzero(
        (np.diff(tokens.positions) == 1) & (np.diff(tokens.entries) == 0) & (np.diff(tokens.zones) == 0)
    )
    second = first + 1
    runs = np.flatnonzero(tokens.ids >= _FIRST_RUN)
    keys = np.concatenate([tokens.ids[first] << _SHIFT | tokens.ids[second], tokens.ids[runs]])
    entries = np.concatenate([tokens.entries[first], tokens.entries[runs]])
    positions = np.concatenate([tokens.positions[first], tokens.positions[runs]])
    edges = np.concatenate([tokens.begins_word[first] << 1 | tokens.ends_word[second], np.full(len(runs), 3)])
    order = _sorted(keys)  # Entries and positions stay in their order.
    keys, entries, positions, edges = keys[order], entries[order], positions[order], edges[order]

    is_key = _is_new(keys)
    is_posting = is_key | _is_new(entries)
    begins = np.flatnonzero(is_posting)
    posting = np.cumsum(is_posting) - 1
    times = np.diff(np.append(begins, len(keys)))
    is_text = positions[begins] >= ZONES["text"]

    numbers = np.empty(len(keys) + 2 * len(begins), np.int64)
    places = np.arange(len(keys)) + 2 * (posting + 1)
    heads = begins + 2 * np.arange(len(begins))
    numbers[heads] = _steps(entries[begins], is_key[begins])
    numbers[heads + 1] = (times - 1) << 1 | ~is_text
    origin = np.where(is_text, ZONES["text"], 0)[posting]
    earlier = np.where(is_posting, origin, np.roll(positions, 1))
    numbers[places] = (positions - earlier) << 2 | edges
    yield from zip(_names(tokens, keys[is_key]), _coded(numbers, heads[is_key[begins]]), strict=True)


def _sorted(keys: NDArray[np.int64]) -> NDArray:
    """The order of the keys, equal ones as they are.

    By the second half, then by the first: numbers of 16 bits are sorted by counting, ten times
    as fast as others.
    """
    first, second = _ranks(keys >> _SHIFT), _ranks(keys & ((1 << _SHIFT) - 1))
    if first is None or second is None:
        return np.argsort(keys, kind="stable")
    order = np.argsort(second, kind="stable")
    return order[np.argsort(first[order], kind="stable")]


def _ranks(values: NDArray[np.int64]) -> NDArray[np.uint16] | None:
    """The rank of each among the different values; None where 16 bits are too few."""
    is_there = np.zeros(int(values.max(initial=0)) + 1, bool)
    is_there[values] = True
    ranks = np.cumsum(is_there) - 1
    return ranks.astype(np.uint16)[values] if ranks[-1] <= 0xFFFF else None


def _names(tokens: Tokens, keys: NDArray) -> list[str]:
    firsts, seconds = keys >> _SHIFT, keys & ((1 << _SHIFT) - 1)
    is_plain = (firsts > 0) & (firsts < _FIRST_RUN) & (seconds < _FIRST_RUN)
    plain = np.stack([firsts, seconds], axis=1)[is_plain].astype(np.uint32).tobytes().decode("utf-32-le")
    names: list[str] = [""] * len(keys)
    for at, place in enumerate(np.flatnonzero(is_plain).tolist()):
        names[place] = plain[2 * at : 2 * at + 2]
    for place in np.flatnonzero(~is_plain).tolist():
        one, other = int(firsts[place]), int(seconds[place])
        names[place] = term(tokens.name(one), tokens.name(other)) if one else tokens.name(other)
    return names


# --- Single characters ------------------------------------------------------------------------


def _singles(tokens: Tokens, count: int) -> Iterator[tuple[str, str]]:
    """The codes of single characters: in which fields, whether as words of their own, how often in the text."""
    han = np.flatnonzero(tokens.ids < _FIRST_RUN)
    keys = tokens.ids[han] * count + tokens.entries[han]
    order = np.argsort(keys, kind="stable")
    keys, han = keys[order], han[order]
    begins = np.flatnonzero(_is_new(keys))
    if not len(begins):
        return
    worth = 1 + (tokens.begins_word[han] & tokens.ends_word[han])
    fields = [np.maximum.reduceat(np.where(tokens.zones[han] == zone, worth, 0), begins) for zone in range(4)]
    times = np.add.reduceat((tokens.zones[han] == _TEXT).astype(np.int64), begins)
    ids, entries = keys[begins] // count, keys[begins] % count
    is_key = _is_new(ids)
    title, names, headings, text = fields
    numbers = np.empty(2 * len(begins), np.int64)
    numbers[0::2] = _steps(entries, is_key)
    numbers[1::2] = text | np.clip(times - 1, 0, 7) << 2 | title << 5 | names << 7 | headings << 9
    chars = ids[is_key].astype(np.uint32).tobytes().decode("utf-32-le")
    yield from zip(chars, _coded(numbers, 2 * np.flatnonzero(is_key)), strict=True)


# --- Numbers to text --------------------------------------------------------------------------


def _is_new(values: NDArray) -> NDArray[np.bool_]:
    """Whether each differs from the one before it."""
    result = np.ones(len(values), bool)
    result[1:] = values[1:] != values[:-1]
    return result


def _steps(entries: NDArray, is_key: NDArray) -> NDArray:
    """The distance of each entry from the one before it in the same term; the first's own number."""
    return np.where(is_key, entries, entries - np.roll(entries, 1))


_DIGITS = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", np.uint8)


def _coded(numbers: NDArray[np.int64], begins: NDArray) -> Iterator[str]:
    """The numbers as base64 VLQ (see vlq.py), cut at each of `begins`."""
    rests = numbers.astype(np.int32 if numbers.max(initial=0) < 1 << 31 else np.int64)
    lengths = np.ones(len(rests), np.int32)
    more = 32
    while more <= rests.max(initial=0):
        lengths += rests >= more
        more <<= 5
    ends = np.cumsum(lengths)
    places = ends - lengths
    digits = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    # The last digits of all at once, then of those that have more, and so on: ever fewer.
    at = places
    while len(rests):
        has_more = rests > 31
        digits[at] = (rests & 31) | has_more.astype(np.uint8) << 5
        rests, at = rests[has_more] >> 5, at[has_more] + 1
    text = _DIGITS[digits].tobytes().decode("ascii")
    cuts = np.append(places, len(digits))[np.append(begins, len(numbers))].tolist()
    return (text[begin:end] for begin, end in zip(cuts, cuts[1:], strict=False))

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

from .readings import Reading, edges_of
from .tokens import BREAK, ENTRY, FIELD, HAN, PIECE, term

ZONES = {"title": 0, "names": 512, "headings": 2048, "text": 8192}
"""The first position of each field of an entry; the text's has no end."""
_BEGINS = np.array([*ZONES.values()])
_ENDS = np.array([512, 2048, 8192, 1 << 40])
_TEXT = 3

_APART, _BREAK, _HAN, _DIGIT, _LETTER, _DOT = range(6)
_FIRST_RUN = 0x110000
"""Words and numbers are numbered from here on, behind all characters."""


@dataclass(frozen=True)
class Tokens:
    """The tokens of all entries, in their order; arrays of one length."""

    ids: NDArray[np.int32]
    entries: NDArray[np.int32]
    zones: NDArray[np.int32]
    positions: NDArray[np.int32]
    begins_word: NDArray[np.int32]
    ends_word: NDArray[np.int32]
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
    codes = dict(_places(tokens)) | dict(_singles(tokens))
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
    steps = np.cumsum(is_start | ((classes == _BREAK) & (before != _BREAK)), dtype=np.int32)

    field_marks = chars == ord(FIELD)
    fields = np.cumsum(field_marks, dtype=np.int32) - 1
    begin_of_field = steps[field_marks]
    at = np.flatnonzero(is_start)
    field = fields[at]
    entries, zones = field >> 2, field & 3  # Four fields an entry.
    # The mark itself was a step.
    positions = steps[at] - begin_of_field[field] - 1 + _BEGINS[zones]

    ends, ids, runs = _spans(text, chars, classes, at)
    edges = np.append(edges_of(found), np.uint8(1))
    is_kept = positions < _ENDS[zones]
    columns = (ids, entries, zones, positions, edges[at], edges[ends])
    tokens = Tokens(*(column[is_kept].astype(np.int32) for column in columns), runs)

    pieces = np.flatnonzero(chars == ord(PIECE))
    piece_positions = (steps[pieces] - begin_of_field[fields[pieces]] + ZONES["text"]).tolist()
    starts: list[list[int]] = [[] for _ in found]
    for entry, position in zip((fields[pieces] >> 2).tolist(), piece_positions, strict=True):
        starts[entry].append(position)
    return tokens, starts


def _spans(text: str, chars: NDArray, classes: NDArray, at: NDArray) -> tuple[NDArray, NDArray, tuple[str, ...]]:
    """Where each token ends, its number, and the runs that are more than a character."""
    changes = np.flatnonzero(np.diff(classes)) + 1
    is_han = classes[at] == _HAN
    ends = np.append(changes, len(text))[np.searchsorted(changes, at, side="right")]
    ends = np.where(is_han, at + 1, ends)
    ids = chars[at].astype(np.int32)
    numbers: dict[str, int] = {}
    others = np.flatnonzero(~is_han)
    for place, begin, end in zip(others.tolist(), at[others].tolist(), ends[others].tolist(), strict=True):
        ids[place] = _FIRST_RUN + numbers.setdefault(text[begin:end], len(numbers))
    return ends, ids, tuple(numbers)


# --- Terms with their places ------------------------------------------------------------------


def _places(tokens: Tokens) -> Iterator[tuple[str, str]]:
    """The codes of neighbouring tokens, and of words and numbers, whose first half is 0."""
    first = np.flatnonzero((np.diff(tokens.positions) == 1) & (np.diff(tokens.entries) == 0) & (np.diff(tokens.zones) == 0))
    runs = np.flatnonzero(tokens.ids >= _FIRST_RUN)
    begins, ends = np.concatenate([first, runs]), np.concatenate([first + 1, runs])
    firsts = tokens.ids[begins]
    firsts[len(first) :] = 0
    seconds = tokens.ids[ends]
    order = _sorted(firsts, seconds)  # Entries and positions stay in their order.
    firsts, seconds, begins, ends = firsts[order], seconds[order], begins[order], ends[order]
    del order
    entries, positions = tokens.entries[begins], tokens.positions[begins]
    edges = np.where(firsts == 0, 3, tokens.begins_word[begins] << 1 | tokens.ends_word[ends])
    del begins, ends

    is_key = _is_new(firsts) | _is_new(seconds)
    is_posting = is_key | _is_new(entries)
    heads = np.flatnonzero(is_posting)
    times = np.diff(np.append(heads, len(entries)))
    is_text = positions[heads] >= ZONES["text"]

    # Two numbers before the places of each posting: the distance to its entry, and what it holds.
    posting = np.cumsum(is_posting, dtype=np.int32) - 1
    numbers = np.empty(len(entries) + 2 * len(heads), np.int32)
    at = heads + 2 * np.arange(len(heads))
    numbers[at] = _steps(entries[heads], is_key[heads])
    numbers[at + 1] = (times - 1) << 1 | ~is_text
    earlier = np.where(is_posting, np.where(is_text, ZONES["text"], 0)[posting], np.roll(positions, 1))
    numbers[np.arange(len(entries)) + 2 * (posting + 1)] = (positions - earlier) << 2 | edges
    yield from zip(_names(tokens, firsts[is_key], seconds[is_key]), _coded(numbers, at[is_key[heads]]), strict=True)


def _sorted(firsts: NDArray, seconds: NDArray) -> NDArray:
    """The order of the pairs, equal ones as they are.

    By the second half, then by the first: numbers of 16 bits are sorted by counting, ten times
    as fast as others.
    """
    order = np.argsort(_ranks(seconds), kind="stable")
    return order[np.argsort(_ranks(firsts)[order], kind="stable")]


def _ranks(values: NDArray) -> NDArray:
    """The rank of each among the different values, in 16 bits where that is enough."""
    is_there = np.zeros(int(values.max(initial=0)) + 1, bool)
    is_there[values] = True
    ranks = np.cumsum(is_there, dtype=np.int32) - 1
    return ranks.astype(np.uint16 if ranks[-1] <= 0xFFFF else np.int32)[values]


def _names(tokens: Tokens, firsts: NDArray, seconds: NDArray) -> list[str]:
    is_plain = (firsts > 0) & (firsts < _FIRST_RUN) & (seconds < _FIRST_RUN)
    plain = np.stack([firsts, seconds], axis=1)[is_plain].astype(np.uint32).tobytes().decode("utf-32-le")
    names: list[str] = [""] * len(firsts)
    for at, place in enumerate(np.flatnonzero(is_plain).tolist()):
        names[place] = plain[2 * at : 2 * at + 2]
    for place in np.flatnonzero(~is_plain).tolist():
        one, other = int(firsts[place]), int(seconds[place])
        names[place] = term(tokens.name(one), tokens.name(other)) if one else tokens.name(other)
    return names


# --- Single characters ------------------------------------------------------------------------


def _singles(tokens: Tokens) -> Iterator[tuple[str, str]]:
    """The codes of single characters: in which fields, whether as words of their own, how often in the text."""
    han = np.flatnonzero(tokens.ids < _FIRST_RUN)
    han = han[np.argsort(_ranks(tokens.ids[han]), kind="stable")]
    ids, entries, zones = tokens.ids[han], tokens.entries[han], tokens.zones[han]
    begins = np.flatnonzero(_is_new(ids) | _is_new(entries))
    if not len(begins):
        return
    worth = (1 + (tokens.begins_word[han] & tokens.ends_word[han])).astype(np.uint8)
    title, names, headings, text = (np.maximum.reduceat(np.where(zones == zone, worth, 0), begins).astype(np.int32) for zone in range(4))
    times = np.add.reduceat(zones == _TEXT, begins, dtype=np.int32)
    ids, entries = ids[begins], entries[begins]
    is_key = _is_new(ids)
    numbers = np.empty(2 * len(begins), np.int32)
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


def _coded(rests: NDArray[np.int32], begins: NDArray) -> Iterator[str]:
    """The numbers as base64 VLQ (see vlq.py), cut at each of `begins`."""
    lengths = np.ones(len(rests), np.uint8)
    more, most = 32, int(rests.max(initial=0))
    while more <= most:
        lengths += rests >= more
        more <<= 5
    ends = np.cumsum(lengths, dtype=np.int64)
    places = ends - lengths
    count = len(rests)
    digits = np.empty(int(ends[-1]) if len(ends) else 0, np.uint8)
    # The last digits of all at once, then of those that have more, and so on: ever fewer.
    at = places
    while len(rests):
        has_more = rests > 31
        digits[at] = (rests & 31) | has_more.astype(np.uint8) << 5
        rests, at = rests[has_more] >> 5, at[has_more] + 1
    text = _DIGITS[digits].tobytes().decode("ascii")
    cuts = np.append(places, len(digits))[np.append(begins, count)].tolist()
    return (text[begin:end] for begin, end in zip(cuts, cuts[1:], strict=False))

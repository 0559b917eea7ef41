"""Words that scanning and input methods confuse, for the checks and for the intake of scans.

``confusions.yml`` lists what the profession knows; ``lookalikes.txt`` the characters that look
alike, which are tried in the words of the lexicon where the text has none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, get_args

import rjieba

from .rule import load

HERE = Path(__file__).parent

Certainty = Literal["高", "中", "低"]
"""How sure it is what was meant: 高 may be corrected unasked, 中 and 低 are for the editor to decide."""

CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


@dataclass(frozen=True)
class Confusion:
    """One word that is written for another."""

    wrong: str
    right: str
    certainty: Certainty
    by: str = "扫描"
    """扫描, 拼音, 五笔 or 习惯: how people come to write it."""
    before: str | None = None
    """A regular expression that must stand right before it; ``after`` likewise."""
    after: str | None = None
    not_before: str | None = None
    not_after: str | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches the wrong word alone, where its surroundings allow."""
        ahead = (f"(?={self.after})" if self.after else "") + (f"(?!{self.not_after})" if self.not_after else "")
        return re.compile(re.escape(self.wrong) + ahead)

    @cached_property
    def _behind(self) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
        """What stands before may be of any length, which ``(?<=…)`` does not allow."""
        wanted = re.compile(f"(?:{self.before})$") if self.before else None
        barred = re.compile(f"(?:{self.not_before})$") if self.not_before else None
        return wanted, barred

    def find(self, text: str) -> Iterator[int]:
        """Where it begins in `text`, each time."""
        wanted, barred = self._behind
        for match in self.pattern.finditer(text):
            behind = text[max(0, match.start() - REACH) : match.start()]
            if (wanted is None or wanted.search(behind)) and (barred is None or not barred.search(behind)):
                yield match.start()


REACH = 16
"""How many characters before a word are looked at."""


@dataclass(frozen=True)
class Confused:
    """One place in a text at which a confusion stands."""

    start: int
    end: int
    confusion: Confusion


@cache
def confusions() -> tuple[Confusion, ...]:
    """Every entry of ``confusions.yml``, in its order."""
    return tuple(Confusion(**entry) for entry in load("confusions.yml"))


def find_confusions(text: str, grams: Set[str] | None = None) -> Iterator[Confused]:
    """Every confusion in `text`, in its order: listed ones, and the lookalikes that no entry covers.

    `text` should be without spaces between Han characters: 士 兵 is no word. `grams` holds
    the pairs of neighbouring characters in it, where somebody has them already.
    """
    grams = set(map(str.__add__, text, text[1:])) if grams is None else grams
    last, found = 0, []
    for each in sorted(_listed(text, grams), key=lambda each: (each.start, -each.end)):
        if each.start >= last:
            last = each.end
            found.append(each)
    taken = {place for each in found for place in range(each.start, each.end)}
    found += (each for each in _lookalikes(text, grams) if each.start not in taken and each.end - 1 not in taken)
    yield from sorted(found, key=lambda each: each.start)


def _listed(text: str, grams: Set[str]) -> Iterator[Confused]:
    table = _by_pair()
    for pair in table.keys() & grams:
        for confusion in table[pair]:
            for start in confusion.find(text):
                yield Confused(start, start + len(confusion.wrong), confusion)


@cache
def _by_pair() -> Mapping[str, tuple[Confusion, ...]]:
    """The entries by their first two characters: a text has few of these pairs, and so few entries to try."""
    table: dict[str, list[Confusion]] = defaultdict(list)
    for confusion in confusions():
        table[confusion.wrong[:2]].append(confusion)
    return {pair: tuple(entries) for pair, entries in table.items()}


# ── characters that look alike, tried in words ───────────────────────────────

COMMON = 150
"""How often a word must stand in the lexicon to be what was meant."""
RARE = 30
"""How often a pair of characters must stand there to be a word itself: the lexicon knows many a misspelling."""
AROUND = 6
"""Characters on either side that settle where words end."""


@cache
def _alike() -> Mapping[str, tuple[str, ...]]:
    """For each character, those that look like it."""
    table: dict[str, dict[str, None]] = defaultdict(dict)
    for group in _groups("lookalikes"):
        for char in group:
            table[char].update(dict.fromkeys(other for other in group if other != char))
    return {char: tuple(others) for char, others in table.items()}


@cache
def _never() -> frozenset[str]:
    """Pairs that only seem to be no word."""
    return frozenset(_groups("never"))


def _groups(section: str) -> Iterator[str]:
    """The groups of one section of ``lookalikes.txt``."""
    current = "lookalikes"
    for line in (HERE / "lookalikes.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif current == section:
            yield from line.partition("#")[0].split()


def _count(word: str) -> int:
    """How often the lexicon has met a word."""
    return rjieba.suggest_freq(word) if rjieba.has_word(word) else 0


@cache
def _whole_entries() -> frozenset[str]:
    return frozenset(confusion.wrong for confusion in confusions())


_UNREMARKABLE: set[str] = set()
"""Pairs found to be no lookalike of anything: nearly all there are."""


@cache
def _meant(pair: str) -> tuple[str, ...]:
    """The common words that two characters become when one is changed for its lookalike; none where they are a word."""
    alike = _alike()
    if len(pair) < 2 or (pair[0] not in alike and pair[1] not in alike):
        _UNREMARKABLE.add(pair)
        return ()
    changed = [other + pair[1] for other in alike.get(pair[0], ())] + [pair[0] + other for other in alike.get(pair[1], ())]
    common = {word: count for word in changed if (count := _count(word)) >= COMMON}
    # Where an entry speaks of the pair, it says when it is wrong.
    if not common or pair in _never() or pair in _whole_entries() or _count(pair) >= RARE:
        _UNREMARKABLE.add(pair)
        return ()
    return tuple(sorted(common, key=lambda word: -common[word]))


def _lookalikes(text: str, grams: Set[str]) -> Iterator[Confused]:
    """Two characters that are no word, and are one with a lookalike for one of them.

    Only where they stand alone as the text is cut into words, and where the change leaves fewer
    words and none that begins elsewhere: 一个人学习 is 一个 / 人 / 学习 and stays so.
    """
    for pair in grams - _UNREMARKABLE:
        for word in _meant(pair):
            for match in re.finditer(re.escape(pair), text):
                if _stands_alone(text, match.start(), word):
                    yield Confused(match.start(), match.end(), Confusion(pair, word, "中"))


def _stands_alone(text: str, start: int, word: str) -> bool:
    low, high = max(0, start - AROUND), start + 2 + AROUND
    written = _cuts(text[low:high], low)
    meant = _cuts(text[low:start] + word + text[start + 2 : high], low)
    return {start, start + 1, start + 2} <= written and meant < written and start + 1 not in meant


def _cuts(text: str, first: int) -> set[int]:
    """Where words begin and end, counted from `first`."""
    cuts = {first}
    for word in rjieba.cut(text, hmm=False):
        first += len(word)
        cuts.add(first)
    return cuts

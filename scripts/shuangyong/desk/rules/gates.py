"""Whether it is worth trying a pattern on a text: does the text hold what every match must hold?

A rule's pattern says much of its own needs: whatever 开赴…演习 may match holds 演习 and 开赴. Those
words are read off the parsed pattern once, and looked up in the text's pairs of characters, which
are at hand. Nine patterns in ten need not run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import product

from .readings import Reading

try:
    # The regular expressions' own parser. Not public: where it is not to be had, every pattern runs.
    from re import _constants as sre
    from re import _parser as sre_parse
except ImportError:  # pragma: no cover
    sre = sre_parse = None

MOST = 400
"""Words that a need may be spelt out into."""


class Gate:
    """A pattern that is tried only where it may match."""

    def __init__(self, pattern: str, flags: int = 0):
        self._pattern, self._flags = pattern, flags

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The whole pattern. Compiled when it is asked for: most alternatives never are."""
        return re.compile(self._pattern, self._flags)

    @cached_property
    def needed(self) -> frozenset[str]:
        """Words of which every match holds one; empty where nothing can be said."""
        if not self._parts:
            return needed_words(self._pattern, self._flags)
        each = [part.needed for part in self._parts]
        return frozenset().union(*each) if all(each) else frozenset()

    @cached_property
    def _parts(self) -> tuple[Gate, ...]:
        """The alternatives of the pattern, each with its own needs; none where there is but one."""
        parts = list(alternatives(self._pattern))
        return tuple(Gate(part, self._flags) for part in parts) if len(parts) > 1 else ()

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(word[:2] for word in self.needed)

    def may_match(self, reading: Reading) -> bool:
        return not self._beginnings or not self._beginnings.isdisjoint(reading.grams)

    def finditer(self, reading: Reading) -> Iterator[re.Match[str]]:
        """The matches of all alternatives in their order; of two that overlap, the first and longer."""
        if not self.may_match(reading):
            return
        if not self._parts:
            yield from self.regex.finditer(reading.text)
            return
        parts = [part.regex for part in self._parts if part.may_match(reading)]
        found = [(regex, regex.search(reading.text)) for regex in parts]
        while waiting := [(regex, match) for regex, match in found if match]:
            first = min((match for _, match in waiting), key=lambda match: (match.start(), -match.end()))
            yield first
            # Where another began within it, there may be one more of its kind behind.
            end = max(first.end(), first.start() + 1)
            found = [(regex, match if match.start() >= end else regex.search(reading.text, end)) for regex, match in waiting]


_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.S)


def alternatives(pattern: str) -> Iterator[str]:
    """The outermost alternatives of a pattern as it is written."""
    depth = last = 0
    for match in _TOKEN.finditer(pattern):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
        elif match[0] == "|" and depth == 0:
            yield pattern[last : match.start()]
            last = match.end()
    yield pattern[last:]


def needed_words(pattern: str, flags: int = 0) -> frozenset[str]:
    """Words of which every match of the pattern holds one; empty where nothing can be said."""
    if sre_parse is None or flags & re.IGNORECASE:
        return frozenset()
    parsed = sre_parse.parse(pattern, flags)
    return frozenset() if parsed.state.flags & re.IGNORECASE else _needed(parsed) or frozenset()


def _needed(items: Iterable) -> frozenset[str] | None:
    """The most telling of what a sequence needs."""
    found: list[frozenset[str]] = []
    run: frozenset[str] = frozenset([""])
    for item in items:
        spelt = _spelt(item)
        if spelt is not None and len(run) * len(spelt) <= MOST:
            run = frozenset(a + b for a, b in product(run, spelt))
            continue
        found.append(run)
        run = frozenset([""])
        if spelt is not None:
            run = spelt
        elif (inner := _needed_in(item)) is not None:
            found.append(inner)
    told = [words for words in (*found, run) if "" not in words]
    return max(told, key=lambda words: (min(map(len, words)) > 1, -len(words)), default=None)


def _needed_in(item: tuple) -> frozenset[str] | None:
    """What one part needs that cannot be spelt out."""
    op, value = item
    if op is sre.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _needed(value[3])
    if op is sre.BRANCH:
        alternatives = [_needed(each) for each in value[1]]
        return None if None in alternatives else frozenset().union(*alternatives)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        twice = _all_spelt([*value[2], *value[2]]) if value[0] > 1 else None
        return twice or (_needed(value[2]) if value[0] else None)
    if op is sre.ASSERT:
        return _needed(value[1])
    return None


def _spelt(item: tuple) -> frozenset[str] | None:
    """All that one part can match, where that is a short list; None where it is not."""
    op, value = item
    if op is sre.LITERAL:
        return frozenset([chr(value)])
    if op in (sre.ASSERT_NOT, sre.AT):
        return frozenset([""])
    if op is sre.IN:
        chars = [_spelt(each) for each in value]
        return None if None in chars or value[0][0] is sre.NEGATE else frozenset().union(*chars)
    if op is sre.RANGE and value[1] - value[0] < 12:
        return frozenset(map(chr, range(value[0], value[1] + 1)))
    if op is sre.SUBPATTERN:
        return None if value[1] & re.IGNORECASE else _all_spelt(value[3])
    if op is sre.BRANCH:
        alternatives = [_all_spelt(each) for each in value[1]]
        return None if None in alternatives or sum(map(len, alternatives)) > MOST else frozenset().union(*alternatives)
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT) and value[1] == 1:
        once = _all_spelt(value[2])
        return None if once is None else once | ({""} if value[0] == 0 else set())
    return None


def _all_spelt(items: Iterable) -> frozenset[str] | None:
    run = frozenset([""])
    for item in items:
        spelt = _spelt(item)
        if spelt is None or len(run) * len(spelt) > MOST:
            return None
        run = frozenset(a + b for a, b in product(run, spelt))
    return run

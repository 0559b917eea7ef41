"""Passages that read as if something were missing, read from ``oddities.yml``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import rjieba
import yaml

from ..doubts import Doubt
from .signs import HAN

Found = Iterator[tuple[int, int, Mapping[str, str]]]
"""(start, end, words for the message) of each place."""


@dataclass(frozen=True)
class Oddity:
    """One kind of passage to point out."""

    id: str
    what: str
    fix: str
    sure: str
    find: Callable[[str], Found]
    bad: tuple[str, ...]
    good: tuple[str, ...]

    def doubts(self, text: str) -> Iterator[Doubt]:
        for start, end, words in self.find(text):
            yield Doubt(start, end, self.id, self.what.format(text[start:end], **words), self.fix, self.sure)


@cache
def oddities() -> tuple[Oddity, ...]:
    entries = yaml.safe_load(Path(__file__).with_name("oddities.yml").read_text(encoding="utf-8"))
    return tuple(_oddity(**entry) for entry in entries)


def _oddity(*, id: str, what: str, fix: str, sure: str, bad: list, good: list, pattern: str = "", function: str = "") -> Oddity:
    find = _FUNCTIONS[function] if function else _matcher(pattern)
    return Oddity(id, what, fix, sure, find, tuple(bad), tuple(good))


def _matcher(pattern: str) -> Callable[[str], Found]:
    compiled = re.compile(pattern, re.M)

    def find(text: str) -> Found:
        for match in compiled.finditer(text):
            named: dict[str, Any] = match.groupdict()
            yield *match.span("here" if "here" in named else 0), named

    return find


def doubts(text: str) -> Iterator[Doubt]:
    for oddity in oddities():
        yield from oddity.doubts(text)


_LISTED = re.compile(rf"((?:[{HAN}]{{3,6}}、){{2,}})([{HAN}]{{2}}了)(?=[{HAN}])")


def comma_for_list(text: str) -> Found:
    """``甲乙丙、丁戊己、增进了…``: actions of three characters, then a verb of two with an object of its own."""
    for match in _LISTED.finditer(text):
        if "了" not in match[1]:
            yield *match.span(2), {}


_TURNED = re.compile(rf"(?:变|由|从|化)([{HAN}]{{3,8}}?)(?:变成|变为|转为|转变为|成|为|到|向)([{HAN}]{{3,8}})")


def inner_quotes(text: str) -> Found:
    """``变要我做为我要做``: the same characters in another order, before and behind."""
    for match in _TURNED.finditer(text):
        first, second = match[1], match[2][: len(match[1])]
        if first != second and sorted(first) == sorted(second):
            yield match.start(), match.start(2) + len(second), {}


_ITEMS = re.compile(rf"[{HAN}]{{3,14}}(?:、[{HAN}]{{3,14}})+[和及与][{HAN}]{{3,14}}")
_SUFFIXES = frozenset("馆地站点园室所校队会制化力性法网库线带圈")
"""Endings that make a name or a term, so that one among several that differs is worth a look."""


def odd_one_out(text: str) -> Found:
    for match in _ITEMS.finditer(text):
        parts = list(re.finditer(f"[^、]+?(?=[和及与][{HAN}]{{3,14}}$|、|$)|(?<=[和及与])[^、和及与]+$", match[0]))
        ends = [part[0][-1] for part in parts]
        (same, count), *_ = Counter(ends).most_common(1)
        odd = [part for part, end in zip(parts, ends, strict=True) if end != same]
        if len(parts) > 2 and count == len(parts) - 1 and same in _SUFFIXES and odd[0][0][-1] in _SUFFIXES:
            word = _last_word(odd[0][0])
            end = match.start() + odd[0].end()
            yield end - len(word), end, {"same": same}


def _last_word(text: str) -> str:
    words = rjieba.cut(text)
    return words[-1] if len(words[-1]) > 1 else "".join(words[-2:])


_HUA = re.compile(rf"(?:[{HAN}]{{2}}化[、和与及]){{1,}}[{HAN}]{{2}}化")
_NEW = frozenset(
    [
        "常态化", "长效化", "项目化", "清单化", "实战化", "精准化", "闭环化", "场景化", "数智化", "实体化", "体系化",
        "多样化", "亲情化", "军地化", "具体化", "经常化",
    ]
)
"""Words of the trade that the lexicon does not have."""


def rare_hua(text: str) -> Found:
    for match in _HUA.finditer(text):
        for word in re.finditer(f"[{HAN}]{{2}}化", match[0]):
            if not rjieba.has_word(word[0]) and word[0] not in _NEW:
                yield match.start() + word.start(), match.start() + word.end(), {}


_FUNCTIONS: dict[str, Callable[[str], Found]] = {f.__name__: f for f in (comma_for_list, inner_quotes, odd_one_out, rare_hua)}

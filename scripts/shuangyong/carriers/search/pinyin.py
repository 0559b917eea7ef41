"""Chinese as a keyboard without Chinese sends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal
from pypinyin.seg.mmseg import seg

from .tokens import HAN

_HAN = re.compile(f"[{HAN}]")


def syllables(plain: str) -> list[str]:
    """The pinyin of bare tokens without tones, lü as lv, phrase by phrase; what is no Han character as it is.

    From pypinyin's tables, not by its functions: they take ten times as long, for much that a
    search has no use for.
    """
    found: list[str] = []
    for word in [plain] if len(plain) < 3 or plain in PHRASES_DICT else seg.cut(plain):
        phrase = PHRASES_DICT.get(word)
        found += [_toneless(sounds[0]) for sounds in phrase] if phrase else [_sounds(c)[0] if _HAN.match(c) else c for c in word]
    return found


def read_otherwise(plain: str, usual: Sequence[str]) -> Iterator[list[str]]:
    """The syllables with one character after the other read in each of its other ways."""
    if len(plain) != len(usual):
        return
    for at, character in enumerate(plain):
        for other in _sounds(character):
            if other and other != usual[at]:
                yield [*usual[:at], other, *usual[at + 1 :]]


@cache
def _toneless(syllable: str) -> str:
    return re.sub("[^a-z]", "", to_normal(syllable, v_to_u=False).replace("ü", "v"))


@cache
def _sounds(character: str) -> tuple[str, ...]:
    """Every way to read one character, the usual one first."""
    return tuple(dict.fromkeys(map(_toneless, PINYIN_DICT.get(ord(character), "").split(","))))

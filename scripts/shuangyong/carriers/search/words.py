"""Where words begin and end.

A hit that is a word of its own is worth more than one that only happens to stand across two:
李明 in 小李明天来. A search needs no words for that, only the places between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rjieba import Jieba

from .tokens import HAN, normalised

_HAN_RUN = re.compile(f"[{HAN}]+")


class Cutter:
    """Cuts normalised text into words; the site's own names are words to it."""

    def __init__(self, names: Iterable[str] = ()):
        self._jieba = Jieba()
        for name in names:
            for run in _HAN_RUN.findall(normalised(name)):
                if len(run) > 1:
                    self._jieba.add_word(run, None, None)

    def words(self, text: str) -> list[str]:
        """The words of a normalised text, all of it, in their order."""
        return self._jieba.cut(text)

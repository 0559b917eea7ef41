"""Names to look for, and which stories hold them.

A name is found whatever its case and width and whatever marks stand inside it: 汤姆·布莱特 is
汤姆布莱特, 《科学》杂志 is 科学杂志. Stops between clauses part words here as they do for a
reader: 中，国 is no 中国.
"""

from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass

from . import corpus

SEED = 400
_INSIDE = re.compile(r"[\s·•‧・'\"“”‘’『』「」《》〈〉()（）—–\-]+")
"""What may stand inside a name without being part of it; the dash of a name is the dash between clauses, too."""


@dataclass(frozen=True)
class Query:
    text: str
    relevant: frozenset[str]
    """Ids of the stories that hold it."""


def fold(text: str) -> str:
    """One form for all ways to write a name."""
    return _INSIDE.sub("", unicodedata.normalize("NFKC", text).casefold())


def choose(stories: list[corpus.Story], count: int) -> list[Query]:
    """Names that at least one story holds, drawn with a seed of their own."""
    names = sorted(set(corpus.read_lines(corpus.ENTITIES)))
    random.Random(SEED).shuffle(names)
    texts = {story.id: "\n".join(map(fold, story.lines)) for story in stories}
    chosen: list[Query] = []
    for name in names:
        if len(chosen) == count:
            break
        if relevant := find(name, texts):
            chosen.append(Query(name, relevant))
    return chosen


def find(name: str, texts: dict[str, str]) -> frozenset[str]:
    """The stories whose folded text holds the name."""
    folded = fold(name)
    return frozenset(id for id, text in texts.items() if folded and folded in text)

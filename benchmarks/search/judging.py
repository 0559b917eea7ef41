"""How well a story answers a query of common words, judged apart from every engine.

The rule was written down before the first run, with the words of ``judgements.yml``. An
occurrence counts where it is the word, also as a part of a longer one that means the same
(军人 in 退役军人); one that two neighbouring words happen to form (天下 in 今天下午) counts
nowhere. Which those are was decided by reading the surroundings of every occurrence; jieba
only helped to find words where accidents are common.

One word, the best that holds:

=====  ==========================
grade  the word stands
=====  ==========================
4      in the title
3      in a heading
2      twice or oftener in the text
1      once in the text
0      nowhere, or by accident only
=====  ==========================

Two words; a phrase is the two without anything between them:

=====  ==========================================================
grade  the words stand
=====  ==========================================================
4      as a phrase in the title
3      as a phrase in a heading, or both apart in the title
2      as a phrase in the text, or one in the title, one elsewhere
1      both somewhere, apart
0      not both
=====  ==========================================================
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from .corpus import Story

FILE = Path(__file__).with_name("judgements.yml")
DIGEST_STORIES = 2000


@dataclass(frozen=True)
class Judge:
    """The words to look for, and what is no occurrence of them."""

    queries: tuple[str, ...]
    accidental: Mapping[str, re.Pattern[str]]
    digest: str

    @classmethod
    def read(cls, path: Path = FILE) -> Judge:
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        accidental = {word: re.compile("|".join(contexts)) for word, contexts in written["accidental"].items()}
        return cls(tuple(written["queries"]), accidental, written["digest"])

    def grades(self, query: str, stories: Iterable[Story]) -> dict[str, int]:
        """Each story's grade by its id; those of grade 0 are left out."""
        graded = {story.id: self.grade(query.split(), story) for story in stories}
        return {id: grade for id, grade in graded.items() if grade}

    def grade(self, words: list[str], story: Story) -> int:
        return self._of_one(words[0], story) if len(words) == 1 else self._of_two(words, story)

    def _of_one(self, word: str, story: Story) -> int:
        if self.count(word, story.title):
            return 4
        if any(self.count(word, heading) for heading in story.headings):
            return 3
        return min(2, sum(self.count(word, paragraph) for paragraph in story.paragraphs))

    def _of_two(self, words: list[str], story: Story) -> int:
        phrase = "".join(words)
        in_title = [bool(self.count(word, story.title)) for word in words]
        in_story = [any(self.count(word, line) for line in story.lines) for word in words]
        if phrase in story.title:
            return 4
        if all(in_title) or any(phrase in heading for heading in story.headings):
            return 3
        if any(phrase in paragraph for paragraph in story.paragraphs) or (any(in_title) and all(in_story)):
            return 2
        return int(all(in_story))

    def count(self, word: str, line: str) -> int:
        """How often the line holds the word itself."""
        strange = self.accidental.get(word)
        spans = [match.span() for match in strange.finditer(line)] if strange else []
        found = (match.span() for match in re.finditer(re.escape(word), line))
        return sum(not any(start <= a and b <= end for start, end in spans) for a, b in found)


def digest(judge: Judge, stories: list[Story]) -> str:
    """Of all grades; a change of the corpus, the seed, the rule or the words shows in it."""
    lines = (f"{query}\t{id}\t{grade}" for query in judge.queries for id, grade in sorted(judge.grades(query, stories).items()))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]

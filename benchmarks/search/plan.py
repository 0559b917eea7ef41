"""How large a run is, and what is aimed at."""

from __future__ import annotations

from dataclasses import dataclass

STORIES, LARGE = 2000, 10_000
QUERIES = 400
INDEX_RUNS, INDEX_RUNS_LARGE = 3, 2
"""By turns, ours and Pagefind's; of each the quickest counts."""
FIRST_SHARE, MIN_FIRSTS = 0.05, 3
"""Of the names, those that are looked for with an empty cache, too; half of them also typed character by character."""

RECALL, MRR = 0.99, 0.98
FIRST_KB, FIRST_KB_LARGE, LATER_KB, P95_MS = 80, 120, 50, 100
SHARE_OF_PAGEFIND = 0.5
LINEAR = 1.2
"""What counts as linear: at most so many times the ratio of the stories."""


@dataclass(frozen=True)
class Plan:
    """One run."""

    stories: int = STORIES
    large: int = LARGE
    """0: the larger site is left out."""
    queries: int = QUERIES
    only: tuple[str, ...] = ("ours", "material", "pagefind")
    """While developing: which engines take part."""

    @property
    def firsts(self) -> int:
        """First searches of each engine."""
        return max(MIN_FIRSTS, round(self.queries * FIRST_SHARE))

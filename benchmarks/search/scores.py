"""What makes a list of results a good one, each between 0 and 1."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

SHOWN = 10
Shown = Sequence[str | None]
"""Ids of stories, best first; None for a result that is no story."""


def recall(shown: Shown, relevant: Collection[str]) -> float:
    """The share of what could stand among the first ten, and should."""
    return sum(id in relevant for id in shown[:SHOWN] if id) / min(SHOWN, len(relevant))


def reciprocal_rank(shown: Shown, relevant: Collection[str]) -> float:
    """One over the place of the first that is relevant; other pages take places, too."""
    return next((1 / place for place, id in enumerate(shown, 1) if id in relevant), 0.0)


def precision(shown: Shown, relevant: Collection[str]) -> float | None:
    """The share of the stories shown that are relevant; None where none is shown."""
    stories = [id for id in shown[:SHOWN] if id]
    return sum(id in relevant for id in stories) / len(stories) if stories else None


def ndcg(shown: Shown, grades: Mapping[str, int]) -> float:
    """Gain 2^grade - 1, discounted by the logarithm of the place, against the best order of all stories.

    Burges et al., Learning to rank using gradient descent, 2005.
    """
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain([grades.get(id, 0) if id else 0 for id in shown]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades[:SHOWN], 1))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that the share of all does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]

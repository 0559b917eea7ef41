"""Takes every query through an engine and keeps what came of each."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import scores
from .engines import Engine, Search
from .queries import Query


@dataclass(frozen=True)
class Measured:
    """One engine over one site."""

    firsts: tuple[Search, ...]
    names: tuple[Search, ...]
    """In the order of the queries."""
    words: tuple[Search, ...]

    @property
    def later(self) -> list[Search]:
        """The searches for names that were not their reader's first."""
        return [search for search in self.names if search.ms is not None]

    @property
    def failed(self) -> int:
        return sum(search.has_failed for search in (*self.firsts, *self.names, *self.words))


def measure(engine: Engine, names: Sequence[Query], words: Sequence[str], firsts: int) -> Measured:
    """Everything of one engine; the first `firsts` names also as first searches."""
    texts = [query.text for query in names]
    return Measured(
        firsts=tuple(engine.first(text) for text in texts[: min(firsts, engine.most_firsts or firsts)]),
        names=tuple(_in_sessions(engine, texts)),
        words=tuple(_in_sessions(engine, list(words))),
    )


def _in_sessions(engine: Engine, queries: list[str]) -> Iterable[Search]:
    length = engine.session_length or len(queries) or 1
    for start in range(0, len(queries), length):
        yield from engine.session(queries[start : start + length])


def median(searches: Iterable[Search], of: Callable[[Search], float | None]) -> float:
    return statistics.median([value for search in searches if (value := of(search)) is not None] or [float("nan")])


def p95_ms(searches: Iterable[Search]) -> float:
    values = [search.ms for search in searches if search.ms is not None]
    return scores.percentile(values, 0.95) if values else float("nan")


@dataclass(frozen=True)
class Quality:
    """How good the answers to the names were, means over all queries."""

    recall: float
    reciprocal_rank: float
    precision: float
    empty: int
    """Queries that showed no story."""
    missed: tuple[str, ...]
    """The queries with less than whole recall, the poorest first."""


def quality(measured: Measured, names: Sequence[Query]) -> Quality:
    pairs = list(zip(measured.names, names, strict=True))
    recalls = {query.text: scores.recall(search.shown, query.relevant) for search, query in pairs}
    precisions = [scores.precision(search.shown, query.relevant) for search, query in pairs]
    shown = [value for value in precisions if value is not None]
    return Quality(
        recall=statistics.mean(recalls.values()),
        reciprocal_rank=statistics.mean(scores.reciprocal_rank(search.shown, query.relevant) for search, query in pairs),
        precision=statistics.mean(shown) if shown else float("nan"),
        empty=len(precisions) - len(shown),
        missed=tuple(sorted((text for text, value in recalls.items() if value < 1), key=recalls.__getitem__)),
    )


def ndcgs(measured: Measured, grades: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    """nDCG@10 of each query; those that no story answers are left out."""
    return {search.query: scores.ndcg(search.shown, grades[search.query]) for search in measured.words if grades[search.query]}

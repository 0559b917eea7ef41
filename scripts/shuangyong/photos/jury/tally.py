"""Ranking and spread, from all judges' scores."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from statistics import pstdev
from typing import Any

from ...manuscripts.captions import Album
from ...problems import Problem
from .scores import ScoreFile, read_scores, without_doubles
from .works import Work, jury_id, number_works


@dataclass(frozen=True)
class Ranked:
    """One work with what the judges gave it."""

    work: Work
    scores: tuple[tuple[str, int], ...]
    """(judge, score), by judge."""
    recused: tuple[str, ...]
    """Judges who may not score it."""
    remarks: tuple[tuple[str, str], ...]
    is_thin: bool
    """Scored by too few to be compared."""
    rank: int | None = None
    """From 1; works with the same mean share it. None for thin ones."""
    is_tied: bool = False

    @property
    def mean(self) -> Fraction | None:
        """Exact, so that equal is equal; recusals do not count."""
        return Fraction(sum(score for _, score in self.scores), len(self.scores)) if self.scores else None

    @property
    def spread(self) -> float | None:
        """Standard deviation of the scores (of the whole jury, not a sample)."""
        return pstdev(score for _, score in self.scores) if self.scores else None


@dataclass(frozen=True)
class Tally:
    """All scores merged."""

    album: str
    jury: str
    judges: tuple[str, ...]
    enough: int
    """Scores a work needs to be ranked."""
    rows: tuple[Ranked, ...]
    """Best first, thin ones last."""
    problems: tuple[Problem, ...]
    """Files that do not count, and why."""

    @property
    def has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)


def tally(folder: Path, album: Album, score_files: Iterable[Path], captions: Path | None = None, *, enough: int = 0) -> Tally:
    """The ranking that all sound score files give.

    `enough`: how many scores a work needs to be ranked; 0 for more than half of the judges.
    """
    works, problems = number_works(folder, album, captions)
    jury, numbers = jury_id(album.id, works), {work.number for work in works}
    files: list[ScoreFile] = []
    for file in sorted(set(score_files)):
        scores, found = read_scores(file, album.id, jury, numbers)
        files += [scores] if scores else []
        problems += found
    judging, doubles = without_doubles(files)
    judging.sort(key=lambda scores: scores.judge)
    enough = enough or len(judging) // 2 + 1
    rows = _ranked([_row(work, judging, enough) for work in works])
    everything = tuple(sorted([*problems, *doubles]))
    return Tally(album.id, jury, tuple(scores.judge for scores in judging), enough, rows, everything)


def _row(work: Work, judging: Sequence[ScoreFile], enough: int) -> Ranked:
    number = work.number
    scores = tuple((one.judge, one.scores[number]) for one in judging if number in one.scores)
    recused = tuple(one.judge for one in judging if number in one.recused)
    remarks = tuple((one.judge, one.remarks[number]) for one in judging if number in one.remarks)
    return Ranked(work, scores, recused, remarks, len(scores) < enough)


def _ranked(rows: list[Ranked]) -> tuple[Ranked, ...]:
    firm = sorted((row for row in rows if not row.is_thin), key=lambda row: (-row.mean, row.work.number))
    thin = sorted((row for row in rows if row.is_thin), key=lambda row: (-(row.mean or 0), row.work.number))
    ranked, place = [], 1
    for _, same in groupby(firm, key=lambda row: row.mean):
        same = list(same)
        ranked += [replace(row, rank=place, is_tied=len(same) > 1) for row in same]
        place += len(same)
    return (*ranked, *thin)


def as_text(result: Tally) -> str:
    """The ranking as a table for a terminal."""
    head = ("名次", "编号", "平均", "离散", "评委", "短名", "题目")
    lines = [head, *map(_cells, result.rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(head))]
    table = ["  ".join(_padded(cell, width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    thin = sum(row.is_thin for row in result.rows)
    note = f"其中 {thin} 件评分不到 {result.enough} 个，没有排名次。" if thin else ""
    return "\n".join([*table, f"共 {len(result.rows)} 件，评委 {len(result.judges)} 位：{'、'.join(result.judges) or '没有'}。{note}"])


def _cells(row: Ranked) -> tuple[str, ...]:
    rank = f"{row.rank}{'（并列）' if row.is_tied else ''}" if row.rank else "评分太少"
    mean = f"{float(row.mean):.2f}" if row.scores else "-"
    spread = f"{row.spread:.2f}" if row.scores else "-"
    judges = f"{len(row.scores)}{f'（回避 {len(row.recused)}）' if row.recused else ''}"
    return rank, f"{row.work.number:03}", mean, spread, judges, row.work.slug, row.work.title


def _width(text: str) -> int:
    """Columns on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def as_json(result: Tally) -> dict[str, Any]:
    """The same as plain values."""
    rows = [
        {
            "rank": row.rank, "tied": row.is_tied, "number": row.work.number, "slug": row.work.slug, "file": row.work.file,
            "title": row.work.title, "mean": round(float(row.mean), 4) if row.scores else None,
            "spread": round(row.spread, 4) if row.scores else None, "scores": dict(row.scores), "recused": list(row.recused),
            "remarks": dict(row.remarks), "too_few": row.is_thin,
        }
        for row in result.rows
    ]  # fmt: skip
    problems = [problem.as_dict() for problem in result.problems]
    about = {"album": result.album, "jury": result.jury, "judges": list(result.judges), "enough": result.enough}
    return {**about, "ranking": rows, "problems": problems}

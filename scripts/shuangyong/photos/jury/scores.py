"""The judges' score files, read and checked."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...problems import Problem

FORMAT = "shuangyong-scores"
MOST_BYTES = 5_000_000
LOWEST, HIGHEST = 1, 10
_AGAIN = "请向评委要评审页面里“保存评分”存下的那个文件，不要用别的软件改。"


@dataclass(frozen=True)
class ScoreFile:
    """What one judge says."""

    path: str
    judge: str
    scores: Mapping[int, int]
    """By number of the work."""
    recused: frozenset[int] = frozenset()
    remarks: Mapping[int, str] = field(default_factory=dict)

    def agrees(self, other: ScoreFile) -> bool:
        return (self.scores, self.recused) == (other.scores, other.recused)


def read_scores(file: Path, album: str, jury: str, numbers: set[int]) -> tuple[ScoreFile | None, list[Problem]]:
    """One judge's scores, or everything that keeps them from counting."""
    path = file.as_posix()

    def problem(what: str, fix: str = _AGAIN) -> Problem:
        return Problem(path, 1, "jury-scores", what, fix)

    try:
        data = file.read_bytes() if file.stat().st_size <= MOST_BYTES else b""
        given = json.loads(data.decode("utf-8-sig"))
    except OSError:
        return None, [problem("文件打不开。", "请检查文件名，或是否被别的程序占用。")]
    except (ValueError, RecursionError):
        return None, [problem("这不是评分文件，或者已经损坏。")]
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        return None, [problem("这不是评分文件。")]
    if given.get("version") != 1:
        return None, [problem("评分文件是另一个版本的。", "请用同一个版本的 shuangyong 做评审文件夹、汇总评分。")]
    if given.get("album") != album:
        return None, [problem(f"评的是相册“{given.get('album')}”，不是“{album}”。", "请换成这个相册的评分文件。")]
    if given.get("jury") != jury:
        fix = "评审以后相册里的作品换过：请找回当时的原片，或重做评审文件夹请评委再评。"
        return None, [problem("评的是另一批作品，编号对不上。", fix)]
    wrong = [problem(what) for what in _mistakes(given, numbers)]
    return (None, wrong) if wrong else (_scores(path, given), [])


def _mistakes(given: dict[str, Any], numbers: set[int]) -> Iterator[str]:
    if not isinstance(given.get("judge"), str) or not _name(given["judge"]):
        yield "没有评委的名字。"
    scores, recused, remarks = given.get("scores"), given.get("recused", []), given.get("remarks", {})
    if not isinstance(scores, dict) or not isinstance(recused, list) or not isinstance(remarks, dict):
        yield "评分文件里缺内容。"
        return
    unknown = [key for key in (*scores, *recused, *remarks) if _number(key) not in numbers]
    if unknown:
        yield f"有没有的作品编号：{unknown[0]}。"
    for key, score in scores.items():
        if type(score) is not int or not LOWEST <= score <= HIGHEST:
            yield f"第 {key} 号的分数“{score}”不对，应当是 {LOWEST} 到 {HIGHEST} 的整数。"
    both = {_number(key) for key in scores} & {_number(key) for key in recused}
    if both:
        yield f"第 {min(both - {0}, default=0)} 号又打了分，又回避。"


def _number(key: object) -> int:
    """The number of a work as JSON holds it; 0 for what is none."""
    text = str(key)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 and not isinstance(key, bool) else 0


def _name(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _scores(path: str, given: dict[str, Any]) -> ScoreFile:
    scores = {_number(key): score for key, score in given["scores"].items()}
    remarks = {_number(key): str(text).strip() for key, text in given.get("remarks", {}).items()}
    recused = frozenset(map(_number, given.get("recused", [])))
    return ScoreFile(path, _name(given["judge"]), scores, recused, {key: text for key, text in remarks.items() if text})


def without_doubles(found: list[ScoreFile]) -> tuple[list[ScoreFile], list[Problem]]:
    """Each judge once. The same scores twice count once; two opinions of one judge count not at all."""
    kept, problems = {}, []
    for scores in found:
        kept.setdefault(scores.judge.casefold(), []).append(scores)
    for several in kept.values():
        first, *others = several
        for other in others:
            problems.append(_double(first, other))
    agreeing = [several[0] for several in kept.values() if all(map(several[0].agrees, several))]
    return agreeing, problems


def _double(first: ScoreFile, other: ScoreFile) -> Problem:
    if first.agrees(other):
        what = f"评委“{other.judge}”的评分和 {first.path} 里的一样，只算一次。"
        return Problem(other.path, 1, "jury-double", what, "可以删掉其中一个文件。", "warning")
    what = f"评委“{other.judge}”有两份不同的评分，另一份是 {first.path}，两份都没有算。"
    return Problem(other.path, 1, "jury-double", what, "请问清哪一份作数，只留那一份；是两个人，请把名字写得分得开。")

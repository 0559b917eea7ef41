"""``docs/_desk/signers.yml``: who may sign which stage, and since when.

    signers:
      - name: 张三
        stages: [初审, 复审]
        since: 2026-11-01
        git: [zhangsan@example.cn]

Nobody is ever taken out of it: who has left gets an ``until``, and what he signed still holds.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from ...manuscripts import files, frontmatter
from ...manuscripts.dates import reject
from ...manuscripts.fields import Date, Model, Stage, Text
from ...manuscripts.refs import Location
from ...manuscripts.validation import line_of, validated
from ...problems import Problem, nearest

FILE = "_desk/signers.yml"

NAME = r"^[\w·（）()](?:[\w·（）() .-]*[\w·（）()])?$"
Name = Annotated[str, StringConstraints(strip_whitespace=True, max_length=30, pattern=NAME)]


class Signer(Model):
    name: Name = Field(description="审签人的名字，汉字、字母和数字；sign 的 --by 照这个写")
    stages: tuple[Stage, ...] = Field(min_length=1, description="可以签哪几审，如 [初审, 复审]")
    since: Date = Field(description="从哪天起可以签")
    until: Date | None = Field(None, description="签到哪天为止，当天还可以签；调离的写上它，不要删掉这个人")
    git: tuple[Text, ...] = Field((), description="本人提交时用的 Git 名字或邮箱；写了，review verify 才能证实是本人")

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Signer:
        if self.until and self.until < self.since:
            raise reject("date", f"{self.name} 的 until 早于 since", "请把两个日期对调或改正", at=("until",))
        return self

    def may_sign(self, stage: str, on: dt.date) -> bool:
        return stage in self.stages and self.serves(on)

    def serves(self, on: dt.date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)

    def is_author(self, name: str, email: str) -> bool:
        """Whether a commit by this author is his own."""
        return any(known == name or known.casefold() == email.casefold() for known in self.git)


class SignersFront(Model):
    """The whole of the table."""

    signers: tuple[Signer, ...] = Field((), description="审签人，每人一项")

    @model_validator(mode="after")
    def _names_each_once(self) -> SignersFront:
        """One person under two names would sign twice; so would one author for two."""
        names: dict[str, str] = {}
        authors: dict[str, str] = {}
        for position, signer in enumerate(self.signers):
            same = _folded(signer.name)
            if same in names:
                fix = "请合成一项；真是两个人，请给其中一个加上部门"
                raise reject("duplicate-id", f"审签人“{signer.name}”写了两次", fix, at=("signers", position, "name"))
            names[same] = signer.name
            for author in signer.git:
                other = authors.setdefault(_folded(author), signer.name)
                if other != signer.name:
                    what, fix = f"“{author}”已经给了 {other}", "一个 Git 名字或邮箱只能是一个人的"
                    raise reject("duplicate-id", what, fix, at=("signers", position, "git"))
        return self


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


@dataclass(frozen=True)
class Signers:
    """Everybody who is registered."""

    path: str
    """The table, as the editor sees it."""
    people: tuple[Signer, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)

    def get(self, name: str) -> Signer | None:
        """The signer of exactly this name: characters that only look alike are another's."""
        return next((signer for signer in self.people if signer.name == name), None)

    def for_stage(self, stage: str, on: dt.date) -> tuple[Signer, ...]:
        return tuple(signer for signer in self.people if signer.may_sign(stage, on))

    def nearest(self, name: str) -> str | None:
        """The registered name that somebody may have meant."""
        folded = {_folded(signer.name): signer.name for signer in self.people}
        return folded.get(_folded(name)) or nearest(name, folded.values())


def read_signers(docs_dir: Path, shown_as: str = "docs") -> tuple[Signers, list[Problem]]:
    """The table, and what is wrong with it. Of one that has a mistake, the sound entries count: what they signed stays signed.

    Nobody is registered in one that cannot be read, or that says a thing twice: that is not to be guessed at.
    """
    file, path = docs_dir / FILE, f"{shown_as}/{FILE}"
    if not file.is_file():
        return Signers(path), []
    data, problems = files.read_bytes(file, path)
    text, found = files.decode(path, data) if data is not None else (None, [])
    problems += found
    if text is None:
        return Signers(path), problems
    raw, lines, found = frontmatter.parse(path, text, first_line=1)
    problems += found
    if raw is None or any(problem.rule == "duplicate-key" for problem in found):
        return Signers(path), problems
    front, found = validated(path, SignersFront, raw, lines, "审签人表")
    if front is None:
        problems += found
        listed = raw.get("signers")
        sound = [n for n, entry in enumerate(listed) if _is_sound(entry)] if isinstance(listed, list) else []
        front, _ = validated(path, SignersFront, {"signers": [listed[n] for n in sound]}, {}, "审签人表")
        if front is None:
            return Signers(path), problems
        return _signers(path, front, sound, lines), problems
    return _signers(path, front, range(len(front.signers)), lines), problems


def _signers(path: str, front: SignersFront, places: Iterable[int], lines: Mapping[Location, int]) -> Signers:
    return Signers(path, front.signers, {s.name: line_of(lines, ("signers", n)) for s, n in zip(front.signers, places, strict=True)})


def _is_sound(entry: object) -> bool:
    return validated("", SignersFront, {"signers": [entry]}, {}, "审签人表")[0] is not None


def check_signers(signers: Signers, stages: tuple[str, ...], today: dt.date, is_there: bool) -> Iterator[Problem]:
    """Whether anybody can sign what the site asks for."""
    if not signers.people:
        what = "网站要审签，却没有登记审签人。" if is_there else f"网站要审签，却没有 {signers.path}（审签人表）。"
        fix = "请照编审手册“审签”一节登记；还不审签的网站，请在 mkdocs.yml 的 shuangyong 下面写 stages: []。"
        yield Problem(signers.path, 1, "review", what, fix)
        return
    for stage in stages:
        if not signers.for_stage(stage, today):
            what = f"现在没有人可以签{stage}，稿件过不了这一关。"
            yield Problem(signers.path, 1, "review", what, f"请给一位审签人的 stages 加上{stage}。", "warning")
    able = {signer.name for stage in stages for signer in signers.for_stage(stage, today)}
    if 0 < len(able) < len(stages):
        what = f"要签{len(stages)}审，现在只有{len(able)}个人能签；每审要换一个人。"
        yield Problem(signers.path, 1, "review", what, "请再登记审签人。", "warning")

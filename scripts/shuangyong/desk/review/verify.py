"""Every sign-off there is: whether it holds, and whether it is known to be by him whose name it bears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from ...manuscripts.library import Manuscript
from .approvals import Judged
from .office import Office


class Proof(Enum):
    """What Git says of a sign-off."""

    PROVEN = "已证实"
    RECORDED = "有记录，未证实"
    BY_ANOTHER = "提交的不是本人"


@dataclass(frozen=True)
class Checked:
    """One sign-off."""

    item: Manuscript
    judged: Judged
    proof: Proof
    why: str = ""
    """Behind the proof, or the lack of it."""
    since: str = ""
    """Of a void one: from which commit on, and by whom, as far as Git knows."""

    @property
    def line(self) -> int:
        return self.item.line("review", self.judged.position)

    @property
    def is_wrong(self) -> bool:
        """Whether somebody must look into it."""
        return not self.judged.holds or self.proof is Proof.BY_ANOTHER

    @property
    def words(self) -> str:
        record = self.judged.record
        state = "有效" if self.judged.holds else f"失效：{self.judged.fault}{self.since}"
        return f"{record.stage}  {record.by}  {record.on}  {state}；{self.proof.value}{f'（{self.why}）' if self.why else ''}"


def verify(office: Office, items: Iterable[Manuscript]) -> Iterator[Checked]:
    """Every sign-off of `items`, in their order."""
    for item in items:
        verdict = office.desk.verdict(item)
        for judged in verdict.judged:
            proof, why = _proof(office, item, judged)
            yield Checked(item, judged, proof, why, _since(office, item, judged) if judged.is_void else "")


def _proof(office: Office, item: Manuscript, judged: Judged) -> tuple[Proof, str]:
    record, history = judged.record, office.history
    if history is None:
        return Proof.RECORDED, "没有用 Git"
    signer = office.desk.signers.get(record.by)
    if signer is None or not signer.git:
        return Proof.RECORDED, "审签人表里没有登记他的 Git 名字"
    versions = history.bringing(office.desk.docs_dir / item.src_uri, record)
    if not versions:
        return Proof.RECORDED, "还没有提交到 Git"
    own = [v.commit for v in versions if not v.commit.is_cut_off and signer.is_author(v.commit.author, v.commit.email)]
    if own:
        return Proof.PROVEN, f"{own[0].date} 由本人提交，{own[0].id[:7]}"
    if any(version.commit.is_cut_off for version in versions):
        return Proof.RECORDED, "这台电脑上的 Git 历史不全"
    first = versions[-1].commit
    return Proof.BY_ANOTHER, f"提交的是 {first.name}"


def _since(office: Office, item: Manuscript, judged: Judged) -> str:
    """From when on, and by whom."""
    past = office.pasts.signed_as(item, judged.record) if office.pasts else None
    if office.pasts is None or past is None:
        return ""
    return "".join(f"，{words}" for words in office.pasts.changed_by(item, judged.record, past))


def tally(checked: Iterable[Checked]) -> Iterator[str]:
    """The closing lines: how many hold, and how they are proven."""
    checked = list(checked)
    holding = [each for each in checked if each.judged.holds]
    yield f"{len(checked)} 条审签：有效 {len(holding)} 条，失效 {len(checked) - len(holding)} 条。"
    for proof in Proof:
        found = [each for each in checked if each.proof is proof]
        reasons: dict[str, int] = {}
        for each in found if proof is Proof.RECORDED else ():
            reasons[each.why] = reasons.get(each.why, 0) + 1
        why = "，".join(f"{reason} {number} 条" for reason, number in reasons.items())
        if found:
            yield f"{proof.value} {len(found)} 条" + (f"：{why}。" if why else "。")

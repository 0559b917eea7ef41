"""What a run did, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ..manuscripts.captions import Album
from ..problems import Problem
from .job import Finding, Found, Record, Status

_WITHOUT_CAPTION = Finding(
    "photo-caption", "没有图注，不会发布。", "请在 captions.yml 里加上一项；运行 shuangyong photos captions 相册 可以起草。", "warning"
)


@dataclass(frozen=True)
class Entry:
    """One file of a run."""

    path: str
    """As the editor sees it."""
    file: str
    """Below the folder of originals."""
    record: Record | None
    """None for a photo that has a caption and nothing else."""
    findings: tuple[Finding, ...]
    line: int = 1
    is_captioned: bool = False
    album: str = ""
    """Its id, which names the folder of its renditions."""

    @property
    def status(self) -> Status:
        if any(finding.severity == "error" for finding in self.findings):
            return "rejected"
        return "warning" if self.findings else "ok"

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(Problem(self.path, self.line, f.rule, f.what, f.fix, f.severity) for f in self.findings)

    def as_dict(self) -> dict[str, Any]:
        renditions = self.record.renditions if self.record else ()
        return {
            "file": self.file,
            "status": self.status,
            "problems": [asdict(finding) for finding in self.findings],
            "renditions": [{"path": f"{self.album}/{r.name}", **_without_name(r)} for r in renditions],
        }


def _without_name(rendition) -> dict[str, Any]:
    return {key: value for key, value in asdict(rendition).items() if key != "name"}


@dataclass(frozen=True)
class Report:
    """A whole run."""

    entries: tuple[Entry, ...] = ()
    records: Mapping[tuple[str, str], Record] = field(default_factory=dict)
    """By (album, slug)."""
    made: int = 0
    """Photos that were prepared in this run."""
    kept: int = 0
    """Photos that stood already."""
    removed: int = 0
    """Stale renditions taken away."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(sorted(problem for entry in self.entries for problem in entry.problems))

    @property
    def found(self) -> Found:
        """Over every rendition that stands, whenever it was made."""
        return sum((entry.record.found for entry in self.entries if entry.record), Found())

    @property
    def has_rejected(self) -> bool:
        return any(entry.status == "rejected" for entry in self.entries)

    def as_list(self) -> list[dict[str, Any]]:
        return [entry.as_dict() for entry in self.entries]

    @property
    def lines(self) -> tuple[str, ...]:
        """The closing words of a run."""
        count = {status: sum(entry.status == status for entry in self.entries) for status in ("ok", "warning", "rejected")}
        photos = f"{len(self.entries)} 张照片：新做 {self.made}，沿用 {self.kept}"
        photos += f"，有提醒 {count['warning']}" * bool(count["warning"]) + f"，不能用 {count['rejected']}" * bool(count["rejected"])
        found = self.found
        checked = f"成片 {found.files} 个，逐个打开查过：GPS {found.gps}，作者 {found.authors}，其他信息 {found.strange}。"
        swept = f"，清掉过时的成片 {self.removed} 个" if self.removed else ""
        return f"{photos}{swept}。", checked


def entries_of(album: Album, records: Iterable[Record], missing: Iterable[tuple], changed: Iterable[str], prefix: str) -> Iterator[Entry]:
    """An entry for every file of an album; `prefix` is its folder below that of the originals."""
    captions = {photo.caption.file: photo for photo in album.photos}
    changed = set(changed)
    for record in sorted(records, key=lambda record: record.file):
        findings = record.findings
        is_captioned = record.file in captions
        if captions and not is_captioned and not record.is_rejected:
            findings += (_WITHOUT_CAPTION,)
        if record.file in changed:
            findings += (_changed(record.file),)
        yield Entry(f"{album.path}/{record.file}", f"{prefix}{record.file}", record, findings, is_captioned=is_captioned, album=album.id)
    for photo, finding in missing:
        yield Entry(photo.path, f"{prefix}{photo.caption.file}", None, (finding,), photo.line, is_captioned=True, album=album.id)


def _changed(name: str) -> Finding:
    what = f"{name} 和 originals.lock 里记的不是同一个文件：原片换过了。"
    return Finding("photo-changed", what, "确实要换，请删掉 originals.lock 里它那一行，再运行一次；审签过的稿件要重新审签。", "warning")

"""The paper 审签单: the text as it will appear, what is to be known of it, and boxes to sign."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ...manuscripts.captions import Caption, Photo
from ...manuscripts.dates import chinese_date
from ...manuscripts.library import CitedFigure, Manuscript
from ...manuscripts.models import KIND_NAMES, SignOff, Source
from ...manuscripts.refs import references
from ...photos.pictures import Pictures
from ...photos.plan import plan_album
from ...phrasing import basis
from ...problems import Problem
from ...text import with_addresses
from .. import rules
from .changes import Change, changes
from .digest import digest, short
from .history import Commit
from .office import Office

WIDTH = 1000
"""Pixels of a picture on the sheet, at most: 200 to the inch on the width of the text."""

PEOPLE = {"none": "没有人", "crowd": "认不出是谁", "recognisable": "认得出"}
INSIDE = ("evidence", "withheld", "consent")
"""Keys of which nothing is ever shown to readers."""
_NOT_AMONG_FACTS = ("title", "summary", "review", "cover", "draft")
_PLACE = ("address", "coordinates", "transit")
LABELS = {
    "sources": "资料来源", "district": "区", "brands": "品牌项目", "bases": "基地", "stories": "故事", "published": "首次发布",
    "album": "相册", "inspired_by": "受它带动", "merged_into": "并入", "base": "基地", "figures": "数字", "happened": "时间",
    "publish_location": "公开位置", "ai": "人工智能生成", "touch": "触摸屏", "evidence": "资料读自", "programme": "节目单",
    "text": "放", "where": "读自", "gives": "读到", "days": "在", "first": "起播", "last": "播到", "valid_until": "节目单有效到",
}  # fmt: skip
"""Labels of keys whose description is no name."""


@dataclass(frozen=True)
class Fact:
    """One line of what the front matter says."""

    label: str
    values: tuple[str, ...]
    """One, or one for each entry of a list."""
    is_inside: bool = False
    """Whether readers never see it."""


@dataclass(frozen=True)
class Pictured:
    """One photo, as it will be shown, with what readers do not see."""

    photo: Photo
    image: str
    """A ``data:`` address; empty where its rendition is not made or not up to date."""

    @property
    def caption(self) -> Caption:
        return self.photo.caption

    @property
    def credit(self) -> str:
        return "，".join(filter(None, (self.caption.photographer, self.caption.unit)))

    @property
    def people(self) -> str:
        return PEOPLE[self.caption.people]


@dataclass(frozen=True)
class Finding:
    """What a rule found, and why it stands all the same, where somebody said so."""

    what: str
    fix: str
    line: int
    is_error: bool
    basis: str = ""
    reason: str = ""
    """Why it was allowed, as written in place; empty for what was not."""

    @classmethod
    def of(cls, found: Problem | rules.Finding) -> Finding:
        said = (found.basis, found.allowed or "") if isinstance(found, rules.Finding) else ()
        return cls(found.what, found.fix, found.line, found.severity == "error", *said)


@dataclass(frozen=True)
class Box:
    """Where one stage is signed."""

    stage: str
    record: SignOff | None
    """The sign-off it has already, if that holds."""


@dataclass(frozen=True)
class Sheet:
    """Everything on the paper."""

    item: Manuscript
    site_name: str
    today: dt.date
    digest: str
    html: Markup
    facts: tuple[Fact, ...]
    figures: tuple[CitedFigure, ...]
    pictures: tuple[Pictured, ...]
    findings: tuple[Finding, ...]
    boxes: tuple[Box, ...]
    approved: Commit | None = None
    """The commit with the last approved text; None where there is none, or no Git."""
    changes: tuple[Change, ...] = ()
    has_history: bool = False

    @property
    def kind(self) -> str:
        return KIND_NAMES[self.item.kind]

    @property
    def short_digest(self) -> str:
        return short(self.digest)

    @property
    def printed_on(self) -> str:
        return chinese_date(self.today)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        return tuple(found for found in self.findings if not found.reason)

    @property
    def allowed_findings(self) -> tuple[Finding, ...]:
        return tuple(found for found in self.findings if found.reason)


def sheet(office: Office, item: Manuscript) -> Sheet:
    """The sheet of one manuscript. Raises CannotCut where nobody could sign it."""
    desk, library = office.desk, office.desk.library
    material, verdict = desk.material(item), desk.judged(item)
    shown = Pictures.of(library.photos, _fresh_records(office, item), office.darkroom.settings.out)
    pictures = tuple(Pictured(photo, _embedded(shown, id)) for id in library.photos_of(item) if (photo := library.photo(id)))
    figures = (library.figure(id) for kind, id in item.mentions if kind == "figure")
    past = office.pasts.last_approved(item) if office.pasts else None
    held = {record.stage: record for record in verdict.held}
    return Sheet(
        item,
        office.site_name,
        desk.today,
        digest(material),
        _text(office, item, {pictured.photo.id: pictured for pictured in pictures}),
        tuple(_facts(office, item)),
        tuple(filter(None, figures)),
        pictures,
        tuple(map(Finding.of, _found(office, item))),
        tuple(Box(stage, held.get(stage)) for stage in desk.stages),
        past.commit if past else None,
        changes(past.material, material, lambda line: desk.file_line(item, line)) if past else (),
        office.history is not None,
    )


def _found(office: Office, item: Manuscript) -> Iterator[Problem | rules.Finding]:
    report = office.report_on(item)
    yield from report.problems
    yield from report.findings


# --- Text and pictures ---


def _text(office: Office, item: Manuscript, pictures: dict[str, Pictured]) -> Markup:
    """The text with its photos in place; links lead nowhere on paper, figures to the table below."""

    def address(scheme: str, rest: str) -> str | None:
        return f"#{rest}" if scheme == "figure" else None

    def photo(id: str, is_alone: bool) -> str | None:
        pictured = pictures.get(id)
        return str(_figure(pictured)) if pictured else None

    return Markup(with_addresses(office.texts.of(item).html, address, photo))


def _figure(pictured: Pictured) -> Markup:
    caption = pictured.caption
    return Markup('<figure>{}<figcaption>{}<span class="credit">{}</span></figcaption></figure>').format(
        image_of(pictured), caption.caption, f"（{pictured.credit}）"
    )


def image_of(pictured: Pictured) -> Markup:
    if not pictured.image:
        what = f"照片 {pictured.photo.id} 的成片还没有做好。请先运行 shuangyong photos prepare。"
        return Markup('<p class="missing">{}</p>').format(what)
    return Markup('<img src="{}" alt="{}">').format(pictured.image, pictured.caption.alt)


def _fresh_records(office: Office, item: Manuscript) -> dict[tuple[str, str], Any]:
    """The renditions that are what readers will see. A stale one may show what is to be hidden by now."""
    found = {}
    for folder in office.darkroom.folders(office.albums_of(item)):
        plan = plan_album(folder.album, folder.originals, office.darkroom.settings, folder.tables)
        found |= {(folder.album.id, record.slug): record for record in plan.kept}
    return found


def _embedded(shown: Pictures, id: str) -> str:
    picture = shown.get(id)
    if picture is None:
        return ""
    jpegs = picture.sources()[-1].renditions
    file = picture.file_of(next((r for r in reversed(jpegs) if r.width <= WIDTH), jpegs[0]))
    return "data:image/jpeg;base64," + base64.b64encode(file.read_bytes()).decode()


# --- What the front matter says ---


def _facts(office: Office, item: Manuscript) -> Iterator[Fact]:
    titles = {at: named for kind, id, at in references(item.meta) if (named := _title(office, kind, id))}
    for name, field in type(item.meta).model_fields.items():
        value = getattr(item.meta, name)
        is_listed_below = item.kind == "source" and name == "figures"
        if name in _NOT_AMONG_FACTS or is_listed_below or value in (None, "", ()) or name not in item.meta.model_fields_set:
            continue
        is_inside = name in INSIDE or (name in _PLACE and not getattr(item.meta, "publish_location", True))
        at = (field.alias or name,)
        entries = value if isinstance(value, tuple) and isinstance(value[0], BaseModel) else None
        values = tuple(_said(each, titles, (*at, n)) for n, each in enumerate(entries)) if entries else (_said(value, titles, at),)
        yield Fact(_label(name, field), values, is_inside)
    for figure in item.meta.figures if isinstance(item.meta, Source) else ():
        words = "；".join(filter(None, (figure.shown, figure.what, figure.status, figure.period, figure.place, figure.note)))
        kept_back = f"（不对外：{figure.withheld}）" if figure.withheld else ""
        yield Fact(f"数字 {figure.id}", (words + kept_back,), bool(figure.withheld))


def _title(office: Office, kind: str, id: str) -> str:
    """What an id stands for, in words."""
    library = office.desk.library
    if kind == "figure":
        cited = library.figure(id)
        return f"{cited.figure.shown}（{cited.figure.what}）" if cited else ""
    if kind == "source":
        source = library.get(kind, id)
        return f"《{source.title}》（{basis(source)}）" if source else ""
    item = library.get(kind, id)
    return item.title if item else ""


def _label(name: str, field: FieldInfo) -> str:
    """What a key is called on paper: the first words of what an editor is told of it, unless these are no name."""
    label = field.description or name
    for end in "；，：。":
        label = label.partition(end)[0]
    return LABELS.get(name, label)


def _said(value: Any, titles: dict, at: tuple) -> str:
    if at in titles or value == "next":
        return titles.get(at, "下一个")
    if isinstance(value, BaseModel):
        fields = type(value).model_fields.items()
        written = value.model_fields_set
        parts = [(name, field, getattr(value, name), (*at, field.alias or name)) for name, field in fields if name in written]
        return "，".join(f"{_label(name, f)} {_said(v, titles, place)}" for name, f, v, place in parts if v not in (None, "", ()))
    if isinstance(value, tuple | list):
        return "；".join(_said(part, titles, (*at, number)) for number, part in enumerate(value))
    if hasattr(value, "items"):
        return "；".join(f"{key}：{_said(part, titles, (*at, key))}" for key, part in value.items())
    return {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)

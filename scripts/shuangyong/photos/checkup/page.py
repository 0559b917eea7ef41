"""The check-up as one page that opens by double-click and holds everything it shows."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from ...resources import templates_dir
from ..job import Finding
from .album import Checked
from .uses import good_for

_HERE = Path(__file__).parent

_PICTURE = ("check-sideways", "check-small", "check-blurred", "check-dark", "check-bright")
_GROUPS = (
    ("不能用的文件", "这些文件做不成成片。照右边写的办，再检查一次。", ("photo-",)),
    ("有图注，没有照片", "图注表里写了，文件夹里却没有。", ("check-no-file",)),
    ("照片要换，或要修", "字可以补，像素补不出来：这些请先找作者。", _PICTURE),
    ("重复的照片", "放在一起比一比，留最好的一张。", ("check-twice", "check-alike")),
    ("图注要补", "都在 captions.yml 里改。", ("check-",)),
)
"""Title, what to do, and the rules that belong there; a photo stands once, where it first fits."""
_MATTERS = {
    "photo-": "文件不能用",
    "check-no-file": "有图注没照片",
    "check-sideways": "可能放倒了",
    "check-small": "太小",
    "check-blurred": "不清楚",
    "check-dark": "太暗",
    "check-bright": "太亮",
    "check-twice": "一模一样",
    "check-alike": "几乎一样",
    "check-no-entry": "没有图注",
    "check-slug": "短名要改",
    "check-caption-text": "缺图注文字",
    "check-alt": "缺替代文字",
    "check-author": "缺作者",
    "check-rights": "缺版权和授权",
    "check-people": "没写有没有人",
    "check-consent": "缺肖像同意",
    "check-redact": "要涂掉的方块读不懂",
}
"""What there is to do, in the order of doing it."""


@dataclass(frozen=True)
class Card:
    """One photo on the page."""

    checked: Checked
    anchor: str

    @property
    def name(self) -> str:
        return self.checked.file or "（没有写文件名）"

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.checked.findings

    @property
    def facts(self) -> str:
        """What was measured, and where the entry stands."""
        place = f"captions.yml 第 {self.checked.line} 行" if self.checked.entry else ""
        if not (measures := self.checked.measures):
            return place
        size = f"{measures.size[0]}×{measures.size[1]}"
        enough = "够用于 " + "、".join(good_for(measures.size)) if good_for(measures.size) else ""
        return "，".join(filter(None, (size, enough, f"清晰度 {measures.sharpness:.1f}", place)))

    @property
    def size(self) -> tuple[int, int]:
        return self.checked.measures.size

    @property
    def thumbnail(self) -> str:
        if not self.checked.measures:
            return ""
        return "data:image/jpeg;base64," + base64.b64encode(self.checked.measures.thumbnail).decode()

    def has(self, rules: Sequence[str]) -> bool:
        """Whether any finding is of one of `rules`, or of a family that ends in a hyphen."""
        return any(f.rule == rule or (rule.endswith("-") and f.rule.startswith(rule)) for f in self.findings for rule in rules)


@dataclass(frozen=True)
class Group:
    """Cards under one heading."""

    title: str
    note: str
    cards: tuple[Card, ...]


def page(checked: Iterable[Checked], title: str) -> str:
    """One HTML page, grouped by what is to be done; `title` is the album's name."""
    cards = [Card(item, f"p{number}") for number, item in enumerate(checked, 1)]
    bad = [card for card in cards if card.findings]
    fine = [card for card in cards if not card.findings]
    return _template().render(title=title, css=_css(), summary=_summary(cards), matters=_matters(bad), groups=_grouped(bad), fine=fine)


def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(_HERE, encoding="utf-8")
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template("page.html")


def _css() -> Markup:
    tokens = (templates_dir() / "assets" / "css" / "tokens.css").read_text(encoding="utf-8")
    return Markup(tokens + (_HERE / "page.css").read_text(encoding="utf-8"))


def _summary(cards: list[Card]) -> str:
    must = sum(any(finding.severity == "error" for finding in card.findings) for card in cards)
    fine = sum(not card.findings for card in cards)
    counts = [f"{must} 张必须改"] * bool(must) + [f"{len(cards) - must - fine} 张建议改"] * bool(len(cards) - must - fine)
    return f"共 {len(cards)} 张：" + "，".join([*counts, f"{fine} 张没有问题"]) + "。"


def _matters(cards: list[Card]) -> list[Group]:
    found = (Group(title, "", tuple(card for card in cards if card.has((rule,)))) for rule, title in _MATTERS.items())
    return [group for group in found if group.cards]


def _grouped(cards: list[Card]) -> list[Group]:
    groups, left = [], list(cards)
    for title, note, rules in _GROUPS:
        mine = tuple(card for card in left if card.has(rules))
        left = [card for card in left if card not in mine]
        groups += [Group(title, note, _kin_together(mine))] if mine else []
    return groups


def _kin_together(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """In the order of names; photos that are alike next to each other."""
    return tuple(sorted(cards, key=lambda card: (min(card.name, *card.checked.like, card.name), card.name)))

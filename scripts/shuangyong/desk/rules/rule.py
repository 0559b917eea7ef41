"""Rules as data: what YAML may say of one, and the rules that come with the package.

A rule finds by a pattern, by a list of words or by a small function of its name. In patterns,
white space means nothing and ``<name>`` stands for a fragment of ``terms.yml``; ``<~8>`` is up to
eight characters of the same sentence, ``<-8>`` of the same clause.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from .gates import Gate

HERE = Path(__file__).parent

Group = Literal["secrecy", "privacy", "wording", "typography", "substance"]
GROUP_NAMES: dict[str, str] = {
    "secrecy": "保密",
    "privacy": "个人信息",
    "wording": "用语",
    "typography": "版式标点",
    "substance": "内容依据",
}
"""What each group is called before an editor, in the order in which reports give them."""

Sentence = Annotated[str, StringConstraints(pattern=r"[。？]$")]


class Example(BaseModel):
    """A whole file, where a rule needs more than a sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    """Its path in a site: ``docs/bases/x.md``."""
    text: str
    beside: Mapping[str, str] = {}
    """Other files of the same small site."""
    desk: Mapping[str, str] = {}
    """Tables of the desk: ``names.yml``."""


class Rule(BaseModel):
    """One kind of slip."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    id: Annotated[str, StringConstraints(pattern=r"^(secrecy|privacy|wording|typography|substance)\.[a-z]+(-[a-z]+)*$")]
    severity: Literal["error", "warning"]
    pattern: str | None = None
    words: tuple[str, ...] = ()
    function: str | None = None
    """The name of a function of ``functions/``."""
    options: Mapping[str, Any] = {}
    """What the function is told besides."""
    adopts: str | None = None
    """The problem of the site's other checks that this rule gives a group and a basis: ``dates-end``, ``missing-key sources``."""
    near: str | None = None
    """What the sentence must hold too."""
    unless: str | None = None
    """What the sentence may not hold."""
    contexts: tuple[str, ...] = ()
    """Contexts of ``terms.yml`` in which it is no finding: ``history``, ``foreign`` …"""
    keys: tuple[str, ...] = ()
    """Only in the values of these keys; ``body`` is the text."""
    not_keys: tuple[str, ...] = ()
    """Not in the values of these keys: ``base.phone`` is a base's own."""
    kinds: tuple[str, ...] = ()
    """Only in manuscripts of these kinds."""
    what: Sentence
    """``{found}`` stands for what was found; functions give further names."""
    fix: Sentence
    basis: Annotated[str, StringConstraints(min_length=2)]
    bad: tuple[str | Example, ...] = Field(min_length=3)
    good: tuple[str | Example, ...] = Field(min_length=3)

    @model_validator(mode="after")
    def _finds_in_one_way(self) -> Rule:
        if sum(map(bool, (self.pattern, self.words, self.function, self.adopts))) != 1:
            raise ValueError(f"{self.id}: a rule has a pattern, words or a function, or adopts a problem")
        return self

    @property
    def group(self) -> str:
        return self.id.partition(".")[0]

    @cached_property
    def gate(self) -> Gate | None:
        """Tries the pattern only where it may match."""
        if self.words:
            return Gate("|".join(map(re.escape, sorted(self.words, key=len, reverse=True))))
        return gated(self.pattern) if self.pattern else None

    @cached_property
    def near_regex(self) -> re.Pattern[str] | None:
        return compiled(self.near) if self.near else None

    @cached_property
    def unless_regex(self) -> re.Pattern[str] | None:
        return compiled(self.unless) if self.unless else None


class Context(BaseModel):
    """A kind of sentence: what speaks for it, and what speaks against."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    has: str
    hasnt: str | None = None
    carries: bool | Literal["paragraph"] = False
    """Whether it holds for the sentences that follow, until one says otherwise: a story told stays in its time.

    ``paragraph``: only to the end of the paragraph, or where the title or the summary says it.
    """

    @cached_property
    def has_regex(self) -> re.Pattern[str]:
        return compiled(self.has)

    @cached_property
    def hasnt_regex(self) -> re.Pattern[str] | None:
        return compiled(self.hasnt) if self.hasnt else None


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(name: str) -> Any:
    """The data in one of the YAML files beside this module."""
    return yaml.load((HERE / name).read_text(encoding="utf-8"), _Loader)


@cache
def _terms() -> Mapping[str, Any]:
    return load("terms.yml")


@cache
def contexts() -> Mapping[str, Context]:
    return {name: Context(**given) for name, given in _terms()["contexts"].items()}


_FRAGMENT = re.compile(r"<([a-z_]+|[~-]\d+)>(?![!=])")
"""``(?P<name>…)`` is the regular expressions' own."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression, with fragments put in. Raises KeyError for a fragment that is not there."""
    return re.compile(_expanded(pattern), re.VERBOSE)


def gated(pattern: str) -> Gate:
    """The same as a gate."""
    return Gate(_expanded(pattern), re.VERBOSE)


def _expanded(pattern: str) -> str:
    def put(match: re.Match) -> str:
        name = match[1]
        if pattern[max(0, match.start() - 2) : match.start()] == "?P":
            return match[0]
        if name[0] == "~":
            return f"[^。！？；\n\ufffc]{{0,{name[1:]}}}?"
        if name[0] == "-":
            return f"[^，。！？；：\n\ufffc]{{0,{name[1:]}}}?"
        return f"(?:{_expanded(_terms()['fragments'][name])})"

    return _FRAGMENT.sub(put, pattern)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule that comes with the package, group by group."""
    found = []
    for group in GROUP_NAMES:
        found += (Rule(**given) for given in load(f"{group}.yml"))
    return tuple(found)


@cache
def rules_by_id() -> Mapping[str, Rule]:
    return {rule.id: rule for rule in rules()}

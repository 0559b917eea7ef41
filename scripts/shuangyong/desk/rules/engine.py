"""Runs the rules over documents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from ...problems import Problem
from .desk import Desk
from .document import BODY, Document, Part
from .findings import Finding, softened
from .functions import functions
from .functions.base import Hit, sentence_around
from .rule import Context, Rule, contexts, rules, rules_by_id
from .tables import Allowance, why_not

LONGEST = 40
"""Characters of what was found that a message quotes."""
STORY_REACH = 800
"""How far back a story may have named the time in which it is told."""


def check_documents(documents: Iterable[Document], desk: Desk) -> list[Finding]:
    """Every finding in these documents, allowed ones with their reasons, sorted."""
    findings: list[Finding] = []
    for doc in documents:
        findings += check_document(doc, desk)
    return sorted(findings)


def check_document(doc: Document, desk: Desk) -> list[Finding]:
    found = [finding for rule in _rules_for(doc.kind) for finding in _run(rule, doc, desk)]
    # Where YAML is broken its reader says how; only what may not go out at all is told besides.
    found = [finding for finding in found if finding.line > doc.torn_lines or finding.group in ("secrecy", "privacy")]
    # A draft does not go out, nor does what was withdrawn: what is found there keeps nobody else from publishing.
    # But it is handed round and kept in Git: what nobody may know is an error there too, for whoever asks about it.
    if doc.data.get("draft") == "true":
        found = [finding if finding.group in ("secrecy", "privacy") else softened(finding) for finding in found]
    elif "withdrawn" in doc.data:
        notice = set(_lines_of_notice(doc))
        found = [finding if finding.line in notice else softened(finding) for finding in found]
    mine, wrong = read_allowances(doc)
    allowances = [*mine, *(each for each in desk.allowed if each.path == doc.path)]
    found = [_allowed(finding, allowances) for finding in dict.fromkeys(found)]
    doc.clean.forget_grams()
    doc.prose.forget_grams()
    used = {(finding.rule, finding.allowed) for finding in found}
    idle = [each for each in mine if (each.rule, each.reason) not in used or not any(each.covers(f.rule, f.found) for f in found)]
    return sorted([*found, *wrong, *map(_idle, idle)])


def _lines_of_notice(doc: Document) -> Iterator[int]:
    """Every line on which a withdrawn text's title and notice stand: these go out."""
    yield from (doc.line_and_column(doc.place_of(at))[0] for at in (("title",), ("withdrawn",), ("withdrawn", "reason")))
    for part in doc.parts:
        if part.location[:1] in (("title",), ("withdrawn",)):
            value = doc.text[part.start : doc.part_end(part)].rstrip()
            first, last = (doc.line_and_column(doc.clean.place(at))[0] for at in (part.start, part.start + max(0, len(value) - 1)))
            yield from range(first, last + 1)


@cache
def _rules_for(kind: str | None) -> tuple[Rule, ...]:
    """Those that look for something themselves in manuscripts of this kind."""
    return tuple(rule for rule in rules() if rule.adopts is None and (not rule.kinds or kind in rule.kinds))


def adopt(problems: Iterable[Problem]) -> tuple[list[Finding], list[Problem]]:
    """The problems of the site's other checks that a rule speaks of, as its findings; and the rest.

    What ``manuscripts.checks`` and the models find already is not looked for twice: here it
    only gets its group and its basis.
    """
    adopted, rest = [], []
    for problem in problems:
        rule = next((rule for rule in rules() if rule.adopts and _is_meant(rule.adopts, problem)), None)
        if rule is None:
            rest.append(problem)
        else:
            column = getattr(problem, "column", 1)
            adopted.append(Finding(problem.path, problem.line, column, rule.id, problem.severity, problem.what, problem.fix, rule.basis))
    return adopted, rest


def _is_meant(adopts: str, problem: Problem) -> bool:
    """Whether ``missing-key sources`` speaks of this problem: its rule, and a word of what it says."""
    name, _, word = adopts.partition(" ")
    return problem.rule in name.split("|") and (not word or word in problem.what)


def idle_allowances(desk: Desk, findings: Iterable[Finding]) -> list[Finding]:
    """The entries of the desk's table that allow nothing, now that every file has been checked."""
    findings = list(findings)
    return [_idle(each) for each in desk.allowed if not any(f.path == each.path and each.covers(f.rule, f.found) for f in findings)]


def _run(rule: Rule, doc: Document, desk: Desk) -> Iterator[Finding]:
    for hit in _hits(rule, doc, desk):
        if hit.reading == "source" or _holds(rule, doc, hit):
            yield _finding(rule, doc, hit)


def _hits(rule: Rule, doc: Document, desk: Desk) -> Iterator[Hit]:
    if rule.gate is None:
        yield from functions()[rule.function](doc, rule, desk)
        return
    reading = rule.options.get("reading", "clean")
    for match in rule.gate.finditer(doc.prose if reading == "prose" else doc.clean):
        if match.end() > match.start():
            yield Hit(match.start(), match.end(), {}, reading)


def _holds(rule: Rule, doc: Document, hit: Hit) -> bool:
    """Whether the place is one of those the rule speaks of."""
    if not (rule.near or rule.unless or rule.contexts or rule.keys or rule.not_keys):
        return True
    if rule.keys or rule.not_keys:
        part = doc.part_at(hit.start)
        if (rule.keys and not _is_of(doc, part, rule.keys)) or _is_of(doc, part, rule.not_keys):
            return False
    first, last = sentence_around(doc.text, hit.start, hit.end)
    if rule.near_regex and not rule.near_regex.search(doc.text, first, last):
        return False
    if rule.unless_regex and rule.unless_regex.search(doc.text, first, last):
        return False
    return not any(_is_in(contexts()[name], doc, first, last) for name in rule.contexts)


def _is_of(doc: Document, part: Part, keys: Iterable[str]) -> bool:
    """Whether a part is the value of one of these keys, or stands below one: ``coordinates``, ``base.phone``."""
    for key in keys:
        kind, dot, name = key.rpartition(".")
        if name in part.location and (not dot or doc.kind == kind):
            return True
    return False


def _is_in(context: Context, doc: Document, first: int, last: int) -> bool:
    """Whether the sentence from `first` to `last` is of this kind."""
    text = doc.text
    if context.hasnt_regex and context.hasnt_regex.search(text, first, last):
        return False
    if context.has_regex.search(text, first, last):
        return True
    if not context.carries:
        return False
    part = doc.part_at(first)
    if context.carries == "paragraph":
        return _last_said(context, text, max(part.start, text.rfind("\n", 0, first) + 1), first) or _is_headed(context, doc)
    if part.location == BODY:
        return _last_said(context, text, max(part.start, first - STORY_REACH), first)
    return any(context.has_regex.search(text, start, end) for start, end in _beside(doc, part))


def _is_headed(context: Context, doc: Document) -> bool:
    """Whether the title or the summary speaks for the context."""
    parts = (part for part in doc.parts if part.location in (("title",), ("summary",)))
    return any(context.has_regex.search(doc.text, part.start, doc.part_end(part)) for part in parts)


def _last_said(context: Context, text: str, first: int, last: int) -> bool:
    """Whether what was said last, before this sentence, speaks for the context."""
    said = max((match.start() for match in context.has_regex.finditer(text, first, last)), default=-1)
    unsaid = max((match.start() for match in context.hasnt_regex.finditer(text, first, last)), default=-1) if context.hasnt_regex else -1
    return said > unsaid


def _beside(doc: Document, part: Part) -> Iterator[tuple[int, int]]:
    """The stretches of text that belong to the same record: a photo's other fields, a manuscript's summary and opening."""
    for other in doc.parts:
        if other.location == BODY and len(part.location) == 1:
            yield other.start, min(other.start + STORY_REACH // 2, len(doc.text))
        elif other.location[:-1] == part.location[:-1]:
            yield other.start, doc.part_end(other)


def _finding(rule: Rule, doc: Document, hit: Hit) -> Finding:
    reading = {"clean": doc.clean, "prose": doc.prose}.get(hit.reading)
    place = reading.place(hit.start) if reading else hit.start
    text = reading.text if reading else doc.source
    found = str(hit.names.get("found", text[hit.start : hit.end])).replace("\n", "")
    if reading and "found" not in hit.names:
        written = doc.source[place : reading.place(hit.end - 1) + 1]
        found = written if _plain(written) == _plain(found) else found  # As it can be searched for.
    names: dict[str, Any] = {"around": text[max(0, hit.start - 2) : hit.end + 2].replace("\n", ""), **hit.names, "found": _short(found)}
    line, column = doc.line_and_column(place)
    return Finding(doc.path, line, column, rule.id, rule.severity, rule.what.format(**names), rule.fix.format(**names), rule.basis, found)


def _plain(text: str) -> str:
    """Without spaces, and with digits and letters of the usual width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _short(found: str) -> str:
    return found if len(found) <= LONGEST else found[: LONGEST - 1] + "…"


# ── what somebody lets stand ─────────────────────────────────────────────────


def read_allowances(doc: Document) -> tuple[list[Allowance], list[Finding]]:
    """What the front matter of a document allows, and what is wrong with that."""
    listed = doc.data.get("allowed")
    if listed is None or listed == "":
        return [], []
    if not isinstance(listed, list):
        return [], [_amiss(doc, ("allowed",), "写得不对", "请一条一行，写成 - {rule: 规则, text: 原文里的字, reason: 为什么可以这样写}")]
    good, wrong = [], []
    for number, entry in enumerate(listed):
        location = ("allowed", number)
        given = {key: str(entry.get(key, "")).strip() for key in ("rule", "text", "reason")} if isinstance(entry, dict) else {}
        missing = [key for key in ("rule", "text", "reason") if not given.get(key)]
        if missing:
            wrong.append(_amiss(doc, location, f"少了 {'、'.join(missing)}，不算数", "请写全 rule、text、reason 三项"))
        elif told := why_not(given["rule"]):
            wrong.append(_amiss(doc, location, *told))
        else:
            line, column = doc.line_and_column(doc.place_of(location))
            good.append(Allowance(given["rule"], given["text"], given["reason"], doc.path, doc.path, line, column))
    return good, wrong


def _amiss(doc: Document, location: tuple, why: str, remedy: str) -> Finding:
    line, column = doc.line_and_column(doc.place_of(location))
    return _about_allowance(doc.path, line, column, why, remedy, "allowed")


def _idle(allowance: Allowance) -> Finding:
    why, remedy = f"没有用上：“{allowance.text}”已经不在，或已经不是问题", "请删去这一条，免得以后真有问题时被它放过"
    return _about_allowance(allowance.written_in, allowance.line, allowance.column, why, remedy, allowance.text)


def _about_allowance(path: str, line: int, column: int, why: str, remedy: str, found: str) -> Finding:
    rule = rules_by_id()["substance.allowance"]
    what, fix = rule.what.format(why=why), rule.fix.format(remedy=remedy)
    return Finding(path, line, column, rule.id, rule.severity, what, fix, rule.basis, found)


def _allowed(finding: Finding, allowances: Iterable[Allowance]) -> Finding:
    reason = next((each.reason for each in allowances if each.covers(finding.rule, finding.found)), None)
    return replace(finding, allowed=reason) if reason else finding

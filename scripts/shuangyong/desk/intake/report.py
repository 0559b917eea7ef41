"""The report of an intake: one page that an editor can answer for every character with.

It lies in ``docs/_desk/intake/``, which no build ever copies, next to the draft in Git. The
changes stand in it a second time as data: ``original_of`` takes them back.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from ...resources import templates_dir
from .cleaning.figures import Drafted
from .tape import Change, Note, undone
from .work import Leftover, Numbered, Work

_HERE = Path(__file__).parent

LAYOUT = frozenset(
    [
        "layout", "line-end", "page-break", "heading", "figure", "mark", "escape", "list", "table", "bold",
        "footnote", "link", "line-break", "picture", "toc",
    ]
)
"""Rules of changes that leave the words as they were."""

_SHOWN = {"\n": "⏎", " ": "␣", "\u3000": "□", "\t": "⇥", "\u00a0": "␣", "\ufeff": "〔BOM〕", "\r": "␍", "\x0c": "〔换页〕"}


@dataclass(frozen=True)
class Row:
    """One change as the report shows it."""

    line: int
    column: int
    before: str
    after: str
    why: str
    sure: str
    is_layout: bool


@dataclass(frozen=True)
class Line:
    """One line of the original with everything that was done to its words."""

    number: int
    html: Markup
    reasons: tuple[tuple[str, str, int], ...]
    """(why, how certain, how often)."""


@dataclass(frozen=True)
class Facts:
    """What the report says besides the changes."""

    file: str
    """The name of the file that was taken in."""
    form: str
    sha256: str
    draft: str
    """Paths as an editor sees them."""
    source: str
    written: tuple[str, ...]
    filled: tuple[tuple[str, str], ...] = ()
    """(key, what was put there and why)."""

    @staticmethod
    def digest(data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()


LEAD = "\n"
"""Stands in a draft between the front matter and the text."""


def page(work: Work, numbered: Sequence[Numbered], figures: Sequence[Drafted], facts: Facts) -> str:
    """The whole page, which needs nothing beside it."""
    rows = [_row(work, change) for change in work.tape.changes]
    return _template().render(
        css=_css(),
        facts=facts,
        unit=work.unit,
        title=work.head.title,
        doubts=numbered,
        lines=list(_lines(work)),
        words=[row for row in rows if not row.is_layout],
        layout=[row for row in rows if row.is_layout],
        counts=_counts(work),
        moved=[(_line(work, change.origin), change.moved) for change in work.tape.changes if change.moved],
        leftovers=_merged(work.leftovers),
        kept=work.kept,
        figures=figures,
        data=_data(work, facts),
    )


def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(_HERE, encoding="utf-8")
    return jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True).get_template("report.html")


def _css() -> Markup:
    tokens = (templates_dir() / "assets" / "css" / "tokens.css").read_text(encoding="utf-8")
    return Markup(tokens + (_HERE / "report.css").read_text(encoding="utf-8"))


def _line(work: Work, origin: int) -> int:
    return work.tape.original.count("\n", 0, origin) + 1


def visible(text: str) -> str:
    """`text` with signs for what cannot be seen."""
    return "".join(_SHOWN.get(char, char if char.isprintable() else f"〔U+{ord(char):04X}〕") for char in text)


def is_layout(change: Change) -> bool:
    return set(change.rules) <= LAYOUT and not change.moved


def _row(work: Work, change: Change) -> Row:
    original = work.tape.original
    begin = original.rfind("\n", 0, change.origin) + 1
    after = f"（移走）{change.moved}" if change.moved and not change.after else visible(change.after)
    line = _line(work, change.origin)
    return Row(line, change.origin - begin + 1, visible(change.before), after, change.why, change.sure, is_layout(change))


def _counts(work: Work) -> list[tuple[str, int]]:
    """(reason, how often), most often first."""
    found = Counter(note.why for change in work.tape.changes for note in _each(change.notes))
    return found.most_common()


def _each(notes: Iterable[Note]) -> Iterable[Note]:
    return dict.fromkeys(notes)


def _lines(work: Work) -> Iterable[Line]:
    """The lines in whose words something was changed, with the changes in place."""
    original, by_line = work.tape.original, {}
    for change in work.tape.changes:
        if not is_layout(change):
            by_line.setdefault(_line(work, change.origin), []).append(change)
    starts = [0, *(match.end() for match in re.finditer("\n", original))]
    for number, changes in by_line.items():
        start = starts[number - 1]
        end = max(start + len(original[start:].split("\n", 1)[0]), changes[-1].origin + len(changes[-1].before))
        parts, at = [], start
        for change in changes:
            parts.append(escape(original[at : change.origin]))
            shown = f"（{change.moved}）" if change.moved and not change.after else visible(change.after)
            # Both stand there as words too: no colour alone says which is which.
            parts.append(Markup("<del>{}</del>").format(visible(change.before)) if change.before else "")
            parts.append(Markup("<ins>{}</ins>").format(shown) if shown else "")
            at = change.origin + len(change.before)
        parts.append(escape(original[at:end]))
        reasons = Counter((note.why, note.sure) for change in changes for note in _each(change.notes))
        yield Line(number, Markup("").join(parts), tuple((why, sure, count) for (why, sure), count in reasons.items()))


def _merged(leftovers: Iterable[Leftover]) -> list[Leftover]:
    return list(dict.fromkeys(one for one in leftovers if one.text or one.where))


def _data(work: Work, facts: Facts) -> Markup:
    """The changes for programs, safe inside a script element."""
    changes = [
        {"at": change.at, "before": change.before, "after": change.after, "line": _line(work, change.origin), "why": change.why,
         "sure": change.sure, "rules": list(change.rules), "moved": change.moved}
        for change in work.tape.changes
    ]  # fmt: skip
    whole = {"format": 1, "file": facts.file, "sha256": facts.sha256, "draft": facts.draft, "changes": changes}
    return Markup(json.dumps(whole, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


_DATA = re.compile(r'<script type="application/json" id="changes">(.*?)</script>', re.S)


def original_of(report: str, body: str) -> str:
    """The text as it came, from the report and the body of the draft as it was written.

    Raises ValueError where the body is another one.
    """
    match = _DATA.search(report)
    if not match:
        raise ValueError("not a report of an intake")
    changes = json.loads(match[1])["changes"]
    made = [Change(0, change["at"], change["before"], change["after"], ()) for change in changes]
    return undone(body.removeprefix(LEAD), made)

"""A text that remembers what it was.

Every step of the intake changes the text through a ``Tape``, so that no change goes
unreported: the changes, applied backwards to what came out, give the original.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True)
class Note:
    """Why something was changed."""

    rule: str
    """Stable identifier of the kind of change, such as ``space`` or ``confusion``."""
    why: str
    """In the editor's words, without a full stop."""
    sure: str = "高"
    """高 or 中: how certain the change is. What is less certain is not changed but doubted."""


@dataclass(frozen=True)
class Edit:
    """One change to make: characters `start` to `end` of the text as it stands become `new`."""

    start: int
    end: int
    new: str
    note: Note
    moved: str = ""
    """What became of a passage that leaves the text: ``title: …``."""


@dataclass(frozen=True)
class Change:
    """One change that was made, in the places of the original and of the result."""

    origin: int
    """Where `before` begins in the original."""
    at: int
    """Where `after` begins in the result."""
    before: str
    after: str
    notes: tuple[Note, ...]
    moved: str = ""

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(note.rule for note in self.notes))

    @property
    def why(self) -> str:
        return "；".join(dict.fromkeys(note.why for note in self.notes))

    @property
    def sure(self) -> str:
        """That of the least certain note."""
        return "中" if any(note.sure == "中" for note in self.notes) else "高"


@dataclass
class Anchor:
    """A place in the text that stays where it is while the text changes around it."""

    start: int
    end: int
    is_gone: bool = False
    """True once the passage it stood in has left the text."""


@dataclass(frozen=True)
class _Piece:
    """A stretch of the original, and what stands in its place; without notes it stands as it was."""

    origin: int
    before: str
    after: str
    notes: tuple[Note, ...] = ()
    moved: str = ""


class Tape:
    """The text as it stands, with the original beneath it."""

    def __init__(self, original: str, pieces: Iterable[tuple[str, str, Note | None]] = ()):
        """`pieces` give a text that differs from the original from the start, as (before, after, note)."""
        self.original = original
        self._pieces: list[_Piece] = []
        self._anchors: list[Anchor] = []
        origin = 0
        for before, after, note in pieces or [(original, original, None)]:
            self._pieces.append(_Piece(origin, before, after, (note,) if note else ()))
            origin += len(before)
        assert "".join(piece.before for piece in self._pieces) == original
        self._settle(self._pieces)

    def _settle(self, pieces: Iterable[_Piece]) -> None:
        self._pieces = [piece for piece in pieces if piece.before or piece.after]
        self.text = "".join(piece.after for piece in self._pieces)
        self._starts = list(accumulate((len(piece.after) for piece in self._pieces), initial=0))[:-1]

    def anchor(self, start: int, end: int) -> Anchor:
        """A place that is kept up to date; taking away all around it makes it gone."""
        self._anchors.append(found := Anchor(start, end))
        return found

    def origin_of(self, position: int) -> int:
        """Where in the original the character now at `position` comes from."""
        if not self._pieces:
            return 0
        number = max(bisect_right(self._starts, position) - 1, 0)
        piece = self._pieces[number]
        return piece.origin + min(position - self._starts[number], len(piece.before))

    def line_of(self, position: int) -> int:
        """The line of the original, from 1, of the character now at `position`."""
        return self.original.count("\n", 0, self.origin_of(position)) + 1

    def apply(self, edits: Iterable[Edit]) -> bool:
        """Make these changes at once; none may overlap another. False where there is nothing to change."""
        edits = sorted((e for e in edits if self.text[e.start : e.end] != e.new), key=lambda edit: (edit.start, edit.end))
        for one, two in zip(edits, edits[1:], strict=False):
            assert one.end <= two.start, (one, two)
        if edits:
            left, done, at = self._pieces[::-1], [], 0
            for edit in edits:
                at = _make(edit, left, done, at)
            self._settle([*done, *reversed(left)])
            shifts = _Shifts(edits)
            for anchor in self._anchors:
                shifts.move(anchor)
        return bool(edits)

    @property
    def pieces(self) -> list[tuple[str, str, Note | None]]:
        """The text in pieces, as a tape can be made of them."""
        return [(piece.before, piece.after, piece.notes[0] if piece.notes else None) for piece in self._pieces]

    @property
    def changes(self) -> tuple[Change, ...]:
        """Everything that was changed, in the order of the text."""
        pieces = zip(self._pieces, self._starts, strict=True)
        return tuple(Change(p.origin, at, p.before, p.after, p.notes, p.moved) for p, at in pieces if p.notes)


def _make(edit: Edit, left: list[_Piece], done: list[_Piece], at: int) -> int:
    """Carry pieces from `left` (the next one last) over to `done` and make the change on the way.

    `at` is where in the text before all changes the next piece begins; returns where it then does.
    A passage taken out at the very edge of the change stays a change of its own.
    """
    while left and at + len(left[-1].after) <= edit.start:
        at += len(left[-1].after)
        done.append(left.pop())
    touched, head = [], ""
    if left and at < edit.start:
        piece, cut = left.pop(), edit.start - at
        if piece.notes:
            head = piece.after[:cut]
            touched.append(piece)
            at += len(piece.after)
        else:
            done.append(_cut(piece, 0, cut))
            left.append(_cut(piece, cut, None))
            at = edit.start
    while left and at < edit.end:
        piece = left.pop()
        if at + len(piece.after) > edit.end and not piece.notes:
            left.append(_cut(piece, edit.end - at, None))
            piece = _cut(piece, 0, edit.end - at)
        touched.append(piece)
        at += len(piece.after)
    if at > edit.end:
        # What an earlier change put there, in part: the rest stays, for the next change to see.
        last = touched[-1]
        origin = last.origin + len(last.before)
        left.append(_Piece(origin, "", last.after[edit.end - at :], last.notes))
        at = edit.end
    origin = touched[0].origin if touched else _end(done)
    done.append(_merged(touched, head + edit.new, edit, origin))
    return at


def _end(done: Sequence[_Piece]) -> int:
    """Where in the original the last of these pieces ends."""
    return done[-1].origin + len(done[-1].before) if done else 0


def _cut(piece: _Piece, start: int, end: int | None) -> _Piece:
    """Part of a piece that stands as it was."""
    return _Piece(piece.origin + start, piece.before[start:end], piece.after[start:end])


def _merged(touched: Sequence[_Piece], after: str, edit: Edit, origin: int) -> _Piece:
    """One piece in the place of all that a change touches; as it was, where the change undoes an earlier one."""
    before = "".join(piece.before for piece in touched)
    notes = tuple(note for piece in touched for note in piece.notes)
    moved = edit.moved or "".join(piece.moved for piece in touched)
    return _Piece(origin, before, after) if before == after else _Piece(origin, before, after, (*notes, edit.note), moved)


class _Shifts:
    """Where places go when changes are made."""

    def __init__(self, edits: Sequence[Edit]):
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._before = list(accumulate((len(edit.new) - (edit.end - edit.start) for edit in edits), initial=0))
        self._leaving = [edit for edit in edits if edit.moved and not edit.new]

    def move(self, anchor: Anchor) -> None:
        """Move a place along with the text it stands at."""
        anchor.is_gone |= any(edit.start <= anchor.start and anchor.end <= edit.end for edit in self._leaving)
        end = self._place(anchor.end, is_end=True)
        anchor.start, anchor.end = min(self._place(anchor.start), end), end

    def _place(self, position: int, is_end: bool = False) -> int:
        """Where a position goes. What is inserted right before a place pushes it on, right behind it does not."""
        number = bisect_left(self._starts, position)
        while not is_end and number < len(self._edits) and self._edits[number].start == self._edits[number].end == position:
            number += 1
        if number and self._edits[number - 1].end > position:
            edit = self._edits[number - 1]
            return edit.start + self._before[number - 1] + (len(edit.new) if is_end else 0)
        return position + self._before[number]


def undone(result: str, changes: Iterable[Change]) -> str:
    """The original: `result` with every change taken back. Raises ValueError where one does not fit."""
    parts, done = [], 0
    for change in changes:
        end = change.at + len(change.after)
        if change.at < done or result[change.at : end] != change.after:
            raise ValueError(f"{change.at}: {change.after!r}")
        parts += [result[done : change.at], change.before]
        done = end
    return "".join([*parts, result[done:]])

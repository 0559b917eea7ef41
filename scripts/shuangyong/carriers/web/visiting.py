"""What somebody asks before he sets out for a base: is it open, what does it cost, how do I get there, may I come in a wheelchair.

Whether it is open today is worked out in the reader's browser (``visit.js``), since a page
may be months old; and only from hours that somebody verified (DESIGN, content model).
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from ...manuscripts.calendar import FreeDay
from ...manuscripts.models import Base, Hours
from ...phrasing import WEEKDAYS, hours_of_week

UNKNOWN = "没有查到"

_PLAIN_WORDS = re.compile("^(?:开放|参观|入场|入园)")
"""Words after 免费 that say no more than it does."""

_NUMBER = re.compile(r"(?<![\d-])(?:0\d{2,3}-\d{7,8}|400-?\d{3}-?\d{4}|1\d{10})(?!\d)")
"""Telephone numbers as they are printed in China: area code and number, service lines, mobiles."""


@dataclass(frozen=True)
class Visit:
    """The answers for one base."""

    base: Base
    free_days: tuple[FreeDay, ...]
    """The coming year's days on which it is free to all, the next first."""
    today: dt.date
    """The day of the build."""

    # --- Open ---

    @property
    def has_sure_hours(self) -> bool:
        return bool(self.base.is_verified and self.base.hours)

    @property
    def notice(self) -> str:
        """The temporary notice, as long as it stands: it may say otherwise than the hours."""
        notice = self.base.notice_on(self.today)
        return notice.text if notice else ""

    @property
    def opening(self) -> str:
        """The notice that stands or the hours in a line where these are sure; otherwise that they are not.

        Only with sure hours can the page drop the notice by itself once it has run out.
        """
        if self.notice and self.has_sure_hours:
            return self.notice
        return self.week or (self.base.hours_text if self.base.is_verified else "") or "待核实"

    @property
    def week(self) -> str:
        """The hours of the whole week; empty where they are not sure."""
        return hours_of_week(self.base.hours) if self.has_sure_hours else ""

    @property
    def opening_note(self) -> str:
        """Hours as somebody read them, unchecked."""
        return "" if self.base.is_verified else (self.base.hours_text or f"{UNKNOWN}开放时间。")

    @cached_property
    def timetable(self) -> str:
        """The hours for ``visit.js`` as JSON; empty where they are not sure.

        ``week``: seven lists from Monday, each of ``[open, close, last entry or null]``;
        ``except``: ``[first day, last day, how it is then]``, a notice that stands before all others.
        """
        if not self.has_sure_hours:
            return ""
        week = [[_times(hours) for hours in self.base.hours if day in hours.days] for day in WEEKDAYS]
        exceptions = [[e.on.start.first.isoformat(), (e.on.end or e.on.start).last.isoformat(), e.what] for e in self.base.exceptions]
        if self.notice:
            exceptions.insert(0, [self.today.isoformat(), self.base.notice.until.isoformat(), self.notice])
        return json.dumps({"week": week, "except": exceptions}, ensure_ascii=False, separators=(",", ":"))

    # --- Price ---

    @property
    def price(self) -> str:
        if not self.base.admission:
            return UNKNOWN
        if not self.base.is_free:
            return self.base.admission
        return "免费" if self.base.is_verified else "免费，待核实"

    @property
    def price_note(self) -> str:
        """What the line about admission says besides that it is free."""
        if not self.base.is_free:
            return ""
        rest = _PLAIN_WORDS.sub("", self.base.admission.removeprefix("免费")).lstrip("，。；; ")
        enclosed = re.fullmatch("[（(]([^（）()]*)[）)]", rest)
        rest = enclosed.group(1) if enclosed else rest
        return "" if rest in ("", "待核实") else rest

    @property
    def next_free_day(self) -> FreeDay | None:
        """Told only where one would have to pay on other days, or nobody knows."""
        return self.free_days[0] if self.free_days and not self.base.is_free else None

    # --- Way ---

    @property
    def place(self) -> str:
        return self.base.address or ("地址不公开" if not self.base.publish_location else f"{UNKNOWN}地址")

    @property
    def phone(self) -> Markup | None:
        """The telephone as printed, its numbers as links that dial them."""
        return dialled(self.base.phone) if self.base.phone else None

    # --- Wheelchair ---

    @property
    def access(self) -> str:
        if self.base.access is None:
            return UNKNOWN
        return f"有{'、'.join(self.base.access)}" if self.base.access else "没有无障碍设施"

    @property
    def access_note(self) -> str:
        return "" if self.base.access is not None else "轮椅、坡道、电梯、无障碍卫生间都待核实。"


def _times(hours: Hours) -> list[str | None]:
    return [str(hours.open), str(hours.close), str(hours.last_entry) if hours.last_entry else None]


def dialled(text: str) -> Markup:
    """`text` with each telephone number in it as a ``tel:`` link."""
    parts, at = [], 0
    for match in _NUMBER.finditer(text):
        number = match.group()
        link = Markup('<a class="sy-phone" href="tel:{}">{}</a>').format(number.replace("-", ""), number)
        parts += [escape(text[at : match.start()]), link]
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])

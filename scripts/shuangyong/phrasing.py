"""What several carriers say of a manuscript in the same few words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from .manuscripts.captions import Caption
from .manuscripts.library import Library, Manuscript
from .manuscripts.models import District, Hours, Source, Weekday

SEPARATOR = " · "
"""Between the parts of a line above a title."""

WEEKDAYS = get_args(Weekday)

FLAG = ("国旗", "五星红旗")


def basis(source: Manuscript) -> str:
    """What a text rests on: ``报纸专版（约2015年）``."""
    meta = source.meta
    assert isinstance(meta, Source)
    issued = f"（{'约' if meta.issued_note else ''}{meta.issued}）" if meta.issued else ""
    return f"{meta.source_kind}{issued}"


def district_name(library: Library, district: Manuscript) -> str:
    """Its name, with the present one where it was merged: ``原闸北区（今静安区）``."""
    assert isinstance(district.meta, District)
    merged = district.meta.merged_into
    now = library.get("district", merged) if merged else None
    return f"{district.title}（今{now.title}）" if now else district.title


def hours_of_week(hours: Iterable[Hours]) -> str:
    """``周二至周日 09:00—16:30（16:00停止入场）``, several parted by ；."""
    return "；".join(map(_hours, hours))


def _hours(hours: Hours) -> str:
    last = f"（{hours.last_entry}停止入场）" if hours.last_entry else ""
    return f"{span_of(hours.days)} {hours.open}—{hours.close}{last}"


def span_of(days: Iterable[str]) -> str:
    """Weekdays in a few words: 每天, 周二至周日, 周一、周三."""
    places = sorted({WEEKDAYS.index(day) for day in days})
    if len(places) == len(WEEKDAYS):
        return "每天"
    if len(places) > 2 and places[-1] - places[0] == len(places) - 1:
        return f"{WEEKDAYS[places[0]]}至{WEEKDAYS[places[-1]]}"
    return "、".join(WEEKDAYS[place] for place in places)


def credit(caption: Caption) -> str:
    """Who made it, for whom, by what right, each said once: ``宣传画 · 双拥之窗（项目自绘）``.

    What is no photograph says so, lest anybody take it for one of the event.
    """
    is_photograph = caption.medium in (None, "摄影")
    parts = ["摄影：" + caption.photographer] if is_photograph else [caption.medium, caption.photographer]
    for more in (caption.unit, re.split("[，。；,;]", caption.rights)[0]):
        if more and not any(more in part for part in parts):
            parts.append(more)
    return SEPARATOR.join(parts)


def shows_flag(caption: Caption) -> bool:
    """Whether a picture's words name the national flag, which is never filtered grey (国旗法 9)."""
    said = "".join(filter(None, (caption.title, caption.caption, caption.alt)))
    return any(word in said for word in FLAG)

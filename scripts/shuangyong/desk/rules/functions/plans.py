"""Aims of a time that has not come yet, told as achieved."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ..gates import Gate
from .base import Hit, known_as, sentence_around
from .dates import year_of

_DIGITS = "〇○零一二三四五六七八九"
_PLANS = "一二三四五六七八九"

_WHEN = Gate(
    rf"(?P<year>20\d\d|二[{_DIGITS}]{{3}})(?<![\d{_DIGITS}].{{4}})(?<![年\d][至到—–\-~～].{{4}})(?<![期延长续效租签订][到至].{{4}})年"
    r"(?:(?P<end>底|末|年底|年末|岁末)|(?P<month>1[0-2]|[1-9])月)?(?!版|远景|规划|计划|议程|愿景|行动|目标|可持续|到期|以来)"
    r"|[到至](?P<next>明年|后年)(?<![期延长续效租签订等].{3})(?:年?[底末初])?"
    r"|[“‘]?十(?P<plan>[一二三四五六七八九])五[”’]?(?:规划|时期|计划)?(?P<last>期?末|收官|结束|期满|最后一年|完成)?"
)
_DONE = re.compile(
    r"(?:已经?|业已|均已)(?:经|全部|全都|全面|都|彻底|圆满|顺利|如期|成功|基本|提前|先后|陆续|相继|普遍|率先|，)*(?:[^，。；能可要会未没不的]{1,4}(?=完成|完毕|到位|竣工))?"
    r"(?:建成|建立|建好|建起|修好|盖好|实现|完成|达成|达到|解决|得到(?:全面|彻底|圆满|妥善|根本)?解决|覆盖|消除|配齐|落实|落成|普及|办结|脱困|脱贫|化解|消失|清零|装上|住进|用上|通过|完毕|到位|竣工)(?![的区]|后)(?![\d一二两三四五六七八九十]+(?:周?年|个年头))"
    r"|(?:建成|实现|完成|解决|覆盖|消除|配齐|普及|办结|达到|建起|建立)了"
)
_NOW = re.compile(r"目前|现在|如今|眼下|现已|迄今|至今|今年|去年|近年|这几年|其中|[12]\d{3}年|十[一二三四五]五")
"""Between the two: what is done is done today."""


@known_as("ahead-of-time")
def ahead_of_time(doc, rule, desk) -> Iterator[Hit]:
    """What is said to be done by a year or at the end of a five-year plan that lies ahead."""
    if doc.clean.grams.isdisjoint("已了"):
        return
    for when in _WHEN.finditer(doc.clean):
        day = _day(when, desk.today)
        if day is None or day <= desk.today:
            continue
        _, last = sentence_around(doc.text, when.start(), when.end())
        done = _DONE.search(doc.text, when.end(), last)
        if done and not _NOW.search(doc.text, when.end(), done.start()):
            yield Hit(when.start(), done.end(), {"when": when[0].strip("“‘到至").replace("”", "")})


def _day(when: re.Match, today: dt.date) -> dt.date | None:
    """The day from which it can be told as past; None where a plan period is not said to be over.

    十四五 is 2021 to 2025, and each plan takes five years.
    """
    said = when.groupdict()
    if said.get("next"):
        return dt.date(today.year + 1, 1, 1)
    if said.get("plan"):
        last = 2010 + 5 * _PLANS.index(said["plan"])
        return dt.date(last, 12, 31) if said["last"] else dt.date(last - 4, 1, 1)
    year = year_of(said.get("year"))
    if year is None:
        return None
    return dt.date(year, 12, 31) if said["end"] else dt.date(year, int(said["month"] or 1), 1)

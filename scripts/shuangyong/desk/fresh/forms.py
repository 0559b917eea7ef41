"""The front matter of a new manuscript, with a line of explanation above what has to be looked at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import get_args

from ...manuscripts.library import Library
from ...manuscripts.models import BaseCategory, District
from ..lines import comment, entry

UNKNOWN = "待定"
"""Stands for a district or source that is not known; the check names it, since nothing is called so."""
TO_DO = "待补"
"""Stands for a text that has to be written; the model takes it, and so a draft can be read."""

_CATEGORY = (
    ("社区|街道|居民|里弄", "社区教育基地"),
    ("大学|学院|高校|中学|学校", "高校展馆"),
    ("烈士|陵园|英烈", "烈士纪念设施"),
    ("公园|绿地", "国防主题公园"),
    ("园区|训练营|营地", "国防教育园区"),
    ("遗址|旧址|战场", "抗战遗址"),
    ("抗战|抗日", "抗战纪念馆"),
    ("故居|人物|同志", "人物纪念馆"),
)


def district_lines(library: Library, text: str, given: str = "") -> list[str]:
    """The line for the district: the one given, the only one there is, the only one that the text names."""
    if given:
        return [*entry("district", given)]
    known = library.of("district")
    named = named_districts(library, text)
    if len(named) == 1:
        return [comment(f"文中提到“{named[0][1]}”，请核对"), f"district: {named[0][0]}"]
    if len(known) == 1:
        return [f"district: {known[0].id}"]
    ids = named or [(item.id, item.title) for item in known]
    choice = "、".join(f"{id}（{title}）" for id, title in ids[:16])
    return [comment(f"请写区的代号：{choice or '先加一个区'}"), f"district: {UNKNOWN}"]


def named_districts(library: Library, text: str) -> list[tuple[str, str]]:
    """(id, name) of the districts that a text names, the most often named first."""
    found = []
    for item in library.of("district"):
        assert isinstance(item.meta, District)
        names = {item.title.removeprefix("原"), f"{item.meta.short}区"}
        count = max(text.count(name) for name in names)
        if count:
            found.append((count, item.id, next(name for name in sorted(names) if name in text)))
    return [(id, name) for _, id, name in sorted(found, key=lambda one: (-one[0], one[1]))]


def front(kind: str, title: str, today: dt.date, library: Library, *, district: str = "", number: int | None = None) -> list[str]:
    """The lines between the two --- of a new manuscript. It passes the model, and it is a draft."""
    return [*entry("title", title), *_FORMS[kind](title, today, library, district, number), *_draft()]


def _draft() -> list[str]:
    return [comment("写好以后删去下面这一行，才会发布"), "draft: true"]


def _published(today: dt.date) -> list[str]:
    return [comment("发布那天，请改成当天的日期"), f"published: {today.isoformat()}"]


def _story(title: str, today: dt.date, library: Library, district: str, number: int | None) -> list[str]:
    return [
        comment("摘要：一两句话，不超过120字；写了就去掉前面的#"),
        comment("summary: 摘要"),
        comment("资料来源的代号，至少一个；还没有的，先用 shuangyong new source 加一个"),
        f"sources: [{UNKNOWN}]",
        *_published(today),
        *district_lines(library, title, district),
        *entry("number", number),
    ]


def _brand(title: str, today: dt.date, library: Library, district: str, number: int | None) -> list[str]:
    return [
        *_published(today),
        *entry("number", number),
        *district_lines(library, title, district),
        comment("类别，如 优抚项目、拥军品牌"),
        f"category: {TO_DO}",
        comment("在办、历史或待核实"),
        "status: 待核实",
    ]


def _base(title: str, today: dt.date, library: Library, district: str, number: int | None) -> list[str]:
    return [
        comment("请改成批准的全称"),
        *entry("official_name", title),
        *_published(today),
        *district_lines(library, title, district),
        comment(f"下面的类别是从名称猜的，请核对，只能写：{'、'.join(get_args(BaseCategory))}"),
        f"category: {guessed_category(title)}",
    ]


def guessed_category(title: str) -> str:
    """A category that the name suggests. It is a guess, and the draft says so."""
    return next((category for words, category in _CATEGORY if re.search(words, title)), "专题展馆")


def _exhibition(title: str, today: dt.date, library: Library, district: str, number: int | None) -> list[str]:
    return [
        *_published(today),
        comment("照片所在的相册文件夹，建好了就去掉前面的#"),
        comment("album: xiangce"),
        *entry("district", district),
    ]


def _screen(title: str, today: dt.date, library: Library, district: str, number: int | None) -> list[str]:
    return [
        comment("屏的像素，请照实改"),
        "size: 1920x1080",
        comment("节目单有效到哪天，请照实改"),
        f"valid_until: {_next_year(today).isoformat()}",
        comment("节目单：一天里轮着放的，请照样子往下加"),
        "programme:",
        "  - day: next",
        comment("天天都放的至少要一项，下面这一项是占位的"),
        f"  - notice: {TO_DO}",
    ]


def _next_year(today: dt.date) -> dt.date:
    return dt.date(today.year + 1, today.month, min(today.day, 28))


def _day(title: str, today: dt.date, library: Library, district: str, number: int | None) -> list[str]:
    rule = date_in(title)
    told = "从名称里看出来的日期，请核对" if rule else "这个日期是占位的，请改成真的；年年不同的，去掉这一行，用 dates 按年份列出"
    return [comment(told), f"rule: {rule or '01-01'}", comment("气氛：喜庆、庄重或平常"), "tone: 平常"]


def date_in(title: str) -> str:
    """``03-05`` for a title that names 3月5日; empty for others, and for days that do not exist."""
    match = re.search(r"(\d{1,2})月(\d{1,2})日", title)
    try:
        return f"{dt.date(2024, int(match[1]), int(match[2])):%m-%d}" if match else ""
    except ValueError:
        return ""


def _source(title: str, today: dt.date, library: Library, district: str, number: int | None) -> list[str]:
    return [
        *_published(today),
        comment("种类，如 报纸专版、政府公报、来稿"),
        f"source_kind: {TO_DO}",
        *entry("district", district),
        comment("版权情况，请核实"),
        "rights: 待核实",
    ]


_FORMS = {
    "story": _story,
    "brand": _brand,
    "base": _base,
    "exhibition": _exhibition,
    "screen": _screen,
    "day": _day,
    "source": _source,
}
KINDS: Sequence[str] = tuple(_FORMS)

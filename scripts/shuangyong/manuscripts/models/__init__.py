"""The typed front matter of every kind of manuscript.

Every field's ``description`` is the Chinese hint an editor sees: in VS Code by way of
``shuangyong schema``, and in the handbook. Unknown keys are refused. Models are frozen:
what was read is what every carrier sees.
"""

from __future__ import annotations

from .bases import Base, BaseCategory, Coordinates, Designation, Evidence, Facility, Hours, Notice, OpeningException, Weekday
from .days import Day, FreeEntry
from .front import Byline, Correction, Front, Published, SignOff, Withdrawn
from .screens import Cabinets, ProgrammeItem, Screen, ScreenHours
from .sources import Figure, FigureStatus, Gap, Source
from .stories import Brand, District, Exhibition, Page, Story

__all__ = [
    "Base",
    "BaseCategory",
    "Brand",
    "Byline",
    "Cabinets",
    "Coordinates",
    "Correction",
    "Day",
    "Designation",
    "District",
    "Evidence",
    "Exhibition",
    "FOLDERS",
    "Facility",
    "Figure",
    "FigureStatus",
    "FreeEntry",
    "Front",
    "Gap",
    "Hours",
    "KINDS",
    "KIND_NAMES",
    "Notice",
    "OpeningException",
    "Page",
    "ProgrammeItem",
    "Published",
    "Screen",
    "ScreenHours",
    "SignOff",
    "Source",
    "Story",
    "Weekday",
    "Withdrawn",
]

KINDS: dict[str, type[Front]] = {
    "story": Story,
    "brand": Brand,
    "base": Base,
    "district": District,
    "exhibition": Exhibition,
    "screen": Screen,
    "day": Day,
    "source": Source,
    "page": Page,
}
"""Every kind of manuscript with the model of its front matter."""

FOLDERS: dict[str, str] = {
    "stories": "story",
    "brands": "brand",
    "bases": "base",
    "districts": "district",
    "exhibitions": "exhibition",
    "screens": "screen",
    "calendar": "day",
    "sources": "source",
}
"""The folder below ``docs/`` gives the kind; every other place holds pages."""

KIND_NAMES: dict[str, str] = {
    "story": "故事",
    "brand": "品牌项目",
    "base": "国防教育基地",
    "district": "区",
    "exhibition": "影像展",
    "screen": "电子屏",
    "day": "节点",
    "source": "资料来源",
    "page": "普通页",
    "figure": "数字",
    "photo": "照片",
    "album": "相册",
}
"""What each kind is called before an editor."""

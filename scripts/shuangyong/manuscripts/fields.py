"""The types that front matter is made of: dates, ids, choices, short texts.

Each says how it is read, what is wrong with it otherwise, and how JSON Schema describes it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator, StringConstraints, WithJsonSchema

from .dates import DateSpan, Moment, PartialDate, YearlyRule, parse_date, reject
from .refs import Ref

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

_DATE = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2014-05-01"]}
_PARTIAL = {"type": ["string", "integer"], "examples": ["2014", "2014-09", "2014-09-15"]}
_SPAN = {"type": ["string", "integer"], "examples": ["2014", "2014-09", "2014-09-15/2014-09-20"]}
_MOMENT = {"type": "string", "examples": ["2026-11-22", "2026-11-22 09:30"]}
_RULE = {"type": "string", "examples": ["03-05", "third saturday of september"]}

Date = Annotated[dt.date, PlainValidator(parse_date), WithJsonSchema(_DATE)]
Partial = Annotated[PartialDate, PlainValidator(PartialDate.parse), WithJsonSchema(_PARTIAL)]
Span = Annotated[DateSpan, PlainValidator(DateSpan.parse), WithJsonSchema(_SPAN)]
PublishedAt = Annotated[Moment, PlainValidator(Moment.parse), WithJsonSchema(_MOMENT)]
Rule = Annotated[YearlyRule, PlainValidator(YearlyRule.parse), WithJsonSchema(_RULE)]


def _clock(text: str) -> str:
    try:
        dt.time.fromisoformat(text)
        if len(text) != 5:
            raise ValueError
    except ValueError:
        raise reject("time", f"“{text}”不是有效时间", "请加引号写成 \"09:00\" 的样子") from None
    return text


def _tag(text: str) -> str:
    if re.search("[，、,]", text):
        raise reject("value", f"标签“{text}”里有逗号或顿号", "请用英文逗号隔开，写成 [甲, 乙]")
    return text


Tag = Annotated[Text, AfterValidator(_tag)]
Clock = Annotated[str, AfterValidator(_clock)]

StoryId = Annotated[str, Ref("story")]
BrandId = Annotated[str, Ref("brand")]
BaseId = Annotated[str, Ref("base")]
DistrictId = Annotated[str, Ref("district")]
ExhibitionId = Annotated[str, Ref("exhibition")]
DayId = Annotated[str, Ref("day")]
SourceId = Annotated[str, Ref("source")]
FigureId = Annotated[str, Ref("figure")]
PhotoId = Annotated[str, Ref("photo")]
AlbumId = Annotated[str, Ref("album")]

ShortNumber = Annotated[int, Field(ge=1, le=99999)]

Stage = Literal["初审", "复审", "终审"]
Tone = Literal["喜庆", "庄重", "平常"]
Level = Literal["国家级", "市级", "区级", "街镇级", "待核实"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""Highest first."""


class Model(BaseModel):
    """Frozen, and strict about keys: an unknown one is a problem, not a note to oneself."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, coerce_numbers_to_str=True)

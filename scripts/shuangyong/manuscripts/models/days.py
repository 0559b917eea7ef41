"""Days of the publicity calendar."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from ..dates import reject
from ..fields import BaseId, Date, Model, Rule, Text, Tone
from .front import Front


class FreeEntry(Model):
    """Bases that admit everybody free on a day: by name, or by a word in their designations."""

    bases: tuple[BaseId, ...] = Field((), description="当天免费的基地代号")
    designations: tuple[Text, ...] = Field((), description="称号里有这几个字的基地当天都免费，如 [国防教育基地]")
    basis: Text = Field(description="依据，会显示在基地页上")


class Day(Front):
    rule: Rule | None = Field(None, description="日期规则：03-05，或 third saturday of september")
    through: Rule | None = Field(None, description="延续一段时间的，写到哪天为止，如 09-30")
    dates: Annotated[dict[int, Date], AfterValidator(MappingProxyType)] = Field(
        {}, validate_default=True, description="没有规则的，按年份列出日期"
    )
    tone: Tone = Field("平常", description="气氛；同一天有两个时，庄重优先")
    basis: Text | None = Field(None, description="依据的法律或通知")
    free_entry: FreeEntry | None = Field(None, description="当天哪些基地免费")

    @model_validator(mode="after")
    def _is_given_once(self) -> Day:
        if self.rule is None and not self.dates:
            raise reject("rule", "节点没有写日期", "请加上一行 rule: 03-05 的样子；年年不同的，用 dates 按年份列出")
        if self.rule is not None and self.dates:
            raise reject("rule", "日期规则 rule 和按年份的 dates 两样都写了", "请只留一样", at=("dates",))
        for year, date in self.dates.items():
            if date.year != year:
                raise reject("date", f"“{year}: {date}”的年份对不上", "请让日期落在它前面的年份里", at=("dates", year))
        return self

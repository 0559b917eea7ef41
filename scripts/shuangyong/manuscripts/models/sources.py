"""Sources, their figures, and what they leave open."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from ..dates import reject
from ..fields import DistrictId, Model, Span, Text
from .front import Byline, Published

FigureStatus = Literal["实数", "目标", "名称", "推算", "缺"]


class Figure(Model):
    """One number of a source: as printed, and as a value one may count with."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")] = Field(description="数字的代号，在本来源里不重复")
    as_printed: Text | None = Field(None, description="原文怎样印的，一字不差，如 600余件")
    value: int | float | str | tuple[int, ...] | None = Field(None, description="数值，或日期；缺的不写")
    unit: Text | None = Field(None, description="单位")
    status: FigureStatus = Field(description="实数、目标、名称、推算或缺")
    what: Text = Field(description="是什么的数字")
    period: Text | None = Field(None, description="哪个时期")
    place: Text | None = Field(None, description="哪里")
    note: Text | None = Field(None, description="使用时要注意什么，会显示")
    series: Text | None = Field(None, description="可以放在一起比较的一组数字，写同一个组名；不能比较的不写")
    withheld: Text | None = Field(None, description="不对外的理由；写了以后这个数字在任何地方都不出现")

    @model_validator(mode="after")
    def _can_be_shown(self) -> Figure:
        if self.as_printed is None and self.status not in ("推算", "缺") and not self.withheld:
            raise reject("missing-key", f"数字 {self.id} 缺少 as_printed", "请照原文写出这个数字；推算或缺失的除外")
        if self.status == "缺" and self.value is not None:
            fix = "原文没有的数字不能补；请去掉 value，或改 status"
            raise reject("value", f"数字 {self.id} 标为“缺”，却写了 value", fix, at=("value",))
        return self

    @property
    def shown(self) -> str:
        """What a reader sees: the printed form, or value and unit where it is derived."""
        if self.as_printed:
            return self.as_printed
        return "缺" if self.value is None else f"{self.value}{self.unit or ''}"

    @property
    def is_approximate(self) -> bool:
        """Printed with 余, 多 or 数: a floor, which may never be shown as an exact number."""
        return any(mark in (self.as_printed or "") for mark in "余多数")


class Gap(Model):
    what: Text = Field(description="资料没有说清什么")
    figure: Text | None = Field(None, description="与本来源的哪个数字有关，写代号")


class Source(Published):
    source_kind: Text = Field(description="种类，如 报纸专版")
    publication: Text | None = Field(None, description="报刊名；原件上没有就不写")
    subtitle: Text | None = Field(None, description="副题")
    kicker: Text | None = Field(None, description="眉题")
    district: DistrictId | None = Field(None, description="写的是哪个区")
    issued: Span | None = Field(None, description="刊发时间")
    issued_note: Text | None = Field(None, description="刊发时间是推算的，在这里说明依据")
    byline: Byline | None = Field(None, description="原文署名")
    rights: Text = Field(description="版权情况")
    figures: tuple[Figure, ...] = Field((), description="原文里的数字")
    gaps: tuple[Gap, ...] = Field((), description="原文没有说清、本站不补的地方")

    @model_validator(mode="after")
    def _numbers_each_figure_once(self) -> Source:
        ids = [figure.id for figure in self.figures]
        for position, id in enumerate(ids):
            if id in ids[:position]:
                raise reject("duplicate-id", f"数字的代号 {id} 重复", "请给每个数字不同的代号", at=("figures", position, "id"))
        for position, gap in enumerate(self.gaps):
            if gap.figure and gap.figure not in ids:
                raise reject("unknown-id", f"本来源没有代号为“{gap.figure}”的数字", "请核对代号", at=("gaps", position, "figure"))
        return self

"""Screens and their programmes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from ..dates import reject
from ..fields import BaseId, BrandId, Clock, Date, DayId, ExhibitionId, FigureId, Model, StoryId, Text
from .bases import Weekday
from .front import Front


class ProgrammeItem(Model):
    story: StoryId | None = Field(None, description="故事")
    brand: BrandId | None = Field(None, description="品牌项目")
    base: BaseId | None = Field(None, description="国防教育基地")
    exhibition: ExhibitionId | None = Field(None, description="影像展")
    figures: tuple[FigureId, ...] = Field((), description="几个数字")
    day: DayId | Literal["next"] | None = Field(None, description="节点；next 是下一个节点")
    notice: Text | None = Field(None, description="一段通知")
    video: Text | None = Field(None, description="视频文件")
    seconds: int | None = Field(None, ge=3, le=600, description="停留秒数；不写则按字数算")
    days: tuple[Weekday, ...] = Field((), description="只在这些天播放")
    from_: Clock | None = Field(None, alias="from", description="每天从几点起")
    until: Clock | None = Field(None, description="每天到几点止")

    @model_validator(mode="after")
    def _shows_one_thing(self) -> ProgrammeItem:
        things = ("story", "brand", "base", "exhibition", "figures", "day", "notice", "video")
        given = [thing for thing in things if getattr(self, thing)]
        if len(given) != 1:
            found = "、".join(given) or "什么都没写"
            raise reject("programme", f"节目单的一项只能放一样东西，这里是：{found}", "请只写 story、brand、base 等其中一样")
        return self


class Cabinets(Model):
    cabinets: Annotated[str, StringConstraints(pattern=r"^\d+x\d+$")] = Field(description="箱体数，横x竖")
    pixels: Annotated[str, StringConstraints(pattern=r"^\d+x\d+$")] = Field(description="每个箱体的像素，横x竖")


class ScreenHours(Model):
    days: tuple[Weekday, ...] = Field((), description="哪些天；不写是每天")
    on: Clock = Field(description="几点亮屏")
    off: Clock = Field(description="几点熄屏")


class Screen(Front):
    base: BaseId | None = Field(None, description="放在哪个基地")
    size: Annotated[str, StringConstraints(pattern=r"^\d+x\d+$")] | Cabinets = Field(
        description="像素，如 1920x1080；LED 屏写 cabinets 和 pixels"
    )
    pixel_pitch_mm: float | None = Field(None, gt=0, description="点间距，毫米")
    viewing_distance_m: float | None = Field(None, gt=0, description="观看距离，米")
    hours: tuple[ScreenHours, ...] = Field((), description="亮屏时间")
    valid_until: Date = Field(description="节目单有效到哪天")
    programme: tuple[ProgrammeItem, ...] = Field(min_length=1, description="节目单，按顺序播放")

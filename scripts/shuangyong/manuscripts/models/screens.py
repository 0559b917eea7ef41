"""Screens and their programmes."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

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
    video: Text | None = Field(None, description="视频文件，写从 docs 起的路径，如 screens/welcome.mp4")
    text: Literal["全文", "摘要"] = Field("全文", description="故事、品牌项目和影像展：全文分屏放完，还是只放摘要")
    seconds: int | None = Field(None, ge=3, le=600, description="停留秒数；不写则按字数算")
    days: tuple[Weekday, ...] = Field((), description="只在这些天播放")
    from_: Clock | None = Field(None, alias="from", description="每天从几点起")
    until: Clock | None = Field(None, description="每天到几点止")
    first: Date | None = Field(None, description="从哪天起播")
    last: Date | None = Field(None, description="播到哪天，当天仍播")

    THINGS: ClassVar = ("story", "brand", "base", "exhibition", "figures", "day", "notice", "video")

    @model_validator(mode="after")
    def _shows_one_thing(self) -> ProgrammeItem:
        given = [thing for thing in self.THINGS if getattr(self, thing)]
        if len(given) != 1:
            found = "、".join(given) or "什么都没写"
            fix = "请只写 story、brand、base 等其中一样"
            raise reject("programme", f"节目单的一项只能放一样东西，这里是：{found}", fix, at=(*given, *self.THINGS)[1:2])
        if self.from_ and self.from_ == self.until:
            raise reject("time", f"from 和 until 都是 {self.from_}，一分钟也不播", "请改正其中一个", at=("until",))
        if self.first and self.last and self.last < self.first:
            raise reject("date", "这一项的 last 早于 first", "请把两个日期对调或改正", at=("last",))
        return self

    @property
    def thing(self) -> str:
        """Which of the eight it shows."""
        return next(thing for thing in self.THINGS if getattr(self, thing))

    @property
    def has_summary(self) -> bool:
        """Whether ``text`` makes a difference."""
        return self.thing in ("story", "brand", "exhibition")


class Cabinets(Model):
    cabinets: Annotated[str, StringConstraints(pattern=r"^\d+x\d+$")] = Field(description="箱体数，横x竖")
    pixels: Annotated[str, StringConstraints(pattern=r"^\d+x\d+$")] = Field(description="每个箱体的像素，横x竖")

    @property
    def size(self) -> tuple[int, int]:
        """Pixels of the whole wall."""
        (across, down), (width, height) = _pair(self.cabinets), _pair(self.pixels)
        return across * width, down * height


def _pair(text: str) -> tuple[int, int]:
    first, second = text.split("x")
    return int(first), int(second)


class ScreenHours(Model):
    days: tuple[Weekday, ...] = Field((), description="哪些天；不写是每天")
    on: Clock = Field(description="几点亮屏")
    off: Clock = Field(description="几点熄屏；早于 on 的，是第二天的这个时候")

    @model_validator(mode="after")
    def _lasts(self) -> ScreenHours:
        if self.on == self.off:
            fix = "请改正其中一个；整天亮着的，不写 hours"
            raise reject("time", f"亮屏和熄屏都是 {self.on}", fix, at=("off",))
        return self


class Screen(Front):
    base: BaseId | None = Field(None, description="放在哪个基地")
    size: Annotated[str, StringConstraints(pattern=r"^\d+x\d+$")] | Cabinets = Field(
        description="像素，如 1920x1080；LED 屏写 cabinets 和 pixels"
    )
    pixel_pitch_mm: float | None = Field(None, gt=0, description="点间距，毫米")
    viewing_distance_m: float | None = Field(None, gt=0, description="观看距离，米")
    touch: bool = Field(False, description="触摸屏写 true：点一下能自己读")
    hours: tuple[ScreenHours, ...] = Field((), description="亮屏时间；不写就整天亮着")
    valid_until: Date = Field(description="节目单有效到哪天")
    programme: tuple[ProgrammeItem, ...] = Field(min_length=1, description="节目单，按顺序播放")

    SIDES: ClassVar = (128, 8192)
    """The shortest and the longest side, in pixels, for which there is a layout."""

    @model_validator(mode="after")
    def _has_a_sound_size(self) -> Screen:
        least, most = self.SIDES
        if not all(least <= side <= most for side in self.pixels):
            width, height = self.pixels
            raise reject("value", f"屏幕是 {width}x{height} 像素，排不出版面", f"请核对 size：每边 {least} 到 {most} 像素", at=("size",))
        return self

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the whole screen."""
        return self.size.size if isinstance(self.size, Cabinets) else _pair(self.size)

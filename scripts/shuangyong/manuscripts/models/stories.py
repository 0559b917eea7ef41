"""Stories and the brands they tell of; districts, exhibitions and ordinary pages."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..fields import AlbumId, BaseId, BrandId, DistrictId, FigureId, Partial, ShortNumber, SourceId, Span, StoryId, Text
from .front import NUMBER_HINT, Byline, Front, Published


class Story(Published):
    happened: Span | None = Field(None, description="事情发生的时间；只知道年份就只写年份")
    happened_note: Text | None = Field(None, description="时间是推算的，在这里说明依据")
    district: DistrictId = Field(description="区的代号，如 xuhui")
    sources: tuple[SourceId, ...] = Field(min_length=1, description="资料来源的代号，至少一个")
    byline: Byline | None = Field(None, description="本文署名")
    brands: tuple[BrandId, ...] = Field((), description="相关品牌项目的代号")
    bases: tuple[BaseId, ...] = Field((), description="相关国防教育基地的代号")
    number: ShortNumber | None = Field(None, description=NUMBER_HINT)


class Brand(Published):
    district: DistrictId = Field(description="区的代号")
    owner: Text | None = Field(None, description="主办单位")
    category: Text = Field(description="类别，如 优抚项目、拥军品牌")
    since: Partial | None = Field(None, description="开始的时间")
    since_note: Text | None = Field(None, description="开始时间是推算的，在这里说明依据")
    status: Literal["在办", "历史", "待核实"] = Field(description="现况")
    inspired_by: BrandId | None = Field(None, description="受哪个品牌带动而产生")
    number: ShortNumber | None = Field(None, description=NUMBER_HINT)


class District(Front):
    short: Text = Field(description="简称，如 徐汇")
    city: Text = Field(description="所在城市")
    merged_into: DistrictId | None = Field(None, description="并入了哪个区")
    merged_on: Partial | None = Field(None, description="什么时候并入")


class Exhibition(Published):
    album: AlbumId | None = Field(None, description="照片所在的相册文件夹，如 xuanchuanhua")
    district: DistrictId | None = Field(None, description="区的代号")
    venue: Text | None = Field(None, description="展出地点")
    happened: Span | None = Field(None, description="展出时间")
    hosts: tuple[Text, ...] = Field((), description="主办单位")
    collected: FigureId | None = Field(None, description="征集件数，写数字的代号，如 zhabei-2015/f06")
    selected: FigureId | None = Field(None, description="选展件数，写数字的代号")


class Page(Published):
    """An ordinary page: home, 关于, the handbook."""

    stories: tuple[StoryId, ...] = Field((), description="首页：放在最前面的故事，按写的顺序；不写则取最新的")
    brands: tuple[BrandId, ...] = Field((), description="首页：突出的品牌项目；不写则取故事最多的")
    bases: tuple[BaseId, ...] = Field((), description="首页：推荐去看的基地；不写则取故事最多的")
    figures: tuple[FigureId, ...] = Field((), description="首页：突出的数字，写 来源/代号；不写则取引用最多的")

"""Bases: what somebody must know who wants to visit one."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from ..fields import LEVELS, Clock, Date, DistrictId, Level, Model, Partial, Span, Text
from .front import Published


class Designation(Model):
    name: Text = Field(description="称号，照命名文件写")
    level: Level = Field("待核实", description="级别")
    by: Text | None = Field(None, description="命名单位")
    on: Partial | None = Field(None, description="命名时间")
    status: Literal["有效", "待核实", "已撤销"] = Field("待核实", description="称号现况")


class Coordinates(Model):
    lat: float = Field(ge=-90, le=90, description="纬度")
    lng: float = Field(ge=-180, le=180, description="经度")
    system: Literal["WGS-84", "GCJ-02", "BD-09", "不明"] = Field(description="坐标系；不明的不显示")
    note: Text | None = Field(None, description="坐标的来历和疑点，不对外显示")


Weekday = Literal["周一", "周二", "周三", "周四", "周五", "周六", "周日"]


class Hours(Model):
    days: tuple[Weekday, ...] = Field(min_length=1, description="适用的星期")
    open: Clock = Field(description='开门时间，如 "09:00"')
    close: Clock = Field(description='关门时间，如 "16:30"')
    last_entry: Clock | None = Field(None, description="停止入场时间")


class OpeningException(Model):
    on: Span = Field(description="哪天或哪几天")
    what: Text = Field(description="怎样开放")


class Notice(Model):
    text: Text = Field(description="通知内容")
    until: Date = Field(description="到哪天为止，过后不再显示")


class Evidence(Model):
    where: Text = Field(description="在哪里读到的")
    gives: Text | None = Field(None, description="读到了哪些内容")


Facility = Literal["坡道", "电梯", "轮椅", "无障碍卫生间", "母婴室", "手语", "字幕", "服务犬"]
BaseCategory = Literal[
    "烈士纪念设施", "抗战纪念馆", "抗战遗址", "人物纪念馆", "专题展馆", "高校展馆", "国防教育园区", "国防主题公园", "社区教育基地"
]


class Base(Published):
    official_name: Text = Field(description="批准的全称")
    district: DistrictId = Field(description="区的代号")
    category: BaseCategory = Field(description="类别")
    designations: tuple[Designation, ...] = Field((), description="命名和称号")
    address: Text | None = Field(None, description="地址")
    publish_location: bool = Field(True, description="false 时，地址和坐标在任何地方都不出现")
    coordinates: Coordinates | None = Field(None, description="坐标，必须写明坐标系")
    transit: tuple[Text, ...] = Field((), description="公共交通")
    hours: tuple[Hours, ...] = Field((), description="核实过的开放时间")
    closed: Text | None = Field(None, description="闭馆日")
    exceptions: tuple[OpeningException, ...] = Field((), description="节假日等例外")
    hours_text: Text | None = Field(None, description="未核实的开放时间，照所见写，有冲突也照写")
    booking: Text | None = Field(None, description="预约办法")
    guide: Text | None = Field(None, description="讲解")
    phone: Text | None = Field(None, description="公开的联系电话")
    admission: Text | None = Field(None, description="门票；免费的以“免费”两字开头")
    free_for: tuple[Text, ...] = Field((), description="哪些人免费")
    audience: tuple[Text, ...] = Field((), description="适合人群")
    access: tuple[Facility, ...] | None = Field(None, description="已核实的无障碍设施；没核实就不写")
    notice: Notice | None = Field(None, description="临时通知")
    website: Text | None = Field(None, description="官方网站")
    opened: Partial | None = Field(None, description="开放或揭牌的时间")
    verified_on: Date | None = Field(None, description="最近一次向场馆核实的日期")
    evidence: tuple[Evidence, ...] = Field((), description="资料在哪里读到；只供核对，不对外显示")

    @property
    def levels(self) -> tuple[Level, ...]:
        """Levels of its standing designations, highest first; 待核实 where none is known."""
        known = {d.level for d in self.designations if d.status != "已撤销"} - {"待核实"}
        return tuple(level for level in LEVELS if level in known) or ("待核实",)

    @property
    def is_free(self) -> bool:
        return bool(self.admission and self.admission.startswith("免费"))

    @property
    def is_verified(self) -> bool:
        return self.verified_on is not None

    def notice_on(self, date: dt.date) -> Notice | None:
        """The temporary notice, as long as it stands."""
        return self.notice if self.notice and self.notice.until >= date else None

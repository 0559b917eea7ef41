"""What every kind of manuscript may say of itself."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from ..fields import Date, Model, PhotoId, PublishedAt, SourceId, Stage, Tag, Text

NUMBER_HINT = "短号：读者在触摸屏上输入的编号，全站不重复，一经给定不再改"


class Correction(Model):
    on: Date = Field(description="更正日期")
    what: Text = Field(description="更正了什么：原来怎样写，现在怎样写")


class Withdrawn(Model):
    on: Date = Field(description="撤下日期")
    reason: Text = Field(description="撤下原因，会显示在原地址上")


class SignOff(Model):
    stage: Stage = Field(description="审次")
    by: Text = Field(description="审签人（登记的名字）")
    on: Date = Field(description="审签日期")
    digest: Text = Field(description="审签时内容的摘要，由命令写入")


class Allowance(Model):
    rule: Text = Field(description="规则，照检查结果方括号里的字写，如 wording.superlative")
    text: Text = Field(description="原文里的字，照抄")
    reason: Text = Field(description="为什么可以这样写；每份检查报告都会列出")


class Byline(Model):
    reporter: Text | None = Field(None, description="记者")
    correspondent: Text | None = Field(None, description="通讯员")
    photographer: Text | None = Field(None, description="摄影")
    editor: Text | None = Field(None, description="责任编辑")
    designer: Text | None = Field(None, description="视觉设计")

    LABELS: ClassVar = {
        "reporter": "记者",
        "correspondent": "通讯员",
        "photographer": "摄影",
        "editor": "责任编辑",
        "designer": "视觉设计",
    }

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """(role, name) in the order a newspaper prints them."""
        named = ((label, getattr(self, role)) for role, label in self.LABELS.items())
        return tuple((label, name) for label, name in named if name)


class Front(Model):
    """What every kind of manuscript may say."""

    title: Text = Field(description="标题")
    summary: Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)] | None = Field(
        None, description="摘要，不超过120字；用在列表、搜索结果和订阅里"
    )
    tags: tuple[Tag, ...] = Field((), description="标签，可以写几个，用英文逗号隔开")
    cover: PhotoId | None = Field(None, description="题图，写成 相册/照片短名")
    sources: tuple[SourceId, ...] = Field((), description="资料来源的代号，如 zhabei-2015")
    published: PublishedAt | None = Field(None, description="首次在本站发布的日期，可写到分")
    updated: Date | None = Field(None, description="最近一次修改内容的日期")
    corrections: tuple[Correction, ...] = Field((), description="更正记录，公开显示")
    withdrawn: Withdrawn | None = Field(None, description="撤下：写明日期和原因后，各处都不再出现")
    draft: bool = Field(False, description="草稿：true 时不发布")
    ai: bool = Field(False, description="内容由人工智能生成或合成时写 true，页面会显示标识")
    allowed: tuple[Allowance, ...] = Field((), description="检查出来、核对过、确实可以这样写的地方")
    review: tuple[SignOff, ...] = Field((), description="审签记录，由命令写入")


class Published(Front):
    """Kinds that go out on a known day."""

    published: PublishedAt = Field(description="首次在本站发布的日期，可写到分")

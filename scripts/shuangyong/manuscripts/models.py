"""The typed front matter of every kind of manuscript.

Every field's ``description`` is the Chinese hint an editor sees: in VS Code by way of
``shuangyong schema``, and in the handbook. Unknown keys are refused. Models are frozen:
what was read is what every carrier sees.
"""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from .dates import reject
from .fields import (
    LEVELS,
    AlbumId,
    BaseId,
    BrandId,
    Clock,
    Date,
    DayId,
    DistrictId,
    ExhibitionId,
    FigureId,
    Level,
    Model,
    Partial,
    PhotoId,
    PublishedAt,
    Rule,
    ShortNumber,
    SourceId,
    Span,
    Stage,
    StoryId,
    Tag,
    Text,
    Tone,
)

_NUMBER_HINT = "短号：读者在触摸屏上输入的编号，全站不重复，一经给定不再改"


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
    review: tuple[SignOff, ...] = Field((), description="审签记录，由命令写入")


class Published(Front):
    """Kinds that go out on a known day."""

    published: PublishedAt = Field(description="首次在本站发布的日期，可写到分")


# --- The kinds ---------------------------------------------------------------------------------


class Story(Published):
    happened: Span | None = Field(None, description="事情发生的时间；只知道年份就只写年份")
    happened_note: Text | None = Field(None, description="时间是推算的，在这里说明依据")
    district: DistrictId = Field(description="区的代号，如 xuhui")
    sources: tuple[SourceId, ...] = Field(min_length=1, description="资料来源的代号，至少一个")
    byline: Byline | None = Field(None, description="本文署名")
    brands: tuple[BrandId, ...] = Field((), description="相关品牌项目的代号")
    bases: tuple[BaseId, ...] = Field((), description="相关国防教育基地的代号")
    number: ShortNumber | None = Field(None, description=_NUMBER_HINT)


class Brand(Published):
    district: DistrictId = Field(description="区的代号")
    owner: Text | None = Field(None, description="主办单位")
    category: Text = Field(description="类别，如 优抚项目、拥军品牌")
    since: Partial | None = Field(None, description="开始的时间")
    since_note: Text | None = Field(None, description="开始时间是推算的，在这里说明依据")
    status: Literal["在办", "历史", "待核实"] = Field(description="现况")
    inspired_by: BrandId | None = Field(None, description="受哪个品牌带动而产生")
    number: ShortNumber | None = Field(None, description=_NUMBER_HINT)


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
    open: Clock = Field(description="开门时间，如 \"09:00\"")
    close: Clock = Field(description="关门时间，如 \"16:30\"")
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


class Page(Published):
    """An ordinary page: home, 关于, the handbook."""

    stories: tuple[StoryId, ...] = Field((), description="首页：放在最前面的故事，按写的顺序；不写则取最新的")
    brands: tuple[BrandId, ...] = Field((), description="首页：突出的品牌项目；不写则取故事最多的")
    bases: tuple[BaseId, ...] = Field((), description="首页：推荐去看的基地；不写则取故事最多的")
    figures: tuple[FigureId, ...] = Field((), description="首页：突出的数字，写 来源/代号；不写则取引用最多的")


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

"""The site's columns: the fronts that are made, whoever asks for them."""

from __future__ import annotations

from dataclasses import dataclass

from .manuscripts.library import Library, address_of


@dataclass(frozen=True)
class Column:
    """A column of the site with its generated front page."""

    src_uri: str
    name: str
    description: str
    type: str
    """ColumnType, as the guide sorts columns."""
    keywords: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return address_of(self.src_uri)


_ALL = (
    Column(
        "stories/index.md",
        "双拥故事",
        "军队和地方互相帮助的事，每件都写明时间、地点和出处。",
        "工作动态",
        ("拥军优属", "拥政爱民"),
    ),
    Column(
        "brands/index.md",
        "品牌项目",
        "各街道、各单位长期做下来的双拥项目：谁办的，为谁办，办了什么。",
        "工作动态",
        ("双拥品牌", "优抚"),
    ),
    Column("bases/index.md", "国防教育基地", "可以去参观的国防教育基地和纪念场馆。", "公共服务", ("国防教育", "参观")),
    Column(
        "numbers/index.md",
        "数字双拥",
        "报道里的每一个数字：原文怎样印，是什么的数字，出自哪里。",
        "数据发布",
        ("统计", "出处"),
    ),
    Column(
        "calendar/index.md",
        "日历",
        "双拥和国防教育的重要日子，依据什么，哪天落在星期几。",
        "工作动态",
        ("纪念日", "全民国防教育日"),
    ),
    Column("districts/index.md", "各区", "按区看故事、品牌项目和国防教育基地。", "概况信息"),
    Column("exhibitions/index.md", "影像展", "军地合办的影像展和作品。", "工作动态", ("摄影", "书画")),
    Column("sources/index.md", "资料来源", "本站内容根据哪些资料写成，资料没有说清的地方在哪里。", "概况信息", ("出处",)),
    Column("about/index.md", "关于", "本站是谁办的，怎样编写，怎样更正。", "概况信息"),
)

COLUMNS: dict[str, Column] = {column.src_uri.partition("/")[0]: column for column in _ALL}
"""The columns by the folder that holds them."""

HOME = Column("index.md", "首页", "双拥故事、品牌项目、国防教育基地和数字。", "首页")


def has_front(library: Library, column: Column) -> bool:
    """Whether the column's front page is there: 关于 is written by the editors, 影像展 made only where there are some."""
    if column is COLUMNS["about"]:
        return library.at(column.src_uri) is not None
    return column is not COLUMNS["exhibitions"] or bool(library.of("exhibition"))

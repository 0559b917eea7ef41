"""The text of a file alone, and where each character of it stands."""

from __future__ import annotations

import pytest

from making import TODAY
from shuangyong.desk.rules import check_text
from shuangyong.desk.rules.document import read
from shuangyong.desk.rules.markup import GAP

SAME = str.maketrans("，；：？！（）", ",;:?!()")


def words(path: str, text: str) -> str:
    return read(path, text).text.strip("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("徐汇区有[13个街镇](figure:xuhui-2021/f60)。", "徐汇区有13个街镇。"),
        ("见[红帆船](../../brands/hongfanchuan.md)的页面", "见红帆船的页面"),
        ("![老军医](photo:album/a)在社区", "老军医在社区"),
        ("**军民**一家*亲*", "军民一家亲"),
        ("## 组织领导 {#a .b}\n", "组织领导"),
        ("1. 报名\n2. 体检\n", "报名\n体检"),
        ("> 引文\n> 第二行\n", "引文\n第二行"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |\n", "甲\n乙\n\n丙\n丁"),
        ("写成`docs/x.md`就行", f"写成{GAP}就行"),
        ("```\n13812345678\n```\n后文", f"{GAP}\n\n后文"),
        ("前<!-- 13812345678 -->后", f"前{GAP}后"),
        ("看https://example.org/13812345678这里", f"看{GAP}这里"),
        ("信到office@example.org收", f"信到{GAP}收"),
        ("脚注[^1]在后\n\n[^1]: 注文\n", "脚注在后\n\n注文"),
        ("[f]: figure:x/f01\n正文", "正文"),
        ("<span class='驻区'>军民</span>", "军民"),
        (r"\*不是\*强调", "*不是*强调"),
        ("军&nbsp;民", "军民"),
        ("snake_case_name不动", "snake_case_name不动"),
    ],
)
def test_markup_is_no_text(text: str, expected: str) -> None:
    lines = [line.strip() for line in words("x.md", text).split("\n")]
    wanted = [line.strip() for line in expected.split("\n")]
    assert [line for line in lines if line] == [line for line in wanted if line]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("军 民一家　亲", "军民一家亲"),
        ("共 24 位老兵", "共24位老兵"),
        ("军\u200b民", "军民"),
        ("双\n拥工作", "双拥工作"),
        ("第一段。\n第二段", "第一段。\n第二段"),
        ("第一段\n\n第二段", "第一段\n\n第二段"),
        ("LED screen用", "LED screen用"),
        ("来了,又走了(退役)", "来了，又走了（退役）"),
        ("9:00开门", "9:00开门"),
        ("手机１３８１２３４５６７８", "手机13812345678"),
    ],
)
def test_plain_reading_has_what_scans_put_in_taken_out(text: str, expected: str) -> None:
    assert words("x.txt", text) == expected


SOURCES = {
    "front.md": '---\ntitle: "甲\\"乙"\nsummary: 闸北 区的事\ntags: [文化, 社区]\nnotes:\n  - what: >-\n      折叠的\n      两行\n---\n\n正文[红帆船](x.md)。\n\n- 一\n- 二\n',
    "captions.yml": "title: 相册\nphotos:\n  - file: a.jpg\n    slug: a\n    caption: '说明''里有引号'\n    alt: 画面 上\n",
    "plain.txt": "专版\n\n军 民\n一家 亲,都来了。\n",
    "emoji.md": "---\ntitle: 🚩红旗\n---\n\n🚩军 民\n",
}


@pytest.mark.parametrize("path", SOURCES)
def test_every_character_is_found_again_in_the_file(path: str) -> None:
    doc = read(path, SOURCES[path])
    for reading in (doc.prose, doc.clean):
        for position, char in enumerate(reading.text):
            if char not in f"\n {GAP}":
                assert doc.source[reading.place(position)].translate(SAME) == char.translate(SAME), (position, char)


PLACES = [
    ("docs/x.md", "---\ntitle: 七三一五四部队来信\n---\n\n正文。\n", "secrecy.unit-code", (2, 8)),
    ("docs/x.md", '---\ntitle: "七三一五四部队来信"\n---\n\n正文。\n', "secrecy.unit-code", (2, 9)),
    ("docs/x.md", "---\ntitle: 甲\nsummary: 社区里\n  来了73154部队的人\n---\n\n正文。\n", "secrecy.unit-code", (4, 5)),
    ("docs/x.md", "---\ntitle: 甲\n---\n\n第一段。\n\n他说，**73154部队**好。\n", "secrecy.unit-code", (7, 6)),
    ("docs/x.md", "---\ntitle: 甲\n---\n\n见[73154](x.md)部队。\n", "secrecy.unit-code", (5, 3)),
    ("docs/x.md", "---\ntitle: 甲\n---\n\n来到7315 4 部队。\n", "secrecy.unit-code", None),
    ("photos/a/captions.yml", "photos:\n  - file: a.jpg\n    caption: 官兵合影\n    alt: 门口写着73154部队\n", "secrecy.unit-code", (4, 14)),
    ("x.txt", "专版\n\n    锦旗送到 73154 部队。\n", "secrecy.unit-code", (3, 10)),
    ("docs/x.md", "---\ntitle: 甲\n---\n\n链接到https://example.org/73154部队。\n", "secrecy.unit-code", None),
    ("docs/x.md", "---\ntitle: 甲\n---\n\n[文字](../73154部队.md)\n", "secrecy.unit-code", None),
    ("docs/x.md", "---\ntitle: 甲\nsources: [73154部队]\n---\n\n正文\n", "secrecy.unit-code", None),
    ("docs/x.md", "---\ntitle: 甲\n---\n\n官兵来了,居民也来了。\n", "typography.punctuation", (5, 5)),
    ("docs/x.md", "---\ntitle: 甲\n---\n\n官兵 来了。\n", "typography.space", (5, 3)),
    ("docs/x.md", "---\ntitle: 甲\nsummary: 官兵来了,居民也来了\n---\n\n正文\n", "typography.punctuation", (3, 14)),
]


@pytest.mark.parametrize(("path", "text", "rule", "place"), PLACES)
def test_findings_stand_where_the_editor_sees_them(path: str, text: str, rule: str, place: tuple[int, int] | None) -> None:
    found = [(each.line, each.column) for each in check_text(path, text, today=TODAY, src_uri=path.removeprefix("docs/")) if each.rule == rule]
    assert found == ([place] if place else [])


def test_front_matter_that_is_no_yaml_is_checked_all_the_same() -> None:
    found = check_text("docs/x.md", "---\ntitle: [甲\nsummary: 锦旗送到73154部队\n---\n\n正文\n", today=TODAY)
    assert [(each.rule, each.line, each.column) for each in found if each.group == "secrecy"] == [("secrecy.unit-code", 3, 14)]

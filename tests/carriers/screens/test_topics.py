"""What a screen says of each thing in its programme."""

from __future__ import annotations

from typing import Any

import pytest

from making import figure, manuscript
from shuangyong.carriers.screens.lines import Paragraph
from shuangyong.carriers.screens.topics import Part, Topic, Topics
from shuangyong.manuscripts.calendar import in_year
from shuangyong.manuscripts.models import ProgrammeItem

from .setting import TOLD, album, caption, shipped, small, squeezed

STORY, BRAND, BASE, SHOW = "stories/2026/boat.md", "brands/boat.md", "bases/museum.md", "exhibitions/show.md"
TEXT = "开头的话。\n\n## 起航\n\n第一段。\n\n第二段[600余件](figure:paper/f01)。\n"


def topics(known, **entry: Any) -> list[Topic]:
    return list(Topics(*known).of(ProgrammeItem.model_validate(entry)))


def topic(known, **entry: Any) -> Topic:
    (found,) = topics(known, **entry)
    return found


def words(found: Topic) -> list[tuple[str, list[str]]]:
    return [(part.heading, [paragraph.text for paragraph in part.paragraphs]) for part in found.parts]


def facts(found: Topic) -> dict[str, str]:
    return {paragraph.label: paragraph.text for part in found.parts for paragraph in part.paragraphs if paragraph.label}


# --- Stories and brands ---


def test_a_story_says_what_where_and_when_by_whose_word_and_where_to_read_on() -> None:
    found = topic(small(manuscript(STORY, TEXT, title="红帆船", number=201, happened="2014-05")), story="boat")
    assert (found.kicker, found.title) == ("双拥故事 · 徐汇区 · 2014年5月", "红帆船")
    assert (found.basis, found.address, found.number) == ("依据：报纸专版（约2015年）", "stories/2026/boat/", 201)
    assert found.opens == "stories/2026/boat/"
    assert words(found) == [("", ["开头的话。"]), ("起航", ["第一段。", "第二段600余件。"])]


def test_a_brand_says_who_does_it() -> None:
    found = topic(small(manuscript(BRAND, title="红帆船", owner="临汾路街道")), brand="boat")
    assert found.kicker == "品牌项目 · 徐汇区 · 临汾路街道"


def test_a_merged_district_is_named_with_the_present_one() -> None:
    districts = (manuscript("districts/zhabei.md", title="原闸北区", merged_into="jingan"), manuscript("districts/jingan.md", title="静安区"))
    found = topic(small(manuscript(STORY, district="zhabei"), *districts), story="boat")
    assert found.kicker == "双拥故事 · 原闸北区（今静安区）"


def test_what_a_machine_wrote_says_so() -> None:
    assert topic(small(manuscript(STORY, ai=True)), story="boat").kicker.endswith(" · 内容由人工智能生成")
    assert "人工智能" not in topic(small(manuscript(STORY)), story="boat").kicker


@pytest.mark.parametrize(("summary", "told"), [("摘要在此。", "摘要在此。"), (None, "开头的话。")])
def test_a_short_text_is_the_summary_or_the_first_paragraph(summary: str | None, told: str) -> None:
    given = {"summary": summary} if summary else {}
    assert words(topic(small(manuscript(STORY, TEXT, **given)), story="boat", text="摘要")) == [("", [told])]


def test_a_heading_is_no_summary() -> None:
    found = topic(small(manuscript(STORY, "## 起航\n\n第一段。\n")), story="boat", text="摘要")
    assert words(found) == [("", ["第一段。"])]


def test_a_heading_over_headings_stands_before_the_first_of_them() -> None:
    body = "## 甲\n\n### 乙\n\n一。\n\n### 丙\n\n二。\n\n## 丁\n\n![图](photo:show/boat)\n\n## 戊\n\n三。\n"
    found = topics(small(manuscript(STORY, body), albums=(album(caption("boat")),)), story="boat")[0]
    assert words(found) == [("甲 · 乙", ["一。"]), ("丙", ["二。"]), ("戊", ["三。"])]


def test_a_photo_in_the_text_follows_with_its_label() -> None:
    known = small(manuscript(STORY, "一。\n\n![图](photo:show/boat)\n"), albums=(album(caption("boat", title=None, caption="图注。")),))
    told, photo = topics(known, story="boat")
    assert (photo.picture.id, photo.title, words(photo)) == ("show/boat", "", [("", ["图注。"])])
    assert [found.picture for found in topics(known, story="boat", text="摘要")] == [None], "not beside a summary"


@pytest.mark.parametrize("kind", TOLD)
def test_the_whole_of_every_shipped_text_is_told(kind: str) -> None:
    library, on = shipped()
    assert library.of(kind)
    for item in library.of(kind):
        found = topics((library, on), **{kind: item.id})[0]
        assert squeezed("".join(heading + "".join(lines) for heading, lines in words(found))) == squeezed(on.texts.of(item).plain)


def test_a_cover_is_the_picture() -> None:
    shown = (album(caption("boat")),)
    assert topic(small(manuscript(STORY, cover="show/boat"), albums=shown), story="boat").picture.id == "show/boat"
    assert topic(small(manuscript(STORY), albums=shown), story="boat").picture is None


# --- Bases ---


BASE_KEYS = {
    "official_name": "上海某纪念馆", "address": "某路1号", "transit": ["地铁1号线", "公交2路"], "hours_text": "9点到16点半",
    "admission": "免费", "booking": "打电话", "phone": "021-12345678",
}  # fmt: skip


def base(**keys: Any) -> Topic:
    return topic(small(manuscript(BASE, "一座馆。\n", **(BASE_KEYS | keys))), base="museum")


def test_a_base_says_how_to_get_there() -> None:
    hours = [{"days": ["周二", "周三", "周四", "周五", "周六", "周日"], "open": "09:00", "close": "16:30", "last_entry": "16:00"}]
    found = base(hours=hours, verified_on="2026-11-01")
    assert (found.kicker, found.title) == ("国防教育基地 · 徐汇区", "上海某纪念馆")
    assert [part.heading for part in found.parts] == ["", "怎么去"]
    assert facts(found) == {
        "开放": "周二至周日 09:00—16:30（16:00停止入场）",
        "地址": "某路1号",
        "交通": "地铁1号线；公交2路",
        "门票": "免费",
        "预约": "打电话",
        "电话": "021-12345678",
    }


def test_what_nobody_verified_is_not_given_out_as_sure() -> None:
    found = facts(base())
    assert {label: found[label] for label in ("开放", "门票", "预约", "电话")} == {
        "开放": "9点到16点半（待核实）", "门票": "免费（待核实）", "预约": "打电话（待核实）", "电话": "021-12345678（待核实）",
    }  # fmt: skip
    assert facts(base(admission="免费（2010年报道，待核实）"))["门票"] == "免费（2010年报道，待核实）"


def test_verified_hours_without_a_table_are_given_as_written() -> None:
    assert facts(base(verified_on="2026-11-01"))["开放"] == "9点到16点半"


def test_hours_that_nobody_verified_are_not_set_out_as_a_table() -> None:
    hours = [{"days": ["周二"], "open": "09:00", "close": "16:30"}]
    assert facts(base(hours=hours))["开放"] == "9点到16点半（待核实）"


def test_a_place_that_is_not_for_publication_is_nowhere() -> None:
    found = base(publish_location=False)
    assert not {"地址", "交通"} & set(facts(found))
    assert "某路1号" not in repr(found) and "地铁" not in repr(found)


@pytest.mark.parametrize(("until", "shown"), [("2026-11-22", True), ("2026-11-21", False)])
def test_a_notice_stands_as_long_as_it_holds_and_says_how_long(until: str, shown: bool) -> None:
    """A screen plays for months without anybody looking: who reads it later must see that it is over."""
    found = facts(base(notice={"text": "临时闭馆。", "until": until}))
    assert ("通知" in found) is shown
    assert not shown or found["通知"] == "临时闭馆。（至2026年11月22日）"


def test_a_base_of_which_nothing_is_known_is_its_summary() -> None:
    found = topic(small(manuscript(BASE, "一座馆。\n", summary="馆的摘要。")), base="museum")
    assert found.parts == (Part("", (Paragraph("馆的摘要。"),)),)


# --- Exhibitions ---


def exhibition(*captions, **entry: Any) -> list[Topic]:
    show = manuscript(SHOW, "前言。\n", title="联展", album="show")
    return topics(small(show, albums=(album(*captions),)), exhibition="show", **entry)


def test_an_exhibition_is_its_text_and_then_its_works_in_order() -> None:
    front, *works = exhibition(caption("sea", title="海"), caption("boat", title="船", caption="一条船。两句话。"))
    assert (front.title, front.is_work) == ("联展", False)
    assert [(work.kicker, work.title, work.picture.id) for work in works] == [("联展", "海", "show/sea"), ("联展", "船", "show/boat")]
    assert words(works[1]) == [("", ["一条船。两句话。"])]
    assert {(work.is_work, work.basis, work.number, work.address) for work in works} == {(True, "", None, "exhibitions/show/")}


def test_a_short_exhibition_says_one_sentence_of_each_work() -> None:
    _, work = exhibition(caption("boat", title="船", caption="一条船。两句话。"), text="摘要")
    assert words(work) == [("", ["一条船。"])]


def test_a_work_that_was_not_selected_or_has_no_files_is_not_shown() -> None:
    show = manuscript(SHOW, "前言。\n", title="联展", album="show")
    library, on = small(show, albums=(album(caption("a", selected=False), caption("b"), caption("c")),))
    del on.pictures.by_id["show/b"]
    assert [found.picture.id for found in topics((library, on), exhibition="show") if found.is_work] == ["show/c"]


def test_an_exhibition_without_an_album_is_its_text() -> None:
    assert len(topics(small(manuscript(SHOW, "前言。\n")), exhibition="show")) == 1


# --- Days and notices ---


def test_a_day_says_its_date_and_by_what_rule() -> None:
    day = manuscript("calendar/memorial.md", title="公祭日", rule="12-13", summary="纪念。", basis="决定", tone="庄重")
    found = Topics(*small(day)).of_day(in_year(day, 2026))
    assert (found.date, found.kicker, found.title, found.tone) == ("12月13日", "日历 · 2026年 · 星期日", "公祭日", "庄重")
    assert found.parts == (Part("", (Paragraph("纪念。"), Paragraph("决定", "依据"))),)
    assert found.address == "calendar/"


@pytest.mark.parametrize(
    ("rule", "through", "date"),
    [("09-01", "09-30", "9月1日至30日"), ("02-10", "03-31", "2月10日至3月31日"), ("12-20", "01-10", "12月20日至1月10日")],
)
def test_a_day_that_lasts_says_how_long(rule: str, through: str, date: str) -> None:
    day = manuscript("calendar/month.md", title="教育月", rule=rule, through=through)
    found = Topics(*small(day)).of_day(in_year(day, 2026))
    assert (found.date, found.kicker) == (date, "日历 · 2026年")
    assert found.parts == ()


def test_a_day_is_shown_with_the_picture_that_belongs_to_it() -> None:
    day = manuscript("calendar/army.md", title="建军节", rule="08-01")
    shown = (album(caption("boat"), caption("poster", day="army")),)
    assert Topics(*small(day, albums=shown)).of_day(in_year(day, 2026)).picture.id == "show/poster"
    covered = manuscript("calendar/army.md", title="建军节", rule="08-01", cover="show/boat")
    assert Topics(*small(covered, albums=shown)).of_day(in_year(covered, 2026)).picture.id == "show/boat"


def test_a_notice_is_its_words_alone() -> None:
    found = topic(small(), notice="今天闭馆。")
    assert (found.kicker, found.title, found.address, found.picture) == ("通知", "", None, None)
    assert words(found) == [("", ["今天闭馆。"])]


# --- Figures ---


def test_a_number_is_given_as_printed_with_all_that_must_stand_beside_it() -> None:
    told = figure("f01", "600余件", place="徐汇区", period="2014年", note="不含入选的。")
    known = small(manuscript("sources/paper.md", issued="2015", issued_note="推定", figures=[told]))
    (one,) = Topics(*known).sums(ProgrammeItem(figures=("paper/f01",)))
    assert (one.shown, one.what, one.when_and_where, one.note) == ("600余件", "征集的作品", "徐汇区 · 2014年", "不含入选的。")
    assert (one.source, one.address) == ("报纸专版（约2015年）", "sources/paper/#f01")


@pytest.mark.parametrize(("status", "said"), [("目标", "这是目标"), ("推算", "这是推算"), ("实数", "")])
def test_a_number_that_is_none_yet_says_so(status: str, said: str) -> None:
    known = small(manuscript("sources/paper.md", figures=[figure("f01", "30种", status=status)]))
    assert Topics(*known).sums(ProgrammeItem(figures=("paper/f01",)))[0].when_and_where == said


# --- What is kept back ---


HIDDEN = {
    "draft": {"draft": True},
    "withdrawn": {"withdrawn": {"on": "2026-11-20", "reason": "误"}},
    "tomorrow": {"published": "2026-11-23"},
}


@pytest.mark.parametrize("keys", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize(("kind", "path"), [("story", STORY), ("brand", BRAND), ("base", BASE), ("exhibition", SHOW)])
def test_what_is_not_published_is_nothing(kind: str, path: str, keys: dict) -> None:
    item = manuscript(path, "秘密。\n", **keys)
    assert topics(small(item), **{kind: item.id}) == []
    assert topics(small(manuscript(path)), **{kind: item.id}) != []


def test_a_figure_that_is_withheld_or_of_a_draft_is_nothing() -> None:
    told = [figure("f01", "1件", withheld="不公开"), figure("f02", "2件")]
    asked = ProgrammeItem(figures=("paper/f01", "paper/f02", "paper/f99"))
    assert [one.shown for one in Topics(*small(manuscript("sources/paper.md", figures=told))).sums(asked)] == ["2件"]
    assert Topics(*small(manuscript("sources/paper.md", figures=told, draft=True))).sums(asked) == []


def test_a_source_or_a_district_that_is_not_published_is_not_named() -> None:
    library, on = small(
        manuscript(STORY, district="xuhui", sources=["paper"]),
        manuscript("sources/paper.md", source_kind="内部文件", draft=True),
        manuscript("districts/xuhui.md", title="秘密区", draft=True),
    )
    found = topic((library, on), story="boat")
    assert (found.kicker, found.basis) == ("双拥故事", "")

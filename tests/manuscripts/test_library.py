"""Order, look-up and back-references."""

from __future__ import annotations

import dataclasses

import pytest
from pydantic import ValidationError

from making import figure, library, manuscript
from shuangyong.manuscripts.library import Library, address_of, id_of, kind_of
from shuangyong.manuscripts.models import KINDS


def ids(items) -> list[str]:
    return [item.id for item in items]


# --- Where a file belongs ---


@pytest.mark.parametrize(
    ("src_uri", "kind", "id", "address"),
    [
        ("index.md", "page", "index", ""),
        ("about.md", "page", "about", "about/"),
        ("about/index.md", "page", "about", "about/"),
        ("about/handbook.md", "page", "handbook", "about/handbook/"),
        ("stories/2026/lianzhan.md", "story", "lianzhan", "stories/2026/lianzhan/"),
        ("brands/hongfanchuan.md", "brand", "hongfanchuan", "brands/hongfanchuan/"),
        ("brands/hongfanchuan/index.md", "brand", "hongfanchuan", "brands/hongfanchuan/"),
        ("calendar/common/lei-feng.md", "day", "lei-feng", "calendar/common/lei-feng/"),
        ("stories.md", "page", "stories", "stories/"),
    ],
)
def test_the_path_gives_kind_id_and_address(src_uri: str, kind: str, id: str, address: str) -> None:
    assert (kind_of(src_uri), id_of(src_uri), address_of(src_uri)) == (kind, id, address)


# --- Order ---


def test_stories_stand_newest_first() -> None:
    found = library(
        manuscript("stories/2026/older.md", published="2026-11-21 23:59"),
        manuscript("stories/2026/morning.md", published="2026-11-22 09:30"),
        manuscript("stories/2026/evening.md", published="2026-11-22 18:00"),
        manuscript("stories/2025/oldest.md", published="2025-12-31"),
    )
    assert ids(found.of("story")) == ["evening", "morning", "older", "oldest"]


def test_stories_of_one_day_stand_by_when_they_happened() -> None:
    found = library(
        manuscript("stories/2026/undated.md"),
        manuscript("stories/2026/year.md", happened="2014"),
        manuscript("stories/2026/month.md", happened="2014-09"),
        manuscript("stories/2026/day.md", happened="2014-09-15"),
        manuscript("stories/2026/later.md", happened="2021"),
    )
    assert ids(found.of("story")) == ["later", "day", "month", "year", "undated"]


def test_bases_stand_by_their_highest_standing_level() -> None:
    def base(id: str, *levels: tuple[str, str]):
        named = [{"name": "国防教育基地", "level": level, "status": status} for level, status in levels]
        return manuscript(f"bases/{id}.md", designations=named)

    found = library(
        base("a-unknown"),
        base("b-revoked", ("国家级", "已撤销"), ("区级", "有效")),
        base("c-city", ("区级", "有效"), ("市级", "待核实")),
        base("d-state", ("国家级", "有效")),
        base("a-city", ("市级", "有效")),
    )
    assert ids(found.of("base")) == ["d-state", "a-city", "c-city", "b-revoked", "a-unknown"]


def test_days_stand_through_the_year() -> None:
    found = library(
        manuscript("calendar/winter.md", rule="12-13"),
        manuscript("calendar/education.md", rule="third saturday of september"),
        manuscript("calendar/spring.md", dates={2027: "2027-02-06", 2026: "2026-02-17"}),
        manuscript("calendar/leifeng.md", rule="03-05"),
    )
    assert ids(found.of("day")) == ["spring", "leifeng", "education", "winter"]


def test_brands_stand_by_number_and_those_without_last() -> None:
    found = library(
        manuscript("brands/b.md"),
        manuscript("brands/z.md", number=201),
        manuscript("brands/a.md"),
        manuscript("brands/y.md", number=30),
    )
    assert ids(found.of("brand")) == ["y", "z", "a", "b"]


def test_order_does_not_depend_on_the_order_of_reading() -> None:
    items = [manuscript(f"stories/2026/{id}.md") for id in "cab"] + [manuscript(f"brands/{id}.md") for id in "cab"]
    assert ids(Library(items).manuscripts) == ids(Library(reversed(items)).manuscripts)


def test_every_kind_can_be_asked_for() -> None:
    assert [library().of(kind) for kind in KINDS] == [()] * len(KINDS)
    assert library().of("photo") == ()


# --- Grouping and look-up ---


def test_grouping_keeps_the_order_and_every_key() -> None:
    found = library(
        manuscript("stories/2026/a.md", tags=["优抚", "社区"], published="2026-11-20"),
        manuscript("stories/2026/b.md", tags=["社区"], published="2026-11-21"),
        manuscript("stories/2026/c.md"),
    )
    groups = found.grouped("story", lambda story: story.meta.tags)
    assert {tag: ids(stories) for tag, stories in groups.items()} == {"社区": ["b", "a"], "优抚": ["a"]}


def test_manuscripts_are_found_by_id_and_by_path() -> None:
    story, brand = manuscript("stories/2026/x.md"), manuscript("brands/x.md")
    found = library(story, brand)
    assert found.get("story", "x") is story
    assert found.get("brand", "x") is brand
    assert found.at("brands/x.md") is brand
    assert found.get("base", "x") is found.at("x.md") is None


def test_named_keeps_the_order_of_the_names_and_drops_what_is_not_there() -> None:
    found = library(manuscript("brands/a.md"), manuscript("brands/b.md"))
    assert ids(found.named(["b", "gone", "a"], "brand")) == ["b", "a"]


def test_a_figure_is_found_with_its_source() -> None:
    source = manuscript("sources/paper.md", figures=[figure("f01"), figure("f02", "200余件")])
    found = library(source)
    assert [cited.id for cited in found.figures] == ["paper/f01", "paper/f02"]
    cited = found.figure("paper/f02")
    assert (cited.source, cited.figure.shown) == (source, "200余件")
    assert found.figure("paper/f03") is found.figure("f01") is None


# --- Back-references ---


@pytest.fixture
def linked() -> Library:
    return library(
        manuscript("sources/paper.md", figures=[figure("f01")]),
        manuscript("brands/named.md"),
        manuscript("brands/linked.md"),
        manuscript("bases/longhua.md"),
        manuscript(
            "stories/2026/x.md",
            "见[品牌](../../brands/linked.md)，征集[600余件](figure:paper/f01)。\n",
            brands=["named"],
            bases=["longhua"],
            sources=["other"],
        ),
        manuscript("stories/2025/by-name.md", "没有链接。\n", sources=["paper"], published="2025-01-01"),
        manuscript("index.md", "首页。\n", figures=["paper/f01"], stories=["x"]),
    )


def test_a_brand_knows_its_stories(linked: Library) -> None:
    assert ids(linked.citing("brand", "named", "story")) == ["x"]


def test_a_base_knows_its_stories(linked: Library) -> None:
    assert ids(linked.citing("base", "longhua")) == ["x"]


def test_a_link_in_the_text_counts_like_a_key(linked: Library) -> None:
    assert ids(linked.citing("brand", "linked")) == ["x"]


def test_a_source_knows_what_cites_it_through_a_figure(linked: Library) -> None:
    """The story names another source in its front matter, and yet uses a figure of this one."""
    assert ids(linked.citing("source", "paper", "story")) == ["x", "by-name"]


def test_a_figure_knows_who_uses_it(linked: Library) -> None:
    assert ids(linked.citing("figure", "paper/f01")) == ["x", "index"]


def test_back_references_keep_to_one_kind(linked: Library) -> None:
    assert ids(linked.citing("story", "x", "page")) == ["index"]
    assert linked.citing("story", "x", "story") == ()


def test_nothing_cites_itself() -> None:
    found = library(manuscript("brands/a.md", "又叫[红帆船](a.md)。\n", inspired_by="a"))
    assert found.citing("brand", "a") == ()


def test_code_and_comments_cite_nothing() -> None:
    found = library(manuscript("brands/a.md"), manuscript("about/x.md", "`[甲](../brands/a.md)`<!-- [乙](../brands/a.md) -->\n"))
    assert found.citing("brand", "a") == ()


# --- Nothing can be changed ---


def test_a_manuscript_cannot_be_changed() -> None:
    story = manuscript("stories/2026/x.md", tags=["优抚"])
    with pytest.raises(dataclasses.FrozenInstanceError):
        story.body = "别的"
    with pytest.raises(ValidationError):
        story.meta.title = "别的"
    assert isinstance(story.meta.tags, tuple)


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_of_a_manuscript_can_be_changed_in_place(kind: str) -> None:
    """Neither a list nor a dictionary: what was read is what every carrier sees."""
    folder = {"story": "stories/2026", "day": "calendar", "page": "about"}.get(kind, f"{kind}s")
    keys = {"dates": {2027: "2027-06-09"}} if kind == "day" else {}
    meta = manuscript(f"{folder}/x.md", **keys).meta
    assert isinstance(meta, KINDS[kind])
    changeable = [name for name in type(meta).model_fields if isinstance(getattr(meta, name), list | dict | set)]
    assert changeable == []


def test_the_years_of_a_day_cannot_be_changed() -> None:
    meta = manuscript("calendar/x.md", dates={2027: "2027-06-09"}).meta
    with pytest.raises(TypeError):
        meta.dates[2028] = meta.dates[2027]

"""The pages of the site, as data: which there are, and what their templates are told."""

from __future__ import annotations

import itertools
import re
from urllib.parse import urljoin

import pytest

from making import TODAY, figure, library, manuscript, site
from shuangyong.carriers import Output, web
from shuangyong.carriers.web.charts import charts
from shuangyong.carriers.web.fronts import changes
from shuangyong.carriers.web.view import View, relative, slug
from shuangyong.site import Imprint

DISTRICT = manuscript("districts/xuhui.md", title="徐汇区")
SOURCE = manuscript("sources/paper.md", title="专版", figures=[figure("f01")])


def pages(*items, page_size: int = 20, **facts) -> dict[str, Output]:
    """Every page, by its path; none twice."""
    options = web.Options(page_size=page_size, site=site(**facts))
    outputs = list(web.outputs(library(*items).publishable(today=TODAY), options))
    found = {output.path: output for output in outputs}
    assert len(found) == len(outputs)
    return found


def view(*items) -> View:
    return View(library(*items).publishable(), site())


# --- Relative links ---

ADDRESSES = ["", "stories/", "stories/2026/x/", "stories/page/2/", "calendar/#leifeng", "sources/paper/#f01", "feed.xml", "files/a.pdf"]


@pytest.mark.parametrize(("base", "target"), list(itertools.product([a for a in ADDRESSES if a.endswith("/") or not a], ADDRESSES)))
def test_a_relative_link_leads_to_its_target_wherever_the_site_lies(base: str, target: str) -> None:
    for root in ("https://example.com/", "https://portal.example/zt/sy/", "file:///usb/"):
        assert urljoin(root + base, relative(target, base)) == root + target
    assert not relative(target, base).startswith("/")


def test_a_link_to_a_place_on_the_same_page_is_its_anchor() -> None:
    assert relative("calendar/#leifeng", "calendar/") == "#leifeng"


# --- Lists ---


def stories(count: int, **keys):
    return [manuscript(f"stories/2026/s{number:02}.md", number=number, **keys) for number in range(1, count + 1)]


def test_forty_five_stories_are_three_pages_of_twenty() -> None:
    found = pages(DISTRICT, SOURCE, *stories(45))
    sheets = [found[path].view.context["sheet"] for path in ("stories/index.md", "stories/page/2.md", "stories/page/3.md")]
    assert [len(sheet.stories) for sheet in sheets] == [20, 20, 5]
    assert "stories/page/4.md" not in found
    assert len({story.id for sheet in sheets for story in sheet.stories}) == 45
    assert [(sheet.newer, sheet.older) for sheet in sheets] == [
        (None, "stories/page/2/"),
        ("stories/", "stories/page/3/"),
        ("stories/page/2/", None),
    ]


@pytest.mark.parametrize(("count", "expected"), [(0, 1), (1, 1), (20, 1), (21, 2), (40, 2)])
def test_there_is_no_empty_page_but_the_only_one(count: int, expected: int) -> None:
    found = pages(DISTRICT, SOURCE, *stories(count))
    assert sum(bool(re.fullmatch(r"stories/(index|page/\d+)\.md", path)) for path in found) == expected


def test_every_grouping_has_its_pages() -> None:
    brand = manuscript("brands/hongfanchuan.md")
    story = manuscript("stories/2026/x.md", tags=["优抚"], brands=["hongfanchuan"], happened="2014-09")
    found = pages(DISTRICT, SOURCE, brand, story)
    listings = ("2026", "district/xuhui", "happened/2014", "brand/hongfanchuan", "tag/you-fu")
    for listing in listings:
        assert found[f"stories/{listing}/index.md"].view.context["sheet"].stories[0].id == "x"


# --- Tags ---


def tags(*names: str) -> dict[str, str]:
    return view(manuscript("stories/2026/x.md", tags=list(names))).tag_slugs


def test_a_tag_has_its_pinyin_for_an_address() -> None:
    assert tags("国防教育", "AI 展览") == {"国防教育": "guo-fang-jiao-yu", "AI 展览": "ai-zhan-lan"}


def test_tags_that_sound_alike_have_addresses_of_their_own() -> None:
    found = tags("优抚", "有福", "社区")
    assert found["社区"] == "she-qu"
    assert found["优抚"] != found["有福"]
    assert all(re.fullmatch(r"you-fu-[0-9a-f]{6}", found[tag]) for tag in ("优抚", "有福"))


def test_the_address_of_a_tag_does_not_depend_on_its_neighbours_order() -> None:
    assert tags("优抚", "有福") == tags("有福", "优抚")


@pytest.mark.parametrize("text", ["双拥", "C++", "№", "😀", "Ⅲ级", "a/b"])
def test_a_slug_is_an_address(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))


def test_a_tag_does_not_move_the_list_of_a_brand() -> None:
    brand = manuscript("brands/leifeng.md")
    story = manuscript("stories/2026/x.md", tags=["leifeng", "LeiFeng"], brands=["leifeng"])
    assert "stories/brand/leifeng/index.md" in pages(DISTRICT, SOURCE, brand, story)


# --- Page tags of 政府网站发展指引 ---


def page_tags(output: Output) -> dict[str, str]:
    tags = output.view.context["page_tags"]
    assert len(dict(tags)) == len(tags)
    return dict(tags)


def test_every_page_carries_the_tags_of_site_and_column() -> None:
    for path, output in pages(DISTRICT, SOURCE, *stories(2)).items():
        found = page_tags(output)
        assert found["SiteName"] == "试验站"
        assert found["SiteDomain"] == "site.example"
        assert all(found[name] for name in ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")), path


def test_an_article_carries_its_own_tags() -> None:
    story = manuscript("stories/2026/x.md", title="联展", published="2026-11-22 09:30", tags=["优抚", "社区"])
    found = page_tags(pages(DISTRICT, SOURCE, story)["stories/2026/x.md"])
    assert found["ArticleTitle"] == "联展"
    assert found["PubDate"] == "2026-11-22 09:30"
    assert found["ContentSource"] == "《专版》"
    assert found["Keywords"] == "优抚、社区"


def test_a_list_is_no_article() -> None:
    found = page_tags(pages(DISTRICT, SOURCE, *stories(1))["stories/index.md"])
    assert not found.keys() & {"ArticleTitle", "PubDate", "ContentSource", "Keywords"}


def test_the_site_code_is_there_only_when_given() -> None:
    without = pages(DISTRICT, SOURCE, *stories(1))
    assert not any("SiteIDCode" in page_tags(output) for output in without.values())
    given = pages(DISTRICT, SOURCE, *stories(1), imprint=Imprint(site_code="3100000001"))
    assert {page_tags(output)["SiteIDCode"] for output in given.values()} == {"3100000001"}


# --- Charts ---


def drawn(*figures: dict) -> list[list[tuple[str, float]]]:
    found = library(manuscript("sources/paper.md", figures=list(figures)))
    return [[(bar.cited.figure.id, bar.percent) for bar in chart.bars] for chart in charts(found.figures)]


def count(id: str, value: object, **keys) -> dict:
    return figure(id, **{"as_printed": f"{value}个", "value": value, "unit": "个", "series": "教育阵地", **keys})


def test_figures_of_one_series_are_bars_by_their_share() -> None:
    assert drawn(count("a", 10), count("b", 5), count("c", 2)) == [[("a", 100), ("b", 50), ("c", 20)]]


@pytest.mark.parametrize(
    "other",
    [
        count("b", 5, unit="家"),
        count("b", 5, status="目标"),
        count("b", 5, status="推算"),
        count("b", "2014-09"),
        count("b", 0),
        count("b", 5, series="别的"),
        count("b", 5, series=None),
        count("b", 5, withheld="不公开"),
    ],
    ids=["unit", "aim", "derived", "date", "zero", "other-series", "no-series", "withheld"],
)
def test_what_cannot_be_compared_is_not_drawn(other: dict) -> None:
    found = library(manuscript("sources/paper.md", figures=[count("a", 10), other])).publishable()
    assert list(charts(found.figures)) == []


def test_figures_of_two_sources_are_not_compared() -> None:
    sources = [manuscript(f"sources/{id}.md", figures=[count("a", 10)]) for id in ("one", "two")]
    assert list(charts(library(*sources).figures)) == []


def test_a_chart_says_its_numbers() -> None:
    figures = [count("a", 10), count("b", 50, as_printed="50多个")]
    (chart,) = charts(library(manuscript("sources/paper.md", figures=figures)).figures)
    assert "10个" in chart.description
    assert "50多个" in chart.description


# --- Pages of what is there and what is not ---


def test_a_link_to_a_draft_is_plain_text_on_the_page() -> None:
    draft = manuscript("stories/2026/draft.md", draft=True)
    story = manuscript("stories/2026/x.md", "见[一篇草稿](draft.md)和[徐汇区](../../districts/xuhui.md)。\n")
    html = pages(DISTRICT, SOURCE, draft, story)["stories/2026/x.md"].body.decode()
    assert html == '<p>见一篇草稿和<a href="../../../districts/xuhui/">徐汇区</a>。</p>'


def test_a_figure_leads_to_its_place_in_the_source() -> None:
    story = manuscript("stories/2026/x.md", "征集[600余件](figure:paper/f01)。\n")
    html = pages(DISTRICT, SOURCE, story)["stories/2026/x.md"].body.decode()
    assert '<a class="sy-figure" href="../../../sources/paper/#f01">600余件</a>' in html


def test_a_day_is_shown_in_the_calendar_and_has_no_page() -> None:
    day = manuscript("calendar/leifeng.md", rule="03-05")
    found = pages(DISTRICT, day, manuscript("about/x.md", "见[学雷锋纪念日](../calendar/leifeng.md)。\n"))
    assert "calendar/leifeng.md" not in found
    assert 'href="../../calendar/#leifeng"' in found["about/x.md"].body.decode()


def test_a_withdrawn_address_says_why() -> None:
    gone = manuscript("stories/2026/gone.md", withdrawn={"on": "2026-11-20", "reason": "内容有误"})
    output = pages(DISTRICT, SOURCE, gone)["stories/2026/gone.md"]
    assert (output.view.template, output.view.context["withdrawal"].notice.reason) == ("withdrawn.html", "内容有误")


def test_corrections_and_withdrawals_stand_in_one_record_newest_first() -> None:
    corrections = [{"on": "2026-11-01", "what": "旧"}, {"on": "2026-11-21", "what": "新"}]
    corrected = manuscript("stories/2026/x.md", title="甲", corrections=corrections)
    gone = manuscript("stories/2026/gone.md", title="乙", withdrawn={"on": "2026-11-20", "reason": "误"})
    found = [(change.sort, change.title, change.what) for change in changes(view(corrected, gone))]
    assert found == [("更正", "甲", "新"), ("撤下", "乙", "误"), ("更正", "甲", "旧")]


def test_the_home_page_shows_what_the_editor_chose_first() -> None:
    home = manuscript("index.md", "欢迎。\n", stories=["s02"], figures=["paper/f01"])
    context = pages(DISTRICT, SOURCE, home, *stories(3))["index.md"].view.context
    assert context["stories"][0].id == "s02"
    assert sorted(story.id for story in context["stories"]) == ["s01", "s02", "s03"]
    assert [cited.id for cited in context["figures"]] == ["paper/f01"]


def test_a_site_of_nothing_still_has_its_fronts() -> None:
    assert {"index.md", "stories/index.md", "bases/index.md", "calendar/index.md", "sitemap/index.md"} <= pages().keys()
    assert "exhibitions/index.md" not in pages()


def test_the_same_library_gives_the_same_pages() -> None:
    items = [DISTRICT, SOURCE, *stories(3, tags=["优抚", "有福"])]
    first, second = pages(*items), pages(*reversed(items))
    assert list(first) == list(second)
    assert [output.body for output in first.values()] == [output.body for output in second.values()]

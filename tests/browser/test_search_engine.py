"""The search in the browser, over small indexes made for one question each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from conftest import REPOSITORY, serving
from making import TODAY, library, manuscript, site
from shuangyong.carriers import search

from .reading import reader

PARTS = ("tokens", "numerals", "load", "postings", "query", "phrases", "rank", "lexicon", "excerpt", "found", "narrow", "engine")
FOLDER = REPOSITORY / "overrides/assets/js/search"
DISTRICT = manuscript("districts/xuhui.md", "在上海。\n", title="徐汇区", short="徐汇", city="上海市")
PAPER = manuscript("sources/paper.md", "说明。\n", title="一个专版")


def story(name: str, body: str = "他们每月来一次。\n", **keys):
    return manuscript(f"stories/2026/{name}.md", body, **{"title": f"第{name}篇", **keys})


def write(folder: Path, *items, **facts) -> None:
    """The index of these manuscripts below `folder`, over whatever was there."""
    publishable = library(DISTRICT, PAPER, *items).publishable(today=TODAY)
    for path, body in search.outputs(publishable, search.Options(site=site(**facts))):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)


class Asked:
    """A page with an engine of its own over a folder."""

    def __init__(self, page):
        self.page = page

    def search(self, query: str, filters: dict | None = None) -> dict:
        return self.page.evaluate(
            """async ([query, filters]) => {
                window.outcome = await engine.search(query, filters || {});
                const {results, ...rest} = window.outcome;
                return {...rest, results: await results(0, 20)};
            }""",
            [query, filters],
        )

    def found(self, query: str) -> list[str]:
        """The names of the stories, in their order."""
        return [it["address"].split("/")[2] for it in self.search(query)["results"] if it["address"].startswith("stories/2026/")]

    def suggest(self, text: str) -> list[str]:
        return self.page.evaluate("text => engine.suggest(text).then((all) => all.map((it) => it.text))", text)


@pytest.fixture
def over(chromium, tmp_path) -> Iterator:
    """Opens an engine over manuscripts: ``over(story("a"), synonyms=…)``."""
    script = "\n".join((FOLDER / f"{part}.js").read_text(encoding="utf-8") for part in PARTS)
    with ExitStack() as stack:

        def opened(*items, expect=(), **facts) -> Asked:
            write(tmp_path, *items, **facts)
            (tmp_path / "index.html").write_text("<!doctype html><html lang=zh><meta charset=utf-8><title>试</title><link rel=icon href=data:,>", encoding="utf-8")
            address = stack.enter_context(serving(tmp_path))
            page = stack.enter_context(reader(chromium, address, expect=expect))
            page.goto(address)
            page.evaluate(f"root => {{ {script}\nwindow.engine = openEngine(root); window.openEngine = openEngine; }}", address)
            return Asked(page)

        yield opened


# --- Order ---


def test_title_then_names_then_headings_then_text(over):
    asked = over(
        story("text", "义诊在这里。\n"), story("heading", "## 义诊\n\n正文。\n"), story("tag", tags=["义诊"]), story("title", title="一次义诊")
    )
    assert asked.found("义诊") == ["title", "tag", "heading", "text"]


def test_title_that_is_the_word_comes_before_one_that_holds_it(over):
    newer = story("longer", title="上海公安博物馆开放", published="2026-11-22")
    asked = over(story("whole", title="上海公安博物馆", published="2025-01-01"), newer)
    assert asked.found("上海公安博物馆") == ["whole", "longer"]


def test_word_comes_before_accident(over):
    asked = over(story("accident", "小李明天来。小李明天来。\n", published="2026-11-22"), story("word", "找李明。\n", published="2025-01-01"))
    assert asked.found("李明") == ["word", "accident"]


def test_more_often_comes_before_once_however_long(over):
    filling = "别的话说了很多。" * 40
    asked = over(story("once", "义诊。\n"), story("twice", f"义诊。{filling}义诊。\n", published="2025-01-01"))
    assert asked.found("义诊") == ["twice", "once"]


def test_what_a_handbook_says_by_the_way_comes_last(over):
    handbook = manuscript("about/handbook.md", "红帆船，红帆船，又是红帆船。\n", title="编辑手册")
    asked = over(handbook, story("once", "红帆船。\n"))
    addresses = [it["address"] for it in asked.search("红帆船")["results"]]
    assert addresses == ["stories/2026/once/", "about/handbook/"]
    assert [it["address"] for it in asked.search("手册")["results"]][0] == "about/handbook/"


def test_newer_comes_first_among_equals(over):
    asked = over(*(story(f"s{year}", "义诊。\n", title="同样", published=f"{year}-01-01") for year in (2024, 2026, 2025)))
    assert asked.found("义诊") == ["s2026", "s2025", "s2024"]


@pytest.mark.parametrize("query", ["保险 公司", "“保险”公司", "保险“公司”"])
def test_words_in_one_piece_come_before_words_apart(over, query):
    asked = over(
        story("apart", title="公司买了保险"), story("text", "保险公司来了。\n", published="2025-01-01"), story("title", title="保险公司的事")
    )
    assert asked.found(query) == ["title", "text", "apart"]


def test_single_characters_in_one_piece_come_first_too(over):
    asked = over(story("apart", title="烈士和陵和园"), story("piece", "在烈士陵园。\n", published="2025-01-01"))
    assert asked.found("烈士 陵 园") == ["piece", "apart"]


def test_own_word_comes_before_its_synonym(over):
    asked = over(story("other", title="退役军人"), story("own", "老兵来了。\n"), synonyms=(("老兵", "退役军人"),))
    found = asked.search("老兵")
    assert asked.found("老兵") == ["own", "other"]
    assert found["notices"] == [{"type": "synonym", "word": "老兵", "others": ["退役军人"]}] and "退役军人" in found["words"]


def test_own_letters_in_a_name_come_before_what_sounds_like_them(over):
    asked = over(story("sound", title="外挂"), story("own", title="《WG》杂志"), story("text", "编号WG。\n"))
    assert asked.found("wg") == ["own", "sound", "text"]


# --- Exactly ---


def test_quoted_sentence_is_found_across_its_comma(over):
    asked = over(story("own", "军训一星期，影响一辈子。\n"), story("turned", "影响一辈子，军训一星期。\n"), story("apart", "军训一星期。后来影响一辈子。\n"))
    assert asked.found("“军训一星期，影响一辈子”") == ["own"]
    assert asked.found('"影响一辈子，军训一星期"') == ["turned"]


def test_quoted_letter_must_be_there(over):
    asked = over(story("both", "军嫂A来了。\n"), story("one", "军嫂来了。\n"))
    assert asked.found('军嫂 "a"') == ["both"]


def test_quoted_number_is_no_short_number(over):
    asked = over(story("short", number=201), story("written", "有201人。\n"))
    assert asked.found("201")[0] == "short" and asked.search("201")["notices"][0]["type"] == "number"
    assert asked.found('"201"') == ["written"]


def test_long_phrase_is_found_whole(over):
    text = "他们每月第一个星期六到老人家里去理发量血压说说话从来没有间断过一次街坊邻居都看在眼里"
    asked = over(story("own", text + "。\n"), story("other", text[:20] + "后来" + text[20:] + "。\n"))
    assert asked.found(text[:38]) == ["own"]
    assert asked.found(f"“{text[:38]}”") == ["own"]


# --- All words, or some ---


def test_all_words_or_else_a_notice(over):
    asked = over(story("both", "义诊和理发。\n"), story("one", "义诊。\n"))
    assert asked.found("义诊 理发") == ["both"] and asked.search("义诊 理发")["notices"] == []
    assert asked.search("义诊 军训")["notices"] == [{"type": "any", "missing": ["军训"]}]
    assert sorted(asked.found("义诊 军训")) == ["both", "one"]


def test_letters_are_words_like_others(over):
    asked = over(story("all", "A、B和C。\n"), story("one", "A。\n"))
    assert asked.found("a b c") == ["all"] and asked.search("a b c")["notices"] == []


def test_pasted_markup_is_no_word(over):
    asked = over(story("own", "红帆船。\n"), story("other", "b。\n"))
    assert asked.found("<b class=x>红帆船</b>") == ["own"]
    assert asked.search("<b>")["total"] == 1, "where there is nothing else, it is taken as it stands"


# --- Numbers, characters ---


def test_numeral_of_a_word_is_no_number(over):
    asked = over(story("word", "统一思想。\n"), story("number", "3月1日。\n"))
    assert asked.found("一") == ["word"]
    assert asked.found("统一") == ["word"]


@pytest.mark.parametrize("query", ["constructor", "__proto__", "一constructor", "toString 八一"])
def test_words_of_javascript_are_words(over, query):
    assert over(story("a", "八一。\n")).search(query)["query"] == query


def test_traditional_characters_are_converted_only_where_that_finds_something(over):
    asked = over(story("dragon", "乾隆年间。\n"), story("dry", "干净。\n"))
    assert asked.found("乾隆") == ["dragon"] and asked.found("乾淨") == ["dry"]
    assert asked.search("乾癟")["total"] == 0


def test_decomposed_letters_meet_composed_ones(over):
    asked = over(story("a", "caf\u00e9来了。\n"), story("b", "cafe\u0301来了。\n"))
    assert sorted(asked.found("cafe\u0301")) == sorted(asked.found("caf\u00e9")) == ["a", "b"]


def test_suggestions_know_traditional_characters_and_pinyin(over):
    asked = over(manuscript("bases/lh.md", title="龙华烈士陵园", official_name="龙华烈士陵园"))
    for typed in ("龙华", "龍華", "longhua", "lhls", "LONGH", "ｌｏｎｇｈ"):
        assert asked.suggest(typed)[:1] == ["龙华烈士陵园"], typed
    assert asked.suggest("徐")[:1] == ["徐汇区"]


# --- Where a result leads ---

LONG = "".join(f"## 第{n}节的事\n\n{'这一段说的是别的事。' * 30}编号{n}。\n\n" for n in range(60)) + "## 饕餮纹样\n\n末尾有个鑫字。\n"


@pytest.mark.parametrize(
    ("query", "anchor", "word"),
    [("饕餮纹样", "饕餮纹样", ""), ("鑫", "饕餮纹样", "鑫"), ("编号59", "第59节的事", "编号59"), ("第30节", "第30节的事", ""), ("编号0", "第0节的事", "编号0")],
)
def test_result_of_a_long_text_leads_to_the_passage(over, query, anchor, word):
    (result,) = [it for it in over(story("long", LONG)).search(query)["results"] if "long" in it["address"]]
    assert result["anchor"] == anchor
    assert "".join(part["text"] for part in result["excerpt"] if part["isMarked"]) == word


def test_paragraphs_that_begin_with_a_mark_keep_their_places(over):
    text = "\n\n".join(f"●第{n}段开头{'说了很多别的话，' * 12}完。" for n in range(100))
    asked = over(story("marks", text + "\n"))
    for number in (0, 31, 62, 99):
        (result,) = [it for it in asked.search(f"第{number}段开头")["results"] if "marks" in it["address"]]
        assert f"第{number}段开头" in [part["text"] for part in result["excerpt"] if part["isMarked"]]


def test_excerpt_is_as_it_was_written(over):
    asked = over(story("a", "１１，５２７人次，“龍華”的ＡＢＣ。\n", title="汤姆·布莱特"))
    (result,) = [it for it in asked.search("11527人次")["results"] if it["address"].endswith("/a/")]
    assert "".join(part["text"] for part in result["excerpt"]) == "１１，５２７人次，“龍華”的ＡＢＣ。"
    (result,) = [it for it in asked.search("龙华")["results"] if it["address"].endswith("/a/")]
    assert [part["text"] for part in result["excerpt"] if part["isMarked"]] == ["龍華"]
    (result,) = [it for it in asked.search("汤姆布莱特")["results"] if it["address"].endswith("/a/")]
    assert list(result["title"]) == [{"text": "汤姆·布莱特", "isMarked": True}]


def test_facets_count_what_the_other_facets_leave(over):
    asked = over(story("a", "义诊。\n", happened="2014"), story("b", "义诊。\n"), manuscript("brands/c.md", "义诊。\n"))
    facets = asked.search("义诊")["facets"]
    assert [(it["value"], it["count"]) for it in facets["kind"]] == [("story", 2), ("brand", 1)]
    assert [(it["label"], it["count"]) for it in facets["year"]] == [("2026年", 1), ("2014年", 1)]
    narrowed = asked.search("义诊", {"kind": "story", "year": "2014"})
    assert narrowed["total"] == 1 and [it["value"] for it in narrowed["facets"]["year"]] == ["2026", "2014"]
    assert [it["value"] for it in narrowed["facets"]["kind"]] == ["story"]


# --- The site is published anew; files fail ---


def test_site_that_is_published_anew_meanwhile_is_searched_anew(over, tmp_path):
    first = [story(f"old{n}", f"红帆船{n}。\n", title=f"旧{n}") for n in range(12)]
    asked = over(*first)
    assert len(asked.found("红帆船")) == 12
    older = [story(f"new{n}", "老稿说红帆船。\n", title=f"老{n}", published="2020-01-01") for n in range(9)]
    write(tmp_path, *first, *older)
    assert len(asked.found("老稿")) == 9
    titles = {"".join(part["text"] for part in it["title"]) for it in asked.search("红帆船")["results"]}
    assert len(asked.search("红帆船")["results"]) == 20 and asked.search("红帆船")["total"] == 21
    assert titles <= {f"旧{n}" for n in range(12)} | {f"老{n}" for n in range(9)}


def test_more_results_of_an_old_edition_are_refused_not_mixed(over, tmp_path):
    asked = over(*(story(f"a{n}", "红帆船。\n") for n in range(30)))
    asked.search("红帆船")
    write(tmp_path, *(story(f"b{n}", "别的。\n") for n in range(30)))
    told = asked.page.evaluate("() => window.outcome.results(20, 10).then(() => 'given', (error) => error.constructor.name)")
    assert told == "Republished"


def test_file_that_failed_is_asked_for_again(over):
    asked = over(story("a", "红帆船。\n"), expect=("Failed to load",))
    asked.page.route("**/search/data/terms/**", lambda route: route.abort())
    assert asked.page.evaluate("engine.search('红帆船').then(() => 'found', () => 'failed')") == "failed"
    asked.page.unroute("**/search/data/terms/**")
    assert asked.found("红帆船") == ["a"]


def test_two_engines_at_once_do_not_disturb_each_other(over):
    asked = over(story("a", "红帆船。\n"))
    counts = asked.page.evaluate(
        """root => Promise.all([openEngine(root), openEngine(root)].map((it) => it.search("红帆船"))).then((all) => all.map((it) => it.total))""",
        asked.page.url,
    )
    assert counts == [1, 1]


def test_pasted_sentence_fetches_no_flood_of_files(over):
    stories = [story(f"s{n}", "".join(f"第{n * 7 + k}次活动办在社区里，来的人很多。" for k in range(40)) + "\n") for n in range(60)]
    asked = over(*stories)
    asked.search("活动")
    seen = []
    asked.page.on("request", lambda request: seen.append(request.url))
    asked.search("请问今年在哪里可以报名参加这一次很有意义的志愿服务活动需要带什么材料几点开始")
    assert len([url for url in seen if "/terms/" in url]) <= 24

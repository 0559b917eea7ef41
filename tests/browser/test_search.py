"""The site's search box: Material's search over words cut by jieba."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

NOT_ASKED, NO_RESULT = "键入以开始搜索", "没有找到符合条件的结果"

# What a reader types, and the page that must be among the first five.
QUERIES = {
    "红帆船": "brands/hongfanchuan/",
    "金号角": "brands/jinhaojiao/",
    "兵妈妈": "brands/bingmama-yizhan/",
    "老益壮": "brands/laoyizhuang/",
    "智囊团": "brands/zhinangtuan/",
    "双清单": "brands/shuang-qingdan/",
    "徐汇模式": "brands/xuhui-moshi/",
    "拥军五星楼": "brands/yongjun-wuxinglou/",
    "光荣人家": "brands/guangrong-renjia/",
    "军营开放日": "brands/junying-kaifangri/",
    "最美退役军人": "brands/zuimei-tuiyi-junren/",
    "爱军自助银行": "brands/aijun-zizhu-yinhang/",
    "非物质文化遗产": "brands/feiyi-jin-junying/",
    "龙华": "bases/longhua/",
    "龙华烈士陵园": "bases/longhua/",
    "四行仓库": "bases/sihang/",
    "钱学森": "bases/qianxuesen/",
    "淞沪": "bases/songhu/",
    "国歌": "bases/anthem/",
    "义诊": "stories/2026/bingmama-junyi/",
    "军训": "stories/2026/gaozhong-junxun/",
    "11527": "stories/2026/gaozhong-junxun/",
    "退役军人服务站": "stories/2026/fuwuzhan/",
    "306": "stories/2026/fuwuzhan/",
    "保险": "stories/2026/youfu-baoxian/",
    "2122": "stories/2026/youfu-baoxian/",
    "火车站": "stories/2026/huochezhan-xueleifeng/",
    "党校": "stories/2026/dangxiao-guofang-jiaoyu/",
    "基金会": "stories/2026/jijinhui-fenhui/",
    "随军家属": "stories/2026/sanhou/",
    "述职报告": "stories/2026/san-xiang-jizhi/",
    "静安区": "districts/jingan/",
    "清明": "calendar/",
    "建军节": "calendar/",
    "手册": "about/handbook/",
    "无障碍": "about/accessibility/",
}

# Where Material's search fails whatever the settings; it is to be replaced by our own.
GAPS = {
    "退役军人": ("brands/tuiyi-junren-yijianshi/", "the query is cut into 退役 and 军, its last character lost"),
    "1000万元": ("stories/2026/jijinhui-fenhui/", "the query is one word, the index has it as two"),
}


def enter(page, query: str) -> None:
    """Type as a reader does: digits by key, Chinese through an input method.

    That puts in the whole word at once, then the key that chose it (the space bar) comes
    up: Material listens to nothing else.
    """
    if query.isascii():
        page.keyboard.type(query)
    else:
        page.keyboard.insert_text(query)
        page.keyboard.up("Space")


def ask(page, query: str) -> list[str]:
    """The pages of the results, as addresses below the site's root, in their order."""
    box, said = page.get_by_role("searchbox"), page.locator(".md-search-result__meta")
    box.fill("")
    box.click()
    page.keyboard.press("Shift")
    expect(said).to_have_text(NOT_ASKED)
    enter(page, query)
    expect(said).not_to_have_text(NOT_ASKED)
    expect(page.locator(".sy-search__output")).to_be_visible()
    root = page.evaluate("document.querySelector('.sy-header__name a')?.href ?? location.origin + '/'")
    first = page.locator(".md-search-result__item > a:first-child")
    return [re.split("[?#]", address.partition(root)[2])[0] for address in first.evaluate_all("them => them.map((it) => it.href)")]


@pytest.fixture(scope="module")
def answers(chromium, address) -> dict[str, list[str]]:
    """What each query finds. One page asks them all: the index is read once."""
    from .reading import reader

    with reader(chromium, address) as page:
        page.goto(address)
        return {query: ask(page, query) for query in (*QUERIES, *GAPS)}


@pytest.mark.parametrize(("query", "page_address"), QUERIES.items(), ids=QUERIES)
def test_query_finds_its_page_among_the_first_five(answers, query, page_address):
    assert page_address in answers[query][:5]


@pytest.mark.parametrize("query", [pytest.param(q, marks=pytest.mark.xfail(reason=why, strict=True)) for q, (_, why) in GAPS.items()])
def test_query_that_materials_search_misses(answers, query):
    assert GAPS[query][0] in answers[query][:5]


def test_nothing_found_is_said(read):
    page = read()
    assert ask(page, "qwertyuiop") == []
    expect(page.locator(".md-search-result__meta")).to_have_text(NO_RESULT)


def test_results_are_walked_by_arrow_keys_and_opened_by_enter(read):
    page = read("about/")
    results = ask(page, "红帆船")
    focused = "decodeURI(document.activeElement.href ?? '')"
    page.keyboard.press("ArrowDown")
    assert results[0] in page.evaluate(focused)
    page.keyboard.press("ArrowDown")
    second = page.evaluate(focused)
    assert second and results[0] not in second
    page.keyboard.press("ArrowUp")
    assert results[0] in page.evaluate(focused)
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{results[0]}*")
    assert page.get_by_role("heading", level=1).text_content() == "红帆船"


def test_enter_in_the_box_opens_the_best_result(read):
    page = read()
    best = ask(page, "四行仓库")[0]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{best}*")


def test_escape_closes_the_results(read):
    page = read()
    ask(page, "龙华")
    page.keyboard.press("Escape")
    expect(page.locator(".sy-search__output")).not_to_be_visible()


def test_click_beside_the_results_closes_them(read):
    page = read()
    ask(page, "龙华")
    page.mouse.click(20, 700)
    expect(page.locator(".sy-search__output")).not_to_be_visible()


@pytest.mark.parametrize("path", ["", "calendar/"])
@pytest.mark.parametrize("width", [1440, 360])
def test_no_result_is_cut_off(read, width, path):
    page = read(path, width=width)
    assert len(ask(page, "退役军人服务站")) > 5
    box = page.locator(".sy-search__output").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    beyond = page.locator(".sy-search__output :is(a, h1, h2, p, .md-search-result__meta)").evaluate_all(
        "(them, right) => them.filter((it) => it.getBoundingClientRect().right > right || it.scrollWidth > it.clientWidth + 1)"
        ".map((it) => it.textContent)",
        box["x"] + box["width"],
    )
    assert not beyond
    last = page.locator(".md-search-result__item > a:first-child").last
    last.evaluate("it => it.scrollIntoView({block: 'end', behavior: 'instant'})")
    ends = [it["y"] + it["height"] for it in (last.bounding_box(), page.locator(".sy-search__output").bounding_box())]
    assert ends[0] <= min(ends[1], 800) + 1, "the end of the last result cannot be brought into sight"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

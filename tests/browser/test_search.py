"""The search's interface: the dialog over every page, the search's own page, and the marks on a page opened from it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from conftest import REPOSITORY

from .asking import DIALOG, OPENER, ask, found, open_dialog, page_of, settled
from .reading import faults, reader

ASSETS = REPOSITORY / "overrides/assets"

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
    "退役军人": "brands/tuiyi-junren-yijianshi/",
    "退役军人服务站": "stories/2026/fuwuzhan/",
    "306": "stories/2026/fuwuzhan/",
    "保险": "stories/2026/youfu-baoxian/",
    "2122": "stories/2026/youfu-baoxian/",
    "火车站": "stories/2026/huochezhan-xueleifeng/",
    "党校": "stories/2026/dangxiao-guofang-jiaoyu/",
    "基金会": "stories/2026/jijinhui-fenhui/",
    "1000万元": "stories/2026/jijinhui-fenhui/",
    "随军家属": "stories/2026/sanhou/",
    "述职报告": "stories/2026/san-xiang-jizhi/",
    "静安区": "districts/jingan/",
    "清明": "calendar/",
    "建军节": "calendar/",
    "手册": "about/handbook/",
    "无障碍": "about/accessibility/",
}
FOCUSED = "decodeURI(document.activeElement.href ?? document.activeElement.name ?? document.activeElement.tagName)"
STORY = "stories/2026/gaozhong-junxun/"


@pytest.fixture(scope="module")
def answers(chromium, address) -> dict[str, list[str]]:
    """What each query finds. One page asks them all."""
    with reader(chromium, address) as page:
        page.goto(address)
        return {query: ask(page, query) for query in QUERIES}


@pytest.mark.parametrize(("query", "page_address"), QUERIES.items(), ids=QUERIES)
def test_query_finds_its_page_among_the_first_five(answers, query, page_address):
    assert page_address in answers[query][:5]


def state_of(page) -> dict[str, str]:
    """What the address of the search's page says."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def said(page, holder: str = "main"):
    return page.locator(f"{holder} [role=status]")


# --- The dialog, by keyboard -------------------------------------------------------------------


@pytest.mark.parametrize("way", ["/", "Control+k", "Meta+k", "Enter", "Space", "click"])
def test_dialog_opens_in_every_way_and_gives_the_focus_back(read, way):
    page = read("about/")
    opener = page.locator(OPENER)
    if way in ("Enter", "Space"):
        opener.focus()
    if way == "click":
        opener.click()
    else:
        page.keyboard.press(way)
    expect(page.get_by_role("dialog", name="搜索")).to_be_visible()
    expect(page.get_by_role("searchbox", name="搜什么")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    expect(opener).to_be_focused()


def test_dialog_opened_from_a_place_in_the_text_returns_there(read):
    page = read("about/")
    page.emulate_media(reduced_motion="reduce")
    link = page.locator("main a").last
    link.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.get_by_role("button", name="关闭").click()
    expect(link).to_be_focused()
    assert page.evaluate("scrollY") == before > 0


def test_one_escape_closes_although_something_is_typed_and_the_words_are_kept(read):
    page = read("about/")
    first = ask(page, "龙华")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).not_to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_have_value("龙华")
    assert found(page, DIALOG) == first
    page.keyboard.type("101")
    expect(page.get_by_role("searchbox")).to_have_value("101")


def test_keys_do_what_they_always_do_in_a_field_and_during_composition(read):
    page = read("bases/")
    page.get_by_label("区", exact=True).focus()
    for key in ("/", "Control+k"):
        page.keyboard.press(key)
    page.locator("#content").focus()
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', isComposing: true, bubbles: true}))")
    for key in ("k", "Shift+K", "Alt+k"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert not page.locator(DIALOG).count()
    field = open_dialog(page)
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")


def test_the_slash_can_be_given_up(read):
    """WCAG 2.1.4: a key of one character can be turned off."""
    page = read("about/")
    hint = page.locator(".sy-search__key")
    expect(hint).to_be_visible()
    page.locator(".sy-tools__summary").click()
    page.get_by_label("按“/”不打开搜索").check()
    expect(hint).not_to_be_visible()
    page.reload()
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    assert not page.locator(DIALOG).count()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="搜索")).to_be_visible()


def test_arrows_walk_suggestions_and_results_and_enter_opens_one(read):
    page = read("about/")
    results = ask(page, "军营")
    stops = page.locator(f"{DIALOG} a").evaluate_all("them => them.map((it) => decodeURI(it.href))")
    assert len(stops) > len(results) > 2, "suggestions and the way to all results are stops too"
    walked = []
    for _ in stops:
        page.keyboard.press("ArrowDown")
        walked.append(page.evaluate(FOCUSED))
    assert walked == stops
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) == stops[-1], "the last stop is the last"
    for _ in stops:
        page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    at = next(number for number, stop in enumerate(stops, 1) if results[0] in stop and "h=" in stop)
    for _ in range(at):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{results[0]}*")
    expect(page.locator("main mark").first).to_be_attached()


def test_home_and_end_move_in_the_field(read):
    page = read("about/")
    ask(page, "龙华")
    page.keyboard.press("Home")
    page.keyboard.type("1")
    page.keyboard.press("End")
    page.keyboard.type("2")
    expect(page.get_by_role("searchbox")).to_have_value("1龙华2")


def test_focused_result_is_never_under_the_head(read):
    page = read("about/")
    ask(page, "军")
    stops = page.locator(f"{DIALOG} a").count()
    covered = """() => {
        const box = document.activeElement.getBoundingClientRect();
        return !document.activeElement.contains(document.elementFromPoint(box.left + 2, box.top + box.height / 2));
    }"""
    for key in ["ArrowDown"] * stops + ["ArrowUp"] * (stops - 1):
        page.keyboard.press(key)
        assert not page.evaluate(covered), page.evaluate(FOCUSED)


def test_tab_stays_in_the_dialog(read):
    page = read("about/")
    ask(page, "红帆船")
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(f"document.activeElement === document.body || Boolean(document.activeElement.closest('{DIALOG}'))")


def test_enter_in_the_field_leads_to_the_page_of_all_results(read):
    page = read("about/")
    first = ask(page, "四行仓库")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert settled(page, "四行仓库") == "done"
    assert found(page)[: len(first)] == first
    expect(page.locator("main input[name=q]")).to_have_value("四行仓库")


def test_link_below_the_results_leads_to_all_of_them(read):
    page = read("about/")
    ask(page, "军")
    assert len(found(page, DIALOG)) == 10
    link = page.locator(".sy-dialog__all")
    total = re.search(r"全部(\d+)条", link.inner_text())[1]
    link.click()
    page.wait_for_url("**/search/?q=*")
    settled(page, "军")
    expect(said(page)).to_contain_text(f"找到{total}条")


def test_click_beside_the_dialog_closes_it_and_a_selection_dragged_out_does_not(read):
    page = read("about/")
    box = open_dialog(page).bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(20, 700)
    page.mouse.up()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.mouse.click(20, 700)
    expect(page.get_by_role("dialog")).not_to_be_visible()


def test_page_behind_stands_still(read):
    page = read("about/")
    place = "() => [scrollY, document.querySelector('main h1').getBoundingClientRect().x]"
    page.evaluate("scrollTo({top: 200, behavior: 'instant'})")
    before = page.evaluate(place)
    page.keyboard.press("/")
    page.get_by_role("searchbox").wait_for()
    assert page.evaluate(place) == before, "the scroll bar's place is kept"
    page.mouse.move(20, 700)
    page.mouse.wheel(0, 400)
    page.wait_for_timeout(200)
    assert page.evaluate(place) == before
    page.keyboard.press("Escape")
    page.mouse.wheel(0, 100)
    page.wait_for_function("scrollY > 200")


def test_back_from_a_result_of_the_same_page_finds_the_page_and_not_the_dialog(read):
    page = read(STORY)
    ask(page, "11527")
    link = page.locator(f"{DIALOG} [data-search-result] a").first
    page.goto(link.evaluate("it => it.href"))
    ask(page, "11527")
    page.locator(f"{DIALOG} [data-search-result] a").first.click()
    expect(page.get_by_role("dialog")).not_to_be_visible()


# --- Typing ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["about/", "search/"])
def test_nothing_is_searched_during_composition(read, path):
    page = read(path)
    field, holder = (page.locator("main input[name=q]"), "main") if path == "search/" else (open_dialog(page), DIALOG)
    field.focus()
    asked = page.evaluate_handle(
        """(holder) => {
            const asked = [];
            new MutationObserver((all) => all.forEach((it) => asked.push(it.target.dataset.searchState)))
                .observe(document.querySelector(`${holder} .sy-hits`), {attributes: true, attributeFilter: ["data-search-state"]});
            return asked;
        }""",
        holder,
    )
    field.evaluate("it => it.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}))")
    for letters in ("h", "ho", "hong'fan"):
        field.evaluate(
            "(it, letters) => { it.value = letters; it.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true})); }",
            letters,
        )
        page.wait_for_timeout(300)
    assert asked.json_value() == []
    field.evaluate("it => { it.value = '红帆船'; it.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true})); }")
    assert settled(page, "红帆船", holder) == "done"
    assert found(page, holder)[0] == "brands/hongfanchuan/"
    assert asked.json_value() == ["loading", "done"]


def test_input_method_at_work_is_left_alone(read):
    """Chromium's own composition, as an input method drives it."""
    page = read("about/")
    field = open_dialog(page)
    method = page.context.new_cdp_session(page)
    for letters in ("h", "ho", "hong", "hong'fan"):
        method.send("Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)})
        page.wait_for_timeout(200)
    expect(field).to_have_value("hong'fan")
    assert page.locator(f"{DIALOG} .sy-hits").get_attribute("data-search-state") is None
    expect(page.locator(".sy-dialog__hint")).to_be_visible()
    method.send("Input.insertText", {"text": "红帆"})
    assert settled(page, "红帆", DIALOG) == "done"
    expect(field).to_be_focused()


def test_answer_that_comes_too_late_is_dropped(read):
    page = read("about/")
    later = ask(page, "龙华")
    held = []
    page.route("**/search/data/**", lambda route: held.append(route))
    field = open_dialog(page)
    field.fill("红帆船")
    page.wait_for_function(f"document.querySelector('{DIALOG} .sy-hits').dataset.searchState === 'loading'")
    expect(said(page, DIALOG)).to_have_text("正在搜索……")
    assert held
    field.fill("龙华")
    assert settled(page, "龙华", DIALOG) == "done"
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    assert found(page, DIALOG) == later
    expect(said(page, DIALOG)).to_contain_text("“龙华”")


def test_each_answer_is_said_once(read):
    page = read("about/")
    open_dialog(page)
    heard = page.evaluate_handle(
        f"""() => {{
            const heard = [];
            const region = document.querySelector("{DIALOG} [role=status]");
            new MutationObserver(() => heard.push(region.textContent)).observe(region, {{childList: true, characterData: true, subtree: true}});
            return heard;
        }}"""
    )
    for query in ("龙华", "龙华 ", "qwertyuiop", ""):
        ask(page, query)
    lines = [re.sub(r"\d+", "N", line) for line in heard.json_value() if line != "正在搜索……"]
    assert lines == ["“龙华”：找到N条。", "没有找到“qwertyuiop”。", ""]


def test_suggestions_lead_where_they_say(read):
    page = read("about/")
    ask(page, "军")
    links = page.locator(".sy-suggestions a")
    assert 1 <= links.count() <= 5
    for link in links.all():
        expect(link).to_have_attribute("href", re.compile(r"/(search/\?q=.+|[a-z]+/[^?]*)$"))
    own = page.locator(".sy-suggestions a:not([href*='search/'])").first
    name = own.locator(".sy-suggestions__text").inner_text()
    own.click()
    page.wait_for_load_state()
    assert page.get_by_role("heading", level=1).text_content().replace("\u200b", "") == name


# --- The page ----------------------------------------------------------------------------------


def test_page_answers_its_address_and_the_dialog_alike(read, answers):
    page = read(page_of("红帆船"))
    assert settled(page, "红帆船") == "done"
    assert found(page) == answers["红帆船"]
    assert page.title().startswith("“红帆船” - 搜索")
    for item in page.locator("main [data-search-result]").all():
        assert item.get_by_role("link").count() == 1 and item.locator(".sy-hit__facts").inner_text().strip()
    assert page.locator("main [data-search-result] mark").first.text_content() == "红帆船"


def test_enter_searches_again_in_place_and_back_brings_the_former_answer(read):
    page = read(page_of("龙华"))
    settled(page, "龙华")
    first = found(page)
    page.evaluate("window.syStill = true")
    field = page.locator("main input[name=q]")
    field.fill("四行")
    page.keyboard.press("Enter")
    settled(page, "四行")
    assert state_of(page) == {"q": "四行"} and found(page) != first
    page.go_back()
    settled(page, "龙华")
    assert found(page) == first and state_of(page) == {"q": "龙华"}
    expect(field).to_have_value("龙华")
    page.go_forward()
    settled(page, "四行")
    assert page.evaluate("window.syStill"), "the page was left"


def test_typing_searches_and_takes_one_step_of_the_history(read):
    page = read(page_of("龙华"))
    settled(page, "龙华")
    before = page.evaluate("history.length")
    page.locator("main input[name=q]").fill("")
    for letters in ("红", "红帆", "红帆船"):
        page.locator("main input[name=q]").fill(letters)
        settled(page, letters)
    assert state_of(page) == {"q": "红帆船"} and page.evaluate("history.length") == before + 1
    page.go_back()
    settled(page, "龙华")


def test_facets_narrow_the_answer_and_stand_in_the_address(read):
    page = read(page_of("退役军人"))
    settled(page, "退役军人")
    total = int(re.search(r"找到(\d+)条", said(page).inner_text())[1])
    choice = page.get_by_role("group", name="类别").get_by_role("button", name="故事")
    count = int(re.search(r"\d+", choice.text_content())[0])
    assert 0 < count < total
    choice.click()
    expect(said(page)).to_contain_text(f"筛选后有{count}条")
    assert state_of(page) == {"q": "退役军人", "kind": "story"}
    expect(choice).to_have_attribute("aria-pressed", "true")
    expect(choice).to_be_focused()
    assert found(page) and all(path.startswith("stories/") for path in found(page))
    page.get_by_role("group", name="区").get_by_role("button", name="徐汇区").click()
    page.wait_for_url("**district=xuhui*")
    page.go_back()
    expect(said(page)).to_contain_text(f"筛选后有{count}条")
    choice.click()
    expect(said(page)).to_contain_text(f"找到{total}条")
    assert state_of(page) == {"q": "退役军人"}


def test_facets_of_the_address_hold_and_can_be_taken_back(read):
    page = read(page_of("退役军人", kind="story", year="1999"))
    settled(page, "退役军人")
    expect(said(page)).to_contain_text("筛选后一条也没有")
    assert page.get_by_role("group", name="年份").get_by_role("button", pressed=True).count() == 1
    page.get_by_role("button", name="去掉筛选").click()
    expect(said(page)).to_contain_text("找到")
    assert state_of(page) == {"q": "退役军人"} and found(page)
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_more_results_come_ten_at_a_time_and_are_there_again_on_the_way_back(read):
    page = read(page_of("军"))
    settled(page, "军")
    assert len(found(page)) == 10
    page.get_by_role("button", name="再看十条").click()
    eleventh = page.locator("main [data-search-result] a").nth(10)
    expect(eleventh).to_be_focused()
    assert len(found(page)) == len(set(page.locator("main [data-search-result] a").evaluate_all("them => them.map((it) => it.href)"))) == 20
    eleventh.scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    eleventh.click()
    page.wait_for_url("**h=**")
    page.go_back()
    settled(page, "军")
    assert len(found(page)) == 20
    page.wait_for_function("(top) => Math.abs(scrollY - top) < 50", arg=top)


def test_last_results_end_the_list(read):
    page = read(page_of("退役军人"))
    settled(page, "退役军人")
    total = int(re.search(r"找到(\d+)条", said(page).inner_text())[1])
    assert 10 < total < 20
    page.get_by_role("button", name=f"再看{total - 10}条").click()
    expect(page.locator("main [data-search-result]")).to_have_count(total)
    expect(page.get_by_role("button", name=re.compile("再看"))).to_have_count(0)


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_keys_lead_to_the_field_of_the_page(read, key):
    page = read(page_of("龙华"))
    settled(page, "龙华")
    page.keyboard.press(key)
    expect(page.locator("main input[name=q]")).to_be_focused()
    page.keyboard.type("101")
    expect(page.locator("main input[name=q]")).to_have_value("101")
    page.locator(OPENER).click()
    expect(page.locator("main input[name=q]")).to_be_focused()
    assert not page.locator(DIALOG).count()


def test_page_without_a_query_says_what_can_be_typed(read):
    page = read("search/")
    expect(page.get_by_role("heading", name="可以这样搜")).to_be_visible()
    page.locator("main input[name=q]").fill("红帆船")
    settled(page, "红帆船")
    expect(page.get_by_role("heading", name="可以这样搜")).not_to_be_visible()
    assert state_of(page) == {"q": "红帆船"}


def test_where_nothing_is_found_help_is_offered(read):
    page = read(page_of("qwertyuiop"))
    assert settled(page, "qwertyuiop") == "done"
    assert found(page) == []
    expect(said(page)).to_have_text("没有找到“qwertyuiop”。")
    for name in ("双拥故事", "国防教育基地", "网站地图"):
        expect(page.get_by_role("main").get_by_role("link", name=name).first).to_be_visible()
    over = read("about/")
    assert ask(over, "qwertyuiop") == []
    expect(over.get_by_role("dialog").get_by_role("link", name="网站地图")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("红番船", "没有找到“红番船”，下面是“红帆船”的结果。"),
        ("hongfanchuan", "按拼音“hongfanchuan”找的是“红帆船”。"),
        ("老兵", "找“老兵”，也找了意思相近的“退役军人”"),
        ("105", "短号105是“高中新生军训累计11527人次”。"),
        ("红帆船 wxyzv", "没有找到“wxyzv”，下面的页面有其余的词。"),
        ("“龙华烈士”", "“‘龙华烈士’”：找到"),
    ],
)
def test_what_was_done_with_the_words_is_said(read, query, words):
    page = read(page_of(query))
    settled(page, query)
    expect(said(page)).to_contain_text(words)


# --- Whatever is typed -------------------------------------------------------------------------

MARKUP = "<img src=x onerror=\"document.title='broken'\"><b>粗</b>&lt;i&gt;"


@pytest.mark.parametrize("path", ["about/", "search/"])
def test_markup_shows_as_text(read, path):
    page = read(page_of(MARKUP) if path == "search/" else path)
    if path == "search/":
        settled(page, MARKUP)
        expect(page.locator("main input[name=q]")).to_have_value(MARKUP)
    else:
        ask(page, MARKUP)
    holder = DIALOG if path == "about/" else "main"
    assert page.locator(f"{holder} :is(img, b, i, script)").count() == 0
    assert "broken" not in page.title() or MARKUP[:20] in page.title()
    expect(said(page, holder)).to_contain_text("<img src=x")


def test_markup_in_the_words_to_mark_shows_as_text(read):
    page = read(f"{STORY}?h={MARKUP}&h=%3Cb%3E&h=")
    page.wait_for_load_state("networkidle")
    assert page.locator(".sy-marks").count() == 0, "words that are not on the page are not repeated"


def test_two_thousand_characters_are_taken_in_part(read):
    page = read("about/")
    long = "双拥模范城创建" * 286
    ask(page, long)
    expect(said(page, DIALOG)).to_contain_text("输入的字太多，只用了前")
    assert not faults(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert settled(page, long) == "done"
    assert not faults(page)
    for link in page.locator("main [data-search-result] a").all():
        assert len(link.get_attribute("href")) < 4000


# --- When something does not come --------------------------------------------------------------

UNREACHED = ("Failed to load resource", "net::ERR_FAILED")


@pytest.mark.parametrize("path", ["about/", "search/"])
def test_failure_is_said_and_can_be_tried_again(chromium, address, path):
    with reader(chromium, address, expect=UNREACHED) as page:
        page.route("**/search/data/**", lambda route: route.abort())
        page.goto(address + (page_of("红帆船") if path == "search/" else path))
        holder = "main" if path == "search/" else DIALOG
        if path == "about/":
            open_dialog(page).fill("红帆船")
        assert settled(page, "红帆船", holder) == "failed"
        expect(said(page, holder)).to_contain_text("没有取来")
        assert found(page, holder) == []
        page.unroute("**/search/data/**")
        page.get_by_role("button", name="再试一次").click()
        page.wait_for_function(f"document.querySelector('{holder} .sy-hits').dataset.searchState === 'done'")
        assert found(page, holder)[0] == "brands/hongfanchuan/"


def test_where_the_script_does_not_come_the_link_leads_to_the_page_which_says_so(chromium, address):
    with reader(chromium, address, expect=UNREACHED) as page:
        page.route("**/assets/js/search.js", lambda route: route.abort())
        page.goto(address + "about/")
        page.locator(OPENER).click()
        page.wait_for_url("**/search/")
        expect(page.get_by_text("要是一直没有动静，请刷新页面")).to_be_visible()
        expect(page.get_by_role("main").get_by_role("link", name="网站地图")).to_be_visible()


def test_where_there_are_no_dialogs_the_link_leads_to_the_page(chromium, address):
    with reader(chromium, address) as page:
        page.add_init_script("delete window.HTMLDialogElement")
        page.goto(address + "about/")
        page.locator(OPENER).click()
        page.wait_for_url("**/search/")


def test_without_script_the_page_leads_to_the_listings(read):
    page = read("about/", script=False)
    link = page.get_by_role("link", name="搜索")
    assert not page.get_by_text("/", exact=True).is_visible(), "a key that does nothing is not named"
    link.click()
    page.wait_for_url("**/search/")
    expect(page.get_by_text("搜索要用脚本（JavaScript），这里用不了。")).to_be_visible()
    expect(page.get_by_text("正在准备搜索")).not_to_be_visible()
    for name in ("双拥故事", "日历", "网站地图"):
        expect(page.get_by_role("main").get_by_role("link", name=name)).to_be_visible()
    assert not faults(page)
    assert not page.locator("main input[name=q]").is_visible()


# --- The page a result opens -------------------------------------------------------------------


def marked(page) -> str:
    return "|".join(page.locator("main mark.sy-found").all_text_contents())


def test_page_opens_at_the_passage_with_the_words_marked(read):
    page = read("about/")
    ask(page, "没有名称和地址")
    page.locator(f"{DIALOG} [data-search-result] a[href*='gaozhong-junxun']").first.click()
    page.wait_for_url(f"**/{STORY}*")
    mark = page.locator("main mark.sy-found").first
    expect(mark).to_be_in_viewport()
    assert marked(page).replace("|", "") == "没有名称和地址"
    expect(page.locator(".sy-marks")).to_contain_text("标出了“没有名称和地址”。")


def test_marks_run_on_through_a_link(read):
    page = read(f"{STORY}?h=列出10个国防教育")
    expect(page.locator("main mark.sy-found")).to_have_count(3)
    assert marked(page) == "列出|10个|国防教育"
    link = page.locator(".sy-figure:has(mark)")
    assert link.text_content() == "10个"
    link.click()
    page.wait_for_url("**/sources/zhabei-2015/#f10")


def test_marks_do_not_tear_a_link_that_stands_alone(read):
    """Such links are laid out as a row of their own, in which every piece would be a column."""
    page = read("about/handbook/?h=照片", width=360)
    page.locator(".sy-marks").wait_for()
    link = page.locator("main td > a:only-child:has-text('照片手册')").first
    places = link.evaluate("""(link) => [...link.textContent].map((char, at) => {
        const walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT);
        while (walker.nextNode() && at >= walker.currentNode.length) at -= walker.currentNode.length;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        const {top, left} = range.getBoundingClientRect();
        return [Math.round(top), Math.round(left)];
    })""")
    assert link.locator("mark").text_content() == "照片" and len(places) == 4
    assert places == sorted(places), "read from left to right, line by line"


FIRST_BEHIND_THE_TARGET = """() => {
    const marks = [...document.querySelectorAll("main mark.sy-found")];
    const number = marks.findIndex((it) => document.querySelector(":target").compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING);
    const {top, bottom} = marks[number].getBoundingClientRect();
    return {number, isSeen: top >= 0 && bottom <= innerHeight};
}"""


def middle_of_the_handbook(read) -> str:
    anchors = read("about/handbook/").locator("main h2[id]").evaluate_all("them => them.map((it) => it.id)")
    return f"about/handbook/?h=照片#{anchors[len(anchors) // 2]}"


def test_page_opens_at_the_first_mark_behind_the_place_that_the_address_names(read):
    page = read(middle_of_the_handbook(read))
    page.locator(".sy-marks").wait_for()
    page.wait_for_function(f"() => ({FIRST_BEHIND_THE_TARGET})().isSeen")
    assert page.evaluate(FIRST_BEHIND_THE_TARGET)["number"] > 0


def test_page_opens_at_the_place_that_the_address_names_without_a_journey(read):
    page = read("about/")
    page.add_init_script("window.places = new Set(); addEventListener('scroll', () => places.add(scrollY));")
    page.goto(page.url + middle_of_the_handbook(read).split("/", 1)[1].replace("?h=照片", ""))
    page.wait_for_function("scrollY > 5000")
    page.wait_for_timeout(300)
    assert page.evaluate("places.size") <= 2


@pytest.mark.parametrize("place", ["the target", "the top"])
def test_page_stays_at_the_mark_when_the_browser_goes_to_the_target_late_but_not_when_the_reader_goes_elsewhere(read, address, place):
    page, held = read("about/"), []
    page.route("**/held.svg", lambda route: held.append(route))
    page.add_init_script("window.held = new Image(); held.src = '/held.svg'")
    page.goto(address + middle_of_the_handbook(read), wait_until="domcontentloaded")
    page.locator(".sy-marks").wait_for()
    assert page.evaluate(FIRST_BEHIND_THE_TARGET)["isSeen"]
    page.evaluate("(place) => place === 'the top' ? scrollTo(0, 0) : document.querySelector(':target').scrollIntoView()", place)
    assert not page.evaluate(FIRST_BEHIND_THE_TARGET)["isSeen"] and page.evaluate("document.readyState") == "interactive"
    held[0].fulfill(content_type="image/svg+xml", body='<svg xmlns="http://www.w3.org/2000/svg"/>')
    if place == "the target":
        page.wait_for_function(f"() => ({FIRST_BEHIND_THE_TARGET})().isSeen")
    else:
        page.wait_for_load_state()
        page.wait_for_timeout(300)
        assert page.evaluate("scrollY") == 0


def test_marks_are_taken_away_and_the_address_is_cleaned(read):
    page = read(f"{STORY}?h=军训&h=同学#content")
    text = page.locator("main").inner_text
    expect(page.locator(".sy-marks")).to_contain_text("标出了“军训”“同学”。")
    page.get_by_role("button", name="去掉标记").click()
    assert marked(page) == "" and page.url.endswith(f"{STORY}#content")
    assert text() == read(STORY).locator("main").inner_text()


def test_reading_aloud_says_the_same_with_marks_and_after_them(read):
    spoken = """() => import(new URL("assets/js/read-aloud/passages.js", document.querySelector("[data-sy-search]").href.replace(/search\\/$/, "")).href)
        .then(({readable}) => readable(document.querySelector("#content")).map(({text}) => text))"""
    plain = read(STORY).evaluate(spoken)
    page = read(f"{STORY}?h=军训&h=累计11527人次")
    page.locator("main mark.sy-found").first.wait_for()
    assert page.evaluate(spoken) == plain
    page.get_by_role("button", name="去掉标记").click()
    assert page.evaluate(spoken) == plain


# --- Widths, print, the disk -------------------------------------------------------------------


@pytest.mark.parametrize("size", ["100", "200"])
@pytest.mark.parametrize("width", [1440, 720, 360, 320])
def test_nothing_is_cut_off(read, width, size):
    page = read("calendar/", width=width)
    page.evaluate("(size) => syPreferences.keep('size', size)", size)
    assert len(ask(page, "退役军人")) > 5
    beyond = """([holder, width]) => [...document.querySelectorAll(`${holder} :is(a, h2, h3, p, button, summary)`)]
        .filter((it) => it.checkVisibility() && !it.closest(".sy-hidden"))
        .filter((it) => it.getBoundingClientRect().right > width + 1 || it.getBoundingClientRect().left < -1 || it.scrollWidth > it.clientWidth + 1 && it.clientWidth)
        .map((it) => it.outerHTML.slice(0, 120))"""
    box = page.locator(DIALOG).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    if width <= 360:
        assert (box["width"], box["height"]) == (width, 800)
    assert not page.evaluate(beyond, [DIALOG, width])
    last = page.locator(f"{DIALOG} a").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)
    page.goto(page.url.partition("calendar/")[0] + page_of("退役军人"))
    settled(page, "退役军人")
    assert not page.evaluate(beyond, ["main", width]) and not faults(page)


def test_dialog_is_not_printed(read):
    page = read(STORY + "?h=军训")
    ask(page, "红帆船")
    page.emulate_media(media="print")
    assert not page.locator(f"{DIALOG}, .sy-marks, .sy-search").locator("visible=true").count()


def test_nothing_shifts_when_the_scripts_come(chromium, address):
    for path in ("", "about/", "search/"):
        with reader(chromium, address, width=360) as page:
            page.add_init_script(
                """new PerformanceObserver((list) => { window.moved = (window.moved || 0) + list.getEntries().reduce((sum, it) => sum + it.value, 0); })
                    .observe({ type: "layout-shift", buffered: true });"""
            )
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("window.moved || 0") == 0, path


def test_script_of_every_page_is_small_and_of_old_syntax():
    source = (ASSETS / "js/search-box.js").read_bytes()
    assert len(gzip.compress(source, 9)) < 820
    assert not re.search(rb"=>|\b(?:let|const)\b|`|\?\.|\?\?|\.\.\.", re.sub(rb"//.*", b"", source))


def test_search_has_no_syntax_newer_than_2018(built):
    source = (built / "assets/js/search.js").read_text(encoding="utf-8")
    plain = re.sub(r'//.*|"(?:\\.|[^"\\\n])*"', "", source)
    assert not re.search(
        r"\?\.[a-z(\[]|\?\?|\bcatch \{|\.(?:flat|flatMap|at|matchAll|replaceAll|fromEntries|allSettled)\(|\b\d+n\b|\bimport\b|\bexport\b",
        plain,
    )


def test_no_page_fetches_the_search_before_it_is_wanted(chromium, address):
    with reader(chromium, address) as page:
        asked = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.goto(address + "about/")
        page.wait_for_load_state("networkidle")
        assert not [path for path in asked if "search" in path and not path.endswith("search-box.js")]
        open_dialog(page)
        assert {"/assets/js/search.js", "/assets/css/search.css"} <= set(asked)


MODULES = ("from origin 'null' has been blocked by CORS policy", "net::ERR_FAILED")
"""What the other scripts, modules all, meet on a disk."""


def test_search_works_from_a_folder_on_a_disk(chromium, built: Path):
    with reader(chromium, "file://", expect=MODULES) as page:
        page.goto((built / "search/index.html").as_uri())
        field = page.locator("main input[name=q]")
        field.fill("红帆船")
        page.keyboard.press("Enter")
        assert settled(page, "红帆船") == "done"
        link = page.locator("main [data-search-result] a").first
        assert "/brands/hongfanchuan/index.html?h=" in link.evaluate("it => it.href")
        link.click()
        page.wait_for_url("**/brands/hongfanchuan/index.html*")
        page.locator("h1 mark.sy-found").first.wait_for()
        assert "".join(page.locator("h1 mark.sy-found").all_text_contents()) == "红帆船"
        field = open_dialog(page)
        field.fill("四行仓库")
        assert settled(page, "四行仓库", DIALOG) == "done"
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/index.html?q=*")
        assert settled(page, "四行仓库") == "done"
        assert (
            page.locator("main [data-search-result] a")
            .first.evaluate("it => it.href")
            .endswith("index.html?h=%E5%9B%9B%E8%A1%8C%E4%BB%93%E5%BA%93")
        )
        page.get_by_role("main").get_by_role("link", name="网站地图").click()
        page.wait_for_url("**/sitemap/index.html")

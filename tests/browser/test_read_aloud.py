"""Reading aloud, with a voice of our own making in place of the browser's: what it is given to say is what the reader would hear."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import ExitStack

import pytest

from .reading import BUILT_AT, reader

STORY = "stories/2026/hongfanchuan-caidan/"
SENTENCES = {
    "full stops, questions, calls, semicolons": (
        "他来了。她呢？快走！一件；两件。",
        ["他来了。", "她呢？", "快走！", "一件；", "两件。"],
    ),
    "closing quotes stay with their sentence": (
        "“你来了。”他说：“坐！”（笑。）『好。』",
        ["“你来了。”", "他说：“坐！”", "（笑。）", "『好。』"],
    ),
    "dots of omission": (
        "他想……后来算了……”完。",
        ["他想……", "后来算了……”", "完。"],
    ),
    "several marks at once": (
        "真的？！是的。。完",
        ["真的？！", "是的。。", "完"],
    ),
    "no point inside a number, an address or an abbreviation ends anything": (
        "占3.5%，见www.example.cn 页。A. B",
        ["占3.5%，见www.example.cn 页。", "A.", "B"],
    ),
    "nothing but signs is not read": (
        "甲。——※ 。乙。",
        ["甲。", "乙。"],
    ),
    "white space round a sentence": (
        "\n  甲。\n\n  乙\n",
        ["甲。", "乙"],
    ),
    "a very long sentence is cut at its commas, into as few pieces as may be": (
        "从一九八四年到二〇一四年，街道和部队结对共建，修路、架桥、办学校，给烈属送去慰问，给老兵安排体检，也给随军家属介绍工作，前后三十年没有断过，新来的战士学会了上海话。",
        ["从一九八四年到二〇一四年，街道和部队结对共建，修路、架桥、办学校，给烈属送去慰问，给老兵安排体检，也给随军家属介绍工作，", "前后三十年没有断过，新来的战士学会了上海话。"],
    ),
    "a comma inside a number is none": (
        "这一年全区共接待参观学习的官兵和群众合计一共有整整11,527人次之多而且其中有相当大的一部分是从很远的郊区专门坐车赶来的中小学生和他们的老师，另有外省市的来访者。",
        ["这一年全区共接待参观学习的官兵和群众合计一共有整整11,527人次之多而且其中有相当大的一部分是从很远的郊区专门坐车赶来的中小学生和他们的老师，", "另有外省市的来访者。"],
    ),
}
"""What it tells: (a text, what is read of it in one breath each)."""

FAKE = """({ voices, areLate, behaviour }) => {
    const given = voices.map(([name, lang, localService]) => ({ name, lang, localService, default: false, voiceURI: name }));
    let waiting = [];
    const log = { spoken: [], voices: [], rates: [], langs: [], cancelled: 0 };
    const synth = Object.assign(new EventTarget(), {
        speaking: false, pending: false, paused: false,
        getVoices: () => (areLate && !window.haveCome ? [] : given),
        speak(utterance) {
            log.spoken.push(utterance.text);
            log.voices.push(utterance.voice.name);
            log.rates.push(utterance.rate);
            log.langs.push(utterance.lang);
            waiting = [utterance];
            const tell = (name, detail) => { if (waiting[0] === utterance && utterance[`on${name}`]) utterance[`on${name}`]({ type: name, ...detail }); };
            if (behaviour === "fails") setTimeout(() => tell("error", { error: "synthesis-failed" }), 5);
            else if (behaviour !== "dead") setTimeout(() => { tell("start"); if (behaviour === "ends") setTimeout(() => tell("end"), 5); }, 5);
            window.endOne = () => tell("end");
        },
        cancel() { log.cancelled += 1; waiting = []; },
        pause() { throw new Error("Chrome on Android cannot"); },
        resume() { throw new Error("Chrome on Android cannot"); },
    });
    Object.defineProperty(window, "speechSynthesis", { value: synth });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    window.heard = log;
}"""
VOICES = [["Google 普通话（中国大陆）", "zh-CN", False], ["Samantha", "en-US", True], ["香港", "zh-HK", True], ["婷婷", "zh_CN", True]]


@pytest.fixture
def listen(chromium, address):
    """A page whose voice is ours: ``page = listen(STORY, behaviour="stays")``.

    A voice "ends" every sentence at once, "stays" with each until ``endOne()``, "fails", or is "dead".
    """
    with ExitStack() as stack:

        def open_page(path: str = STORY, voices=VOICES, late: bool = False, behaviour: str = "ends", prepare: str = "", **how):
            page = stack.enter_context(reader(chromium, address, **how))
            settings = json.dumps({"voices": voices, "areLate": late, "behaviour": behaviour})
            page.context.add_init_script(f"({FAKE})({settings}); {prepare}")
            page.goto(address + path)
            page.locator(".sy-tools__summary").click()
            return page

        yield open_page


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def status(page) -> str:
    return page.locator("[data-sy-status]").inner_text()


def until(page, words: str) -> None:
    page.wait_for_function("(words) => document.querySelector('[data-sy-status]').textContent.includes(words)", arg=words)


def heard(page, name: str = "spoken") -> list:
    return page.evaluate("(name) => heard[name]", name)


def until_heard(page, count: int) -> None:
    page.wait_for_function("(count) => heard.spoken.length >= count", arg=count)


def highlighted(page) -> str | None:
    """The words that are marked as being read."""
    return page.evaluate("() => { const mark = CSS.highlights.get('sy-reading'); return mark ? [...mark].map(String).join('|') : null; }")


def possible(page) -> list[str]:
    """The buttons that can be pressed."""
    return page.locator("[data-sy-read][aria-disabled=false], [data-sy-read]:not([aria-disabled])").all_inner_texts()


def put(page, html: str) -> None:
    """Other words in place of the story's."""
    page.evaluate("(html) => { document.querySelector('.sy-text').innerHTML = html; }", html)


def text_read(page) -> list[str]:
    """What is read of the story's text, title and lead apart."""
    press(page, "朗读")
    until(page, "读完了")
    before = page.evaluate("document.querySelector('.sy-head__lead').textContent")
    spoken = heard(page)
    return spoken[next(i for i, said in enumerate(spoken) if before.endswith(said)) + 1 :]


# --- What is read ------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "spoken"), SENTENCES.values(), ids=SENTENCES)
def test_sentences_are_cut_where_a_voice_would_breathe(read, text, spoken):
    page = read(STORY)
    cut = """async (text) => {
        const { sentences } = await import(new URL("assets/js/read-aloud/sentences.js", document.querySelector("script[src*=preferences]").src.split("assets/")[0]).href);
        return sentences(text).map(([start, end]) => text.slice(start, end));
    }"""
    assert page.evaluate(cut, text) == spoken


def test_story_is_read_whole_and_in_order_sentence_by_sentence(listen):
    page = listen()
    press(page, "朗读")
    until(page, "读完了")
    whole = page.evaluate(
        """() => [...document.querySelectorAll(".sy-head__title, .sy-head__lead, .sy-text :is(p, li, h2, h3)")].map((it) => it.textContent).join("")"""
    )
    spoken = heard(page)
    assert "".join(spoken).replace(" ", "") == "".join(whole.split())
    assert spoken[0] == page.get_by_role("heading", level=1).text_content() and len(spoken) > 8
    assert max(map(len, spoken)) <= 80


def test_only_a_chinese_voice_that_lives_in_the_device_is_used(listen):
    page = listen()
    press(page, "朗读")
    until(page, "读完了")
    assert set(heard(page, "voices")) == {"婷婷"} and set(heard(page, "langs")) == {"zh-CN"}


def test_headings_lists_tables_and_captions_are_read_but_no_marks_and_no_code(listen):
    page = listen()
    put(
        page,
        """<h2>标题</h2><p>正文<sup id="fnref:1"><a href="#">1</a></sup>有<code>code</code>字，
        换行。<span class="sy-hidden">看大图：</span></p>
        <ul><li>甲<ul><li>乙</li></ul></li><li>丙</li></ul>
        <table><thead><tr><th>年</th><th>数</th></tr></thead><tbody><tr><td>2014</td><td>600余件</td></tr></tbody></table>
        <figure class="sy-photo"><img alt="船"><figcaption class="sy-photo__label"><span class="sy-photo__title">红帆船</span>
        <span class="sy-photo__caption">宣传画。</span><span class="sy-photo__credit">某人 摄</span></figcaption></figure>
        <p hidden>藏起来的。</p><p>头一行<br><em>第二行。</em></p>""",
    )
    assert text_read(page) == ["标题", "正文有字，换行。", "甲", "乙", "丙", "年，数", "2014，600余件", "红帆船", "宣传画。", "头一行，第二行。"]


def test_hours_and_address_of_a_base_are_read(listen):
    page = listen("bases/longhua/")
    press(page, "朗读")
    until(page, "读完了")
    whole = " ".join(heard(page))
    assert "今天开放吗，待核实" in whole and "怎么去，龙华西路180号" in whole and "文物保护单位，国家级" in whole


@pytest.mark.parametrize("path", ["", "stories/", "brands/", "exhibitions/xuanchuanhua/"])
def test_lists_and_works_are_read_too(listen, path):
    page = listen(path)
    press(page, "朗读")
    until(page, "读完了")
    assert len(heard(page)) > 5


def test_page_without_text_says_so(listen):
    page = listen("404.html", expect=("404",))
    page.evaluate("document.querySelector('#content').replaceChildren()")
    press(page, "朗读")
    until(page, "没有可以朗读")


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_reading_begins_at_what_is_selected(listen, how):
    page = listen()
    put(page, "<p>第一句。第二句。</p><p>第三句。第四句。</p>")
    page.evaluate(
        """() => {
            const range = document.createRange();
            range.setStart(document.querySelector(".sy-text p").firstChild, 4);
            range.setEnd(document.querySelectorAll(".sy-text p")[1].firstChild, 2);
            getSelection().addRange(range);
        }"""
    )
    if how == "mouse":
        press(page, "朗读")
    else:
        page.get_by_role("button", name="朗读", exact=True).focus()
        page.keyboard.press("Enter")
    until(page, "读完了")
    assert heard(page) == ["第二句。", "第三句。", "第四句。"]


# --- State -------------------------------------------------------------------------------------


def test_sentence_being_read_is_marked_and_the_words_of_the_page_are_never_announced(listen):
    page = listen(behaviour="stays")
    assert possible(page) == ["朗读"] and status(page) == ""
    press(page, "朗读")
    until(page, "正在朗读")
    for count in (1, 2, 3):
        until_heard(page, count)
        assert highlighted(page) == heard(page)[-1]
        assert heard(page)[-1] not in status(page)
        page.evaluate("endOne()")
    assert possible(page) == ["朗读", "暂停", "停止"]


def test_pause_and_resume_say_the_sentence_again(listen):
    page = listen(behaviour="stays")
    press(page, "朗读")
    until_heard(page, 1)
    page.evaluate("endOne()")
    until_heard(page, 2)
    press(page, "暂停")
    assert "已暂停" in status(page) and possible(page) == ["朗读", "继续", "停止"]
    assert heard(page, "cancelled") >= 1 and highlighted(page) == heard(page)[1]
    page.evaluate("endOne()")  # What the browser says late about a sentence that was broken off.
    page.clock.run_for(60_000)
    assert len(heard(page)) == 2
    press(page, "继续")
    until_heard(page, 3)
    assert heard(page)[2] == heard(page)[1] and "正在朗读" in status(page)


@pytest.mark.parametrize("how", ["停止", "Escape"])
@pytest.mark.parametrize("paused", [False, True], ids=["reading", "paused"])
def test_stop_ends_everything(listen, how, paused):
    page = listen(behaviour="stays")
    press(page, "朗读")
    until_heard(page, 1)
    if paused:
        press(page, "暂停")
    if how == "Escape":
        page.keyboard.press("Escape")
    else:
        press(page, how)
    assert status(page) == "已停止。" and highlighted(page) is None and possible(page) == ["朗读"]
    page.clock.run_for(600_000)
    assert len(heard(page)) == 1
    page.keyboard.press("Escape")
    assert status(page) == "已停止。"
    press(page, "朗读")
    until_heard(page, 2)
    assert heard(page)[1] == heard(page)[0]


def test_reading_stops_when_the_page_is_left_and_comes_back_silent(listen):
    page = listen(behaviour="stays")
    press(page, "朗读")
    until_heard(page, 1)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert heard(page, "cancelled") >= 1 and highlighted(page) is None and possible(page) == ["朗读"]
    page.clock.run_for(600_000)
    assert len(heard(page)) == 1


def test_speed_is_remembered_and_holds_from_the_next_sentence_on(listen):
    page = listen(behaviour="stays")
    press(page, "朗读")
    until_heard(page, 1)
    page.locator(".sy-tools__choice").filter(has_text="慢").click()
    page.evaluate("endOne()")
    until_heard(page, 2)
    assert heard(page, "rates") == [1, 0.75]
    page.reload()
    assert page.locator("#sy-rate-slow").is_checked()


def test_nothing_of_it_is_fetched_before_the_strip_is_opened(chromium, address):
    with reader(chromium, address) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + STORY)
        page.wait_for_load_state("networkidle")
        assert asked and not any("read-aloud" in url for url in asked)
        with page.expect_request(lambda request: "read-aloud" in request.url):
            page.locator(".sy-tools__summary").click()


def test_when_it_cannot_be_fetched_the_reader_is_told_and_may_try_again(chromium, address):
    with reader(chromium, address, expect=("read-aloud", "ERR_FAILED")) as page:
        page.route("**/read-aloud.js", lambda route: route.abort())
        page.goto(address + STORY)
        page.locator(".sy-tools__summary").click()
        press(page, "朗读")
        until(page, "没有装好")


# --- Voices and their faults -------------------------------------------------------------------


def test_voices_may_come_late(listen):
    page = listen(late=True, behaviour="stays")
    page.clock.pause_at(BUILT_AT + dt.timedelta(hours=1))
    press(page, "朗读")
    until(page, "正在找")
    page.clock.run_for(3000)
    assert "正在找" in status(page) and possible(page) == ["朗读", "停止"] and not heard(page)
    page.evaluate("window.haveCome = true")
    page.clock.run_for(300)
    assert len(heard(page)) == 1 and "正在朗读" in status(page)


@pytest.mark.parametrize("voices", [[], VOICES[:2]], ids=["none", "none of its own"])
def test_without_a_chinese_voice_of_the_device_it_says_what_to_do(listen, voices):
    page = listen(voices=voices)
    press(page, "朗读")
    page.clock.run_for(6000)
    until(page, "没有装中文语音")
    assert heard(page) == [] and possible(page) == ["朗读"]


def test_search_for_a_voice_can_be_stopped(listen):
    page = listen(voices=[])
    press(page, "朗读")
    press(page, "停止")
    page.clock.run_for(6000)
    assert status(page) == "已停止。"


def test_browser_that_cannot_speak_says_so(chromium, address):
    with reader(chromium, address) as page:
        page.context.add_init_script("delete window.speechSynthesis; delete Window.prototype.speechSynthesis;")
        page.goto(address + STORY)
        assert page.evaluate("'speechSynthesis' in window") is False
        page.locator(".sy-tools__summary").click()
        press(page, "朗读")
        until(page, "不会朗读")


def test_sentence_whose_end_the_browser_never_tells_is_left_behind_in_the_end(listen):
    page = listen(behaviour="stays")
    press(page, "朗读")
    until_heard(page, 1)
    page.clock.run_for(4000)
    assert len(heard(page)) == 1, "a voice is given its time"
    page.clock.run_for(60_000)
    assert len(heard(page)) >= 2 and "正在朗读" in status(page)


@pytest.mark.parametrize("behaviour", ["fails", "dead"])
def test_voice_that_only_fails_is_given_up(listen, behaviour):
    page = listen(behaviour=behaviour)
    press(page, "朗读")
    until_heard(page, 1)
    page.clock.run_for(600_000)
    until(page, "没有声响")
    assert len(heard(page)) == 3 and highlighted(page) is None and possible(page) == ["朗读"]


# --- Mark and sight ----------------------------------------------------------------------------


def test_where_no_highlight_exists_the_block_is_marked(listen):
    page = listen(behaviour="stays", prepare="delete window.Highlight;")
    press(page, "朗读")
    until_heard(page, 1)
    assert page.locator(".sy-reading").all_inner_texts() == [page.get_by_role("heading", level=1).inner_text()]
    page.evaluate("endOne()")
    until_heard(page, 2)
    assert page.locator(".sy-reading").get_attribute("class").startswith("sy-head__lead")
    page.keyboard.press("Escape")
    assert page.locator(".sy-reading").count() == 0


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_sentence_is_brought_into_sight_only_when_it_is_out_of_it(listen, motion):
    page = listen(behaviour="stays", height=900)
    page.emulate_media(reduced_motion=motion)
    page.evaluate(
        """() => {
            const move = window.scrollBy;
            window.moves = [];
            window.scrollBy = (how) => { moves.push(how.behavior); move.call(window, how); };
        }"""
    )
    put(page, "".join(f"<p>第{n}段，只有一句。</p>" for n in range(60)))
    press(page, "朗读")
    top = None
    for count in range(1, 40):
        until_heard(page, count)
        if motion == "reduce":
            top = page.evaluate("[...CSS.highlights.get('sy-reading')][0].getBoundingClientRect().top")
            assert 0 <= top <= 900, count
        page.evaluate("endOne()")
    moves = page.evaluate("moves")
    assert 1 <= len(moves) < 12 and set(moves) == {"instant" if motion == "reduce" else "smooth"}


def test_reader_who_scrolls_away_is_not_pulled_back(listen):
    page = listen(behaviour="stays", height=500)
    page.emulate_media(reduced_motion="reduce")
    put(page, "".join(f"<p>第{n}段，只有一句。</p>" for n in range(60)))
    press(page, "朗读")
    for count in range(1, 30):
        until_heard(page, count)
        page.evaluate("endOne()")
    until_heard(page, 30)
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.evaluate("endOne()")
    until_heard(page, 31)
    assert page.evaluate("scrollY") == 0
    press(page, "暂停")
    press(page, "继续")
    until_heard(page, 32)
    assert page.evaluate("scrollY") > 0, "who asks to go on wants to see where"

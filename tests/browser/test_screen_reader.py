"""The reader of a touched terminal, in a browser with fingers."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from conftest import REPOSITORY
from making import TODAY, manuscript, site
from screens.box import NO_WORKER
from screens.engine_2015 import look_at_script, unknown_to_2015
from screens.host import Answer, Host, hosting
from shuangyong.carriers.screens.playable import playable
from shuangyong.carriers.screens.sheet import COLOURS, Sheet, contrast
from shuangyong.manuscripts.captions import read_albums
from shuangyong.manuscripts.library import Library
from shuangyong.manuscripts.reader import read_folder
from shuangyong.photos.job import Record, Rendition
from shuangyong.photos.pictures import Pictures
from shuangyong.photos.recipe import EXTENSIONS
from shuangyong.resources import common_days_dir
from shuangyong.text import Texts

from .test_access import AXE, TAGS

pytestmark = pytest.mark.realtime

UPRIGHT, BROAD = (1080, 1920), (1920, 1080)
SIZES = pytest.mark.parametrize("size", [UPRIGHT, BROAD], ids=["upright", "broad"])
AT = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)
"""Noon in Shanghai."""
STORY, OTHER, BRAND = "stories/2026/hongfanchuan-caidan/", "stories/2026/gaozhong-junxun/", "brands/hongfanchuan/"
BASE, SHOW = "bases/sihang/", "exhibitions/xuanchuanhua/"
PROGRAMME = [
    {"story": "hongfanchuan-caidan", "text": "摘要"},
    {"brand": "hongfanchuan", "text": "摘要"},
    {"base": "sihang"},
    {"base": "longhua"},
    {"exhibition": "xuanchuanhua", "text": "摘要"},
    {"exhibition": "xieshou-zhuimengxing", "text": "摘要"},
    {"story": "gaozhong-junxun", "text": "摘要"},
    {"brand": "bingmama-yizhan", "text": "摘要"},
]
LEAST = 96
"""Pixels of a thing to touch, on a screen 1080 pixels wide or high."""
ENOUGH = 7
SETTLED = 1000
"""Milliseconds after which nobody taps twice, and nothing rolls any more."""


# --- A terminal ---


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[int, int], Path]:
    """The shipped site's terminal, upright and broad, with pictures drawn for it."""
    home = tmp_path_factory.mktemp("terminal")
    albums, _ = read_albums(REPOSITORY / "photos")
    read = read_folder(REPOSITORY / "docs", "docs", common_days_dir(), albums).library
    records = {(it.id, photo.caption.slug): draw(home / it.id, photo.caption.slug) for it in albums for photo in it.photos}
    made = {}
    for size in (UPRIGHT, BROAD):
        keys = {"title": "门厅触摸屏", "size": "x".join(map(str, size)), "touch": True, "valid_until": "2027-05-31", "programme": PROGRAMME}
        screen = manuscript("screens/foyer.md", **keys)
        publishable = Library((*read.manuscripts, screen), albums).publishable(today=TODAY)
        pictures = Pictures.of(publishable.photos, records, home)
        texts = Texts(["attr_list", "footnotes", "admonition", "def_list"])
        found = playable(publishable.get("screen", "foyer"), publishable, site(name="双拥之窗", pictures=pictures, texts=texts))
        made[size] = home / "x".join(map(str, size))
        for output in found.outputs:
            path, body = output
            (made[size] / path).parent.mkdir(parents=True, exist_ok=True)
            (made[size] / path).write_bytes(body)
    return made


def draw(folder: Path, slug: str) -> Record:
    """One size in three formats; some pictures are higher than wide."""
    folder.mkdir(parents=True, exist_ok=True)
    size = (960, 1280) if len(slug) % 2 else (960, 720)
    made = []
    for format, ending in EXTENSIONS.items():
        made.append(Rendition(f"{slug}-960{ending}", "web", format, *size, 1))
        Image.new("RGB", size, "#9E1B1B").save(folder / made[-1].name, format.upper())
    return Record(f"{slug}.jpg", "00", 1, 1, slug, "", "", ("web",), 10**9, *size, colour="#9e1b1b", renditions=tuple(made))


class Terminal:
    """Somebody in front of it."""

    def __init__(self, page, host: Host):
        self.page, self.host = page, host

    def report(self) -> dict[str, Any]:
        return self.page.evaluate("syScreen.report()")

    def passes(self, seconds: float) -> None:
        """Time, in which all timers run."""
        self.page.clock.run_for(round(seconds * 1000))

    def rest(self) -> None:
        self.page.clock.run_for(SETTLED)

    def drawn(self) -> None:
        """The browser tells of a scroll with its next frame, whose clock is its own; so it does of what is in sight."""
        self.page.evaluate("() => new Promise((done) => new IntersectionObserver((_, it) => { it.disconnect(); done(); }).observe(document.documentElement))")

    def one(self, selector: str):
        """The one of its kind that is seen."""
        return self.page.locator(selector).locator("visible=true").last

    def centre(self, selector: str) -> tuple[float, float]:
        found = self.one(selector)
        found.scroll_into_view_if_needed()
        self.drawn()
        self.rest()
        box = found.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def tap(self, *selectors: str) -> Terminal:
        """A finger on the middle of each, one after another: what lies over it gets the touch."""
        for selector in selectors:
            self.page.touchscreen.tap(*self.centre(selector))
            self.drawn()
        return self

    def do(self, *deeds: str) -> Terminal:
        """A tap on a button of the bar, or on a key of the pad."""
        return self.tap(*(f'.sy-reader__bar [data-do="{deed}"], .sy-pad [data-do="{deed}"]' for deed in deeds))

    def open(self, entry: str = "") -> Terminal:
        """The slide that is shown, touched; then an entry of the contents."""
        self.rest()
        self.page.touchscreen.tap(400, 400)
        self.page.wait_for_selector(".sy-reader")
        if entry:
            self.do("contents").tap(f'.sy-contents [data-opens="{entry}"]')
        return self

    def fingers(self, kind: str, *points: tuple[float, float]) -> None:
        """What a touch frame reports: which fingers are on the glass."""
        if not hasattr(self, "_cdp"):
            self._cdp = self.page.context.new_cdp_session(self.page)
        touches = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self._cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    @property
    def is_reading(self) -> bool:
        return self.report()["reading"]

    @property
    def title(self) -> str:
        """Of what is being read."""
        return self.page.locator(".sy-reader h1").inner_text().replace("\u200b", "")

    @property
    def top(self) -> float:
        """How far the page is scrolled."""
        return self.page.evaluate("document.querySelector('.sy-reader__page').scrollTop")

    @property
    def position(self) -> str:
        return self.page.locator(".sy-reader__position").inner_text()

    def can(self, deed: str) -> bool:
        return self.page.locator(f'.sy-reader__bar [data-do="{deed}"]').get_attribute("aria-disabled") is None


Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def terminal(chromium, folders) -> Iterator[Callable[..., Terminal]]:
    """Switches a terminal on, and waits for its first slide. What the browser complained of fails the test at its end.

    `change` alters the programme, `instead` what the server answers.
    """
    complaints: list[str] = []
    expected: list[str] = []
    with ExitStack() as stack:

        def switch_on(
            size: tuple[int, int] = UPRIGHT, *, change: Change | None = None, instead=None, expect: tuple[str, ...] = (), query: str = "", scripts=(), at=AT
        ) -> Terminal:
            host = stack.enter_context(hosting(folders[size]))
            index = (folders[size] / "screens/foyer/index.html").read_text(encoding="utf-8")
            page_of = Answer(200, with_programme(index, change).encode()) if change else None
            host.instead = lambda path: page_of if page_of and path.endswith("foyer/") else instead(path) if instead else None
            expected.extend(expect)
            width, height = size
            context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=True, locale="zh-CN", timezone_id="Asia/Shanghai")
            stack.callback(context.close)
            context.clock.install(time=at)
            for script in (NO_WORKER, *scripts):
                context.add_init_script(script)
            page = context.new_page()
            page.set_default_timeout(30_000)
            page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(f"exception: {error}"))
            page.goto(host.url + "screens/foyer/" + query)
            page.wait_for_selector(".sy-layer.is-shown")
            return Terminal(page, host)

        yield switch_on
    unexpected = [complaint for complaint in complaints if not any(word in complaint for word in expected)]
    assert not unexpected, unexpected


def with_programme(index: str, change: Change) -> str:
    before, data, after = re.split(r'(?<=id="programme">)(.*?)(?=</script>)', index, maxsplit=1, flags=re.S)
    programme = json.loads(data)
    change(programme)
    return before + json.dumps(programme).replace("<", "\\u003c") + after


def entry_of(programme: dict[str, Any], id: str) -> dict[str, Any]:
    return next(entry for section in programme["reader"]["sections"] for entry in section["entries"] if entry["id"] == id)


# --- Opening and closing ---


def test_a_touch_opens_what_the_slide_tells_of(terminal) -> None:
    it = terminal().open()
    assert it.title == "红帆船先行，优抚服务有了“菜单”"
    told = it.report()
    assert (told["reading"], told["mode"]) == (True, "reading")
    assert it.page.get_attribute("#stage", "aria-hidden") == "true"


def test_where_the_slide_tells_of_nothing_it_opens_the_contents(terminal) -> None:
    def forget(programme: dict[str, Any]) -> None:
        for slide in programme["slides"]:
            slide["opens"] = None

    assert terminal(change=forget).open().title == "目录"


def test_an_entry_that_is_not_there_opens_the_contents(terminal) -> None:
    def mislead(programme: dict[str, Any]) -> None:
        for slide in programme["slides"]:
            slide["opens"] = "stories/2026/gone/"

    assert terminal(change=mislead).open().title == "目录"


def test_its_end_gives_everything_back(terminal) -> None:
    it = terminal().open().do("end")
    assert it.page.evaluate("[document.getElementById('reader').hidden, document.getElementById('reader').childNodes.length]") == [True, 0]
    assert not it.is_reading and it.page.get_attribute("#stage", "aria-hidden") is None
    it.passes(2)
    assert it.report()["mode"] == "playing"
    assert it.open().is_reading, "and it can be opened again"


def test_an_entry_that_is_spoilt_does_not_cover_the_loop(terminal) -> None:
    it = terminal(change=lambda programme: entry_of(programme, STORY).update(pictures=None), expect=("exception",))
    it.rest()
    it.page.touchscreen.tap(400, 400)
    it.rest()
    assert it.page.locator(".sy-reader").count() == 0 and it.report()["mode"] == "playing"
    assert it.page.locator("#reader").is_hidden()


def test_the_loop_stands_still_meanwhile_and_begins_anew_afterwards(terminal) -> None:
    it = terminal()
    it.page.wait_for_selector(".sy-layer.is-shown")
    first = it.report()["slide"]
    it.passes(70)
    assert it.report()["slide"] != first
    it.open()
    turns = it.report()["turns"]
    it.passes(45)
    assert it.report()["turns"] == turns
    it.do("end").page.wait_for_function("(first) => syScreen.report().slide === first", arg=first)


def test_screens_that_are_no_terminals_open_nothing(terminal) -> None:
    it = terminal(change=lambda programme: programme.update(touch=False))
    it.rest()
    it.page.touchscreen.tap(400, 400)
    it.rest()
    assert not it.is_reading and it.page.locator(".sy-reader").count() == 0


def test_at_closing_time_it_closes_and_nothing_opens_it(terminal) -> None:
    closing = AT.hour * 60 + 8 * 60 + 1  # One minute past noon.
    it = terminal(change=lambda programme: programme.update(hours=[{"days": [], "on": 480, "off": closing}])).open()
    it.passes(30)
    it.do("down").passes(40)
    assert it.report()["mode"] == "dark" and not it.is_reading
    it.page.touchscreen.tap(400, 400)
    it.rest()
    assert not it.is_reading


# --- Fingers ---


def test_a_finger_that_trembles_and_lingers_opens_it(terminal) -> None:
    it = terminal()
    it.rest()
    it.fingers("touchStart", (400, 400))
    it.fingers("touchMove", (412, 391))
    it.passes(2)
    it.fingers("touchEnd")
    assert it.is_reading


def test_a_palm_opens_nothing(terminal) -> None:
    it = terminal()
    it.rest()
    it.fingers("touchStart", (400, 400))
    it.fingers("touchStart", (400, 400), (450, 420))
    it.fingers("touchStart", (400, 400), (450, 420), (430, 480))
    it.fingers("touchEnd")
    it.rest()
    assert not it.is_reading


def test_whoever_leans_on_it_presses_no_button(terminal) -> None:
    it = terminal().open()
    x, y = it.centre('.sy-reader__bar [data-do="end"]')
    it.fingers("touchStart", (x, y), (x - 60, y - 20), (x - 30, y - 90))
    it.fingers("touchEnd")
    it.rest()
    assert it.is_reading


def test_a_finger_that_slides_off_a_button_has_thought_better_of_it(terminal) -> None:
    it = terminal().open()
    x, y = it.centre('.sy-reader__bar [data-do="end"]')
    it.fingers("touchStart", (x, y))
    for step in range(1, 9):
        it.fingers("touchMove", (x - 30 * step, y))
    it.fingers("touchEnd")
    it.rest()
    assert it.is_reading


def test_no_click_follows_a_tap(terminal) -> None:
    """It would come a third of a second later, to whatever stands there by then."""
    it = terminal().open()
    it.page.evaluate("window.clicks = 0; document.addEventListener('click', () => { clicks += 1; }, true)")
    it.do("contents")
    it.page.wait_for_timeout(400)
    assert it.title == "目录" and it.page.evaluate("clicks") == 0


def test_dirt_on_the_frame_does_not_make_it_deaf(terminal) -> None:
    it = terminal().open()
    x, y = it.centre('.sy-reader__bar [data-do="contents"]')
    it.fingers("touchStart", (20, 900))
    it.passes(6)
    it.fingers("touchStart", (20, 900), (x, y))
    it.fingers("touchEnd")
    assert it.title == "目录"


def test_who_taps_twice_opens_one_thing(terminal) -> None:
    """Even where a link comes up under the finger."""

    def fill(programme: dict[str, Any]) -> None:
        links = f'<ul class="sy-entry__links"><li><a class="sy-entry__link" href="#" data-opens="{BRAND}">红帆船</a></li></ul>' * 20
        entry_of(programme, STORY).update(html=f"<h1>满是链接</h1>{links}", pictures=[])

    it = terminal(change=fill).open().do("contents")
    x, y = it.centre(f'.sy-contents [data-opens="{STORY}"]')
    assert it.top == 0
    it.page.touchscreen.tap(x, y)
    it.page.touchscreen.tap(x, y)
    assert it.title == "满是链接"
    it.rest()
    it.page.touchscreen.tap(x, y)
    assert it.title == "红帆船"


def test_the_second_tap_on_the_end_does_not_open_it_again(terminal) -> None:
    it = terminal().open()
    x, y = it.centre('.sy-reader__bar [data-do="end"]')
    it.page.touchscreen.tap(x, y)
    it.page.touchscreen.tap(x, y)
    assert not it.is_reading


def test_a_mouse_and_frames_that_pretend_to_be_one_do_the_same(terminal) -> None:
    it = terminal()
    it.rest()
    it.page.mouse.click(400, 400)
    it.page.wait_for_selector(".sy-reader")
    it.page.mouse.click(*it.centre('.sy-reader__bar [data-do="contents"]'))
    assert it.title == "目录"
    it.page.mouse.click(*it.centre('.sy-reader__bar [data-do="end"]'))
    assert not it.is_reading


def test_a_stroke_scrolls_and_opens_nothing(terminal) -> None:
    it = terminal().open().do("contents")
    it.rest()
    it.fingers("touchStart", (500, 1200))
    for y in range(1180, 600, -40):
        it.fingers("touchMove", (500, y))
    it.fingers("touchEnd")
    it.page.wait_for_function("() => document.querySelector('.sy-reader__page').scrollTop > 300")
    assert it.title == "目录"


def test_a_finger_that_stops_a_roll_opens_nothing(terminal) -> None:
    it = terminal().open().do("contents")
    x, y = it.centre(f'.sy-contents [data-opens="{BRAND}"]')
    it.page.evaluate("() => new Promise((done) => { const page = document.querySelector('.sy-reader__page'); page.onscroll = done; page.scrollTop += 3; })")
    it.page.touchscreen.tap(x, y)
    assert it.title == "目录"
    it.rest()
    it.page.touchscreen.tap(x, y)
    assert it.title == "红帆船"


def test_a_button_answers_while_the_page_still_rolls(terminal) -> None:
    it = terminal().open(SHOW)
    x, y = it.centre('.sy-reader__bar [data-do="contents"]')
    it.page.evaluate("() => new Promise((done) => { const page = document.querySelector('.sy-reader__page'); page.onscroll = done; page.scrollTop += 30; })")
    it.page.touchscreen.tap(x, y)
    assert it.title == "目录"


def test_nothing_of_a_browser_comes_up(terminal) -> None:
    it = terminal().open()
    prevented = it.page.evaluate(
        """() => ["contextmenu", "selectstart", "dragstart"].map((type) => {
            const event = new Event(type, { bubbles: true, cancelable: true });
            document.querySelector(".sy-reader h1").dispatchEvent(event);
            return event.defaultPrevented;
        })"""
    )
    assert prevented == [True, True, True]
    style = it.page.evaluate("(({userSelect, touchAction}) => [userSelect, touchAction])(getComputedStyle(document.querySelector('.sy-reader')))")
    assert style == ["none", "none"]
    assert it.page.evaluate("getComputedStyle(document.querySelector('.sy-reader__page')).touchAction") == "pan-y"


def test_two_fingers_do_not_zoom(terminal) -> None:
    it = terminal().open()
    it.rest()
    it.fingers("touchStart", (400, 800), (600, 800))
    for step in range(1, 8):
        it.fingers("touchMove", (400 - step * 20, 800), (600 + step * 20, 800))
    it.fingers("touchEnd")
    assert it.page.evaluate("visualViewport.scale") == 1


# --- A minute without a touch ---


def test_after_a_minute_without_a_touch_it_closes_and_says_so_before(terminal) -> None:
    it = terminal().open()
    notice = it.page.locator(".sy-reader__notice")
    it.passes(48)
    assert it.is_reading and not notice.is_visible()
    it.passes(4)
    assert notice.is_visible() and "还在看吗？" in notice.inner_text()
    left = int(re.search(r"(\d+)秒后回到开头", notice.inner_text())[1])
    assert 6 <= left <= 10
    it.passes(3)
    assert int(re.search(r"(\d+)秒后", notice.inner_text())[1]) == left - 3
    it.passes(8)
    assert not it.is_reading and it.page.locator(".sy-reader").count() == 0
    it.passes(3)
    assert it.report()["mode"] == "playing"


def test_a_touch_in_time_keeps_it_open_and_means_nothing_else(terminal) -> None:
    it = terminal().open(STORY)
    link = it.centre(f'.sy-entry__text [data-opens="{BRAND}"]')
    it.passes(53)
    assert it.page.locator(".sy-reader__notice").is_visible()
    it.page.touchscreen.tap(*link)
    assert not it.page.locator(".sy-reader__notice").is_visible() and it.title.startswith("红帆船先行")
    it.passes(45)
    assert it.is_reading


@pytest.mark.parametrize("sign", ["touch", "stroke", "key", "mouse"])
def test_every_sign_of_life_counts(terminal, sign: str) -> None:
    it = terminal().open()
    it.passes(45)
    if sign == "touch":
        it.page.touchscreen.tap(500, 700)
    elif sign == "stroke":
        it.fingers("touchStart", (500, 700))
        it.fingers("touchMove", (500, 640))
    elif sign == "key":
        it.page.keyboard.press("ArrowDown")
    else:
        it.page.mouse.move(500, 700)
    it.passes(45)
    assert it.is_reading
    it.passes(20)
    assert not it.is_reading


def test_dirt_that_flickers_is_no_sign_of_life(terminal) -> None:
    """Some browsers tell of every pixel, others not."""
    it = terminal().open()
    flicker = """(step) => {
        const target = document.getElementById("reader");
        const touch = new Touch({ identifier: 7, target, clientX: 500 + step % 4, clientY: 700 + step % 3 });
        target.dispatchEvent(new TouchEvent("touchmove", { touches: [touch], changedTouches: [touch], bubbles: true, cancelable: true }));
    }"""
    for step in range(14):
        it.page.evaluate(flicker, step)
        it.passes(5)
    assert not it.is_reading


def test_a_finger_that_rests_is_no_sign_of_life(terminal) -> None:
    it = terminal().open()
    it.rest()
    it.fingers("touchStart", (500, 700))
    it.passes(30)
    it.fingers("touchMove", (502, 701))
    it.passes(32)
    assert not it.is_reading


def test_whoever_comes_next_finds_it_as_it_was(terminal) -> None:
    it = terminal().open(STORY).do("larger", "larger", "low", "down", "pad", "key:1", "key:0")
    it.passes(65)
    assert not it.is_reading
    it.passes(3)
    it.open()
    assert it.title.startswith("红帆船先行") and it.top == 0
    classes = it.page.get_attribute(".sy-reader", "class")
    assert "size0" in classes and "low" not in classes and not it.can("smaller")
    assert it.do("pad").page.locator(".sy-pad__typed").inner_text() == "请按数字"
    assert it.do("contents", "back").title == "输入短号", "only this reader's own steps lead back"


def test_speed_divides_its_minute_too(terminal) -> None:
    it = terminal(query="?speed=20").open()
    it.passes(1.2)
    assert it.is_reading
    it.passes(2.2)
    assert not it.is_reading


# --- Ways ---


def test_back_goes_the_way_one_came_to_the_place_where_one_was(terminal) -> None:
    it = terminal().open().do("contents").tap(f'.sy-contents [data-opens="{STORY}"]')
    it.do("down")
    top = it.top
    it.tap(f'.sy-entry__links [data-opens="{BRAND}"]')
    was = it.page.evaluate("document.querySelector('.sy-reader__page').scrollTop")
    assert it.title == "红帆船" and was == 0 and top > 0
    it.do("back")
    assert it.title.startswith("红帆船先行") and it.top >= top
    it.do("back")
    assert it.title == "目录"
    it.do("back")
    assert it.title.startswith("红帆船先行"), "what the touch had opened"
    it.do("back")
    assert it.title == "目录", "an entry opened from the slide has the contents behind it"
    it.do("back")
    assert not it.is_reading


def test_the_head_says_the_same_for_people_who_stand(terminal) -> None:
    it = terminal().open().tap('.sy-reader__head [data-do="contents"]')
    assert it.title == "目录" and not it.page.locator('.sy-reader__head [data-do="contents"]').is_visible()
    assert it.tap('.sy-reader__head [data-do="back"]').title.startswith("红帆船先行")


def test_every_entry_opens_and_every_link_in_it(terminal) -> None:
    it = terminal().open().do("contents")
    ids = it.page.evaluate("[...document.querySelectorAll('.sy-contents [data-opens]')].map((row) => row.dataset.opens)")
    assert {STORY, OTHER, BRAND, BASE, SHOW} <= set(ids) and len(ids) == len(set(ids))
    for id in ids:
        it.tap(f'.sy-contents [data-opens="{id}"]')
        assert it.page.locator(".sy-entry").count() == 1 and it.title != "目录"
        links = it.page.evaluate("[...document.querySelectorAll('.sy-entry a')].map((link) => link.dataset.opens)")
        assert set(links) <= set(ids), id
        it.do("back")


def test_a_row_says_what_it_is_and_under_which_number(terminal) -> None:
    it = terminal().open().do("contents")
    row = it.page.locator(f'.sy-contents [data-opens="{STORY}"]')
    assert row.locator(".sy-row__title").inner_text().replace("\u200b", "") == "红帆船先行，优抚服务有了“菜单”"
    assert row.locator(".sy-row__kicker").inner_text() == "原闸北区（今静安区）"
    assert row.locator(".sy-row__number").inner_text() == "短号108"
    assert it.page.locator(f'.sy-contents [data-opens="{BASE}"] .sy-row__number').count() == 0


def test_one_entry_leads_to_the_next_of_its_kind(terminal) -> None:
    it = terminal().open(STORY)
    assert it.tap(f'.sy-entry__next [data-opens="{OTHER}"]').title == "高中新生军训累计11527人次"
    assert it.top == 0


# --- Short numbers ---


def keys(number: str) -> list[str]:
    return [f"key:{digit}" for digit in number]


def test_a_short_number_opens_its_entry(terminal) -> None:
    it = terminal().open().do("contents").tap(".sy-contents [data-do=pad]")
    it.do(*keys("105"))
    assert it.page.locator(".sy-pad__typed").inner_text() == "105"
    assert it.do("number").title == "高中新生军训累计11527人次"
    assert it.do("back").title == "输入短号"


def test_a_number_that_is_not_here_is_said_plainly_and_the_next_can_be_typed(terminal) -> None:
    it = terminal().open().do("pad", *keys("999"), "number")
    said = it.page.locator(".sy-pad__said")
    assert "这块屏上没有短号999。" in said.inner_text() and "搜索框里查" in said.inner_text()
    assert said.locator("svg").is_visible()
    it.do("key:1")
    assert said.inner_text() == "" and it.page.locator(".sy-pad__typed").inner_text() == "1"
    assert it.do(*keys("05"), "number").title == "高中新生军训累计11527人次"


def test_keys_take_back_clear_and_stop_at_five_digits(terminal) -> None:
    it = terminal().open().do("pad", *keys("123456"))
    typed = it.page.locator(".sy-pad__typed")
    assert typed.inner_text() == "12345"
    it.do("key:退一格")
    assert typed.inner_text() == "1234"
    it.do("key:清空")
    assert typed.inner_text() == "请按数字"
    assert it.page.locator('.sy-pad [data-do="number"]').get_attribute("aria-disabled") == "true"
    it.do("number")
    assert it.page.locator(".sy-pad__said").inner_text() == ""


def test_digits_of_a_keyboard_count_too(terminal) -> None:
    it = terminal().open().do("pad")
    for key in ("1", "0", "9", "Backspace", "8", "Enter"):
        it.page.keyboard.press(key)
    assert it.title.startswith("红帆船先行")


def test_keys_that_old_engines_know_by_number_only_count_too(terminal) -> None:
    it = terminal().open().do("pad")
    it.page.evaluate(
        """() => {
            for (const keyCode of [49, 96, 105, 8, 104, 13]) {
                const event = new Event("keydown", { bubbles: true, cancelable: true });
                Object.defineProperty(event, "keyCode", { value: keyCode });
                document.activeElement.dispatchEvent(event);
            }
        }"""
    )
    assert it.title.startswith("红帆船先行")


def test_leading_noughts_do_not_matter(terminal) -> None:
    assert terminal().open().do("pad", *keys("0105"), "number").title == "高中新生军训累计11527人次"


# --- Long pages ---


@SIZES
def test_page_by_page_everything_is_seen_once_at_least(terminal, size) -> None:
    it = terminal(size).open(SHOW)
    pages = int(re.search(r"共(\d+)屏", it.position)[1])
    height, whole = it.page.evaluate("(({clientHeight, scrollHeight}) => [clientHeight, scrollHeight])(document.querySelector('.sy-reader__page'))")
    seen = [it.top]
    assert it.position == f"第1屏，共{pages}屏" and not it.can("up")
    while it.can("down"):
        it.do("down")
        seen.append(it.top)
        assert it.position == f"第{len(seen)}屏，共{pages}屏"
    assert len(seen) == pages > 3
    assert all(0 < later - earlier < height for earlier, later in zip(seen, seen[1:], strict=False))
    assert seen[-1] + height >= whole - 2
    for _ in seen[1:]:
        it.do("up")
    assert it.top == 0 and it.position.startswith("第1屏")


def test_a_page_that_fits_does_not_count(terminal) -> None:
    def shorten(programme: dict[str, Any]) -> None:
        entry_of(programme, STORY).update(html="<h1>短</h1><p>一句。</p>", pictures=[])
        programme["reader"]["sections"][0]["entries"] = [entry_of(programme, STORY)]

    it = terminal(change=shorten).open()
    assert it.position == "" and not it.can("up") and not it.can("down")


def test_position_follows_a_finger(terminal) -> None:
    it = terminal().open(SHOW)
    it.page.evaluate("document.querySelector('.sy-reader__page').scrollTop = 1e6")
    it.passes(0.5)
    shown, pages = map(int, re.findall(r"\d+", it.position))
    assert shown == pages > 3 and not it.can("down")


# --- Type ---


@SIZES
def test_type_grows_in_three_sizes_and_one_keeps_ones_place(terminal, size) -> None:
    it = terminal(size).open(STORY).do("down")
    find = """() => {
        const page = document.querySelector(".sy-reader__page");
        const top = page.getBoundingClientRect().top;
        const first = [...page.querySelectorAll("p, li, h2")].find((it) => it.getBoundingClientRect().bottom > top + 1);
        return [first.textContent, parseFloat(getComputedStyle(page).fontSize)];
    }"""
    text, smallest = it.page.evaluate(find)
    assert smallest >= 44 and not it.can("smaller")
    sizes = [smallest]
    for _ in range(2):
        found, type = it.do("larger").page.evaluate(find)
        sizes.append(type)
        assert found == text
    assert sizes == sorted(set(sizes)) and sizes[2] >= 1.4 * sizes[0] and not it.can("larger")
    found, type = it.do("smaller", "smaller").page.evaluate(find)
    assert (found, type) == (text, smallest)


def test_the_picture_comes_down_to_whoever_sits(terminal) -> None:
    it = terminal().open().do("contents")
    first = f'.sy-contents [data-opens="{STORY}"]'
    before = it.page.locator(first).bounding_box()["y"]
    it.do("low")
    after = it.page.locator(first).bounding_box()["y"]
    assert before < 1920 / 2 < after
    assert it.page.locator('.sy-reader__bar [data-do="low"]').inner_text() == "画面还原"
    assert it.tap(first).title.startswith("红帆船先行")
    assert it.do("low").page.locator(".sy-reader__page").bounding_box()["y"] < 200


# --- Pictures ---


def missing(*endings: str):
    return lambda path: Answer(404, b"no") if path.endswith(endings) else None


def test_a_picture_that_cannot_be_had_goes_with_its_place_and_its_words_stay(terminal) -> None:
    it = terminal(instead=missing("/xuanchuanhua/hongfanchuan-960.avif", "hongfanchuan-960.webp", "hongfanchuan-960.jpg"), expect=("404",)).open(STORY)
    it.page.wait_for_function("() => !document.querySelector('.sy-entry__frame')")
    assert it.page.locator(".sy-entry__caption").is_visible() and it.page.locator(".sy-entry img").count() == 0


def test_another_format_stands_in_for_one_that_is_missing(terminal) -> None:
    it = terminal(instead=missing("bingmama-yizhan-960.avif", "bingmama-yizhan-960.webp"), expect=("404",)).open(SHOW)
    assert it.report()["format"] == "avif"
    it.page.wait_for_function("() => { const [, img] = document.querySelectorAll('.sy-entry img'); return img.complete && img.naturalWidth > 0; }")
    sources = it.page.evaluate("[...document.querySelectorAll('.sy-entry img')].map((it) => it.getAttribute('src'))")
    assert sources[0].endswith("hongfanchuan-960.avif") and sources[1].endswith("bingmama-yizhan-960.jpg")


def test_pictures_that_are_seen_no_more_give_their_memory_back(terminal) -> None:
    it = terminal().open(SHOW)
    it.page.evaluate("window.kept = document.querySelector('.sy-entry img')")
    assert it.page.evaluate("kept.hasAttribute('src')")
    it.do("contents")
    assert not it.page.evaluate("kept.hasAttribute('src')")


def test_pictures_keep_their_place_before_they_are_there(terminal) -> None:
    it = terminal(instead=lambda path: Answer(hangs=True) if "/xuanchuanhua/" in path and "army" in path else None).open(SHOW)
    frames = it.page.evaluate("[...document.querySelectorAll('.sy-entry__frame')].map((it) => [it.offsetWidth, it.offsetHeight])")
    drawn = it.page.evaluate("[...document.querySelectorAll('.sy-entry img')].map((it) => it.getAttribute('width') / it.getAttribute('height'))")
    assert len(frames) == 14 and all(abs(width / height - ratio) < 0.01 for (width, height), ratio in zip(frames, drawn, strict=True))


@SIZES
def test_pictures_are_seen_whole(terminal, size) -> None:
    it = terminal(size).open(SHOW)
    height = it.page.evaluate("document.querySelector('.sy-reader__page').clientHeight")
    tallest = it.page.evaluate("Math.max(...[...document.querySelectorAll('.sy-entry__frame')].map((it) => it.offsetHeight))")
    assert 300 < tallest <= height


def test_of_a_long_wall_only_what_is_near_is_loaded(terminal) -> None:
    def extend(programme: dict[str, Any]) -> None:
        show = entry_of(programme, SHOW)
        figure = re.search(r"<figure.*?</figure>", show["html"], re.S)[0]
        show["html"] += "".join(figure.replace('data-picture="0"', f'data-picture="{n}"') for n in range(14, 200))
        show["pictures"] += [show["pictures"][0]] * 186

    it = terminal(change=extend).open(SHOW)
    loaded = "[...document.querySelectorAll('.sy-entry img[src]')].map((it) => Number(it.dataset.picture))"
    first = it.page.evaluate(loaded)
    assert 0 in first and len(first) < 12
    it.page.evaluate("document.querySelector('.sy-reader__page').scrollTop = 1e6")
    it.passes(0.5)
    last = it.page.evaluate(loaded)
    assert 199 in last and 0 not in last and len(last) < 24


def test_the_flag_keeps_its_colours_when_all_is_grey(terminal) -> None:
    def mourn(programme: dict[str, Any]) -> None:
        programme["grey"] = [[0, 4_000_000_000]]
        show = entry_of(programme, SHOW)
        show["html"] = show["html"].replace("sy-entry__photo--work", "sy-entry__photo--work sy-entry__photo--flag", 1)

    it = terminal(change=mourn).open(SHOW)
    filters = it.page.evaluate("[...document.querySelectorAll('.sy-entry img')].map((it) => getComputedStyle(it).filter)")
    assert filters[0] == "none" and set(filters[1:]) == {"grayscale(1)"}


# --- What has run out ---


def test_a_notice_goes_when_its_day_is_over(terminal) -> None:
    def notify(programme: dict[str, Any]) -> None:
        marks = {"yesterday": AT.timestamp() - 1, "tomorrow": AT.timestamp() + 86_400}
        words = "".join(f'<p class="sy-entry__mark" data-until="{end:.0f}">{name}</p>' for name, end in marks.items())
        entry_of(programme, BASE)["html"] = entry_of(programme, BASE)["html"].replace("</h1>", f"</h1>{words}")

    it = terminal(change=notify).open(BASE)
    assert it.page.locator("[data-until]").all_inner_texts() == ["tomorrow"]


def test_where_nobody_knows_the_time_a_notice_stays(terminal) -> None:
    def notify(programme: dict[str, Any]) -> None:
        programme["zone"] = [[0, 480]]
        entry_of(programme, BASE)["html"] += '<p data-until="1000">还在</p>'

    it = terminal(change=notify, at=dt.datetime(1970, 1, 2, tzinfo=dt.UTC)).open(BASE)
    assert it.page.locator("[data-until]").count() == 1


# --- Keys ---


def test_keys_reach_everything_and_one_sees_where_one_is(terminal) -> None:
    it = terminal().open().do("contents")
    assert it.page.evaluate("document.activeElement.className") == "sy-reader__page", "the focus comes along"
    stops = it.page.evaluate("[...document.querySelectorAll('.sy-reader button, .sy-reader__page')].filter((it) => it.offsetWidth && getComputedStyle(it).visibility === 'visible').length")
    seen = []
    for _ in range(stops + 1):
        it.page.keyboard.press("Tab")
        seen.append(it.page.evaluate("document.activeElement.textContent"))
        outline = it.page.evaluate("(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])(getComputedStyle(document.activeElement))")
        assert outline[0] == "solid" and outline[1] >= 4
        assert it.page.evaluate("document.querySelector('.sy-reader').contains(document.activeElement)")
    assert len(set(seen)) >= stops - 2 and seen[0] == seen[-1], "round and round"


def test_enter_opens_and_escape_ends(terminal) -> None:
    it = terminal().open().do("contents")
    it.page.locator(f'.sy-contents [data-opens="{BRAND}"]').focus()
    it.rest()
    it.page.keyboard.press("Enter")
    assert it.title == "红帆船"
    it.page.keyboard.press("Escape")
    assert not it.is_reading and not it.report()["held"], "and the player does not take it for its own"


def test_backspace_goes_a_step_back_and_not_to_another_page(terminal) -> None:
    it = terminal().open().do("contents").tap(f'.sy-contents [data-opens="{BRAND}"]')
    it.page.keyboard.press("Backspace")
    assert it.title == "目录"


def test_the_ring_around_the_focus_goes_when_a_finger_comes(terminal) -> None:
    it = terminal().open()
    it.page.keyboard.press("Tab")
    assert it.page.locator(".sy-reader--keys").count() == 1
    it.do("down")
    assert it.page.locator(".sy-reader--keys").count() == 0


def test_arrows_scroll_and_leave_the_loop_alone(terminal) -> None:
    it = terminal().open(SHOW)
    slide = it.report()["slide"]
    it.page.keyboard.press("PageDown")
    it.page.wait_for_function("() => document.querySelector('.sy-reader__page').scrollTop > 200")
    it.page.keyboard.press("ArrowRight")
    assert it.is_reading and it.report()["slide"] == slide


def test_it_says_what_it_is(terminal) -> None:
    it = terminal().open()
    dialog = it.page.locator("[role=dialog]")
    assert dialog.get_attribute("aria-modal") == "true" and dialog.get_attribute("aria-label")
    assert it.page.locator("[role=region][aria-label='红帆船先行，优抚服务有了“菜单”']").count() == 1
    assert it.page.locator(".sy-reader h1").count() == 1 and it.page.get_attribute("html", "lang") == "zh-Hans"


# --- What one sees ---

AUDIT = """async (tags) => {
    const { violations } = await axe.run("#reader", { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false });
    return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`));
}"""


@SIZES
def test_axe_finds_nothing(terminal, size) -> None:
    it = terminal(size).open()
    it.page.clock.resume()
    it.page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {}
    for view, go in VIEWS.items():
        go(it)
        found |= dict.fromkeys(it.page.evaluate(AUDIT, TAGS), view)
    assert found == {}
    it.page.evaluate("document.querySelector('.sy-pad [data-do=number]').textContent = ''")
    assert it.page.evaluate(AUDIT, TAGS), "axe sees faults"


VIEWS: dict[str, Callable[[Terminal], Any]] = {
    "contents": lambda it: it.do("contents"),
    "story": lambda it: it.do("contents").tap(f'.sy-contents [data-opens="{STORY}"]'),
    "brand": lambda it: it.do("contents").tap(f'.sy-contents [data-opens="{BRAND}"]'),
    "base": lambda it: it.do("contents").tap(f'.sy-contents [data-opens="{BASE}"]'),
    "show": lambda it: it.do("contents").tap(f'.sy-contents [data-opens="{SHOW}"]'),
    "pad": lambda it: it.do("pad", *keys("88888"), "number"),
}
OVERFLOWING = """() => {
    const page = document.querySelector(".sy-reader__page");
    const outer = document.getElementById("reader").getBoundingClientRect();
    const found = [];
    if (page.scrollWidth > page.clientWidth) found.push(`the page by ${page.scrollWidth - page.clientWidth}`);
    for (const it of document.querySelectorAll(".sy-reader *")) {
        const box = it.getBoundingClientRect();
        if (!box.width || it.closest(".sy-scroll")) continue;
        if (box.left < outer.left - 1 || box.right > outer.right + 1) found.push(`${it.className || it.tagName}: ${it.textContent.slice(0, 12)}`);
        if (it.tagName === "BUTTON" && it.scrollWidth > it.clientWidth + 1) found.push(`words of ${it.textContent.slice(0, 12)}`);
    }
    return found;
}"""


@SIZES
def test_nothing_sticks_out_in_any_size_of_type(terminal, size) -> None:
    it = terminal(size).open()
    for step in range(3):
        for view, go in VIEWS.items():
            go(it)
            assert it.page.evaluate(OVERFLOWING) == [], (view, step)
        it.do("contents", "larger")


def test_a_wide_table_and_a_long_word_stay_in_their_boxes(terminal) -> None:
    cells = "".join(f"<td>第{n}栏很长很长</td>" for n in range(12))
    table = f'<div class="sy-scroll" tabindex="0" role="region" aria-label="表格1"><table><tr>{cells}</tr></table></div><p>{"x" * 200}</p>'
    it = terminal(change=lambda programme: entry_of(programme, STORY).update(html=f"<h1>表</h1>{table}", pictures=[])).open()
    assert it.page.evaluate(OVERFLOWING) == []
    box = it.page.evaluate("(({scrollWidth, clientWidth}) => [scrollWidth, clientWidth])(document.querySelector('.sy-scroll'))")
    assert box[0] > box[1]


@SIZES
def test_what_one_touches_is_large_enough(terminal, size) -> None:
    it = terminal(size).open()
    for view, go in VIEWS.items():
        go(it)
        small = it.page.evaluate(
            """(least) => [...document.querySelectorAll(".sy-reader button, .sy-reader a")].flatMap((it) => [...it.getClientRects()]
                .filter((box) => box.width && (box.height < least || (it.tagName === "BUTTON" && box.width < least)))
                .map((box) => [it.textContent, box.width, box.height]))""",
            LEAST,
        )
        assert small == [], view


@SIZES
def test_what_one_needs_is_within_reach_of_whoever_sits(terminal, size) -> None:
    it = terminal(size).open()
    height = size[1]
    assert it.page.locator(".sy-reader__bar").bounding_box()["y"] >= height * 2 / 3
    deeds = it.page.evaluate("[...document.querySelectorAll('.sy-reader__bar button')].map((it) => it.dataset.do)")
    assert {"back", "contents", "pad", "end", "up", "down", "smaller", "larger"} <= set(deeds)
    keys_top = it.do("pad").page.locator(".sy-pad__keys").bounding_box()["y"]
    assert keys_top >= height * (0.6 if size == UPRIGHT else 0.3)


PAIRS = """() => {
    const hex = (colour) => "#" + colour.match(/\\d+/g).slice(0, 3).map((n) => Number(n).toString(16).padStart(2, "0")).join("");
    const isClear = (colour) => colour === "rgba(0, 0, 0, 0)";
    const found = {};
    const walker = document.createTreeWalker(document.querySelector(".sy-reader"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const it = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !it.getClientRects().length) continue;
        let ground = it;
        while (ground && isClear(getComputedStyle(ground).backgroundColor)) ground = ground.parentElement;
        found[[hex(getComputedStyle(it).color), hex(getComputedStyle(ground || document.body).backgroundColor)]] = it.className || it.tagName;
    }
    return Object.entries(found).map(([pair, where]) => [...pair.split(","), where]);
}"""


@pytest.mark.parametrize("mood", ["everyday", "sober", "grey"])
def test_every_word_stands_out_from_its_ground(terminal, mood: str) -> None:
    it = terminal(change=lambda programme: programme.update({mood: [[0, 4_000_000_000]]})).open()
    for view, go in VIEWS.items():
        go(it)
        pairs = it.page.evaluate(PAIRS)
        assert len(pairs) >= 3, view
        assert [(where, colour, ground) for colour, ground, where in pairs if contrast(colour, ground) < ENOUGH] == [], view
        coloured = [pair for pair in pairs if max(spread(pair[0]), spread(pair[1])) > 0x20]
        assert not (mood == "grey" and coloured), "nothing but ink and paper"
        assert mood != "everyday" or coloured or view == "pad"


def spread(colour: str) -> int:
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return max(parts) - min(parts)


@SIZES
def test_type_is_never_smaller_than_a_label(terminal, size) -> None:
    it = terminal(size).open()
    for view, go in VIEWS.items():
        go(it)
        small = it.page.evaluate(
            """() => [...document.querySelectorAll(".sy-reader *")].filter((it) => [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
                .map((it) => [parseFloat(getComputedStyle(it).fontSize), it.textContent.slice(0, 10)]).filter(([size]) => size < 34)"""
        )
        assert small == [], view


def test_the_fonts_of_the_page_hold_every_character(terminal) -> None:
    """Chromium says of each element which fonts its letters came from."""
    it = terminal().open(BASE)
    client = it.page.context.new_cdp_session(it.page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    for selector in (".sy-entry h1", ".sy-entry__facts dd", ".sy-entry__text p", '.sy-reader__bar [data-do="larger"]'):
        node = client.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        fonts = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        assert fonts and all(font["isCustomFont"] for font in fonts), selector


# --- For years ---


def test_a_thousand_openings_leave_nothing_behind(terminal) -> None:
    """Opened on a story, led to the exhibition, enlarged, closed: a thousand visitors."""
    hasten = """(() => {
        const real = performance.now.bind(performance);
        let skipped = 0;
        Object.defineProperty(performance, "now", { value: () => real() + skipped });
        window.skip = () => { skipped += 1000; };
    })()"""
    it = terminal(scripts=(hasten,))
    client = it.page.context.new_cdp_session(it.page)
    client.send("Performance.enable")

    def measure(visitors: int) -> dict[str, float]:
        opened = it.page.evaluate(
            """([visitors, show]) => {
                let opened = 0;
                const click = (selector) => { skip(); document.querySelector(selector).click(); };
                for (let n = 0; n < visitors; n += 1) {
                    click("#stage");
                    opened += document.querySelectorAll(".sy-reader").length;
                    for (const deed of ["down", "larger", "contents"]) click(`.sy-reader__bar [data-do=${deed}]`);
                    click(`.sy-contents [data-opens="${show}"]`);
                    click(".sy-reader__bar [data-do=pad]");
                    click('[data-do="key:9"]');
                    click(".sy-reader__bar [data-do=end]");
                }
                return opened;
            }""",
            [visitors, SHOW],
        )
        assert opened == visitors
        it.passes(1)
        for _ in range(4):
            it.page.wait_for_timeout(200)
            client.send("HeapProfiler.collectGarbage")
        told = {metric["name"]: metric["value"] for metric in client.send("Performance.getMetrics")["metrics"]}
        return {name: told[name] for name in ("Nodes", "JSEventListeners", "JSHeapUsedSize")}

    before, after = measure(20), measure(1000)
    assert after["Nodes"] <= before["Nodes"] + 50, (before, after)
    assert after["JSEventListeners"] <= before["JSEventListeners"] + 5, (before, after)
    assert after["JSHeapUsedSize"] <= before["JSHeapUsedSize"] + 400_000, (before, after)


def test_closing_stops_every_timer(terminal) -> None:
    counting = """(() => {
        window.running = new Set();
        const [set, clear] = [window.setTimeout, window.clearTimeout];
        window.setTimeout = (work, ms) => { const id = set(() => { running.delete(id); work(); }, ms); if (ms > 9000 && ms < 61000) running.add(id); return id; };
        window.clearTimeout = (id) => { running.delete(id); clear(id); };
    })()"""
    it = terminal(scripts=(counting,), change=lambda programme: [slide.update(seconds=600) for slide in programme["slides"]])
    idle = it.page.evaluate("running.size")
    it.open()
    assert it.page.evaluate("running.size") == idle + 1, "the minute"
    it.do("end")
    assert it.page.evaluate("running.size") == idle


# --- What it is written in ---


def test_its_script_is_known_to_engines_of_2015() -> None:
    found = look_at_script(Sheet().render("screen/player/reader.js", {}))
    assert (found["syntax"], found["names"], found["blocks"]) == (None, {}, [])
    assert found["declared"] == ["startReader"], "its parts keep their names to themselves"


def test_its_parts_are_scripts_by_themselves() -> None:
    folder = REPOSITORY / "overrides/screen/player"
    parts = [folder / "reader.js", *sorted((folder / "reader").glob("*.js"))]
    assert len(parts) > 8
    assert {part.name: look_at_script(part.read_text(encoding="utf-8"))["syntax"] for part in parts} == {part.name: None for part in parts}


def test_no_two_parts_give_the_same_name_and_none_is_forgotten() -> None:
    folder = REPOSITORY / "overrides/screen/player/reader"
    declared = [name for part in folder.glob("*.js") for name in look_at_script(f"(function () {{{part.read_text(encoding='utf-8')}}})()")["declared"]]
    assert len(declared) > 30 and sorted(declared) == sorted(set(declared))
    joined = re.search(r"for part in \[(.*?)\]", (folder.parent / "reader.js").read_text(encoding="utf-8"))[1]
    assert sorted(re.findall(r'"(\w+)"', joined)) == sorted(part.stem for part in folder.glob("*.js"))


@SIZES
def test_what_engines_of_2015_leave_out_of_its_style_is_no_loss(size) -> None:
    """Headlines then break inside words, and a scroll that reaches the end may go on to the page beneath, which does not scroll."""
    measures = {"width": size[0], "height": size[1], "body": 44, "label": 34, "margin": 80}
    left_out = {told.partition(": ")[2] for told in unknown_to_2015(Sheet().render("screen/reader.css", {"screen": measures, **COLOURS}))}
    assert left_out == {"word-break: keep-all came with Chrome 44", "overscroll-behavior came with Chrome 63"}

"""The player plays: order, dwell, what is broken, people, and the glass it plays on."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from screens.box import Box
from screens.folder import COLOURS, DAY, HEIGHT, NOON, PAPER, WIDTH, clip, programme, slide
from screens.hall import FAILED, HALL, Hall, cyclic, hall_in
from screens.host import Answer

pytestmark = pytest.mark.realtime

NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("denied", "SecurityError"); } });
}"""
FULL_STORAGE = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


@pytest.fixture
def hall(chromium, tmp_path) -> Iterator[Hall]:
    with hall_in(tmp_path, chromium) as made:
        yield made


# --- Order and time ---


def test_slides_follow_one_another_and_begin_anew(hall):
    it = hall.plays()
    assert cyclic(it.shown(7), ["red", "green", "blue"])
    assert it.report()["mode"] == "playing" and it.report()["problems"] == []


def test_first_slide_is_the_first(hall):
    it = hall.plays(query="?speed=4")
    it.wait("it.turns > 0")
    assert it.report()["slide"] == "red" and it.report()["next"] == ["green", "blue", "red"]


def test_each_slide_stays_its_own_time(hall):
    it = hall.plays(slide("short", "red", seconds=2), slide("long", "green", seconds=12), query="?speed=10")
    stayed = it.page.evaluate(
        """() => new Promise((done, fail) => {
            setTimeout(() => fail(new Error("never both")), 30000);
            const stayed = {};
            let [id, since, first] = [null, 0, true];
            const timer = setInterval(() => {
                const now = syScreen.report().slide;
                if (now === id) return;
                if (id && !first) stayed[id] = performance.now() - since;
                first = id === null;
                [id, since] = [now, performance.now()];
                if (stayed.short && stayed.long) { clearInterval(timer); done(stayed); }
            }, 5);
        })"""
    )
    assert stayed["short"] > 150 and stayed["long"] > 1100, "a fifth and six fifths of a second"
    assert stayed["long"] - stayed["short"] > 600, stayed


def test_only_slide_stays_and_its_turns_count(hall):
    it = hall.plays(slide("only", "red"))
    it.wait("it.turns > 4")
    assert it.report()["slide"] == "only" and it.page.locator(".sy-layer").count() == 1


def test_layers_do_not_pile_up(hall):
    it = hall.plays(query="?speed=300")
    it.wait("it.turns > 40")
    assert it.page.locator(".sy-layer").count() <= 3, "the old one, the new one, and one that is made ready"


# --- What is broken ---


@pytest.mark.parametrize("answer", [Answer(404, b"no"), Answer(200, b"garbage", "image/jpeg"), Answer(200, b"<html>login</html>")], ids=["missing", "garbage", "portal"])
def test_slide_whose_picture_cannot_be_had_is_left_out_and_told(hall, answer):
    hall.serve().instead = lambda path: answer if "/green." in path else None
    it = hall.plays(expect=FAILED)
    it.wait("it.broken.length === 3 && !it.next.includes('green')")
    assert cyclic(it.shown(4), ["red", "blue"])
    told = it.report()
    assert {broken["url"].rpartition("/")[2] for broken in told["broken"]} == {"green.avif", "green.webp", "green.jpeg"}
    assert any("green.jpeg" in problem for problem in told["problems"])


def test_picture_that_comes_back_is_shown_again(hall):
    broken = {"is": True}
    hall.serve().instead = lambda path: Answer(404) if "/green." in path and broken["is"] else None
    it = hall.plays(expect=FAILED)
    it.wait("it.broken.length === 3")
    broken["is"] = False
    it.wait("it.slide === 'green'")
    assert it.report()["broken"] == []


def test_smallest_format_that_can_be_had_is_shown(hall):
    hall.serve().instead = lambda path: Answer(404) if path.endswith("green.avif") else None
    it = hall.plays(expect=FAILED)
    it.page.wait_for_selector('.is-shown img[src$="/green.webp"]')
    assert [broken["url"].rpartition("/")[2] for broken in it.report()["broken"]] == ["green.avif"]


@pytest.mark.parametrize(("lacking", "format"), [((), "avif"), ((".avif",), "webp"), ((".avif", ".webp"), "jpeg")])
def test_format_is_what_the_engine_shows(hall, lacking, format):
    """An engine without a format answers its files as it answers garbage."""
    host = hall.serve()
    host.instead = lambda path: Answer(200, b"garbage", "image/x") if path.endswith(lacking) else None
    it = hall.plays(expect=FAILED)
    it.wait("it.turns > 1")
    assert it.report()["format"] == format and it.report()["broken"] == []
    host.asked.clear()
    it.page.reload()
    it.wait("it.turns > 1")
    assert not [path for path in host.asked if path.endswith(lacking)], "remembered"


def test_one_missing_picture_does_not_decide_the_format(hall):
    hall.serve().instead = lambda path: Answer(404) if path.endswith("red.avif") else None
    it = hall.plays(expect=FAILED)
    it.wait("it.turns > 3")
    assert it.report()["format"] == "avif"


def test_picture_without_a_single_pixel_is_none(hall):
    """Old engines call a file loaded of which they understand nothing."""
    blind = """const own = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "naturalWidth").get;
    Object.defineProperty(HTMLImageElement.prototype, "naturalWidth", { get() { return this.src.includes("/green.") ? 0 : own.call(this); } });"""
    it = hall.plays(scripts=(blind,))
    it.wait("it.broken.length === 3 && !it.next.includes('green')")
    assert {broken["what"] for broken in it.report()["broken"]} == {"不是图片"} and cyclic(it.shown(3), ["red", "blue"])


def test_picture_that_never_comes_does_not_stop_the_others(hall):
    hall.serve().instead = lambda path: Answer(hangs=True) if "/green." in path else None
    it = hall.plays(expect=FAILED)
    it.wait("it.broken.length === 1")
    assert it.report()["broken"][0]["what"] == "等得太久"
    assert cyclic(it.shown(3), ["red", "blue"])


def test_decoder_that_hangs_does_not_stop_the_screen(hall):
    it = hall.plays(scripts=("HTMLImageElement.prototype.decode = () => new Promise(() => {});",))
    assert cyclic(it.shown(3), ["red", "green", "blue"])


def test_engine_without_decode_promise_fetch_and_frames_plays(hall):
    """As WebViews of 2014: what is probed may be missing."""
    gone = (
        "delete HTMLImageElement.prototype.decode; delete Document.prototype.fonts; delete Navigator.prototype.wakeLock;"
        "window.fetch = window.Promise = window.requestAnimationFrame = window.isSecureContext = undefined;"
        "Object.defineProperty(KeyboardEvent.prototype, 'key', { value: undefined }); window.performance.now = undefined;"
        "window.PointerEvent = window.URLSearchParams = window.MessageChannel = window.IntersectionObserver = undefined;"
        "for (const [type, names] of [[Array, 'includes find findIndex fill flat'], [String, 'includes startsWith endsWith padStart repeat']])"
        "  for (const name of names.split(' ')) delete type.prototype[name];"
        "Object.assign = Object.entries = Object.values = Array.from = Number.isInteger = Element.prototype.closest = Element.prototype.append = undefined;"
    )  # The tests' own clock needs some of these: it is set by then.
    it = hall.plays(scripts=(gone,))
    it.sees(lambda: it.plainly("window.syScreen && syScreen.report().turns > 2"))
    told = it.plainly("syScreen.report()")
    assert told["mode"] == "playing" and told["problems"] == []


def test_slide_that_throws_is_passed_over(hall):
    throws = """const own = Object.getOwnPropertyDescriptor(Element.prototype, "innerHTML");
    Object.defineProperty(Element.prototype, "innerHTML", { ...own, set(html) { if (html.includes("boom")) throw new Error("boom"); own.set.call(this, html); } });"""
    it = hall.plays(slide("red", "red"), slide("bad", html="boom"), slide("blue", "blue"), scripts=(throws,))
    it.wait("it.turns > 5")
    assert any("boom" in problem for problem in it.report()["problems"])
    assert set(it.shown(4)) == {"red", "blue"}


def test_malformed_slides_are_left_out_and_told(hall):
    bad = [
        None, "slide", {}, slide("red", "red", seconds=0), slide("b", seconds="8"), slide("c", days="1"), slide("d", html=None), slide("e", days=[8]),
        {**slide("f"), "pictures": [{}]}, {**slide("g"), "pictures": None}, {**slide("h"), "first": "tomorrow"}, slide("ok", "blue"),
    ]  # fmt: skip
    given = programme(slide("ok", "red"), slide("two", "green"))
    given["slides"] += bad
    it = hall.plays(inline=json.dumps(given))
    assert cyclic(it.shown(4), ["ok", "two"])
    assert len(it.report()["problems"]) == len(bad), it.report()["problems"]


def test_picture_without_an_address_is_told(hall):
    it = hall.plays(slide("red", "red"), slide("bad", html='<div class="sy-slide"><img data-picture="3"></div>'), slide("blue", "blue"))
    assert cyclic(it.shown(4), ["red", "blue"])
    assert any("bad" in problem for problem in it.report()["problems"])


@pytest.mark.parametrize("inline", ["{", "", "null", '{"format": 2}', json.dumps(programme())[:700]])
def test_page_with_a_broken_programme_takes_the_file_beside_it(hall, inline):
    it = hall.plays(inline=inline)
    it.wait("it.turns > 1")
    assert it.report()["edition"] and any("坏" in problem for problem in it.report()["problems"])


def test_where_both_are_broken_the_neutral_slide_waits_for_a_sound_one(hall):
    broken = {"is": True}
    host = hall.serve()
    host.instead = lambda path: Answer(200, b'{"format": 1, "edi', "application/json") if path.endswith(".json") and broken["is"] else None
    it = hall.plays(inline='{"format": 1, "edi')
    it.wait("it.problems.length > 0")
    assert it.report()["mode"] == "standby" and it.corners() == [PAPER] * 4
    broken["is"] = False
    it.wait("it.mode === 'playing'")


@pytest.mark.parametrize("keys", [{"slides": []}, {"slides": [slide("past", "red", last=NOON - DAY)]}])
def test_with_nothing_to_play_the_neutral_slide_is_seen(hall, keys):
    it = hall.plays(keys=keys)
    it.wait("it.format !== null")
    assert it.report()["mode"] == "standby" and it.has_class("is-standby") and it.corners() == [PAPER] * 4


def test_where_nothing_can_be_had_the_neutral_slide_is_seen_until_something_can(hall):
    broken = {"is": True}
    hall.serve().instead = lambda path: Answer(503) if "/album/" in path and broken["is"] else None
    it = hall.plays(query="?speed=20", expect=FAILED)
    it.wait("it.broken.length === 3")
    assert it.report()["mode"] == "standby" and it.corners() == [PAPER] * 4
    broken["is"] = False
    it.wait("it.turns > 2")
    assert not it.has_class("is-standby")


@pytest.mark.parametrize("script", [NO_STORAGE, FULL_STORAGE], ids=["forbidden", "full"])
def test_storage_that_is_forbidden_or_full_changes_nothing(hall, script):
    it = hall.plays(scripts=(script,))
    assert cyclic(it.shown(4), ["red", "green", "blue"])
    assert it.report()["problems"] == []


def test_frozen_loop_is_begun_anew_by_the_watchdog(hall):
    """The fault that nobody foresaw: timers set once are lost."""
    loses = "const own = setTimeout; window.setTimeout = (work, ms) => window.isFrozen ? 0 : own(work, ms);"
    it = hall.plays(query="?speed=300", scripts=(loses,))
    it.wait("it.turns > 2")
    it.page.evaluate("window.isFrozen = true; window.isOld = true;")
    it.until("!window.isOld")
    it.wait("it.turns > 2 && it.reloads === 1")


def test_watchdog_lets_a_page_stand_that_could_not_be_loaded_anew(hall):
    loses = "const own = setTimeout; window.setTimeout = (work, ms) => window.isFrozen ? 0 : own(work, ms);"
    it = hall.plays(query="?speed=300", scripts=(loses,), expect=("ERR_CONNECTION", *FAILED))
    it.wait("it.turns > 2")
    hall.host.stop()
    it.page.evaluate("window.isFrozen = true; window.isOld = true;")
    with it.page.expect_event("requestfailed", lambda request: request.url.split("?")[0].endswith("/hall/")):
        pass
    assert it.page.evaluate("window.isOld") and it.corners() != [PAPER] * 4


# --- Video ---


def test_video_stays_until_it_ends_and_is_muted(hall):
    it = hall.plays(clip("clip", seconds=600), slide("red", "red"), query="?speed=8")
    it.wait("it.slide === 'clip'")
    video = it.page.locator("video").first
    assert video.evaluate("it => [it.muted, it.controls, it.paused, it.hasAttribute('playsinline')]") == [True, False, False, True]
    it.wait("it.slide === 'red'")
    it.until("!document.querySelector('video')")


def test_video_that_ends_while_it_fades_away_takes_nothing_from_the_next_slide(hall):
    it = hall.plays(clip("clip", seconds=1.7), slide("red", "red", seconds=600), slide("green", "green"), query="")
    it.wait("it.slide === 'red'")
    it.until("!document.querySelector('video')")
    it.page.wait_for_timeout(300)
    assert it.report()["slide"] == "red" and it.report()["turns"] == 2


def test_seconds_are_the_limit_of_a_video(hall):
    stalls = "HTMLMediaElement.prototype.play = () => new Promise(() => {});"
    it = hall.plays(clip("clip", seconds=8), slide("red", "red"), scripts=(stalls,))
    assert cyclic(it.shown(4), ["clip", "red"])


def test_video_that_may_not_begin_by_itself_is_told_and_passed(hall):
    refuses = "HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('not allowed', 'NotAllowedError'));"
    it = hall.plays(clip("clip", seconds=8), slide("red", "red"), scripts=(refuses,))
    assert cyclic(it.shown(4), ["clip", "red"])
    assert any("not allowed" in problem for problem in it.report()["problems"])


def test_missing_video_is_left_out(hall):
    hall.serve().instead = lambda path: Answer(404) if path.endswith(".webm") else None
    it = hall.plays(clip("clip"), slide("red", "red"), slide("green", "green"), expect=FAILED)
    it.wait("it.broken.length === 1")
    assert cyclic(it.shown(4), ["red", "green"])


def test_only_video_plays_again_and_again(hall):
    it = hall.plays(clip("clip", seconds=8), query="?speed=2")
    it.until("(document.querySelector('video') || {}).currentTime > 1")
    it.wait("it.turns > 1")
    it.until("document.querySelector('video').currentTime < 1 && !document.querySelector('video').paused")


# --- People ---

LONG = tuple(slide(colour, colour, seconds=600) for colour in ("red", "green", "blue"))
"""They do not go on by themselves while a test looks."""


def test_keys_turn_slides(hall):
    it = hall.plays(*LONG, query="")
    it.wait("it.slide === 'red'")
    at, ids = 0, ["red", "green", "blue"]
    for key, step in [("ArrowRight", 1), ("PageDown", 1), (" ", 1), ("Enter", 1), ("MediaTrackNext", 1), ("ArrowLeft", -1), ("PageUp", -1), ("Backspace", -1), ("MediaTrackPrevious", -1)]:
        at = (at + step) % 3
        it.page.evaluate("key => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))", key)
        it.wait(f"it.slide === '{ids[at]}'")


def test_clickers_and_remote_controls_that_name_no_key_turn_slides(hall):
    it = hall.plays(*LONG, query="")
    it.wait("it.slide === 'red'")
    at, ids = 0, ["red", "green", "blue"]
    for code, step in [(34, 1), (39, 1), (13, 1), (32, 1), (176, 1), (33, -1), (37, -1), (8, -1), (177, -1)]:
        at = (at + step) % 3
        taken = it.page.evaluate("keyCode => !document.dispatchEvent(new KeyboardEvent('keydown', { keyCode, cancelable: true }))", code)
        it.wait(f"it.slide === '{ids[at]}'")
        assert taken, "Backspace would leave the page, space would scroll it"


def test_keys_in_quick_succession_go_so_many_slides_on(hall):
    it = hall.plays(*(slide(f"s{n}", colour, seconds=600) for n, colour in enumerate(COLOURS)), query="")
    it.wait("it.slide === 's0'")
    for _ in range(3):
        it.page.keyboard.press("PageDown")
    it.wait("it.slide === 's3'")
    it.page.keyboard.press("PageUp")
    it.wait("it.slide === 's2'")


def test_keys_of_somebody_else_are_left_alone(hall):
    it = hall.plays(*LONG, query="")
    it.wait("it.slide === 'red'")
    for given in ({"key": "F11"}, {"key": "Tab"}, {"key": "ArrowRight", "altKey": True}, {"key": "F5", "ctrlKey": True}, {"key": "x"}, {"keyCode": 65}):
        assert it.page.evaluate("given => document.dispatchEvent(new KeyboardEvent('keydown', { ...given, cancelable: true }))", given), given
    assert it.report()["turns"] == 1


def test_hold_keeps_a_slide_until_it_is_let_go(hall):
    it = hall.plays()
    it.wait("it.slide === 'green'")
    it.page.keyboard.press("b")
    held = it.report()
    assert held["held"] and it.has_class("is-held")
    it.page.wait_for_timeout(600)
    assert it.report()["turns"] == held["turns"], "three dwell times later"
    it.page.keyboard.press("ArrowRight")
    it.wait(f"it.turns === {held['turns'] + 1} && it.held")
    it.page.keyboard.press("b")
    assert not it.report()["held"] and not it.has_class("is-held")
    it.wait(f"it.turns > {held['turns'] + 2}")


def test_every_key_that_holds_also_lets_go(hall):
    it = hall.plays(*LONG, query="")
    it.wait("it.turns > 0")
    for key in ("Escape", "p", "b", ".", "MediaPlayPause"):
        for held in (True, False):
            it.page.evaluate("key => document.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))", key)
            assert it.report()["held"] is held, key
    it.page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'b', repeat: true }))")
    assert not it.report()["held"], "a key that is kept down"


def test_hold_that_somebody_forgot_ends_by_itself(hall):
    it = hall.plays(query="?speed=400")
    it.wait("it.turns > 0")
    it.page.keyboard.press("b")
    held = it.report()
    it.wait(f"!it.held && it.turns > {held['turns'] + 2}")
    assert held["held"]


def test_hold_pauses_a_video(hall):
    it = hall.plays(clip("clip", seconds=60), slide("red", "red"), query="?speed=4")
    it.wait("it.slide === 'clip'")
    it.page.keyboard.press("p")
    it.until("document.querySelector('video').paused")
    it.page.keyboard.press("p")
    it.until("!document.querySelector('video').paused")


def test_f5_loads_anew_but_not_into_nothing(hall):
    it = hall.plays(query="", expect=("ERR_CONNECTION", *FAILED))
    it.wait("it.turns > 0")
    it.page.evaluate("window.isOld = true")
    with it.page.expect_navigation():
        it.page.keyboard.press("F5")
    it.wait("it.turns > 0")
    assert not it.page.evaluate("window.isOld")
    it.page.evaluate("window.isOld = true")
    whole = (hall.root / HALL / "index.html").read_bytes()
    for body in (whole[:-20], b"<!doctype html><title>Login</title></html>"):
        hall.host.instead = lambda path, body=body: Answer(200, body) if path.endswith("/hall/") else None
        with it.page.expect_event("requestfinished", lambda request: request.url.endswith("/hall/")):
            it.page.keyboard.press("F5")
        it.wait("it.problems.some((problem) => problem.includes('不刷新'))")
        assert it.page.evaluate("window.isOld"), body
    hall.host.stop()
    it.page.keyboard.press("F5")
    it.wait("it.problems.some((problem) => problem.includes('3次'))")
    assert it.page.evaluate("window.isOld")


def stroke(it: Box, x: int, dx: int, dy: int = 0, rests: int = 0) -> None:
    session = it.context.new_cdp_session(it.page)
    for kind, points in (("touchStart", [(x, 90)]), ("touchMove", [(x + dx // 2, 90 + dy // 2)]), ("touchMove", [(x + dx, 90 + dy)]), ("touchEnd", [])):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]})
        it.page.wait_for_timeout(rests / 3)
    session.detach()


def test_strokes_turn_slides_and_a_tap_holds(hall):
    it = hall.plays(*LONG, query="", has_touch=True)
    it.wait("it.slide === 'red'")
    stroke(it, 250, -150)
    it.wait("it.slide === 'green'")
    stroke(it, 50, 150)
    it.wait("it.slide === 'red'")
    stroke(it, 150, 10, 80)
    assert it.report()["slide"] == "red" and not it.report()["held"]
    it.page.touchscreen.tap(160, 90)
    it.wait("it.held")
    it.page.wait_for_timeout(400)
    assert it.report()["held"], "the mouse that browsers pretend afterwards lets nothing go"
    stroke(it, 160, 4, 4, rests=700)
    it.wait("!it.held")
    assert it.report()["slide"] == "red"


def test_frame_that_pretends_to_be_a_mouse_does_the_same(hall):
    it = hall.plays(*LONG, query="")
    it.wait("it.slide === 'red'")
    it.page.mouse.move(250, 90)
    it.page.mouse.down()
    it.page.mouse.move(80, 95)
    it.page.mouse.up()
    it.wait("it.slide === 'green' && !it.held")
    it.page.mouse.click(160, 90)
    it.wait("it.held")


# --- The glass ---


def box_of_stage(it: Box) -> list[float]:
    return it.page.evaluate("(() => { const b = document.getElementById('stage').getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; })()")


@pytest.mark.parametrize(
    ("size", "wanted"),
    [((640, 360), [0, 0, 640, 360]), ((640, 400), [0, 20, 640, 360]), ((200, 180), [0, 33.5, 200, 112.5]), ((321, 180), [0.5, 0, 320, 180])],
)
def test_stage_is_fitted_and_centred(hall, size, wanted):
    it = hall.plays(query="?speed=1", width=size[0], height=size[1])
    found = box_of_stage(it)
    assert all(abs(a - b) <= 0.5 for a, b in zip(found, wanted, strict=True)), found
    assert found[0] == int(found[0]) and found[1] == int(found[1]), "on whole pixels"


def test_stage_follows_the_window(hall):
    it = hall.plays(query="?speed=1")
    it.page.set_viewport_size({"width": 2 * WIDTH, "height": 2 * HEIGHT})
    it.until("document.getElementById('stage').getBoundingClientRect().width === 640")


@pytest.mark.parametrize("ratio", [1, 1.5, 2])
def test_led_wall_is_shown_pixel_for_pixel_from_the_corner(hall, ratio):
    it = hall.plays(keys={"pixel_mapped": True}, query="?speed=1000", width=600, height=400, device_scale_factor=ratio)
    it.wait("it.turns > 0")
    found = box_of_stage(it)
    assert found[:2] == [0, 0] and [round(side * ratio) for side in found[2:]] == [WIDTH, HEIGHT]
    it.page.wait_for_timeout(600)
    assert box_of_stage(it) == found, "no shift: a wall's cabinets begin exactly there"


def test_stage_shifts_by_two_pixels_at_most_and_comes_back(hall):
    it = hall.plays(slide("only", "red", seconds=600), query="?speed=600")
    places = it.page.evaluate(
        """() => new Promise((done, fail) => {
            setTimeout(() => fail(new Error("never back")), 30000);
            const seen = [];
            const timer = setInterval(() => {
                const box = document.getElementById("stage").getBoundingClientRect();
                seen.push([box.left, box.top].join());
                if (new Set(seen).size > 8 && seen[seen.length - 1] === "0,0") { clearInterval(timer); done([...new Set(seen)]); }
            }, 20);
        })"""
    )
    assert all(abs(float(side)) <= 2 for place in places for side in place.split(","))


def test_strict_policy_is_kept_from_first_to_last(hall):
    """The server of these tests sends it always; a violation is a console error, which fails every test here."""
    it = hall.plays(clip("clip"), slide("red", "red"), query="?speed=40&debug", worker=True)
    it.wait("it.turns > 4 && it.offline.state === 'whole'")
    assert it.page.evaluate("fetch('.').then((answer) => answer.headers.get('Content-Security-Policy'))").startswith("default-src 'none'")
    assert not it.complaints


def test_folder_plays_from_a_disk(hall):
    it = hall.plays(clip("clip", seconds=4), slide("red", "red"), slide("green", "green"), from_disk=True)
    assert cyclic(it.shown(4), ["clip", "red", "green"])
    told = it.report()
    assert told["clock"]["source"] == "device" and told["offline"]["reason"] == "从文件夹打开的" and told["problems"] == []


# --- For people who look after it ---


def test_one_slide_stands_still_whatever_the_hour(hall):
    keys = {"hours": [{"days": [], "on": 0, "off": 1}], "valid_until": NOON - DAY, "earliest": NOON - 9 * DAY}
    it = hall.plays(slide("red", "red"), slide("blue", "blue", days=[1]), query="?slide=blue", keys=keys)
    it.page.wait_for_selector("html[data-ready=blue]")
    assert it.report()["mode"] == "still" and it.corners() == it.corners() != [PAPER] * 4
    assert all(max(abs(a - b) for a, b in zip(corner, COLOURS["blue"], strict=True)) < 12 for corner in it.corners())
    assert it.page.locator(".sy-layer").evaluate("it => getComputedStyle(it).opacity") == "1"


def test_still_of_a_slide_that_is_broken_or_unknown_is_never_ready(hall):
    hall.serve().instead = lambda path: Answer(404) if "/blue." in path else None
    it = hall.plays(query="?slide=blue", expect=FAILED)
    it.wait("it.problems.length > 0")
    assert it.page.locator("html[data-ready]").count() == 0
    it.open(hall.host.url + HALL, "?slide=nothing")
    it.wait("it.problems.some((problem) => problem.includes('nothing'))")
    assert it.page.locator("html[data-ready]").count() == 0


def test_video_stands_still_too(hall):
    it = hall.plays(clip("clip"), query="?slide=clip")
    it.page.wait_for_selector("html[data-ready=clip]")
    assert it.page.locator("video").evaluate("it => [it.paused, it.currentTime, it.readyState >= 2]") == [True, 0, True]


def test_debug_says_what_the_report_says_and_only_when_asked(hall):
    hall.serve().instead = lambda path: Answer(404) if "/green." in path else None
    it = hall.plays(query="?speed=40&debug", expect=FAILED)
    it.wait("it.broken.length === 3")
    it.until("document.getElementById('debug').textContent.includes('green.jpeg')")
    text = it.page.inner_text("#debug")
    for words in ("状态　　在播", "时钟　　2026-11-22 12:0", "服务器的钟", "缓存　　没有（这个浏览器没有）", "坏文件　3个", "编号　　1122-0011", "图片　　avif"):
        assert words in text, words
    it.open(hall.host.url + HALL, "?speed=40")
    it.wait("it.turns > 1")
    assert not it.page.is_visible("#debug") and it.page.text_content("#debug") == ""


def test_fonts_are_there_before_the_first_slide(hall):
    """A font that does not come holds the screen up for five seconds, not for ever."""
    hall.write()
    style = hall.root / HALL / "screen.css"
    style.write_text(style.read_text() + "@font-face { font-family: Sy; src: url(../fonts/x.woff); }")
    hall.serve().instead = lambda path: Answer(hangs=True) if path.endswith(".woff") else None
    it = hall.open("?speed=5")
    it.wait("it.turns > 0")
    assert any("字体" in problem for problem in it.report()["problems"])
    assert it.page.evaluate("performance.getEntriesByName(new URL('../../photos/album/red.avif', location.href).href)[0].startTime") > 900

"""Another edition comes, where no worker keeps the old one: plain http, as in most halls. What is on the wall is given up for nothing less than a whole one."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from screens.box import box
from screens.folder import DAY, MIDNIGHT, NOON, PAPER, clip, programme, slide, write
from screens.hall import FAILED, HALL, NEW, NEXT, Hall, cyclic, hall_in
from screens.host import Answer

pytestmark = pytest.mark.realtime


@pytest.fixture
def hall(chromium, tmp_path) -> Iterator[Hall]:
    with hall_in(tmp_path, chromium) as made:
        yield made


def test_new_edition_is_loaded_behind_the_neutral_slide(hall):
    it = hall.plays(query="?speed=20")
    it.wait("it.turns > 1")
    it.page.evaluate("""window.isOld = true; addEventListener("pagehide", () => {
        sessionStorage.setItem("left", document.querySelectorAll(".sy-layer").length + " " + document.documentElement.className);
    });""")
    hall.publish()
    it.asks_again()
    it.until("!window.isOld && window.syScreen")
    it.wait(f"it.edition === '{NEXT}' && it.turns > 1")
    left = it.page.evaluate("sessionStorage.getItem('left')")
    assert left.startswith("0 ") and "is-standby" in left, "what the reload leaves is what it begins with"
    assert cyclic(it.shown(4), ["plum", "gold"])


def test_server_is_asked_by_itself_again_and_again(hall):
    host = hall.serve()
    it = hall.plays(query="?speed=1000")
    it.wait("it.turns > 1")
    asked = host.times_asked("programme.json")
    it.sees(lambda: host.times_asked("programme.json") >= asked + 2)
    hall.publish()
    it.wait(f"it.edition === '{NEXT}'")


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, b"<!doctype html><title>Login</title>"), Answer(200, b"{}", "application/json"), Answer(200, b"", "application/json"), Answer(500, b"oops"),
        Answer(200, json.dumps(programme(edition="other")).encode(), "application/json"), Answer(200, json.dumps(programme(edition=NEXT)).encode()[:-9]),
    ],
    ids=["portal", "empty-object", "nothing", "ill", "no-edition", "cut-off"],
)  # fmt: skip
def test_foreign_or_truncated_answer_is_no_new_edition(hall, answer):
    host = hall.serve()
    host.instead = lambda path: answer if path.endswith(".json") else None
    it = hall.plays(query="?speed=1000", expect=FAILED)
    it.page.evaluate("window.isOld = true")
    it.sees(lambda: host.times_asked("programme.json") > 1)
    it.page.wait_for_timeout(300)
    assert it.page.evaluate("window.isOld") and it.report()["mode"] == "playing" and it.report()["clock"]["source"] == "device"


@pytest.mark.parametrize(
    ("end", "answer"),
    [("gold.avif", Answer(404)), ("plum.avif", Answer(200, b"half of it", "image/avif")), ("screen.css", Answer(404)), ("player.js", Answer(200, b"<!doctype html>"))],
)
def test_edition_of_which_a_file_is_missing_or_short_is_not_begun(hall, end, answer):
    it = hall.plays(query="?speed=20", expect=FAILED)
    it.wait("it.turns > 1")
    it.page.evaluate("window.isOld = true")
    hall.publish()
    hall.host.instead = lambda path: answer if path.endswith(end) else None
    it.asks_again()
    it.wait("it.problems.some((problem) => problem.includes('还不全'))")
    assert it.page.evaluate("window.isOld") and set(it.shown(3)) == {"red", "green", "blue"}
    hall.host.instead = lambda path: None
    it.asks_again()
    it.wait(f"it.edition === '{NEXT}'")


@pytest.mark.parametrize("page", ["old", "login"])
def test_programme_that_came_before_its_page_is_waited_for(hall, page):
    """Files are copied one after another: the sizes are right, the page is still the old one, or somebody else's."""
    it = hall.plays(query="?speed=20")
    it.wait("it.turns > 1")
    it.page.evaluate("window.isOld = true")
    index = hall.root / HALL / "index.html"
    old = index.read_bytes()
    hall.publish(*NEW, slide("red", "red"), slide("blue", "blue"))
    new = index.read_bytes()
    body = {"old": old, "login": b"<!doctype html><title>Login</title></html>"}[page]
    index.write_bytes(body + b" " * (len(new) - len(body)))
    it.asks_again()
    it.wait("it.problems.some((problem) => problem.includes('还不全'))")
    assert it.page.evaluate("window.isOld") and not it.has_class("is-standby")
    assert set(it.shown(3)) == {"red", "green", "blue"}
    index.write_bytes(new)
    it.asks_again()
    it.wait(f"it.edition === '{NEXT}'")


def test_large_video_is_not_fetched_only_to_be_counted(hall):
    it = hall.plays(query="?speed=20", expect=("ERR_CONTENT", *FAILED))
    it.wait("it.turns > 1")
    hall.publish(slide("red", "red"), clip("clip"))
    video = hall.root / "photos/album/clip.webm"
    video.write_bytes(video.read_bytes() + bytes(20_000_000))
    listed = hall.root / HALL / "programme.json"
    listed.write_text(listed.read_text().replace('"bytes": 1015', f'"bytes": {video.stat().st_size}'))
    hall.host.asked.clear()
    it.page.evaluate("window.isOld = true")
    it.asks_again()
    it.until("!window.isOld && window.syScreen")
    it.wait(f"it.edition === '{NEXT}'")
    paths = [path for path in hall.host.asked if path.endswith(".webm")]
    assert paths[0].startswith("HEAD ")


def test_network_that_goes_leaves_the_screen_as_it_is(hall):
    it = hall.plays(query="?speed=20", expect=("ERR_CONNECTION", *FAILED))
    it.wait("it.turns > 3")
    hall.host.stop()
    it.asks_again()
    assert set(it.shown(4)) <= {"red", "green", "blue"}
    assert it.report()["mode"] == "playing"


def test_held_slide_is_not_taken_away(hall):
    it = hall.plays(query="?speed=20")
    it.wait("it.turns > 1")
    it.page.keyboard.press("b")
    hall.publish()
    with it.page.expect_response(lambda response: response.url.endswith("gold.avif")):
        it.asks_again()
    it.page.wait_for_timeout(700)
    assert it.report()["held"] and it.report()["edition"] != NEXT
    it.page.keyboard.press("b")
    it.wait(f"it.edition === '{NEXT}'")


def test_dark_screen_stays_dark_and_has_the_new_edition_in_the_morning(hall):
    """A reload begins bright: at three at night it would light up the hall."""
    hall.serve(began=MIDNIGHT + 3600)
    it = hall.plays(query="?speed=20", at=MIDNIGHT + 3600, keys={"hours": [{"days": [], "on": 480, "off": 0}]})
    it.wait("it.mode === 'dark' && it.format !== null")
    it.page.evaluate("window.isOld = true")
    hall.publish(hours=[{"days": [], "on": 480, "off": 0}])
    with it.page.expect_response(lambda response: response.url.endswith("gold.avif")):
        it.asks_again()
    it.page.wait_for_timeout(500)
    assert it.page.evaluate("window.isOld") and it.report()["mode"] == "dark"
    hall.host.began += 8 * 3600
    it.jump(8 * 3600)
    it.page.wait_for_function("() => !window.isOld && window.syScreen && syScreen.report().edition === 'ffeeddccbbaa9988'")


def test_morning_without_a_network_begins_with_the_old_edition(hall):
    hours = {"hours": [{"days": [], "on": 480, "off": 0}]}
    hall.serve(began=MIDNIGHT + 3600)
    it = hall.plays(query="?speed=20", at=MIDNIGHT + 3600, keys=hours, expect=("ERR_CONNECTION", *FAILED))
    it.wait("it.mode === 'dark' && it.format !== null")
    hall.publish(**hours)
    with it.page.expect_response(lambda response: response.url.endswith("gold.avif")):
        it.asks_again()
    it.page.wait_for_timeout(500)
    hall.host.stop()
    it.jump(8 * 3600)
    it.wait("it.turns > 2 && it.edition !== 'ffeeddccbbaa9988'")
    assert [problem for problem in it.report()["problems"] if "打不开" in problem] == ["新节目打不开，接着放现在的"], "tried once"


def test_expired_screen_is_brought_back_by_a_new_edition(hall):
    hall.serve(began=NOON + 40 * DAY)
    it = hall.plays(query="?speed=20", at=NOON + 40 * DAY)
    it.wait("it.mode === 'expired'")
    assert it.corners() == [PAPER] * 4
    hall.publish(valid_until=MIDNIGHT + 90 * DAY)
    it.asks_again()
    it.wait(f"it.edition === '{NEXT}' && it.turns > 0")


def test_address_that_is_not_secure_plays_updates_and_says_why_nothing_is_kept(chromium, hall):
    """Really not secure: the box goes through a proxy to a host of another name, where browsers offer no worker."""
    hall.write()
    host = hall.serve()
    with box(chromium, proxy={"server": host.url}) as it:
        it.open(f"http://hall.example/{HALL}", "?speed=20&debug")
        it.wait("it.turns > 1 && it.clock.source === 'server'")
        assert it.report()["offline"]["state"] == "none" and it.report()["offline"]["reason"] == "网址不是https"
        it.until("document.getElementById('debug').textContent.includes('没有（网址不是https）')")
        write(hall.root, programme(*NEW, edition=NEXT))
        it.asks_again()
        it.wait(f"it.edition === '{NEXT}' && it.turns > 1")

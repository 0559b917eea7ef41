"""What time the player believes it is, and what follows: hours, days, the end of the programme; whatever the box's own clock says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from screens.folder import DAY, MIDNIGHT, NOON, PAPER, clip, slide
from screens.hall import Hall, cyclic, hall_in
from screens.host import Answer

pytestmark = pytest.mark.realtime

BLACK = (0, 0, 0)
DATED = (slide("always", "red"), slide("dated", "green", first=NOON - DAY, last=NOON + DAY), slide("sunday", "blue", days=[7]), slide("monday", "gold", days=[1]))
WRONG = pytest.mark.parametrize("at", [0, 1_000_000_000, MIDNIGHT - 60, 4_102_444_800], ids=["1970", "2001", "just-too-early", "2099"])


@pytest.fixture
def hall(chromium, tmp_path) -> Iterator[Hall]:
    with hall_in(tmp_path, chromium) as made:
        yield made


@WRONG
def test_box_with_a_wrong_clock_plays_what_is_always_right(hall, at):
    it = hall.plays(*DATED, at=at, from_disk=True, keys={"hours": [{"days": [], "on": 0, "off": 1}]})
    it.wait("it.turns > 2")
    told = it.report()
    assert told["clock"] == {"now": None, "source": "none", "plausible": False}
    assert told["next"] == ["always"] * 3 and told["lit"] and told["mode"] == "playing"


@WRONG
def test_servers_clock_puts_a_wrong_one_right(hall, at):
    it = hall.plays(*DATED, at=at)
    it.wait("it.clock.source === 'server'")
    assert abs(it.report()["clock"]["now"] - NOON) < 60
    it.wait("it.next.includes('dated')")
    assert cyclic(it.shown(6)[3:], ["always", "dated", "sunday"])


def test_right_clock_is_believed_where_no_server_tells_another(hall):
    it = hall.plays(*DATED, from_disk=True)
    it.wait("it.turns > 0")
    assert it.report()["clock"]["source"] == "device" and set(it.report()["next"]) == {"always", "dated", "sunday"}


def test_answer_that_lay_in_a_cache_on_the_way_is_as_old_as_it_says(hall):
    hall.serve(began=NOON - 7200, age=7200)
    it = hall.plays(at=0)
    it.wait("it.clock.source === 'server'")
    assert abs(it.report()["clock"]["now"] - NOON) < 60


@pytest.mark.parametrize("began", [0, 4_102_444_800], ids=["1970", "2099"])
def test_server_with_a_wrong_clock_is_not_believed(hall, began):
    host = hall.serve(began=began)
    it = hall.plays(*DATED)
    it.wait("it.turns > 1")
    it.sees(lambda: host.times_asked("programme.json"))
    it.page.wait_for_timeout(300)
    assert it.report()["clock"]["source"] == "device"


def test_foreign_answer_is_no_clock(hall):
    """A hotel's login page has a date too."""
    host = hall.serve()
    host.instead = lambda path: Answer(200, b"<!doctype html>Login") if path.endswith(".json") else None
    it = hall.plays(at=0)
    it.wait("it.turns > 1")
    it.sees(lambda: host.times_asked("programme.json"))
    it.page.wait_for_timeout(300)
    assert it.report()["clock"]["source"] == "none"


def test_box_that_gets_its_time_a_minute_after_it_was_switched_on_plays_the_programme_then(hall):
    it = hall.plays(*DATED, at=0, from_disk=True)
    it.wait("it.turns > 1")
    assert it.report()["next"] == ["always"] * 3
    it.jump(NOON)
    it.wait("it.clock.source === 'device' && it.slide === 'sunday'")
    assert cyclic(it.shown(3), ["always", "dated", "sunday"])


def test_clock_that_is_set_back_into_nothing_is_no_longer_believed(hall):
    it = hall.plays(*DATED, from_disk=True)
    it.wait("it.slide === 'sunday'")
    it.jump(-NOON)
    it.wait("it.clock.source === 'none' && it.next.join() === 'always,always,always'")


def test_after_a_jump_the_server_is_asked_at_once(hall):
    """Whether the clock was set or the box slept, nobody can tell from within: what was learnt holds no more."""
    host = hall.serve()
    it = hall.plays(*DATED, query="?speed=10")
    it.wait("it.clock.source === 'server'")
    asked = host.times_asked("programme.json")
    host.began += 3 * DAY
    it.jump(3 * DAY)
    it.wait(f"it.clock.source === 'server' && it.clock.now > {NOON + 2 * DAY}")
    assert host.times_asked("programme.json") == asked + 1
    it.wait("!it.next.includes('sunday')")


def test_what_was_learnt_before_a_jump_counts_for_nothing_without_a_network(hall):
    it = hall.plays(*DATED, query="?speed=10", expect=("ERR_CONNECTION",))
    it.wait("it.clock.source === 'server'")
    hall.host.stop()
    it.jump(3 * DAY)
    it.wait(f"it.clock.source === 'device' && it.clock.now > {NOON + 2 * DAY}")


def test_small_steps_of_a_clock_that_is_kept_right_are_no_jump(hall):
    host = hall.serve()
    it = hall.plays(query="?speed=10")
    it.wait("it.clock.source === 'server'")
    asked = host.times_asked("programme.json")
    for _ in range(4):
        it.jump(1.5)
        it.page.wait_for_timeout(250)
    assert host.times_asked("programme.json") == asked and it.report()["clock"]["source"] == "server"


# --- Hours ---

OPEN = {"hours": [{"days": [], "on": 480, "off": 0}]}
"""08:00 to midnight."""


def test_screen_goes_dark_within_ten_seconds_of_the_hour(hall):
    """At the real speed, from ten to twelve, by the box's clock alone."""
    midnight = MIDNIGHT + DAY
    it = hall.plays(query="", at=midnight - 4, from_disk=True, keys=OPEN)
    it.wait("it.turns > 0")
    assert it.report()["mode"] == "playing" and not it.has_class("is-dark")
    it.wait("it.mode === 'dark'")
    assert 0 <= it.report()["clock"]["now"] - midnight < 10
    assert it.corners() == [BLACK] * 4 and it.has_class("is-dark") and not it.report()["lit"]


def test_in_the_dark_nothing_plays_and_at_eight_it_begins_with_the_first(hall):
    it = hall.plays(at=MIDNIGHT + 3600, from_disk=True, keys=OPEN)
    it.wait("it.mode === 'dark' && it.format !== null")
    it.page.wait_for_timeout(500)
    assert it.report()["turns"] == 0 and it.page.locator("img").count() == 0
    it.jump(7 * 3600)
    it.wait("it.turns > 0")
    assert it.shown(2)[-1] in ("green", "blue") and not it.has_class("is-dark")
    it.jump(16 * 3600)
    it.wait("it.mode === 'dark' && it.slide === null")
    it.until("!document.querySelector('.sy-layer')")  # Neither pictures nor decoders are kept overnight.
    it.jump(8 * 3600)
    turns = it.report()["turns"]
    it.wait(f"it.turns === {turns + 1} && it.slide === 'red'")


def test_hours_are_those_of_the_site_wherever_the_box_believes_it_is(hall):
    hours = {"hours": [{"days": [7], "on": 700, "off": 740}]}
    it = hall.plays(zone="America/Los_Angeles", from_disk=True, keys=hours)
    it.wait("it.turns > 1")
    assert it.report()["lit"]
    it.jump(21 * 60)
    it.wait("it.mode === 'dark'")


@pytest.mark.parametrize(("at", "lit"), [(MIDNIGHT - 3600, True), (MIDNIGHT + 3600, True), (MIDNIGHT + 3 * 3600, False), (MIDNIGHT + 23 * 3600, False)])
def test_hours_across_midnight_belong_to_the_day_on_which_they_begin(hall, at, lit):
    """Saturday 20:00 to 02:00; 2026-11-22 is a Sunday."""
    keys = {"hours": [{"days": [6], "on": 1200, "off": 120}], "earliest": MIDNIGHT - DAY}
    it = hall.plays(at=at, from_disk=True, keys=keys)
    it.wait("it.format !== null")
    assert it.report()["lit"] is lit


def test_video_does_not_go_on_behind_the_dark(hall):
    it = hall.plays(clip("clip", seconds=600), query="?speed=4", at=MIDNIGHT + 12 * 3600, from_disk=True, keys=OPEN)
    it.wait("it.slide === 'clip'")
    it.jump(12 * 3600)
    it.wait("it.mode === 'dark'")
    assert it.page.evaluate("[...document.querySelectorAll('video')].every((it) => it.paused)")
    it.until("!document.querySelector('video')")


def test_hold_ends_with_the_day(hall):
    it = hall.plays(from_disk=True, keys=OPEN)
    it.wait("it.turns > 0")
    it.page.keyboard.press("b")
    it.jump(12 * 3600)
    it.wait("it.mode === 'dark' && !it.held")


def test_slide_of_another_day_is_not_begun_after_midnight(hall):
    it = hall.plays(*DATED, at=MIDNIGHT + DAY - 3600, from_disk=True)
    it.wait("it.slide === 'sunday'")
    it.jump(3600)
    it.wait("it.slide === 'monday'")
    assert "sunday" not in it.shown(4)


# --- The last day ---


def test_after_the_last_day_only_the_neutral_slide_is_seen(hall):
    it = hall.plays(query="?speed=10", from_disk=True, at=MIDNIGHT + 30 * DAY - 4)
    it.wait("it.turns > 0")
    it.wait("it.mode === 'expired' && it.slide === null")
    it.until("!document.querySelector('.sy-layer')")
    assert it.has_class("is-standby") and it.corners() == [PAPER] * 4
    turns = it.report()["turns"]
    it.page.wait_for_timeout(500)
    assert it.report()["turns"] == turns


def test_box_that_always_begins_in_1970_comes_to_the_last_day_all_the_same(hall):
    """By what it has played while it did not know the time, kept over reloads."""
    played = "Number((JSON.parse(localStorage.getItem(Object.keys(localStorage).find((key) => key.endsWith('played')))) || {}).seconds)"
    it = hall.plays(query="?speed=60", at=0, from_disk=True, keys={"valid_until": MIDNIGHT + 5})
    it.until(f"Object.keys(localStorage).some((key) => key.endsWith('played')) && {played} > 1")
    first = it.page.evaluate(played)
    it.page.reload()
    it.until(f"{played} !== {first}")
    assert it.page.evaluate(played) > first, "it goes on from there"
    assert it.report()["mode"] == "playing"
    it.wait("it.mode === 'expired'")


def test_played_time_of_an_older_programme_does_not_count(hall):
    it = hall.plays(query="?speed=60", at=0, from_disk=True, keys={"valid_until": MIDNIGHT + 60})
    it.page.evaluate("localStorage.setItem('sy-screen ' + location.pathname.replace('index.html', '') + ' played', JSON.stringify({ edition: 'f'.repeat(16), seconds: 1e9 }))")
    it.page.reload()
    it.wait("it.turns > 2")
    assert it.report()["mode"] == "playing"
    it.page.evaluate("localStorage.setItem('sy-screen ' + location.pathname.replace('index.html', '') + ' played', JSON.stringify({ edition: syScreen.report().edition, seconds: 1e9 }))")
    it.page.reload()
    it.wait("it.mode === 'expired'")


# --- The tone of the day ---


def test_days_of_mourning_are_sober_and_orders_make_it_grey(hall):
    keys = {"sober": [[NOON - DAY, NOON + 4]], "grey": [[NOON + 3600, NOON + 7200]]}
    it = hall.plays(query="?speed=10", from_disk=True, keys=keys)
    it.wait("it.turns > 0")
    assert it.has_class("is-sober") and not it.has_class("is-grey")
    it.until("!document.documentElement.classList.contains('is-sober')")
    it.jump(3600)
    it.until("document.documentElement.classList.contains('is-grey')")


# --- Sleep ---

LOCK = """window.locks = [];
Object.defineProperty(Navigator.prototype, "wakeLock", { value: { request: () => {
  if (window.refusesLock) return Promise.reject(new DOMException("low battery", "NotAllowedError"));
  const lock = new EventTarget();
  lock.isHeld = true;
  lock.release = () => { lock.isHeld = false; lock.dispatchEvent(new Event("release")); return Promise.resolve(); };
  window.locks.push(lock);
  return Promise.resolve(lock);
} } });
Object.defineProperty(Document.prototype, "visibilityState", { get: () => (window.isHidden ? "hidden" : "visible") });
window.heldLocks = () => window.locks.filter((it) => it.isHeld).length;"""


def test_screen_is_kept_awake_while_it_is_lit_and_may_sleep_in_the_dark(hall):
    it = hall.plays(from_disk=True, keys=OPEN, scripts=(LOCK,))
    it.until("heldLocks() === 1")
    it.page.evaluate("locks[0].release()")  # As the browser does where the page is hidden for a moment.
    it.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    it.until("heldLocks() === 1 && locks.length === 2")
    it.jump(12 * 3600)
    it.wait("it.mode === 'dark'")
    it.until("heldLocks() === 0")
    it.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    it.jump(8 * 3600)
    it.until("heldLocks() === 1")


def test_refused_lock_is_told_and_changes_nothing_else(hall):
    it = hall.plays(from_disk=True, scripts=(LOCK, "window.refusesLock = true"))
    it.wait("it.turns > 1")
    assert any("low battery" in problem for problem in it.report()["problems"])

"""The worker keeps a whole edition or none: without a network, in the middle of an update, with two screens, and for videos in pieces."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest

from screens.box import Box
from screens.folder import CLIP, DAY, MIDNIGHT, clip, programme, slide, write
from screens.hall import FAILED, HALL, NEW, NEXT, Hall, cyclic, hall_in
from screens.host import Answer

pytestmark = pytest.mark.realtime

GONE = ("ERR_CONNECTION", "ERR_FAILED", "Failed to fetch", *FAILED)
WHOLE = "it.offline.state === 'whole'"
SAME = slide("red", "red")
VIDEO = "../../photos/album/clip.webm"


@pytest.fixture
def hall(chromium, tmp_path) -> Iterator[Hall]:
    with hall_in(tmp_path, chromium) as made:
        yield made


@pytest.fixture
def kept(hall) -> Callable[..., Box]:
    """Opens a box with a worker and waits until the programme is whole in it."""

    def opened(*slides, query: str = "?speed=20", **how) -> Box:
        it = hall.plays(*slides, query=query, worker=True, expect=GONE, **how)
        it.wait(f"{WHOLE} && it.turns > 0")
        return it

    return opened


def fetched(it: Box, path: str, headers: dict[str, str] | None = None) -> list:
    """Status, the headers of pieces, and the body's bytes."""
    return it.page.evaluate(
        """async ([path, headers]) => {
            const answer = await fetch(path, { headers, cache: "no-store" });
            const body = Array.from(new Uint8Array(await answer.arrayBuffer()));
            return [answer.status, answer.headers.get("Content-Range"), body];
        }""",
        [path, headers or {}],
    )


# --- Without a network ---


def test_screen_that_is_switched_on_without_a_network_plays_the_whole_programme(hall, kept):
    it = kept(SAME, slide("green", "green"), clip("clip", seconds=8))
    assert it.report()["offline"]["edition"] == it.report()["edition"]
    hall.host.stop()
    it.page.reload()
    assert cyclic(it.shown(7), ["red", "green", "clip"])
    told = it.report()
    assert told["broken"] == [] and told["clock"]["source"] == "device"
    it.wait(WHOLE)


def test_question_in_the_address_gets_the_kept_page_too(hall, kept):
    it = kept()
    hall.host.stop()
    it.open(hall.host.url + HALL, "?debug&speed=20")
    it.until("document.getElementById('debug').textContent.includes('存全了')")
    it.open(hall.host.url + HALL + "index.html", "?slide=blue")
    it.page.wait_for_selector("html[data-ready=blue]")


def test_only_the_format_that_the_box_shows_is_kept(hall, kept):
    hall.serve().instead = lambda path: Answer(200, b"garbage") if path.endswith(".avif") else None
    it = kept()
    hall.host.stop()
    assert it.report()["format"] == "webp"
    addresses = it.page.evaluate(
        """async () => {
            const cache = await caches.open((await caches.keys())[0]);
            const record = await (await cache.match([...await cache.keys()].find((it) => it.url.endsWith("?record")))).json();
            return Object.keys(record.files);
        }"""
    )
    assert sorted(address.rpartition("/")[2] for address in addresses) == ["blue.webp", "green.webp", "index.html", "player.js", "red.webp", "screen.css"]


def test_picture_without_the_chosen_format_is_kept_in_the_next(hall, kept):
    only = {"jpeg": "../../photos/album/green.jpeg"}
    it = kept(SAME, slide("green", "green", pictures=[only]))
    hall.host.stop()
    it.page.reload()
    assert cyclic(it.shown(3), ["red", "green"]) and it.report()["format"] == "avif"


def test_programme_is_never_answered_from_the_box(hall, kept):
    it = kept()
    asked = hall.host.times_asked("programme.json")
    assert fetched(it, "programme.json")[0] == 200 and hall.host.times_asked("programme.json") == asked + 1
    hall.host.stop()
    assert it.page.evaluate("fetch('programme.json').then(() => 'kept', () => 'gone')") == "gone"


def test_files_come_from_the_box_and_foreign_ones_from_the_network(hall, kept):
    it = kept()
    asked = len(hall.host.asked)
    assert fetched(it, "screen.css")[0] == 200 and len(hall.host.asked) == asked
    (hall.root / "other.txt").write_text("other")
    assert bytes(fetched(it, "../../other.txt")[2]) == b"other" and hall.host.asked[-1] == "/other.txt"


def test_policy_of_the_server_holds_for_kept_pages(hall, kept):
    it = kept()
    hall.host.stop()
    it.page.reload()
    assert it.page.evaluate("fetch('.').then((answer) => answer.headers.get('Content-Security-Policy'))").startswith("default-src 'none'")


def test_what_was_evicted_comes_from_the_network_and_is_taken_anew(hall, kept):
    it = kept()
    lost = "caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.keys().then((keys) => Promise.all(keys.slice(0, 4).map((it) => cache.delete(it)))))"
    it.page.evaluate(lost)
    it.page.reload()
    assert cyclic(it.shown(4), ["red", "green", "blue"])
    it.wait(WHOLE)
    hall.host.stop()
    it.page.reload()
    assert cyclic(it.shown(4), ["red", "green", "blue"]) and it.report()["broken"] == []


# --- Updates ---


def test_new_edition_is_taken_and_loaded(hall, kept):
    it = kept()
    hall.publish()
    hall.host.asked.clear()
    it.asks_again()
    it.wait(f"it.edition === '{NEXT}' && it.turns > 1 && {WHOLE}")
    assert cyclic(it.shown(4), ["plum", "gold"])
    hall.host.stop()
    it.page.reload()
    assert cyclic(it.shown(4), ["plum", "gold"])


def test_files_that_did_not_change_are_not_fetched_again(hall, kept):
    it = kept(SAME, slide("green", "green"))
    hall.publish(SAME, *NEW)
    hall.host.asked.clear()
    it.asks_again()
    it.wait(f"it.edition === '{NEXT}'")
    fresh = {path.rpartition("/")[2] for path in hall.host.asked} - {"programme.json", "worker.js", "favicon.ico"}
    assert fresh == {"index.html", "plum.avif", "gold.avif"}, "the page, and what is new in it"


def test_network_that_goes_in_the_middle_leaves_the_old_edition_whole_and_the_taking_goes_on_where_it_was(hall, kept):
    it = kept()
    hall.publish()
    hall.host.instead = lambda path: Answer(hangs=True) if path.endswith("gold.avif") else None
    hall.host.asked.clear()
    it.asks_again()
    it.sees(lambda: hall.host.times_asked("gold.avif"))
    assert hall.host.times_asked("plum.avif") == 1 and it.report()["offline"]["state"] == "taking"
    hall.host.stop()
    it.wait("it.offline.state === 'failed'")
    it.page.reload()
    assert cyclic(it.shown(4), ["red", "green", "blue"])
    assert it.report()["broken"] == [] and it.report()["edition"] != NEXT
    hall.host.instead = lambda path: None
    hall.host.asked.clear()
    hall.host.start()
    it.asks_again()
    it.wait(f"it.edition === '{NEXT}'")
    assert hall.host.times_asked("plum.avif") == 0, "verified and kept before"


def test_worker_that_the_browser_ends_in_the_middle_is_woken_and_goes_on(hall, kept):
    it = kept()
    hall.publish()
    held = {"is": True}
    hall.host.instead = lambda path: Answer(hangs=True) if path.endswith("gold.avif") and held["is"] else None
    hall.host.asked.clear()
    it.asks_again()
    it.sees(lambda: hall.host.times_asked("gold.avif"))
    held["is"] = False
    session = it.context.new_cdp_session(it.page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    it.wait(f"it.edition === '{NEXT}'")
    assert hall.host.times_asked("plum.avif") == 1


@pytest.mark.parametrize("end", ["gold.avif", "index.html"])
def test_file_that_is_not_the_programmes_own_stops_the_taking(hall, kept, end):
    """The server's files are being replaced, or a box on the way changes them."""
    it = kept()
    hall.publish()
    hall.host.instead = lambda path: Answer(200, b"something else") if path.endswith(end) else None
    it.asks_again()
    it.wait("it.offline.state === 'failed'")
    assert "对不上" in it.report()["offline"]["reason"] and it.report()["offline"]["edition"] == it.report()["edition"]
    it.page.reload()
    assert cyclic(it.shown(3), ["red", "green", "blue"])
    hall.host.instead = lambda path: None
    it.asks_again()
    it.wait(f"it.edition === '{NEXT}'")


def test_portal_that_answers_everything_changes_nothing(hall, kept):
    it = kept()
    hall.publish()
    hall.host.instead = lambda path: Answer(200, b"<!doctype html><title>Login</title>")
    hall.host.asked.clear()
    it.asks_again()
    it.sees(lambda: hall.host.times_asked("programme.json"))
    it.page.reload()
    assert cyclic(it.shown(4), ["red", "green", "blue"])
    assert it.report()["clock"]["source"] == "device" and it.report()["edition"] != NEXT


def test_box_that_is_full_says_so_and_goes_on_with_the_old_edition(hall, kept):
    it = kept()
    session = it.context.new_cdp_session(it.page)
    used = session.send("Storage.getUsageAndQuota", {"origin": hall.host.url.rstrip("/")})["usage"]
    session.send("Storage.overrideQuotaForOrigin", {"origin": hall.host.url.rstrip("/"), "quotaSize": used + 200})
    hall.publish()
    it.asks_again()
    it.wait("it.offline.state === 'failed'")
    assert it.report()["offline"]["reason"] == "机器里存不下了"
    session.send("Storage.overrideQuotaForOrigin", {"origin": hall.host.url.rstrip("/")})
    hall.host.stop()
    it.page.reload()
    assert cyclic(it.shown(4), ["red", "green", "blue"]) and it.report()["broken"] == []


def test_old_edition_plays_on_whole_while_the_new_one_waits_for_its_turn(hall, kept):
    """Somebody holds a slide for an hour; meanwhile the new edition is in the box, and the server has thrown the old pictures away."""
    it = kept(*(slide(name, name, seconds=4) for name in ("red", "green", "blue")))
    it.page.keyboard.press("b")
    hall.publish()
    hall.host.instead = lambda path: Answer(404) if path.rpartition("/")[2].partition(".")[0] in ("red", "green", "blue") else None
    it.asks_again()
    it.wait(f"it.offline.edition === '{NEXT}'")
    for _ in range(3):
        turns = it.report()["turns"]
        it.page.keyboard.press("PageDown")
        it.wait(f"it.turns === {turns + 1}")
    assert it.report()["broken"] == [] and it.report()["edition"] != NEXT
    it.page.keyboard.press("b")
    it.wait(f"it.edition === '{NEXT}'")


def test_files_of_the_edition_before_the_last_are_thrown_away(hall, kept):
    it = kept()
    count = "caches.keys().then(([name]) => caches.open(name)).then((cache) => cache.keys()).then((keys) => keys.length)"
    counts = []
    for n, (first, second) in enumerate([("plum", "gold"), ("red", "green"), ("plum", "gold"), ("red", "green")]):
        edition = f"{n:016x}"
        hall.publish(slide("a", first), slide("b", second), edition=edition)
        it.asks_again()
        it.wait(f"it.edition === '{edition}' && {WHOLE}")
        counts.append(it.page.evaluate(count))
    assert counts[2] == counts[3] <= 9, counts


# --- Videos ---


def test_pieces_of_a_kept_video_are_right(hall, kept):
    it = kept(clip("clip"), SAME)
    hall.host.stop()
    whole = CLIP.read_bytes()
    pieces = [("bytes=0-", 0, None), ("bytes=0-0", 0, 1), ("bytes=10-19", 10, 20), ("bytes=100-99999", 100, None), ("bytes=-5", -5, None), ("bytes=-99999", 0, None)]
    for asked, first, end in pieces:
        wanted, at = whole[first:end], first % len(whole)
        span = f"bytes {at}-{at + len(wanted) - 1}/{len(whole)}"
        assert fetched(it, VIDEO, {"Range": asked}) == [206, span, list(wanted)], asked
    for asked in ("bytes=5-4", "bytes=0-1,5-6", "lines=1-2", "bytes=-"):
        assert fetched(it, VIDEO, {"Range": asked}) == [200, None, list(whole)], f"{asked} is no single range"
    for asked in (f"bytes={len(whole)}-", "bytes=99999-", "bytes=-0"):
        assert fetched(it, VIDEO, {"Range": asked}) == [416, f"bytes */{len(whole)}", []], asked


def test_kept_video_can_be_sought(hall, kept):
    it = kept(clip("clip", seconds=600), query="")
    hall.host.stop()
    it.page.reload()
    it.until("(document.querySelector('video') || {}).readyState >= 2")
    seeked = """new Promise((done) => { const it = document.querySelector("video"); it.onseeked = () => done(it.currentTime); it.pause(); it.currentTime = 1.5; })"""
    assert it.page.evaluate(seeked) == pytest.approx(1.5, abs=0.01)


# --- Two screens ---


def test_screens_of_one_site_do_not_disturb_each_other(hall, kept):
    it = kept()
    gate = [slide("plum", "plum"), slide("red", "red")]
    write(hall.root, programme(*gate, edition="a" * 16), id="gate")
    other = Box(it.context, it.context.new_page())
    other.open(hall.host.url + "screens/gate/", "?speed=20")
    other.wait(WHOLE)
    hall.publish()
    it.asks_again()
    it.wait(f"it.edition === '{NEXT}' && {WHOLE}")
    hall.host.stop()
    for page, order in ((other, ["plum", "red"]), (it, ["plum", "gold"])):
        page.page.reload()
        assert cyclic(page.shown(4), order) and page.report()["broken"] == []
    assert it.page.evaluate("caches.keys().then((names) => names.length)") == 2


def test_server_without_a_worker_is_told_and_updates_go_on(hall):
    hall.serve().instead = lambda path: Answer(404) if path.endswith("worker.js") else None
    it = hall.plays(query="?speed=20", worker=True, expect=("script", *GONE))
    it.wait("it.offline.reason && it.offline.reason.includes('装不上') && it.clock.source === 'server'")
    hall.publish()
    it.asks_again()
    it.wait(f"it.edition === '{NEXT}'")


def test_expired_programme_in_the_box_does_not_hide_a_new_one(hall, kept):
    it = kept()
    hall.publish(valid_until=MIDNIGHT + 90 * DAY)
    hall.host.began += 40 * DAY
    it.jump(40 * DAY)
    it.wait(f"it.edition === '{NEXT}'")
    assert json.loads(it.page.text_content("#programme"))["valid_until"] == MIDNIGHT + 90 * DAY

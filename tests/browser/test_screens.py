"""The shipped screens as they play: what stands on them, frame by frame, and what a phone makes of their codes."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from screens.engine_2015 import look_at_script, unknown_to_2015

pytestmark = pytest.mark.realtime

SCREENS = ("hall", "terminal", "strip")
SITE_URL = "https://shuangyong.example/"
TUESDAY_NOON = 1795492800  # 2026-11-24 12:00 in Shanghai: all three are lit.
CHANGES = 50
BLACK = 6
"""Mean brightness of the darkest frame that is a picture, of 255: the paper of a wall is 19 by itself."""
BLANK = 4
"""Standard deviation of the emptiest frame that says something."""

CLOCK = """(() => {
    const Real = Date, ahead = %d * 1000 - Real.now();
    window.Date = class extends Real {
        constructor(...given) { given.length ? super(...given) : super(Real.now() + ahead); }
        static now() { return Real.now() + ahead; }
    };
})()"""


def programme_of(built: Path, id: str) -> dict:
    return json.loads((built / "screens" / id / "programme.json").read_text(encoding="utf-8"))


@contextmanager
def playing(chromium, built: Path, id: str, query: str = "") -> Iterator:
    """The page of a screen on a screen of its size, opened from its folder: its clock is then ours."""
    programme = programme_of(built, id)
    page = chromium.new_page(viewport={"width": programme["width"], "height": programme["height"]})
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.add_init_script(CLOCK % TUESDAY_NOON)
    try:
        page.goto(f"{(built / 'screens' / id / 'index.html').as_uri()}{query}")
        yield page
        assert complaints == []
    finally:
        page.close()


class Cast:
    """Every frame that is painted while the block runs, in the order of painting: they may arrive in another."""

    def __init__(self, page, **how):
        self._session = page.context.new_cdp_session(page)
        self._how = how
        self._frames: list[tuple[float, bytes]] = []
        self._session.on("Page.screencastFrame", self._keep)

    def _keep(self, event: dict) -> None:
        self._frames.append((event["metadata"]["timestamp"], base64.b64decode(event["data"])))
        self._session.send("Page.screencastFrameAck", {"sessionId": event["sessionId"]})

    def __enter__(self) -> Cast:
        self._session.send("Page.startScreencast", {"format": "png", **self._how})
        return self

    def __exit__(self, *_: object) -> None:
        self._session.send("Page.stopScreencast")

    @property
    def frames(self) -> list[np.ndarray]:
        """In grey, 0 to 255."""
        return [grey(frame) for _, frame in sorted(self._frames)]


def grey(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("L"), dtype=float)


@pytest.mark.parametrize("id", SCREENS)
def test_fifty_changes_without_a_frame_that_is_black_or_blank(chromium, built, id) -> None:
    with playing(chromium, built, id, "?speed=25") as page:
        page.wait_for_function("syScreen.report().turns > 0")
        with Cast(page, maxWidth=480, maxHeight=480) as cast:
            page.wait_for_function(f"syScreen.report().turns > {CHANGES}", timeout=120_000, polling=50)
    frames = cast.frames
    assert len(frames) > CHANGES, "each change was seen"
    assert min(frame.mean() for frame in frames) > BLACK
    assert min(frame.std() for frame in frames) > BLANK


def test_a_black_and_a_blank_frame_would_be_noticed() -> None:
    paper = np.full((270, 480), 19.0)
    assert np.zeros((270, 480)).mean() < BLACK
    assert paper.std() < BLANK


def at_rest(page) -> None:
    """Wait until no slide is coming or going."""
    page.wait_for_timeout(300)
    page.wait_for_function("document.getAnimations().length === 0 && document.querySelector('.sy-layer.is-shown')")


def press_next(page) -> None:
    before = page.evaluate("syScreen.report().turns")
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"syScreen.report().turns > {before}")
    at_rest(page)


def still(page, id: str) -> Image.Image:
    page.wait_for_function(f"document.documentElement.getAttribute('data-ready') === '{id}'")
    return Image.open(io.BytesIO(page.screenshot()))


OVERFLOWING = """() => {
    const stage = document.getElementById("stage").getBoundingClientRect();
    const shown = document.querySelector(".sy-layer.is-shown");
    const found = [];
    const boxes = [];
    for (const line of shown.querySelectorAll(".sy-line")) {
        const range = document.createRange();
        range.selectNodeContents(line);
        const box = range.getBoundingClientRect();
        if (box.left < stage.left || box.right > stage.right + 1 || box.top < stage.top || box.bottom > stage.bottom)
            found.push(`outside: ${line.textContent}`);
        boxes.push([line.textContent, box]);
    }
    for (const code of [...shown.querySelectorAll(".sy-qr"), document.getElementById("code")])
        boxes.push([code.id || "qr", code.getBoundingClientRect()]);
    boxes.forEach(([one, a], at) => boxes.slice(at + 1).forEach(([other, b]) => {
        // Lines of one paragraph stand closer than their boxes.
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 0.45 * Math.min(a.height, b.height)) found.push(`on each other: ${one} | ${other}`);
    }));
    return found;
}"""


@pytest.mark.parametrize("id", SCREENS)
def test_every_slide_fits_and_its_code_leads_to_its_page(chromium, built, id) -> None:
    """Each slide by itself, as `screens check` and the film see it."""
    overflowing, wrong = {}, {}
    programme = programme_of(built, id)
    with playing(chromium, built, id, f"?slide={programme['slides'][0]['id']}") as page:
        for slide in programme["slides"]:
            page.goto(f"{(built / 'screens' / id / 'index.html').as_uri()}?slide={slide['id']}")
            picture = still(page, slide["id"])
            if found := page.evaluate(OVERFLOWING):
                overflowing[slide["id"]] = found
            addresses = [code.text for code in zxingcpp.read_barcodes(picture)]
            if addresses != expected_of(slide, built):
                wrong[slide["id"]] = addresses
    assert (overflowing, wrong) == ({}, {})


def expected_of(slide: dict, built: Path) -> list[str]:
    """What its code says, once and only where it is drawn; it must be a page of the built site."""
    said = [part.split('"')[0] for part in slide["html"].split("二维码：")[1:]]
    for address in said:
        assert address.startswith(SITE_URL)
        path, _, anchor = address.removeprefix(SITE_URL).partition("#")
        page = (built / path / "index.html").read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in page, address
    return said


@pytest.mark.parametrize("id", SCREENS)
def test_between_changes_the_picture_stands_still_and_whole(chromium, built, id) -> None:
    """What plays is, to the pixel, what was looked at slide by slide: nothing is half there."""
    with playing(chromium, built, id) as page:
        for _ in range(4):
            press_next(page)
            shown = page.evaluate("syScreen.report().slide")
            played = np.asarray(Image.open(io.BytesIO(page.screenshot())).convert("RGB"), dtype=int)
            with playing(chromium, built, id, f"?slide={shown}") as other:
                looked_at = np.asarray(still(other, shown).convert("RGB"), dtype=int)
            assert np.abs(played - looked_at).max() <= 8, shown


@pytest.mark.parametrize("id", SCREENS)
def test_a_fade_goes_from_one_picture_to_the_next_without_a_third(chromium, built, id) -> None:
    with playing(chromium, built, id) as page:
        page.wait_for_function("syScreen.report().turns > 0")
        at_rest(page)
        first = grey(page.screenshot())
        with Cast(page) as cast:
            press_next(page)
        last = grey(page.screenshot())
    low, high = np.minimum(first, last) - 12, np.maximum(first, last) + 12
    seen = cast.frames
    assert len(seen) > 3, "the fade itself was seen"
    assert [frame for frame in seen if frame.shape != first.shape or not ((low <= frame) & (frame <= high)).all()] == []
    shares = [np.abs(frame - first).sum() / np.abs(last - first).sum() for frame in seen]
    assert [shares[at : at + 2] for at, (one, other) in enumerate(pairwise(shares)) if other < one - 0.05] == [], "and it never went back"


LEFT_OUT = ("word-break: keep-all", "overscroll-behavior")
"""What an old engine may leave out without harm: where lines may break, and a scroll that goes on in what lies behind."""


@pytest.mark.parametrize("id", SCREENS)
def test_an_engine_of_2015_knows_the_whole_style(built, id) -> None:
    style = (built / "screens" / id / "screen.css").read_text(encoding="utf-8")
    assert [found for found in unknown_to_2015(style) if not any(word in found for word in LEFT_OUT)] == []


@pytest.mark.parametrize("name", ["player.js", "worker.js"])
def test_the_published_scripts_are_es5(built, name) -> None:
    assert look_at_script((built / "screens" / name).read_text(encoding="utf-8"))["syntax"] is None

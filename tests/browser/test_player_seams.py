"""What the audience sees between two slides, and what the box heaps up over many: nothing, both."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from screens.folder import COLOURS, PAPER, clip, slide
from screens.hall import Hall, hall_in
from screens.soak import fade_work, soak

pytestmark = pytest.mark.realtime

ALLOWED = 0.05
"""More than after the first changes, of anything."""


@pytest.fixture
def hall(chromium, tmp_path) -> Iterator[Hall]:
    with hall_in(tmp_path, chromium) as made:
        yield made


def is_mixed(colour: tuple[int, ...], one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether a colour lies between two others, within what a picture's format loses."""
    ways = [(c - a) / (b - a) for c, a, b in zip(colour, one, other, strict=True) if abs(b - a) > 24]
    part = min(max(sum(ways) / len(ways), 0), 1) if ways else 0
    return all(abs(c - (a + (b - a) * part)) <= 14 for c, a, b in zip(colour, one, other, strict=True))


def test_every_frame_is_one_whole_slide_or_two_mixed(hall):
    """Never black, never the neutral slide, never half a picture: the four corners of every frame agree, on a colour between two slides."""
    it = hall.plays(*(slide(name, name, seconds=2) for name in COLOURS), query="?speed=4")
    it.wait("it.turns > 1")
    it.until("document.querySelectorAll('.sy-layer.is-shown').length === 1")  # The first one came over the neutral slide.
    frames = [it.corners() for _ in range(60)]
    pairs = list(itertools.combinations(COLOURS.values(), 2))
    for corners in frames:
        assert all(abs(a - b) <= 14 for corner in corners for a, b in zip(corner, corners[0], strict=True)), corners
        assert any(is_mixed(corners[0], *pair) for pair in pairs) and not is_mixed(corners[0], PAPER, PAPER), corners
    whole = [frame for frame in frames if any(is_mixed(frame[0], colour, colour) for colour in COLOURS.values())]
    assert len({frame[0] for frame in whole}) >= 3, "the slides did change meanwhile"


def test_old_slide_stays_opaque_until_the_new_one_covers_it(hall):
    """And nothing is made, taken away or moved in between: what is seen in the fade was painted before."""
    watch = """() => {
        const layers = document.getElementById("layers");
        window.told = [];
        const opacity = (it) => Number(getComputedStyle(it).opacity);
        const look = () => {
            const shown = [...layers.querySelectorAll(".is-shown")];
            if (shown.length === 2) told.push(["opacity", opacity(shown[0])]);
            requestAnimationFrame(look);
        };
        look();
        new MutationObserver((changes) => {
            for (const change of changes) {
                const fading = [...layers.querySelectorAll(".is-shown")].slice(1).some((it) => opacity(it) < 0.999);
                if (fading && change.type === "childList") told.push(["changed", change.target.id || change.target.className]);
            }
        }).observe(layers, { childList: true, subtree: true });
    }"""
    it = hall.plays(clip("clip", seconds=2), *(slide(name, name, seconds=2) for name in COLOURS), query="?speed=4")
    it.wait("it.turns > 0")
    it.page.evaluate(watch)
    it.wait("it.turns > 8")
    told = it.page.evaluate("told")
    assert len(told) > 10 and {tuple(one) for one in told} == {("opacity", 1)}


def test_nothing_is_decoded_or_painted_in_a_fade(chromium, tmp_path):
    """Full-size photographs, by the browser's own trace. How long a fade's work takes in itself, the benchmark of the screens tells."""
    work = fade_work(chromium, tmp_path, fades=2, format="jpeg")
    assert work.fades >= 2 and work.decoded >= 3 and work.painted > 20, "the trace sees what is made ready before"
    assert work.painted_in_fades == 0
    assert 0 < work.script_ms < work.painting_ms, f"less than one photograph to decode: {work}"


def test_fade_without_an_end_ends_all_the_same(hall):
    """Hidden pages and old engines do not always tell of it."""
    deaf = "addEventListener('transitionend', (event) => event.stopImmediatePropagation(), true);"
    it = hall.plays(query="?speed=20", scripts=(deaf,))
    it.wait("it.turns > 4")
    assert it.page.locator(".sy-layer").count() <= 3


def test_engine_without_transitions_changes_at_once(hall):
    hall.write()
    style = hall.root / "screens/hall/screen.css"
    style.write_text(style.read_text().replace("transition: opacity 800ms linear;", ""))
    it = hall.open("?speed=20")
    it.wait("it.turns > 4")
    assert it.page.locator(".sy-layer").count() <= 3


def test_hundreds_of_changes_leave_nothing_behind(chromium, tmp_path):
    """The same goes for ten thousand: ``benchmarks`` calls it so."""
    first, last = soak(chromium, tmp_path, 500)
    assert last.turns >= 500
    for name in ("data", "nodes", "listeners", "timers"):
        before, after = getattr(first, name), getattr(last, name)
        assert after <= before * (1 + ALLOWED), (name, first, last)

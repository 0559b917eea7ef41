"""The check itself: it finds what it must, and is quiet where an engine of 2015 has all it needs."""

from __future__ import annotations

import pytest

from .engine_2015 import look_at_script, unknown_to_2015

BAD = {
    ".a { display: grid }": "display: grid came with Chrome 57",
    ".a { gap: 4px }": "gap came with Chrome 66",
    ".a { inset: 0 }": "inset came with Chrome 87",
    ".a { aspect-ratio: 1 }": "aspect-ratio came with Chrome 88",
    ".a { width: clamp(1px, 2px, 3px) }": "clamp() came with Chrome 79",
    ".a { width: min(1px, 2px) }": "min() came with Chrome 79",
    ".a { height: 100dvh }": "dvh came with Chrome 108",
    ".a { --x: red } .b { color: var(--x) }": "var() came with Chrome 49",
    ".a { position: sticky }": "position: sticky came with Chrome 56",
    ".a { color: #ff00ff80 }": "#ff00ff80 came with Chrome 62",
    ".a { color: rgb(1 2 3) }": "rgb() without commas came with Chrome 65",
    ".a { color: oklch(1 2 3) }": "oklch() came with Chrome 111",
    ".a { filter: grayscale(1) }": "filter came with Chrome 53",
    ".a { width: fit-content }": "width: fit-content came with Chrome 46",
    ".a { writing-mode: vertical-rl }": "writing-mode came with Chrome 48",
    ".a { margin-inline: 1px }": "margin-inline came with Chrome 87",
    ".a { justify-content: space-evenly }": "space-evenly came with Chrome 60",
    ".a { animation: x 1s }": "animation came with Chrome 43",
    ".a { text-wrap: balance }": "text-wrap came with Chrome",
    ".a { colr: red }": "colr is in no Chrome",
    ".a:is(.b) { color: red }": ":is came with Chrome 88",
    ".a:focus-visible, .b { color: red }": ":focus-visible came with Chrome 86",
    ".a:has(.b) { color: red }": ":has came with Chrome 105",
    ".a:not(.b, .c) { color: red }": ":not() of several came with Chrome 88",
    "@keyframes x { from { opacity: 0 } }": "@keyframes came with Chrome 43",
    "@layer x { .a { color: red } }": "@layer came with Chrome 99",
    "@container (width > 1px) { .a { color: red } }": "@container came with Chrome 105",
    "@media (prefers-reduced-motion) { .a { color: red } }": "prefers-reduced-motion) came with Chrome 74",
    "@media (width > 9px) { .a { color: red } }": "@media with < or > came with Chrome 104",
    "@media (min-width: 9px) { .a { inset: 0 } }": "inset came with Chrome 87",
    "@-webkit-keyframes x { from { inset: 0 } }": "inset came with Chrome 87",
    "@font-face { font-family: x; src: url(x); font-display: swap }": "font-display came with Chrome 60",
    ".a { color: red; display: grid; color: blue": "display: grid",
}
GOOD = [
    ".a { display: flex; -webkit-align-items: center; align-items: center; justify-content: space-between; flex-wrap: wrap }",
    ".a { object-fit: cover; object-position: 50% 20%; width: calc(100% - 2px); height: 100vh; font-size: 2vmin }",
    ".a { transform: translate(1px, 2px) scale(2); transition: opacity 800ms linear; will-change: opacity; opacity: 0.5 }",
    ".a { color: rgba(0, 0, 0, 0.5); background: linear-gradient(to right, #fff, #b3261e); border-radius: 50%; box-shadow: none }",
    ".a::before, .a:nth-child(2n+1):not(.b), .c > .d + .e ~ .f[data-x='1']:first-child { content: 'x'; position: fixed }",
    ".a { -webkit-filter: grayscale(1); filter: grayscale(1) }",
    ".a { color: red; color: var(--x) }",
    ".a { height: 100vh; height: 100dvh; --x: red }",
    "@supports (display: grid) { .a { display: grid; inset: 0 } }",
    "@-webkit-keyframes x { from { opacity: 0 } to { opacity: 1 } } .a { -webkit-animation: x 1s; animation: x 1s }",
    "@media screen and (min-width: 600px) and (orientation: portrait) { .a { color: red } }",
    "@font-face { font-family: Sy; src: url(../fonts/x.woff) format('woff'); font-weight: 400 } .a { font: 44px/1.4 Sy, serif }",
    ".a { -webkit-writing-mode: vertical-rl; writing-mode: vertical-rl; -webkit-user-select: none; user-select: none }",
]


@pytest.fixture(scope="module")
def told() -> dict[str, list[str]]:
    """One sheet holds them all, a rule a line: the program takes a second to start."""
    lines = [*GOOD, *BAD]
    found = unknown_to_2015("\n".join(lines))
    return {line: [it.partition(": ")[2] for it in found if it.startswith(f"{number}: ")] for number, line in enumerate(lines, 1)}


@pytest.mark.parametrize("css", BAD)
def test_what_came_later_is_found(told, css):
    assert any(BAD[css] in line for line in told[css]), told[css]


@pytest.mark.parametrize("css", GOOD)
def test_what_is_known_or_has_an_older_form_beside_it_is_not(told, css):
    assert told[css] == []


def test_fallback_that_comes_after_is_none():
    """The old engine would take it, and the new one too."""
    assert unknown_to_2015(".a { color: var(--x); color: red }") == ["1: color: var() came with Chrome 49"]


def test_fallback_that_is_unknown_itself_is_none():
    assert len(unknown_to_2015(".a { display: grid; display: inline-grid }")) == 2


def test_names_and_syntax_of_later_engines_are_found_in_a_script():
    told = look_at_script("(function () { navigator.wakeLock.request(); [1].includes(1); var x = new URLSearchParams(); if (x) { function y() {} } })();")
    assert told["syntax"] is None and set(told["names"]) >= {"wakeLock", "includes", "URLSearchParams"} and told["blocks"] == [1]
    assert look_at_script("() => 1")["syntax"] and look_at_script("let x = 1")["syntax"]
    assert look_at_script("(function () { function a() {} function a() {} var b; })();")["declared"] == ["a", "a", "b"]

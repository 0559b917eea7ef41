"""Slides laid out by a browser: what leaves its place, and what lies on something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shuangyong.carriers.screens.playable import Playable

_EMPTY = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
_PAGE = """<!doctype html><html lang="zh-Hans" class="sy-screen sy-screen--{kind}"><meta charset="utf-8"><title>量一量</title>
<link rel="stylesheet" href="screen.css"><body><div id="stage"><div class="sy-layer is-shown" id="layer"></div>
<p id="code" class="sy-code">{code}</p></div></body></html>"""

# Text is measured by the em boxes of its characters: the ascent of a Chinese typeface is white.
_MEASURE = """([slides, empty]) => slides.map((html) => {
  const layer = document.getElementById("layer"), stage = document.getElementById("stage").getBoundingClientRect(), near = 1.5;
  layer.innerHTML = html;
  layer.querySelectorAll("img").forEach((image) => { image.src = empty; });
  const boxes = [...layer.querySelectorAll(".sy-line, .sy-heading, .sy-page, .sy-qr, img"), document.getElementById("code")].map((element) => {
    let box = element.getBoundingClientRect();
    if (!element.matches(".sy-qr, img")) {
      const range = document.createRange(), size = parseFloat(getComputedStyle(element).fontSize);
      range.selectNodeContents(element);
      const lines = [...range.getClientRects()].map((line) => ({ left: line.left, right: line.right, middle: (line.top + line.bottom) / 2 }));
      box = {
        left: Math.min(...lines.map((line) => line.left)), right: Math.max(...lines.map((line) => line.right)),
        top: Math.min(...lines.map((line) => line.middle)) - size / 2, bottom: Math.max(...lines.map((line) => line.middle)) + size / 2,
      };
    }
    return { element, said: (element.textContent || element.className || element.id).slice(0, 30), box };
  }).filter(({ box }) => box.right > box.left);
  const found = [];
  for (const { element, said, box } of boxes) {
    if (box.left < stage.left - near || box.right > stage.right + near || box.top < stage.top - near || box.bottom > stage.bottom + near)
      found.push(`${said}: leaves the screen`);
    const place = element.closest(".sy-column, .sy-panel, .sy-cell, .sy-slide--text, .sy-slide--figures, .sy-standby");
    if (!place) continue;
    const style = getComputedStyle(place), outer = place.getBoundingClientRect();
    const by = [outer.left + parseFloat(style.paddingLeft) - box.left, box.right - outer.right + parseFloat(style.paddingRight),
      outer.top + parseFloat(style.paddingTop) - box.top, box.bottom - outer.bottom + parseFloat(style.paddingBottom)];
    const isPlaced = element.matches(".sy-line, .sy-heading") && !element.closest(".sy-foot");
    if (isPlaced && Math.max(...by) > near) found.push(`${said}: leaves its ${place.className.split(" ").pop()} by ${Math.round(Math.max(...by))}`);
  }
  boxes.forEach((one, number) => boxes.slice(number + 1).forEach((other) => {
    const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
    const isInside = one.element.contains(other.element) || other.element.contains(one.element);
    if (across > near && down > near && !isInside) found.push(`${one.said} lies on ${other.said}`);
  }));
  return found;
})"""


@contextmanager
def opened(chromium, made: Playable, folder: Path) -> Iterator[Any]:
    """A page of the screen's size with its stylesheet and its fonts, in which slides can be measured."""
    for output in made.outputs:
        if output.body is not None:
            (folder / output.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / output.path).write_bytes(output.body)
    file = folder / "screens" / made.screen.id / "measured.html"
    file.write_text(_PAGE.format(kind=made.layout.kind, code=made.programme["code"]), encoding="utf-8")
    page = chromium.new_page(viewport={"width": made.layout.width, "height": made.layout.height})
    try:
        page.goto(file.as_uri())
        loaded = page.evaluate("Promise.all(['20px sy-sans', '700 20px sy-serif'].map((font) => document.fonts.load(font, '双')))")
        assert all(loaded), "the fonts of the screen are those it is measured with"
        yield page
    finally:
        page.close()


def faults(page: Any, slides: Mapping[str, str]) -> list[str]:
    """What of the HTML of each slide leaves the screen or its own place, and what lies on something else."""
    found = page.evaluate(_MEASURE, [list(slides.values()), _EMPTY])
    return [f"{id}: {fault}" for id, faults in zip(slides, found, strict=True) for fault in faults]

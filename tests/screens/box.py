"""A box that plays: one browser profile, one page, a clock that can be wrong, and whatever it complains of."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image

from .folder import HEIGHT, NOON, WIDTH

CLOCK = """(() => {
  const Real = Date;
  let shift = %d;
  function Shifted(...given) {
    if (!new.target) return new Real(Real.now() + shift).toString();
    return given.length ? new Real(...given) : new Real(Real.now() + shift);
  }
  Shifted.prototype = Real.prototype;
  Object.assign(Shifted, { now: () => Real.now() + shift, parse: Real.parse, UTC: Real.UTC });
  window.Date = Shifted;
  window.jumpClock = (seconds) => { shift += seconds * 1000; };
})()"""
"""The box's own clock. Running time stays what it is, as it does when a real clock is set."""
NO_WORKER = "delete Navigator.prototype.serviceWorker"
PATIENCE = 30_000


class Box:
    """What stands in front of the wall."""

    def __init__(self, context, page):
        self.context, self.page = context, page
        self.complaints: list[str] = []

    def open(self, url: str, query: str = "") -> Box:
        self.page.goto(url + query, wait_until="domcontentloaded")
        return self

    def report(self) -> dict[str, Any]:
        return self.page.evaluate("syScreen.report()")

    def wait(self, expression: str, argument: Any = None) -> None:
        """Until an expression over ``it``, the report, holds."""
        self.page.wait_for_function(f"(given) => {{ const it = window.syScreen && syScreen.report(); return it && ({expression}); }}", arg=argument)

    def shown(self, turns: int) -> list[str]:
        """The ids of so many slides, in the order in which they are shown from now on."""
        return self.page.evaluate(
            """([count, patience]) => new Promise((done, fail) => {
                setTimeout(() => fail(new Error(`seen only ${seen}`)), patience);
                const seen = [];
                let last = syScreen.report().turns;
                const timer = setInterval(() => {
                    const it = syScreen.report();
                    if (it.turns === last) return;
                    if (it.turns > last + 1) seen.push("missed");
                    last = it.turns;
                    seen.push(it.slide);
                    if (seen.length >= count) { clearInterval(timer); done(seen); }
                }, 2);
            })""",
            [turns, PATIENCE],
        )

    def until(self, expression: str) -> None:
        """Until an expression of JavaScript holds: as a function, since the policy of the page forbids to evaluate texts."""
        self.page.wait_for_function(f"() => {expression}")

    def sees(self, condition: Callable[[], Any]) -> None:
        """Until something holds that the page itself cannot be asked in the usual way, or that the server knows."""
        end = time.monotonic() + PATIENCE / 1000
        while not condition():
            assert time.monotonic() < end, "it never came"
            self.page.wait_for_timeout(50)

    def plainly(self, expression: str) -> Any:
        """What an expression gives, in an engine that lacks what Playwright itself needs."""
        session = self.context.new_cdp_session(self.page)
        told = session.send("Runtime.evaluate", {"expression": f"JSON.stringify({expression})", "returnByValue": True})
        session.detach()
        return json.loads(told["result"]["value"])

    def jump(self, seconds: float) -> None:
        """The clock of the box is set."""
        self.page.evaluate("seconds => jumpClock(seconds)", seconds)

    def asks_again(self) -> None:
        """As where the network has come back: the server is asked at once."""
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def has_class(self, name: str) -> bool:
        return self.page.evaluate("name => document.documentElement.classList.contains(name)", name)

    def corners(self) -> list[tuple[int, int, int]]:
        """The colours near the four corners of what is on the glass."""
        image = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        width, height = image.size
        return [image.getpixel((x, y)) for x in (8, width - 9) for y in (8, height - 9)]


@contextmanager
def box(
    chromium,
    *,
    at: float = NOON,
    zone: str = "Asia/Shanghai",
    scripts: tuple[str, ...] = (),
    expect: tuple[str, ...] = (),
    width: int = WIDTH,
    height: int = HEIGHT,
    **context_options: Any,
) -> Iterator[Box]:
    """A box whose clock says `at` when it is switched on; complaints that `expect` does not name fail the block at its end."""
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        timezone_id=zone,
        locale="zh-CN",
        permissions=["screen-wake-lock"],  # A browser with a window gives it unasked.
        **context_options,
    )
    context.add_init_script(CLOCK % round((at - time.time()) * 1000))
    for script in scripts:
        context.add_init_script(script)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    made = Box(context, page)
    page.on("console", lambda message: made.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: made.complaints.append(f"exception: {error}"))
    try:
        yield made
    finally:
        context.close()
    unexpected = [complaint for complaint in made.complaints if not any(word in complaint for word in expect)]
    assert not unexpected, unexpected

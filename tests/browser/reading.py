"""A reader's browser, and what must hold on whatever page it shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from conftest import EPOCH

BUILT_AT = dt.datetime.fromtimestamp(int(EPOCH), dt.UTC)
WIDTHS = (1440, 768, 360)
NOWHERE = {"server": "http://127.0.0.1:9", "bypass": "127.0.0.1"}
"""A proxy that is not there: nothing gets out, and the browser keeps its cache, which `route` would switch off."""


@contextmanager
def reader(
    browser,
    address: str,
    *,
    width: int = 1280,
    height: int = 800,
    script: bool = True,
    at: dt.datetime = BUILT_AT,
    zone: str = "Asia/Shanghai",
    expect: tuple[str, ...] = (),
) -> Iterator:
    """A page whose complaints fail the block at its end.

    A complaint is a console error, an uncaught exception, or a request to an origin other
    than that of `address`, which is never let out; `expect` holds words of complaints that
    belong to the test. The browser's clock starts at `at`.
    """
    complaints: list[str] = []
    home = _origin(address)
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=script,
        locale="zh-CN",
        timezone_id=zone,
        proxy=NOWHERE,
    )

    def note(request) -> None:
        if _origin(request.url) not in (home, None):
            complaints.append(f"asked another origin: {request.url}")

    context.on("request", note)
    if script:
        context.clock.install(time=at)  # It goes on from there: Material's timers never fire on a clock that stands.
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.on("console", lambda message: complaints.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(f"exception: {error}"))
    try:
        yield page
    finally:
        context.close()
    unexpected = [complaint for complaint in complaints if not any(word in complaint for word in expect)]
    assert not unexpected, unexpected


def _origin(url: str) -> str | None:
    """Scheme, host and port; None for what needs no request, such as ``data:``."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https", "ws", "wss") else None


def faults(page) -> list[str]:
    """What is wrong with the page as it stands: headings, language, title, width."""
    seen = page.evaluate(
        """() => ({
            lang: document.documentElement.lang,
            title: document.title,
            levels: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((h) => Number(h.tagName[1])),
            empty: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((h) => !h.textContent.trim()).length,
            excess: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        })"""
    )
    levels = seen["levels"]
    found = []
    if levels.count(1) != 1:
        found.append(f"{levels.count(1)} headings of the first level")
    if levels[:1] != [1] or any(deeper > level + 1 for level, deeper in zip(levels, levels[1:], strict=False)):
        found.append(f"heading levels out of order: {levels}")
    if seen["empty"]:
        found.append("an empty heading")
    if not seen["lang"].startswith("zh"):
        found.append(f"language “{seen['lang']}”")
    if not seen["title"].strip():
        found.append("no title")
    if seen["excess"] > 0:
        found.append(f"scrolls sideways by {seen['excess']} px")
    return [f"{page.url}: {fault}" for fault in found]


def is_after_header(page) -> bool:
    """Whether the focus stands behind the header."""
    return page.evaluate(
        """() => Boolean(document.querySelector("header.sy-header")
            .compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"""
    )

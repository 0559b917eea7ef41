"""Chromium in front of a carried folder: shows one slide after another, exactly as large as the screen.

The only module that knows Playwright. It drives whatever Chromium, Chrome or Edge the computer has.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import time
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from ...problems import listed

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
    "microsoft-edge", "chrome", "msedge",
)  # fmt: skip
"""The quickest first: the shell is the same engine without windows."""
WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Chromium\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
"""Where Windows has them, below one of its folders of programs; none of them is on its PATH."""
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb", "--font-render-hinting=none",
    "--autoplay-policy=no-user-gesture-required",
)  # fmt: skip
"""The same picture on every computer, and not a request to anywhere."""
PATIENCE = 30.0
"""Seconds a slide may take until its fonts and pictures are there."""
GRACE = 3.0
"""Seconds after which a slide is given up of which a file could not be opened."""


class CannotOpen(Exception):
    """What keeps a browser from showing the screen, as one sentence or two for the editor."""


def find_chromium() -> str | None:
    """The program itself: what ``CHROMIUM`` names, else what is on the PATH or where Windows keeps it."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    homes = [os.environ[name] for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA") if os.environ.get(name)]
    kept = (Path(home, name) for name in WINDOWS for home in homes)
    return next(filter(None, map(shutil.which, NAMES)), None) or next((str(place) for place in kept if place.is_file()), None)


def lacks() -> str | None:
    """What must be installed before a browser can be opened; None where nothing is missing."""
    if importlib.util.find_spec("playwright") is None:
        return "操纵浏览器要用 Playwright，还没有装。请运行 pip install 'shuangyong[screens]'。"
    if find_chromium() is None:
        named = os.environ.get("CHROMIUM")
        said = f"环境变量 CHROMIUM 写的是 {named}，那里没有这个程序。" if named else "没有找到浏览器 Chromium。"
        return f"{said}Debian 请运行 sudo apt install chromium；Windows 有 Edge 或 Chrome 就行，找不到时用环境变量 CHROMIUM 写明它在哪里。"
    return None


class Window:
    """A window of exactly a screen's size, on one carried folder. Nothing in it reaches any network."""

    def __init__(self, page: Page, start: Path):
        self.page = page
        self.start = start
        self.failed: list[str] = []
        """The addresses that the shown slide could not load."""
        self.errors: list[str] = []
        """What its scripts complained of."""
        page.on("requestfailed", lambda request: self.failed.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def show(self, slide: str) -> None:
        """The slide of this id, still and complete. Raises ``CannotOpen`` where it never comes to that."""
        from playwright.sync_api import Error

        self.failed.clear()
        self.errors.clear()
        try:
            self.page.goto(f"{self.start.as_uri()}?slide={slide}", timeout=PATIENCE * 1000)
            complete = self._waited(slide)
        except Error as error:
            self.errors.append(str(error).splitlines()[0])
            complete = False
        if not complete:
            lost = [unquote(address.rpartition("/")[2]) for address in self.failed]
            why = f"打不开 {listed(lost, 3)}" if lost else self.errors[0] if self.errors else f"等了 {PATIENCE:.0f} 秒"
            raise CannotOpen(f"画面 {slide} 没有显示完整（{why}）。")

    def _waited(self, slide: str) -> bool:
        """Whether the slide came; what lies on this computer and failed once fails for good."""
        from playwright.sync_api import TimeoutError as TooLate

        begun = time.monotonic()
        while True:
            with suppress(TooLate):
                ready = "id => document.documentElement.dataset.ready === id"
                self.page.wait_for_function(ready, arg=slide, timeout=min(PATIENCE, GRACE) * 1000)
                return True
            if self.failed or time.monotonic() - begun >= PATIENCE:
                return False

    def photograph(self, png: Path) -> None:
        """The shown slide, pixel for pixel."""
        self.page.screenshot(path=png, animations="disabled", caret="hide")

    def luminance(self, clip: Mapping[str, float]) -> tuple[bytes, int, int]:
        """How bright each pixel of a part of the shown slide is, from 0 to 255, row by row; with its width and height."""
        png = b64encode(self.page.screenshot(clip=dict(clip), animations="disabled")).decode()
        found = self.page.evaluate(_LUMINANCE, png)
        return b64decode(found["pixels"]), found["width"], found["height"]

    def measure(self, script: str, argument: Any = None) -> Any:
        """What a function of JavaScript finds in the shown slide."""
        return self.page.evaluate(script, argument)


_LUMINANCE = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (char) => char.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = document.createElement("canvas");
  const [width, height] = [(canvas.width = image.width), (canvas.height = image.height)];
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let pixels = "";
  for (let at = 0; at < data.length; at += 4) {
    pixels += String.fromCharCode(Math.round(0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]));
  }
  return { pixels: btoa(pixels), width, height };
}"""
"""A browser unpacks PNG anyway: Pillow is for photos and drawing."""


@contextmanager
def opened(folder: Path, screen: str, width: int, height: int) -> Iterator[Window]:
    """A window on the screen of this id in a carried folder. Raises ``CannotOpen``."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        except Error as error:
            raise CannotOpen(f"浏览器 {find_chromium()} 打不开（{_reason(str(error))}）。") from None
        try:
            context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=1, offline=True)
            yield Window(context.new_page(), folder / "screens" / screen / "index.html")
        finally:
            browser.close()


def _reason(error: str) -> str:
    """The first line of an error that says something."""
    return next((line.strip() for line in error.splitlines() if line.strip() and "launch" not in line), error.splitlines()[0])

"""Months in minutes: a box through thousands of changes, and what it has heaped up meanwhile; the frames of its fades on a slow processor.

The same for the tests, with few changes, and for a benchmark, with ten thousand.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from .box import NO_WORKER, Box, box
from .folder import COLOURS, clip, programme, slide, write
from .host import hosting

COUNTED = """(() => {
  const live = { timers: new Set(), frames: new Set() };
  const wrap = (set, clear, kind, once) => {
    const [ownSet, ownClear] = [window[set], window[clear]];
    window[set] = (work, ...rest) => {
      const id = ownSet((...given) => { if (once) live[kind].delete(id); work(...given); }, ...rest);
      live[kind].add(id);
      return id;
    };
    window[clear] = (id) => { live[kind].delete(id); ownClear(id); };
  };
  wrap("setTimeout", "clearTimeout", "timers", true);
  wrap("setInterval", "clearInterval", "timers", false);
  wrap("requestAnimationFrame", "cancelAnimationFrame", "frames", true);
  window.liveTimers = () => live.timers.size + live.frames.size;
})()"""
"""How many timers are set and neither over nor stopped."""
NUMBERS_WRITTEN = "for (let n = 0; n < 40000; n += 1) String(n)"
"""V8 keeps the last numbers that were written out, in a table that it enlarges once, to 64 KB, at some time in the first hour of any page.

Its number-to-string cache. Enlarged beforehand, it is not taken for something that the page has heaped up.
"""
GAPS = """(() => {
  const own = requestAnimationFrame;
  const gaps = window.fadeGaps = [];
  let last = 0;
  let wasFading = false;
  own(function look(now) {
    const shown = [...document.querySelectorAll(".sy-layer.is-shown")];
    const isFading = shown.length === 2 && Number(getComputedStyle(shown[1]).opacity) < 1;
    if (isFading && wasFading) gaps.push(now - last);
    wasFading = isFading;
    last = now;
    own(look);
  });
})()"""
"""Milliseconds between two frames, while one slide becomes the next."""


MARKS = """addEventListener("DOMContentLoaded", () => {
  let isFading = false;
  new MutationObserver(() => {
    const shown = document.querySelectorAll(".sy-layer.is-shown").length;
    if (shown === 2 && !isFading) performance.mark("fade-begin");
    if (shown < 2 && isFading) performance.mark("fade-end");
    isFading = shown === 2;
  }).observe(document.getElementById("layers"), { subtree: true, childList: true, attributes: true });
});"""
PAINTING = ("RasterTask", "SoftwareImageDecodeTaskImpl::RunOnWorkerThread", "ImageDecodeTaskImpl::RunOnWorkerThread")
"""What the trace calls a tile that is painted, and a picture that is decoded, without and with a graphics card."""
DECODING = PAINTING[1:]


@dataclass(frozen=True)
class Heap:
    """What a page holds after the rubbish was thrown away."""

    turns: int
    data: int
    """Bytes of the page's own objects, texts, arrays and functions."""
    heap: int
    """Bytes of all that the engine keeps for its scripts: its own translations too, which grow for some minutes."""
    nodes: int
    listeners: int
    timers: int


def measure(it: Box) -> Heap:
    """At a moment at which nothing is on the way: the first slide is seen, the second is ready."""
    session = it.context.new_cdp_session(it.page)
    session.send("Performance.enable")
    it.page.keyboard.press("b")
    it.wait("it.held")
    while it.report()["slide"] != "red":
        it.page.keyboard.press("ArrowRight")
        it.page.wait_for_timeout(50)
    it.until("document.querySelectorAll('.sy-layer').length === 2 && document.querySelectorAll('.sy-layer.is-shown').length === 1")
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    metrics = {it["name"]: int(it["value"]) for it in session.send("Performance.getMetrics")["metrics"]}
    timers = it.page.evaluate("liveTimers()")
    found = Heap(it.report()["turns"], _data(session), metrics["JSHeapUsedSize"], metrics["Nodes"], metrics["JSEventListeners"], timers)
    it.page.keyboard.press("b")
    session.detach()
    return found


def _data(session) -> int:
    chunks: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda event: chunks.append(event["chunk"]))
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    snapshot = json.loads("".join(chunks))
    fields = snapshot["snapshot"]["meta"]["node_fields"]
    kinds = snapshot["snapshot"]["meta"]["node_types"][0]
    values, step, size = snapshot["nodes"], len(fields), fields.index("self_size")
    own = {kinds.index(kind) for kind in ("object", "closure", "array", "string", "concatenated string", "sliced string", "regexp", "number")}
    return sum(values[at + size] for at in range(0, len(values), step) if values[at] in own)


def soak(chromium, folder: Path, changes: int, *, warm: int = 100, speed: int = 1000) -> tuple[Heap, Heap]:
    """What the page held after the first `warm` changes, and after `changes`: pictures, words, a video, and a picture that is never there."""
    missing = slide("missing", pictures=[{"jpeg": "../../photos/album/missing.jpeg"}], html='<div class="sy-slide"><img data-picture="0"></div>')
    write(folder, programme(*(slide(name, name) for name in COLOURS), slide("words"), clip("clip"), missing))
    with hosting(folder) as host, box(chromium, scripts=(NO_WORKER, NUMBERS_WRITTEN, COUNTED), expect=("Failed to load",)) as it:
        it.page.set_default_timeout(3_600_000)
        it.open(f"{host.url}screens/hall/", f"?speed={speed}")
        it.wait(f"it.turns >= {warm}")
        first = measure(it)
        it.wait(f"it.turns >= {changes}")
        return first, measure(it)


# --- Fades -------------------------------------------------------------------------------------

SIZE = (1920, 1080)


def photo(number: int, format: str) -> bytes:
    """As hard to decode as a photograph: shapes of many sizes, and grain."""
    image = Image.effect_noise(SIZE, 60).convert("RGB").filter(ImageFilter.GaussianBlur(1))
    draw = ImageDraw.Draw(image, "RGBA")
    for n in range(400):
        x, y, r = (n * 733 + number * 97) % SIZE[0], (n * 397 + number * 31) % SIZE[1], 20 + n * 7 % 160
        draw.ellipse((x - r, y - r, x + r, y + r), fill=((n * 53) % 256, (n * 91 + number * 40) % 256, (n * 29) % 256, 120))
    file = io.BytesIO()
    image.save(file, format, quality=70, **({"speed": 9} if format == "AVIF" else {}))
    return file.getvalue()


def _hang_photos(folder: Path, format: str) -> None:
    slides = [
        slide(f"p{n}", seconds=4, pictures=[{format: f"p{n}.{format}", "jpeg": f"p{n}.jpeg"}], html='<div class="sy-slide"><img data-picture="0"></div>')
        for n in range(4)
    ]
    own = write(folder, programme(*slides, width=SIZE[0], height=SIZE[1]))
    for n in range(4):
        for name in (format, "jpeg"):
            (own / f"p{n}.{name}").write_bytes(photo(n, name.upper()))


def fade_gaps(chromium, folder: Path, *, slowed: int = 6, fades: int = 8, format: str = "avif") -> list[float]:
    """Milliseconds between the frames of so many fades of full-size photographs, with the processor slowed down so many times.

    They mean something only where nothing else runs on the machine.
    """
    _hang_photos(folder, format)
    with hosting(folder) as host, box(chromium, scripts=(NO_WORKER, GAPS), width=SIZE[0], height=SIZE[1]) as it:
        it.context.new_cdp_session(it.page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        it.open(f"{host.url}screens/hall/")
        it.page.wait_for_timeout(4000 * (fades + 1))  # Asking in between would itself cost frames.
        return it.page.evaluate("fadeGaps")


@dataclass(frozen=True)
class FadeWork:
    """What a browser did in its fades, by its own trace: milliseconds of processor time, to be compared with one another.

    They depend on the processor, and on what shares its core.
    """

    fades: int
    decoded: int
    """Pictures decoded,"""
    painted: int
    """those and tiles painted, before and between the fades,"""
    painted_in_fades: int
    """and both in them."""
    painting_ms: float
    """The longest of those tasks,"""
    script_ms: float
    """the longest of the page's own thread in a fade,"""
    compositor_ms: float
    """and the longest there of the threads that put layers together, without a graphics card."""


def fade_work(chromium, folder: Path, *, fades: int = 3, format: str = "avif") -> FadeWork:
    _hang_photos(folder, format)
    with hosting(folder) as host, box(chromium, scripts=(NO_WORKER, MARKS), width=SIZE[0], height=SIZE[1]) as it:
        chromium.start_tracing(page=it.page, categories=["toplevel", "devtools.timeline", "blink.user_timing", "cc"])
        try:
            it.open(f"{host.url}screens/hall/", "?speed=2")
            it.page.wait_for_function("(count) => performance.getEntriesByName('fade-end').length >= count", arg=fades)
        finally:
            trace = json.loads(chromium.stop_tracing())["traceEvents"]
    return _work_in(trace)


def _work_in(trace: list[dict]) -> FadeWork:
    names = {(it["pid"], it["tid"]): it["args"]["name"] for it in trace if it.get("name") == "thread_name"}
    marks = sorted((it["ts"], it["name"], it["pid"], it["tid"]) for it in trace if it["name"] in ("fade-begin", "fade-end") and "user_timing" in it["cat"])
    spans = [(begin[0], end[0]) for begin, end in zip(marks, marks[1:], strict=False) if begin[1] == "fade-begin"]
    own = marks[0][2:]
    in_fade = [it for it in trace if it.get("ph") == "X" and any(it["ts"] + it.get("dur", 0) > begin and it["ts"] < end for begin, end in spans)]
    painting = [it for it in trace if it["name"] in PAINTING]

    def longest(tasks: list[dict]) -> float:
        return max((it["tdur"] / 1000 for it in tasks if "tdur" in it), default=0)

    return FadeWork(
        len(spans),
        len([it for it in painting if it["name"] in DECODING]),
        len(painting),
        len([it for it in painting if it in in_fade]),
        longest(painting),
        longest([it for it in in_fade if (it["pid"], it["tid"]) == own]),
        longest([it for it in in_fade if "Compositor" in names.get((it["pid"], it["tid"]), "")]),
    )

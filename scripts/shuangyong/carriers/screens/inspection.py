"""What is wrong with a screen as it really shows: every slide opened in a browser, measured, judged.

The page measures itself (``measure.js``); what of it is a mistake is decided here.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from ...drawing.qr import as_uri
from ...problems import Problem, Severity, listed
from .browser import CannotOpen, Window
from .dwell import TOO_FAST, length_of, seconds_for

if TYPE_CHECKING:
    from .layouts import Layout
    from .playable import Playable
    from .slides import Slide

LEAST_CONTRAST, GOOD_CONTRAST = 4.5, 7.0
"""WCAG 2.2, 1.4.3 and 1.4.6. A hall is bright, and its screens are old."""
MOST_SECONDS = 90
LEAST_MODULE = 3
"""Device pixels: a telephone's camera sees a wall of lamps coarser than that."""
MOST_ENLARGED = 1.25
MOST_DISTORTED = 0.02
"""How much wider or higher a picture may be than it is."""

STATES: dict[str, list[str]] = {"": [], "庄重的日子": ["is-sober"], "灰色显示时": ["is-grey"]}
"""What a screen looks like besides: its contrast must hold there too."""
_SLIDE, _STANDBY = "#layers .sy-layer.is-shown, #code", "#standby"
_IGNORABLE = re.compile(r"[\s\u0000-\u001f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")


@dataclass(frozen=True)
class _Place:
    """Where the problems of one slide belong."""

    made: Playable
    slide: Slide | None = None

    def problem(self, rule: str, what: str, fix: str, severity: Severity = "error", key: str = "") -> Problem:
        screen = self.made.screen
        at = ("programme", self.slide.item, *([key] if key else [])) if self.slide else ("title",)
        named = f"第 {self.slide.id} 屏：" if self.slide else "待机画面："
        return Problem(screen.path, screen.line(*at), rule, named + what, fix, severity)


def inspect(made: Playable, folder: Path, window: Window, seen: Callable[[Slide], object] = lambda slide: None) -> list[Problem]:
    """Everything found wrong with a screen that is laid out in `folder` and open in `window`."""
    fonts = _Fonts(folder / "screens" / made.screen.id / "screen.css")
    found: list[Problem] = []
    for position, slide in enumerate(made.slides):
        place = _Place(made, slide)
        found += _dwell(place, slide)
        try:
            window.show(slide.id)
        except CannotOpen as error:
            found.append(place.problem("screen-broken", str(error), "请在网站里打开这块屏看一看；照片和视频要能打开。"))
        else:
            found += _shown(place, window, folder, fonts, _SLIDE)
            if position == 0:
                found += _shown(_Place(made), window, folder, fonts, _STANDBY)
        seen(slide)
    superseded = {problem.line for problem in found if problem.rule in ("screen-glyph", "screen-seconds")}
    return sorted({*found, *(problem for problem in made.problems if problem.line not in superseded)})


def _dwell(place: _Place, slide: Slide) -> Iterator[Problem]:
    if slide.frame.video:
        return
    count = length_of(slide.text)
    if count / slide.seconds > TOO_FAST:
        what = f"停留 {slide.seconds} 秒太短：有 {count} 个字，来不及看。"
        yield place.problem("screen-seconds", what, f"请写 {seconds_for(slide.text)} 秒以上，或去掉 seconds。", "warning", "seconds")
    elif slide.seconds > MOST_SECONDS:
        what = f"停留 {slide.seconds} 秒太长：路过的人会以为屏坏了。"
        yield place.problem("screen-seconds", what, f"请写到 {MOST_SECONDS} 秒以内，或去掉 seconds。", "warning", "seconds")


def _shown(place: _Place, window: Window, folder: Path, fonts: _Fonts, root: str) -> Iterator[Problem]:
    """What is wrong with the part of the page at `root`."""
    data = window.measure(MEASURE, {"root": root, "states": STATES})
    yield from _geometry(place, data, is_covered=root == _STANDBY)
    yield from _contrast(place, data)
    yield from _sizes(place, data["sizes"], place.made.layout)
    yield from _glyphs(place, data, fonts)
    yield from _pictures(place, data["pictures"], folder)
    yield from _codes(place, data["codes"], window if root == _SLIDE else None)


MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")


# --- Where things are --------------------------------------------------------------------------


def _geometry(place: _Place, data: Mapping[str, Any], *, is_covered: bool) -> Iterator[Problem]:
    shorter = "请把原稿里的这句话写短，或者这一项改放摘要（text: 摘要）。"
    if out := sorted(data["overflow"], key=lambda item: -item["by"]):
        where = "超出了屏幕" if out[0]["of"] == "stage" else "超出了放它的地方"
        what = f"“{_short(out[0]['said'])}”{where} {out[0]['by']:.0f} 像素{_more(out)}。"
        yield place.problem("screen-overflow", what, shorter)
    if over := data["overlap"]:
        what = f"“{_short(over[0]['said'])}”和“{_short(over[0]['over'])}”叠在一起{_more(over)}。"
        yield place.problem("screen-overlap", what, shorter)
    painted = zip(data["said"], data["paints"][""], strict=True)
    if hidden := [said for said, paint in painted if paint["covering"] and not is_covered]:
        yield place.problem("screen-overlap", f"“{_short(hidden[0])}”被别的东西遮住了{_more(hidden)}。", shorter)


def _more(found: Sequence[Any]) -> str:
    """That a slide has the same mistake in other places too: one line for all of them is enough."""
    return f"，这一屏还有 {len(found) - 1} 处" if len(found) > 1 else ""


def _short(text: str, most: int = 16) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


# --- Contrast ----------------------------------------------------------------------------------


def _contrast(place: _Place, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Of each slide the text that is hardest to read, in the worst of all states."""
    found, pictured = [], []
    for number, said in enumerate(data["said"]):
        paints = {state: data["paints"][state][number] for state in STATES}
        if any(paint["picture"] for paint in paints.values()):
            pictured.append(said)
        ratio, state = min((contrast_of(paint), state) for state, paint in paints.items())
        if ratio < GOOD_CONTRAST:
            found.append((ratio, state, said))
    if pictured:
        what = f"“{_short(pictured[0])}”压在照片上，看不清楚{_more(pictured)}。"
        yield place.problem("screen-contrast", what, "请把字移开，或在字下面衬上底色。")
    elif found:
        ratio, state, said = min(found)
        when = f"{state}，" if state else ""
        what = f"{when}“{_short(said)}”和底色的对比度只有 {ratio:.1f}{_more(found)}。"
        fix = f"请把字改深或改浅，对比度到 {GOOD_CONTRAST:.0f} 以上。"
        yield place.problem("screen-contrast", what, fix, "error" if ratio < LEAST_CONTRAST else "warning")


def contrast_of(paint: Mapping[str, Any]) -> float:
    """The lowest contrast (WCAG 2.2) between a text and any ground that may be behind a part of it."""
    ratios = []
    for layers in paint["behind"]:
        for colours in product(*layers):
            ground = (255.0, 255.0, 255.0)
            for colour in reversed(colours):
                ground = _over(colour, ground)
            ink = _over(paint["ink"], ground)
            pair = (_greyed(ink), _greyed(ground)) if paint["grey"] else (ink, ground)
            light, dark = sorted(map(_luminance, pair), reverse=True)
            ratios.append((light + 0.05) / (dark + 0.05))
    return min(ratios, default=21.0)


def _over(colour: Iterable[float], ground: tuple[float, ...]) -> tuple[float, ...]:
    *parts, alpha = colour
    return tuple(part * alpha + under * (1 - alpha) for part, under in zip(parts, ground, strict=True))


def _greyed(colour: tuple[float, ...]) -> tuple[float, ...]:
    """As the CSS filter ``grayscale(1)`` makes it: weighed as the values are written, without a thought of gamma."""
    red, green, blue = colour
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue,) * 3


def _luminance(colour: tuple[float, ...]) -> float:
    parts = (part / 255 for part in colour)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# --- Type --------------------------------------------------------------------------------------


def _sizes(place: _Place, sizes: Iterable[Mapping[str, Any]], layout: Layout) -> Iterator[Problem]:
    least = {"text": layout.body, "label": layout.label, "code": layout.code, "": layout.code}
    if small := sorted((item for item in sizes if item["size"] < least[item["role"]] - 0.5), key=lambda item: item["size"]):
        item = small[0]
        what = f"“{_short(item['said'])}”的字高 {item['size']:.0f} 像素，这块屏上最小要 {least[item['role']]} 像素{_more(small)}。"
        yield place.problem("screen-small", what, "请把字放大，或少放一些。")


@dataclass(frozen=True)
class _Fonts:
    """The font files of a screen, by the family that its stylesheet gives them."""

    stylesheet: Path

    def missing(self, family: str, text: str) -> str:
        """The characters of `text` that the family's own file lacks, each once, as they come."""
        characters = _characters_of(self._files()[family]) if family in self._files() else frozenset()
        return "".join(char for char in dict.fromkeys(_IGNORABLE.sub("", text)) if char not in characters)

    def _files(self) -> dict[str, Path]:
        return _font_files(self.stylesheet)


@cache
def _font_files(stylesheet: Path) -> dict[str, Path]:
    found = {}
    for rule in re.findall(r"@font-face\s*\{([^}]*)\}", stylesheet.read_text(encoding="utf-8")):
        family, address = re.search(r"font-family:\s*[\"']?([^\"';]+)", rule), re.search(r"url\([\"']?([^\"')]+)", rule)
        if family and address:
            found[family[1].strip()] = (stylesheet.parent / unquote(address[1])).resolve()
    return found


@cache
def _characters_of(file: Path) -> frozenset[str]:
    from fontTools.ttLib import TTFont  # Takes its time to load.

    with TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _glyphs(place: _Place, data: Mapping[str, Any], fonts: _Fonts) -> Iterator[Problem]:
    for family, text in data["families"].items():
        if family not in data["loaded"]:
            what = f"字体 {family} 没有装载，换成了别的字体。"
            yield place.problem("screen-glyph", what, "请重新生成网站；还是这样，请告诉做系统的人。")
        elif missing := fonts.missing(family, text):
            what = f"字体里没有“{listed(missing)}”，有的屏上会显示成方块。"
            yield place.problem("screen-glyph", what, "请换一个字，或核对是不是输错了。", "error", _thing(place))


def _thing(place: _Place) -> str:
    """The key that names what the slide shows: a line of its own, on which the build complains as well."""
    return place.made.screen.meta.programme[place.slide.item].thing if place.slide else ""


# --- Pictures and codes ------------------------------------------------------------------------


def _pictures(place: _Place, pictures: Iterable[Mapping[str, Any]], folder: Path) -> Iterator[Problem]:
    for picture in pictures:
        name = _name(picture["address"], folder)
        kind = "视频" if picture["isVideo"] else "照片"
        if not picture["loaded"]:
            yield place.problem("screen-picture", f"{kind} {name} 打不开。", "请看看文件在不在、能不能打开，再运行一次。")
            continue
        if picture["out"] > 0:
            what = f"{kind} {name} 超出屏幕 {picture['out']:.0f} 像素。"
            yield place.problem("screen-overflow", what, "请改版式，或换一张照片。")
        if picture["scale"] > MOST_ENLARGED:
            what = f"{kind} {name} 放大到 {picture['scale']:.1f} 倍，会发虚。"
            yield place.problem("screen-picture", what, f"请换一{'段' if picture['isVideo'] else '张'}大一些的{kind}。", "warning")
        if picture["distorted"] > MOST_DISTORTED:
            what = f"{kind} {name} 变了形，宽高差 {picture['distorted']:.0%}。"
            yield place.problem("screen-picture", what, "请改版式，照片要按原来的宽高放。", "warning")


def _name(address: str, folder: Path) -> str:
    """A file as it is called below the folder."""
    path = unquote(urlsplit(address).path)
    return path.partition(f"{folder.name}/")[2] or path.rpartition("/")[2] or "（没有地址）"


def _codes(place: _Place, codes: Iterable[Mapping[str, Any]], window: Window | None) -> Iterator[Problem]:
    """By the size of their modules, and where there is something that reads codes, by reading them."""
    fix = "请用短一些的网址，或者这块屏上不放二维码。"
    for code in codes:
        address = code["said"].removeprefix("二维码：")
        if code["out"] > 0:
            yield place.problem("screen-overflow", f"{address} 的二维码超出屏幕 {code['out']:.0f} 像素。", "请改版式。")
        elif code["module"] < LEAST_MODULE - 0.01:
            what = f"{address} 的二维码一格只有 {code['module']:.1f} 像素，手机扫不出来。"
            yield place.problem("screen-qr", what, fix)
        elif window and can_read_codes() and _read(window, code["clip"]) != as_uri(address):
            yield place.problem("screen-qr", f"{address} 的二维码扫不出来，或者扫出来的是别的网址。", fix)


def can_read_codes() -> bool:
    """Whether there is something that reads codes as a telephone does; without it, only their size is looked at."""
    return importlib.util.find_spec("zxingcpp") is not None


def _read(window: Window, clip: Mapping[str, float]) -> str | None:
    """What the code in this part of the picture says."""
    import numpy
    import zxingcpp

    luminance, width, height = window.luminance(clip)
    found = zxingcpp.read_barcodes(numpy.frombuffer(luminance, dtype=numpy.uint8).reshape(height, width))
    return found[0].text if found else None

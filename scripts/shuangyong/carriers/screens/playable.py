"""One screen with everything it consists of. FORMAT.md describes the files."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ...drawing.setting import DASH, Place, set_title
from ...drawing.typeface import SANS, SERIF
from ...drawing.webfont import LICENCE, WebFont
from ...manuscripts.calendar import solemn_dates
from ...manuscripts.library import Manuscript, Publishable
from ...manuscripts.models import Screen
from ...photos import recipe
from ...problems import Problem
from ...site import Site
from .. import Output
from .compose import Composer, Title, unhung
from .layouts import Layout, layout_of
from .lines import PARAGRAPH, broken
from .reader import Reader, reader_of
from .sheet import COLOURS, Sheet, visible
from .slides import Setter, Slide
from .timing import hours_of, offsets, seconds, spans

FADE_MS = 900
FOLDER = "screens/"
TOLERANCE = dt.timedelta(days=730)
"""How long after its last day a clock may still be believed."""
FIRST = dt.date(2026, 1, 1)
"""Before it there was no screen of ours: for a programme of nothing that has a date. The day of the build would be a new edition daily."""
NOTICE = dt.timedelta(days=31)
"""How long before its last day an editor is told."""


@dataclass(frozen=True)
class Playable:
    """A screen ready to be published or carried by hand."""

    screen: Manuscript
    layout: Layout
    programme: dict[str, Any]
    """As FORMAT.md says, without ``files``."""
    slides: tuple[Slide, ...]
    outputs: tuple[Output, ...]
    """Everything it needs, below the site's root."""
    fonts: tuple[WebFont, ...]
    problems: tuple[Problem, ...] = ()


def playable(screen: Manuscript, publishable: Publishable, site: Site, *, carried: bool = False) -> Playable:
    """`screen` with its page, programme, stylesheet, fonts and pictures.

    `carried`: for a folder that is carried by hand, which has JPEG only, no worker and nothing to fetch.
    """
    return _Maker(screen, publishable, site, carried).made()


class _Maker:
    def __init__(self, screen: Manuscript, publishable: Publishable, site: Site, carried: bool):
        assert isinstance(screen.meta, Screen)
        self.screen, self.meta = screen, screen.meta
        self.library, self.site, self.carried = publishable, site, carried
        self.layout = layout_of(screen.meta)
        self.sheet = Sheet(site.templates)
        self.composer = Composer(self.layout, site, self.sheet, self.meta.touch)

    def made(self) -> Playable:
        setter = Setter(self.screen, self.library, self.site, self.composer)
        earliest = self._newest()
        slides = tuple(setter.slides(earliest))
        reader = reader_of(self.screen, self.library, self.site) if self.meta.touch else None
        programme = self._programme(slides, earliest, reader)
        standby = self._standby()
        fonts = self._fonts(slides, standby, reader)
        programme["fonts"] = [f"../fonts/{font.name}" for font in fonts]
        # Whatever is rendered leaves its classes with the sheet: the stylesheet comes last.
        blank = self._page(programme, standby, "")
        style = self._style(fonts, bool(reader))
        script = _script(self.sheet, "screen/player.js")
        worker = _script(self.sheet, "screen/worker.js")
        videos = [_digest(output.file)[0] for output in self._videos() if output.file and output.file.is_file()]
        parts = [blank, style, script, worker, *videos]
        edition = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
        code = f"{earliest:%m%d}-{edition[:4].upper()}"
        programme |= {"edition": edition, "code": code}
        if self.carried:
            # Only now: what is carried by hand is the same edition, and has the same code.
            programme = _light(programme)
        page = self._page(programme, standby, code)
        files = list(self._files(page, style, script, fonts, slides, reader))
        if not self.carried:
            files += self._online(programme, files, worker)
        problems = (*setter.problems, *self._dates(), *self._empty(slides, setter.problems))
        return Playable(self.screen, self.layout, programme, slides, tuple(files), fonts, problems)

    # --- The programme ---

    def _newest(self) -> dt.date:
        """The day of the newest manuscript that the programme shows: before it the screen cannot have been made."""
        things = ((e.thing, getattr(e, e.thing)) for e in self.meta.programme if e.thing in ("story", "brand", "base", "exhibition"))
        shown = [item for thing, id in things if (item := self.library.get(thing, id))]
        sources = [cited.source for e in self.meta.programme for id in e.figures if (cited := self.library.figure(id))]
        dates = [date for item in (self.screen, *shown, *sources) for date in _dates_of(item)]
        # A preview shows what comes out tomorrow: no clock is wrong for that.
        return min(max(dates), self.site.today) if dates else FIRST

    def _programme(self, slides: Iterable[Slide], earliest: dt.date, reader: Reader | None) -> dict[str, Any]:
        zone, last = self.site.zone, self.meta.valid_until + dt.timedelta(days=1)
        horizon = self.meta.valid_until + TOLERANCE
        sober = solemn_dates(self.library, earliest, (horizon - earliest).days)
        grey = self.site.mourning
        return {
            "format": 1,
            "id": self.screen.id,
            "title": self.screen.title,
            "site": self.site.name,
            "edition": "",
            "code": "",
            "width": self.layout.width,
            "height": self.layout.height,
            "pixel_mapped": self.layout.is_pixel_mapped,
            "touch": self.meta.touch,
            "fade_ms": FADE_MS,
            "zone": offsets(zone, earliest, horizon),
            "earliest": seconds(earliest, zone),
            "valid_until": seconds(last, zone),
            "latest": seconds(horizon, zone),
            "hours": hours_of(self.meta.hours),
            "sober": spans(sober, zone),
            "grey": [[seconds(grey.from_, zone), seconds(grey.until + dt.timedelta(days=1), zone)]] if grey else [],
            "slides": [slide.as_data() for slide in slides],
            "reader": reader.as_data() if reader else None,
            "fonts": [],
        }

    # --- The page ---

    def _page(self, programme: dict[str, Any], standby: dict[str, Any], code: str) -> str:
        # In a block of data nothing ends the script but this.
        data = Markup(_json(programme).replace("<", "\\u003c"))
        context = {"screen": self.screen, "site": self.site, "layout": self.layout, "standby": standby, "code": code, "data": data}
        return self.sheet.render("screen/page.html", context)

    def _standby(self) -> dict[str, Any]:
        """What is shown where there is nothing else to show: whose screen this is, and where to read on."""
        layout = self.layout
        qr = self.composer.qr("")
        width = layout.width - 2 * layout.margin - (layout.qr + 2 * layout.gap if layout.is_strip else 0)
        words = self.site.url.split("://")[-1].rstrip("/")
        lines = broken(words, SANS, width / layout.label)
        tallest = round(layout.height * 0.4)
        if qr and not layout.is_strip:
            # The name stands in the middle, the code in the corner beneath it.
            between = layout.height - 2 * (layout.qr + layout.foot + layout.gap) - len(lines) * layout.label_leading
            qr, tallest = (qr, min(tallest, between)) if between >= layout.least_title else (None, tallest)
        place = Place(width, tallest, 1.24, round(layout.title * 1.4), layout.label, most_lines=3)
        name = set_title(self.site.name.replace("——", DASH), place, unhung)
        title = Title(tuple(line.text for line in name.lines), name.size, layout.title_leading(name.size))
        return {"name": title, "words": lines, "qr": qr}

    def _style(self, fonts: Iterable[WebFont], has_reader: bool) -> str:
        layout = self.layout
        context = {
            "layout": layout,
            "screen": layout,
            "colours": COLOURS,
            **COLOURS,
            "fonts": {font.typeface.name: f"../fonts/{font.name}" for font in fonts},
            "fade_ms": FADE_MS,
            "paragraph": PARAGRAPH,
            "heading": self.composer.heading_size,
            "code_bottom": layout.gap if layout.is_strip else round((layout.foot - layout.code) / 2),
            "rules": self.sheet.rules,
            "has_reader": has_reader,
        }
        return self.sheet.render("screen/screen.css", context)

    def _fonts(self, slides: Iterable[Slide], standby: dict[str, Any], reader: Reader | None) -> tuple[WebFont, ...]:
        """The characters of everything that may be read, the player's own words included."""
        words = [slide.text for slide in slides] + [*standby["name"].lines, *standby["words"], visible(standby["qr"] or "")]
        words += [reader.text if reader else "", _script(self.sheet, "screen/player.js"), self.screen.title, "0123456789ABCDEF-"]
        text = "".join(words)
        return WebFont.of(SERIF, text), WebFont.of(SANS, text)

    # --- Files ---

    def _files(
        self, page: str, style: str, script: str, fonts: Iterable[WebFont], slides: Iterable[Slide], reader: Reader | None
    ) -> Iterator[Output]:
        own = f"{FOLDER}{self.screen.id}/"
        yield Output(f"{own}index.html", page.encode())
        yield Output(f"{own}screen.css", style.encode())
        yield Output(f"{FOLDER}player.js", script.encode())
        for font in fonts:
            yield Output(f"{FOLDER}fonts/{font.name}", font.data(self.site.cache))
        yield Output(f"{FOLDER}fonts/OFL.txt", LICENCE.read_bytes())
        yield from self._pictures(slides, reader)
        if self.carried:
            yield from self._videos()

    def _pictures(self, slides: Iterable[Slide], reader: Reader | None) -> Iterator[Output]:
        given = [output for slide in slides for picture in slide.frame.pictures for output in picture.outputs()]
        given += reader.outputs() if reader else ()
        found = {output.path: output for output in given}
        for path, output in sorted(found.items()):
            if not self.carried or path.endswith(recipe.EXTENSIONS[recipe.JPEG]):
                yield output

    def _videos(self) -> Iterator[Output]:
        """They lie in docs/ and are copied from there; a folder carried by hand has to take them along."""
        for path in sorted(self.screen.played_paths):
            if self.site.docs:
                yield Output(path, file=self.site.docs / path)

    def _online(self, programme: dict[str, Any], files: list[Output], worker: str) -> Iterator[Output]:
        """What only a screen with a network has. Nothing lists the programme itself, nor the worker."""
        kept = [output for output in files if not output.path.endswith("OFL.txt")]
        listed = [_listed(output, f"{FOLDER}{self.screen.id}/") for output in (*kept, *self._videos())]
        yield Output(f"{FOLDER}{self.screen.id}/programme.json", _json({**programme, "files": listed}).encode())
        # In a preview the page that was just saved should be seen, not the one that a browser kept.
        if not self.site.is_preview:
            yield Output(f"{FOLDER}worker.js", worker.encode())

    # --- What is wrong ---

    def _dates(self) -> Iterator[Problem]:
        until, today = self.meta.valid_until, self.site.today
        line = self.screen.line("valid_until")
        if until < today:
            what = f"节目单 {until} 到期了，屏上只剩待机画面。"
            yield Problem(self.screen.path, line, "screen-expired", what, "请看一遍节目单，把 valid_until 改到新的日期。", "warning")
        elif until <= today + NOTICE:
            what = f"节目单还有 {(until - today).days} 天到期，到期以后屏上只剩待机画面。"
            yield Problem(self.screen.path, line, "screen-expires", what, "请看一遍节目单，把 valid_until 改到新的日期。", "warning")

    def _empty(self, slides: Iterable[Slide], found: list[Problem]) -> Iterator[Problem]:
        if not any(slide.window.is_everyday for slide in slides) and not any(p.severity == "error" for p in found):
            what = "节目单里没有一项是天天都放的，总有时候屏上只剩待机画面。"
            fix = "请至少放一项不写 days、from、until、first、last 的故事或品牌项目。"
            yield Problem(self.screen.path, self.screen.line("programme"), "screen", what, fix, "warning")


def _dates_of(item: Manuscript) -> Iterator[dt.date]:
    if item.meta.published:
        yield item.meta.published.date
    if item.meta.updated:
        yield item.meta.updated
    yield from (correction.on for correction in item.meta.corrections)


def _script(sheet: Sheet, name: str) -> str:
    return sheet.render(name, {})


def _light(programme: Any) -> Any:
    """A programme whose pictures are JPEG alone: what every machine shows, and small on a stick."""
    if isinstance(programme, list):
        return [_light(part) for part in programme]
    if not isinstance(programme, dict):
        return programme
    if recipe.JPEG in programme and set(programme) <= set(recipe.ALL):
        return {recipe.JPEG: programme[recipe.JPEG]}
    return {key: _light(value) for key, value in programme.items()}


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _listed(output: Output, own: str) -> dict[str, Any]:
    """A line of ``files``: the worker checks each file against it."""
    path = output.path.removeprefix(own) if output.path.startswith(own) else _beside(output.path)
    sha256, size = _digest(output.file) if output.file else (hashlib.sha256(output.body).hexdigest(), len(output.body))
    format = next((name for name, extension in recipe.EXTENSIONS.items() if path.endswith(extension)), None)
    return {"path": path, "sha256": sha256, "bytes": size, "format": format}


def _beside(path: str) -> str:
    return f"../{path.removeprefix(FOLDER)}" if path.startswith(FOLDER) else f"../../{path}"


def _digest(file: Path) -> tuple[str, int]:
    found = file.stat()
    return _digest_of(file, found.st_mtime_ns, found.st_size)


@cache
def _digest_of(file: Path, modified: int, size: int) -> tuple[str, int]:
    """`modified` and `size` tell one content from another: an editor may replace a video while the preview runs."""
    data = file.read_bytes()
    return hashlib.sha256(data).hexdigest(), len(data)

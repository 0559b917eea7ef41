"""Topics to slides: what stands on each, where its lines break, and that it fits."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ...drawing.qr import QUIET, modules, qr_svg
from ...drawing.setting import CLOSING, DASH, HALF, OPENING, Place, set_title
from ...drawing.typeface import SANS, SERIF
from ...photos.pictures import Picture
from ...phrasing import SEPARATOR, credit
from ...site import Site
from .layouts import Layout
from .lines import Paragraph, Room, Unfit, balanced, fitted, largest
from .pictures import ShownPicture, shown_in
from .sheet import Sheet, visible
from .topics import Part, Sum, Topic

THOUGHT, THOUGHT_OF_STRIP = 130, 90
"""How many characters a slide may hold: more would be read by nobody who is standing."""

MODULE = 3
"""The least pixels of a QR code's module that a phone's camera can tell apart on a screen."""


LARGER = (1.6, 1.45, 1.3, 1.18)
LARGEST = (2.0, 1.8)
"""Sizes of text that has room, in those of running text; the largest on upright screens, which people stand close to."""
MEASURE = 26
"""Characters a line."""


@dataclass(frozen=True)
class Frame:
    """What one slide shows."""

    html: str
    pictures: tuple[ShownPicture, ...] = ()
    video: str | None = None
    read: str = ""
    """What somebody reads who wants to know what it says: without running titles, credits and hints."""

    @property
    def text(self) -> str:
        return visible(self.html)


@dataclass(frozen=True)
class Panel:
    """The picture's part of a slide, in pixels."""

    width: int
    height: int
    shown: ShownPicture
    picture_width: int
    picture_height: int
    credit: tuple[str, ...]

    @property
    def colour(self) -> str:
        return self.shown.picture.colour


class Composer:
    """Sets everything for one screen. Raises Unfit where a slide has no room for a piece of text."""

    def __init__(self, layout: Layout, site: Site, sheet: Sheet, is_touched: bool = False):
        self.layout = layout
        self.is_touched = is_touched
        self.site = site
        self._sheet = sheet

    def topic(self, topic: Topic) -> Iterator[Frame]:
        """A slide with title and picture, then the rest of the text on slides of its own."""
        if not topic.title and not topic.picture:
            yield from self._texts(topic, topic.parts)
            return
        frame, rest = self._lead(topic)
        yield frame
        yield from self._texts(topic, rest)

    def video(self, address: str) -> Frame:
        return Frame(self._sheet.render("screen/slides/video.html", {}), video=address)

    # --- Title and picture ---

    def _lead(self, topic: Topic) -> tuple[Frame, tuple]:
        layout = self.layout
        panel = self._panel(topic.picture, topic.is_work) if topic.picture else None
        width, height = self._column(panel)
        kicker = self._kicker(topic, width)
        qr = self.qr(topic.address)
        aside = self._aside(topic, width)
        used = len(kicker) * layout.label_leading + layout.gap + self._low(qr, aside, panel)
        date = self._date(topic, width)
        used += layout.title_leading(date) + layout.gap if date else 0
        beside = layout.qr + 3 * layout.gap if qr and not panel and not layout.is_upright else 0
        # The title is as wide as the slide: it ends above the code.
        over = layout.qr if beside else 0
        most = height - used if layout.is_strip else min(height - used - over, round(height * 0.55))
        largest = round(layout.title * (0.7 if topic.is_work else 1 if panel else 1.3))
        title = self._title(topic.title, width, most, max(largest, layout.least_title)) if topic.title else None
        used += sum(title.heights) + layout.gap if title else 0
        body, rest, room = self._begin(topic, width - beside, height - used)
        context = {
            "topic": topic,
            "kicker": kicker,
            "title": title,
            "date": date,
            "paragraphs": self._set(body, room),
            "size": room.size,
            "panel": panel,
            "qr": qr,
            "aside": aside,
            "layout": layout,
        }
        read = topic.kicker + topic.title + "".join(paragraph.whole for paragraph in body)
        return Frame(self._sheet.render("screen/slides/lead.html", context), (panel.shown,) if panel else (), read=read), rest

    def _date(self, topic: Topic, width: int) -> int:
        """How large the date stands; 0 where there is none."""
        if not topic.date:
            return 0
        length = sum(map(SERIF.advance, topic.date))
        return int(min(self.layout.title * (0.62 if self.layout.is_strip else 1.7), width / length))

    def _begin(self, topic: Topic, width: int, height: int) -> tuple[list[Paragraph], tuple, Room]:
        """What of the text stands on the first slide, the parts that do not, and the place for it."""
        rooms = [self._room(width, height, round(self.layout.body * step)) for step in (*self._steps, 1)]
        if self.layout.is_strip or not topic.parts or topic.parts[0].heading:
            return [], topic.parts, rooms[-1]
        first, *others = topic.parts
        body, rest = fitted(first.paragraphs, rooms[-1])
        room = next(room for room in rooms if room is rooms[-1] or fitted(first.paragraphs, room) == (body, rest))
        return body, ((type(first)("", tuple(rest)),) if rest else ()) + tuple(others), room

    def _room(self, width: int, height: int, size: int, characters: int = THOUGHT) -> Room:
        """A place for running text of one size: lines no longer than the eye finds back from."""
        return Room(min(width, MEASURE * size), max(0, height) / self.layout.leading(size), size, SANS, characters)

    def _column(self, panel: Panel | None) -> tuple[int, int]:
        """Width and height of the place for words beside the panel, or under it."""
        layout = self.layout
        width, height = layout.width - 2 * layout.margin, layout.height
        if panel and layout.is_upright:
            height -= panel.height
        elif panel:
            width -= panel.width
        if layout.is_strip:
            # The code has a column of its own at the right.
            return width - layout.qr - layout.gap * 2, height - 2 * layout.gap
        return width, height - layout.margin - layout.foot

    def _low(self, qr: Markup | None, aside: Sequence[Sequence[str]], panel: Panel | None) -> int:
        """What the code and the words beside it take from the height of the text."""
        layout = self.layout
        if layout.is_strip:
            return 0
        lines = sum(map(len, aside)) * layout.label_leading + (len(aside) + 1) * layout.gap // 2
        is_beside = panel is None and not layout.is_upright
        return max(layout.qr if qr and not is_beside else 0, lines if aside else 0) + layout.gap

    def _panel(self, picture: Picture, is_work: bool) -> Panel | None:
        layout = self.layout
        ratio = picture.width / picture.height
        if layout.is_strip:
            height = layout.height
            width = min(round(height * ratio), round(layout.width * 0.4))
            shown = shown_in(picture, width, height)
            return Panel(width, height, shown, width, min(height, round(width / ratio)), ()) if shown else None
        share = 0.66 if is_work else 0.48 if layout.kind == "standard" else 0.52
        # Beside the words under a title there is the code.
        beside = 2 * layout.margin + layout.qr + 6 * layout.label
        most = layout.width if layout.is_upright else min(round(layout.width * share), layout.width - beside)
        lines = balanced(credit(picture.caption), SANS, (most * 0.8 - 2 * layout.gap) / layout.label)
        below = len(lines) * layout.label_leading + layout.gap
        tallest = (round(layout.height * (0.6 if is_work else 0.5)) if layout.is_upright else layout.height) - below
        width = min(most, round(tallest * ratio))
        height = min(tallest, round(width / ratio))
        shown = shown_in(picture, width, height)
        if shown is None:
            return None
        panel_width = layout.width if layout.is_upright else max(width, round(most * 0.8))
        return Panel(panel_width, height + below if layout.is_upright else layout.height, shown, width, height, lines)

    def _kicker(self, topic: Topic, width: int) -> tuple[str, ...]:
        """What kind of thing it is and where, parted between facts rather than within one.

        What has no room says least: the place comes before the owner, the owner before the year.
        """
        facts = topic.kicker.split(SEPARATOR)
        if self.layout.is_strip:
            return balanced(self._strip_kicker(topic, facts, width), SANS, width / self.layout.label)
        lines = [*balanced(facts[0], SANS, width / self.layout.label)]
        for fact in facts[1:]:
            longer = SEPARATOR.join((lines[-1], fact))
            if self._is_one_line(longer, width):
                lines[-1] = longer
            elif len(lines) == 1 and self._is_one_line(fact, width):
                lines.append(fact)
        return tuple(lines)

    def _strip_kicker(self, topic: Topic, facts: Sequence[str], width: int) -> str:
        """On one line where it can be; a strip has no other place for the short number and the picture's credit."""
        number = [f"短号{topic.number}"] if topic.number else []
        by = [credit(topic.picture.caption)] if topic.picture else []
        shown = [facts[0], *by] if self._is_one_line(SEPARATOR.join([facts[0], *by]), width) else by or facts[:1]
        for fact in (*number, *facts[1:]):
            if self._is_one_line(SEPARATOR.join([*shown, fact]), width):
                shown.append(fact)
        return SEPARATOR.join(fact for fact in (facts[0], *number, *facts[1:], *by) if fact in shown)

    def _is_one_line(self, text: str, width: int) -> bool:
        """Also where an engine sets every character on a whole pixel, as old ones do."""
        lengths = [SANS.advance(char) * self.layout.label for char in text]
        return max(sum(lengths), sum(map(round, lengths))) <= width

    def _title(self, title: str, width: int, height: int, largest: int) -> Title:
        layout = self.layout
        place = Place(
            width,
            height,
            layout.title_leading(100) / 100,
            largest,
            layout.least_title,
            most_lines=2 if layout.is_strip else 5,
        )
        # One long dash for two, which has no gap in the middle; running text is set so too.
        title = title.replace("——", DASH)
        found = set_title(title, place, unhung)
        lines = tuple(line.text for line in found.lines)
        # A browser gives the first line the whole leading too.
        size = min(found.size, int(height / (max(1, len(lines)) * place.leading)))
        if "".join(lines).replace(" ", "") != title.replace(" ", "") or size < layout.least_title:
            raise Unfit(title)
        return Title(lines, size, layout.title_leading(size))

    # --- Text ---

    def _texts(self, topic: Topic, parts: Sequence[Part]) -> Iterator[Frame]:
        groups = []
        for part in parts:
            found, room = largest(part.paragraphs, self._text_rooms(topic, part.heading))
            groups += [(part.heading, group, room) for group in found]
        for number, (heading, group, room) in enumerate(groups, start=1):
            qr = self.qr(topic.address)
            context = {
                "topic": topic,
                "kicker": self._running(topic, heading),
                "heading": self._heading(topic, heading),
                "paragraphs": self._set(group, room),
                "size": room.size,
                "qr": qr,
                # Beside the text there is room for the code alone.
                "aside": self._aside(topic, self.layout.width - 2 * self.layout.margin) if self.layout.is_upright else (),
                "page": f"{number}／{len(groups)}" if len(groups) > 1 else "",
                "layout": self.layout,
            }
            read = "".join(paragraph.whole for paragraph in group)
            yield Frame(self._sheet.render("screen/slides/text.html", context), read=read)

    def _running(self, topic: Topic, heading: str) -> tuple[str, ...]:
        """What the text belongs to, on one line; the heading alone where there is no room for both."""
        layout = self.layout
        words = topic.title or topic.kicker
        if layout.is_strip and heading:
            words = SEPARATOR.join((words, heading))
        # At the right stand the number of the page and, on a strip, the code.
        taken = layout.qr + 2 * layout.gap if layout.is_strip else 0
        width = (layout.width - 2 * layout.margin - taken - layout.label * 4) / layout.label
        lines = balanced(words, SANS, width)
        if layout.is_strip and len(lines) > 1 and heading:
            lines = balanced(heading, SANS, width)
        if len(lines) > (1 if layout.is_strip else 2):
            # The slide before said the whole of it; this one may just as well say what kind of thing it is.
            lines = (topic.kicker.split(SEPARATOR)[0],)
        return lines

    def _text_rooms(self, topic: Topic, heading: str) -> list[Room]:
        """The places for text that has a slide to itself, largest type first."""
        layout = self.layout
        width = layout.width - 2 * layout.margin
        height = layout.height - layout.margin - layout.foot
        height -= len(self._running(topic, heading)) * layout.label_leading + 2 * layout.gap
        if layout.is_strip:
            width -= layout.qr + 2 * layout.gap
            height = layout.height - 2 * layout.gap - layout.label_leading - layout.gap // 2
            return [self._room(width, height, layout.text, THOUGHT_OF_STRIP)]
        if heading:
            height -= len(self._heading(topic, heading)) * layout.title_leading(self.heading_size) + layout.gap
        if layout.is_upright:
            aside = self._aside(topic, layout.width - 2 * layout.margin)
            height -= self._low(self.qr(topic.address), [*aside, ("1／1",)], None)
        width = self._text_width(topic)
        return [self._room(width, height, round(layout.body * step)) for step in self._steps]

    def _text_width(self, topic: Topic) -> int:
        """Beside the code, but for upright screens, where that stands beneath."""
        layout = self.layout
        beside = 0 if layout.is_upright or self.qr(topic.address) is None else layout.qr + 3 * layout.gap
        return layout.width - 2 * layout.margin - beside

    def _heading(self, topic: Topic, heading: str) -> tuple[str, ...]:
        """Its lines; on a strip it runs along instead."""
        return () if self.layout.is_strip else balanced(heading, SERIF, self._text_width(topic) / self.heading_size)

    @property
    def _steps(self) -> tuple[float, ...]:
        return (*LARGEST, *LARGER) if self.layout.is_upright else LARGER

    @property
    def heading_size(self) -> int:
        return round(self.layout.body * 1.36)

    # --- Figures ---

    def figures(self, sums: Sequence[Sum]) -> Iterator[Frame]:
        """As many side by side as there is room for."""
        most = {"landscape": 3, "standard": 2, "portrait": 3, "strip": 1}[self.layout.kind]
        waiting = list(sums)
        while waiting:
            # Rather two slides alike than one full and one nearly empty.
            even = math.ceil(len(waiting) / math.ceil(len(waiting) / most))
            count, frame = self._first_fitting(waiting[:even])
            yield frame
            if self.layout.is_strip and waiting[0].note:
                # A strip has no room for what must be known of a number beside it: it follows.
                one = waiting[0]
                note = Part("", (Paragraph(one.note),))
                yield from self._texts(Topic("数字双拥", one.shown, address=one.address), (note,))
            waiting = waiting[count:]

    def _first_fitting(self, sums: Sequence[Sum]) -> tuple[int, Frame]:
        """As many of them as one slide holds, smaller type before fewer numbers."""
        for count in range(len(sums), 0, -1):
            for scale in (1, 0.85, 0.7):
                frame = self._figures(sums[:count], scale)
                if frame:
                    return count, frame
        raise Unfit(sums[0].what)

    def _figures(self, sums: Sequence[Sum], scale: float) -> Frame | None:
        """All of them on one slide; None where there is no room."""
        layout = self.layout
        address = sums[0].address if len(sums) == 1 else sums[0].address.partition("#")[0]
        qr = self.qr(address)
        width, height = self._column(None)
        across = 1 if layout.is_upright or layout.is_strip else len(sums)
        cell = round((width - (across - 1) * 3 * layout.gap) / across)
        sources = list(dict.fromkeys(one.source for one in sums))
        cells = [self._cell(one, cell, len(sums), scale) for one in sums]
        # On a strip it stands under the words, elsewhere beside the code.
        beneath = cells[0].words if layout.is_strip else width - layout.qr - 3 * layout.gap
        source = balanced(f"数字出自：{'；'.join(sources)}", SANS, beneath / layout.label)
        if layout.is_strip:
            needed = cells[0].height + len(source) * layout.label_leading
        else:
            head = layout.label_leading + 4 * layout.gap
            low = max(layout.qr if qr else 0, len(source) * layout.label_leading) + layout.gap
            heights = [one.height for one in cells]
            needed = head + low + (sum(heights) + (len(cells) - 1) * 2 * layout.gap if layout.is_upright else max(heights))
        is_too_wide = any(sum(map(SERIF.advance, one.shown)) * one.size > cell for one in cells)
        if needed > height or is_too_wide:
            return None
        context = {"cells": cells, "cell_width": cell, "source": source, "qr": qr, "layout": layout, "kicker": ("数字双拥",)}
        notes = "" if layout.is_strip else "".join(one.note for one in sums)
        read = "".join(one.shown + one.what + one.when_and_where for one in sums) + notes
        return Frame(self._sheet.render("screen/slides/figures.html", context), read=read)

    def _cell(self, one: Sum, width: int, among: int, scale: float) -> Cell:
        layout = self.layout
        length = sum(map(SERIF.advance, one.shown))
        if layout.is_strip:
            size = max(layout.least_title, min(round(layout.height * 0.36), round(width * 0.34 / length)))
            words = width - round(length * size) - 2 * layout.gap
            body = layout.body
        else:
            # One number alone may be as large as the wall allows.
            larger = among if layout.kind == "landscape" else 2
            size = max(layout.least_title, min(round(layout.title * scale * (2.4, 1.9, 1.5)[larger - 1]), int(width / length)))
            words, body = width, max(layout.body, round(layout.body * scale * (1.45, 1.18, 1)[larger - 1]))
        said = [one.when_and_where] if layout.is_strip else [one.when_and_where, one.note]
        small = [balanced(text, SANS, words / layout.label) for text in said if text]
        lines = balanced(one.what, SANS, min(words / body, MEASURE))
        return Cell(one.shown, size, layout, words, lines, body, tuple(line for lines in small for line in lines))

    # --- What several kinds have ---

    def _set(self, paragraphs: Sequence[Paragraph], room: Room) -> list[dict[str, Any]]:
        """Each paragraph's label and lines; the label stands in the first line."""
        found = []
        for paragraph in paragraphs:
            lines = room.set(paragraph.whole)
            label = f"{paragraph.label}　" if paragraph.label else ""
            # A label that a narrow column breaks is set like the rest.
            label = label if lines and lines[0].startswith(label) else ""
            found.append({"label": label, "first": lines[0].removeprefix(label), "others": lines[1:]})
        return found

    def _aside(self, topic: Topic, width: int) -> list[tuple[str, ...]]:
        """What stands beside the QR code."""
        layout = self.layout
        room = (width - layout.qr - 2 * layout.gap) / layout.label
        if topic.address is None or layout.is_strip:
            return []
        how = f"扫码细看，或在网站里搜{topic.number}" if topic.number else "扫码细看"
        touch = "点一下屏幕，自己读" if self.is_touched and topic.opens else ""
        return [balanced(words, SANS, room) for words in (topic.basis, touch, how) if words]

    def qr(self, address: str | None) -> Markup | None:
        """The code of a page's address; none where its modules would be too small for a phone."""
        if address is None:
            return None
        whole = self.site.absolute(address)
        if self.layout.qr / (modules(whole) + 2 * QUIET) < MODULE:
            return None
        return qr_svg(whole)


def unhung(char: str) -> float:
    """How far a character of a title moves on, in em.

    A browser neither hangs marks at the ends of lines nor squeezes them as ``set_title`` does: what
    that takes away is given back beforehand.
    """
    return SERIF.advance(char) + (HALF if char in OPENING + CLOSING else 0)


@dataclass(frozen=True)
class Title:
    lines: tuple[str, ...]
    size: int
    leading: int

    @property
    def heights(self) -> list[int]:
        return [self.leading] * len(self.lines)


@dataclass(frozen=True)
class Cell:
    """One number on a slide."""

    shown: str
    size: int
    layout: Layout
    words: int
    """The width of the place for them, in pixels."""
    what: tuple[str, ...]
    body: int
    small: tuple[str, ...]

    @property
    def height(self) -> int:
        layout = self.layout
        number = round(self.size * 1.15)
        words = len(self.what) * layout.leading(self.body) + len(self.small) * layout.label_leading
        return max(number, words) if layout.is_strip else number + 2 * layout.gap + words

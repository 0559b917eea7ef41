"""The programme of a screen, slide by slide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ...drawing.characters import missing
from ...manuscripts.library import Manuscript, Publishable
from ...manuscripts.models import ProgrammeItem, Screen
from ...problems import Problem
from ...site import Site
from .compose import Composer, Frame
from .dwell import is_too_short, length_of, seconds_for
from .lines import Unfit
from .pictures import TO_ROOT
from .timing import Window, coming, seconds, window_of
from .topics import Topics

VIDEO_SECONDS = 600
"""The longest a video may take that nobody gave a limit."""


@dataclass(frozen=True)
class Slide:
    """One slide and when it may be shown."""

    id: str
    item: int
    """Which entry of the programme it is from, counted from 0."""
    seconds: int
    window: Window
    frame: Frame
    opens: str | None = None

    @property
    def text(self) -> str:
        return self.frame.text

    def as_data(self) -> dict[str, Any]:
        """As FORMAT.md says."""
        window = self.window
        return {
            "id": self.id,
            "seconds": self.seconds,
            "days": list(window.days),
            "from": window.from_,
            "until": window.until,
            "first": window.first,
            "last": window.last,
            "everyday": window.is_everyday,
            "html": self.frame.html,
            "pictures": [shown.as_data() for shown in self.frame.pictures],
            "video": TO_ROOT + self.frame.video if self.frame.video else None,
            "opens": self.opens,
        }


class Setter:
    """Sets the whole programme of one screen, and keeps what was wrong with it."""

    def __init__(self, screen: Manuscript, publishable: Publishable, site: Site, composer: Composer):
        assert isinstance(screen.meta, Screen)
        self.screen, self.meta = screen, screen.meta
        self.library, self.site = publishable, site
        self._composer = composer
        self._topics = Topics(publishable, site)
        self.problems: list[Problem] = []

    def slides(self, earliest: dt.date) -> list[Slide]:
        """Everything that may come on between `earliest` and the last day of the programme."""
        found = []
        for number, entry in enumerate(self.meta.programme):
            try:
                made = [(frame, window, opens) for frame, window, opens in self._frames(entry, earliest)]
            except Unfit as unfit:
                self._say_unfit(number, entry, unfit.args[0])
                continue
            for position, (frame, window, opens) in enumerate(made, start=1):
                taken = entry.seconds or (VIDEO_SECONDS if frame.video else seconds_for(frame.read))
                found.append(Slide(f"{number + 1}-{position}", number, taken, window, frame, opens))
            if not made and self._is_published(entry):
                self._say(number, entry.thing, "这一项在节目单的有效期里一次也不会放。", "请核对日期，或去掉这一项。")
            self._check(number, entry, [frame for frame, _, _ in made])
        return found

    def _is_published(self, entry: ProgrammeItem) -> bool:
        """Whether what it names may go out; another check tells where it may not."""
        named = getattr(entry, entry.thing)
        if named == "next":
            return bool(self.library.of("day"))
        if entry.thing in ("story", "brand", "base", "exhibition", "day"):
            return self.library.get(entry.thing, named) is not None
        return entry.thing != "figures" or any(self.library.figure(id) for id in entry.figures)

    def _frames(self, entry: ProgrammeItem, earliest: dt.date) -> Iterator[tuple[Frame, Window, str | None]]:
        window = window_of(entry, self.site.zone)
        if entry.video:
            yield self._composer.video(entry.video), window, None
        elif entry.figures:
            for frame in self._composer.figures(self._topics.sums(entry)):
                yield frame, window, None
        elif entry.day:
            day, zone = dt.timedelta(days=1), self.site.zone
            for first, last, occurrence in coming(self.library, entry.day, earliest, self.meta.valid_until):
                # Without a clock nobody knows which day comes next: not one of these is for every day.
                shown = window.within(seconds(first, zone), seconds(last + day, zone))
                if shown.is_never:
                    continue
                for frame in self._composer.topic(self._topics.of_day(occurrence)):
                    yield frame, shown, None
        else:
            for topic in self._topics.of(entry):
                for frame in self._composer.topic(topic):
                    yield frame, window, topic.opens

    # --- What is wrong ---

    def _say(self, number: int, key: str, what: str, fix: str, severity: str = "warning") -> None:
        line = self.screen.line("programme", number, key)
        self.problems.append(Problem(self.screen.path, line, "screen", what, fix, severity))

    def _say_unfit(self, number: int, entry: ProgrammeItem, piece: str) -> None:
        width, height = self.meta.pixels
        named = piece if len(piece) <= 40 else f"{piece[:40]}…"
        what = f"“{named}”在 {width}x{height} 的屏上放不下，字再小就看不清了。"
        in_short = "，或者这一项改放摘要（text: 摘要）" if entry.has_summary and entry.text == "全文" else ""
        self._say(number, entry.thing, what, f"请把这句话写短{in_short}，或换一块大一点的屏。", "error")

    def _check(self, number: int, entry: ProgrammeItem, frames: Iterable[Frame]) -> None:
        text = "".join(frame.text for frame in frames)
        if lacking := missing(text):
            what = f"字体里没有“{''.join(lacking)}”，有的屏上会显示成方块。"
            self._say(number, entry.thing, what, "请核对是不是错字；没有错，就到屏前看一眼。")
        longest = max((frame.read for frame in frames if not frame.video), key=length_of, default="")
        if entry.seconds and is_too_short(entry.seconds, longest):
            what = f"停留 {entry.seconds} 秒太短：一屏最多有 {length_of(longest)} 个字，来不及看。"
            self._say(number, "seconds", what, f"请写 {seconds_for(longest)} 秒以上，或去掉 seconds，由系统按字数算。")

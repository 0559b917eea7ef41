"""What every carrier may know of the site besides its manuscripts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from .manuscripts.dates import Moment, chinese_date
from .photos.pictures import Pictures
from .text import Texts


@dataclass(frozen=True)
class Imprint:
    """Who answers for the site, as the footer and the page tags of 政府网站发展指引 say it.

    Nothing here is ever made up: what the options do not give is not shown.
    """

    organizer: str | None = None
    contact: str | None = None
    site_code: str | None = None
    icp: str | None = None
    police: str | None = None


@dataclass(frozen=True)
class Mourning:
    """Days on which an operator has the whole site shown grey. Never set by the calendar: no rule asks for it."""

    from_: dt.date
    until: dt.date
    """The last day."""
    authority: str
    """Who ordered it, and in which document."""

    @property
    def period(self) -> str:
        """In words: ``2026年12月13日``, or from one day to another."""
        first, last = chinese_date(self.from_), chinese_date(self.until)
        return first if first == last else f"{first}至{last}"


@dataclass(frozen=True)
class Site:
    """The site's own facts."""

    name: str
    url: str
    """Absolute, ending in ``/``."""
    today: dt.date
    """The date in the site's time zone at which this build is made."""
    zone: str = "Asia/Shanghai"
    """The time zone in which its dates and times are written."""
    description: str = ""
    imprint: Imprint = Imprint()
    mourning: Mourning | None = None
    texts: Texts = field(default_factory=Texts)
    pictures: Pictures = field(default_factory=Pictures)
    """The renditions of what ``captions.yml`` tells of."""
    cards: Path | None = None
    """The folder that keeps the share cards drawn so far; None: none are drawn."""
    cache: Path | None = None
    """The folder that keeps what is costly to make again; None: nothing is kept."""
    docs: Path | None = None
    """The folder of the manuscripts, for files that go out as they are."""
    templates: tuple[Path, ...] = ()
    """Folders in which a site keeps templates of its own, which go before ours."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Words that a reader may use for each other, in groups."""
    is_preview: bool = False
    """Whether an editor is looking at it under ``serve``: drafts are then shown, marked as such."""
    is_check: bool = False
    """Whether somebody only asks what is wrong: carriers may leave out what nothing can be wrong with."""

    def absolute(self, address: str) -> str:
        """The full address of a page or file below the site's root."""
        return urljoin(self.url, address)

    def in_zone(self, moment: Moment) -> dt.datetime:
        """The moment with its offset from UTC; a bare day begins at the site's midnight."""
        return dt.datetime.combine(moment.date, moment.time or dt.time(), ZoneInfo(self.zone))

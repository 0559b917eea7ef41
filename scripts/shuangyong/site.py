"""What every carrier may know of the site besides its manuscripts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from urllib.parse import urljoin

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
class Site:
    """The site's own facts."""

    name: str
    url: str
    """Absolute, ending in ``/``."""
    today: dt.date
    """The date in the site's time zone at which this build is made."""
    description: str = ""
    imprint: Imprint = Imprint()
    texts: Texts = field(default_factory=Texts)
    pictures: Pictures = field(default_factory=Pictures)
    """The renditions of what ``captions.yml`` tells of."""
    is_preview: bool = False
    """Whether an editor is looking at it under ``serve``: drafts are then shown, marked as such."""

    def absolute(self, address: str) -> str:
        """The full address of a page or file below the site's root."""
        return urljoin(self.url, address)

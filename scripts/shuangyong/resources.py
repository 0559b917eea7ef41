"""Where the templates, assets and default tables are.

In an installed package they lie inside it; in the repository they are the folders
``overrides/`` and ``docs/calendar/common/`` themselves.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_REPOSITORY = _PACKAGE.parent.parent


def templates_dir() -> Path:
    """Jinja templates and the assets they use."""
    return _first(_PACKAGE / "overrides", _REPOSITORY / "overrides")


def common_days_dir() -> Path:
    """The days of the publicity calendar that hold in the whole country."""
    return _first(_PACKAGE / "tables" / "calendar", _REPOSITORY / "docs" / "calendar" / "common")


def _first(*places: Path) -> Path:
    return next((place for place in places if place.is_dir()), places[-1])

SITE_STYLES = "assets/css/site.css"
"""The one stylesheet of the site, put together from its parts by the template of that name."""

SEARCH_SCRIPT = "assets/js/search.js"
"""The search in the reader's browser, put together likewise: it runs from ``file://`` too, where modules do not."""

FAVICON = "assets/favicon.svg"

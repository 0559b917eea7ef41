"""The web: a page for every manuscript, and the lists and fronts that lead to them."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from ...manuscripts.library import Publishable
from .. import CarrierOptions, Output
from .fronts import front_pages
from .listings import listing_pages
from .pages import manuscript_pages
from .view import View

name = "web"


class Options(CarrierOptions):
    page_size: int = Field(20, ge=1, le=200, description="列表每页的篇数")
    indent: bool = Field(True, description="故事的段落开头空两格；false 改为段与段之间空一行")


commands = ()


def outputs(publishable: Publishable, options: Options) -> Iterator[Output]:
    """Every page of the site, as HTML with the template it wears, and the photos and share cards they name."""
    assert options.site is not None
    view = View(publishable, options.site)
    yield from front_pages(view)
    yield from listing_pages(view, options.page_size)
    yield from manuscript_pages(view, indent=options.indent)
    yield from view.hanging.outputs()
    yield from view.sharing.outputs()

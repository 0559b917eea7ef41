"""Pictures in their places: which files a page offers for each, and which must therefore go out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import log
from pathlib import Path

from ...manuscripts.captions import Caption
from ...photos import recipe
from ...photos.job import Rendition
from ...photos.pictures import Picture
from ...phrasing import credit, shows_flag
from .. import Output
from .addresses import relative

SHAPES = {
    "1x3": 1 / 3, "1x2": 1 / 2, "9x16": 9 / 16, "2x3": 2 / 3, "3x4": 3 / 4, "4x5": 4 / 5, "1x1": 1.0,
    "5x4": 5 / 4, "4x3": 4 / 3, "3x2": 3 / 2, "16x9": 16 / 9, "2x1": 2.0, "3x1": 3.0,
}  # fmt: skip
"""The proportions that the stylesheet of a wall knows, by the name of its class."""

MIDDLE = 960
"""The width, in pixels, of the JPEG for browsers that choose for themselves from nothing."""


@dataclass(frozen=True)
class Place:
    """Where a picture stands and how wide it is there, as CSS says it."""

    sizes: str
    sizes_upright: str = ""
    """For pictures higher than wide, where those stand narrower."""
    purpose: str = recipe.WEB


IN_TEXT = Place("(min-width: 45rem) 42.75rem, calc(100vw - 2rem)", "(min-width: 32rem) 26rem, calc(100vw - 2rem)")
COVER = Place("(min-width: 45rem) 42.75rem, calc(100vw - 2rem)", "(min-width: 32rem) 22rem, calc(100vw - 2rem)")
LEAD = Place("(min-width: 60rem) 40rem, calc(100vw - 2rem)", "(min-width: 32rem) 20rem, calc(100vw - 2rem)")
THUMB = Place("10rem", purpose=recipe.CROP)
SHOW = Place("(min-width: 48rem) 22rem, calc(100vw - 2rem)", purpose=recipe.CROP)
WALL = Place(
    "(min-width: 80rem) 44rem, (min-width: 60rem) 58vw, calc(100vw - 2rem)",
    "(min-width: 80rem) 25rem, (min-width: 60rem) 40vw, (min-width: 48rem) 48vw, calc(100vw - 2rem)",
)


@dataclass(frozen=True)
class Line:
    """One ``<source>``."""

    mime: str
    srcset: str


@dataclass(frozen=True)
class Hung:
    """A picture in one place on one page. Its addresses are relative to that page."""

    picture: Picture
    place: Place
    base: str
    """Address of the page."""
    is_first: bool = False
    """Whether it is in sight when the page opens, and so not to be waited for."""

    @property
    def caption(self) -> Caption:
        return self.picture.caption

    @property
    def is_upright(self) -> bool:
        return self.picture.is_upright

    @property
    def sizes(self) -> str:
        return self.place.sizes_upright if self.is_upright and self.place.sizes_upright else self.place.sizes

    @property
    def lines(self) -> tuple[Line, ...]:
        """Best format first."""
        return tuple(Line(source.mime, self._srcset(source.renditions)) for source in self.picture.sources(self.place.purpose))

    def _srcset(self, renditions: tuple[Rendition, ...]) -> str:
        return ", ".join(f"{self._address(rendition)} {rendition.width}w" for rendition in renditions)

    @cached_property
    def middle(self) -> Rendition:
        """The JPEG of middle width, or the nearest there is."""
        jpegs = self.picture.sources(self.place.purpose)[-1].renditions
        return min(jpegs, key=lambda rendition: abs(rendition.width - MIDDLE))

    @property
    def src(self) -> str:
        return self._address(self.middle)

    @property
    def large(self) -> Rendition:
        """What the picture leads to: the largest JPEG on any page."""
        return self.picture.largest(recipe.ZOOM if self.wants_zoom else recipe.WEB)

    @property
    def large_address(self) -> str:
        return self._address(self.large)

    @property
    def wants_zoom(self) -> bool:
        """Whether one wants to go closer to it than to other pictures, as to calligraphy."""
        return self.place is WALL and self.caption.wants_zoom

    @property
    def shape(self) -> str:
        """The class of its proportions, the nearest that the stylesheet knows."""
        ratio = log(self.picture.width / self.picture.height)
        return min(SHAPES, key=lambda name: abs(log(SHAPES[name]) - ratio))

    @property
    def shows_flag(self) -> bool:
        """Whether its words name the national flag, which is never filtered grey (国旗法 9)."""
        return shows_flag(self.caption)

    @property
    def patches(self) -> Iterator[tuple[int, int, str]]:
        """(column, row, colour) of the placeholder."""
        for y, row in enumerate(self.picture.placeholder):
            for x, colour in enumerate(row):
                yield x, y, colour

    @property
    def grid(self) -> tuple[int, int]:
        """Columns and rows of the placeholder."""
        rows = self.picture.placeholder
        return (len(rows[0]), len(rows)) if rows else (1, 1)

    @property
    def credit(self) -> str:
        return credit(self.caption)

    @property
    def files(self) -> Iterator[Rendition]:
        """Everything that its markup names."""
        for source in self.picture.sources(self.place.purpose):
            yield from source.renditions
        if self.place.purpose != recipe.CROP:
            yield self.large

    def _address(self, rendition: Rendition) -> str:
        return relative(self.picture.path_of(rendition), self.base)


class Hanging:
    """Hangs pictures, and remembers every file that their markup names."""

    def __init__(self, find: Callable[[str], Picture | None]):
        """`find` gives the picture called ``album/slug``, or None for what may not be shown."""
        self._find = find
        self._named: dict[str, Path] = {}
        self._pages: set[str] = set()

    def hang(self, id: str, base: str, place: Place, *, is_first: bool = False) -> Hung | None:
        picture = self._find(id)
        if picture is None or not picture.sources(place.purpose):
            return None
        hung = Hung(picture, place, base, is_first)
        if place.purpose != recipe.CROP:
            self._pages.add(base)
        for rendition in hung.files:
            self._named[picture.path_of(rendition)] = picture.file_of(rendition)
        return hung

    def is_on(self, base: str) -> bool:
        """Whether any picture that can be seen large hangs on the page at `base`."""
        return base in self._pages

    def outputs(self) -> Iterator[Output]:
        """The files that the pages made so far name; no other rendition goes out."""
        for path, file in sorted(self._named.items()):
            yield Output(path, file=file)

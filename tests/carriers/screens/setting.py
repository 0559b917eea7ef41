"""Screens of a few manuscripts or of the shipped site, with photos that nobody had to develop."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from conftest import REPOSITORY
from making import TODAY, manuscript, site
from shuangyong.carriers.screens.compose import Composer, Frame
from shuangyong.carriers.screens.layouts import layout_of
from shuangyong.carriers.screens.lines import Unfit
from shuangyong.carriers.screens.sheet import Sheet
from shuangyong.carriers.screens.slides import Setter
from shuangyong.carriers.screens.topics import Topics
from shuangyong.manuscripts.captions import Album, Caption, Photo, read_albums
from shuangyong.manuscripts.library import Library, Manuscript, Publishable
from shuangyong.manuscripts.models import ProgrammeItem
from shuangyong.manuscripts.reader import read_folder
from shuangyong.photos.job import Record, Rendition
from shuangyong.photos.pictures import Pictures
from shuangyong.photos.recipe import EXTENSIONS, shapes
from shuangyong.resources import common_days_dir
from shuangyong.site import Site
from shuangyong.text import Texts

SIZES = ["1920x1080", "3840x2160", "1280x720", "1024x768", "1080x1920", "720x1280", "1536x256", "1920x360", "512x128"]
TOLD = ("story", "brand", "exhibition")
"""What has a text that a screen shows."""

SHAPES = ((4000, 3000), (3000, 4000), (2480, 3508), (4000, 1200), (1200, 4000), (3000, 3000))
DISTRICT = manuscript("districts/xuhui.md", title="徐汇区")
SOURCE = manuscript("sources/paper.md", title="专版", issued="2015", issued_note="据版面推定")


# Photos

def caption(slug: str, **keys: Any) -> Caption:
    words = {"caption": f"{slug}的图注。", "alt": f"看得见{slug}", "photographer": "张三", "rights": "本项目所有，可以转载"}
    return Caption(**({"slug": slug, "file": f"{slug}.jpg", "people": "none", **words} | keys))


def album(*captions: Caption, id: str = "show") -> Album:
    return Album(id, f"photos/{id}", tuple(Photo(id, it, f"photos/{id}/captions.yml", 1) for it in captions))


def record(slug: str, size: tuple[int, int] = (4000, 3000), colour: str = "#8a4b2c") -> Record:
    """What the photo work leaves of a photo of this size."""
    made = tuple(
        Rendition(f"{slug}-{shape.purpose}-{shape.label}{EXTENSIONS[format]}", shape.purpose, format, *shape.size, 1)
        for shape in shapes(size, ("web", "crop", "card"))
        for format in shape.formats
    )
    return Record(f"{slug}.jpg", "00", 1, 1, slug, "", "", ("web",), 10**9, *size, colour, (), made)


def pictures(library: Library, folder: Path = Path("/nowhere"), **sizes: tuple[int, int]) -> Pictures:
    """One for every photo of `library`, by its slug in one of `sizes`; other photos get one of `SHAPES` each."""
    records = {
        (photo.album, photo.caption.slug): record(photo.caption.slug, sizes.get(photo.caption.slug, SHAPES[number % len(SHAPES)]))
        for number, photo in enumerate(library.photos)
    }
    return Pictures.of(library.photos, records, folder)


def write_files(pictures: Pictures) -> None:
    """A file for each rendition; what it holds is its name."""
    for picture in pictures.by_id.values():
        picture.folder.mkdir(parents=True, exist_ok=True)
        for rendition in picture.record.renditions:
            picture.file_of(rendition).write_text(rendition.name)


# Libraries

@cache
def shipped() -> tuple[Publishable, Site]:
    """The repository's own site, on the day that tests know."""
    albums, _ = read_albums(REPOSITORY / "photos")
    read = read_folder(REPOSITORY / "docs", "docs", common_days_dir(), albums).library
    library = read.publishable(today=TODAY)
    texts = Texts(["attr_list", "footnotes", "admonition", "def_list"])
    return library, site(name="双拥之窗", url="https://shuangyong.example/", texts=texts, pictures=pictures(library))


def small(*items: Manuscript, albums: tuple[Album, ...] = (), sizes: dict[str, tuple[int, int]] | None = None, **facts: Any) -> tuple[Publishable, Site]:
    """A site of these manuscripts, and of the source and the district that each of them names."""
    own = {item.src_uri for item in items}
    known = (item for item in (DISTRICT, SOURCE) if item.src_uri not in own)
    library = Library((*known, *items), albums).publishable(today=TODAY)
    return library, site(**{"pictures": pictures(library, **(sizes or {})), **facts})


# Screens

def screen(*programme: dict[str, Any], size: Any = "1920x1080", **keys: Any) -> Manuscript:
    return manuscript("screens/hall.md", size=size, programme=list(programme) or [{"notice": "通知。"}], **keys)


def composer(size: Any = "1920x1080", on: Site | None = None, **keys: Any) -> Composer:
    return Composer(layout_of(screen(size=size, **keys).meta), on or site(), Sheet())


def frames(known: tuple[Publishable, Site], entry: dict[str, Any], size: Any = "1920x1080", **keys: Any) -> list[Frame]:
    """The slides of one thing; raises Unfit."""
    library, on = known
    topics, setter = Topics(library, on), composer(size, on, **keys)
    item = ProgrammeItem.model_validate(entry)
    if item.thing == "figures":
        return list(setter.figures(topics.sums(item)))
    return [frame for topic in topics.of(item) for frame in setter.topic(topic)]


def fits(known: tuple[Publishable, Site], entry: dict[str, Any], size: Any = "1920x1080", **keys: Any) -> bool:
    try:
        return bool(frames(known, entry, size, **keys))
    except Unfit:
        return False


def setter(known: tuple[Publishable, Site], on_screen: Manuscript) -> Setter:
    library, on = known
    return Setter(on_screen, library, on, Composer(layout_of(on_screen.meta), on, Sheet()))


# What stands in HTML

VOID = frozenset(("img", "br", "hr", "meta", "link", "input", "wbr", "rect", "path"))


class Read(HTMLParser):
    """The text of every element, by class and in order, without white space at its ends."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self._open: list[tuple[str, list[str], list[str]]] = []
        self.said: list[tuple[frozenset[str], str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        assert not self._open, [tag for tag, *_ in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag in VOID:
            return
        text: list[str] = []
        self._open.append((tag, (given.get("class") or "").split(), text))
        self.said.append((frozenset((given.get("class") or "").split()), ""))
        text.append(str(len(self.said) - 1))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        opened, classes, (place, *text) = self._open.pop()
        assert opened == tag
        self.said[int(place)] = (frozenset(classes), "".join(text).strip())

    def handle_data(self, data: str) -> None:
        for _, _, text in self._open:
            text.append(data)

    def of(self, name: str) -> list[str]:
        """The texts of the elements with this class."""
        return [text for classes, text in self.said if name in classes]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def told(*frames: Frame, name: str = "sy-paragraph") -> list[str]:
    """What stands on slides in the elements with this class."""
    return [text for frame in frames for text in Read(frame.html).of(name)]


def squeezed(text: str) -> str:
    """Without white space, and with the dashes as they are set."""
    return re.sub(r"\s", "", text).replace("——", "⸺")

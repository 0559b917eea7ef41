"""Albums: what ``photos/<album>/captions.yml`` says of its photos."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from ..problems import Problem
from . import files, frontmatter
from .dates import reject
from .fields import BrandId, DayId, Model, Partial, Text
from .refs import Location
from .validation import line_of, validated

CAPTIONS = "captions.yml"
LOCK = "originals.lock"

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=60)]
FileName = Annotated[str, StringConstraints(pattern=r"^[^/\\\x00-\x1f]+$")]
Fraction = Annotated[float, Field(ge=0, le=1)]

CALLIGRAPHY = frozenset({"书法", "书画", "国画", "篆刻", "剪纸", "刺绣", "版画"})
"""Media whose strokes one wants to see close to."""


class Caption(Model):
    """One photo. The order of the fields is that of a draft."""

    file: FileName = Field(description="原片的文件名，如 IMG_0012.jpg")
    slug: Slug = Field(description="照片短名，小写字母、数字和短横线，在相册里不重复；稿件里写 photo:相册/短名")
    title: Text | None = Field(None, description="作品标题")
    caption: Text = Field(description="图注：什么时候，在哪里，谁在做什么")
    alt: Text = Field(description="替代文字：画面上看得见什么，读给看不见的人听")
    photographer: Text = Field(description="摄影者或作者")
    unit: Text | None = Field(None, description="作者单位")
    taken: Partial | None = Field(None, description="拍摄时间；只知道年份就只写年份")
    place: Text | None = Field(None, description="拍摄地点，写到可以公开的程度")
    rights: Text = Field(description="版权和授权")
    people: Literal["none", "crowd", "recognisable"] = Field(description="none 没有人，crowd 认不出是谁，recognisable 认得出")
    consent: Text | None = Field(None, description="肖像同意书的编号或存放处；不对外显示")
    focus: Annotated[tuple[Fraction, ...], Field(min_length=2, max_length=2)] | None = Field(
        None, description="裁剪时不能切掉的地方，[横, 竖]，从左上角算起的比例"
    )
    redact: tuple[tuple[Fraction, ...], ...] = Field((), description="要涂掉的方块，每块写 [左, 上, 右, 下]，都是比例")
    order: int | None = Field(None, ge=1, description="展出顺序")
    medium: Text | None = Field(None, description="类别，如 摄影、书法、宣传画")
    selected: bool | None = Field(None, description="是否入选；false 时影像展里不显示")
    brand: BrandId | None = Field(None, description="画的或拍的是哪个品牌项目")
    day: DayId | None = Field(None, description="与哪个节点有关")

    @model_validator(mode="after")
    def _is_whole(self) -> Caption:
        if self.people == "recognisable" and not self.consent:
            what = f"“{self.slug}”里认得出人，却没有写 consent（肖像同意）"
            raise reject("photo-consent", what, "请写上同意书的编号；没有取得同意，请用 redact 涂掉，或撤下这张", at=("people",))
        for position, box in enumerate(self.redact):
            if len(box) != 4 or box[0] >= box[2] or box[1] >= box[3]:
                what, fix = f"“{self.slug}”的 redact 第 {position + 1} 块不成方块", "请写成 [左, 上, 右, 下]，如 [0.1, 0.2, 0.3, 0.4]"
                raise reject("value", what, fix, at=("redact", position))
        return self

    @property
    def wants_zoom(self) -> bool:
        return self.medium in CALLIGRAPHY


class AlbumFront(Model):
    """The whole of ``captions.yml``."""

    title: Text | None = Field(None, description="相册的名字")
    committed: bool = Field(False, description="true 表示原片随网站一起进 Git；只给项目自己的作品用")
    photos: tuple[Caption, ...] = Field((), description="照片，每张一项")

    @model_validator(mode="after")
    def _names_each_once(self) -> AlbumFront:
        for key, called in (("slug", "短名"), ("file", "文件")):
            seen: dict[str, int] = {}
            for position, photo in enumerate(self.photos):
                value = getattr(photo, key)
                if seen.setdefault(value.casefold(), position) != position:
                    raise reject("duplicate-id", f"{called} {value} 写了两次", "请改掉其中一个，或合成一项", at=("photos", position, key))
        return self


@dataclass(frozen=True)
class Photo:
    """One photo of an album, as its caption tells it."""

    album: str
    caption: Caption
    path: str
    """The captions file, as the editor sees it."""
    line: int

    @property
    def id(self) -> str:
        return f"{self.album}/{self.caption.slug}"


@dataclass(frozen=True)
class Album:
    """A folder of originals."""

    id: str
    """The folder's name."""
    path: str
    """Of the folder, as the editor sees it."""
    photos: tuple[Photo, ...] = ()
    """In the order in which they hang."""
    title: str | None = None
    is_committed: bool = False
    is_sound: bool = True
    """False where the captions could not be read: what they ask to hide is then unknown."""
    lines: Mapping[Location, int] = field(default_factory=dict)

    @property
    def captions_path(self) -> str:
        return f"{self.path}/{CAPTIONS}"

    @property
    def shown(self) -> tuple[Photo, ...]:
        """Those an exhibition hangs: all that were not passed over."""
        return tuple(photo for photo in self.photos if photo.caption.selected is not False)

    def for_the_public(self) -> Album:
        """Without what is only for the desk."""
        kept_back = {"consent": None, "redact": (), "file": ""}
        photos = (replace(photo, caption=photo.caption.model_copy(update=kept_back)) for photo in self.photos)
        return replace(self, photos=tuple(photos), lines={})


def read_albums(photos_dir: Path, shown_as: str = "photos") -> tuple[tuple[Album, ...], list[Problem]]:
    """Every album below `photos_dir`, and what is wrong with their captions.

    An album whose captions cannot be read is there without photos.
    """
    albums, problems = [], []
    for folder in _folders(photos_dir):
        path = f"{shown_as}/{folder.name}"
        album, found = read_album(folder, path)
        albums.append(album)
        problems += [*files.check_name(path, f"{folder.name}/{CAPTIONS}"), *found]
    return tuple(albums), problems


def read_album(folder: Path, shown_as: str) -> tuple[Album, list[Problem]]:
    file = folder / CAPTIONS
    if not file.is_file():
        return Album(folder.name, shown_as), []
    path = f"{shown_as}/{CAPTIONS}"
    data, problems = files.read_bytes(file, path)
    text, found = files.decode(path, data) if data is not None else (None, [])
    problems += found
    if text is None:
        return Album(folder.name, shown_as, is_sound=False), problems
    return parse_album(folder.name, shown_as, text, problems)


def parse_album(id: str, shown_as: str, text: str, problems: list[Problem] | None = None) -> tuple[Album, list[Problem]]:
    """The album that this text of a captions file describes."""
    path = f"{shown_as}/{CAPTIONS}"
    raw, lines, found = frontmatter.parse(path, text, first_line=1)
    problems = [*(problems or []), *found]
    if raw is None:
        return Album(id, shown_as, is_sound=False), problems
    front, found = validated(path, AlbumFront, raw, lines, "图注")
    problems += found
    if front is None:
        return Album(id, shown_as, lines=lines, is_sound=False), problems
    photos = tuple(_in_order(Photo(id, caption, path, line_of(lines, ("photos", n))) for n, caption in enumerate(front.photos)))
    return Album(id, shown_as, photos, front.title, front.committed, lines), problems


def _in_order(photos: Iterator[Photo]) -> list[Photo]:
    """By their order; those without one after them, as written."""
    return sorted(photos, key=lambda photo: photo.caption.order or 10**6)


def _folders(photos_dir: Path) -> list[Path]:
    if not photos_dir.is_dir():
        return []
    return sorted(path for path in photos_dir.iterdir() if path.is_dir() and not path.name.startswith("."))


def as_written(caption: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of one entry in the order in which a draft writes them."""
    return {key: caption[key] for key in Caption.model_fields if key in caption}

"""What a screen says of each thing in its programme: words, a picture, and where to read on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...columns import COLUMNS
from ...manuscripts.calendar import Occurrence
from ...manuscripts.captions import Photo
from ...manuscripts.dates import chinese_date, chinese_weekday
from ...manuscripts.library import CitedFigure, Manuscript, Publishable
from ...manuscripts.models import Base, Day, Exhibition, ProgrammeItem, Source
from ...photos.pictures import Picture
from ...phrasing import SEPARATOR, basis, district_name, hours_of_week
from ...site import Site
from ...text import Section
from .lines import Paragraph
from .sentences import sentences


@dataclass(frozen=True)
class Part:
    """A stretch of text under one heading."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Topic:
    """One thing to show, on as many slides as it takes."""

    kicker: str
    """What kind of thing it is and where."""
    title: str
    parts: tuple[Part, ...] = ()
    picture: Picture | None = None
    address: str | None = None
    """Of its page below the site's root; None where it has none."""
    number: int | None = None
    """What people type to find it."""
    basis: str = ""
    """By whose word."""
    opens: str | None = None
    """The entry of a touched terminal's reader."""
    date: str = ""
    """What a day's slide says largest: 12月13日."""
    is_work: bool = False
    """A work on an exhibition's wall: the picture is the thing, its words are its label."""
    tone: str = "平常"


@dataclass(frozen=True)
class Sum:
    """One number with everything that must stand beside it."""

    shown: str
    what: str
    when_and_where: str
    note: str
    source: str
    address: str


class Topics:
    """Everything a site has to say, as a screen says it."""

    def __init__(self, publishable: Publishable, site: Site):
        self.library = publishable
        self.site = site

    def of(self, entry: ProgrammeItem) -> Iterator[Topic]:
        """For a story, brand, base, exhibition or notice; nothing where it is not published."""
        if entry.thing == "notice":
            yield Topic("通知", "", (Part("", (Paragraph(entry.notice or ""),)),))
            return
        item = self.library.get(entry.thing, getattr(entry, entry.thing))
        if item is None:
            return
        topic = self._base(item) if isinstance(item.meta, Base) else self._told(item, entry.text == "摘要")
        yield topic
        is_short = entry.has_summary and entry.text == "摘要"
        if isinstance(item.meta, Exhibition):
            album = self.library.album(item.meta.album or "")
            yield from self._works(item, topic, [photo.id for photo in album.shown] if album else [], is_short)
        elif not is_short:
            shown = [id for scheme, id in item.mentions if scheme == "photo" and id != item.meta.cover]
            yield from self._works(item, topic, shown, is_short)

    def of_day(self, occurrence: Occurrence) -> Topic:
        day = occurrence.day
        assert isinstance(day.meta, Day)
        words = [Paragraph(day.meta.summary)] if day.meta.summary else []
        words += [Paragraph(day.meta.basis, "依据")] if day.meta.basis else []
        picture = self._picture(day.meta.cover) or self._poster(day)
        start, end = occurrence.start, occurrence.end
        date = f"{start.month}月{start.day}日"
        if end != start:
            date += f"至{end.day}日" if end.month == start.month else f"至{end.month}月{end.day}日"
        weekday = chinese_weekday(start) if end == start else ""
        kicker = SEPARATOR.join(filter(None, ("日历", f"{start.year}年", weekday)))
        parts = (Part("", tuple(words)),) if words else ()
        return Topic(kicker, day.title, parts, picture, "calendar/", date=date, tone=day.meta.tone)

    def sums(self, entry: ProgrammeItem) -> list[Sum]:
        """The figures that may go out, as printed."""
        found = (self.library.figure(id) for id in entry.figures)
        return [self._sum(cited) for cited in found if cited]

    def _sum(self, cited: CitedFigure) -> Sum:
        figure, source = cited.figure, cited.source
        assert isinstance(source.meta, Source)
        status = {"目标": "这是目标", "推算": "这是推算"}.get(figure.status, "")
        when_and_where = SEPARATOR.join(filter(None, (figure.place, figure.period, status)))
        return Sum(figure.shown, figure.what, when_and_where, figure.note or "", basis(source), f"{source.address}#{figure.id}")

    def _told(self, item: Manuscript, is_short: bool) -> Topic:
        return Topic(
            self._kicker(item),
            item.title,
            self._summary(item) if is_short else self._text(item),
            self._picture(item.meta.cover),
            item.address,
            getattr(item.meta, "number", None),
            self._basis(item),
            item.address,
        )

    def _base(self, item: Manuscript) -> Topic:
        assert isinstance(item.meta, Base)
        facts = tuple(Paragraph(text, label) for label, text in self._visit(item.meta) if text)
        parts = [*self._summary(item), Part("怎么去", facts)] if facts else self._summary(item)
        picture = self._picture(item.meta.cover)
        return Topic(self._kicker(item), item.meta.official_name, tuple(parts), picture, item.address, opens=item.address)

    def _visit(self, base: Base) -> Iterator[tuple[str, str]]:
        """What somebody must know who wants to go there. What nobody verified is quoted as such."""
        notice = base.notice_on(self.site.today)
        yield "通知", f"{notice.text}（至{chinese_date(notice.until)}）" if notice else ""
        sure = str if base.is_verified else _doubted
        yield "开放", hours_of_week(base.hours) if base.is_verified and base.hours else sure(base.hours_text or "")
        yield "地址", base.address or ""
        yield "交通", "；".join(base.transit)
        yield "门票", sure(base.admission or "")
        yield "预约", sure(base.booking or "")
        yield "电话", sure(base.phone or "")

    def _works(self, item: Manuscript, topic: Topic, photos: Iterable[str], is_short: bool) -> Iterator[Topic]:
        """Each photo with its label: the whole caption, or the first sentence of it."""
        for id in photos:
            if picture := self.site.pictures.get(id):
                said = picture.caption.caption
                words = (Part("", (Paragraph(sentences(said)[0] if is_short else said),)),)
                title = picture.caption.title or ""
                yield replace(topic, kicker=item.title, title=title, parts=words, picture=picture, is_work=True, number=None, basis="")

    def _text(self, item: Manuscript) -> tuple[Part, ...]:
        """The whole text, a part under each heading; one with nothing under it but further headings stands before the first of these."""
        parts: list[Part] = []
        above: list[Section] = []
        for section in self.site.texts.of(item).sections:
            above = [*(earlier for earlier in above if earlier.level < section.level), section]
            if section.text:
                heading = SEPARATOR.join(filter(None, (one.title for one in above)))
                parts.append(Part(heading, tuple(map(Paragraph, section.text.split("\n")))))
                above = []
        return tuple(parts)

    def _summary(self, item: Manuscript) -> tuple[Part, ...]:
        told = (section.text for section in self.site.texts.of(item).sections if section.text)
        words = item.meta.summary or next(told, "").partition("\n")[0]
        return (Part("", (Paragraph(words),)),) if words else ()

    def _kicker(self, item: Manuscript) -> str:
        """双拥故事 · 原闸北区（今静安区） · 2014年."""
        column = next(column.name for key, column in COLUMNS.items() if item.src_uri.startswith(f"{key}/"))
        district = self.library.get("district", getattr(item.meta, "district", None) or "")
        place = district_name(self.library, district) if district else ""
        owner = getattr(item.meta, "owner", None) or ""
        happened = getattr(item.meta, "happened", None)
        ai = "内容由人工智能生成" if item.meta.ai else ""
        return SEPARATOR.join(filter(None, (column, place, owner, str(happened) if happened else "", ai)))

    def _basis(self, item: Manuscript) -> str:
        found = [basis(source) for source in self.library.named(item.meta.sources, "source")]
        return f"依据：{'、'.join(found)}" if found else ""

    def _picture(self, id: str | None) -> Picture | None:
        return self.site.pictures.get(id or "")

    def _poster(self, day: Manuscript) -> Picture | None:
        """A picture that its caption says belongs to the day."""
        photos: list[Photo] = [photo for photo in self.library.photos if photo.caption.day == day.id]
        return self._picture(photos[0].id) if photos else None


def _doubted(text: str) -> str:
    return text if not text or "待核实" in text else f"{text}（待核实）"

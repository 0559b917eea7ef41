"""What stands on each slide, and that all of it fits."""

from __future__ import annotations

import dataclasses
import random
import re
from pathlib import Path
from typing import Any

import pytest

from making import figure, manuscript, site
from shuangyong.carriers.screens.compose import MODULE
from shuangyong.carriers.screens.lines import Unfit
from shuangyong.carriers.screens.playable import Playable, playable
from shuangyong.carriers.screens.topics import Topic, Topics
from shuangyong.drawing.qr import QUIET, modules
from shuangyong.manuscripts.calendar import in_year
from shuangyong.manuscripts.library import Library, Publishable
from shuangyong.manuscripts.models import ProgrammeItem
from shuangyong.photos.pictures import Pictures
from shuangyong.phrasing import basis
from shuangyong.site import Site

from .measuring import faults, opened
from .setting import SIZES, TOLD, Read, album, caption, composer, fits, frames, screen, shipped, small, squeezed, told, write_files

STORY = "stories/2026/boat.md"
LARGE = [size for size in SIZES if size != "512x128"]
STRIPS = ("1536x256", "1920x360", "512x128")




def body(*shown) -> str:
    """All that slides tell besides their titles and what runs along, a heading once. On a strip headings run along."""
    texts, heading = [], ""
    for frame in shown:
        for classes, text in Read(frame.html).said:
            if "sy-paragraph" in classes or ("sy-heading" in classes and text != heading):
                texts.append(text)
            heading = text if "sy-heading" in classes else heading
    return squeezed("".join(texts))


def said(topic: Topic, size: str) -> str:
    """All that a topic has to tell."""
    return squeezed("".join(part.heading * (size not in STRIPS) + "".join(one.whole for one in part.paragraphs) for part in topic.parts))


def day_frames(known: tuple[Publishable, Site], item, size: str = "1920x1080") -> list:
    return list(composer(size, known[1]).topic(Topics(*known).of_day(in_year(item, 2026))))


# --- Nothing is lost ---


@pytest.mark.parametrize("size", SIZES)
def test_slides_hold_the_whole_text_of_everything_shipped_or_it_is_refused(size: str) -> None:
    """Nothing is ever cut."""
    library, on = shipped()
    setter, topics = composer(size, on), Topics(library, on)
    held = refused = 0
    for kind in (*TOLD, "base"):
        for item in library.of(kind):
            for position, topic in enumerate(topics.of(ProgrammeItem.model_validate({kind: item.id}))):
                try:
                    shown = list(setter.topic(topic))
                except Unfit as unfit:
                    assert squeezed(unfit.args[0]) in squeezed(topic.title + "".join(one.text for part in topic.parts for one in part.paragraphs))
                    refused += 1
                    continue
                assert body(*shown) == said(topic, size)
                if kind in TOLD and position == 0 and size not in STRIPS:
                    assert body(*shown) == squeezed(on.texts.of(item).plain)
                assert squeezed(topic.title) in squeezed(told(shown[0], name="sy-title")[0])
                held += 1
    if size in LARGE:
        assert held > 70
        assert refused <= {"1536x256": 1, "1920x360": 2}.get(size, 0)


@pytest.mark.parametrize("size", LARGE)
def test_everything_shipped_is_told_in_short(size: str) -> None:
    known = shipped()
    for kind in (*TOLD, "base"):
        for item in known[0].of(kind):
            assert fits(known, {kind: item.id, "text": "摘要"}, size), item.src_uri


@pytest.mark.parametrize("size", LARGE)
def test_every_shipped_number_is_shown_with_its_meaning_and_its_source(size: str) -> None:
    known = shipped()
    for cited in known[0].figures:
        shown = frames(known, {"figures": [cited.id]}, size)
        text = squeezed("".join(frame.text for frame in shown)) + body(*shown)
        figure = cited.figure
        needed = [figure.shown, figure.what, figure.place, figure.period, figure.note, f"数字出自：{basis(cited.source)}"]
        assert [one for one in needed if one and squeezed(one) not in text] == []


@pytest.mark.parametrize("size", LARGE)
def test_every_day_of_the_calendar_is_announced_with_its_date_and_its_rule(size: str) -> None:
    known = shipped()
    for item in known[0].of("day"):
        if in_year(item, 2026) is None:
            continue
        shown = day_frames(known, item, size)
        topic = Topics(*known).of_day(in_year(item, 2026))
        assert told(shown[0], name="sy-date") == [topic.date]
        assert body(*shown) == said(topic, size)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("width", [1, 40, 260])
def test_whatever_somebody_writes_is_whole_or_refused(size: str, width: int) -> None:
    chance = random.Random(width)
    for _ in range(4):
        text = "".join(chance.choices("双拥工作ab1，。；“”（）👍𠮷—…", k=width))
        known = small(manuscript(STORY, text.strip() + "。\n", title="标题"))
        try:
            shown = frames(known, {"story": "boat"}, size)
        except Unfit:
            continue
        assert body(*shown) == squeezed(known[1].texts.of(known[0].get("story", "boat")).plain)


def test_a_screen_of_any_size_at_any_distance_shows_a_text_whole_or_refuses_it() -> None:
    known = small(manuscript(STORY, "一句话。" * 40 + "\n\n## 小标题\n\n又一句话。\n", title="标题", cover="show/a"), albums=(album(caption("a")),))
    whole = {is_strip: squeezed("一句话。" * 40 + "小标题" * (not is_strip) + "又一句话。") for is_strip in (True, False)}
    chance = random.Random(3)
    shown = 0
    for _ in range(60):
        width, height = (round(128 * 64 ** chance.random()) for _ in range(2))
        keys = {"viewing_distance_m": chance.choice([1, 5, 40]), "pixel_pitch_mm": chance.choice([0.3, 2, 10])}
        try:
            made = frames(known, {"story": "boat"}, f"{width}x{height}", **keys)
        except Unfit:
            continue
        assert body(*made) == whole[width / height >= 2.4], (width, height, keys)
        shown += 1
    assert shown > 20


# --- Everything is in its place ---


def hard() -> tuple[Publishable, Site]:
    """Manuscripts that are as long, as dense and as odd as people write them."""
    pictures = (
        caption("long", title="在“携手追梦行”军民融合艺术联展上展出的第一幅作品", caption="这是一段很长的图注，" * 12 + "完。",
                photographer="一个名字很长的摄影者和朋友们", unit="某某市某某区某某街道某某居委会退役军人服务站宣传组", rights="原作者所有"),
        caption("untitled", caption="没有标题的作品。"), caption("tall", title="高"), caption("wide", title="宽"),
    )  # fmt: skip
    numbers = [
        figure("f01", "600余件", place="原闸北区（今静安区）临汾路街道", period="2014年1月至12月", note="报纸只写了总数，没有写各街道各是多少件。"),
        figure("f02", "约1234567.89万元人民币整", what="某某基金会某某分会在某某年为某某项目筹得的全部款项", status="目标"),
        figure("f03", "1件", what="甲", note="很长的附注，" * 9),
        figure("f04", "“三个一”", what="一项制度"),
    ]
    return small(
        manuscript("sources/paper.md", source_kind="某某市某某区某某街道的一个很长很长的内部刊物专版", issued="2015", figures=numbers),
        manuscript("stories/2026/heading.md", "开头。\n\n## " + "很长的小标题，" * 8 + "\n\n正文。\n", title="标题"),
        manuscript("stories/2026/marks.md", "正文。\n", title="“《甲》”：（乙）、‘丙’，“丁”！", number=123),
        manuscript("stories/2026/comma.md", "正文。\n", title="官兵的后路、后院、后代，怎样安排：“三后”"),
        manuscript("stories/2026/long.md", "正文。\n", title="军地办实事，供需列成清单，一件一件对账销号，年底向居民和官兵公开"),
        manuscript("stories/2026/dash.md", "正文——还有破折号。\n", title="东方绿舟——青少年校外活动营地"),
        manuscript("stories/2026/latin.md", "网址是https://site.example/a/long/path/" + "x" * 60 + "。\n", title="Shuangyong 2026 for all"),
        manuscript("stories/2026/list.md", "- 甲\n- 乙\n\n| 表 | 头 |\n|--|--|\n| 1 | 2 |\n\n👍🏽𠮷龘。\n", title="列表", cover="wall/wide"),
        manuscript("stories/2026/tall.md", "正文。" * 60 + "\n", title="高照片", cover="wall/tall", happened="2014-09-15/2014-09-20"),
        manuscript("calendar/spring.md", title="上半年征兵（入伍时间从3月1日算起）", rule="03-01", through="09-30", basis="某某规定第三条"),
        manuscript("calendar/memorial.md", title="南京大屠杀死难者国家公祭日", rule="12-13", summary="纪念。" * 12),
        manuscript("exhibitions/show.md", "展览正文。\n", title="“携手追梦行”军民融合艺术联展暨某某区双拥工作成果展览会", album="wall"),
        albums=(album(*pictures, id="wall"),),
        sizes={"tall": (300, 4000), "wide": (8000, 300)},
        name="“双拥”之窗：某某市某某区人民政府双拥工作领导小组办公室",
    )


def everything(known: tuple[Publishable, Site]) -> list[dict[str, Any]]:
    """A programme of all there is."""
    library, _ = known
    told = [{kind: item.id, "text": text} for kind in TOLD for item in library.of(kind) for text in ("全文", "摘要")]
    numbers = [figure.id for figure in library.figures]
    groups = [numbers[start : start + size] for size in (1, 2, 3, 4) for start in range(0, len(numbers), size)]
    bases = [{"base": item.id} for item in library.of("base")]
    return [*told, *bases, *({"figures": group} for group in groups), {"day": "next"}, {"notice": "今天下午讲解暂停，请您自己参观。"}]


def standby_of(made: Playable) -> str:
    """What stands beneath all slides."""
    page = next(output.body for output in made.outputs if output.path.endswith("index.html")).decode()
    found = re.search(r'<div id="standby"[^>]*>(.*)</div>\s*<div id="layers">', page, re.S)[1]
    assert found.count("<div") == found.count("</div>") and "sy-standby__name" in found
    return found


@pytest.mark.parametrize(
    ("content", "size", "distance"),
    [
        *((shipped, size, None) for size in ("1920x1080", "1024x768", "1080x1920", "1536x256", "1920x360")),
        *((hard, size, None) for size in (*SIZES, "1080x1080", "600x1000", "2400x1000", "640x192")),
        *((hard, size, 7) for size in ("1920x1080", "1080x1920")),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_nothing_leaves_its_place_on_any_screen(chromium, content, size: str, distance: int | None, tmp_path: Path, tmp_path_factory) -> None:
    """As a browser lays it out, with the screen's own stylesheet and fonts."""
    library, on = content()
    templates = tmp_path / "templates" / "screen"
    templates.mkdir(parents=True)
    for name in ("player.js", "worker.js"):
        (templates / name).write_text("// 空", encoding="utf-8")
    by_id = {id: dataclasses.replace(picture, folder=tmp_path / "photos" / picture.photo.album) for id, picture in on.pictures.by_id.items()}
    on = dataclasses.replace(on, pictures=Pictures(by_id), templates=(templates.parent,), cache=tmp_path_factory.getbasetemp() / "kept")
    write_files(on.pictures)
    seen = {"viewing_distance_m": distance, "pixel_pitch_mm": 0.63} if distance else {}
    made = playable(screen(*everything((library, on)), size=size, **seen), library, on)
    with opened(chromium, made, tmp_path / "site") as page:
        found = faults(page, {slide.id: slide.frame.html for slide in made.slides} | {"standby": standby_of(made)})
    assert found == []
    assert len(made.slides) > 20


# --- What stands on a slide ---


def test_a_picture_stands_there_with_its_credit_and_its_place_is_kept() -> None:
    known = small(manuscript(STORY, cover="show/a"), albums=(album(caption("a", photographer="张三", unit="某单位", rights="本项目")),))
    (frame,) = frames(known, {"story": "boat"})
    (image,) = Read(frame.html).all("img")
    assert image["data-picture"] == "0" and image["alt"] == "看得见a"
    assert "src" not in image, "the player gives it what the browser can show"
    assert int(image["width"]) / int(image["height"]) == pytest.approx(4 / 3, abs=0.01)
    assert squeezed(told(frame, name="sy-credit")[0]) == "摄影：张三·某单位·本项目"
    assert [shown.picture.id for shown in frame.pictures] == ["show/a"]


@pytest.mark.parametrize("size", LARGE)
@pytest.mark.parametrize("title", [None, "船"])
def test_a_work_is_shown_with_its_picture_whether_it_has_a_title_or_not(size: str, title: str | None) -> None:
    show = manuscript("exhibitions/show.md", "前言。\n", title="联展", album="show")
    shown = frames(small(show, albums=(album(caption("a", **({"title": title} if title else {}))),)), {"exhibition": "show", "text": "摘要"}, size)
    assert [one.picture.id for frame in shown for one in frame.pictures] == ["show/a"]
    assert "a的图注。" in body(*shown)


def test_a_picture_of_the_flag_is_marked() -> None:
    known = small(manuscript(STORY, cover="show/a"), albums=(album(caption("a", caption="升国旗。"), caption("b")),))
    assert "sy-picture--flag" in frames(known, {"story": "boat"})[0].html
    known = small(manuscript(STORY, cover="show/b"), albums=(album(caption("a", caption="升国旗。"), caption("b")),))
    assert "sy-picture--flag" not in frames(known, {"story": "boat"})[0].html


def test_a_solemn_day_is_marked() -> None:
    solemn, plain = (manuscript("calendar/a.md", title="公祭日", rule="12-13", **tone) for tone in ({"tone": "庄重"}, {}))
    assert "sy-slide--sober" in day_frames(small(solemn), solemn)[0].html
    assert "sy-slide--sober" not in day_frames(small(plain), plain)[0].html


def test_what_people_type_and_by_whose_word_stands_beside_the_code() -> None:
    (frame,) = frames(small(manuscript(STORY, number=201)), {"story": "boat"})
    assert told(frame, name="sy-aside__line") == ["依据：报纸专版（约2015年）", "扫码细看，或在网站里搜201"]
    (frame,) = frames(small(manuscript(STORY), manuscript("sources/paper.md", draft=True)), {"story": "boat"})
    assert told(frame, name="sy-aside__line") == ["扫码细看"]


@pytest.mark.parametrize("size", ["1536x256", "1920x360"])
def test_a_strip_says_the_short_number_above_the_title(size: str) -> None:
    lead = frames(small(manuscript(STORY, number=201, title="红帆船")), {"story": "boat"}, size)[0]
    assert told(lead, name="sy-kicker") == ["双拥故事 · 短号201 · 徐汇区"]


def test_the_code_is_that_of_the_page() -> None:
    (frame,) = frames(small(manuscript(STORY), url="https://site.example/sy/"), {"story": "boat"})
    assert [svg["aria-label"] for svg in Read(frame.html).all("svg")] == ["二维码：https://site.example/sy/stories/2026/boat/"]


@pytest.mark.parametrize("size", SIZES)
def test_a_code_that_a_phone_cannot_read_is_not_shown(size: str) -> None:
    on = site(url="https://site.example/")
    least = composer(size, on)
    for length in range(0, 400, 20):
        address = "x" * length
        is_large_enough = least.layout.qr / (modules(on.absolute(address)) + 2 * QUIET) >= MODULE
        assert (least.qr(address) is not None) is is_large_enough
    assert least.qr("x" * 2000) is None and least.qr(None) is None


def test_the_pages_of_a_long_text_are_counted() -> None:
    lead, *rest = frames(small(manuscript(STORY, "一句话。" * 200 + "\n")), {"story": "boat"})
    assert told(lead, *rest, name="sy-page") == [f"{number}／{len(rest)}" for number in range(1, len(rest) + 1)]
    (_, only) = frames(small(manuscript(STORY, "一。\n\n## 小标题\n\n二。\n")), {"story": "boat"})
    assert told(only, name="sy-page") == []


def test_on_a_strip_the_title_stands_alone_and_the_text_follows() -> None:
    lead, *rest = frames(small(manuscript(STORY, "开头。\n\n## 起航\n\n一。\n", title="红帆船")), {"story": "boat"}, "1536x256")
    assert told(lead) == []
    assert [(told(frame, name="sy-kicker"), told(frame)) for frame in rest] == [(["红帆船"], ["开头。"]), (["红帆船 · 起航"], ["一。"])]


def test_a_label_stands_before_its_text() -> None:
    (frame,) = frames(small(manuscript("bases/b.md", "一座馆。\n", admission="免费", verified_on="2026-11-01")), {"base": "b"})[1:]
    assert told(frame, name="sy-name") == ["门票　".strip()]
    assert told(frame) == ["门票　免费"]


def test_what_is_read_is_what_stands_there_without_credits_and_hints() -> None:
    known = small(manuscript(STORY, "开头。\n", title="红帆船", cover="show/a"), albums=(album(caption("a")),))
    (frame,) = frames(known, {"story": "boat"})
    assert frame.read == "双拥故事 · 徐汇区红帆船开头。"
    assert squeezed(frame.text).replace("扫码细看", "").startswith(squeezed("摄影：张三 · 本项目所有" + frame.read))


def test_a_video_is_muted_and_has_no_address_in_its_markup() -> None:
    frame = composer().video("screens/welcome.mp4")
    (video,) = Read(frame.html).all("video")
    assert video.keys() >= {"data-video", "muted", "playsinline"} and "src" not in video
    assert (frame.video, frame.read, frame.text) == ("screens/welcome.mp4", "", "")


# --- Figures ---


@pytest.mark.parametrize(("size", "most"), [("1920x1080", 3), ("1024x768", 2), ("1080x1920", 3), ("1536x256", 1)])
@pytest.mark.parametrize("count", range(1, 8))
def test_numbers_stand_side_by_side_about_as_many_on_each_slide(size: str, most: int, count: int) -> None:
    numbers = [figure(f"f{number:02}", f"{number}件") for number in range(count)]
    shown = frames(small(manuscript("sources/paper.md", figures=numbers)), {"figures": [f"paper/{one['id']}" for one in numbers]}, size)
    cells = [len(told(frame, name="sy-number")) for frame in shown]
    assert told(*shown, name="sy-number") == [f"{number}件" for number in range(count)]
    assert max(cells) <= most and len(cells) == -(-count // most)
    assert max(cells) - min(cells) <= 1


def test_a_number_leads_to_its_own_place_and_several_to_their_source() -> None:
    known = small(manuscript("sources/paper.md", figures=[figure("f01"), figure("f02")]))
    one, several = (Read(frames(known, {"figures": ids})[0].html).all("svg")[0] for ids in (["paper/f01"], ["paper/f01", "paper/f02"]))
    assert one["aria-label"].endswith("sources/paper/#f01")
    assert several["aria-label"].endswith("sources/paper/")


def test_numbers_of_two_sources_name_both() -> None:
    other = manuscript("sources/report.md", source_kind="工作报告", figures=[figure("f01", "3个")])
    known = small(manuscript("sources/paper.md", figures=[figure("f01")]), other)
    (frame,) = frames(known, {"figures": ["paper/f01", "report/f01"]})
    assert squeezed(told(frame, name="sy-source")[0]) == "数字出自：报纸专版；工作报告"


def test_a_number_without_room_is_refused() -> None:
    with pytest.raises(Unfit):
        frames(small(manuscript("sources/paper.md", figures=[figure("f01", "1件", note="很长的附注，" * 200)])), {"figures": ["paper/f01"]})
    with pytest.raises(Unfit):
        frames(small(manuscript("sources/paper.md", figures=[figure("f01", "九" * 60)])), {"figures": ["paper/f01"]})


# --- Whatever somebody writes is text ---


EVIL = '<script>alert(1)</script>&amp;" \' {{ 7 * 7 }} <b style="x">'


@pytest.mark.parametrize("size", ["1920x1080", "1080x1920", "1536x256"])
def test_markup_in_any_field_is_text(size: str) -> None:
    short = "<b>&\"'"
    source = manuscript("sources/paper.md", source_kind=short, figures=[figure("f01", short, what=short, place=short, note=short)])
    known = small(
        manuscript(STORY, "正文。\n", title=short, summary=EVIL, cover="show/a"),
        manuscript("bases/b.md", official_name=short, address=short, phone=short),
        manuscript("exhibitions/show.md", title=short, album="show"),
        source,
        manuscript("districts/xuhui.md", title=short),
        albums=(album(caption("a", title=short, caption=short, alt=EVIL, photographer=short, rights=short)),),
    )
    entries = [{"story": "boat", "text": "摘要"}, {"base": "b"}, {"exhibition": "show"}, {"figures": ["paper/f01"]}, {"notice": EVIL}]
    for entry in entries:
        shown = frames(known, entry, size)
        tags = [tag for frame in shown for tag in Read(frame.html).tags]
        assert {tag for tag, _ in tags} <= {"div", "p", "span", "b", "img", "h1", "h2", "svg", "rect", "path"}
        assert not any("style" in attrs or any(name.startswith("on") for name in attrs) for _, attrs in tags)
        assert {attrs.get("class") for tag, attrs in tags if tag == "b"} <= {"sy-name"}
    assert squeezed(EVIL) in body(*frames(known, {"notice": EVIL}, size))
    assert told(*frames(known, {"story": "boat", "text": "摘要"}, size), name="sy-title") == [short]


def test_no_slide_has_a_style_a_script_or_an_id() -> None:
    known = shipped()
    for entry in everything(known):
        if "day" in entry:
            continue
        for frame in frames(known, entry):
            assert not re.search(r"<(?:script|style|link)|\s(?:style|id|on\w+)=", frame.html)
            assert Read(frame.html).tags[0][1]["class"].split()[0] == "sy-slide"


def test_every_picture_of_a_slide_is_asked_for_by_its_number() -> None:
    library, on = known = shipped()
    assert isinstance(library, Library)
    for item in library.of("exhibition"):
        for frame in frames(known, {"exhibition": item.id}):
            asked = [image["data-picture"] for image in Read(frame.html).all("img")]
            assert asked == [str(number) for number in range(len(frame.pictures))]

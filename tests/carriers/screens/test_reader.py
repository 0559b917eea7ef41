"""What a touched terminal opens: which entries, and what each says."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from conftest import REPOSITORY
from making import TODAY, figure, manuscript, site
from shuangyong.carriers.screens.reader import Entry, Reader, reader_of
from shuangyong.manuscripts.captions import Album, Caption, Photo, read_albums
from shuangyong.manuscripts.library import Library, Manuscript
from shuangyong.manuscripts.reader import read_folder
from shuangyong.photos.job import Record, Rendition
from shuangyong.photos.pictures import Pictures
from shuangyong.resources import common_days_dir

from .test_prose import Audit

DISTRICTS = (
    manuscript("districts/xuhui.md", title="徐汇区"),
    manuscript("districts/jingan.md", title="静安区"),
    manuscript("districts/zhabei.md", title="原闸北区", merged_into="jingan", merged_on="2015-11"),
)
SOURCE = manuscript(
    "sources/paper.md", title="一个专版", issued=2015, issued_note="推算", figures=[figure(), figure("f02", "12件", withheld="不公开")]
)
FORMATS = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}
READABLE = {"story", "brand", "base", "exhibition"}


def album(*slugs: str, **keys) -> Album:
    words = {"alt": "看得见的", "photographer": "张三", "rights": "本项目所有，可以转载", "people": "none"}
    captions = (Caption(**({"slug": s, "file": f"{s}.jpg", "title": f"{s}题", "caption": f"{s}的图注"} | words | keys)) for s in slugs)
    return Album("show", "photos/show", tuple(Photo("show", it, "photos/show/captions.yml", 1) for it in captions))


def record(slug: str) -> Record:
    made = [Rendition(f"{slug}-{w}.{FORMATS[f]}", "web", f, w, w * 3 // 4, 1) for w in (480, 960, 1600, 2560) for f in FORMATS]
    return Record(f"{slug}.jpg", "00", 1, 1, slug, "", "", ("web",), 10**9, 4000, 3000, renditions=tuple(made))


def reader(*items: Manuscript, programme=(), albums=(), size="1080x1920", today=TODAY, url="https://site.example/sy/") -> Reader:
    """Of a screen whose programme names, unless told otherwise, every item in its order."""
    programme = list(programme) or [{item.kind: item.id} for item in items if item.kind in READABLE]
    screen = manuscript("screens/hall.md", size=size, touch=True, programme=programme)
    publishable = Library((*DISTRICTS, SOURCE, *items, screen), albums).publishable(today=today)
    records = {(it.id, photo.caption.slug): record(photo.caption.slug) for it in albums for photo in it.photos}
    pictures = Pictures.of(publishable.photos, records, Path("/cache"))
    return reader_of(publishable.get("screen", "hall"), publishable, site(pictures=pictures, today=today, url=url))


def entry(item: Manuscript, *others: Manuscript, **how) -> Entry:
    found = reader(item, *others, **how)
    return next(it for it in found.entries if it.id == item.address)


def words(html: str) -> str:
    """What one reads, without white space."""
    return re.sub(r"\s", "", unescape(re.sub(r"<[^>]*>", "", html)))


def rows(html: str) -> dict[str, str]:
    """The facts by their labels, lines parted by ｜."""
    found: dict[str, str] = {}
    for part in re.findall(r"<dt.*?(?=<dt|</dl>)", html, re.S):
        label, *lines = re.findall(r"<d[td][^>]*>(.*?)</d[td]>", part, re.S)
        found[words(label)] = "｜".join(map(words, lines))
    return found


def story(name: str, body: str = "正文。\n", **keys) -> Manuscript:
    return manuscript(f"stories/2026/{name}.md", body, **({"title": f"故事{name}"} | keys))


def brand(name: str, **keys) -> Manuscript:
    return manuscript(f"brands/{name}.md", **({"title": f"品牌{name}"} | keys))


def base(**keys) -> Manuscript:
    return manuscript("bases/longhua.md", **({"title": "龙华", "official_name": "龙华", "category": "烈士纪念设施"} | keys))


# --- Which entries ---


def test_entries_stand_in_the_order_of_the_programme_section_by_section() -> None:
    items = (brand("b"), story("z"), base(), story("a"), manuscript("exhibitions/show.md", title="展"), brand("a"))
    found = reader(*items)
    assert [(section.title, [it.title for it in section.entries]) for section in found.sections] == [
        ("故事", ["故事z", "故事a"]),
        ("品牌项目", ["品牌b", "品牌a"]),
        ("国防教育基地", ["龙华"]),
        ("影像展", ["展"]),
    ]


def test_a_section_without_entries_is_not_there() -> None:
    assert [section.title for section in reader(story("a")).sections] == ["故事"]


def test_each_stands_there_once() -> None:
    items = (story("a", brands=["b"]), brand("b"))
    programme = [{"story": "a"}, {"brand": "b"}, {"story": "a"}, {"day": "next"}, {"notice": "通知"}]
    assert [it.id for it in reader(*items, programme=programme).entries] == ["stories/2026/a/", "brands/b/"]


def test_stories_of_a_named_brand_or_base_come_after_those_named() -> None:
    items = (
        story("told", brands=["b"]),
        story("linked", "见[龙华](../../bases/longhua.md)。\n"),
        story("other"),
        story("named"),
        brand("b"),
        base(),
        brand("unnamed"),
        story("far", brands=["unnamed"]),
    )
    found = reader(*items, programme=[{"brand": "b"}, {"base": "longhua"}, {"story": "named"}])
    assert [it.title for it in found.sections[0].entries] == ["故事named", "故事told", "故事linked"]


def test_what_is_kept_back_is_nowhere() -> None:
    later = (TODAY + dt.timedelta(days=1)).isoformat()
    items = (
        story("a", "见[草稿](draft.md)、[明天](later.md)、[撤下](gone.md)和[12件](figure:paper/f02)。\n"),
        story("draft", draft=True, title="草稿题目", brands=["b"]),
        story("later", published=later, title="明天题目", brands=["b"]),
        story("gone", withdrawn={"on": "2026-11-22", "reason": "核实有误"}, title="撤下题目", brands=["b"]),
        brand("b"),
    )
    found = reader(*items)
    assert [it.id for it in found.entries] == ["stories/2026/a/", "brands/b/"]
    shown = json.dumps(found.as_data(), ensure_ascii=False)
    assert not any(title in shown for title in ("草稿题目", "明天题目", "撤下题目", "核实有误"))
    assert "见草稿、明天、撤下和12件。" in words(found.sections[0].entries[0].html) and "__figure" not in shown


def test_a_programme_of_nothing_readable_gives_an_empty_reader() -> None:
    assert reader(programme=[{"day": "next"}]).sections == ()


# --- A story ---


def test_a_story_says_where_when_and_what_it_is_called() -> None:
    found = entry(story("a", district="zhabei", happened="2014-09", happened_note="按专版推算", number=108))
    assert found.kicker == "原闸北区（今静安区） · 2014年9月"
    assert (found.title, found.number) == ("故事a", 108)
    assert words(found.html).startswith("原闸北区（今静安区）·2014年9月故事a时间：按专版推算")
    assert found.html.count("<h1") == 1


def test_it_carries_its_byline_its_sources_and_its_corrections() -> None:
    item = story("a", byline={"reporter": "李四"}, corrections=[{"on": "2026-11-20", "what": "原写三次，应为两次"}])
    shown = words(entry(item).html)
    assert "记者：李四" in shown
    assert "资料来源《一个专版》，报纸专版（约2015年）" in shown
    assert "更正2026年11月20日：原写三次，应为两次" in shown


def test_what_a_machine_wrote_is_marked() -> None:
    assert "本文含人工智能生成或合成的内容。" in entry(story("a", ai=True)).html
    assert "人工智能" not in entry(story("a")).html


def test_it_says_how_to_take_it_along() -> None:
    found = entry(story("a", number=108))
    assert "用手机扫码，带走这一篇。短号108：在本站搜索框里输入，就能找到这一篇。" in words(found.html)
    assert "短号" not in entry(story("a")).html


def test_its_code_leads_to_its_page() -> None:
    """Not by another encoder, but by a decoder: what a phone reads is what counts."""
    zxingcpp, image = pytest.importorskip("zxingcpp"), pytest.importorskip("PIL.Image")
    found = entry(story("a"))
    svg = re.search(r"<svg.*?</svg>", found.html, re.S)[0]
    side = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    modules = image.new("L", (side, side), 255)
    x = y = 0.0
    for command, across, down in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", re.search(r' d="([^"]*)', svg)[1]):
        if command == "h":
            for step in range(int(across)):
                modules.putpixel((int(x) + step, int(y)), 0)
            x += int(across)
        else:
            x, y = (float(across), float(down)) if command == "M" else (x + float(across), y + float(down))
    read = zxingcpp.read_barcodes(modules.resize((side * 8, side * 8), 0))
    assert [code.text for code in read] == ["https://site.example/sy/stories/2026/a/"]


def test_links_open_what_the_reader_holds_and_all_others_are_words() -> None:
    body = "见[船](../../brands/b.md)、[别处](https://example.com/)、[栏目](../index.md)和[600余件](figure:paper/f01)。\n"
    html = entry(story("a", body), brand("b")).html
    assert '<a class="sy-entry__link" href="#" data-opens="brands/b/">船</a>' in html
    assert '<span class="sy-entry__figure">600余件</span>' in html
    assert re.findall(r'<a [^>]*href="([^"]*)"', html) == ["#"]


def test_every_link_opens_an_entry_that_is_there() -> None:
    items = (story("a", brands=["b"], bases=["longhua"]), brand("b", inspired_by="c"), brand("c"), base())
    found = reader(*items, programme=[{"story": "a"}, {"brand": "b"}, {"base": "longhua"}])
    opened = set(re.findall(r'data-opens="([^"]*)"', "".join(it.html for it in found.entries)))
    assert opened == {"stories/2026/a/", "brands/b/", "bases/longhua/"} == {it.id for it in found.entries}


def test_photos_stand_in_the_text_with_caption_and_credit() -> None:
    found = entry(story("a", "前。\n\n![说明](photo:show/boat)\n\n后。\n"), albums=[album("boat")])
    assert [picture.as_data()["jpeg"] for picture in found.pictures] == ["../../photos/show/boat-960.jpg"]
    assert words(found.html).count("前。boat题boat的图注摄影：张三·本项目所有后。") == 1
    assert re.findall(r'<img [^>]*data-picture="0" width="960" height="720" alt="看得见的">', found.html)


def test_pictures_are_numbered_as_they_are_listed() -> None:
    body = "![](photo:show/boat)\n\n字里![](photo:show/sail)行间\n\n![](photo:show/boat)\n"
    found = entry(story("a", body, cover="show/cover"), albums=[album("boat", "sail", "cover")])
    listed = [picture.picture.photo.caption.slug for picture in found.pictures]
    shown = re.findall(r'data-picture="(\d+)".*?__name">(\w+)题', found.html)
    assert sorted(int(number) for number, _ in shown) == list(range(len(listed)))
    assert all(listed[int(number)] == slug for number, slug in shown)
    assert [slug for _, slug in shown] == ["cover", "boat", "sail", "boat"]


def test_a_photo_among_words_does_not_break_its_paragraph() -> None:
    found = entry(story("a", "字里![](photo:show/boat)行间\n"), albums=[album("boat")])
    assert re.search(r"<p>字里<span .*</span>行间</p>", found.html) and "<figure" not in found.html


def test_a_cover_that_stands_in_the_text_is_not_shown_twice() -> None:
    found = entry(story("a", "![](photo:show/boat)\n", cover="show/boat"), albums=[album("boat")])
    assert len(found.pictures) == 1


def test_a_photo_that_is_not_there_leaves_nothing() -> None:
    found = entry(story("a", "前。\n\n![说明](photo:show/boat)\n\n后。\n", cover="show/boat"))
    assert found.pictures == () and "前。</p>" in found.html
    assert "<img" not in found.html and "<figure" not in found.html and "<p></p>" not in found.html


@pytest.mark.parametrize(("size", "width"), [("1080x1920", 960), ("1920x1080", 960), ("2160x3840", 2560), ("768x1366", 960)])
def test_pictures_are_as_large_as_the_screen_needs(size: str, width: int) -> None:
    found = entry(story("a", cover="show/boat"), albums=[album("boat")], size=size)
    assert found.pictures[0].files["jpeg"].width == width


def test_what_the_captions_keep_for_the_desk_is_not_shown() -> None:
    found = entry(story("a", cover="show/boat"), albums=[album("boat", people="recognisable", consent="第7号")])
    assert "第7号" not in found.html and "boat.jpg" not in found.html


# --- A brand ---


def test_a_brand_says_who_does_it_since_when_and_how_it_stands() -> None:
    found = entry(brand("b", owner="某街道", since=2014, since_note="按专版推算", status="在办", category="拥军品牌"))
    assert rows(found.html) == {"主办": "某街道", "类别": "拥军品牌", "开始": "约2014年（按专版推算）", "现况": "在办"}
    assert found.kicker == "徐汇区 · 拥军品牌"


def test_a_brand_leads_to_the_one_that_inspired_it_where_that_is_here() -> None:
    assert rows(entry(brand("b", inspired_by="c"), brand("c")).html)["由来"] == "品牌c带动下产生"
    assert 'data-opens="brands/c/"' in entry(brand("b", inspired_by="c"), brand("c")).html
    away = entry(brand("b", inspired_by="c"), brand("c"), programme=[{"brand": "b"}])
    assert rows(away.html)["由来"] == "品牌c带动下产生" and "data-opens" not in away.html
    assert "由来" not in rows(entry(brand("b", inspired_by="c"), brand("c", draft=True)).html)


def test_a_brand_tells_its_stories_as_they_happened() -> None:
    told = (story("late", happened="2021", brands=["b"]), story("early", happened="2014-09", brands=["b"]), story("some", brands=["b"]))
    html = entry(brand("b"), *told, programme=[{"brand": "b"}]).html
    assert re.findall(r'data-opens="stories/2026/(\w+)/"', html) == ["early", "late", "some"]


# --- A base ---

HOURS = [{"days": ["周二", "周三", "周四", "周五", "周六", "周日"], "open": "09:00", "close": "16:30", "last_entry": "16:00"}]


def test_hours_that_nobody_verified_are_quoted_as_such() -> None:
    html = entry(base(hours=HOURS, hours_text="“9点到16点”，旧网页", phone="021-1234", admission="免费", booking="要预约")).html
    found = rows(html)
    assert found["开放时间"] == "“9点到16点”，旧网页（待核实）" and "09:00" not in html
    assert (found["电话"], found["门票"], found["预约"]) == ("021-1234（待核实）", "免费（待核实）", "要预约（待核实）")
    assert "信息待核实。" in html and "核实于" not in html


def test_what_says_that_it_is_unsure_says_it_once() -> None:
    assert rows(entry(base(phone="021-1234（2007年网页，待核实）")).html)["电话"] == "021-1234（2007年网页，待核实）"


def test_hours_without_a_word_about_them_are_not_made_up() -> None:
    assert rows(entry(base(hours=HOURS)).html)["开放时间"] == "没有查到开放时间，待核实"


def test_verified_hours_are_given_day_by_day() -> None:
    exceptions = [{"on": "2026-10-01/2026-10-07", "what": "已过去"}, {"on": "2027-02-06/2027-02-12", "what": "春节闭馆"}]
    keys = {"hours_text": "旧的", "phone": "021-1234", "closed": "周一", "guide": "10:00", "free_for": ["军人"], "access": ["坡道", "轮椅"]}
    html = entry(base(hours=HOURS, verified_on="2026-11-20", exceptions=exceptions, **keys)).html
    found = rows(html)
    assert found["开放时间"] == "周二至周日09:00—16:30（16:00停止入场）" and "旧的" not in html
    assert (found["电话"], found["闭馆日"], found["讲解"], found["免费对象"]) == ("021-1234", "周一", "10:00", "军人")
    assert found["无障碍"] == "有坡道、轮椅"
    assert found["2027年2月6日至2027年2月12日"] == "春节闭馆" and "已过去" not in html
    assert "信息核实于2026年11月20日。" in html and "待核实" not in html


def test_access_that_nobody_looked_into_is_not_denied() -> None:
    assert rows(entry(base()).html)["无障碍"] == "坡道、电梯、轮椅、无障碍卫生间都待核实"
    assert rows(entry(base(access=[], verified_on="2026-11-20")).html)["无障碍"] == "没有无障碍设施"


def test_a_location_that_is_not_for_publication_is_not_told() -> None:
    html = entry(base(address="某路1号", transit=["地铁"], publish_location=False)).html
    assert rows(html)["地址"] == "地址不公开" and "某路" not in html and "地铁" not in html
    assert rows(entry(base()).html)["地址"] == "没有查到地址"


def test_it_gives_its_full_name_where_that_is_another() -> None:
    assert rows(entry(base(official_name="上海市龙华烈士陵园")).html)["全称"] == "上海市龙华烈士陵园"
    assert "全称" not in rows(entry(base()).html)


def test_evidence_stays_at_the_desk() -> None:
    assert "某处网页" not in entry(base(evidence=[{"where": "某处网页"}])).html


def test_a_notice_says_until_when_and_ends_with_that_day() -> None:
    html = entry(base(notice={"text": "修缮，暂停开放", "until": "2026-12-01"})).html
    assert "修缮，暂停开放（至2026年12月1日）" in html
    ends = int(re.search(r'data-until="(\d+)"', html)[1])
    assert dt.datetime.fromtimestamp(ends, ZoneInfo("Asia/Shanghai")) == dt.datetime(2026, 12, 2, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert "修缮" not in entry(base(notice={"text": "修缮", "until": "2026-11-21"})).html


def test_designations_say_how_sure_they_are() -> None:
    named = [{"name": "某基地", "level": "市级", "by": "某部门", "on": 2015}, {"name": "另一称号", "status": "有效"}]
    shown = words(entry(base(designations=named)).html)
    assert "某基地市级，某部门，2015年命名，称号待核实" in shown and "另一称号级别待核实，有效" in shown


# --- An exhibition ---


def exhibition(**keys) -> Manuscript:
    return manuscript("exhibitions/show.md", "前言。\n", **({"title": "展", "album": "show"} | keys))


def test_an_exhibition_shows_all_its_works_in_their_order() -> None:
    photos = album("boat", "sail")
    passed = album("reject", selected=False)
    whole = Album("show", "photos/show", (*photos.photos, *passed.photos))
    found = entry(exhibition(cover="show/sail"), albums=[whole])
    assert [picture.picture.id for picture in found.pictures] == ["show/boat", "show/sail"]
    assert rows(found.html)["这里展出"] == "2件" and "reject" not in found.html
    shown = words(found.html)
    assert shown.index("前言。") < shown.index("boat题boat的图注") < shown.index("sail题sail的图注")


def test_an_exhibition_gives_its_facts_as_printed() -> None:
    found = entry(exhibition(album=None, venue="某中心", happened="2014-09", hosts=["甲", "乙"], collected="paper/f01", selected="paper/f02"))
    assert rows(found.html) == {"时间": "2014年9月", "地点": "某中心", "主办": "甲、乙", "征集": "600余件"}
    assert found.kicker == "2014年9月 · 某中心"


# --- The whole ---


def test_its_data_are_what_the_page_is_promised() -> None:
    data = reader(story("a", number=7, cover="show/boat"), base(), albums=[album("boat")]).as_data()
    assert list(data) == ["sections", "elsewhere"]
    assert all(list(section) == ["title", "entries"] for section in data["sections"])
    first = data["sections"][0]["entries"][0]
    assert list(first) == ["id", "title", "headline", "kicker", "number", "html", "pictures"]
    assert (first["id"], first["number"], list(first["pictures"][0])) == ("stories/2026/a/", 7, ["avif", "webp", "jpeg"])
    assert data["sections"][1]["entries"][0]["number"] is None
    assert json.loads(json.dumps(data)) == data


def test_titles_are_escaped_wherever_they_stand() -> None:
    items = (story("a", title="<b>甲</b>", brands=["b"]), brand("b", title='乙"<i>', owner="<script>"))
    found = reader(*items)
    every = "".join([it.html + it.as_data()["headline"] for it in found.entries])
    assert not re.search("<(b|i|script)>", every)


def test_it_tells_where_else_a_number_may_be_looked_up() -> None:
    assert "别的短号，在“试验站”网站的搜索框里查。" in words(reader(story("a")).elsewhere)


def test_its_fonts_hold_every_character_that_may_be_read() -> None:
    found = reader(story("a", "甲乙㐂。\n", title="丙丁", cover="show/boat"), albums=[album("boat")])
    shown = found.elsewhere + "".join(it.html + it.title + it.kicker for it in found.entries) + "故事"
    assert set(words(shown)) <= set(found.text)
    assert set("目录上一屏下一屏返回结束字大一点字小画面放低还原输入短号清空退一格打开还在看吗第1屏，共2屏秒后回到开头") <= set(found.text)
    assert list(found.text) == sorted(set(found.text)) and "\n" not in found.text


def test_each_file_goes_out_once() -> None:
    found = reader(story("a", cover="show/boat"), story("b", cover="show/boat"), albums=[album("boat")])
    assert [output.path for output in found.outputs()] == [f"photos/show/boat-960.{ending}" for ending in ("avif", "jpg", "webp")]


def test_the_same_makes_the_same() -> None:
    items = (story("a", brands=["b"], number=1), brand("b"), base())
    assert json.dumps(reader(*items).as_data()) == json.dumps(reader(*items).as_data())


# --- The shipped site ---


@pytest.fixture(scope="module")
def shipped() -> Reader:
    """A screen that names everything there is."""
    albums, _ = read_albums(REPOSITORY / "photos")
    read = read_folder(REPOSITORY / "docs", "docs", common_days_dir(), albums).library
    programme = [{kind: item.id} for kind in ("story", "brand", "base", "exhibition") for item in read.of(kind)]
    screen = manuscript("screens/everything.md", size="1080x1920", touch=True, programme=programme)
    publishable = Library((*(it for it in read.manuscripts), screen), albums).publishable(today=TODAY)
    records = {(it.id, photo.caption.slug): record(photo.caption.slug) for it in albums for photo in it.photos}
    pictures = Pictures.of(publishable.photos, records, Path("/cache"))
    return reader_of(publishable.get("screen", "everything"), publishable, site(pictures=pictures))


def test_everything_of_the_shipped_site_can_be_read(shipped: Reader) -> None:
    assert [section.title for section in shipped.sections] == ["故事", "品牌项目", "国防教育基地", "影像展"]
    numbers = [it.number for it in shipped.entries if it.number]
    assert len(numbers) == len(set(numbers)) > 40


class Strict(Audit):
    """What stands around a text is ours: more is allowed, and still nothing that a strict policy forbids."""

    ALLOWED = Audit.ALLOWED | {"data-picture", "width", "height", "alt", "viewbox", "shape-rendering", "fill", "stroke", "d", "data-until"}
    VOID = Audit.VOID | {"wbr"}


def test_nothing_in_it_needs_a_looser_policy(shipped: Reader) -> None:
    faults = {it.id: found for it in shipped.entries if (found := Strict(it.html).faults)}
    assert faults == {} and Strict(shipped.elsewhere).faults == []


def test_each_of_its_entries_has_one_title_and_headings_in_order(shipped: Reader) -> None:
    for it in shipped.entries:
        levels = [int(level) for level in re.findall(r"<h(\d)", it.html)]
        assert levels.count(1) == 1 and levels[0] == 1, it.id
        assert all(deeper <= level + 1 for level, deeper in zip(levels, levels[1:], strict=False)), it.id


def test_every_picture_it_lists_has_a_place(shipped: Reader) -> None:
    for it in shipped.entries:
        places = [int(number) for number in re.findall(r'data-picture="(\d+)"', it.html)]
        assert sorted(places) == list(range(len(it.pictures))), it.id
    assert sum(len(it.pictures) for it in shipped.entries) >= 14


def test_none_of_its_links_leads_nowhere(shipped: Reader) -> None:
    ids = {it.id for it in shipped.entries}
    opened = re.findall(r'data-opens="([^"]*)"', "".join(it.html for it in shipped.entries))
    assert len(opened) > 60 and set(opened) <= ids

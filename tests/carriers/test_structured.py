"""What each page tells machines of itself: JSON-LD, Open Graph and the way that leads to it."""

from __future__ import annotations

import json
import re
from typing import get_args

import pytest

from making import figure, library, manuscript, site
from output.schema_org import misuses
from shuangyong.carriers import Output
from shuangyong.carriers.web.opengraph import open_graph
from shuangyong.carriers.web.structured import about, script
from shuangyong.carriers.web.structured.places import PLACES
from shuangyong.carriers.web.view import View
from shuangyong.columns import COLUMNS
from shuangyong.manuscripts.models import BaseCategory
from shuangyong.site import Imprint

from .test_pictures_on_pages import DISTRICT, SOURCE, album, caption, pages

ROOT = "https://site.example/sy/"
STORY = "stories/2026/x.md"
BASE = "bases/guan.md"
SHOW = "exhibitions/zhan.md"
CARD = ("cards/x.png", 1200, 630, "标题和船")
VERIFIED = {"verified_on": "2026-11-01"}
HOURS = {"hours": [{"days": ["周二", "周日"], "open": "09:00", "close": "16:30"}]}


def graph(output: Output) -> list[dict]:
    text = str(output.view.context["structured"])
    return json.loads(text)["@graph"] if text else []


def view(*items) -> View:
    return View(library(DISTRICT, SOURCE, *items).publishable(), site())


def told(src_uri: str, *items, **how) -> dict:
    """The first node of the page: what it is about."""
    return graph(pages(*items, **how)[src_uri])[0]


def story(*others, **keys) -> dict:
    how = {key: keys.pop(key) for key in ("albums", "zone", "imprint") if key in keys}
    return told(STORY, manuscript(STORY, **{"title": "联展", "sources": ["paper"], **keys}), *others, **how)


def base(*others, **keys) -> dict:
    return told(BASE, manuscript(BASE, **{"title": "纪念馆", **keys}), *others)


def show(*others, **keys) -> dict:
    how = {key: keys.pop(key) for key in ("albums",) if key in keys}
    return told(SHOW, manuscript(SHOW, **{"title": "联展", **keys}), *others, **how)


# --- The way to a page ---


def crumbs(output: Output) -> list[tuple[str, str | None]]:
    return list(output.view.context["crumbs"])


def test_the_way_leads_from_home_through_the_column_to_the_page() -> None:
    found = crumbs(pages(manuscript(STORY, title="联展"))[STORY])
    assert found == [("首页", ""), ("双拥故事", "stories/"), ("联展", None)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.md", []),
        ("stories/index.md", [("首页", ""), ("双拥故事", None)]),
        ("stories/district/xuhui/index.md", [("首页", ""), ("双拥故事", "stories/"), ("徐汇区的故事", None)]),
        ("sitemap/index.md", [("首页", ""), ("网站地图", None)]),
        # Nobody wrote about/index.md: there is nothing to lead to.
        ("about/x.md", [("首页", ""), ("写法", None)]),
        ("handbook/x.md", [("首页", ""), ("手册", None)]),
    ],
)
def test_the_way_has_only_pages_that_are_there(path: str, expected: list) -> None:
    items = (manuscript(STORY), manuscript("about/x.md", title="写法"), manuscript("handbook/x.md", title="手册"))
    assert crumbs(pages(*items)[path]) == expected


def test_the_last_exhibition_withdrawn_takes_its_column_with_it() -> None:
    gone = manuscript(SHOW, withdrawn={"on": "2026-11-20", "reason": "误"})
    assert [name for name, _ in crumbs(pages(gone)[SHOW])] == ["首页", "这篇内容已撤下"]


def test_a_further_page_of_a_list_comes_below_its_first() -> None:
    stories = [manuscript(f"stories/2026/s{number}.md", number=number) for number in range(1, 24)]
    found = pages(*stories)
    assert crumbs(found["stories/page/2.md"])[1:] == [("双拥故事", "stories/"), ("第2页", None)]
    assert crumbs(found["stories/2026/page/2.md"])[2:] == [("2026年发布的故事", "stories/2026/"), ("第2页", None)]


def test_machines_are_told_the_same_way_as_readers() -> None:
    for path, output in pages(manuscript(STORY), manuscript(BASE), manuscript("about/x.md")).items():
        if not output.view:
            continue
        ways = [node for node in graph(output) if node["@type"] == "BreadcrumbList"]
        steps = [(step["position"], step["name"], step["item"]) for way in ways for step in way["itemListElement"]]
        assert [(number, name) for number, name, _ in steps] == [(n, name) for n, (name, _) in enumerate(crumbs(output), 1)], path
        assert all(item == ROOT + (to or "") for (_, _, item), (_, to) in zip(steps[:-1], crumbs(output)[:-1], strict=True)), path


# --- The site ---


def test_the_site_says_who_publishes_it_only_if_somebody_does() -> None:
    assert told("index.md", imprint=Imprint())["@type"] == "WebSite"
    assert "publisher" not in told("index.md")
    given = told("index.md", imprint=Imprint(organizer="某区双拥办", site_code="3101040001"))
    assert given["publisher"] == {"@type": "GovernmentOrganization", "name": "某区双拥办"}
    assert told("index.md", imprint=Imprint(organizer="某学会"))["publisher"]["@type"] == "Organization"


# --- Stories ---


def test_a_story_without_a_byline_is_by_who_answers_for_the_site() -> None:
    assert story()["author"] == {"@type": "Organization", "name": "试验站", "url": ROOT}
    assert story(imprint=Imprint(organizer="某区双拥办"))["author"]["name"] == "某区双拥办"


def test_a_byline_names_people_as_printed_in_their_roles() -> None:
    found = story(byline={"reporter": "江跃中、王 平", "correspondent": "王玉民", "editor": "冯莉君", "photographer": "张三"})
    names = {role: [person["name"] for person in found[role]] for role in ("author", "editor", "contributor")}
    assert names == {"author": ["江跃中", "王 平", "王玉民"], "editor": ["冯莉君"], "contributor": ["张三"]}
    assert {person["@type"] for role in names for person in found[role]} == {"Person"}


@pytest.mark.parametrize(
    ("published", "zone", "expected"),
    [
        ("2026-11-22", "Asia/Shanghai", "2026-11-22"),
        ("2026-11-22 09:30", "Asia/Shanghai", "2026-11-22T09:30:00+08:00"),
        ("2026-11-22 09:30", "Asia/Urumqi", "2026-11-22T09:30:00+06:00"),
    ],
)
def test_a_minute_has_its_zone_and_a_day_stays_a_day(published: str, zone: str, expected: str) -> None:
    assert story(published=published, zone=zone)["datePublished"] == expected


def test_a_correction_is_a_change_and_is_told() -> None:
    found = story(updated="2026-11-10", corrections=[{"on": "2026-11-21", "what": "12人改为11人"}])
    assert found["dateModified"] == "2026-11-21"
    assert found["correction"] == [{"@type": "CorrectionComment", "text": "12人改为11人", "datePublished": "2026-11-21"}]
    assert "dateModified" not in story()


def test_when_it_happened_is_as_precise_as_it_is_known_and_never_inferred() -> None:
    assert story(happened="2014-09")["temporalCoverage"] == "2014-09"
    assert story(happened="2014-09-15/2014-09-20")["temporalCoverage"] == "2014-09-15/2014-09-20"
    assert "temporalCoverage" not in story(happened="2014", happened_note="由上下文推算")


def test_a_story_names_its_district_its_subjects_and_its_source() -> None:
    brand, hall = manuscript("brands/fan.md", title="红帆船"), manuscript(BASE, title="纪念馆")
    found = story(brand, hall, brands=["fan"], bases=["guan"], tags=["优抚"])
    assert (found["contentLocation"]["name"], found["contentLocation"]["containedInPlace"]["name"]) == ("徐汇区", "上海")
    assert [(it["@type"], it["url"]) for it in found["about"]] == [("Project", f"{ROOT}brands/fan/"), ("Museum", f"{ROOT}bases/guan/")]
    assert [it["mainEntityOfPage"] for it in found["isBasedOn"]] == [f"{ROOT}sources/paper/"]
    assert found["keywords"] == ["优抚"]


def test_what_is_not_published_is_not_named() -> None:
    brand = manuscript("brands/fan.md", title="草稿甲", draft=True)
    paper = manuscript("sources/geheim.md", title="草稿乙", draft=True)
    found = json.dumps(story(brand, paper, brands=["fan"], sources=["paper", "geheim"]), ensure_ascii=False)
    assert "草稿" not in found and "fan" not in found and "geheim" not in found
    assert "专版" in found


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"issued": "2015-05-01"}, "2015-05-01"),
        ({"issued": "2015-05"}, None),
        ({"issued": "2015-05-01", "issued_note": "推算"}, None),
        ({"issued": "2015-05-01/2015-05-03"}, None),
    ],
)
def test_a_source_has_a_date_only_where_it_is_known_to_the_day(keys: dict, expected: str | None) -> None:
    source = manuscript("sources/other.md", title="报道", publication="某报", **keys)
    (found,) = story(source, sources=["other"])["isBasedOn"]
    assert found.get("datePublished") == expected
    assert found["isPartOf"] == {"@type": "Newspaper", "name": "某报"}


def test_our_page_about_a_source_is_not_the_source() -> None:
    found = told("sources/paper.md")
    assert (found["@type"], found["url"]) == ("WebPage", f"{ROOT}sources/paper/")
    assert "url" not in found["about"] and "datePublished" not in found["about"]


# --- Brands ---


def test_a_brand_belongs_to_its_owner_and_has_a_date_only_if_exact() -> None:
    def brand(**keys) -> dict:
        return told("brands/fan.md", manuscript("brands/fan.md", owner="临汾路街道", **keys))

    assert brand()["parentOrganization"] == {"@type": "Organization", "name": "临汾路街道"}
    assert brand(since="2014-09-01")["foundingDate"] == "2014-09-01"
    assert "foundingDate" not in brand(since="2014-09")
    assert "foundingDate" not in brand(since="2014-09-01", since_note="推算")


# --- Bases ---

WGS = {"lat": 31.2, "lng": 121.5, "system": "WGS-84", "note": "来历"}


def test_every_category_is_some_sort_of_place() -> None:
    assert PLACES.keys() == set(get_args(BaseCategory))


def test_before_it_is_verified_a_base_has_no_hours_position_or_promise_of_access() -> None:
    facts = {"coordinates": WGS, **HOURS}
    visiting = {"openingHoursSpecification", "geo", "publicAccess"}
    assert not base(**facts).keys() & visiting
    assert base(**facts, **VERIFIED).keys() >= visiting


def test_verified_hours_are_told_by_weekday() -> None:
    (found,) = base(**HOURS, **VERIFIED)["openingHoursSpecification"]
    assert found == {"@type": "OpeningHoursSpecification", "dayOfWeek": ["Tuesday", "Sunday"], "opens": "09:00", "closes": "16:30"}


@pytest.mark.parametrize(
    ("on", "what", "expected"),
    [
        ("2027-02-06", "闭馆", ("2027-02-06", "2027-02-06", "00:00", "00:00")),
        ("2027-02-06/2027-02-08", "闭馆三天。", ("2027-02-06", "2027-02-08", "00:00", "00:00")),
        ("2027-10-01", "10:00–15:00开放", ("2027-10-01", "2027-10-01", "10:00", "15:00")),
        ("2027-02", "闭馆", None),
        ("2027-02-06", "闭馆，团队除外", None),
        ("2027-02-06", "照常开放", None),
    ],
)
def test_an_exception_is_told_where_it_is_plain(on: str, what: str, expected: tuple | None) -> None:
    found = base(exceptions=[{"on": on, "what": what}], **HOURS, **VERIFIED).get("specialOpeningHoursSpecification", [])
    keys = ("validFrom", "validThrough", "opens", "closes")
    assert [tuple(it[key] for key in keys) for it in found] == ([expected] if expected else [])


def test_while_a_notice_stands_the_usual_hours_are_not_promised() -> None:
    def has_hours(until: str) -> bool:
        return "openingHoursSpecification" in base(notice={"text": "修缮闭馆", "until": until}, **HOURS, **VERIFIED)

    assert [has_hours("2026-11-21"), has_hours("2026-11-22")] == [True, False]


def test_only_the_system_that_machines_know_is_told() -> None:
    assert base(coordinates=WGS, **VERIFIED)["geo"] == {"@type": "GeoCoordinates", "latitude": 31.2, "longitude": 121.5}
    assert "geo" not in base(coordinates=WGS | {"system": "GCJ-02"}, **VERIFIED)


def test_a_place_that_is_not_for_publication_is_nowhere() -> None:
    found = base(address="某路1号", coordinates=WGS, publish_location=False, **VERIFIED)
    assert not found.keys() & {"address", "geo"}
    assert "某路" not in json.dumps(found, ensure_ascii=False)


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ("021-64683059", "021-64683059"),
        ("021-64683059（团队）、021-64683060", ["021-64683059", "021-64683060"]),
        ("021-64683059（待核实）", None),
        ("见网站", None),
        (None, None),
    ],
)
def test_a_telephone_is_a_number_that_nobody_doubts(phone: str | None, expected: object) -> None:
    assert base(phone=phone, verified_on="2026-11-20").get("telephone") == expected
    assert "telephone" not in base(phone=phone)


@pytest.mark.parametrize(("admission", "expected"), [("免费", True), ("免费（待核实）", None), ("10元", None), (None, None)])
def test_free_is_what_is_free_without_doubt(admission: str | None, expected: bool | None) -> None:
    assert base(admission=admission, verified_on="2026-11-20").get("isAccessibleForFree") is expected
    assert "isAccessibleForFree" not in base(admission=admission)


@pytest.mark.parametrize("address", ["某路旁（门牌待核实）", "金山卫镇（门牌未见）", None])
def test_no_letter_goes_to_a_doubtful_address(address: str | None) -> None:
    assert "address" not in base(address=address)


def test_an_address_lies_in_the_district_that_is_there_today() -> None:
    new = manuscript("districts/jingan.md", title="静安区", city="上海市")
    old = manuscript("districts/zhabei.md", title="原闸北区", city="上海市", merged_into="jingan")
    found = base(new, old, district="zhabei", address="光复路21号")["address"]
    assert (found["addressLocality"], found["streetAddress"]) == ("上海市静安区", "光复路21号")


def test_facilities_and_website_are_told_as_known() -> None:
    found = base(access=["坡道", "手语"], website="https://museum.example/", official_name="某某纪念馆")
    assert [(it["name"], it["value"]) for it in found["amenityFeature"]] == [("坡道", True), ("手语", True)]
    assert (found["sameAs"], found["alternateName"], found["url"]) == ("https://museum.example/", "某某纪念馆", f"{ROOT}bases/guan/")
    assert not base(official_name="纪念馆", website="见公众号").keys() & {"amenityFeature", "sameAs", "alternateName"}


# --- Exhibitions and photos ---

WALL = album(caption("boat", photographer="张三", unit="某单位", title="船"), caption("lamp"))


def test_an_exhibition_is_an_event_where_its_day_and_place_are_known() -> None:
    found = show(venue="文化中心", happened="2014-09-15/2014-09-20", hosts=["甲", "乙"], album="show", albums=[WALL])
    assert (found["@type"], found["startDate"], found["endDate"]) == ("ExhibitionEvent", "2014-09-15", "2014-09-20")
    assert found["location"] == {"@type": "Place", "name": "文化中心"}
    assert [host["name"] for host in found["organizer"]] == ["甲", "乙"]
    assert len(found["workFeatured"]) == 2
    assert "endDate" not in show(venue="文化中心", happened="2014-09-15")


@pytest.mark.parametrize("keys", [{"happened": "2014-09", "venue": "文化中心"}, {"happened": "2014-09-15"}, {"venue": "文化中心"}, {}])
def test_otherwise_it_is_a_page_with_what_is_known(keys: dict) -> None:
    found = show(**keys)
    assert (found["@type"], found.get("temporalCoverage")) == ("WebPage", keys.get("happened"))
    assert found.get("contentLocation", {}).get("name") == keys.get("venue")
    assert show(**keys, album="show", albums=[WALL])["@type"] == "ImageGallery"


def test_the_chosen_work_leads_and_every_work_is_there() -> None:
    found = show(album="show", cover="show/lamp", albums=[WALL])
    assert [it["caption"] for it in found["associatedMedia"]] == ["lamp的图注", "boat的图注"]
    assert found["image"] == [found["associatedMedia"][0]["contentUrl"]]


def photo(**keys) -> dict:
    (found,) = story(cover="show/boat", albums=[album(caption("boat", **keys))])["image"]
    return found


def test_a_photo_says_what_its_caption_says() -> None:
    found = photo(title="船", unit="某单位", photographer="张三", taken="2014-09-15", place="某路")
    assert found == {
        "@type": "ImageObject",
        "contentUrl": f"{ROOT}photos/show/boat-web-2560.jpg",
        "encodingFormat": "image/jpeg",
        "width": "2560 px",
        "height": "1920 px",
        "name": "船",
        "caption": "boat的图注",
        "creditText": "张三，某单位",
        "creator": {"@type": "Person", "name": "张三"},
        "copyrightNotice": "本项目所有，可以转载",
        "dateCreated": "2014-09-15",
        "contentLocation": {"@type": "Place", "name": "某路"},
        "representativeOfPage": True,
    }
    assert "dateCreated" not in photo(taken="2014-09")


@pytest.mark.parametrize(
    ("photographer", "expected"),
    [
        ("欧阳小明", ("Person", "欧阳小明")),
        ("试验站（项目自绘）", ("Organization", "试验站")),
        ("新华社", None),
        ("某区融媒体中心", None),
        ("张三、李四", None),
        ("佚名摄于2014年", None),
    ],
)
def test_a_creator_is_told_where_it_is_plain_who_that_is(photographer: str, expected: tuple | None) -> None:
    creator = photo(photographer=photographer).get("creator")
    assert (creator and (creator["@type"], creator["name"])) == expected


def test_a_licence_is_an_address_or_nothing() -> None:
    assert photo(rights="按 https://creativecommons.org/licenses/by/4.0/deed.zh，可以转载。")["license"].endswith("deed.zh")
    assert "license" not in photo(rights="可以转载")


def test_consent_and_file_names_are_for_the_desk() -> None:
    assert not {"同意书7号", "boat.jpg"} & set(map(str, photo(people="recognisable", consent="同意书7号").values()))


# --- Lists and numbers ---


def test_a_list_tells_its_entries_with_their_numbers() -> None:
    stories = [manuscript(f"stories/2026/s{number:02}.md", number=number) for number in range(1, 24)]
    found = told("stories/page/2.md", *stories)["mainEntity"]
    assert (found["numberOfItems"], [it["position"] for it in found["itemListElement"]]) == (23, [21, 22, 23])
    assert found["itemListElement"][0]["url"] == f"{ROOT}stories/2026/s21/"


def test_days_are_entries_of_a_list_and_no_events() -> None:
    days = [manuscript("calendar/a.md", rule="12-13"), manuscript("calendar/b.md", rule="03-05")]
    found = told("calendar/index.md", *days)
    assert [it["url"] for it in found["mainEntity"]["itemListElement"]] == [f"{ROOT}calendar/#a", f"{ROOT}calendar/#b"]
    assert "Event" not in json.dumps(found)


def test_an_empty_list_has_no_entries() -> None:
    assert told("brands/index.md")["mainEntity"] == {"@type": "ItemList", "numberOfItems": 0}


FIGURES = [
    figure("exact", "11527人次", value=11527, unit="人次"),
    figure("floor", "600余件", value=600, unit="件"),
    figure("about", "约300户", value=300, unit="户"),
    figure("aim", "七连冠", value=7, status="目标"),
    figure("secret", "9个", value=9, withheld="不公开"),
    figure("date", "2014年9月", value="2014-09"),
]


def test_numbers_are_values_only_as_far_as_they_were_printed() -> None:
    found = told("numbers/index.md", manuscript("sources/big.md", figures=FIGURES))
    values = {it["description"]: (it.get("value"), it.get("minValue")) for it in found["variableMeasured"]}
    assert values == {"11527人次": (11527, None), "600余件": (None, 600), "约300户": (None, None)}
    assert "license" not in found
    assert told("numbers/index.md")["@type"] == "WebPage", "there are no numbers"


# --- Writing it ---


@pytest.mark.parametrize("title", ["</script><script>alert(1)</script>", "<!--<script>", "甲\u2028乙\u2029丙", "甲&lt;乙"])
def test_no_title_breaks_out_of_the_script(title: str) -> None:
    text = str(script([{"@type": "NewsArticle", "headline": title}]))
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text)["@graph"][0]["headline"] == title


def test_han_characters_stay_readable() -> None:
    assert "联展" in script([{"@type": "NewsArticle", "headline": "联展"}])
    assert script([]) == ""


def test_a_withdrawn_page_tells_only_where_it_is() -> None:
    gone = manuscript(STORY, title="撤下标题", withdrawn={"on": "2026-11-20", "reason": "误"})
    found = graph(pages(gone)[STORY])
    assert [node["@type"] for node in found] == ["BreadcrumbList"]
    assert "撤下标题" not in json.dumps(found, ensure_ascii=False)


def test_all_of_it_is_schema_org(tmp_path) -> None:
    """Every branch above at once: the shipped site verifies no base and dates no exhibition."""
    whole = [
        manuscript(STORY, published="2026-11-22 09:30", byline={"reporter": "甲", "editor": "乙", "photographer": "丙"}, happened="2014-09",
                   brands=["fan"], bases=["guan"], cover="show/boat", tags=["优抚"], corrections=[{"on": "2026-11-21", "what": "误"}]),
        manuscript("brands/fan.md", owner="某街道", since="2014-09-01", cover="show/boat", tags=["优抚"]),
        manuscript(BASE, address="某路1号", coordinates=WGS, phone="021-64683059、021-64683060", admission="免费", access=["坡道"], cover="show/boat",
                   website="https://museum.example/", exceptions=[{"on": "2027-02-06", "what": "闭馆"}], tags=["高校"], **HOURS, **VERIFIED),
        manuscript(SHOW, venue="文化中心", happened="2014-09-15/2014-09-20", hosts=["甲"], album="show", tags=["文化"]),
        manuscript("exhibitions/wang.md", album="show", cover="show/lamp", tags=["文化"]),
        manuscript("sources/big.md", figures=FIGURES, publication="某报", issued="2015-05-01", subtitle="副题", byline={"reporter": "甲"}),
        manuscript("about/index.md", tags=["关于"]),
        *(manuscript(f"bases/b{number}.md", category=category) for number, category in enumerate(get_args(BaseCategory))),
    ]  # fmt: skip
    made = pages(*whole, albums=[WALL], imprint=Imprint(organizer="某办", site_code="1"))
    graphs = {path: graph(output) for path, output in made.items() if output.view}
    graphs["with a card"] = [about(view(*whole), item, (), CARD) for item in whole]
    assert misuses(graphs, tmp_path) == []


# --- Open Graph ---


def shared(path: str, *items, **how) -> dict[str, str]:
    pairs = pages(*items, **how)[path].view.context["open_graph"]
    names = [name for name, _ in pairs if name != "article:tag"]
    assert len(set(names)) == len(names)
    return dict(pairs)


def test_a_shared_story_shows_its_title_and_cover() -> None:
    item = manuscript(STORY, title="联展", summary="一句话。", published="2026-11-22 09:30", updated="2026-11-22", cover="show/boat", tags=["优抚"])
    assert shared(STORY, item, albums=[WALL]) == {
        "og:type": "article",
        "og:site_name": "试验站",
        "og:title": "联展",
        "og:description": "一句话。",
        "og:url": f"{ROOT}stories/2026/x/",
        "og:locale": "zh_CN",
        "og:image": f"{ROOT}photos/show/boat-web-1600.jpg",
        "og:image:width": "1600",
        "og:image:height": "1200",
        "og:image:alt": "看得见boat",
        "article:published_time": "2026-11-22T09:30:00+08:00",
        "article:modified_time": "2026-11-22",
        "article:section": "双拥故事",
        "article:tag": "优抚",
        "twitter:card": "summary_large_image",
    }


def test_without_a_picture_none_is_promised() -> None:
    found = shared("stories/index.md", manuscript(STORY))
    assert (found["og:type"], found["twitter:card"]) == ("website", "summary")
    assert not any(name.startswith(("og:image", "article:")) for name in found)


def test_every_tag_is_a_pair_of_its_own() -> None:
    pairs = pages(manuscript(STORY, tags=["甲", "乙"]))[STORY].view.context["open_graph"]
    assert [content for name, content in pairs if name == "article:tag"] == ["甲", "乙"]


def test_a_share_card_comes_before_the_cover() -> None:
    found = dict(open_graph(site(), "x/", title="甲", description="", column=COLUMNS["stories"], card=CARD))
    names = ("og:image", "og:image:width", "og:image:height", "og:image:alt")
    assert [found[name] for name in names] == [f"{ROOT}cards/x.png", "1200", "630", "标题和船"]
    assert "og:description" not in found


def test_a_share_card_is_one_of_a_storys_images() -> None:
    item = manuscript(STORY)
    (image,) = about(view(item), item, (), CARD)["image"]
    assert (image["contentUrl"], image["width"], image["caption"]) == (f"{ROOT}cards/x.png", "1200 px", "标题和船")

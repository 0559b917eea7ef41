"""What can be found, and where a result leads."""

from __future__ import annotations

import json

from making import TODAY, library, manuscript, site
from shuangyong.carriers.search.entries import entries_of
from shuangyong.manuscripts.captions import parse_album
from shuangyong.manuscripts.library import Library

from .reading_index import CALL
from .test_index import DISTRICT, PAPER, story


def entries(*items):
    return {entry.address: entry for entry in entries_of(library(DISTRICT, PAPER, *items).publishable(today=TODAY), site())}


def test_every_kind_with_a_page_is_found_and_screens_are_not():
    found = entries(
        story("a"), manuscript("brands/b.md"), manuscript("bases/c.md"), manuscript("exhibitions/d.md"),
        manuscript("calendar/e.md", rule="03-05", tone="平常"), manuscript("about/index.md"), manuscript("screens/f.md"),
        manuscript("index.md"),
    )  # fmt: skip
    kinds = {address: entry.kind for address, entry in found.items()}
    assert kinds["stories/2026/a/"] == "story" and kinds["calendar/#e"] == "day" and kinds["about/"] == "page"
    assert {"brands/b/", "bases/c/", "exhibitions/d/", "districts/xuhui/", "sources/paper/"} <= kinds.keys()
    assert {"stories/", "brands/", "numbers/", "calendar/", "corrections/"} <= kinds.keys(), "the fronts that are made"
    assert not any(address.startswith("screens") or address == "" for address in kinds)


def test_front_is_described_by_its_column():
    front = entries()["stories/"]
    assert (front.title, front.called) == ("双拥故事", ()) and "军队" in front.summary and "拥军优属" in front.names


def test_front_without_a_page_is_not_found():
    assert "exhibitions/" not in entries() and "about/" not in entries()
    assert "exhibitions/" in entries(manuscript("exhibitions/d.md"))


def test_story_is_found_by_its_brands_bases_and_district():
    brand, base = manuscript("brands/hfc.md", title="红帆船"), manuscript("bases/lh.md", title="龙华", official_name="龙华烈士陵园")
    found = entries(brand, base, story("a", brands=["hfc"], bases=["lh"], tags=["义诊"], byline={"reporter": "本站记者"}))
    assert found["stories/2026/a/"].names == ("义诊", "红帆船", "龙华", "徐汇区", "本站记者")
    assert "龙华烈士陵园" in found["bases/lh/"].names


def test_newer_has_the_greater_number():
    stories = [story("new", published="2026-11-20"), story("old", published="2026-01-02"), story("older", published="2025-01-02")]
    found = [address for address in entries(*stories) if address.startswith("stories/2")]
    assert [address.split("/")[2] for address in found] == ["older", "old", "new"]


def test_year_is_that_of_the_event_where_it_is_known():
    found = entries(story("a", happened="2014-09"), story("b"), manuscript("brands/b.md"))
    assert [found[f"stories/2026/{n}/"].year for n in "ab"] == [2014, 2026] and found["brands/b/"].year is None
    assert found["stories/2026/a/"].date == "2014年9月" and found["stories/2026/b/"].date == "2026年11月22日发布"


def test_place_that_is_not_for_publication_is_not_found():
    base = manuscript("bases/c.md", official_name="全称", address="某某路一号", publish_location=False, transit=["某某站"])
    assert "某某" not in str(entries(base)["bases/c/"])
    open_base = manuscript("bases/c.md", official_name="全称", address="某某路一号", transit=["某某站"])
    assert "某某路一号" in entries(open_base)["bases/c/"].passages[-1].text


def test_works_of_an_exhibition_are_found_where_they_hang():
    captions = (
        "photos:\n  - {file: a.jpg, slug: fan, title: 带头的帆, caption: 三条小船随后。, alt: 船, photographer: 自绘, rights: 自有, people: none}\n"
        "  - {file: b.jpg, slug: luo, title: 落选的, caption: 没有挂出来。, alt: 船, photographer: 自绘, rights: 自有, people: none, selected: false}\n"
    )
    album, problems = parse_album("hua", "photos/hua", captions)
    assert not problems
    shown = Library([DISTRICT, manuscript("exhibitions/d.md", album="hua")], [album]).publishable(today=TODAY)
    (entry,) = [entry for entry in entries_of(shown, site()) if entry.address == "exhibitions/d/"]
    assert [(p.anchor, p.heading) for p in entry.passages if p.anchor] == [("works/fan", "带头的帆")]
    assert "落选" not in str(entry)


def test_anchors_are_those_of_the_built_pages(built):
    """A result leads to a place on the page: it must be there."""
    missing = []
    for file in sorted((built / "search/data/text").rglob("*.js")):
        content = json.loads(CALL.fullmatch(file.read_text(encoding="utf-8")).group(3))
        if "a" not in content:
            continue
        address, _, anchor = content["a"].partition("#")
        page = (built / address / "index.html").read_text(encoding="utf-8")
        anchors = {anchor, *(passage[0] for passage in content["p"])} - {""}
        missing += [f"{address}#{it}" for it in anchors if f'id="{it}"' not in page]
    assert not missing

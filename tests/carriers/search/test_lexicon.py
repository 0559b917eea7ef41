"""Names under the beginnings by which somebody may look for them, and words that look alike."""

from __future__ import annotations

import pytest

from making import cases
from shuangyong.carriers.search.entries import Entry
from shuangyong.carriers.search.lexicon import BUCKETS, Name, buckets, gaps, names, neighbours
from shuangyong.carriers.search.pinyin import syllables
from shuangyong.carriers.search.tokens import plain_tokens

BRAND = Entry("brands/hfc/", "brand", "红帆船", ("优抚",), order=("2026-11-22", ""))
BASE = Entry("bases/sh/", "base", "上海四行仓库抗战纪念馆", ("上海四行仓库抗战纪念馆", "抗战纪念馆"), called=("上海四行仓库抗战纪念馆",))
BRACKETS = Entry("bases/bs/", "base", "宝山烈士陵园（上海解放纪念馆）")
DISTRICT = Entry("districts/x/", "district", "闵行区", ("红色", "闵行", "上海市"), called=("闵行",))
PLACES = ("上海市", "闵行区", "上海", "闵行")
STORY = Entry("stories/2026/a/", "story", "红帆船先行，优抚服务有了“菜单”", ("优抚", "红帆船"))
ALL = (DISTRICT, BRACKETS, BASE, BRAND, STORY)


def looked_up(key: str, found=None) -> list[str]:
    """The texts whose keys begin with `key`, as the reader's browser finds them."""
    rows = buckets(found or names(ALL, places=PLACES))
    length = max(length for length in BUCKETS[key.isascii()] if length <= len(key))
    return [text for row_key, text, *_ in rows.get(key[:length], []) if row_key.startswith(key)]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("红", "红帆船"),
        ("红帆", "红帆船"),
        ("hongfanchuan", "红帆船"),
        ("hongf", "红帆船"),
        ("ho", "红帆船"),
        ("hfc", "红帆船"),
        ("hfcxx", "红帆船先行，优抚服务有了“菜单”"),
        ("youfu", "优抚"),
        ("sihangcangku", "四行仓库抗战纪念馆"),
        ("shanghaisihang", "上海四行仓库抗战纪念馆"),
        ("minhang", "闵行区"),
        ("minhangqu", "闵行区"),
        ("jiefangjinianguan", "解放纪念馆"),
        ("解放", "解放纪念馆"),
        ("shanghaijiefang", "上海解放纪念馆"),
    ],
)
def test_name_is_found_by_its_beginning(key, text):
    assert text in looked_up(key)


def test_brand_comes_before_the_story_that_tells_of_it():
    assert looked_up("红帆船")[:2] == ["红帆船", "红帆船先行，优抚服务有了“菜单”"]


def test_tag_leads_to_a_search_and_a_page_to_its_address():
    rows = {(text, address) for bucket in buckets(names(ALL, places=PLACES)).values() for _, text, _, address in bucket}
    assert ("优抚", "") in rows and ("红帆船", "brands/hfc/") in rows


def test_words_and_synonyms_are_suggested_too():
    found = names(ALL, [("退役军人", 12)], [("老兵", "退役军人")])
    assert "退役军人" in looked_up("tuiyi", found) and "老兵" in looked_up("laobing", found)


@pytest.mark.parametrize("case", cases("pinyin"), ids=lambda case: case["text"])
def test_pinyin(case):
    assert " ".join(syllables("".join(plain_tokens(case["text"])))) == case["pinyin"]


def test_no_keystroke_fetches_the_whole_lexicon():
    many = [Name(f"红{n}", "", f"stories/{n}/", 4) for n in range(3000)]
    rows = buckets(many)
    assert len(rows["红"]) == 60 and len(rows["hong"]) == 400
    assert max(len(bucket) for bucket in rows.values()) <= 400


def test_initials_of_a_tag_are_found_among_thousands_of_titles():
    """The bucket is full of what begins so; what is called so comes first."""
    titles = [Name(f"志愿者协会第{n}次", "故事", f"stories/{n}/", 4) for n in range(500)]
    assert looked_up("zyz", [*titles, Name("志愿者", weight=1)])[0] == "志愿者"


def test_tags_and_city_of_a_district_are_not_its_names():
    leading = {text for rows in buckets(names(ALL, places=PLACES)).values() for _, text, _, address in rows if address == "districts/x/"}
    assert leading == {"闵行区", "闵行"}


def test_one_wrong_character_leaves_a_gap():
    assert list(gaps("红帆船")) == ["*帆船", "红*船", "红帆*"]
    near = neighbours([Name("红帆船"), Name("红帆船先行，优抚服务有了“菜单”的一篇长题目"), Name("GCJ02"), Name("帆")])
    assert near == {"*帆船": ["红帆船"], "红*船": ["红帆船"], "红帆*": ["红帆船"]}


def test_a_gap_that_fits_many_words_keeps_the_weightiest():
    near = neighbours([Name(f"军{chr(0x4E00 + n)}") for n in range(30)])
    assert near["军*"][0] == "军一" and len(near["军*"]) == 8

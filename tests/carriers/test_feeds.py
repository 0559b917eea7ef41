from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as etree

import feedparser

from making import TODAY, library, manuscript, site
from shuangyong.carriers import feeds

STORIES = [
    manuscript(
        "stories/2026/lianzhan.md",
        "正文第一段。\n",
        title="“携手追梦行” <联展> & 作品",
        summary="征集作品600余件。",
        published="2026-11-22 09:30",
        tags=["艺术", "军地"],
    ),
    manuscript("stories/2026/bare-day.md", "只有[正文](x.md)的故事。\n", published="2026-11-21"),
    manuscript("stories/2026/draft.md", title="草稿标题", draft=True),
    manuscript("stories/2026/gone.md", title="撤下标题", withdrawn={"on": "2026-11-20", "reason": "误"}),
    manuscript("stories/2026/tomorrow.md", title="明天标题", published="2026-11-23"),
]


def feed(*stories, items: int = 20) -> bytes:
    options = feeds.Options(items=items, site=site())
    ((path, body),) = feeds.outputs(library(*(stories or STORIES)).publishable(today=TODAY), options)
    assert path == "feed.xml"
    return body


def parsed(body: bytes) -> feedparser.FeedParserDict:
    found = feedparser.parse(body)
    assert not found.bozo, found.get("bozo_exception")
    return found


def test_the_feed_is_rss_that_readers_understand() -> None:
    found = parsed(feed())
    assert found.version == "rss20"
    assert (found.feed.title, found.feed.language) == ("试验站", "zh-cn")
    assert [entry.title for entry in found.entries] == ["“携手追梦行” <联展> & 作品", "stories/2026/bare-day.md"]


def test_every_address_in_the_feed_is_absolute() -> None:
    found = parsed(feed())
    assert found.feed.link == "https://site.example/sy/"
    assert [entry.link for entry in found.entries] == [
        "https://site.example/sy/stories/2026/lianzhan/",
        "https://site.example/sy/stories/2026/bare-day/",
    ]
    assert [entry.id for entry in found.entries] == [entry.link for entry in found.entries]
    own = next(link for link in found.feed.links if link.rel == "self")
    assert own.href == "https://site.example/sy/feed.xml"


def test_an_entry_has_its_summary_tags_and_time_in_china() -> None:
    entry, bare = parsed(feed()).entries
    assert entry.summary == "征集作品600余件。"
    assert [tag.term for tag in entry.tags] == ["艺术", "军地"]
    assert entry.published == "Sun, 22 Nov 2026 09:30:00 +0800"
    assert bare.published == "Sat, 21 Nov 2026 00:00:00 +0800"


def test_times_are_those_of_the_sites_own_zone() -> None:
    ((_, body),) = feeds.outputs(library(*STORIES[:2]).publishable(today=TODAY), feeds.Options(site=site(zone="Asia/Urumqi")))
    found = parsed(body)
    assert [entry.published for entry in found.entries] == ["Sun, 22 Nov 2026 09:30:00 +0600", "Sat, 21 Nov 2026 00:00:00 +0600"]
    assert found.feed.updated == "Sun, 22 Nov 2026 09:30:00 +0600"


def test_a_story_without_a_summary_is_shown_by_its_beginning() -> None:
    assert parsed(feed()).entries[1].summary == "只有正文的故事。"


def test_what_is_held_back_is_not_in_the_feed() -> None:
    body = feed().decode()
    assert not any(word in body for word in ("草稿标题", "撤下标题", "明天标题", "draft", "gone", "tomorrow"))


def test_the_feed_holds_the_newest() -> None:
    stories = [manuscript(f"stories/2026/s{day:02}.md", published=f"2026-10-{day:02}") for day in range(1, 31)]
    found = parsed(feed(*stories, items=5))
    assert [entry.title for entry in found.entries] == [f"stories/2026/s{day}.md" for day in (30, 29, 28, 27, 26)]


def test_the_same_stories_give_the_same_bytes() -> None:
    assert feed() == feed(*reversed(STORIES))


def test_the_build_date_is_that_of_the_newest_story() -> None:
    """A clock in it would make every build differ."""
    assert parsed(feed()).feed.updated == "Sun, 22 Nov 2026 09:30:00 +0800"


def test_a_site_without_stories_has_a_feed_without_entries() -> None:
    only_a_draft = feed(STORIES[2])
    assert parsed(only_a_draft).entries == []
    assert dt.datetime.now(dt.UTC).strftime("%Y").encode() not in only_a_draft


def test_the_feed_is_one_sound_document() -> None:
    root = etree.fromstring(feed())
    assert root.tag == "rss"
    assert len(root.findall("channel")) == 1

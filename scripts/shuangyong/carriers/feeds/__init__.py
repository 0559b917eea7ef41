"""Feeds: what is new, for feed readers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from feedgenerator import Rss201rev2Feed
from pydantic import Field

from ...manuscripts.library import Publishable
from .. import CarrierOptions, Output

name = "feeds"

RSS = "feed.xml"


class Options(CarrierOptions):
    items: int = Field(20, ge=1, le=200, description="订阅里最新故事的篇数")


commands = ()


def outputs(publishable: Publishable, options: Options) -> Iterator[Output]:
    """The newest stories as RSS 2.0, at ``feed.xml``."""
    site = options.site
    assert site is not None
    stories = publishable.of("story")[: options.items]
    feed = _Feed(
        title=site.name,
        link=site.url,
        description=site.description or site.name,
        language="zh-cn",
        feed_url=site.absolute(RSS),
        lastBuildDate=max((site.in_zone(s.meta.published) for s in stories), default=None),
    )
    for story in stories:
        address = site.absolute(story.address)
        feed.add_item(
            title=story.title,
            link=address,
            description=story.meta.summary or site.texts.of(story).excerpt(),
            pubdate=site.in_zone(story.meta.published),
            categories=story.meta.tags,
            unique_id=address,
            unique_id_is_permalink=True,
        )
    yield Output(RSS, feed.writeString("utf-8").encode())


class _Feed(Rss201rev2Feed):
    """RSS whose build date is that of its newest story: the same input gives the same bytes."""

    def latest_post_date(self) -> dt.datetime:
        return self.feed["lastBuildDate"] or dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

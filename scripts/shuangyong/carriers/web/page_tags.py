"""The page tags that 政府网站发展指引 asks for."""

from __future__ import annotations

from collections.abc import Iterator

from ...columns import Column
from ...manuscripts.library import Manuscript
from ...site import Site


def page_tags(site: Site, column: Column, article: Manuscript | None, content_source: str | None) -> Iterator[tuple[str, str]]:
    """(name, content) of the meta tags of 政府网站发展指引（国办发〔2017〕47号） for one page.

    The site's three on every page, the column's four on every page, the article's where
    the page is one. Unknown values have no tag: none is made up.
    """
    yield "SiteName", site.name
    yield "SiteDomain", site.url.split("://")[-1].split("/")[0]
    if site.imprint.site_code:
        yield "SiteIDCode", site.imprint.site_code
    yield "ColumnName", column.name
    yield "ColumnDescription", column.description
    yield "ColumnKeywords", "、".join(column.keywords or (column.name,))
    yield "ColumnType", column.type
    if article is not None:
        yield "ArticleTitle", article.title
        if article.meta.published:
            yield "PubDate", article.meta.published.to_minute
        yield "ContentSource", content_source or site.imprint.organizer or site.name
        if article.meta.tags:
            yield "Keywords", "、".join(article.meta.tags)

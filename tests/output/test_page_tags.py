"""What 政府网站发展指引（国办发〔2017〕47号） asks of every page, and what stands in the footer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from browser.reading import reader
from conftest import run, serving

from .test_links import pages, tags

SITE_TAGS = {"SiteName", "SiteDomain", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
ARTICLE_TAGS = {"ArticleTitle", "PubDate", "ContentSource"}


def page_tags(page: Path) -> dict[str, str]:
    return {a["name"]: a.get("content", "") for tag, a in tags(page) if tag == "meta" and "name" in a}


def test_every_page_names_its_site_and_column(built):
    for page in pages(built):
        if page.name == "404.html":
            continue  # No page of the site: it stands in no column.
        given = page_tags(page)
        assert given.keys() >= SITE_TAGS, page
        assert all(given[name] for name in SITE_TAGS), page
        assert (given["SiteName"], given["SiteDomain"]) == ("双拥之窗", "shuangyong.example")


@pytest.mark.parametrize(
    ("folder", "column"), [("stories/2026", "双拥故事"), ("brands", "品牌项目"), ("bases", "国防教育基地"), ("sources", "资料来源")]
)
def test_every_article_names_its_title_date_and_source(built, folder, column):
    articles = sorted((built / folder).glob("*/index.html"))
    assert len(articles) >= 2
    for page in articles:
        given = page_tags(page)
        assert given.keys() >= ARTICLE_TAGS, page
        assert given["ArticleTitle"] in re.search(r"<title>(.*?)</title>", page.read_text(encoding="utf-8"))[1]
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", given["PubDate"]), page
        assert given["ContentSource"]
        assert given["ColumnName"] == column


def test_story_names_the_report_it_is_drawn_from(built):
    assert page_tags(built / "stories/2026/gaozhong-junxun/index.html")["ContentSource"].startswith("《")


def test_lists_are_no_articles(built):
    for path in ("index.html", "stories/index.html", "calendar/index.html"):
        assert not ARTICLE_TAGS & page_tags(built / path).keys()


IMPRINT = {"organizer": "某区双拥工作领导小组办公室", "contact": "电话见门户网站", "site_code": "3101040001",
           "icp": "沪ICP备00000001号", "police": "沪公网安备31010400000001号"}  # fmt: skip


def test_imprint_stands_in_the_footer_and_the_site_code_in_the_tags(small_site, chromium):
    lines = "\n".join(f'      {name}: "{value}"' for name, value in IMPRINT.items())
    folder = small_site({"index.md": "---\ntitle: 首页\npublished: 2026-11-22\n---\n\n欢迎。\n"}, f"{lines}\n      government: true")
    done = run("mkdocs", "build", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert page_tags(folder / "site/index.html")["SiteIDCode"] == IMPRINT["site_code"]
    with serving(folder / "site") as address, reader(chromium, address) as page:
        page.goto(f"{address}stories/")
        footer = page.get_by_role("contentinfo").inner_text()
    assert all(value in footer for value in IMPRINT.values())
    assert "网站标识码" in footer and "ICP备案" in footer


def test_what_is_not_set_is_not_shown(built):
    """The shipped site answers for nobody: it sets none of these."""
    for page in pages(built):
        shown = page.read_text(encoding="utf-8").partition('<footer class="sy-footer">')[2]
        assert shown and "ICP备案" not in shown and "网站标识码" not in shown
        assert "SiteIDCode" not in page_tags(page)

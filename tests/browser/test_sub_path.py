"""The site below a path of somebody else's domain, such as a district's portal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from conftest import REPOSITORY, run, serving

from .asking import ask, found, settled
from .reading import faults, reader
from .test_finder import shown

BELOW = "sub/path/"


@pytest.fixture(scope="module")
def portal(tmp_path_factory, built):
    """The address of a server that has the site below ``/sub/path/`` and nothing above it."""
    folder = tmp_path_factory.mktemp("portal")
    config, root = folder / "mkdocs.yml", folder / "root"
    config.write_text(
        f"INHERIT: {REPOSITORY / 'mkdocs.yml'}\ndocs_dir: {REPOSITORY / 'docs'}\nsite_url: https://portal.example/{BELOW}\nwatch: []\n",
        encoding="utf-8",
    )
    # Photos lie beside mkdocs.yml; what was made of them for the other tests serves here too.
    for name in ("photos", ".cache"):
        (folder / name).symlink_to(REPOSITORY / name)
    done = run("mkdocs", "build", "--strict", "--config-file", str(config), "--site-dir", str(root / BELOW))
    assert done.returncode == 0, done.stderr
    # What an administrator sets with `error_page 404` or `handle_errors`.
    shutil.copy(root / BELOW / "404.html", root / "404.html")
    with serving(root) as url:
        yield url + BELOW


@pytest.fixture
def page(chromium, portal):
    with reader(chromium, portal, expect=("404 (",)) as page:
        yield page


def is_styled(page) -> bool:
    """Whether the red of ``tokens.css`` reaches the site's name."""
    return page.locator(".sy-header__name").evaluate("it => getComputedStyle(it).color") == "rgb(158, 27, 27)"


def test_pages_are_styled_and_links_stay_below_the_path(page, portal):
    page.goto(portal)
    assert is_styled(page)
    for column in ("双拥故事", "国防教育基地", "日历", "关于"):
        page.get_by_role("navigation", name="栏目").get_by_role("link", name=column).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(column)
        assert page.url.startswith(portal)
        assert is_styled(page) and not faults(page)
    page.get_by_role("link", name="双拥之窗").click()
    page.wait_for_url(portal)


def test_finder_works_and_keeps_its_address_below_the_path(page, portal):
    page.goto(f"{portal}bases/?district=xuhui")
    assert len(shown(page)) == 2
    page.get_by_label("区", exact=True).select_option("")
    assert page.url == f"{portal}bases/"


def test_search_leads_below_the_path(page, portal):
    page.goto(f"{portal}bases/longhua/")
    assert "brands/hongfanchuan/" in ask(page, "红帆船")[:5]
    page.keyboard.press("Enter")
    page.wait_for_url(f"{portal}search/?q=*")
    settled(page, "红帆船")
    assert found(page)[0] == "brands/hongfanchuan/"
    page.locator("main [data-search-result] a").first.click()
    page.wait_for_url(f"{portal}brands/hongfanchuan/*")


def test_feed_link_leads_to_the_feed_of_this_site(page, portal):
    page.goto(f"{portal}stories/2026/gaozhong-junxun/")
    for link in (page.locator("link[type='application/rss+xml']"), page.get_by_role("link", name="订阅（RSS）")):
        answer = page.request.get(link.evaluate("it => it.href"))
        assert answer.ok and "<rss" in answer.text()
        assert f"<link>https://portal.example/{BELOW}</link>" in answer.text()


@pytest.mark.parametrize("lost", ["missing/", "stories/2026/no/such/page/", f"../{Path('elsewhere')}/"])
def test_missing_page_at_any_depth_is_styled_and_leads_home(page, portal, lost):
    answer = page.goto(portal + lost)
    assert answer.status == 404
    assert page.get_by_role("heading", level=1).text_content() == "没有这个页面"
    assert is_styled(page) and not faults(page)
    assert "stories/2026/gaozhong-junxun/" in ask(page, "11527")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="回首页").click()
    page.wait_for_url(portal)
    assert is_styled(page)

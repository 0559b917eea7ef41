"""Every link of the built files leads somewhere, and none leaves the site unasked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from conftest import run

SITE_URL = "https://shuangyong.example/"
LINKS = {"href", "src", "srcset", "poster", "action", "data", "content"}


class _Tags(HTMLParser):
    def __init__(self, html: str):
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def tags(page: Path) -> list[tuple[str, dict[str, str]]]:
    """Every element of a page with its attributes."""
    return _Tags(page.read_text(encoding="utf-8")).found


def pages(site: Path) -> list[Path]:
    """Those that readers open: what plays on a wall has no address to share and no column."""
    found = sorted(page for page in site.rglob("*.html") if not page.is_relative_to(site / "screens"))
    assert len(found) > 100, "this would check nothing"
    return found


def check_links(site: Path):
    """Run lychee over the built files: internal links and their anchors, nothing asked of the network."""
    return run(
        "lychee", "--offline", "--include-fragments", "--index-files", "index.html", "--no-progress",
        "--root-dir", str(site), f"{site}/**/*.html",
    )  # fmt: skip


def test_every_internal_link_and_anchor_resolves(built):
    done = check_links(built)
    assert done.returncode == 0, done.stdout + done.stderr
    checked = int(re.search(r"(\d+) Total", done.stdout)[1])
    assert checked > 3000


@pytest.mark.parametrize("link", ["../no-such-page/", "../../calendar/#no-such-day", "#nowhere-here", "../../assets/none.png"])
def test_planted_broken_link_is_found(built, tmp_path, link):
    shutil.copytree(built, tmp_path / "site")
    page = tmp_path / "site/bases/longhua/index.html"
    whole = page.read_text(encoding="utf-8")
    page.write_text(whole.replace("</article>", f'<a href="{link}">坏链接</a></article>'), encoding="utf-8")
    done = check_links(tmp_path / "site")
    assert done.returncode == 2
    assert "1 Error" in done.stdout
    assert link.strip("/").rpartition("/")[2] in done.stdout


def absolute_links(page: Path) -> Iterator[str]:
    """Links of a page that start at the server's root or name the site's domain."""
    for tag, attributes in tags(page):
        for name in LINKS & attributes.keys():
            link = attributes[name]
            if tag == "link" and attributes.get("rel") == "canonical":
                continue
            if tag == "meta" and attributes.get("property", "").startswith("og:"):
                continue  # Read by others, away from the site.
            if link.startswith((SITE_URL, "/")):
                yield f"{page}: <{tag} {name}={link}>"


def test_links_are_relative_but_for_those_that_others_read_and_404(built):
    assert not [link for page in pages(built) if page.name != "404.html" for link in absolute_links(page)]
    assert list(absolute_links(built / "404.html")), "served at any depth, it cannot be relative"


def test_each_page_names_its_own_canonical_address(built):
    for page in pages(built):
        if page.name == "404.html":
            continue
        canonical = [a["href"] for tag, a in tags(page) if tag == "link" and a.get("rel") == "canonical"]
        assert canonical == [SITE_URL + page.relative_to(built).as_posix().removesuffix("index.html")]


def foreign_requests(site: Path) -> Iterator[str]:
    """Whatever a browser would fetch from another origin by itself: not links one follows."""
    for page in site.rglob("*.html"):
        for tag, attributes in tags(page):
            if tag == "a" or (tag == "link" and attributes.get("rel") == "canonical"):
                continue
            for name in (LINKS | {"style"}) - {"content"} & attributes.keys():
                if re.search(r"(?:https?:|^|[\s(,'\"])//", attributes.get(name, "")):
                    yield f"{page}: <{tag} {name}={attributes[name]}>"
    for sheet in site.rglob("*.css"):
        found = re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//[^)'\"]*", sheet.read_text(encoding="utf-8"))
        yield from (f"{sheet}: {address}" for address in found)


def test_nothing_is_requested_of_another_origin(built):
    assert not list(foreign_requests(built))


@pytest.mark.parametrize(
    "planted",
    [
        '<img src="https://elsewhere.example/x.png">',
        '<img srcset="x.png 1x, //elsewhere.example/x.png 2x">',
        '<script src="//elsewhere.example/x.js"></script>',
        '<link rel="stylesheet" href="http://elsewhere.example/x.css">',
        '<p style="background: url(https://elsewhere.example/x.png)">',
    ],
)
def test_planted_foreign_request_is_found(tmp_path, planted):
    (tmp_path / "index.html").write_text(f'<a href="https://elsewhere.example/">一个链接</a>{planted}', encoding="utf-8")
    assert len(list(foreign_requests(tmp_path))) == 1


def test_planted_foreign_font_is_found(tmp_path):
    (tmp_path / "x.css").write_text('@font-face { src: url("https://elsewhere.example/x.woff2"); }', encoding="utf-8")
    assert len(list(foreign_requests(tmp_path))) == 1

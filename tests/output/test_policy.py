"""The site works under the strictest policy of content: nothing inline, nothing from elsewhere."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

import conftest
from browser.pages import KINDS, open_part, sites
from browser.reading import reader

from .test_links import pages

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "worker-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class _Strict(conftest._Quiet):
    """The tests' server with the policy on every answer, its 404 page's too."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


serving = functools.partial(conftest.serving, handler=_Strict)


@pytest.fixture(scope="module")
def addresses(built: Path, tmp_path_factory) -> Iterator[dict[str, str]]:
    with sites(built, tmp_path_factory.mktemp("sites"), serving) as served:
        yield served


WATCH = """window.syViolations = [];
addEventListener("securitypolicyviolation", (event) => {
    window.syViolations.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
}, true);"""


def use(page, url: str, opened: str) -> list[str]:
    """Open a page, and everything on it that a reader can open; what the policy forbade meanwhile."""
    page.add_init_script(WATCH)
    answer = page.goto(url)
    assert answer.headers["content-security-policy"] == POLICY
    open_part(page, opened)
    page.wait_for_load_state("networkidle")
    return page.evaluate("window.syViolations")


@pytest.mark.parametrize("kind", KINDS, ids=str)
def test_every_kind_of_page_works_under_the_policy(chromium, addresses, kind):
    site = addresses[kind.site]
    with reader(chromium, site, expect=("404 (",)) as page:  # Console errors and requests to other origins fail it too.
        assert use(page, site + kind.path, kind.opened) == []


@pytest.mark.parametrize("part", ["tools", "results", "picture"])
def test_home_works_under_the_policy_with_everything_opened(chromium, addresses, part):
    with reader(chromium, addresses["shipped"]) as page:
        assert use(page, addresses["shipped"], part) == []


@pytest.mark.parametrize(
    "planted",
    ["<p style='color: red'>红</p>", "<script>document.title = '改'</script>", "<p onclick='alert()'>点</p>",
     "<img src='https://elsewhere.example/x.png' alt='外'>", "<style>p { color: red }</style>", "<base href='/x/'>"],
)  # fmt: skip
def test_planted_breach_is_noticed(chromium, tmp_path, planted):
    (tmp_path / "index.html").write_text(f"<!doctype html><meta charset=utf-8><title>页</title>{planted}", encoding="utf-8")
    with serving(tmp_path) as address, pytest.raises(AssertionError), reader(chromium, address) as page:
        assert use(page, address, "") == []


# --- The files themselves ----------------------------------------------------------------------


class _Inline(HTMLParser):
    DATA = {"application/ld+json", "application/json"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        if tag == "style":
            self.found.append("<style>")
        if tag == "script" and "src" not in given and given.get("type") not in self.DATA:
            self.found.append(f"<script> at line {self.getpos()[0]}")
        self.found += [f"<{tag} {name}={value!r}>" for name, value in attrs if name == "style" or name.startswith("on")]
        self.found += [f"<{tag} {name}={value!r}>" for name, value in attrs if (value or "").strip().lower().startswith("javascript:")]


def test_no_page_has_anything_inline(built):
    found = {str(page.relative_to(built)): inline for page in pages(built) if (inline := _Inline(page.read_text(encoding="utf-8")).found)}
    assert found == {}


def test_planted_inline_code_is_found():
    html = "<style>p {}</style><script>1</script><script type='module'>1</script><p style='a: b' onclick='1'><a href='javascript:1'>点</a>"
    assert len(_Inline(html).found) == 6
    assert _Inline("<script type='application/ld+json'>{}</script><script src='a.js'></script><p>好</p>").found == []

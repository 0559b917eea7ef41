"""The three searches, each driven in Chromium as its reader uses it.

All have one face: `first` searches from a story page that has come to rest, with an empty
cache; `session` goes through some queries, each after the other, as one reader would. A
search is clocked inside the page. Bytes are those of the bodies as the server sent them;
to the first search counts what the page had fetched for searching before anybody asked.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, urlsplit

from .._serving import Served

WATCH = Path(__file__).with_name("watch.js")
NOWHERE = {"server": "http://127.0.0.1:9", "bypass": "127.0.0.1"}
IDLE_S, SETTLE_MS = 0.7, 40
TIMEOUT_MS = 60_000
KEY_MS = 150
"""Between two characters of somebody who types well."""
SHOWN = 10
_STORY = re.compile(r"/stories/\d+/(s\d+)/$")


@dataclass(frozen=True)
class Search:
    """One search as it went."""

    query: str
    shown: tuple[str | None, ...]
    """The first ten results: ids of stories; None for any other page, or a story that stood higher up."""
    ms: float | None
    """From the key to the list; None where it was not clocked."""
    size: int
    """Bytes fetched for it, those before it included."""
    requests: int
    has_failed: bool = False
    before: int = 0
    """Bytes that the page had fetched for searching before the key."""
    ready_ms: float | None = None
    """Material: from opening the page until its index stood."""


class Engine:
    """What the three have in common."""

    name: str
    most_firsts: int | None = None
    """How often the first search is measured at most; each takes a fresh context."""
    session_length: int | None = 10
    """Queries of one reader; None for all of them."""

    def __init__(self, browser, served: Served, story: str):
        self.browser, self.served, self.story = browser, served, story

    def first(self, query: str) -> Search:
        raise NotImplementedError

    def session(self, queries: list[str]) -> Iterator[Search]:
        raise NotImplementedError

    @contextmanager
    def page(self, address: str) -> Iterator:
        """A page in a context of its own, at rest."""
        context = self.browser.new_context(proxy=NOWHERE, locale="zh-CN")
        context.set_default_timeout(TIMEOUT_MS)
        context.add_init_script(path=WATCH)
        page = context.new_page()
        try:
            page.goto(self.served.url + address)
            self.rest(page)
            yield page
        finally:
            context.close()

    def rest(self, page) -> None:
        """Until the server has not been asked for a while."""
        seen, since = -1, time.monotonic()
        while time.monotonic() - since < IDLE_S:
            if len(self.served.answers) != seen:
                seen, since = len(self.served.answers), time.monotonic()
            page.wait_for_timeout(50)

    def taken(self, query: str, links: list[str], clock: dict | None, since: int, opened: int | None = None) -> Search:
        """The search from what the page holds, and from the answers of the server since that number.

        For a first search `opened` is where those of the page itself begin.
        """
        early = [] if opened is None else [it for it in self.served.answers[opened:since] if "search" in it.path]
        answers = early + self.served.answers[since:]
        return Search(
            query=query,
            shown=_stories(links),
            ms=_duration(clock) if clock else None,
            size=_size(answers),
            requests=len(answers),
            has_failed=bool(clock and clock["state"] == "failed"),
            before=_size(early),
        )


class Ours(Engine):
    """The dialog for the first search, the page ``/search/`` for a session."""

    name = "本系统"
    LINKS = """scope => [...document.querySelectorAll(scope + " [data-search-state] li[data-search-result]")]
        .map((item) => item.querySelector("a[href]").href)"""

    def __init__(self, browser, served: Served, story: str, *, keys_apart: bool = False):
        """`keys_apart`: a first query is typed character by character, not put in at once as an input method does."""
        super().__init__(browser, served, story)
        self.keys_apart = keys_apart

    def first(self, query: str) -> Search:
        opened = len(self.served.answers)
        with self.page(self.story) as page:
            since = len(self.served.answers)
            page.evaluate("query => benchWatch('dialog[open]', query, '/')", query)
            page.keyboard.press("/")
            page.locator("dialog[open] input[name=q]").wait_for()
            page.wait_for_function("document.activeElement.name === 'q'")
            if self.keys_apart:
                for character in query:
                    page.keyboard.insert_text(character)
                    page.wait_for_timeout(KEY_MS)
            else:
                page.keyboard.insert_text(query)
            clock = page.wait_for_function("benchResult()").json_value()
            self.rest(page)
            return self.taken(query, page.evaluate(self.LINKS, "dialog[open]"), clock, since, opened)

    def session(self, queries: list[str]) -> Iterator[Search]:
        opened = len(self.served.answers)
        with self.page(f"search/?q={quote(queries[0])}") as page:
            page.locator("main [data-search-state=done]").first.wait_for(state="attached")
            yield self.taken(queries[0], page.evaluate(self.LINKS, "main"), None, opened)
            box = page.locator("main input[name=q]")
            page.evaluate("window.benchStayed = true")
            for query in queries[1:]:
                since = len(self.served.answers)
                page.evaluate("query => benchWatch('main', query, 'Enter')", query)
                box.focus()
                page.keyboard.press("ControlOrMeta+a")
                page.keyboard.insert_text(query)
                page.keyboard.press("Enter")
                clock = page.wait_for_function("benchResult()").json_value()
                page.wait_for_timeout(SETTLE_MS)
                assert page.evaluate("window.benchStayed === true"), "the page was left"
                yield self.taken(query, page.evaluate(self.LINKS, "main"), clock, since)


class Material(Engine):
    """Its search box, on a story page.

    Every page that is opened fetches the whole index and builds it, asked or not. That is
    waited for, and told apart; after it nothing more is fetched, and a session is all queries.
    """

    name = "Material 原样"
    most_firsts = 3
    session_length = None
    LINKS = "() => [...document.querySelectorAll('.md-search-result__list > li')].map(li => li.querySelector('a[href]').href)"

    def first(self, query: str) -> Search:
        opened = len(self.served.answers)
        with self.page(self.story) as page:
            ready_ms = page.wait_for_function("benchReady()").json_value()
            since = len(self.served.answers)
            page.evaluate("query => benchWatch(null, query, '/')", query)
            page.keyboard.press("/")
            clock = self.type(page, query)
            self.rest(page)
            return replace(self.taken(query, page.evaluate(self.LINKS), clock, since, opened), ready_ms=ready_ms)

    def session(self, queries: list[str]) -> Iterator[Search]:
        with self.page(self.story) as page:
            for number, query in enumerate(queries):
                since = len(self.served.answers)
                page.evaluate("([query, key]) => benchWatch(null, query, key)", [query, "/" if number == 0 else "End"])
                page.keyboard.press("/" if number == 0 else "ControlOrMeta+a")
                clock = self.type(page, query)
                yield self.taken(query, page.evaluate(self.LINKS), clock if number else None, since)

    def type(self, page, query: str) -> dict:
        """Put the query in; Material reads its box when a key comes up."""
        page.keyboard.insert_text(query)
        page.keyboard.press("End")
        return page.wait_for_function("benchResult()").json_value()


class Pagefind(Engine):
    """Its JavaScript, asked from a story page for ten results with their texts: it brings no box that Material could hold."""

    name = "Pagefind 原样"
    SEARCH = """async (query) => {
        const began = performance.now();
        const pagefind = await import(new URL("/pagefind/pagefind.js", location.href));
        const { results } = await pagefind.search(query);
        const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
        const clock = { began, typed: null, ended: performance.now(), state: "done" };
        return { clock, links: shown.map((data) => new URL(data.url, location.href).href) };
    }"""

    def first(self, query: str) -> Search:
        with self.page(self.story) as page:
            return self.ask(page, query)

    def session(self, queries: list[str]) -> Iterator[Search]:
        with self.page(self.story) as page:
            for number, query in enumerate(queries):
                yield self.ask(page, query, is_clocked=number > 0)

    def ask(self, page, query: str, is_clocked: bool = True) -> Search:
        since = len(self.served.answers)
        got = page.evaluate(self.SEARCH, query)
        page.wait_for_timeout(SETTLE_MS)
        return self.taken(query, got["links"], got["clock"] if is_clocked else None, since)


def _stories(links: list[str]) -> tuple[str | None, ...]:
    seen: set[str] = set()
    shown: list[str | None] = []
    for link in links[:SHOWN]:
        match = _STORY.search(urlsplit(link).path)
        id = match[1] if match and match[1] not in seen else None
        seen |= {id} if id else set()
        shown.append(id)
    return tuple(shown)


def _duration(clock: dict) -> float:
    """From the key on; from the first character on, where the list was there before the key."""
    began, typed, ended = clock["began"], clock["typed"], clock["ended"]
    return ended - (typed if began is None or began > ended else began)


def _size(answers) -> int:
    return sum(answer.size for answer in answers if not answer.type.startswith("image/"))

"""The search as a reader uses it: in the dialog over a page, and on its own page."""

from __future__ import annotations

import re
from urllib.parse import quote

OPENER = "[data-sy-search]"
DIALOG = "dialog.sy-dialog"
SETTLED = """([holder, query]) => {
    const list = document.querySelector(`${holder} [data-search-state]`);
    return list && list.dataset.searchState !== "loading" && (query === null || list.dataset.searchQuery === query);
}"""
RESULTS = """(holder) => {
    const root = new URL("../", document.querySelector("[data-sy-search]").href).href;
    return [...document.querySelectorAll(`${holder} [data-search-result] a`)].map((link) => link.href.slice(root.length));
}"""


def open_dialog(page):
    """Open the dialog with the pointer, unless it is open; returns its field."""
    if not page.locator(f"{DIALOG}[open]").count():
        page.locator(OPENER).click()
    field = page.locator(f"{DIALOG}[open]").get_by_role("searchbox")
    field.wait_for()
    return field


def settled(page, query: str | None = None, holder: str = "main") -> str:
    """Waits for the answer to `query`, or to whatever was asked; its state."""
    page.wait_for_function(SETTLED, arg=[holder, query])
    return page.locator(f"{holder} [data-search-state]").get_attribute("data-search-state")


def found(page, holder: str = "main") -> list[str]:
    """The pages of the results, as addresses below the site's root, in their order."""
    return [re.split("[?#]", address)[0] for address in page.evaluate(RESULTS, holder)]


def ask(page, query: str) -> list[str]:
    """What the dialog finds."""
    open_dialog(page).fill(query)
    settled(page, query.strip(), DIALOG)
    return found(page, DIALOG)


def page_of(query: str, **chosen: str) -> str:
    """The address of the search's own page."""
    return "search/?" + "&".join(f"{name}={quote(value)}" for name, value in {"q": query, **chosen}.items())

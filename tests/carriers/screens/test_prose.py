"""A text as the reader on a screen shows it."""

from __future__ import annotations

import random
from html.parser import HTMLParser

import pytest

from making import cases
from shuangyong.carriers.screens.prose import cleaned, opening
from shuangyong.text import with_addresses

HELD = {"brands/boat.md": "brands/boat/"}


@pytest.mark.parametrize("case", cases("screen_prose"), ids=lambda case: case["why"])
def test_prose(case: dict[str, str]) -> None:
    assert cleaned(case["html"], HELD.get, {"paper/f01"}.__contains__) == case["shown"]


class Audit(HTMLParser):
    """Complains of markup that a screen may not have."""

    VOID = {"br", "hr", "img"}
    ALLOWED = {"class", "href", "data-opens", "src", "colspan", "rowspan", "scope", "start", "tabindex", "role", "aria-label"}

    def __init__(self, html: str):
        super().__init__()
        self.faults: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"not closed: {tag}" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.open += [] if tag in self.VOID else [tag]
        self.faults += [f"{tag} {name}" for name in given if name not in self.ALLOWED]
        self.faults += [tag] if tag in ("script", "style", "iframe", "video", "button", "object", "form", "link", "base", "meta") else []
        self.faults += [f"href {given['href']}"] if given.get("href", "#") != "#" else []
        self.faults += [f"src {given['src']}"] if not (given.get("src") or "photo:").startswith("photo:") else []

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1:] == [tag]:
            self.open.pop()
        else:
            self.faults.append(f"closes nothing: {tag}")


PIECES = (
    "<p>", "</p>", "<div style='x' id=a>", "</div>", "<a href='doc:brands/boat.md' onclick=x>", "<a href=https://x.example>", "</a>", "字", "&lt;b&gt;",
    "<script>a<b</script>", "<style>", "</style>", "<svg><path d='x'/></svg>", "<iframe src=x>", "</iframe>", "<img src=x onerror=y>", "<br/>",
    "<table><tr><td style='text-align:right'>", "</td></tr></table>", "<video autoplay>", "</video>", "<li>", "<ul>", "</ul>", "<b", ">", "\"", "'",
    "<!--", "-->", "<base href=//x>", "<form action=x><input autofocus onfocus=y>", "</form>", "<details open ontoggle=y>", "</details>", "<math>", "</math>",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(400))
def test_whatever_an_editor_writes_nothing_runs_and_all_is_closed(seed: int) -> None:
    html = "".join(random.Random(seed).choices(PIECES, k=24))
    assert Audit(cleaned(html, HELD.get, lambda id: False)).faults == []


def test_the_audit_sees_faults() -> None:
    assert len(Audit('<p onclick="x" style="y"><a href="https://x"></b><img src="x">').faults) == 7


def test_a_picture_without_a_file_leaves_no_gap() -> None:
    html = cleaned('<p>前</p><p><img src="asset:x.png"></p><p>后</p>', HELD.get, lambda id: False)
    assert with_addresses(html, lambda scheme, rest: None) == "<p>前</p><p>后</p>"


def test_an_id_can_not_leave_its_attribute() -> None:
    assert opening('a"><b>') == '<a class="sy-entry__link" href="#" data-opens="a&quot;&gt;&lt;b&gt;">'

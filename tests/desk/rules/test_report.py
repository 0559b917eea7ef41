"""A report on the terminal, for tools and on paper."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from shuangyong.desk.rules import Finding, Report
from shuangyong.problems import Problem


def finding(line: int = 3, rule: str = "secrecy.unit-code", severity: str = "error", allowed: str | None = None, path: str = "docs/a.md") -> Finding:
    return Finding(path, line, 5, rule, severity, f"“{line}<b>”是番号。", "请删去。", "保密法", f"{line}<b>", allowed)


PROBLEM = Problem("docs/a.md", 2, "unknown-key", "没有“titel”这一项。", "您是不是想写 title？")
REPORT = Report((finding(3), finding(9, "wording.superlative", "warning", "老人的原话"), finding(1, path="docs/b.md")), 12, (PROBLEM,))


def test_lines_give_place_rule_remedy_and_basis() -> None:
    lines = list(REPORT.lines())
    assert lines[0] == "docs/a.md:2: [unknown-key] 没有“titel”这一项。您是不是想写 title？"
    assert lines[1] == "docs/a.md:3:5: [secrecy.unit-code] “3<b>”是番号。请删去。［保密法］"


def test_lines_end_with_what_is_allowed_and_the_counts_by_rule() -> None:
    lines = list(REPORT.lines())
    assert "docs/a.md:9:5: [wording.superlative] “9<b>” 理由：老人的原话" in lines
    assert lines[-4:-1] == ["  secrecy.unit-code  2 处", "  wording.superlative  1 处，其中放行 1 处", "  unknown-key  1 处"]
    assert lines[-1] == "检查了 12 个文件：3 处错误；放行 1 处。"


def test_an_allowed_finding_is_no_error() -> None:
    assert REPORT.has_errors
    assert not Report((finding(allowed="有理由"),), 1).has_errors
    assert Report((), 0, (PROBLEM,)).has_errors


def test_of_much_the_same_the_first_few_stand_for_all() -> None:
    commas = [finding(line, "typography.punctuation", "warning") for line in range(1, 101)]
    lines = [line for line in Report(tuple(commas), 1).lines() if line.startswith("docs/")]
    assert len(lines) == 3 and "同样的还有 97 处：第4、5、6、7、8、9、10、11、12、13、14、15行等。" in lines[-1]
    assert len(json.loads(Report(tuple(commas), 1).json())) == 100


def test_json_has_the_eight_facts_of_every_finding() -> None:
    listed = json.loads(REPORT.json())
    keys = {"path", "line", "column", "rule", "severity", "what", "fix", "basis"}
    assert len(listed) == 4 and all(keys <= each.keys() for each in listed)
    assert [each.get("allowed") for each in listed] == [None, None, "老人的原话", None]


class Page(HTMLParser):
    """The text of a page, and whether its tags are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "link", "img"):
            self.open.append(tag)
        self.outside += [value for name, value in attrs if name in ("src", "href") and value]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page() -> Page:
    page = Page()
    page.feed(REPORT.html(day="2026年11月22日"))
    page.close()
    return page


def test_page_needs_nothing_else(page: Page) -> None:
    assert page.open == [] and page.outside == []


def test_page_tells_everything(page: Page) -> None:
    told = ("2026年11月22日", "docs/a.md", "docs/b.md", "“3<b>”是番号。", "依据：保密法", "老人的原话", "secrecy.unit-code", "unknown-key", "3 处错误")
    assert [words for words in told if words not in page.text] == []


def test_what_is_quoted_is_no_markup(page: Page) -> None:
    assert "<b>" in page.text


@pytest.mark.parametrize("width", [360, 1440])
def test_a_report_fits_a_phone_too(chromium, width: int) -> None:
    path = "docs/sources/longer-than-most-names-of-files.md"
    report = Report((finding(3, path=path), finding(1009, "wording.superlative", "warning", "老人的原话", path)), 12, (PROBLEM,))
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.set_content(report.html(day="2026年11月22日"))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("td.box").first.is_visible() is (width > 360)
    page.close()


def test_an_empty_report_says_so() -> None:
    report = Report((), 3)
    assert list(report.lines()) == ["检查了 3 个文件：没有发现问题。"]
    assert "没有发现问题" in report.html()


def test_a_finding_is_a_problem_of_the_site() -> None:
    assert finding().as_problem() == Problem("docs/a.md", 3, "secrecy.unit-code", "“3<b>”是番号。", "请删去。", "error")

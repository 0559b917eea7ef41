from __future__ import annotations

import pytest

from shuangyong.manuscripts.frontmatter import positions, split

TEXT = """---
title: 联展

tags:
  - 优抚
  - 社区
dates:
  2026: 2026-06-19
figures:
  - id: f01
    what: 作品
  - {id: f02, what: 书画}
withdrawn:
  on: 2026-11-23
---
第一行正文
---
"""


def read(text: str):
    front, problems = split("docs/x.md", text)
    assert front is not None and not problems
    return front


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("title",), 2),
        (("tags",), 4),
        (("tags", 1), 6),
        (("dates", 2026), 8),
        (("figures", 0), 10),
        (("figures", 0, "what"), 11),
        (("figures", 1, "id"), 12),
        (("withdrawn", "on"), 14),
    ],
)
def test_every_key_and_item_knows_its_line(location: tuple, line: int) -> None:
    assert read(TEXT).lines[location] == line


def test_the_body_begins_after_the_second_fence() -> None:
    front = read(TEXT)
    assert (front.body, front.body_line) == ("第一行正文\n---\n", 16)


@pytest.mark.parametrize("written", ["2014-13-01", "2026-11-22", "12:30", "no", "on", "yes", "0012", "1e3", "0x10", "1_000", "."])
def test_what_yaml_would_turn_into_something_else_stays_text(written: str) -> None:
    assert read(f"---\nkey: {written}\n---\n").data == {"key": written}


@pytest.mark.parametrize(("written", "value"), [("true", True), ("null", None), ("~", None), ("12", 12), ("-3", -3), ("31.20", 31.2)])
def test_plain_values_are_what_they_look_like(written: str, value: object) -> None:
    found = read(f"---\nkey: {written}\n---\n").data["key"]
    assert found == value
    assert isinstance(found, type(value))


def test_a_decimal_is_quoted_as_written() -> None:
    assert str(read("---\nkey: 2014.10\n---\n").data["key"]) == "2014.10"


def test_front_matter_may_be_empty() -> None:
    assert read("---\n---\n正文\n").data == {}


def test_a_python_object_cannot_be_made() -> None:
    front, problems = split("x.md", "---\nkey: !!python/object/apply:os.getcwd []\n---\n")
    assert front is None
    assert [problem.rule for problem in problems] == ["yaml"]


def test_settings_of_others_give_their_lines() -> None:
    source = "site_name: 站\nplugins:\n  - search\n  - shuangyong:\n      web:\n        page_size: !ENV [SIZE, 3]\n"
    found = positions(source)
    assert found["plugins", 1, "shuangyong", "web", "page_size"] == 6


@pytest.mark.parametrize("broken", ["a: [", "\x07", "a: b: c", ""])
def test_broken_settings_give_no_lines(broken: str) -> None:
    assert positions(broken) == {}

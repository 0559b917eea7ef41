"""The sign-offs' lines come out and go in without another byte being touched, however the file is written."""

from __future__ import annotations

import random

import pytest
import yaml

from shuangyong.desk.block import CannotCut, with_review, without
from shuangyong.manuscripts.frontmatter import split
from shuangyong.manuscripts.library import Manuscript
from shuangyong.manuscripts.models import SignOff
from shuangyong.manuscripts.reader import parse

HEAD = ["title: 一篇", "published: 2026-11-22"]
FRONTS = {
    "block": ["review:", "  - stage: 初审", "    by: 甲", "    on: 2026-11-22", "    digest: x"],
    "compact": ["review:", "- stage: 初审", "  by: 甲", "  on: 2026-11-22", "  digest: x"],
    "flow": ["review: [{stage: 初审, by: 甲, on: 2026-11-22, digest: x}]"],
    "flow over lines": ["review: [", "  {stage: 初审,", "by: 甲, on: 2026-11-22,", "  digest: x}", "]"],
    "quoted key": ['"review":', "  - stage: '初审'", '    "by": "甲"', "    on: 2026-11-22", "    digest: x"],
    "empty list": ["review: []"],
    "comments inside": ["review: # 记录", "  # 甲签的", "  - stage: 初审", "", "    by: 甲", "    on: 2026-11-22", "    digest: x"],
    "block scalar": ["review:", "  - stage: 初审", "    by: >-", "      甲", "    on: 2026-11-22", "    digest: x"],
    "none": [],
}
RECORD = SignOff(stage="初审", by="甲", on="2026-11-22", digest="v1:0")


def read(text: str) -> Manuscript:
    item, problems = parse(text.encode(), "about/x.md", "docs/about/x.md")
    assert item is not None and not problems, [str(problem) for problem in problems]
    return item


def file_of(*lines: str, body: str = "正文。\n") -> str:
    return "\n".join(["---", *lines, "---", body])


@pytest.mark.parametrize("style", FRONTS)
@pytest.mark.parametrize("place", [0, 1, 2], ids=["first", "amid", "last"])
@pytest.mark.parametrize("around", [(), ("# 这是日期",), ("", "# 这是日期", "")], ids=["close", "comment", "space"])
def test_file_without_its_sign_offs_is_the_rest_to_the_byte(style: str, place: int, around: tuple[str, ...]) -> None:
    text = file_of(*HEAD[:place], *FRONTS[style], *around, *HEAD[place:])
    assert without(read(text), text) == file_of(*HEAD[:place], *around, *HEAD[place:])


@pytest.mark.parametrize("style", FRONTS)
def test_sign_offs_go_in_and_come_out_again(style: str) -> None:
    text = file_of(HEAD[0], *FRONTS[style], "# 关于日期", HEAD[1])
    signed = with_review(read(text), text, [RECORD])
    item = read(signed)
    assert item.meta.review == (RECORD,)
    assert without(item, signed) == without(read(text), text)
    assert with_review(item, signed, [RECORD]) == signed, "the same list changes nothing"
    assert with_review(item, signed, []) == without(item, signed)


def test_new_sign_offs_stand_last_before_the_fence() -> None:
    text = file_of(*HEAD)
    assert with_review(read(text), text, [RECORD]).startswith(
        "---\ntitle: 一篇\npublished: 2026-11-22\nreview:\n  - stage: 初审\n    by: 甲\n    on: 2026-11-22\n    digest: v1:0\n---\n"
    )


@pytest.mark.parametrize("name", ["甲", "true", "007", "王 小明", "A.B", "~", "no"])
def test_any_name_is_read_back_as_it_was(name: str) -> None:
    text = file_of(*HEAD)
    signed = with_review(read(text), text, [RECORD.model_copy(update={"by": name})])
    assert read(signed).meta.review[0].by == name


UNCUTTABLE = {
    "beside another key": ["{review: [], title: 一篇,", "published: 2026-11-22}"],
    "one line": ["{title: 一篇, published: 2026-11-22, review: []}"],
    "indented": ["  title: 一篇", "  published: 2026-11-22", "  review: []"],
    "explicit key": [*HEAD, "? review", ": []"],
    "anchor": [*HEAD, "review: &a []"],
    "line separator": [*HEAD, "review: []", "summary: 一\u2028  二"],
    "paragraph separator": ["title: 一\u2029  篇", "published: 2026-11-22", "review: []"],
    "next line": [*HEAD, "review: []", "# 注\x85tags: [甲]"],
}


@pytest.mark.parametrize("front", UNCUTTABLE.values(), ids=UNCUTTABLE)
def test_what_lines_do_not_part_is_not_cut(front: list[str]) -> None:
    text = file_of(*front)
    with pytest.raises(CannotCut) as told:
        without(read(text), text)
    assert told.value.what.endswith("。") and told.value.fix.endswith("。")
    with pytest.raises(CannotCut):
        with_review(read(text), text, [RECORD])


def test_fence_in_the_body_and_a_key_in_a_text_are_no_places_to_cut() -> None:
    front = ["summary: |-", "  review: 甲", "  - stage: 初审", *HEAD, *FRONTS["block"]]
    text = file_of(*front, body="---\nreview:\n  - 甲\n---\n")
    rest = file_of(*front[:5], body="---\nreview:\n  - 甲\n---\n")
    assert without(read(text), text) == rest


def values(rng: random.Random):
    words = ["一", "二：三", "a: b", "# 四", "&五", "*六", "- 七", "'八'", '"九"', "true", "2026-11-22", "review:", "", "十\n十一", "……"]
    return rng.choice([rng.choice(words), [rng.choice(words) for _ in range(rng.randrange(4))]])


def dumped(rng: random.Random, key: str, value) -> str:
    how = {"default_style": rng.choice([None, "'", '"', "|", ">"]), "width": rng.choice([20, 80])}
    inner = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, **how).removesuffix("...\n")
    return f"{key}: {inner}" if rng.random() < 0.4 and "\n" not in inner.strip() else yaml.safe_dump({key: value}, allow_unicode=True, **how)


@pytest.mark.parametrize("seed", range(300))
def test_in_front_matter_of_any_making_the_rest_says_what_it_said(seed: int) -> None:
    """Written by PyYAML in its several styles, with the keys in any order: what is cut is the sign-offs, and no more."""
    rng = random.Random(seed)
    keys = {f"key{n}": values(rng) for n in range(rng.randrange(1, 6))}
    records = [{"stage": s, "by": "甲", "on": "2026-11-22", "digest": "v1:0"} for s in ("初审", "复审", "终审")[: rng.randrange(4)]]
    data = keys | {"review": records}
    order = rng.sample(sorted(data), len(data))
    # Each key in a style of its own; without braces around the whole, in which no key has a line.
    front = "".join(dumped(rng, key, data[key]) for key in order)
    text = f"---\n{front}---\n正文。\n"
    read_front, problems = split("x.md", text)
    assert read_front is not None, [str(problem) for problem in problems]
    item = Manuscript("page", "x", "x.md", "x.md", None, read_front.body, read_front.body_line, read_front.lines)
    rest, _ = split("x.md", without(item, text))
    assert rest is not None
    assert rest.data == {key: value for key, value in read_front.data.items() if key != "review"}
    assert rest.body == read_front.body

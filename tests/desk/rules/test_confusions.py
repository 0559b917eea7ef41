"""Words confused: the list, and the characters that look alike."""

from __future__ import annotations

import pytest

from shuangyong.desk.rules.confusions import CERTAINTIES, Confusion, confusions, find_confusions

LISTED = confusions()


def found_in(text: str) -> list[tuple[str, str, str]]:
    return [(each.confusion.wrong, each.confusion.right, each.confusion.certainty) for each in find_confusions(text)]


@pytest.mark.parametrize("entry", [entry for entry in LISTED if not (entry.before or entry.after)], ids=lambda entry: entry.wrong)
def test_entry_finds_what_it_names_and_not_what_it_means(entry: Confusion) -> None:
    assert list(entry.find(f"他们{entry.wrong}，")) == [2]
    assert list(entry.find(f"他们{entry.right}，")) == [] or entry.wrong in entry.right


def test_no_entry_stands_twice() -> None:
    told = [(entry.wrong, entry.before, entry.after) for entry in LISTED]
    assert len(set(told)) == len(told)


def test_entries_are_sound() -> None:
    assert all(entry.certainty in CERTAINTIES and entry.wrong != entry.right and len(entry.wrong) > 1 for entry in LISTED)
    assert {entry.by for entry in LISTED} == {"扫描", "拼音", "五笔", "习惯"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("纳人年度计划", [("纳人", "纳入", "高")]),
        ("吸纳人才，接纳人员，出纳人员", []),
        ("他加人了志愿者队伍", [("加人", "加入", "高")]),
        ("参加人员增加人手，追加人数", []),
        ("入伍即人学", [("人学", "入学", "高")]),
        ("一个人学习，工人学校，成人学院", []),
        ("己经九十岁，而自己经历过", [("己经", "已经", "高")]),
        ("报名请登陆官网", [("登陆", "登录", "高")]),
        ("台风在沿海登陆，舰艇登陆作战", []),
        ("当天日军登录金山卫", [("登录", "登陆", "高")]),
        ("截止2026年5月", [("截止", "截至", "高")]),
        ("报名到5月31日截止", []),
        ("新兵准时到人武部报道", [("报道", "报到", "高")]),
        ("记者到部队采访报道", []),
    ],
)
def test_surroundings_decide(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found_in(text) == expected


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("活动得到居民的大力支侍。", "支侍", "支持"),
        ("讲座普及法津知识。", "法津", "法律"),
        ("老兵们的感清很深。", "感清", "感情"),
        ("服装厂的工入来了。", "工入", "工人"),
        ("双方就此交换意贝，供大家参考。", None, None),
    ],
)
def test_lookalikes_are_tried_in_words(text: str, wrong: str | None, right: str | None) -> None:
    assert found_in(text) == ([(wrong, right, "中")] if wrong else [])


@pytest.mark.parametrize("text", ["一个人学习很久。", "有人来，有人去。", "他一人走。", "三问三答。", "拨出专款十万元。", "各为其主。"])
def test_words_that_only_touch_are_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_finds_come_in_order_and_never_overlap() -> None:
    found = list(find_confusions("他己经加人部队，成了一名土兵，入脑人心。"))
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
    assert [each.confusion.wrong for each in found] == ["己经", "加人", "土兵", "入脑人心"]

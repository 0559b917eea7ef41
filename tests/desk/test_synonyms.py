"""The editors' table of synonyms: what it may hold, and what is said of what it may not."""

from __future__ import annotations

import pytest

from shuangyong.desk.synonyms import parse, read_synonyms

PATH = "docs/_desk/synonyms.yml"


def test_groups_are_read_in_their_order():
    assert parse("# 说明\n- [老兵, 退役军人]\n- [烈士陵园, 革命公墓, 81]\n", PATH) == ((("老兵", "退役军人"), ("烈士陵园", "革命公墓", "81")), [])


@pytest.mark.parametrize("text", ["", "# 只有说明\n", "\n"])
def test_empty_table_is_no_problem(text):
    assert parse(text, PATH) == ((), [])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- [老兵]\n", [1]),
        ("- 老兵, 退役军人\n- [甲, 乙]\n- []\n", [1, 3]),
        ("# 一\n老兵: 退役军人\n", [2]),
        ("老兵\n", [1]),
        ("- [甲, 乙]\n- [丙, 甲]\n", [2]),
        ("- [甲, [乙]]\n", [1]),
        ("- [甲, 乙\n", None),
        ("- [甲，乙]\n", [1]),
        ("- [甲, '']\n", [1]),
        ("- [军属, ——]\n", [1]),
        ("- [甲, true]\n", [1]),
        ("- [１２, 12]\n", [1]),
    ],
)
def test_what_cannot_be_a_group_is_told_with_its_line(text, lines):
    _, problems = parse(text, PATH)
    assert problems and all(problem.path == PATH and problem.fix for problem in problems)
    if lines:
        assert [problem.line for problem in problems] == lines


def test_sound_groups_beside_a_broken_one_are_read():
    groups, problems = parse("- [甲]\n- [乙, 丙]\n", PATH)
    assert groups == (("乙", "丙"),) and len(problems) == 1


def test_no_table_no_groups(tmp_path):
    assert read_synonyms(tmp_path) == ((), [])


def test_table_is_found_in_the_desks_folder(tmp_path):
    (tmp_path / "_desk").mkdir()
    (tmp_path / "_desk/synonyms.yml").write_text("- [甲, 乙]\n", encoding="utf-8")
    assert read_synonyms(tmp_path) == ((("甲", "乙"),), [])

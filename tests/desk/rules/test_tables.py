"""The editors' own tables: what they may hold, and what is said of what they may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from shuangyong.desk.rules.tables import common_names, parse_allowed, parse_names, read_allowed, read_names

PATH = "docs/_desk/names.yml"


def test_names_are_read() -> None:
    names, problems = parse_names("# 说明\n- {name: 甲馆, not: [甲室, 甲馆, 乙馆], unless: [老甲室], note: 注, basis: 文}\n- {old: 乙县, now: 乙区, also: [乙]}\n", PATH)
    assert problems == []
    (name,), (old,) = names.official, names.old
    assert (name.name, name.variants, name.unless, name.note) == ("甲馆", ("甲室", "乙馆"), ("老甲室",), "注")
    assert (old.shown, old.also) == ("原乙县（今乙区）", ("乙",))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- {name: 甲馆}\n", [1]),
        ("- {not: [甲室]}\n", [1]),
        ("- {old: 乙县}\n", [1]),
        ("# 一\n- 甲馆\n", [2]),
        ("name: 甲馆\n", [1]),
        ("- {nmae: 甲馆, not: [甲室]}\n", [1, 1]),
        ("- {name: 甲馆, not: 甲室}\n", [1]),
        ("- {name: 甲馆, not: [甲室}\n", None),
        ("- {old: , now: 乙区}\n", [1]),
        ("- {old: 乙县, now: }\n", [1]),
        ("- {old: '  ', now: 乙区}\n", [1]),
        ("- {name: , not: [甲室]}\n", [1]),
    ],
)
def test_what_cannot_be_a_name_is_told_with_its_line(text: str, lines: list[int] | None) -> None:
    names, problems = parse_names(text, PATH)
    assert problems and "" not in [*(name.name for name in names.official), *(each.old for each in names.old), *(each.now for each in names.old)]
    assert all(problem.path == PATH and problem.fix for problem in problems)
    if lines:
        assert [problem.line for problem in problems] == lines


@pytest.mark.parametrize("missing", ["path", "rule", "text", "reason"])
def test_an_allowance_without_one_of_its_parts_does_not_count(missing: str) -> None:
    entry = {"path": "docs/x.md", "rule": "wording.name", "text": "甲室", "reason": "原话"}
    given = ", ".join(f"{key}: {value}" for key, value in entry.items() if key != missing)
    allowed, problems = parse_allowed(f"- {{{given}}}\n", "docs/_desk/allowed.yml")
    assert allowed == () and [missing in problem.what for problem in problems] == [True]


@pytest.mark.parametrize(
    ("rule", "why", "remedy"),
    [
        ("wording.nmae", "“wording.nmae”不存在", "请照检查结果方括号里的字写"),
        ("substance.no-source", "这一条规则不能放行，只能改对", "改"),
    ],
)
def test_an_allowance_that_can_never_work_is_told(rule: str, why: str, remedy: str) -> None:
    table = f"# 说明\n- {{path: docs/x.md, rule: {rule}, text: 甲室, reason: 原话}}\n"
    allowed, (problem,) = parse_allowed(table, "docs/_desk/allowed.yml")
    assert allowed == () and problem.line == 2 and why in problem.what and remedy in problem.fix


def test_a_path_with_backslashes_is_read_as_with_slashes(tmp_path: Path) -> None:
    (tmp_path / "docs/_desk").mkdir(parents=True)
    table = "- {path: docs\\stories\\x.md, rule: wording.name, text: 甲室, reason: 原话}\n"
    (tmp_path / "docs/_desk/allowed.yml").write_text(table, encoding="utf-8")
    (allowed,), problems = read_allowed(tmp_path / "docs", "here/docs")
    assert allowed.path == "here/docs/stories/x.md" and problems == []


@pytest.mark.parametrize("text", ["", "# 只有说明\n", "\n"])
def test_empty_tables_are_no_problem(text: str, tmp_path: Path) -> None:
    (tmp_path / "_desk").mkdir()
    for name in ("names", "allowed"):
        (tmp_path / f"_desk/{name}.yml").write_text(text, encoding="utf-8")
    assert read_names(tmp_path) == (common_names(), [])
    assert read_allowed(tmp_path) == ((), [])


def test_no_tables_no_problem(tmp_path: Path) -> None:
    assert read_names(tmp_path) == (common_names(), [])
    assert read_allowed(tmp_path) == ((), [])


def test_a_sites_names_stand_beside_the_packages(tmp_path: Path) -> None:
    (tmp_path / "_desk").mkdir()
    (tmp_path / "_desk/names.yml").write_text("- {name: 甲馆, not: [甲室]}\n", encoding="utf-8")
    names, _ = read_names(tmp_path)
    assert {"甲室", "全国国防教育日"} <= names.by_variant.keys()


def test_no_variant_of_the_packages_names_is_a_name_itself() -> None:
    names = common_names()
    official = {name.name for name in names.official}
    assert [variant for variant in names.by_variant if variant in official] == []
    assert len(names.official) > 30 and len(names.old) > 5

"""Contexts, keys, drafts, and what somebody lets stand."""

from __future__ import annotations

import pytest

from making import TODAY
from shuangyong.desk.rules import Finding, check_text
from shuangyong.desk.rules.engine import adopt
from shuangyong.problems import Problem

from .trial import in_a_site

FRONT = "title: 旧闻\n"
BODY = "老人说，这次慰问史无前例。\n"


def story(body: str = BODY, front: str = "") -> str:
    return f"---\n{FRONT}{front}---\n\n{body}"


def check(text: str, path: str = "docs/stories/2026/x.md") -> list[Finding]:
    return check_text(path, text, today=TODAY, src_uri=path.removeprefix("docs/"))


def rules_of(text: str, group: str = "secrecy") -> list[str]:
    return [finding.rule for finding in check(text) if finding.group == group]


def test_history_is_no_secret() -> None:
    assert rules_of(story("1937年，第88师的一个营守在仓库里。\n")) == []
    assert rules_of(story("第88师的一个营守在仓库里。\n")) == ["secrecy.unit-name"]


def test_a_story_stays_in_its_time_until_another_is_named() -> None:
    assert rules_of(story("1937年8月，战事起。\n\n第88师的一个营守在仓库里。\n")) == []
    assert rules_of(story("1937年8月，战事起。\n\n2024年，街道慰问驻区部队。\n\n第88师的一个营来到社区。\n")) == ["secrecy.unit-name"]


def test_a_line_by_itself_says_nothing_of_the_next() -> None:
    strength = "全连一百四十名战士，个个分到了棉鞋。\n"
    assert rules_of(story(f"1951年冬天，他过了江。{strength}")) == []
    assert rules_of(story(f"1951年冬天，他过了江。\n\n{strength}")) == ["secrecy.strength"]
    assert rules_of(f"---\ntitle: 1951年的冬天\n---\n\n{strength}") == []


def test_a_unit_of_today_is_a_secret_beside_its_history() -> None:
    assert rules_of(story("某部前身是红军的一个团，现驻本区，番号是73154。\n")) == ["secrecy.unit-code"]


def test_a_title_is_read_with_its_summary() -> None:
    assert rules_of("---\ntitle: 第88师守仓库\nsummary: 1937年10月的四天四夜。\n---\n\n正文。\n") == []
    assert rules_of("---\ntitle: 第88师守仓库\nsummary: 一段往事。\n---\n\n正文。\n") == ["secrecy.unit-name"]


def test_a_caption_is_read_with_its_own_alt_alone() -> None:
    entry = "  - file: {0}.jpg\n    slug: {0}\n    caption: 第88师的一个营\n    alt: {1}\n"
    captions = "photos:\n" + entry.format("a", "1937年10月，仓库的墙") + entry.format("b", "几个人的背影")
    found = [finding.line for finding in check_text("photos/x/captions.yml", captions, today=TODAY) if finding.group == "secrecy"]
    assert found == [8]


def test_a_bases_own_phone_and_address_are_no_finding() -> None:
    text = "---\ntitle: 甲馆\nofficial_name: 甲馆\nphone: 13812345678（值班）\naddress: 光复路21号\n---\n\n甲馆在光复路21号，从地铁站步行十分钟。\n"
    assert [finding.rule for finding in check(text, "docs/bases/x.md") if finding.group in ("privacy", "secrecy")] == []
    assert "privacy.mobile" in [finding.rule for finding in check(text, "docs/stories/2026/x.md")]


def severities(front: str) -> dict[str, str]:
    return {finding.group: finding.severity for finding in check(story("己经来到73154部队。\n", front)) if finding.group in ("secrecy", "wording")}


def test_what_is_found_in_a_draft_is_a_warning_unless_nobody_may_know_it() -> None:
    assert severities("") == {"secrecy": "error", "wording": "error"}
    assert severities("draft: true\n") == {"secrecy": "error", "wording": "warning"}
    assert severities("withdrawn: {on: 2026-11-20, reason: 有误}\n") == {"secrecy": "warning", "wording": "warning"}


def test_what_was_found_is_told_as_it_is_written_and_allowed_either_way() -> None:
    (told,) = [each for each in check(story("来到７３１５４ 部队。\n")) if each.group == "secrecy"]
    assert "“７３１５４ 部队”" in told.what and told.found == "７３１５４ 部队"
    for text in ("７３１５４ 部队", "73154部队"):
        front = f"allowed:\n  - {{rule: secrecy.unit-code, text: {text}, reason: 公开报道过}}\n"
        (told,) = [each for each in check(story("来到７３１５４ 部队。\n", front)) if each.group == "secrecy"]
        assert told.allowed == "公开报道过"


def test_a_finding_is_allowed_with_its_reason() -> None:
    (finding,) = check(story(front="allowed:\n  - {rule: wording.superlative, text: 史无前例, reason: 老人的原话}\n"))
    assert (finding.rule, finding.allowed, finding.line) == ("wording.superlative", "老人的原话", 7)


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        ("{rule: wording.superlative, text: 史无前例}", "reason"),
        ("{rule: wording.superlative, text: 史无前例, reason: ''}", "reason"),
        ("{rule: wording.superlative, reason: 老人的原话}", "text"),
        ("{text: 史无前例, reason: 老人的原话}", "rule"),
        ("{rule: wording.supperlative, text: 史无前例, reason: 老人的原话}", "不存在"),
        ("史无前例", "rule"),
    ],
)
def test_without_a_reason_nothing_is_allowed(entry: str, why: str) -> None:
    found = check(story(front=f"allowed:\n  - {entry}\n"))
    assert [finding.rule for finding in found if finding.allowed is None] == ["substance.allowance", "wording.superlative"]
    assert why in found[0].what and found[0].line == 4


def test_an_allowance_is_for_its_own_rule_and_words() -> None:
    for entry in ("{rule: wording.aim, text: 史无前例, reason: 试试}", "{rule: wording.superlative, text: 独一无二, reason: 试试}"):
        found = check(story(front=f"allowed:\n  - {entry}\n"))
        assert [finding.allowed for finding in found if finding.rule == "wording.superlative"] == [None]
        assert "没有用上" in next(finding.what for finding in found if finding.rule == "substance.allowance")


def test_what_is_wrong_in_the_build_of_a_file_cannot_be_allowed() -> None:
    found = check(story("正文。\n", "allowed:\n  - {rule: substance.no-source, text: sources, reason: 没有}\n"))
    (told,) = [finding for finding in found if finding.rule == "substance.allowance"]
    assert "这一条规则不能放行，只能改对" in told.what and "没有用上" not in told.what and told.line == 4


def test_an_allowance_holds_through_a_space_and_no_further() -> None:
    allowed = "allowed:\n  - {rule: secrecy.unit-code, text: 73154部队, reason: 已公开}\n"
    assert [finding.allowed for finding in check(story("来到 73154 部队。\n", allowed)) if finding.group == "secrecy"] == ["已公开"]
    assert [finding.allowed for finding in check(story("来到73155部队。\n", allowed)) if finding.group == "secrecy"] == [None]


def test_the_desks_table_allows_in_its_file_alone() -> None:
    table = {"allowed.yml": "- {path: docs/stories/2026/x.md, rule: wording.superlative, text: 史无前例, reason: 老人的原话}\n"}
    found = in_a_site({"docs/stories/2026/x.md": story(), "docs/stories/2026/y.md": story()}, table)
    assert {finding.path: finding.allowed for finding in found} == {"docs/stories/2026/x.md": "老人的原话", "docs/stories/2026/y.md": None}


def test_an_idle_entry_of_the_desks_table_is_told() -> None:
    table = {"allowed.yml": "# 说明\n- {path: docs/stories/2026/gone.md, rule: wording.superlative, text: 史无前例, reason: 原话}\n"}
    (finding,) = in_a_site({"docs/stories/2026/x.md": story("正文。\n")}, table)
    assert (finding.path, finding.line, finding.rule) == ("allowed.yml", 2, "substance.allowance")


def test_what_other_checks_find_gets_its_group_and_basis() -> None:
    ends = Problem("docs/calendar/x.md", 4, "dates-end", "“端午节”的日期表只到 2027 年。", "请补上。", "warning")
    other = Problem("docs/x.md", 2, "unknown-key", "没有“titel”这一项。", "您是不是想写 title？")
    missing = Problem("docs/x.md", 1, "missing-key", "缺少必填的 district（区的代号）。", "请加上一行 district: …。")
    adopted, rest = adopt([ends, other, missing])
    assert [(each.rule, each.line, each.severity, each.what) for each in adopted] == [("substance.dates-end", 4, "warning", ends.what)]
    assert adopted[0].basis and rest == [other, missing]


@pytest.mark.parametrize(
    "notice",
    [
        "withdrawn: {on: 2026-11-20, reason: 写了73154部队的驻地}",
        "withdrawn:\n  on: 2026-11-20\n  reason: >-\n    写了别的，\n    还写了73154部队的驻地。",
        "withdrawn:\n  on: 2026-11-20\n  reason: 写了别的，\n    还写了73154部队的驻地。",
    ],
)
def test_the_notice_of_a_withdrawal_goes_out_however_many_lines_it_has(notice: str) -> None:
    assert [each.severity for each in check(story("没有错。\n", f"{notice}\n")) if each.group == "secrecy"] == ["error"]


def test_what_a_letter_is_written_like_hides_nothing() -> None:
    text = "---\ntitle: 甲\n---\n\n由deepseek生成。\n"
    assert "substance.ai" in [each.rule for each in check(text, "docs/stories/2026/x.md")]

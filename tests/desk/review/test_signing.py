"""``review sign``: what is written, what is refused, and that it is all or nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from desk.review.conftest import STORY
from desk.review.setting import SIGNERS, STAGES, Place, small
from making import SOUND, TODAY
from shuangyong.desk import writing
from shuangyong.desk.review import signing
from shuangyong.manuscripts.library import UNREAD

Run = Callable[..., Result]


def files_in(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_sign_writes_four_lines_and_no_other_byte(desk_place: Place, shuangyong: Run) -> None:
    before = files_in(desk_place.home)
    digest = desk_place.digest(STORY)
    done = shuangyong("review", "sign", f"docs/{STORY}", "--stage", "初审", "--by", "甲", cwd=desk_place.home)
    assert done.exit_code == 0, done.stderr
    lines = f"review:\n  - stage: 初审\n    by: 甲\n    on: 2026-11-22\n    digest: {digest}\n---\n"
    head, body = SOUND[STORY].split("---\n", 2)[1:]
    after = files_in(desk_place.home)
    assert after.pop(f"docs/{STORY}").decode() == f"---\n{head}{lines}{body}"
    before.pop(f"docs/{STORY}")
    assert after == before, "no file beside it, none left over"
    assert f"docs/{STORY}  携手追梦行艺术联展  摘要 {digest[3:7]} {digest[7:11]} {digest[11:15]}" in done.stdout
    assert "甲 签了初审，1 篇。" in done.stdout


def test_three_stages_let_it_out(desk_place: Place, shuangyong: Run) -> None:
    for stage, by in zip(("初审", "复审", "终审"), "甲乙丙", strict=True):
        done = shuangyong("review", "sign", "docs", "--stage", stage, "--by", by, cwd=desk_place.home)
        assert done.exit_code == 0, done.stderr
        assert f"{by} 签了{stage}，6 篇。" in done.stdout
    assembly = desk_place.assembly()
    assert (assembly.problems, assembly.left_out) == ((), ())
    again = shuangyong("review", "sign", "docs", "--stage", "终审", "--by", "丙", cwd=desk_place.home)
    assert "丙 签了终审，0 篇。不在等终审的 6 篇没有动。" in again.stdout


REFUSED = {
    "unregistered": ("初审", "丁", None, "“丁”没有登记为审签人。登记的有：甲、乙、丙、一号岗、走了的、要来的。"),
    "almost registered": ("初审", "\u2f00号岗", None, "“\u2f00号岗”没有登记为审签人。您是不是想写 一号岗？"),
    "not his stage": ("初审", "乙", None, "乙 登记的是复审，不能签初审。"),
    "left": ("初审", "走了的", None, "走了的 的审签到 2026-06-30 为止。"),
    "not begun": ("初审", "要来的", None, "要来的 从 2026-12-01 起才可以审签。"),
    "out of turn": ("复审", "乙", None, "还没有初审，不能先签复审。请先签初审。"),
    "tomorrow": ("初审", "甲", "2026-11-23", "--on 写的 2026-11-23 还没有到。"),
    "before his time": ("初审", "甲", "2025-12-31", "甲 从 2026-01-01 起才可以审签。"),
}


@pytest.mark.parametrize(("stage", "by", "on", "told"), REFUSED.values(), ids=REFUSED)
def test_sign_refuses(desk_place: Place, shuangyong: Run, stage: str, by: str, on: str | None, told: str) -> None:
    before = files_in(desk_place.home)
    words = ("--on", on) if on else ()
    done = shuangyong("review", "sign", f"docs/{STORY}", "--stage", stage, "--by", by, *words, cwd=desk_place.home)
    assert done.exit_code == 1
    assert told in done.output and "一篇也没有签。" in done.output
    assert files_in(desk_place.home) == before


def refusals(place: Place, *names: str, stage: str = "初审", by: str = "甲", on=TODAY) -> list[str]:
    office = place.office()
    items = [office.desk.library.at(name) for name in names]
    entries, problems = signing.prepare(office.desk, items, stage, by, on, office.problems)
    return [str(problem) for problem in problems]


def test_second_signature_of_a_stage_is_refused(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.sign(STORY)
    assert refusals(place, STORY)[0].endswith("初审已经由 甲 在 2026-11-22 签过。不用再签。")


def test_one_person_cannot_sign_two_stages(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.claim(STORY, ("初审", "一号岗", "2026-11-22"))
    assert "一号岗 已经签了这篇的初审，每审要换一个人。" in refusals(place, STORY, stage="复审", by="一号岗")[0]
    assert refusals(place, STORY, stage="复审", by="乙") == []


def test_date_before_that_of_the_earlier_stage_is_refused(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.claim(STORY, ("初审", "甲", "2026-11-22"))
    assert "比初审的 2026-11-22 还早" in refusals(place, STORY, stage="复审", by="乙", on=TODAY.replace(day=21))[0]


def test_text_with_an_error_is_refused_and_the_error_told(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.edit(STORY, "600余件", "600件")
    *found, second = refusals(place, STORY)
    (first,) = [each for each in found if "wording.figure" in each]
    assert "[wording.figure] 写的是“600件”，来源 paper/f01 印的是“600余件”。" in first
    assert "有 1 处错误，不能审签。" in second


def test_draft_is_refused(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.edit(STORY, "title:", "draft: true\ntitle:")
    assert "还是草稿，不能审签。" in refusals(place, STORY)[0]


def test_photo_whose_original_nobody_knows_cannot_be_signed(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.photo("hua", "a", 1)
    place.edit(STORY, "title:", "cover: hua/a\ntitle:")
    assert refusals(place, STORY) == []
    place.file("photos/hua/a.jpg").unlink()
    assert "这台电脑上没有照片 hua/a 的原片" in refusals(place, STORY)[0]
    place.write("photos/hua/originals.lock", f"{'ab' * 32}  a.jpg\n")
    assert refusals(place, STORY) == [], "the lock knows it"


def test_findings_of_others_can_stop_it(tmp_path: Path) -> None:
    """Rules come from elsewhere: whatever finds an error is heard."""
    from shuangyong.problems import Problem

    office = small(tmp_path).office()
    item = office.desk.library.at(STORY)
    found = Problem(item.path, 1, "secrecy.unit", "有部队番号。", "请删去。")
    entries, problems = signing.prepare(office.desk, [item], "初审", "甲", TODAY, lambda item: [found])
    assert entries == [] and found in problems


def test_one_bad_file_keeps_all_unsigned(desk_place: Place, shuangyong: Run) -> None:
    desk_place.edit(STORY, "600余件", "600件")
    before = files_in(desk_place.home)
    done = shuangyong("review", "sign", "docs", "--stage", "初审", "--by", "甲", cwd=desk_place.home)
    assert done.exit_code == 1
    assert files_in(desk_place.home) == before


def prepared(place: Place) -> list[signing.Entry]:
    office = place.office()
    items = list(office.desk.library.manuscripts)
    entries, problems = signing.prepare(office.desk, items, "初审", "甲", TODAY, office.problems)
    assert not problems and len(entries) > 3
    return entries


@pytest.mark.parametrize("fails", [0, 1, 3])
def test_failure_amid_the_writing_leaves_every_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: int) -> None:
    place = small(tmp_path)
    entries, before = prepared(place), files_in(place.home)
    replace, count = Path.replace, iter(range(100))

    def failing(self: Path, target: Path) -> Path:
        if next(count) == fails:
            raise PermissionError(13, "somebody has it open", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PermissionError):
        writing.write(entries)
    monkeypatch.undo()
    assert files_in(place.home) == before


def test_file_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    place = small(tmp_path)
    entries = prepared(place)
    place.edit(STORY, "征集作品", "征集到作品")
    before = files_in(place.home)
    with pytest.raises(writing.Changed):
        writing.write(entries)
    assert files_in(place.home) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_rights_of_the_file_stay(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.file(STORY).chmod(0o640)
    place.sign(STORY)
    assert place.file(STORY).stat().st_mode & 0o777 == 0o640


def test_void_sign_offs_go_when_the_first_stage_is_signed_anew(desk_place: Place, shuangyong: Run) -> None:
    desk_place.sign()
    desk_place.edit(STORY, "征集作品", "征集到作品")
    assert desk_place.office().desk.verdict(desk_place.item(STORY)).word == "审签失效"
    done = shuangyong("review", "sign", f"docs/{STORY}", "--stage", "初审", "--by", "甲", cwd=desk_place.home)
    assert "去掉了已经失效的初审、复审、终审。" in done.stdout
    item = desk_place.item(STORY)
    assert [record.stage for record in item.meta.review] == ["初审"]
    assert desk_place.office().desk.verdict(item).word == "待复审"


def test_what_is_taken_back_holds_again(tmp_path: Path) -> None:
    """The digest is of the words, not of the moment."""
    place = small(tmp_path)
    place.sign()
    place.edit(STORY, "征集作品", "征集到作品")
    place.edit(STORY, "征集到作品", "征集作品")
    assert place.office().desk.verdict(place.item(STORY)).is_signed


def test_site_without_stages_has_nothing_to_sign(small_site, shuangyong: Run) -> None:
    folder = small_site(SOUND, options="      stages: []")
    done = shuangyong("review", "sign", "docs", "--stage", "初审", "--by", "甲", cwd=folder)
    assert done.exit_code != 0 and "这个网站没有设审签。" in done.output


def test_path_without_a_manuscript_is_told(desk_place: Place, shuangyong: Run) -> None:
    done = shuangyong("review", "sign", "mkdocs.yml", "--stage", "初审", "--by", "甲", cwd=desk_place.home)
    assert done.exit_code == 1 and "mkdocs.yml：这里没有稿件。" in done.output


def test_unreadable_manuscript_is_told_with_its_problems(desk_place: Place, shuangyong: Run) -> None:
    desk_place.edit(STORY, "published: 2026-11-22", "published: 2026-13-01")
    done = shuangyong("review", "sign", f"docs/{STORY}", "--stage", "初审", "--by", "甲", cwd=desk_place.home)
    assert done.exit_code == 1 and "[date] “2026-13-01”不是有效日期" in done.output and "这个文件读不懂" in done.output


def test_table_names_each_person_once(tmp_path: Path) -> None:
    """Full width and half width, with a space or without: one person is one person."""
    twice = SIGNERS + "  - {name: 一号 岗, stages: [终审], since: 2026-01-01}\n"
    place = small(tmp_path, signers=twice)
    told = [str(problem) for problem in place.assembly().problems if problem.severity == "error"]
    assert any("审签人“一号 岗”写了两次。" in line for line in told)


def test_table_gives_one_author_to_one_person(tmp_path: Path) -> None:
    twice = "signers:\n" + "".join(f"  - {{name: {n}, stages: [初审], since: 2026-01-01, git: [{mail}]}}\n" for n, mail in (("甲", "a@b.cn"), ("乙", "A@b.cn")))
    told = [str(problem) for problem in small(tmp_path, signers=twice).assembly().problems]
    assert any("“A@b.cn”已经给了 甲。" in line for line in told)


def test_table_with_too_few_people_is_told_before_anybody_waits(tmp_path: Path) -> None:
    few = "signers:\n  - {name: 甲, stages: [初审, 复审, 终审], since: 2026-01-01}\n"
    told = [str(problem) for problem in small(tmp_path, signers=few).assembly().problems]
    assert told == ["docs/_desk/signers.yml:1: [review] 要签3审，现在只有1个人能签；每审要换一个人。请再登记审签人。"]
    nobody = "signers:\n  - {name: 甲, stages: [初审, 复审], since: 2026-01-01}\n  - {name: 乙, stages: [复审], since: 2026-01-01}\n"
    told = [str(problem) for problem in small(tmp_path, signers=nobody).assembly().problems]
    assert "docs/_desk/signers.yml:1: [review] 现在没有人可以签终审，稿件过不了这一关。请给一位审签人的 stages 加上终审。" in told


WITHDRAWN = "withdrawn: {on: 2026-11-22, reason: 有误。}\ntitle:"


def test_what_was_withdrawn_waits_for_no_stage(desk_place: Place, shuangyong) -> None:
    """Its notice is out already; signing a folder must not take it back."""
    desk_place.sign()
    desk_place.edit(STORY, "title:", WITHDRAWN)
    before = desk_place.read(STORY)
    done = shuangyong("review", "sign", "docs", "--stage", "初审", "--by", "甲", cwd=desk_place.home)
    assert done.exit_code == 0, done.output
    assert desk_place.read(STORY) == before
    assert [w.notice.reason for w in desk_place.assembly().publishable.withdrawals] == ["有误。"]


def test_a_notice_stays_while_it_is_signed_anew(desk_place: Place) -> None:
    """Who deletes the text of what he withdraws, as he should where it is secret, has three signatures to wait for."""
    desk_place.sign()
    desk_place.edit(STORY, "title:", WITHDRAWN)
    desk_place.write(STORY, desk_place.read(STORY).rsplit("---\n", 1)[0] + "---\n")
    for stage, by, reason in zip(STAGES, "甲乙丙", (UNREAD, UNREAD, "有误。"), strict=True):
        office = desk_place.office()
        entries, problems = signing.prepare(office.desk, [office.desk.library.at(STORY)], stage, by, TODAY, office.problems)
        assert not problems
        writing.write(entries)
        assert [w.notice.reason for w in desk_place.assembly().publishable.withdrawals] == [reason]
    assert len(desk_place.item(STORY).meta.review) == len(STAGES)


def test_a_page_is_never_written_over_a_manuscript(desk_place: Place, shuangyong) -> None:
    before = desk_place.read(STORY)
    for words in (("status", "--html", f"docs/{STORY}"), ("sheet", f"docs/{STORY}", "--to", f"docs/{STORY}")):
        done = shuangyong("review", *words, cwd=desk_place.home)
        assert done.exit_code == 2 and ".html" in done.output and desk_place.read(STORY) == before


def test_nothing_goes_out_before_its_source(desk_place: Place) -> None:
    desk_place.edit("sources/paper.md", "published: 2026-11-22", "published: 2026-11-23")
    desk_place.sign()
    assembly = desk_place.assembly()
    assert assembly.publishable.at(STORY) is None
    assert "待资料来源发布1篇" in assembly.left_out


def test_a_mistake_in_the_table_voids_nobody_elses_signature(desk_place: Place) -> None:
    desk_place.sign()
    desk_place.write("_desk/signers.yml", SIGNERS + "  - {name: 新来的, stages: 初审, since: 2026-01-01}\n")
    assembly = desk_place.assembly()
    assert {problem.path for problem in assembly.problems} == {"docs/_desk/signers.yml"} and assembly.has_errors


def test_a_stage_that_was_lost_is_not_called_missing(desk_place: Place, shuangyong: Run) -> None:
    desk_place.sign()
    desk_place.edit(STORY, "征集作品", "共征集作品")
    done = shuangyong("review", "sign", f"docs/{STORY}", "--stage", "终审", "--by", "丙", cwd=desk_place.home)
    assert "初审签过以后又改了，已经失效，不能先签终审" in done.stderr


def test_what_is_not_signed_is_held_to_the_rules_by_whoever_asks_about_it(desk_place: Place, shuangyong: Run) -> None:
    desk_place.sign()
    slip = SOUND[STORY].replace("征集作品", "31682部队征集作品")
    desk_place.write("stories/2026/new.md", slip)
    whole = shuangyong("check", cwd=desk_place.home)
    assert whole.exit_code == 0 and "docs/stories/2026/new.md" in whole.stdout, "others may be published"
    alone = shuangyong("check", "docs/stories/2026/new.md", cwd=desk_place.home)
    assert alone.exit_code == 1 and "（提醒）“31682部队”" not in alone.stdout


def test_a_strict_build_waits_for_no_draft_but_stops_at_a_lost_signature(desk_place: Place) -> None:
    desk_place.sign()
    desk_place.write("stories/2026/new.md", SOUND[STORY].replace("title:", "draft: true\ntitle:").replace("征集作品", "土兵征集作品"))
    assembly = desk_place.assembly()
    assert assembly.problems and assembly.hindrances == ()
    desk_place.edit(STORY, "征集作品", "共征集作品")
    assert {problem.rule for problem in desk_place.assembly().hindrances} == {"review"}

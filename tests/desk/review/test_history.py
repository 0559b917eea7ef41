"""What is known of sign-offs where there is Git, and what is said where there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from desk.review.conftest import STORY
from desk.review.setting import STAGES, Place, ascii_of, commit, git, small
from shuangyong.desk.review import status
from shuangyong.desk.review.history import History
from shuangyong.desk.review.verify import Proof, verify

Run = Callable[..., Result]
WITH_GIT = "signers:\n" + "".join(
    f"  - {{name: {name}, stages: [{stage}], since: 2026-01-01, git: [{ascii_of(name)}@office.example]}}\n"
    for name, stage in zip("甲乙丙", STAGES, strict=True)
)


@pytest.fixture
def kept(tmp_path: Path) -> Place:
    """A site under Git, everything signed, each stage committed by him who signed it."""
    place = small(tmp_path, signers=WITH_GIT)
    place.photo("hua", "a", 1)
    place.write("about/x.md", "---\ntitle: 关于\npublished: 2026-11-22\ncover: hua/a\n---\n本站。\n")
    git(tmp_path, "init", "-q")
    commit(tmp_path, "写好了")
    for stage, name in zip(STAGES, "甲乙丙", strict=True):
        Place(place.home, (stage,)).sign() if stage == "初审" else sign(place, stage, name)
        commit(tmp_path, f"{name}签了{stage}", who=name)
    return place


def sign(place: Place, stage: str, name: str) -> None:
    from making import TODAY
    from shuangyong.desk import writing
    from shuangyong.desk.review import signing

    office = place.office()
    items = [item for item in office.desk.library.manuscripts if office.desk.judged(item).next_stage == stage]
    entries, problems = signing.prepare(office.desk, items, stage, name, TODAY, office.problems)
    assert not problems and entries
    writing.write(entries)


def proofs(place: Place, name: str = STORY) -> list[tuple[str, Proof, str]]:
    office = place.office()
    return [(each.judged.record.stage, each.proof, each.why) for each in verify(office, [office.desk.library.at(name)])]


def test_sign_offs_that_their_signers_committed_are_proven(kept: Place) -> None:
    office = kept.office()
    checked = list(verify(office, office.desk.library.manuscripts))
    assert {each.proof for each in checked} == {Proof.PROVEN}
    assert len(checked) == 3 * len(office.desk.library.manuscripts)


def test_without_git_they_are_recorded_not_proven(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.sign()
    assert proofs(place) == [(stage, Proof.RECORDED, "没有用 Git") for stage in STAGES]


def test_sign_off_in_no_commit_yet_is_recorded(kept: Place) -> None:
    kept.edit(STORY, "征集作品", "征集到作品")
    sign(kept, "初审", "甲")
    assert proofs(kept) == [("初审", Proof.RECORDED, "还没有提交到 Git")]


def test_sign_off_that_another_committed_is_told(kept: Place) -> None:
    kept.edit(STORY, "征集作品", "征集到作品")
    sign(kept, "初审", "甲")
    head = commit(kept.home, "替甲签的", who="王记者")
    ((_, proof, why),) = proofs(kept)
    assert proof is Proof.BY_ANOTHER
    assert "王记者" in why and head[:7] in why


def test_later_commit_by_the_signer_proves_nothing(kept: Place) -> None:
    """It must be the one that brought the sign-off, not one that touched the file."""
    kept.edit(STORY, "征集作品", "征集到作品")
    sign(kept, "初审", "甲")
    commit(kept.home, "替甲签的", who="王记者")
    kept.edit(STORY, "sources: [paper]", "sources: [ paper ]")
    kept.edit(STORY, "sources: [ paper ]", "sources: [paper]")
    kept.write(STORY, kept.read(STORY) + "\n")
    commit(kept.home, "加一行", who="甲")
    kept.write(STORY, kept.read(STORY)[:-1])
    commit(kept.home, "减一行", who="甲")
    assert [proof for _, proof, _ in proofs(kept)] == [Proof.BY_ANOTHER]


def test_sign_off_on_a_branch_counts_when_it_was_merged(kept: Place) -> None:
    git(kept.home, "checkout", "-q", "-b", "xiugai")
    kept.edit(STORY, "征集作品", "征集到作品")
    sign(kept, "初审", "甲")
    commit(kept.home, "甲签了初审", who="甲")
    git(kept.home, "checkout", "-q", "-")
    kept.write("about/y.md", "---\ntitle: 又一页\npublished: 2026-11-22\n---\n正文。\n")
    commit(kept.home, "别的")
    git(kept.home, "merge", "-q", "--no-ff", "-m", "合并", "xiugai", who="管网站的")
    assert [proof for _, proof, _ in proofs(kept)] == [Proof.PROVEN]


def test_history_that_was_cut_off_proves_nothing_and_accuses_nobody(kept: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    shallow = tmp_path_factory.mktemp("shallow") / "site"
    git(kept.home, "clone", "-q", "--depth", "1", f"file://{kept.home}", str(shallow))
    (shallow / "photos/hua/a.jpg").write_bytes(kept.file("photos/hua/a.jpg").read_bytes())
    assert proofs(Place(shallow)) == [(stage, Proof.RECORDED, "这台电脑上的 Git 历史不全") for stage in STAGES]


def test_signer_without_a_git_name_is_recorded(kept: Place) -> None:
    kept.write("_desk/signers.yml", WITH_GIT.replace(f", git: [{ascii_of('丙')}@office.example]", ""))
    assert [proof for _, proof, _ in proofs(kept)] == [Proof.PROVEN, Proof.PROVEN, Proof.RECORDED]


def test_renamed_author_in_a_mailmap_is_not_believed(kept: Place) -> None:
    kept.edit(STORY, "征集作品", "征集到作品")
    sign(kept, "初审", "甲")
    commit(kept.home, "替甲签的", who="王记者")
    (kept.home / ".mailmap").write_text(f"甲 <{ascii_of('甲')}@office.example> 王记者 <{ascii_of('王记者')}@office.example>\n", encoding="utf-8")
    commit(kept.home, "名字")
    assert [proof for _, proof, _ in proofs(kept)] == [Proof.BY_ANOTHER]


# --- What changed ---


def void(place: Place, name: str) -> status.Waiting:
    (found,) = [each for each in status.board(place.office()).void if each.item.src_uri == name]
    return found


def test_edit_is_shown_with_who_made_it(kept: Place) -> None:
    kept.edit(STORY, "征集作品", "征集到作品")
    head = commit(kept.home, "改", who="王记者")
    found = void(kept, STORY)
    assert found.why == "初审、复审、终审：签过以后，稿件改过"
    (change,) = found.changes
    assert change.words.startswith("征集〔加“到”〕作品")
    line = next(n for n, text in enumerate(kept.read(STORY).split("\n"), 1) if "征集到作品" in text)
    assert change.where == f"第 {line} 行", "the line of the file, sign-offs counted"
    assert found.changed_by == (f"王记者（{git(kept.home, 'log', '-1', '--format=%cs').strip()}，提交 {head[:7]}）改的",)


def test_edit_that_is_in_no_commit_is_told_as_such(kept: Place) -> None:
    kept.edit(STORY, "征集作品", "征集到作品")
    assert void(kept, STORY).changed_by == ("改动还没有提交",)


def test_a_number_that_the_text_no_longer_names_is_no_work_of_its_sources_editor(kept: Place) -> None:
    kept.edit(STORY, "[600余件](figure:paper/f01)", "许多")
    head = commit(kept.home, "改", who="王记者")
    (told,) = void(kept, STORY).changed_by
    assert told.startswith("王记者") and head[:7] in told


def test_changed_figure_is_shown_as_it_was_and_is(kept: Place) -> None:
    kept.edit("sources/paper.md", "what: 征集的作品", "what: 参展的作品")
    found = void(kept, STORY)
    assert found.why == "初审、复审、终审：签过以后，引用的数字改过"
    assert [(change.where, change.words) for change in found.changes] == [("数字 paper/f01，什么的数字", "〔删“征集”〕〔加“参展”〕的作品")]
    assert found.changed_by == ("docs/sources/paper.md：改动还没有提交",)


def test_changed_caption_and_redaction_are_shown(kept: Place) -> None:
    kept.edit("photos/hua/captions.yml", "caption: 图注。", "caption: 另一句图注。\n  redact: [[0.1, 0.1, 0.2, 0.2]]")
    found = void(kept, "about/x.md")
    assert [(change.where, change.words) for change in found.changes] == [
        ("照片 hua/a，图注", "〔加“另一句”〕图注。"),
        ("照片 hua/a，涂掉的方块", "〔加“[0.1，0.1，0.2，0.2]”〕"),
    ]


def test_swapped_original_is_told_though_git_never_had_it(kept: Place) -> None:
    from photos.drawn import encoded, scene

    kept.write("photos/hua/a.jpg", encoded(scene(320, 240, 9)))
    assert void(kept, "about/x.md").why == "初审、复审、终审：签过以后，照片或图注改过"


def test_renamed_file_is_recognised(kept: Place) -> None:
    kept.file("about/x.md").rename(kept.file("about/z.md"))
    found = void(kept, "about/z.md")
    assert found.why == "初审、复审、终审：签过以后，文件的位置或名字改过"
    assert [change.words for change in found.changes] == ["〔删“about/x.md”〕〔加“about/z.md”〕"]


def test_copied_sign_offs_are_told_with_where_they_come_from(kept: Place) -> None:
    text = kept.read(STORY)
    review = text[text.index("review:") : text.index("---\n", 4)]
    kept.write("about/y.md", f"---\ntitle: 抄的\npublished: 2026-11-22\n{review}---\n正文。\n")
    told = [str(problem) for problem in kept.assembly().problems]
    assert any("docs/about/y.md:5: [review] 初审、复审、终审的记录是 docs/stories/2026/lianzhan.md 的，不是这篇的。" in line for line in told)


def test_without_git_the_part_that_changed_is_named_all_the_same(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.sign()
    place.edit("sources/paper.md", "what: 征集的作品", "what: 参展的作品")
    found = void(place, STORY)
    assert found.why == "初审、复审、终审：签过以后，引用的数字改过"
    assert found.changes == ()
    lines = list(status.lines(status.board(place.office())))
    assert "    没有用 Git，比不出改了什么。" in lines


def test_last_approved_text_is_found_behind_later_edits(kept: Place) -> None:
    signed = git(kept.home, "rev-parse", "HEAD").strip()
    for n in range(3):
        kept.write(STORY, kept.read(STORY) + f"第{n}段。\n")
        commit(kept.home, f"改{n}", who="王记者")
    office = kept.office()
    past = office.pasts.last_approved(office.desk.library.at(STORY))
    assert past is not None and past.commit.id == signed


def test_text_that_two_signed_was_never_approved(tmp_path: Path) -> None:
    place = small(tmp_path)
    git(tmp_path, "init", "-q")
    Place(tmp_path, ("初审",)).sign()
    commit(tmp_path, "初审")
    office = place.office()
    assert office.pasts.last_approved(office.desk.library.at(STORY)) is None


def test_folder_that_is_only_part_of_a_repository_has_a_history_too(tmp_path: Path) -> None:
    place = small(tmp_path / "deep" / "site")
    git(tmp_path, "init", "-q")
    place.sign()
    commit(tmp_path, "全部")
    history = History.of(place.home / "docs")
    assert history is not None
    assert [version.path for version in history.versions(place.file(STORY))] == [f"deep/site/docs/{STORY}"]
    place.edit(STORY, "征集作品", "征集到作品")
    assert void(place, STORY).changes


def test_no_repository_no_history(tmp_path: Path) -> None:
    assert History.of(small(tmp_path).home / "docs") is None


# --- The command ---


def test_verify_tells_each_of_named_files_and_only_what_is_wrong_of_all(desk_place: Place, shuangyong: Run) -> None:
    desk_place.sign()
    done = shuangyong("review", "verify", f"docs/{STORY}", cwd=desk_place.home)
    assert done.exit_code == 0, done.output
    assert f"docs/{STORY}:8: 初审  甲  2026-11-22  有效；有记录，未证实（没有用 Git）。" in done.stdout
    assert "3 条审签：有效 3 条，失效 0 条。" in done.stdout
    assert "有记录，未证实 3 条：没有用 Git 3 条。" in done.stdout
    everything = shuangyong("review", "verify", cwd=desk_place.home)
    assert everything.exit_code == 0 and "docs/" not in everything.stdout
    desk_place.edit(STORY, "征集作品", "征集到作品")
    broken = shuangyong("review", "verify", cwd=desk_place.home)
    assert broken.exit_code == 1
    assert broken.stdout.count(f"docs/{STORY}:") == 3 and "失效：签过以后，稿件改过；" in broken.stdout


def test_sign_reminds_that_the_signer_commits_himself(desk_place: Place, shuangyong: Run) -> None:
    desk_place.write("_desk/signers.yml", WITH_GIT)
    git(desk_place.home, "init", "-q")
    git(desk_place.home, "config", "user.name", "王记者")
    git(desk_place.home, "config", "user.email", "wang@office.example")
    done = shuangyong("review", "sign", f"docs/{STORY}", "--stage", "初审", "--by", "甲", cwd=desk_place.home)
    assert done.exit_code == 0
    assert "注意：这台电脑提交时用的名字是 王记者 <wang@office.example>，不是登记给 甲 的" in done.stderr

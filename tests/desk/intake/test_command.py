"""``shuangyong intake``: files in, drafts that pass, and a report from which the original can be had again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from making import SOUND
from shuangyong.desk.intake.report import original_of
from shuangyong.manuscripts.frontmatter import FENCE

from .wordfile import docx, drawing, p, png

Make = Callable[..., Path]
SCAN = "军民同心\n\n本报记者 李明\n\n组织 领导\n\n社区把老兵服务纳人年度计划,每年送书600余册。大家说,这样做好。\n"


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def with_file(folder: Path, name: str, content: str | bytes) -> Path:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_a_scan_becomes_a_draft_that_passes_with_its_source_and_its_report(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = with_file(small_site(SOUND), "来稿.txt", SCAN)
    before = files_of(folder)
    done = shuangyong("intake", "来稿.txt", cwd=folder)
    assert done.exit_code == 0, done.output
    added = files_of(folder).keys() - before.keys()
    assert added == {
        "docs/stories/2026/junmin-tongxin.md", "docs/sources/junmin-tongxin.md", "docs/_desk/intake/story-junmin-tongxin.html"
    }  # fmt: skip
    text = (folder / "docs/stories/2026/junmin-tongxin.md").read_text(encoding="utf-8")
    assert "纳入年度计划，每年送书[600余册](figure:junmin-tongxin/" in text and "draft: true" in text and "reporter: 李明" in text
    checked = shuangyong("check", cwd=folder)
    assert checked.exit_code == 0, checked.stdout
    built = shuangyong("build", cwd=folder)
    assert built.exit_code == 0 and "军民同心" not in (folder / "site/index.html").read_text(encoding="utf-8")
    assert not any("intake" in file.as_posix() for file in (folder / "site").rglob("*"))


def test_the_report_gives_the_original_again(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = with_file(small_site(SOUND), "来稿.txt", SCAN)
    shuangyong("intake", "来稿.txt", cwd=folder)
    text = (folder / "docs/stories/2026/junmin-tongxin.md").read_text(encoding="utf-8")
    report = (folder / "docs/_desk/intake/story-junmin-tongxin.html").read_text(encoding="utf-8")
    assert original_of(report, text.split(f"\n{FENCE}\n", 1)[1]) == SCAN


def test_pictures_of_a_word_file_go_into_an_album_with_captions_to_fill_in(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    body = p("军民同心", style="8") + p("社区里来了官兵。") + p(drawing("img1")) + p("大家都来了。")
    word = docx(body, parts={"word/media/image1.png": png()}, links={"img1": ("image", "media/image1.png")})
    folder = with_file(small_site(SOUND), "来稿.docx", word)
    done = shuangyong("intake", "来稿.docx", cwd=folder)
    assert done.exit_code == 0, done.output
    captions = (folder / "photos/junmin-tongxin/captions.yml").read_text(encoding="utf-8")
    (file,) = re.findall(r"file: (\S+)", captions)
    assert (folder / "photos/junmin-tongxin" / file).is_file()
    assert "photo:junmin-tongxin/" in (folder / "docs/stories/2026/junmin-tongxin.md").read_text(encoding="utf-8")


def test_a_dry_run_writes_nothing(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = with_file(small_site(SOUND), "来稿.txt", SCAN)
    before = files_of(folder)
    done = shuangyong("intake", "来稿.txt", "--dry-run", cwd=folder)
    assert done.exit_code == 0 and "会收成 docs/stories/2026/junmin-tongxin.md" in done.stdout and files_of(folder) == before


def test_the_same_twice_is_refused_and_nothing_lost(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = with_file(small_site(SOUND), "来稿.txt", SCAN)
    shuangyong("intake", "来稿.txt", cwd=folder)
    before = files_of(folder)
    done = shuangyong("intake", "来稿.txt", cwd=folder)
    assert done.exit_code == 1 and "已经有这个名字" in done.stderr and files_of(folder) == before


def test_one_bad_file_keeps_no_other_out(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = with_file(with_file(small_site(SOUND), "旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "来稿.txt", SCAN)
    done = shuangyong("intake", "旧.doc", "来稿.txt", cwd=folder)
    assert done.exit_code == 1
    assert "另存为.docx" in done.stderr and (folder / "docs/stories/2026/junmin-tongxin.md").is_file()


def test_known_sources_are_used_and_their_figures_linked(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = with_file(small_site(SOUND), "来稿.txt", SCAN.replace("600余册", "600余件"))
    done = shuangyong("intake", "来稿.txt", "--source", "paper", "--id", "laigao", "--kind", "story", "--to", "docs/stories/2027", cwd=folder)
    assert done.exit_code == 0, done.output
    text = (folder / "docs/stories/2027/laigao.md").read_text(encoding="utf-8")
    assert "[600余件](figure:paper/f01)" in text and "sources: [paper]" in text
    assert not (folder / "docs/sources/laigao.md").exists()
    shuangyong("intake", "来稿.txt", "--source", "paper", "--id", "laigao-er", cwd=with_file(folder, "来稿.txt", SCAN))
    report = (folder / "docs/_desk/intake/story-laigao-er.html").read_text(encoding="utf-8")
    assert "没有出处的数字" in report and "600余册" in report and "起草的数字" not in report and "f01" not in report


def test_the_report_holds_the_changes_as_data(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = with_file(small_site(SOUND), "来稿.txt", SCAN)
    shuangyong("intake", "来稿.txt", cwd=folder)
    report = (folder / "docs/_desk/intake/story-junmin-tongxin.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'id="changes">(.*?)</script>', report, re.S)[1])
    (word,) = [change for change in data["changes"] if "confusion" in change["rules"]]
    assert (word["before"], word["after"], word["line"], word["sure"]) == ("纳人", "纳入", 7, "高")


@pytest.mark.parametrize("folder", ["docs/brands", "docs", "..", "docs/stories/2026年"])
def test_a_folder_where_no_story_can_lie_is_refused(folder: str, small_site: Make, shuangyong: Callable[..., Result]) -> None:
    home = with_file(small_site(SOUND), "来稿.txt", SCAN)
    before = files_of(home)
    done = shuangyong("intake", "来稿.txt", "--to", folder, cwd=home)
    assert done.exit_code == 1 and "没有收" in done.stderr and files_of(home) == before


def test_what_nobody_may_know_is_told_at_once_and_is_no_figure(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    text = "军民同心\n\n驻区31682部队官兵12人来到社区，联系电话13812345678，请早联系。\n"
    folder = with_file(small_site(SOUND), "来稿.txt", text)
    done = shuangyong("intake", "来稿.txt", cwd=folder)
    assert done.exit_code == 0, done.output
    assert "处涉及保密或个人信息，请先改" in done.stderr and "31682部队" in done.stderr and "13812345678" in done.stderr
    assert "as_printed: 31682" not in (folder / "docs/sources/junmin-tongxin.md").read_text(encoding="utf-8")
    assert "驻区31682部队官兵[12人]" in (folder / "docs/stories/2026/junmin-tongxin.md").read_text(encoding="utf-8")


def test_pictures_taken_in_keep_nobody_from_publishing(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    body = p("军民同心", style="8") + p("社区里来了官兵。") + p(drawing("img1")) + p("大家都来了。")
    word = docx(body, parts={"word/media/image1.png": png()}, links={"img1": ("image", "media/image1.png")})
    folder = with_file(small_site(SOUND), "来稿.docx", word)
    assert shuangyong("intake", "来稿.docx", cwd=folder).exit_code == 0
    draft = folder / "docs/stories/2026/junmin-tongxin.md"
    whole = shuangyong("check", cwd=folder)
    assert whole.exit_code == 0 and "captions.yml" in whole.stdout, whole.stdout
    alone = shuangyong("check", str(draft), cwd=folder)
    assert "的图注还没有写好" in alone.stdout and "captions.yml" in alone.stdout
    # As soon as somebody means to publish it, the captions are owed.
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("draft: true\n", ""), encoding="utf-8")
    assert "[empty-value]" in (done := shuangyong("check", cwd=folder)).stdout and done.exit_code == 1

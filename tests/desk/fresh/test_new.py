"""``shuangyong new``: a file that passes, under a name and a number of its own."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from conftest import EPOCH
from making import SOUND
from shuangyong.config import place_from
from shuangyong.desk.fresh.forms import KINDS, date_in, guessed_category
from shuangyong.desk.fresh.making import CannotMake, make
from shuangyong.desk.fresh.numbers import next_number
from shuangyong.desk.fresh.slugs import LONGEST, slug
from shuangyong.manuscripts.frontmatter import positions
from shuangyong.manuscripts.reader import parse

Make = Callable[..., Path]


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_of_each_kind_passes_the_check(kind: str, small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND)
    done = shuangyong("new", kind, "老兵讲堂", cwd=folder)
    assert done.exit_code == 0, done.output
    made = folder / done.stdout.strip()
    assert made.stem == "laobing-jiangtang" and "草稿" in done.stderr
    checked = shuangyong("check", cwd=folder)
    assert checked.exit_code == 0, checked.stdout
    assert "draft: true" in made.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_title_holds_is_written_so_that_yaml_keeps_it(kind: str, small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND)
    title = '"三后": 后路、后院 #1'
    done = shuangyong("new", kind, title, "--id", "sanhou", cwd=folder)
    made = folder / done.stdout.strip()
    item, problems = parse(made.read_bytes(), made.relative_to(folder / "docs").as_posix(), "x")
    assert item is not None and item.title == title
    assert [problem for problem in problems if problem.severity == "error"] == []


def test_nothing_is_overwritten(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND)
    first = folder / shuangyong("new", "brand", "老兵讲堂", cwd=folder).stdout.strip()
    before = first.read_bytes()
    again = shuangyong("new", "brand", "老兵讲堂", cwd=folder)
    assert again.exit_code and "已经有这个名字" in again.stderr and "--id" in again.stderr
    assert first.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("story", "  "), "标题是空的"),
        (("story", "……"), "起不出文件名"),
        (("story", "甲", "--id", "中文"), "不能做文件名"),
        (("story", "甲", "--id", "../x"), "不能做文件名"),
        (("story", "甲", "--to", ".."), "不在稿件的文件夹"),
        (("story", "甲", "--to", "docs/brands"), "请写 --to docs/stories/2026"),
        (("story", "甲", "--to", "docs"), "不是放故事的文件夹"),
        (("source", "甲", "--to", "docs/stories/2026"), "请写 --to docs/sources"),
        (("story", "甲", "--to", "docs/stories/2026年"), "请改成拼音或英文"),
    ],
)
def test_what_cannot_be_made_is_told(words: tuple[str, ...], told: str, small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND)
    before = sorted(folder.rglob("*"))
    done = shuangyong("new", *words, cwd=folder)
    assert done.exit_code == 1 and told in done.stderr and sorted(folder.rglob("*")) == before


def test_a_district_that_is_not_there_is_refused(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND)
    before = sorted(folder.rglob("*"))
    done = shuangyong("new", "story", "老兵讲堂", "--district", "xuhi", cwd=folder)
    assert done.exit_code == 1 and "没有代号为“xuhi”的区。有这些：xuhui（徐汇区）。" in done.stderr
    assert sorted(folder.rglob("*")) == before
    assert shuangyong("new", "story", "老兵讲堂", "--district", "xuhui", cwd=folder).exit_code == 0


@pytest.mark.parametrize("kind", ["brand", "source", "screen"])
def test_what_was_left_open_is_an_error_once_it_is_no_draft(kind: str, small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND)
    made = folder / shuangyong("new", kind, "老兵讲堂", cwd=folder).stdout.strip()
    made.write_text(made.read_text(encoding="utf-8").replace("draft: true\n", ""), encoding="utf-8")
    done = shuangyong("check", str(made), cwd=folder)
    assert done.exit_code == 1 and "[substance.placeholder] “待补”是新建时留的空" in done.stdout


def test_what_keeps_a_new_file_from_being_read_is_told(small_site: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lone half of a character: a shell hands it over where its encoding is another."""
    folder = small_site(SOUND)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    before = sorted(folder.rglob("*"))
    with pytest.raises(CannotMake, match="没有新建"):
        make(place_from(folder / "mkdocs.yml"), "story", "老兵讲堂\ud800")
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("双拥在基层", "shuangyong-zai-jiceng"),
        ("红帆船", "hong-fanchuan"),
        ("“三后”问题", "sanhou-wenti"),
        ("Café 2026 迎春", "cafe-2026-yingchun"),
        ("２０２６年", "2026-nian"),
        ("绿色军营", "lvse-junying"),
        ("……", ""),
    ],
)
def test_a_name_is_the_pinyin_of_the_title(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_long_title_is_cut_between_words() -> None:
    found = slug("统一领导军地协调顺畅高效的组织管理体系建设经验交流会议在文化中心举行")
    assert len(found) <= LONGEST and not found.endswith("-") and found.startswith("tongyi-lingdao")


def numbered(folder: Path, name: str, number: int) -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: 甲\nnumber: {number}\n---\n", encoding="utf-8")


def test_numbers_count_on_and_keep_off_each_other(tmp_path: Path) -> None:
    assert (next_number("story", tmp_path), next_number("brand", tmp_path)) == (101, 201)
    numbered(tmp_path, "stories/2026/a.md", 107)
    numbered(tmp_path, "brands/a.md", 108)
    (tmp_path / "stories/2026/broken.md").write_text("---\nnumber: 109\ntitle: [\n", encoding="utf-8")
    assert next_number("story", tmp_path) == 110


def test_a_number_that_was_given_once_is_never_given_again(tmp_path: Path) -> None:
    """A visitor may have noted it from a screen years ago."""

    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.cn", *words], cwd=tmp_path, check=True, capture_output=True)

    git("init")
    numbered(tmp_path, "docs/stories/2026/a.md", 130)
    git("add", "."), git("commit", "-m", "x")
    (tmp_path / "docs/stories/2026/a.md").unlink()
    git("commit", "-am", "y")
    (tmp_path / "docs").mkdir(exist_ok=True)
    assert next_number("story", tmp_path / "docs") == 131


@pytest.mark.parametrize(("title", "rule"), [("3月5日学雷锋", "03-05"), ("2月30日", ""), ("国防教育日", ""), ("2月29日", "02-29")])
def test_a_date_in_a_title_becomes_the_rule(title: str, rule: str) -> None:
    assert date_in(title) == rule


@pytest.mark.parametrize(
    ("title", "category"), [("某某烈士陵园", "烈士纪念设施"), ("某某会战遗址", "抗战遗址"), ("某某陈列厅", "专题展馆")]
)
def test_a_category_is_guessed_from_words_that_name_one(title: str, category: str) -> None:
    assert guessed_category(title) == category


def test_the_day_of_publishing_is_the_sites_today(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND)
    made = folder / shuangyong("new", "story", "老兵讲堂", cwd=folder).stdout.strip()
    text = made.read_text(encoding="utf-8")
    assert made.parent.name == str(dt.date.fromisoformat("2026-11-22").year)
    assert ("published",) in positions(text.split("---")[1])

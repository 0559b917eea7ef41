"""Files, folders and sites."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import REPOSITORY
from making import SOUND, TODAY
from shuangyong.desk.rules import Desk, Report, check_files, check_library, parted, read_names

SECRET = "锦旗送到73154部队。\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with a slip in a story, in a summary and in a caption."""
    files = {
        **{f"docs/{name}": text for name, text in SOUND.items()},
        "docs/about/slip.md": f"---\ntitle: 关于\npublished: 2026-11-22\n---\n\n{SECRET}",
        "docs/_desk/names.yml": "- {name: 望江教育基地, not: [望江展览室]}\n",
        "photos/album/captions.yml": "photos:\n  - file: a.jpg\n    slug: a\n    caption: 望江展览室\n    alt: 一面墙\n    photographer: 王某\n    rights: 自有\n    people: none\n",
        "mkdocs.yml": "site_name: 试验站\n",
        "outside/note.txt": f"{SECRET}望江展览室。\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def told(report: Report) -> set[tuple[str, int, str]]:
    return {(finding.path, finding.line, finding.rule) for finding in report.standing if finding.severity == "error"}


def test_a_site_is_checked_with_its_captions_and_its_own_names(site: Path) -> None:
    report = check_library(site / "docs", site / "photos", TODAY)
    assert told(report) == {("docs/about/slip.md", 6, "secrecy.unit-code"), ("photos/album/captions.yml", 4, "wording.name")}
    assert report.checked == len(SOUND) - sum(name.startswith("_desk/") for name in SOUND) + 2


def test_words_that_readers_search_for_are_checked_too(site: Path) -> None:
    (site / "docs/_desk/synonyms.yml").write_text("- [老兵, 退役军人]\n- [作品, 73454部队]\n", encoding="utf-8")
    report = check_library(site / "docs", site / "photos", TODAY)
    assert ("docs/_desk/synonyms.yml", 2, "secrecy.unit-code") in told(report)


def test_what_the_table_allows_is_allowed_wherever_the_site_is_seen_from(site: Path) -> None:
    allowed = "- {path: docs/about/slip.md, rule: secrecy.unit-code, text: 73154部队, reason: 试验}\n"
    (site / "docs/_desk/allowed.yml").write_text(allowed, encoding="utf-8")
    for shown in ("docs", (site / "docs").as_posix()):
        report = check_library(site / "docs", site / "photos", TODAY, shown_as=shown)
        assert [(finding.path, finding.allowed) for finding in report.allowed] == [(f"{shown}/about/slip.md", "试验")]
        assert "substance.allowance" not in report.counts


def test_a_report_can_be_had_of_some_files_of_a_site(site: Path) -> None:
    inside, outside = parted([site / "photos/album/captions.yml"], site)
    report = check_library(site / "docs", site / "photos", TODAY).only(inside)
    assert told(report) == {("photos/album/captions.yml", 4, "wording.name")} and report.checked == 1 and outside == []


def test_folders_are_parted_into_the_sites_files_and_others(site: Path) -> None:
    inside, outside = parted([site / "docs/about", site / "photos", site / "outside"], site)
    assert {"docs/about/slip.md", "photos/album/captions.yml"} == inside
    assert outside == [site / "outside/note.txt"]
    assert parted([site / "outside"], site / "docs") == (frozenset(), [site / "outside/note.txt"])


def test_a_file_outside_is_checked_by_the_same_rules(site: Path) -> None:
    path = (site / "outside/note.txt").as_posix()
    names, problems = read_names(site / "docs")
    assert problems == []
    assert told(check_files([site / "outside"], today=TODAY, desk=Desk(TODAY, names))) == {(path, 1, "secrecy.unit-code"), (path, 2, "wording.name")}
    assert told(check_files([site / "outside"], today=TODAY)) == {(path, 1, "secrecy.unit-code")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk"])
def test_what_somebody_was_sent_is_read_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "来稿.txt"
    file.write_bytes(("第一行。\r\n" + SECRET.rstrip("\n") + "\r\n").encode(encoding))
    (finding,) = check_files([file], today=TODAY).findings
    assert (finding.rule, finding.line, finding.column) == ("secrecy.unit-code", 2, 5)


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "稿.txt").write_bytes(b"\xd0\xcf\x11\xe0\0\0\0\0")
    report = check_files([tmp_path / "稿.txt", tmp_path / "没有.txt"], today=TODAY)
    assert [problem.rule for problem in report.problems] == ["encoding", "missing-file"] and report.has_errors


def test_a_folder_is_searched_for_texts_alone(tmp_path: Path) -> None:
    for name in ("a.md", "b.txt", "c/captions.yml", "d.docx", "e.yml", ".f/g.md", "_desk/h.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("caption: 文字\n", encoding="utf-8")
    assert check_files([tmp_path], today=TODAY).checked == 3


def test_a_folder_is_searched_wherever_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Below a hidden folder, or beside the one in which somebody works."""
    folder = tmp_path / ".cache" / "_desk" / "laigao"
    (folder / ".git").mkdir(parents=True)
    for name in ("note.txt", ".git/note.txt"):
        (folder / name).write_text(SECRET, encoding="utf-8")
    monkeypatch.chdir(folder / ".git")
    for given in (folder, Path("..")):
        report = check_files([given], today=TODAY)
        assert report.checked == 1 and told(report) == {((given / "note.txt").as_posix(), 1, "secrecy.unit-code")}


def test_a_folder_without_a_text_gets_no_clean_bill(site: Path) -> None:
    for name in ("empty", "word"):
        (site / name).mkdir()
    (site / "word/a.docx").write_bytes(b"PK\x03\x04\0")
    given = [site / "empty", site / "word"]
    assert parted(given, site) == (frozenset(), given)
    report = check_files(given, today=TODAY)
    assert [(problem.path, problem.rule) for problem in report.problems] == [(folder.as_posix(), "no-text") for folder in given]
    assert report.has_errors and report.checked == 0
    assert all(word in report.problems[0].fix for word in (".md", ".txt", "captions.yml", "shuangyong intake"))


@pytest.mark.parametrize("name", ["docs/about/slipp.md", "photos/albun/captions.yml"])
def test_a_name_mistyped_inside_the_site_is_told(name: str, site: Path) -> None:
    inside, outside = parted([site / name], site)
    assert (inside, outside) == (frozenset(), [site / name])
    assert [problem.rule for problem in check_files(outside, today=TODAY).problems] == ["missing-file"]


@pytest.mark.parametrize("name", ["docs/_desk/notes.md", "docs/about/.old/x.md", "photos/album/more/captions.yml", "photos/.old/captions.yml"])
def test_what_the_site_does_not_read_is_none_of_its_files(name: str, site: Path) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(f"caption: {SECRET}", encoding="utf-8")
    assert parted([site / name], site) == (frozenset(), [site / name])
    assert told(check_files([site / name], today=TODAY)) == {((site / name).as_posix(), 1, "secrecy.unit-code")}


@pytest.mark.parametrize("name", ["names", "synonyms"])
def test_a_table_of_the_desk_is_no_manuscript(name: str, site: Path) -> None:
    table = site / f"docs/_desk/{name}.yml"
    table.write_text("- [老兵, 退役军人]\n", encoding="utf-8")
    inside, outside = parted([table], site)
    report = check_files(outside, today=TODAY)
    assert inside == frozenset() and report.checked == 0 and report.findings == ()
    assert [problem.rule for problem in report.problems] == ["table"] and "shuangyong check" in report.problems[0].fix


def test_shipped_content_holds_nothing_that_is_not_allowed_with_a_reason() -> None:
    report = check_library(REPOSITORY / "docs", REPOSITORY / "photos", TODAY)
    assert [str(finding) for finding in report.standing] == []
    assert report.problems == () and report.checked > 100
    assert all(finding.allowed for finding in report.allowed)

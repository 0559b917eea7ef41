"""What an editor meets who runs the commands: one site, one mistake, the real programs."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from conftest import REPOSITORY, run
from making import SOUND
from shuangyong.machine import worker_processes

PAGE = "---\ntitle: 关于\npublished: 2026-11-22\n---\n本站由试验站办。\n"
MISTAKES = {
    "stories/2026/x.md": SOUND["stories/2026/lianzhan.md"].replace("600余件", "600件"),
    "about/x.md": PAGE.replace("2026-11-22", "2014-13-01"),
}
WARNING = {"calendar/x.md": "---\ntitle: 端午节\ndates:\n  2027: 2027-06-09\n---\n农历五月初五。\n"}
BUILDS = {"mkdocs": ("mkdocs", "build"), "shuangyong": ("shuangyong", "build")}

Make = Callable[..., Path]


def with_an_earlier_site(folder: Path) -> dict[str, bytes]:
    """Put a site there as if built before; returns its files."""
    for name in ("index.html", "stories/2025/old/index.html", "feed.xml"):
        file = folder / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(f"先前的 {name}".encode())
    return files_in(folder / "site")


def files_in(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.glob(".site-*")]


@pytest.mark.parametrize("command", BUILDS.values(), ids=BUILDS)
def test_a_mistake_leaves_the_earlier_site_untouched(small_site: Make, command: tuple[str, ...]) -> None:
    folder = small_site(SOUND | MISTAKES)
    earlier = with_an_earlier_site(folder)
    done = run(*command, cwd=folder)
    assert done.returncode != 0
    assert "docs/about/x.md:3: [date] “2014-13-01”不是有效日期。" in done.stderr
    assert "docs/stories/2026/x.md:8: [wording.figure] 写的是“600件”，来源 paper/f01 印的是“600余件”。" in done.stderr
    assert "2 处错误。" in done.stderr
    assert "Traceback" not in done.stderr
    assert files_in(folder / "site") == earlier
    assert leftovers(folder) == []


def test_a_warning_alone_stops_a_strict_build(small_site: Make) -> None:
    folder = small_site(SOUND | WARNING)
    earlier = with_an_earlier_site(folder)
    done = run("mkdocs", "build", "--strict", cwd=folder)
    assert done.returncode != 0
    assert "docs/calendar/x.md:4: [substance.dates-end] （提醒）“端午节”的日期表只到 2027 年。" in done.stderr
    assert files_in(folder / "site") == earlier


def test_a_warning_alone_stops_a_build_that_is_told_to_be_strict(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND | WARNING)
    earlier = with_an_earlier_site(folder)
    done = shuangyong("build", "--strict", cwd=folder)
    assert done.exit_code != 0
    assert "[substance.dates-end]" in done.stderr
    assert files_in(folder / "site") == earlier
    assert leftovers(folder) == []


@pytest.mark.parametrize("command", [("mkdocs", "build"), ("shuangyong", "build")], ids=BUILDS)
def test_a_warning_alone_does_not_stop_other_builds(small_site: Make, command: tuple[str, ...]) -> None:
    folder = small_site(SOUND | WARNING)
    earlier = with_an_earlier_site(folder)
    done = run(*command, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "[substance.dates-end]" in done.stderr
    built = files_in(folder / "site")
    assert "stories/2026/lianzhan/index.html" in built
    assert "stories/2025/old/index.html" not in built, "nothing of the earlier site stays"
    assert built["index.html"] != earlier["index.html"]
    assert leftovers(folder) == []


def test_a_failure_amid_the_build_leaves_the_earlier_site(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND, theme="{name: material, custom_dir: own, font: false}")
    (folder / "own").mkdir()
    (folder / "own" / "story.html").write_text("{{ 1 / 0 }}", encoding="utf-8")
    earlier = with_an_earlier_site(folder)
    done = shuangyong("build", cwd=folder)
    assert done.exit_code != 0
    assert files_in(folder / "site") == earlier
    assert leftovers(folder) == []


def test_a_failed_swap_puts_the_earlier_site_back(
    small_site: Make, shuangyong: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_site(SOUND)
    earlier = with_an_earlier_site(folder)
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == ".site-new":
            raise PermissionError("somebody has a file of it open")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    assert shuangyong("build", cwd=folder).exit_code != 0
    assert files_in(folder / "site") == earlier
    assert leftovers(folder) == []


def test_a_mistake_in_a_draft_keeps_nobody_from_publishing(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    half_written = MISTAKES["stories/2026/x.md"].replace("title:", "draft: true\ntitle:", 1)
    folder = small_site(SOUND | {"stories/2026/x.md": half_written, "about/y.md": "---\ndraft: true\nautor: 甲\n---\n"})
    done = shuangyong("build", cwd=folder)
    assert done.exit_code == 0, done.stderr
    assert "docs/stories/2026/x.md:9: [wording.figure] （提醒）" in done.stderr
    assert "docs/about/y.md:3: [unknown-key] （提醒）" in done.stderr
    assert "stories/2026/x/index.html" not in files_in(folder / "site")


def test_a_file_that_nothing_published_links_to_stays_inside(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    story = SOUND["stories/2026/lianzhan.md"]
    folder = small_site(
        SOUND
        | {
            "stories/2026/lianzhan.md": story + "\n见[表](biao.txt)。\n",
            "stories/2026/biao.txt": "表",
            "stories/2026/caogao.docx": b"PK",
            "stories/2026/draft.md": story.replace("title:", "draft: true\ntitle:", 1) + "\n见[名单](names.txt)。\n",
            "stories/2026/names.txt": "名单",
            "robots.txt": "User-agent: *\n",
        }
    )
    done = shuangyong("build", cwd=folder)
    assert done.exit_code == 0, done.stderr
    built = files_in(folder / "site")
    assert {"stories/2026/biao.txt", "robots.txt"} <= built.keys()
    assert not {"stories/2026/caogao.docx", "stories/2026/names.txt"} & built.keys()
    assert "没有发布的：草稿1篇，没有稿件链接的附件2个。" in done.stderr


def test_what_an_interrupted_build_left_is_no_obstacle(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND)
    for name in (".site-new", ".site-old"):
        (folder / name).mkdir()
        (folder / name / "x.html").write_text("半截", encoding="utf-8")
    done = shuangyong("build", cwd=folder)
    assert done.exit_code == 0, done.stderr
    assert "x.html" not in files_in(folder / "site")
    assert leftovers(folder) == []


UNTIDY = {
    "about/gbk.md": PAGE.encode("gbk"),
    "about/utf-16.md": PAGE.encode("utf-16"),
    "about/bom.md": b"\xef\xbb\xbf" + PAGE.encode(),
    "about/crlf.md": PAGE.replace("\n", "\r\n").encode(),
    "about/no-newline.md": PAGE.encode().removesuffix("本站由试验站办。\n".encode()).rstrip(b"\n"),
}


def test_tidy_mends_what_the_check_complains_of(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND | UNTIDY)
    before = shuangyong("check", cwd=folder)
    assert before.exit_code == 1
    assert all(f"docs/{name}:" in before.stdout for name in UNTIDY)
    done = shuangyong("tidy", *(f"docs/{name}" for name in UNTIDY), cwd=folder)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.count("改好了。") == len(UNTIDY)
    after = shuangyong("check", cwd=folder)
    assert (after.exit_code, after.stderr, after.stdout) == (0, "", f"检查了 {len(SOUND) + len(UNTIDY)} 个文件：没有发现问题。\n")
    for name in ("about/gbk.md", "about/utf-16.md", "about/bom.md", "about/crlf.md"):
        assert (folder / "docs" / name).read_bytes() == PAGE.encode()


def test_tidy_leaves_what_it_cannot_read(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    damaged = PAGE.encode().replace("站".encode(), "站".encode()[:2], 1)
    folder = small_site({"about/damaged.md": damaged, "about/sound.md": PAGE})
    done = shuangyong("tidy", "docs/about/damaged.md", "docs/about/sound.md", cwd=folder)
    assert done.exit_code == 1
    assert "认不出编码，没有改动" in done.stderr
    assert (folder / "docs/about/damaged.md").read_bytes() == damaged
    assert "不用改" in done.stdout


def test_check_gives_problems_to_tools(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND | MISTAKES | WARNING)
    done = shuangyong("check", "--format", "json", cwd=folder)
    assert done.exit_code == 1
    problems = json.loads(done.stdout)
    assert [(p["path"], p["line"], p["rule"], p["severity"]) for p in problems] == [
        ("docs/about/x.md", 3, "date", "error"),
        ("docs/calendar/x.md", 4, "substance.dates-end", "warning"),
        ("docs/stories/2026/x.md", 8, "wording.figure", "error"),
    ]
    assert all(p["what"].endswith("。") and p["fix"] for p in problems)


def test_check_of_a_site_with_warnings_alone_passes(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    done = shuangyong("check", "--format", "json", cwd=small_site(SOUND | WARNING))
    assert done.exit_code == 0
    assert [p["severity"] for p in json.loads(done.stdout)] == ["warning"]


SLIP = "---\ntitle: 关于\npublished: 2026-11-22\n---\n\n锦旗送到73154部队。\n老人说，这是史无前例的。\n"
LET_STAND = SLIP.replace("published", "allowed:\n  - {rule: wording.superlative, text: 史无前例, reason: 老人的原话}\npublished")


def test_check_holds_any_text_to_the_rules(tmp_path: Path, shuangyong: Callable[..., Result]) -> None:
    (tmp_path / "来稿.txt").write_text("锦旗送到73154部队。\n", encoding="gbk")
    done = shuangyong("check", "来稿.txt", "--format", "json", cwd=tmp_path)
    (finding,) = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (finding["path"], finding["line"], finding["column"], finding["rule"], finding["severity"]) == ("来稿.txt", 1, 5, "secrecy.unit-code", "error")
    assert finding["what"] and finding["fix"] and finding["basis"]


def test_check_of_some_files_tells_only_of_them(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND | MISTAKES | WARNING | {"about/slip.md": SLIP})
    (folder / "note.txt").write_text("土兵来了。\n", encoding="utf-8")
    done = shuangyong("check", "docs/about", "note.txt", "--format", "json", cwd=folder)
    assert {finding["path"] for finding in json.loads(done.stdout)} == {"docs/about/x.md", "docs/about/slip.md", "note.txt"}
    assert shuangyong("check", "docs/sources/paper.md", cwd=folder).exit_code == 0


def test_the_editors_program_finds_each_place_in_the_report(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    tasks = json.loads((REPOSITORY / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]
    pattern = next(task["problemMatcher"]["pattern"] for task in tasks if task["label"] == "检查稿件")
    done = shuangyong("check", cwd=small_site(SOUND | MISTAKES | {"about/slip.md": SLIP}))
    found = [match for line in done.stdout.splitlines() if (match := re.match(pattern["regexp"], line))]
    places = [(match[pattern["file"]], match[pattern["line"]], match[pattern["code"]]) for match in found]
    assert ("docs/about/slip.md", "6", "secrecy.unit-code") in places and ("docs/about/x.md", "3", "date") in places


def test_check_without_a_site_or_a_file_says_what_to_do(tmp_path: Path, shuangyong: Callable[..., Result]) -> None:
    done = shuangyong("check", cwd=tmp_path)
    assert done.exit_code == 2 and "这里没有 mkdocs.yml" in done.stderr
    done = shuangyong("check", "没有.txt", cwd=tmp_path)
    assert done.exit_code == 1 and "没有这个文件" in done.stdout


def test_a_report_on_paper_holds_findings_and_reasons(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    done = shuangyong("check", "--format", "html", cwd=small_site(SOUND | {"about/slip.md": LET_STAND}))
    assert done.exit_code == 1 and done.stdout.startswith("<!doctype html>")
    assert "73154部队" in done.stdout and "保守国家秘密法" in done.stdout and "老人的原话" in done.stdout


@pytest.mark.parametrize("command", BUILDS.values(), ids=BUILDS)
def test_a_slip_of_secrecy_stops_a_build(command: tuple[str, ...], small_site: Make) -> None:
    done = run(*command, cwd=small_site(SOUND | {"about/slip.md": SLIP}))
    assert done.returncode and "docs/about/slip.md:6: [secrecy.unit-code]" in done.stderr


def test_an_archive_may_go_out_while_it_is_mended(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND | {"about/slip.md": SLIP}, options="      stages: []\n      lenient: true")
    done = shuangyong("build", cwd=folder)
    assert done.exit_code == 0 and (folder / "site/about/slip/index.html").is_file()
    assert "docs/about/slip.md:6: [secrecy.unit-code] （提醒）" in done.stderr
    assert f"mkdocs.yml:{line_of(folder, 'lenient')}: [setting] （提醒）" in done.stderr


def test_no_lenience_lets_anybody_sign_a_slip(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    signers = "signers:\n  - {name: 甲, stages: [终审], since: 2026-01-01}\n"
    docs = SOUND | {"about/slip.md": SLIP, "_desk/signers.yml": signers}
    folder = small_site(docs, options="      stages: [终审]\n      lenient: true")
    done = shuangyong("review", "sign", "docs/about/slip.md", "--stage", "终审", "--by", "甲", cwd=folder)
    assert done.exit_code == 1 and "secrecy.unit-code" in done.stderr


def test_what_is_allowed_goes_out_and_is_told_each_time(small_site: Make, shuangyong: Callable[..., Result]) -> None:
    folder = small_site(SOUND | {"about/slip.md": LET_STAND.replace("锦旗送到73154部队。\n", "")})
    done = shuangyong("build", "--strict", cwd=folder)
    assert done.exit_code == 0, done.stderr
    assert "放行的 1 处：\ndocs/about/slip.md:8:7: [wording.superlative] “史无前例” 理由：老人的原话" in done.stderr
    assert "老人的原话" not in (folder / "site/about/slip/index.html").read_text(encoding="utf-8")


@pytest.fixture
def checked(shuangyong: Callable[..., Result]) -> Callable[[Path], list[str]]:
    """What the check says of a site, but for the closing count."""
    return lambda folder: shuangyong("check", cwd=folder).stdout.splitlines()[:-1]


def line_of(folder: Path, text: str) -> int:
    """The line of ``mkdocs.yml`` on which `text` stands."""
    lines = (folder / "mkdocs.yml").read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if line.strip().startswith(text))


def test_a_government_site_needs_five_facts(small_site: Make, checked: Callable[[Path], list[str]]) -> None:
    folder = small_site(SOUND, options="      stages: []\n      government: true")
    line = line_of(folder, "government")
    told = checked(folder)
    assert [each.partition(" [setting] ")[0] for each in told] == [f"mkdocs.yml:{line}:"] * 5
    for name in ("organizer（主办单位", "contact（联系方式", "site_code（政府网站标识码", "icp（ICP备案号", "police（公安备案号"):
        assert sum(f"政府网站缺少 {name}" in each for each in told) == 1


def test_settings_of_mkdocs_are_told_with_ours_and_with_their_lines(small_site: Make, checked: Callable[[Path], list[str]]) -> None:
    folder = small_site(SOUND, options="      goverment: true", use_directory_urls="false")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("site_url: https://site.example/\n", ""), encoding="utf-8")
    assert [each.partition("] ")[0] for each in checked(folder)] == [
        "mkdocs.yml:1: [setting",
        f"mkdocs.yml:{line_of(folder, 'use_directory_urls')}: [setting",
        f"mkdocs.yml:{line_of(folder, 'goverment')}: [unknown-key",
    ]


def test_plugins_written_as_a_mapping_have_their_lines_too(small_site: Make, checked: Callable[[Path], list[str]]) -> None:
    folder = small_site(SOUND)
    config = folder / "mkdocs.yml"
    head = config.read_text(encoding="utf-8").partition("plugins:")[0]
    config.write_text(f"{head}plugins:\n  shuangyong:\n    goverment: true\n", encoding="utf-8")
    assert [each.partition(" ")[0] for each in checked(folder)] == [f"mkdocs.yml:{line_of(folder, 'goverment')}:"]


def test_a_government_site_with_five_facts_has_no_problem(small_site: Make, checked: Callable[[Path], list[str]]) -> None:
    facts = ("organizer: 双拥办", "contact: 电话", "site_code: 编码", "icp: 备案", "police: 备案", "government: true")
    folder = small_site(SOUND, options="\n".join(f"      {fact}" for fact in facts))
    assert checked(folder) == []


def test_wrong_options_are_told_with_their_lines(small_site: Make, checked: Callable[[Path], list[str]]) -> None:
    options = "\n".join(
        f"      {line}"
        for line in ("orgnizer: 双拥办", "timezone: 上海", "stages: [四审]", "web:", "  page_size: 0", "  page_sise: 20", "fedds: {}",
                     "grey:", "  from: 2026-12-14", "  until: 2026-12-13", "  authority: 通知")
    )  # fmt: skip
    folder = small_site(SOUND, options=options)
    rules = {
        f"mkdocs.yml:{line_of(folder, 'orgnizer')}": "[unknown-key] shuangyong 的设置没有“orgnizer”这一项。您是不是想写 organizer？",
        f"mkdocs.yml:{line_of(folder, 'timezone')}": "[value] 没有叫“上海”的时区。请写成 Asia/Shanghai 的样子。",
        f"mkdocs.yml:{line_of(folder, 'stages')}": "[value] “四审”不能用在 stages。请从 初审、复审、终审 里选。",
        f"mkdocs.yml:{line_of(folder, 'page_size')}": "[range] page_size 的值“0”太小，最小是 1。请改正。",
        f"mkdocs.yml:{line_of(folder, 'page_sise')}": "[unknown-key] web 里没有“page_sise”这一项。您是不是想写 page_size？",
        f"mkdocs.yml:{line_of(folder, 'fedds')}": "[unknown-key] shuangyong 的设置没有“fedds”这一项。您是不是想写 feeds？",
        f"mkdocs.yml:{line_of(folder, 'until')}": "[date] 灰色显示的 until 早于 from。请把两个日期对调或改正。",
    }
    assert checked(folder) == [f"{place}: {told}" for place, told in rules.items()]


def test_a_time_of_day_in_the_grey_switch_is_told(small_site: Make, checked: Callable[[Path], list[str]]) -> None:
    lines = ("grey:", "  from: 2026-12-13 00:00:00", "  until: 2026-12-13 23:59:59", "  authority: 通知")
    told = checked(small_site(SOUND, options="\n".join(f"      {line}" for line in lines)))
    assert [line.partition(": ")[2].partition("。")[0] for line in told] == [
        "[date] “2026-12-13 00:00:00”不是有效日期", "[date] “2026-12-13 23:59:59”不是有效日期"
    ]  # fmt: skip


def test_the_themes_own_search_beside_ours_is_told(small_site: Make, checked: Callable[[Path], list[str]]) -> None:
    folder = small_site(SOUND)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("plugins:\n", "plugins:\n  - search\n"), encoding="utf-8")
    (told,) = checked(folder)
    assert told.startswith("mkdocs.yml:") and "search" in told


def test_a_broken_table_of_synonyms_is_told_with_its_line(small_site: Make, checked: Callable[[Path], list[str]]) -> None:
    folder = small_site({**SOUND, "_desk/synonyms.yml": "# 说明\n- [老兵, 退役军人]\n- [军属]\n"})
    assert [each.partition(" ")[0] for each in checked(folder)] == ["docs/_desk/synonyms.yml:3:"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("tidy", "x.md"), "没有这个文件：x.md。"),
        (("intake", "稿 it's.docx"), "没有这个文件：稿 it's.docx。"),
        (("tidy", "folder"), "folder 是一个文件夹，这里要写文件。"),
        (("new", "story", "甲"), "没有这个文件：mkdocs.yml。请到网站的文件夹"),
        (("intake", "there.md"), "没有这个文件：mkdocs.yml。请到网站的文件夹"),
        (("correct", "there.md", "--what", "甲"), "没有这个文件：mkdocs.yml。请到网站的文件夹"),
        (("withdraw", "there.md", "--reason", "甲"), "没有这个文件：mkdocs.yml。请到网站的文件夹"),
        (("build", "--config", "nowhere.yml"), "没有这个文件：nowhere.yml。请到网站的文件夹"),
        (("photos", "prepare", "--originals", "nowhere"), "没有这个文件夹：nowhere。"),
        (("tidy",), "少了“文件”。"),
        (("new", "story"), "少了“标题”。"),
        (("withdraw", "there.md"), "少了 --reason（原因，会公开显示）。"),
        (("review", "sign", "there.md", "--by", "甲"), "少了 --stage（签哪一审）。可以写 初审、复审、终审。"),
        (("withdraw", "there.md", "--reason"), "--reason 后面少了内容。"),
        (("build", "--strict=1"), "--strict 后面不用写内容。"),
        (("schema", "甲", "乙"), "多写了“甲 乙”。"),
        (("new", "stroy", "甲"), "不能写“stroy”。可以写 story、"),
        (("photos", "prepare", "--jobs", "999"), "--jobs：“999”太大或太小。请改正，最小是 0，最大是 256。"),
        (("photos", "prepare", "--jobs", "两"), "--jobs：“两”不是整数。"),
        (("correct", "there.md", "--on", "2026-13-01"), "--on：“2026-13-01”不是日期，请写成 2026-11-22 的样子。"),
        (("review", "sign", "there.md", "--on", "昨天", "--stage", "初审", "--by", "甲"), "“昨天”不是日期，请写成 2026-11-22 的样子。"),
        (("--vresion",), "没有 --vresion 这个选项。您是不是想写 --version？"),
        (("review", "status", "--confg", "x"), "没有 --confg 这个选项。您是不是想写 --config？"),
        (("chekc",), "没有“chekc”这个命令。您是不是想写 check？"),
        (("screens", "查"), "没有“查”这个命令。有这些命令：check、"),
        (("photos", "prepare", "--out", "x"), "--originals 和 --out 要一起写。"),
    ],
)
def test_wrong_words_on_the_command_line_are_told_in_chinese(words: tuple[str, ...], told: str, tmp_path: Path, shuangyong: Callable[..., Result]) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "there.md").write_text(PAGE, encoding="utf-8")
    done = shuangyong(*words, cwd=tmp_path)
    assert done.exit_code == 2 and done.stdout == "" and told in done.stderr.splitlines()[-1]
    assert not re.search("Usage|Error|Try|Invalid|Missing|such|OPTIONS|COMMAND", done.stderr)


def test_a_check_finds_the_site_it_stands_in(small_site: Make, shuangyong: Callable[..., Result], tmp_path: Path) -> None:
    wrong = "---\ntitle: 乙\npublished: 2026-13-01\nfoo: 1\n---\n\n正文。\n"
    folder = small_site(SOUND | {"about/x.md": wrong})
    for place, name in ((folder, "docs/about/x.md"), (folder / "docs/about", "x.md"), (folder.parent, str(folder / "docs/about/x.md"))):
        done = shuangyong("check", name, cwd=place)
        assert done.exit_code == 1 and "没有“foo”这一项" in done.stdout, (place, done.output)


def test_a_check_outside_a_site_says_what_it_could_not_see(shuangyong: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("---\ntitle: 乙\nfoo: 1\n---\n\n正文。\n", encoding="utf-8")
    done = shuangyong("check", "x.md", cwd=tmp_path)
    assert "没有找到 mkdocs.yml：只查了文字" in done.stderr


@pytest.mark.parametrize("words", [(), ("check",), ("build",), ("photos", "prepare"), ("review", "sign"), ("new",), ("screens", "export"), ("correct",)])
def test_help_is_in_chinese(words: tuple[str, ...], shuangyong: Callable[..., Result], tmp_path: Path) -> None:
    told = shuangyong(*words, "--help", cwd=tmp_path).stdout
    assert told.startswith("用法：") and "选项：" in told
    for english in ("Usage", "Options", "Commands", "Show this", "required", "default", "TEXT", "FILE", "DIRECTORY", "INTEGER"):
        assert english not in told, told


def test_ctrl_c_is_answered_in_chinese_and_stops_the_run(small_site: Make, shuangyong: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("shuangyong.config.check_with", interrupted)
    result = shuangyong("check", cwd=small_site({}))
    assert (result.exit_code, result.output) == (130, "\n停下了，没有做完。\n")


def test_ctrl_c_leaves_the_workers_to_the_run() -> None:
    """A terminal sends it to all of its processes, each of which would tell of it."""
    with worker_processes(1) as pool:
        assert pool.submit(signal.raise_signal, signal.SIGINT).result() is None
        assert pool.submit(abs, -1).result() == 1

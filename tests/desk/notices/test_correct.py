"""``shuangyong correct``: the words mended, the correction said, nothing else touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from making import SOUND

Make = Callable[..., Path]
Command = Callable[..., Result]
STORY = "docs/stories/2026/lianzhan.md"
TEXT = SOUND["stories/2026/lianzhan.md"]


def front(folder: Path, name: str = STORY) -> dict:
    return yaml.load((folder / name).read_text(encoding="utf-8").split("---\n")[1], yaml.BaseLoader)


def test_words_are_mended_and_the_correction_is_said(small_site: Make, shuangyong: Command) -> None:
    folder = small_site(SOUND)
    done = shuangyong("correct", STORY, "--old", "征集作品", "--new", "共征集作品", cwd=folder)
    assert done.exit_code == 0, done.output
    told = "原来写“征集作品”，现在写“共征集作品”。"
    assert front(folder)["corrections"] == [{"on": "2026-11-22", "what": told}] and front(folder)["updated"] == "2026-11-22"
    assert "共征集作品[600余件]" in (folder / STORY).read_text(encoding="utf-8") and told in done.stdout
    built = shuangyong("build", cwd=folder)
    assert built.exit_code == 0, built.stderr
    for page in ("stories/2026/lianzhan/index.html", "corrections/index.html"):
        assert told in (folder / "site" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--what", "换了题图。", "--on", "2026-11-20"), "早于首次发布的 2026-11-22"),
        (("--old", "", "--new", "甲"), "--old 是空的"),
        (("--new", "甲"), "--old 和 --new 要一起写"),
    ],
)
def test_what_cannot_be_a_correction_is_refused(small_site: Make, shuangyong: Command, words: tuple[str, ...], told: str) -> None:
    folder = small_site(SOUND)
    before = (folder / STORY).read_bytes()
    done = shuangyong("correct", STORY, *words, cwd=folder)
    assert done.exit_code and told in done.stderr and (folder / STORY).read_bytes() == before


def test_a_correction_is_written_once(small_site: Make, shuangyong: Command) -> None:
    folder = small_site(SOUND)
    assert shuangyong("correct", STORY, "--what", "换了题图。", cwd=folder).exit_code == 0
    done = shuangyong("correct", STORY, "--what", "换了题图。", cwd=folder)
    assert done.exit_code == 1 and "已经写过" in done.stderr


def test_all_other_bytes_stay(small_site: Make, shuangyong: Command) -> None:
    odd = TEXT.replace("title:", "# 一句话  \ntitle:  ").replace("sources: [paper]", "sources:\n- paper")
    folder = small_site(SOUND | {"stories/2026/lianzhan.md": odd})
    shuangyong("correct", STORY, "--what", "换了题图。", "--on", "2026-11-22", cwd=folder)
    text = (folder / STORY).read_text(encoding="utf-8")
    more = "corrections:\n  - on: 2026-11-22\n    what: 换了题图。\nupdated: 2026-11-22\n"
    assert more in text and text.replace(more, "") == odd


EARLIER = {
    "block": "corrections:\n  # 电话里说的\n  - on: 2026-11-21\n    what: 先前的一次。\n",
    "compact": "corrections:\n- on: 2026-11-21\n  what: 先前的一次。\n",
    "flow": "corrections: [{on: 2026-11-21, what: 先前的一次。}]\n",
    "none": "",
}


@pytest.mark.parametrize("written", EARLIER)
def test_the_latest_correction_comes_last(written: str, small_site: Make, shuangyong: Command) -> None:
    folder = small_site(SOUND | {"stories/2026/lianzhan.md": TEXT.replace("brands:", f"{EARLIER[written]}updated: 2026-11-21\nbrands:")})
    done = shuangyong("correct", STORY, "--what", "又一次：改了“人”字。", cwd=folder)
    assert done.exit_code == 0, done.output
    earlier = [{"on": "2026-11-21", "what": "先前的一次。"}] if EARLIER[written] else []
    assert front(folder)["corrections"] == [*earlier, {"on": "2026-11-22", "what": "又一次：改了“人”字。"}]
    assert front(folder)["updated"] == "2026-11-22"
    assert ("# 电话里说的" in (folder / STORY).read_text(encoding="utf-8")) == (written == "block")


def test_a_later_day_of_change_stays(small_site: Make, shuangyong: Command) -> None:
    folder = small_site(SOUND | {"stories/2026/lianzhan.md": TEXT.replace("brands:", "updated: 2026-11-22\nbrands:")})
    shuangyong("correct", STORY, "--what", "补记一次。", "--on", "2026-11-20", cwd=folder)
    assert front(folder)["updated"] == "2026-11-22"


@pytest.mark.parametrize(
    ("change", "words", "told"),
    [
        ({}, ("--old", "没有这几个字", "--new", "甲"), "没有找到“没有这几个字”"),
        ({"征集": "作品和作品，征集"}, ("--old", "作品", "--new", "甲"), "一共 3 处"),
        ({"title:": "draft: true\ntitle:"}, ("--what", "改了。"), "还是草稿"),
        ({"title:": "withdrawn: {on: 2026-11-20, reason: 有误}\ntitle:"}, ("--what", "改了。"), "已经撤下"),
        ({"district: xuhui": "{district: xuhui"}, ("--what", "改了。"), "请先改好上面的问题"),
        ({}, ("--what", "改了。", "--on", "2026-11-23"), "还没有到"),
        ({}, ("--old", "征集"), "要一起写"),
        ({}, (), "请写明更正了什么"),
        ({}, ("--old", "600余件", "--new", "700余件"), "检查会查出新的错误"),
        ({}, ("--old", "征集作品", "--new", "73454部队的作品"), "番号或代号"),
        ({}, ("--what", "原来写了73454部队。"), "番号或代号"),
        ({}, ("--old", "title: 携手", "--new", "title: [携手"), "资料就读不懂了"),
    ],
)
def test_what_cannot_be_corrected_is_told_and_left(change: dict, words: tuple, told: str, small_site: Make, shuangyong: Command) -> None:
    text = TEXT
    for old, new in change.items():
        text = text.replace(old, new, 1)
    folder = small_site(SOUND | {"stories/2026/lianzhan.md": text})
    done = shuangyong("correct", STORY, *words, cwd=folder)
    assert done.exit_code and told in done.output, done.output
    assert (folder / STORY).read_text(encoding="utf-8") == text


def test_words_left_out_are_said_to_be(small_site: Make, shuangyong: Command) -> None:
    folder = small_site(SOUND)
    shuangyong("correct", STORY, "--old", "征集", "--new", "", cwd=folder)
    assert front(folder)["corrections"] == [{"on": "2026-11-22", "what": "删去了“征集”。"}]


def test_words_of_an_earlier_correction_are_not_mistaken_for_the_text(small_site: Make, shuangyong: Command) -> None:
    earlier = "corrections:\n  - on: 2026-11-21\n    what: 原来没有写“征集作品”。\n"
    folder = small_site(SOUND | {"stories/2026/lianzhan.md": TEXT.replace("brands:", f"{earlier}brands:")})
    done = shuangyong("correct", STORY, "--old", "征集作品", "--new", "征得作品", cwd=folder)
    assert done.exit_code == 0, done.output
    assert front(folder)["corrections"][0]["what"] == "原来没有写“征集作品”。"


def test_a_slip_that_is_mended_is_not_told_again(small_site: Make, shuangyong: Command) -> None:
    folder = small_site(SOUND | {"stories/2026/lianzhan.md": TEXT.replace("征集作品", "土兵征集作品")})
    done = shuangyong("correct", STORY, "--old", "土兵征集", "--new", "士兵征集", cwd=folder)
    assert done.exit_code == 0, done.output
    assert front(folder)["corrections"][0]["what"] == "改正了一处错误。"
    assert "士兵征集作品" in (folder / STORY).read_text(encoding="utf-8")
    refused = shuangyong("correct", STORY, "--what", "原来写土兵。", cwd=folder)
    assert refused.exit_code == 1 and "--what" in refused.stderr

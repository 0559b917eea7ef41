"""``review status``: what waits for whom, and the board that an office hangs up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from desk.review.conftest import STORY
from desk.review.setting import SIGNERS, Place, commit, git, small
from making import TODAY
from shuangyong.desk.review import status
from shuangyong.desk.review.changes import compare

Run = Callable[..., Result]
PAGE = "---\ntitle: {title}\npublished: 2026-11-22\n{more}---\n正文。\n"
SCREEN = "---\ntitle: 大厅\nsize: 1920x1080\nvalid_until: {until}\nprogramme:\n  - notice: 闭馆\n    last: 2026-12-01\n  - story: lianzhan\n---\n"


def board(place: Place) -> status.Board:
    return status.board(place.office())


def test_each_text_waits_for_those_who_may_sign_it_next(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.claim(STORY, ("初审", "一号岗", "2026-11-22"))
    found = board(place)
    assert {each.item.id: each.who for each in found.by_stage["复审"]} == {"lianzhan": ("乙",)}, "not the one who signed before"
    assert {each.who for each in found.by_stage["初审"]} == {("甲", "一号岗")}, "neither those who left nor those who are to come"
    assert found.counts == (("待初审", 5), ("待复审", 1), ("待终审", 0), ("审签失效", 0), ("审签完", 0))


def test_drafts_and_what_waits_for_its_day_are_told_apart(tmp_path: Path) -> None:
    place = small(tmp_path, {"about/a.md": PAGE.format(title="草", more="draft: true\n"), "about/b.md": PAGE.format(title="早", more="").replace("11-22", "12-24")})
    place.sign()
    found = board(place)
    assert (found.drafts, [item.id for item in found.early], found.signed) == (1, ["b"], 7)
    assert "审签完 7 篇，草稿 1 篇。" in found.summary


def test_what_rests_on_an_unsigned_source_waits_for_it_by_name(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.sign()
    place.edit("sources/paper.md", "title: 一个报纸专版", "title: 一份报纸专版")
    found = board(place)
    assert {title: [item.id for item in items] for title, items in found.by_source.items()} == {"一份报纸专版": ["lianzhan"]}
    assert "等资料来源 1 篇" in found.summary


def test_what_runs_out_is_told_a_month_before(tmp_path: Path) -> None:
    place = small(
        tmp_path,
        {
            "screens/a.md": SCREEN.format(until="2026-12-22"),
            "screens/b.md": SCREEN.format(until="2026-12-23").replace("title: 大厅", "title: 走廊").replace("2026-12-01", "2027-02-01"),
            "_desk/signers.yml": SIGNERS.replace("name: 丙, stages: [终审], since: 2026-01-01", "name: 丙, stages: [终审], since: 2026-01-01, until: 2026-12-02"),
        },
    )
    base = place.read("bases/longhua.md")
    notice = "notice: {text: 下周闭馆, until: 2026-11-20}\nverified_on: 2026-05-01\n"
    place.write("bases/longhua.md", base.replace("category:", f"{notice}category:"))
    told = [(each.on.isoformat(), each.title, each.what, each.when(TODAY)) for each in board(place).expiring]
    assert told == [
        ("2026-10-28", "龙华烈士陵园", "要再核实（上次 2026-05-01）", "已过 25 天"),
        ("2026-11-20", "龙华烈士陵园", "临时通知到期：下周闭馆", "已过 2 天"),
        ("2026-12-01", "大厅", "节目单里的一项播完：闭馆", "还有 9 天"),
        ("2026-12-02", "丙", "审签到这天为止", "还有 10 天"),
        ("2026-12-22", "大厅", "节目单到期", "还有 30 天"),
    ]


def test_signed_screen_that_names_an_unsigned_story_is_told(tmp_path: Path) -> None:
    place = small(tmp_path, {"screens/a.md": SCREEN.format(until="2027-12-22")})
    place.sign()
    place.edit(STORY, "征集作品", "征集到作品")
    told = [str(problem) for problem in place.assembly().problems]
    assert "docs/screens/a.md:8: [review] 节目单里的故事 lianzhan 还没有审签完，屏上不会有。请审签它，或换一项。" in told


WITHDRAWN = "withdrawn:\n  on: 2026-11-21\n  reason: 内容有误\n"


def withdraw(place: Place, name: str) -> None:
    head, _, rest = place.read(name).partition("review:")
    place.write(name, f"{head}{WITHDRAWN}review:{rest}")


def notices(place: Place) -> list[tuple[str, str]]:
    return [(each.title, each.notice.reason) for each in place.assembly().publishable.withdrawals]


def test_signed_text_is_withdrawn_by_one_hand_at_once(tmp_path: Path) -> None:
    """The signatures on it cover its title; the haste is on the side of caution."""
    place = small(tmp_path)
    place.sign()
    withdraw(place, STORY)
    assert notices(place) == [("携手追梦行艺术联展", "内容有误")]
    assert place.assembly().problems == ()


def test_of_what_was_withdrawn_and_edited_only_the_date_goes_out_until_it_is_signed(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.sign()
    place.edit(STORY, "title: 携手追梦行艺术联展", "title: 改过的题目")
    withdraw(place, STORY)
    assert notices(place) == [("撤下的内容", "撤下的说明正在审签。")]
    assert any("撤下的同时还改了别的" in problem.what for problem in place.assembly().problems)
    place.sign(STORY)
    assert notices(place) == [("改过的题目", "内容有误")]
    assert place.assembly().problems == ()


def test_of_what_never_went_out_no_notice_goes_out(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.sign("districts/xuhui.md", "sources/paper.md")
    place.edit(STORY, "title:", f"{WITHDRAWN}title:")
    assert notices(place) == []
    assert any("没有审签过就撤下了" in problem.what for problem in place.assembly().problems)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("征集作品600余件，共展出。", "征集作品600件，共展出。", "征集作品600〔删“余”〕件，共展出。"),
        ("甲", "乙", "〔删“甲”〕〔加“乙”〕"),
        ("", "新的一行", "〔加“新的一行”〕"),
        ("一二三四五六七八九十一二三四五六七八九十甲", "一二三四五六七八九十一二三四五六七八九十乙", "…七八九十一二三四五六七八九十〔删“甲”〕〔加“乙”〕"),
        ("士兵人学", "战士入学", "〔删“士兵人”〕〔加“战士入”〕学"),
    ],
)
def test_difference_is_told_in_a_few_words(old: str, new: str, told: str) -> None:
    from shuangyong.desk.review.changes import Change

    assert Change("", tuple(compare(old, new))).words == told


# --- The command and the board ---


@pytest.fixture
def busy(desk_place: Place) -> Place:
    """A desk with something in every part of the board."""
    desk_place.write("bases/wuming.md", desk_place.read("bases/longhua.md").replace("龙华烈士陵园", "某馆").replace("category:", "verified_on: 2026-01-01\ncategory:"))
    desk_place.write("stories/2026/er.md", desk_place.read(STORY).replace("携手追梦行艺术联展", "第二篇故事"))
    desk_place.write("about/b.md", PAGE.format(title="到日子的页面", more="").replace("11-22", "12-24"))
    git(desk_place.home, "init", "-q")
    desk_place.sign()
    commit(desk_place.home, "签完")
    desk_place.write("about/new.md", PAGE.format(title="新页面<b>", more=""))
    desk_place.edit(STORY, "征集作品", "征集到作品")
    commit(desk_place.home, "改", who="王记者")
    desk_place.edit("sources/paper.md", "title: 一个报纸专版", "title: 一份报纸专版")
    return desk_place


def test_status_says_what_to_do_next(busy: Place, shuangyong: Run) -> None:
    done = shuangyong("review", "status", cwd=busy.home)
    assert done.exit_code == 0, done.output
    for line in (
        "审签：待初审 1 篇，待复审 0 篇，待终审 0 篇，审签失效 2 篇，审签完 6 篇，等资料来源 1 篇。",
        "  docs/about/new.md  新页面<b>  → 甲、一号岗",
        f"  docs/{STORY}  携手追梦行艺术联展  → 甲、一号岗",
        "    初审、复审、终审：签过以后，稿件改过。",
        "  《一份报纸专版》",
        "    docs/stories/2026/er.md  第二篇故事",
        "  docs/about/b.md  到日子的页面  2026年12月24日",
    ):
        assert line in done.stdout.split("\n"), line
    assert "王记者（" in done.stdout and "征集〔加“到”〕作品" in done.stdout
    one = shuangyong("review", "status", "docs/about", cwd=busy.home)
    assert "待初审 1 篇" in one.stdout and "lianzhan" not in one.stdout


@pytest.fixture
def hung(busy: Place, shuangyong: Run, chromium):
    """The board, opened from disk as it will be printed."""
    done = shuangyong("review", "status", "--html", "out/board.html", cwd=busy.home)
    assert done.exit_code == 0, done.output
    page = chromium.new_page(viewport={"width": 1600, "height": 1130})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((busy.home / "out/board.html").as_uri())
    page.emulate_media(media="print")
    yield page, asked, busy.home / "out/board.html"
    page.close()


SMALLEST = """() => Math.min(...[...document.querySelectorAll('body *')]
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""


def test_board_can_be_read_from_two_metres_and_asks_nothing_of_anybody(hung) -> None:
    """30 points are 10.6 mm: at two metres 18 minutes of arc, where ISO 9241-303 asks for 16."""
    page, asked, file = hung
    assert page.evaluate(SMALLEST) >= 40, "CSS pixels: 30 points"
    assert asked == [file.as_uri()]
    assert "http" not in file.read_text(encoding="utf-8").replace("http-equiv", "")


def test_board_shows_all_there_is(hung) -> None:
    page, _, _ = hung
    text = page.inner_text("main")
    for words in ("审签板", "新页面<b>", "甲、一号岗", "签过以后，稿件改过。", "《一份报纸专版》没有签", "某馆", "到日子的页面", "12月24日"):
        assert words in text, words
    assert page.locator("ins").first.inner_text() == "到"
    assert page.locator(".count--alarm dd").inner_text() == "2"


def test_board_prints_on_a3_across(hung, tmp_path: Path) -> None:
    page, _, _ = hung
    pdf = page.pdf(prefer_css_page_size=True)
    import re

    boxes = {tuple(round(float(n)) for n in box.split()) for box in re.findall(rb"/MediaBox ?\[([\d. ]+)\]", pdf)}
    assert boxes == {(0, 0, 1191, 842)} or boxes == {(0, 0, 1190, 842)}, "points of A3 across"


def test_quiet_desk_has_an_empty_board(tmp_path: Path) -> None:
    place = small(tmp_path)
    place.sign()
    assert list(status.lines(board(place))) == ["审签：待初审 0 篇，待复审 0 篇，待终审 0 篇，审签失效 0 篇，审签完 6 篇。"]


def test_board_of_tomorrow_is_of_tomorrow(tmp_path: Path) -> None:
    place = small(tmp_path)
    assert status.board(place.office(today=TODAY + dt.timedelta(days=1))).today == dt.date(2026, 11, 23)

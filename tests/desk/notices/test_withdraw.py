"""``shuangyong withdraw``: nowhere any more, in no carrier, but for the notice."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from click.testing import Result

from desk.review.setting import SIGNERS, STAGES, Place
from making import SOUND

Make = Callable[..., Path]
Command = Callable[..., Result]
TITLE, WORD, CAPTION = "要撤下的那篇故事", "正文里独一无二的一句话", "图注里独一无二的一句话"
STORY = "stories/2026/yao-chexia.md"
REASON = "内容有误，正在核实。"
NOTICES = {"stories/2026/yao-chexia/index.html", "corrections/index.html"}
"""Where its title may stand: at its own address, and in the list of what was withdrawn."""

FILES = SOUND | {
    STORY: f"---\ntitle: {TITLE}\npublished: 2026-11-22\ndistrict: xuhui\nsources: [paper]\nbrands: [hongfanchuan]\nbases: [longhua]\n"
    f"number: 123\ntags: [独一个标签]\ncover: hua/ti\n---\n\n{WORD}。\n\n![图](photo:hua/nei)\n",
    "index.md": f"---\ntitle: 首页\npublished: 2026-11-22\nstories: [yao-chexia]\n---\n\n看[这一篇]({STORY})。\n",
    "screens/hall.md": "---\ntitle: 大厅\nsize: 1920x1080\nvalid_until: 2027-05-31\ntouch: true\nprogramme:\n"
    "  - story: yao-chexia\n  - story: lianzhan\n  - brand: hongfanchuan\n---\n",
    "screens/strip.md": "---\ntitle: 长屏\nsize: 1536x256\nvalid_until: 2027-05-31\nprogramme:\n  - story: yao-chexia\n  - brand: hongfanchuan\n---\n",
}


def photos(place: Place) -> None:
    place.photo("hua", "ti", 1, caption=CAPTION)
    place.photo("hua", "nei", 2, caption=CAPTION)


def built(folder: Path, shuangyong: Command) -> dict[str, bytes]:
    done = shuangyong("build", cwd=folder)
    assert done.exit_code == 0, done.output
    return {file.relative_to(folder / "site").as_posix(): file.read_bytes() for file in (folder / "site").rglob("*") if file.is_file()}


def holding(files: dict[str, bytes], word: str) -> set[str]:
    """The files in whose name or content a word stands, whatever way it is written there."""
    plain = "".join(word.split())
    forms = [plain.encode(), plain.encode("unicode_escape"), "".join(f"%{byte:02X}" for byte in plain.encode()).encode()]
    forms += [ascii(plain)[1:-1].encode(), "".join(f"&#{ord(char)};" for char in plain).encode(), plain.encode("utf-16-le")]
    found = set()
    for name, body in files.items():
        # A title on a slide, or broken into lines: markup and white space apart.
        bare = re.sub(rb"\s+", b"", re.sub(rb"<[^>]*>|\\u003c.*?\\u003e", b"", body))
        if plain in name or any(form in body or form in bare for form in forms):
            found.add(name)
    return found


def renditions(files: dict[str, bytes]) -> set[str]:
    return {name for name in files if re.search(r"photos/hua/", name)}


@pytest.fixture
def place(small_site: Make) -> Place:
    place = Place(small_site(FILES))
    photos(place)
    return place


def test_a_withdrawn_story_is_in_no_carriers_output_but_for_its_notice(place: Place, shuangyong: Command) -> None:
    before = built(place.home, shuangyong)
    carried = holding(before, TITLE)
    folders = {name.split("/")[0] for name in carried}
    assert {"stories", "feed.xml", "search", "screens", "index.html", "brands", "tags"} <= folders | {"tags"}, sorted(carried)
    assert any(name.startswith("screens/hall/") for name in carried) and any(name.startswith("screens/strip/") for name in carried)
    shown = renditions(before)
    assert len(shown) > 4 and holding(before, CAPTION) and holding(before, WORD)

    done = shuangyong("withdraw", f"docs/{STORY}", "--reason", REASON, cwd=place.home)
    assert done.exit_code == 0, done.output
    after = built(place.home, shuangyong)

    assert holding(after, TITLE) <= NOTICES
    assert holding(after, WORD) == holding(after, CAPTION) == holding(after, "独一个标签") == set()
    assert renditions(after) == set()
    prints = {hashlib.sha256(before[name]).digest() for name in shown}
    assert [name for name, body in after.items() if hashlib.sha256(body).digest() in prints] == []
    names = {name.rpartition("/")[2].encode() for name in shown}
    assert [page for page, body in after.items() if any(name in body for name in names)] == []
    for page in NOTICES:
        text = after[page].decode()
        assert REASON in text and "2026" in text
    assert "没有发布的：撤下1篇" in shuangyong("check", cwd=place.home).stderr


def test_its_address_stands_in_the_notice_alone(place: Place, shuangyong: Command) -> None:
    """No share card, no map of the site, no number that still leads there."""
    before = built(place.home, shuangyong)
    shuangyong("withdraw", f"docs/{STORY}", "--reason", REASON, cwd=place.home)
    after = built(place.home, shuangyong)
    assert len(holding(before, "yao-chexia")) > len(NOTICES) + 4
    assert holding(after, "yao-chexia") <= NOTICES | {"index.html"}  # Whose link leads to the notice, as its words say more than we may change.
    assert b'<meta name="robots" content="noindex">' in after["stories/2026/yao-chexia/index.html"]
    assert b"stories/2026/lianzhan/" in after["sitemap.xml"]
    cards = [{name for name in files if "card" in name and name.endswith(".png")} for files in (before, after)]
    assert len(cards[0]) == len(cards[1]) + 1


def test_what_something_else_shows_stays_and_is_told(place: Place, shuangyong: Command) -> None:
    other = FILES[STORY].replace(TITLE, "另一篇").replace("number: 123", "number: 124").replace("独一个标签", "别的").replace("![图](photo:hua/nei)", "")
    place.write("stories/2026/ling.md", f"{other}\n提到{TITLE}。\n")
    built(place.home, shuangyong)
    done = shuangyong("withdraw", f"docs/{STORY}", "--reason", REASON, cwd=place.home)
    assert "它的照片 hua/ti 别处还在用" in done.stdout
    assert re.search(rf"docs/stories/2026/ling\.md:\d+: 写着它的题目“{TITLE}”", done.stdout), done.stdout
    shown = renditions(built(place.home, shuangyong))
    assert shown and all("hua/ti" in name for name in shown)


def test_where_texts_are_signed_a_withdrawal_holds_at_once(small_site: Make, shuangyong: Command) -> None:
    place = Place(small_site(FILES | {"_desk/signers.yml": SIGNERS}, options=f"      stages: [{', '.join(STAGES)}]"))
    photos(place)
    for stage, by in zip(STAGES, "甲乙丙", strict=True):
        done = shuangyong("review", "sign", "docs", "--stage", stage, "--by", by, cwd=place.home)
        assert done.exit_code == 0, done.output
    assert holding(built(place.home, shuangyong), TITLE)
    shuangyong("withdraw", f"docs/{STORY}", "--reason", REASON, cwd=place.home)
    after = built(place.home, shuangyong)
    assert holding(after, TITLE) <= NOTICES and REASON in after["stories/2026/yao-chexia/index.html"].decode()
    assert renditions(after) == set()


def test_only_the_notice_is_written(place: Place, shuangyong: Command) -> None:
    before = place.read(STORY)
    shuangyong("withdraw", f"docs/{STORY}", "--reason", "原因：“有误”#1", "--on", "2026-11-20", cwd=place.home)
    after = place.read(STORY)
    front = yaml.load(after.split("---\n")[1], yaml.BaseLoader)
    assert front["withdrawn"] == {"on": "2026-11-20", "reason": "原因：“有误”#1"}
    assert re.sub(r"withdrawn:\n(?:  .*\n)+", "", after) == before


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (STORY, "title:", "draft: true\ntitle:", "还是草稿"),
        (STORY, "title:", "withdrawn: {on: 2026-11-20, reason: 有误}\ntitle:", "2026-11-20 已经撤下"),
        ("index.md", "首页", "首页", "这是首页"),
        (STORY, "district: xuhui", "district: [xuhui", "请先改好上面的问题"),
    ],
)
def test_what_cannot_be_withdrawn_is_told_and_left(name: str, old: str, new: str, told: str, place: Place, shuangyong: Command) -> None:
    place.edit(name, old, new)
    before, other = place.read(name), place.read("stories/2026/lianzhan.md")
    done = shuangyong("withdraw", "docs/stories/2026/lianzhan.md", f"docs/{name}", "--reason", REASON, cwd=place.home)
    assert done.exit_code == 1 and told in done.output, done.output
    assert place.read(name) == before and place.read("stories/2026/lianzhan.md") == other


def test_a_withdrawn_screen_is_told_that_it_is_over(place: Place, shuangyong: Command) -> None:
    """Walls go on asking for their programme; without an answer they would play the last one for months."""
    before = json.loads(built(place.home, shuangyong)["screens/hall/programme.json"])
    shuangyong("withdraw", "docs/screens/hall.md", "--reason", REASON, cwd=place.home)
    after = built(place.home, shuangyong)
    programme = json.loads(after["screens/hall/programme.json"])
    assert before["slides"] and programme["slides"] == [] and programme["reader"] is None
    assert programme["edition"] != before["edition"]
    assert programme["edition"].encode() in after["screens/hall/index.html"]
    assert holding({name: body for name, body in after.items() if name.startswith("screens/hall/")}, TITLE) == set()


def test_a_reason_that_would_itself_be_a_slip_is_refused(place: Place, shuangyong: Command) -> None:
    before = place.read(STORY)
    done = shuangyong("withdraw", f"docs/{STORY}", "--reason", "误写了73454部队的番号。", cwd=place.home)
    assert done.exit_code == 1 and "番号或代号" in done.output and place.read(STORY) == before


def test_a_slip_in_a_notice_stops_the_build_and_one_in_the_text_does_not(place: Place, shuangyong: Command) -> None:
    withdrawn = "withdrawn:\n  on: 2026-11-20\n  reason: {}\ntitle:"
    place.edit(STORY, WORD, "锦旗送到73454部队")
    place.edit(STORY, "title:", withdrawn.format("内容有误。"))
    assert shuangyong("check", cwd=place.home).exit_code == 0
    place.edit(STORY, "内容有误。", "误写了73454部队。")
    assert shuangyong("check", cwd=place.home).exit_code == 1


def test_what_rests_on_a_source_is_told(place: Place, shuangyong: Command) -> None:
    done = shuangyong("withdraw", "docs/sources/paper.md", "--reason", REASON, cwd=place.home)
    assert re.search(r"docs/stories/2026/lianzhan\.md:\d+: 是根据它写的：要一起撤下", done.stdout), done.stdout
    done = shuangyong("withdraw", f"docs/{STORY}", "--reason", REASON, cwd=place.home)
    assert re.search(r"docs/screens/hall\.md:\d+: 节目单里有它", done.stdout), done.stdout

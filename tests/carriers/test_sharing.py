"""Share cards: one for each story, drawn once, named by its page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from making import SOUND, TODAY, library, manuscript, site
from shuangyong.assembly import assemble
from shuangyong.carriers import web

DISTRICT = manuscript("districts/xuhui.md", title="徐汇区")
SOURCE = manuscript("sources/paper.md", title="专版", issued="2015", issued_note="推算")


def outputs(folder: Path | None, *items):
    found = web.outputs(library(DISTRICT, SOURCE, *items).publishable(today=TODAY), web.Options(site=site(cards=folder)))
    return {output.path: output for output in found}


def story(id: str = "x", **keys):
    return manuscript(f"stories/2026/{id}.md", **{"title": "红帆船先行", "happened": "2014-09", **keys})


def test_a_story_has_a_card_and_its_page_names_it(tmp_path: Path) -> None:
    found = outputs(tmp_path, story())
    [path] = [path for path in found if path.startswith("assets/cards/")]
    image = Image.open(io.BytesIO(dict([found[path]])[path]))
    assert image.size == (1200, 630)
    tags = dict(found["stories/2026/x.md"].view.context["open_graph"])
    assert tags["og:image"] == f"https://site.example/sy/{path}"
    assert (tags["og:image:width"], tags["og:image:height"]) == ("1200", "630")


def test_a_card_follows_the_words_of_its_story(tmp_path: Path) -> None:
    def name(**keys) -> str:
        return next(path for path in outputs(tmp_path, story(**keys)) if path.startswith("assets/cards/"))

    assert name() == name()
    assert len({name(), name(title="别的题目"), name(happened="2015")}) == 3


def test_drafts_and_other_kinds_have_none(tmp_path: Path) -> None:
    found = outputs(tmp_path, story(draft=True), manuscript("brands/b.md", title="品牌"))
    assert not [path for path in found if path.startswith("assets/cards/")]
    assert not list(tmp_path.iterdir())


def test_without_a_folder_nothing_is_drawn() -> None:
    found = outputs(None, story())
    assert not [path for path in found if path.startswith("assets/cards/")]
    assert "og:image" not in dict(found["stories/2026/x.md"].view.context["open_graph"])


@pytest.mark.parametrize(("title", "lacking"), [("红帆船", False), ("𠮷先生", True)])
def test_a_title_the_typeface_cannot_set_has_no_card(tmp_path: Path, title: str, lacking: bool) -> None:
    found = outputs(tmp_path, story(title=title))
    assert bool([path for path in found if path.startswith("assets/cards/")]) is not lacking


def assembled(tmp_path: Path, title: str, cards: Path):
    story_file = {"stories/2026/y.md": SOUND["stories/2026/lianzhan.md"].replace("title: ", f"title: {title}", 1)}
    for name, text in (SOUND | story_file).items():
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return assemble(tmp_path / "docs", site(cards=cards), {})


def test_the_editor_is_told_of_stories_without_a_card_and_strict_builds_still_pass(tmp_path: Path) -> None:
    assembly = assembled(tmp_path, "𠮷", tmp_path / "cards")
    assert not assembly.problems
    assert [phrase for phrase in assembly.left_out if "分享图" in phrase] == ["题目里有字体没有的字，没有分享图的故事1篇"]


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assembly = assembled(tmp_path, "甲", tmp_path / "file" / "cards")
    assert [problem.rule for problem in assembly.problems] == ["unwritable"]
    assert not assembly.outputs

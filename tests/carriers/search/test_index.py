"""The index as files: what FORMAT.md promises, read back apart from the code that wrote it."""

from __future__ import annotations

import gzip
import sqlite3
from dataclasses import replace
from itertools import pairwise

import pytest

from conftest import SHARED
from making import TODAY, figure, library, manuscript, site
from shuangyong.carriers import search
from shuangyong.carriers.search import readings
from shuangyong.carriers.search.entries import entries_of
from shuangyong.carriers.search.readings import fields_of
from shuangyong.carriers.search.tokens import normalised, term, tokens

from .reading_index import Files, places, singles

ZONES = (0, 512, 2048, 8192)

DISTRICT = manuscript("districts/xuhui.md", "在上海。\n", title="徐汇区", short="徐汇", city="上海市")
PAPER = manuscript("sources/paper.md", "说明。\n", title="一个专版", figures=[figure(), figure("f02", "不载数", what="扣下的事", withheld="不公开")])


def story(name: str, body: str = "他们每月来一次。\n", **keys):
    return manuscript(f"stories/2026/{name}.md", body, **keys)


def made(*items, **facts) -> Files:
    publishable = library(DISTRICT, PAPER, *items).publishable(today=TODAY)
    return Files(search.outputs(publishable, search.Options(site=site(**facts))))


SOME = (
    story("a", "小李明天来。\n\n## 红帆船的由来\n\n找李明。GCJ-02，筹得1000万元。红帆船，红帆船！\n", title="红帆船先行", tags=["拥军"]),
    story("b", "龍華的故事，汤姆·布莱特也来了。\n", title="故事 World Peace", summary="一句摘要"),
    story("c", "\n".join(f"第{n}段写的是双拥。\n" for n in range(400)), title="长文"),
)


@pytest.fixture(scope="module")
def files() -> Files:
    return made(*SOME)


# --- Postings ---


def expected(items) -> dict[str, dict[int, list[int]]]:
    """Term → entry → positions, worked out one token after another."""
    found: dict[str, dict[int, list[int]]] = {}
    publishable = library(DISTRICT, PAPER, *items).publishable(today=TODAY)
    for number, entry in enumerate(entries_of(publishable, site())):
        *short, pieces = fields_of(entry)
        zones = [list(tokens(normalised(text), first)) for text, first in zip(short, ZONES, strict=False)]
        text, position = [], ZONES[3]
        for piece in pieces:
            cut = list(tokens(normalised(piece), position))
            text += cut
            position = cut[-1].position + 2 if cut else position
        for zone in (*zones, text):
            for one, other in pairwise(zone):
                if other.position == one.position + 1:
                    found.setdefault(term(one.text, other.text), {}).setdefault(number, []).append(one.position)
            for token in zone:
                if not normalised(token.text).isascii():
                    continue
                found.setdefault(token.text, {}).setdefault(number, []).append(token.position)
    return found


def shape(positions: list[int]) -> list[int]:
    """The distances within each field: where exactly passages begin is the index's own affair."""
    return [b - a if (a >= 8192) == (b >= 8192) else -1 for a, b in pairwise(positions)]


def test_every_pair_and_run_stands_where_it_stands(files):
    wanted = expected(SOME)
    terms = files.terms()
    assert {key for key in terms if len(key) > 1 or key.isascii()} == set(wanted)
    for key, entries in wanted.items():
        found = {entry: [position for position, *_ in codes] for entry, codes in places(terms[key]).items()}
        assert found.keys() == entries.keys(), key
        for entry, positions in entries.items():
            assert len(found[entry]) == len(positions), key
            if entry != files.entry_at("sources/paper/"):
                assert shape(found[entry]) == shape(positions), key


def test_every_single_character_is_counted(files):
    a = files.entry_at("stories/2026/a/")
    terms = files.terms()
    assert singles(terms["红"])[a] == {"text": 2, "times": 2, "title": 2, "names": 0, "headings": 2}
    assert singles(terms["帆"])[a] == {"text": 1, "times": 2, "title": 1, "names": 0, "headings": 1}
    assert singles(terms["找"])[a] == {"text": 2, "times": 1, "title": 0, "names": 0, "headings": 0}
    assert singles(terms["双"])[files.entry_at("stories/2026/c/")]["times"] == 8, "eight and more"


def test_accident_is_known_from_word(files):
    (_, begins, ends), (_, begins_2, ends_2) = places(files.look("terms", "李明"))[files.entry_at("stories/2026/a/")]
    assert (begins, ends) == (False, False), "小李明天来"
    assert (begins_2, ends_2) == (True, True), "找李明"


def test_names_of_the_site_are_words():
    brand = manuscript("brands/hfc.md", title="红帆船")
    known, unknown = made(brand, *SOME), made(*SOME)
    for files, is_word in ((known, False), (unknown, True)):
        found = places(files.look("terms", "帆船"))[files.entry_at("stories/2026/a/")]
        assert {begins for _, begins, _ in found} == {is_word}, "帆船 is a part of 红帆船"


def test_no_phrase_runs_across_passages(files):
    assert files.look("terms", "来红") is None, "the end of a paragraph, then a heading"
    assert files.look("terms", "摘要") is not None and files.look("terms", "要龙") is None


def test_field_that_is_too_long_loses_its_end_only():
    long = made(story("l", title="长题" + "甲乙" * 400))
    found = places(long.look("terms", "甲乙"))[long.entry_at("stories/2026/l/")]
    assert max(position for position, *_ in found) < 512
    assert long.contents["entries"]["title"]


# --- Files ---


def test_files_say_what_they_are(files):
    start = files.contents["start"]
    assert start["version"] == 1 and len(files.editions) == 1
    assert start["count"] == 3 + 2 + 8, "three stories, a district, a source, eight fronts that are made"
    assert all(len(column) >= start["count"] for column in files.contents["entries"].values())
    for folder, count in start["files"].items():
        assert sum(name.startswith(f"{folder}/") for name in files.contents) == count


def test_same_site_gives_same_bytes_in_any_order():
    assert made(*SOME).contents == made(*reversed(SOME)).contents


def test_another_word_is_another_edition():
    other = replace(SOME[1], body="别的话。\n")
    assert made(SOME[0], SOME[1]).editions != made(SOME[0], other).editions


def test_long_text_comes_in_parts_with_their_places(files):
    number = files.entry_at("stories/2026/c/")
    first = files.text(number)
    parts = [first, *(files.text(number, part) for part in range(1, len(first["n"]) + 1))]
    assert len(parts) > 1
    assert all(sum(len(text) for _, _, text, _ in part["p"]) < 3000 for part in parts)
    assert [part["p"][0][3] for part in parts[1:]] == first["n"]
    joined = "\n".join(text for part in parts for _, _, text, _ in part["p"])
    assert [f"第{n}段写的是双拥。" in joined for n in (0, 199, 399)] == [True] * 3
    # Where a part begins in the index is where its first words are.
    pairs = places(files.look("terms", "第398"))[number]
    position = pairs[0][0]
    part = sum(start <= position for start in first["n"])
    assert "第398段" in parts[part]["p"][0][2] + parts[part]["p"][-1][2]


def test_traditional_characters_of_a_text_are_told(files):
    assert files.text(files.entry_at("stories/2026/b/"))["v"] == {"龍": "龙", "華": "华"}
    assert files.look("terms", "龙华") and not files.look("terms", "龍華")


def test_what_is_withheld_is_in_no_file(files):
    told = str(files.contents)
    assert "600余件" in told
    assert "扣下" not in told and "不载" not in told


def test_script_cannot_be_closed_from_inside():
    files = list(search.outputs(library(story("x", "b\u2028c。\n", title="a</script>")).publishable(), search.Options(site=site())))
    assert not any(b"</script" in body or "\u2028".encode() in body for path, body in files if path.endswith(".js"))


# --- What is kept ---


def test_changed_story_has_no_other_read_again(tmp_path, monkeypatch):
    read = []
    really = readings._read
    monkeypatch.setattr(readings, "_read", lambda entries, names: read.extend(e.address for e in entries) or really(entries, names))
    first = made(*SOME, cache=tmp_path)
    assert len(read) == first.contents["start"]["count"]
    read.clear()
    assert made(*SOME, cache=tmp_path).contents == first.contents and not read
    changed = (SOME[0], replace(SOME[1], body="改了。\n"), SOME[2])
    second = made(*changed, cache=tmp_path)
    assert read == ["stories/2026/b/"]
    assert second.contents == made(*changed).contents, "with what was kept as without"
    read.clear()
    made(*SOME[1:], cache=tmp_path)
    assert read == ["stories/2026/b/"], "what a build has no use for is not kept"


@pytest.mark.parametrize("harm", ["folder", "bytes", "shape"])
def test_unusable_cache_costs_time_only(tmp_path, harm):
    file = tmp_path / readings.FILE
    if harm == "folder":
        file.mkdir()
    elif harm == "bytes":
        file.write_bytes(b"not a database" * 100)
    else:
        with sqlite3.connect(file) as base:
            base.execute("CREATE TABLE readings (other TEXT)")
    assert made(*SOME, cache=tmp_path).contents == made(*SOME).contents
    if harm != "folder":
        read = made(*SOME, cache=tmp_path)
        assert read.contents == made(*SOME).contents and file.read_bytes().startswith(b"SQLite format 3"), "the next run keeps one again"


# --- Size ---


@pytest.mark.skipif(not SHARED.exists(), reason="没有 ../shared/corpus")
def test_files_stay_small_however_large_the_site():
    sentences = (SHARED / "corpus/sentences.txt").read_text(encoding="utf-8").splitlines()
    stories = [story(f"s{n}", "\n\n".join(sentences[n * 5 : n * 5 + 8]) + "\n", title=sentences[n * 5][:16]) for n in range(400)]
    publishable = library(DISTRICT, PAPER, *stories).publishable(today=TODAY)
    outputs = list(search.outputs(publishable, search.Options(site=site())))
    packed = {path: len(gzip.compress(body, 6)) for path, body in outputs}
    for folder, most in (("terms", 20_000), ("names", 16_000), ("near", 12_000), ("text", 4_000)):
        sizes = sorted(size for path, size in packed.items() if path.startswith(f"search/data/{folder}/"))
        assert sizes[-1] < most and len(sizes) > 3, folder
    assert packed["search/data/entries.js"] < 2_000 and packed["search/data/start.js"] < 1_000

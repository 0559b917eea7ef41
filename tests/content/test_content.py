"""What the shipped content may not be: copied, unsourced, or not for the public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from conftest import REPOSITORY, SHARED
from shuangyong.manuscripts import frontmatter
from shuangyong.manuscripts.library import Manuscript
from shuangyong.manuscripts.reader import read_folder

DOCS = REPOSITORY / "docs"
LIBRARY = read_folder(DOCS).library
ORIGINALS = SHARED / "manuscripts"

originals = pytest.mark.skipif(not ORIGINALS.is_dir(), reason="the two features are copyright and lie outside the repository")


def squeezed(text: str) -> str:
    """Words alone: the features are full of stray spaces and half-width marks."""
    return re.sub(r"\W", "", text)


@pytest.fixture(scope="module")
def features() -> str:
    return "".join(squeezed(file.read_text(encoding="utf-8")) for file in sorted(ORIGINALS.glob("*.txt")))


# --- Rewritten, not copied ---

LONGEST = 15
"""Characters in a row that our text may share with a feature by chance."""

NAMES = {"title", "subtitle", "kicker", "publication", "byline", "as_printed", "official_name", "evidence"}
"""Keys whose values are names and titles, which are given as they are."""


def prose(value: Any) -> Iterator[str]:
    """Every text in front matter that is not a name."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in NAMES:
                yield from prose(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from prose(inner)


def shared_runs(text: str, features: str) -> Iterator[str]:
    """Runs of more than LONGEST characters that stand in a feature too; quotations and titles set apart."""
    text = re.sub(r"\]\([^)]*\)", "]", text)
    for part in re.split(r"“[^”]*”|《[^》]*》", text):
        words, start = squeezed(part), 0
        while start + LONGEST < len(words):
            end = start + LONGEST + 1
            if words[start:end] not in features:
                start += 1
                continue
            while end < len(words) and words[start : end + 1] in features:
                end += 1
            yield words[start:end]
            start = end


@originals
@pytest.mark.parametrize("item", LIBRARY.manuscripts, ids=lambda item: item.src_uri)
def test_no_text_is_copied_from_the_features(item: Manuscript, features: str) -> None:
    front, _ = frontmatter.split(item.path, (REPOSITORY / item.path).read_text(encoding="utf-8"))
    pieces = [front.body, *prose(front.data)]
    assert [run for piece in pieces for run in shared_runs(piece, features)] == []


@originals
def test_a_copied_sentence_would_be_found(features: str) -> None:
    sentence = features[1000:1040]
    assert list(shared_runs(f"我们说：{sentence[:20]}，{sentence[20:]}。", features)) == [sentence]
    assert list(shared_runs(f"“{sentence}”", features)) == []


# --- Every number can be traced ---

_NUMERALS = "〇零二两三四五六七八九十百千万亿数半"
_MEASURES = "个位名户家件次年岁周天日月人项种条处篇枚支街镇所届套场期批对类层级倍成元站点片份张间座遍班门本册首幅米亩里"
QUANTITY = re.compile(rf"\d[\d.,]*[余多来]*[%％一-鿿]?|[{_NUMERALS}一几]*[{_NUMERALS}][余多来]*[{_MEASURES}]")
"""Digits, or Chinese numerals before a measure. 一 and 几 alone are "a" and "some": they count nothing."""

NO_QUANTITIES = (
    (r"!?\[[^\]]*\]\(figure:[^)]*\)", "a figure link"),
    (r"约?\d{4}年(\d{1,2}月(\d{1,2}日)?)?|\d{1,2}月\d{1,2}日", "a date"),
    (r"第[\d一二三四五六七八九十]+[届条批页]", "an ordinal"),
    (r"军休所三站", "the name of a place"),
    (r"一校、二站、三基地", "the name of a brand"),
    (r"四套班子", "what the four leading bodies of a district are called"),
    (r"一年“小考”四年“大考”", "the title of the story that it links to, whose text links both figures"),
    (r"专版只说是四年来的", "the period of figure zhabei-2015/f15, quoted beside it"),
)
"""Patterns and why what they match needs no figure link of its own."""

BODIES = [item for kind in ("story", "brand") for item in LIBRARY.of(kind)]


def untraced(body: str) -> list[str]:
    for pattern, _ in NO_QUANTITIES:
        body = re.sub(pattern, "", body)
    body = re.sub(r"\]\([^)]*\)", "]", body)
    return [body[max(0, match.start() - 6) : match.end() + 6] for match in QUANTITY.finditer(body)]


@pytest.mark.parametrize("item", BODIES, ids=lambda item: item.src_uri)
def test_every_quantity_is_a_figure_link(item: Manuscript) -> None:
    assert untraced(item.body) == []


@pytest.mark.parametrize(
    "text",
    ["来了24位兵妈妈", "办了六个项目", "几十家单位", "花了50万元", "占30%", "二十多户", "共11,527人次", "有两次汇报", "数十家企业"],
)
def test_a_quantity_without_a_link_would_be_found(text: str) -> None:
    assert len(untraced(text)) == 1


@pytest.mark.parametrize(
    "text", ["在2014年9月", "3月5日", "一件事", "几种办法", "[24位](figure:p/f27)", "第十届", "见[红帆船](../../brands/a24.md)"]
)
def test_what_counts_nothing_needs_no_link(text: str) -> None:
    assert untraced(text) == []


@pytest.mark.parametrize(("pattern", "why"), NO_QUANTITIES, ids=lambda value: value)
def test_every_exception_is_still_needed(pattern: str, why: str) -> None:
    assert any(re.search(pattern, item.body) for item in BODIES), why


# --- What must not be said ---

UNSPEAKABLE = tuple(
    "".join(halves)
    for halves in (
        ("师", "以上"), ("海", "鹰"), ("粤", "秀"), ("19号", "楼"), ("949", "89"), ("龙华", "新村"), ("武警", "政治学院"), ("航天", "局"),
        ("气象", "局"), ("天文", "台"), ("装备", "手段"), ("营区", "门口"), ("民兵", "训练基地"), ("训练", "场地"), ("演训", "部队"),
        ("维稳", "处突"), ("重大", "安保"), ("500余", "万元"), ("1000余", "万元"), ("房产25", "间"), ("部队产", "权"), ("三支", "队伍"),
    )
)  # fmt: skip
"""What the features say of garrisons, camps, estates, tasks and dwellings, in halves: this list is no publication of it."""

FILES = sorted(file for file in DOCS.rglob("*") if file.is_file())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(DOCS).as_posix())
def test_nothing_sensitive_is_said(file: Path) -> None:
    text = file.relative_to(DOCS).as_posix() + squeezed(file.read_bytes().decode("utf-8", "replace"))
    assert [word for word in UNSPEAKABLE if word in text] == []


@originals
@pytest.mark.parametrize("word", UNSPEAKABLE)
def test_what_must_not_be_said_is_spelt_as_the_features_have_it(word: str, features: str) -> None:
    assert word in features


# --- Where something was read stays with us ---

EVIDENCE = sorted({evidence.where for base in LIBRARY.of("base") for evidence in base.meta.evidence})
HOSTS = sorted({host for where in EVIDENCE for url in re.findall(r"https?://\S+", where) if (host := urlsplit(url).hostname)})


def test_the_bases_say_where_they_were_read() -> None:
    assert HOSTS


def test_no_evidence_is_in_the_built_site(built: Path) -> None:
    files = [file for file in built.rglob("*") if file.is_file() and file.suffix != ".gz"]
    words = [word.encode() for word in (*EVIDENCE, *HOSTS)]
    assert [(file.relative_to(built).as_posix(), word.decode()) for file in files for word in words if word in file.read_bytes()] == []

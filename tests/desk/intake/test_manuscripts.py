"""The two scans that the whole project began with, against what a careful reader found in them.

Both are copyright: their sentences are read from ``../shared`` and stand nowhere here.
"""

from __future__ import annotations

import re
from functools import cache

import pytest
import yaml

from conftest import SHARED
from shuangyong.desk.intake import report, steps
from shuangyong.desk.intake.run import clean_text
from shuangyong.desk.intake.tape import Change, undone
from shuangyong.desk.intake.work import Numbered, Work

pytestmark = pytest.mark.skipif(not (SHARED / "manuscripts").is_dir(), reason="没有 ../shared/manuscripts 里的扫描稿")

ZHABEI, XUHUI = "zhabei-2015", "xuhui-2021"
HAN = "\u4e00-\u9fff"


@cache
def raw(name: str) -> str:
    return (SHARED / "manuscripts" / f"{name}.txt").read_bytes().decode()


@cache
def taken(name: str) -> tuple[Work, list[Numbered], list]:
    work = clean_text(raw(name))
    figures = steps.link_figures(work, "x")
    return work, work.mark(), figures


@cache
def facts(group: str, name: str) -> list[dict]:
    if not (SHARED / "facts.yml").is_file():
        return []
    found = yaml.safe_load((SHARED / "facts.yml").read_text(encoding="utf-8"))[group]
    return [one for one in found if one["source"] == name]


def words_of(draft: str) -> str:
    """The draft without what the intake set into it, on one line."""
    bare = re.sub(r"〔疑\d+〕|^#+ ", "", draft, flags=re.M)
    return re.sub(r"\s", "", re.sub(r"\[([^\]]+)\]\(figure:[^)]*\)", r"\1", bare))


def plain(text: str) -> str:
    """Without spaces and quotation marks and with full-width punctuation, to compare passages."""
    return re.sub(r'[\s"“”]', "", text).translate(str.maketrans(",:;()", "，：；（）"))


def line_at(name: str, phrase: str) -> int:
    return raw(name).count("\n", 0, raw(name).index(phrase)) + 1


# What certainly is wrong


def expected_words() -> str:
    """The body of the 闸北 scan as it ought to be, worked out apart from the code under test.

    Corrected are the certain errors that the facts list; removed the lines around the body,
    the spaces and the gaps; full-width the punctuation; paired the quotation marks, paragraph by
    paragraph. Nothing else.
    """
    lines = [line for line in raw(ZHABEI).split("\n") if line.strip()]
    around = {facts("meta", ZHABEI)[0]["title"][:8], *(y["at"] for y in facts("bylines", ZHABEI))}
    caption = next(x["at"] for x in facts("ocr_errors", ZHABEI) if x["id"] == "x15")
    body = [line for line in lines if len(line) > 70 or not any(part in line for part in {*around, caption})]
    text = "\n".join(body)
    for error in facts("ocr_errors", ZHABEI):
        if error["sure"] == "高" and 2 <= len(error["wrong"]) == len(error["right"]) <= 4:
            # At this very place and nowhere else: the same two characters may be right in another.
            text = text.replace(error["at"], error["at"].replace(error["wrong"], error["right"]))
    text = re.sub(r"[ \u3000]", "", text)
    text = text.replace("\n" + cut(text, "x13"), cut(text, "x13")).replace("\n" + cut(text, "x14"), cut(text, "x14"))
    return "".join(paired(line.translate(str.maketrans(",:;()", "，：；（）"))) for line in text.split("\n"))


def cut(text: str, id: str) -> str:
    """The beginning of the line that goes on where another was cut."""
    error = next(x for x in facts("ocr_errors", ZHABEI) if x["id"] == id)
    at = text.index(error["at"])
    return text[text.index("\n", at) + 1 :][:3]


def paired(line: str) -> str:
    parts = line.split('"')
    return "".join(part + ("“" if n % 2 == 0 else "”") for n, part in enumerate(parts[:-1])) + parts[-1]


@pytest.mark.skipif(not (SHARED / "facts.yml").is_file(), reason="没有 ../shared/facts.yml")
class TestZhabei:
    def test_no_character_is_changed_that_should_not_be(self):
        assert words_of(taken(ZHABEI)[0].text) == expected_words()

    def test_every_certain_error_is_corrected(self):
        text = words_of(taken(ZHABEI)[0].text)
        certain = [x for x in facts("ocr_errors", ZHABEI) if x["sure"] == "高"]
        assert len(certain) >= 11
        for error in certain:
            if len(error["wrong"]) <= 4:
                wrong = plain(error["at"])
                right = wrong.replace(error["wrong"], error["right"])
                where = plain(text + taken(ZHABEI)[0].head.captions[0])
                assert wrong not in where and right in where, error["id"]

    def test_no_space_is_left_between_characters_and_no_half_width_sign(self):
        text = taken(ZHABEI)[0].text
        body = re.sub(r"\]\([^)]*\)|^## ", "", text, flags=re.M)
        assert not re.search(rf"[{HAN}] +[{HAN}]", body)
        assert not re.search(r'[,;:!?()"]', body.replace("figure:", ""))

    def test_the_two_cut_sentences_are_whole(self):
        text = taken(ZHABEI)[0].text
        for error in facts("ocr_errors", ZHABEI):
            if error["id"] in ("x13", "x14"):
                at = text.index(error["at"])
                assert "\n" not in text[at : at + len(error["at"]) + 12], error["id"]
                assert re.search("“(.+?)”", error["right"].replace("接成", ""))[1] in text, error["id"]

    @pytest.mark.parametrize("id", ["x08", "x09", "x10", "x11", "x15"])
    def test_every_other_error_is_pointed_out(self, id: str):
        error = next(x for x in facts("ocr_errors", ZHABEI) if x["id"] == id)
        assert error["sure"] != "高"
        line = line_at(ZHABEI, error["at"])
        assert pointing_at(taken(ZHABEI)[1], line, error), error

    def test_no_error_of_the_facts_is_forgotten_here(self):
        others = {x["id"] for x in facts("ocr_errors", ZHABEI) if x["sure"] != "高"}
        assert others == {"x08", "x09", "x10", "x11", "x15"}

    def test_there_are_few_doubts_besides(self):
        """A report that cries wolf is not read."""
        assert len(taken(ZHABEI)[1]) <= 8

    def test_the_number_that_is_cut_off_is_not_supplied(self):
        work, doubts, figures = taken(ZHABEI)
        (missing,) = [one for one in figures if one.status == "缺"]
        assert (missing.as_printed, missing.value) == (None, None)
        assert [doubt.rule for doubt in doubts].count("cut") == 1
        cut_line = next(line for line in work.text.split("\n") if re.search(r"〔疑\d+〕$", line) and "，" in line)
        assert re.search(r"[^\d。]〔疑\d+〕$", cut_line)

    def test_bylines_are_recognised(self):
        keys = {"记者": "reporter", "通讯员": "correspondent", "责任编辑": "editor", "视觉设计": "designer"}
        named = {keys[y["role"]]: y["name"] for y in facts("bylines", ZHABEI) if y["role"] in keys}
        assert taken(ZHABEI)[0].head.byline == named

    def test_figures_with_their_qualifiers_are_drafted(self):
        drafted = {one.as_printed: one for one in taken(ZHABEI)[2]}
        for figure in facts("figures", ZHABEI):
            if figure["qualifier"] == "plus":
                (match,) = [one for one in drafted.values() if one.as_printed and one.value == figure["value"] and one.unit == figure["unit"]]
                assert re.search("[余多]", match.as_printed) and match.note, figure["id"]

    def test_its_headings_are_those_of_the_page(self):
        headings = re.findall("^## (.+)$", taken(ZHABEI)[0].text, re.M)
        assert headings == facts("meta", ZHABEI)[0]["sections"]


def pointing_at(doubts: list[Numbered], line: int, error: dict) -> list[Numbered]:
    """The doubts of this line that are about the passage of an error."""
    passage = plain(error["at"] + error["wrong"])
    found = []
    for doubt in doubts:
        quote = plain(re.sub("[【】…]", "", doubt.quote))
        grams = {passage[at : at + 3] for at in range(len(passage) - 2)}
        if doubt.line == line and any(gram in quote for gram in grams):
            found.append(doubt)
    return found


# Xuhui


@pytest.mark.skipif(not (SHARED / "facts.yml").is_file(), reason="没有 ../shared/facts.yml")
class TestXuhui:
    def test_the_misplaced_ending_is_suspected_with_the_likely_order(self):
        error = next(x for x in facts("ocr_errors", XUHUI) if x["id"] == "x17")
        (doubt,) = [one for one in taken(XUHUI)[1] if one.rule == "order"]
        assert doubt.line == line_at(XUHUI, error["at"])
        order = re.findall("[活魅毅魄动]力|结尾", error["right"].partition(":")[2])
        assert re.search("是：(.+?)。", doubt.fix)[1].split("→") == order

    def test_nothing_is_put_in_another_order(self):
        sections = [s for s in facts("meta", XUHUI)[1 - 1]["sections_in_file_order"] if not s.startswith("(")]
        assert re.findall("^## (.+?)(?:〔疑\\d+〕)?$", taken(XUHUI)[0].text, re.M) == sections

    @pytest.mark.parametrize("id", ["x17", "x18", "x19", "x20", "x21"])
    def test_what_is_not_certain_is_pointed_out(self, id: str):
        error = next(x for x in facts("ocr_errors", XUHUI) if x["id"] == id)
        assert pointing_at(taken(XUHUI)[1], line_at(XUHUI, error["at"]), error)

    def test_kicker_title_and_subtitle_are_told_apart(self):
        meta, head = facts("meta", XUHUI)[0], taken(XUHUI)[0].head
        assert (head.kicker, head.title, head.subtitle) == (meta["kicker"], meta["title"], meta["subtitle"])

    def test_only_punctuation_and_spaces_are_changed(self):
        work = taken(XUHUI)[0]
        words = [change for change in work.tape.changes if not report.is_layout(change) and not change.moved]
        assert {(change.before, change.after) for change in words} == {(",", "，"), (";", "；"), ("(", "（"), (")", "）")}


# Both


@pytest.mark.parametrize("name", [ZHABEI, XUHUI])
def test_the_changes_taken_back_give_the_scan(name: str):
    work = taken(name)[0]
    assert undone(work.text, work.tape.changes) == raw(name)


def judged(change: Change) -> bool:
    """Whether a single change is one of the kinds that may be made unasked."""
    pair = change.before, change.after
    return (
        pair in {(",", "，"), (":", "："), (";", "；"), ("(", "（"), (")", "）"), ('"', "“"), ('"', "”")}
        or (not change.before.strip(" \u3000") and not change.after)
        or (not change.before.strip("\n") and change.after in ("", "\n", "\n\n"))
        or (change.rules == ("confusion",) and len(change.before) == len(change.after) <= 4)
        or (not change.before and re.fullmatch(r"\[|\]\(figure:x/f\d+\)|## |(?:〔疑\d+〕)+", change.after) is not None)
        or pair == ("###", "##")
        or bool(change.moved)
    )


@pytest.mark.parametrize("name", [ZHABEI, XUHUI])
def test_every_single_change_is_of_a_kind_that_may_be_made(name: str):
    changes = taken(name)[0].tape.changes
    assert len(changes) > 100
    assert [change for change in changes if not judged(change)] == []


@pytest.mark.parametrize("name", [ZHABEI, XUHUI])
def test_what_is_moved_out_stands_in_the_head(name: str):
    work = taken(name)[0]
    head = "".join([work.head.title, work.head.kicker, work.head.subtitle, *work.head.captions, *work.head.page_marks,
                    *(credit.label + credit.names for credit in work.head.credits)])  # fmt: skip
    for change in work.tape.changes:
        if change.moved:
            words = [word for word in re.split(r"[\s#:：()（）]+", change.before) if word]
            missing = [word for word in words if plain(word) not in plain(head) and "confusion" not in change.rules]
            assert missing == [], change.moved

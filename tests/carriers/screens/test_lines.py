"""Where the lines of a slide's text break, and what of it stands on which slide."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator

import pytest

from making import cases
from shuangyong.carriers.screens.lines import ORPHAN, PARAGRAPH, Paragraph, Room, Unfit, balanced, broken, fitted, largest, slides
from shuangyong.carriers.screens.sentences import clauses, sentences
from shuangyong.drawing.setting import CLOSING, OPENING
from shuangyong.drawing.typeface import SANS, SERIF

from .setting import shipped

WIDTHS = (8, 9.5, 12, 14.7, 17, 20, 26)
HAN = "双拥工作是军民共建的优良传统红帆船在临汾路街道起航退役军人服务站每年都办龘"
THINGS: tuple[Callable[[random.Random], str], ...] = (
    lambda chance: "".join(chance.choices(HAN, k=chance.randrange(1, 7))),
    lambda chance: f"{chance.randrange(100_000)}{chance.choice(['余件', '人', '万元', '年', '%', '％', ''])}",
    lambda chance: chance.choice(["021-12345678", "09:00—16:30", "2014年9月15日", "VS Code", "https://site.example/a/", "3.14"]),
    lambda chance: "（" + "".join(chance.choices(HAN, k=chance.randrange(1, 12))) + "）",
    lambda chance: "“" + "".join(chance.choices(HAN, k=chance.randrange(1, 20))) + "”",
    lambda chance: "《" + "".join(chance.choices(HAN, k=chance.randrange(1, 20))) + "》",
    lambda chance: chance.choice(["👍🏽", "𠮷", "——", "……", " · ", "  ", "\u3000", "<b>&amp;", "\u200b", "e\u0301", "\n"]),
)


def width_of(line: str) -> float:
    return sum(map(SANS.advance, line))


def shown_texts() -> list[str]:
    """Every paragraph that a screen may show of the shipped site."""
    library, on = shipped()
    kinds = ("story", "brand", "base", "exhibition", "day")
    told = [line for kind in kinds for item in library.of(kind) for line in on.texts.of(item).plain.split("\n")]
    found = [*told, *(item.meta.summary for item in library.manuscripts), *(photo.caption.caption for photo in library.photos)]
    return sorted({text for text in found if text})


def mixtures(count: int, seed: int, things: tuple[Callable[[random.Random], str], ...] = THINGS) -> Iterator[str]:
    """Texts of Han characters, numbers, Latin, marks in pairs, addresses, emoji and rare characters, at random."""
    chance = random.Random(seed)
    for _ in range(count):
        yield "".join(chance.choice(things)(chance) + chance.choice(["", "", *"，、。；"]) for _ in range(chance.randrange(1, 16)))


def in_order(lines: tuple[str, ...], text: str) -> bool:
    """Whether `lines` are `text` with nothing between them but white space."""
    return bool(re.fullmatch(r"\s*" + r"\s*".join(map(re.escape, lines)) + r"\s*", text.replace("——", "⸺")))


# --- Lines ---


@pytest.mark.parametrize("case", cases("screen_lines"), ids=lambda case: f"{case['text'][:12]} {case['width']}")
def test_a_text_is_broken_as_a_compositor_would(case: dict) -> None:
    assert list(broken(case["text"], SANS, case["width"])) == case["lines"]


@pytest.mark.parametrize("width", WIDTHS)
def test_lines_of_a_shipped_text_are_the_text_and_no_wider_than_the_room(width: float) -> None:
    for text in shown_texts():
        lines = broken(text, SANS, width)
        assert in_order(lines, text)
        assert max(map(width_of, lines)) <= width + 1e-9


@pytest.mark.parametrize("width", WIDTHS)
def test_a_shipped_text_breaks_at_no_wrong_place(width: float) -> None:
    """GB/T 15834—2011, 5.1: no mark that closes begins a line, none that opens ends one."""
    texts = shown_texts()
    assert len(texts) > 300
    for text in texts:
        for line, following in itertools.pairwise(broken(text, SANS, width)):
            assert following[0] not in CLOSING + "…⸺—·%％", (line, following)
            assert line[-1] not in OPENING, (line, following)
            assert not re.search(r"[0-9]$", line), f"a number without its unit: {line} | {following}"


@pytest.mark.parametrize("width", [0.5, 1, 2.2, 5, *WIDTHS])
def test_lines_of_anything_are_the_text_and_no_wider_than_the_room(width: float) -> None:
    for text in mixtures(150, seed=int(width * 10)):
        lines = broken(text, SANS, width)
        assert in_order(lines, text)
        assert all(width_of(line) <= width + 1e-9 or len(line) == 1 for line in lines)
        assert all(line == line.strip() and line for line in lines)


@pytest.mark.parametrize("width", [12, 20, 26])
def test_marks_stay_where_they_belong_in_any_text_that_somebody_may_write(width: float) -> None:
    for text in mixtures(150, seed=int(width * 10), things=THINGS[:6]):
        for line, following in itertools.pairwise(broken(text, SANS, width)):
            assert following[0] not in CLOSING, (line, following)
            assert line[-1] not in OPENING, (line, following)


@pytest.mark.parametrize(
    "whole", ["600余件", "021-12345678", "09:00", "16:30", "1.5万元", "30％", "（今静安区）", "第12届", "-5℃", "WGS-84", "（2014年）"]
)
def test_what_belongs_together_is_never_parted(whole: str) -> None:
    for before in range(12):
        lines = broken("双" * before + whole + "以后还有几个字。", SANS, 12)
        assert any(whole in line for line in lines), lines


def test_a_line_is_as_full_as_it_may_be() -> None:
    for text in shown_texts():
        lines = broken(text, SANS, 20)
        for line, following in itertools.pairwise(lines):
            first = broken(following, SANS, 20 - width_of(line))[:1]
            assert not (len(lines) > 1 and first and width_of(line + following) <= 20)


def test_the_width_is_that_of_the_typeface() -> None:
    five = "字母abcde"
    assert SANS.advance("a") < SERIF.advance("a")
    between = (width_of(five) + sum(map(SERIF.advance, five))) / 2
    assert (len(broken(five, SANS, between)), len(broken(five, SERIF, between))) == (1, 2)


def test_balanced_lines_are_as_few_and_about_as_long() -> None:
    text = "宝山烈士陵园和上海解放纪念馆在同一个地方，每年清明都有人来。"
    for width in (8, 10, 12, 15, 20):
        lines, plain = balanced(text, SANS, width), broken(text, SANS, width)
        assert len(lines) == len(plain)
        assert in_order(lines, text)
        assert max(map(width_of, lines)) <= max(map(width_of, plain))
        assert min(map(len, lines)) >= min(map(len, plain))
    assert balanced("一二三四五六七，八九", SANS, 8) == ("一二三四五", "六七，八九")
    assert balanced("短", SANS, 8) == ("短",)
    assert balanced("", SANS, 8) == ()


@pytest.mark.parametrize("width", [-3.0, 0.0, 0.3])
def test_a_room_without_width_gives_lines_of_one_character(width: float) -> None:
    assert balanced("甲乙丙", SANS, width) == broken("甲乙丙", SANS, width) == ("甲", "乙", "丙")


# --- A room ---


def room(width: float = 20, lines: float = 6, size: int = 40, characters: int = 10_000) -> Room:
    return Room(int(width * size), lines, size, SANS, characters)


def test_one_or_two_characters_do_not_stand_alone_on_the_last_line() -> None:
    text = "原闸北区（今静安区）临汾路街道的优抚项目。"
    assert broken(text, SANS, 10)[-1] == "项目。"
    assert room(10).set(text) == ("原闸北区", "（今静安区）临汾路", "街道的优抚项目。")


@pytest.mark.parametrize("width", WIDTHS)
def test_avoiding_an_orphan_costs_neither_a_line_nor_a_character(width: float) -> None:
    rescued = 0
    for text in shown_texts():
        lines, plain = room(width).set(text), broken(text, SANS, int(width * 40) / 40)
        assert in_order(lines, text)
        assert len(lines) == len(plain)
        assert max(map(width_of, lines)) <= width + 1e-9
        assert len(lines[-1]) >= len(plain[-1])
        assert lines == plain or len(plain[-1]) < ORPHAN
        rescued += lines != plain
    assert rescued


def test_paragraphs_are_parted_by_less_than_a_line() -> None:
    two = [Paragraph("一行。"), Paragraph("又一行。")]
    assert room().filled(two) == 2 + PARAGRAPH
    assert room(lines=2.45).holds(two) and not room(lines=2.44).holds(two)
    assert room().filled([]) == 0


def test_a_label_counts_as_text() -> None:
    assert Paragraph("免费", "门票").whole == "门票　免费"
    assert room(5).filled([Paragraph("免费", "门票")]) == 1
    assert room(4).filled([Paragraph("免费", "门票")]) == 2


def test_a_room_holds_no_more_characters_than_one_thought() -> None:
    text = [Paragraph("字" * 10)]
    assert room(characters=10).holds(text) and not room(characters=9).holds(text)


# --- Slides ---


def whole(found: list[list[Paragraph]]) -> str:
    return "".join(paragraph.text for slide in found for paragraph in slide)


def fewest(paragraphs: list[Paragraph], room: Room) -> int:
    """How many slides are filled one after another, each as full as it will be."""
    pieces = [
        (number, part)
        for number, paragraph in enumerate(paragraphs)
        for sentence in sentences(paragraph.text)
        for part in ([sentence] if room.holds([Paragraph(sentence)]) else clauses(sentence))
    ]
    count, start = 0, 0
    while start < len(pieces):
        end = start + 1
        while end < len(pieces) and room.holds(together(pieces[start : end + 1])):
            end += 1
        count, start = count + 1, end
    return count


def together(pieces: list[tuple[int, str]]) -> list[Paragraph]:
    return [Paragraph("".join(text for _, text in group)) for _, group in itertools.groupby(pieces, key=lambda piece: piece[0])]


@pytest.mark.parametrize("own", [room(20, 6), room(26, 9, characters=130), room(12, 4), room(24, 3, characters=90)], ids=str)
def test_the_shipped_texts_are_on_as_few_slides_as_hold_them_and_nothing_is_lost(own: Room) -> None:
    library, on = shipped()
    count = 0
    for item in (*library.of("story"), *library.of("brand")):
        paragraphs = [Paragraph(line) for line in on.texts.of(item).plain.split("\n")]
        try:
            found = slides(paragraphs, own)
        except Unfit as unfit:
            assert not own.holds([Paragraph(unfit.args[0])])
            continue
        assert whole(found) == "".join(paragraph.text for paragraph in paragraphs)
        assert all(own.holds(slide) for slide in found)
        assert len(found) == fewest(paragraphs, own)
        count += 1
    assert count > 40


def test_slides_end_where_sentences_end() -> None:
    text = "第一句话有十二个字左右。第二句话也有这么长。" * 6
    found = slides([Paragraph(text)], room(20, 3))
    assert len(found) > 2
    assert all(slide[-1].text.endswith("。") for slide in found)


def test_a_sentence_too_long_is_parted_at_its_commas() -> None:
    found = slides([Paragraph("甲乙丙丁戊己，" * 12 + "完。")], room(10, 3))
    assert whole(found) == "甲乙丙丁戊己，" * 12 + "完。"
    assert all(slide[-1].text[-1] in "，。" for slide in found)


def test_slides_are_filled_evenly() -> None:
    found = slides([Paragraph("一二三四五六七八九。" * 5)], room(10, 4))
    assert [len(slide[0].text) for slide in found] in ([20, 30], [30, 20])


@pytest.mark.parametrize("paragraphs", [["字" * 100], ["短。", "甲，" + "字" * 100 + "，乙。"]])
def test_what_has_no_comma_and_no_room_is_unfit(paragraphs: list[str]) -> None:
    with pytest.raises(Unfit) as told:
        slides([Paragraph(text) for text in paragraphs], room(10, 3))
    assert told.value.args[0].strip("，。") == "字" * 100


def test_a_room_without_height_holds_nothing() -> None:
    with pytest.raises(Unfit):
        slides([Paragraph("字。")], room(10, 0))


def test_a_label_stands_on_the_slide_where_its_text_begins_and_nowhere_else() -> None:
    found = slides([Paragraph("第一句。第二句。第三句。", "开放"), Paragraph("别的。", "地址")], room(7, 1))
    assert [(paragraph.label, paragraph.text) for slide in found for paragraph in slide] == [
        ("开放", "第一句。"), ("", "第二句。"), ("", "第三句。"), ("地址", "别的。"),
    ]  # fmt: skip


def test_a_paragraph_goes_on_where_it_was_parted_and_another_stays_another() -> None:
    found = slides([Paragraph("一。二。"), Paragraph("三。四。")], room(4, 2 + PARAGRAPH))
    assert [[paragraph.text for paragraph in slide] for slide in found] == [["一。二。", "三。四。"]]


def test_no_text_is_no_slide() -> None:
    assert slides([], room()) == []
    assert slides([Paragraph("")], room()) == []


# --- The first sentences, and the largest type ---


@pytest.mark.parametrize("lines", [0, 1, 2, 3.45, 4.44, 4.45, 100])
def test_as_many_whole_sentences_as_fit_stand_at_the_beginning(lines: float) -> None:
    own = room(12, lines)
    given = [Paragraph("第一句话。第二句话比较长一点点。"), Paragraph("第三句。第四句话又长了一些，还有逗号。")]
    pieces = [(number, sentence) for number, paragraph in enumerate(given) for sentence in sentences(paragraph.text)]
    head, rest = fitted(given, own)
    count = sum(len(sentences(paragraph.text)) for paragraph in head)
    assert (head, rest) == (together(pieces[:count]), together(pieces[count:]))
    assert own.holds(head)
    assert count == len(pieces) or not own.holds(together(pieces[: count + 1]))
    assert count == {0: 0, 1: 1, 2: 2, 3.45: 3, 4.44: 3, 4.45: 4, 100: 4}[lines]


def test_a_label_stays_with_the_beginning_of_its_text() -> None:
    head, rest = fitted([Paragraph("第一句。第二句。", "通知")], room(8, 1))
    assert (head, rest) == ([Paragraph("第一句。", "通知")], [Paragraph("第二句。")])


def test_type_is_larger_only_where_it_costs_no_slide() -> None:
    rooms = [Room(1000, 400 / (size * 1.6), size, SANS) for size in (80, 60, 50)]
    for count in range(1, 40):
        text = [Paragraph("一句话有十个字左右。" * count)]
        found, own = largest(text, rooms)
        least = slides(text, rooms[-1])
        assert len(found) == len(least)
        assert found == slides(text, own)
        larger = rooms[: rooms.index(own)]
        assert all(len(slides(text, other)) > len(least) for other in larger)
    sizes = {largest([Paragraph("一句话有十个字左右。" * count)], rooms)[1].size for count in range(1, 40)}
    assert sizes == {80, 60, 50}


def test_type_too_large_for_a_piece_is_passed_over() -> None:
    rooms = [Room(1000, 1, 100, SANS), Room(1000, 10, 50, SANS)]
    found, own = largest([Paragraph("这一句话比十个字长得多。")], rooms)
    assert own is rooms[1] and len(found) == 1
    with pytest.raises(Unfit):
        largest([Paragraph("字" * 300)], rooms)

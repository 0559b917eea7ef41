"""The numbers that Word sets before paragraphs and does not store in the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from .names import W, child, value

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    form: str
    """``decimal``, ``bullet``, ``chineseCounting`` …"""
    text: str
    """``%1、``: the numbers of the levels, and what stands around them."""
    start: int = 1
    is_legal: bool = False
    """Whether all its numbers are written as digits."""

    @property
    def is_bullet(self) -> bool:
        return self.form == "bullet"

    def is_plain(self, depth: int) -> bool:
        """Whether a numbered list of Markdown says the same: 1. 2. 3."""
        return self.form == "decimal" and re.fullmatch(rf"[(（]?%{depth + 1}[.．、)）]?", self.text) is not None


@dataclass
class Numbering:
    """The lists of a document, counted as its paragraphs are read in their order."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """By the list's number and the depth."""
    _abstract: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Element | None, list_of: Callable[[str], str] = lambda style: "") -> Numbering:
        """`list_of` gives the list that a style for lists stands for: some lists are defined only so."""
        found = cls()
        if root is None:
            return found
        shapes = {shape.get(f"{W}abstractNumId", ""): shape for shape in root.iter(f"{W}abstractNum")}
        lists = {item.get(f"{W}numId", ""): value(item, "abstractNumId") for item in root.iter(f"{W}num")}
        for item in root.iter(f"{W}num"):
            id, abstract = item.get(f"{W}numId", ""), value(item, "abstractNumId")
            linked = value(shapes.get(abstract), "numStyleLink")
            abstract = lists.get(list_of(linked), abstract) if linked else abstract
            levels = _levels(shapes[abstract]) if abstract in shapes else {}
            for override in item.iter(f"{W}lvlOverride"):
                depth = _whole(override.get(f"{W}ilvl", ""), 0)
                if (own := child(override, "lvl")) is not None:
                    levels[depth] = _level(own)
                elif (start := value(override, "startOverride")) and depth in levels:
                    old = levels[depth]
                    levels[depth] = Level(old.form, old.text, _whole(start, 1), old.is_legal)
                    abstract = f"{abstract}/{id}"  # It begins anew.
            found.levels[id], found._abstract[id] = levels, abstract
        return found

    def next(self, id: str, depth: int) -> tuple[Level, str, int] | None:
        """The level, the whole label and the number of the next paragraph of a list; None where it has no number."""
        levels = self.levels.get(id, {})
        level = levels.get(depth)
        if level is None:
            return None
        counts = self._counts.setdefault(self._abstract[id], {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]

        def number(match: re.Match) -> str:
            at = int(match[1]) - 1
            shape = levels.get(at, level)
            return written(counts.get(at, shape.start), "decimal" if level.is_legal else shape.form)

        return level, re.sub(r"%(\d)", number, level.text), counts[depth]


def _levels(shape: Element) -> dict[int, Level]:
    return {_whole(level.get(f"{W}ilvl", ""), 0): _level(level) for level in shape.iter(f"{W}lvl")}


def _level(level: Element) -> Level:
    start, is_legal = _whole(value(level, "start"), 1), child(level, "isLgl") is not None
    return Level(value(level, "numFmt") or "decimal", value(level, "lvlText"), start, is_legal)


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else otherwise


def written(number: int, form: str) -> str:
    """A number as Word writes it in one of its forms; in digits where the form is not known."""
    if form in ("none", "bullet"):
        return ""
    writer = _FORMS.get(form)
    return (writer(number) if writer and number > 0 else "") or str(number)


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """12 as 十二; up to 9999."""
    if not 0 < number < 10000:
        return ""
    found, zero = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            found += (digits[0] if zero and found else "") + digits[digit] + (units[place - 1] if place else "")
            zero = False
        else:
            zero = bool(found)
    return found.removeprefix(digits[1]) if digits == _DIGITS and 10 <= number < 20 else found


def _letters(number: int, first: str) -> str:
    return chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    found = ""
    sizes = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"]
    for size, sign in zip(sizes, signs, strict=True):
        found += sign * (number // size)
        number %= size
    return found


def _from(signs: str):
    return lambda number: signs[number - 1] if number <= len(signs) else ""


_FORMS = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": lambda number: chinese(number, _LEGAL, "拾佰仟"),
    "ideographDigital": lambda number: "".join(("〇" + _DIGITS[1:])[int(digit)] for digit in str(number)),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "decimalEnclosedCircle": _from("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _from("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "ideographEnclosedCircle": _from("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalEnclosedParen": _from("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _from("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "upperLetter": lambda number: _letters(number, "A"),
    "lowerLetter": lambda number: _letters(number, "a"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}

"""Characters that are not what they look like: unseen ones, forms for compatibility, letters in full width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..doubts import Doubt
from ..tape import Edit, Note
from .signs import HAN, IS_HAN

_LINE_END = Note("line-end", "换行统一成一种")
_PAGE = Note("page-break", "换页的记号，不是字")
_UNSEEN = Note("unseen", "看不见的控制字符，不是字")
_BLANK = Note("space", "特殊的空格换成普通的")
_FORM = Note("form", "字形一样、编码不同的字，换成通用的编码")
_WIDE = Note("full-width", "数字、字母用半角")
_NARROW = Note("full-width", "中文标点用全角")

_BREAKS = re.compile(r"\r\n?|\x0b|\u2028|\u2029|\x85")
_UNSEEN_SIGNS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f]"
)
_BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_LETTERS = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_HALF = str.maketrans("｡｢｣､･", "。「」、·")
_HALF_SIGNS = re.compile("[｡｢｣､･]")
_ZERO = re.compile(r"(?<=\d)[OoＯ○](?=\d)")
_BROKEN = re.compile("\ufffd+")
_PRIVATE = re.compile("[\ue000-\uf8ff]+")
_ONE = re.compile(rf"(?<=\d)[lI|](?=[\d年月日号{HAN}])")


def edits(text: str) -> Iterator[Edit]:
    """Everything that is certain about single characters."""
    for match in _BREAKS.finditer(text):
        yield Edit(*match.span(), "\n", _LINE_END)
    for match in re.finditer("\x0c", text):
        yield Edit(*match.span(), "\n", _PAGE)
    for match in _UNSEEN_SIGNS.finditer(text):
        yield Edit(*match.span(), "", _UNSEEN)
    for match in _BLANKS.finditer(text):
        yield Edit(*match.span(), " ", _BLANK)
    for match in _COMPATIBLE.finditer(text):
        usual = unicodedata.normalize("NFKC", match[0])
        if len(usual) == 1 and IS_HAN.match(usual):
            yield Edit(*match.span(), usual, _FORM)
    for match in _LETTERS.finditer(text):
        yield Edit(*match.span(), unicodedata.normalize("NFKC", match[0]), _WIDE)
    for match in _HALF_SIGNS.finditer(text):
        yield Edit(*match.span(), match[0].translate(_HALF), _NARROW)


def zeros(text: str) -> Iterator[Edit]:
    """A letter O between digits is a zero."""
    for match in _ZERO.finditer(text):
        yield Edit(*match.span(), "0", Note("digit", "数字中间的字母O是0"))


def doubts(text: str) -> Iterator[Doubt]:
    """Characters that were lost, or that only one computer can show."""
    for match in _BROKEN.finditer(text):
        yield Doubt(*match.span(), "lost", "这里有认不出来的坏字。", "请对照原件补上。", "中")
    for match in _PRIVATE.finditer(text):
        yield Doubt(*match.span(), "private", "这里有造字或符号字体里的字，别的电脑显示不出来。", "请对照原件，换成通用的字或符号。", "中")
    for match in _ONE.finditer(text):
        yield Doubt(*match.span(), "digit", f"“{match[0]}”夹在数字里，像是1。", "请对照原件核对这个数字。", "中")

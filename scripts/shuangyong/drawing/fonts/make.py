"""Makes what lies in this folder: the list of characters, and the typefaces with those alone.

For maintainers, with the packages of the ``dev`` group and Debian's ``fonts-noto-cjk`` and
``unicode-data``: ``python make.py NotoSerifCJK-Bold.ttc NotoSansCJK-Regular.ttc
Unihan_OtherMappings.txt.bz2``. README.md says what was used. Same input, same bytes.
"""

from __future__ import annotations

import bz2
from pathlib import Path

import click
from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).parent
REGION = " CJK SC"
"""A collection holds five families: the same character is drawn after the habits of each region."""
LEVELS = (3500, 6500, 8105)
"""Where each level of 通用规范汉字表 ends (国发〔2013〕23号)."""

_GB2312 = [(0xA1, 0xA9), (0xB0, 0xF7)]
"""Rows of GB 2312—1980: marks, letters and box drawing, and Han characters."""
_LETTERS = (*range(0x20, 0x7F), *range(0xA1, 0x180), *range(0xFF01, 0xFF5F))
_MORE = (
    "·—⸺⸻–…‥“”‘’•‧§©®°±×÷‰′″※→←↑↓〒〓〜〔〕〖〗〇「」『』〈〉《》【】"
    "℃℉№㎡㎥㎜㎝㎞㎎㎏㏄€£¥￥½¼¾²³√≈≠≤≥∞"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
)  # fmt: skip
"""Marks that titles and names of sources use, whether GB 2312 has them or not."""


@click.command()
@click.argument("serif", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("sans", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("unihan", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def make(serif: Path, sans: Path, unihan: Path) -> None:
    """Write characters.txt, NotoSerifCJKsc-Bold.otf and NotoSansCJKsc-Regular.otf."""
    source = regional(serif)
    groups = characters(read_standard(unihan), source.getBestCmap().keys())
    text = "".join(f"# {name}\n{chars}\n" for name, chars in groups.items())
    (HERE / "characters.txt").write_text(text, encoding="utf-8", newline="\n")
    codes = {ord(char) for chars in groups.values() for char in chars}
    cut(codes, source, HERE / "NotoSerifCJKsc-Bold.otf")
    cut(codes, regional(sans), HERE / "NotoSansCJKsc-Regular.otf")


def read_standard(unihan: Path) -> str:
    """通用规范汉字表 in its own order: Unihan gives it as ``kTGH``, ``2013:1`` to ``2013:8105``."""
    numbers: dict[int, str] = {}
    for line in bz2.decompress(unihan.read_bytes()).decode().splitlines():
        if "\tkTGH\t" in line:
            code, _, values = line.split("\t")
            numbers |= {int(value.split(":")[1]): chr(int(code[2:], 16)) for value in values.split()}
    assert sorted(numbers) == list(range(1, LEVELS[-1] + 1))
    return "".join(numbers[number] for number in sorted(numbers))


def characters(standard: str, known: set[int]) -> dict[str, str]:
    """What the list holds, by group; beyond the standard only what the typeface knows."""
    starts = (0, *LEVELS[:-1])
    levels = {f"通用规范汉字表（2013年）{name}级字": standard[start:end] for name, start, end in zip("一二三", starts, LEVELS, strict=True)}
    others = [char for char in (*gb2312(), *_MORE) if ord(char) in known]
    han = dict.fromkeys(char for char in others if is_han(char) and char not in standard)
    letters = {char for char in map(chr, _LETTERS) if ord(char) in known and char.isprintable()}
    marks = letters.union(char for char in others if not is_han(char))
    return {**levels, "GB 2312 另有的汉字": "".join(han), "标点、数字、字母和符号": "".join(sorted(marks))}


def is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char >= "\U00020000"


def gb2312() -> list[str]:
    found = []
    for first, last in _GB2312:
        for row in range(first, last + 1):
            for cell in range(0xA1, 0xFF):
                found += bytes((row, cell)).decode("gb2312", "ignore")
    return found


def regional(collection: Path) -> TTFont:
    fonts = TTCollection(str(collection), lazy=True)
    return next(font for font in fonts if font["name"].getDebugName(1).endswith(REGION))


def cut(codes: set[int], font: TTFont, to: Path) -> None:
    """The typeface with these characters alone, for horizontal lines; we place each glyph ourselves."""
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["BASE", "GDEF", "VORG", "vhea", "vmtx"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.hinting = False
    options.notdef_outline = True
    options.bidi_closure = False
    font.recalcTimestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    subset.save_font(font, str(to), options)


if __name__ == "__main__":
    make()

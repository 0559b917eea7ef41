"""Numbers and captions judged: what is wrong, and what to do, in an office editor's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...manuscripts.captions import CAPTIONS
from ...problems import listed, nearest
from ..entries import Entry
from ..job import Finding
from .measures import Measures
from .uses import GOOD_DPI, Use, good_for

# Measured on 28 photographs and posters, each sharp and with a Gaussian blur (standard
# deviation in pixels at 1024): sharp 2.9 to 13, blurred by 1 2.1 to 3.7, by 2 at most 1.56,
# by 3 and more at most 1.54.
SHARP = 1.8
LEAST_CONTRAST = 40
"""Below, there is nothing in the picture whose edges one could judge: fog, a plain wall, night."""
LEAST_SIDE = 200
TOO_DARK = (90, 30)
"""The lightest hundredth below the first and the middle below the second: not even a lamp."""
TOO_BRIGHT = (110, 225)
"""The darkest hundredth above the first and the middle above the second: ink on white paper is dark somewhere."""
ALIKE_BITS, ALIKE_TINT = 6, 18
"""Bits of 64 that may differ, and levels by which the colours may differ on average."""


def of_picture(measures: Measures, use: Use) -> Iterator[Finding]:
    """What is wrong with a picture as a picture."""
    if measures.turned_wrong:
        fix = "请打开看看是不是横躺着：是，就用看图软件转正后另存；不是，可以不管。"
        yield Finding("check-sideways", f"{measures.turned_wrong}，可能放倒了。", fix, "warning")
    if not use.suits(measures.size):
        yield _too_small(measures, use)
    if is_blurred(measures):
        what = f"照片不清楚：清晰度 {measures.sharpness:.1f}，清楚的照片在 {SHARP} 以上。"
        yield Finding("check-blurred", what, "多半是手抖、没对上焦或放大过：请换一张清楚的，或向作者要原片。", "warning")
    if measures.light < TOO_DARK[0] and measures.middle < TOO_DARK[1]:
        what = f"照片太暗：最亮的地方也只有 {measures.light}（满分 255）。"
        yield Finding("check-dark", what, "请用看图软件调亮后另存，或换一张。", "warning")
    if measures.dark > TOO_BRIGHT[0] and measures.middle > TOO_BRIGHT[1]:
        what = f"照片太亮：最暗的地方也有 {measures.dark}（满分 255），细节发白。"
        yield Finding("check-bright", what, "请换一张曝光合适的，或向作者要原片。", "warning")


def is_blurred(measures: Measures) -> bool:
    is_judged = measures.contrast >= LEAST_CONTRAST and max(measures.size) >= LEAST_SIDE
    return is_judged and measures.sharpness < SHARP


def _too_small(measures: Measures, use: Use) -> Finding:
    width, height = measures.size
    needed = "×".join(map(str, use.frame(measures.size))) if use.name != "网页" else f"长边 {max(use.least)}"
    enough = "、".join(good_for(measures.size)) or "缩略图"
    what = f"照片是 {width}×{height}，用于{use.name}不够（要 {needed}），只够{enough}。"
    better = f"印刷最好每英寸 {GOOD_DPI} 点。" if use.name.endswith("印刷") else ""
    return Finding("check-small", what, f"请向作者要没有压缩过的原片，不要用微信转发的图。{better}", "warning")


_MISSING = {
    "caption": ("check-caption-text", "没有图注", "请写明什么时候、在哪里、谁在做什么。"),
    "alt": ("check-alt", "没有替代文字", "请在 alt 里写画面上看得见什么，读给看不见的人听。"),
    "photographer": ("check-author", "没有作者", "请在 photographer 里写摄影者或作者；问不到，请写明“作者不详”，并确认可以用。"),
    "rights": ("check-rights", "没有版权和授权", "请在 rights 里写明谁同意这样用。"),
    "people": ("check-people", "没有写明有没有人", "请在 people 里写 none（没有人）、crowd（认不出是谁）或 recognisable（认得出）。"),
}
_PEOPLE = ("none", "crowd", "recognisable")


def of_entry(entry: Entry) -> Iterator[Finding]:
    """What a caption entry still lacks."""
    for key, (rule, what, fix) in _MISSING.items():
        if not entry.text(key):
            yield Finding(rule, f"{what}。", fix)
    people = entry.text("people")
    if people and people not in _PEOPLE:
        yield Finding("check-people", f"people 不能写“{people}”。", _MISSING["people"][2])
    if people == "recognisable" and not entry.text("consent"):
        fix = "请在 consent 里写同意书的编号；没有取得同意，请用 redact 涂掉，或撤下这张。"
        yield Finding("check-consent", "认得出人，却没有肖像同意。", fix)
    if not entry.has_sound_slug:
        what = f"短名“{entry.slug}”不合格式。" if entry.slug else "没有短名。"
        yield Finding("check-slug", what, "请在 slug 里用小写字母、数字和短横线起一个名，相册里不重复。")


def without_entry() -> Finding:
    fix = f"请在 {CAPTIONS} 里加上一项；运行 shuangyong photos captions 相册 可以起草。"
    return Finding("check-no-entry", "没有图注，不会发布。", fix, "warning")


def without_file(entry: Entry, names: Sequence[str]) -> Finding:
    """Of an entry whose file is not there."""
    if not entry.file:
        return Finding("check-no-file", "有一项没有写 file。", "请写上原片的文件名，或删掉这一项。")
    # Without the ending, which makes any two names look alike.
    stems = {name.rpartition(".")[0]: name for name in names}
    near = stems.get(nearest(entry.file.rpartition(".")[0], stems) or "")
    fix = f"您是不是想写 {near}？" if near else "请把原片放进相册文件夹，或删掉这一项。"
    return Finding("check-no-file", "图注里有，文件不在相册里。", fix)


def of_likeness(others: Sequence[str], is_same: bool) -> Finding:
    """Of a photo that is there more than once."""
    names = listed(others, most=5)
    if is_same:
        return Finding("check-twice", f"和 {names} 一模一样。", "请只留一个，并删掉多出来的图注。", "warning")
    return Finding("check-alike", f"和 {names} 几乎一样。", "请比一比，留最好的一张；确实都要，可以不管。", "warning")


def are_alike(one: Measures, other: Measures) -> bool:
    """Whether two pictures show the same: nearly the same greys, and the same colours.

    The second question is for flat art, whose plain grounds give a hash little to tell.
    """
    if (one.likeness ^ other.likeness).bit_count() > ALIKE_BITS:
        return False
    difference = sum(abs(a - b) for a, b in zip(one.tints, other.tints, strict=True)) / len(one.tints)
    return difference <= ALIKE_TINT

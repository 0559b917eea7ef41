"""Lines that say who wrote, took, edited or laid out: ``本报记者 甲某某 通讯员 乙某某``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .signs import HAN

ROLES = {
    "记者": "reporter",
    "通讯员": "correspondent",
    "摄影": "photographer",
    "摄": "photographer",
    "责任编辑": "editor",
    "责编": "editor",
    "编辑": "editor",
    "视觉设计": "designer",
    "视觉": "designer",
    "美术编辑": "designer",
    "美编": "designer",
    "版面设计": "designer",
    "版式设计": "designer",
    "版式": "designer",
    "设计": "designer",
}
"""What papers print, and the key of the byline for it."""
OTHERS = ("文字", "图片", "供图", "校对", "审核", "审签", "审校", "作者", "撰稿", "撰文", "供稿", "来源", "监制", "统筹", "策划",
          "值班主任", "制图", "插图", "文", "图")  # fmt: skip
"""What they print besides: recognised, though the model has no key for it."""

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦"
    "付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞"
    "左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司古吉卓温储于麦卞冷莘"
)

_PAPER = rf"(?:本[报刊台网社]|新华社|[{HAN}]{{1,8}}(?:[报社台网]|日报|晚报))?(?:特约|见习|实习|首席|驻[{HAN}]{{2,4}})?"
_ROLE = re.compile(rf"(?:{_PAPER}记者|特约通讯员|{'|'.join(sorted((*ROLES, *OTHERS), key=len, reverse=True))})")
_NAME = rf"[{HAN}]{{2,4}}(?:·[{HAN}]{{1,8}})?|[{HAN}][ \u3000]+[{HAN}](?![{HAN}])"
_NAMES = re.compile(rf"(?:{_NAME})(?:(?:[、，,/／]|[ \u3000]+)(?:{_NAME}))*")
_ANYTHING = re.compile(r"[^ \t\u3000]{2,20}")
_AROUND = " \t\u3000□■●○◎◆◇★☆▲△▍▎|/／()（）【】[]*"


@dataclass(frozen=True)
class Credit:
    """One role of a byline, as printed."""

    label: str
    key: str | None
    """The key of ``byline``; None where the model has none for it."""
    names: str
    """Parted by ``、``."""


def parse(line: str) -> tuple[Credit, ...]:
    """The credits of a line that holds nothing else; empty for every other line."""
    rest = line.strip(_AROUND)
    if len(rest) > 80 or not rest:
        return ()
    found = []
    while rest:
        one = _credit(rest) or _behind(rest)
        if one is None:
            return ()
        credit, length = one
        found.append(credit)
        rest = rest[length:].lstrip(_AROUND + "，,;；、")
    return tuple(found)


def _credit(text: str) -> tuple[Credit, int] | None:
    """A role with the names behind it."""
    role = _ROLE.match(text)
    if not role:
        return None
    gap = re.match("[ \t\u3000]*[:：/／]?[ \t\u3000]*", text[role.end() :])
    begin = role.end() + gap.end()
    key, is_told = ROLES.get(_plain(role[0])), bool(gap[0].strip(" \t\u3000"))
    if key is None and not is_told:
        return None
    names = (_NAMES if key else _ANYTHING).match(text, begin)
    if not names:
        return None
    whole = _until_role(text, begin, names.end())
    people = split_names(whole)
    # Without a colon, only a surname says that these are people: 设计 方案 is no byline.
    if key and not (is_told or people[0][0] in SURNAMES and (gap[0] or key in ("reporter", "correspondent"))):
        return None
    return Credit(role[0], key, "、".join(people)), begin + len(whole)


def _behind(text: str) -> tuple[Credit, int] | None:
    """A name with its role behind it: ``甲某某 摄``."""
    match = re.match(rf"([{HAN}]{{2,4}})[ \t\u3000]*(摄影|摄)(?![{HAN}])", text)
    if match and match[1][0] in SURNAMES:
        return Credit(match[2], "photographer", match[1]), match.end()
    return None


def _plain(role: str) -> str:
    """The bare role: ``记者`` of ``本报见习记者``."""
    return next((known for known in ROLES if role.endswith(known)), role)


def _until_role(text: str, begin: int, end: int) -> str:
    """The names before the next role: the pattern for names takes a role of two characters for one."""
    gaps = re.finditer("[ \t\u3000、，,/／]+", text[begin:end])
    stop = next((begin + gap.start() for gap in gaps if _ROLE.match(text, begin + gap.end())), end)
    return text[begin:stop]


def split_names(text: str) -> list[str]:
    """The names of a list, those of two characters that were spaced out put together."""
    parts = [part for part in re.split("[ \t\u3000、，,/／]+", text) if part]
    names: list[str] = []
    for part in parts:
        if len(part) == 1 and names and len(names[-1]) == 1:
            names[-1] += part
        else:
            names.append(part)
    return names


_INLINE = re.compile(r"（([^（）\n]{4,40})）")


def inside(text: str) -> Iterator[tuple[int, int, tuple[Credit, ...]]]:
    """(start, end, credits) of bylines in brackets at the end of a paragraph."""
    for match in _INLINE.finditer(text):
        ends = match.end() == len(text) or text[match.end()] == "\n"
        if ends and (credits := parse(match[1])) and any(credit.key for credit in credits):
            yield *match.span(), credits

"""What a record says of itself: credits, maps, labels, dates that have passed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ..document import BODY, Document
from ..gates import Gate
from .base import Hit, known_as, sentence_around, value_hit


def _photos(doc: Document) -> Iterator[tuple[int, dict]]:
    """The entries of a captions file."""
    photos = doc.data.get("photos")
    if isinstance(photos, list):
        yield from ((number, photo) for number, photo in enumerate(photos) if isinstance(photo, dict))


_PLACEHOLDER = re.compile(r"\W*(?:待补|待填|待写|TODO|TBD)\W*", re.I)


@known_as("placeholders")
def placeholders(doc, rule, desk) -> Iterator[Hit]:
    """Values that ``shuangyong new`` and ``intake`` leave to the editor."""
    if doc.kind is None:
        return
    for part in doc.parts:
        value = doc.text[part.start : doc.part_end(part)].strip()
        if part.location != BODY and _PLACEHOLDER.fullmatch(value):
            yield Hit(part.start, part.start + len(value))


_NOBODY = re.compile(
    r"\s*(?:网络|互联网|网上|百度|佚名|无名氏|不详|未知|不明|待定|待补|待核实|无|暂无|某人|匿名"
    r"|来自网络|图片来源网络|N/?A|x+|\?+|？+|-+)\s*",
    re.I,
)
_TAKEN = re.compile(
    r"侵删|侵权(?:请|即|必)?(?:联系)?删|来(?:源|自)(?:于)?(?:互联)?网络|网络图片|转自网络"
    r"|版权不详|版权未知|未授权|未获授权"
)


@known_as("credits")
def credits(doc, rule, desk) -> Iterator[Hit]:
    for number, photo in _photos(doc):
        for key, pattern in (("photographer", _NOBODY), ("rights", _NOBODY)):
            value = str(photo.get(key, ""))
            if value and (pattern.fullmatch(value) or _TAKEN.search(value)):
                yield value_hit(doc, ("photos", number, key), slug=photo.get("slug", ""), key=key, found=value)


_MAP = re.compile(
    r"[\u4e00-\u9fff]*?(?:地图|舆图|区划图|形势图|分布图|路线图|线路图|作战图|布防图|战役图|进军图|位置图|区位图|疆域图|边界图)(?!前|上|旁|里|边|册|集|墙|背|软件|导航|的人|讲|说|研究)"
)
_SIMPLE = re.compile(r"地铁|轨道交通|景区|园区|街区|楼层|导览|导游|展馆平面|校园|公交")
_REVIEWED = re.compile(r"审图号[：:]?\s*[\u4e00-\u9fffA-Z]")


@known_as("maps")
def maps(doc, rule, desk) -> Iterator[Hit]:
    """Pictures that are maps. Simple ones of a park or of the underground need no number: 自然资规〔2023〕2号."""
    for number, photo in _photos(doc):
        said = "\n".join(str(photo.get(key, "")) for key in ("title", "caption", "alt", "rights"))
        for key in ("title", "caption", "alt"):
            match = _MAP.search(str(photo.get(key, "")))
            if match and not _SIMPLE.search(said) and not _REVIEWED.search(said):
                yield value_hit(doc, ("photos", number, key), found=match[0])
                break
    for image in re.finditer(r"!\[([^\]\n]+)\]\(\s*<?photo:([^\s)>]+)", doc.source):
        match = _MAP.search(image[1])
        if match and not _SIMPLE.search(image[1]) and not _REVIEWED.search(image[1] + desk.caption_text(image[2])):
            yield Hit(image.start(1), image.end(1), {"found": match[0]}, "source")


_TOOLS = (
    r"(?:(?i:ChatGPT|GPT-?\d|DeepSeek|Kimi|Midjourney|Stable\s?Diffusion|DALL|Sora)"
    r"|文心一言|文心|豆包|通义千问|通义|讯飞星火|腾讯混元|混元|即梦|可灵|智谱清言)"
)
_AI = rf"(?:(?i:AIGC|AI)|人工智能|大模型|{_TOOLS})"
_MADE = "(?:生成|绘制|制作|创作|撰写|合成|代写|写成|配图|配音|作图|画成|绘图|修复|上色|换脸)"
_BY_AI = Gate(
    rf"(?:由|用|使用|借助|利用|通过|经)?{_AI}(?:技术|工具|模型|软件|辅助)?{_MADE}(?!(?:或合成)?的(?:内容|图片|照片|文字|视频|东西))"
    rf"|作为(?:一个|一名)?(?:人工智能|AI)(?:语言)?(?:模型|助手)|希望(?:以上|这篇|本文)[^。]{{0,8}}对[您你]有(?:所)?帮助|以下是(?:为[您你]|根据[您你])[^。]{{0,12}}(?:撰写|生成|整理|创作)"
)
_OF_AI = re.compile(r"标识|时写|请写|写上|如果|凡是|办法|规定|禁止|不用|不得|不是|没有用|不允许|识别|防范|鉴别")
"""A sentence about such things rather than one that is such a thing."""


@known_as("unlabelled-ai")
def unlabelled_ai(doc, rule, desk) -> Iterator[Hit]:
    if doc.data.get("ai") == "true" or doc.kind is None:
        return
    for match in _BY_AI.finditer(doc.clean):
        first, last = sentence_around(doc.text, match.start(), match.end())
        if not _OF_AI.search(doc.text, first, last):
            yield Hit(match.start(), match.end())
    byline = doc.data.get("byline")
    for role, name in (byline.items() if isinstance(byline, dict) else ()):
        if re.fullmatch(rf"\s*(?:{_AI})\s*", str(name), re.I):
            yield value_hit(doc, ("byline", role), found=name)
    cover = doc.data.get("cover")
    if isinstance(cover, str) and _is_by_ai(desk.credit_of(cover)):
        yield value_hit(doc, ("cover",), found=f"{cover}（{desk.credit_of(cover)}）")
    for image in re.finditer(r"!\[[^\]\n]*\]\(\s*<?photo:([^\s)>]+)", doc.source):
        if _is_by_ai(desk.credit_of(image[1])):
            yield Hit(image.start(), image.end(), {"found": f"{image[1]}（{desk.credit_of(image[1])}）"}, "source")


def _is_by_ai(credit: str) -> bool:
    return bool(_BY_AI.regex.search(credit) or re.search(_TOOLS, credit, re.I) or re.fullmatch(r"\s*(?:AI|人工智能)\s*", credit))


def _date(written: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(written).rpartition("/")[2].strip())
    except ValueError:
        return None


@known_as("stale")
def stale(doc, rule, desk) -> Iterator[Hit]:
    """A check of facts that lies too far back, or ahead."""
    date = _date(doc.data.get("verified_on", ""))
    if date is None:
        return
    age = (desk.today - date).days
    if age < 0:
        yield value_hit(doc, ("verified_on",), found=date, why="还没有到这一天")
    elif age > rule.options["days"]:
        yield value_hit(doc, ("verified_on",), found=date, why=f"已经过了{age}天")


@known_as("expired")
def expired(doc, rule, desk) -> Iterator[Hit]:
    for location, called in _ends(doc):
        value: object = doc.data
        for part in location:
            value = value[part]  # type: ignore[index]
        date = _date(value)
        if date and date < desk.today:
            yield value_hit(doc, location, found=date, called=called)


def _ends(doc: Document) -> Iterator[tuple[tuple, str]]:
    """Where a record says until when something holds."""
    notice = doc.data.get("notice")
    if doc.kind == "base" and isinstance(notice, dict) and "until" in notice:
        yield ("notice", "until"), "通知"
    for key, end, called in (("exceptions", "on", "例外"), ("programme", "until", "节目")):
        entries = doc.data.get(key)
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict) and end in entry:
                yield (key, number, end), called



"""Children who could be known by name and school, and people in pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

import rjieba

from ..gates import Gate
from ..rule import compiled, gated
from .base import Hit, known_as, sentence_around, value_hit

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾"
    "夏傅方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向汤柳温施葛洪季易庄毕倪翁包柯卫翟宗骆齐牛瞿祝柴项芦沙辛管阮"
    "鲍申詹耿关左柏尚路梅饶盛岳焦蓝艾舒甘欧喻焉阎车房殷霍聂裴祁章凌费丛缪樊童伍游戚单"
)
DOUBLE = "欧阳|司马|上官|诸葛|司徒|东方|夏侯|皇甫|尉迟|公孙|令狐|慕容|宇文|端木"

WORDS_TOO = frozenset("曾于时向常应从都和单左关易温车路石高方成安明连全")
"""Surnames that are more often something else: 学生曾上门."""

_HAN = "[\u4e00-\u9fff]"
_NAME = rf"(?:(?:{DOUBLE}){_HAN}{{1,2}}?|[{SURNAMES}](?![某×]){_HAN}{{1,2}}?)(?<!某)"
_LONG_NAME = _NAME.replace("{1,2}?", "{1,2}")
_ENDS = (
    r"(?=[，。、；：（）“”《》！？\s]|$|[和与及等在说是获用把给向为对从将被也都正带写画表代参的今以到来去同朗演发唱读站接举告介讲回认这一动自还最手双捧拿送敬设创作当入考]"
    r"|小?同学|小朋友)"
)
_LEARNER = "(?:小?学生|中学生|初中生|高中生|同学|小朋友|少先队员|小队员|班长|中队长|大队长|年级|班)"
_AFTER_LEARNER = re.compile(rf"{_LEARNER}(?:代表)?的?[“”]?(?P<name>{_NAME}){_ENDS}")
_BEFORE_LEARNER = re.compile(
    rf"(?P<name>{_NAME})(?:小?同学|小朋友|[（(][^。）)]{{0,6}}(?:\d{{1,2}}|[一二三四五六七八九十]+)岁|[（(][^。）)]{{0,12}}(?:小学|中学|学校|幼儿园|年级))"
)
_ENROLLED = re.compile(
    rf"(?:就读于|在读于|就读在|正在)[^。]{{2,16}}?(?:小学|中学|学校|幼儿园|附中|附小)"
    rf"(?:读书|上学|念书|就读)?的?(?P<name>{_NAME}){_ENDS}"
)
_CALLED = re.compile(rf"(?:叫|名叫|作者是?|女儿|儿子|孩子|小女孩|小男孩)(?P<name>{_NAME})(?=[，。、；：（）“”！？\s]|$|[今在是说正就上读])")
_AFTER_CLASS = re.compile(rf"(?:{_LEARNER}|[班级])的[“”]?(?P<name>{_LONG_NAME})")
"""A name that any word may follow: 三班的许某提出来. The lexicon must see where it ends."""
_NAME_FIRST = re.compile(
    rf"(?P<name>{_NAME})(?P<age>，?(?:今年|刚满|刚|才|已)*(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})岁[半多了]?)?"
    rf"(?:，?(?:今年|现在|目前|眼下)?(?:是|就?在|来自|就读于?|就读在|读|念|上|考[上入进])[^，。]{{0,10}}|，[^，。给为向把带陪和与同跟对替教帮送去到进从]{{0,8}})$"
)
"""A name and what leads to the school behind it: 许某今年十岁，是…"""
_LEARNS = re.compile(
    r"的?(?:一[名个位])?[读上念（(]{0,2}(?:[一二三四五六七八九]年级|[初高][一二三]|[大中小]班|\d[）)]?班|学生|同学|读书|上学|念书|就读)"
    r"(?![^，。]{0,6}(?:爷爷|奶奶|外公|外婆|家长|妈妈|爸爸|母亲|父亲|儿子|女儿|孩子|孙|语文|数学|们)|[^，。]{0,4}学生的|的(?!一?[名位个]?学生|小?同学))"
)
BEFORE_SCHOOL = 32
"""Characters before a school in which a name may lead to it."""
_SCHOOL = gated("<school>(?!所|区|大门|门口)")
_PUPIL = compiled("<pupil>")
_ADULT = re.compile(r"校长|园长|教师|老师|书记|主任|辅导员|校友|毕业|教授|工会|烈士")
_LONG_AGO = re.compile(r"(?:1[89]\d\d|200[0-5])年|烈士(?:生前|曾|少年|年轻)|当年|解放前|民国")
PARTICLES = frozenset("地的得了着过们在上下来去和与及等把被给向从到对为是有说也都又就才还已")
TITLES = frozenset(
    ("老师", "校长", "园长", "主任", "师傅", "阿姨", "爷爷", "奶奶", "大爷", "大娘", "伯伯", "叔叔", "同学", "班长", "连长", "家长")
)
"""After a surname alone: 沈老师 is no full name."""
COMMON_WORD = 40
"""How often a word stands in the lexicon that is no name although it begins like one: 学生高兴."""


@known_as("minors")
def minors(doc, rule, desk) -> Iterator[Hit]:
    """A full name beside a school, of somebody who learns there."""
    text = doc.text
    told: set[int] = set()
    seen: set[tuple[int, int]] = set()
    for school in _SCHOOL.finditer(doc.clean):
        first, last = sentence_around(text, school.start(), school.end())
        if _LONG_AGO.search(text, first, last):
            continue
        places = list(_before_school(text, first, school))
        if first not in told:
            told.add(first)
            places += _pupils(text, first, last)
        for place in sorted(set(places) - seen):
            seen.add(place)
            yield Hit(*place)


def _before_school(text: str, first: int, school: re.Match) -> Iterator[tuple[int, int]]:
    """Where the name of somebody stands who is then said to learn at this school."""
    learns = _LEARNS.match(text, school.end())
    led = _NAME_FIRST.search(text[: school.start()], max(first, school.start() - BEFORE_SCHOOL)) if learns else None
    if led and not _ADULT.search(text, led.end("name"), learns.end() + 3):
        start, end = led.span("name")
        if not _is_word(text[start:end]) and _ends_as_name(text, first, start, end, bool(led["age"])):
            yield start, end


def _ends_as_name(text: str, first: int, start: int, end: int, is_sure: bool = False) -> bool:
    """Whether the sentence, cut into words, has a name in this place: 黄桂花树 is none, nor is 马上要."""
    tail = text.find("。", end)
    cuts = {first}
    place = first
    for word in rjieba.cut(text[first : tail if tail >= 0 else len(text)], hmm=True):
        place += len(word)
        cuts.add(place)
    is_cut_out = {start, end} <= cuts and (end - start < 3 or start + 2 not in cuts or not _is_common(text[start : start + 2]))
    return is_cut_out and (is_sure or not _is_common(text[start + 1 : end]))


def _pupils(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Where the full names of pupils stand in this sentence; 李某 and 小明 are none."""
    patterns = [_AFTER_LEARNER, _BEFORE_LEARNER, _ENROLLED, *([_CALLED] if _PUPIL.search(text, first, last) else ())]
    told: list[tuple[int, int]] = []
    tagged = None
    for place in dict.fromkeys(match.span("name") for pattern in patterns for match in pattern.finditer(text, first, last)):
        start, end = place
        if text[start] in WORDS_TOO:
            tagged = _tagged_names(text, first, last) if tagged is None else tagged
            if place not in tagged:
                continue
        if not _is_adult(text, first, start, end) and not _is_word(text[start:end]):
            told.append(place)
    for match in _AFTER_CLASS.finditer(text, first, last):
        start, end = match.span("name")
        is_told = any(start == other for other, _ in told)
        if is_told or text[start] in WORDS_TOO or _is_adult(text, first, start, end) or _is_word(text[start:end]):
            continue
        if _ends_as_name(text, first, start, end):
            told.append((start, end))
    return told


def _is_adult(text: str, first: int, start: int, end: int) -> bool:
    return bool(_ADULT.search(text, max(first, start - 4), start) or _ADULT.match(text, end))


def _tagged_names(text: str, first: int, last: int) -> set[tuple[int, int]]:
    """Where the lexicon sees names."""
    found, place = set(), first
    for word, tag in rjieba.tag(text[first:last]):
        if tag == "nr":
            found.add((place, place + len(word)))
        place += len(word)
    return found


def _is_word(name: str) -> bool:
    """Whether what looks like a name is a word, or a word and the beginning of the next: 高兴地, but not 王子轩."""
    return name[1:] in TITLES or _is_common(name) or (len(name) == 3 and name[2] in PARTICLES and _is_common(name[:2]))


def _is_common(word: str) -> bool:
    return rjieba.has_word(word) and rjieba.suggest_freq(word) >= COMMON_WORD


_OFFICER = Gate(
    rf"(?:某[部旅师团营连基支大中][\u4e00-\u9fff]{{0,4}}|部队[^，。；：]{{0,6}}?|武警[^，。；：]{{0,8}}?[支大中]队|驻[区沪][^，。；：]{{0,8}}?)(?:原)?(?P<post>副?(?:司令员?|军长|师长|旅长|团长|营长|连长|政委|政治委员|"
    rf"参谋长|政治部主任|政治工作部主任|站长|艇长|舰长|支队长|大队长|中队长|教导员|指导员|基地主任))(?P<name>[{SURNAMES}](?![某×]){_HAN}{{1,2}}?)(?<!某){_ENDS}"
)


@known_as("officers")
def officers(doc, rule, desk) -> Iterator[Hit]:
    """Serving officers of a unit, by post and name."""
    for match in _OFFICER.finditer(doc.clean):
        if not _is_word(match["name"]):
            yield Hit(match.start("post"), match.end("name"))


_RECOGNISED = re.compile(
    r"[左右]起?第?[一二三四五六1-6](?:人|位)?(?=[为是，、。；）]|$)|[前后中]排[左右]"
    r"|特写|肖像|近照|正面照|半身照|证件照|自拍|面部|脸部"
)


@known_as("consent")
def consent(doc, rule, desk) -> Iterator[Hit]:
    """Words that point at a person in a picture that is said to show nobody in particular."""
    photos = doc.data.get("photos")
    for number, photo in enumerate(photos if isinstance(photos, list) else ()):
        if not isinstance(photo, dict) or photo.get("people") not in ("none", "crowd"):
            continue
        for key in ("title", "caption", "alt"):
            match = _RECOGNISED.search(str(photo.get(key, "")))
            if match:
                names = {"slug": photo.get("slug", ""), "people": photo["people"], "found": match[0]}
                yield value_hit(doc, ("photos", number, key), **names)
                break

"""Names of files, of which addresses are made: the pinyin of a title, word by word."""

from __future__ import annotations

import re
import unicodedata

import rjieba
from pypinyin import lazy_pinyin

LONGEST = 40
"""Characters: people read addresses out to each other."""

_PARTS = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]+|[A-Za-z0-9]+")


def slug(title: str) -> str:
    """``shuangyong-zai-jiceng`` for 双拥在基层; empty where a title holds nothing that can be spelled.

    Lowercase letters, digits and hyphens, at most `LONGEST`, cut at the end of a word.
    """
    words = [spelled for part in _PARTS.findall(_plain(title)) for spelled in _spelled(part)]
    found = ""
    for word in words:
        longer = f"{found}-{word}" if found else word
        if len(longer) > LONGEST:
            break
        found = longer
    return found or "-".join(words)[:LONGEST].strip("-")


def _plain(title: str) -> str:
    """Without accents, full-width letters as usual ones."""
    normal = unicodedata.normalize("NFKD", title)
    return "".join(char for char in normal if not unicodedata.combining(char))


def _spelled(part: str) -> list[str]:
    """Han characters word by word, ü as v; Latin letters and digits as they are."""
    if part.isascii():
        return [part.lower()]
    spelled = ("".join(lazy_pinyin(word, v_to_u=False)) for word in rjieba.cut(part))
    return [clean for word in spelled if (clean := re.sub("[^a-z0-9]", "", word.lower()))]

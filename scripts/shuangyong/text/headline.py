"""Where a Chinese headline may break.

A browser breaks Chinese between any two characters. A headline broken inside a word reads
badly, so we tell it where words end, with ``<wbr>``; the stylesheet forbids all other breaks.
"""

from __future__ import annotations

from functools import lru_cache

import rjieba
from markupsafe import Markup, escape

_OPENING = "“‘（《〈【「『"
_CLOSING = "，。、；：？！”’）》〉】」』…—·%％"


@lru_cache(maxsize=4096)
def headline(text: str) -> Markup:
    """`text` as HTML with a break opportunity after each word.

    None before a mark that may not begin a line, none after one that may not end it
    (GB/T 15834—2011, 附录).
    """
    words = rjieba.cut(text)
    parts = [escape(word) for word in words[:1]]
    for before, word in zip(words, words[1:], strict=False):
        glued = word[0] in _CLOSING or before[-1] in _OPENING
        parts.append(("" if glued else Markup("<wbr>")) + escape(word))
    return Markup("").join(parts)

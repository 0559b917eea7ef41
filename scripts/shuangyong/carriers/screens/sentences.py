"""Where a Chinese text may be parted between two slides."""

from __future__ import annotations

import re

_AFTER = "”’）》〉】」』〕，；：、。！？…"
"""What stays with the mark before it: nothing begins with one of these."""
_SENTENCE = re.compile(rf"[^。！？…]*[。！？…]+[{_AFTER}]*|[^。！？…]+$")
_CLAUSE = re.compile(rf"[^，；：、]*?(?:[，；：、]+[{_AFTER}]*|(?<=[》”])(?=[《“]))|[^，；：、]+?(?:(?<=[》”])(?=[《“])|$)")


def sentences(text: str) -> list[str]:
    """`text` after each sentence; joined they are `text` again.

    A closing quotation mark or bracket stays with its sentence (GB/T 15834—2011, 5.1).
    """
    return _SENTENCE.findall(text)


def clauses(text: str) -> list[str]:
    """A sentence after each comma, semicolon, colon and enumeration comma, and between titles that stand together; joined they are it."""
    return [clause for clause in _CLAUSE.findall(text) if clause]

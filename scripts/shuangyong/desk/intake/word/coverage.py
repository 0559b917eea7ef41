"""Whether everything a Word file says has come through: what the XML holds against what was made of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..work import Leftover


def lost(texts: Iterable[tuple[str, tuple[str, ...]]], original: str, leftovers: Iterable[Leftover]) -> Iterator[tuple[str, str]]:
    """(where, text) of what is neither in the text nor among what was left out; `texts` are the runs of every paragraph.

    A paragraph that stands three times has to come through three times. One that did not come
    through as a whole, with a symbol in its middle, say, is looked for run by run.
    """
    known = _squeezed("\n".join([original, *(one.text for one in leftovers)]))
    counts = Counter((where, tuple(map(_squeezed, runs))) for where, runs in texts)
    for (where, runs), count in counts.items():
        if known.count("".join(runs)) < count:
            yield from ((where, run) for run in runs if run and known.count(run) < count)


def _squeezed(text: str) -> str:
    """Only what is read: no spaces, no hyphens that are none, no signs of symbol fonts."""
    return re.sub("[\\s\u00ad\u200b\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]", "", text)

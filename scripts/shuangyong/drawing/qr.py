"""QR codes, as SVG that stands in the page itself.

A code is there to be scanned from paper and from screens in dark mode, so it brings its own
black, its own white and the quiet zone of four modules (ISO/IEC 18004, 5.3.8).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote, urlsplit, urlunsplit

import segno
from markupsafe import Markup, escape

QUIET = 4
"""Modules of white around the code."""
_KEPT = "%/:?#[]@!$&'()*+,;=~"


def qr_svg(address: str, label: str | None = None) -> Markup:
    """An ``<svg>`` of the code of `address`; its unit is one module of the code.

    `label` is what a screen reader says. Raises ValueError where `address` is longer than a
    code can hold (2331 bytes).
    """
    matrix = _matrix(address)
    side = len(matrix) + 2 * QUIET
    said = escape(f"二维码：{address}" if label is None else label)
    return Markup(
        f'<svg role="img" aria-label="{said}" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path stroke="#000" d="{_path(matrix)}"/></svg>'
    )


def modules(address: str) -> int:
    """How many modules wide the code of `address` is, its quiet zone apart."""
    return len(_matrix(address))


@lru_cache(maxsize=256)
def _matrix(address: str) -> Sequence[Sequence[int]]:
    # Any mask makes a sound code; looking for the best would cost more than everything else on the page.
    return segno.make(as_uri(address), error="m", boost_error=False, micro=False, mask=0).matrix


def as_uri(address: str) -> str:
    """`address` in ASCII (RFC 3987, 3.1): what a phone makes of other bytes depends on its maker."""
    parts = urlsplit(address)
    host = parts.netloc
    if not host.isascii():
        host = (parts.hostname or "").encode("idna").decode() + (f":{parts.port}" if parts.port else "")
    return urlunsplit((parts.scheme, host, *(quote(part, safe=_KEPT) for part in parts[2:])))


def _path(matrix: Sequence[Sequence[int]]) -> str:
    """Each run of dark modules as a line as thick as they are, moving on from the one before: the shortest there is."""
    steps: list[str] = []
    x, y = 0.0, 0.0
    for start, row, length in _runs(matrix):
        steps.append(f"m{start - x:g} {row - y:g}h{length}")
        x, y = start + length, row
    return "M" + "".join(steps).removeprefix("m")


def _runs(matrix: Sequence[Sequence[int]]) -> Iterator[tuple[int, float, int]]:
    """Where each begins, the height of its middle, and its length."""
    for row, modules in enumerate(matrix):
        start = 0
        for is_dark, run in groupby(modules):
            length = len(list(run))
            if is_dark:
                yield start + QUIET, row + QUIET + 0.5, length
            start += length

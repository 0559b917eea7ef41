"""Front matter as lines, the way an editor would write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..manuscripts.scalars import scalar


def comment(text: str) -> str:
    return f"# {text}"


def entry(key: str, value: Any) -> Iterator[str]:
    """The lines of one key; nothing for what is empty."""
    if value in (None, "", (), [], {}):
        return
    if isinstance(value, bool):
        yield f"{key}: {str(value).lower()}"
    elif isinstance(value, Mapping):
        yield f"{key}:"
        for name, inner in value.items():
            yield from ("  " + line for line in entry(name, inner))
    elif isinstance(value, (list, tuple)) and all(isinstance(item, str) and re.fullmatch(r"[\w/-]+", item) for item in value):
        yield f"{key}: [{', '.join(value)}]"
    elif isinstance(value, (list, tuple)):
        yield f"{key}:"
        for item in value:
            lines = [line for name, inner in item.items() for line in entry(name, inner)]
            yield from (("  - " if not number else "    ") + line for number, line in enumerate(lines))
    elif isinstance(value, (int, float)):
        yield f"{key}: {value}"
    else:
        yield f"{key}: {_scalar(str(value))}"


def _scalar(text: str) -> str:
    """As YAML; a date stands as it is, for all our dates are text."""
    return text if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else scalar(text)

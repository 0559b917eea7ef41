"""How long a slide stays."""

from __future__ import annotations

import math

READ = 4.0
"""Characters a second. Subtitles for adults run at some five; here people are on their feet, and many are old."""
LOOK = 4
"""Seconds before anybody reads: to see that something changed, and to look at the picture."""
LEAST, MOST = 8, 60
TOO_FAST = 7.0
"""Characters a second that hardly anybody can read."""


def seconds_for(text: str) -> int:
    """Whole seconds for what is to be read."""
    return max(LEAST, min(MOST, LOOK + math.ceil(length_of(text) / READ)))


def is_too_short(seconds: int, text: str) -> bool:
    return length_of(text) / seconds > TOO_FAST


def length_of(text: str) -> int:
    """Characters that take reading."""
    return sum(not char.isspace() for char in text)

"""Small numbers as text: base64 VLQ, five bits a character, without a sign bit.

The low bits come first; 32 is set in every character but the last. Source maps
(ECMA-426) write numbers so; texts in it compress nearly as well as bytes do, and need no
decoder of bytes in the browser.
"""

from __future__ import annotations

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_KNOWN = 1 << 16


def _encode(number: int) -> str:
    digits = ""
    while number > 31:
        digits += _DIGITS[number & 31 | 32]
        number >>= 5
    return digits + _DIGITS[number]


_TABLE = tuple(map(_encode, range(_KNOWN)))


def vlq(number: int) -> str:
    """`number`, which is not negative."""
    return _TABLE[number] if number < _KNOWN else _encode(number)

"""Values as YAML that reads back the same, for whatever writes front matter or captions."""

from __future__ import annotations

import re

import yaml

from . import frontmatter

_PLAIN = re.compile(r"[\w\u3400-\u9fff（“《〈「『][^:#\n\t\"'\\{}\[\]&*!|>%@`]*")


def scalar(text: str) -> str:
    """`text` as a YAML scalar that reads back the same: plain where that is safe, else in double quotes."""
    if not text:
        return ""
    if _PLAIN.fullmatch(text) and text == text.strip() and _reads_back(text):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _reads_back(text: str) -> bool:
    """Under our YAML and everybody else's, where ``no`` and ``12:30`` are other things."""
    data, _, problems = frontmatter.parse("", f" k: {text}", first_line=1)
    try:
        return not problems and data == {"k": text} == yaml.safe_load(f"k: {text}")
    except (yaml.YAMLError, ValueError):
        return False


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"

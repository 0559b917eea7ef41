"""``docs/_desk/synonyms.yml``: words that a reader may use for each other.

    - [老兵, 退役军人]
    - [烈士陵园, 革命公墓]

Each line is a group; whoever searches for one word of it is shown the others' pages too, after
those of his own word, and is told so.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from ..manuscripts import files, frontmatter
from ..problems import Problem

FILE = "_desk/synonyms.yml"
SHAPE = "请每行写一组，如 - [老兵, 退役军人]"

Synonyms = tuple[tuple[str, ...], ...]


def read_synonyms(docs_dir: Path, shown_as: str = "docs") -> tuple[Synonyms, list[Problem]]:
    """The groups of the table, and what is wrong with it; no table, no groups."""
    file, path = docs_dir / FILE, f"{shown_as}/{FILE}"
    if not file.is_file():
        return (), []
    data, problems = files.read_bytes(file, path)
    text, found = files.decode(path, data) if data is not None else (None, [])
    problems = [*problems, *found]
    return parse(text, path, problems) if text is not None else ((), problems)


def parse(text: str, path: str, problems: list[Problem] | None = None) -> tuple[Synonyms, list[Problem]]:
    """The groups in this text of the table."""
    problems = list(problems or [])
    # A list at the top: the reader of front matter wants keys, so it is given one.
    raw, lines, found = frontmatter.parse(path, "groups:\n" + text, first_line=0)
    problems += found
    if raw is None:
        return (), problems
    groups, known = [], {}
    listed = raw.pop("groups", None)
    strangers = [lines.get((key,), 1) for key in raw]
    if strangers or not isinstance(listed, list | None):
        line = min(strangers, default=1)
        return (), [*problems, Problem(path, line, "type", "同义词表要写成一组一行，每行以“- ”开头。", f"{SHAPE}。")]
    for number, group in enumerate(listed or ()):
        line = lines.get(("groups", number), 1)
        words = [str(word).strip() for word in group if _is_word(word)] if isinstance(group, list) else []
        if len(words) < max(2, len(group)):
            problems.append(Problem(path, line, "value", "一组同义词至少要有两个词，每个词都要有字。", f"{SHAPE}。"))
            continue
        for word in words:
            same = unicodedata.normalize("NFKC", word).casefold()
            if same in known:
                what = f"“{word}”在第{known[same]}行已经写过。"
                problems.append(Problem(path, line, "duplicate-id", what, "请把两组合成一组，或删去一处；全角半角、大小写不用分开写。"))
            known.setdefault(same, line)
        groups.append(tuple(words))
    return tuple(groups), problems


def _is_word(value: object) -> bool:
    """Whether there is anything in it that could be found."""
    return isinstance(value, str | int) and not isinstance(value, bool) and any(char.isalnum() for char in str(value))

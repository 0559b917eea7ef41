"""One manuscript with a notice more, proven to say otherwise what it said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...manuscripts import files, frontmatter
from ...manuscripts.library import Manuscript
from ...manuscripts.reader import parse
from ..block import CannotCut, with_lines

ODD = "这个文件的写法特别，写不进去。"
BY_HAND = "请照编辑手册里的样子自己写上，或把资料改成一行一项的样子，再试一次。"


def read_text(item: Manuscript, data: bytes) -> str:
    """The whole file as text. Raises CannotCut where its bytes are not what the text would be written as."""
    text = files.decode(item.path, data)[0]
    if text is None or text.encode() != data:
        raise CannotCut(1, "文件的编码或换行不对。", f"请先运行 shuangyong tidy {item.path}。")
    return text


def with_keys(item: Manuscript, text: str, keys: Mapping[str, Sequence[str]]) -> str:
    """`text` with these lines for these keys, and every other byte as it was. Raises CannotCut."""
    now = item
    for key, lines in keys.items():
        text = with_lines(now, text, key, lines)
        now = _read(now, text)
    return text


def prove(item: Manuscript, before: str, after: str, changed: frozenset[str]) -> None:
    """That but for the keys in `changed` the front matter says what it said, and the text too. Raises CannotCut."""
    _read(item, after)
    old, new = (frontmatter.split(item.path, text)[0] for text in (before, after))
    if old is None or new is None or _but(old.data, changed) != _but(new.data, changed) or old.body != new.body:
        raise CannotCut(1, ODD, BY_HAND)


def _but(data: Mapping, changed: frozenset[str]) -> dict:
    return {key: value for key, value in data.items() if key not in changed}


def _read(item: Manuscript, text: str) -> Manuscript:
    found, problems = parse(text.encode(), item.src_uri, item.path)
    if found is None or any(problem.severity == "error" for problem in problems):
        raise CannotCut(1, ODD, BY_HAND)
    return found

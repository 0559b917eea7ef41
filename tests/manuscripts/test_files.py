from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import REPOSITORY
from shuangyong.manuscripts.files import is_gbk, read_bytes, tidy

SHIPPED = [file.read_text(encoding="utf-8") for file in sorted((REPOSITORY / "docs").rglob("*.md"))]
TEXT = "---\ntitle: 普通页\n---\n优抚对象可以点选的服务。\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("gbk"),
        TEXT.encode("utf-16"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode("gbk"),
        TEXT.replace("\n", "\r").encode(),
        TEXT.removesuffix("\n").encode(),
        (TEXT + "\n\n").encode(),
    ],
    ids=["tidy", "gbk", "utf-16", "utf-16-le", "utf-16-be", "bom", "gbk-crlf", "cr", "no-newline", "blank-lines"],
)
def test_tidy_gives_one_form(data: bytes) -> None:
    assert tidy(data) == TEXT.encode()


def test_chinese_in_gbk_is_known_as_such() -> None:
    assert [text for text in SHIPPED if not is_gbk(text.encode("gb18030"))] == []


def _cut_short(text: str, length: int, lost: int) -> bytes:
    """The first Han characters of a text as UTF-8, the last of them without its end."""
    return "".join(re.findall("[一-鿿]", text)[:length]).encode()[:-lost]


def _is_gb18030(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def test_a_damaged_character_does_not_turn_the_rest_into_gbk() -> None:
    """Damaged UTF-8 often decodes as GB 18030 too: a tidy that took it for that would ruin a manuscript."""
    damaged = [_cut_short(text, length, lost) for text in SHIPPED for length in range(4, 40) for lost in (1, 2)]
    tempting = [data for data in damaged if _is_gb18030(data)]
    assert len(tempting) > 100
    for data in tempting:
        with pytest.raises(UnicodeDecodeError):
            tidy(data)


def test_rare_characters_of_names_survive() -> None:
    """GB 18030 holds what GBK lacks: 䶮 and characters beyond the basic plane."""
    text = TEXT.replace("服务", "𬱖䶮")
    assert tidy(text.encode("gb18030")) == text.encode()


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    data, problems = read_bytes(tmp_path / "gone.md", "docs/gone.md")
    assert data is None
    assert [problem.rule for problem in problems] == ["unreadable"]

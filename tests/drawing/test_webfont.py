"""Typefaces cut down to what a page shows."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from shuangyong.drawing.typeface import SANS, SERIF
from shuangyong.drawing.webfont import WebFont

TEXT = "红帆船，先行。\n11527人次"


@pytest.mark.parametrize("typeface", [SERIF, SANS], ids=lambda typeface: typeface.name)
def test_a_font_has_every_character_of_its_text(typeface) -> None:
    font = WebFont.of(typeface, TEXT)
    with TTFont(BytesIO(font.data(None))) as made:
        assert set(TEXT) - {"\n"} <= {chr(code) for code in made.getBestCmap()}
        assert made.flavor == "woff"
        assert "OFL" in made["name"].getDebugName(13) or "Open Font" in made["name"].getDebugName(13)


def test_a_font_is_much_smaller_than_its_typeface() -> None:
    assert len(WebFont.of(SERIF, TEXT).data(None)) < 20_000


def test_the_same_characters_give_the_same_name_and_bytes() -> None:
    one, other = WebFont.of(SERIF, "双拥故事"), WebFont.of(SERIF, "故事双拥双拥")
    assert (one.name, one.data(None)) == (other.name, other.data(None))


def test_another_character_or_typeface_is_another_file() -> None:
    assert len({WebFont.of(SERIF, "双拥").name, WebFont.of(SERIF, "双拥故").name, WebFont.of(SANS, "双拥").name}) == 3


def test_what_the_typeface_lacks_changes_nothing() -> None:
    assert WebFont.of(SERIF, "双拥\u4e02\u3400").name == WebFont.of(SERIF, "双拥").name


def test_a_font_is_cut_once(tmp_path: Path, monkeypatch) -> None:
    font = WebFont.of(SERIF, TEXT)
    first = font.data(tmp_path)
    monkeypatch.setattr(WebFont, "_cut", lambda self: pytest.fail("cut again"))
    assert font.data(tmp_path) == first


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "fonts").write_text("in the way")
    assert WebFont.of(SERIF, "双拥").data(tmp_path)

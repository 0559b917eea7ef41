"""Files that are broken, forbidden or meant to do harm: a clear word, no traceback, no eaten memory."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
from pathlib import Path

import pytest

from shuangyong.desk.intake.opening import decode, open_file
from shuangyong.desk.intake.refusing import Refused
from shuangyong.desk.intake.run import clean_text
from shuangyong.desk.intake.tape import undone
from shuangyong.desk.intake.word import package, read

from .wordfile import comment, commented, document, docx, drawing, p, part, r, table, text_box

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def refused(data: bytes) -> Refused:
    with pytest.raises(Refused) as caught:
        read(data, "x")
    return caught.value


def opened(tmp_path: Path, name: str, data: bytes) -> Refused:
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(Refused) as caught:
        open_file(file)
    return caught.value


# What is told apart


@pytest.mark.parametrize("name", ["a.doc", "a.wps", "a.rtf", "a.odt", "a.dotx", "a.wpt"])
def test_other_formats_of_word_processors_get_a_remedy(tmp_path: Path, name: str):
    told = opened(tmp_path, name, OLE + b"\0" * 600)
    assert "另存为.docx" in told.fix


def test_macros_are_refused_by_name_and_by_content(tmp_path: Path):
    assert "宏" in opened(tmp_path, "a.docm", docx(p("甲"))).what
    told = refused(docx(p("甲"), parts={"word/vbaProject.bin": b"x"}))
    assert told.rule == "word-macros" and "不带宏" in told.fix


def test_a_password_is_told_from_an_old_format():
    locked = OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
    assert refused(locked).rule == "word-password"
    assert refused(OLE + b"\0" * 600).rule == "word-old"


def test_a_locked_part_is_a_password():
    data = bytearray(docx(p("甲")))
    at = data.index(b"PK\x01\x02")
    while at >= 0:  # The flag of encryption in every entry of the directory.
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    assert refused(bytes(data)).rule == "word-password"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "空的"),
        ("a.txt", "\ufeff \r\n".encode(), "空的"),
        ("a.txt", b"\x00\x01\x02\x03" * 50, "不是文本"),
        ("a.txt", b"%PDF-1.7", "PDF"),
        ("a.txt", b"{\\rtf1", "RTF"),
        ("a.txt", "---\ntitle: 甲\n---\n".encode(), "已经是稿件"),
        ("a.txt", b"\xe5\xe5\xe5 abc \xff\xfe\xfd" * 9, "编码"),
        ("a.docx", b"not a zip", "不是Word文件"),
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.jpg", b"\xff\xd8\xff", "图片"),
        ("a.xlsx", b"PK", "表格"),
    ],
)
def test_what_is_no_manuscript_is_said_to_be_none(tmp_path: Path, name: str, data: bytes, said: str):
    told = opened(tmp_path, name, data)
    assert said in told.what and told.fix.endswith("。")


def test_a_text_longer_than_any_manuscript_is_refused(tmp_path: Path):
    assert opened(tmp_path, "a.txt", "军民".encode() * 1_000_000).rule == "intake-too-large"


def test_a_word_file_under_an_old_name_is_read_all_the_same(tmp_path: Path):
    file = tmp_path / "a.wps"
    file.write_bytes(docx(p("甲。")))
    assert open_file(file).form == "Word文件"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_that_windows_writes_is_read(encoding: str):
    text = "军民一家\r\n\r\n2015年,区里走访慰问驻区部队。\r\n"
    assert decode(text.encode(encoding))[0].removeprefix("\ufeff") == text


# What is meant to do harm


def zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


def test_a_zip_bomb_is_not_unpacked():
    bomb = docx(parts={"word/document.xml": b"<a>" + b" " * (40 * 1024 * 1024) + b"</a>"})
    assert len(bomb) < 100_000
    begun = time.monotonic()
    assert refused(bomb).rule == "word-hostile"
    assert time.monotonic() - begun < 5


def test_a_part_that_lies_about_its_size_is_cut_off(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(package, "MOST_XML", 10_000)
    noise = random.Random(1).randbytes(20_000).hex().encode()
    data = bytearray(docx(parts={"word/document.xml": b"<a>" + noise + b"</a>"}))
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        if data[at + 46 :].startswith(b"word/document.xml"):
            data[at + 24 : at + 28] = struct.pack("<I", 10)
        at = data.find(b"PK\x01\x02", at + 4)
    assert refused(bytes(data)).rule in ("word-hostile", "word-broken")


def test_too_many_parts():
    assert refused(zipped({f"p{n}": b"" for n in range(5001)})).rule == "word-hostile"


ENTITIES = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;&x;&x;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declared", [ENTITIES, OUTSIDE])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "_rels/.rels"])
def test_entities_are_refused_in_every_part(declared: str, name: str):
    told = refused(docx(p("甲"), parts={name: f'<?xml version="1.0"?>{declared}<a>&x;</a>'}))
    assert told.rule == "word-hostile"


def test_xml_nested_without_end_is_refused():
    deep = "<w:p><w:r>" * 3000 + "</w:r></w:p>" * 3000
    assert refused(docx(deep)).rule == "word-hostile"


def test_text_boxes_within_text_boxes_do_no_harm():
    inner = p("最里面的话。")
    for _ in range(12):
        inner = p(text_box(inner))
    assert read(docx(inner), "x").work.tape.original.count("最里面的话。") == 1


def test_a_table_that_claims_a_million_columns():
    wide = table('<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr>' + p("甲") + "</w:tc><w:tc>" + p("乙") + "</w:tc>")
    work = read(docx(wide), "x").work
    assert "甲" in work.text and len(work.text) < 10_000


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": b"<not closed"},
        {"word/document.xml": b""},
        {"word/document.xml": b"\xff\xfe\x00"},
        {"word/styles.xml": b"<w:styles"},
        {"word/_rels/document.xml.rels": b"<x"},
        {"_rels/.rels": b"nonsense"},
    ],
)
def test_broken_parts_are_a_broken_file(parts: dict[str, bytes]):
    assert refused(docx(p("甲"), parts=parts)).rule == "word-broken"


def test_a_file_without_text_in_it_and_one_of_another_program():
    assert refused(zipped({"a.txt": b"x"})).rule == "word-broken"
    assert "表格或幻灯片" in refused(zipped({"xl/workbook.xml": b"<x/>"})).what


def test_pictures_that_are_not_there_or_lie_elsewhere():
    missing = docx(p("前。", drawing("gone")) + p(drawing("far")), links={"gone": ("image", "media/no.png"), "far": ("image", "http://192.0.2.1/x.png")})
    made = read(missing, "x")
    told = [doubt.what for doubt in made.work.mark()]
    assert any("坏了" in what for what in told) and any("http://192.0.2.1/x.png" in what for what in told)


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\x"])
def test_no_part_leads_out_of_the_file(target: str):
    made = read(docx(p("甲。", drawing("a")), links={"a": ("image", target)}), "x")
    assert all(not image.data for image in made.images)


def test_a_script_in_a_link_stays_text():
    body = p('<w:hyperlink r:id="a">' + r("点这里") + "</w:hyperlink>。")
    work = read(docx(body, links={"a": ("hyperlink", "javascript://x%0aalert(1)")}), "x").work
    assert work.text.startswith("点这里") and "javascript" not in work.text


def test_raw_html_in_a_text_is_shown_and_not_obeyed():
    work = clean_text("标题\n\n第一句<script>alert(1)</script>,第二句<img src=x onerror=y>。\n")
    assert "<script" not in work.text and "&lt;script>" in work.text
    assert "<img" not in work.text


def test_private_characters_of_a_document_are_not_taken_for_ours():
    work = read(docx(p("甲\U000f0000乙\U000f0001丙。", commented("丁", 1)), comments=comment(1, "问")), "x").work
    assert "甲\ufffd乙\ufffd丙。丁" in work.text


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_file_is_refused_or_read_but_never_breaks_the_program(seed: int):
    chance = random.Random(seed)
    data = bytearray(docx(p("军民一家。", commented("甲", 1), drawing("a")), comments=comment(1, "问"), parts={"word/media/a.png": b"x"}, links={"a": ("image", "media/a.png")}))
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        read(bytes(data), "x")
    except Refused as told:
        assert told.what and told.fix


@pytest.mark.parametrize("seed", range(30))
def test_xml_with_elements_in_odd_places_never_breaks_the_program(seed: int):
    """What one finds in files that passed through three programs: everything anywhere."""
    chance = random.Random(seed)
    tags = ["w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:ins", "w:del", "w:hyperlink", "w:drawing", "w:txbxContent", "mc:AlternateContent",
            "mc:Choice", "mc:Fallback", "w:sdt", "w:sdtContent", "w:pPr", "w:rPr", "w:numPr", "w:fldChar", "w:commentRangeStart", "w:commentRangeEnd",
            "w:footnoteReference", "w:object", "w:pict", "m:oMath", "w:br", "w:sym", "w:ruby"]  # fmt: skip

    def some(depth: int) -> str:
        tag = chance.choice(tags)
        inner = "".join(some(depth + 1) for _ in range(chance.randint(0, 4))) if depth < 6 else ""
        return f'<{tag} w:id="1" w:val="1">{chance.choice(["", "军民", " "])}{inner}</{tag}>'

    body = "".join(some(0) for _ in range(12))
    work = read(docx(whole=document(body), comments=comment(1, "问"), parts={"word/footnotes.xml": part("footnotes", "")}), "x").work
    work.mark()
    assert undone(work.text, work.tape.changes) == work.tape.original


@pytest.mark.parametrize("seed", range(60))
def test_any_text_comes_through_and_can_be_taken_back(seed: int):
    chance = random.Random(seed)
    signs = list("军民双拥一家亲士土人入,.:;!?()\"'<>[]{}*_#-—·|`~\\&\n\n\n \u3000\t\r0123456789Ol年月日、。，“”《》（）%+=/@$^\u200b\ufeff\u00ad\ue000\U0002070e")
    text = "".join(chance.choice(signs) for _ in range(chance.randint(1, 600)))
    work = clean_text(text)
    work.mark()
    assert undone(work.text, work.tape.changes) == text


def test_a_long_text_takes_no_long_time():
    text = "标题\n\n" + "区里每年召开双拥工作会议,研究解决部队的实际困难,大家都说好.\n\n" * 4000
    begun = time.monotonic()
    clean_text(text).mark()
    assert time.monotonic() - begun < 60

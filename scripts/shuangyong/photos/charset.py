"""Chinese that was stored as something else, made readable again; sound text is left as it is.

Cameras and old programs on Chinese Windows write GBK into fields that are read as Latin-1,
or UTF-8 into fields that others read byte by byte. Nearly any bytes decode as GB 18030, so
that a decoding succeeds says nothing: it must look like Chinese, and what was there before
must not look like a western word.
"""

from __future__ import annotations

import codecs
import re

from ..manuscripts.files import is_gbk

_WINDOWS = {char: byte for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))}
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_LONE = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]{1,3}(?![\x80-\xff])|(?<![\x80-\xff])[\x80-\xff]{1,3}(?=[A-Za-z])")
"""A single character's bytes next to a Latin letter: rather an accented letter than Chinese."""
_WESTERN = re.compile("[\x20-\x7e\xa0-\u00ff\u2013-\u2026\u20ac\u2122]*")
_NO_WORD = re.compile("[\u00e0-\u00f6\u00f8-\u00ff][\u00c0-\u00d6\u00d8-\u00de]|[\u00a1-\u00bf\u00d7\u00f7]{2}|[\u00a1-\u00ff]{5}")
"""What no western word holds: a capital after a small letter with an accent, signs in a row, five accents in a row."""
_NOISE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff]")


def text_of(data: bytes, is_utf8: bool = False) -> str:
    """The text that a field without a declared encoding holds; empty where it cannot be known.

    `is_utf8`: the file says so; it is believed only as far as the bytes agree.
    """
    data = data.strip(b"\0 \r\n\t")
    if (text := _utf8(data)) is not None:
        return mended(text)
    if (text := _gbk(data)) is not None:
        return text
    text = data.decode("cp1252", "replace")
    return text if not is_utf8 and _WESTERN.fullmatch(text) and not _NO_WORD.search(text) else ""


def mended(text: str) -> str:
    """`text` as its author wrote it; the same where it is sound, empty where characters were lost for good."""
    if "\ufffd" in text or re.fullmatch(r"[?\s]*\?{2,}[?\s]*", text):
        return ""
    data = _as_bytes(text)
    if data is None or data.isascii():
        return text
    decoded = _utf8(data)
    if decoded is None:
        decoded = _gbk(data)
    return decoded if decoded and _HAN.search(decoded) and not _LONE.search(data) else text


def cleaned(text: str) -> str:
    """One line without control characters; where lines of Han meet, no space is left between them."""
    text = _NOISE.sub("", text.replace("\r", "\n"))
    text = re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])", "", text)
    return " ".join(text.split())


def _as_bytes(text: str) -> bytes | None:
    """The bytes that somebody read as Latin-1 or Windows-1252; None where the text holds other characters."""
    try:
        return bytes(_WINDOWS.get(char, ord(char)) for char in text)
    except ValueError:
        return None


def _utf8(data: bytes) -> str | None:
    """As UTF-8; a last character that a length limit cut in two is dropped."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        return None
    is_cut = len(text.encode()) != len(data)
    return None if is_cut and not _HAN.search(text) else text


def _gbk(data: bytes) -> str | None:
    """As GBK where that gives Chinese, else None."""
    whole = data
    try:
        whole.decode("gb18030")
    except UnicodeDecodeError as error:
        if error.start != len(data) - 1 or len(data) < 5:
            return None
        whole = data[:-1]  # Cut in two by a length limit.
    if whole.isascii() or not is_gbk(whole) or _LONE.search(whole):
        return None
    text = whole.decode("gb18030")
    is_foreign = bool(_NO_WORD.search(data.decode("latin-1")))
    if not is_foreign and sum(byte >= 0x80 for byte in data) < 4:
        return None  # Two accented letters look like one character: too little to tell.
    return text if _is_chinese(text, is_foreign) else None


def _is_chinese(text: str, is_foreign: bool) -> bool:
    """Whether Han is what was meant: everyday characters at least by half, or, where the bytes are no western word, any."""
    others = [char for char in text if not char.isascii()]
    if is_foreign and all(map(_HAN.match, others)):
        return True
    return sum(map(_is_common, others)) * 2 >= len(others) and bool(_HAN.search(text))


def _is_common(char: str) -> bool:
    """Level 1 of GB 2312 (the 3,755 commonest characters), or its punctuation."""
    try:
        data = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return 0xB0 <= data[0] <= 0xD7 or data[0] in (0xA1, 0xA3)

"""What a file is, whatever it is called."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from ...manuscripts.files import is_gbk
from .refusing import Refused
from .word.package import MEGABYTE, OLE

MOST_TEXT = 4 * MEGABYTE
"""A book has one."""

_SAVE = "请用Word或WPS打开，另存为.docx，再收一次。"
_REMEDIES = {
    ".doc": ("这是Word旧格式的文件。", _SAVE),
    ".wps": ("这是WPS自己的格式。", "请用WPS打开，另存为.docx，再收一次。"),
    ".wpt": ("这是WPS的模板。", "请用WPS打开，另存为.docx，再收一次。"),
    ".dot": ("这是Word的模板。", _SAVE),
    ".dotx": ("这是Word的模板。", _SAVE),
    ".rtf": ("这是RTF文件。", _SAVE),
    ".odt": ("这是OpenDocument文件。", _SAVE),
    ".pages": ("这是Pages文件。", "请在Pages里导出为Word（.docx），再收一次。"),
    ".docm": ("这是带宏（程序）的Word文件。", "请在Word或WPS里打开，另存为不带宏的.docx，再收一次。"),
    ".dotm": ("这是带宏（程序）的Word模板。", "请在Word或WPS里打开，另存为不带宏的.docx，再收一次。"),
    ".pdf": ("这是PDF，里面的文字没有段落。", "请向作者要Word原件；只有PDF的，先识别成文字，存成.txt再收。"),
    ".xls": ("这是表格文件。", "请把要用的内容复制到Word里，另存为.docx。"),
    ".xlsx": ("这是表格文件。", "请把要用的内容复制到Word里，另存为.docx。"),
    ".et": ("这是WPS表格。", "请把要用的内容复制到Word里，另存为.docx。"),
    ".ppt": ("这是幻灯片。", "请把要用的文字复制到Word里，另存为.docx。"),
    ".pptx": ("这是幻灯片。", "请把要用的文字复制到Word里，另存为.docx。"),
    ".zip": ("这是压缩包。", "请先解开，再一个一个收。"),
    ".rar": ("这是压缩包。", "请先解开，再一个一个收。"),
    ".7z": ("这是压缩包。", "请先解开，再一个一个收。"),
} | dict.fromkeys(
    (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".heic", ".gif", ".webp"),
    ("这是图片。", "扫描件请先识别成文字，存成.txt再收；照片请放进photos下面的相册。"),
)

_USUAL = re.compile("[\t\r\n -~\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e\ufeff]")


@dataclass(frozen=True)
class Opened:
    """A file's content, ready to be read."""

    data: bytes
    text: str | None
    """Of a text; None for a Word file."""
    form: str
    """What it was, for the report: ``Word文件``, ``文本（GBK编码）``."""


def open_file(file: Path) -> Opened:
    """What there is to read. Raises Refused for everything else, with what an editor does then."""
    remedy = _REMEDIES.get(file.suffix.lower())
    try:
        data = file.read_bytes()
    except OSError:
        raise Refused("unreadable", "文件打不开。", "请检查文件是否被别的程序占用，或没有读取权限。") from None
    if not data:
        raise Refused("intake-empty", "文件是空的。", "请换一份有内容的文件。")
    if remedy and not (file.suffix.lower() in (".doc", ".wps") and data.startswith(b"PK")):
        raise Refused("intake-form", *remedy)
    if data.startswith((b"PK", OLE)):
        return Opened(data, None, "Word文件")
    if file.suffix.lower() in (".docx", ".doc", ".wps"):
        raise Refused("word-broken", "这不是Word文件，只是扩展名像。", "请用Word或WPS打开原件，另存一份.docx再试。")
    if data.startswith(b"{\\rtf"):
        raise Refused("intake-form", *_REMEDIES[".rtf"])
    if data.startswith(b"%PDF"):
        raise Refused("intake-form", *_REMEDIES[".pdf"])
    if len(data) > MOST_TEXT:
        what = f"文件有{len(data) // MEGABYTE}MB，一篇稿件没有这么长。"
        raise Refused("intake-too-large", what, "请核对文件；是几篇放在一起的，请分开再收。")
    text, form = decode(data)
    if not text.strip("\ufeff \t\r\n\u3000\x0c"):
        raise Refused("intake-empty", "文件是空的。", "请换一份有内容的文件。")
    if text.startswith(("---\n", "---\r\n")):
        raise Refused("intake-form", "这已经是稿件了，开头有两行---。", "请直接放进docs里，不用再收。")
    return Opened(data, text, form)


def decode(data: bytes) -> tuple[str, str]:
    """(text, what it was). Raises Refused for bytes that are no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded(data, "utf-16"), "文本（UTF-16编码）"
    for name in ("utf-16-le", "utf-16-be") if b"\0" in data and len(data) % 2 == 0 else ():
        # Without a mark: right is the order in which it reads as Chinese.
        if _reads(data[:4000].decode(name, "replace")):
            return _decoded(data, name), "文本（UTF-16编码，没有标记）"
    if b"\0" in data:
        raise Refused("intake-form", "这不是文本文件。", "能收的是Word文件（.docx）和文本（.txt）。")
    try:
        return data.decode("utf-8"), "文本（UTF-8编码）"
    except UnicodeDecodeError:
        if not is_gbk(data):
            raise Refused("encoding", "认不出文件的编码。", "请用原来的软件打开，另存为UTF-8，再收一次。") from None
        return data.decode("gb18030"), "文本（GBK编码）"


def _reads(text: str) -> bool:
    """Whether nearly all of it is Han characters, their punctuation and what a keyboard has."""
    usual = sum(bool(_USUAL.match(char)) for char in text)
    return usual > 0.95 * len(text)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        raise Refused("encoding", "文件坏了，有些字认不出来。", "请用原来的软件打开，另存为UTF-8，再收一次。") from None

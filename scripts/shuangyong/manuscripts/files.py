"""The byte form of a manuscript: UTF-8 without a mark, LF line ends, an ASCII name.

Sign-offs are taken over exact bytes, so a file has one form on every machine.
``shuangyong tidy`` brings a file into it.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path, PurePosixPath

from ..problems import Problem

_PART = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")


def check_name(path: str, src_uri: str) -> list[Problem]:
    """Problems of a file's name: addresses are made of it, so ASCII without spaces."""
    bad = [part for part in PurePosixPath(src_uri).parts if not _PART.fullmatch(part)]
    if bad:
        what = f"文件名“{bad[0]}”里有空格、汉字或符号，不能做网址。"
        fix = "请改成拼音或英文，词间用短横线，如 hong-fan-chuan.md。"
        return [Problem(path, 1, "file-name", what, fix)]
    if PurePosixPath(src_uri).name.lower() == "readme.md":
        return [Problem(path, 1, "file-name", "README.md 会与 index.md 争同一个网址。", "请改名为 index.md 或别的名字。")]
    return []


def decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a manuscript with LF line ends, or None where it cannot be read."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, [Problem(path, 1, "encoding", "文件是 UTF-16 编码（记事本里叫 Unicode）。", _TIDY.format(path))]
    problems = []
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
        problems.append(Problem(path, 1, "bom", "文件开头有一个看不见的 BOM 标记。", _TIDY.format(path)))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        name = "是 GBK 编码" if _is_gbk(data) else "不是 UTF-8 编码"
        fix = _TIDY.format(path) if _is_gbk(data) else "请用 VS Code 打开，点右下角的编码，选“通过编码保存”→ UTF-8。"
        return None, [*problems, Problem(path, line, "encoding", f"文件{name}，不能直接用。", fix)]
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        problems.append(Problem(path, line, "crlf", "换行是 Windows 的 CRLF。", _TIDY.format(path)))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return None, [*problems, Problem(path, 1, "empty", "文件是空的。", "请写入内容，或删掉这个文件。")]
    return text, problems


_TIDY = "请运行 shuangyong tidy {}，或在 VS Code 右下角改为 UTF-8、LF 后保存。"


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def tidy(data: bytes) -> bytes:
    """The same text as UTF-8 without a mark, with LF line ends and a newline at the end.

    Reads UTF-8, UTF-16 with a mark, and GBK (as GB 18030, which contains it).
    Raises UnicodeDecodeError where it is none of these.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return (text.rstrip("\n") + "\n").encode() if text.strip() else b""


def read_bytes(file: Path, path: str) -> tuple[bytes | None, list[Problem]]:
    """A file's bytes, or the problem that it cannot be opened."""
    try:
        return file.read_bytes(), []
    except OSError:
        return None, [Problem(path, 1, "unreadable", "文件打不开。", "请检查文件是否被别的程序占用，或没有读取权限。")]

"""The byte form of a manuscript: UTF-8 without a mark, LF line ends, an ASCII name.

Sign-offs are taken over exact bytes, so a file has one form on every machine.
``shuangyong tidy`` brings a file into it.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path, PurePosixPath

from ..problems import Problem

_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]")
_PART = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*")
_ALMOST_MARKDOWN = re.compile(r"\.(md\.txt|markdown|mdown|mkdn|mkd|md)", re.I)


def check_name(path: str, src_uri: str) -> list[Problem]:
    """Problems of a file's name: addresses are made of it, so ASCII without spaces."""
    parts = PurePosixPath(src_uri).parts
    bad = [(position, part) for position, part in enumerate(parts, 1) if not _PART.fullmatch(part)]
    if bad:
        position, part = bad[0]
        what = f"{'文件名' if position == len(parts) else '文件夹名'}“{part}”里有空格、汉字或符号，不能做网址。"
        example = "hong-fan-chuan" + (PurePosixPath(part).suffix if position == len(parts) else "")
        return [Problem(path, 1, "file-name", what, f"请改成拼音或英文，词间用短横线，如 {example}。")]
    name = parts[-1]
    if name.lower() == "readme.md":
        return [Problem(path, 1, "file-name", "README.md 会与 index.md 争同一个网址。", "请改名为 index.md 或别的名字。")]
    if (match := _ALMOST_MARKDOWN.search(name)) and match.end() == len(name) and match[0] != ".md":
        # Windows hides the last extension; MkDocs would hand such a file out as it is.
        return [Problem(path, 1, "file-name", f"文件名以 {match[0]} 结尾，不会当作稿件。", f"请改名为 {name[: match.start()]}.md。")]
    return []


def decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a manuscript with LF line ends, or None where it cannot be read."""

    def problem(rule: str, what: str, by_hand: str, line: int = 1) -> Problem:
        return Problem(path, line, rule, what, f"请运行 shuangyong tidy {path}，或{by_hand}。")

    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, [problem("encoding", "文件是 UTF-16 编码（记事本里叫 Unicode）。", _SAVE_AS)]
    problems = []
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
        problems.append(problem("bom", "文件开头有一个看不见的 BOM 标记。", _SAVE_AS))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if is_gbk(data):
            return None, [*problems, problem("encoding", "文件是 GBK 编码，不能直接用。", _REOPEN, line)]
        what, fix = "从这一行起有坏掉的字，既不是 UTF-8 也不是 GBK 编码。", "请用原来的软件打开，改正后另存为 UTF-8。"
        return None, [*problems, Problem(path, line, "encoding", what, fix)]
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        problems.append(problem("crlf", "换行是 Windows 的 CRLF。", "在 VS Code 右下角点 CRLF，改为 LF 后保存", line))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        what = "有看不见的控制字符，多半是从 PDF 里拷来的。"
        problems.append(Problem(path, line, "control-character", what, "请删掉这一行，重新输入。"))
        text = _CONTROL.sub("", text)
    if not text.strip():
        return None, [*problems, Problem(path, 1, "empty", "文件是空的。", "请写入内容，或删掉这个文件。")]
    return text, problems


# VS Code opens GBK as if it were UTF-8: saved from there at once, every character is lost.
_REOPEN = "在 VS Code 右下角点编码，先选“通过编码重新打开”→ GBK，再选“通过编码保存”→ UTF-8"
_SAVE_AS = "在 VS Code 右下角点编码，选“通过编码保存”→ UTF-8"


def is_gbk(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 are Chinese in GBK, rather than UTF-8 with a damaged character.

    Nearly any bytes decode as GB 18030, so that alone says nothing: damaged UTF-8 still has
    far more sound three-byte characters than broken ones, GBK hardly any.
    """
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    as_utf8 = data.decode("utf-8", "replace")
    broken = as_utf8.count("\ufffd")
    return sum("\u0800" <= char < "\ufffd" for char in as_utf8) < broken


def tidy(data: bytes) -> bytes:
    """The same text as UTF-8 without a mark, with LF line ends and a newline at the end.

    Reads UTF-8, UTF-16 with a mark, and GBK (as GB 18030, which contains it).
    Raises UnicodeDecodeError where it is none of these: a file is mended or left alone, never
    turned into other characters.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            if not is_gbk(data):
                raise
            text = data.decode("gb18030")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return (text.rstrip("\n") + "\n").encode() if text.strip() else b""


def read_bytes(file: Path, path: str) -> tuple[bytes | None, list[Problem]]:
    """A file's bytes, or the problem that it cannot be opened."""
    try:
        return file.read_bytes(), []
    except OSError:
        return None, [Problem(path, 1, "unreadable", "文件打不开。", "请检查文件是否被别的程序占用，或没有读取权限。")]

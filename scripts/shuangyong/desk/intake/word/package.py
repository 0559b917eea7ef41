"""A .docx as the ZIP it is, opened without trusting it."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from ..refusing import Refused

MEGABYTE = 1024 * 1024
MOST_FILE = 300 * MEGABYTE
"""Of the .docx itself."""
MOST_PARTS = 5000
MOST_XML = 64 * MEGABYTE
"""Of one part of XML; the text of a thousand pages has about 20."""
MOST_MEDIA = 200 * MEGABYTE
MOST_WHOLE = 600 * MEGABYTE
MOST_RATIO = 400
"""Unpacked to packed, of a part of more than a few megabytes. XML packs to a twentieth."""
DEEPEST = 200
"""Elements within each other. Word nests some twenty."""

OLE = bytes.fromhex("D0CF11E0A1B11AE1")

_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", b"http://schemas.openxmlformats.org/drawingml/2006/picture"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
"""The names of "Strict Open XML" and those that everybody else writes."""

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BROKEN = ("word-broken", "文件坏了，打不开。", "请用Word或WPS打开原件，另存一份.docx再试；打不开就向作者要原件。")
_TOO_LARGE = "请检查文件的来历；确实是正常的稿件，请把图片压缩后另存一份再试。"


class _Shallow(TreeBuilder):
    """Refuses XML that nests so deep that nothing could read it."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def start(self, tag, attrs):
        self._depth += 1
        if self._depth > DEEPEST:
            raise Refused("word-hostile", "文件里的结构一层套一层，深得不正常。", _TOO_LARGE)
        return super().start(tag, attrs)

    def end(self, tag):
        self._depth -= 1
        return super().end(tag)


@dataclass(frozen=True)
class Relationship:
    """What a part points to by an id."""

    kind: str
    """The last word of its type: ``image``, ``header``, ``oleObject`` …"""
    target: str
    """The name of a part, or an address outside."""
    is_external: bool = False


class Package:
    """The parts of a Word file. Raises Refused for what cannot or must not be read."""

    def __init__(self, data: bytes):
        if data.startswith(OLE):
            raise _of_the_old_kind(data)
        if len(data) > MOST_FILE:
            raise Refused("word-too-large", f"文件有{len(data) // MEGABYTE}MB，太大了。", _TOO_LARGE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
            raise Refused(*_BROKEN) from None
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_WHOLE:
            raise Refused("word-hostile", "文件解开以后大得不正常，没有读。", _TOO_LARGE)
        self._parts = {part.filename.lstrip("/"): part for part in parts if not part.is_dir()}
        if any(name.lower().endswith("vbaproject.bin") for name in self._parts):
            raise Refused("word-macros", "文件里带着宏（程序），不能收。", "请在Word或WPS里打开，另存为不带宏的.docx。")
        self._unpacked = 0
        self.document = self._main()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def read(self, name: str, most: int = MOST_MEDIA) -> bytes:
        """The bytes of a part, never more than `most`: what a ZIP says of sizes need not be true."""
        info = self._parts.get(name)
        if info is None:
            raise Refused(*_BROKEN)
        if info.flag_bits & 0x1:
            raise Refused("word-password", "文件加了密码，读不了。", "请在Word或WPS里打开，去掉密码后另存。")
        try:
            with self._zip.open(info) as file:
                data = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
            raise Refused(*_BROKEN) from None
        if len(data) > most or (len(data) > 4 * MEGABYTE and len(data) > MOST_RATIO * max(info.compress_size, 1)):
            raise Refused("word-hostile", "文件解开以后大得不正常，没有读。", _TOO_LARGE)
        self._unpacked += len(data)
        if self._unpacked > MOST_WHOLE:
            raise Refused("word-hostile", "文件解开以后大得不正常，没有读。", _TOO_LARGE)
        return data

    def xml(self, name: str) -> Element | None:
        """The root of a part, in the usual names whatever dialect it was written in; None where there is no such part."""
        if name not in self._parts:
            return None
        data = self.read(name, MOST_XML)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        parser = DefusedXMLParser(target=_Shallow(), forbid_dtd=True, forbid_entities=True, forbid_external=True)
        try:
            parser.feed(data)
            return parser.close()
        except DefusedXmlException:
            raise Refused("word-hostile", "文件里有不该有的XML声明，不能收。", "请在Word或WPS里打开，另存一份.docx再试。") from None
        except (ParseError, ValueError, LookupError):
            raise Refused(*_BROKEN) from None

    def relationships(self, name: str) -> dict[str, Relationship]:
        """What a part points to, by id."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for item in root.iter(_RELATIONSHIPS) if root is not None else ():
            target, kind = item.get("Target", ""), item.get("Type", "").rpartition("/")[2]
            is_external = item.get("TargetMode") == "External"
            place = target if is_external else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[item.get("Id", "")] = Relationship(kind, place, is_external)
        return found

    def _main(self) -> str:
        """The name of the part with the text."""
        found = (one.target for one in self.relationships("").values() if one.kind == "officeDocument")
        name = next((name for name in found if name in self._parts), "word/document.xml")
        if name not in self._parts:
            if any(part.startswith(("ppt/", "xl/")) for part in self._parts):
                raise Refused("word-other", "这不是Word文件，是表格或幻灯片。", "请把要用的文字复制到Word里，另存为.docx。")
            raise Refused(*_BROKEN)
        return name


def _of_the_old_kind(data: bytes) -> Refused:
    """A file of Word 97, or a new one that a password turned into that shape."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Refused("word-password", "文件加了密码，读不了。", "请在Word或WPS里打开，去掉密码后另存。")
    return Refused("word-old", "这是旧格式的文件，只是改了扩展名。", "请用Word或WPS打开，另存为.docx。")

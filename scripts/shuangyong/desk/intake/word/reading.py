"""The XML of a Word file made plain enough for mammoth, with everything that mammoth would drop kept as events."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from mammoth.docx.dingbats import dingbats

from ..work import Leftover
from .events import FIRST, NO_END, End, Events, Label, Picture, Span, Thing
from .names import DGM, MC, WP, A, C, M, O, R, V, W, child, is_on, paragraphs, run, runs, value, words
from .numbering import Numbering
from .package import Package, Relationship
from .packing import packed
from .shaping import shape
from .styles import Styles
from .versions import outside_boxes, version_of, without_copies

_DROPPED = {f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "lastRenderedPageBreak",
            "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "annotationRef", "footnoteRef", "endnoteRef",
            "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd")}  # fmt: skip
_TRANSPARENT = {f"{W}{name}" for name in ("smartTag", "customXml", "dir", "bdo", "sdtContent")}
_PROPERTIES = {f"{W}{name}" for name in ("rPr", "tblPr", "tblGrid", "trPr", "tcPr", "tblPrEx")}
_PLAIN = {f"{W}{name}" for name in ("t", "tab", "br", "fldChar", "instrText", "footnoteReference", "endnoteReference")}
_CHANGING = re.compile(r"\s*(DATE|TIME|SAVEDATE|PRINTDATE|CREATEDATE|EDITTIME|NUMPAGES|FILENAME|USERNAME|AUTHOR)\b")
_SYMBOL_FONTS = re.compile("Wingdings|Webdings|Symbol|ZapfDingbats", re.I)
_USUAL = dict(zip("🗹🗷🗸🗶🗵", "☑☒✓✗☒", strict=True))
"""Signs that few fonts have, and those that most have."""
_FIELD_WITH_WORDS = re.compile(r"\s*(EQ|QUOTE|MACROBUTTON|ADVANCE)\b")


@dataclass
class Document:
    """A Word file after reading."""

    plain: bytes
    """A .docx that holds nothing mammoth would drop."""
    events: Events
    leftovers: list[Leftover]
    texts: list[tuple[str, tuple[str, ...]]]
    """(where, runs) of every paragraph there is, as the XML has it: what has to be found again."""


@dataclass
class _Field:
    instruction: str = ""
    token: str = ""


@dataclass
class _Part:
    """The part that is being read."""

    relationships: dict[str, Relationship]
    boxes: list[list[Element]] = field(default_factory=list)
    """Text boxes of the paragraph at hand, to be set behind it."""
    waiting: list[str] = field(default_factory=list)
    """Tokens that stand between paragraphs, for the next one."""
    fields: list[_Field] = field(default_factory=list)
    open_comments: dict[str, int] = field(default_factory=dict)
    is_deleted_row: bool = False


def read(package: Package) -> Document:
    return _Reader(package).document()


class _Reader:
    def __init__(self, package: Package):
        self.package, self.events = package, Events()
        self.styles = Styles.read(package.xml("word/styles.xml"))
        self.numbering = Numbering.read(package.xml("word/numbering.xml"), self.styles.list_of)
        self.comments = self._comments()
        self.leftovers: list[Leftover] = []
        self.texts: list[tuple[str, tuple[str, ...]]] = []
        self.told: set[str] = set()

    def document(self) -> Document:
        parts = {}
        for name in (self.package.document, *self._notes()):
            root = self.package.xml(name)
            if root is not None:
                where = "正文" if name == self.package.document else "脚注"
                self.texts += [(where, found) for found in runs(without_copies(root))]
                relationships = self.package.relationships(name)
                self.part = _Part(relationships)
                self._rewrite(root)
                parts[name] = (root, relationships)
        for root, _ in parts.values():
            shape(root, self._known_notes(parts))
        self._margins()
        self._unread_comments()
        return Document(packed(self.package.document, parts), self.events, self.leftovers, self.texts)

    # Other parts

    @staticmethod
    def _known_notes(parts: dict[str, tuple[Element, dict[str, Relationship]]]) -> set[tuple[str, str]]:
        """(kind, id) of every footnote and endnote there is."""
        return {
            (kind, note.get(f"{W}id", ""))
            for root, _ in parts.values()
            for kind in ("footnote", "endnote")
            for note in root.iter(f"{W}{kind}")
        }

    def _notes(self) -> Iterator[str]:
        for one in self.package.relationships(self.package.document).values():
            if one.kind in ("footnotes", "endnotes") and one.target in self.package.names:
                yield one.target

    def _comments(self) -> dict[str, Span]:
        root = self.package.xml("word/comments.xml")
        found = {}
        for item in root.iter(f"{W}comment") if root is not None else ():
            text = "\n".join(paragraphs(item))
            found[item.get(f"{W}id", "")] = Span("comment", item.get(f"{W}author", ""), _day(item), text)
        return found

    def _unread_comments(self) -> None:
        for id, comment in self.comments.items():
            if id not in self.told and comment.text:
                self.leftovers.append(Leftover("批注（没有指着正文）", comment.text, comment.by))

    def _margins(self) -> None:
        """Headers and footers: page numbers, letterheads, the watermark that says 秘密."""
        seen = set()
        for one in self.package.relationships(self.package.document).values():
            if one.kind not in ("header", "footer") or one.target not in self.package.names:
                continue
            root = without_copies(self.package.xml(one.target))
            what = "页眉" if one.kind == "header" else "页脚"
            found = [(what, text) for text in paragraphs(root)]
            found += [("水印", path.get("string", "").strip()) for path in root.iter(f"{V}textpath")]
            for what, text in found:
                if text and (what, text) not in seen:
                    seen.add((what, text))
                    self.leftovers.append(Leftover(what, text))

    # The tree

    def _rewrite(self, parent: Element) -> None:
        parent[:] = [new for element in list(parent) for new in self._rewritten(element)]

    def _rewritten(self, element: Element) -> list[Element]:
        """What stands in the place of one element."""
        tag = element.tag
        if tag in _DROPPED:
            return []
        if tag in _PROPERTIES:
            return [element]
        if tag == f"{MC}AlternateContent":
            return [new for inner in version_of(element) for new in self._rewritten(inner)]
        if tag == f"{W}sdt":
            content = child(element, "sdtContent")
            return [new for inner in content if content is not None for new in self._rewritten(inner)] if content is not None else []
        if tag in _TRANSPARENT:
            return [new for inner in list(element) for new in self._rewritten(inner)]
        handler = self._HANDLERS.get(tag)
        if handler:
            return handler(self, element)
        self._rewrite(element)
        return [element]

    def _inserted(self, element: Element) -> list[Element]:
        return self._spanned(element, Span("insertion", element.get(f"{W}author", ""), _day(element)))

    def _deleted(self, element: Element) -> list[Element]:
        return self._spanned(element, Span("deletion", element.get(f"{W}author", ""), _day(element)))

    def _spanned(self, element: Element, span: Span) -> list[Element]:
        self._rewrite(element)
        inner = list(element)
        if not any(item.tag in (f"{W}r", f"{W}hyperlink") for item in inner):
            return inner
        begin = self.events.token(span)
        end = self.events.token(End(_number(begin)))
        runs = [item for item in inner if item.tag == f"{W}r"]
        like = runs[0] if runs else None
        return [run(begin, like), *inner, run(end, like)]

    def _simple_field(self, element: Element) -> list[Element]:
        self._rewrite(element)
        inner = list(element)
        if _CHANGING.match(element.get(f"{W}instr", "")):
            begin = self.events.token(Span("field"))
            inner = [run(begin), *inner, run(self.events.token(End(_number(begin))))]
        return inner

    def _comment_start(self, element: Element) -> list[Element]:
        id = element.get(f"{W}id", "")
        comment = self.comments.get(id)
        if comment is None or id in self.told:
            return []
        self.told.add(id)
        token = self.events.token(comment)
        self.part.open_comments[id] = _number(token)
        return [run(token)]

    def _comment_end(self, element: Element) -> list[Element]:
        start = self.part.open_comments.pop(element.get(f"{W}id", ""), None)
        return [run(self.events.token(End(start)))] if start is not None else []

    def _equation(self, element: Element) -> list[Element]:
        return [run(self.events.token(Thing("公式", (words(element, f"{M}t"),))))]

    def _foreign(self, element: Element) -> list[Element]:
        """A document within the document, of a kind that mammoth does not read."""
        one = self.part.relationships.get(element.get(f"{R}id", ""))
        self.part.waiting.append(self.events.token(Thing("嵌在里面的另一份文件", (), one.target if one else "")))
        return []

    def _row(self, element: Element) -> list[Element]:
        properties = child(element, "trPr")
        deleted = child(properties, "del")
        if deleted is not None:
            properties.remove(deleted)
        was, self.part.is_deleted_row = self.part.is_deleted_row, deleted is not None or self.part.is_deleted_row
        self._rewrite(element)
        self.part.is_deleted_row = was
        return [element]

    # Paragraphs

    def _paragraph(self, element: Element) -> list[Element]:
        outer, self.part.boxes = self.part.boxes, []
        properties = child(element, "pPr")
        opening = "".join(self.part.waiting)
        self.part.waiting.clear()
        style = self.styles.of(value(properties, "pStyle"))
        own = self._properties(properties, style)
        body = [item for item in list(element) if item.tag != f"{W}pPr"]
        body = [new for item in body for new in self._rewritten(item)]
        opening += self._label(properties, style, own)
        if is_on(child(properties, "rPr"), "del"):
            # mammoth would put it together with the next, and lose it where there is none.
            body.append(run(self.events.token(Thing(NO_END))))
        if style.is_hidden and body:
            body = self._wrapped(body, Span("hidden"))
        if self.part.is_deleted_row and body:
            body = self._wrapped(body, Span("deletion"))
        element[:] = [own, *([run(opening)] if opening else []), *body]
        behind = [new for box in self.part.boxes for new in self._box(box)]
        self.part.boxes = outer
        return [element, *behind]

    def _wrapped(self, body: list[Element], span: Span) -> list[Element]:
        begin = self.events.token(span)
        return [run(begin), *body, run(self.events.token(End(_number(begin))))]

    def _properties(self, properties: Element | None, style) -> Element:
        """The few properties that mammoth is told: a style of ours, and nothing else."""
        own = Element(f"{W}pPr")
        level = _outline(properties) or style.level
        name = f"SyH{level}" if level else style.role
        if not name and value(properties, "jc") == "center":
            name = "SyCentred"
        if name:
            SubElement(own, f"{W}pStyle", {f"{W}val": name})
        return own

    def _label(self, properties: Element | None, style, own: Element) -> str:
        """The token of the number that Word sets before the paragraph; a plain list is left to mammoth as one."""
        numbered = child(properties, "numPr")
        id = value(numbered, "numId") or style.list_id
        depth = value(numbered, "ilvl") or style.list_depth or "0"
        found = self.numbering.next(id, int(depth)) if id and id != "0" and depth.isdigit() else None
        if not found:
            return ""
        level, label, number = found
        is_heading = child(own, "pStyle") is not None and value(own, "pStyle") != "SyCentred"
        if not is_heading and (level.is_bullet or level.is_plain(int(depth))):
            listed = SubElement(own, f"{W}numPr")
            SubElement(listed, f"{W}ilvl", {f"{W}val": str(min(int(depth), 8))})
            SubElement(listed, f"{W}numId", {f"{W}val": "1" if level.is_bullet else "2"})
            return "" if level.is_bullet else self.events.token(Label(f"{number}.", is_item=True))
        if level.is_bullet or not label.strip():
            return ""
        gap = " " if re.search("[0-9A-Za-z]$", label) else ""
        return self.events.token(Label(label + gap))

    def _box(self, content: list[Element]) -> list[Element]:
        """The paragraphs of a text box, between the tokens of one."""
        held = [item for item in content if item.tag in (f"{W}p", f"{W}tbl")]
        lines = [line for item in held for line in item.iter(f"{W}p")]
        if any(words(line) for line in lines):
            begin = self.events.token(Span("box"))
            lines[0].insert(1 if child(lines[0], "pPr") is not None else 0, run(begin))
            lines[-1].append(run(self.events.token(End(_number(begin)))))
        return held

    # Runs

    def _run(self, element: Element) -> list[Element]:
        properties = child(element, "rPr")
        made = Element(f"{W}r")
        own = _kept_properties(properties)
        if own is not None:
            made.append(own)
        for item in list(element):
            for inner in version_of(item) if item.tag == f"{MC}AlternateContent" else [item]:
                self._in_run(inner, made, properties)
        spans = list(self._spans(properties))
        if spans and _shows(made):
            for span in spans:
                begin = self.events.token(span)
                made.insert(1 if own is not None else 0, _text(begin))
                made.append(_text(self.events.token(End(_number(begin)))))
        return [made]

    def _spans(self, properties: Element | None) -> Iterator[Span]:
        style = self.styles.of_run(value(properties, "rStyle"))
        if is_on(properties, "vanish") or style.is_hidden:
            yield Span("hidden")
        if is_on(properties, "strike") or is_on(properties, "dstrike"):
            yield Span("strike")
        colour = value(properties, "highlight")
        if colour and colour != "none":
            yield Span("colour", text="底色")
        elif _is_red(value(properties, "color")):
            yield Span("colour", text="红色的字")

    def _in_run(self, item: Element, made: Element, properties: Element | None) -> None:
        tag = item.tag
        if tag == f"{W}fldChar":
            self._field(item, made)
        elif tag == f"{W}instrText":
            if self.part.fields:
                self.part.fields[-1].instruction += item.text or ""
            made.append(item)
        elif tag in (f"{W}t", f"{W}delText"):
            made.append(_text(self._readable(item.text or "", properties)))
        elif tag in (f"{W}tab", f"{W}ptab"):
            made.append(Element(f"{W}tab"))
        elif tag in _PLAIN:
            made.append(item)
        elif tag == f"{W}cr":
            made.append(Element(f"{W}br"))
        elif tag == f"{W}noBreakHyphen":
            made.append(_text("-"))
        elif tag == f"{W}softHyphen":
            made.append(_text("\u00ad"))
        elif tag == f"{W}sym":
            made.append(_text(self._symbol(item.get(f"{W}font", ""), item.get(f"{W}char", ""))))
        elif tag == f"{W}ruby":
            self._ruby(item, made)
        elif tag == f"{W}commentReference":
            made.append(_text(self._comment_here(item.get(f"{W}id", ""))))
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            made.append(_text(self._visual(item)))

    def _readable(self, text: str, properties: Element | None) -> str:
        """The text of a run; in a font of symbols, what it shows."""
        text = re.sub("[\U000f0000-\U0010ffff]", "\ufffd", text)
        fonts = child(properties, "rFonts")
        names = [fonts.get(W + name, "") for name in ("ascii", "hAnsi", "eastAsia")] if fonts is not None else []
        font = next((name for name in names if _SYMBOL_FONTS.match(name)), "")
        if not font:
            return text
        return "".join(
            self._symbol(font, f"{ord(char):04X}") if ord(char) < 0x100 or 0xF000 <= ord(char) < 0xF100 else char
            for char in text
        )

    def _symbol(self, font: str, code: str) -> str:
        number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]+", code) else 0
        shown = dingbats.get((font, number)) or dingbats.get((font, number & 0xFF))
        if shown:
            return _USUAL.get(chr(shown), chr(shown))
        if 0x20 < number < 0xD800 and not _SYMBOL_FONTS.match(font):
            return chr(number)
        return self.events.token(Thing(f"字体{font}里的符号（代码{code}）"))

    def _ruby(self, item: Element, made: Element) -> None:
        base, above = child(item, "rubyBase"), child(item, "rt")
        made.append(_text(words(base) if base is not None else ""))
        if above is not None and words(above):
            made.append(_text(self.events.token(Thing("注音", (words(above),)))))

    def _comment_here(self, id: str) -> str:
        """The token of a comment that points at a place instead of a passage."""
        if id in self.told or id not in self.comments:
            return ""
        self.told.add(id)
        return self.events.around(self.comments[id], "")

    def _field(self, item: Element, made: Element) -> None:
        kind, fields = item.get(f"{W}fldCharType"), self.part.fields
        if kind == "begin":
            fields.append(_Field())
            made.append(item)
        elif kind == "separate" and fields:
            made.append(item)
            if _CHANGING.match(fields[-1].instruction):
                fields[-1].token = self.events.token(Span("field"))
                made.append(_text(fields[-1].token))
        elif kind == "end" and fields:
            done = fields.pop()
            if done.token:
                made.append(_text(self.events.token(End(_number(done.token)))))
            elif _FIELD_WITH_WORDS.match(done.instruction):
                made.append(_text(self.events.token(Thing("域（带圈字、叠字一类）", (done.instruction.strip(),)))))
            made.append(item)

    # Pictures and other things

    def _visual(self, element: Element) -> str:
        """The tokens for what a drawing holds; its text boxes wait for the end of the paragraph."""
        tokens = ""
        alt = next((d.get("descr") or d.get("title") or "" for d in element.iter(f"{WP}docPr")), "")
        for item in outside_boxes(element):
            if item.tag == f"{W}txbxContent":
                self._rewrite(item)
                self.part.boxes.append(list(item))
            elif item.tag == f"{A}blip":
                tokens += self._picture(item.get(f"{R}embed") or item.get(f"{R}link") or "", alt)
            elif item.tag == f"{V}imagedata" and element.tag != f"{W}object":
                tokens += self._picture(item.get(f"{R}id") or "", alt or item.get(f"{O}title", ""))
            elif item.tag == f"{C}chart":
                tokens += self._drawn("图表", item.get(f"{R}id") or "", f"{C}v", f"{A}t")
            elif item.tag == f"{DGM}relIds":
                tokens += self._drawn("智能图形（SmartArt）", item.get(f"{R}dm") or "", f"{A}t")
            elif item.tag == f"{V}textpath" and item.get("string", "").strip():
                tokens += self.events.token(Thing("艺术字", (item.get("string", "").strip(),)))
            elif item.tag == f"{O}OLEObject":
                tokens += self._embedded(item)
            elif item.tag == f"{A}t" and (item.text or "").strip():
                tokens += self.events.token(Thing("图形里的字", ((item.text or "").strip(),)))
        return tokens

    def _picture(self, id: str, alt: str) -> str:
        one = self.part.relationships.get(id)
        if one is None:
            return ""
        picture = Picture("", alt, one.target) if one.is_external else Picture(one.target, alt)
        return self.events.token(picture)

    def _drawn(self, what: str, id: str, *tags: str) -> str:
        """A drawing that lies in a part of its own: its words, for the report."""
        one = self.part.relationships.get(id)
        root = self.package.xml(one.target) if one and not one.is_external else None
        texts = tuple(dict.fromkeys((item.text or "").strip() for item in root.iter() if item.tag in tags)) if root is not None else ()
        return self.events.token(Thing(what, tuple(filter(None, texts)), one.target if one else ""))

    def _embedded(self, item: Element) -> str:
        program = item.get("ProgID", "")
        one = self.part.relationships.get(item.get(f"{R}id", ""))
        if program.startswith("Equation"):
            return self.events.token(Thing("公式"))
        return self.events.token(Thing(f"嵌入的文件（{program or '不明'}）", (), one.target if one and not one.is_external else ""))

    _HANDLERS: dict[str, Callable[[_Reader, Element], list[Element]]] = {
        f"{W}p": _paragraph,
        f"{W}r": _run,
        f"{W}tr": _row,
        f"{W}ins": _inserted,
        f"{W}moveTo": _inserted,
        f"{W}del": _deleted,
        f"{W}moveFrom": _deleted,
        f"{W}fldSimple": _simple_field,
        f"{W}commentRangeStart": _comment_start,
        f"{W}commentRangeEnd": _comment_end,
        f"{M}oMath": _equation,
        f"{M}oMathPara": _equation,
        f"{W}altChunk": _foreign,
        f"{W}subDoc": _foreign,
        f"{W}sectPr": lambda self, element: [],
    }


def _number(token: str) -> int:
    """Of an event, by its token."""
    return ord(token) - FIRST


def _day(element: Element) -> str:
    return element.get(f"{W}date", "")[:10]


def _text(text: str) -> Element:
    return run(text)[-1]


def _shows(made: Element) -> bool:
    """Whether a run shows anything at all."""
    return any(item.tag == f"{W}t" and (item.text or "").strip() for item in made)


def _is_red(colour: str) -> bool:
    """Whether text of this colour stands out as red: what people mark with it is to be seen to."""
    if not re.fullmatch("[0-9A-Fa-f]{6}", colour):
        return False
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red > 150 and green < 100 and blue < 100


def _kept_properties(properties: Element | None) -> Element | None:
    """Of all formatting, what is bold, raised or lowered."""
    own = Element(f"{W}rPr")
    for name in ("b", "vertAlign"):
        if (found := child(properties, name)) is not None:
            own.append(found)
    return own if len(own) else None


def _outline(properties: Element | None) -> int:
    """The heading level that a paragraph was given by hand; 0 for none."""
    level = value(properties, "outlineLvl")
    return int(level) + 1 if re.fullmatch("[0-5]", level) else 0

"""mammoth's HTML woven into Markdown: every character that is not the document's own is recorded as an insertion."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import mammoth

from ..cleaning import blocks, escaping
from ..cleaning.signs import clipped, has_han, width
from ..doubts import Doubt
from ..tape import Edit, Note, Tape
from ..work import Leftover
from .events import FIRST, NO_END, TOKEN, End, Events, Label, Picture, Span, Thing
from .grid import grid_of, sections
from .questions import doubt_of, moved
from .tree import BLOCKS, Node, parse

STYLE_MAP = "\n".join(
    [
        "p.SyTitle => p.title:fresh",
        "p.SySubtitle => p.subtitle:fresh",
        "p.SyCaption => p.caption:fresh",
        "p.SyCentred => p.centred:fresh",
        "p.SyToc => p.toc:fresh",
        *(f"p.SyH{level} => h{level}:fresh" for level in range(1, 7)),
        *(
            f"p:{kind}-list({depth}) => {'ul|ol > li > ' * (depth - 1)}{tag} > li:fresh"
            for depth in range(6, 10)
            for kind, tag in (("unordered", "ul"), ("ordered", "ol"))
        ),
    ]
)

_LAYOUT = Note("layout", "段与段之间空一行")
_HEADING = Note("heading", "Word里的标题样式，写成##")
_TITLE = Note("heading", "Word里的大标题样式")
_FAKE = Note("heading", "单独成行的加粗或居中的字，当作小标题", "中")
_ITEM = Note("list", "Word里的列表，写成稿件里的列表")
_TABLE = Note("table", "Word里的表格，写成稿件里的表格")
_BOLD = Note("bold", "Word里的加粗，写成**")
_NOTE = Note("footnote", "Word里的脚注，写成稿件里的脚注")
_LINK = Note("link", "Word里的链接，写成稿件里的链接")
_LABEL = Note("label", "Word自动编的号不在文字里，写成文字")
_PICTURE = Note("picture", "图片放进相册，这里写上它的位置")
_BREAK = Note("line-break", "Word里的手动换行，当作分段", "中")
_SMALL = Note("raised", "上标写成上标的字")
_UNENDED = Note("revision", "修订：段落标记删去了，接成一段", "中")
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")

_SILENT = {
    "deletion": Note("revision", "修订：删去的字没有收进来", "中"),
    "hidden": Note("hidden", "隐藏的文字没有收进来", "中"),
    "toc": Note("toc", "目录由网页自己做，没有收进来"),
}


@dataclass
class Woven:
    """A Word file as Markdown."""

    tape: Tape
    doubts: list[Doubt]
    pictures: list[tuple[str, Picture]]
    """(name used in the text, picture) in the order of the text; one that stands twice has one name."""
    leftovers: list[Leftover]
    captions: list[tuple[int, int]]
    """Where paragraphs stand that Word calls captions."""


@dataclass
class _Open:
    span: Span
    start: int


@dataclass
class _Weaver:
    events: Events
    album: str
    pieces: list[tuple[str, str, Note | None]] = field(default_factory=list)
    length: int = 0
    last: str = "\n"
    open: dict[int, _Open] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    pictures: dict[tuple[str, str], str] = field(default_factory=dict)
    shown: dict[str, Picture] = field(default_factory=dict)
    waiting: list[str] = field(default_factory=list)
    """Pictures that stand amid the words of a paragraph, for behind it."""
    leftovers: list[Leftover] = field(default_factory=list)
    captions: list[tuple[int, int]] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    is_in_table: bool = False
    is_unended: bool = False
    is_merged: bool = False

    # Pieces

    def put(self, before: str, after: str, note: Note | None) -> None:
        if before or after:
            self.pieces.append((before, after, note))
            self.length += len(after)
            self.last = after[-1:] or self.last

    def markup(self, text: str, note: Note) -> None:
        self.put("", text, note)

    def end_line(self, after: str = "\n\n", note: Note = _LAYOUT) -> None:
        """The end of a paragraph: one line end in the original."""
        if self.is_unended:
            self.put("\n", "", _UNENDED)
            self.is_unended = False
        elif after == "\n":
            self.put("\n", "\n", None)
        else:
            self.put("\n", after, note)

    def words(self, text: str, is_start: bool = False, style: str = "") -> None:
        """The document's own words, with the events among them."""
        at = 0
        for match in TOKEN.finditer(text):
            self._plain(text[at : match.start()], is_start and at == 0, style)
            self._event(match[0])
            at = match.end()
        self._plain(text[at:], is_start and at == 0, style)

    def _plain(self, text: str, is_start: bool, style: str) -> None:
        silent = self._silence()
        if silent:
            self.put(text, "", silent)
            return
        if style and text.strip():
            shown = text.translate(_RAISED if style == "sup" else _LOWERED)
            if all(new != old for new, old in zip(shown, text, strict=True)):
                self.put(text, shown, _SMALL)
                return
            what = f"“{text.strip()}”在Word里是{'上' if style == 'sup' else '下'}标，稿件里成了普通的字。"
            self.doubts.append(Doubt(self.length, self.length + len(text), "raised", what, "请核对，需要时换一种写法。"))
        places = dict(escaping.places(text, is_start))
        if self.is_in_table:
            places |= {match.start(): "\\|" for match in re.finditer(r"\|", text)}
        at = 0
        for position in sorted(places):
            self.put(text[at:position], text[at:position], None)
            self.put(text[position], places[position], escaping.WHY)
            at = position + 1
        self.put(text[at:], text[at:], None)

    def _silence(self) -> Note | None:
        return next((_SILENT[one.span.kind] for one in self.open.values() if one.span.kind in _SILENT), None)

    # Events

    def _event(self, token: str) -> None:
        event = self.events.of(token)
        if isinstance(event, Label):
            if not event.is_item and not self._silence():
                self.markup(event.text, _LABEL)
        elif isinstance(event, Span):
            self.open[ord(token) - FIRST] = _Open(event, self.length)
        elif isinstance(event, End):
            if (one := self.open.pop(event.start, None)) is not None:
                self._closed(one)
        elif isinstance(event, Picture):
            self._picture(event)
        elif isinstance(event, Thing):
            self._thing(event)

    def _closed(self, one: _Open) -> None:
        start, end = one.start, self.length
        text = "".join(after for _, after, _ in self.pieces)[start:end] if end > start else ""
        doubt = doubt_of(one.span, start, end, text, self._taken(one))
        if doubt:
            self.doubts.append(doubt)
        if one.span.kind == "comment":
            self.leftovers.append(Leftover("批注", one.span.text, f"{one.span.by} 指着“{clipped(text)}”"))

    def _taken(self, one: _Open) -> str:
        """The words that a deletion or hiding took out, from the pieces since."""
        if one.span.kind not in _SILENT:
            return ""
        length, found = self.length, []
        for before, after, note in reversed(self.pieces):
            length -= len(after)
            if length < one.start or (not after and note is not _SILENT[one.span.kind]):
                break
            found.append(before)
        return "".join(reversed(found)).strip()

    def _picture(self, picture: Picture) -> None:
        if picture.outside:
            what = f"这里的图片不在文件里，只有一个链接：{clipped(picture.outside, 60)}。"
            self.doubts.append(Doubt(self.length, self.length, "picture", what, "请向作者要这张图，放进相册。", "中"))
            return
        key = (picture.part, "")
        name = self.pictures.setdefault(key, f"tu-{len(self.pictures) + 1:02}")
        self.shown.setdefault(name, picture)
        self.waiting.append(name)

    def _thing(self, thing: Thing) -> None:
        if thing.what == NO_END:
            self.is_unended = True
            return
        texts = "；".join(thing.texts)
        self.leftovers.append(Leftover(thing.what, texts, ""))
        told = f"里面的字是：“{clipped(texts, 200)}”。" if texts else ""
        what = f"这里原来有{thing.what}，没有收进来。{told}"
        fix = {"公式": "请把公式存成图片放进相册，或改写成文字。", "注音": "要保留的，请写在字后面的括号里。"}.get(
            thing.what, "请对照原件；要用的，请存成图片放进相册，或改写成文字。"
        )
        self.doubts.append(Doubt(self.length, self.length, "thing", what, fix, "中"))

    # Blocks

    def block(self, node: Node, indent: str = "") -> None:
        if node.tag in ("ul", "ol"):
            self.listed(node, indent)
        elif node.tag == "table":
            self.table(node)
        elif node.tag == "p" and node.classes == "toc":
            self._toc(node)
        else:
            self.paragraph(node, indent)

    def _toc(self, node: Node) -> None:
        text = TOKEN.sub("", node.text)
        self.leftovers.append(Leftover("目录", text))
        self.put(text, "", _SILENT["toc"])
        self.put("\n", "", _SILENT["toc"])

    def paragraph(self, node: Node, indent: str = "") -> None:
        start, level = self.length, int(node.tag[1]) if re.fullmatch("h[1-6]", node.tag) else 0
        bare = TOKEN.sub("", node.text).strip()
        is_bold = _is_bold(node)
        is_title = node.classes == "title" and bool(bare)
        if is_title:
            self.markup("# ", _TITLE)
        elif level and bare:
            self.markup("#" * min(6, level + 1) + " ", _HEADING)
        elif (is_bold or node.classes == "centred") and not self.is_in_table and _looks_like_heading(bare) and start:
            self.markup("#" * (blocks.numbering(bare) or 2) + " ", _FAKE)
        plain = bool(level or is_title or is_bold)
        self.inline(node, is_start=True, plain=plain, indent=indent)
        if node.classes == "caption" and self.length > start:
            self.captions.append((start, self.length))
        self._finish(bare, indent)

    def _finish(self, bare: str, indent: str) -> None:
        """The end of a paragraph, with the pictures that stood in it."""
        if bare:
            self.end_line()
        if bare and self.waiting:
            what = f"这一段里夹着{len(self.waiting)}张图片，放在了这一段后面。"
            self.doubts.append(Doubt(self.length, self.length, "picture", what, "请看看位置对不对。", "低", is_marked=False))
        for name in self.waiting:
            self.markup(f"{indent}![](photo:{self.album}/{name})\n\n", _PICTURE)
        if not bare and self.waiting:
            self.put("\n", "", _LAYOUT)
        self.waiting = []

    def inline(self, node: Node, is_start: bool = False, plain: bool = False, indent: str = "") -> None:
        """The words of a paragraph; `plain` where its bold type says no more than that it is a heading."""
        for item in node.children:
            if isinstance(item, str):
                self.words(item, is_start)
                is_start = is_start and not TOKEN.sub("", item)
            elif item.tag in BLOCKS:
                self.block(item, indent)
            elif item.tag == "br":
                self._break(indent)
            elif item.tag == "input":
                self.markup("☑" if "checked" in item.attributes else "☐", Note("symbol", "Word里的勾选框，写成符号"))
            elif item.tag == "a":
                self._anchor(item, plain)
            elif item.tag in ("sup", "sub") and not _is_reference(item):
                self.words(item.text, style=item.tag)
            elif item.tag == "strong" and not plain and TOKEN.sub("", item.text).strip():
                self._bold(item, indent)
            else:
                self.inline(item, is_start, plain, indent)
                is_start = False

    def _break(self, indent: str) -> None:
        self.put("\n", "<br>" if self.is_in_table else "\n\n" + indent, _TABLE if self.is_in_table else _BREAK)

    def _bold(self, item: Node, indent: str) -> None:
        """Bold words, without the spaces at their ends: Markdown wants the marks close."""
        before, after = self.length, len(self.pieces)
        self.inline(item, plain=True, indent=indent)
        text = "".join(piece[1] for piece in self.pieces[after:])
        if not text.strip() or "\n" in text:
            return
        lead, trail = len(text) - len(text.lstrip()), len(text.rstrip())
        inner = Tape("".join(p[0] for p in self.pieces[after:]), self.pieces[after:])
        inner.apply([Edit(lead, lead, "**", _BOLD), Edit(trail, trail, "**", _BOLD)])
        self.pieces[after:] = inner.pieces
        self.length = before + len(inner.text)
        self.doubts = [moved(doubt, before + lead, before + trail) for doubt in self.doubts]

    def _anchor(self, item: Node, plain: bool) -> None:
        href = item.attributes.get("href", "")
        if re.match(r"#(?:foot|end)note-", href):
            number = self.notes.setdefault(href[1:], len(self.notes) + 1)
            self.markup(f"[^{number}]", _NOTE)
            return
        is_address = re.match(r"(?:https?|mailto):\S+$", href)
        shown = TOKEN.sub("", item.text).strip()
        if is_address and shown and not re.search(r"[\[\]()\s]", href):
            self.markup("[", _LINK)
            self.inline(item, plain=plain)
            self.markup(f"]({href})", _LINK)
            return
        start = self.length
        self.inline(item, plain=plain)
        if href and not href.startswith("#"):
            what = f"“{clipped(shown)}”连着“{clipped(href, 60)}”，这个链接网页上用不了，只留下文字。"
            self.doubts.append(Doubt(start, self.length, "link", what, "要保留的，请换成以https://开头的网址。"))

    # Lists

    def listed(self, node: Node, indent: str) -> None:
        for number, item in enumerate(node.nodes, 1):
            mark = f"{self._number(item) or number}. " if node.tag == "ol" else "- "
            self.markup(indent + mark, _ITEM)
            inner = indent + "    "
            nested = [child for child in item.nodes if child.tag in ("ul", "ol")]
            body = Node("p", {}, [child for child in item.children if child not in nested])
            self.inline(body, plain=_is_bold(body), indent=inner)
            self.end_line("\n", _ITEM)
            for name in self.waiting:
                self.markup(f"\n{inner}![](photo:{self.album}/{name})\n\n", _PICTURE)
            self.waiting = []
            for child in nested:
                self.listed(child, inner)
        if not indent:
            self.markup("\n", _LAYOUT)

    def _number(self, item: Node) -> str:
        for match in TOKEN.finditer(item.text):
            event = self.events.of(match[0])
            if isinstance(event, Label) and event.is_item:
                return event.text.rstrip(".")
        return ""

    # Tables

    def table(self, node: Node) -> None:
        rows = [row for part in sections(node) for row in part.nodes if row.tag == "tr"]
        grid, is_merged = grid_of(rows)
        if self.is_in_table or max((len(row) for row in grid), default=0) < 2:
            self._flat(rows)
            return
        start, self.is_in_table = self.length, True
        for number, row in enumerate(grid):
            self.markup("|", _TABLE)
            for cell in row:
                self.markup(" ", _TABLE)
                if cell is not None:
                    self._cell(cell)
                self.markup(" |", _TABLE)
            self.put("\n", "\n", None)
            if number == 0:
                self.markup("|" + " --- |" * len(row) + "\n", _TABLE)
        self.is_in_table = False
        self.markup("\n", _LAYOUT)
        if is_merged:
            what = "这张表里有合并的格子。稿件里的表格不能合并：文字在合并后的第一格，其余的格子空着。"
            self.doubts.append(Doubt(start, start + 1, "table", what, "请对照原件，需要时把空着的格子填上。", "低", is_marked=False))
        for name in self.waiting:
            self.markup(f"![](photo:{self.album}/{name})\n\n", _PICTURE)
            what = "表格里的图片放在了表格后面。"
            self.doubts.append(Doubt(start, start + 1, "picture", what, "请看看位置对不对。", "低", is_marked=False))
        self.waiting = []

    def _cell(self, cell: Node) -> None:
        parts = [part for part in cell.children if not (isinstance(part, str) and not part.strip())]
        for number, part in enumerate(parts):
            if number:
                self.put("\n", "<br>", _TABLE)
            self._in_cell(part)
        self.put("\n", "", _TABLE)

    def _in_cell(self, part: Node | str) -> None:
        """What stands in a cell, on one line: lists and tables within it one item after the other."""
        if isinstance(part, str):
            self.words(part)
        elif part.tag in ("ul", "ol", "table"):
            items = [
                item
                for item in part.walk()
                if item.tag in ("li", "td", "th") and not any(n.tag in ("li", "td", "th") for n in item.nodes)
            ]
            if part.tag == "table":
                what = "格子里还有一张表，它的文字一格一行排在这里。"
                self.doubts.append(Doubt(self.length, self.length, "table", what, "请对照原件整理。", "中"))
            for number, item in enumerate(items):
                if number:
                    self.put("\n", "<br>", _TABLE)
                lead = Node("p", {}, [child for child in item.children if isinstance(child, str) or child.tag not in ("ul", "ol")])
                self.inline(lead, plain=True)
        else:
            self.inline(part, plain=_is_bold(part))

    def _flat(self, rows: Sequence[Node]) -> None:
        """A table of one column is a frame: its paragraphs stand by themselves."""
        for row in rows:
            for cell in row.nodes:
                for part in cell.nodes:
                    self.block(part)

    # Footnotes

    def footnotes(self, node: Node) -> None:
        """The list of notes that mammoth sets at the end."""
        for item in node.nodes:
            id = item.attributes.get("id", "")
            number = self.notes.setdefault(id, len(self.notes) + 1)
            self.markup(f"[^{number}]: ", _NOTE)
            for place, part in enumerate(map(_without_way_back, item.nodes)):
                if place:
                    self.markup("    ", _NOTE)
                self.inline(part, plain=True, indent="    ")
                self.end_line()
                if self.waiting:
                    self._finish("", "    ")


def weave(plain: bytes, events: Events, album: str) -> Woven:
    """The Markdown of a Word file that ``reading`` made plain; pictures are called by their names in `album`."""
    html = mammoth.convert_to_html(
        io.BytesIO(plain), style_map=STYLE_MAP, include_embedded_style_map=False, ignore_empty_paragraphs=True
    ).value
    weaver = _Weaver(events, album)
    for node in parse(html).nodes:
        if node.tag == "ol" and all(re.match("(?:foot|end)note-", item.attributes.get("id", "")) for item in node.nodes):
            weaver.footnotes(node)
        else:
            weaver.block(node)
    original = "".join(before for before, _, _ in weaver.pieces)
    tape = Tape(original, weaver.pieces)
    pictures = list(weaver.shown.items())
    return Woven(tape, weaver.doubts, pictures, weaver.leftovers, weaver.captions)


def _is_bold(node: Node) -> bool:
    """Whether all words of a paragraph are bold."""
    loose = "".join(item if isinstance(item, str) else "" if item.tag == "strong" else item.text for item in node.children)
    return any(item.tag == "strong" for item in node.nodes) and not TOKEN.sub("", loose).strip()


def _looks_like_heading(bare: str) -> bool:
    return bool(bare) and has_han(bare) and width(bare) <= blocks.LONGEST_HEADING and not re.search("[。；！？，,;：:]$|[。；]", bare)


def _is_reference(item: Node) -> bool:
    """Whether a raised sign is the number of a footnote."""
    return any(re.match(r"#(?:foot|end)note-", inner.attributes.get("href", "")) for inner in item.walk())


def _without_way_back(part: Node) -> Node:
    """A paragraph of a note without the arrow that mammoth sets behind it."""
    if part.nodes and re.match(r"#(?:foot|end)note-ref-", part.nodes[-1].attributes.get("href", "")):
        kept = part.children[: part.children.index(part.nodes[-1])]
        if kept and isinstance(kept[-1], str):
            kept[-1] = kept[-1].removesuffix(" ")
        return Node(part.tag, part.attributes, kept)
    return part

"""What an editor is asked about what Word knows of a stretch of text: revisions, comments, colours, hidden words."""

from __future__ import annotations

import re
from dataclasses import replace

from ..cleaning.signs import clipped
from ..doubts import Doubt
from .events import Span


def doubt_of(span: Span, start: int, end: int, text: str, taken: str) -> Doubt | None:
    """What an editor is asked about a stretch of text that Word has something to say about."""
    who = " ".join(filter(None, (span.by, span.on)))
    by = f"（{who}）" if who else ""
    if span.kind == "insertion" and text.strip():
        return Doubt(start, end, "revision", f"修订{by}：插入了“{clipped(text)}”，收进来了。", "请核对要不要接受这处修订。", "中")
    if span.kind == "deletion" and taken:
        return Doubt(end, end, "revision", f"修订{by}：删去了“{clipped(taken, 80)}”，没有收进来。", "请核对要不要接受这处修订。", "中")
    if span.kind == "hidden" and taken:
        return Doubt(end, end, "hidden", f"这里有隐藏的文字“{clipped(taken, 80)}”，没有收进来。", "请问作者这些字还要不要。", "中")
    if span.kind == "comment":
        return Doubt(start, end, "comment", f"批注{by}：“{clipped(span.text, 200)}”", "请照批注处理。", "中")
    if not text.strip():
        return None
    if span.kind == "strike":
        return Doubt(start, end, "strike", f"“{clipped(text)}”在Word里画了删除线，字收进来了。", "是要删的，请删去。", "中")
    if span.kind == "colour":
        return Doubt(start, end, "colour", f"“{clipped(text)}”在Word里标了{span.text}，多半是要再看一看的。", "请核对。")
    if span.kind == "field":
        return Doubt(start, end, "field", f"“{clipped(text)}”是Word自动更新的内容，每次打开会变。", "请改成确定的文字。", "中")
    if span.kind == "box":
        line = next((m for m in re.finditer(".+", text) if not m[0].lstrip().startswith("![")), None)
        place = (start + line.start(), start + line.end()) if line else (start, start)
        what = "这一段起是文本框里的字，放在了文本框所在的那一段后面。"
        return Doubt(*place, "box", what, "请看看位置对不对；是图片说明的，移到图注里。", "低")
    return None


def moved(doubt: Doubt, lead: int, trail: int) -> Doubt:
    """A doubt about words that two marks of bold type were set around."""
    start = doubt.start + 2 * (doubt.start >= lead) + 2 * (doubt.start >= trail and doubt.start > lead)
    end = doubt.end + 2 * (doubt.end > lead or doubt.start >= lead) + 2 * (doubt.end > trail)
    return replace(doubt, start=start, end=max(start, end)) if doubt.end >= lead else doubt

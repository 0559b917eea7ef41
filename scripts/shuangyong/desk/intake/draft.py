"""The files that come of an intake: the draft, its source, its album. All pass the model, and all are drafts."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ...manuscripts.captions import CAPTIONS, Album
from ...manuscripts.reader import parse
from ...manuscripts.scalars import scalar
from ...photos.drafts import draft_captions
from ...problems import Problem
from ..fresh import forms
from ..lines import comment, entry
from ..place import Place
from .cleaning.figures import Drafted
from .cleaning.head import Head
from .word.pictures import Image
from .work import Work

_CREDIT = re.compile(r"[\s，。]*[（(]?\s*([\u3400-\u9fff]{2,4}(?:[、 ][\u3400-\u9fff]{2,4})*)\s*(?:摄影|摄|供图)[)）]?$")
_NUMBERED = re.compile(r"^(?:[▲△▼▽↑↓←→]|图\s*[\d一二三四五六七八九十]{1,2}\s*[:：.、]?)\s*")


@dataclass(frozen=True)
class Names:
    """What the things that come of an intake are called."""

    kind: str
    id: str
    source: str
    album: str
    report: str
    """The path of the report as an editor sees it."""


def manuscript(work: Work, names: Names, place: Place, number: int | None) -> str:
    """The text of the draft."""
    lines = [comment(f"收稿时改了什么、还有什么要定，见 {names.report}"), *_front(work, names, place, number)]
    return "\n".join(["---", *lines, "---", "", ""]) + work.text


def _front(work: Work, names: Names, place: Place, number: int | None) -> list[str]:
    title = work.head.title
    text = f"{title}\n{work.text}"
    if names.kind != "story":
        found = forms.front(names.kind, title, place.today, place.library, number=number)
        at = next((n for n, line in enumerate(found) if line.startswith("district:")), -1)
        if at >= 0:
            found[at - 1 : at + 1] = forms.district_lines(place.library, text)
        return [*found[:-2], *entry("sources", [names.source]), *found[-2:]]
    return [
        *entry("title", title),
        comment("摘要：一两句话，不超过120字；写了就去掉前面的#"),
        comment("summary: 摘要"),
        f"sources: [{names.source}]",
        comment("发布那天，请改成当天的日期"),
        f"published: {place.today.isoformat()}",
        *forms.district_lines(place.library, text),
        *entry("byline", work.head.byline),
        *entry("number", number),
        comment("疑点都定了、记号都删了以后，删去下面这一行，才会发布"),
        "draft: true",
    ]


def source(work: Work, names: Names, place: Place, figures: Iterable[Drafted]) -> str:
    """The text of the drafted source: where the text is from, its figures, what it leaves open."""
    head = work.head
    kind = head.page_mark or ("" if work.is_scan else "来稿")
    lines = [
        comment(f"由收稿命令起草，请逐项核对；收稿报告见 {names.report}"),
        *entry("title", head.title),
        comment("发布那天，请改成当天的日期"),
        f"published: {place.today.isoformat()}",
        *([] if kind else [comment("种类，如 报纸专版、政府公报")]),
        *entry("source_kind", kind or forms.TO_DO),
        *_known_district(place, f"{head.title}\n{work.text}"),
        *entry("kicker", head.kicker),
        *entry("subtitle", head.subtitle),
        *entry("issued", head.issued),
        *entry("byline", head.byline),
        comment("版权情况，请核实"),
        "rights: 待核实",
        *entry("figures", [_figure(one) for one in figures]),
        *entry("gaps", _gaps(head, figures)),
        comment("核对以后删去下面这一行，才会发布"),
        "draft: true",
    ]
    return "\n".join(["---", *lines, "---", ""])


def _known_district(place: Place, text: str) -> list[str]:
    """A source need not name a district: nothing where the text does not name one alone."""
    named = forms.named_districts(place.library, text)
    return [f"district: {named[0][0]}"] if len(named) == 1 else []


def _figure(one: Drafted) -> dict[str, object]:
    return {
        "id": one.id,
        "as_printed": one.as_printed,
        "value": one.value,
        "unit": one.unit,
        "status": one.status,
        "what": one.what,
        "note": one.note,
    }


def _gaps(head: Head, figures: Iterable[Drafted]) -> list[dict[str, str]]:
    captions = [{"what": f"原件有一张图片，收到的文字里只有它的说明：“{caption}”。"} for caption in head.captions]
    cut = [{"what": f"原文在这里断了，没有数字：{one.what}", "figure": one.id} for one in figures if one.status == "缺"]
    return captions + cut


# Photos


def captions(images: Iterable[Image], head: Head, album: str, shown_as: str) -> str:
    """The text of the album's captions file: what the pictures say of themselves, what Word and the text say of them."""
    with tempfile.TemporaryDirectory() as folder:
        for image in images:
            (Path(folder) / image.file).write_bytes(image.data)
        text = draft_captions(Path(folder), Album(album, shown_as), jobs=1)
    for image in images:
        text = _filled(text, image.file, _said(image, head.photo_captions.get(f"{album}/{image.name}", "")))
    return text


def _said(image: Image, caption: str) -> dict[str, str]:
    """What is known of a picture. The credit behind a caption is the photographer's."""
    found = {"alt": image.alt.strip()}
    if match := _CREDIT.search(caption):
        found["photographer"] = "、".join(re.split("[、 ]", match[1]))
        caption = caption[: match.start()]
    found["caption"] = _NUMBERED.sub("", caption).strip()
    return {key: value for key, value in found.items() if value}


def _filled(text: str, file: str, said: Mapping[str, str]) -> str:
    """The captions file with the empty keys of one entry filled in."""
    found, is_meant = [], False
    for line in text.split("\n"):
        if re.match(r"\s*- file:", line):
            is_meant = line.split(":", 1)[1].strip() in (scalar(file), file)
        key = line.strip().removesuffix(":")
        if is_meant and line.strip().endswith(":") and key in said:
            line = f"{line} {scalar(said[key])}"
        found.append(line)
    return "\n".join(found)


def problems(place: Place, file: Path, text: str) -> list[Problem]:
    """Those of a drafted file. It is a bug if there are any but warnings."""
    src_uri = file.resolve().relative_to(place.docs_dir.resolve()).as_posix()
    item, found = parse(text.encode(), src_uri, place.shown(file))
    assert item is not None and all(problem.severity == "warning" for problem in found), found
    return found


__all__ = ["CAPTIONS", "Names", "captions", "manuscript", "problems", "source"]

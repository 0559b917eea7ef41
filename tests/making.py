"""Manuscripts and sites made of a few words, for tests that need no files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from shuangyong.manuscripts.library import Library, Manuscript, kind_of
from shuangyong.manuscripts.reader import parse
from shuangyong.site import Site

TODAY = dt.date(2026, 11, 22)
HERE = Path(__file__).parent

SOUND: dict[str, str] = yaml.safe_load((HERE / "sites" / "sound.yml").read_text(encoding="utf-8"))["docs"]
"""The files of a small site without a mistake, by path below docs/."""

_REQUIRED: dict[str, dict[str, Any]] = {
    "story": {"published": "2026-11-22", "district": "xuhui", "sources": ["paper"]},
    "brand": {"published": "2026-11-22", "district": "xuhui", "category": "优抚项目", "status": "在办"},
    "base": {"published": "2026-11-22", "district": "xuhui", "category": "专题展馆", "official_name": "全称"},
    "district": {"short": "徐汇", "city": "上海"},
    "exhibition": {"published": "2026-11-22"},
    "screen": {"size": "1920x1080", "valid_until": "2027-12-31", "programme": [{"day": "next"}]},
    "day": {},
    "source": {"published": "2026-11-22", "source_kind": "报纸专版", "rights": "只据以改写事实"},
    "page": {"published": "2026-11-22"},
}


def manuscript(src_uri: str, body: str = "正文。\n", **keys: Any) -> Manuscript:
    """What is read from a file at `src_uri` with these keys; required ones not given are filled in."""
    keys = {"title": src_uri, **_REQUIRED[kind_of(src_uri)], **keys}
    front = yaml.safe_dump(keys, allow_unicode=True, sort_keys=False)
    item, problems = parse(f"---\n{front}---\n{body}".encode(), src_uri, f"docs/{src_uri}")
    assert item is not None and not problems, [str(problem) for problem in problems]
    return item


def figure(id: str = "f01", as_printed: str | None = "600余件", **keys: Any) -> dict[str, Any]:
    """One figure, for the ``figures`` of a source."""
    given = {"id": id, "as_printed": as_printed, "status": "实数", "what": "征集的作品", **keys}
    return {key: value for key, value in given.items() if value is not None}


def library(*items: Manuscript) -> Library:
    return Library(items)


def site(**facts: Any) -> Site:
    return Site(**{"name": "试验站", "url": "https://site.example/sy/", "today": TODAY, **facts})


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of ``cases/<name>.yml``: text in, text out."""
    return yaml.safe_load((HERE / "cases" / f"{name}.yml").read_text(encoding="utf-8"))

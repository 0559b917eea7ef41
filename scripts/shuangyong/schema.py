"""Hints for editors: JSON Schema and VS Code snippets, made from the models."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from .manuscripts.captions import AlbumFront
from .manuscripts.models import FOLDERS, KIND_NAMES, KINDS, Front
from .manuscripts.validation import literals

_OFFERED: dict[str, tuple[str, ...]] = {
    "story": ("happened", "brands", "number"),
    "brand": ("owner", "since", "number"),
    "base": ("address", "hours_text", "phone", "admission", "booking"),
    "day": ("rule", "tone", "basis"),
    "exhibition": ("venue", "happened"),
    "source": ("issued",),
}
"""Keys a snippet offers besides the required ones."""


def write(folder: Path) -> Iterator[Path]:
    """Write ``schemas/<kind>.json`` and ``manuscripts.code-snippets`` into `folder`; yields their paths."""
    for name, content in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
        yield path


def files() -> dict[str, str]:
    """The content of every file, by its path."""
    schemas = {f"schemas/{kind}.json": _json(json_schema(kind)) for kind in KINDS}
    schemas["schemas/captions.json"] = _json(_schema(AlbumFront, "图注"))
    return schemas | {"manuscripts.code-snippets": _json({f"{KIND_NAMES[k]}": snippet(k) for k in KINDS})}


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a kind's front matter."""
    return _schema(KINDS[kind], KIND_NAMES[kind])


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    found = model.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": title}


def snippet(kind: str) -> dict[str, Any]:
    """A VS Code snippet that types a kind's front matter, stopping at each key with its hint."""
    model = KINDS[kind]
    keys = [name for name, field in model.model_fields.items() if field.is_required()]
    keys += [name for name in (*_OFFERED.get(kind, ()), "summary", "tags") if name not in keys]
    stops = [key for key in keys if key != "published"]
    body = ["---", *(_line(model, key, stops.index(key) + 1 if key in stops else 0) for key in keys), "---", "", "$0"]
    folder = next((folder for folder, of in FOLDERS.items() if of == kind), "about")
    return {
        "scope": "markdown",
        "prefix": [KIND_NAMES[kind], kind],
        "description": f"新的{KIND_NAMES[kind]}，放在 docs/{folder}/ 下",
        "body": body,
    }


def _line(model: type[Front], key: str, stop: int) -> str:
    field = model.model_fields[key]
    choices = list(literals(field.annotation))
    hint = (field.description or "").replace("}", "").replace("|", "").replace(",", "，")
    if choices:
        value = f"${{{stop}|{','.join(map(str, choices))}|}}"
    elif key == "published":
        value = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
    elif str(field.annotation).startswith("tuple"):
        value = f"[${{{stop}:{hint}}}]"
    else:
        value = f"${{{stop}:{hint}}}"
    return f"{key}: {value}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"

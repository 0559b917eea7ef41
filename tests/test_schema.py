"""What VS Code knows of front matter is what the models say."""

from __future__ import annotations

import json

import jsonschema
import pytest

from conftest import REPOSITORY
from shuangyong import schema
from shuangyong.manuscripts import frontmatter
from shuangyong.manuscripts.library import kind_of
from shuangyong.manuscripts.models import KINDS

DOCS = REPOSITORY / "docs"
SHIPPED = sorted(file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.md"))


@pytest.mark.parametrize("name", schema.files())
def test_the_shipped_file_is_up_to_date(name: str) -> None:
    """After a change to the models: ``shuangyong schema``."""
    assert (REPOSITORY / ".vscode" / name).read_text(encoding="utf-8") == schema.files()[name]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema.json_schema(kind))


@pytest.mark.parametrize("src_uri", SHIPPED)
def test_a_shipped_manuscript_meets_its_schema(src_uri: str) -> None:
    front, problems = frontmatter.split(src_uri, (DOCS / src_uri).read_text(encoding="utf-8"))
    assert not problems
    data = json.loads(json.dumps(front.data))  # As an editor's YAML plug-in sees it: keys are text.
    jsonschema.Draft202012Validator(schema.json_schema(kind_of(src_uri))).validate(data)


def test_a_schema_refuses_an_unknown_key() -> None:
    validator = jsonschema.Draft202012Validator(schema.json_schema("page"))
    assert validator.is_valid({"title": "关于", "published": "2026-11-22"})
    assert not validator.is_valid({"title": "关于", "published": "2026-11-22", "sumary": "摘要"})


def _described(definition: dict):
    for part in (definition, *definition.get("$defs", {}).values()):
        for key, field in part.get("properties", {}).items():
            yield f"{part.get('title')}.{key}", field.get("description")


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_its_hint(kind: str) -> None:
    assert [key for key, hint in _described(schema.json_schema(kind)) if not hint] == []


def test_writing_gives_the_files(tmp_path) -> None:
    written = {path.relative_to(tmp_path).as_posix(): path.read_bytes().decode() for path in schema.write(tmp_path)}
    assert written == schema.files()

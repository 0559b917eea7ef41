"""From data to one HTML page that opens by double-click, asks nothing of any network and prints well."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2

from ...resources import templates_dir


def render(template: str, folders: tuple[Path, ...], **context: Any) -> str:
    """A template below ``overrides/``; a site's own in `folders` goes before ours."""
    loader = jinja2.ChoiceLoader([jinja2.FileSystemLoader(folder, encoding="utf-8") for folder in (*folders, templates_dir())])
    environment = jinja2.Environment(
        loader=loader,
        autoescape=lambda name: bool(name) and name.endswith(".html"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(**context)

"""The markup of photos that stand inside a text, made by the same macros as all others."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from ...resources import templates_dir
from .hanging import Hung


def set_photo(hung: Hung | None, is_alone: bool) -> Markup | None:
    """A figure for a photo alone in its paragraph, the bare picture for one among words."""
    if hung is None:
        return None
    macros = _macros()
    return macros.photo(hung) if is_alone else macros.picture(hung)


@cache
def _macros():
    templates = Environment(loader=FileSystemLoader(templates_dir()), autoescape=True)
    return templates.get_template("partials/picture.html").module

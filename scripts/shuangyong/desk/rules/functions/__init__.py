"""The small functions that rules name where a pattern cannot say it.

Each is given a document, the rule and what the desk knows, and yields hits. A rule finds its
function by name: ``function: resident-ids``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from .base import REGISTRY, Function

__all__ = ["Function", "functions"]


@cache
def functions() -> Mapping[str, Function]:
    """Every function, by the name that rules call it."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return REGISTRY

"""Text: each manuscript's Markdown rendered once, for every carrier."""

from .render import Section, Text, Texts
from .resolve import with_addresses

__all__ = ["Section", "Text", "Texts", "with_addresses"]

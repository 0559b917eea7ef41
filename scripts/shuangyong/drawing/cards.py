"""What stands on a share card: the picture that a messenger shows with a link."""

from __future__ import annotations

from dataclasses import astuple, dataclass

from .characters import missing as missing_characters

SIZE = (1200, 630)
"""In pixels: the proportions that Open Graph readers expect."""


@dataclass(frozen=True)
class Card:
    """The words of a card; an empty one leaves its place white."""

    site_name: str
    kicker: str
    """What kind of thing it is and where: 双拥故事 · 原闸北区（今静安区）."""
    title: str
    when: str
    """When it happened, at the precision known."""
    source: str
    """By whose word: 依据：报纸专版（约2015年）."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Characters that the typeface lacks and the card shows as 〓."""
        return missing_characters("".join(astuple(self)))

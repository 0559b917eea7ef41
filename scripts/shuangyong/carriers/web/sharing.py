"""Share cards: the picture that a messenger shows with the link to a story."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ...columns import COLUMNS
from ...drawing.cards import SIZE, Card
from ...drawing.characters import missing
from ...drawing.store import kept_cards
from ...manuscripts.library import Manuscript
from ...phrasing import SEPARATOR, basis
from .. import Output

if TYPE_CHECKING:
    from .view import View

ADDRESS = "assets/cards/"


class Sharing:
    """The cards of a site's stories; none where the site keeps no folder for them, as in the preview."""

    def __init__(self, view: View):
        self._view = view

    def of(self, item: Manuscript) -> tuple[str, int, int, str] | None:
        """(address, width, height, what is seen) of the card of `item`, sizes in pixels; None where it has none."""
        file = self._files.get(item)
        return (f"{ADDRESS}{file.name}", *SIZE, f"分享图：{item.title}") if file else None

    def outputs(self) -> Iterator[Output]:
        for name, file in sorted({file.name: file for file in self._files.values()}.items()):
            yield Output(f"{ADDRESS}{name}", file=file)

    @cached_property
    def _files(self) -> dict[Manuscript, Path]:
        """All at once: many are drawn on all processors."""
        folder = self._view.site.cards
        if folder is None:
            return {}
        # A title with 〓 in it would be a slip in public; elsewhere it is the lesser evil.
        cards = {story: self._card(story) for story in self._view.library.of("story") if not missing(story.title)}
        drawn = kept_cards(cards.values(), folder)
        return {story: drawn[card] for story, card in cards.items()}

    def _card(self, story: Manuscript) -> Card:
        view = self._view
        kicker = SEPARATOR.join(filter(None, (COLUMNS["stories"].name, view.district_label(story))))
        when = str(story.meta.happened) if story.meta.happened else ""
        sources = [basis(source) for source in view.named(story.meta.sources, "source")]
        return Card(view.site.name, kicker, story.title, when, f"依据：{'、'.join(sources)}" if sources else "")

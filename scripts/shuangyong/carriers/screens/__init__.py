"""Screens: the programme that an education base plays, for months, without anybody looking after it.

From a manuscript to a wall: ``topics`` says what is told of each thing, ``layouts`` how large things
are on this screen, ``lines`` (with ``sentences``) where a text is parted, ``compose`` what stands on
each slide, ``dwell`` and ``timing`` how long and when, ``slides`` the whole programme, ``sheet`` its
HTML and CSS, ``playable`` every file of one screen. ``reader`` (with ``particulars`` and ``prose``) is
what a touched terminal opens. ``export``, ``film`` and ``inspection`` (with ``browser``) are what the
``commands`` do. FORMAT.md tells what the player is given; the player itself is in overrides/screen/.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...manuscripts.library import Publishable
from ...problems import Problem, softened
from .. import CarrierOptions, Output
from .commands import screens

name = "screens"


class Options(CarrierOptions):
    """Nothing to set: each screen says for itself what it is and what it plays."""


commands = (screens,)


def outputs(publishable: Publishable, options: Options) -> Iterator[Output | Problem]:
    """The page and the programme of every screen, below ``screens/``, and what does not fit on them."""
    from .playable import playable  # Loads Pillow, which a site without a screen does not need.

    assert options.site is not None
    found: dict[str, Output] = {}
    for screen in publishable.of("screen"):
        made = playable(screen, publishable, options.site)
        # A draft is only seen in a preview, which a mistake in it must not stop.
        yield from map(softened, made.problems) if screen.meta.draft else made.problems
        found |= {output.path: output for output in made.outputs}
    for withdrawal in publishable.withdrawals:
        if withdrawal.screen:
            # Whoever plays it takes this for its next edition, and shows the neutral slide.
            found |= {output.path: output for output in playable(withdrawal.screen, publishable, options.site).outputs}
    # Screens share the player, and photos with the pages: the web gives those out as well.
    yield from found.values()

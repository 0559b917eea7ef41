"""Sign-off: who approved exactly which words, figures and pictures, and whether that still holds.

``digest`` and ``material`` say what is signed, ``signers`` by whom it may be, ``approvals`` and
``desk`` what it is worth. The gate itself is ``library.publishable()``, which is given the
desk's clearance. ``status``, ``sheet`` and the commands are how editors meet it.
"""

from __future__ import annotations

from .desk import Desk
from .originals import Originals, shas_of
from .signers import read_signers

__all__ = ["Desk", "Originals", "read_signers", "shas_of"]

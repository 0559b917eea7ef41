"""体检: what is wrong with the photos of an album, and what to do about it.

``measures`` looks at one picture in a worker, ``findings`` judges the numbers, ``album`` puts
pictures and captions side by side, ``page`` and ``as_json`` show it.
"""

from .album import Checked, as_json, check_album
from .page import page
from .uses import Use, parse_use

__all__ = ["Checked", "Use", "as_json", "check_album", "page", "parse_use"]

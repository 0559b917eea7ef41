"""What a sign-off is given on, and the digest of it.

A digest reads ``v1:`` and 64 hexadecimal digits of SHA-256 over everything, then six digits
of each part (place, text, figures, photos, files): these prove nothing, but say without any
history which part is no longer what was signed.

A recipe is never changed: what was signed by it must verify for as long as the site stands.
Whoever needs another adds ``v2``; new sign-offs then use that, and old ones hold by theirs.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

PARTS = {
    "place": "文件的位置或名字",
    "text": "稿件",
    "figures": "引用的数字",
    "photos": "照片或图注",
    "files": "附件或视频",
}
"""The parts of a digest and what an editor calls them, in the order of their digits."""


@dataclass(frozen=True)
class Material:
    """All that a reader will see on the word of those who sign one manuscript."""

    kind: str
    src_uri: str
    text: str
    """The file with LF line ends, without its sign-offs."""
    figures: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """(``source/figure``, what is said of it) of every figure it names, in its order."""
    photos: tuple[tuple[str, str, Mapping[str, Any]], ...] = ()
    """(``album/slug``, SHA-256 of the original, what the captions say) of every photo it shows, in its order."""
    files: tuple[tuple[str, str], ...] = ()
    """(path below docs/, SHA-256) of every file it links to or plays, by path."""
    lacks: tuple[str, ...] = ()
    """What it needs and what is not here, in the editor's words: it can then be neither signed nor verified."""

    @property
    def parts(self) -> dict[str, Any]:
        return {
            "place": [self.kind, self.src_uri],
            "text": self.text,
            "figures": self.figures,
            "photos": self.photos,
            "files": self.files,
        }


def _v1(material: Material) -> str:
    parts = material.parts
    hints = "".join(f"-{_sha256(parts[name])[:6]}" for name in PARTS)
    return f"v1:{_sha256(parts)}{hints}"


def _sha256(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


RECIPES: Mapping[str, Callable[[Material], str]] = {"v1": _v1}
CURRENT = "v1"

_SHAPE = re.compile(r"(v\d+):([0-9a-f]{64})((?:-[0-9a-f]{6}){5})")


def digest(material: Material, version: str = CURRENT) -> str:
    return RECIPES[version](material)


def version_of(recorded: str) -> str | None:
    """The recipe a recorded digest was made by, whether or not we know it; None where it is no digest."""
    match = re.match(r"(v\d+):", recorded)
    return match[1] if match else None


def is_whole(recorded: str) -> bool:
    """Whether a digest by a recipe of ours has all its digits."""
    return bool(_SHAPE.fullmatch(recorded))


def changed_parts(recorded: str, now: str) -> tuple[str, ...]:
    """The names of the parts in which two whole digests differ; empty where their digits do not say."""
    old, new = _SHAPE.fullmatch(recorded), _SHAPE.fullmatch(now)
    if not old or not new:
        return ()
    pairs = zip(PARTS, old[3].split("-")[1:], new[3].split("-")[1:], strict=True)
    return tuple(name for name, before, after in pairs if before != after)


def short(recorded: str) -> str:
    """The first twelve digits in groups, to be compared by eye: ``3b0c 4429 8fc1``."""
    digits = recorded.partition(":")[2][:12]
    return " ".join(digits[at : at + 4] for at in range(0, 12, 4))

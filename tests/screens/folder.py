"""A playable folder, as ``carriers/screens/FORMAT.md`` describes it, out of a handwritten programme and drawn pictures."""

from __future__ import annotations

import hashlib
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from PIL import Image

OVERRIDES = Path(__file__).parents[2] / "overrides"
WIDTH, HEIGHT = 320, 180
DAY = 86_400
NOON = 1_795_320_000
"""2026-11-22 12:00 in Shanghai, a Sunday: when the boxes of these tests are switched on."""
MIDNIGHT = NOON - 12 * 3600
EDITION = "00112233445566aa"
COLOURS = {"red": (200, 40, 40), "green": (40, 160, 60), "blue": (60, 80, 220), "gold": (220, 170, 40), "plum": (150, 60, 150)}
PAPER = (251, 248, 242)
"""The neutral slide's."""
CLIP = Path(__file__).with_name("clip.webm")
"""Two seconds in one colour: ``ffmpeg -f lavfi -i color=c=0x3C50DC:s=64x36:r=10:d=2 -c:v libvpx -b:v 20k clip.webm``."""
MIME = {"avif": "AVIF", "webp": "WEBP", "jpeg": "JPEG"}

STYLE = """html, body { margin: 0; height: 100%%; overflow: hidden; background: #fbf8f2; }
#stage { position: absolute; left: 0; top: 0; width: %(width)dpx; height: %(height)dpx; overflow: hidden; }
#standby, #layers, #dark, .sy-layer, .sy-slide { position: absolute; left: 0; top: 0; width: 100%%; height: 100%%; }
#standby { background: #fbf8f2; }
.sy-layer { opacity: 0; transition: opacity 800ms linear; }
.sy-layer.is-shown { opacity: 1; }
.sy-slide img, .sy-slide video { display: block; width: 100%%; height: 100%%; }
#dark { background: #000; visibility: hidden; }
#dark.is-on { visibility: visible; }
#debug { position: fixed; left: 0; top: 0; margin: 0; font-size: 12px; background: #fff; }
"""
PAGE = """<!doctype html>
<html lang="zh-Hans" class="sy-screen sy-screen--landscape">
<head>
<meta charset="utf-8">
<title>大厅</title>
<link rel="stylesheet" href="screen.css">
</head>
<body>
<div id="stage"><div id="standby"></div><div id="layers"></div><div id="dark"></div><p id="code"></p></div>
<div id="reader" hidden></div>
<pre id="debug" hidden></pre>
<script type="application/json" id="programme">{}</script>
<script src="../player.js"></script>
</body>
</html>
"""


def script(name: str) -> str:
    """``player.js`` or ``worker.js``, joined as Python joins it."""
    templates = Environment(loader=FileSystemLoader(OVERRIDES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return templates.get_template(f"screen/{name}").render()


@cache
def picture(colour: str, format: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> bytes:
    """All of one colour: half of it, or two of them mixed, are easily seen."""
    file = io.BytesIO()
    Image.new("RGB", size, COLOURS[colour]).save(file, MIME[format])
    return file.getvalue()


def slide(id: str, colour: str | None = None, **keys: Any) -> dict[str, Any]:
    """A slide of the programme, with a picture of this colour."""
    pictures = [{format: f"../../photos/album/{colour}.{format}" for format in MIME}] if colour else []
    inner = '<img data-picture="0" alt="">' if colour else f"<p>{id}</p>"
    free = {"days": [], "from": None, "until": None, "first": None, "last": None}
    given = {"id": id, "seconds": 8, **free, "video": None, "opens": None, "pictures": pictures, **keys}
    given.setdefault("everyday", all(given[key] == value for key, value in free.items()))
    given.setdefault("html", f'<div class="sy-slide">{inner}</div>')
    return given


def clip(id: str, **keys: Any) -> dict[str, Any]:
    """A slide that is a video."""
    html = '<div class="sy-slide"><video data-video muted playsinline></video></div>'
    return slide(id, video="../../photos/album/clip.webm", html=html, **keys)


def programme(*slides: dict[str, Any], **keys: Any) -> dict[str, Any]:
    """What stands in the page."""
    return {
        "format": 1, "id": "hall", "title": "大厅", "site": "试验站", "edition": EDITION, "code": "1122-0011",
        "width": WIDTH, "height": HEIGHT, "pixel_mapped": False, "touch": False, "fade_ms": 800,
        "zone": [[0, 480]], "earliest": MIDNIGHT, "valid_until": MIDNIGHT + 30 * DAY, "latest": MIDNIGHT + 760 * DAY,
        "hours": [], "sober": [], "grey": [], "reader": None, "fonts": [],
        "slides": list(slides) or [slide("red", "red"), slide("green", "green"), slide("blue", "blue")],
        **keys,
    }  # fmt: skip


def write(root: Path, given: dict[str, Any], *, id: str = "hall", inline: str | None = None) -> Path:
    """The screen `id` below `root`; `inline` stands in the page instead of the programme. Gives its folder.

    A picture that is named after no colour is missing.
    """
    own = root / "screens" / id
    own.mkdir(parents=True, exist_ok=True)
    size = {"width": given["width"], "height": given["height"]}
    text = json.dumps(given, ensure_ascii=False) if inline is None else inline
    files = {
        "index.html": PAGE.replace("{}", text.replace("<", "\\u003c")).encode(),
        "screen.css": (STYLE % size).encode(),
        "../player.js": script("player.js").encode(),
        **_media(given),
    }
    for path, body in files.items():
        file = (own / path).resolve()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    listed = [{"path": path, **_facts(body), "format": format if (format := path.rpartition(".")[2]) in MIME else None} for path, body in files.items()]
    (own / "programme.json").write_text(json.dumps({**given, "files": listed}, ensure_ascii=False), encoding="utf-8")
    (root / "screens" / "worker.js").write_text(script("worker.js"), encoding="utf-8")
    return own


def _facts(body: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)}


def _media(given: dict[str, Any]) -> dict[str, bytes]:
    found = {}
    for it in given["slides"]:
        for files in it.get("pictures", []):
            found |= {path: picture(Path(path).stem, format) for format, path in files.items() if Path(path).stem in COLOURS}
        if it.get("video"):
            found[it["video"]] = CLIP.read_bytes()
    return found

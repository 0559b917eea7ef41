"""Render every SVG in this folder to a palette PNG one folder up.

Run it with a Python that has resvg-py, NumPy and Pillow; no system library,
font or browser takes part, so a second run writes the same bytes:

    python render.py [name …]     for example: python render.py 06-yushui-qinqing

The long side is 4000 px. Each PNG keeps the 256 colours that occur most, so
all flat colours stay exact and only rare blends on an edge move to the nearest
kept one. No dithering, no metadata chunks.
"""

import io
import sys
from pathlib import Path

import numpy as np
import resvg_py
from PIL import Image

HERE = Path(__file__).resolve().parent
LONG_SIDE_PX = 4000
PALETTE_SIZE = 256


def render(svg: Path) -> Image.Image:
    """The drawing as an RGB image, 3000×4000 or 4000×3000."""
    text = svg.read_text(encoding="utf-8")
    width, height = map(float, text.split('viewBox="', 1)[1].split('"', 1)[0].split()[2:])
    width_px = round(LONG_SIDE_PX * width / max(width, height))
    png = bytes(resvg_py.svg_to_bytes(svg_string=text, width=width_px))
    return Image.open(io.BytesIO(png)).convert("RGB")


def quantise(image: Image.Image) -> Image.Image:
    """The image with at most 256 colours, the most frequent ones unchanged."""
    rgb = np.asarray(image).astype(np.uint32)
    packed = rgb[..., 0] << 16 | rgb[..., 1] << 8 | rgb[..., 2]
    counts = np.bincount(packed.ravel(), minlength=1 << 24)
    colours = np.flatnonzero(counts)
    kept = colours[np.argsort(-counts[colours], kind="stable")[:PALETTE_SIZE]]
    squares = (channels(colours)[:, None] - channels(kept)) ** 2
    place = np.zeros(1 << 24, dtype=np.uint8)
    place[colours] = squares.sum(axis=2).argmin(axis=1)
    result = Image.fromarray(place[packed])
    result.putpalette(channels(kept).astype(np.uint8).tobytes())
    return result


def channels(packed: np.ndarray) -> np.ndarray:
    """Packed 0xRRGGBB values as rows of red, green, blue."""
    return np.stack([packed >> 16 & 255, packed >> 8 & 255, packed & 255], axis=-1)


def main(names: list[str]) -> int:
    for svg in sorted(HERE.glob("*.svg")):
        if names and svg.stem not in names:
            continue
        target = HERE.parent / f"{svg.stem}.png"
        quantise(render(svg)).save(target, optimize=True)
        print(f"{target.name}: {target.stat().st_size / 1024:.0f} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

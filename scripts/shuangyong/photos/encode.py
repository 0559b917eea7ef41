"""Pictures to bytes, with the credits and nothing else."""

from __future__ import annotations

import io
from typing import Any
from xml.sax.saxutils import escape

from PIL import Image

from .job import Credits
from .recipe import AVIF, JPEG, PRINT, WEBP, Shape

# Measured against sharp's defaults (make bench, photos): about its bytes and likeness at a
# fraction of its time. libaom tuned for SSIM at speed 8 loses nothing against speed 6 as it comes.
_AVIF = {"quality": 50, "speed": 8, "max_threads": 1, "advanced": {"tune": "ssim"}}
_WEBP = {"quality": 80, "method": 4}
_JPEG = {"quality": 80, "progressive": True}
# Progressive needs all coefficients in memory: too much for a whole wall sheet.
_PRINT = {"quality": 92, "subsampling": "4:4:4", "dpi": (300, 300)}


def encode(image: Image.Image, shape: Shape, format: str, credits: Credits, is_drawn: bool) -> bytes:
    """The bytes of one rendition; `is_drawn` keeps full colour resolution for flat art."""
    options: dict[str, Any] = {}
    colours = "4:4:4" if is_drawn else "4:2:0"
    if format == AVIF:
        options = {"format": "AVIF", "subsampling": colours, **_AVIF}
    elif format == WEBP:
        options = {"format": "WEBP", "use_sharp_yuv": is_drawn, **_WEBP}
    elif format == JPEG:
        options = {"format": "JPEG", **(_PRINT if shape.purpose == PRINT else {"subsampling": colours, **_JPEG})}
    if packet := xmp(credits):
        options["xmp"] = packet
    # From a copy without a past: Pillow would write comments and profiles of the original back.
    clean = image.copy() if image.info else image
    clean.info = {}
    buffer = io.BytesIO()
    clean.save(buffer, **options)
    return buffer.getvalue()


def is_drawn(image: Image.Image) -> bool:
    """Whether a picture is flat art rather than a photograph: few colours in a fair sample of its pixels."""
    return image.resize((256, 256), Image.Resampling.NEAREST).getcolors(4096) is not None


_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">{}</rdf:Description></rdf:RDF></x:xmpmeta>'
)
_CREATOR = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>"
_TEXT = '<dc:{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></dc:{0}>'


def xmp(credits: Credits) -> bytes:
    """Photographer, rights and caption as Dublin Core in XMP (ISO 16684-1); empty where there are none.

    XMP is UTF-8 in all three formats; EXIF and IPTC leave the encoding of Chinese to chance.
    """
    parts = [_CREATOR.format(escape(credits.photographer))] if credits.photographer else []
    parts += [_TEXT.format("rights", escape(credits.rights))] if credits.rights else []
    parts += [_TEXT.format("description", escape(credits.caption))] if credits.caption else []
    return _XMP.format("".join(parts)).encode() if parts else b""

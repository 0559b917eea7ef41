"""What a photo's own metadata says about author, title, caption, rights and date.

Read from IPTC (IIM 4.2), XMP and EXIF. Where the picture was taken, as coordinates or as a
place name that a program worked out from them, is never read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from PIL import Image, IptcImagePlugin

from .charset import cleaned, mended, text_of
from .guard import watched
from .job import Job
from .opening import Refused, open_original

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
MOST_XMP = 1_000_000
MOST_TEXT = 2_000
"""Characters of one field; IPTC's own limit for captions."""


@dataclass(frozen=True)
class Metadata:
    """The words of one file; empty where it says nothing."""

    title: str = ""
    caption: str = ""
    photographer: str = ""
    rights: str = ""
    taken: str = ""
    """``2014``, ``2014-09`` or ``2014-09-15``: as precise as it is known."""
    place: str = ""
    """The city, where a person wrote it: not in a file that also holds coordinates."""


def read_job(job: Job) -> Metadata | None:
    """The metadata of one original, None for a file that cannot be used. Runs on any executor."""
    with watched(job.seconds):
        try:
            image = open_original(Path(job.original), job.max_pixels).image
        except Refused:
            return None
        return metadata_of(image, Path(job.original).stem)


def metadata_of(image: Image.Image, stem: str) -> Metadata:
    """IPTC before XMP before EXIF: what a person typed in before what a camera wrote."""
    exif, iptc, xmp = _exif(image), _iptc(image), _xmp(image)
    own = {_key(text) for text in (stem, *exif["devices"])}

    def first(*texts: str) -> str:
        sound = (cleaned(text)[:MOST_TEXT].strip() for text in texts)
        return next((text for text in sound if text and not is_boilerplate(text, own)), "")

    return Metadata(
        title=first(iptc["title"], xmp["title"], iptc["headline"], xmp["headline"], exif["title"]),
        caption=first(iptc["caption"], xmp["description"], exif["comment"], exif["description"]),
        photographer=first(iptc["author"], xmp["creator"], exif["xp_author"], exif["artist"]),
        rights=first(iptc["rights"], xmp["rights"], exif["rights"]),
        taken=next((date for date in (*map(date_of, (iptc["date"], xmp["date"], exif["date"])),) if date), ""),
        place="" if exif["has_gps"] or xmp["has_gps"] else first(iptc["city"], xmp["city"]),
    )


_BOILERPLATE = re.compile(
    r"""(konica\s|minolta\s|olympus\s|samsung\s|kodak\s|casio\s|sony\s|nikon\s|canon\s|fujifilm\s)*digital\s(still\s)?camera
    | sony\sdsc | samsung(\scamera\spictures)? | dcim | exif[ _]jpeg[ _]\w+ | screenshot | 截图 | 图像 | 照片
    | (created|edited|processed|made|taken|shot)\s(with|by|using|on)\s.* | copyright(\s*\(?c\)?)? | ©? | \(c\)
    | untitled.* | unknown.* | default | picture | photo | image | 无标题 | 未命名 | 未知 | none | null | ascii | unicode
    | admin(istrator)? | user | owner | picasa | adobe\sphotoshop.* | <.*> | microsoft.* | windows\suser
    | \w*\s?(huawei|honor|xiaomi|redmi|oppo|vivo|iphone|meizu|realme|oneplus)\b[\w\s+-]*
    | [a-z]{2,8}(_[a-z0-9]{1,8})* | \W+ | \d+""",
    re.I | re.X,
)
_LENS = re.compile(r"[\w\s]{0,20}\d+(\.\d+)?(\s*-\s*\d+(\.\d+)?)?\s?mm\b[\w\s/.-]*", re.I | re.A)
_FILE_NAME = re.compile(r"(img|dsc|dscn|dscf|dji|mvimg|pxl|p|wx_camera_|mmexport|微信图片)[ _-]?[\d_ -]{3,}(\.\w{3,4})?", re.I)


def is_boilerplate(text: str, own: Iterable[str] = ()) -> bool:
    """Whether a camera, phone or program wrote this by itself; `own` holds the file's and devices' names."""
    return _key(text) in own or any(form.fullmatch(text.strip()) for form in (_BOILERPLATE, _LENS, _FILE_NAME))


def _key(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


_DATE = re.compile(r"(\d{4})(?:[-:./]?(\d{2})(?:[-:./]?(\d{2}))?)?(?![\d])")
_UNSET = {"1970-01-01", "1980-01-01", "2000-01-01", "1904-01-01"}
"""Where the clocks of cameras begin that nobody set."""


def date_of(text: str) -> str:
    """The date at the start of `text` at the precision known; empty where it is none or a clock that was never set."""
    match = _DATE.match(text.strip())
    if not match or not 1826 <= int(match[1]) <= 2200:
        return ""
    parts = [match[1]]
    for part, most in ((match[2], 12), (match[3], 31)):
        if not part or not 1 <= int(part) <= most:
            break
        parts.append(part)
    date = "-".join(parts)
    return "" if date in _UNSET else _existing(date)


def _existing(date: str) -> str:
    try:
        dt.date.fromisoformat(date if len(date) == 10 else f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01")
    except ValueError:
        return ""
    return date


_IPTC = {"title": (2, 5), "headline": (2, 105), "caption": (2, 120), "author": (2, 80), "rights": (2, 116),
         "date": (2, 55), "city": (2, 90)}  # fmt: skip


def _iptc(image: Image.Image) -> dict[str, str]:
    try:
        found = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # Pillow raises nearly anything over IPTC that is broken.
        found = {}
    is_utf8 = _joined(found.get((1, 90))) == b"\x1b%G"
    return {key: "、".join(filter(None, (text_of(part, is_utf8) for part in _parts(found.get(tag))))) for key, tag in _IPTC.items()}


def _parts(value: bytes | list[bytes] | None) -> list[bytes]:
    return value if isinstance(value, list) else [value] if value else []


def _joined(value: bytes | list[bytes] | None) -> bytes:
    return b"".join(_parts(value))


_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC, _PS, _EXIF = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/photoshop/1.0/}", "{http://ns.adobe.com/exif/1.0/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_XMP = {"creator": _DC + "creator", "description": _DC + "description", "rights": _DC + "rights", "title": _DC + "title",
        "headline": _PS + "Headline", "city": _PS + "City", "date": _PS + "DateCreated"}  # fmt: skip


def _xmp(image: Image.Image) -> dict[str, Any]:
    root = xmp_root(image)
    found: dict[str, Any] = {key: mended(_property(root, name)) if root is not None else "" for key, name in _XMP.items()}
    return {**found, "has_gps": root is not None and bool(_property(root, _EXIF + "GPSLatitude"))}


def xmp_root(image: Image.Image) -> Element | None:
    """The parsed XMP packet of a picture; None where there is none that can be read safely."""
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if not packet and image.format == "TIFF":
        packet = image.tag_v2.get(700, b"")
    data = packet.encode() if isinstance(packet, str) else bytes(packet)
    try:
        return fromstring(data.strip(b"\0 \r\n\t")) if 0 < len(data) <= MOST_XMP else None
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return None


def _property(root: Element, name: str) -> str:
    """The value of an XMP property: an attribute, plain text, the items of a list, the Chinese one of a choice."""
    for element in root.iter(_RDF + "Description"):
        if element.get(name):
            return element.get(name)
        if (child := element.find(name)) is not None:
            return _value(child)
    return ""


def _value(element: Element) -> str:
    items = [item for item in element.iter(_RDF + "li") if item.text]
    if element.find(_RDF + "Alt") is not None:
        items = sorted(items, key=lambda item: not item.get(_LANG, "").lower().startswith("zh"))[:1]
    return "、".join(item.text.strip() for item in items) or (element.text or "").strip()


def _exif(image: Image.Image) -> dict[str, Any]:
    tags, inner, has_gps = exif_of(image)
    plain = {key: text_of(_bytes(tags.get(tag))) for key, tag in (("description", 0x010E), ("artist", 0x013B), ("rights", 0x8298))}
    wide = {key: _utf16(tags.get(tag)) for key, tag in (("title", 0x9C9B), ("comment", 0x9C9C), ("xp_author", 0x9C9D))}
    devices = [str(value) for value in (tags.get(0x010F), tags.get(0x0110), inner.get(0xA434)) if value]
    if len(devices) > 1:
        devices.append(f"{devices[0]} {devices[1]}")
    return {**plain, **wide, "date": str(inner.get(0x9003) or ""), "devices": devices, "has_gps": has_gps}


def exif_of(image: Image.Image) -> tuple[Mapping[int, Any], Mapping[int, Any], bool]:
    """The tags of the picture, those of the exposure, and whether there are coordinates; empty where EXIF is broken."""
    try:
        exif = image.getexif()
        return dict(exif), dict(exif.get_ifd(_EXIF_IFD)), bool(exif.get_ifd(_GPS_IFD))
    except Exception:  # Pillow raises nearly anything over EXIF that is not.
        return {}, {}, False


def _bytes(value: Any) -> bytes:
    """What stands in an ASCII field: Pillow reads it as Latin-1, whatever it is. The photographer's part of a copyright."""
    if isinstance(value, bytes):
        return value.partition(b"\0")[0]
    text = value if isinstance(value, str) else ""
    try:
        return text.partition("\0")[0].encode("latin-1")
    except UnicodeEncodeError:
        return text.encode()


def _utf16(value: Any) -> str:
    data = bytes(value) if isinstance(value, bytes | tuple | list) and len(value) < 65536 else b""
    return mended(data[: len(data) // 2 * 2].decode("utf-16-le", "ignore").partition("\0")[0])



"""Any colour space to sRGB, any pixel layout to eight bits without transparency."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, ImageChops, ImageCms

from . import icc
from .job import Finding
from .structure import Cicp

_INTEROP_IFD, _INTEROP_INDEX = 0xA005, 0x0001

PLAIN = ("L", "RGB", "CMYK")
"""What the stages after ``flatten`` work on."""


def flatten(image: Image.Image) -> Image.Image:
    """Eight bits a channel, one of ``PLAIN``, transparency on white."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        return _to_eight_bits(image)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.new("RGB", layer.size, "white")
        image.paste(layer, mask=layer.getchannel("A"))
        return image
    if image.mode in PLAIN:
        return image
    if image.mode == "LAB":
        return _from_lab().apply(image)
    return image.convert("L" if image.mode == "1" else "RGB")


@lru_cache(maxsize=1)
def _from_lab() -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")


def _to_eight_bits(image: Image.Image) -> Image.Image:
    """Pillow clips deep greys at 255 instead of scaling them: scale by what the picture holds."""
    deep = image if image.mode == "F" else image.convert("I")
    low, high = deep.getextrema()
    if image.mode.startswith("I;16") or high > 255:
        scale = 255 / 65535 if high <= 65535 else 255 / high
    else:
        scale = 255.0 if image.mode == "F" and high <= 1 else 1.0
    return deep.point(lambda value: value * scale + 0.0).convert("L")


def profile_of(image: Image.Image, cicp: Cicp | None) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The ICC profile that says what the numbers of `image` mean; None where that is sRGB or unknown."""
    if cicp and cicp.transfer in (16, 18):
        fix = "请在手机或相机里关掉 HDR，或导出为普通照片（SDR）再放入。"
        return None, (Finding("photo-hdr", "这是 HDR 照片，在网页上颜色会偏淡。", fix, "warning"),)
    if own := image.info.get("icc_profile"):
        return own, ()
    if cicp and cicp.primaries in _PRIMARIES:
        return _built(_PRIMARIES[cicp.primaries], cicp.transfer), ()
    if _is_adobe_rgb(image):
        return icc.build_profile(icc.ADOBE_RGB, icc.gamma_curve(icc.ADOBE_GAMMA), "Adobe RGB compatible"), ()
    if image.format == "PNG" and "srgb" not in image.info:
        return _of_png(image), ()
    if image.mode == "CMYK":
        fix = "请设计单位提供带色彩特性文件（ICC）的图，或 RGB 的图。"
        return None, (Finding("photo-colour", "印刷用的 CMYK 图，没有色彩特性文件，颜色可能不准。", fix, "warning"),)
    return None, ()


_PRIMARIES = {9: icc.BT_2020, 12: icc.DISPLAY_P3}
_GAMMAS = {4: 2.2, 5: 2.8, 8: 1.0}


@lru_cache(maxsize=8)
def _built(primaries: icc.Primaries, transfer: int) -> bytes:
    curve = icc.gamma_curve(_GAMMAS[transfer]) if transfer in _GAMMAS else icc.srgb_curve
    return icc.build_profile(primaries, curve, "from code points")


def _is_adobe_rgb(image: Image.Image) -> bool:
    """DCF's optional colour space (CIPA DC-009): said by the interoperability index alone."""
    try:
        return image.getexif().get_ifd(_INTEROP_IFD).get(_INTEROP_INDEX, "")[:3] == "R03"
    except Exception:  # Broken EXIF says nothing.
        return False


def _of_png(image: Image.Image) -> bytes | None:
    """What gAMA and cHRM of a PNG say (PNG third edition, 11.3.2)."""
    gamma, xy = image.info.get("gamma"), image.info.get("chromaticity")
    if image.mode not in ("RGB", "RGBA", "P") or not (gamma or xy):
        return None
    try:
        white, *rest = zip(xy[::2], xy[1::2], strict=True) if xy else (icc.D65, *icc.SRGB[:3])
        primaries = icc.Primaries(*rest, white)
        curve = icc.gamma_curve(1 / gamma) if gamma and abs(gamma - 0.45455) > 0.01 else icc.srgb_curve
        return icc.build_profile(primaries, curve, "from chunks")
    except (ZeroDivisionError, ValueError, OverflowError):
        return None


def to_srgb(image: Image.Image, profile: bytes | None) -> tuple[Image.Image, tuple[Finding, ...]]:
    """`image` as RGB whose numbers mean sRGB; `profile` says what they mean now. May change `image` itself."""
    if profile:
        try:
            transform = _transform(profile, image.mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            transform = _BROKEN
        if transform is _BROKEN:
            fix = "请用看图软件打开后另存为 sRGB 的 JPEG。"
            return _as_rgb(image), (Finding("photo-profile", "照片里的色彩特性文件是坏的，颜色可能不准。", fix, "warning"),)
        if transform is not None:
            # In place where that can be: a wall sheet takes 160 MB, and twice that is too much.
            return (transform.apply_in_place if image.mode == "RGB" else transform.apply)(image), ()
    return _as_rgb(image), ()


def _as_rgb(image: Image.Image) -> Image.Image:
    """Without the copy that Pillow makes of what is RGB already."""
    return image if image.mode == "RGB" else image.convert("RGB")


_BROKEN = object()


@lru_cache(maxsize=32)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The way from `profile` to sRGB; None where it changes nothing that shows."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    space = source.profile.xcolor_space.strip()
    if space != {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}[mode]:
        if space == "GRAY" or mode == "L":
            return None  # A grey profile on a colour picture, or the other way: the numbers speak for themselves.
        return _BROKEN
    transform = ImageCms.buildTransform(
        source,
        ImageCms.createProfile("sRGB"),
        mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return None if mode == "RGB" and _changes_nothing(transform) else transform


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Whether a sample of the whole colour cube comes out as it went in: most profiles are sRGB."""
    levels = range(0, 256, 17)
    cube = Image.new("RGB", (16, 256))
    cube.putdata([(r, g, b) for r in levels for g in levels for b in levels])
    difference = ImageChops.difference(cube, transform.apply(cube))
    return max(high for _, high in difference.getextrema()) <= 1

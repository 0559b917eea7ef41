"""Opens one original safely: the formats we name, whole files, no more pixels than allowed.

Every way in which a file can be bad ends in a ``Finding`` with its remedy. Decoders are C
libraries; what they do beyond an exception (hang, crash, eat memory) is the business of
``guard`` and ``run``.
"""

from __future__ import annotations

import os
import stat
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import AvifImagePlugin, Image, ImageFile, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin

from . import structure
from .job import MEGAPIXEL, Finding
from .recipe import Size
from .structure import FORMATS, Cicp
from .upright import orientation, upright_size

_PLUGINS = (AvifImagePlugin, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
ImageFile.LOAD_TRUNCATED_IMAGES = False
# The limit is ours, told in our words and checked before anything is decoded.
Image.MAX_IMAGE_PIXELS = None


class Refused(Exception):
    """A file that cannot be used; carries the finding."""

    def __init__(self, rule: str, what: str, fix: str):
        super().__init__(what)
        self.finding = Finding(rule, what, fix)


@dataclass
class Opened:
    """An original whose header was read; nothing is decoded yet."""

    image: Image.Image
    format: str
    turned: int
    size: Size
    """Of the upright picture."""
    cicp: Cicp | None
    findings: tuple[Finding, ...]


SAVE_AGAIN = "请找到没有损坏的原片重新放入，或用看图软件打开后另存为 JPEG。"
_KNOWN = "能用的格式有 JPEG、PNG、WebP、TIFF、HEIC 和 AVIF。"


def open_original(path: Path, max_pixels: int) -> Opened:
    """Open `path` and look at its header. Raises Refused."""
    _regular(path)
    try:
        with path.open("rb") as file:
            head = file.read(64)
            if not head:
                raise Refused("photo-empty", "文件是空的。", "多半是没有拷完：请从相机或手机里重新拷一次。")
            format = _format(path, head)
            if not structure.is_whole(file, format):
                raise Refused("photo-truncated", "文件不完整，后面缺了一截。", "多半是没有拷完：请从相机或手机里重新拷一次。")
    except OSError:
        raise Refused("photo-unreadable", "文件打不开。", "请检查读取权限，或是否被别的程序占用。") from None
    image = _opened(path, format)
    _limit(image.size, max_pixels)
    # Pillow turns a TIFF by itself, and gives its size as turned.
    turned = 1 if format == "TIFF" else orientation(image)
    cicp = _cicp(path, format)
    return Opened(image, format, turned, upright_size(image.size, turned), cicp, _notes(image, format))


def decode(opened: Opened, needed: Size) -> None:
    """Load the pixels of `opened`, JPEG no larger than `needed` (upright) asks for. Raises Refused."""
    image = opened.image
    try:
        if opened.format == "JPEG":
            image.draft(None, upright_size(needed, opened.turned))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image.load()
    except MemoryError:
        raise _too_big() from None
    except Exception:
        raise Refused("photo-damaged", "文件损坏，或者压缩方式少见，解不开。", SAVE_AGAIN) from None


def _too_big() -> Refused:
    return Refused("photo-memory", "照片太大，内存不够处理。", "请用看图软件缩小后再放入，或换一台内存大的电脑。")


def _regular(path: Path) -> None:
    """Only plain files: a pipe never ends, and a link may lead out of the folder."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        raise Refused("photo-unreadable", "文件打不开。", "请检查读取权限，或是否被别的程序占用。") from None
    if stat.S_ISLNK(mode):
        raise Refused("photo-link", "这是一个快捷方式（链接），不是照片本身。", "请把照片文件拷进相册文件夹。")
    if not stat.S_ISREG(mode):
        raise Refused("photo-format", "这不是一个普通文件。", "请从相册文件夹里移走。")


def _format(path: Path, head: bytes) -> str:
    found = structure.sniff(head)
    named = next((format for format, ends in FORMATS.items() if path.suffix.lower() in ends), None)
    if found is None:
        if named is None:
            what = f"“{path.suffix or path.name}”不是能用的照片格式。"
            raise Refused("photo-format", what, f"{_KNOWN}请另存为其中一种，或从相册文件夹里移走。")
        raise Refused("photo-format", f"扩展名是 {path.suffix}，内容却不是照片，或开头已经损坏。", f"{_KNOWN}{SAVE_AGAIN}")
    if path.suffix.lower() not in FORMATS[found]:
        what = f"扩展名是 {path.suffix or '空的'}，内容其实是 {found}。"
        raise Refused("photo-extension", what, f"请把扩展名改成 {FORMATS[found][0]}；图注里的 file 也一起改。")
    return found


def _opened(path: Path, format: str) -> Image.Image:
    formats = {"JPEG": ["JPEG", "MPO"], "HEIF": ["HEIF"]}.get(format, [format])
    if format == "HEIF":
        _use_heif()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Image.open(path, formats=formats)
    except MemoryError:
        raise _too_big() from None
    except Exception:
        raise Refused("photo-damaged", "文件损坏，或者压缩方式少见，解不开。", SAVE_AGAIN) from None


def _use_heif() -> None:
    import pillow_heif

    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener(thumbnails=False)


def _limit(size: Size, max_pixels: int) -> None:
    width, height = size
    if width < 1 or height < 1:
        raise Refused("photo-damaged", "文件损坏，宽或高是 0。", SAVE_AGAIN)
    if width * height > max_pixels:
        found, most = width * height / MEGAPIXEL, max_pixels / MEGAPIXEL
        what = f"照片有 {width}×{height}，{found:.0f} 百万像素，超过上限 {most:g} 百万像素。"
        raise Refused("photo-too-large", what, "请用看图软件缩小后再放入；确实需要这么大，请加大 max_megapixels 这项设置。")


def _cicp(path: Path, format: str) -> Cicp | None:
    if format == "PNG":
        with path.open("rb") as file:
            return structure.png_cicp(file)
    if format in ("AVIF", "HEIF"):
        with path.open("rb") as file:
            return structure.avif_cicp(file.read(65_536))
    return None


def _notes(image: Image.Image, format: str) -> tuple[Finding, ...]:
    # The further frames of a JPEG (MPO) are previews and depth maps, not an animation.
    if format in ("JPEG", "HEIF") or (frames := _frames(image)) <= 1:
        return ()
    if format == "TIFF":
        return (Finding("photo-pages", f"文件有 {frames} 页，只取了第一页。", "需要其他页，请分别另存。", "warning"),)
    return (Finding("photo-animation", "这是动图，只取了第一帧。", "需要别的画面，请另存为静态图片。", "warning"),)


def _frames(image: Image.Image) -> int:
    """Counting the pages of a TIFF reads them all, and leaves the file at the one that is broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return getattr(image, "n_frames", 1)
    except Exception:
        raise Refused("photo-damaged", "文件损坏，或者压缩方式少见，解不开。", SAVE_AGAIN) from None

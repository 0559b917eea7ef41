"""The folder that is carried to a screen by hand: laid out, put in its place whole, looked over again.

It lies on sticks: FAT32 and exFAT, pulled out too early, read for years. All names are ASCII. What is
new waits beside until all of it is there and flushed; then it is moved into place, the list of
all files with their SHA-256 last. The list is what ``sha256sum -c`` reads, too.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from statistics import median
from typing import TYPE_CHECKING

from ...manuscripts.dates import chinese_date
from ...phrasing import WEEKDAYS, span_of
from ...problems import Problem, listed

if TYPE_CHECKING:
    from ...manuscripts.models.screens import ScreenHours
    from ...site import Site
    from .playable import Playable

START, LEAFLET, WINDOWS, MANIFEST = "index.html", "shuoming.html", "windows-start.bat", "files.txt"
_ASIDE = ".shuangyong-new"
"""Inside the folder itself: a stick is a file system of its own, and nothing moves between two in one step."""
_FORMAT = "# shuangyong-screen 1"
_SYSTEM = re.compile(
    r"System Volume Information|\$RECYCLE\.BIN|RECYCLER|LOST\.DIR|Android|lost\+found|desktop\.ini|Thumbs\.db|\.Trash.*|\.DS_Store"
    r"|\.fseventsd|\.Spotlight-V100|\.TemporaryItems|\._.*",
    re.I,
)
"""What Windows, Android, macOS and Linux put on an empty stick by themselves."""
_LARGEST = 2**32 - 1
"""Bytes of a file on FAT32."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I)
_LONGEST = 180
"""Characters of a path below the folder: Windows takes 260 with the drive and the folder."""


class CannotExport(Exception):
    """Why nothing was put in the folder, as problems."""

    def __init__(self, *problems: Problem):
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True)
class Carried:
    """What the list in a folder says of it."""

    id: str
    code: str
    valid_until: str
    """``2027-12-31``."""
    files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 in hexadecimal by path; without the list itself."""
    is_whole: bool = True
    """False while the folder is being written, and ever after where that was broken off."""

    def render(self) -> str:
        """The list's text; its own digest stands in its head."""
        body = "".join(f"{digest}  {path}\n" for path, digest in sorted(self.files.items()))
        head = (
            _FORMAT, f"# id {self.id}", f"# code {self.code}", f"# valid-until {self.valid_until}",
            f"# state {'whole' if self.is_whole else 'unfinished'}", f"# sum {_sha256(body.encode())}",
        )  # fmt: skip
        return "\n".join(head) + "\n" + body

    @classmethod
    def parse(cls, text: str) -> Carried:
        """Raises ValueError where the text is no list of ours, or not as it was written."""
        lines = text.splitlines()
        said = dict(line[2:].partition(" ")[::2] for line in lines[1:6])
        files = {path: digest for digest, _, path in (line.partition("  ") for line in lines[6:])}
        if lines[:1] != [_FORMAT] or not all(map(_is_inside, files)):
            raise ValueError
        try:
            carried = cls(said["id"], said["code"], said["valid-until"], files, said["state"] == "whole")
        except KeyError:
            raise ValueError from None
        if carried.render() != text:
            raise ValueError
        return carried


def _is_inside(path: str) -> bool:
    """Whether a path stays in its folder on every system: a list may have been tampered with."""
    return bool(re.fullmatch(r"[^/\\:\x00-\x1f]+(?:/[^/\\:\x00-\x1f]+)*", path)) and not {".", ".."} & set(path.split("/"))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- What is in it -----------------------------------------------------------------------------


def lay_out(made: Playable, site: Site, folder: Path) -> None:
    """Everything that plays, in an empty folder of this computer's own: there is no worker and nothing to fetch."""
    for output in made.outputs:
        place = folder / output.path
        place.parent.mkdir(parents=True, exist_ok=True)
        if output.file:
            shutil.copyfile(output.file, place)
        else:
            place.write_bytes(output.body)
    _write(made, site, folder, "screen/start.html", START)


def add_leaflet(made: Playable, site: Site, folder: Path, film: str | None = None) -> None:
    """What whoever plugs it in must know; `film` is the film's path below the folder, where there is one."""
    _write(made, site, folder, "screen/leaflet.html", LEAFLET, film=film and film.rpartition("/")[2])
    _write(made, site, folder, "screen/windows-start.bat", WINDOWS)


def _write(made: Playable, site: Site, folder: Path, template: str, name: str, **more: object) -> None:
    from .sheet import Sheet

    seconds = [slide.seconds for slide in made.slides if not slide.frame.video]
    context = {
        "screen": made.screen,
        "programme": made.programme,
        "page": f"screens/{made.screen.id}/index.html",
        "hours": [_in_words(hours) for hours in made.screen.meta.hours],
        "interval": round(median(seconds)) if seconds else 0,
        "valid_until": chinese_date(made.screen.meta.valid_until),
        "site": site,
    }
    text = Sheet(site.templates).render(template, {**context, **more})
    # Only CRLF ends a line for the command interpreter of Windows.
    (folder / name).write_text(text, encoding="utf-8", newline="\r\n" if name == WINDOWS else "\n")


def _in_words(hours: ScreenHours) -> str:
    next_day = "次日" if hours.off < hours.on else ""
    return f"{span_of(hours.days or WEEKDAYS)} {hours.on}—{next_day}{hours.off}"


def carried_of(made: Playable) -> Carried:
    return Carried(made.screen.id, made.programme["code"], made.screen.meta.valid_until.isoformat())


# --- Putting it in its place -------------------------------------------------------------------


def check_place(to: Path) -> None:
    """Raises ``CannotExport`` where nothing may be written at `to`: known before any work is done."""
    try:
        problem = _refusal(to)
    except OSError as error:
        raise CannotExport(_translated(error, to)) from None
    if problem:
        raise CannotExport(problem)


def deliver(folder: Path, to: Path, about: Carried, seen: Callable[[str], object] = lambda path: None) -> Carried:
    """What lies in `folder` put at `to`, whole or not at all; returns its list.

    An earlier export there is replaced, all other files stay. Raises ``CannotExport``.
    """
    names = sorted(_files(folder))
    if problems := list(_unfit(folder, names, to)):
        raise CannotExport(*problems)
    check_place(to)
    try:
        return _deliver(folder, to, about, names, seen)
    except OSError as error:
        needed = sum((folder / name).stat().st_size for name in names)
        raise CannotExport(_translated(error, to, needed)) from None


def _deliver(folder: Path, to: Path, about: Carried, names: list[str], seen: Callable[[str], object]) -> Carried:
    is_new = not to.exists()
    to.mkdir(parents=True, exist_ok=True)
    earlier = read_list(to)
    if foreign := [name for name in names if name not in earlier.files and os.path.lexists(to / name)]:
        what = f"文件夹里有不是这里写的 {listed(foreign, 3)}。"
        raise CannotExport(Problem(to.as_posix(), 1, "screen-folder", what, "请把它移走，或换一个文件夹。"))
    aside = to / _ASIDE
    is_moving = False
    try:
        shutil.rmtree(aside, ignore_errors=True)
        about = replace(about, files={name: _copied(folder / name, aside / name, seen) for name in names})
        is_moving = True
        _move(aside, to, earlier, about)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        if is_new and not is_moving:
            shutil.rmtree(to, ignore_errors=True)
    return about


def _copied(source: Path, place: Path, seen: Callable[[str], object]) -> str:
    """The file at `place`, flushed to the medium; its SHA-256."""
    place.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with source.open("rb") as original, place.open("wb") as copy:
        while chunk := original.read(1 << 20):
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    seen(source.name)
    return digest.hexdigest()


def _move(aside: Path, to: Path, earlier: Carried, new: Carried) -> None:
    """`aside` into `to`. A list of all that is and will be ours comes first, so that a run broken off can be run again."""
    both = {**earlier.files, **new.files}
    _write_list(to, replace(new, files=both, is_whole=False))
    # The page last: until then the earlier one finds what it shows.
    for name in sorted(new.files, key=lambda name: (name.endswith(".html"), name)):
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        (aside / name).replace(to / name)
    for name in sorted(set(earlier.files) - set(new.files)):
        _remove(to, name)
    _write_list(to, new)


def _write_list(to: Path, carried: Carried) -> None:
    aside = to / _ASIDE / MANIFEST
    with aside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(carried.render())
        file.flush()
        os.fsync(file.fileno())
    aside.replace(to / MANIFEST)


def _remove(to: Path, name: str) -> None:
    """A file of an earlier export, and the folders that are empty without it; nothing that a link leads to elsewhere."""
    place = to / name
    if not place.parent.resolve().is_relative_to(to.resolve()):
        return
    place.unlink(missing_ok=True)
    for parent in PurePosixPath(name).parents[:-1]:
        folder = to / parent
        if not folder.is_dir() or any(folder.iterdir()):
            return
        folder.rmdir()


def _refusal(to: Path) -> Problem | None:
    shown = to.as_posix()
    if to.exists() and not to.is_dir():
        return Problem(shown, 1, "screen-folder", "这里已经有一个文件，不是文件夹。", "请换一个文件夹。")
    if not to.is_dir():
        return None
    held = [item.name for item in to.iterdir() if not _SYSTEM.fullmatch(item.name) and item.name != _ASIDE]
    if held and MANIFEST not in held:
        what = f"文件夹不是空的（里面有 {listed(sorted(held), 3)}），也不是先前导出的电子屏。"
        return Problem(shown, 1, "screen-folder", what, "请换一个空的文件夹，或在里面新建一个；里面的文件一个也没有动。")
    if MANIFEST in held:
        try:
            Carried.parse(_read(to))
        except ValueError:
            what = f"文件夹里的 {MANIFEST} 不是先前导出时写的，或者坏了，分不清哪些文件是导出的。"
            return Problem(shown, 1, "screen-folder", what, "请换一个空的文件夹；里面的文件一个也没有动。")
    return None


def _unfit(folder: Path, names: Iterable[str], to: Path) -> Iterator[Problem]:
    """Files that a stick cannot hold under their names or in their size."""
    taken: dict[str, str] = {}
    for name in names:
        parts = name.split("/")
        if any(re.search(r'[<>:"|?*]|[^ -~]|[ .]$', part) or _RESERVED.fullmatch(part) for part in parts):
            what = "U盘和老播放盒认不了这样的文件名。"
        elif len(name) > _LONGEST:
            what = f"文件名连同文件夹有 {len(name)} 个字符，U盘上最多 {_LONGEST} 个。"
        elif taken.setdefault(name.lower(), name) != name:
            what = f"和 {taken[name.lower()]} 只差大小写，U盘上是同一个文件。"
        elif (folder / name).stat().st_size > _LARGEST:
            what = "这个文件超过 4GB，FAT32 的U盘放不下。"
        else:
            continue
        fix = "请把这个视频截短或压小。" if "4GB" in what else "请给相册、照片或视频改一个短的、只用英文字母和数字的名字。"
        yield Problem((to / name).as_posix(), 1, "screen-file-name", what, fix)


def _translated(error: OSError, to: Path, needed: int = 0) -> Problem:
    """What went wrong with the folder, and what to do, in plain words."""
    size = f"这次要写 {_megabytes(needed)}；" if needed else ""
    closed = ("没有权限写这个文件夹。", "请换一个文件夹，或者请管理员开放权限。")
    full = ("U盘或磁盘满了，没有写完。", f"{size}请腾出两倍的地方，或换一个大一点的。")
    no_folder = ("这个路径中间有一段不是文件夹。", "请核对路径。")
    gone = ("U盘读写出了错，可能中途拔掉了，也可能坏了。", "请重新插好，再导出一次；还是这样，就换一个U盘。")
    said = {
        errno.ENOSPC: full,
        errno.EDQUOT: full,
        errno.EFBIG: ("有一个文件太大，FAT32 的U盘放不下。", "请把U盘格式化成 exFAT，或把视频截短。"),
        errno.EROFS: ("U盘或磁盘是只读的，写不进去。", "请看看U盘侧面的写保护开关；还不行，U盘可能坏了，请换一个。"),
        errno.EACCES: closed,
        errno.EPERM: closed,
        errno.ENAMETOOLONG: ("文件夹的路径太长。", "请换一个路径短的文件夹，如U盘的最上层。"),
        errno.ENOTDIR: no_folder,
        errno.EEXIST: no_folder,
    }
    return Problem(to.as_posix(), 1, "screen-folder", *said.get(error.errno or 0, gone))


def _megabytes(count: int) -> str:
    return f"{max(1, round(count / 1e6))} MB"


def _files(folder: Path) -> Iterator[str]:
    return (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


# --- Looking it over ---------------------------------------------------------------------------


def read_list(folder: Path) -> Carried:
    """The list of an export; an empty one where there is none. Raises OSError and, for a list that is not sound, ValueError."""
    return Carried.parse(_read(folder)) if (folder / MANIFEST).is_file() else Carried("", "", "")


def _read(folder: Path) -> str:
    return (folder / MANIFEST).read_bytes().decode("utf-8")


def verify(folder: Path, seen: Callable[[str], object] = lambda path: None) -> tuple[Carried, list[Problem]]:
    """The list of an exported folder, and every file that is not, byte for byte, as it was written."""
    shown = (folder / MANIFEST).as_posix()
    try:
        carried = read_list(folder)
    except (OSError, ValueError):
        what = f"{MANIFEST} 读不出来，或者不是原来的内容。"
        return Carried("", "", ""), [Problem(shown, 1, "screen-damaged", what, "请重新导出。")]
    if not carried.id:
        what = f"这里没有 {MANIFEST}，不是导出的电子屏，或者已经不全。"
        return carried, [Problem(shown, 1, "screen-damaged", what, "请看看文件夹写对没有；写对了，就重新导出。")]
    again = f"请重新导出：shuangyong screens export {carried.id} --to {folder}。"
    problems = [] if carried.is_whole else [Problem(shown, 1, "screen-damaged", "上一次导出没有写完。", again)]
    for line, (name, digest) in enumerate(sorted(carried.files.items()), 7):
        if what := _damage(folder / name, digest):
            problems.append(Problem(shown, line, "screen-damaged", f"{name}：{what}", again))
        seen(name)
    return carried, problems


def _damage(file: Path, digest: str) -> str | None:
    try:
        with file.open("rb") as data:
            return None if hashlib.file_digest(data, "sha256").hexdigest() == digest else "内容变了。"
    except FileNotFoundError:
        return "没有这个文件。"
    except OSError:
        return "读不出来，U盘可能坏了。"

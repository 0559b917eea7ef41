"""The programme as a film, for televisions that play nothing but files from a stick.

What it is made of is what the decoders of 2010 agree on: H.264 Main profile without B-frames (then
no edit list is needed either, which old players stumble over), 8 bits, 4:2:0, the lowest level that
the size fits, 25 whole frames a second, each slide beginning with a closed group of pictures, the
index in front; and a track of silence, since players that keep time by their sound lose it
without, and DLNA's and HbbTV's profiles know no film without sound.

ffmpeg is called as a program. Its x264 is under the GPL and is not part of this package.
"""

from __future__ import annotations

import math
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from .sheet import PAPER

if TYPE_CHECKING:
    from .browser import Window
    from .playable import Playable
    from .slides import Slide

FRAMES = 25
"""A second. The country's televisions run at 50 Hz."""
_HERTZ = 48_000
LONGEST_GROUP = 10 * FRAMES
"""Frames from one key frame to the next at most: where a television may jump to after a fault on the stick."""

_LEVELS = (
    # level, macroblocks a frame, macroblocks a second, megabits a second: H.264 table A-1, the last with some air.
    ("3.0", 1620, 40_500, 8),
    ("3.1", 3600, 108_000, 10),
    ("3.2", 5120, 216_000, 12),
    ("4.0", 8192, 245_760, 14),
    ("5.0", 22_080, 589_824, 40),
    ("5.1", 36_864, 983_040, 60),
    ("5.2", 36_864, 2_073_600, 60),
    ("6.0", 139_264, 4_177_920, 80),
)


VIDEO, PICTURES = "video", "pictures"
"""The folders for the film and for the photographs of the slides, in a folder that is carried."""


class FilmFailed(Exception):
    """What ffmpeg said last."""


@dataclass(frozen=True)
class Scene:
    """One slide of the film."""

    still: Path
    """Its photograph; of a video its first frame."""
    frames: int
    video: Path | None = None
    turn: str | None = None
    """``left`` or ``right``: by 90°, for a television that hangs upright and does not know it."""


def lacks() -> str | None:
    """What must be installed before a film can be made; None where nothing is missing."""
    if not shutil.which("ffmpeg") or not shutil.which("ffprobe"):
        how = "Debian 请运行 sudo apt install ffmpeg；Windows 请运行 winget install ffmpeg，再重新打开命令窗口。"
        return f"做片子要用 ffmpeg，没有找到。{how}"
    encoders = subprocess.run(["ffmpeg", "-hide_banner", "-encoders"], capture_output=True, text=True, errors="replace").stdout
    if missing := [name for name in ("libx264", "aac") if f" {name} " not in encoders]:
        return f"这台电脑的 ffmpeg 不带 {'、'.join(missing)}，做不了电视机能放的片子。请换成 Debian 或 winget 里的 ffmpeg。"
    return None


# --- From a screen to a film -------------------------------------------------------------------


def shown(made: Playable) -> list[Slide]:
    """The slides of a film: those for every day. A film knows neither dates nor hours."""
    return [slide for slide in made.slides if slide.window.is_everyday]


def photographed(
    made: Playable, folder: Path, scratch: Path, window: Window, step: Callable[[str], object], turn: str | None = None
) -> list[Scene]:
    """A scene of each slide of the film, and the numbered JPEGs in `folder`. Raises ``CannotOpen`` and ``FilmFailed``."""
    (folder / PICTURES).mkdir()
    scenes: list[Scene] = []
    for slide in shown(made):
        still = scratch / f"{slide.id}.png"
        if slide.frame.video:
            video = folder / slide.frame.video
            first_frame(video, still, size_of(made, turn), turn)
            scenes.append(Scene(still, frames_of(min(video_seconds(video), slide.seconds)), video, turn))
        else:
            window.show(slide.id)
            window.photograph(still)
            number = sum(scene.video is None for scene in scenes) + 1
            print_picture(still, folder / PICTURES / f"{number:03}.jpg", turn)
            scenes.append(Scene(still, frames_of(slide.seconds), turn=turn))
        step(slide.id)
    return scenes


def size_of(made: Playable, turn: str | None) -> tuple[int, int]:
    """Width and height of the film."""
    size = made.layout.width, made.layout.height
    return (size[1], size[0]) if turn else size


def add_film(made: Playable, folder: Path, scenes: Sequence[Scene], scratch: Path, seen: Callable[[Scene], object]) -> str:
    """The film in `folder`; its path in it. Its name is what is read out over the telephone."""
    title = f"{made.screen.id}-{made.programme['code']}"
    to = folder / VIDEO / f"{title}.mp4"
    to.parent.mkdir()
    fade_ms = made.programme["fade_ms"]
    make_film(scenes, size_of(made, scenes[0].turn), to, fade_ms=fade_ms, title=title, scratch=scratch, seen=seen)
    return to.relative_to(folder).as_posix()


# --- Programs ----------------------------------------------------------------------------------


def frames_of(seconds: float) -> int:
    return max(1, round(seconds * FRAMES))


def video_seconds(file: Path) -> float:
    """How long a video runs. Raises ``FilmFailed`` where it is none."""
    show = ("-show_entries", "stream=duration:format=duration", "-select_streams", "v:0", "-of", "default=noprint_wrappers=1:nokey=1")
    found = [line for line in _run(["ffprobe", "-v", "error", *show, _named(file)]).split() if line != "N/A"]
    if not found:
        raise FilmFailed(f"{file.name} 里没有画面")
    return float(found[0])


def first_frame(video: Path, to: Path, size: tuple[int, int], turn: str | None = None) -> None:
    """What a video begins with, as large as the screen, as PNG, not turned yet."""
    upright = size[::-1] if turn else size
    _run([*_FFMPEG, "-i", _named(video), "-vf", f"{_SQUARE},{_fitted(*upright)}", "-frames:v", "1", _named(to)])


def print_picture(still: Path, to: Path, turn: str | None = None) -> None:
    """A photograph as JPEG: baseline and 4:2:0, as the oldest televisions read it."""
    colours = f"{_TURNS[turn]}scale=out_color_matrix=bt601:out_range=full:flags=accurate_rnd+full_chroma_int,format=yuvj420p"
    _run([*_FFMPEG, "-i", _named(still), "-vf", colours, "-frames:v", "1", "-q:v", "2", "-flags", "+bitexact", _named(to)])


def make_film(
    scenes: Sequence[Scene],
    size: tuple[int, int],
    to: Path,
    *,
    fade_ms: int,
    title: str = "",
    scratch: Path,
    seen: Callable[[Scene], object] = lambda scene: None,
) -> None:
    """The scenes one after another at `to`, each fading into the next and the last into the first: the film runs in a loop.

    Its length is exactly the sum of the scenes' frames. Raises ``FilmFailed``.
    """
    parts = []
    for number, scene in enumerate(scenes):
        part = scratch / f"part-{number:04}.mp4"
        _run(_part_command(scene, scenes[(number + 1) % len(scenes)], size, _fade_frames(scene, fade_ms, len(scenes)), part))
        parts.append(part)
        seen(scene)
    _join(parts, sum(scene.frames for scene in scenes), title, scratch, to)


def _fade_frames(scene: Scene, fade_ms: int, count: int) -> int:
    """Frames at the end of a scene in which it becomes the next; never more than half of it."""
    return min(round(fade_ms * FRAMES / 1000), scene.frames // 2) if count > 1 else 0


_TURNS = {None: "", "left": "transpose=cclock,", "right": "transpose=clock,"}
_FFMPEG = ["ffmpeg", "-v", "error", "-nostdin", "-y"]


def _part_command(scene: Scene, following: Scene, size: tuple[int, int], fade: int, to: Path) -> list[str]:
    """Holds the scene, then fades over `fade` frames.

    A still is decoded and converted once: only the frames of the fade cost more than passing on.
    """
    inputs = ["-i", _named(scene.video)] if scene.video else ["-r", str(FRAMES), "-i", _named(scene.still)]
    fitted = _TURNS[scene.turn] + _fitted(*size)
    begin = f"[0:v]{_SQUARE},{fitted},fps={FRAMES},tpad=stop=-1:stop_mode=clone" if scene.video else f"[0:v]{fitted}"
    held, repeated = scene.frames - fade, "null" if scene.video else "loop=-1:1"
    graph = [f"{begin},split[h][f]" if fade else f"{begin}[h]"]
    graph.append(f"[h]{_TELEVISION},{repeated},{_cut(0, held)}[held]")
    if fade:
        inputs += ["-r", str(FRAMES), "-i", _named(following.still)]
        # One frame more than asked for: xfade ends with the shorter of its two.
        start = held if scene.video else 0
        graph.append(f"[f]format=yuv444p,{repeated},{_cut(start, start + fade + 1)}[from]")
        graph.append(f"[1:v]{fitted},format=yuv444p,loop=-1:1,{_cut(0, fade + 1)}[into]")
        graph.append(f"[from][into]xfade=duration={fade / FRAMES}:offset=0,{_TELEVISION},{_cut(0, fade)}[fade]")
        graph.append("[held][fade]concat[film]")
    shown = ["-filter_complex", ";".join(graph), "-map", "[film]" if fade else "[held]", "-frames:v", str(scene.frames)]
    return [*_FFMPEG, *inputs, *shown, *_encoding(*size), "-an", _named(to)]


_TELEVISION = "format=yuv420p"
_SQUARE = "scale=trunc(iw*sar/2)*2:ih,setsar=1"
"""What a camera stored with pixels that are not square, as wide as it should be."""


def _fitted(width: int, height: int) -> str:
    """Scaled into the screen whole, in the middle of it, with even sides and the colours of HDTV."""
    colours = "out_color_matrix=bt709:out_range=limited:flags=lanczos+accurate_rnd+full_chroma_int"
    scale = f"scale={width}:{height}:force_original_aspect_ratio=decrease:{colours}"
    even = (width + width % 2, height + height % 2)
    padded = f"pad={width}:{height}:-1:-1:0x{PAPER[1:]}"
    # The line more that an odd side needs repeats the last one: black would be seen on a wall of lamps.
    smeared = f",pad={even[0]}:{even[1]},fillborders=right={width % 2}:bottom={height % 2}:mode=smear" if even != (width, height) else ""
    return f"{scale},format=yuv444p,{padded}{smeared},setsar=1"


def _cut(start: int, end: int) -> str:
    """The frames from `start` up to, not including, `end`, counted anew."""
    return f"settb=1/{FRAMES},setpts=N,trim=start_frame={start}:end_frame={end},setpts=PTS-STARTPTS"


def _encoding(width: int, height: int) -> list[str]:
    level, megabits = level_for(width, height)
    return [
        "-c:v", "libx264", "-preset", "veryfast", "-tune", "stillimage", "-crf", "17",
        "-profile:v", "main", "-level", level, "-pix_fmt", "yuv420p", "-bf", "0", "-refs", "2",
        "-maxrate", f"{megabits}M", "-bufsize", f"{megabits}M",
        "-g", str(LONGEST_GROUP), "-flags", "+cgop+bitexact", "-fflags", "+bitexact",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
    ]  # fmt: skip


def level_for(width: int, height: int) -> tuple[str, int]:
    """The lowest level of H.264 for this size at 25 frames a second, and megabits a second that it surely bears."""
    across, down = math.ceil(width / 16), math.ceil(height / 16)
    for level, frame, second, megabits in _LEVELS:
        if across * down <= frame and across * down * FRAMES <= second and max(across, down) <= math.isqrt(8 * frame):
            return level, megabits
    raise FilmFailed(f"{width}×{height} 太大，H.264 做不了这样的片子")


def _join(parts: Sequence[Path], frames: int, title: str, scratch: Path, to: Path) -> None:
    """The parts as they are, one after another, with silence."""
    listing = scratch / "parts.txt"
    listing.write_text("".join(f"file '{part.name}'\n" for part in parts), encoding="utf-8", newline="\n")
    # Through a bare stream: what an encoder of AAC needs ahead of the first sample would shift the pictures.
    silence, length = scratch / "silence.aac", Fraction(frames, FRAMES)
    still = ["-f", "lavfi", "-i", f"anullsrc=r={_HERTZ}:cl=stereo"]
    _run([*_FFMPEG, *still, "-c:a", "aac", "-b:a", "64k", "-frames:a", str(length * _HERTZ // 1024), _named(silence)])
    films = ["-f", "concat", "-safe", "0", "-i", _named(listing), "-i", _named(silence), "-map", "0:v", "-map", "1:a", "-c", "copy"]
    plain = ["-movflags", "+faststart", "-use_editlist", "0", "-fflags", "+bitexact", "-map_metadata", "-1", "-metadata", f"title={title}"]
    _run([*_FFMPEG, *films, *plain, _named(to)])


def _named(file: Path | None) -> str:
    """A file's name that is neither an option nor another protocol, whatever characters it has."""
    return f"file:{file}"


def _run(command: list[str]) -> str:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise FilmFailed(said[-1].strip() if said else f"{command[0]} 结束时报告 {done.returncode}")
    return done.stdout

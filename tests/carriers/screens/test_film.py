"""The film: what old televisions play, exactly as long as the slides stay, and what it shows."""

from __future__ import annotations

import json
import re
import subprocess
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from shuangyong.carriers.screens import film
from shuangyong.carriers.screens.film import FRAMES, FilmFailed, Scene, level_for, make_film
from shuangyong.carriers.screens.playable import Playable

from .conftest import ffmpeg

RED, GREEN, BLUE = (200, 30, 30), (20, 140, 60), (30, 60, 190)


def probe(file: Path) -> dict:
    show = ["-show_streams", "-show_format", "-of", "json", str(file)]
    return json.loads(subprocess.run(["ffprobe", "-v", "error", *show], check=True, capture_output=True).stdout)


def stream(file: Path, kind: str) -> dict:
    (found,) = [stream for stream in probe(file)["streams"] if stream["codec_type"] == kind]
    return found


def frames(file: Path, folder: Path, *numbers: int) -> list[Image.Image]:
    """These frames of a film, counted from 0."""
    chosen = "+".join(f"eq(n,{number})" for number in numbers)
    ffmpeg("-i", file, "-vf", f"select='{chosen}'", "-fps_mode", "passthrough", folder / "frame-%d.png")
    return [Image.open(folder / f"frame-{position}.png").convert("RGB") for position in range(1, len(numbers) + 1)]


def colour(image: Image.Image, at: tuple[int, int] = (20, 20)) -> tuple[int, ...]:
    return image.getpixel(at)


def is_near(found: tuple[int, ...], wanted: tuple[int, ...], within: int = 8) -> bool:
    return all(abs(one - other) <= within for one, other in zip(found, wanted, strict=True))


def drawn(folder: Path, name: str, tint: tuple[int, int, int], size: tuple[int, int]) -> Path:
    Image.new("RGB", size, tint).save(folder / name)
    return folder / name


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A still, a video that is shorter than its place, and another still, on a screen of 321 × 181 pixels."""
    folder = tmp_path_factory.mktemp("odd")
    size, scratch = (321, 181), folder / "scratch"
    scratch.mkdir()
    # Its pixels are twice as wide as high: 80 of them stand for 160.
    ffmpeg("-f", "lavfi", "-i", "color=c=0x148C3C:s=80x181:r=30:d=1", "-vf", "setsar=2", "-pix_fmt", "yuv444p", folder / "clip.mp4")
    film.first_frame(folder / "clip.mp4", folder / "clip.png", size)
    scenes = [
        Scene(drawn(folder, "red.png", RED, size), 50),
        Scene(folder / "clip.png", 40, folder / "clip.mp4"),
        Scene(drawn(folder, "blue.png", BLUE, size), 30),
    ]
    make_film(scenes, size, folder / "it.mp4", fade_ms=400, title="it-1", scratch=scratch)
    return folder / "it.mp4", folder


def test_film_is_what_every_decoder_of_ten_years_ago_reads(odd) -> None:
    video = stream(odd[0], "video")
    assert (video["codec_name"], video["profile"], video["level"], video["pix_fmt"]) == ("h264", "Main", 30, "yuv420p")
    assert video["has_b_frames"] == 0
    assert {video[f"color_{name}"] for name in ("space", "primaries", "transfer")} == {"bt709"} and video["color_range"] == "tv"
    assert Fraction(video["r_frame_rate"]) == Fraction(video["avg_frame_rate"]) == FRAMES


def test_film_has_a_silent_track_of_its_length(odd) -> None:
    sound = stream(odd[0], "audio")
    assert (sound["codec_name"], sound["profile"], sound["sample_rate"], sound["channels"]) == ("aac", "LC", "48000", 2)
    assert abs(float(sound["duration"]) - 120 / FRAMES) < 1 / FRAMES
    loud = subprocess.run(["ffmpeg", "-i", str(odd[0]), "-af", "volumedetect", "-vn", "-f", "null", "-"], capture_output=True, text=True)
    assert float(re.search(r"max_volume: (-?[\d.]+) dB", loud.stderr)[1]) < -80


def test_film_begins_at_nought_without_an_edit_list_and_with_its_index_in_front(odd) -> None:
    data = odd[0].read_bytes()
    assert b"elst" not in data
    assert data.index(b"moov") < data.index(b"mdat")
    assert {float(found["start_time"]) for found in probe(odd[0])["streams"]} == {0.0}


def test_film_is_as_many_frames_as_its_scenes(odd) -> None:
    assert int(stream(odd[0], "video")["nb_frames"]) == 120
    assert float(probe(odd[0])["format"]["duration"]) == pytest.approx(120 / FRAMES, abs=0.5 / FRAMES)


def test_odd_sides_are_made_even_by_repeating_the_last_line(odd) -> None:
    video = stream(odd[0], "video")
    assert (video["width"], video["height"]) == (322, 182)
    (first,) = frames(odd[0], odd[1], 5)
    assert all(is_near(colour(first, at), RED) for at in ((0, 0), (321, 0), (321, 181), (0, 181)))


def test_each_scene_is_held_and_becomes_the_next_at_its_end(odd) -> None:
    shown = frames(odd[0], odd[1], 0, 39, 45, 50, 105, 119)
    assert is_near(colour(shown[0], (160, 90)), RED) and is_near(colour(shown[1], (160, 90)), RED)
    between = colour(shown[2], (160, 90))
    assert not is_near(between, RED, 40) and not is_near(between, (20, 140, 60), 40)
    assert is_near(colour(shown[3], (160, 90)), GREEN), "the video, and it has begun"
    assert is_near(colour(shown[4], (160, 90)), BLUE)
    last = colour(shown[5], (160, 90))
    assert last[0] > last[2], "in a loop the last fades into the first"


def test_video_is_shown_whole_in_the_middle(odd) -> None:
    (shown,) = frames(odd[0], odd[1], 65)
    assert all(is_near(colour(shown, (across, 90)), GREEN) for across in (88, 160, 232))
    assert all(is_near(colour(shown, (across, 90)), (20, 19, 15)) for across in (10, 70, 250, 310)), "on the paper of the slides"


def test_film_of_a_screen_that_hangs_upright_is_turned(tmp_path: Path) -> None:
    still = Image.new("RGB", (96, 160), BLUE)
    still.paste(RED, (0, 0, 96, 40))
    still.save(tmp_path / "top-is-red.png")
    for turn, side in (("left", 20), ("right", 140)):
        scenes = [Scene(tmp_path / "top-is-red.png", 10, turn=turn)]
        make_film(scenes, (160, 96), tmp_path / f"{turn}.mp4", fade_ms=900, scratch=tmp_path)
        (shown,) = frames(tmp_path / f"{turn}.mp4", tmp_path, 3)
        assert shown.size == (160, 96)
        assert is_near(colour(shown, (side, 48)), RED, 12)
        film.print_picture(tmp_path / "top-is-red.png", tmp_path / f"{turn}.jpg", turn)
        with Image.open(tmp_path / f"{turn}.jpg") as printed:
            assert printed.size == (160, 96) and is_near(printed.getpixel((side, 48)), RED, 12)


def test_same_scenes_give_the_same_bytes(tmp_path: Path) -> None:
    scenes = [Scene(drawn(tmp_path, "a.png", RED, (64, 64)), 10), Scene(drawn(tmp_path, "b.png", BLUE, (64, 64)), 10)]
    for name in ("1.mp4", "2.mp4"):
        make_film(scenes, (64, 64), tmp_path / name, fade_ms=200, title="it", scratch=tmp_path)
    assert (tmp_path / "1.mp4").read_bytes() == (tmp_path / "2.mp4").read_bytes()


def test_last_word_of_ffmpeg_is_passed_on(tmp_path: Path) -> None:
    (tmp_path / "broken.mp4").write_bytes(b"no video")
    with pytest.raises(FilmFailed, match="Invalid data"):
        film.video_seconds(tmp_path / "broken.mp4")


@pytest.mark.parametrize(
    ("size", "level"),
    [((1280, 720), "3.1"), ((1920, 1080), "4.0"), ((1080, 1920), "4.0"), ((3840, 2160), "5.1"), ((3072, 256), "3.2"), ((192, 96), "3.0")],
)
def test_level_is_the_lowest_that_bears_the_size(size: tuple[int, int], level: str) -> None:
    assert level_for(*size)[0] == level


def test_size_beyond_every_level_is_refused() -> None:
    with pytest.raises(FilmFailed, match="8192×8192"):
        level_for(8192, 8192)


@pytest.mark.parametrize(("there", "missing"), [((), "ffmpeg"), (("ffmpeg",), "ffmpeg"), (("ffmpeg", "ffprobe"), "libx264")])
def test_what_is_missing_is_said_before_any_work(there, missing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in there:
        (tmp_path / name).write_text("#!/bin/sh\necho ' A....D aac  AAC'\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert missing in film.lacks()


# --- From a screen -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shot(exported: Path) -> Path:
    (found,) = (exported / "video").iterdir()
    return found


def test_film_is_named_by_what_is_read_out_over_the_telephone(shot: Path, made: Playable) -> None:
    assert shot.name == f"ting-{made.programme['code']}.mp4"
    assert probe(shot)["format"]["tags"]["title"] == shot.stem


def test_film_holds_what_is_for_every_day_as_long_as_it_stays(shot: Path, made: Playable) -> None:
    """And the video as long as it runs, which is less than it may."""
    shown = film.shown(made)
    assert {slide.item for slide in shown} == {0, 1, 2} != {slide.item for slide in made.slides}
    seconds = [1.5 if slide.frame.video else slide.seconds for slide in shown]
    assert int(stream(shot, "video")["nb_frames"]) == sum(film.frames_of(second) for second in seconds)
    assert (stream(shot, "video")["width"], stream(shot, "video")["height"]) == (1280, 720)


def test_nothing_in_the_film_is_black(shot: Path) -> None:
    """Dark paper is not: its luminance is well above that of black."""
    seen = subprocess.run(
        ["ffmpeg", "-hide_banner", "-i", str(shot), "-vf", "blackdetect=d=0.04:pix_th=0.03", "-an", "-f", "null", "-"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "black_start" not in seen.stderr


def test_pictures_are_numbered_baseline_jpegs_of_the_screens_size(exported: Path, made: Playable) -> None:
    stills = [slide for slide in film.shown(made) if not slide.frame.video]
    found = sorted((exported / "pictures").iterdir())
    assert [file.name for file in found] == [f"{number:03}.jpg" for number in range(1, len(stills) + 1)]
    for file in found:
        with Image.open(file) as image:
            assert (image.format, image.size, image.mode) == ("JPEG", (1280, 720), "RGB")
            assert "progressive" not in image.info and image.layer[0][1:3] == (2, 2), "4:2:0"


def codes(image: Image.Image) -> set[str]:
    return {code.text for code in zxingcpp.read_barcodes(np.asarray(image.convert("L")))}


def test_codes_can_be_read_off_the_pictures_and_the_film(exported: Path, shot: Path, made: Playable, tmp_path: Path) -> None:
    stills = [slide for slide in film.shown(made) if not slide.frame.video]
    start = 0
    for number, slide in enumerate(stills, start=1):
        address = "brands/hongfanchuan/" if slide.item == 0 else "stories/2026/lianzhan/"
        with Image.open(exported / "pictures" / f"{number:03}.jpg") as image:
            assert codes(image) == {f"https://site.example/sy/{address}"}, slide.id
        (shown,) = frames(shot, tmp_path, start + 30)
        assert codes(shown) == {f"https://site.example/sy/{address}"}, slide.id
        start += film.frames_of(slide.seconds)
    assert len(stills) >= 2

"""Which files of a photo a screen gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from shuangyong.carriers.screens.pictures import ShownPicture, files_for, shown_in
from shuangyong.manuscripts.captions import Caption, Photo
from shuangyong.photos.job import Record, Rendition
from shuangyong.photos.pictures import Picture
from shuangyong.photos.recipe import EXTENSIONS, PURPOSES, WEBP_SIDE, Shape, shapes

EVERY = tuple(PURPOSES)


def picture(size: tuple[int, int] = (4000, 3000), purposes: tuple[str, ...] = ("web", "crop"), **words) -> Picture:
    """With the renditions that the photo work makes for these purposes."""
    made = tuple(file for shape in shapes(size, purposes) for file in renditions(shape))
    record = Record("x.jpg", "00", 1, 1, "x", "", "", purposes, 10**9, *size, renditions=made)
    told = {"file": "x.jpg", "slug": "x", "caption": "图注", "alt": "看得见", "photographer": "张三", "rights": "本项目", "people": "none"}
    return Picture(Photo("show", Caption(**(told | words)), "photos/show/captions.yml", 1), record, Path("/cache/show"))


def renditions(shape: Shape) -> list[Rendition]:
    name = f"x-{shape.purpose}-{shape.label}"
    return [Rendition(name + EXTENSIONS[format], shape.purpose, format, *shape.size, shape.size[0]) for format in shape.formats]


def sizes(files: dict[str, Rendition]) -> dict[str, tuple[int, int]]:
    return {format: (file.width, file.height) for format, file in files.items()}


def test_it_is_the_smallest_that_is_wide_enough_in_each_format_best_first() -> None:
    assert list(files_for(picture(), 700, 0)) == ["avif", "webp", "jpeg"]
    assert set(sizes(files_for(picture(), 700, 0)).values()) == {(960, 720)}
    assert set(sizes(files_for(picture(), 960, 0)).values()) == {(960, 720)}
    assert set(sizes(files_for(picture(), 962, 0)).values()) == {(1600, 1200)}


def test_it_covers_the_height_too() -> None:
    assert set(sizes(files_for(picture(), 400, 1000)).values()) == {(1600, 1200)}


def test_a_pixel_lost_in_rounding_does_not_triple_the_bytes() -> None:
    assert set(sizes(files_for(picture(), 961, 721)).values()) == {(960, 720)}


def test_where_none_is_large_enough_it_is_the_largest() -> None:
    small = picture((800, 600))
    assert set(sizes(files_for(small, 1920, 1080)).values()) == {(800, 600)}


@pytest.mark.parametrize("box", [(1, 1), (480, 360), (960, 720), (1200, 630), (2560, 1920), (9999, 9999)])
def test_neither_crops_nor_cards_nor_sheets_for_print_are_shown(box: tuple[int, int]) -> None:
    assert {file.purpose for file in files_for(picture((9000, 6000), EVERY), *box).values()} <= {"web", "screen", "zoom"}


def test_what_was_made_for_screens_serves_large_ones() -> None:
    wall = picture((6000, 4000), ("web", "crop", "screen"))
    assert set(sizes(files_for(wall, 3200, 2133)).values()) == {(3240, 2160)}


def test_a_format_that_holds_the_picture_only_smaller_is_left_out() -> None:
    scroll = picture((900, WEBP_SIDE + 2000))
    assert {format: file.width for format, file in files_for(scroll, 900, 0).items()} == {"avif": 900, "jpeg": 900}
    assert {format: file.width for format, file in files_for(scroll, 400, 0).items()} == {"avif": 480, "webp": 480, "jpeg": 480}


def test_a_picture_without_a_jpeg_is_not_shown() -> None:
    shown = picture()
    avif = tuple(file for file in shown.record.renditions if file.format == "avif")
    only = Picture(shown.photo, Record(**{**vars(shown.record), "renditions": avif}), shown.folder)
    assert shown_in(only, 960) is None


def test_its_addresses_are_those_of_a_page_two_folders_down() -> None:
    shown = shown_in(picture(), 960)
    assert shown.as_data() == {
        "avif": "../../photos/show/x-web-960.avif",
        "webp": "../../photos/show/x-web-960.webp",
        "jpeg": "../../photos/show/x-web-960.jpg",
    }
    assert shown.size == (960, 720)


def test_exactly_the_files_it_names_go_out() -> None:
    shown = shown_in(picture(), 960)
    assert [output.path for output in shown.outputs()] == [address.removeprefix("../../") for address in shown.as_data().values()]
    assert {output.file.parent for output in shown.outputs()} == {Path("/cache/show")}


def test_the_flag_is_known_by_the_words_beside_it() -> None:
    assert ShownPicture(picture(alt="升国旗"), {}).shows_flag
    assert not ShownPicture(picture(), {}).shows_flag


def test_it_says_who_made_it() -> None:
    assert ShownPicture(picture(unit="某单位"), {}).credit == "摄影：张三 · 某单位 · 本项目"

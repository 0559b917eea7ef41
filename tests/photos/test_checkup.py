"""体检: what is wrong is named with its remedy, and what is not wrong is left in peace."""

from __future__ import annotations

import io
import json
import random
import shutil
import struct
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter

from conftest import REPOSITORY, SHARED
from shuangyong.manuscripts.captions import Album
from shuangyong.photos.checkup import Checked, as_json, check_album, page, parse_use
from shuangyong.photos.checkup.uses import good_for

PHOTOS = SHARED / "photos"
POSTERS = REPOSITORY / "photos" / "xuanchuanhua"
needs_photos = pytest.mark.skipif(not PHOTOS.is_dir(), reason="没有 ../shared/photos 里的相机原片")
SOUND = "slug: {slug}, caption: 甲, alt: 乙, photographer: 丙, rights: 丁, people: none"


class Here(Executor):
    """Does the work at once, in this process, and lets its exceptions out."""

    def submit(self, work, *args):
        future = Future()
        future.set_result(work(*args))
        return future


def scene(size=(2000, 1500), seed=1) -> Image.Image:
    """Something with edges, tones and colours, other for every seed."""
    chance = random.Random(seed)
    image = Image.new("RGB", size, (200, 210, 220))
    draw = ImageDraw.Draw(image)
    for _ in range(120):
        x, y, w = (chance.randrange(size[0]), chance.randrange(size[1]), chance.randrange(20, 400))
        draw.rectangle((x, y, x + w, y + w // 2), fill=tuple(chance.randrange(256) for _ in range(3)))
    return image


def put(folder: Path, **images: Image.Image) -> Path:
    folder.mkdir(exist_ok=True)
    for name, image in images.items():
        image.save(folder / f"{name}.jpg", quality=92)
    return folder


def caption(folder: Path, *entries: str) -> None:
    text = "photos:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)
    (folder / "captions.yml").write_text(text, encoding="utf-8")


def check(folder: Path, use: str = "web") -> dict[str, Checked]:
    found = check_album(folder, Album(folder.name, f"photos/{folder.name}"), use=parse_use(use), executor=Here())
    return {item.file: item for item in found}


def rules(checked: Checked) -> set[str]:
    return {finding.rule for finding in checked.findings} - {"check-no-entry"}


# The picture


def test_a_sound_photo_with_its_entry_has_nothing_wrong(tmp_path):
    caption(put(tmp_path, a=scene()), f"file: a.jpg, {SOUND.format(slug='a')}")
    assert check(tmp_path)["a.jpg"].findings == ()


@pytest.mark.parametrize("sigma", [5, 9, 16])
def test_a_blurred_picture_is_called_blurred_and_its_sharpness_given(tmp_path, sigma: int):
    found = check(put(tmp_path, a=scene().filter(ImageFilter.GaussianBlur(sigma))))["a.jpg"]
    assert "check-blurred" in rules(found)
    assert f"清晰度 {found.measures.sharpness:.1f}" in next(f.what for f in found.findings if f.rule == "check-blurred")


def test_low_contrast_does_not_make_a_sharp_picture_blurred(tmp_path):
    flat = scene().point(lambda value: 90 + value // 4)
    assert "check-blurred" not in rules(check(put(tmp_path, a=flat))["a.jpg"])


def test_a_night_picture_with_lamps_is_neither_blurred_nor_too_dark(tmp_path):
    night = Image.new("RGB", (2000, 1500), (6, 6, 10))
    draw = ImageDraw.Draw(night)
    for x in range(100, 2000, 220):
        draw.ellipse((x, 600, x + 70, 670), fill=(255, 240, 200))
    assert rules(check(put(tmp_path, a=night))["a.jpg"]) == set()


def test_a_plain_wall_is_not_called_blurred(tmp_path):
    assert "check-blurred" not in rules(check(put(tmp_path, a=Image.new("RGB", (2000, 1500), (120, 120, 120))))["a.jpg"])


@needs_photos
@pytest.mark.parametrize("name", ["HMD_Nokia_8.3_5G.jpg", "iphone_13_pro_max.HEIC", "iphone_hdr_NO.jpg", "35-empty.jpg"])
def test_real_photos_are_sharp_and_their_blurred_copies_are_not(tmp_path, name: str):
    shutil.copy(PHOTOS / name, tmp_path / name)
    sharp = check(tmp_path)[name]
    assert rules(sharp) == set() and sharp.measures.sharpness > 2.5
    with Image.open(PHOTOS / name) as image:
        small = image.convert("RGB").resize((1024, 768)).filter(ImageFilter.GaussianBlur(2))
    small.save(tmp_path / "blurred.jpg", quality=90)
    assert "check-blurred" in rules(check(tmp_path)["blurred.jpg"])


@pytest.mark.skipif(not POSTERS.is_dir(), reason="还没有宣传画")
def test_flat_posters_are_neither_blurred_nor_dark_nor_alike(tmp_path):
    for file in sorted(POSTERS.glob("*.png")):
        with Image.open(file) as image:
            image.thumbnail((1800, 1800))
            image.save(tmp_path / file.name)
    found = check(tmp_path)
    assert len(found) >= 12
    assert {name: rules(item) for name, item in found.items() if rules(item)} == {}


def test_too_dark_and_too_bright(tmp_path):
    found = check(put(tmp_path, dark=scene().point(lambda v: v // 8), bright=scene().point(lambda v: 235 + v // 13)))
    assert "check-dark" in rules(found["dark.jpg"])
    assert "check-bright" in rules(found["bright.jpg"])


def test_ink_on_white_paper_is_not_too_bright(tmp_path):
    paper = Image.new("RGB", (2000, 1500), (252, 251, 248))
    ImageDraw.Draw(paper).rectangle((900, 200, 960, 1300), fill=(20, 20, 20))
    assert "check-bright" not in rules(check(put(tmp_path, a=paper))["a.jpg"])


@pytest.mark.parametrize(
    ("use", "size", "is_enough"),
    [("web", (1600, 1200), True), ("web", (1599, 1200), False), ("web", (1200, 1600), True), ("1920x1080", (1920, 1280), True),
     ("1920x1080", (1900, 1000), False), ("3840x2160", (3000, 2160), True), ("A4", (2339, 1654), True), ("A4", (1654, 2339), True),
     ("A4", (2000, 1400), False), ("A3", (3307, 2000), True), ("A1", (6000, 4000), False)],
)  # fmt: skip
def test_size_is_judged_by_the_use(use: str, size: tuple[int, int], is_enough: bool):
    assert parse_use(use).suits(size) == is_enough


def test_too_small_says_what_the_photo_is_still_good_for(tmp_path):
    found = check(put(tmp_path, a=scene((1920, 1440))), "A3")["a.jpg"]
    (finding,) = [finding for finding in found.findings if finding.rule == "check-small"]
    assert "1920×1440" in finding.what and "只够网页、1920×1080 的屏幕" in finding.what and "原片" in finding.fix
    assert good_for((1920, 1440)) == ("网页", "1920×1080 的屏幕")


@pytest.mark.parametrize("text", ["A5", "big", "", "1920"])
def test_an_unknown_use_is_answered_with_those_there_are(text: str):
    with pytest.raises(ValueError, match="A4、A3"):
        parse_use(text)


# Which way up


def exif_with(orientation: int | None, recorded: tuple[int, int] | None = None) -> Image.Exif:
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    if recorded:
        exif.get_ifd(0x8769).update({0xA002: recorded[0], 0xA003: recorded[1]})
        exif[0x8769] = {0xA002: recorded[0], 0xA003: recorded[1]}
    return exif


@pytest.mark.parametrize(
    ("stored", "orientation", "recorded", "is_doubtful"),
    [((1800, 2400), 6, (2400, 1800), True), ((2400, 1800), 6, (2400, 1800), False), ((2400, 1800), 1, (2400, 1800), False),
     ((2400, 1800), None, None, False), ((1800, 2400), 8, None, False)],
)  # fmt: skip
def test_a_turned_picture_that_still_asks_to_be_turned_is_noticed(tmp_path, stored, orientation, recorded, is_doubtful):
    scene(stored).save(tmp_path / "a.jpg", exif=exif_with(orientation, recorded))
    assert ("check-sideways" in rules(check(tmp_path)["a.jpg"])) == is_doubtful


@pytest.mark.parametrize(("xmp", "is_doubtful"), [("6", True), ("1", False)])
def test_exif_and_xmp_that_disagree_are_noticed(tmp_path, xmp: str, is_doubtful: bool):
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
        f' xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="{xmp}"/></rdf:RDF></x:xmpmeta>'
    )
    scene().save(tmp_path / "a.jpg", xmp=packet.encode())
    assert ("check-sideways" in rules(check(tmp_path)["a.jpg"])) == is_doubtful


@pytest.mark.parametrize(("preview", "is_doubtful"), [((120, 160), True), ((160, 120), False)])
def test_a_preview_that_lies_across_is_noticed(tmp_path, preview, is_doubtful: bool):
    inner = io.BytesIO()
    scene(preview).save(inner, "JPEG")
    tiff = b"MM\0*\0\0\0\x08" + b"\0\0" + b"\0\0\0\x0e"  # IFD 0, empty, then IFD 1 at 14.
    entries = ((0x0201, 14 + 2 + 24 + 4), (0x0202, inner.tell()))
    ifd1 = b"\0\x02" + b"".join(struct.pack(">HHII", tag, 4, 1, value) for tag, value in entries) + b"\0" * 4
    scene().save(tmp_path / "a.jpg", exif=b"Exif\0\0" + tiff + ifd1 + inner.getvalue())
    assert ("check-sideways" in rules(check(tmp_path)["a.jpg"])) == is_doubtful


@needs_photos
def test_no_real_photo_is_called_sideways(tmp_path):
    for name in ("landscape_6.jpg", "landscape_8.jpg", "iphone_13_pro_max.HEIC", "HMD_Nokia_8.3_5G.jpg", "DSCN0010.jpg"):
        shutil.copy(PHOTOS / name, tmp_path)
    assert [name for name, item in check(tmp_path).items() if "check-sideways" in rules(item)] == []


# More than once


def test_near_duplicates_name_each_other(tmp_path):
    found = check(put(tmp_path, a=scene(), b=scene().resize((1700, 1275)).point(lambda v: min(255, v + 6)), c=scene(seed=2)))
    assert found["a.jpg"].like == ("b.jpg",) and found["b.jpg"].like == ("a.jpg",) and found["c.jpg"].like == ()
    assert "b.jpg" in next(f.what for f in found["a.jpg"].findings if f.rule == "check-alike")


def test_the_very_same_file_twice_is_said_so(tmp_path):
    shutil.copy(put(tmp_path, a=scene()) / "a.jpg", tmp_path / "b.jpg")
    assert rules(check(tmp_path)["a.jpg"]) == {"check-twice"}


@needs_photos
def test_all_orientations_of_one_photo_are_alike(tmp_path):
    for number in range(1, 9):
        shutil.copy(PHOTOS / f"landscape_{number}.jpg", tmp_path)
    assert {len(item.like) for item in check(tmp_path).values()} == {7}


# Captions, also where the whole is not valid


def test_every_gap_of_an_entry_is_named_at_its_line(tmp_path):
    put(tmp_path, a=scene(), b=scene(seed=2))
    (tmp_path / "captions.yml").write_text(
        f"photos:\n  - {{file: a.jpg, {SOUND.format(slug='a')}}}\n  - file: b.jpg\n    slug: b\n    alt:\n    people: recognisable\n"
    )
    found = check(tmp_path)
    assert rules(found["a.jpg"]) == set()
    assert rules(found["b.jpg"]) == {"check-caption-text", "check-alt", "check-author", "check-rights", "check-consent"}
    assert {(problem.path, problem.line) for problem in found["b.jpg"].problems} == {(f"photos/{tmp_path.name}/captions.yml", 3)}
    assert all(problem.fix.startswith("请") and "b.jpg" in problem.what for problem in found["b.jpg"].problems)


def test_a_photo_without_an_entry_and_an_entry_without_a_photo(tmp_path):
    caption(put(tmp_path, hongqi=scene()), f"file: hongqi1.jpg, {SOUND.format(slug='a')}")
    found = check(tmp_path)
    assert [finding.rule for finding in found["hongqi.jpg"].findings] == ["check-no-entry"]
    assert [finding.rule for finding in found["hongqi1.jpg"].findings] == ["check-no-file"]
    assert "hongqi.jpg？" in found["hongqi1.jpg"].findings[0].fix


def test_bad_files_are_named_and_the_rest_goes_on(tmp_path):
    put(tmp_path, a=scene())
    (tmp_path / "b.jpg").write_bytes((tmp_path / "a.jpg").read_bytes()[:5000])
    (tmp_path / "c.txt").write_text("不是照片")
    (tmp_path / "d.jpg").write_bytes(b"")
    found = check(tmp_path)
    assert {name: sorted(rules(item)) for name, item in found.items()} == {
        "a.jpg": [], "b.jpg": ["photo-truncated"], "c.txt": ["photo-format"], "d.jpg": ["photo-empty"],
    }  # fmt: skip


def test_worker_processes_give_the_same(tmp_path):
    put(tmp_path, a=scene(), b=scene(seed=2))
    (tmp_path / "c.jpg").write_bytes(b"\xff\xd8\xff")
    album = Album("x", "photos/x")
    assert check_album(tmp_path, album) == check_album(tmp_path, album, executor=Here())


# What it looks like


def test_json_holds_what_was_measured_and_found(tmp_path):
    (item,) = json.loads(json.dumps(as_json(check(put(tmp_path, a=scene((800, 600)))).values())))
    assert (item["file"], item["width"], item["height"], item["good_for"]) == ("a.jpg", 800, 600, [])
    assert {problem["rule"] for problem in item["problems"]} == {"check-small", "check-no-entry"}


def test_redacted_parts_are_not_in_the_thumbnail(tmp_path):
    caption(put(tmp_path, a=Image.new("RGB", (2000, 1500), "white")), f"file: a.jpg, {SOUND.format(slug='a')}, redact: [[0, 0, 0.5, 1]]")
    with Image.open(io.BytesIO(check(tmp_path)["a.jpg"].measures.thumbnail)) as image:
        assert max(image.getpixel((20, 100))) < 60 and min(image.getpixel((300, 100))) > 240


def test_where_the_boxes_cannot_be_read_nothing_is_shown(tmp_path):
    caption(put(tmp_path, a=Image.new("RGB", (2000, 1500), "white")), f"file: a.jpg, {SOUND.format(slug='a')}, redact: [[0.5, 0, 0.2, 1]]")
    found = check(tmp_path)["a.jpg"]
    assert "check-redact" in rules(found)
    with Image.open(io.BytesIO(found.measures.thumbnail)) as image:
        assert max(high for _, high in image.getextrema()) < 60


@pytest.fixture
def report(tmp_path) -> Path:
    put(tmp_path, a=scene(), b=scene((800, 1000), seed=3), c=scene().filter(ImageFilter.GaussianBlur(9)))
    (tmp_path / "<b>&.jpg").write_bytes(b"")
    file = tmp_path / "report.html"
    file.write_text(page(check(tmp_path).values(), "试 <i>验</i>"), encoding="utf-8")
    return file


@pytest.mark.parametrize("width", [1440, 360])
def test_the_page_opens_by_double_click_and_shows_every_photo_once(chromium, report, width: int):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    tab = context.new_page()
    tab.goto(report.as_uri())
    assert {url.split(":")[0] for url in asked} <= {"file", "data"} and sum(url.startswith("file") for url in asked) == 1
    assert tab.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)")
    # What is beyond use, then what wants another picture (c beside the a it is like), then what is there twice.
    assert tab.locator(".photo h3").all_inner_texts() == ["<b>&.jpg", "c.jpg", "b.jpg", "a.jpg"]
    assert tab.inner_text("h1") == "试 <i>验</i>"
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.locator("summary").first.click()
    tab.locator("details a").first.click()
    assert tab.locator(":target").count() == 1
    context.close()


def test_the_same_album_gives_the_same_page(tmp_path):
    put(tmp_path, a=scene(), b=scene(seed=2))
    assert page(check(tmp_path).values(), "甲") == page(check(tmp_path).values(), "甲")

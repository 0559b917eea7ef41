"""What goes out holds pixels, and the credits of ``captions.yml``: exiftool's word over every file of the site."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from conftest import REPOSITORY
from shuangyong.manuscripts.captions import read_albums

TECHNICAL = {"SourceFile", "ExifTool", "System", "File", "JFIF", "RIFF", "PNG", "QuickTime", "Meta", "SVG", "Composite", "XMP-x", "XMP-rdf"}
"""exiftool's groups that tell of a file's form, not of where it comes from."""
CREDITS = "XMP-dc"


def tags(folder: Path) -> list[dict[str, object]]:
    """exiftool's tags of every image below `folder`, duplicates and all, as ``Group:Name``."""
    kinds = [part for end in ("jpg", "jpeg", "png", "webp", "avif", "heic", "tif", "gif", "svg") for part in ("-ext", end)]
    done = subprocess.run(["exiftool", "-j", "-a", "-G1", "-n", "-r", *kinds, str(folder)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def telling(file: dict[str, object]) -> dict[str, object]:
    """The tags of a file that tell anything of its past."""
    return {tag: value for tag, value in file.items() if tag.partition(":")[0] not in TECHNICAL}


@pytest.fixture(scope="module")
def published(built: Path) -> list[dict[str, object]]:
    return tags(built)


def test_every_rendition_was_looked_at(built: Path, published) -> None:
    renditions = [file for file in (built / "photos").rglob("*") if file.is_file()]
    assert len(renditions) > 100
    assert {str(file) for file in renditions} <= {file["SourceFile"] for file in published}


def test_nothing_but_the_credits_is_told(published) -> None:
    assert {tag for file in published for tag in telling(file) if not tag.startswith(f"{CREDITS}:")} == set()


def test_every_name_and_word_is_one_of_captions_yml(published) -> None:
    albums, _ = read_albums(REPOSITORY / "photos")
    captions = [photo.caption for album in albums for photo in album.photos]
    given = {word for c in captions for word in ("，".join(filter(None, (c.photographer, c.unit))), c.rights, c.caption)}
    found = {str(value) for file in published for value in telling(file).values()}
    assert found and found <= given


def test_a_file_that_tells_is_noticed(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "相机"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (8, 8)).save(tmp_path / "a.jpg", exif=exif, comment="悄悄话")
    assert {"IFD0:Make", "GPS:GPSLatitudeRef"} <= telling(tags(tmp_path)[0]).keys()

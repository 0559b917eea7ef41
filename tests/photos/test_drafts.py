"""Drafts of captions: what files say of themselves, Chinese made readable, and nothing that was there is lost."""

from __future__ import annotations

import shutil
import struct
import subprocess
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest
import yaml
from PIL import Image

from conftest import SHARED
from shuangyong.manuscripts.captions import Album, parse_album
from shuangyong.photos.charset import mended, text_of
from shuangyong.photos.drafts import CannotDraft, draft_captions, propose_slug, scalar
from shuangyong.photos.metadata import date_of, is_boilerplate

CHINESE = ["甲乙丙", "鑫鑫", "上海市静安区，一面红旗（2014年）", "摄影：甲乙丙 2014", "婷婷"]
WESTERN = [
    "José", "Größe", "Müller", "CAFÉ", "«CAFÉ»", "Ærøskøbing",
    "naïve Übergrößenträger", "São Paulo", "ÄÖ", "© 2014 José", "plain words",
]  # fmt: skip


class Here(Executor):
    """Does the work at once, in this process, and lets its exceptions out."""

    def submit(self, work, *args):
        future = Future()
        future.set_result(work(*args))
        return future


def album(folder: Path) -> Album:
    return Album(folder.name, f"photos/{folder.name}")


def draft(folder: Path) -> str:
    return draft_captions(folder, album(folder), executor=Here())


def entries(text: str) -> list[dict]:
    return yaml.safe_load(text)["photos"]


def photo(file: Path, **options) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (32, 24), "olive").save(file, **options)
    return file


def exif(**tags) -> Image.Exif:
    """EXIF with the tags t0x010E="…" and so on; bytes go in as they are."""
    found = Image.Exif()
    for name, value in tags.items():
        found[int(name[1:], 16)] = value
    return found


def iptc(*records: tuple[int, bytes], coded: bool = False) -> bytes:
    """A JPEG's APP13 segment with records of IPTC's second group; `coded` says that it is UTF-8."""
    data = b"\x1c\x01\x5a\x00\x03\x1b%G" if coded else b""
    data += b"".join(b"\x1c\x02" + struct.pack(">BH", number, len(value)) + value for number, value in records)
    block = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(data)) + data + b"\0" * (len(data) % 2)
    content = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + struct.pack(">H", len(content) + 2) + content


def with_iptc(file: Path, *records: tuple[int, bytes], coded: bool = False) -> None:
    data = photo(file).read_bytes()
    file.write_bytes(data[:2] + iptc(*records, coded=coded) + data[2:])


# Chinese stored as something else


@pytest.mark.parametrize("text", CHINESE)
@pytest.mark.parametrize("stored", ["gbk", "utf-8"])
def test_chinese_read_as_latin_1_is_made_readable(text: str, stored: str):
    assert mended(text.encode(stored).decode("latin-1")) == text


@pytest.mark.parametrize("text", ["甲乙丙", "上海市静安区"])
def test_utf_8_read_as_windows_1252_is_made_readable(text: str):
    broken = "".join(bytes([byte]).decode("cp1252") if byte not in b"\x81\x8d\x8f\x90\x9d" else chr(byte) for byte in text.encode())
    assert mended(broken) == text


@pytest.mark.parametrize("text", CHINESE)
@pytest.mark.parametrize("stored", ["gbk", "gb18030", "utf-8"])
def test_bytes_without_a_declared_encoding_are_read(text: str, stored: str):
    assert text_of(text.encode(stored)) == text


@pytest.mark.parametrize("text", CHINESE + WESTERN)
def test_sound_text_is_left_alone(text: str):
    assert mended(text) == text
    assert text_of(text.encode()) == text


@pytest.mark.parametrize("text", WESTERN)
def test_western_bytes_do_not_become_chinese(text: str):
    assert text_of(text.encode("cp1252")) == text


@pytest.mark.parametrize("stored", ["gbk", "utf-8"])
def test_a_last_character_cut_by_a_length_limit_is_dropped(stored: str):
    assert text_of("甲乙丙".encode(stored)[:-1]) == "甲乙"


@pytest.mark.parametrize("lost", ["???", "?? ?", "甲\ufffd乙"])
def test_text_that_lost_its_characters_is_not_drafted(lost: str):
    assert mended(lost) == ""


# Where the words come from


def test_iptc_in_gbk_without_a_coded_character_set(tmp_path):
    with_iptc(tmp_path / "a.jpg", (80, "甲乙丙".encode("gbk")), (120, "一面红旗".encode("gbk")), (116, "作者授权".encode("gbk")))
    (entry,) = entries(draft(tmp_path))
    assert (entry["photographer"], entry["caption"], entry["rights"]) == ("甲乙丙", "一面红旗", "作者授权")


def test_iptc_in_utf_8_with_and_without_saying_so(tmp_path):
    with_iptc(tmp_path / "a.jpg", (80, "甲乙丙".encode()), coded=True)
    with_iptc(tmp_path / "b.jpg", (80, "丁戊".encode()))
    assert [entry["photographer"] for entry in entries(draft(tmp_path))] == ["甲乙丙", "丁戊"]


def test_several_authors_are_all_named(tmp_path):
    with_iptc(tmp_path / "a.jpg", (80, "甲乙".encode()), (80, "丙丁".encode()))
    assert entries(draft(tmp_path))[0]["photographer"] == "甲乙、丙丁"


@pytest.mark.parametrize(("stored", "date"), [("20140915", "2014-09-15"), ("20140900", "2014-09"), ("20140000", 2014)])
def test_a_date_keeps_the_precision_it_is_known_with(tmp_path, stored: str, date):
    with_iptc(tmp_path / "a.jpg", (55, stored.encode()))
    text = draft(tmp_path)
    assert f"taken: {date}\n" in text


def test_exif_in_gbk_is_read(tmp_path):
    photo(tmp_path / "a.jpg", exif=exif(t0x013B="甲乙丙".encode("gbk"), t0x010E="红旗飘飘".encode("gbk")))
    (entry,) = entries(draft(tmp_path))
    assert (entry["photographer"], entry["caption"]) == ("甲乙丙", "红旗飘飘")


def test_words_that_windows_wrote_are_read(tmp_path):
    wide = {"t0x9C9B": "一面红旗", "t0x9C9D": "甲乙丙", "t0x9C9C": "社区里升旗"}
    photo(tmp_path / "a.jpg", exif=exif(**{tag: (text + "\0").encode("utf-16-le") for tag, text in wide.items()}))
    (entry,) = entries(draft(tmp_path))
    assert (entry["title"], entry["photographer"], entry["caption"]) == ("一面红旗", "甲乙丙", "社区里升旗")


def xmp(inner: str) -> bytes:
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
        f' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" {inner}</rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "tiff"])
def test_xmp_is_read_and_its_chinese_preferred(tmp_path, ending: str):
    packet = xmp(
        'photoshop:DateCreated="2014-09"><dc:creator><rdf:Seq><rdf:li>甲乙</rdf:li><rdf:li>丙丁</rdf:li></rdf:Seq></dc:creator>'
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A flag</rdf:li><rdf:li xml:lang="zh-CN">红旗</rdf:li></rdf:Alt></dc:title>'
    )
    if ending == "png":
        from PIL import PngImagePlugin

        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", packet.decode())
        photo(tmp_path / "a.png", pnginfo=info)
    elif ending == "tiff":
        photo(tmp_path / "a.tiff", tiffinfo={700: packet})
    else:
        photo(tmp_path / f"a.{ending}", xmp=packet)
    (entry,) = entries(draft(tmp_path))
    assert (entry["title"], entry["photographer"], str(entry["taken"])) == ("红旗", "甲乙、丙丁", "2014-09")


def test_xmp_that_blows_up_is_not_read(tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    photo(tmp_path / "a.jpg", xmp=bomb)
    assert entries(draft(tmp_path))[0]["caption"] is None


def test_a_place_beside_coordinates_is_not_drafted(tmp_path):
    with_iptc(tmp_path / "a.jpg", (90, "上海".encode()))
    gps = exif()
    gps.get_ifd(0x8825)[1] = "N"
    gps[0x8825] = {1: "N", 2: (31.0, 15.0, 0.0)}
    data = photo(tmp_path / "b.jpg", exif=gps).read_bytes()
    (tmp_path / "b.jpg").write_bytes(data[:2] + iptc((90, "上海".encode())) + data[2:])
    first, second = entries(draft(tmp_path))
    assert first["place"] == "上海"
    assert "place" not in second and "31" not in draft(tmp_path).split("b.jpg")[1]


@pytest.mark.parametrize(
    "words",
    ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "KONICA MINOLTA DIGITAL CAMERA", "SAMSUNG CAMERA PICTURES", "Exif_JPEG_PICTURE",
     "dav", "oznor_soft", "50mm f/1.8", "EF24-105mm f/4L IS USM", "Created with GIMP", "Processed with VSCO with f2 preset", "IMG_0012",
     "微信图片_20140915", "20140915", "<untitled>"],
)  # fmt: skip
def test_what_cameras_and_programs_write_is_no_caption(words: str):
    assert is_boilerplate(words)


@pytest.mark.parametrize("words", ["一面红旗", "Soldiers walk to the ramp", "DSC 老照片里的红旗", "Digital Camera Day in Zhabei", "甲"])
def test_what_people_write_is(words: str):
    assert not is_boilerplate(words)


def test_the_name_of_the_camera_is_no_author(tmp_path):
    photo(tmp_path / "a.jpg", exif=exif(t0x010F="Nokia", t0x0110="HMD 8.3", t0x013B="NOKIA HMD 8.3"))
    assert entries(draft(tmp_path))[0]["photographer"] is None


@pytest.mark.parametrize("text", ["0000:00:00 00:00:00", "1970:01:01 00:00:00", "2000:01:01 00:00:12", "nonsense", "2014:02:31"])
def test_a_clock_that_was_never_set_gives_no_date(text: str):
    assert date_of(text) == ""


@pytest.mark.skipif(not (SHARED / "photos").is_dir(), reason="没有 ../shared/photos 里的相机原片")
def test_real_camera_files_give_sound_drafts(tmp_path):
    for name in ("long_description.jpg", "corrupted.jpg", "iphone_13_pro_max.HEIC"):
        shutil.copy(SHARED / "photos" / name, tmp_path)
    by_file = {entry["file"]: entry for entry in entries(draft(tmp_path))}
    assert by_file["long_description.jpg"]["photographer"] == "SSG KYLE DAVIS"
    assert by_file["long_description.jpg"]["caption"].startswith("Operation Mountain Viper")
    assert by_file["corrupted.jpg"]["caption"] is None
    assert str(by_file["iphone_13_pro_max.HEIC"]["taken"]) == "2022-02-16"


@pytest.mark.skipif(not shutil.which("exiftool"), reason="没有装 exiftool")
def test_what_exiftool_writes_is_read(tmp_path):
    file = photo(tmp_path / "a.jpg")
    command = ["exiftool", "-q", "-overwrite_original", "-charset", "iptc=utf8", "-IPTC:By-line=甲乙丙", "-XMP-dc:Rights=作者授权", file]
    subprocess.run(command, check=True)
    (entry,) = entries(draft(tmp_path))
    assert (entry["photographer"], entry["rights"]) == ("甲乙丙", "作者授权")


# The text


def test_gaps_are_empty_keys_with_a_hint_and_in_the_order_of_the_model(tmp_path):
    photo(tmp_path / "a.jpg")
    text = draft(tmp_path)
    (entry,) = entries(text)
    assert list(entry) == ["file", "slug", "caption", "alt", "photographer", "rights", "people", "consent"]
    lines = text.splitlines()
    for key in ("caption", "alt", "photographer", "rights", "people", "consent"):
        assert lines[lines.index(f"    {key}:") - 1].lstrip().startswith("# ")


def test_the_checker_names_each_gap_of_a_draft_and_nothing_else(tmp_path):
    photo(tmp_path / "a.jpg")
    _, problems = parse_album("a", "photos/a", draft(tmp_path))
    assert {problem.what.split(" ")[0] for problem in problems} == {"caption", "alt", "photographer", "rights", "people"}


NASTY = ['他说："走"', "a: b", "-- 开头", "# 井号", "甲 # 乙", "yes", "12:30", "2014", "null", "{甲}", "[乙]",
         "*星", "&和", "!叹", "%百", "@at", "`撇", "'单", "甲\\乙", "结尾:", "| 竖", "> 大", "? 问",
         "甲\u2028乙", "\u200e左", "1e3", "0x10", "~", "甲：乙", "title：乙", "🚩红旗"]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_any_text_reads_back_as_it_was(text: str):
    assert yaml.safe_load(f"k: {scalar(text)}") == {"k": text}


@pytest.mark.parametrize("text", NASTY)
def test_a_draft_with_any_text_can_be_read(tmp_path, text: str):
    from shuangyong.photos.entries import parse_entries

    photo(tmp_path / "a.jpg", xmp=xmp(f"><dc:rights>{text.replace('&', '&amp;')} 某某</dc:rights>"))
    drafted, problems = parse_entries(draft(tmp_path))
    assert [entry.file for entry in drafted] == ["a.jpg"] and not problems


@pytest.mark.parametrize(
    ("stem", "slug"),
    [("IMG_0012", "img-0012"), ("携手追梦 01", "xie-shou-zhui-meng-01"), ("Café—Bar", "cafe-bar"), ("！！", "photo"),
     ("绿" * 40, "lv-" * 19 + "lv")],
)  # fmt: skip
def test_slugs_are_pinyin(stem: str, slug: str):
    assert propose_slug(stem, ()) == slug


def test_slugs_are_unlike_and_never_too_long():
    import re

    taken: set[str] = set()
    for stem in ["甲" * 80] * 12 + ["a-2", "a", "A", "a"]:
        slug = propose_slug(stem, taken)
        assert slug not in taken and len(slug) <= 60 and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
        taken.add(slug)


EXISTING = [
    "photos:\n  - file: old.jpg   \n    slug: old  # 旧的\n\n    # 一句话\n",
    "# 顶上\ntitle: '甲'\nphotos:\n- file: old.jpg\n  slug: old\n\n# 后面的\ncommitted: true\n",
    "title: 甲\r\nphotos:\r\n  - {file: old.jpg, slug: old}\r\n",
    "photos:\n    - file: old.jpg\n      slug: old\n      caption: |\n        两行\n        的图注",
    "title: 甲\n",
    "photos:\n",
    "photos:\ntitle: 甲\n",
    "\ufeffphotos:\n  - file: old.jpg\n    slug: old\n",
]


@pytest.mark.parametrize("existing", EXISTING)
def test_what_stands_is_kept_to_the_byte(tmp_path, existing: str):
    for name in ("old.jpg", "new.jpg"):
        photo(tmp_path / name)
    (tmp_path / "captions.yml").write_bytes(existing.encode())
    text = draft(tmp_path)
    added = [line for line in text.splitlines(keepends=True) if line not in existing.splitlines(keepends=True)]
    assert "".join(added) and {"new.jpg", "old.jpg"} == {entry["file"] for entry in entries(text)}
    at = next(n for n in range(len(existing) + 1) if not text.startswith(existing[: n + 1]) or n == len(existing))
    assert text.startswith(existing[:at]) and text.endswith(existing[at:])
    assert ("\r\n" in existing) == ("\r\n" in text) and ("\r\n" not in existing or "\n" not in text.replace("\r\n", ""))


def test_nothing_changes_where_nothing_is_missing(tmp_path):
    photo(tmp_path / "a.jpg")
    text = draft(tmp_path)
    (tmp_path / "captions.yml").write_bytes(text.encode())
    assert draft(tmp_path) == text


@pytest.mark.parametrize("existing", ["photos: []\n", "photos: [\n", "photos: 一张\n", "- 甲\n"])
def test_a_file_that_cannot_be_added_to_is_left_alone_with_a_remedy(tmp_path, existing: str):
    photo(tmp_path / "a.jpg")
    (tmp_path / "captions.yml").write_text(existing)
    with pytest.raises(CannotDraft) as caught:
        draft(tmp_path)
    assert caught.value.problems[0].path.endswith("captions.yml") and caught.value.problems[0].fix
    assert (tmp_path / "captions.yml").read_text() == existing


def test_files_that_cannot_be_used_get_no_entry(tmp_path):
    photo(tmp_path / "a.jpg")
    (tmp_path / "b.jpg").write_bytes((tmp_path / "a.jpg").read_bytes()[:200])
    (tmp_path / "c.jpg").write_text("不是照片")
    assert [entry["file"] for entry in entries(draft(tmp_path))] == ["a.jpg"]


def test_the_captions_may_lie_elsewhere_than_the_originals(tmp_path):
    photo(tmp_path / "originals" / "a.jpg")
    text = draft_captions(tmp_path / "originals", Album("x", "photos/x"), tmp_path / "x" / "captions.yml", executor=Here())
    assert [entry["file"] for entry in entries(text)] == ["a.jpg"]

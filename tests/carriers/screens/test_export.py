"""The folder that is carried by hand: it plays from ``file://``, is whole or not there, and nobody else's files are lost."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest

from shuangyong.carriers.screens import export
from shuangyong.carriers.screens.export import MANIFEST, CannotExport, Carried, check_place, deliver, verify
from shuangyong.carriers.screens.playable import Playable

ABOUT = Carried("ting", "1122-7F3A", "2027-12-31")


def laid_out(folder: Path, **files: str) -> Path:
    """What would be carried, in a few words: ``page="…"`` is the page of the screen."""
    names = {"page": "screens/ting/index.html", "photo": "photos/zhan/fan-1.jpg", "start": "index.html", "more": "photos/zhan/fan-2.jpg"}
    for name, text in files.items():
        place = folder / names[name]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file() and file.name != MANIFEST)
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "first", page="旧", photo="照片", start="开始")


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return laid_out(tmp_path / "second", page="新", more="另一张", start="开始")


def refusal(call, *given) -> str:
    with pytest.raises(CannotExport) as refused:
        call(*given)
    return " ".join(str(problem) for problem in refused.value.problems)


# --- In its place ------------------------------------------------------------------------------


def test_new_folder_holds_everything_and_a_list_of_it(first: Path, tmp_path: Path) -> None:
    stick = tmp_path / "deep" / "stick"
    carried = deliver(first, stick, ABOUT)
    assert contents(stick) == contents(first)
    assert set(carried.files) == set(contents(first))
    assert sorted(item.name for item in stick.iterdir()) == ["files.txt", "index.html", "photos", "screens"]


def test_list_is_what_sha256sum_reads(first: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    deliver(first, stick, ABOUT)
    done = subprocess.run(["sha256sum", "--check", "--strict", MANIFEST], cwd=stick, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3


def test_same_files_give_the_same_list(first: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        deliver(first, tmp_path / name, ABOUT)
    assert (tmp_path / "one" / MANIFEST).read_bytes() == (tmp_path / "two" / MANIFEST).read_bytes()


def test_stick_as_the_shop_sells_it_counts_as_empty(first: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    for name in ("System Volume Information", "LOST.DIR", ".Trash-1000"):
        (stick / name).mkdir(parents=True)
    deliver(first, stick, ABOUT)
    assert (stick / "index.html").is_file() and (stick / "LOST.DIR").is_dir()


def test_earlier_export_is_replaced_and_foreign_files_stay(first: Path, second: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    deliver(first, stick, ABOUT)
    (stick / "办公室的.docx").write_text("别人的")
    (stick / "photos" / "zhan" / "mine.jpg").write_text("别人的")
    deliver(second, stick, ABOUT)
    assert contents(stick) == contents(second) | {"办公室的.docx": "别人的", "photos/zhan/mine.jpg": "别人的"}
    assert verify(stick)[1] == []


def test_folders_that_are_empty_afterwards_go(first: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    deliver(first, stick, ABOUT)
    deliver(laid_out(tmp_path / "bare", page="只有一页"), stick, ABOUT)
    assert sorted(item.name for item in stick.iterdir()) == ["files.txt", "screens"]


def test_foreign_folder_is_refused_and_untouched(first: Path, tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "会议纪要.docx").write_text("要紧的")
    assert "会议纪要.docx" in refusal(check_place, tmp_path / "documents")
    assert "会议纪要.docx" in refusal(deliver, first, tmp_path / "documents", ABOUT)
    assert contents(tmp_path / "documents") == {"会议纪要.docx": "要紧的"}


def test_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("文件")
    assert "不是文件夹" in refusal(check_place, tmp_path / "stick")


def test_foreign_file_in_the_way_is_not_overwritten(first: Path, second: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    deliver(first, stick, ABOUT)
    (stick / "photos" / "zhan" / "fan-2.jpg").write_text("别人的")
    assert "fan-2.jpg" in refusal(deliver, second, stick, ABOUT)
    assert contents(stick) == contents(first) | {"photos/zhan/fan-2.jpg": "别人的"}


@pytest.mark.parametrize("change", [lambda text: text[:-30], lambda text: text.replace("index.html", "../../x"), lambda text: "别的清单\n"])
def test_folder_whose_list_was_tampered_with_is_refused(change, first: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    deliver(first, stick, ABOUT)
    text = (stick / MANIFEST).read_text(encoding="utf-8")
    (stick / MANIFEST).write_text(change(text), encoding="utf-8")
    assert MANIFEST in refusal(check_place, stick)


def test_list_that_leads_out_of_the_folder_is_none() -> None:
    """Even where its own digest is right: nothing outside is ever taken away."""
    for path in ("../x", "a/../../x", "/etc/passwd", "C:/x", "a\\..\\x"):
        with pytest.raises(ValueError):
            Carried.parse(Carried("ting", "1122-7F3A", "2027-12-31", {path: "0" * 64}).render())


def test_link_in_the_folder_leads_nobody_to_delete_elsewhere(first: Path, second: Path, tmp_path: Path) -> None:
    stick, elsewhere = tmp_path / "stick", tmp_path / "elsewhere"
    deliver(first, stick, ABOUT)
    shutil.move(stick / "photos" / "zhan", elsewhere)
    (stick / "photos" / "zhan").symlink_to(elsewhere)
    deliver(laid_out(tmp_path / "bare", page="只有一页"), stick, ABOUT)
    assert (elsewhere / "fan-1.jpg").is_file()


# --- What goes wrong ---------------------------------------------------------------------------


def pulled(call: Callable, number: int, after: int) -> Callable:
    """The same call on a stick that answers with an error from the `after`-th time on."""
    left = iter(range(after))

    def answer(*given, **named):
        if next(left, None) is None:
            raise OSError(number, os.strerror(number))
        return call(*given, **named)

    return answer


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "满了"), (errno.EROFS, "写保护"), (errno.EACCES, "没有权限"), (errno.EIO, "拔掉"), (errno.ENODEV, "拔掉"), (errno.EFBIG, "FAT32")],
)
def test_trouble_with_the_stick_is_said_plainly_and_nothing_is_half_written(
    number: int, said: str, first: Path, second: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    deliver(first, stick, ABOUT)
    before = contents(stick)
    monkeypatch.setattr(export.os, "fsync", pulled(os.fsync, number, 2))
    assert said in refusal(deliver, second, stick, ABOUT)
    monkeypatch.undo()
    assert contents(stick) == before
    assert verify(stick)[1] == []


def test_new_folder_goes_again_where_it_could_not_be_filled(first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export.os, "fsync", pulled(os.fsync, errno.ENOSPC, 1))
    assert "1 MB" in refusal(deliver, first, tmp_path / "stick", ABOUT)
    assert not (tmp_path / "stick").exists()


@pytest.mark.parametrize("after", range(5))
def test_stick_pulled_while_things_are_moved_can_be_written_again(
    after: int, first: Path, second: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever it happens, with two lists and three files to move: the next export finds it ours and makes it whole."""
    stick = tmp_path / "stick"
    deliver(first, stick, ABOUT)
    (stick / "办公室的.docx").write_text("别人的")
    monkeypatch.setattr(Path, "replace", pulled(Path.replace, errno.EIO, after))
    assert "拔掉" in refusal(deliver, second, stick, ABOUT)
    monkeypatch.undo()
    is_begun = after > 0
    assert any("没有写完" in problem.what for problem in verify(stick)[1]) == is_begun
    assert is_begun or contents(stick) == contents(first) | {"办公室的.docx": "别人的"}
    deliver(second, stick, ABOUT)
    assert contents(stick) == contents(second) | {"办公室的.docx": "别人的"}
    assert verify(stick)[1] == []


@pytest.mark.parametrize("name", ["photos/双拥.jpg", "photos/a:b.jpg", "photos/con.jpg", "photos/end./x.jpg", f"photos/{'x' * 200}.jpg"])
def test_name_that_a_stick_cannot_hold_is_refused(name: str, first: Path, tmp_path: Path) -> None:
    (first / name).parent.mkdir(exist_ok=True)
    (first / name).write_text("x")
    assert "screen-file-name" in refusal(deliver, first, tmp_path / "stick", ABOUT)
    assert not (tmp_path / "stick").exists()


def test_names_that_differ_in_capitals_alone_are_refused(first: Path, tmp_path: Path) -> None:
    (first / "photos" / "zhan" / "FAN-1.jpg").write_text("x")
    assert "大小写" in refusal(deliver, first, tmp_path / "stick", ABOUT)


def test_file_larger_than_fat32_holds_is_refused(first: Path, tmp_path: Path) -> None:
    (first / "video").mkdir()
    with (first / "video" / "long.mp4").open("wb") as file:
        file.truncate(2**32)
    assert "4GB" in refusal(deliver, first, tmp_path / "stick", ABOUT)


# --- Looked over -------------------------------------------------------------------------------


@pytest.fixture
def stick(first: Path, tmp_path: Path) -> Path:
    deliver(first, tmp_path / "stick", ABOUT)
    return tmp_path / "stick"


def test_whole_folder_is_found_whole(stick: Path) -> None:
    carried, problems = verify(stick)
    assert problems == [] and (carried.id, carried.code, len(carried.files)) == ("ting", "1122-7F3A", 3)


def test_one_changed_byte_is_found(stick: Path) -> None:
    photo = stick / "photos" / "zhan" / "fan-1.jpg"
    data = bytearray(photo.read_bytes())
    data[1] ^= 1
    photo.write_bytes(data)
    (problem,) = verify(stick)[1]
    assert "fan-1.jpg：内容变了" in problem.what
    line = (stick / MANIFEST).read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert line.endswith("photos/zhan/fan-1.jpg") and hashlib.sha256(data).hexdigest() not in line


def test_missing_file_is_found(stick: Path) -> None:
    (stick / "index.html").unlink()
    (problem,) = verify(stick)[1]
    assert "index.html：没有这个文件" in problem.what and "screens export ting --to" in problem.fix


def test_changed_list_is_found(stick: Path) -> None:
    text = (stick / MANIFEST).read_text(encoding="utf-8")
    (stick / MANIFEST).write_text(text.replace("1122-7F3A", "1122-7F3B"), encoding="utf-8", newline="\n")
    assert verify(stick)[1] == [], "what is said of it is no content"
    (stick / MANIFEST).write_text(text.replace("fan-1", "fan-3"), encoding="utf-8", newline="\n")
    (problem,) = verify(stick)[1]
    assert problem.path.endswith(MANIFEST)


def test_folder_that_is_no_export_is_said_to_be_none(tmp_path: Path) -> None:
    (problem,) = verify(tmp_path)[1]
    assert "不是导出的电子屏" in problem.what


# --- What an office gets -----------------------------------------------------------------------


def test_all_names_are_ascii_and_short(exported: Path) -> None:
    names = list(verify(exported)[0].files)
    assert all(re.fullmatch(r"[ -~]{1,120}", name) for name in names)
    assert {"index.html", "shuoming.html", "windows-start.bat", "screens/ting/index.html", "screens/player.js"} <= set(names)


def test_only_jpegs_are_carried_and_no_worker(exported: Path) -> None:
    names = list(verify(exported)[0].files)
    assert [name for name in names if name.endswith((".avif", ".webp", "worker.js", "programme.json"))] == []
    assert any(name.startswith("photos/zhan/") and name.endswith(".jpg") for name in names)


def test_batch_file_has_the_line_ends_of_windows(exported: Path) -> None:
    data = (exported / "windows-start.bat").read_bytes()
    assert data.isascii() and data.count(b"\r\n") == data.count(b"\n") > 10
    assert b'"PAGE=%~dp0index.html"' in data and b"--kiosk" in data


def test_double_click_plays(exported: Path, made: Playable, chromium) -> None:
    """From the start page on, without a request to anywhere and without a complaint."""
    page = chromium.new_context(viewport={"width": 1280, "height": 720}, offline=True, permissions=["screen-wake-lock"]).new_page()
    page.clock.set_fixed_time("2026-11-23T10:00:00+08:00")  # Within the screen's hours.
    asked, said, failed = [], [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((exported / "index.html").as_uri())
    page.wait_for_url("**/screens/ting/index.html")
    page.wait_for_function("window.syScreen && syScreen.report().mode === 'playing' && document.querySelector('.sy-layer.is-shown')")
    report = page.evaluate("syScreen.report()")
    assert (report["code"], report["broken"], report["problems"]) == (made.programme["code"], [], [])
    assert page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length") == 2
    files = {unquote(url.removeprefix(exported.as_uri() + "/").partition("?")[0]) for url in asked if not url.startswith(("data:", "blob:"))}
    assert files <= set(verify(exported)[0].files) and said == failed == []
    page.context.close()


def test_start_page_handed_over_alone_says_what_to_do(exported: Path, chromium) -> None:
    """As the file managers of Android do, under ``content://``; here the same under ``data:``."""
    page = chromium.new_page()
    page.goto("data:text/html;charset=utf-8," + (exported / "index.html").read_text(encoding="utf-8").replace("#", "%23"))
    assert page.locator("#alone").is_visible()
    assert "file:///sdcard/" in page.locator("#alone").inner_text()
    page.close()


def test_leaflet_is_one_sheet_of_paper(exported: Path, chromium) -> None:
    page = chromium.new_page()
    page.goto((exported / "shuoming.html").as_uri())
    data = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    page.close()


def test_leaflet_says_code_validity_film_and_whom_to_ask(exported: Path, made: Playable, chromium) -> None:
    page = chromium.new_page()
    page.goto((exported / "shuoming.html").as_uri())
    said = page.inner_text("body")
    film = f"ting-{made.programme['code']}.mp4"
    for words in (made.programme["code"], "2027年12月31日", "每天 09:00—17:00", film, "徐汇区双拥办，021-12345678", "windows-start.bat"):
        assert words in said
    page.close()


def test_leaflet_without_film_or_imprint_says_nothing_of_them(made: Playable, assembly, tmp_path: Path) -> None:
    from dataclasses import replace

    from shuangyong.site import Imprint

    export.add_leaflet(made, replace(assembly.site, imprint=Imprint()), tmp_path)
    text = (tmp_path / "shuoming.html").read_text(encoding="utf-8")
    assert "找谁" not in text and ".mp4" not in text and "None" not in text

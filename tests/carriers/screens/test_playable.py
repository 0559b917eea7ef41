"""One screen with everything it consists of: its page, programme, stylesheet, fonts and files."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from making import TODAY, figure, manuscript
from shuangyong.carriers import screens
from shuangyong.carriers.screens.playable import Playable, playable
from shuangyong.drawing.webfont import LICENCE
from shuangyong.manuscripts.library import Publishable
from shuangyong.problems import Problem
from shuangyong.site import Mourning, Site

from .setting import Read, album, caption, record, screen, small, write_files

STORY = manuscript("stories/2026/boat.md", "正文第一段。\n\n第二段。\n", title="红帆船", cover="show/a", published="2026-11-20", number=201)
SECOND = manuscript("stories/2026/sea.md", "另一篇。\n", title="海", published="2026-11-18")
MEMORIAL = manuscript("calendar/memorial.md", title="公祭日", rule="12-13", tone="庄重")
WALL = album(caption("a"), caption("b"))
PROGRAMME = ({"story": "boat"}, {"day": "next"}, {"notice": "今天下午讲解暂停。"})

Make = Callable[..., Playable]


@pytest.fixture
def known(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[Publishable, Site]]:
    """A small site whose player and worker are a line each; its photos are files."""
    for name in ("player.js", "worker.js"):
        file = tmp_path / "templates" / "screen" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"// {name}：放着\n", encoding="utf-8")

    def make(*items, albums=(WALL,), photos: str = "photos", **facts: Any) -> tuple[Publishable, Site]:
        library, on = small(*items, albums=albums, **facts)
        moved = {
            id: dataclasses.replace(picture, folder=tmp_path / photos / picture.photo.album) for id, picture in on.pictures.by_id.items()
        }
        pictures = dataclasses.replace(on.pictures, by_id=moved)
        write_files(pictures)
        own = {"templates": (tmp_path / "templates",), "cache": tmp_path_factory.getbasetemp() / "kept", "docs": tmp_path / "docs"}
        return library, dataclasses.replace(on, pictures=pictures, **{name: facts.get(name, value) for name, value in own.items()})

    return make


@pytest.fixture
def make(known) -> Make:
    """Makes one screen of `programme`: ``make({"story": "boat"}, size="1080x1920")``."""

    def made(*programme: dict[str, Any], items=(STORY, SECOND, MEMORIAL), carried: bool = False, site: dict | None = None, **keys: Any) -> Playable:
        library, on = known(*items, **(site or {}))
        return playable(screen(*(programme or PROGRAMME), **keys), library, on, carried=carried)

    return made


def bodies(made: Playable) -> dict[str, bytes]:
    """Every file by its path, those that lie elsewhere read."""
    found = {output.path: output.file.read_bytes() if output.file else output.body for output in made.outputs}
    assert len(found) == len(made.outputs)
    return found


def page(made: Playable) -> str:
    return bodies(made)["screens/hall/index.html"].decode()


def block(made: Playable) -> dict[str, Any]:
    """The programme as the page carries it."""
    return json.loads(re.search(r'<script type="application/json" id="programme">(.*?)</script>', page(made), re.S)[1])


def listed(made: Playable) -> dict[str, Any]:
    return json.loads(bodies(made)["screens/hall/programme.json"])


def style(made: Playable) -> str:
    return bodies(made)["screens/hall/screen.css"].decode()


def at(date: str, zone: str = "Asia/Shanghai") -> int:
    return int(dt.datetime.fromisoformat(date).replace(tzinfo=ZoneInfo(zone)).timestamp())


# --- Files ---


def test_a_screen_is_a_page_a_programme_a_stylesheet_fonts_scripts_and_photos(make: Make) -> None:
    paths = [re.sub(r"-[0-9a-f]{10}\.woff", "-KEY.woff", path) for path in bodies(make())]
    photos = [path for path in paths if path.startswith("photos/")]
    assert sorted(set(paths) - set(photos)) == [
        "screens/fonts/OFL.txt", "screens/fonts/sans-KEY.woff", "screens/fonts/serif-KEY.woff", "screens/hall/index.html",
        "screens/hall/programme.json", "screens/hall/screen.css", "screens/player.js", "screens/worker.js",
    ]  # fmt: skip
    assert [posixpath.splitext(path)[1] for path in photos] == [".avif", ".jpg", ".webp"]
    assert all(path.startswith("photos/show/a-web-") for path in photos), "only what is shown, in one size"


def test_the_fonts_bring_their_licence(make: Make) -> None:
    assert bodies(make())["screens/fonts/OFL.txt"] == LICENCE.read_bytes()


def test_the_worker_keeps_every_file_as_it_is(make: Make, tmp_path: Path) -> None:
    video = tmp_path / "docs" / "screens" / "welcome.mp4"
    video.parent.mkdir(parents=True)
    video.write_bytes(b"film")
    made = make(*PROGRAMME, {"video": "screens/welcome.mp4"})
    given = bodies(made) | {"screens/welcome.mp4": b"film"}
    files = listed(made)["files"]
    assert [set(file) for file in files] == [{"path", "sha256", "bytes", "format"}] * len(files)
    for file in files:
        body = given[posixpath.normpath(f"screens/hall/{file['path']}")]
        assert (file["sha256"], file["bytes"]) == (hashlib.sha256(body).hexdigest(), len(body))
    kept = {posixpath.normpath(f"screens/hall/{file['path']}") for file in files}
    assert set(given) - kept == {"screens/hall/programme.json", "screens/worker.js", "screens/fonts/OFL.txt"}
    assert len(kept) == len(files)


def test_the_format_says_who_takes_a_file(make: Make) -> None:
    formats = {posixpath.splitext(file["path"])[1]: file["format"] for file in listed(make())["files"]}
    assert formats == {".html": None, ".css": None, ".js": None, ".woff": None, ".avif": "avif", ".webp": "webp", ".jpg": "jpeg"}


def test_everything_that_the_programme_names_is_there(make: Make) -> None:
    made = make()
    named = [address for slide in made.programme["slides"] for files in slide["pictures"] for address in files.values()]
    named += [*made.programme["fonts"], *re.findall(r'url\("([^"]+)"\)', style(made)), *re.findall(r'(?:src|href)="([^"#]+)"', page(made))]
    there = {posixpath.normpath(f"screens/hall/{address}") for address in named}
    assert len(there) == 7, "three formats of a picture, two fonts, the player and the stylesheet"
    assert there <= set(bodies(made))


def test_a_photo_shown_twice_goes_out_once(make: Make) -> None:
    paths = [output.path for output in make({"story": "boat"}, {"story": "boat", "text": "摘要"}).outputs]
    assert len(paths) == len(set(paths))


# --- The programme ---


def test_the_page_and_the_file_have_the_same_programme(make: Make) -> None:
    made = make()
    assert block(made) == made.programme
    file = listed(made)
    del file["files"]
    assert file == made.programme


def test_the_programme_has_the_keys_of_the_format(make: Make) -> None:
    assert set(make().programme) == {
        "format", "id", "title", "site", "edition", "code", "width", "height", "pixel_mapped", "touch", "fade_ms", "zone", "earliest",
        "valid_until", "latest", "hours", "sober", "grey", "slides", "reader", "fonts",
    }  # fmt: skip


def test_the_programme_says_what_the_screen_is(make: Make) -> None:
    hours = [{"days": ["周一"], "on": "22:00", "off": "06:00"}]
    found = make(size={"cabinets": "12x2", "pixels": "128x128"}, hours=hours, title="长屏").programme
    assert (found["format"], found["id"], found["title"], found["site"]) == (1, "hall", "长屏", "试验站")
    assert (found["width"], found["height"], found["pixel_mapped"], found["touch"]) == (1536, 256, True, False)
    assert (found["hours"], found["reader"]) == ([{"days": [1], "on": 1320, "off": 360}], None)
    assert make().programme["hours"] == []


def test_the_programme_ends_with_its_last_day_in_the_sites_zone(make: Make) -> None:
    found = make(valid_until="2027-05-31").programme
    assert (found["valid_until"], found["zone"]) == (at("2027-06-01"), [[0, 480]])
    assert found["latest"] - found["valid_until"] in range(729 * 86_400, 731 * 86_400)
    london = make(valid_until="2027-05-31", site={"zone": "Europe/London"}).programme
    assert london["valid_until"] == at("2027-06-01", "Europe/London")
    assert [minutes for _, minutes in london["zone"]][:3] == [0, 60, 0]


def test_no_clock_is_earlier_than_the_newest_manuscript_that_is_shown(make: Make) -> None:
    assert make({"story": "sea"}).programme["earliest"] == at("2026-11-18")
    assert make({"story": "sea"}, {"story": "boat"}).programme["earliest"] == at("2026-11-20")
    assert make({"story": "sea"}, published="2026-11-21").programme["earliest"] == at("2026-11-21")
    corrected = manuscript("stories/2026/sea.md", published="2026-11-01", corrections=[{"on": "2026-11-19", "what": "改正。"}])
    assert make({"story": "sea"}, items=(corrected,)).programme["earliest"] == at("2026-11-19")
    numbers = manuscript("sources/paper.md", figures=[figure("f01")], published="2026-11-17")
    assert make({"figures": ["paper/f01"]}, items=(numbers,)).programme["earliest"] == at("2026-11-17")


def test_solemn_days_are_told_as_long_as_the_screen_may_run(make: Make) -> None:
    found = make(valid_until="2027-05-31").programme
    assert found["sober"] == [[at(f"{year}-12-13"), at(f"{year}-12-14")] for year in (2026, 2027, 2028)]
    assert make(items=(STORY,)).programme["sober"] == []


def test_all_is_grey_where_an_operator_says_so(make: Make) -> None:
    mourning = Mourning(dt.date(2026, 12, 13), dt.date(2026, 12, 14), "某机关的通知")
    assert make(site={"mourning": mourning}).programme["grey"] == [[at("2026-12-13"), at("2026-12-15")]]
    assert make().programme["grey"] == []


def test_times_are_whole_numbers(make: Make) -> None:
    found = make({"story": "boat", "days": ["周一"], "from": "09:00", "until": "11:00", "first": "2026-12-01", "last": "2026-12-02"}).programme
    (slide, *_) = found["slides"]
    times = [found[key] for key in ("earliest", "valid_until", "latest")] + [slide[key] for key in ("seconds", "from", "until", "first", "last")]
    assert {type(time) for time in times} == {int}


def test_a_touched_screen_has_a_reader(make: Make) -> None:
    made = make({"story": "boat"}, touch=True, size="1080x1920")
    (section,) = made.programme["reader"]["sections"]
    (entry,) = section["entries"]
    assert (section["title"], entry["id"], made.programme["slides"][0]["opens"]) == ("故事", "stories/2026/boat/", "stories/2026/boat/")
    assert "sy-entry" in style(made) and "sy-entry" not in style(make())
    there = {posixpath.normpath(f"screens/hall/{address}") for files in entry["pictures"] for address in files.values()}
    assert there and there <= set(bodies(made))


# --- The edition ---


BASIS: dict[str, Any] = {}
CHANGED: dict[str, dict[str, Any]] = {
    "a text": {"items": (manuscript("stories/2026/boat.md", "正文第一段！\n\n第二段。\n", title="红帆船", cover="show/a", published="2026-11-20", number=201), MEMORIAL)},
    "a cover": {"items": (manuscript("stories/2026/boat.md", "正文第一段。\n\n第二段。\n", title="红帆船", cover="show/b", published="2026-11-20", number=201), MEMORIAL)},
    "the title of the screen": {"title": "另一块屏"},
    "the size": {"size": "1280x720"},
    "the hours": {"hours": [{"on": "08:00", "off": "17:00"}]},
    "the last day": {"valid_until": "2027-12-30"},
    "the name of the site": {"site": {"name": "另一个站"}},
    "the address of the site": {"site": {"url": "https://other.example/"}},
    "the zone": {"site": {"zone": "Asia/Urumqi"}},
    "the mourning": {"site": {"mourning": Mourning(dt.date(2026, 12, 1), dt.date(2026, 12, 1), "通知")}},
}
SAME: dict[str, dict[str, Any]] = {
    "the day of the build": {"site": {"today": TODAY + dt.timedelta(days=9)}},
    "the description of the site": {"site": {"description": "说明"}},
    "a story that it does not show": {"items": (STORY, MEMORIAL)},
    "the order of the manuscripts": {"items": (MEMORIAL, SECOND, STORY)},
    "the folder of the photos": {"site": {"photos": "elsewhere"}},
    "a summary of the screen": {"summary": "给人看的。"},
}


@pytest.mark.parametrize("how", CHANGED.values(), ids=CHANGED)
def test_another_content_is_another_edition(make: Make, how: dict) -> None:
    assert make(**how).programme["edition"] != make().programme["edition"]


@pytest.mark.parametrize("how", SAME.values(), ids=SAME)
def test_what_is_not_shown_makes_no_other_edition(make: Make, how: dict) -> None:
    one, other = make(), make(**how)
    assert one.programme == other.programme
    assert bodies(one) == bodies(other)


def test_a_programme_of_notices_alone_is_the_same_on_every_day(make: Make) -> None:
    tomorrow = {"today": TODAY + dt.timedelta(days=1)}
    assert make({"notice": "通知。"}).programme == make({"notice": "通知。"}, site=tomorrow).programme


@pytest.mark.parametrize("name", ["screen/player.js", "screen/worker.js", "screen/screen.css", "screen/page.html"])
def test_another_script_style_or_page_is_another_edition(make: Make, tmp_path: Path, name: str) -> None:
    from shuangyong.carriers.screens import sheet

    before = make().programme["edition"]
    file = tmp_path / "templates" / name
    file.write_text((file if file.is_file() else sheet.templates_dir() / name).read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    sheet._environment.cache_clear()
    assert make().programme["edition"] != before


def test_another_photo_is_another_edition(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of a rendition has a hash of its content."""
    before = make().programme["edition"]
    monkeypatch.setattr("carriers.screens.setting.record", lambda slug, *size: record(f"{slug}-0a1b", *size))
    assert make().programme["edition"] != before


def test_another_film_under_the_same_name_is_another_edition(make: Make, tmp_path: Path) -> None:
    film = tmp_path / "docs" / "screens" / "welcome.mp4"
    film.parent.mkdir(parents=True)
    found = []
    for content in (b"one", b"another"):
        film.write_bytes(content)
        made = make(*PROGRAMME, {"video": "screens/welcome.mp4"})
        (entry,) = [file for file in listed(made)["files"] if file["path"].endswith(".mp4")]
        assert (entry["sha256"], entry["bytes"]) == (hashlib.sha256(content).hexdigest(), len(content))
        found.append(made.programme["edition"])
    assert found[0] != found[1]


def test_the_edition_is_sixteen_digits_and_the_code_can_be_read_out(make: Make) -> None:
    found = make().programme
    assert re.fullmatch(r"[0-9a-f]{16}", found["edition"])
    assert found["code"] == f"1120-{found['edition'][:4].upper()}"


def test_the_code_stands_in_the_corner(make: Make) -> None:
    made = make()
    assert Read(page(made)).of("sy-code") == [made.programme["code"]]


# --- The same bytes ---


def test_the_same_screen_is_the_same_bytes(make: Make) -> None:
    assert bodies(make(touch=True)) == bodies(make(touch=True))


PROCESS = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from carriers.screens.setting import screen, shipped, write_files
from shuangyong.carriers.screens.playable import playable
import dataclasses
library, on = shipped()
folder = Path(sys.argv[2], sys.argv[3])
by_id = {id: dataclasses.replace(picture, folder=folder / picture.photo.album) for id, picture in on.pictures.by_id.items()}
on = dataclasses.replace(on, pictures=dataclasses.replace(on.pictures, by_id=by_id), templates=(folder.parent / "templates",))
write_files(on.pictures)
for output in playable(library.get("screen", "hall"), library, on).outputs:
    body = output.file.read_bytes() if output.file else output.body
    print(output.path, hashlib.sha256(body).hexdigest())
"""


def test_another_process_makes_the_same_bytes(known, tmp_path: Path) -> None:
    tests = str(Path(__file__).parents[2])
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, tests, str(tmp_path), seed],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )
        for seed in ("1", "4242")
    ]  # fmt: skip
    first, second = (run.communicate(timeout=120)[0] for run in runs)
    assert len(first.splitlines()) > 40
    assert first == second


# --- The page ---


EVIL = '</script><script>alert(1)</script><!--<b style="x">&amp;'


def test_no_words_can_break_out_of_the_page(make: Make) -> None:
    story = manuscript("stories/2026/boat.md", "正文。\n", title="红帆船", summary=EVIL)
    made = make({"story": "boat", "text": "摘要"}, {"notice": EVIL}, items=(story,), title=EVIL, site={"name": "站<b>"}, touch=True)
    html = page(made)
    assert [(tag, attrs.get("id"), attrs.get("src")) for tag, attrs in Read(html).tags if tag == "script"] == [
        ("script", "programme", None), ("script", None, "../player.js"),
    ]  # fmt: skip
    data = re.search(r'id="programme">(.*?)</script>', html, re.S)[1]
    assert "<" not in data
    assert json.loads(data)["title"] == EVIL
    assert Read(html).of("sy-standby__name") == ["站<b>"]


def test_a_strict_policy_has_nothing_to_complain_of(make: Make) -> None:
    """No inline style, no inline script but the block of data, no handler, nothing from elsewhere."""
    made = make(*PROGRAMME, touch=True)
    fragments = [page(made), *(slide["html"] for slide in made.programme["slides"])]
    fragments += [entry["html"] for section in made.programme["reader"]["sections"] for entry in section["entries"]]
    for html in fragments:
        for tag, attrs in Read(html).tags:
            assert tag not in ("style", "iframe", "object", "embed", "base", "form")
            assert not [name for name in attrs if name == "style" or name.startswith("on")]
            assert not re.match(r"(?:https?:)?//|data:|javascript:", attrs.get("src") or attrs.get("href") or "")
    assert re.findall(r"@import|expression\(|https?://", style(made)) == []


def test_the_page_has_the_places_that_the_player_asks_for(make: Make) -> None:
    html = Read(page(make()))
    ids = {attrs["id"] for _, attrs in html.tags if "id" in attrs}
    assert ids == {"stage", "standby", "layers", "dark", "code", "reader", "debug", "programme"}
    hidden = {attrs.get("id") for _, attrs in html.tags if "hidden" in attrs}
    assert hidden == {"reader", "debug"}


@pytest.mark.parametrize(
    ("size", "classes"),
    [
        ("1920x1080", ["sy-screen", "sy-screen--landscape"]),
        ("1080x1920", ["sy-screen", "sy-screen--portrait"]),
        ("1024x768", ["sy-screen", "sy-screen--standard"]),
        ("1536x256", ["sy-screen", "sy-screen--strip", "is-pixel-mapped"]),
    ],
)
def test_the_page_says_what_kind_of_screen_it_is(make: Make, size: str, classes: list[str]) -> None:
    (attrs,) = Read(page(make(size=size))).all("html")
    assert (attrs["lang"], attrs["class"].split()) == ("zh-Hans", classes)


def test_what_stands_beneath_says_whose_screen_it_is_and_where_to_read_on(make: Make) -> None:
    html = Read(page(make(site={"name": "双拥之窗", "url": "https://site.example/sy/"})))
    assert html.of("sy-standby__name") == ["双拥之窗"]
    assert html.of("sy-standby__words") == ["site.example/sy"]
    assert [svg["aria-label"] for svg in html.all("svg")] == ["二维码：https://site.example/sy/"]


# --- The stylesheet and the fonts ---


@pytest.mark.parametrize("size", ["1920x1080", "1080x1920", "1024x768", "1536x256"])
@pytest.mark.parametrize("touch", [True, False])
def test_every_length_of_a_slide_and_of_the_page_has_its_rule(make: Make, size: str, touch: bool) -> None:
    made = make(*PROGRAMME, size=size, touch=touch)
    used = set(re.findall(r"sy-(?:font-size|line-height|width|height)-\d+|sy-tint-[0-9a-f]{6}", page(made)))
    assert len(used) > 5
    assert {name for name in used if f".{name} {{" not in style(made)} == set()


def test_the_stylesheet_asks_nothing_of_an_engine_of_2015(make: Make) -> None:
    css = re.sub(r"/\*.*?\*/", "", style(make(touch=True)), flags=re.S)
    forbidden = r"var\(|\bgrid\b|(?<![\w-])gap\s*:|clamp\(|min\(|max\(|inset\s*:|aspect-ratio|:is\(|:where\(|:has\(|@layer|@container"
    assert re.findall(forbidden, css) == []
    assert css.count("{") == css.count("}") > 50
    assert "{{" not in css and "None" not in css and "undefined" not in css


def test_the_fonts_have_every_character_that_is_shown(make: Make) -> None:
    made = make(*PROGRAMME, touch=True)
    sans = next(font for font in made.fonts if font.typeface.name == "sans")
    shown = "".join(slide.text for slide in made.slides) + "".join(Read(page(made)).of("sy-standby")) + made.programme["code"]
    assert {char for char in shown if not char.isspace()} <= set(sans.characters)
    assert "放" in sans.characters, "the player's own words"
    assert [font.typeface.name for font in made.fonts] == ["serif", "sans"]
    for address, font in zip(made.programme["fonts"], made.fonts, strict=True):
        assert address == f"../fonts/{font.name}"
        assert bodies(made)[f"screens/fonts/{font.name}"][:4] == b"wOFF"


# --- Carried by hand ---


def test_what_is_carried_has_jpeg_alone_and_nothing_to_fetch(make: Make, tmp_path: Path) -> None:
    film = tmp_path / "docs" / "screens" / "welcome.mp4"
    film.parent.mkdir(parents=True)
    film.write_bytes(b"film")
    made = make({"story": "boat"}, {"video": "screens/welcome.mp4"}, carried=True, touch=True)
    given = bodies(made)
    assert not {"screens/worker.js", "screens/hall/programme.json"} & set(given)
    assert {posixpath.splitext(path)[1] for path in given} == {".html", ".css", ".js", ".woff", ".txt", ".jpg", ".mp4"}
    assert given["screens/welcome.mp4"] == b"film"
    assert not re.search("avif|webp", json.dumps(made.programme))
    assert block(made) == made.programme
    assert [list(files) for slide in made.programme["slides"] for files in slide["pictures"]] == [["jpeg"]]


def test_what_is_carried_is_the_same_edition(make: Make) -> None:
    """Whoever reads out the code over the phone need not say how the programme came."""
    carried, online = make(carried=True), make()
    assert [slide.frame for slide in carried.slides] == [slide.frame for slide in online.slides]
    assert set(bodies(carried)) < set(bodies(online))
    assert {**carried.programme, "slides": []} == {**online.programme, "slides": []}
    assert (carried.programme["edition"], carried.programme["code"]) == (online.programme["edition"], online.programme["code"])


# --- What is kept back ---


SECRET = "绝密词"


def test_nothing_that_is_kept_back_is_in_any_file(make: Make) -> None:
    hidden = {"title": SECRET, "summary": SECRET, "cover": "show/a"}
    items = (
        manuscript("stories/2026/draft.md", SECRET, draft=True, **hidden),
        manuscript("stories/2026/gone.md", SECRET, withdrawn={"on": "2026-11-20", "reason": SECRET}, **hidden),
        manuscript("stories/2026/tomorrow.md", SECRET, **(hidden | {"published": "2026-11-23"})),
        manuscript("brands/draft.md", SECRET, draft=True, **hidden),
        manuscript("exhibitions/draft.md", SECRET, draft=True, album="show", **hidden),
        manuscript("calendar/secret.md", title=SECRET, rule="12-01", draft=True),
        manuscript("bases/there.md", "一座馆。\n", address=SECRET, transit=[SECRET], publish_location=False, evidence=[{"where": SECRET}]),
        manuscript("sources/paper.md", figures=[figure("f01", "1件", what=SECRET, withheld="不公开"), figure("f02", "2件")]),
    )
    programme = [
        {"story": "draft"}, {"story": "gone"}, {"story": "tomorrow"}, {"brand": "draft"}, {"exhibition": "draft"}, {"day": "secret"},
        {"day": "next"}, {"base": "there"}, {"figures": ["paper/f01", "paper/f02"]},
    ]  # fmt: skip
    made = make(*programme, items=items, touch=True)
    assert {slide.item for slide in made.slides} == {7, 8}
    for path, body in bodies(made).items():
        assert SECRET.encode() not in body, path
        assert json.dumps(SECRET).strip('"').encode() not in body, path
    assert not [path for path in bodies(made) if path.startswith("photos/")]


# --- What is wrong ---


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.line}: [{problem.rule}] {problem.what}" for problem in problems]


@pytest.mark.parametrize(
    ("until", "what"),
    [
        ("2026-11-21", "[screen-expired] 节目单 2026-11-21 到期了，屏上只剩待机画面。"),
        ("2026-11-22", "[screen-expires] 节目单还有 0 天到期，到期以后屏上只剩待机画面。"),
        ("2026-12-23", "[screen-expires] 节目单还有 31 天到期，到期以后屏上只剩待机画面。"),
        ("2026-12-24", None),
    ],
)
def test_a_programme_that_ends_soon_is_told_in_time(make: Make, until: str, what: str | None) -> None:
    made = make(valid_until=until)
    assert told(made.problems) == ([f"4: {what}"] if what else [])
    assert {problem.severity for problem in made.problems} <= {"warning"}


def test_a_programme_with_nothing_for_every_day_is_told(make: Make) -> None:
    made = make({"notice": "周一闭馆。", "days": ["周一"]}, {"day": "next"})
    assert told(made.problems) == ["5: [screen] 节目单里没有一项是天天都放的，总有时候屏上只剩待机画面。"]
    assert make({"notice": "周一闭馆。", "days": ["周一"]}, {"notice": "通知。"}).problems == ()


def test_what_is_refused_is_not_also_missed(make: Make) -> None:
    (problem,) = make({"notice": "字" * 400}).problems
    assert problem.severity == "error"


# --- The carrier ---


def test_screens_share_what_they_have_in_common(known) -> None:
    halls = [manuscript(f"screens/{id}.md", programme=[{"story": "boat"}]) for id in ("hall", "door")]
    library, on = known(STORY, *halls)
    given = list(screens.outputs(library, screens.Options(site=on)))
    paths = [output.path for output in given]
    assert len(paths) == len(set(paths))
    assert {"screens/hall/index.html", "screens/door/index.html", "screens/player.js", "screens/worker.js"} <= set(paths)
    assert len([path for path in paths if path.endswith(".woff")]) <= 4


def test_a_mistake_in_a_draft_keeps_nothing_from_the_preview(known) -> None:
    draft = screen({"notice": "字" * 400}, draft=True)
    library, on = known(STORY)
    preview = type(library)([*library.manuscripts, draft])
    (problem,) = [given for given in screens.outputs(preview, screens.Options(site=on)) if isinstance(given, Problem)]
    assert problem.severity == "warning"


def test_a_site_without_screens_gives_out_nothing(known) -> None:
    library, on = known(STORY)
    assert list(screens.outputs(library, screens.Options(site=on))) == []


def test_a_screen_that_is_a_draft_is_not_given_out(known) -> None:
    library, on = known(STORY, screen({"story": "boat"}, draft=True))
    assert list(screens.outputs(library, screens.Options(site=on))) == []

"""Photos on pages: the figure of a photo link, covers, walls, and which files go out."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from jinja2 import Environment, FileSystemLoader

from making import TODAY, manuscript, site
from shuangyong.carriers import Output, web
from shuangyong.carriers.web.hanging import SHAPES, Hung, credit
from shuangyong.manuscripts.captions import Album, Caption, Photo
from shuangyong.manuscripts.library import Library
from shuangyong.photos.job import Record, Rendition
from shuangyong.photos.pictures import Pictures
from shuangyong.resources import templates_dir

DISTRICT = manuscript("districts/xuhui.md", title="徐汇区")
SOURCE = manuscript("sources/paper.md", title="专版")
FORMATS = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}
STORY = "stories/2026/x.md"


def caption(slug: str, **keys) -> Caption:
    words = {"caption": f"{slug}的图注", "alt": f"看得见{slug}", "photographer": "张三", "rights": "本项目所有，可以转载"}
    return Caption(**({"slug": slug, "file": f"{slug}.jpg", "people": "none", **words} | keys))


def album(*captions: Caption, id: str = "show") -> Album:
    return Album(id, f"photos/{id}", tuple(Photo(id, it, f"photos/{id}/captions.yml", 1) for it in captions))


def record(slug: str, size: tuple[int, int] = (4000, 3000), zoom: bool = False) -> Record:
    """What the photo work leaves of a photo of this size."""
    width, height = size
    wanted = [("web", w, w * height // width) for w in (480, 960, 1600, 2560)] + [("crop", 480, 360), ("crop", 960, 720)]
    made = [Rendition(f"{slug}-{p}-{w}.{FORMATS[f]}", p, f, w, h, 1) for p, w, h in wanted for f in FORMATS]
    made += [Rendition(f"{slug}-zoom.jpg", "zoom", "jpeg", 5120, 5120 * height // width, 1)] if zoom else []
    made += [Rendition(f"{slug}-card.jpg", "card", "jpeg", 1200, 630, 1)]
    colours = (("#112233", "#445566"), ("#778899", "#aabbcc"))
    keys = ("", "", ("web",), 10**9)
    return Record(f"{slug}.jpg", "00", 1, 1, slug, *keys, width, height, "#112233", colours, tuple(made))


def pages(*items, albums=(), records=None, **facts) -> dict[str, Output]:
    """Every output by its path; photos without a record were rejected."""
    library = Library((DISTRICT, SOURCE, *items), albums)
    records = {(a.id, p.caption.slug): record(p.caption.slug) for a in albums for p in a.photos} if records is None else records
    publishable = library.publishable(today=TODAY)
    pictures = Pictures.of(publishable.photos, records, Path("/cache"))
    outputs = list(web.outputs(publishable, web.Options(site=site(pictures=pictures, **facts))))
    found = {output.path: output for output in outputs}
    assert len(found) == len(outputs)
    return found


def story_html(body: str, **how) -> str:
    return pages(manuscript(STORY, body), **how)[STORY].body.decode()


def photos_in(outputs: dict[str, Output]) -> set[str]:
    return {path for path in outputs if path.startswith("photos/")}


class Attributes(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def addresses(html: str) -> set[str]:
    """Every photo file that a piece of markup names."""
    found: set[str] = set()
    for _, attrs in Attributes(html).tags:
        for name in ("src", "href"):
            found |= {attrs[name]} if "photos/" in (attrs.get(name) or "") else set()
        found |= {part.split()[0] for part in (attrs.get("srcset") or "").split(", ") if part}
    return found


# --- The photo link ---

LINK = "前文。\n\n![说明](photo:show/boat)\n\n后文。\n"


def test_a_photo_alone_in_its_paragraph_is_a_figure_with_caption_and_credit() -> None:
    html = story_html(LINK, albums=[album(caption("boat", title="船", unit="某某单位"))])
    assert html.startswith("<p>前文。</p>\n<figure") and html.rstrip().endswith("</figure>\n<p>后文。</p>")
    assert [html.count(tag) for tag in ("<figure", "<picture", "<figcaption")] == [1, 1, 1]
    label = re.sub(r"<[^>]+>|\s", "", html[html.index("<figcaption") : html.index("</figcaption>")])
    assert label == "船boat的图注摄影：张三·某某单位·本项目所有"


def test_the_picture_offers_three_formats_and_keeps_its_place() -> None:
    html = Attributes(story_html(LINK, albums=[album(caption("boat"))]))
    assert [source["type"] for source in html.all("source")] == ["image/avif", "image/webp", "image/jpeg"]
    assert all(source["sizes"] for source in html.all("source"))
    widths = re.findall(r" (\d+)w", html.all("source")[0]["srcset"])
    assert widths == ["480", "960", "1600", "2560"]
    (image,) = html.all("img")
    assert (image["src"], image["width"], image["height"]) == ("../../../photos/show/boat-web-960.jpg", "960", "720")
    assert (image["alt"], image["decoding"], image["loading"]) == ("看得见boat", "async", "lazy")
    assert [(rect["x"], rect["y"], rect["fill"]) for rect in html.all("rect")][1:3] == [("1", "0", "#445566"), ("0", "1", "#778899")]
    (link,) = html.all("a")
    assert (link["href"], link["data-sy-width"]) == ("../../../photos/show/boat-web-2560.jpg", "2560")


def test_the_markup_passes_a_strict_content_security_policy() -> None:
    html = story_html(LINK, albums=[album(caption("boat"))])
    assert not any("style" in attrs or any(name.startswith("on") for name in attrs) for _, attrs in Attributes(html).tags)
    assert "data:" not in html


def test_what_an_editor_writes_cannot_break_the_markup() -> None:
    html = story_html(LINK, albums=[album(caption("boat", alt='"><script>', caption="<b>甲</b>&乙"))])
    assert Attributes(html).all("img")[0]["alt"] == '"><script>'
    assert Attributes(html).all("script") == Attributes(html).all("b") == []


def test_a_photo_among_words_is_the_picture_alone() -> None:
    html = story_html("前![说明](photo:show/boat)后。\n", albums=[album(caption("boat"))])
    assert html.startswith("<p>前<span") and html.endswith("</span>后。</p>")
    assert "<figure" not in html and "<a " not in html


def test_photos_one_after_the_other_are_a_figure_each() -> None:
    html = story_html("![一](photo:show/a)\n![二](photo:show/b)\n", albums=[album(caption("a"), caption("b"))])
    assert html.count("<figure") == 2 and "<p>" not in html


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (LINK, "<p>前文。</p>\n<p>后文。</p>"),
        ("前![说明](photo:show/boat)后。\n", "<p>前后。</p>"),
        ("[![说明](photo:show/boat)](../../districts/xuhui.md)\n", ""),
        ("![一](photo:show/boat)\n![二](photo:show/other)\n", ""),
    ],
    ids=["alone", "among-words", "in-a-link", "two"],
)
@pytest.mark.parametrize("albums", [[], [album(caption("boat"), caption("other"))]], ids=["no-album", "rejected"])
def test_a_photo_that_may_not_be_shown_leaves_nothing(body: str, left: str, albums: list[Album]) -> None:
    outputs = pages(manuscript(STORY, body), albums=albums, records={})
    assert outputs[STORY].body.decode() == left
    assert photos_in(outputs) == set()
    assert not outputs[STORY].view.context["has_pictures"]


def test_what_only_the_desk_may_know_is_not_there() -> None:
    html = story_html(LINK, albums=[album(caption("boat", people="recognisable", consent="同意书第七号", file="李四.jpg"))])
    assert "<figure" in html
    assert "同意书" not in html and "李四" not in html


# --- Covers and walls, as their templates set them ---


def macros(name: str):
    templates = Environment(loader=FileSystemLoader(templates_dir()), autoescape=True)
    return getattr(templates.get_template("partials/picture.html").module, name)


def test_a_cover_hangs_on_its_page_and_small_in_lists() -> None:
    story = manuscript(STORY, cover="show/boat")
    outputs = pages(story, manuscript("stories/2026/y.md"), albums=[album(caption("boat", medium="宣传画", photographer="本站"))])
    cover = outputs[STORY].view.context["cover"]
    html = str(macros("photo")(cover, of="cover"))
    assert "宣传画 · 本站" in html, "nobody may take it for a photograph of the event"
    assert 'fetchpriority="high"' in html and 'loading="lazy"' not in html
    thumbs = outputs["stories/index.md"].view.context["thumbs"]
    assert [item.id for item in thumbs] == ["x"], "the other has none"
    html = str(macros("thumb")(next(iter(thumbs.values())), "2026/x/"))
    assert addresses(html) == {"../photos/show/" + name for name in crops("boat")}
    assert "<figcaption" not in html


def crops(slug: str) -> set[str]:
    return {f"{slug}-crop-{width}.{end}" for width in (480, 960) for end in FORMATS.values()}


def test_a_cover_without_a_picture_is_no_cover() -> None:
    outputs = pages(manuscript(STORY, cover="show/boat"), albums=[album(caption("boat"))], records={})
    assert outputs[STORY].view.context["cover"] is None
    assert outputs["stories/index.md"].view.context["thumbs"] == {}


def exhibition(*captions: Caption, records=None, items=(), **keys):
    show = manuscript("exhibitions/e.md", album="show", **keys)
    return pages(show, *items, albums=[album(*captions)], records=records)


def walls(outputs: dict[str, Output]) -> list[tuple[str, list[str]]]:
    found = outputs["exhibitions/e.md"].view.context["walls"]
    return [(wall.name, [work.caption.slug for work in wall.works]) for wall in found]


def test_works_hang_in_their_order_and_passed_over_ones_do_not() -> None:
    outputs = exhibition(caption("b"), caption("a"), caption("c", selected=False))
    assert walls(outputs) == [("作品", ["b", "a"])]
    assert outputs["exhibitions/e.md"].view.context["count"] == 2
    assert not any("/c-" in path for path in photos_in(outputs))


def test_several_media_have_a_wall_each() -> None:
    outputs = exhibition(caption("a", medium="摄影"), caption("b", medium="书法"), caption("c", medium="摄影"))
    assert walls(outputs) == [("摄影", ["a", "c"]), ("书法", ["b"])]


def test_calligraphy_leads_to_its_deep_zoom_and_other_works_do_not() -> None:
    records = {("show", slug): record(slug, zoom=True) for slug in "ab"}
    outputs = exhibition(caption("a", medium="书法"), caption("b", medium="摄影"), records=records)
    (_, first), (_, second) = [(w.name, w.works[0].hung) for w in outputs["exhibitions/e.md"].view.context["walls"]]
    assert (first.large.width, second.large.width) == (5120, 2560)
    assert {path for path in photos_in(outputs) if "zoom" in path} == {"photos/show/a-zoom.jpg"}


def test_a_work_leads_to_its_brand_and_day_only_where_they_are_published() -> None:
    named = {"brand": "boat", "day": "feast"}
    brand, draft = manuscript("brands/boat.md"), manuscript("calendar/feast.md", rule="03-05", draft=True)
    outputs = exhibition(caption("a", **named), items=(brand, draft))
    (wall,) = outputs["exhibitions/e.md"].view.context["walls"]
    assert [subject.id for subject in wall.works[0].subjects] == ["boat"]


def test_the_list_of_exhibitions_shows_those_with_something_to_see_first() -> None:
    bare = manuscript("exhibitions/bare.md", happened="2026-01")
    shows = exhibition(caption("a"), items=(bare,))["exhibitions/index.md"].view.context["shows"]
    assert [(show.item.id, show.count, show.picture is not None) for show in shows] == [("e", 1, True), ("bare", 0, False)]


# --- What goes out ---


def test_exactly_the_files_that_pages_name_go_out() -> None:
    items = (
        manuscript(STORY, LINK, cover="show/cover"),
        manuscript("exhibitions/e.md", album="wall", cover="wall/w"),
        manuscript("about/x.md", cover="show/page"),
    )
    albums = [album(caption("boat"), caption("cover"), caption("page"), caption("unused")), album(caption("w"), id="wall")]
    outputs = pages(*items, albums=albums)
    named = set()
    for path, output in outputs.items():
        if not output.view:
            continue
        base = "https://site/" + re.sub(r"(^|/)index\.md$", r"\1", path).replace(".md", "/")
        html = output.body.decode() + "".join(markup(hung) for hung in hung_in(output))
        named |= {urljoin(base, address).removeprefix("https://site/") for address in addresses(html)}
    assert photos_in(outputs) == named
    assert not any("unused" in path or "card" in path for path in named)
    assert not any("page-crop" in path for path in named), "an ordinary page stands in no list"
    assert any("cover-crop" in path for path in named)


def hung_in(output: Output) -> list[Hung]:
    context = output.view.context
    found = [context.get("cover"), context.get("lead_cover"), *context["thumbs"].values()]
    found += [work.hung for wall in context.get("walls", ()) for work in wall.works]
    found += [show.picture for show in context.get("shows", ())]
    return [hung for hung in found if hung]


def markup(hung: Hung) -> str:
    return str(macros("thumb")(hung, "x/") if hung.place.purpose == "crop" else macros("photo")(hung))


def test_photos_go_out_as_files_and_are_not_read() -> None:
    outputs = pages(manuscript(STORY, LINK), albums=[album(caption("boat"))])
    output = outputs["photos/show/boat-web-960.jpg"]
    assert (output.file, output.body) == (Path("/cache/show/boat-web-960.jpg"), b"")


def test_an_output_of_a_file_unpacks_as_path_and_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(b"x")
    path, body = Output("photos/a.jpg", file=file)
    assert (path, body) == ("photos/a.jpg", b"x")


# --- Words and shapes ---


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ({"photographer": "张三", "rights": "张三"}, "摄影：张三"),
        ({"photographer": "张三", "unit": "某连", "rights": "作者授权，仅供展出"}, "摄影：张三 · 某连 · 作者授权"),
        ({"photographer": "李四", "medium": "书法", "rights": "作者授权"}, "书法 · 李四 · 作者授权"),
        ({"photographer": "本站（项目自绘）", "medium": "宣传画", "rights": "项目自绘，随本项目的许可发布"}, "宣传画 · 本站（项目自绘）"),
    ],
)
def test_a_credit_says_each_thing_once(keys: dict, shown: str) -> None:
    assert credit(caption("a", **keys)) == shown


@pytest.mark.parametrize(
    ("size", "shape"),
    [((4000, 3000), "4x3"), ((3000, 4000), "3x4"), ((3999, 3000), "4x3"), ((900, 9000), "1x3"), ((5000, 5000), "1x1")],
)
def test_the_shape_of_a_work_is_the_nearest_the_stylesheet_knows(size: tuple[int, int], shape: str) -> None:
    outputs = exhibition(caption("a"), records={("show", "a"): record("a", size)})
    assert outputs["exhibitions/e.md"].view.context["walls"][0].works[0].hung.shape == shape


def test_the_stylesheet_knows_every_shape() -> None:
    css = (templates_dir() / "assets/css/exhibition.css").read_text(encoding="utf-8")
    known = {name: float(ratio) for name, ratio in re.findall(r"\.sy-work--(\w+) \{ --ratio: ([\d.]+); \}", css)}
    assert known == pytest.approx(SHAPES, abs=1e-4)

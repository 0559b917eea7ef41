"""``review sheet``: the paper that leaders sign."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from click.testing import Result

from desk.review.conftest import STORY
from desk.review.setting import Place, commit, git
from photos.drawn import caption, encoded, scene, write_captions
from shuangyong.desk.review import page as pages
from shuangyong.desk.review import sheet as sheets
from shuangyong.desk.review.digest import short

Run = Callable[..., Result]


@pytest.fixture
def pictured(desk_place: Place, shuangyong: Run) -> Place:
    """A story with a photo in which somebody can be recognised and something is painted over; approved, then edited."""
    folder = desk_place.home / "photos" / "hua"
    folder.mkdir(parents=True)
    (folder / "a.jpg").write_bytes(encoded(scene(1600, 1200)))
    more = {"people": "recognisable", "consent": "同意书7号", "redact": [[0.1, 0.1, 0.3, 0.3]]}
    write_captions(folder, [caption("a.jpg", "a", caption="图注在此。", **more)])
    desk_place.edit(STORY, "征集作品", "![图](photo:hua/a)\n\n见<https://example.com/>。\n\n征集作品")
    assert shuangyong("photos", "prepare", cwd=desk_place.home).exit_code == 0
    desk_place.sign()
    git(desk_place.home, "init", "-q")
    commit(desk_place.home, "签完")
    desk_place.edit(STORY, "征集作品", "征集到作品")
    return desk_place


@pytest.fixture
def printed(pictured: Place, shuangyong: Run, chromium):
    done = shuangyong("review", "sheet", f"docs/{STORY}", cwd=pictured.home)
    assert done.exit_code == 0, done.output
    file = pictured.home / "审签单-lianzhan.html"
    assert short(pictured.digest(STORY)) in done.stdout
    view = chromium.new_page()
    asked: list[str] = []
    view.on("request", lambda request: asked.append(request.url))
    view.goto(file.as_uri())
    view.emulate_media(media="print")
    yield view, asked, pictured
    view.close()


def test_sheet_shows_what_is_to_be_signed(printed) -> None:
    view, _, place = printed
    text = view.inner_text("main")
    for words in (
        "审签单", "携手追梦行艺术联展", f"docs/{STORY}", short(place.digest(STORY)),
        "征集到作品600余件", "600余件", "征集的作品", "《一个报纸专版》", "图注在此。", "王小明", "认得出", "同意书7号", "1 块",
        "没有发现问题。", "上次签完的是", "初审", "复审", "终审", "□ 同意", "□ 不涉密",
    ):  # fmt: skip
        assert words in text, words
    assert view.locator("ins").inner_text() == "到"
    assert view.locator("table.boxes tbody tr").count() == 3


def test_sheet_holds_its_pictures_and_asks_nothing_of_anybody(printed) -> None:
    view, asked, _ = printed
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in asked if url.startswith("file:")]) == 1
    sizes = view.evaluate("[...document.images].map((i) => [i.complete, i.naturalWidth])")
    assert len(sizes) == 2 and all(done and 600 < width <= 1000 for done, width in sizes)


def test_sheet_is_a4_with_the_digest_on_every_page(printed, tmp_path) -> None:
    view, _, place = printed
    pdf = view.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox ?\[([\d. ]+)\]", pdf)
    assert boxes and {tuple(round(float(n)) for n in box.split()) for box in boxes} <= {(0, 0, 595, 842), (0, 0, 596, 842)}
    assert view.evaluate("document.styleSheets[0].cssRules.length") > 0
    assert short(place.digest(STORY)) in view.content().partition("@bottom-left")[2][:200]


def test_stale_rendition_is_not_shown(pictured: Place, shuangyong: Run) -> None:
    """It may show what is to be hidden by now."""
    text = pictured.read("photos/hua/captions.yml")
    pictured.write("photos/hua/captions.yml", text.replace("  - - 0.1\n", "  - - 0.05\n"))
    done = shuangyong("review", "sheet", f"docs/{STORY}", "--to", "x.html", cwd=pictured.home)
    assert done.exit_code == 0 and "有照片的成片还没有做好" in done.stderr
    html = (pictured.home / "x.html").read_text(encoding="utf-8")
    assert "data:image" not in html and "照片 hua/a 的成片还没有做好。" in html


def test_sheet_without_git_says_that_it_cannot_compare(desk_place: Place, shuangyong: Run) -> None:
    assert shuangyong("review", "sheet", f"docs/{STORY}", "--to", "x.html", cwd=desk_place.home).exit_code == 0
    assert "没有用 Git，不能和以前的比。" in (desk_place.home / "x.html").read_text(encoding="utf-8")


def test_signed_stages_stand_in_their_boxes(desk_place: Place) -> None:
    desk_place.claim(STORY, ("初审", "甲", "2026-11-22"))
    office = desk_place.office()
    made = sheets.sheet(office, office.desk.library.at(STORY))
    assert [(box.stage, box.record and box.record.by) for box in made.boxes] == [("初审", "甲"), ("复审", None), ("终审", None)]
    assert made.digest == desk_place.digest(STORY)


def test_findings_of_rules_stand_on_it_with_basis_and_reason(desk_place: Place) -> None:
    text = desk_place.read(STORY)
    head, body = text.removeprefix("---\n").split("\n---\n", 1)
    allowed = "allowed:\n  - {rule: wording.superlative, text: 史无前例, reason: 老人的原话，存档7号}\n"
    desk_place.write(STORY, f"---\n{head}\n{allowed}---\n{body}\n老人说，这是史无前例的。\n\n官兵来了,居民也来了。\n")
    office = desk_place.office()
    made = sheets.sheet(office, office.desk.library.at(STORY))
    html = pages.render("desk/sheet.html", (), sheet=made, image_of=sheets.image_of)
    for words in ("“，”。请用中文输入法", "依据：GB/T 15834", "理由：老人的原话，存档7号", "写明理由后保留"):
        assert words in html
    assert [problem.rule for problem in office.problems(made.item)] == ["typography.punctuation"]


def test_office_with_its_own_form_uses_that(desk_place: Place, shuangyong: Run) -> None:
    own = desk_place.home / "own" / "desk"
    own.mkdir(parents=True)
    (own / "sheet.html").write_text("本局的单子：{{ sheet.item.title }}，{{ sheet.short_digest }}", encoding="utf-8")
    config = desk_place.home / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("{name: material,", "{name: material, custom_dir: own,"), encoding="utf-8")
    assert shuangyong("review", "sheet", f"docs/{STORY}", "--to", "x.html", cwd=desk_place.home).exit_code == 0
    assert (desk_place.home / "x.html").read_text(encoding="utf-8").startswith("本局的单子：携手追梦行艺术联展，")


@pytest.mark.parametrize("name", ["bases/longhua.md", "sources/paper.md", "brands/hongfanchuan.md", "calendar/common/leifeng.md", "districts/xuhui.md"])
def test_every_kind_has_a_sheet(desk_place: Place, name: str) -> None:
    office = desk_place.office()
    made = sheets.sheet(office, office.desk.library.at(name))
    html = pages.render("desk/sheet.html", (), sheet=made, image_of=sheets.image_of)
    assert made.item.title in html and "None" not in re.sub(r"<style>.*?</style>", "", html, flags=re.S)


def test_what_readers_never_see_is_marked(desk_place: Place) -> None:
    desk_place.edit("bases/longhua.md", "category:", "publish_location: false\naddress: 某路1号\nevidence: [{where: 某处}]\ncategory:")
    office = desk_place.office()
    facts = {fact.label: fact for fact in sheets.sheet(office, office.desk.library.at("bases/longhua.md")).facts}
    assert facts["地址"].is_inside and facts["资料读自"].is_inside and not facts["类别"].is_inside
    assert facts["公开位置"].values == ("否",)
    figures = {fact.label: fact for fact in sheets.sheet(office, office.desk.library.at("sources/paper.md")).facts}
    assert figures["数字 f02"].is_inside and not figures["数字 f01"].is_inside

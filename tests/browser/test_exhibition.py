"""The shipped exhibition: its walls at four widths, its lightbox by keyboard alone, and all of it without JavaScript."""

from __future__ import annotations

import pytest

from .reading import faults, reader

EXHIBITION = "exhibitions/xuanchuanhua/"
WITH_COVER = "stories/2026/hongfanchuan-caidan/"
WIDTHS = (1440, 1024, 768, 360)
WIDTH = pytest.mark.parametrize("width", WIDTHS)
IMAGE = ".pswp__item[aria-hidden=false] img.pswp__img:not(.pswp__img--placeholder)"
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])


def works(page):
    return page.locator(".sy-work")


def look_at_everything(page) -> None:
    """Scroll to the end the way a reader does, until every picture has come."""
    for work in works(page).all():
        work.locator("img").scroll_into_view_if_needed()
        work.locator("img").evaluate("it => it.complete || new Promise((done) => { it.onload = done; })")


def dialog(page):
    return page.get_by_role("dialog", name="看大图")


def shown(page) -> dict:
    """What stands in the lightbox."""
    return page.evaluate(
        """(image) => {
            image = document.querySelector(image);
            const box = image.getBoundingClientRect();
            return {
                src: image.currentSrc, alt: image.alt, width: box.width, ratio: box.width / box.height,
                natural: image.naturalWidth / image.naturalHeight, top: box.top, left: box.left, right: box.right, bottom: box.bottom,
            };
        }""",
        IMAGE,
    )


def open_by_keyboard(page, position: int = 0):
    """The link of a picture, reached and opened with the keyboard."""
    link = works(page).nth(position).locator("[data-sy-large]")
    link.focus()
    page.keyboard.press("Enter")
    dialog(page).wait_for()
    page.wait_for_function(f"() => document.querySelector('{IMAGE}')?.complete")
    return link


# --- The walls ---


@WIDTH
@SCRIPT
def test_every_work_hangs_whole_in_its_order_with_its_label(read, width, script):
    page = read(EXHIBITION, width=width, height=900, script=script)
    if script:
        look_at_everything(page)
    seen = works(page).evaluate_all(
        """them => them.map((it) => {
            const image = it.querySelector("img");
            const [box, label] = [image.getBoundingClientRect(), it.querySelector("figcaption").getBoundingClientRect()];
            return {
                id: it.id, ratio: box.width / box.height, natural: image.getAttribute("width") / image.getAttribute("height"),
                loaded: image.naturalWidth / image.naturalHeight, width: box.width, below: label.top >= box.bottom,
                top: it.getBoundingClientRect().top, left: box.left, words: it.querySelector("figcaption").innerText,
                size: parseFloat(getComputedStyle(it.querySelector("figcaption p")).fontSize),
            };
        })"""
    )
    assert len(seen) == 14
    for work in seen:
        assert work["ratio"] == pytest.approx(work["natural"], rel=0.01), work["id"]
        assert not script or work["ratio"] == pytest.approx(work["loaded"], rel=0.01), work["id"]
        assert work["width"] >= min(280, width * 0.85), f"{work['id']} is too small to enjoy"
        assert work["below"] and work["size"] >= 16
        assert "宣传画 · 双拥之窗（项目自绘）" in work["words"]
    places = [(round(work["top"]), work["left"]) for work in seen]
    assert places == sorted(places), "reading order is the order of the eye"
    assert faults(page) == []


@WIDTH
def test_works_of_one_row_are_of_one_height(read, width):
    page = read(EXHIBITION, width=width, height=900)
    boxes = works(page).evaluate_all(
        "them => them.map((it) => [it.getBoundingClientRect().top, it.querySelector('img').getBoundingClientRect().height])"
    )
    rows: dict[int, list[float]] = {}
    for top, height in boxes:
        rows.setdefault(round(top), []).append(height)
    assert all(max(row) - min(row) <= 2 for row in rows.values()), rows
    assert (len(rows) == len(boxes)) == (width == 360), "side by side wherever there is room"


@pytest.mark.parametrize("path", [EXHIBITION, WITH_COVER, "stories/", "brands/", "exhibitions/"])
@WIDTH
def test_nothing_moves_while_pictures_come(read, path, width):
    page = read(path, width=width, height=900)
    moved = page.evaluate(
        """async () => {
            let moved = 0;
            new PerformanceObserver((list) => { for (const entry of list.getEntries()) moved += entry.value; })
                .observe({ type: "layout-shift", buffered: true });
            for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
                scrollTo({ top: y, behavior: "instant" });
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            }
            await Promise.all([...document.images].map((image) => image.complete || new Promise((done) => { image.onload = done; })));
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            return moved;
        }"""
    )
    assert page.locator(".sy-picture__img").count() >= 1
    assert moved < 0.0005, "no shift that Lighthouse would show: it rounds to three places"


def test_only_what_is_in_sight_is_fetched_at_once_and_in_the_best_format(chromium, address):
    with reader(chromium, address, width=360, height=740) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + EXHIBITION)
        page.wait_for_load_state("networkidle")
    fetched = [url for url in asked if "/photos/" in url]
    assert 1 <= len(fetched) < 14
    assert all(name.endswith(".avif") for name in fetched)
    assert "-2560-" not in " ".join(fetched), "a phone is not sent the largest"


def test_pages_carry_no_inline_style_of_ours(read):
    for path in (EXHIBITION, WITH_COVER, "brands/"):
        assert read(path, script=False).locator(".sy-page [style], .sy-page style").count() == 0


def test_an_address_of_a_work_leads_to_it(read):
    page = read(EXHIBITION + "#works/martyrs-day")
    assert page.locator(":target").get_attribute("id") == "works/martyrs-day"
    page.wait_for_function("() => Math.abs(document.querySelector(':target').getBoundingClientRect().top) < innerHeight / 2")


def test_exhibition_without_pictures_says_so(read):
    page = read("exhibitions/xieshou-zhuimengxing/")
    assert page.get_by_text("这一页没有图片").is_visible()
    assert page.get_by_role("link", name="600余件").first.is_visible() and page.locator(".sy-picture").count() == 0


# --- Without JavaScript ---


@WIDTH
def test_without_script_a_picture_leads_to_its_large_file(read, width):
    # A picture without a page around it names no icon: the browser looks for one by itself.
    page = read(EXHIBITION, width=width, script=False, expect=("status of 404",))
    link = works(page).nth(1).get_by_role("link", name="看大图")
    with page.expect_response(lambda answer: answer.request.resource_type == "document") as answer:
        link.click()
    assert answer.value.ok and answer.value.headers["content-type"] == "image/jpeg"
    assert page.url.endswith(".jpg") and "-2560-" in page.url


# --- The lightbox ---


@WIDTH
def test_keyboard_alone_opens_turns_zooms_and_closes(read, width):
    page = read(EXHIBITION, width=width, height=800)
    link = open_by_keyboard(page)
    label = dialog(page).get_by_role("group", name="说明")
    assert label.inner_text().split()[:2] == ["第1张，共14张", "带头的帆"]
    first = shown(page)
    assert first["ratio"] == pytest.approx(first["natural"], rel=0.02)
    assert first["alt"] == link.locator("img").get_attribute("alt")
    assert first["src"].endswith(".avif"), "the format that the page itself shows"

    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.sy-lightbox__label').innerText.includes('第2张')")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("() => document.querySelector('.sy-lightbox__label').innerText.includes('第1张')")

    before = shown(page)["width"]
    page.keyboard.press("+")
    page.wait_for_function(
        f"before => document.querySelector('{IMAGE}').getBoundingClientRect().width > before * 1.4",
        arg=before,
    )
    page.keyboard.press("-")
    page.wait_for_function(
        f"before => Math.abs(document.querySelector('{IMAGE}').getBoundingClientRect().width - before) < 2",
        arg=before,
    )

    page.keyboard.press("Escape")
    dialog(page).wait_for(state="detached")
    assert link.evaluate("it => it === document.activeElement"), "the focus is back where it was"


def test_zoom_goes_beyond_one_pixel_for_one(read):
    page = read(EXHIBITION, width=1024)
    open_by_keyboard(page, 1)
    for _ in range(12):
        page.keyboard.press("+")
    page.wait_for_function("() => document.querySelector('[data-sy-do=closer]').getAttribute('aria-disabled') === 'true'")
    page.wait_for_timeout(300)
    assert shown(page)["width"] > 2560 * 1.5
    assert "-2560-" in shown(page)["src"], "and fetches the largest file for it"


def test_tab_stays_inside_and_nothing_behind_can_be_reached(read):
    page = read(EXHIBITION)
    open_by_keyboard(page, 3)
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("[document.activeElement.textContent, Boolean(document.activeElement.closest('[role=dialog]'))]"))
    assert all(inside for _, inside in seen)
    assert {"上一张", "下一张", "放大", "缩小", "关闭"} <= {text for text, _ in seen}
    assert len({text for text, _ in seen}) < 12, "it goes round"
    backwards = []
    for _ in range(8):
        page.keyboard.press("Shift+Tab")
        backwards.append(page.evaluate("Boolean(document.activeElement.closest('[role=dialog]'))"))
    assert all(backwards)
    page.evaluate("document.querySelector('.sy-nav__link').focus()")
    assert page.evaluate("document.activeElement.closest('[role=dialog]') !== null"), "what lies behind is inert"


def test_reader_of_screens_is_told_what_it_is_and_what_comes(read):
    page = read(EXHIBITION)
    open_by_keyboard(page)
    box = dialog(page)
    assert box.get_attribute("aria-modal") == "true"
    label = box.locator("[aria-live=polite]")
    assert "宣传画 · 双拥之窗（项目自绘）" in label.inner_text()
    box.get_by_role("button", name="下一张").click()
    page.wait_for_function("() => document.querySelector('[aria-live=polite].sy-lightbox__label').innerText.includes('一块补丁')")
    assert box.get_by_role("button", name="上一张").get_attribute("aria-disabled") == "false"


@WIDTH
def test_label_and_buttons_are_in_sight_beside_the_whole_picture(read, width):
    page = read(EXHIBITION, width=width, height=740)
    for position in (0, 1):
        open_by_keyboard(page, position)
        panel = page.locator(".sy-lightbox__panel").bounding_box()
        picture = shown(page)
        beside = picture["right"] <= panel["x"] + 1 or picture["bottom"] <= panel["y"] + 1
        assert beside and picture["top"] >= 0 and picture["left"] >= 0
        buttons = dialog(page).get_by_role("button")
        assert buttons.all_text_contents() == ["上一张", "下一张", "放大", "缩小", "关闭"]
        for button in buttons.all():
            box = button.bounding_box()
            assert box["height"] >= 44 and box["width"] >= 44
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
        assert page.get_by_text("宣传画 · 双拥之窗（项目自绘）").last.is_visible()
        page.keyboard.press("Escape")
        dialog(page).wait_for(state="detached")


def test_browsers_way_back_closes_and_the_address_names_the_picture(read):
    page = read(EXHIBITION)
    before = page.url
    open_by_keyboard(page)
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**#works/bingmama-yizhan")
    page.go_back()
    dialog(page).wait_for(state="detached")
    assert page.url == before
    open_by_keyboard(page, 1)
    page.keyboard.press("Escape")
    page.wait_for_url(before)


def test_a_drag_turns_to_the_next(chromium, address):
    with reader(chromium, address, width=360, height=740) as page:
        page.goto(address + EXHIBITION)
        open_by_keyboard(page)
        page.wait_for_timeout(300)
        page.mouse.move(300, 200)
        page.mouse.down()
        page.mouse.move(60, 205, steps=8)
        page.mouse.up()
        page.wait_for_function("() => document.querySelector('.sy-lightbox__label').innerText.includes('第2张')")


def test_cover_of_a_story_opens_alone(read):
    page = read(WITH_COVER)
    page.locator("[data-sy-large]").click()
    dialog(page).wait_for()
    assert dialog(page).get_by_role("button").all_text_contents() == ["放大", "缩小", "关闭"]
    assert "第1张" not in dialog(page).inner_text()
    dialog(page).get_by_role("button", name="关闭").click()
    dialog(page).wait_for(state="detached")


# --- On paper ---


def test_on_paper_each_work_keeps_its_label_and_the_interface_stays_away(read):
    page = read(EXHIBITION)
    look_at_everything(page)
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation", name="栏目").is_visible()
    assert not page.get_by_text("点一下画面").is_visible()
    kept = works(page).evaluate_all("them => them.map((it) => getComputedStyle(it).breakInside)")
    assert set(kept) == {"avoid"}
    assert page.get_by_text("宣传画 · 双拥之窗（项目自绘）").first.is_visible()

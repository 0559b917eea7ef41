"""The strip of reading aids: by keyboard, remembered, without storage, without JavaScript, in every scheme; and the tone of the day."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageChops, ImageDraw

from conftest import REPOSITORY, serving

from .reading import faults, reader

STORY = "stories/2026/hongfanchuan-caidan/"
ASSETS = REPOSITORY / "overrides/assets"
SIZES = ("100", "125", "150", "175", "200")
SCHEMES = ("light", "dark", "contrast")
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
SHANGHAI = ZoneInfo("Asia/Shanghai")
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } })"


def root_size(page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")


def set_on_root(page) -> dict[str, str]:
    """What the reader's choices have put on <html>."""
    names = "['syZone', 'syOffset', 'sySolemn', 'syGreyFrom', 'syGreyUntil']"  # The build's own.
    own = f"([name]) => name.startsWith('sy') && !{names}.includes(name)"
    return page.evaluate(f"Object.fromEntries(Object.entries(document.documentElement.dataset).filter({own}))")


def token(page, name: str) -> str:
    """A colour of the scheme in force, as ``rgb(…)``."""
    return page.evaluate(
        """(name) => {
            const probe = document.body.appendChild(document.createElement("i"));
            probe.style.color = `var(--${name})`;
            const color = getComputedStyle(probe).color;
            probe.remove();
            return color;
        }""",
        name,
    )


def contrast(one: str, other: str) -> float:
    """Of two colours ``rgb(…)``, as WCAG 2.2 defines it."""

    def luminance(color: str) -> float:
        parts = (int(part) / 255 for part in re.findall(r"\d+", color)[:3])
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def choose(page, label: str) -> None:
    if not page.locator(".sy-tools").evaluate("it => it.open"):
        page.locator(".sy-tools__summary").click()
    page.locator(".sy-tools__choice").filter(has_text=label).click()


def remember(page, **chosen: str) -> None:
    """As if the reader had chosen this on an earlier visit."""
    page.context.add_init_script(f"localStorage.setItem('/sy-preferences', JSON.stringify({chosen}))")


# --- Choosing ----------------------------------------------------------------------------------


def test_keyboard_alone_sets_and_keeps_and_takes_back(read):
    page = read(STORY)
    for _ in range(2):  # The skip link, then the strip.
        page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "大字、配色、朗读"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert root_size(page) == 24
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert set_on_root(page) == {"sySize": "150", "syScheme": "contrast"}
    outline = page.locator(":focus").evaluate("it => [getComputedStyle(it).outlineStyle, getComputedStyle(it).outlineWidth]")
    assert outline == ["solid", "4px"]
    page.reload()
    assert root_size(page) == 24 and token(page, "paper") == "rgb(0, 0, 0)"
    page.get_by_role("navigation", name="栏目").get_by_role("link", name="日历").click()
    page.wait_for_url("**/calendar/")
    assert set_on_root(page) == {"sySize": "150", "syScheme": "contrast"}
    page.locator(".sy-tools__summary").focus()
    page.keyboard.press("Space")
    assert page.get_by_role("radio", name="较大 150%").is_checked() and page.get_by_role("radio", name="高对比").is_checked()
    page.get_by_role("button", name="恢复默认").focus()
    page.keyboard.press("Enter")
    assert set_on_root(page) == {} and root_size(page) == 16
    assert page.get_by_role("radio", name="标准 100%").is_checked()
    assert page.get_by_role("status").filter(has_text="已恢复默认").is_visible()
    page.reload()
    assert set_on_root(page) == {}


@SCRIPT
@pytest.mark.parametrize("size", SIZES)
def test_every_size_sets_the_root(read, size, script):
    page = read(STORY, script=script)
    choose(page, f"{size}%")
    assert root_size(page) == 16 * int(size) / 100
    assert page.locator(f"#sy-size-{size}").is_checked()


@SCRIPT
@pytest.mark.parametrize("system", ["light", "dark"])
def test_chosen_colours_win_over_those_of_the_system(read, system, script):
    page = read(STORY, script=script)
    page.emulate_media(color_scheme=system)
    own = {"light": "rgb(251, 248, 242)", "dark": "rgb(20, 19, 15)", "contrast": "rgb(0, 0, 0)"}
    assert token(page, "paper") == own[system]
    for label, scheme in zip(("浅色", "深色", "高对比", "跟随系统"), (*SCHEMES, system), strict=True):
        choose(page, label)
        assert token(page, "paper") == own[scheme]
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == own[scheme]
        wanted = "light dark" if label == "跟随系统" else "light" if scheme == "light" else "dark"
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == wanted


@SCRIPT
def test_who_asks_the_system_for_contrast_gets_it_unless_another_scheme_is_chosen(read, script):
    page = read(STORY, script=script)
    page.emulate_media(contrast="more")
    assert token(page, "paper") == "rgb(0, 0, 0)"
    assert page.locator(".sy-nav__link").first.evaluate("it => getComputedStyle(it).textDecorationLine") == "underline"
    choose(page, "浅色")
    assert token(page, "paper") == "rgb(251, 248, 242)"


@pytest.mark.parametrize("grey", [False, True], ids=["colour", "grey"])
@pytest.mark.parametrize(("scheme", "least"), [("light", 7), ("dark", 7), ("contrast", 15)])
def test_text_stands_out_in_every_scheme(read, scheme, least, grey):
    page = read(STORY)
    page.evaluate(
        "([scheme, grey]) => { document.documentElement.dataset.syScheme = scheme; document.documentElement.toggleAttribute('data-sy-grey', grey); }",
        [scheme, grey],
    )
    for ground in ("paper", "surface"):
        for text in ("ink", "ink-2", "red", "olive", "gold"):
            assert contrast(token(page, text), token(page, ground)) >= least, (text, ground)
    assert contrast(token(page, "ink"), token(page, "mark")) >= least
    if grey:
        for name in ("paper", "surface", "ink", "ink-2", "red", "olive", "gold", "line", "line-2", "mark"):
            assert len(set(re.findall(r"\d+", token(page, name)))) == 1, f"--{name} is no grey"


@SCRIPT
def test_high_contrast_underlines_every_link_and_leaves_pictures_alone(read, script):
    page = read(script=script)
    choose(page, "高对比")
    links = page.locator(".sy-header a:not(.sy-skip), main a, footer a").evaluate_all(
        "them => them.filter((it) => it.innerText?.trim()).map((it) => [getComputedStyle(it).textDecorationLine, getComputedStyle(it).color])"
    )
    assert len(links) > 20 and {tuple(link) for link in links} == {("underline", "rgb(255, 228, 92)")}
    assert page.locator(".sy-search__field").evaluate("it => getComputedStyle(it).borderTopWidth") == "3px"
    assert page.locator(".sy-section").first.evaluate("it => getComputedStyle(it).borderTopWidth") == "3px"
    assert page.locator(".sy-picture__img").first.evaluate("it => getComputedStyle(it).filter") == "none"


def test_print_is_dark_on_light_whatever_was_chosen(read):
    page = read(STORY)
    for label in ("深色", "高对比"):
        choose(page, label)
        page.emulate_media(media="print", color_scheme="dark")
        assert token(page, "paper") == "rgb(251, 248, 242)" and token(page, "ink") == "rgb(28, 26, 23)"
        assert not page.locator(".sy-tools").is_visible()
        page.emulate_media(media="screen", color_scheme="light")


# --- Remembering -------------------------------------------------------------------------------


def test_remembered_choice_is_there_before_anything_is_drawn_and_nothing_moves(chromium, address):
    for path in ("", STORY, "calendar/"):
        with reader(chromium, address, width=360) as page:
            remember(page, size="200", scheme="contrast", simple="on")
            page.context.add_init_script(
                """new PerformanceObserver((list) => { window.moved = (window.moved || 0) + list.getEntries().reduce((sum, it) => sum + it.value, 0); })
                    .observe({ type: "layout-shift", buffered: true });
                new MutationObserver((_, it) => { if (document.body) { window.atBody = document.documentElement.dataset.sySize; it.disconnect(); } })
                    .observe(document, { childList: true, subtree: true });"""
            )
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("window.atBody") == "200" and root_size(page) == 32
            assert page.evaluate("window.moved || 0") == 0


def test_choice_reaches_other_tabs_and_pages_brought_back(chromium, address):
    with reader(chromium, address) as page:
        page.goto(address + STORY)
        other = page.context.new_page()
        other.goto(address + "calendar/")
        choose(page, "深色")
        choose(page, "150%")
        other.wait_for_function("document.documentElement.dataset.sySize === '150' && document.querySelector('#sy-scheme-dark').checked")
        other.goto(address)
        choose(other, "175%")
        other.go_back()
        assert root_size(other) == 28 and other.locator("#sy-size-175").is_checked()
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
        assert page.locator("#sy-size-175").is_checked()


@pytest.mark.parametrize("kept", ["{", "null", "[]", "7", '{"size": "999", "scheme": "<b>", "simple": {}}'])
def test_what_was_spoilt_in_storage_counts_for_nothing(chromium, address, kept):
    with reader(chromium, address) as page:
        page.context.add_init_script(f"localStorage.setItem('/sy-preferences', {kept!r})")
        page.goto(address + STORY)
        assert set_on_root(page) == {} and page.locator("#sy-size-100").is_checked()
        choose(page, "125%")
        assert root_size(page) == 20


def test_where_storage_is_forbidden_the_page_still_changes_and_says_so(chromium, address):
    with reader(chromium, address) as page:
        page.context.add_init_script(NO_STORAGE)
        page.goto(address + STORY)
        choose(page, "150%")
        choose(page, "高对比")
        assert root_size(page) == 24 and token(page, "paper") == "rgb(0, 0, 0)"
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
        assert root_size(page) == 24 and page.locator("#sy-size-150").is_checked()
        assert page.get_by_text("不让网站记住").is_visible()
        page.get_by_role("button", name="恢复默认").click()
        assert set_on_root(page) == {}


def test_two_sites_on_one_domain_keep_apart(chromium, built, tmp_path):
    for district in ("jingan", "xuhui"):
        (tmp_path / district).symlink_to(built)
    with serving(tmp_path) as address, reader(chromium, address) as page:
        page.goto(f"{address}jingan/{STORY}")
        choose(page, "200%")
        page.goto(f"{address}xuhui/")
        assert root_size(page) == 16
        page.goto(f"{address}jingan/calendar/")
        assert root_size(page) == 32
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('sy-'))") == ["/jingan/sy-preferences"]


def test_every_choice_offered_is_one_that_is_kept(read):
    page = read()
    offered = page.locator(".sy-tools__input").evaluate_all("them => them.filter((it) => !it.defaultChecked).map((it) => [it.name.slice(3), it.value])")
    assert len(offered) >= 11
    for name, value in offered:
        page.evaluate("([name, value]) => syPreferences.keep(name, value)", [name, value])
        assert page.evaluate("(name) => syPreferences.read()[name]", name) == value


def test_script_in_the_head_is_small_and_of_old_syntax():
    source = (ASSETS / "js/preferences.js").read_bytes()
    assert len(gzip.compress(source, 9)) < 1500
    assert not re.search(rb"=>|\b(?:let|const)\b|`|\?\.|\?\?|\.\.\.", re.sub(rb"//.*", b"", source))


# --- Without JavaScript ------------------------------------------------------------------------


def test_without_script_only_what_works_is_offered_and_a_sentence_says_so(read):
    page = read(STORY, script=False)
    page.locator(".sy-tools__summary").click()
    assert page.get_by_role("radio", name="最大 200%").is_visible()
    assert page.locator(".sy-tools button").locator("visible=true").count() == 0
    assert page.locator(".sy-tools__note:visible").all_inner_texts() == [
        "这里用不了脚本（JavaScript）：选择只管这一页，换一页要重选；朗读也用不了。"
    ]
    with_script = read(STORY)
    with_script.locator(".sy-tools__summary").click()
    assert with_script.locator(".sy-tools__note:visible").count() == 0
    assert with_script.get_by_role("button", name="朗读").is_visible()


SQUEEZED = """() => [...document.querySelectorAll("main :is(p, h2, h3, li, dd)")].filter((it) => it.checkVisibility() && it.innerText.trim())
    .filter((it) => !it.closest(".sy-hidden") && it.getBoundingClientRect().height > 4 * parseFloat(getComputedStyle(it).fontSize)
        && it.getBoundingClientRect().width < 4 * parseFloat(getComputedStyle(it).fontSize)).map((it) => it.innerText)"""


@pytest.mark.parametrize("path", ["", STORY, "stories/", "brands/", "bases/longhua/", "calendar/", "numbers/", "sources/zhabei-2015/"])
@pytest.mark.parametrize("width", [1280, 768, 360])
def test_largest_type_is_set_in_lines_one_can_read(read, path, width):
    page = read(path, width=width)
    choose(page, "200%")
    assert not faults(page)
    assert page.evaluate(SQUEEZED) == [], "fewer than four characters a line"


# --- Pointer and simple version ----------------------------------------------------------------


@SCRIPT
def test_large_pointer_is_on_everything_that_can_be_pressed(read, script):
    page = read(STORY, script=script)
    cursor = "it => getComputedStyle(it).cursor"
    usual = {name: page.locator(name).first.evaluate(cursor) for name in ("body", "main a", ".sy-photo__link", "label", "summary")}
    assert not any("url" in kind for kind in usual.values())
    choose(page, "大指针")
    assert "arrow.svg" in page.locator("body").evaluate(cursor) and "arrow.png" in page.locator(".sy-text p").first.evaluate(cursor)
    for name in ("main a", "main a > *", ".sy-photo__link", "summary", ".sy-tools label", ".sy-tools input", ".sy-tools button", ".sy-nav a"):
        kind = page.locator(name).first.evaluate(cursor)
        assert "hand.svg" in kind and "hand.png" in kind and kind.endswith("pointer"), name
    for address in re.findall(r'url\("([^"]+)"\)', page.locator("main a").first.evaluate(cursor) + page.locator("body").evaluate(cursor)):
        assert page.request.get(address).ok


@pytest.mark.parametrize("name", ["arrow", "hand"])
def test_pointer_in_pixels_is_the_one_in_lines(name):
    """Safari shows no SVG as a pointer. To draw anew: ``drawn(name).save(…, optimize=True)``."""
    stored = Image.open(ASSETS / f"cursors/{name}.png")
    assert stored.size == (48, 48) and not ImageChops.difference(stored, drawn(name)).getbbox(alpha_only=False)


def drawn(name: str, finer: int = 8) -> Image.Image:
    svg = (ASSETS / f"cursors/{name}.svg").read_text(encoding="utf-8")
    numbers = [int(number) * finer for number in re.search(r' d="M([\d ]+)Z"', svg).group(1).split()]
    corners = list(zip(numbers[::2], numbers[1::2], strict=True))
    canvas = Image.new("RGBA", (48 * finer, 48 * finer), (255, 255, 255, 0))
    pen, width = ImageDraw.Draw(canvas), 3 * finer
    pen.polygon(corners, fill="black")
    for (x, y), end in zip(corners, corners[1:] + corners[:1], strict=True):
        pen.line([(x, y), end], fill="white", width=width)
        pen.ellipse([x - width / 2, y - width / 2, x + width / 2, y + width / 2], fill="white")
    return canvas.resize((48, 48), Image.Resampling.BOX)


SIDE_BY_SIDE = """() => [...document.querySelectorAll("main article, main section, main li, main p")].filter((it) => it.checkVisibility() && !it.closest("nav"))
    .filter((it, index, all) => all.some((other) => {
        const [a, b] = [it.getBoundingClientRect(), other.getBoundingClientRect()];
        return it.parentElement === other.parentElement && b.left >= a.right && b.top < a.bottom && b.bottom > a.top;
    })).map((it) => it.className || it.tagName)"""


@SCRIPT
@pytest.mark.parametrize("path", ["", STORY, "brands/", "bases/", "stories/", "exhibitions/", "calendar/"])
def test_simple_version_has_one_column_and_all_of_the_text(read, path, script):
    page = read(path, script=script)
    words = page.locator(".sy-text, .sy-card__text, .sy-card__title, .sy-provenance").all_inner_texts()
    figures = page.locator(".sy-text .sy-figure").count()
    choose(page, "简版")
    assert not page.locator(".sy-side, .sy-thumb, .sy-header__ear").locator("visible=true").count()
    assert not page.evaluate(SIDE_BY_SIDE)
    assert page.locator(".sy-text, .sy-card__text, .sy-card__title, .sy-provenance").all_inner_texts() == words
    assert page.locator(".sy-text .sy-figure").locator("visible=true").count() == figures
    assert page.locator(".sy-search__link").is_visible() and page.locator(".sy-footer__links a").first.is_visible()
    assert page.locator("body").evaluate("it => parseFloat(getComputedStyle(it).lineHeight) / parseFloat(getComputedStyle(it).fontSize)") > 2
    assert not faults(page)


# --- The strip itself --------------------------------------------------------------------------


@SCRIPT
@pytest.mark.parametrize("size", ["100", "200"])
@pytest.mark.parametrize("width", [1280, 360])
def test_strip_opens_in_the_flow_and_everything_in_it_can_be_touched(read, width, size, script):
    page = read(STORY, width=width, script=script)
    choose(page, f"{size}%")
    targets = page.locator(".sy-tools :is(summary, label, button)").locator("visible=true")
    for target in targets.all():
        box = target.bounding_box()
        assert box["width"] >= 44 and box["height"] >= 44, target.inner_text()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width, target.inner_text()
    assert targets.count() >= (16 if script else 12)
    strip, below = page.locator(".sy-tools").bounding_box(), page.locator(".sy-nav").bounding_box()
    assert below["y"] >= strip["y"] + strip["height"] - 1, "covers what follows"
    kinds = page.locator(".sy-tools, .sy-tools *").evaluate_all("them => them.map((it) => getComputedStyle(it)).map((it) => it.position + it.animationName + it.transitionDuration)")
    assert set(kinds) == {"staticnone0s"}
    assert page.locator(".sy-tools [style], .sy-tools [onclick]").count() == 0


@pytest.mark.parametrize("scheme", [*SCHEMES, "forced"])
def test_axe_finds_nothing_in_the_strip(read, scheme):
    axe = REPOSITORY / "tests/tools/node_modules/axe-core/axe.min.js"
    assert axe.exists(), "没有找到axe-core。请先运行 sh scripts/bootstrap.sh tools（make test 会替您运行）。"
    page = read(STORY)
    page.locator(".sy-tools__summary").click()
    if scheme == "forced":
        page.emulate_media(forced_colors="active")
    else:
        page.evaluate("(scheme) => { document.documentElement.dataset.syScheme = scheme; }", scheme)
    page.evaluate(axe.read_text(encoding="utf-8"))
    found = page.evaluate(
        """async () => {
            const runOnly = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
            const { violations, passes } = await axe.run(".sy-tools", { runOnly, preload: false });
            return [passes.length, violations.map((rule) => `${rule.id}: ${rule.nodes[0].html}`)];
        }"""
    )
    assert found[0] > 5 and found[1] == []


def test_forced_colours_show_by_lines_what_was_shown_by_ground(read):
    page = read("calendar/")
    page.emulate_media(forced_colors="active")
    current = page.locator(".sy-nav__link[aria-current]")
    assert current.evaluate("it => getComputedStyle(it).borderBottomStyle") == "solid"
    assert page.locator("main a").first.evaluate("it => getComputedStyle(it).textDecorationLine") == "underline"


# --- The tone of the day -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def toned(built: Path, tmp_path_factory):
    """The site as it is built with a grey day set and two solemn ones to come."""
    folder = tmp_path_factory.mktemp("toned")
    attributes = 'data-sy-zone="Asia/Shanghai" data-sy-solemn="2026-12-13 2027-04-05" data-sy-grey-from="2026-12-13" data-sy-grey-until="2026-12-14"'
    html = (built / STORY / "index.html").read_text(encoding="utf-8")
    page = re.sub(r"<html[^>]*>", f'<html lang="zh-Hans" class="no-js" {attributes}>', html, count=1)
    for source in built.iterdir():
        (folder / source.name).symlink_to(source)
    (folder / "today").mkdir()
    (folder / "today/index.html").write_text(page.replace("../../../", "../"), encoding="utf-8")
    (folder / "open").mkdir()
    open_ended = page.replace(' data-sy-grey-until="2026-12-14"', "").replace("../../../", "../")
    (folder / "open/index.html").write_text(open_ended, encoding="utf-8")
    with serving(folder) as url:
        yield url


def at(date: str, clock: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{date}T{clock}").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    ("date", "clock", "solemn", "grey"),
    [
        ("2026-12-12", "23:59:00", False, False),
        ("2026-12-13", "00:01:00", True, True),
        ("2026-12-14", "23:59:00", False, True),
        ("2026-12-15", "00:01:00", False, False),
        ("2027-04-05", "12:00:00", True, False),
    ],
)
def test_solemn_and_grey_days_begin_and_end_at_midnight_where_the_site_is(chromium, toned, zone, date, clock, solemn, grey):
    with reader(chromium, toned, at=at(date, clock), zone=zone) as page:
        page.goto(f"{toned}today/")
        assert ("syTone" in set_on_root(page), "syGrey" in set_on_root(page)) == (solemn, grey)
        is_red = token(page, "red") == "rgb(158, 27, 27)"
        assert is_red == (not solemn and not grey)
        filters = page.locator(".sy-picture__img").evaluate_all("them => them.map((it) => getComputedStyle(it).filter)")
        assert set(filters) == {"grayscale(1)" if grey else "none"}
        if solemn and not grey:
            assert token(page, "red") == token(page, "ink") and token(page, "gold") == "rgb(102, 74, 12)"


def test_page_left_open_over_midnight_follows_the_day(chromium, toned):
    with reader(chromium, toned, at=at("2026-12-12", "23:50:00")) as page:
        page.goto(f"{toned}today/")
        assert "syGrey" not in set_on_root(page)
        page.clock.fast_forward("20:00")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert {"syGrey", "syTone"} <= set_on_root(page).keys()


def test_grey_without_an_end_is_off(chromium, toned):
    with reader(chromium, toned, at=at("2026-12-13", "12:00:00")) as page:
        page.goto(f"{toned}open/")
        assert "syGrey" not in set_on_root(page) and "syTone" in set_on_root(page)


def test_a_flag_is_never_filtered(chromium, toned):
    with reader(chromium, toned, at=at("2026-12-13", "12:00:00")) as page:
        page.goto(f"{toned}today/")
        flagged = page.locator(".sy-picture").first
        flagged.evaluate("it => it.classList.add('sy-picture--flag')")
        upwards = """it => { const found = []; for (; it; it = it.parentElement) found.push(getComputedStyle(it).filter); return found; }"""
        assert set(flagged.locator("img").evaluate(upwards)) == {"none"}
        page.locator("[data-sy-large]").first.click()
        page.locator("img.pswp__img").first.wait_for()
        assert page.locator("img.pswp__img").first.evaluate("it => getComputedStyle(it).filter") == "none"

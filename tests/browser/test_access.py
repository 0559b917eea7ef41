"""Every kind of page can be used by everybody: WCAG 2.2 at AA, contrast at AAA, and targets of 44 px at that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from conftest import REPOSITORY

from .pages import KINDS, OF_THE_SHIPPED_SITE, Kind, open_part, sites
from .reading import reader

AXE = REPOSITORY / "tests/tools/node_modules/axe-core/axe.min.js"
TREES = yaml.safe_load((REPOSITORY / "tests/cases/tree.yml").read_text(encoding="utf-8"))
WIDTHS = (1440, 360)
SCHEMES = ("light", "dark", "contrast")
SIZES = (100, 200)
ALL = [(kind, width) for kind in KINDS for width in WIDTHS]


@pytest.fixture(scope="module")
def addresses(built: Path, tmp_path_factory) -> Iterator[dict[str, str]]:
    with sites(built, tmp_path_factory.mktemp("sites")) as served:
        yield served


@pytest.fixture(scope="module")
def axe() -> str:
    assert AXE.exists(), "没有找到axe-core。请先运行 sh scripts/bootstrap.sh tools（make test 会替您运行）。"
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=ALL, ids=lambda it: f"{it[0]}-{it[1]}")
def visit(request, chromium, addresses) -> Iterator:
    """One kind of page at one width, open for all tests of this module that look at it: ``(page, kind, width)``.

    A test dresses it as it needs it, and leaves nothing behind but that dress.
    """
    kind, width = request.param
    with opened(chromium, addresses, kind, width) as page:
        yield page, kind, width


@contextmanager
def opened(chromium, addresses: dict[str, str], kind: Kind, width: int) -> Iterator:
    """A reader's page of a kind."""
    site = addresses[kind.site]
    with reader(chromium, site, width=width, height=900, expect=("404 (",)) as page:
        page.emulate_media(reduced_motion="reduce")  # No colour is caught on its way.
        page.goto(site + kind.path)
        open_part(page, kind.opened)
        yield page


def dress(page, scheme: str = "light", size: int = 100, *, forced: str = "none") -> None:
    """The page as a reader has set it: colours by the system or, in high contrast, by the site's own tools."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", forced_colors=forced)
    page.evaluate(
        """([scheme, size]) => {
            const set = document.documentElement.dataset;
            if (scheme === "contrast") set.syScheme = scheme; else delete set.syScheme;
            if (size === 100) delete set.sySize; else set.sySize = String(size);
        }""",
        [scheme, size],
    )


# --- The list of kinds -------------------------------------------------------------------------


def test_no_template_is_without_a_page_to_look_at():
    templates = {file.name for file in (REPOSITORY / "overrides").glob("*.html")} - {"main.html"}
    assert {kind.template for kind in KINDS} == templates


def test_every_kind_has_its_tree_on_record():
    assert sorted([*TREES["kinds"], *TREES["whole"]]) == sorted(kind.name for kind in KINDS)


# --- Rules of axe ------------------------------------------------------------------------------

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN_AXE = """async ({tags}) => {
    const rules = Object.fromEntries(["color-contrast-enhanced", "target-size"].map((rule) => [rule, {enabled: true}]));
    const runOnly = {type: "tag", values: tags};
    const {violations} = await axe.run(document, {runOnly, rules, resultTypes: ["violations"], preload: false});
    return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}\\n${node.failureSummary}`));
}"""


def violations(page, axe: str) -> list[str]:
    """What axe objects to: rule, element, and why."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    return page.evaluate(RUN_AXE, {"tags": TAGS})


def test_axe_finds_nothing_in_any_scheme_and_size(visit, axe):
    page, _, _ = visit
    found = {}
    for scheme in SCHEMES:
        for size in SIZES:
            dress(page, scheme, size)
            seen = violations(page, axe)
            found |= {fault: f"[{scheme}, {size} %] {fault}" for fault in seen if fault not in found}
    assert not found, "\n\n".join(found.values())


def test_axe_finds_nothing_in_forced_colours(visit, axe):
    page, _, _ = visit
    dress(page, forced="active")
    found = violations(page, axe)
    dress(page)
    assert not found, "\n\n".join(found)


def test_axe_notices_faults(chromium, axe):
    with reader(chromium, "about:blank") as page:
        page.set_content(
            "<!doctype html><html lang=zh><title>坏</title><main><h1>坏</h1><img src='data:,'>"
            "<p style='color: #767676'>灰字</p><button style='width: 9px; height: 9px; padding: 0' aria-label=甲></button>"
            "<button style='width: 9px; height: 9px; padding: 0' aria-label=乙></button></main>"
        )
        found = {fault.partition(":")[0] for fault in violations(page, axe)}
    assert {"image-alt", "color-contrast-enhanced", "target-size"} <= found


# --- What the tools change ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def home(chromium, addresses) -> Iterator:
    with opened(chromium, addresses, KINDS[0], 1440) as page:
        yield page


def test_largest_size_doubles_every_text(home):
    sizes = """() => [...document.querySelectorAll("body *")].filter((it) => it.checkVisibility() && it.innerText?.trim())
        .map((it) => parseFloat(getComputedStyle(it).fontSize))"""
    dress(home)
    before = home.evaluate(sizes)
    dress(home, size=200)
    after = home.evaluate(sizes)
    assert len(before) == len(after) > 50
    assert all(large >= 1.99 * small for small, large in zip(before, after, strict=True) if small < 24)
    assert all(large > small for small, large in zip(before, after, strict=True))


def test_high_contrast_sets_every_text_on_a_ground_that_differs_in_full(home):
    colours = """() => [...new Set([...document.querySelectorAll("body *")].filter((it) => it.checkVisibility() && it.innerText?.trim())
        .map((it) => getComputedStyle(it).color))]"""
    dress(home)
    usual = home.evaluate(colours)
    dress(home, "contrast")
    assert home.evaluate(colours) != usual


# --- Width, spacing, targets -------------------------------------------------------------------

TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const boxed = (it) => {
        for (let box = it.parentElement; box; box = box.parentElement)
            if (getComputedStyle(box).overflowX !== "visible") return true;
        return false;
    };
    return [`${document.documentElement.scrollWidth} px in ${width}`, ...[...document.body.querySelectorAll("*")]
        .filter((it) => it.getBoundingClientRect().right > width + 0.5 && !boxed(it))
        .map((it) => it.outerHTML.slice(0, 120))];
}"""
"""Elements that stick out, unless they scroll in a box of their own."""

UNNAMED_BOXES = """() => [...document.body.querySelectorAll("*")]
    .filter((it) => ["auto", "scroll"].includes(getComputedStyle(it).overflowX) && it.scrollWidth > it.clientWidth + 1)
    .filter((it) => it.tabIndex < 0 || (it.getAttribute("role") !== "region" && !it.matches("section")) ||
        !(it.getAttribute("aria-label") || it.getAttribute("aria-labelledby")))
    .map((it) => it.outerHTML.slice(0, 120))"""
"""Boxes that scroll sideways and that no keyboard reaches, or no name announces."""


def sideways(page) -> list[str]:
    return page.evaluate(TOO_WIDE) + page.evaluate(UNNAMED_BOXES)


def test_nothing_scrolls_sideways(visit):
    """WCAG 1.4.10 asks for 320 px; the largest size on a small phone is ours."""
    page, _, width = visit
    found = []
    for narrow, size in ((320, 100), (360, 100), (360, 200)) if width == 360 else ((1440, 100), (1440, 200), (720, 100)):
        page.set_viewport_size({"width": narrow, "height": 900})
        dress(page, size=size)
        found += [f"[{narrow} px, {size} %] {fault}" for fault in sideways(page)]
    page.set_viewport_size({"width": width, "height": 900})
    dress(page)
    assert not found, "\n".join(found)


SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }"""
WITH_SPACING = """(css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = css ? [sheet] : [];
}"""
CLIPPED = """() => {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const holder = text.parentElement;
        if (!text.data.trim() || !holder.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        if (holder.closest("script, style, svg, select")) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const lines = [...range.getClientRects()].filter((line) => line.width > 1);
        for (let box = holder; box && box !== document.body; box = box.parentElement) {
            const style = getComputedStyle(box);
            if (style.position === "fixed") break;
            const cuts = (axis) => ["hidden", "clip"].includes(style[`overflow${axis}`]);
            if (!cuts("X") && !cuts("Y")) continue;
            const edge = box.getBoundingClientRect();
            if (edge.width <= 1 && edge.height <= 1) break;  // Words for screen readers alone.
            const lost = lines.some((line) =>
                (cuts("X") && (line.left < edge.left - 1 || line.right > edge.right + 1)) ||
                (cuts("Y") && (line.top < edge.top - line.height / 4 || line.bottom > edge.bottom + line.height / 4)));
            if (lost) found.add(`“${text.data.trim().slice(0, 30)}” in ${box.outerHTML.slice(0, 120)}`);
        }
    }
    return [...found];
}"""
"""Texts that a box cuts off."""


def test_wider_spacing_loses_no_text(visit):
    """WCAG 1.4.12."""
    page, _, _ = visit
    dress(page)
    page.evaluate(WITH_SPACING, SPACING)
    found = page.evaluate(CLIPPED) + sideways(page)
    page.evaluate(WITH_SPACING, "")
    assert not found, "\n".join(found)


TARGETS = """(least) => {
    const BREAKS = new Set(["BR", "HR", "IMG", "FIGURE"]);
    const isInline = (it) => getComputedStyle(it).display.startsWith("inline");
    // The words that stand on the same run of lines as the link but in no link.
    function wordsBeside(link) {
        let block = link.parentElement;
        while (isInline(block)) block = block.parentElement;
        let runs = [""], own = 0;
        (function walk(node) {
            for (const child of node.childNodes) {
                if (child === link) own = runs.length - 1;
                if (child.nodeType === Node.TEXT_NODE) { if (!child.parentElement.closest("a, button")) runs[runs.length - 1] += child.data; }
                else if (child.nodeType !== Node.ELEMENT_NODE || child.matches(".sy-hidden, script, style")) continue;
                else if (BREAKS.has(child.tagName)) runs.push("");
                else if (isInline(child)) walk(child);
                else { runs.push(""); walk(child); runs.push(""); }
            }
        })(block);
        return runs[own].trim();
    }
    const isInRunningText = (it) => it.matches("a") && getComputedStyle(it).display === "inline" && wordsBeside(it) !== "";
    const boxesOf = (it) => [it, ...(it.labels ?? [])].map((part) => part.getBoundingClientRect()).concat(
        ["::before", "::after"].map((part) => getComputedStyle(it, part))
            .filter((style) => style.content !== "none" && style.position === "absolute")
            .map((style) => ({width: parseFloat(style.width), height: parseFloat(style.height)})));
    const controls = "a[href], button, summary, input:not([type=hidden]), select, textarea, [role=button], [role=option], [role=radio], [role=tab]";
    return [...document.querySelectorAll(controls)]
        .filter((it) => it.checkVisibility({opacityProperty: true, visibilityProperty: true}) && it.getBoundingClientRect().width > 1)
        .filter((it) => it.getBoundingClientRect().right > 0)  // The skip link waits beside the page.
        .filter((it) => !isInRunningText(it))
        .filter((it) => !boxesOf(it).some((box) => box.width >= least - 0.5 && box.height >= least - 0.5))
        .map((it) => {
            const box = it.getBoundingClientRect();
            const chain = [it.parentElement, it].map((part) => part.tagName.toLowerCase() + [...part.classList].map((name) => `.${name}`).join(""));
            return `${Math.round(box.width)}×${Math.round(box.height)}  ${chain.join(" > ")}  “${(it.innerText || it.ariaLabel || it.name || "").trim().slice(0, 20)}”`;
        });
}"""
"""Targets that are too small. WCAG 2.5.8 excepts links in a sentence, whose line's height they have: here, an
inline ``<a>`` with words of no link beside it before the next break. A link that has its lines to itself is a target."""


def test_targets_are_large_enough_for_any_finger(visit):
    page, _, _ = visit
    dress(page)
    found = page.evaluate(TARGETS, 44)
    assert not found, "\n".join(found)


def test_small_targets_are_noticed_and_links_in_sentences_are_not(chromium):
    with reader(chromium, "about:blank") as page:
        page.set_content(
            "<p>见<a href='/a'>甲</a>。</p><p><a href='/b'>乙</a></p><ul><li><a href='/c'>丙</a><br>注</li><li>第<a href='/d'>丁</a>条</li></ul>"
            "<button style='width: 40px; height: 60px'>戊</button><a href='/e' style='display: block; height: 50px'>己</a>"
        )
        found = page.evaluate(TARGETS, 44)
    assert [line.partition("“")[2] for line in found] == ["乙”", "丙”", "戊”"]


# --- Landmarks, headings, the tree -------------------------------------------------------------


def tree(page) -> list[str]:
    """The accessibility tree, a line for each role and name, without its indentation."""
    lines = page.locator("body").aria_snapshot().splitlines()
    return [re.sub(r"^\s*- |:$", "", line).strip("'") for line in lines if line.lstrip().startswith("- ")]


LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6, [role=heading]")]
    .filter((it) => it.checkVisibility({visibilityProperty: true}) && !it.closest("[aria-hidden=true]"))
    .map((it) => Number(it.ariaLevel ?? it.tagName[1]))"""
"""Each heading's level as the browser tells it. Playwright's own tree goes by the element, whatever its aria-level."""


def headings_out_of_order(levels: list[int]) -> list[str]:
    """What is wrong with the headings: there is one of the first level, and none behind it skips one."""
    if levels.count(1) != 1:
        return [f"{levels.count(1)} headings of the first level"]
    behind = levels[levels.index(1) :]
    jumps = [pair for pair in zip(behind, behind[1:], strict=False) if pair[1] > pair[0] + 1]
    return [f"a heading of level {deeper} below one of level {level}" for level, deeper in jumps]


def test_landmarks_and_headings_are_in_order(visit):
    page, kind, _ = visit
    dress(page)
    if kind.opened == "picture":
        return  # The page behind the dialog is out of reach.
    lines = tree(page)
    found = headings_out_of_order(page.evaluate(LEVELS))
    for role in ("main", "banner", "contentinfo"):
        if (count := page.get_by_role(role).count()) != 1:
            found.append(f"{count} of {role}")
    for role in ("navigation", "region", "complementary", "search", "form"):
        names = [line for line in lines if re.match(rf"{role}\b", line)]
        found += [f"{role} without a name" for line in names if role in ("navigation", "region", "form") and '"' not in line]
        found += [f"twice: {line}" for line in sorted(set(names)) if names.count(line) > 1]
    assert not found, "\n".join(found)


def test_headings_out_of_order_are_noticed():
    assert headings_out_of_order([2, 1, 2, 3, 2, 3]) == []
    assert headings_out_of_order([1, 2, 4]) == ["a heading of level 4 below one of level 2"]
    assert headings_out_of_order([1, 2, 1]) == ["2 headings of the first level"]


def expected_tree(kind: Kind) -> list[str]:
    inner = TREES["kinds"].get(kind.name)
    return TREES["whole"][kind.name] if inner is None else [*TREES["before"], *inner, *TREES["after"]]


def missing_lines(expected: list[str], lines: list[str]) -> list[str]:
    """Those of `expected` that are not there in this order; a line may go on behind what is expected."""
    rest = iter(lines)
    return [want for want in expected if not any(line.startswith(want) for line in rest)]


def test_tree_tells_what_is_on_the_page(visit):
    page, kind, _ = visit
    dress(page)
    lines = tree(page)
    lost = missing_lines(expected_tree(kind), lines)
    assert not lost, "\n".join([*lost[:1], "---", page.locator("body").aria_snapshot()])


def test_line_out_of_order_is_noticed():
    assert missing_lines(["a", "c", "b"], ["a", "b [x]", "c"]) == ["b"]
    assert missing_lines(["a", "b", "c"], ["a", "b [x]", "c"]) == []


# --- The keyboard ------------------------------------------------------------------------------

STOP = """() => {
    const it = document.activeElement;
    if (!it || it === document.body) return null;
    window.syStops ??= [];
    const [style, box] = [getComputedStyle(it), it.getBoundingClientRect()];
    const before = window.syStops.at(-1);
    window.syStops.push(it);
    const middle = document.elementFromPoint(
        Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1), Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 1), innerHeight - 1));
    const places = {skip: ".sy-skip", search: "[role=search], search, .sy-search", columns: "nav[aria-label=栏目]", header: "body > header", main: "main", footer: "body > footer"};
    return {
        place: Object.keys(places).find((place) => it.closest(places[place])) ?? "elsewhere",
        what: `${it.tagName.toLowerCase()} “${(it.innerText || it.ariaLabel || it.name || "").trim().slice(0, 20)}”`,
        is_outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        is_in_sight: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        is_covered: !(middle && (it.contains(middle) || middle.contains(it) || [...(it.labels ?? [])].some((label) => label.contains(middle)))),
        is_in_order: !before || Boolean(before.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_FOLLOWING),
        seen: window.syStops.indexOf(it) < window.syStops.length - 1,
        is_first: window.syStops[0] === it,
    };
}"""


def walk(page, key: str = "Tab", most: int = 400) -> list[dict]:
    """Every stop of the keyboard until it leaves the page, or starts again where it started."""
    stops = []
    page.evaluate("window.syStops = []")
    for _ in range(most):
        page.keyboard.press(key)
        stop = page.evaluate(STOP)
        if stop is None or (stop["is_first"] and len(stops) > 1):
            return stops
        assert not stop["seen"], f"the keyboard is caught at {stop['what']}"
        stops.append(stop)
    raise AssertionError(f"no way out after {most} stops")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", [kind for kind in OF_THE_SHIPPED_SITE if kind.name in ("home", "story-pictured", "bases", "numbers")], ids=str)
def test_keyboard_walks_the_page_in_reading_order_and_is_always_seen(chromium, addresses, kind, width):
    with opened(chromium, addresses, kind, width) as page:
        stops = walk(page)
        back = walk(page, "Shift+Tab")
    assert stops[0]["place"] == "skip" and stops[-1]["place"] == "footer"
    found = [f"{fault}: {stop['what']}" for stop in stops for fault, is_wrong in {
        "no outline": not stop["is_outlined"], "out of sight": not stop["is_in_sight"],
        "covered": stop["is_covered"], "out of order": not stop["is_in_order"], "in no landmark": stop["place"] == "elsewhere",
    }.items() if is_wrong]  # fmt: skip
    order = list(dict.fromkeys(stop["place"] for stop in stops))
    if order != [place for place in ("skip", "header", "columns", "search", "main", "footer") if place in order]:
        found.append(f"parts in the order {order}")
    if [stop["what"] for stop in back] != [stop["what"] for stop in reversed(stops)]:
        found.append("not the same way back")
    assert {"skip", "columns", "search", "main", "footer"} <= set(order)
    assert not found, "\n".join(found)


def test_caught_keyboard_is_noticed(chromium):
    with reader(chromium, "about:blank") as page:
        page.set_content("""<a href="/a">甲</a><a href="/b" onkeydown="if (event.key === 'Tab') event.preventDefault()">乙</a><a href="/c">丙</a>""")
        with pytest.raises(AssertionError, match="caught|no way out"):
            walk(page, most=20)


# --- Motion ------------------------------------------------------------------------------------

MOVING = """() => {
    const seconds = (list) => Math.max(...list.split(",").map((time) => parseFloat(time) * (time.trim().endsWith("ms") ? 0.001 : 1)));
    const found = [];
    for (const it of document.querySelectorAll("*")) for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(it, part);
        if (style.animationName !== "none" && seconds(style.animationDuration) > 0.01) found.push(["animation", it]);
        if (style.transitionProperty !== "none" && seconds(style.transitionDuration) > 0.01) found.push(["transition", it]);
        if (!part && style.scrollBehavior === "smooth") found.push(["smooth scrolling", it]);
    }
    return found.map(([what, it]) => `${what}: ${it.outerHTML.slice(0, 120)}`);
}"""


def test_nothing_moves_for_who_wants_no_motion(visit):
    page, _, _ = visit
    dress(page)
    found = page.evaluate(MOVING)
    assert not found, "\n".join(found)


def test_motion_is_noticed(chromium):
    with reader(chromium, "about:blank") as page:
        page.set_content("<p style='transition: color .2s'>甲</p><p style='transition-duration: 10ms'>乙</p>")
        assert len(page.evaluate(MOVING)) == 1

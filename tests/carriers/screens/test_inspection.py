"""What the check finds on a screen as it really shows; each mistake is planted in one that has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from shuangyong.carriers import Output
from shuangyong.carriers.screens import browser, export, inspection
from shuangyong.carriers.screens.inspection import contrast_of
from shuangyong.carriers.screens.playable import Playable
from shuangyong.problems import Problem

Inspect = Callable[..., list[Problem]]


@pytest.fixture(scope="module")
def window(apart) -> Iterator[browser.Window]:
    """One browser for all of them: starting it takes longest."""
    with ExitStack() as stack:
        yield apart(lambda: stack.enter_context(browser.opened(Path("/nowhere"), "ting", 1280, 720)))
        apart(stack.close)


@pytest.fixture
def inspect(made: Playable, assembly, apart, window: browser.Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inspect:
    """Looks at the brand's slide with more `css`, with words of its HTML exchanged, for so many seconds, without some files."""
    monkeypatch.setattr(browser, "GRACE", 1.0)

    def look(css: str = "", words: tuple[str, str] = ("", ""), seconds: int = 30, without: str = "") -> list[Problem]:
        slide = next(slide for slide in made.slides if slide.item == 0)
        shown = replace(made, slides=(replace(slide, seconds=seconds),), outputs=tuple(_changed(made, css, words, without)), problems=())
        folder = tmp_path / "folder"
        folder.mkdir()
        export.lay_out(shown, assembly.site, folder)
        window.start = folder / "screens" / "ting" / "index.html"
        return apart(inspection.inspect, shown, folder, window)

    return look


def _changed(made: Playable, css: str, words: tuple[str, str], without: str):
    for output in made.outputs:
        if without and re.search(without, output.path):
            continue
        body = output.body
        if output.path.endswith("screen.css"):
            body += css.encode()
        if output.path.endswith("index.html") and words[0]:
            assert words[0].encode() in body
            body = body.replace(*(word.encode() for word in words))
        yield Output(output.path, body, file=output.file)


def rules(problems: list[Problem]) -> set[str]:
    return {problem.rule for problem in problems}


def test_screen_without_a_mistake_has_none(inspect: Inspect) -> None:
    assert inspect() == []


def test_problem_stands_on_the_line_of_its_programme_item(inspect: Inspect, made: Playable, place: Path) -> None:
    (problem,) = inspect(css=".sy-kicker { width: 60px; }")
    lines = (place / made.screen.path).read_text(encoding="utf-8").splitlines()
    assert lines[problem.line - 1] == "  - brand: hongfanchuan"
    assert "1-1" in problem.what


def test_text_beyond_the_edge_is_found(inspect: Inspect) -> None:
    found = inspect(css=".sy-column { margin-left: 640px; }")
    assert rules(found) == {"screen-overflow"} and any("超出了屏幕" in problem.what for problem in found)
    assert any("二维码超出屏幕" in problem.what for problem in found)


def test_text_beyond_its_box_is_found_though_nothing_is_cut(inspect: Inspect) -> None:
    (problem,) = inspect(css=".sy-kicker { width: 60px; }")
    assert problem.rule == "screen-overflow" and "超出了放它的地方" in problem.what


def test_text_that_a_box_cuts_off_is_found(inspect: Inspect) -> None:
    (problem,) = inspect(css=".sy-text { height: 12px; overflow: hidden; }")
    assert problem.rule == "screen-overflow" and "的服务。" in problem.what


def test_texts_over_each_other_are_found(inspect: Inspect) -> None:
    found = inspect(css=".sy-title { position: relative; top: 60px; }")
    assert "screen-overlap" in rules(found) and any("叠在一起" in problem.what for problem in found)


def test_text_under_something_is_found(inspect: Inspect) -> None:
    (problem,) = inspect(css="#dark { display: block !important; opacity: 0.5; }")
    assert problem.rule == "screen-overlap" and "遮住" in problem.what


def test_picture_beyond_the_edge_is_found(inspect: Inspect) -> None:
    found = inspect(css=".sy-picture { margin-left: -400px; }")
    assert any("超出屏幕" in problem.what for problem in found)


def test_character_that_the_fonts_lack_is_found(inspect: Inspect) -> None:
    (problem,) = inspect(words=("优抚对象可以", "优抚对象𰻞𰻞可以"))
    assert problem.rule == "screen-glyph" and "“𰻞”" in problem.what


def test_character_that_only_the_other_font_has_is_found(inspect: Inspect, made: Playable) -> None:
    """As where two stylesheets disagree: the box would take a font of its own, or show a square."""
    found = inspect(css='.sy-title { font-family: "sy-else", sans-serif; }')
    assert any(problem.rule == "screen-glyph" and "sy-else" in problem.what for problem in found)


def test_font_that_is_not_there_is_found(inspect: Inspect) -> None:
    assert "screen-glyph" in rules(inspect(without=r"serif-.*\.woff"))


@pytest.mark.parametrize(("colour", "severity"), [("#6f6f6f", "error"), ("#8f8f8f", "warning")])
def test_low_contrast_is_found(inspect: Inspect, colour: str, severity: str) -> None:
    (problem,) = inspect(css=f".sy-kicker {{ color: {colour} !important; }}")
    assert (problem.rule, problem.severity) == ("screen-contrast", severity)
    assert "品牌项目" in problem.what


def test_contrast_is_held_on_solemn_days_and_in_grey_too(inspect: Inspect) -> None:
    (problem,) = inspect(css=".is-sober .sy-kicker { color: #555555; }")
    assert problem.rule == "screen-contrast" and "庄重的日子" in problem.what


def test_colours_that_only_grey_makes_alike_are_found(inspect: Inspect) -> None:
    css = ".sy-kicker { color: #00ff00 !important; background: #3a0000; } .is-grey .sy-kicker { filter: grayscale(1); background: #ff2a2a; }"
    (problem,) = inspect(css=css)
    assert problem.rule == "screen-contrast" and "灰色显示时" in problem.what


def test_veil_over_the_letters_counts(inspect: Inspect) -> None:
    (problem,) = inspect(css=".sy-kicker { opacity: 0.3; }")
    assert problem.rule == "screen-contrast"


def test_text_on_a_picture_is_found(inspect: Inspect) -> None:
    found = inspect(css=".sy-credit { position: relative; top: -200px; background: none; }")
    assert any(problem.rule == "screen-contrast" and "压在照片上" in problem.what for problem in found)


def test_small_type_is_found(inspect: Inspect) -> None:
    (problem,) = inspect(css=".sy-text { font-size: 20px; }")
    assert problem.rule == "screen-small" and "20 像素" in problem.what


def test_small_type_of_the_code_is_found(inspect: Inspect) -> None:
    (problem, *_) = inspect(css="#code { font-size: 10px; }")
    assert problem.rule == "screen-small"


@pytest.mark.parametrize(("seconds", "said"), [(3, "来不及看"), (91, "太长")])
def test_time_that_is_too_short_or_too_long_is_found(inspect: Inspect, seconds: int, said: str) -> None:
    (problem,) = inspect(seconds=seconds)
    assert (problem.rule, problem.severity) == ("screen-seconds", "warning") and said in problem.what


def test_picture_that_is_not_there_is_found(inspect: Inspect) -> None:
    found = inspect(without=r"^photos/")
    assert rules(found) <= {"screen-picture", "screen-broken"} and found
    assert all(problem.severity == "error" for problem in found)


def test_picture_larger_than_it_is_is_found(inspect: Inspect) -> None:
    css = ".sy-picture { width: 3000px; height: 2250px; margin: -1000px; }"
    assert any("放大到" in problem.what and problem.severity == "warning" for problem in inspect(css=css))


def test_picture_out_of_shape_is_found(inspect: Inspect) -> None:
    (problem,) = inspect(css=".sy-picture { height: 200px; }")
    assert "变了形" in problem.what


def test_code_too_small_for_a_telephone_is_found(inspect: Inspect) -> None:
    found = inspect(css=".sy-slide .sy-qr { width: 70px; height: 70px; }")
    assert any(problem.rule == "screen-qr" and "1." in problem.what for problem in found)


def test_code_that_cannot_be_read_is_found(inspect: Inspect) -> None:
    (problem,) = inspect(css=".sy-slide .sy-qr { -webkit-filter: blur(6px); filter: blur(6px); }")
    assert problem.rule == "screen-qr" and "扫不出来" in problem.what


def test_code_that_says_something_else_is_found(inspect: Inspect) -> None:
    (problem,) = inspect(words=("二维码：https://site.example/sy/brands", "二维码：https://site.example/sy/stories"))
    assert problem.rule == "screen-qr" and "别的网址" in problem.what


def test_without_a_reader_of_codes_their_size_alone_counts(inspect: Inspect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "can_read_codes", lambda: False)
    assert inspect(css=".sy-slide .sy-qr { -webkit-filter: blur(6px); filter: blur(6px); }") == []


def test_neutral_slide_is_looked_at_too(inspect: Inspect, made: Playable) -> None:
    (problem,) = inspect(css=".sy-standby__name { font-size: 10px !important; }")
    assert problem.rule == "screen-small" and problem.what.startswith("待机画面")


def test_slide_that_never_comes_is_said_and_the_others_are_still_looked_at(inspect: Inspect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "PATIENCE", 1.0)
    (problem,) = inspect(without=r"player\.js")
    assert problem.rule == "screen-broken" and "1-1" in problem.what


def test_what_the_build_found_is_told_as_well(made: Playable, window: browser.Window, tmp_path: Path) -> None:
    known = Problem(made.screen.path, made.screen.line("valid_until"), "screen-expires", "快到期了。", "请改。", "warning")
    (tmp_path / "screens" / "ting").mkdir(parents=True)
    (tmp_path / "screens" / "ting" / "screen.css").write_text("")
    assert inspection.inspect(replace(made, slides=(), problems=(known,)), tmp_path, window) == [known]


WHITE, BLACK, GREY = [255, 255, 255, 1], [0, 0, 0, 1], [119, 119, 119, 1]


@pytest.mark.parametrize(
    ("ink", "behind", "ratio"),
    [
        (BLACK, [[WHITE]], 21.0),
        (GREY, [[WHITE]], 4.478),  # The well-known #777 on white.
        (WHITE, [[BLACK, GREY]], 4.478),  # A gradient counts where it is worst.
        ([0, 0, 0, 0.5], [[WHITE]], 3.977),  # Half-transparent ink is a mixture.
        (BLACK, [[[0, 0, 0, 0.5]], [WHITE]], 5.281),  # So is a veil behind it.
        (BLACK, [], 21.0),  # Behind everything is the browser's white.
    ],
)
def test_contrast_is_that_of_wcag(ink, behind, ratio: float) -> None:
    assert contrast_of({"ink": ink, "behind": [behind], "grey": False}) == pytest.approx(ratio, abs=0.01)

"""Each card is drawn once, whatever happens meanwhile."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from shuangyong.drawing import store
from shuangyong.drawing.cards import Card
from shuangyong.drawing.draw import draw_card
from shuangyong.drawing.store import MANY, kept_card, kept_cards, name_of

CARD = Card("双拥之窗", "双拥故事", "红帆船先行", "2014年", "依据：报纸专版")


def cards(count: int) -> list[Card]:
    return [replace(CARD, title=f"红帆船先行，第{number}次") for number in range(count)]


@pytest.fixture
def no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(item: object) -> None:
        raise AssertionError(f"drawn again: {item}")

    monkeypatch.setattr(store, "_draw", fail)


def test_a_card_is_kept_as_drawn(tmp_path: Path) -> None:
    path = kept_card(CARD, tmp_path / "cards")
    assert path.parent == tmp_path / "cards"
    assert path.read_bytes() == draw_card(CARD)


def test_a_card_that_is_there_is_not_drawn_again(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    first = kept_cards(cards(3), tmp_path)
    request.getfixturevalue("no_drawing")
    assert kept_cards(cards(3), tmp_path) == first
    with pytest.raises(AssertionError, match="drawn again"):
        kept_cards(cards(4), tmp_path)


def test_one_changed_word_is_one_card_drawn(tmp_path: Path) -> None:
    before = set(kept_cards(cards(3), tmp_path).values())
    changed = [replace(CARD, title="改过的题目"), *cards(3)[1:]]
    after = kept_cards(changed, tmp_path)
    assert len(set(after.values()) - before) == 1
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.parametrize("field", ["site_name", "kicker", "title", "when", "source"])
def test_every_word_is_in_the_name(field: str) -> None:
    assert name_of(replace(CARD, **{field: "别的"})) != name_of(CARD)


def test_words_that_move_from_one_place_to_another_are_another_card() -> None:
    assert name_of(replace(CARD, when="", source="2014年")) != name_of(replace(CARD, when="2014年", source=""))


def test_another_edition_is_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = name_of(CARD)
    monkeypatch.setattr(store, "edition", lambda: "another")
    assert name_of(CARD) != before


def test_what_draws_a_card_is_its_edition() -> None:
    """The same in another process, and every module that drawing loads of this room counts in it."""
    code = (
        "import sys; from shuangyong.drawing import store, draw; from shuangyong.drawing.cards import Card;"
        "import pathlib; read = []; old = pathlib.Path.read_bytes;"
        "pathlib.Path.read_bytes = lambda self: (read.append(self.name), old(self))[1];"
        "print(store.edition());"
        "used = {m.rpartition('.')[2] + '.py' for m in sys.modules if m.startswith('shuangyong.drawing.')} | {'headline.py'};"
        "print(sorted(used - set(read) - {'store.py'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [store.edition(), "[]"]


def test_many_at_once_are_the_same_pictures(tmp_path: Path) -> None:
    many = cards(MANY * 3)
    paths = kept_cards(many, tmp_path)
    assert list(paths) == many
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in paths.values()}
    for card in many[::7]:
        assert paths[card].read_bytes() == draw_card(card)


def test_an_empty_file_left_by_a_power_cut_is_drawn_again(tmp_path: Path) -> None:
    path = tmp_path / name_of(CARD)
    path.touch()
    assert kept_card(CARD, tmp_path).read_bytes() == draw_card(CARD)


def test_a_run_that_fails_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        kept_card(CARD, tmp_path)
    assert list(tmp_path.iterdir()) == []


_ENDLESS = """
import sys
from pathlib import Path
from shuangyong.drawing.store import kept_cards
sys.path.insert(0, {tests!r})
from drawing.test_store import cards

if __name__ == "__main__":
    kept_cards(cards(400), Path(sys.argv[1]))
"""


def test_a_run_killed_at_any_moment_leaves_only_whole_pictures(tmp_path: Path) -> None:
    program, folder = tmp_path / "draws.py", tmp_path / "cards"
    program.write_text(_ENDLESS.format(tests=str(Path(__file__).parent.parent)), encoding="utf-8")
    run = subprocess.Popen([sys.executable, str(program), str(folder)])
    deadline = time.monotonic() + 120
    while len(whole(folder)) < 20:
        assert run.poll() is None and time.monotonic() < deadline
        time.sleep(0.01)
    run.kill()
    run.wait()
    settled(folder)
    assert 20 <= len(whole(folder)) < 400
    for path in whole(folder):
        Image.open(io.BytesIO(path.read_bytes())).load()


def whole(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.png")) if folder.is_dir() else []


def settled(folder: Path) -> None:
    """Waits until nothing more comes: the workers of a run that was killed end with it."""
    deadline = time.monotonic() + 60
    count = -1
    while (now := len(whole(folder))) != count:
        assert time.monotonic() < deadline, "somebody draws on"
        count = now
        time.sleep(1)


def test_two_runs_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from drawing.test_store import *; kept_cards(cards(7), Path(sys.argv[1]))"
    path = os.pathsep.join([str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")])
    runs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], env={**os.environ, "PYTHONPATH": path}) for _ in range(2)]
    assert [run.wait() for run in runs] == [0, 0]
    assert {file.name for file in tmp_path.iterdir()} == {name_of(card) for card in cards(7)}


def test_leavings_of_killed_runs_are_cleared_away_and_those_in_work_are_not(tmp_path: Path) -> None:
    old, new = tmp_path / ".tmp-old", tmp_path / ".tmp-new"
    for file in (old, new):
        file.write_bytes(b"half")
    os.utime(old, (time.time() - 2 * 3600,) * 2)
    kept_card(CARD, tmp_path)
    assert (old.exists(), new.exists()) == (False, True)


def test_nothing_to_draw_loads_no_picture(tmp_path: Path) -> None:
    kept_card(CARD, tmp_path)
    code = (
        "import sys; from pathlib import Path; from shuangyong.drawing.cards import Card; from shuangyong.drawing.store import kept_card;"
        f"kept_card({CARD!r}, Path(sys.argv[1])); sys.exit('PIL' in sys.modules or 'jieba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)]).returncode == 0

"""What may be shown when: the player's pure functions, asked in the browser."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from conftest import REPOSITORY

CASES: dict[str, Any] = yaml.safe_load((REPOSITORY / "tests/cases/schedule.yml").read_text(encoding="utf-8"))
END = 1_797_868_800
"""2026-12-22 00:00 in Shanghai."""
ZONES = {name: [[_from if _from == 0 else _from.timestamp(), minutes] for _from, minutes in table] for name, table in CASES["zones"].items()}
FREE = {"days": [], "from": None, "until": None, "first": None, "last": None}
ASK = """([kind, it]) => {
  if (kind === "slides") return { plays: mayPlay(it.slide, it.zone, it.now) };
  if (kind === "hours") return { lit: isLit(it.hours, it.zone, it.now), change: nextChange(it.hours, it.zone, it.now) };
  if (kind === "expired") return { expired: isExpired({ valid_until: it.end }, it.now, it.floor) };
  const slides = "abcd".split("").map((id) => ({ id }));
  const may = (slide) => it.may.includes(slide.id);
  const idOf = (slide) => slide && slide.id;
  return { next: idOf(choose(slides, it.at, 1, may)), back: idOf(choose(slides, it.at, -1, may)), ahead: upcoming(slides, it.at, 4, may).join("") };
}"""


def seconds(value: Any) -> Any:
    return value.timestamp() if hasattr(value, "timestamp") else value


def question(kind: str, case: dict[str, Any]) -> dict[str, Any]:
    asked = {key: seconds(value) for key, value in case.items()}
    asked["end"] = END
    asked["zone"] = ZONES[case.get("zone", "shanghai")]
    if kind == "slides":
        keys = {key: asked[key] for key in FREE if key in asked}
        asked["slide"] = {**FREE, **keys, "everyday": not keys}
    if kind == "hours":
        asked["hours"] = [{"days": days, "on": on, "off": off} for days, on, off in case["hours"]]
    return asked


@pytest.fixture(scope="module")
def pure(chromium):
    """A page that knows the pure functions and nothing else, in a zone far from the site's."""
    folder = REPOSITORY / "overrides/screen/player"
    page = chromium.new_context(timezone_id="America/Los_Angeles").new_page()
    page.add_script_tag(content="\n".join((folder / f"{name}.js").read_text(encoding="utf-8") for name in ("schedule", "choose", "rests")))
    yield page
    page.context.close()


@pytest.mark.parametrize("kind", ["slides", "hours", "expired", "order"])
def test_every_case_of_the_table(pure, kind):
    answers = {"slides": ("plays",), "hours": ("lit", "change"), "expired": ("expired",), "order": ("next", "back", "ahead")}[kind]
    wrong = []
    for case in CASES[kind]:
        told = pure.evaluate(ASK, [kind, question(kind, case)])
        wanted = {key: seconds(case[key]) for key in answers}
        if told != wanted:
            wrong.append(f"{case}: {told}")
    assert not wrong, "\n".join(wrong)


def test_change_is_where_the_light_changes_and_nowhere_before(pure):
    """Against the plainest way: every minute of ten days."""
    found = pure.evaluate(
        """([zone, now]) => {
            const hours = [{ days: [1, 3], on: 1200, off: 90 }, { days: [5, 6, 7], on: 540, off: 1020 }, { days: [7], on: 1020, off: 30 }];
            const wrong = [];
            for (let at = now; at < now + 8 * 86400; at += 1380) {
                let minute = Math.floor(at / 60) * 60 + 60;
                while (isLit(hours, zone, minute) === isLit(hours, zone, at)) minute += 60;
                if (nextChange(hours, zone, at) !== minute) wrong.push([at, minute, nextChange(hours, zone, at)]);
            }
            return wrong;
        }""",
        [ZONES["newyork"], 1_793_300_000],
    )
    assert found == []


def test_rests_grow_up_to_half_an_hour_and_begin_anew_after_a_success(pure):
    found = pure.evaluate(
        """() => {
            let now = 0;
            const rests = createRests({ ran: () => now });
            const slide = { id: "a" };
            const wait = () => { const begun = now; while (rests.isResting(slide)) now += 1000; return (now - begun) / 1000; };
            const waits = [];
            for (let times = 0; times < 8; times += 1) { rests.begin(slide); waits.push(wait()); }
            rests.end(slide);
            rests.begin(slide);
            waits.push(wait());
            rests.begin(slide);
            rests.endAll();
            return [waits, rests.isResting(slide), rests.isResting({ id: "constructor" })];
        }"""
    )
    assert found == [[30, 60, 120, 240, 480, 960, 1800, 1800, 30], False, False]

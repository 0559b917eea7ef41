"""The gate: what does not pass it is in no carrier."""

from __future__ import annotations

import datetime as dt

from making import TODAY, figure, library, manuscript
from shuangyong.manuscripts.captions import parse_album
from shuangyong.manuscripts.library import Clearance, Library, Publishable

WITHDRAWN = {"on": "2026-11-20", "reason": "内容有误"}


def ids(found: Publishable) -> set[str]:
    return {item.id for item in found.manuscripts}


def test_drafts_stay_inside_and_the_preview_shows_them() -> None:
    found = library(manuscript("stories/2026/draft.md", draft=True), manuscript("stories/2026/ready.md"))
    assert ids(found.publishable()) == {"ready"}
    assert ids(found.publishable(preview=True)) == {"ready", "draft"}


def test_future_story_is_hidden_until_its_day() -> None:
    tomorrow = manuscript("stories/2026/tomorrow.md", published="2026-11-23")
    found = library(tomorrow, manuscript("stories/2026/today.md", published="2026-11-22 23:59"))
    assert ids(found.publishable(today=TODAY)) == {"today"}
    assert ids(found.publishable(today=TODAY + dt.timedelta(days=1))) == {"today", "tomorrow"}
    assert ids(found.publishable(today=TODAY, preview=True)) == {"today", "tomorrow"}


def test_of_what_was_withdrawn_only_the_notice_remains() -> None:
    gone = manuscript("stories/2026/gone.md", title="撤下的故事", withdrawn=WITHDRAWN)
    for preview in (False, True):
        found = library(gone).publishable(preview=preview)
        assert found.manuscripts == ()
        assert found.get("story", "gone") is found.at("stories/2026/gone.md") is None
        (notice,) = found.withdrawals
        assert (notice.address, notice.title, notice.notice.reason) == ("stories/2026/gone/", "撤下的故事", "内容有误")


def test_a_draft_that_was_withdrawn_leaves_no_notice() -> None:
    """It never went out: a notice would be the first that anybody hears of it."""
    found = library(manuscript("stories/2026/x.md", draft=True, withdrawn=WITHDRAWN)).publishable()
    assert (found.manuscripts, found.withdrawals) == ((), ())


def test_the_latest_withdrawal_stands_first() -> None:
    days = ("2026-01-01", "2026-03-01", "2026-02-01")
    items = [manuscript(f"stories/2026/{day}.md", withdrawn={"on": day, "reason": "误"}) for day in days]
    assert [w.src_uri[13:23] for w in library(*items).publishable().withdrawals] == ["2026-03-01", "2026-02-01", "2026-01-01"]


SIGNED, OTHER = "stories/2026/signed.md", "stories/2026/other.md"


def test_where_texts_are_signed_only_those_named_as_signed_go_out() -> None:
    """What nobody said anything of stays inside: a mistake in the desk's account must not let it out."""
    found = library(manuscript(SIGNED), manuscript(OTHER), manuscript("about/x.md"))
    assert ids(found.publishable(Clearance(frozenset()))) == set()
    assert ids(found.publishable(Clearance(frozenset({SIGNED})))) == {"signed"}


def test_a_signature_lets_no_draft_out_and_nothing_before_its_day() -> None:
    clearance = Clearance(frozenset({SIGNED, OTHER}))
    found = library(manuscript(SIGNED, draft=True), manuscript(OTHER, published="2026-11-23"))
    assert ids(found.publishable(clearance, today=TODAY)) == set()


def test_the_preview_shows_the_unsigned_and_says_why_it_waits() -> None:
    clearance = Clearance(frozenset({SIGNED}), {OTHER: "待复审"})
    found = library(manuscript(SIGNED), manuscript(OTHER), manuscript("about/x.md")).publishable(clearance, preview=True)
    assert ids(found) == {"signed", "other", "x"}
    assert found.held == {OTHER: "待复审", "about/x.md": "未审签"}


def test_a_photo_goes_out_with_those_who_show_it_and_not_by_itself() -> None:
    entries = "".join(f"  - {{file: {s}.jpg, slug: {s}, caption: 甲, alt: 乙, photographer: 丙, rights: 丁, people: none}}\n" for s in "abc")
    album, problems = parse_album("hua", "photos/hua", f"photos:\n{entries}")
    assert not problems
    items = manuscript(SIGNED, cover="hua/a"), manuscript(OTHER, "![图](photo:hua/b)\n"), manuscript("exhibitions/hua.md", album="hua")
    found = Library(items, [album])
    shown = {s: {p.id for p in found.publishable(Clearance(frozenset(s))).photos} for s in ((), (SIGNED,), (SIGNED, OTHER), ("exhibitions/hua.md",))}
    assert list(shown.values()) == [set(), {"hua/a"}, {"hua/a", "hua/b"}, {"hua/a", "hua/b", "hua/c"}]


def test_a_notice_that_nobody_signed_says_nothing_of_its_own() -> None:
    """Whoever withdraws in haste must not publish a title and a reason that way."""
    gone = library(manuscript(SIGNED, title="泄密的题目", withdrawn={"on": "2026-11-20", "reason": "泄密的原因"}))
    assert gone.publishable(Clearance(frozenset())).withdrawals == ()
    (bare,) = gone.publishable(Clearance(frozenset(), once_signed=frozenset({SIGNED}))).withdrawals
    assert (bare.address, bare.notice.on.isoformat()) == ("stories/2026/signed/", "2026-11-20")
    assert "泄密" not in repr(bare)
    (whole,) = gone.publishable(Clearance(frozenset({SIGNED}))).withdrawals
    assert (whole.title, whole.notice.reason) == ("泄密的题目", "泄密的原因")


def test_a_withheld_figure_is_not_there() -> None:
    source = manuscript("sources/paper.md", figures=[figure("f01"), figure("f02", "94处", withheld="不公开")])
    found = library(source).publishable(preview=True)
    assert found.figure("paper/f01") is not None
    assert found.figure("paper/f02") is None
    assert [each.id for each in found.get("source", "paper").meta.figures] == ["f01"]
    assert "94处" not in repr(found.get("source", "paper").meta)


PLACE = {
    "address": "某路1号",
    "transit": ["1号线某站"],
    "coordinates": {"lat": 31.2, "lng": 121.4, "system": "WGS-84", "note": "取自某处"},
    "evidence": [{"where": "https://example.com/"}],
}


def base(**keys):
    return library(manuscript("bases/x.md", **{**PLACE, **keys})).publishable(preview=True).get("base", "x").meta


def test_a_location_not_for_publication_is_nowhere() -> None:
    meta = base(publish_location=False)
    assert (meta.address, meta.coordinates, meta.transit) == (None, None, ())
    assert not any(word in repr(meta) for word in ("某路", "31.2", "某站"))


def test_a_location_for_publication_stays() -> None:
    meta = base()
    assert (meta.address, meta.transit, meta.coordinates.lat) == ("某路1号", ("1号线某站",), 31.2)


def test_evidence_is_never_published() -> None:
    assert base().evidence == ()


def test_the_doubts_about_coordinates_are_not_published() -> None:
    assert base().coordinates.note is None


def test_coordinates_of_an_unknown_system_are_not_published() -> None:
    """Read in the wrong system they lead some 500 m astray."""
    assert base(coordinates={**PLACE["coordinates"], "system": "不明"}).coordinates is None


def test_the_library_itself_keeps_everything() -> None:
    found = library(manuscript("bases/x.md", **PLACE, publish_location=False))
    found.publishable()
    assert found.get("base", "x").meta.address == "某路1号"


def test_what_is_kept_back_cites_nothing() -> None:
    """A brand must not list a draft among its stories."""
    found = library(manuscript("brands/a.md"), manuscript("stories/2026/draft.md", draft=True, brands=["a"]))
    assert found.citing("brand", "a") != ()
    assert found.publishable().citing("brand", "a") == ()

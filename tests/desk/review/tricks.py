"""What a hurried colleague might try: each on files of its own, with words that must then be nowhere.

A trick is a function of the site's folder, after everything in it was signed. Its words are
made of its number, so that nothing else says them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from desk.review.setting import BY, STAGES, Place
from photos.drawn import encoded, scene
from shuangyong.desk.review.digest import Material, digest
from shuangyong.photos.album import originals

TODAY, TOMORROW, YESTERDAY = "2026-11-22", "2026-11-23", "2026-11-21"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
RIGHT = tuple((stage, BY[stage], TODAY) for stage in STAGES)
"""What three signers write on one day."""


@dataclass(frozen=True)
class Trick:
    name: str
    number: int
    do: Callable[[Place, Trick], None]
    docs: dict[str, str] = field(default_factory=dict)
    """What is signed before."""
    photo: dict | None = None
    """Keys of its photo's caption; None where it has no photo."""
    shows: bool = True
    """Whether the words go out where nothing is held back."""

    @property
    def word(self) -> str:
        return f"暗号{STEMS[self.number % 10]}{BRANCHES[self.number % 12]}{'上下'[self.number // 60]}"

    @property
    def file(self) -> str:
        return f"stories/2026/t{self.number:02}.md"

    @property
    def slug(self) -> str:
        return f"tu-{self.number:02}"


TRICKS: list[Trick] = []


def story(word: str, more: str = "", body: str = "", source: str = "paper") -> str:
    return f"---\ntitle: {word}\npublished: 2026-11-22\ndistrict: xuhui\nsources: [{source}]\n{more}---\n{word}正文，一句话。\n\n{body}\n"


def trick(docs: Callable[[Trick], dict[str, str]] | None = None, photo: dict | None = None, shows: bool = True):
    """Registers a trick. Without `docs` it has a signed story to itself; ``{}`` gives it none."""

    def register(do: Callable[[Place, Trick], None]) -> Callable[[Place, Trick], None]:
        bare = Trick(do.__name__, len(TRICKS), do)
        files = docs(bare) if docs else {bare.file: story(bare.word)}
        TRICKS.append(Trick(do.__name__, len(TRICKS), do, files, photo, shows))
        return do

    return register


def none(it: Trick) -> dict[str, str]:
    return {}


# --- Unsigned from the start, or signed by nobody who may ---


@trick(none)
def never_signed(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))


@trick(none)
def two_of_three_stages(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, *RIGHT[:2])


@trick(none)
def last_stage_alone(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, RIGHT[2])


@trick(none)
def one_stage_three_times(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, RIGHT[2], RIGHT[2], RIGHT[2])


@trick(none)
def one_stage_by_three_people(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, ("初审", "甲", TODAY), ("初审", "一号岗", TODAY), ("终审", "丙", TODAY))


@trick(none)
def unregistered_signer(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, *RIGHT[:2], ("终审", "丁", TODAY))


@trick(none)
def name_that_only_looks_registered(place: Place, it: Trick) -> None:
    """U+2F00, a radical, in place of the character 一."""
    place.write(it.file, story(it.word))
    place.claim(it.file, ("初审", "\u2f00号岗", TODAY), *RIGHT[1:])


@trick(none)
def name_with_an_invisible_character(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, *RIGHT[:2], ("终审", "丙\u200b", TODAY))


@trick(none)
def one_person_twice(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, RIGHT[0], ("复审", "一号岗", TODAY), ("终审", "一号岗", TODAY))


@trick(none)
def stage_that_is_not_his(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, ("初审", "乙", TODAY), ("复审", "甲", TODAY), RIGHT[2])


@trick(none)
def signer_who_has_left(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, ("初审", "走了的", YESTERDAY), *RIGHT[1:])


@trick(none)
def signer_who_has_not_begun(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, ("初审", "要来的", TODAY), *RIGHT[1:])


@trick(none)
def stages_in_another_order(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, RIGHT[1], RIGHT[0], RIGHT[2])


@trick(none)
def last_stage_before_the_first(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, RIGHT[0], RIGHT[1], ("终审", "丙", YESTERDAY))


@trick(none)
def signed_tomorrow(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word))
    place.claim(it.file, *RIGHT[:2], ("终审", "丙", TOMORROW))


# --- Digests ---


def with_digest(change: Callable[[str], str]) -> Callable[[Place, Trick], None]:
    def do(place: Place, it: Trick) -> None:
        place.write(it.file, story(it.word))
        place.claim(it.file, *RIGHT, digest=change(place.digest(it.file)))

    return do


@trick(none)
def digest_cut_short(place: Place, it: Trick) -> None:
    with_digest(lambda right: right[:20])(place, it)


@trick(none)
def digest_without_its_parts(place: Place, it: Trick) -> None:
    with_digest(lambda right: right.partition("-")[0])(place, it)


@trick(none)
def digest_of_another_version(place: Place, it: Trick) -> None:
    with_digest(lambda right: right.replace("v1:", "v2:"))(place, it)


@trick(none)
def digest_of_no_version(place: Place, it: Trick) -> None:
    with_digest(lambda right: right.removeprefix("v1:"))(place, it)


@trick(none)
def digest_in_capitals(place: Place, it: Trick) -> None:
    with_digest(str.upper)(place, it)


@trick(none)
def digest_of_bare_text(place: Place, it: Trick) -> None:
    """Whoever has read half of the manual."""
    with_digest(lambda right: "v1:" + hashlib.sha256(story(it.word).encode()).hexdigest() + right.partition("-")[1] + right.partition("-")[2])(
        place, it
    )


# --- Copied ---


@trick()
def sign_offs_copied_from_another_file(place: Place, it: Trick) -> None:
    text = place.read(it.file)
    place.file(it.file).unlink()
    review = text[text.index("review:") : text.index("---\n", 4)]
    place.write(it.file.replace("/t", "/c"), story(it.word + "抄", more=review))


@trick()
def signed_file_copied(place: Place, it: Trick) -> None:
    place.write(it.file.replace("/t", "/c"), place.read(it.file))
    place.file(it.file).unlink()


@trick()
def renamed(place: Place, it: Trick) -> None:
    place.file(it.file).rename(place.file(it.file.replace("/t", "/n")))


@trick()
def moved_to_another_year(place: Place, it: Trick) -> None:
    place.write(it.file.replace("2026", "2025"), place.read(it.file))
    place.file(it.file).unlink()


@trick(lambda it: {f"about/t{it.number}.md": f"---\ntitle: {it.word}\npublished: 2026-11-22\n---\n{it.word}正文。\n"})
def moved_to_another_folder(place: Place, it: Trick) -> None:
    name = f"about/t{it.number}.md"
    place.write(name.replace("about", "help"), place.read(name))
    place.file(name).unlink()


# --- Edited after the last signature ---


@trick()
def comma_changed(place: Place, it: Trick) -> None:
    place.edit(it.file, "正文，一句话", "正文。一句话")


@trick()
def title_changed(place: Place, it: Trick) -> None:
    place.edit(it.file, f"title: {it.word}", f"title: {it.word}改")


@trick()
def summary_added(place: Place, it: Trick) -> None:
    place.edit(it.file, f"title: {it.word}\n", f"title: {it.word}\nsummary: 没有人看过的话\n")


@trick()
def blank_line_added(place: Place, it: Trick) -> None:
    place.write(it.file, place.read(it.file) + "\n")


@trick(lambda it: {it.file: story(it.word, more="draft: true\n")})
def signed_as_a_draft(place: Place, it: Trick) -> None:
    """Signatures on what was not to go out yet are none on what goes out."""
    place.claim(it.file, *RIGHT)
    place.edit(it.file, "draft: true\n", "")


@trick(lambda it: {f"brands/t{it.number}.md": f"---\ntitle: {it.word}\npublished: 2026-11-22\ndistrict: xuhui\ncategory: 优抚项目\nstatus: 在办\n---\n{it.word}。\n"})
def brand_edited(place: Place, it: Trick) -> None:
    place.edit(f"brands/t{it.number}.md", "status: 在办", "status: 历史")


@trick(lambda it: {f"bases/t{it.number}.md": f"---\ntitle: {it.word}\npublished: 2026-11-22\ndistrict: xuhui\ncategory: 专题展馆\nofficial_name: 全称\npublish_location: false\naddress: 某路\n---\n{it.word}。\n"})
def base_whose_place_is_let_out(place: Place, it: Trick) -> None:
    place.edit(f"bases/t{it.number}.md", "publish_location: false\n", "")


@trick(lambda it: {f"districts/t{it.number}.md": f"---\ntitle: {it.word}\nshort: 某\ncity: 上海\n---\n{it.word}。\n"})
def district_edited(place: Place, it: Trick) -> None:
    place.edit(f"districts/t{it.number}.md", "city: 上海", "city: 北京")


@trick(lambda it: {f"calendar/common/t{it.number}.md": f"---\ntitle: {it.word}\nrule: 12-01\n---\n{it.word}。\n"})
def day_moved(place: Place, it: Trick) -> None:
    place.edit(f"calendar/common/t{it.number}.md", "12-01", "12-02")


@trick(lambda it: {f"about/t{it.number}.md": f"---\ntitle: {it.word}\npublished: 2026-11-22\n---\n{it.word}正文。\n"})
def page_edited(place: Place, it: Trick) -> None:
    place.write(f"about/t{it.number}.md", place.read(f"about/t{it.number}.md") + "又一句。\n")


@trick(lambda it: {f"sources/t{it.number}.md": f"---\ntitle: {it.word}\npublished: 2026-11-22\nsource_kind: 报纸专版\nrights: 只据以改写事实\n---\n{it.word}。\n"})
def source_edited(place: Place, it: Trick) -> None:
    place.edit(f"sources/t{it.number}.md", "报纸专版", "报纸特稿")


SCREEN = "---\ntitle: {word}\nsize: 1920x1080\nvalid_until: 2027-05-31\nprogramme:\n  - notice: {word}通知。\n---\n"


@trick(lambda it: {f"screens/t{it.number}.md": SCREEN.format(word=it.word)})
def notice_on_a_screen_changed(place: Place, it: Trick) -> None:
    place.edit(f"screens/t{it.number}.md", "通知。", "紧急通知。")


# --- Photos ---


def with_photo(it: Trick) -> dict[str, str]:
    return {it.file: story(it.word, more=f"cover: hua/{it.slug}\n", body=f"![图](photo:hua/{it.slug})")}


def captions_edited(old: str, new: str) -> Callable[[Place, Trick], None]:
    def do(place: Place, it: Trick) -> None:
        name = "photos/hua/captions.yml"
        before, start, after = place.read(name).partition(f"- file: {it.slug}.jpg")
        own, end, rest = after.partition("\n- file:")
        assert own.count(old) == 1, own
        place.write(name, before + start + own.replace(old, new) + end + rest)

    return do


@trick(with_photo, {})
def original_swapped(place: Place, it: Trick) -> None:
    place.write(f"photos/hua/{it.slug}.jpg", encoded(scene(320, 240, 77)))


@trick(with_photo, {})
def original_swapped_and_the_lock_with_it(place: Place, it: Trick) -> None:
    data = encoded(scene(320, 240, 78))
    place.write(f"photos/hua/{it.slug}.jpg", data)
    lines = [f"{hashlib.sha256(place.file(f'photos/hua/{name}').read_bytes()).hexdigest()}  {name}\n" for name in originals(place.home / "photos/hua")]
    place.write("photos/hua/originals.lock", "".join(lines))


@trick(with_photo, {})
def caption_changed(place: Place, it: Trick) -> None:
    captions_edited("图注。", "另一句图注。")(place, it)


@trick(with_photo, {})
def alternative_text_changed(place: Place, it: Trick) -> None:
    captions_edited("替代文字。", "另一句。")(place, it)


@trick(with_photo, {})
def credit_changed(place: Place, it: Trick) -> None:
    captions_edited("photographer: 王小明", "photographer: 市摄影家协会")(place, it)


@trick(with_photo, {"people": "recognisable", "consent": "同意书1号"})
def consent_changed(place: Place, it: Trick) -> None:
    captions_edited("同意书1号", "同意书2号")(place, it)


@trick(with_photo, {"redact": [[0.1, 0.1, 0.3, 0.3]]})
def redaction_deleted(place: Place, it: Trick) -> None:
    captions_edited("  redact:\n  - - 0.1\n    - 0.1\n    - 0.3\n    - 0.3", "")(place, it)


@trick(with_photo, {"focus": [0.2, 0.2]})
def focus_moved(place: Place, it: Trick) -> None:
    captions_edited("focus:\n  - 0.2\n  - 0.2", "focus:\n  - 0.9\n  - 0.9")(place, it)


@trick(lambda it: {f"exhibitions/t{it.number}.md": f"---\ntitle: {it.word}\npublished: 2026-11-22\nalbum: zhan\n---\n{it.word}。\n"})
def photo_added_to_an_exhibition(place: Place, it: Trick) -> None:
    place.photo("zhan", it.slug, 5, caption=f"{it.word}图注。")


# --- Figures ---


def with_source(it: Trick) -> dict[str, str]:
    figure = "  - {id: f01, as_printed: 600余件, value: 600, unit: 件, status: 实数, what: 作品, note: 原文带余字}\n"
    source = f"---\ntitle: 专版{it.number}\npublished: 2026-11-22\nsource_kind: 报纸专版\nrights: 只据以改写事实\nfigures:\n{figure}---\n"
    body = f"一共[600余件](figure:p{it.number}/f01)。"
    return {f"sources/p{it.number}.md": source, it.file: story(it.word, body=body, source=f"p{it.number}")}


def figure_edited(old: str, new: str) -> Callable[[Place, Trick], None]:
    def do(place: Place, it: Trick) -> None:
        """The source is signed anew as it should be: only who cites it has not looked again."""
        name = f"sources/p{it.number}.md"
        place.edit(name, old, new)
        place.sign(name)

    return do


@trick(with_source)
def value_of_a_figure_changed(place: Place, it: Trick) -> None:
    figure_edited("value: 600", "value: 650")(place, it)


@trick(with_source)
def meaning_of_a_figure_changed(place: Place, it: Trick) -> None:
    figure_edited("what: 作品", "what: 参展人次")(place, it)


@trick(with_source)
def warning_at_a_figure_dropped(place: Place, it: Trick) -> None:
    figure_edited(", note: 原文带余字", "")(place, it)


@trick(with_source)
def status_of_a_figure_changed(place: Place, it: Trick) -> None:
    figure_edited("status: 实数", "status: 目标")(place, it)


@trick(with_source)
def source_no_longer_signed(place: Place, it: Trick) -> None:
    """Its numbers would lead nowhere."""
    place.edit(f"sources/p{it.number}.md", f"title: 专版{it.number}", f"title: 专版{it.number}改")


# --- Through others ---


@trick(lambda it: {it.file.replace("/t", "/s"): story(f"引子{it.number}", body=f"见[一篇](t{it.number:02}.md)。"), it.file: story(it.word, more="draft: true\n")})
def draft_linked_from_a_signed_story(place: Place, it: Trick) -> None:
    assert "review:" in place.read(it.file.replace("/t", "/s"))


@trick(lambda it: {it.file: story(it.word, body="见[表](biao.txt)。"), "stories/2026/biao.txt": "旧表\n"})
def attachment_swapped(place: Place, it: Trick) -> None:
    place.write("stories/2026/biao.txt", f"{it.word}新表\n")


@trick(none)
def attachment_of_an_unsigned_text(place: Place, it: Trick) -> None:
    place.write(it.file, story(it.word, body="见[表](fujian.txt)。"))
    place.write("stories/2026/fujian.txt", f"{it.word}附件\n")


VIDEO = "---\ntitle: {word}\nsize: 1920x1080\nvalid_until: 2027-05-31\nprogramme:\n  - video: screens/t.mp4\n  - notice: {word}\n---\n"


@trick(lambda it: {f"screens/t{it.number}.md": VIDEO.format(word=it.word), "screens/t.mp4": "旧片"})
def video_swapped(place: Place, it: Trick) -> None:
    place.write("screens/t.mp4", "新片")


@trick(none, shows=False)
def title_let_out_as_a_withdrawal(place: Place, it: Trick) -> None:
    more = f"withdrawn: {{on: 2026-11-22, reason: {it.word}}}\n"
    place.write(it.file, story(it.word, more=more))


@trick(none, shows=False)
def title_let_out_as_a_withdrawal_with_copied_sign_offs(place: Place, it: Trick) -> None:
    more = f"withdrawn: {{on: 2026-11-22, reason: {it.word}}}\n"
    place.write(it.file, story(it.word, more=more))
    place.claim(it.file, *RIGHT, digest=f"v1:{'0' * 64}{'-000000' * 5}")


# --- YAML ---


def naively_signed(place: Place, it: Trick, text: str, cut: str) -> None:
    """As if somebody had worked out the digest of `text` without the piece `cut`, which carries the sign-offs.

    ``DIGEST`` in the text becomes that digest. This is what a cutter by lines alone would find right.
    """
    assert cut in text
    right = digest(Material("story", it.file, text.replace(cut, "")))
    place.write(it.file, text.replace("DIGEST", right))


REVIEW = "".join(f"  - stage: {stage}\n    by: {by}\n    on: {on}\n    digest: DIGEST\n" for stage, by, on in RIGHT)
HEAD = "published: 2026-11-22\ndistrict: xuhui\nsources: [paper]\n"


@trick(none)
def title_through_an_anchor_among_the_sign_offs(place: Place, it: Trick) -> None:
    """A fourth entry is no sign-off; its name would be the title, and no signature would cover it."""
    cut = f"review:\n{REVIEW}  - stage: 终审\n    by: &a {it.word}\n    on: 2026-11-22\n    digest: x\n"
    naively_signed(place, it, f"---\n{HEAD}{cut}title: *a\n---\n正文。\n", cut)


@trick(none)
def words_behind_a_line_end_that_only_yaml_knows(place: Place, it: Trick) -> None:
    cut = f"review:\n{REVIEW}".removesuffix("\n") + f"\u2028title: {it.word}\n"
    naively_signed(place, it, f"---\n{HEAD}{cut}---\n正文。\n", cut)


@trick(none)
def words_behind_the_line_end_of_mainframes(place: Place, it: Trick) -> None:
    cut = f"review:\n{REVIEW}".removesuffix("\n") + f"\x85title: {it.word}\n"
    naively_signed(place, it, f"---\n{HEAD}{cut}---\n正文。\n", cut)


@trick(none)
def everything_on_the_line_of_the_sign_offs(place: Place, it: Trick) -> None:
    records = ", ".join(f"{{stage: {s}, by: {by}, on: {on}, digest: 'DIGEST'}}" for s, by, on in RIGHT)
    cut = f"{{review: [{records}], title: {it.word}, published: 2026-11-22, district: xuhui, sources: [paper]}}\n"
    naively_signed(place, it, f"---\n{cut}---\n正文。\n", cut)


@trick(none)
def title_after_the_sign_offs_on_one_line(place: Place, it: Trick) -> None:
    records = ", ".join(f"{{stage: {s}, by: {by}, on: {on}, digest: 'DIGEST'}}" for s, by, on in RIGHT)
    cut = f"review: [{records}], title: {it.word},\n"
    naively_signed(place, it, f"---\n{{\n{cut}published: 2026-11-22, district: xuhui, sources: [paper]}}\n---\n正文。\n", cut)

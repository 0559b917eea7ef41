"""The jury: works under numbers that nobody can trace, scores that count or say why not, selection that touches nothing else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest
import yaml
from PIL import Image, ImageDraw

from shuangyong.manuscripts.captions import Album
from shuangyong.photos.jury import as_json, as_text, choose, jury_id, number_works, tally, with_selected, write_jury
from shuangyong.photos.jury.selecting import CannotSelect

ALBUM = Album("zuopin", "photos/zuopin")
SECRETS = ("甲乙丙", "秘密题目", "IMG_secret", "jiayi", "GPSLatitude")


class Here(Executor):
    """Does the work at once, in this process, and lets its exceptions out."""

    def submit(self, work, *args):
        future = Future()
        future.set_result(work(*args))
        return future


def make_album(folder: Path, count: int = 4, reverse: bool = False) -> Path:
    """Works that differ, half of their entries written; the files and entries in one order or the other."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for number in range(count):
        image = Image.new("RGB", (600, 400), (40 * number % 256, 90, 200 - 30 * number % 200))
        ImageDraw.Draw(image).rectangle((0, 0, 99, 99), fill="white")
        exif = Image.Exif()
        exif[0x013B], exif[0x0112] = "jiayi", 6 if number == 1 else 1
        exif[0x8825] = {1: "N", 2: (31.0, 15.0, 0.0)}
        image.save(folder / f"IMG_secret{number}.jpg", exif=exif, comment=b"jiayi")
        entry = f"file: IMG_secret{number}.jpg\n    slug: jiayi-{number}\n    title: 秘密题目{number}\n    photographer: 甲乙丙\n"
        entries.append(f"  - {entry}")
    text = "title: 试评\nphotos:\n" + "".join(reversed(entries) if reverse else entries)
    (folder / "captions.yml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def originals(tmp_path) -> Path:
    return make_album(tmp_path / "zuopin")


def write(originals: Path, to: Path):
    return write_jury(originals, ALBUM, to, executor=Here())


def rules(problems) -> list[str]:
    return [problem.rule for problem in problems]


# Numbers


def test_numbers_are_the_same_on_every_machine_and_not_in_the_order_of_the_album(tmp_path):
    one, _ = number_works(make_album(tmp_path / "one", 9), ALBUM)
    other, _ = number_works(make_album(tmp_path / "other", 9, reverse=True), ALBUM)
    assert [(work.number, work.sha256) for work in one] == [(work.number, work.sha256) for work in other]
    assert [work.number for work in one] == list(range(1, 10))
    assert [work.slug for work in one] not in (sorted(work.slug for work in one), sorted((work.slug for work in one), reverse=True))


def test_another_album_draws_other_lots(tmp_path):
    folder = make_album(tmp_path / "one", 9)
    one, other = (number_works(folder, Album(name, f"photos/{name}"))[0] for name in ("one", "other"))
    assert [work.slug for work in one] != [work.slug for work in other]


def test_the_lock_stands_in_for_originals_that_are_elsewhere(originals):
    works, _ = number_works(originals, ALBUM)
    (originals / "originals.lock").write_text("".join(f"{work.sha256}  {work.file}\n" for work in works))
    for work in works:
        (originals / work.file).unlink()
    assert number_works(originals, ALBUM) == (works, [])


def test_other_content_is_another_jury(originals, tmp_path):
    works, _ = number_works(originals, ALBUM)
    Image.new("RGB", (600, 400), "red").save(originals / "IMG_secret0.jpg")
    assert jury_id(ALBUM.id, number_works(originals, ALBUM)[0]) != jury_id(ALBUM.id, works)


# The folder


def test_nothing_in_the_folder_leads_back_to_author_title_or_file(originals, tmp_path):
    assert write(originals, tmp_path / "jury").is_written
    for file in (tmp_path / "jury").rglob("*"):
        if file.is_file():
            data = file.read_bytes() + file.relative_to(tmp_path).as_posix().encode()
            assert not [secret for secret in SECRETS if secret.encode() in data], file
            assert file.stat().st_mtime == 946684800
    hashes = [work.sha256 for work in number_works(originals, ALBUM)[0]]
    texts = "".join(file.read_text() for file in (tmp_path / "jury").rglob("*.js*"))
    assert not [digest for digest in hashes if digest[:12] in texts]


@pytest.mark.skipif(not shutil.which("exiftool"), reason="没有装 exiftool")
def test_pictures_carry_no_metadata(originals, tmp_path):
    write(originals, tmp_path / "jury")
    done = subprocess.run(["exiftool", "-json", "-G", "-r", "-ext", "jpg", tmp_path / "jury"], capture_output=True, text=True, check=True)
    groups = {key.split(":")[0] for file in json.loads(done.stdout) for key in file}
    assert groups <= {"SourceFile", "ExifTool", "File", "JFIF", "Composite"}


def test_works_are_upright_and_never_larger_than_a_screen(originals, tmp_path):
    Image.new("RGB", (5000, 1000), "olive").save(originals / "IMG_secret0.jpg")
    write(originals, tmp_path / "jury")
    sizes = {}
    for work in number_works(originals, ALBUM)[0]:
        with Image.open(tmp_path / "jury" / "works" / f"{work.number:03}.jpg") as image:
            sizes[work.file] = image.size
            if work.file == "IMG_secret1.jpg":
                assert min(image.getpixel((image.width - 10, 10))) > 200, "the white corner has turned to the right"
    assert sizes["IMG_secret0.jpg"] == (2560, 512) and sizes["IMG_secret1.jpg"] == (400, 600)


def test_redacted_parts_are_painted_over(originals, tmp_path):
    captions = originals / "captions.yml"
    captions.write_text(captions.read_text().replace("    slug: jiayi-0\n", "    slug: jiayi-0\n    redact: [[0, 0, 0.25, 0.5]]\n"))
    write(originals, tmp_path / "jury")
    number = next(work.number for work in number_works(originals, ALBUM)[0] if work.slug == "jiayi-0")
    for folder in ("works", "stamps"):
        with Image.open(tmp_path / "jury" / folder / f"{number:03}.jpg") as image:
            assert max(image.getpixel((10, 10))) < 60


def test_the_same_album_gives_the_same_bytes(originals, tmp_path):
    write(originals, tmp_path / "one")
    write(originals, tmp_path / "other")
    tops = (tmp_path / "one", tmp_path / "other")
    one, other = ({f.relative_to(top): f.read_bytes() for f in top.rglob("*") if f.is_file()} for top in tops)
    assert one == other and {Path("index.html"), Path("works/001.jpg")} <= set(one)


def test_a_folder_with_other_things_in_it_is_refused_and_left_alone(originals, tmp_path):
    to = tmp_path / "jury"
    to.mkdir()
    (to / "mine.txt").write_text("我的")
    written = write(originals, to)
    assert not written.is_written and rules(written.problems) == ["jury-folder"]
    assert [file.name for file in to.iterdir()] == ["mine.txt"]


def test_an_earlier_jury_folder_is_brought_up_to_date_and_foreign_files_stay(tmp_path):
    originals, to = make_album(tmp_path / "zuopin", 5), tmp_path / "jury"
    write(originals, to)
    (to / "评分-甲.json").write_text("{}")
    make_album(originals, 3)
    for number in (3, 4):
        (originals / f"IMG_secret{number}.jpg").unlink()
    assert write(originals, to).is_written
    assert sorted(file.name for file in (to / "works").iterdir()) == ["001.jpg", "002.jpg", "003.jpg"]
    assert (to / "评分-甲.json").read_text() == "{}"


def test_a_list_that_was_tampered_with_deletes_nothing_of_others(originals, tmp_path):
    to, mine = tmp_path / "jury", tmp_path / "mine.jpg"
    write(originals, to)
    mine.write_text("我的")
    (to / "notes.txt").write_text("我的")
    marker = json.loads((to / "jury.json").read_text())
    marker["files"] += ["../mine.jpg", "notes.txt", str(mine)]
    (to / "jury.json").write_text(json.dumps(marker))
    assert write(originals, to).is_written
    assert mine.exists() and (to / "notes.txt").exists()


def test_one_bad_work_is_named_and_no_folder_is_written(originals, tmp_path):
    (originals / "IMG_secret2.jpg").write_bytes((originals / "IMG_secret2.jpg").read_bytes()[:300])
    written = write(originals, tmp_path / "jury")
    assert not written.is_written and rules(written.problems) == ["photo-truncated"] and "IMG_secret2.jpg" in written.problems[0].what
    assert sorted(path.name for path in tmp_path.iterdir()) == ["zuopin"]


def test_what_cannot_take_part_is_said(originals, tmp_path):
    with (originals / "captions.yml").open("a") as file:
        file.write("  - file: gone.jpg\n    slug: gone\n  - file: IMG_secret0.jpg\n    slug: again\n")
    Image.new("RGB", (9, 9)).save(originals / "extra.jpg")
    _, problems = number_works(originals, ALBUM)
    assert sorted(rules(problems)) == ["jury-missing", "jury-no-entry", "jury-slug"]


def test_worker_processes_write_the_same(originals, tmp_path):
    assert write_jury(originals, ALBUM, tmp_path / "one").is_written
    write(originals, tmp_path / "other")
    for name in ("works/001.jpg", "works.js"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


# Scores


def scores(
    folder: Path, judge: str, given: dict[str, int], recused: tuple[str, ...] = (), name: str | None = None, changes: dict | None = None
) -> Path:
    """A judge's file; `given` and `recused` are by the last figure of the slug; `changes` to the finished content."""
    works, _ = number_works(folder, ALBUM)
    number = {work.slug[-1]: work.number for work in works}
    content = {
        "format": "shuangyong-scores", "version": 1, "album": ALBUM.id, "jury": jury_id(ALBUM.id, works), "judge": judge,
        "scores": {str(number[key]): score for key, score in given.items()}, "recused": [number[key] for key in recused], "remarks": {},
        **(changes or {}),
    }  # fmt: skip
    file = folder.parent / f"{name or judge}.json"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file


def ranking(result) -> list[tuple[int | None, str]]:
    return [(row.rank, row.work.slug[-1]) for row in result.rows]


def test_works_are_ranked_by_the_mean_without_recusals(originals):
    files = [
        scores(originals, "甲", {"0": 5, "1": 9, "2": 8, "3": 1}),
        scores(originals, "乙", {"0": 6, "1": 9, "3": 2}, recused=("2",)),
        scores(originals, "丙", {"0": 7, "1": 6, "2": 8, "3": 3}),
    ]
    result = tally(originals, ALBUM, files)
    assert not result.problems and result.judges == ("丙", "乙", "甲")
    by = {row.work.slug[-1]: row for row in result.rows}
    assert (by["2"].mean, by["2"].spread, by["2"].recused) == (8, 0, ("乙",))
    assert by["1"].mean == 8 and by["1"].spread == pytest.approx(2**0.5)
    assert [rank for rank, _ in ranking(result)] == [1, 1, 3, 4] and by["1"].is_tied and by["2"].is_tied and not by["0"].is_tied


def test_means_that_floating_point_would_part_are_a_tie(originals):
    files = [scores(originals, judge, {"0": a, "1": b, "2": 1, "3": 1}) for judge, a, b in (("甲", 1, 7), ("乙", 2, 1), ("丙", 7, 2))]
    assert [rank for rank, _ in ranking(tally(originals, ALBUM, files))][:2] == [1, 1]


def test_works_with_too_few_scores_are_marked_and_not_ranked(originals):
    given = {"甲": {"0": 5, "1": 4}, "乙": {"0": 6, "1": 4, "3": 10}, "丙": {"0": 6}}
    files = [scores(originals, judge, marks) for judge, marks in given.items()]
    result = tally(originals, ALBUM, files)
    assert result.enough == 2 and ranking(result)[:2] == [(1, "0"), (2, "1")]
    assert [(row.rank, row.is_thin) for row in result.rows[2:]] == [(None, True), (None, True)]
    assert ranking(tally(originals, ALBUM, files, enough=1))[0] == (1, "3")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"format": "x"}, "不是评分文件"),
        ({"version": 2}, "另一个版本"),
        ({"album": "bie"}, "相册“bie”"),
        ({"jury": "0" * 16}, "另一批作品"),
        ({"judge": "  "}, "名字"),
        ({"scores": {"99": 5}}, "编号：99"),
        ({"scores": {"1": 11}}, "“11”"),
        ({"scores": {"1": 0}}, "“0”"),
        ({"scores": {"1": 7.5}}, "7.5"),
        ({"scores": {"1": True}}, "True"),
        ({"scores": {"1": "8"}}, "“8”"),
        ({"scores": {"1": 5}, "recused": [1]}, "又回避"),
        ({"recused": ["x"]}, "编号：x"),
        ({"scores": [5]}, "缺内容"),
    ],
)
def test_a_file_that_cannot_count_says_why_and_is_left_out(originals, changes, says: str):
    good, bad = scores(originals, "甲", {"0": 5}), scores(originals, "乙", {"0": 9}, changes=changes)
    result = tally(originals, ALBUM, [good, bad])
    assert result.judges == ("甲",) and result.has_errors
    assert says in "".join(problem.what for problem in result.problems)
    assert all(problem.path.endswith("乙.json") and problem.fix for problem in result.problems)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[", b"[" * 100_000, b"null", b'"x"', b"12"])
def test_a_broken_file_is_named(originals, tmp_path, data: bytes):
    (tmp_path / "x.json").write_bytes(data)
    assert rules(tally(originals, ALBUM, [tmp_path / "x.json"]).problems) == ["jury-scores"]


def test_a_file_that_is_not_there_is_named(originals, tmp_path):
    assert rules(tally(originals, ALBUM, [tmp_path / "gone.json"]).problems) == ["jury-scores"]


def test_two_opinions_of_one_judge_count_not_at_all(originals):
    files = [scores(originals, "甲 ", {"0": 5}, name="一"), scores(originals, "甲", {"0": 6}, name="二"), scores(originals, "乙", {"0": 7})]
    result = tally(originals, ALBUM, files)
    assert result.judges == ("乙",) and result.has_errors and "两份" in result.problems[0].what


def test_the_same_file_twice_counts_once(originals):
    files = [scores(originals, "甲", {"0": 5}, name="一"), scores(originals, "甲", {"0": 5}, name="二")]
    result = tally(originals, ALBUM, files)
    assert result.judges == ("甲",) and not result.has_errors and rules(result.problems) == ["jury-double"]


def test_the_table_lines_up_and_json_holds_everything(originals):
    files = [scores(originals, "甲", {"0": 5, "1": 8, "2": 8}), scores(originals, "乙", {"0": 6, "1": 8, "2": 8}, recused=("3",))]
    result = tally(originals, ALBUM, files)
    lines = as_text(result).splitlines()
    assert lines[0].startswith("名次") and "并列" in lines[1] and "5.50" in lines[3] and "评分太少" in lines[4] and "评委 2 位" in lines[5]
    data = json.loads(json.dumps(as_json(result), ensure_ascii=False))
    assert data["ranking"][0]["mean"] == 8 and data["ranking"][2]["scores"] == {"乙": 6, "甲": 5} and data["judges"] == ["乙", "甲"]


# Selection


@pytest.fixture
def tied(originals):
    """0 before 1 and 2, which tie, before 3."""
    return tally(originals, ALBUM, [scores(originals, "甲", {"0": 9, "1": 8, "2": 8, "3": 1})])


@pytest.mark.parametrize(
    ("take", "ties", "chosen", "is_said"),
    [(1, "none", "0", False), (2, "none", "0", True), (2, "all", "012", True), (3, "none", "012", False), (3, "all", "012", False),
     (4, "none", "0123", False), (9, "none", "0123", True), (0, "all", "", False)],
)  # fmt: skip
def test_ties_at_the_border_are_never_parted_silently(tied, take: int, ties, chosen: str, is_said: bool):
    choice = choose(tied, take, ties)
    assert choice.slugs == {f"jiayi-{figure}" for figure in chosen} and bool(choice.notes) == is_said
    assert set(choice.at_the_border) == ({"jiayi-1", "jiayi-2"} if take == 2 else set())


CAPTIONS = [
    "# 头\n"
    "photos:\n"
    "  # 甲的\n"
    "  - file: 'a.jpg'   # 引号\n"
    "    slug: a\n"
    "    medium: 摄影\n"
    "    brand: x\n"
    "\n"
    "  - file: b.jpg\n"
    '    slug: "b"\n'
    "    selected: true # 先前\n",
    "photos:\n"
    "- slug: b\n"
    "  selected:\n"
    "  file: b.jpg\n"
    "- {file: a.jpg, slug: a}\n"
    "- {file: c.jpg, slug: c}\n"
    "title: 尾\n",
    "title: 甲\r\n"
    "photos:\r\n"
    "  - file: a.jpg\r\n"
    "    slug: a\r\n"
    "    caption: |\r\n"
    "      一行\r\n"
    "      两行\r\n"
    "    alt: >-\r\n"
    "      折\r\n"
    "      行\r\n"
    "  - file: b.jpg\r\n"
    "    slug: b",
    "\ufeffphotos:\n"
    "  - brand: x\n"
    "    slug: a\n"
    "    redact:\n"
    "      - [0, 0, 1, 1]\n"
    "    # 后面的话\n"
    "  - slug: b\n"
    "    order: 1\n"
    "    selected: false\n",
    "photos:\n"
    "  - file: a.jpg\n"
    "    slug: a\n"
    "    caption: 很长的\n"
    "      第二行\n"
    "  - file: b.jpg\n"
    "    slug: b\n"
    "\n"
    "\n"
    "# 完\n",
]
"""Comments, quotes, blocks, either line end, a mark, with and without the key."""


@pytest.mark.parametrize("text", CAPTIONS)
@pytest.mark.parametrize("chosen", [set(), {"a"}, {"a", "b", "c"}])
def test_selected_is_set_and_nothing_else_is_touched(text: str, chosen: set[str]):
    done = with_selected(text, chosen)
    before, after = yaml.safe_load(text), yaml.safe_load(done)
    for entry in before["photos"]:
        entry["selected"] = entry["slug"] in chosen
    assert after == before
    # Without what was set, every byte is as it was.
    strip = re.compile(r"(^[ -]*selected:.*(\r?\n|$)|,? selected: (true|false))", re.M)
    assert strip.sub("", done).rstrip("\r\n") == strip.sub("", text).rstrip("\r\n")
    assert with_selected(done, chosen) == done


def test_a_trailing_comma_is_made_use_of():
    assert with_selected("photos:\n- {file: c.jpg, slug: c,}\n", set()) == "photos:\n- {file: c.jpg, slug: c, selected: false}\n"


def test_a_comment_behind_the_value_stays():
    assert "    selected: false # 先前\n" in with_selected(CAPTIONS[0], set())


def test_the_new_line_stands_where_a_draft_would_put_it():
    assert "    medium: 摄影\n    selected: true\n    brand: x\n" in with_selected(CAPTIONS[0], {"a"})


@pytest.mark.parametrize("text", [
    "photos: [\n",
    "photos:\n  - &甲\n    slug: a\n  - <<: *甲\n    slug: b\n    selected: true\n    selected: false\n",
])
def test_what_cannot_be_set_cleanly_is_refused(text: str):
    with pytest.raises(CannotSelect):
        with_selected(text, {"a"})


def test_hundreds_of_entries_are_set_in_seconds():
    import time

    rest = "    caption: 图注\n    alt: 替代\n    rights: 授权\n"
    text = "photos:\n" + "".join(f"  - file: {n}.jpg\n    slug: s{n}\n{rest}" for n in range(600))
    begun = time.monotonic()
    assert with_selected(text, {"s5"}).count("selected: false") == 599
    assert time.monotonic() - begun < 10

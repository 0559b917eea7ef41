"""What only shows when all manuscripts are seen together."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..problems import Problem, nearest, softened
from .library import Library, Manuscript, id_of
from .links import Link, find_bypasses, find_comments, resolve
from .models import KIND_NAMES, Day, Page, Screen
from .reader import Reading
from .refs import references


def check(reading: Reading, today: dt.date) -> Iterator[Problem]:
    """Every problem between the manuscripts of `reading`; `today` is for tables that run out."""
    yield from _same_twice(reading.library.manuscripts)
    for item in reading.library.manuscripts:
        problems = _alone(item, reading, today)
        yield from (softened(problem) for problem in problems) if item.meta.draft else problems


def _alone(item: Manuscript, reading: Reading, today: dt.date) -> Iterator[Problem]:
    yield from _references(item, reading)
    yield from _unsourced(item, reading)
    yield from _links(item, reading)
    if isinstance(item.meta, Day):
        yield from _table_end(item, item.meta, today)
    if isinstance(item.meta, Page):
        yield from _home_only(item)
    if isinstance(item.meta, Screen):
        yield from _programme(item, item.meta, reading)


def same_text(shown: str, printed: str) -> bool:
    """Whether a figure is shown as printed, spaces and digit grouping apart."""
    return _plain(shown) == _plain(printed)


def _plain(text: str) -> str:
    text = re.sub(r"(?<=\d)[,，](?=\d{3})", "", text)
    return re.sub(r"\s", "", text)


def _same_twice(items: Sequence[Manuscript]) -> Iterator[Problem]:
    by_address: dict[str, Manuscript] = {}
    by_id: dict[tuple[str, str], Manuscript] = {}
    by_number: dict[int, Manuscript] = {}
    for item in sorted(items, key=lambda item: item.src_uri):
        twin = by_address.setdefault(item.address.lower(), item)
        if twin is not item:
            what = f"与 {twin.path} 的网址相同（/{item.address}）。"
            yield Problem(item.path, 1, "duplicate-address", what, "请改掉其中一个的文件名。")
        elif (twin := by_id.setdefault((item.kind, item.id), item)) is not item:
            what = f"与 {twin.path} 的代号相同（{item.id}）。"
            yield Problem(item.path, 1, "duplicate-id", what, "同类稿件的文件名不能相同，请改掉其中一个。")
    # What has been given a number keeps it: the later one is to change.
    for item in sorted(items, key=lambda item: (item.meta.published.date if item.meta.published else dt.date.min, item.src_uri)):
        if number := getattr(item.meta, "number", None):
            twin = by_number.setdefault(number, item)
            if twin is not item:
                what = f"短号 {number} 已经给了 {twin.path}。"
                yield Problem(item.path, item.line("number"), "duplicate-number", what, "请换一个没有用过的短号。")


def _is_out(item: Manuscript) -> bool:
    """Whether nobody may see it, whatever the day."""
    return item.meta.draft or item.meta.withdrawn is not None


def _unsourced(item: Manuscript, reading: Reading) -> Iterator[Problem]:
    """A published text whose source is not: its numbers would lead nowhere."""
    for source in () if _is_out(item) else reading.library.named(item.meta.sources, "source"):
        if _is_out(source):
            why = "已撤下" if source.meta.withdrawn else "还是草稿"
            what = f"资料来源 {source.id} {why}，根据它写的稿件却要发布。"
            yield Problem(item.path, item.line("sources"), "source-out", what, "请先发布那个来源，或把这篇也改成草稿、撤下。")


def _references(item: Manuscript, reading: Reading) -> Iterator[Problem]:
    for kind, target, location in references(item.meta):
        line = item.line(*location)
        if kind == "photo":
            yield from _photo(item.path, line, target, reading.library)
        elif kind == "album":
            yield from _album(item.path, line, target, reading.library)
        elif kind == "figure":
            yield from _figure(item.path, line, target, None, reading)
        elif (kind, target) not in reading.seen and reading.library.get(kind, target) is None:
            yield _unknown(item.path, line, kind, target, {i.id: i.title for i in reading.library.of(kind)})


_SCHEMES = ("", "http", "https", "mailto", "tel", "figure", "photo")


def _links(item: Manuscript, reading: Reading) -> Iterator[Problem]:
    for line in find_comments(item.body):
        what = "<!-- --> 里的话会原样留在网页里，谁都看得到。"
        yield Problem(item.path, item.body_line + line, "html-comment", what, "请删掉，内部的话不要写在稿件里。")
    for line, written in find_bypasses(item.body):
        fix = "请用英文括号写成 [文字](网址) 的样子。"
        yield Problem(item.path, item.body_line + line, "link", f"“{written}…”这种写法的链接没法核对。", fix)
    for link in item.links:
        if link.scheme == "figure":
            yield from _figure(item.path, link.line, link.rest, link.text, reading)
        elif link.scheme not in _SCHEMES:
            fix = "请写相对链接，或以 https:// 开头的网址。"
            yield Problem(item.path, link.line, "link", f"链接“{link.target}”不能用在网页上。", fix)
        elif link.is_image and link.scheme in ("http", "https"):
            what = f"图片“{link.target}”在别的网站上。"
            yield Problem(item.path, link.line, "link", what, "本站的网页不向别处要东西，请去掉这张图。")
        elif link.scheme == "photo" and not link.is_image:
            fix = f"要放照片，请在前面加英文叹号：![说明](photo:{link.rest})。"
            yield Problem(item.path, link.line, "photo", f"“{link.target}”只能当照片放，不能当链接。", fix)
        elif link.scheme == "photo":
            yield from _photo(item.path, link.line, link.rest, reading.library)
        elif not link.scheme:
            yield from _file_link(item, link, reading)


def _figure(path: str, line: int, target: str, shown: str | None, reading: Reading) -> Iterator[Problem]:
    cited = reading.library.figure(target)
    if cited is None:
        source = target.partition("/")[0]
        if ("source", source) not in reading.seen or reading.library.get("source", source):
            yield _unknown_figure(path, line, target, reading)
        return
    figure = cited.figure
    if figure.withheld:
        yield Problem(path, line, "figure-withheld", f"数字 {target} 不对外（{figure.withheld}）。", "请去掉这个链接和这个数字。")
    elif shown is not None and not same_text(shown, figure.shown):
        what = f"写的是“{shown}”，来源 {target} 印的是“{figure.shown}”。"
        yield Problem(path, line, "figure-text", what, f"请一字不差写成“{figure.shown}”。")


def _unknown_figure(path: str, line: int, target: str, reading: Reading) -> Problem:
    """One number is as like another as f12 is like f19: only the same one, f1 for f01, is guessed."""
    source, slash, name = target.partition("/")
    if not reading.library.get("source", source):
        return _unknown(path, line, "figure", target, {figure.id: figure.figure.what for figure in reading.library.figures})
    if not slash:
        what, fix = f"“{target}”只是资料来源的代号，没有写是哪个数字。", f"请写成 {source}/数字代号，如 {source}/f01。"
    else:
        same = next((each.id for each in reading.library.figures if _unpadded(each.id) == _unpadded(target)), None)
        what = f"资料来源 {source} 里没有代号为“{name}”的数字。"
        fix = f"您是不是想写 {same}？" if same else "请到那篇资料来源的 figures 里核对，或先在那里加上。"
    return Problem(path, line, "unknown-id", what, fix)


def _unpadded(id: str) -> str:
    return re.sub(r"(?<!\d)0+(?=\d)", "", id).lower()


def _unknown(path: str, line: int, kind: str, target: str, titles: Mapping[str, str]) -> Problem:
    """`titles` are those of what there is, by id: people write 红帆船 where hongfanchuan is meant."""
    by_title = {title: id for id, title in titles.items()}
    near = nearest(target, titles) or by_title.get(nearest(target, by_title) or "")
    fix = f"您是不是想写 {near}？" if near else "请核对代号，或先建好那篇稿件。"
    if re.search("[，、]", target):
        fix = "请用英文逗号隔开几个代号，如 [甲, 乙]。"
    return Problem(path, line, "unknown-id", f"没有代号为“{target}”的{KIND_NAMES[kind]}。", fix)


def _photo(path: str, line: int, target: str, library: Library) -> Iterator[Problem]:
    album, slash, slug = target.partition("/")
    if not slash:
        yield Problem(path, line, "photo", f"“{target}”没有写明是哪本相册。", "请写成 相册/照片短名，如 xuanchuanhua/hongfanchuan。")
    elif library.album(album) is None:
        yield from _album(path, line, album, library)
    elif not library.album(album).is_sound:
        what, fix = f"相册 {album} 的图注还没有写好，照片“{slug}”读不到。", f"请先改好 {library.album(album).captions_path}。"
        yield Problem(path, line, "photo", what, fix)
    elif library.photo(target) is None:
        known = {photo.id: photo.caption.title or "" for photo in library.album(album).photos}
        near = nearest(target, known)
        fix = f"您是不是想写 {near}？" if near else f"请在 {library.album(album).captions_path} 里加上 slug: {slug} 这一项。"
        yield Problem(path, line, "unknown-id", f"相册 {album} 里没有短名为“{slug}”的照片。", fix)


def _album(path: str, line: int, target: str, library: Library) -> Iterator[Problem]:
    if library.album(target) is None:
        yield _unknown(path, line, "album", target, {album.id: album.title or "" for album in library.albums})


def _raw_photo(path: str, line: int, target: str) -> Problem:
    what = f"“{target}”是相机或手机的原文件，里面常有拍摄位置，不能直接发布。"
    return Problem(path, line, "photo", what, "请把它放进 photos 下面的相册，写好图注，再写 ![说明](photo:相册/照片短名)。")


_PHOTOS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".heif", ".avif", ".bmp")


def _file_link(item: Manuscript, link: Link, reading: Reading) -> Iterator[Problem]:
    """A link to a file that is not there. Whether a generated page is, shows when all pages are known."""
    place = resolve(item.src_uri, link.target)
    if place is None:
        what = f"链接“{link.target}”从网站根目录写起，换个地方部署就会断。"
        yield Problem(item.path, link.line, "link", what, "请写成相对链接，如 ../../brands/hongfanchuan.md。")
        return
    path = place[0]
    if path.lower().endswith(_PHOTOS):
        # A camera's file carries the place and the device; only the photo work may publish it.
        yield _raw_photo(item.path, link.line, link.target)
    elif path.lower().endswith(".md"):
        if path not in reading.pages and not _is_generated(path):
            yield _dead_link(item, link, "页面", path, {id_of(page): page for page in sorted(reading.pages)})
    elif path not in reading.assets:
        by_name = {posixpath.basename(asset): asset for asset in sorted(reading.assets)}
        page = f"{path}.md" if f"{path}.md" in reading.pages else f"{path}/index.md" if link.target.endswith("/") else None
        yield _dead_link(item, link, "文件", path, by_name, page)


def _is_generated(src_uri: str) -> bool:
    """Whether a page without a manuscript may stand here: the front of a folder."""
    return posixpath.basename(src_uri) == "index.md"


def check_page_links(library: Library, pages: Iterable[str], kept_back: Iterable[str]) -> Iterator[Problem]:
    """Links to Markdown files that will not be pages.

    `pages` are the paths below docs/ of every page of the site, generated ones included;
    `kept_back` those of manuscripts that are not published: a link to one becomes plain text.
    """
    pages = set(pages)
    known = pages | set(kept_back)
    for item in library.manuscripts:
        for link in item.links:
            place = resolve(item.src_uri, link.target)
            if place and place[0].lower().endswith(".md") and place[0] not in known:
                yield _dead_link(item, link, "页面", place[0], {id_of(page): page for page in sorted(pages)})


def _dead_link(
    item: Manuscript, link: Link, called: str, path: str, by_name: Mapping[str, str], meant: str | None = None
) -> Problem:
    """`called` is what it should lead to and `path` where below docs/; `by_name` is what there is.

    The names alone are compared: a folder in common makes two paths look alike.
    """
    name = id_of(path) if called == "页面" else posixpath.basename(path)
    meant = meant or by_name.get(nearest(name, by_name) or "")
    if "\\" in link.target:
        fix = "请把反斜线 \\ 改成 /。"
    elif link.target.startswith("www."):
        fix = f"外站的网址请写全：https://{link.target}。"
    elif meant:
        fix = f"您是不是想写 {posixpath.relpath(meant, posixpath.dirname(item.src_uri) or '.')}？"
    else:
        fix = "请核对文件名，或把文件放进 docs。"
    return Problem(item.path, link.line, "link", f"链接“{link.target}”指的{called}不存在。", fix)


def _home_only(item: Manuscript) -> Iterator[Problem]:
    """What only the front page shows, written elsewhere."""
    for key in ("stories", "brands", "bases", "figures"):
        if getattr(item.meta, key) and item.src_uri != "index.md":
            yield Problem(item.path, item.line(key), "unknown-key", f"“{key}”只在首页 index.md 里有用。", "请去掉这一项。")


_VIDEOS = (".mp4", ".webm")


def _programme(item: Manuscript, meta: Screen, reading: Reading) -> Iterator[Problem]:
    """Videos that are not there, and things that a screen would leave out without a word."""
    for position, entry in enumerate(meta.programme):
        if entry.video:
            yield from _video(item, item.line("programme", position, "video"), entry.video, reading)
        named = [(entry.thing, getattr(entry, entry.thing))] if entry.thing in KIND_NAMES else []
        named += [("source", figure.partition("/")[0]) for figure in entry.figures]
        for target in filter(None, (reading.library.get(*one) for one in dict.fromkeys(named))):
            if _is_out(target) and not _is_out(item):
                why = "已撤下" if target.meta.withdrawn else "还是草稿"
                what = f"节目单里的{KIND_NAMES[target.kind]} {target.id} {why}，屏上不会有。"
                yield Problem(item.path, item.line("programme", position), "programme", what, "请换一项，或去掉这一项。", "warning")
    if meta.viewing_distance_m and not meta.pixel_pitch_mm:
        what = "写了观看距离，没有写点间距，算不出字要多大。"
        fix = "请加上 pixel_pitch_mm：屏宽的毫米数除以横向像素数。"
        yield Problem(item.path, item.line("viewing_distance_m"), "programme", what, fix, "warning")


def _video(item: Manuscript, line: int, path: str, reading: Reading) -> Iterator[Problem]:
    if not path.lower().endswith(_VIDEOS):
        yield Problem(item.path, line, "video", f"屏上放不了“{path}”这种文件。", "请转成 MP4（H.264）。")
    elif path not in reading.assets:
        near = nearest(path, reading.assets)
        fix = f"您是不是想写 {near}？" if near else "请把视频放进 docs，写从 docs 起的路径，如 screens/welcome.mp4。"
        yield Problem(item.path, line, "video", f"视频“{path}”不存在。", fix)


def check_shown_figures(item: Manuscript, shown: Iterable[tuple[str, str]], reading: Reading) -> Iterator[Problem]:
    """Figure links that Markdown made although the text, read by itself, did not seem to hold them.

    `shown` is what stands in the rendered text, as (figure, shown text).
    """
    seen = {(link.rest, same) for link in item.links if link.scheme == "figure" for same in [_plain(link.text)]}
    for target, text in shown:
        if (target, _plain(text)) not in seen:
            yield from _figure(item.path, item.body_line, target, text, reading)


def _table_end(item: Manuscript, meta: Day, today: dt.date) -> Iterator[Problem]:
    if meta.dates and max(meta.dates.values()) < today + dt.timedelta(days=365):
        last = max(meta.dates)
        what = f"“{item.title}”的日期表只到 {last} 年。"
        yield Problem(item.path, item.line("dates", last), "dates-end", what, f"请补上 {last + 1} 年及以后的日期。", "warning")

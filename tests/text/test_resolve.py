from __future__ import annotations

import pytest

from shuangyong.text import with_addresses


def find(scheme: str, rest: str) -> str | None:
    """A carrier that puts everything below its scheme, and does not have what is called gone."""
    return None if "gone" in rest else f"/{scheme}/{rest}"


def test_neutral_links_get_their_address() -> None:
    html = '<p><a class="sy-figure" href="figure:paper/f01" title="出处">600余件</a>见<a href="doc:brands/x.md#锚"><em>红帆船</em></a></p>'
    assert with_addresses(html, find) == (
        '<p><a class="sy-figure" href="/figure/paper/f01" title="出处">600余件</a>'
        '见<a href="/doc/brands/x.md#锚"><em>红帆船</em></a></p>'
    )


def test_a_link_to_what_is_not_published_becomes_its_text() -> None:
    html = '<p>见<a href="doc:stories/gone.md">一篇<em>草稿</em></a>和<a href="doc:stories/x.md">一篇故事</a>。</p>'
    assert with_addresses(html, find) == '<p>见一篇<em>草稿</em>和<a href="/doc/stories/x.md">一篇故事</a>。</p>'


def test_other_links_stay() -> None:
    html = '<a href="https://example.com/?a=1&amp;b=2" rel="noopener">外站</a><a href="#锚">本页</a><a id="x">点</a>'
    assert with_addresses(html, find) == html


def test_images_get_their_address() -> None:
    assert with_addresses('<img alt="图" src="asset:a/b.png" />', find) == '<img alt="图" src="/asset/a/b.png" />'


def test_the_finder_sees_what_was_written_and_html_stays_sound() -> None:
    """An address with & or a quotation mark neither breaks out of its attribute nor is escaped twice."""
    seen = []

    def record(scheme: str, rest: str) -> str:
        seen.append(rest)
        return '/a?x=1&y="2"'

    html = with_addresses('<a href="asset:a&amp;b.pdf">附件</a>', record)
    assert seen == ["a&b.pdf"]
    assert html == '<a href="/a?x=1&amp;y=&quot;2&quot;">附件</a>'


def test_a_link_across_lines_is_resolved() -> None:
    assert with_addresses('<a href="doc:x.md">一段\n两行</a>', find) == '<a href="/doc/x.md">一段\n两行</a>'


# --- Photos ---


def placed(id: str, is_alone: bool) -> str | None:
    return None if "gone" in id else f"<b>{id} {'alone' if is_alone else 'within'}</b>"


def photo(id: str) -> str:
    return f'<img alt="图" loading="lazy" src="photo:{id}" />'


@pytest.mark.parametrize(
    ("html", "resolved"),
    [
        (f'<figure class="sy-photo">{photo("a/b")}</figure>\n<p>文</p>', "<b>a/b alone</b>\n<p>文</p>"),
        (f"<p>前{photo('a/b')}后</p>", "<p>前<b>a/b within</b>后</p>"),
        (f'<p>前</p>\n<figure class="sy-photo">{photo("a/gone")}</figure>\n<p>后</p>', "<p>前</p>\n<p>后</p>"),
        (f"<p>one\n{photo('a/gone')}\ntwo</p>", "<p>one\n\ntwo</p>"),
        (f'<p><a href="doc:x.md">{photo("a/gone")}</a></p>', ""),
        (f'<p><a href="doc:x.md">{photo("a/gone")}</a>文</p>', "<p>文</p>"),
        (f'<p><a href="doc:x.md">{photo("a/b")}</a></p>', '<p><a href="/doc/x.md"><b>a/b within</b></a></p>'),
        ('<p><a id="x"></a></p>\n<p></p>', '<p><a id="x"></a></p>\n<p></p>'),
    ],
    ids=["alone", "within", "alone-gone", "within-gone", "linked-gone", "linked-gone-beside-words", "linked", "others-stay"],
)
def test_a_photo_is_placed_or_leaves_nothing(html: str, resolved: str) -> None:
    assert with_addresses(html, find, placed) == resolved


def test_a_carrier_without_pictures_shows_none() -> None:
    assert with_addresses(f'<figure class="sy-photo">{photo("a/b")}</figure>', find) == ""

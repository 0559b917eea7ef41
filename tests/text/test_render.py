"""A manuscript's text in the forms carriers want: HTML with neutral addresses, plain text, sections."""

from __future__ import annotations

import markdown
import pytest
from markdown.preprocessors import Preprocessor

from making import manuscript
from shuangyong.text import Text, Texts


def rendered(body: str, src_uri: str = "stories/2026/x.md") -> Text:
    return Texts().of(manuscript(src_uri, body))


# --- Links ---


@pytest.mark.parametrize(
    ("link", "html"),
    [
        ("[600余件](figure:paper/f01)", '<a class="sy-figure" href="figure:paper/f01">600余件</a>'),
        ("[红帆船](../../brands/hongfanchuan.md)", '<a href="doc:brands/hongfanchuan.md">红帆船</a>'),
        ("[锚](y.md#组织领导)", '<a href="doc:stories/2026/y.md#组织领导">锚</a>'),
        ("[附件](../../files/a.pdf)", '<a href="asset:files/a.pdf">附件</a>'),
        ("[本页](#组织领导)", '<a href="#组织领导">本页</a>'),
        ("[外站](https://example.com/a.md)", '<a href="https://example.com/a.md" rel="noopener">外站</a>'),
        ("[邮件](mailto:a@example.com)", '<a href="mailto:a@example.com">邮件</a>'),
    ],
)
def test_links_are_neutral_until_a_carrier_resolves_them(link: str, html: str) -> None:
    assert rendered(link).html == f"<p>{html}</p>"


def test_images_are_neutral_and_load_lazily() -> None:
    html = rendered("![展厅](a.png)").html
    assert 'src="asset:stories/2026/a.png"' in html
    assert 'alt="展厅"' in html
    assert 'loading="lazy"' in html


def test_links_are_neutral_from_where_each_manuscript_stands() -> None:
    texts = Texts()
    first = texts.of(manuscript("stories/2026/x.md", "[甲](a.md)"))
    second = texts.of(manuscript("about/x.md", "[甲](a.md)"))
    assert ("doc:stories/2026/a.md" in first.html, "doc:about/a.md" in second.html) == (True, True)


# --- Photos ---


def test_a_photo_alone_in_its_paragraph_is_a_neutral_figure() -> None:
    html = rendered("前文。\n\n![说明](photo:show/boat)\n\n后文。\n").html
    assert html == (
        '<p>前文。</p>\n<figure class="sy-photo"><img alt="说明" loading="lazy" src="photo:show/boat" /></figure>\n<p>后文。</p>'
    )


def test_a_photo_among_words_stays_there() -> None:
    html = rendered("前![说明](photo:show/boat)后。\n").html
    assert "<figure" not in html and html.startswith("<p>前<img")


def test_other_images_are_no_figures() -> None:
    assert "<figure" not in rendered("![展厅](a.png)\n").html


def test_photos_leave_nothing_in_the_plain_text() -> None:
    text = rendered("前文。\n\n![说明](photo:show/boat)\n\n后![说明](photo:show/boat)文。\n")
    assert text.plain == "前文。\n后文。"
    assert "说明" not in text.excerpt()


# --- Headings and sections ---

SECTIONED = "开头一段。\n\n## 组织领导\n\n第一节。\n\n- 甲\n- 乙\n\n### AI与双拥\n\n## 组织领导\n\n又一节。\n"


def test_anchors_keep_han_characters() -> None:
    assert [section.anchor for section in rendered(SECTIONED).sections] == ["", "组织领导", "ai与双拥", "组织领导_1"]


def test_sections_hold_the_text_beneath_their_heading() -> None:
    found = [(s.level, s.title, s.text) for s in rendered(SECTIONED).sections]
    assert found == [(0, "", "开头一段。"), (2, "组织领导", "第一节。\n甲\n乙"), (3, "AI与双拥", ""), (2, "组织领导", "又一节。")]


def test_the_table_of_contents_is_nested() -> None:
    first, second = rendered(SECTIONED).toc
    assert ([child["name"] for child in first["children"]], second["name"]) == (["AI与双拥"], "组织领导")


def test_anchors_begin_anew_in_every_manuscript() -> None:
    texts = Texts()
    texts.of(manuscript("about/x.md", "## 甲\n"))
    assert texts.of(manuscript("about/y.md", "## 甲\n")).sections[0].anchor == "甲"


# --- Plain text ---


def test_plain_text_has_no_markup() -> None:
    text = rendered("征集[600余件](figure:paper/f01)，**选展**&lt;200&gt;件。\n\n<!-- 备注 -->\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n")
    assert text.plain == "征集600余件，选展<200>件。\n甲\n乙\n1\n2"


def test_white_space_is_folded_and_a_space_that_was_meant_is_kept() -> None:
    assert rendered("热土  新篇。\n\nMaterial for\nMkDocs。\n").plain == "热土 新篇。\nMaterial for MkDocs。"


def test_a_wrapped_paragraph_is_one_line_of_plain_text() -> None:
    assert rendered("第一行\n第二行。\n").plain == "第一行第二行。"


def test_a_footnote_is_plain_text_without_its_arrow() -> None:
    assert rendered("正文[^1]。\n\n[^1]: 出处。\n").plain == "正文。\n出处。"


def test_an_excerpt_is_cut_with_an_ellipsis() -> None:
    text = rendered("双" * 100)
    assert text.excerpt(10) == "双" * 9 + "…"
    assert rendered("双" * 10).excerpt(10) == "双" * 10


def test_a_text_without_a_word_is_empty() -> None:
    assert rendered("\n", "about/x.md").is_empty
    assert not rendered("字", "about/x.md").is_empty


# --- Tables ---


def test_a_table_scrolls_in_its_own_box() -> None:
    html = rendered("前文。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n后文。\n").html
    assert html.count("<table>") == html.count('class="sy-scroll"') == 1
    before, _, rest = html.partition('<div aria-label="表格1" class="sy-scroll" role="region" tabindex="0"><table>')
    assert before.startswith("<p>前文。</p>")
    assert rest.index("</table></div>") < rest.index("后文。")


# --- Once for all ---


class Counting(markdown.Extension):
    """Counts conversions."""

    count = 0

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802, Python-Markdown's name
        extension = self

        class Count(Preprocessor):
            def run(self, lines: list[str]) -> list[str]:
                extension.count += 1
                return lines

        md.preprocessors.register(Count(md), "counting", 100)


def test_each_manuscript_is_rendered_once() -> None:
    counting = Counting()
    texts = Texts([counting])
    story, other = manuscript("stories/2026/x.md"), manuscript("stories/2026/y.md")
    assert texts.of(story) is texts.of(story)
    texts.of(other)
    assert counting.count == 2


def test_extensions_of_the_site_take_part() -> None:
    texts = Texts(["def_list"])
    assert "<dl>" in texts.of(manuscript("about/x.md", "甲\n:   乙\n")).html


def test_a_site_cannot_turn_on_marks_beside_headings() -> None:
    """They would stand in the plain text and in search results."""
    texts = Texts(["toc"], {"toc": {"permalink": True}})
    assert texts.of(manuscript("about/x.md", "## 甲\n")).plain == "甲"

"""Word files with all of Word's usual mess: nothing is lost, and every doubt is told."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO
from xml.etree.ElementTree import fromstring

import pytest

from shuangyong.desk.intake import steps
from shuangyong.desk.intake.tape import undone
from shuangyong.desk.intake.word import Read, coverage, read

from .wordfile import (
    cell,
    comment,
    commented,
    deleted,
    document,
    docx,
    drawing,
    field,
    footnote,
    inserted,
    item,
    note_here,
    p,
    part,
    png,
    r,
    table,
    text_box,
)  # fmt: skip

MESS = "".join(
    [
        p("军地情深", style="8"),
        p("本报记者　李明　通讯员　张 红"),
        p("目录项一 1", style="10"),
        p("\u3000\u3000每年春节,区里都到", "<w:proofErr/>", r("驻区部队"), "慰问。今年", inserted("又增加了两项内容"), deleted("照旧进行"), "。"),
        p("一项叫", commented("拥军菜单", 7), "，一项叫", r("安家包", "<w:b/>"), "。", note_here(2), "参加的有120余人。"),
        p("组织领导", style="11"),
        p("区里成立了领导小组,", r("由主要领导任组长", '<w:highlight w:val="yellow"/>'), "，", r("每月开会", "<w:strike/>"), "。"),
        p("服务保障", style="11"),
        item("送书刊", 1),
        item("送讲座", 1),
        item("法律讲座", 1, 1),
        item("健康讲座", 1, 1),
        item("送器材", 1, 2),
        item("第一步", 2),
        p("两步之间的一段话，说明情况。"),
        item("第二步", 2),
        table(
            cell("单位", across=2) + cell("件数"),
            cell("街道", down="restart") + cell("甲街道") + cell("12"),
            cell(down="continue") + cell("乙街道", "另报|一份") + cell(item("其中一件", 1), item("其中两件", 1)),
        ),
        p("图在这里：", text_box(p(drawing("img1", "红旗"), style=""), p("图1　社区里升旗（王小兵 摄）"), p("框里还有一句话。")), "放好了。"),
        p(drawing("img2")),
        p("老兵与学生合影", style="9"),
        p(r("机要内容一句", "<w:vanish/>"), "公开的一句。", '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "已办"),
        p("今天是", field(' DATE \\@ "yyyy年M月d日" ', "2026年3月5日"), "，面积5平方", r("m", ""), r("2", '<w:vertAlign w:val="superscript"/>'), "。"),
        p("算式为<", "<m:oMath><m:r><m:t>S=a×b</m:t></m:r></m:oMath>".join(["", ""]), ">。").replace("算式为<", "算式为&lt;").replace(r(">。"), r("&gt;。")),
        p('<w:hyperlink r:id="web">' + r("区政府网站") + "</w:hyperlink>", "和", '<w:hyperlink r:id="disk">' + r("名单") + "</w:hyperlink>", "。"),
        p("行末软", '<w:r><w:softHyphen/><w:t>连字，手动</w:t><w:br/><w:t>换行以后的话。</w:t></w:r>'),
        p('<w:r><w:object><v:shape><v:imagedata r:id="img3"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12" r:id="ole"/></w:object></w:r>', "表在上面。"),
        p('<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="c"><c:chart r:id="chart"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'),
        p("<w:smartTag><w:r><w:t>智能标记里的字。</w:t></w:r></w:smartTag>", '<w:sdt><w:sdtContent><w:r><w:t>控件里的字。</w:t></w:r></w:sdtContent></w:sdt>'),
        p('<w:moveFrom w:id="5" w:author="王编辑" w:date="2026-03-02T09:00:00Z">' + r("挪走的话") + "</w:moveFrom>", "留下的话。"),
        p('<w:r><w:ruby><w:rt><w:r><w:t>jiá</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>夹</w:t></w:r></w:rubyBase></w:ruby></w:r>', "袄一件。"),
        p('<w:fldSimple w:instr=" SEQ 图 "><w:r><w:t>域里的字</w:t></w:r></w:fldSimple>', "。"),
    ]
)
CHART = '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:v>图表里的数</c:v></c:chartSpace>'


@cache
def mess() -> bytes:
    return docx(
        MESS,
        comments=comment(7, "这个名字要核实") + comment(8, "整篇再压缩一些"),
        footnotes=footnote(2, "见2015年的总结。"),
        headers=p("内部资料　注意保存"),
        parts={
            "word/media/image1.png": png(1),
            "word/media/image2.png": png(2),
            "word/media/image3.emf": b"\1\0\0\0" + b"\0" * 36 + b" EMF" + b"\0" * 60,
            "word/embeddings/sheet.xlsx": b"PK",
            "word/charts/chart1.xml": CHART,
        },
        links={
            "img1": ("image", "media/image1.png"),
            "img2": ("image", "media/image2.png"),
            "img3": ("image", "media/image3.emf"),
            "ole": ("oleObject", "embeddings/sheet.xlsx"),
            "chart": ("chart", "charts/chart1.xml"),
            "web": ("hyperlink", "https://example.com/"),
            "disk": ("hyperlink", "file://server/list.xls"),
        },
    )


@cache
def taken() -> tuple[Read, list, str]:
    """The file taken in, its doubts, and the text as it was before anything was done to it."""
    made = read(mess(), "xiangce")
    steps.clean(made.work)
    steps.arrange(made.work)
    steps.link_figures(made.work, "x")
    return made, made.work.mark(), made.work.tape.original


def text() -> str:
    return taken()[0].work.text


def doubts(rule: str) -> list[str]:
    return [doubt.what for doubt in taken()[1] if doubt.rule == rule]


def bare(words: str) -> str:
    return re.sub(r"[\s\u00ad]", "", words)


# Nothing is lost


def every_run(data: bytes) -> list[str]:
    """All words of all parts, read by nothing but an XML parser."""
    found = []
    with zipfile.ZipFile(BytesIO(data)) as file:
        for name in file.namelist():
            if name.endswith(".xml") and not name.startswith("[") and name not in ("word/styles.xml", "word/numbering.xml"):
                found += [element.text for element in fromstring(file.read(name)).iter() if element.tag.endswith(("}t", "}delText", "}v")) and element.text]
    return found


def test_every_run_of_every_part_is_in_the_draft_its_captions_or_the_report():
    made, _, original = taken()
    told = "".join([original, *(one.text + one.where for one in made.work.leftovers), *(what for one in taken()[1] for what in (one.what,))])
    runs = every_run(mess())
    assert len(runs) > 60
    assert [run for run in runs if bare(run) and bare(run) not in bare(told)] == []


def test_the_changes_taken_back_give_every_word_in_the_order_of_the_document():
    made, _, original = taken()
    assert undone(text(), made.work.tape.changes) == original
    inner = re.sub(r"<mc:Fallback>.*?</mc:Fallback>|<w:rt>.*?</w:rt>", "", MESS)
    flowing = re.sub(r"<w:txbxContent>.*?</w:txbxContent>", "", inner)
    in_order = "".join(re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)</w:", flowing)).replace("&lt;", "<").replace("&gt;", ">")
    rest = iter(bare(original))
    assert all(char in rest for char in bare(in_order)), "in this order, with text boxes behind their paragraphs"


def test_words_in_shapes_that_nobody_knows_come_through():
    odd = docx(p("认得的话。", "<w:unheard><w:r><w:t>不认得的壳里的话。</w:t></w:r></w:unheard>") + "<w:r><w:t>段外的话。</w:t></w:r>")
    assert read(odd, "x").work.text == "认得的话。不认得的壳里的话。\n\n段外的话。\n\n"


def test_words_that_did_not_come_through_would_be_told():
    texts = [("正文", ("来了的话。",)), ("正文", ("没来的", "话。")), ("正文", ("两遍",)), ("正文", ("两遍",))]
    assert list(coverage.lost(texts, "来了的话。两遍", [])) == [("正文", "没来的"), ("正文", "两遍")]


def test_they_stand_in_the_report(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(coverage, "lost", lambda *args: [("正文", "落下的话")])
    work = read(docx(p("甲。")), "x").work
    assert any(one.text == "落下的话" for one in work.leftovers)
    assert [doubt.rule for doubt in work.mark()] == ["lost"]


# What is kept


def test_title_and_byline_find_their_places():
    head = taken()[0].work.head
    assert head.title == "军地情深"
    assert head.byline == {"reporter": "李明", "correspondent": "张红"}


def test_headings_carry_the_numbers_that_word_does_not_store():
    assert re.findall("^## .*$", text(), re.M) == ["## 一、组织领导", "## 二、服务保障"]


def test_lists_nest_and_a_numbered_one_goes_on():
    assert "- 送书刊\n- 送讲座\n    1. 法律讲座\n    2. 健康讲座\n        - 送器材\n\n1. 第一步\n\n" in text()
    assert "\n\n2. 第二步\n" in text()


def test_a_table_with_merged_cells_keeps_every_word_in_its_cell():
    rows = [line for line in text().split("\n") if line.startswith("|")]
    assert rows == [
        "| 单位 |  | 件数 |",
        "| --- | --- | --- |",
        "| 街道 | 甲街道 | 12 |",
        "|  | 乙街道<br>另报\\|一份 | 其中一件<br>其中两件 |",
    ]
    assert any("合并的格子" in what for what in doubts("table"))


def test_a_footnote_is_a_footnote():
    assert "**安家包**。[^1]参加的有[120余人](figure:x/f01)。" in text()
    assert "\n[^1]: 见2015年的总结。\n" in text()


def test_links_that_lead_somewhere_stay_and_others_are_told():
    assert "[区政府网站](https://example.com/)和名单" in text()
    assert any("file://server/list.xls" in what for what in doubts("link"))


def test_symbols_fields_and_wrapped_words_come_through():
    for words in ("公开的一句。", "☑", "智能标记里的字。", "控件里的字。", "域里的字", "夹", "m²"):
        assert words in text(), words
    assert "软连字，手动\n\n换行以后的话。" in text()


def test_signs_of_markdown_are_shown_as_they_were():
    assert "算式为<" in text()


# Pictures


def test_pictures_come_out_byte_for_byte_and_stand_behind_their_paragraphs():
    images = {image.file: image for image in taken()[0].images}
    assert (images["tu-01.png"].data, images["tu-01.png"].alt) == (png(1), "红旗")
    assert images["tu-02.png"].data == png(2)
    assert text().index("放好了。") < text().index("![](photo:xiangce/tu-01)") < text().index("框里还有一句话。") < text().index("![](photo:xiangce/tu-02)")


def test_captions_go_with_their_pictures():
    captions = taken()[0].work.head.photo_captions
    assert captions == {"xiangce/tu-01": "图1 社区里升旗（王小兵 摄）".replace("图1 ", "图1").replace(" 摄", "摄"), "xiangce/tu-02": "老兵与学生合影"}
    assert "升旗" not in text() and "合影" not in text()


def test_a_picture_that_stands_twice_is_one_file():
    twice = docx(p(drawing("a")) + p("中间。") + p(drawing("a")), parts={"word/media/a.png": png()}, links={"a": ("image", "media/a.png")})
    made = read(twice, "x")
    assert [image.file for image in made.images] == ["tu-01.png"]
    assert made.work.text.count("photo:x/tu-01") == 2


def test_a_drawing_that_no_page_can_show_is_marked_where_it_stood():
    emf = b"\1\0\0\0" + b"\0" * 36 + b" EMF" + b"\0" * 60
    work = read(docx(p("前。") + p(drawing("a")) + p("后。"), parts={"word/media/a.emf": emf}, links={"a": ("image", "media/a.emf")}), "x").work
    (doubt,) = work.mark()
    assert "EMF" in doubt.what and "photo:" not in work.text
    assert re.search(r"前。\n+〔疑1〕\n+后。", work.text)


# What the editor is asked


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("revision", "修订（王编辑 2026-03-02）：插入了“又增加了两项内容”"),
        ("revision", "修订（王编辑 2026-03-02）：删去了“照旧进行”"),
        ("revision", "删去了“挪走的话”"),
        ("comment", "批注（李主任 2026-03-03）：“这个名字要核实”"),
        ("colour", "“由主要领导任组长”在Word里标了底色"),
        ("strike", "“每月开会”在Word里画了删除线"),
        ("hidden", "隐藏的文字“机要内容一句”"),
        ("field", "“2026年3月5日”是Word自动更新的内容"),
        ("box", "文本框里的字"),
        ("thing", "原来有公式，没有收进来。里面的字是：“S=a×b”"),
        ("thing", "嵌入的文件（Excel.Sheet.12）"),
        ("thing", "原来有图表，没有收进来。里面的字是：“图表里的数”"),
        ("thing", "注音"),
    ],
)  # fmt: skip
def test_each_doubt_is_reported(rule: str, said: str):
    assert any(said in what for what in doubts(rule)), doubts(rule)


def test_what_was_deleted_or_hidden_is_not_in_the_draft_and_what_was_inserted_is():
    assert "今年又增加了两项内容〔疑" in text()
    for gone in ("照旧进行", "挪走的话", "机要内容"):
        assert gone not in text()


def test_what_lies_around_the_text_is_in_the_report():
    left = {(one.what, bare(one.text)) for one in taken()[0].work.leftovers}
    assert {("页眉", "内部资料注意保存"), ("目录", "目录项一1"), ("批注", "这个名字要核实")} <= left
    assert ("批注（没有指着正文）", "整篇再压缩一些") in left
    assert any(what == "正文里没有用到的图片" and "image3.emf" in names for what, names in left)


# WPS and other dialects


def test_wps_calls_its_headings_by_chinese_names():
    work = read(docx(p("大标题", style="8") + p("第一节", style="3") + p("正文一句。") + p("第二节", style="3") + p("正文两句。")), "x").work
    assert "## 第一节" in work.text.replace("### ", "## ")


def test_bold_lines_by_themselves_are_headings_and_bold_words_stay_bold():
    body = p("题目一行", style="8") + p(r("宣传教育", "<w:b/>")) + p("正文", r("重点 ", "<w:b/>"), "一句。") + p(r("走访慰问", "<w:b/>")) + p("又一句。")
    work = read(docx(body), "x").work
    steps.clean(work)
    steps.arrange(work)
    assert work.text == "## 宣传教育\n\n正文**重点**一句。\n\n## 走访慰问\n\n又一句。\n"


def test_a_table_of_one_column_is_a_frame():
    work = read(docx(table(cell("框里第一段。", "框里第二段。"))), "x").work
    assert "|" not in work.text and "框里第一段。\n\n框里第二段。" in work.text


def test_strict_open_xml_reads_alike():
    usual = document(p("军民一家亲。"))
    strict = usual.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert strict != usual
    assert read(docx(whole=strict), "x").work.text == read(docx(whole=usual), "x").work.text == "军民一家亲。\n\n"


def test_comments_and_changes_in_a_deleted_table_row():
    row = '<w:tr><w:trPr><w:del w:id="9" w:author="王编辑" w:date="2026-03-02T09:00:00Z"/></w:trPr>' + cell("删去的甲") + cell("删去的乙") + "</w:tr>"
    body = table(cell("留下") + cell("也留下")).replace("</w:tbl>", row + "</w:tbl>")
    work = read(docx(body), "x").work
    assert "删去的甲" not in work.text and "删去的甲" in work.tape.original
    assert [doubt.rule for doubt in work.mark()] == ["revision", "revision"]


def test_a_paragraph_mark_taken_out_by_a_change_puts_two_paragraphs_together():
    gone = '<w:rPr><w:del w:id="3" w:author="王编辑"/></w:rPr>'
    work = read(docx(p("前半句", properties=gone) + p("后半句。")), "x").work
    assert work.text == "前半句后半句。\n\n" and work.tape.original == "前半句\n后半句。\n"


def test_settings_of_a_list_that_make_no_sense_do_no_harm():
    odd = part("numbering", '<w:num w:numId="4"><w:abstractNumId w:val="99"/></w:num><w:abstractNum w:abstractNumId="x"><w:lvl w:ilvl="a"/></w:abstractNum>')
    work = read(docx(item("一项", 4) + item("两项", 77), parts={"word/numbering.xml": odd}), "x").work
    assert "一项" in work.text and "两项" in work.text

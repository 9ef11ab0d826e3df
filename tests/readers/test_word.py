"""Word processor documents: automatic numbers as they are shown, tables, text boxes, what is not text."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import docx.document
import docx.enum.style
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

import kjreport
from kjreport.readers import read, read_bytes
from kjreport.readers.tables import ordinal

NAMESPACES = nsdecls("w")
Convert = Callable[[Path, str, str], None]
OUTLINE = (
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
)


def abstract(number: int, levels: Sequence[tuple[str, str]], extra: str = "", start: int = 1) -> str:
    """Return an abstract list definition with the given formats and patterns."""
    written = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{extra}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for index, (style, pattern) in enumerate(levels)
    )
    return (
        f'<w:abstractNum {NAMESPACES} w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{written}</w:abstractNum>'
    )


def instance(number: int, of: int, inside: str = "") -> str:
    """Return a list instance of an abstract definition."""
    return f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{of}"/>{inside}</w:num>'


def restarted(level: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def new_document(*definitions: str) -> docx.document.Document:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for definition in definitions:
        numbering.append(parse_xml(definition))
    return document


def add(document: docx.document.Document, text: str, level: int | None = None, number: int = 1) -> object:
    paragraph = document.add_paragraph(text)
    if level is not None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = number
    return paragraph


def lines(document: docx.document.Document) -> list[str]:
    return read_bytes(bytes_of(document), "报告.docx").text.splitlines()


def bytes_of(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def outline(document: docx.document.Document, levels: str, number: int = 1) -> None:
    for level in levels:
        add(document, "。" if level == "-" else "项", None if level == "-" else int(level), number)


# Definitions, then runs of paragraphs by level (and list), and the numbers that are shown.
CASES = {
    "outline": (
        [abstract(0, OUTLINE), instance(1, 0)],
        [("0112", 1), ("3313", 1), ("012", 1)],
        "一、 （一） （二） 1. ① ② （三） ① 二、 （一） 1.",
    ),
    "text between goes on counting": (
        [abstract(0, OUTLINE), instance(1, 0)],
        [("0-0-12-2", 1)],
        "一、 - 二、 - （一） 1. - 2.",
    ),
    "two instances share the counters": (
        [abstract(0, OUTLINE), instance(1, 0), instance(2, 0)],
        [("0", 1), ("0", 2), ("0", 1)],
        "一、 二、 三、",
    ),
    "an instance that overrides the start begins anew": (
        [abstract(0, OUTLINE), instance(1, 0), instance(2, 0, restarted(0, 1))],
        [("00", 1), ("00", 2)],
        "一、 二、 一、 二、",
    ),
    "an override may begin anywhere": (
        [abstract(0, OUTLINE), instance(1, 0), instance(2, 0, restarted(0, 5))],
        [("0", 1), ("00", 2)],
        "一、 五、 六、",
    ),
    "lists of their own": (
        [abstract(0, OUTLINE), abstract(1, [("upperLetter", "%1)")]), instance(1, 0), instance(2, 1)],
        [("0", 1), ("00", 2), ("0", 1)],
        "一、 A) B) 二、",
    ),
    "numbers of several levels": (
        [abstract(0, [("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")]), instance(1, 0)],
        [("01122", 1), ("01", 1)],
        "1 1.1 1.2 1.2.1 1.2.2 2 2.1",
    ),
    "a level that never begins anew": (
        [abstract(0, OUTLINE, '<w:lvlRestart w:val="0"/>'), instance(1, 0)],
        [("0101", 1)],
        "一、 （一） 二、 （二）",
    ),
    "legal numbers": (
        [abstract(0, [("chineseCounting", "第%1章"), ("decimal", "%1.%2")], "<w:isLgl/>"), instance(1, 0)],
        [("001", 1)],
        "第1章 第2章 2.1",
    ),
    "another start": ([abstract(0, OUTLINE, start=3), instance(1, 0)], [("01", 1)], "三、 （三）"),
}

# It knows neither w:lvlRestart nor w:isLgl.
NOT_IN_LIBREOFFICE = {"a level that never begins anew", "legal numbers"}


@pytest.mark.parametrize("name", CASES)
def test_automatic_numbers(name: str) -> None:
    shown = CASES[name][2].split()
    assert lines(case(name)) == ["。" if mark == "-" else f"{mark}项" for mark in shown]


def case(name: str) -> docx.document.Document:
    definitions, runs, _ = CASES[name]
    document = new_document(*definitions)
    for levels, number in runs:
        outline(document, levels, number)
    return document


def test_libreoffice_shows_the_same_numbers(tmp_path: Path, convert: Convert) -> None:
    names = [name for name in CASES if name not in NOT_IN_LIBREOFFICE]
    for index, name in enumerate(names):
        case(name).save(str(tmp_path / f"{index}.docx"))
    convert(tmp_path, "docx", "txt:Text (encoded):UTF8")
    for index in range(len(names)):
        shown = (tmp_path / f"{index}.txt").read_text(encoding="utf-8-sig").splitlines()
        read_here = read(tmp_path / f"{index}.docx").text.splitlines()
        assert read_here == ["".join(line.split()) for line in shown]


def test_numbers_come_with_paragraph_styles() -> None:
    bound = abstract(0, OUTLINE[:2]).replace("<w:suff", '<w:pStyle w:val="Heading1"/><w:suff', 1)
    bound = bound.replace('<w:lvl w:ilvl="1"', '<w:lvl w:ilvl="1"').replace(
        '<w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/>',
        '<w:pStyle w:val="Heading2"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/>',
    )
    document = new_document(bound, instance(1, 0))
    for name in ("Heading 1", "Heading 2"):
        properties = document.styles[name].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {NAMESPACES}><w:numId w:val="1"/></w:numPr>'))
    based = document.styles.add_style("小标题", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    based.base_style = document.styles["Heading 2"]
    based.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {NAMESPACES}><w:ilvl w:val="1"/></w:numPr>'))
    for text, style in (("甲", "Heading 1"), ("乙", "Heading 2"), ("丙", "小标题"), ("丁", "Heading 1")):
        document.add_paragraph(text, style=style)
    off = document.add_paragraph("无", style="Heading 1")
    off._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0
    assert lines(document) == ["一、甲", "（一）乙", "（二）丙", "二、丁", "无"]


def test_a_number_that_is_not_closed_is_kept_apart() -> None:
    levels = abstract(0, [("decimal", "%1.")]).replace('<w:suff w:val="nothing"/>', "")
    document = new_document(levels, instance(1, 0))
    add(document, "2021年新增37家", 0)
    assert lines(document) == ["1. 2021年新增37家"]


def test_bullets_show_no_number_and_empty_items_count() -> None:
    levels = [("decimal", "%1、"), ("bullet", "\uf06c")]
    document = new_document(abstract(0, levels), instance(1, 0))
    for text, level in (("甲", 0), ("点", 1), ("", 0), ("乙", 0)):
        add(document, text, level)
    assert lines(document) == ["1、甲", "点", "", "3、乙"]


@pytest.mark.parametrize(
    ("style", "first", "twelfth", "beyond"),
    [
        ("decimalZero", "01", "12", "51"),
        ("decimalFullWidth", "１", "１２", "５１"),
        ("decimalEnclosedParen", "⑴", "⑿", "51"),
        ("decimalEnclosedFullstop", "⒈", "⒓", "51"),
        ("decimalEnclosedCircleChinese", "①", "⑫", "51"),
        ("lowerLetter", "a", "l", "yy"),
        ("upperRoman", "I", "XII", "LI"),
        ("chineseCountingThousand", "一", "十二", "五十一"),
        ("ideographDigital", "一", "一二", "五一"),
        ("chineseLegalSimplified", "壹", "壹拾贰", "伍拾壹"),
        ("ideographTraditional", "甲", "乙", "甲"),
        ("ideographZodiac", "子", "亥", "寅"),
        ("unheardOf", "1", "12", "51"),
    ],
)
def test_formats_of_numbers(style: str, first: str, twelfth: str, beyond: str) -> None:
    assert [ordinal(value, style) for value in (1, 12, 51)] == [first, twelfth, beyond]


def test_circled_numbers_reach_fifty() -> None:
    assert "".join(ordinal(n, "decimalEnclosedCircle") for n in (20, 21, 35, 36, 50)) == "⑳㉑㉟㊱㊿"


def test_tables_are_rows_with_a_place_for_each_cell() -> None:
    document = docx.Document()
    document.add_paragraph("主要指标")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("指标", "单位", "数值"), strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(1, 1)).text = "高新技术企业\n总数"
    table.cell(1, 2).text = "209家"
    document.add_paragraph("完")
    source = read_bytes(bytes_of(document), "a.docx")
    assert source.text == "主要指标\n指标 | 单位 | 数值\n高新技术企业 总数 | 209家\n完\n"
    assert [source.locator(source.text.index(text)) for text in ("主要", "单位", "总数", "209", "完")] == [
        "p1",
        "t1r1c2",
        "t1r2c1",
        "t1r2c3",
        "p2",
    ]
    (fact,) = kjreport.analyze(source).facts
    assert (fact.quote, fact.locator) == ("209家", "t1r2c3")


def test_a_table_in_a_cell_is_read_with_it() -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "甲"
    inner = outer.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "乙", "丙"
    assert lines(document) == ["甲 | 乙 丙"]


BOX = """<w:r {namespaces}
  xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
  xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
  xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>
  <mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>
    <w:p><w:r><w:t>框内新增5家</w:t></w:r></w:p><w:p><w:r><w:t>第二段</w:t></w:r></w:p>
  </w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice>
  <mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>
    <w:p><w:r><w:t>框内新增5家</w:t></w:r></w:p>
  </w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""


def test_text_boxes_follow_their_paragraph_once() -> None:
    document = docx.Document()
    document.add_paragraph("正文").add_run()._r.addnext(parse_xml(BOX.format(namespaces=NAMESPACES)))
    document.add_paragraph("下文")
    source = read_bytes(bytes_of(document), "a.docx")
    assert source.text == "正文\n框内新增5家\n第二段\n下文\n"
    assert [place.locator for place in source.places] == ["p1", "box1p1", "box1p2", "p2"]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


# What stands in a paragraph, and what is read of it.
RUNS = {
    "inserted and deleted": (
        '<w:ins w:id="1" w:author="x">' + run("甲") + '</w:ins><w:del w:id="2" w:author="x"><w:r>'
        "<w:delText>乙</w:delText></w:r></w:del>",
        "甲",
    ),
    "links and fields": (
        "<w:hyperlink>"
        + run("甲")
        + '</w:hyperlink><w:fldSimple w:instr="DATE">'
        + run("乙")
        + "</w:fldSimple>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        "甲乙",
    ),
    "hidden": (run("甲", "<w:vanish/>") + run("乙", '<w:vanish w:val="0"/>'), "乙"),
    "breaks": (
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t>"
        '<w:br w:type="page"/><w:t>丁</w:t><w:noBreakHyphen/></w:r>',
        "甲\n乙\t丙丁-",
    ),
    "pinyin above characters": (
        "<w:r><w:ruby><w:rt>"
        + run("bào")
        + "</w:rt><w:rubyBase>"
        + run("报")
        + "</w:rubyBase></w:ruby></w:r>",
        "报",
    ),
}


@pytest.mark.parametrize("name", RUNS)
def test_what_is_shown_is_read(name: str) -> None:
    inside, shown = RUNS[name]
    document = docx.Document()
    document.add_paragraph()._p.extend(parse_xml(f"<w:p {NAMESPACES}>{inside}</w:p>"))
    assert read_bytes(bytes_of(document), "a.docx").text == f"{shown}\n"


def test_content_controls_are_read_but_no_table_of_contents() -> None:
    control = (
        "<w:sdt {0}><w:sdtPr>{1}</w:sdtPr><w:sdtContent>"
        "<w:p><w:r><w:t>{2}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    contents = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    document = docx.Document()
    end = document.element.body[-1]
    end.addprevious(parse_xml(control.format(NAMESPACES, contents, "一、概况 1")))
    end.addprevious(parse_xml(control.format(NAMESPACES, "", "正文")))
    document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("二、计划 2", style="toc 1")
    assert lines(document) == ["正文"]

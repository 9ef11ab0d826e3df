"""PDF documents, written by ReportLab: pages, running heads, page numbers, what cannot be read."""

from __future__ import annotations

import io
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import kjreport
from kjreport.errors import InputError
from kjreport.readers import read_bytes

FIRST = (
    "清江市科技局2021年工作总结",
    "一、主要工作情况",
    "2021年，全市新认定高新技术企业37家，高新技术企业总数达到209家，同比",
    "增长21.5%，入库科技型中小企业1264家，培育科技领军企业5家，全年实现",
)
SECOND = (
    "高新技术产业增加值128.6亿元，完成年度任务，新增省级重点农业企业研究",
    "院3家。",
    "二、下一步工作打算",
)
TEXT = [FIRST[0], FIRST[1], FIRST[2] + FIRST[3] + SECOND[0] + SECOND[1], SECOND[2]]


@pytest.fixture(autouse=True, scope="module")
def _font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def printed(pages: Sequence[Sequence[str]], head: str = "", foot: str = "", **options: object) -> bytes:
    """Print pages of lines; ``{n}`` in head and foot is the number of the page."""
    stream = io.BytesIO()
    canvas = Canvas(stream, **options)
    for number, lines in enumerate(pages, 1):
        canvas.setFont("STSong-Light", 12)
        canvas.drawString(80, 810, head.format(n=number))
        for index, line in enumerate(lines):
            canvas.drawString(72, 760 - 20 * index, line)
        canvas.drawString(280, 30, foot.format(n=number))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("", ""),
        ("清江市科学技术局文件", "- {n} -"),
        ("内部资料 第 {n} 页", ""),
        ("清江市科技局2021年工作总结", "{n}"),  # the title again, at another height than on the first page
        ("科技统计2021年第3期", "第 {n} 页 共 2 页"),
    ],
)
def test_running_heads_and_page_numbers_are_left_out(head: str, foot: str) -> None:
    source = read_bytes(printed([FIRST, SECOND], head, foot), "a.pdf")
    assert source.text.splitlines() == TEXT
    assert [place.locator for place in source.places] == ["page 1", "page 2"]
    assert source.locator(source.text.index("高新技术产业增加值")) == "page 2"


def test_a_sentence_goes_on_across_the_page_break() -> None:
    report = kjreport.analyze(read_bytes(printed([FIRST, SECOND], "清江市科学技术局文件", "{n}"), "a.pdf"))
    assert report.year == 2021
    (sentence,) = (s for s in report.sentences if "全年实现" in s.text)
    assert "全年实现高新技术产业增加值128.6亿元" in sentence.text
    facts = {fact.quote: fact for fact in report.facts}
    assert (facts["37家"].locator, facts["128.6亿元"].locator) == ("page 1", "page 2")
    assert facts["128.6亿元"].subject == "高新技术产业增加值"
    assert facts["21.5%"].role == "change"


def test_what_differs_at_the_head_of_pages_stays() -> None:
    pages = [[f"{word}县新增{number}家"] * 4 for word, number in (("甲", 5), ("乙", 9), ("丙", 2))]
    text = read_bytes(printed(pages), "a.pdf").text
    assert text.count("甲县新增5家") == text.count("丙县新增2家") == 4


def test_a_single_page_keeps_all_its_lines() -> None:
    text = read_bytes(printed([FIRST], "文件", "- {n} -"), "a.pdf").text
    assert text.split() == ["文件", *FIRST[:2], FIRST[2] + FIRST[3], "-", "1", "-"]


# Lines of one page, and the paragraphs that they are; ``>`` is an indent of two characters.
LAYOUTS = {
    "an indent begins a paragraph": (
        [">高新技术企业总数达到二百零九家增长", "百分之二十", ">入库科技型中小企业一千二百家实现", "增加值"],
        ["高新技术企业总数达到二百零九家增长百分之二十", "入库科技型中小企业一千二百家实现增加值"],
    ),
    "a short line ends one": (
        [
            "高新技术企业总数达到二百零九家增长多",
            "百分之二十",
            "入库科技型中小企业一千二百家实现更多",
            "增加值",
        ],
        ["高新技术企业总数达到二百零九家增长多百分之二十", "入库科技型中小企业一千二百家实现更多增加值"],
    ),
    "a number that had no room leaves a gap": (
        ["高新技术企业总数达到二百零九家增长多", "技术合同成交额全省第二名共计", "25916.86万元"],
        ["高新技术企业总数达到二百零九家增长多技术合同成交额全省第二名共计25916.86万元"],
    ),
    "no line begins with a comma": (
        ["高新技术企业总数达到二百零九家增长多", "举办科技成果对接活动并建成示范基", "地，完成"],
        ["高新技术企业总数达到二百零九家增长多举办科技成果对接活动并建成示范基地，完成"],
    ),
    "a full stop at the margin keeps its line end": (
        ["高新技术企业总数达到二百零九家增长。", "入库科技型中小企业一千二百家实现增多", "一成"],
        ["高新技术企业总数达到二百零九家增长。", "入库科技型中小企业一千二百家实现增多一成"],
    ),
    "an empty line": (
        ["完善政策体系", "培育企业", "", "", "建设平台", "引进人才队伍"],
        ["完善政策体系", "培育企业", "", "建设平台", "引进人才队伍"],
    ),
    "gaps beside digits are no spaces": (
        ["新增 37 家增长 5% 左右 R&D 经费"],
        ["新增37家增长5%左右R&D经费"],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_lines_that_a_width_broke_are_joined(name: str) -> None:
    lines, paragraphs = LAYOUTS[name]
    pages = [[line.replace(">", "\u3000\u3000") for line in lines]]
    assert read_bytes(printed(pages), "a.pdf").text.splitlines() == paragraphs


def test_signs_that_come_late_in_the_file_stand_where_they_are_seen() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.setFont("STSong-Light", 12)
    for text, left in (("科技贷", 84), ("惠及企业45户", 132), ("“", 72), ("”", 120)):
        canvas.drawString(left, 700, text)
    canvas.save()
    assert read_bytes(stream.getvalue(), "a.pdf").text == "“科技贷”惠及企业45户\n"


def test_a_password_is_asked_for_in_vain() -> None:
    locked = printed([FIRST], encrypt=StandardEncryption("secret"))
    with pytest.raises(InputError, match=r"^a.pdf: is locked by a password; save it without one$"):
        read_bytes(locked, "a.pdf")


def test_pictures_of_text_are_no_text() -> None:
    with pytest.raises(InputError, match="has no text layer"):
        read_bytes(printed([[], []]), "a.pdf")


@pytest.mark.parametrize("length", [9, 200, 900])
def test_a_truncated_file_is_damaged(length: int) -> None:
    with pytest.raises(InputError, match=r"^a.pdf: is damaged or no PDF") as error:
        read_bytes(printed([FIRST])[:length], "a.pdf")
    assert "\n" not in str(error.value)


def test_threads_may_read_at_once() -> None:
    data = printed([FIRST, SECOND] * 5)
    with ThreadPoolExecutor(4) as pool:
        texts = set(pool.map(lambda n: read_bytes(data, f"{n}.pdf").text, range(24)))
    assert len(texts) == 1

"""Documents that LibreOffice writes: lists, text boxes, printed reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx

import kjreport
from kjreport.model import Report
from kjreport.readers import read

SAMPLES = sorted((Path(__file__).parents[1] / "data/reports").glob("*.txt"))
Convert = Callable[[Path, str, str], None]


def test_a_web_page_as_libreoffice_writes_it(tmp_path: Path, convert: Convert) -> None:
    table = "<table><tr><td>企业</td><td>209家</td></tr></table>"
    page = f"<h1>清江市科技局2021年工作总结</h1><p>新增37家。</p>{table}"
    (tmp_path / "a.html").write_text(f"<meta charset=utf-8>{page}", encoding="utf-8")
    convert(tmp_path, "html", "docx:MS Word 2007 XML")
    expected = "清江市科技局2021年工作总结\n新增37家。\n企业 | 209家\n"
    assert read(tmp_path / "a.docx").text.rstrip("\n") == expected.rstrip("\n")
    assert read(tmp_path / "a.html").text == expected


OPEN_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
  xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
  office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="一, 二, 三, ..." style:num-suffix="、"/>
<text:list-level-style-number text:level="2" style:num-format="一, 二, 三, ..."
  style:num-prefix="（" style:num-suffix="）"/>
</text:list-style></office:automatic-styles><office:body><office:text>
<text:p>清江市科技局2021年工作总结<draw:frame text:anchor-type="paragraph" svg:width="5cm" svg:height="2cm">
<draw:text-box><text:p>框内新增5家</text:p></draw:text-box></draw:frame></text:p>
<text:list text:style-name="L1">
<text:list-item><text:p>主要工作</text:p><text:list><text:list-item><text:p>培育企业</text:p></text:list-item>
<text:list-item><text:p>建设平台</text:p></text:list-item></text:list></text:list-item>
<text:list-item><text:p>下一步打算</text:p></text:list-item></text:list>
</office:text></office:body></office:document>"""


def test_lists_and_text_boxes_as_libreoffice_writes_them(tmp_path: Path, convert: Convert) -> None:
    (tmp_path / "a.fodt").write_text(OPEN_DOCUMENT, encoding="utf-8")
    convert(tmp_path, "fodt", "docx:MS Word 2007 XML")
    assert [line.strip() for line in read(tmp_path / "a.docx").text.splitlines()] == [
        "清江市科技局2021年工作总结",
        "框内新增5家",
        "一、主要工作",
        "（一）培育企业",
        "（二）建设平台",
        "二、下一步打算",
    ]


def said(report: Report) -> list[tuple[object, ...]]:
    return [
        (f.subject, f.value, f.high, f.unit, f.role, f.bound, f.status, f.period, f.masked, f.labels)
        for f in report.facts
    ]


def test_reports_say_the_same_in_every_format(tmp_path: Path, convert: Convert) -> None:
    """Sample reports as .docx, and printed by LibreOffice as .pdf, have the facts of their text."""
    for path in SAMPLES:
        document = docx.Document()
        for line in path.read_text(encoding="utf-8").splitlines():
            document.add_paragraph(line)
        document.save(str(tmp_path / f"{path.stem}.docx"))
    convert(tmp_path, "docx", "pdf")
    for path in SAMPLES:
        facts = said(kjreport.analyze(path.read_text(encoding="utf-8")))
        for suffix in (".docx", ".pdf"):
            assert said(kjreport.analyze(read(tmp_path / f"{path.stem}{suffix}"))) == facts

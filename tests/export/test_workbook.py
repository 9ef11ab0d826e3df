"""Excel workbooks, read back with openpyxl."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import kjreport
from kjreport.errors import Diagnostic, KjreportError
from kjreport.export import workbook
from kjreport.model import Report

TEXT = "一、主要工作\n2021年1-5月,新增高企30余家,研发投入1.31亿元,下降3.25%,兑现奖补xx万元。"
REPORT = replace(kjreport.analyze(TEXT), document="a.docx")
FAILED = Report.failed("b.pdf", Diagnostic("KJ401", "b.pdf: is empty", "b.pdf"))


@pytest.mark.parametrize("digits", ["1" + "0" * 30 + "1", "1" + "0" * 400])
def test_a_number_that_no_cell_holds_is_text(digits: str, tmp_path: Path) -> None:
    (cell,) = column(opened([kjreport.analyze(f"2021年,研发投入{digits}元。")], tmp_path)["facts"], "value")
    assert cell.value == digits


def opened(reports: list[Report], folder: Path) -> Any:
    workbook.write_workbook(reports, folder / "a.xlsx")
    return openpyxl.load_workbook(folder / "a.xlsx")


def column(sheet: Any, name: str) -> list[Any]:
    (index,) = (cell.column for cell in sheet[1] if cell.value == name)
    return [sheet.cell(row, index) for row in range(2, sheet.max_row + 1)]


def test_sheets_are_ready_to_be_filtered(tmp_path: Path) -> None:
    book = opened([REPORT, FAILED], tmp_path)
    assert book.sheetnames == ["facts", "sentences", "diagnostics"]
    for name, rows in (
        ("facts", len(REPORT.facts)),
        ("sentences", len(REPORT.sentences)),
        ("diagnostics", 1),
    ):
        sheet = book[name]
        assert sheet.max_row == rows + 1
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
    assert column(book["diagnostics"], "message")[0].value == "b.pdf: is empty"


def test_cells_have_types_and_the_sentence_stands_beside_the_value(tmp_path: Path) -> None:
    sheet = opened([REPORT], tmp_path)["facts"]
    header = [cell.value for cell in sheet[1]]
    assert header[:7] == ["document", "subject", "value", "high", "unit", "quote", "sentence_text"]
    values = column(sheet, "value")
    assert [cell.value for cell in values] == [30, 131000000, -3.25, None]
    assert [cell.number_format for cell in values[:3]] == ["#,##0", "#,##0", "#,##0.0#########"]
    assert [cell.value for cell in column(sheet, "masked")] == [False, False, False, True]
    assert column(sheet, "first_day")[0].value == datetime(2021, 1, 1)  # noqa: DTZ001 (Excel knows no zones)
    assert column(sheet, "first_day")[0].number_format == "yyyy-mm-dd"
    assert all(cell.value.startswith("2021年1-5月") for cell in column(sheet, "sentence_text"))


def test_a_number_of_more_digits_than_a_cell_holds_is_text(tmp_path: Path) -> None:
    facts = tuple(
        replace(REPORT.facts[0], value=Decimal(text))
        for text in ("123456789012345", "1234567890123456", "1e27")
    )
    cells = column(opened([replace(REPORT, facts=facts)], tmp_path)["facts"], "value")
    assert [cell.value for cell in cells] == [123456789012345, "1234567890123456", 1e27]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "http://a.cn", "12", "{=1}", "甲\x01乙", "+1"])
def test_text_stays_text(text: str, tmp_path: Path) -> None:
    fact = replace(REPORT.facts[0], subject=text)
    (cell,) = column(opened([replace(REPORT, facts=(fact,))], tmp_path)["facts"], "subject")
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value.replace("_x0001_", "\x01") == text


def test_what_is_longer_than_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    fact = replace(REPORT.facts[0], subject="长" * 40_000)
    (cell,) = column(opened([replace(REPORT, facts=(fact,))], tmp_path)["facts"], "subject")
    assert (len(cell.value), cell.value[-1]) == (32_767, "…")


def test_more_rows_than_a_sheet_has_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LAST_ROW", 3)
    with pytest.raises(KjreportError, match="use parquet"):
        workbook.write_workbook([REPORT], tmp_path / "a.xlsx")

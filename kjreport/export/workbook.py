"""Excel workbooks: facts, sentences and diagnostics, a sheet each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kjreport.errors import KjreportError
from kjreport.export.delimited import flat_columns
from kjreport.export.schema import TABLES, Column, rows
from kjreport.extras import require
from kjreport.model import Report, TableName, plain

LAST_ROW = 1_048_575  # of a sheet, counted from 0
LONGEST = 32_767  # characters of a cell
DIGITS = 15  # that a number of a spreadsheet holds …
LARGEST = 300  # … and how many with the zeros at its ends: it is a binary float
# What people look at first: the number, and beside it the words that it was read from.
FIRST = ("document", "subject", "value", "high", "unit", "quote", "sentence_text", "period", "status", "role")
# In characters; other columns are `NARROW`.
WIDTHS = {"sentence_text": 60, "text": 60, "message": 80, "hint": 40, "period": 20, "rule": 20, "value": 16}
WIDTHS |= {"subject": 28, "indicator": 28, "labels": 28, "document": 24, "heading": 24, "quote": 16}
WRAPPED = frozenset({"sentence_text", "text", "message"})
NARROW = 12


def write_workbook(reports: Iterable[Report], path: Path) -> None:
    """Write reports to a workbook, row by row; the memory that it takes does not grow.

    Numbers, days and truth values are cells of their type; a number of more digits than a spreadsheet holds
    is text. No cell is a formula or a link.

    Raises:
        KjreportError: more rows than a sheet has.
        OSError: the file cannot be written.
        MissingExtraError: XlsxWriter is not installed.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    book = require("xlsxwriter", "tables").Workbook
    with path.open("wb") as file, book(file, options) as workbook:
        sheets = {table: _Sheet(workbook, table) for table in TABLES}
        for report in reports:
            for table, sheet in sheets.items():
                for row in rows(report, table):
                    sheet.add(row)
        for sheet in sheets.values():
            sheet.finish()


def holds(number: int | Decimal) -> bool:
    """Whether a cell of a spreadsheet holds a number exactly.

    >>> holds(Decimal("123456789012345000")), holds(Decimal(10**31 + 1)), holds(Decimal("1e400"))
    (True, False, False)
    """
    digits = (plain(Decimal(number)) or "").lstrip("-").replace(".", "")
    return len(digits.strip("0")) <= DIGITS and len(digits) <= LARGEST


def text_of_cell(text: str) -> str:
    """Return a text as a cell can hold it: lone surrogates have no place in a file, and cells have an end."""
    encodable = text.encode("utf-8", "replace").decode()
    return encodable if len(encodable) <= LONGEST else f"{encodable[: LONGEST - 1]}…"


class _Sheet:
    """A sheet that is filled from the top."""

    def __init__(self, workbook: Any, table: TableName) -> None:
        columns = flat_columns(table)
        first = {name: index for index, name in enumerate(FIRST if table == "facts" else ("document",))}
        self._columns = sorted(columns, key=lambda column: first.get(column.name, len(first)))
        self._table = table
        self._sheet = workbook.add_worksheet(table)
        self._row = 0
        self._formats = _formats(workbook)
        for index, column in enumerate(self._columns):
            wrapped = self._formats["wrapped" if column.name in WRAPPED else "top"]
            self._sheet.set_column(index, index, WIDTHS.get(column.name, NARROW), wrapped)
            self._sheet.write_string(0, index, column.name, self._formats["header"])
        self._sheet.freeze_panes(1, 0)

    def add(self, row: object) -> None:
        if self._row >= LAST_ROW:
            raise KjreportError(
                f"a sheet has {LAST_ROW:,} rows, too few for these {self._table}; use parquet"
            )
        self._row += 1
        for index, column in enumerate(self._columns):
            self._write(index, column, column.of(row))

    def finish(self) -> None:
        self._sheet.autofilter(0, 0, self._row, len(self._columns) - 1)

    def _write(self, index: int, column: Column, value: object) -> None:
        if value is None:
            return
        if isinstance(value, bool):
            self._sheet.write_boolean(self._row, index, value)
        elif isinstance(value, int):
            self._sheet.write_number(self._row, index, value)
        elif isinstance(value, Decimal):
            self._number(index, value)
        elif isinstance(value, date):
            self._sheet.write_datetime(self._row, index, value, self._formats["date"])
        else:
            text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            style = self._formats["wrapped" if column.name in WRAPPED else "top"]
            self._sheet.write_string(self._row, index, text_of_cell(text), style)

    def _number(self, index: int, value: Decimal) -> None:
        if not holds(value):
            self._sheet.write_string(self._row, index, plain(value), self._formats["top"])
        else:
            whole = value == value.to_integral_value()
            self._sheet.write_number(self._row, index, value, self._formats["whole" if whole else "broken"])


def _formats(workbook: Any) -> Mapping[str, Any]:
    top = {"valign": "top"}
    return {
        "header": workbook.add_format({"bold": True, "bg_color": "#E8EEF7", "bottom": 1}),
        "top": workbook.add_format(top),
        "wrapped": workbook.add_format({**top, "text_wrap": True}),
        "whole": workbook.add_format({**top, "num_format": "#,##0"}),
        "broken": workbook.add_format({**top, "num_format": "#,##0.0#########"}),
        "date": workbook.add_format({**top, "num_format": "yyyy-mm-dd"}),
    }

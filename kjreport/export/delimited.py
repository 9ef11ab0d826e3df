"""Comma-separated values that spreadsheets open as they are meant."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TextIO

from kjreport.export.schema import Column, columns_of, rows
from kjreport.model import Report, TableName, plain

# What a spreadsheet would run as a formula (OWASP, CSV injection); a plain negative number it reads as one.
_FORMULA = re.compile(r"[=+@\t\n]|-(?![\d.,]+[%‰]?\Z)")


def flat_columns(table: TableName) -> list[Column]:
    """Return the columns of a table that are one cell in a sheet."""
    return [column for column in columns_of(table) if column.name != "evidence"]


def write_csv(reports: Iterable[Report], stream: TextIO, table: TableName = "facts") -> None:
    """Write a table of reports as CSV with a header, also when there are no rows.

    Labels are joined by semicolons. Cells that a spreadsheet would run as a formula begin with an apostrophe.
    """
    columns = flat_columns(table)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for report in reports:
        for row in rows(report, table):
            writer.writerow([_cell(column.of(row)) for column in columns])


def _cell(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return ";".join(map(str, value))
    if isinstance(value, str):
        # Readers of CSV do not agree on what a lone carriage return is.
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        return f"'{text}" if _FORMULA.match(text) else text
    return value

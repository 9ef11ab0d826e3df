"""Comma-separated values."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from kjreport.model import FACT_FIELDS


def write_csv(records: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    """Write facts as CSV with a header, also when there are none.

    Lists are joined by semicolons, and the interval becomes the columns ``low`` and ``up``. Cells that a
    spreadsheet would run as a formula are quoted with an apostrophe.
    """
    names = [name for name in FACT_FIELDS if name not in ("interval", "evidence")]
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["document", *names, "low", "up"])
    for record in records:
        cells = [record.get("document"), *(record[name] for name in names), *record["interval"]]
        writer.writerow([_cell(cell) for cell in cells])


def _cell(value: object) -> object:
    if isinstance(value, list):
        return ";".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value[:1] in "=+@" and value[:1]:
        return f"'{value}"
    return value

"""Rows of the tables as plain values, for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kjreport.export.schema import columns_of, rows
from kjreport.model import Report, TableName, plain


def records(report: Report, table: TableName = "facts") -> Iterator[dict[str, Any]]:
    """Return the rows of a table as dictionaries of what JSON knows.

    Numbers are plain decimal strings, days ISO dates; ``low`` and ``up`` are the pair ``interval``.
    """
    columns = columns_of(table)
    for row in rows(report, table):
        record: dict[str, Any] = {}
        for column in columns:
            value = _plain(column.of(row))
            if column.name == "low":
                record["interval"] = [value]
            elif column.name == "up":
                record["interval"].append(value)
            else:
                record[column.name] = value
        yield record


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value

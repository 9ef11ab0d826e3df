"""Rows of the tables as plain values, for JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from kjreport.export.schema import TABLES, columns_of, rows
from kjreport.model import Report, TableName, plain

_Field = tuple[str, Callable[[Any], Any], Callable[[Any], object] | None]


def records(report: Report, table: TableName = "facts") -> Iterator[dict[str, Any]]:
    """Return the rows of a table as dictionaries of what JSON knows.

    Numbers are plain decimal strings, days ISO dates; ``low`` and ``up`` are the pair ``interval``.
    """
    columns_of(table)  # refuses what is no table
    fields = _FIELDS[table]
    for row in rows(report, table):
        record: dict[str, Any] = {}
        for name, of, converted in fields:
            value = of(row)
            record[name] = value if value is None or converted is None else converted(value)
        yield record


def _interval(ends: tuple[Decimal | None, Decimal | None]) -> list[str | None]:
    low, high = ends
    least = plain(low)
    return [least, least if high is low else plain(high)]


def _fields(table: TableName) -> tuple[_Field, ...]:
    """Return the fields of a table's records: name, where the value stands, and how JSON has it."""
    conversions: Mapping[str, Callable[[Any], object]] = {
        "decimal": plain,
        "date": date.isoformat,
        "strings": list,
    }
    found: list[_Field] = []
    for column in columns_of(table):
        if column.name == "low":
            found.append(("interval", attrgetter("item.interval"), _interval))
        elif column.name != "up":
            found.append((column.name, column.of, conversions.get(column.type)))
    return tuple(found)


_FIELDS = MappingProxyType({table: _fields(table) for table in TABLES})

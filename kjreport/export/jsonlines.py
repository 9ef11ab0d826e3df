"""One JSON object a line."""

from __future__ import annotations

from collections.abc import Iterable
from json import JSONEncoder
from typing import TextIO

from kjreport.export.records import records
from kjreport.model import Report, TableName

_ENCODE = JSONEncoder(ensure_ascii=False, check_circular=False).encode  # a record does not hold itself


def write_json_lines(reports: Iterable[Report], stream: TextIO, table: TableName = "facts") -> None:
    """Write each row of a table as a line of JSON, in the characters of the text and not as escapes."""
    for report in reports:
        stream.writelines([f"{_ENCODE(record)}\n" for record in records(report, table)])

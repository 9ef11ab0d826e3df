"""One JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from kjreport.export.records import records
from kjreport.model import Report, TableName


def write_json_lines(reports: Iterable[Report], stream: TextIO, table: TableName = "facts") -> None:
    """Write each row of a table as a line of JSON, in the characters of the text and not as escapes."""
    for report in reports:
        stream.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in records(report, table))

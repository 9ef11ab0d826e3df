"""One JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, TextIO


def write_json_lines(records: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    """Write each record as one line of JSON, in the characters of the text and not as escapes."""
    stream.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)

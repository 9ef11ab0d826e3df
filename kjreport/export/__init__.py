"""Reports to the formats of other programs."""

from __future__ import annotations

from kjreport.export.delimited import write_csv
from kjreport.export.jsonlines import write_json_lines
from kjreport.export.table import facts_table, sentences_table

__all__ = ["facts_table", "sentences_table", "write_csv", "write_json_lines"]

"""Reports to Arrow, and from Arrow to pandas, Polars and Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kjreport.export.schema import PRECISION, SCALE, Column, columns_of, fits, rows
from kjreport.extras import require
from kjreport.model import Report, TableName

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 4096  # rows of a batch; a report has a hundred


def arrow_schema(table: TableName = "facts", *, dictionaries: bool = True) -> pa.Schema:
    """Return the Arrow schema of a table.

    Args:
        table: ``facts``, ``sentences`` or ``diagnostics``.
        dictionaries: whether ids are dictionary-encoded; engines that read no dictionaries get strings.

    >>> arrow_schema().field("value").type
    Decimal128Type(decimal128(38, 10))
    """
    arrow = require("pyarrow", "tables")
    return arrow.schema(
        arrow.field(column.name, _type(arrow, column, dictionaries), nullable=not column.required)
        for column in columns_of(table)
    )


def _type(arrow: Any, column: Column, dictionaries: bool) -> Any:
    string, offset = arrow.string(), arrow.int32()
    evidence = [("rule", string), ("text", string), ("start", offset), ("end", offset)]
    types = {
        "string": string,
        "id": arrow.dictionary(offset, string) if dictionaries else string,
        "int32": offset,
        "bool": arrow.bool_(),
        "decimal": arrow.decimal128(PRECISION, SCALE),
        "date": arrow.date32(),
        "strings": arrow.list_(string),
        "evidence": arrow.list_(arrow.struct(evidence)),
        "label evidence": arrow.list_(arrow.struct([("label", string), *evidence])),
    }
    return types[column.type]


def record_batch(
    reports: Iterable[Report], table: TableName = "facts", *, dictionaries: bool = True
) -> pa.RecordBatch:
    """Return the rows of reports as one Arrow batch."""
    arrow = require("pyarrow", "tables")
    schema = arrow_schema(table, dictionaries=dictionaries)
    found = [row for report in reports for row in rows(report, table)]
    arrays = []
    for column, field in zip(columns_of(table), schema, strict=True):
        cells = map(column.of, found)
        # An exact value that decimal128 cannot hold is left out here, and noted in the diagnostics.
        values = map(fits, cells) if column.type == "decimal" else cells  # type: ignore[arg-type]
        arrays.append(_array(arrow, list(values), field.type))
    return arrow.RecordBatch.from_arrays(arrays, schema=schema)


def _array(arrow: Any, cells: list[Any], of_type: Any) -> Any:
    try:
        return arrow.array(cells, type=of_type)
    except UnicodeEncodeError:  # lone surrogates are legal in Python text, but no encoding has them
        return arrow.array(_encodable(cells), type=of_type)


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {key: _encodable(cell) for key, cell in value.items()}
    return [_encodable(cell) for cell in value] if isinstance(value, list | tuple) else value


def to_arrow(report: Report, table: TableName = "facts") -> pa.Table:
    """Return a table of a report; see `Report.to_arrow`."""
    return require("pyarrow", "tables").Table.from_batches([record_batch([report], table)])


def to_pandas(report: Report, table: TableName = "facts") -> Any:
    """Return a table of a report as a pandas data frame; see `Report.to_pandas`."""
    require("pandas", "tables")
    return to_arrow(report, table).to_pandas()


def to_polars(report: Report, table: TableName = "facts") -> Any:
    """Return a table of a report as a Polars data frame; see `Report.to_polars`."""
    return require("polars", "tables").from_arrow(to_arrow(report, table))


def write_parquet(reports: Iterable[Report], path: Path, table: TableName = "facts") -> None:
    """Write a table of many reports to a Parquet file, batch by batch."""
    parquet = require("pyarrow.parquet", "tables")
    with parquet.ParquetWriter(path, arrow_schema(table)) as writer:
        for group in _groups(reports, table):
            writer.write_batch(record_batch(group, table))


def _groups(reports: Iterable[Report], table: TableName) -> Iterator[list[Report]]:
    """Return reports in groups of about `BATCH` rows."""
    group: list[Report] = []
    size = 0
    for report in reports:
        group.append(report)
        size += len(report.sentences) if table == "sentences" else len(report.facts)
        if size >= BATCH:
            yield group
            group, size = [], 0
    if group:
        yield group

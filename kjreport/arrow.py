"""Texts in Arrow batches to facts in Arrow batches: what engines for large data build on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kjreport.analyzer import Analyzer, default_analyzer
from kjreport.errors import Diagnostic, InputError
from kjreport.export.tables import arrow_schema, record_batch
from kjreport.model import Report, TableName
from kjreport.text import SourceText

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["analyze_batches", "arrow_schema"]

DOCUMENTS = 64  # reports that are held at a time, however large the batches are that come in


def analyze_batches(
    batches: Iterable[pa.RecordBatch],
    table: TableName = "facts",
    *,
    text: str = "text",
    id: str | None = "id",  # noqa: A002 (it is the name of a column, and users call it that)
    analyzer: Analyzer | None = None,
    dictionaries: bool = True,
) -> Iterator[pa.RecordBatch]:
    """Analyse the texts of batches.

    Args:
        batches: Arrow batches with a column of texts.
        table: ``facts``, ``sentences``, or ``diagnostics``, which names the documents that could not be
            analysed.
        text: name of the column of texts.
        id: name of the column whose values, as strings, name the documents; None when there is none.
        analyzer: the analyzer to use; the built-in rules when not given.
        dictionaries: whether ids are dictionary-encoded.

    Returns:
        Batches of the schema ``arrow_schema(table, dictionaries=dictionaries)``, in the order of the texts. A
        text that is null or cannot be analysed has no rows but in the diagnostics.

    Raises:
        InputError: a batch has no such column.

    >>> import pyarrow as pa
    >>> batch = pa.RecordBatch.from_pydict({"id": [7], "text": ["新增高新技术企业37家。"]})
    >>> [row["document"] + row["quote"] for facts in analyze_batches([batch]) for row in facts.to_pylist()]
    ['737家']
    """
    own = default_analyzer() if analyzer is None else analyzer
    for batch in batches:
        for start in range(0, batch.num_rows, DOCUMENTS):
            part = batch.slice(start, DOCUMENTS)
            texts = _column(part, text)
            names = [None] * len(texts) if id is None else _column(part, id)
            reports = [_report(own, name, value) for name, value in zip(names, texts, strict=True)]
            yield record_batch(reports, table, dictionaries=dictionaries)


def _column(batch: pa.RecordBatch, name: str) -> list[object]:
    if name not in batch.schema.names:
        columns = ", ".join(batch.schema.names)
        raise InputError(f"there is no column {name!r}; the columns are {columns}")
    cells: list[object] = batch.column(batch.schema.names.index(name)).to_pylist()
    return cells


def _report(analyzer: Analyzer, name: object, text: object) -> Report:
    document = None if name is None else str(name)
    if text is None:
        return Report.failed(
            document, Diagnostic("KJ401", f"{document or 'a row'}: the text is null", document)
        )
    return analyzer.analyze_item(SourceText(str(text), document))

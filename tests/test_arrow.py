"""Arrow batches in, Arrow batches out."""

from __future__ import annotations

import pyarrow as pa
import pytest

import kjreport
from kjreport.arrow import DOCUMENTS, analyze_batches, arrow_schema
from kjreport.errors import InputError
from kjreport.export.schema import TABLES
from kjreport.export.tables import record_batch
from kjreport.model import TableName
from kjreport.text import SourceText

TEXTS = [f"2021年1-5月,新增高企{n}家,研发投入下降3.{n}%。" for n in range(1, 200)]


def batches(size: int, of_text: pa.DataType | None = None) -> list[pa.RecordBatch]:
    table = pa.table({"key": list(range(len(TEXTS))), "body": pa.array(TEXTS, of_text)})
    return list(table.to_batches(max_chunksize=size))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_rows_are_those_of_one_report_after_the_other(table: TableName, size: int) -> None:
    found = pa.Table.from_batches(
        analyze_batches(batches(size), table, text="body", id="key"), arrow_schema(table)
    )
    reports = [kjreport.analyze(SourceText(text, str(key))) for key, text in enumerate(TEXTS)]
    assert found.to_pylist() == record_batch(reports, table).to_pylist()


def test_few_reports_are_held_at_a_time() -> None:
    found = list(analyze_batches(batches(1000), text="body", id="key"))
    assert [batch.num_rows for batch in found] == [2 * DOCUMENTS] * 3 + [2 * (len(TEXTS) - 3 * DOCUMENTS)]


@pytest.mark.parametrize(
    "of_text", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
)
def test_texts_of_any_string_type(of_text: pa.DataType) -> None:
    (first, *_) = analyze_batches(batches(1000, of_text), text="body", id="key")
    assert first.column("value").to_pylist()[0] == 1


def test_plain_strings_for_engines_without_dictionaries() -> None:
    (batch,) = analyze_batches(batches(1)[:1], text="body", id=None, dictionaries=False)
    assert batch.schema == arrow_schema("facts", dictionaries=False)
    assert batch.column("document").to_pylist() == [None, None]


def test_a_null_is_a_diagnostic_and_no_fact() -> None:
    batch = pa.RecordBatch.from_pydict({"id": ["a", "b"], "text": [None, "新增5家。"]})
    (facts,) = analyze_batches([batch])
    assert facts.column("document").to_pylist() == ["b"]
    (notes,) = analyze_batches([batch], "diagnostics")
    assert notes.column("message").to_pylist()[0] == "a: the text is null"


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError, match="there is no column 'text'; the columns are key, body"):
        list(analyze_batches(batches(5), id="key"))

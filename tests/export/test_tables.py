"""Arrow, pandas, Polars and Parquet have the same rows with the same exact values."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import kjreport
from kjreport.errors import Diagnostic
from kjreport.export.schema import TABLES
from kjreport.export.tables import arrow_schema, record_batch, write_parquet
from kjreport.extras import MissingExtraError
from kjreport.model import Report, TableName

TEXT = "2021年1-5月,新增高企30余家,研发投入12345678901.31亿元,下降3.2%,兑现奖补xx万元。"


@pytest.fixture(scope="module")
def report() -> Report:
    return kjreport.analyze(TEXT)


def test_arrow_has_exact_decimals_and_dates(report: Report) -> None:
    table = report.to_arrow()
    assert table.schema == arrow_schema()
    assert table.column("value").to_pylist() == [
        Decimal(30),
        Decimal(1234567890131000000),
        Decimal("-3.2"),
        None,
    ]
    assert table.column("low").to_pylist()[0] == 30
    assert table.column("up").to_pylist()[0] == 40
    assert table.column("first_day").to_pylist()[:3] == [date(2021, 1, 1)] * 3
    assert table.column("last_day").to_pylist()[:3] == [date(2021, 5, 31)] * 3
    assert pa.types.is_dictionary(table.schema.field("unit").type)
    assert table.column("masked").to_pylist() == [False, False, False, True]


@pytest.mark.parametrize("table", TABLES)
def test_pandas_and_polars_have_the_same_rows(report: Report, table: TableName) -> None:
    rows = report.to_arrow(table).to_pylist()
    assert report.to_polars(table).to_dicts() == rows
    frame = report.to_pandas(table)
    assert list(frame.columns) == [column.name for column in TABLES[table]]
    assert len(frame) == len(rows)
    for name in ("value", "first_day", "unit"):
        if table == "facts":
            assert frame[name].astype(object).where(frame[name].notna(), None).to_list() == [
                r[name] for r in rows
            ]


def test_polars_keeps_the_types(report: Report) -> None:
    schema = report.to_polars().schema
    assert schema["value"] == pl.Decimal(38, 10)
    assert schema["first_day"] == pl.Date
    assert schema["labels"] == pl.List(pl.String)


def test_dictionaries_of_json_and_arrow_agree(report: Report) -> None:
    for record, row in zip(report.to_dicts(), report.to_arrow().to_pylist(), strict=True):
        assert record["interval"] == [
            None if v is None else f"{v.normalize():f}" for v in (row["low"], row["up"])
        ]
        for name in ("quote", "unit", "period", "labels", "evidence", "locator", "sentence_text", "rule"):
            assert record[name] == row[name]
        assert record["value"] == (None if row["value"] is None else f"{row['value'].normalize():f}")


def test_a_number_that_does_not_fit_is_left_out_and_noted() -> None:
    report = kjreport.analyze("研发投入9元,增长5%。")
    large = replace(report.facts[0], value=Decimal("1" * 40))
    report = replace(report, facts=(large, report.facts[1]))
    assert report.to_dicts()[0]["value"] == "1" * 40
    assert report.to_arrow().column("value").to_pylist() == [None, Decimal(5)]
    (note,) = (note for note in report.to_dicts("diagnostics") if note["code"] == "KJ501")
    assert "does not fit decimal128(38, 10)" in note["message"]


def test_a_report_that_failed_is_a_diagnostic() -> None:
    report = Report.failed("a.txt", Diagnostic("KJ401", "a.txt: is empty", "a.txt"))
    assert report.to_dicts() == []
    assert report.to_arrow("diagnostics").to_pylist() == [
        {
            "document": "a.txt",
            "code": "KJ401",
            "severity": "error",
            "message": "a.txt: is empty",
            "hint": None,
        }
    ]


def test_signs_that_no_encoding_has_do_not_stop_a_table() -> None:
    report = kjreport.analyze("研发投入\ud800增长5%。")
    assert report.to_arrow("sentences").column("quote").to_pylist() == ["研发投入\ufffd增长5%。"]


def test_parquet_of_many_reports(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "facts.parquet"
    write_parquet([report] * 3000, path)
    table = pq.read_table(path)
    assert table.schema == arrow_schema()
    assert table.num_rows == 3000 * len(report.facts)
    assert table.slice(0, len(report.facts)).to_pylist() == report.to_arrow().to_pylist()
    assert pq.ParquetFile(path).num_row_groups > 1


def test_nothing_is_a_table_without_rows(tmp_path: Path) -> None:
    write_parquet([], tmp_path / "a.parquet")
    assert pq.read_table(tmp_path / "a.parquet").schema == arrow_schema()
    assert record_batch([]).num_rows == 0


@pytest.mark.parametrize(
    ("module", "method"), [("pyarrow", "to_arrow"), ("pandas", "to_pandas"), ("polars", "to_polars")]
)
def test_a_missing_library_is_named_with_its_command(
    report: Report, module: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=rf"this needs {module}: pip install 'kjreport\[tables\]'"):
        getattr(report, method)()

"""The one definition of the columns: every format has them, and the docs name them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kjreport
from kjreport.errors import KjreportError
from kjreport.export.days import days
from kjreport.export.schema import FACTS, TABLES, fits, markdown
from kjreport.export.tables import arrow_schema
from kjreport.model import TableName, fact_dict
from kjreport.periods import Period

ROOT = Path(__file__).parents[2]
TEXT = (
    "清江市科技局2021年工作总结\n一、主要工作\n1-5月,新增高企30余家,研发投入1.31亿元,下降3.2%。"
    "引进博士5-10名,兑现奖补xx万元。截至6月底,亩均税收20万元/亩,居全市第3位。"
)


def test_the_page_of_columns_is_up_to_date() -> None:
    assert (ROOT / "docs/columns.md").read_text(encoding="utf-8") == markdown()


@pytest.mark.parametrize("table", TABLES)
def test_names_are_unique_and_no_cell_of_a_required_column_is_empty(table: TableName) -> None:
    columns = TABLES[table]
    assert len({column.name for column in columns}) == len(columns)
    report = kjreport.analyze(TEXT)
    arrow = report.to_arrow(table)
    for column in columns:
        assert arrow.schema.field(column.name).nullable is not column.required
        assert not (column.required and arrow.column(column.name).null_count)


def test_dictionaries_can_be_left_out() -> None:
    plain = arrow_schema("facts", dictionaries=False)
    assert plain.names == arrow_schema("facts").names
    assert not [field for field in plain if "dictionary" in str(field.type)]
    assert [field for field in arrow_schema("facts") if "dictionary" in str(field.type)]


@pytest.mark.parametrize("method", ["to_dicts", "to_arrow", "to_pandas", "to_polars"])
def test_an_unknown_table_is_told(method: str) -> None:
    with pytest.raises(KjreportError, match="there is no table 'fact'; the tables are facts, sentences"):
        getattr(kjreport.analyze(TEXT), method)("fact")


def test_the_fields_of_a_fact_are_all_there() -> None:
    report = kjreport.analyze(TEXT)
    records = report.to_dicts()
    assert len(records) == len(report.facts) > 5
    for record, fact in zip(records, report.facts, strict=True):
        assert {name: record[name] for name in fact_dict(fact)} == fact_dict(fact)
        assert record["sentence_text"] == report.sentences[fact.sentence].text
    assert {column.name for column in FACTS} - {"low", "up"} == set(records[0]) - {"interval"}


def test_the_fields_of_a_sentence() -> None:
    report = kjreport.analyze(TEXT)
    records = report.to_dicts("sentences")
    assert [record["sentence"] for record in records] == list(range(len(report.sentences)))
    assert {record["heading"] for record in records} >= {"主要工作"}
    assert all(TEXT[record["start"] : record["end"]] == record["quote"] for record in records)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        (None, None, None),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-01..2021-02", date(2021, 1, 1), date(2021, 2, 28)),
        ("2021-01..2023-12", date(2021, 1, 1), date(2023, 12, 31)),
        ("..2024-02", None, date(2024, 2, 29)),
        ("..2021-03-15", None, date(2021, 3, 15)),
        ("2021-03-15", date(2021, 3, 15), date(2021, 3, 15)),
        ("2021-03-15..2021-04-02", date(2021, 3, 15), date(2021, 4, 2)),
    ],
)
def test_days_of_a_period(code: str | None, first: date | None, last: date | None) -> None:
    assert days(code) == (first, last)


@given(
    st.dates(date(1949, 1, 1), date(2099, 12, 31)),
    st.dates(date(1949, 1, 1), date(2099, 12, 31)),
    st.booleans(),
)
def test_days_are_those_that_the_code_was_written_from(one: date, other: date, since: bool) -> None:
    first, last = min(one, other), max(one, other)
    period = Period("", 0, 0, "days", first if since else None, last)
    assert days(period.code) == (period.first, period.last)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12) | st.decimals("-1e30", "1e30"))
def test_what_fits_is_exact(number: Decimal) -> None:
    fitting = fits(number)
    exact = abs(number) < 10**28 and (Fraction(number) * 10**10).denominator == 1
    assert (fitting is not None) == exact
    if fitting is not None:
        assert pa.array([fitting], pa.decimal128(38, 10))[0].as_py() == number

"""CSV: a header, plain numbers, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

import kjreport
from kjreport.export import write_csv
from kjreport.export.schema import FACTS
from kjreport.model import Report, TableName

REPORT = kjreport.analyze("2021年1-5月,新增高企30余家,研发投入下降3.2%。")


def written(reports: list[Report], table: TableName = "facts") -> list[dict[str, str]]:
    stream = io.StringIO()
    write_csv(reports, stream, table)
    return list(csv.DictReader(io.StringIO(stream.getvalue())))


def test_cells_are_plain() -> None:
    count, rate = written([REPORT])
    assert list(count) == [column.name for column in FACTS if column.name != "evidence"]
    assert {
        name: count[name] for name in ("value", "low", "up", "high", "masked", "first_day", "last_day")
    } == {
        "value": "30",
        "low": "30",
        "up": "40",
        "high": "",
        "masked": "false",
        "first_day": "2021-01-01",
        "last_day": "2021-05-31",
    }
    assert rate["value"] == "-3.2"
    assert set(rate["labels"].split(";")) == set(REPORT.facts[1].labels)


def test_a_table_without_rows_has_its_header() -> None:
    stream = io.StringIO()
    write_csv([], stream, "sentences")
    assert stream.getvalue() == "document,sentence,text,quote,start,end,section,heading,labels,locator\n"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86-1", "'+86-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1+1", "'\t=1+1"),
        ("\r=1+1", "'\n=1+1"),
        ("甲\r\n乙\r丙", "甲\n乙\n丙"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("-3.2%", "-3.2%"),
        ("-5", "-5"),
        ("高企", "高企"),
        ('甲,"乙"\n丙', '甲,"乙"\n丙'),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    fact = replace(REPORT.facts[0], subject=text, quote=text)
    (row,) = written([replace(REPORT, facts=(fact,), document=text)])
    assert [row["subject"], row["quote"], row["document"]] == [cell] * 3

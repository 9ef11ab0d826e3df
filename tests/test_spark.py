"""A local Spark of two workers finds row for row what one process finds."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import kjreport
from kjreport import spark
from kjreport.errors import InputError
from kjreport.export.tables import arrow_schema, record_batch
from kjreport.model import Report, TableName
from kjreport.text import SourceText

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.spark

DATA = Path(__file__).parent / "data/reports"
SAMPLES = [path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.txt"))]
TEXTS = [*SAMPLES, *(f"2021年1-5月,新增高企{n}家,研发投入下降3.{n}%。" for n in range(60)), ""]
OWN_RULE = """
kind: labels
labels:
  - id: own_slogan
    name: 自己的口号
    label: policy
    weight: 8
    keywords: [青山不老]
    examples: {match: [坚持青山不老。], no_match: [坚持绿水长流。]}
"""


def missing() -> str | None:
    """Return what this machine lacks for a local Spark."""
    if find_spec("pyspark") is None:
        return "pyspark is not installed: pip install 'kjreport[spark]'"
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        return "Java 17 or newer is not installed: apt-get install openjdk-17-jre-headless"
    return None


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    lack = missing()
    if lack is not None:
        if os.environ.get("CI") == "true":
            pytest.fail(lack)
        pytest.skip(lack)
    from pyspark.sql import SparkSession

    # Workers start the interpreter that runs the tests.
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder: Any = SparkSession.builder
    options = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "10",
    }
    for name, value in options.items():
        builder = builder.config(name, value)
    made = builder.master("local[2]").appName("kjreport").getOrCreate()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def frame(session: SparkSession) -> DataFrame:
    return session.createDataFrame(list(enumerate(TEXTS)), "key long, body string").repartition(4)


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [kjreport.analyze(SourceText(text, str(key))) for key, text in enumerate(TEXTS)]


def rows(table: pa.Table) -> list[dict[str, Any]]:
    """Return the rows of a table by document; within one they keep their order."""
    return sorted(table.to_pylist(), key=lambda row: int(row["document"]))


@pytest.mark.parametrize("table", ["facts", "sentences", "diagnostics"])
def test_spark_finds_what_one_process_finds(
    table: TableName, frame: DataFrame, reports: list[Report]
) -> None:
    found = getattr(spark, table)(frame, text="body", id="key").toArrow()
    alone = record_batch(reports, table)
    assert found.schema.names == alone.schema.names
    assert rows(found) == alone.to_pylist()


def test_the_schema_is_that_of_arrow(session: SparkSession) -> None:
    from pyspark.sql.pandas.types import to_arrow_schema

    ours = arrow_schema("facts", dictionaries=False)
    theirs = to_arrow_schema(spark.spark_schema("facts"))
    assert theirs.names == ours.names
    assert theirs.field("value").type == pa.decimal128(38, 10)
    assert theirs.field("first_day").type == pa.date32()
    assert [field.nullable for field in theirs] == [field.nullable for field in ours]


def test_own_rules_reach_the_workers(session: SparkSession, tmp_path: Path) -> None:
    pack = tmp_path / "own.yaml"
    pack.write_text(OWN_RULE, encoding="utf-8")
    df = session.createDataFrame(
        [(n, "坚持青山不老。") for n in range(40)], "id long, text string"
    ).repartition(4)
    with_rules = spark.sentences(df, rules=kjreport.load_rules(pack)).toArrow()
    assert with_rules["labels"].to_pylist() == [["policy"]] * 40
    assert spark.sentences(df).toArrow()["labels"].to_pylist() == [[]] * 40


def test_a_null_text_stops_nothing(session: SparkSession) -> None:
    df = session.createDataFrame([("a", None), ("b", "新增5家。")], "id string, text string")
    assert [row.document for row in spark.facts(df).collect()] == ["b"]
    assert [row.message for row in spark.diagnostics(df).where("severity = 'error'").collect()] == [
        "a: the text is null"
    ]


def test_the_recipe_of_the_docs(session: SparkSession, tmp_path: Path) -> None:
    page = (Path(__file__).parents[1] / "docs/many.md").read_text(encoding="utf-8")
    (recipe,) = (block for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "pyspark" in block)
    pq.write_table(pa.table({"id": ["a"], "text": ["新增5家,增长2%。"]}), tmp_path / "reports.parquet")
    recipe = recipe.replace('"reports.parquet"', f'"{tmp_path}/reports.parquet"')
    exec(recipe.replace('"facts.parquet"', f'"{tmp_path}/facts.parquet"'), {})
    assert pq.read_table(tmp_path / "facts.parquet")["quote"].to_pylist() == ["5家", "2%"]


def test_a_missing_column_is_named(frame: DataFrame) -> None:
    with pytest.raises(InputError, match="there is no column 'text'; the columns are key, body"):
        spark.facts(frame, id="key")

"""Spark data frames of texts to data frames of facts and sentences.

The executors need kjreport itself, with the extra ``spark``; the built-in rules are part of it. Rules of your
own are sent to each executor once.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from kjreport.analyzer import Analyzer, default_analyzer
from kjreport.arrow import analyze_batches
from kjreport.errors import InputError
from kjreport.export.tables import arrow_schema
from kjreport.extras import require
from kjreport.model import TableName
from kjreport.ruleset import Rules

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

__all__ = ["diagnostics", "facts", "sentences", "spark_schema"]


def facts(df: DataFrame, text: str = "text", id: str = "id", rules: Rules | None = None) -> DataFrame:  # noqa: A002
    """Return the facts of the texts in a data frame.

    Args:
        df: a data frame with a row for each report.
        text: name of the column of texts.
        id: name of the column that names the reports; it becomes ``document``, as a string.
        rules: the rules to use; the built-in ones when not given.

    Returns:
        A data frame with a row for each fact and the columns of ``docs/columns.md``.

    Raises:
        InputError: the data frame has no such column.
        MissingExtraError: pyspark is not installed.
    """
    return _table(df, "facts", text, id, rules)


def sentences(df: DataFrame, text: str = "text", id: str = "id", rules: Rules | None = None) -> DataFrame:  # noqa: A002
    """Return the labelled sentences of the texts in a data frame; see `facts`."""
    return _table(df, "sentences", text, id, rules)


def diagnostics(df: DataFrame, text: str = "text", id: str = "id", rules: Rules | None = None) -> DataFrame:  # noqa: A002
    """Return what was noticed, and the texts that could not be analysed; see `facts`."""
    return _table(df, "diagnostics", text, id, rules)


def spark_schema(table: TableName = "facts") -> StructType:
    """Return the Spark schema of a table, made from the Arrow schema; Spark knows no dictionaries."""
    types = require("pyspark.sql.pandas.types", "spark")
    schema: StructType = types.from_arrow_schema(arrow_schema(table, dictionaries=False))
    return schema


def _table(df: DataFrame, table: TableName, text: str, id: str, rules: Rules | None) -> DataFrame:  # noqa: A002
    for name in (text, id):
        if name not in df.columns:
            raise InputError(f"there is no column {name!r}; the columns are {', '.join(df.columns)}")
    analyzer = _sender(df, rules)

    def analyze(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return analyze_batches(batches, table, text=text, id=id, analyzer=analyzer(), dictionaries=False)

    return df.select(id, text).mapInArrow(analyze, spark_schema(table))


def _sender(df: DataFrame, rules: Rules | None) -> Callable[[], Analyzer]:
    """Return what gives an executor its analyzer."""
    if rules is None:
        return default_analyzer
    packed = pickle.dumps(rules)
    try:
        broadcast = df.sparkSession.sparkContext.broadcast(packed)
    except Exception as error:  # Spark Connect has no context: there the rules travel with the tasks
        if type(error).__name__ not in ("PySparkAttributeError", "PySparkNotImplementedError"):
            raise
        return lambda: _analyzer(packed)
    return lambda: _analyzer(broadcast.value)


@lru_cache(maxsize=4)
def _analyzer(rules: bytes) -> Analyzer:
    """Return the analyzer of rules that were sent; it is compiled once in each process."""
    unpacked: Rules = pickle.loads(rules)  # noqa: S301 (packed by `_sender` in this very job)
    return Analyzer(unpacked)

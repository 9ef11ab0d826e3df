"""The columns of the tables: the single definition from which every format and ``docs/columns.md`` come.

No library is needed to read this; `kjreport.export.tables` makes the Arrow schema of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from kjreport.errors import Diagnostic, KjreportError
from kjreport.export.days import first_day, last_day
from kjreport.frozen import Frozen
from kjreport.model import Fact, Report, Sentence, TableName, evidence_dict

Type = Literal["string", "id", "int32", "bool", "decimal", "date", "strings", "evidence", "label evidence"]

# decimal128 holds 38 digits: 28 before the point are enough for any amount, 10 behind it for any rate.
PRECISION, SCALE = 38, 10


class FactRow(NamedTuple):
    """A fact and the report that it stands in."""

    report: Report
    item: Fact


class SentenceRow(NamedTuple):
    """A sentence, its index, and the report that it stands in."""

    report: Report
    item: Sentence
    number: int


class DiagnosticRow(NamedTuple):
    """What was noticed while a report was analysed."""

    report: Report
    item: Diagnostic


class Column(Frozen):
    """A column: its name, its type, what it means, and how its cells come from a row.

    ``id`` is a string of few different values: dictionary-encoded in Arrow.
    """

    name: str
    type: Type
    meaning: str
    of: Callable[[Any], object]
    required: bool = False


def _own(name: str, of_type: Type, meaning: str, required: bool = False) -> Column:
    """Return a column whose cells are a field of the fact, sentence or diagnostic itself."""
    return Column(name, of_type, meaning, attrgetter(f"item.{name}"), required)


def fits(value: Decimal | None) -> Decimal | None:
    """Return a value that the decimal columns hold exactly, or None.

    >>> fits(Decimal("1.50")), fits(Decimal("1e30")), fits(Decimal("1e-11"))
    (Decimal('1.50'), None, None)
    """
    if value is None or not value.is_finite():
        return None
    _, digits, exponent = value.as_tuple()
    written = "".join(map(str, digits))
    zeros = len(written) - len(written.rstrip("0"))
    exact = isinstance(exponent, int) and (value.is_zero() or exponent + zeros >= -SCALE)
    return value if exact and value.adjusted() < PRECISION - SCALE else None


def _label_evidence(row: SentenceRow) -> list[dict[str, object]]:
    return [{"label": label.id, **evidence_dict(e)} for label in row.item.labels for e in label.evidence]


def _sentence_of(row: FactRow) -> str | None:
    sentences = row.report.sentences
    return sentences[row.item.sentence].text if row.item.sentence < len(sentences) else None


_DOCUMENT = Column(
    "document", "id", "the file or record that it was read from", attrgetter("report.document")
)
_PLACE = "its place in the document: `line 12`, paragraph `p12`, table cell `t2r3c1`, `page 4`"

FACTS: tuple[Column, ...] = (
    _DOCUMENT,
    _own("quote", "string", "the raw text of the number, its modifiers and its unit", True),
    _own("start", "int32", "where the quote begins in the raw text, in code points", True),
    _own("end", "int32", "where it ends", True),
    _own(
        "value",
        "decimal",
        "the number in its base unit; the lower end of a range; empty when masked; a decrease is negative",
    ),
    _own("high", "decimal", "the upper end of a range"),
    Column("low", "decimal", "the least that the words can mean", lambda row: row.item.interval[0]),
    Column("up", "decimal", "the most that they can mean", lambda row: row.item.interval[1]),
    _own("unit", "id", "the base unit of its dimension", True),
    _own("dimension", "id", "`money`, `count`, `ratio`, `rank`, or the physical dimension", True),
    _own("role", "id", "`level`, `change`, `share` or `rank`", True),
    _own("bound", "id", "`exact`, `approx`, `over`, `under`, `at_least`, `at_most` or `range`", True),
    _own("subject", "string", "what is counted or measured, cleaned and simplified", True),
    _own("status", "id", "`actual`, `target` or `forecast`", True),
    _own("period", "id", "`2021`, `2021-01..2021-05`, as of a month's end `..2021-06`; empty when unknown"),
    Column(
        "first_day",
        "date",
        "first day of the period; empty for what holds as of a day",
        lambda row: first_day(row.item.period),
    ),
    Column("last_day", "date", "last day of the period", lambda row: last_day(row.item.period)),
    _own("masked", "bool", "whether the digits were replaced or lost", True),
    _own("per", "id", "the denominator of prices, yields and rates"),
    _own("indicator", "id", "id of the canonical statistic that the subject names"),
    _own("labels", "strings", "labels of its sentence", True),
    _own("sentence", "int32", "index of its sentence in the table of sentences", True),
    _own("rule", "id", "what found it", True),
    Column(
        "evidence",
        "evidence",
        "the words that decided role, status and period, with their rule and place",
        lambda row: [evidence_dict(evidence) for evidence in row.item.evidence],
        True,
    ),
    _own(
        "parent",
        "int32",
        "index of the fact of its document, from 0, of which this one is a part; never add the two",
    ),
    _own("locator", "string", _PLACE),
    Column("sentence_text", "string", "its sentence, cleaned", _sentence_of),
)

SENTENCES: tuple[Column, ...] = (
    _DOCUMENT,
    Column("sentence", "int32", "its index in the report, from 0", lambda row: row.number, True),
    _own("text", "string", "the sentence, cleaned and simplified", True),
    _own("quote", "string", "the raw text of the sentence", True),
    _own("start", "int32", "where it begins in the raw text, in code points", True),
    _own("end", "int32", "where it ends", True),
    _own("section", "int32", "index of its section, from 0", True),
    Column(
        "heading",
        "string",
        "the heading of its section",
        lambda row: row.report.sections[row.item.section].title,
    ),
    Column(
        "labels",
        "strings",
        "its labels, strongest first",
        lambda row: [label.id for label in row.item.labels],
        True,
    ),
    Column(
        "evidence",
        "label evidence",
        "the words that gave each label, with their rule and place",
        _label_evidence,
        True,
    ),
    _own("locator", "string", _PLACE),
)

DIAGNOSTICS: tuple[Column, ...] = (
    _DOCUMENT,
    _own("code", "id", "the kind of problem, such as `KJ401` for a document that cannot be read", True),
    _own("severity", "id", "`error`, `warning` or `info`", True),
    _own("message", "string", "what is wrong", True),
    _own("hint", "string", "what to do about it"),
)

TABLES: Mapping[TableName, tuple[Column, ...]] = MappingProxyType(
    {"facts": FACTS, "sentences": SENTENCES, "diagnostics": DIAGNOSTICS}
)


def columns_of(table: TableName) -> tuple[Column, ...]:
    """Return the columns of a table.

    Raises:
        KjreportError: there is no such table.
    """
    if table not in TABLES:
        raise KjreportError(f"there is no table {table!r}; the tables are {', '.join(TABLES)}")
    return TABLES[table]


def rows(report: Report, table: TableName) -> Iterator[FactRow | SentenceRow | DiagnosticRow]:
    """Return what a report adds to a table."""
    if table == "facts":
        yield from (FactRow(report, fact) for fact in report.facts)
    elif table == "sentences":
        yield from (SentenceRow(report, sentence, n) for n, sentence in enumerate(report.sentences))
    else:
        yield from (
            DiagnosticRow(report, diagnostic) for diagnostic in (*report.diagnostics, *_misfits(report))
        )


def _misfits(report: Report) -> Iterator[Diagnostic]:
    for fact in report.facts:
        numbers = (fact.value, fact.high, *fact.interval)
        if any(number is not None and fits(number) is None for number in numbers):
            message = f"{fact.quote!r} at offset {fact.start} does not fit decimal128({PRECISION}, {SCALE})"
            yield Diagnostic("KJ501", message, hint="tables leave it empty, JSON has it", severity="warning")


def markdown() -> str:
    """Return the page ``docs/columns.md``."""
    parts = [_PAGE_HEAD]
    for name, columns in TABLES.items():
        parts.append(f"\n## {name}\n\n| column | Arrow type | meaning |\n| --- | --- | --- |\n")
        parts += (f"| `{c.name}` | {_arrow_name(c)} | {c.meaning} |\n" for c in columns)
    return "".join(parts)


_PAGE_HEAD = """# The columns of the tables

`Report.to_arrow()`, `to_pandas()` and `to_polars()`, the formats `csv`, `parquet` and `xlsx` of the commands,
and `kjreport.spark` have these columns; what they mean is told at length in [facts.md](facts.md). JSON Lines
and `Report.to_dicts()` have them as fields, with `low` and `up` as the pair `interval`, numbers as plain
decimal strings and days as `2021-05-31`. CSV and Excel leave `evidence` out and join labels with semicolons;
Excel shows first what people look at first. Spark gets strings where Arrow has a dictionary.

`decimal128(38, 10)` holds 28 digits before the point and 10 behind it. A number that does not fit is left
empty, never rounded, and noted as `KJ501` in the diagnostics.

This page is made from `kjreport/export/schema.py`:

```console
$ python -c "from kjreport.export.schema import markdown; print(markdown(), end='')" > docs/columns.md
```
"""


def _arrow_name(column: Column) -> str:
    names: dict[str, str] = {
        "id": "dictionary&lt;int32, string&gt;",
        "decimal": f"decimal128({PRECISION}, {SCALE})",
        "date": "date32",
        "strings": "list&lt;string&gt;",
        "evidence": "list&lt;struct&lt;rule, text, start, end&gt;&gt;",
        "label evidence": "list&lt;struct&lt;label, rule, text, start, end&gt;&gt;",
    }
    return names.get(column.type, column.type) + (", required" if column.required else "")

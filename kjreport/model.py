"""What an analysis returns: frozen values that lead back to the characters they came from."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from kjreport.errors import Diagnostic
from kjreport.frozen import Frozen

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

TableName = Literal["facts", "sentences", "diagnostics"]


class Evidence(Frozen):
    """A rule that fired, and the characters that fired it.

    Attributes:
        rule: id of the rule.
        text: the cleaned words that fired it.
        start: where they begin in the raw text.
        end: where they end in the raw text.
        weight: what the rule adds to the score.
    """

    rule: str
    text: str
    start: int
    end: int
    weight: int = 0


class Label(Frozen):
    """A label of a sentence with its score and everything that speaks for it.

    Attributes:
        id: which kind of work the sentence reports, such as ``rd_investment``.
        score: what the weights of its evidence add up to, with the support of headings.
        evidence: the rules that fired, and by which words.
    """

    id: str
    score: int
    evidence: tuple[Evidence, ...]


class Section(Frozen):
    """A section of a report.

    Attributes:
        title: text of its heading without the marker; empty before the first heading.
        level: 1 for 一、, 2 for (一), 3 for 1., 4 for (1); 0 before the first heading.
        role: ``results``, ``problems``, ``plan`` or None.
        parent: index of the section around it, or None.
        start: where it begins in the raw text.
        end: where it ends, with all its subsections.
    """

    title: str
    level: int
    role: str | None
    parent: int | None
    start: int
    end: int


class Sentence(Frozen):
    """A sentence with its labels.

    Attributes:
        quote: the raw text from ``start`` to ``end``.
        text: the same, cleaned and simplified.
        start: where it begins in the raw text.
        end: where it ends in the raw text.
        section: index of its section.
        labels: its labels, strongest first.
        locator: where it stands in the document, such as ``p12`` or ``page 4``, when that is known.
    """

    quote: str
    text: str
    start: int
    end: int
    section: int
    labels: tuple[Label, ...]
    locator: str | None = None


class Fact(Frozen):
    """A number that a report states; ``docs/facts.md`` describes the fields at length.

    ``raw[fact.start:fact.end] == fact.quote`` always holds.

    Attributes:
        quote: the raw characters of the number, its modifiers and its unit.
        start: where they begin in the raw text, in code points.
        end: where they end.
        value: the number in its base unit; the lower end of a range; a decrease is negative;
            None when masked.
        high: the upper end of a range, otherwise None.
        interval: the least and the most that the words can mean; None for an open end.
        unit: the base unit, such as ``元``, ``家`` or ``%``.
        dimension: ``money``, ``count``, ``ratio``, ``rank``, or the physical dimension.
        role: ``level``, ``change``, ``share`` or ``rank``.
        bound: ``exact``, ``approx``, ``over``, ``under``, ``at_least``, ``at_most`` or ``range``.
        subject: what is counted or measured, cleaned and simplified.
        status: ``actual``, ``target`` or ``forecast``.
        period: ``2021``, ``2021-01..2021-05``, as of a month's end ``..2021-06``; None when unknown.
        masked: whether the digits were replaced or lost.
        per: the denominator of prices, yields and rates, otherwise None.
        indicator: id of the statistic that the subject names, otherwise None.
        labels: labels of its sentence.
        sentence: index of its sentence in ``report.sentences``.
        rule: id of what found it.
        evidence: the words that decided role, status and period.
        parent: index in ``report.facts`` of the fact that this one is a part of, otherwise None.
        locator: its place in the document, such as ``p12`` or ``page 4``, when that is known.
    """

    quote: str
    start: int
    end: int
    value: Decimal | None
    high: Decimal | None
    interval: tuple[Decimal | None, Decimal | None]
    unit: str
    dimension: str
    role: str
    bound: str
    subject: str
    status: str
    period: str | None
    masked: bool
    per: str | None
    indicator: str | None
    labels: tuple[str, ...]
    sentence: int
    rule: str
    evidence: tuple[Evidence, ...]
    parent: int | None = None
    locator: str | None = None


class Report(Frozen):
    """The analysis of one document.

    Attributes:
        title: its title, cleaned.
        year: the year it reports on or plans, or None when that is not named or masked.
        half: 1 or 2 when it reports on half a year, else None.
        sections: its headings, in order; the first section is what stands before them.
        sentences: its sentences, in order.
        facts: its numeric facts, in the order of their quotes.
        diagnostics: what was noticed on the way.
        raw: the text that was analysed.
        document: the name of the document, when it has one.
        error: why the document could not be read or analysed; such a report is otherwise empty.
    """

    title: str
    year: int | None
    half: int | None
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    diagnostics: tuple[Diagnostic, ...]
    raw: str
    document: str | None = None
    error: Diagnostic | None = None

    @classmethod
    def failed(cls, document: str | None, error: Diagnostic) -> Report:
        """Return what stands in the place of a document that could not be analysed."""
        return cls("", None, None, (), (), (), (error,), "", document, error)

    def explain(self, analyzer: Any = None) -> Any:
        """Say why this report has its labels and facts: a ``kjreport.explain.Explanation``.

        Args:
            analyzer: the one that made the report; the one with the built-in rules when not given.
        """
        analyzer = analyzer or import_module("kjreport.analyzer").default_analyzer()
        return import_module("kjreport.explain").explain(analyzer, self.raw)

    def to_dicts(self, table: TableName = "facts") -> list[dict[str, Any]]:
        """Return a table as dictionaries in the form of the JSON output.

        Args:
            table: ``facts``, ``sentences`` or ``diagnostics``.

        Returns:
            A dictionary for each row; ``docs/columns.md`` describes the fields.
        """
        return list(_export("records").records(self, table))

    def to_arrow(self, table: TableName = "facts") -> pa.Table:
        """Return a table as Arrow: exact decimals, dates, dictionary-encoded ids.

        Args:
            table: ``facts``, ``sentences`` or ``diagnostics``.

        Returns:
            A ``pyarrow.Table`` with the columns of ``docs/columns.md``.

        Raises:
            MissingExtraError: pyarrow is not installed.
        """
        return _export("tables").to_arrow(self, table)

    def to_pandas(self, table: TableName = "facts") -> pd.DataFrame:
        """Return a table as a pandas data frame; numbers are ``Decimal``. See `to_arrow`."""
        frame: pd.DataFrame = _export("tables").to_pandas(self, table)
        return frame

    def to_polars(self, table: TableName = "facts") -> pl.DataFrame:
        """Return a table as a Polars data frame. See `to_arrow`."""
        frame: pl.DataFrame = _export("tables").to_polars(self, table)
        return frame

    def _repr_html_(self) -> str:
        """Return the page of the report in a frame, which is how a notebook shows it."""
        return str(_export("html").notebook_frame(self))


def _export(module: str) -> Any:
    # Above the model: only who writes a report in another form needs it.
    return import_module(f"kjreport.export.{module}")


def fact_dict(fact: Fact) -> dict[str, Any]:
    """Return a fact with plain values: numbers as decimal strings, evidence as rule and quote."""
    return {
        "quote": fact.quote,
        "start": fact.start,
        "end": fact.end,
        "value": plain(fact.value),
        "high": plain(fact.high),
        "interval": [plain(fact.interval[0]), plain(fact.interval[1])],
        "unit": fact.unit,
        "dimension": fact.dimension,
        "role": fact.role,
        "bound": fact.bound,
        "subject": fact.subject,
        "status": fact.status,
        "period": fact.period,
        "masked": fact.masked,
        "per": fact.per,
        "indicator": fact.indicator,
        "labels": list(fact.labels),
        "sentence": fact.sentence,
        "rule": fact.rule,
        "evidence": [evidence_dict(evidence) for evidence in fact.evidence],
        "parent": fact.parent,
    }


def evidence_dict(evidence: Evidence) -> dict[str, Any]:
    """Return a piece of evidence with plain values."""
    return {"rule": evidence.rule, "text": evidence.text, "start": evidence.start, "end": evidence.end}


def grouped(value: Decimal) -> str:
    """Return a value with its digits in groups of three and without zeros that say nothing.

    >>> grouped(Decimal("1234567.50")), grouped(Decimal("-0.5")), grouped(Decimal("1E+4"))
    ('1,234,567.5', '-0.5', '10,000')
    """
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain(value: Decimal | None) -> str | None:
    """Return a decimal without an exponent and without zeros that say nothing.

    >>> plain(Decimal("1.3100E+8")), plain(Decimal("2.50")), plain(None)
    ('131000000', '2.5', None)
    """
    if value is None:
        return None
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"

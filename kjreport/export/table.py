"""Tables for people."""

from __future__ import annotations

from rich.console import JustifyMethod
from rich.table import Table
from rich.text import Text

from kjreport.model import Fact, Report, grouped

NARROW = 120  # columns of a terminal below which eight columns of a table are too many
_MARKS = {"approx": "≈", "over": ">", "under": "<", "at_least": "≥", "at_most": "≤"}


def facts_table(report: Report, title: str, width: int | None = None) -> Table:
    """Return a table of the facts of a report.

    Args:
        report: the analysis.
        title: stands above the table.
        width: columns of the terminal; on a narrow one what is said of a value stands below each other.
    """
    table = Table(title=Text(title), title_justify="left", title_style="bold")
    narrow = width is not None and width < NARROW
    named = ("value", "about") if narrow else ("value", "unit", "role", "status", "period", "labels")
    for name in ("subject", "quote", *named):
        justify: JustifyMethod = "right" if name == "value" else "left"
        table.add_column(name, justify=justify, overflow="fold", no_wrap=name in ("value", "period"))
    for fact in report.facts:
        said = (fact.unit, fact.role, fact.status, fact.period or "", ", ".join(fact.labels))
        about = ("\n".join(filter(None, said)),) if narrow else said
        table.add_row(*map(Text, (fact.subject, " ".join(fact.quote.split()), written(fact), *about)))
    return table


def sentences_table(report: Report, title: str) -> Table:
    """Return a table of the sentences of a report with their labels."""
    table = Table(title=Text(title), title_justify="left", title_style="bold")
    table.add_column("labels", overflow="fold", max_width=24)
    table.add_column("sentence", overflow="fold")
    table.add_column("evidence", overflow="fold", max_width=30)
    for sentence in report.sentences:
        words = dict.fromkeys(evidence.text for label in sentence.labels for evidence in label.evidence)
        labels = "\n".join(label.id for label in sentence.labels)
        table.add_row(Text(labels), Text(sentence.text), Text(", ".join(words)))
    return table


def written(fact: Fact) -> str:
    """Return the value of a fact with its bound, digits in groups of three.

    Masked digits are an ellipsis.
    """
    if fact.value is None:
        return "…"
    number = grouped(fact.value)
    if fact.high is not None:
        return f"{number} - {grouped(fact.high)}"
    return _MARKS.get(fact.bound, "") + number

"""The command ``kjreport eval``: how well the library does on gold data, and all that it gets wrong."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kjreport.analyzer import Analyzer
from kjreport.cli.documents import analyzer_of, format_of, written
from kjreport.cli.rules import OwnRules
from kjreport.errors import InputError
from kjreport.explain.labels import labels_known
from kjreport.testing.gold import read_gold
from kjreport.testing.scores import CONFUSED, Finding, Score, Scores, score, total

WIDE = 160  # columns of a table that goes into a file or a pipe
AROUND = 40  # characters of a sentence that are shown on both sides of a quote
INPUT_WRONG = 2
FIGURES: Mapping[str, Callable[[Scores], Score]] = {
    "numbers": lambda scores: scores.numbers,
    "facts": lambda scores: scores.facts,
    "labels": lambda scores: scores.all_labels,
}
_BAR = re.compile(rf"(?:({'|'.join(FIGURES)})=)?(1(?:\.0*)?|0?\.\d+|0)")


class EvalFormat(StrEnum):
    """How scores are written."""

    TEXT = "text"
    JSON = "json"


def evaluate(
    gold: Annotated[str, typer.Argument(metavar="GOLD_DIR", help="The folder of the gold data.")],
    reports: Annotated[
        str | None,
        typer.Option("--reports", metavar="DIR", help="The folder of the texts, if it is another."),
    ] = None,
    rules: OwnRules = None,
    output_format: Annotated[
        EvalFormat | None,
        typer.Option("--format", help="How to write it; by the suffix of -o, or else 'text'."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="File to write.")
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[NAME=]F1",
            help="Exit with 1 when F1 is less: 'facts=0.95'; numbers, facts, labels; all three without name.",
        ),
    ] = None,
) -> None:
    """Score facts and labels against gold data: precision, recall, F1, and everything that is wrong."""
    least = _least(fail_under or [])
    chosen = format_of(output_format, output, EvalFormat)
    scores, problems = _scored(gold, reports, analyzer_of(rules))
    for problem in problems:
        sys.stderr.write(f"kjreport: {problem}\n")
    write = _write_json if chosen is EvalFormat.JSON else _write_text
    if output is None:
        write(sys.stdout, scores)
    else:
        written(output, lambda path: _write_file(path, lambda stream: write(stream, scores)))
    if problems:
        raise typer.Exit(INPUT_WRONG)
    _check(total(scores.values()), least)


def _scored(gold: str, reports: str | None, analyzer: Analyzer) -> tuple[dict[str, Scores], list[str]]:
    """Return the scores of each report, and what is wrong with the gold data."""
    scores: dict[str, Scores] = {}
    problems: list[str] = []
    for one in read_gold(gold, reports, labels_known(analyzer.rules.labels)):
        problems += map(str, one.problems)
        if one.facts is not None or one.labels is not None:
            scores[one.name] = score(one, analyzer.analyze(one.source))
    return scores, problems


def _least(wanted: list[str]) -> dict[str, Decimal]:
    """Return the smallest F1 that each figure may have."""
    found: dict[str, Decimal] = {}
    for text in wanted:
        bar = _BAR.fullmatch(text)
        if bar is None:
            raise InputError(
                f"--fail-under {text}: write 0.95, or NAME=0.95 with one of {', '.join(FIGURES)}"
            )
        found |= dict.fromkeys([bar[1]] if bar[1] else FIGURES, Decimal(bar[2]))
    return found


def _check(scores: Scores, least: Mapping[str, Decimal]) -> None:
    fallen = [name for name in least if FIGURES[name](scores).f1 < least[name]]
    for name in fallen:
        sys.stderr.write(
            f"kjreport: F1 of {name} is {FIGURES[name](scores).f1:.4f}, less than {least[name]}\n"
        )
    if fallen:
        raise typer.Exit(1)


def _write_file(path: Path, write: Callable[[TextIO], None]) -> None:
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
        write(stream)


def _write_json(stream: TextIO, scores: Mapping[str, Scores]) -> None:
    whole = total(scores.values())
    content = {
        **_figures(whole),
        "attributes": {name: {"right": right, "of": of} for name, (right, of) in whole.attributes.items()},
        "by_label": {label: _plain(one) for label, one in whole.labels.items()},
        "by_report": {name: _figures(one) for name, one in scores.items()},
        "confusion": [
            {"of": of, "meant": meant or None, "given": given or None, "times": times}
            for (of, meant, given), times in sorted(whole.confusion.items())
        ],
        "findings": [_finding(one) for one in whole.findings],
    }
    stream.write(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _figures(scores: Scores) -> dict[str, Any]:
    return {name: _plain(of(scores)) for name, of in FIGURES.items()}


def _plain(score: Score) -> dict[str, Any]:
    """Return a score for JSON, its figures as numbers of four places."""
    figures = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    counts = {"hit": score.hit, "gold": score.gold, "predicted": score.predicted}
    return counts | {name: float(round(figure, 4)) for name, figure in figures.items()}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "document": finding.document,
        "kind": finding.kind,
        "start": finding.span.start,
        "end": finding.span.end,
        "locator": finding.place,
        "before": finding.before,
        "quote": finding.quote,
        "after": finding.after,
        "differences": [difference._asdict() for difference in finding.differences],
    }


def _write_text(stream: TextIO, scores: Mapping[str, Scores]) -> None:
    fixed = not stream.isatty() and "COLUMNS" not in os.environ
    console = Console(file=stream, width=WIDE if fixed else None, highlight=False)
    whole = total(scores.values())
    console.print(_scores_table("figure", {name: of(whole) for name, of in FIGURES.items()}))
    console.print(_attributes_table(whole))
    if whole.labels:
        console.print(_scores_table("label", whole.labels))
    for of in CONFUSED:
        if any(name == of and meant != given for name, meant, given in whole.confusion):
            console.print(_confusion_table(of, whole))
    if len(scores) > 1:
        by_report = {f"{name}: {of}": FIGURES[of](one) for name, one in scores.items() for of in FIGURES}
        console.print(_scores_table("report", by_report))
    for finding in whole.findings:
        console.print(Text("\n").join(_lines(finding)), soft_wrap=True)


def _table(title: str, first: str, *columns: str) -> Table:
    table = Table(title=Text(title), title_justify="left", title_style="bold")
    table.add_column(first, overflow="fold")
    for name in columns:
        table.add_column(name, justify="right")
    return table


def _scores_table(first: str, scores: Mapping[str, Score]) -> Table:
    table = _table(f"by {first}", first, "precision", "recall", "F1", "hit", "gold", "predicted")
    for name, one in scores.items():
        figures = [f"{figure:.4f}" for figure in (one.precision, one.recall, one.f1)]
        table.add_row(Text(name), *figures, *map(str, (one.hit, one.gold, one.predicted)))
    return table


def _attributes_table(scores: Scores) -> Table:
    table = _table("attributes of the right numbers", "attribute", "accuracy", "right", "of")
    for name, (right, of) in scores.attributes.items():
        table.add_row(name, f"{Score(right, of).recall:.4f}", str(right), str(of))
    return table


def _confusion_table(of: str, scores: Scores) -> Table:
    """Return a table with a row for each value that was meant and a column for each that was given."""
    found = {(meant, given): times for (name, meant, given), times in scores.confusion.items() if name == of}
    confused = {pair for pair in found if pair[0] != pair[1]}
    rows = sorted({meant for meant, _ in confused})
    columns = sorted({given for _, given in confused})
    table = _table(f"{of} confused", "meant / given", *(name or "none" for name in columns))
    table.add_column("right", justify="right")
    for row in rows:
        cells = [str(found[row, column]) if (row, column) in confused else "" for column in columns]
        table.add_row(row or "none", *cells, str(found.get((row, row), 0)) if row else "")
    return table


def _lines(finding: Finding) -> Iterator[Text]:
    """Yield the finding, its sentence with the quote between marks, and expected against got."""
    place = f"{finding.document}, {finding.place or 'offset'} ({finding.span.start}-{finding.span.end})"
    yield Text()
    yield Text.assemble((finding.kind, "bold red"), f"  {place}")
    before, quote, after = (" ".join(part.split()) for part in (finding.before, finding.quote, finding.after))
    before = f"…{before[-AROUND:]}" if len(before) > AROUND else before
    after = f"{after[:AROUND]}…" if len(after) > AROUND else after
    yield Text.assemble("    ", before, (f"⟦{quote}⟧", "bold"), after)
    for name, expected, got in finding.differences:
        yield Text(f"    {name}: expected {expected or 'nothing'}, got {got or 'nothing'}")

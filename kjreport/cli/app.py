"""The commands and their options."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.table import Table

from kjreport import __version__
from kjreport.analyzer import Analyzer, default_analyzer
from kjreport.cli.diagnostics import render
from kjreport.cli.documents import read_sources
from kjreport.cli.html import html
from kjreport.cli.rules_tests import rules_app
from kjreport.errors import KjreportError, RuleError
from kjreport.export import facts_table, sentences_table, write_csv, write_json_lines
from kjreport.model import Report, fact_dict, sentence_dict

WIDE = 160  # columns of a table that goes into a file or a pipe
USAGE_ERROR = 2

app = typer.Typer(
    help="Read work reports of Chinese science and technology bureaus: facts and labelled sentences.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(rules_app, name="rules")


class FactFormat(StrEnum):
    """How facts are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class SentenceFormat(StrEnum):
    """How sentences are printed."""

    TABLE = "table"
    JSONL = "jsonl"


Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Text files; '-' reads standard input.")]


@app.callback(invoke_without_command=True)
def version(
    *, version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False
) -> None:
    """Take the options that stand before a command."""
    if version:
        typer.echo(f"kjreport {__version__}")
        raise typer.Exit


@app.command()
def facts(
    files: Files,
    output_format: Annotated[
        FactFormat, typer.Option("--format", help="How to print them.")
    ] = FactFormat.TABLE,
) -> None:
    """Print the numeric facts of reports."""
    if output_format is FactFormat.TABLE:
        _tables(files, facts_table)
    elif output_format is FactFormat.CSV:
        _records(files, write_csv, lambda report: map(fact_dict, report.facts))
    else:
        _records(files, write_json_lines, lambda report: map(fact_dict, report.facts))


@app.command()
def sentences(
    files: Files,
    output_format: Annotated[
        SentenceFormat, typer.Option("--format", help="How to print them.")
    ] = SentenceFormat.TABLE,
) -> None:
    """Print the sentences of reports with their labels."""
    if output_format is SentenceFormat.TABLE:
        _tables(files, sentences_table)
    else:
        _records(files, write_json_lines, lambda report: map(sentence_dict, report.sentences))


app.command()(html)


def _reports(files: Sequence[str], analyzer: Analyzer, failures: list[str]) -> Iterator[tuple[str, Report]]:
    """Analyse documents as they are asked for; those that cannot be read are named on stderr."""
    for source in read_sources(files):
        if source.error is not None:
            failures.append(source.name)
            _complain(source.error)
        else:
            yield source.name, analyzer.analyze(source.text)


def _tables(files: Sequence[str], table: Callable[[Report, str], Table]) -> None:
    console = Console(width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else WIDE, soft_wrap=False)
    failures: list[str] = []
    for name, report in _reports(files, default_analyzer(), failures):
        console.print(table(report, f"{name}: {report.title}"))
    _finish(failures)


def _records(
    files: Sequence[str],
    write: Callable[[Iterator[dict[str, Any]], TextIO], None],
    records: Callable[[Report], Iterator[dict[str, Any]]],
) -> None:
    failures: list[str] = []
    reports = _reports(files, default_analyzer(), failures)
    write(
        ({"document": name, **record} for name, report in reports for record in records(report)), sys.stdout
    )
    _finish(failures)


def _finish(failures: Sequence[str]) -> None:
    if failures:
        raise typer.Exit(USAGE_ERROR)


def _complain(error: KjreportError) -> None:
    sys.stderr.write(f"kjreport: {error}\n")


def main() -> None:
    """Run the command line; no error that a user can cause shows a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # Lone surrogates are legal in Python text and in JSON, but no encoding has them.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except RuleError as error:
        sys.stderr.write(render(error.diagnostics))
        sys.exit(1)
    except KjreportError as error:
        _complain(error)
        sys.exit(USAGE_ERROR)
    except BrokenPipeError:
        # The reader has had enough (`kjreport facts F | head`): nothing can be written now, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)

"""The commands that print reports as tables: facts and sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console

from kjreport.cli.documents import analyzed, written
from kjreport.cli.rules import OwnRules
from kjreport.errors import InputError
from kjreport.export import facts_table, sentences_table, write_csv, write_json_lines
from kjreport.export.tables import write_parquet
from kjreport.export.workbook import write_workbook
from kjreport.model import Report, TableName

WIDE = 160  # columns of a table that goes into a file or a pipe
USAGE_ERROR = 2
INTERRUPTED = 130
BYTE_ORDER_MARK = "\ufeff"


class Format(StrEnum):
    """How tables are written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    XLSX = "xlsx"


BINARY = frozenset({Format.PARQUET, Format.XLSX})

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="Documents (.txt .md .html .docx .pdf), folders, patterns; '-' reads standard input.",
    ),
]
FormatOption = Annotated[
    Format | None, typer.Option("--format", help="How to write them; by the suffix of -o, or else 'table'.")
]
OutputOption = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="File to write.")]
WorkersOption = Annotated[
    int, typer.Option("--workers", min=0, metavar="N", help="Processes; 0: one for each processor.")
]
MarkOption = Annotated[bool, typer.Option("--bom", help="Begin CSV with a byte order mark, for Excel.")]


def facts(
    files: Files,
    output_format: FormatOption = None,
    output: OutputOption = None,
    workers: WorkersOption = 1,
    rules: OwnRules = None,
    *,
    bom: MarkOption = False,
) -> None:
    """Print the numeric facts of reports."""
    failures: list[str] = []
    reports = analyzed(files, workers, failures, rules)
    _print("facts", reports, _format(output_format, output), output, bom)
    _finish(failures)


def sentences(
    files: Files,
    output_format: FormatOption = None,
    output: OutputOption = None,
    workers: WorkersOption = 1,
    rules: OwnRules = None,
    *,
    bom: MarkOption = False,
) -> None:
    """Print the sentences of reports with their labels."""
    failures: list[str] = []
    reports = analyzed(files, workers, failures, rules)
    _print("sentences", reports, _format(output_format, output), output, bom)
    _finish(failures)


def _format(wanted: Format | None, output: str | None) -> Format:
    suffix = Path(output).suffix.lstrip(".").lower() if output else ""
    chosen = wanted or (Format(suffix) if suffix in Format.__members__.values() else Format.TABLE)
    if chosen in BINARY and output is None:
        raise InputError(f"{chosen} is no text: name a file with -o")
    return chosen


def _print(
    table: TableName, reports: Iterator[Report], chosen: Format, output: str | None, bom: bool
) -> None:
    try:
        if output is None:
            _write_text(reports, sys.stdout, table, chosen, bom)
        else:
            written(output, lambda path: _write(reports, path, table, chosen, bom))
    except KeyboardInterrupt:
        sys.stderr.write("kjreport: interrupted\n")
        raise typer.Exit(INTERRUPTED) from None


def _finish(failures: Sequence[str]) -> None:
    if failures:
        raise typer.Exit(USAGE_ERROR)


def _write(reports: Iterator[Report], path: Path, table: TableName, chosen: Format, bom: bool) -> None:
    if chosen is Format.XLSX:
        write_workbook(reports, path)
    elif chosen is Format.PARQUET:
        write_parquet(reports, path, table)
    else:
        with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            _write_text(reports, stream, table, chosen, bom)


def _write_text(
    reports: Iterable[Report], stream: TextIO, table: TableName, chosen: Format, bom: bool
) -> None:
    if chosen is Format.JSONL:
        write_json_lines(reports, stream, table)
    elif chosen is Format.CSV:
        stream.write(BYTE_ORDER_MARK if bom else "")
        write_csv(reports, stream, table)
    else:
        fixed = not stream.isatty() and "COLUMNS" not in os.environ
        console = Console(file=stream, width=WIDE if fixed else None, soft_wrap=False)
        shown = facts_table if table == "facts" else sentences_table
        for report in reports:
            if report.error is None:
                console.print(shown(report, f"{report.document}: {report.title}"))

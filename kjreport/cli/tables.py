"""The commands that print reports as tables: facts and sentences."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console

from kjreport.cli.documents import analyzed, analyzer_of, format_of, written
from kjreport.cli.rules import OwnRules
from kjreport.export import facts_table, sentences_table, write_csv, write_json_lines
from kjreport.export.tables import write_parquet
from kjreport.export.workbook import write_workbook
from kjreport.model import Report, TableName
from kjreport.readers import expand

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


def _command(table: TableName, about: str) -> Callable[..., None]:
    """Return the command that prints a table of reports."""

    def command(
        files: Files,
        output_format: FormatOption = None,
        output: OutputOption = None,
        workers: WorkersOption = 1,
        rules: OwnRules = None,
        *,
        bom: MarkOption = False,
    ) -> None:
        chosen = format_of(output_format, output, Format)
        documents = expand(files)
        failures: list[str] = []
        reports = analyzed(documents, workers, failures, analyzer_of(rules), output)
        try:
            if output is None:
                _write_text(reports, sys.stdout, table, chosen, bom)
            else:
                written(output, lambda path: _write(reports, path, table, chosen, bom), documents)
        except KeyboardInterrupt:
            sys.stderr.write("kjreport: interrupted\n")
            raise typer.Exit(INTERRUPTED) from None
        if failures:
            raise typer.Exit(USAGE_ERROR)

    command.__doc__ = about
    return command


facts = _command("facts", "Print the numeric facts of reports.")
sentences = _command("sentences", "Print the sentences of reports with their labels.")


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
        for report in reports:
            if report.error is None:
                title = f"{report.document}: {report.title}"
                if table == "facts":
                    console.print(facts_table(report, title, console.width))
                else:
                    console.print(sentences_table(report, title))

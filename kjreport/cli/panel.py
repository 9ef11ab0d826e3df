"""The commands that index reports in a database and ask it for panels."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kjreport.analyzer import default_analyzer
from kjreport.cli.html import PageLanguage
from kjreport.errors import InputError
from kjreport.readers import expand

if TYPE_CHECKING:
    from kjreport.panel import Panel

MANY = 200  # documents from which on starting processes pays

Database = Annotated[str, typer.Option("--db", metavar="FILE", help="The DuckDB database of the panel.")]

Roles = Annotated[
    list[str] | None, typer.Option("--role", help="Roles other than the indicator's own, such as change.")
]
Language = Annotated[PageLanguage, typer.Option("--lang", help="Language of page and picture.")]


def index(
    files: Annotated[list[str], typer.Argument(metavar="PATH...", help="Documents, folders, patterns.")],
    database: Database,
    workers: Annotated[
        int,
        typer.Option(
            "--workers", min=0, help="Processes; 0: as many as there are cores, for many documents."
        ),
    ] = 0,
) -> None:
    """Add reports, their sentences and facts to a database; what is in it already is not read again."""
    from kjreport.panel import index as add

    documents = expand(files)
    with _progress(len(documents)) as progress:
        result = add(
            documents,
            database,
            default_analyzer(),
            workers=workers or ((os.cpu_count() or 1) if len(documents) >= MANY else 1),
            progress=progress,
        )
    for error in result.failed:
        sys.stderr.write(f"kjreport: {error.message}\n")
    typer.echo(f"added {result.added}, known {result.known}, failed {len(result.failed)}", err=True)
    if result.failed:
        raise typer.Exit(2)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], None] | None]:
    """Show a bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("Indexing", total=total)
        yield lambda done: bar.update(task, completed=done)


class PanelFormat(StrEnum):
    """How a panel is given."""

    TABLE = "table"
    XLSX = "xlsx"
    HTML = "html"
    PNG = "png"


def panel(  # noqa: PLR0913 (each option is one)
    *,
    database: Database,
    indicator: Annotated[str, typer.Option("--indicator", metavar="ID", help="Which statistic.")],
    by: Annotated[
        str, typer.Option("--by", metavar="KEYS", help="What goes down, and last what goes across.")
    ] = "region,year",
    output_format: Annotated[
        PanelFormat, typer.Option("--format", help="A table, a workbook, a page, or its charts as a picture.")
    ] = PanelFormat.TABLE,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="File to write.")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="Only actual, target or forecast values.")
    ] = None,
    role: Roles = None,
    language: Language = PageLanguage.ZH,
) -> None:
    """Show the values of an indicator by place and time, each with its sources."""
    from kjreport import panel as panels

    if output_format in (PanelFormat.XLSX, PanelFormat.PNG) and output is None:
        raise InputError(f"--format {output_format.value} needs a file: -o FILE")
    rules = default_analyzer().rules
    with panels.open_store(database) as store:
        found = panels.pivot(store, rules, indicator, by.split(","), status=status, roles=role or ())
    try:
        if output_format is PanelFormat.XLSX:
            panels.write_sheet(found, str(output))
        elif output_format is PanelFormat.PNG:
            panels.write_picture(found, str(output), language=language.value)
        else:
            page = output_format is PanelFormat.HTML
            text = panels.panel_page(found, language=language.value) if page else _table(found)
            _write(text, output)
    except OSError as error:
        raise InputError(f"{output}: cannot be written: {error.strerror or error}") from None


def _write(text: str, output: str | None) -> None:
    if output is None:
        sys.stdout.write(text)
    else:
        Path(output).write_text(text, encoding="utf-8", newline="\n")


def _table(found: Panel) -> str:
    """Return a panel as text: the table, and below it the sources that its numbers in brackets refer to."""
    from kjreport.panel.text import panel_text

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() or "COLUMNS" in os.environ else None
    return panel_text(found, width)

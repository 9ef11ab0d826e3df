"""The commands that index reports in a database and ask it for panels."""

from __future__ import annotations

import os
import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kjreport.cli.documents import analyzer_of, format_of, progress, write_text, written
from kjreport.cli.html import PageLanguage
from kjreport.cli.rules import OwnRules
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
    rules: OwnRules = None,
) -> None:
    """Add reports, their sentences and facts to a database; what is in it already is not read again."""
    from kjreport.panel import index as add

    documents = expand(files)
    workers = workers or ((os.cpu_count() or 1) if len(documents) >= MANY else 1)
    with progress("Indexing", len(documents)) as told:
        result = add(documents, database, analyzer_of(rules), workers=workers, progress=told)
    for error in result.failed:
        sys.stderr.write(f"kjreport: {error.message}\n")
    typer.echo(f"added {result.added}, known {result.known}, failed {len(result.failed)}", err=True)
    if result.failed:
        raise typer.Exit(2)


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
        PanelFormat | None,
        typer.Option(
            "--format",
            help="Table, workbook, page, or its charts as a picture; by the suffix of -o, or else 'table'.",
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="File to write.")
    ] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="Only actual, target or forecast values.")
    ] = None,
    role: Roles = None,
    language: Language = PageLanguage.ZH,
    rules: OwnRules = None,
) -> None:
    """Show the values of an indicator by place and time, each with its sources."""
    from kjreport import panel as panels

    chosen = format_of(output_format, output, PanelFormat)
    own = analyzer_of(rules).rules
    keys = [key.strip() for key in by.split(",")]
    with panels.open_store(database) as store:
        found = panels.pivot(store, own, indicator, keys, status=status, roles=role or ())
        other = store.read_with_other(panels.rules_version(own))
    _note(database, found, other)
    if output is None:
        sys.stdout.write(_text(found, chosen, language))
    else:
        written(output, lambda path: _write(found, path, chosen, language))


def _note(database: str, found: Panel, other: int) -> None:
    """Say on stderr what a panel does not show: that it is empty, and how old the reading of reports is."""
    if other:
        told = (
            "of its reports were read with other rules or another version; 'kjreport index' reads them again"
        )
        sys.stderr.write(f"kjreport: {database}: {other} {told}\n")
    if not found.cells:
        sys.stderr.write(f"kjreport: {database}: there are no values of {found.indicator.id}\n")


def _write(found: Panel, path: Path, chosen: PanelFormat, language: PageLanguage) -> None:
    from kjreport import panel as panels

    if chosen is PanelFormat.XLSX:
        panels.write_sheet(found, path)
    elif chosen is PanelFormat.PNG:
        panels.write_picture(found, path, language=language.value)
    else:
        write_text(path, _text(found, chosen, language))


def _text(found: Panel, chosen: PanelFormat, language: PageLanguage) -> str:
    """Return a panel as a page or, with its sources below it, as a table."""
    from kjreport import panel as panels

    if chosen is PanelFormat.HTML:
        return panels.panel_page(found, language=language.value)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() or "COLUMNS" in os.environ else None
    return panels.panel_text(found, width)

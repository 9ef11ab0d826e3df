"""The commands that index reports in a database and ask it for panels."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from kjreport.analyzer import default_analyzer
from kjreport.readers import expand

MANY = 200  # documents from which on starting processes pays

Database = Annotated[str, typer.Option("--db", metavar="FILE", help="The DuckDB database of the panel.")]


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
    from kjreport.panel import index as add  # noqa: PLC0415 (needs an extra, and only this command does)

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
    from rich.console import Console  # noqa: PLC0415 (only for a terminal)
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("Indexing", total=total)
        yield lambda done: bar.update(task, completed=done)

"""The documents that a command is given: files, folders, patterns, or ``-`` for standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from kjreport.analyzer import Analyzer, default_analyzer
from kjreport.errors import InputError, KjreportError
from kjreport.model import Report
from kjreport.readers import STDIN, expand, read
from kjreport.ruleset import load_rules


class Source(NamedTuple):
    """The name of a document and its text, or the error that says why there is none."""

    name: str
    text: str
    error: KjreportError | None


def read_sources(names: Sequence[str]) -> Iterator[Source]:
    """Read documents one after the other; one that cannot be read does not stop the others."""
    for name in expand(names):
        try:
            yield Source(name, read(name).text, None)
        except KjreportError as error:
            yield Source(name, "", error)


def analyzed(
    names: Sequence[str], workers: int, failures: list[str], rules: Sequence[str] | None = None
) -> Iterator[Report]:
    """Analyse documents as their reports are asked for.

    Args:
        names: files, folders, patterns, ``-``.
        workers: number of processes; 0 for as many as there are processors.
        failures: gets the names of documents that cannot be read; each is also one line on stderr.
        rules: rule files or folders beside the built-in ones.

    Returns:
        A report for each document; those that cannot be read have an error and nothing else.
    """
    documents = expand(names)
    workers = min(workers or os.cpu_count() or 1, len(documents))
    # Standard input belongs to this process.
    items = map(Path, documents)
    analyzer = Analyzer(load_rules(*rules)) if rules else default_analyzer()
    reports = analyzer.analyze_many(items, 1 if STDIN in documents else workers)
    with _progress(len(documents)) as advance:
        for name, report in zip(documents, reports, strict=True):
            advance()
            if report.error is not None:
                failures.append(name)
                sys.stderr.write(f"kjreport: {report.error.message}\n")
            yield report


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """Show how far the documents have come, where someone is looking and nothing else is written."""
    if total < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reports", total=total)
        yield lambda: progress.advance(task)


def written(path: str, write: Callable[[Path], None]) -> None:
    """Write a file through another beside it, so that there is never half of one.

    Raises:
        InputError: it cannot be written.
    """
    target = Path(path)
    part = target.with_name(f"{target.name}.part")
    try:
        write(part)
        part.replace(target)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        part.unlink(missing_ok=True)

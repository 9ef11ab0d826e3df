"""What commands read and write: documents by their names, files that appear when they are whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from kjreport.analyzer import Analyzer, default_analyzer
from kjreport.errors import InputError
from kjreport.model import Report
from kjreport.readers import STDIN, expand, read
from kjreport.ruleset import load_rules

BINARY = frozenset({"parquet", "png", "xlsx"})  # formats that no terminal shows

Format = TypeVar("Format", bound=StrEnum)


def texts(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Return name and text of each document.

    Raises:
        InputError: a document cannot be read.
    """
    return ((name, read(name).text) for name in expand(names))


def analyzer_of(rules: Sequence[str] | None) -> Analyzer:
    """Return the analyzer with the built-in rules, and those of rule files or folders beside them."""
    return Analyzer(load_rules(*rules)) if rules else default_analyzer()


def analyzed(
    documents: Sequence[str], workers: int, failures: list[str], analyzer: Analyzer, output: str | None
) -> Iterator[Report]:
    """Analyse documents as their reports are asked for.

    Args:
        documents: files, ``-`` for standard input.
        workers: number of processes; 0 for as many as there are processors.
        failures: gets the names of documents that cannot be read; each is also one line on stderr.
        analyzer: the analyzer to use.
        output: the file that is written, if any; what goes to a terminal shows by itself how far it is.

    Returns:
        A report for each document; those that cannot be read have an error and nothing else.
    """
    workers = min(workers or os.cpu_count() or 1, len(documents))
    # Standard input belongs to this process.
    reports = analyzer.analyze_many(map(Path, documents), 1 if STDIN in documents else workers)
    seen = len(documents) > 1 and not (output is None and sys.stdout.isatty())
    with progress("Reading", len(documents), seen=seen) as told:
        for done, (name, report) in enumerate(zip(documents, reports, strict=True), 1):
            told(done)
            if report.error is not None:
                failures.append(name)
                sys.stderr.write(f"kjreport: {report.error.message}\n")
            yield report


@contextmanager
def progress(what: str, total: int, *, seen: bool = True) -> Iterator[Callable[[int], None]]:
    """Show on stderr how many documents are done, where someone is looking.

    Args:
        what: is being done.
        total: number of documents.
        seen: whether to show it, on a terminal.
    """
    if not seen or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.update(task, completed=done)


def format_of(wanted: Format | None, output: str | None, formats: type[Format]) -> Format:
    """Return the format that is wanted; else that of the suffix of a file, and the first where it has none.

    Raises:
        InputError: no format has this suffix, or the format needs a file and there is none.
    """
    suffix = Path(output or "").suffix.lstrip(".").lower()
    names = [str(one) for one in formats]
    if wanted is None and suffix not in ("", "txt", *names):
        raise InputError(f"{output}: no format is called {suffix}; say --format {'|'.join(names)}")
    chosen = wanted or formats(suffix if suffix in names else names[0])
    if chosen in BINARY and output is None:
        raise InputError(f"{chosen} is no text: name a file with -o")
    return chosen


def written(path: str, write: Callable[[Path], None], documents: Iterable[str] = ()) -> None:
    """Write a file through another beside it, so that there is never half of one.

    Args:
        path: of the file; what is there is replaced.
        write: writes to the path that it is given.
        documents: what is read for it, and must not be written over.

    Raises:
        InputError: it cannot be written, or is one of the documents.
    """
    target = Path(path)
    try:
        if target.resolve() in (Path(name).resolve() for name in documents):
            raise InputError(f"{path}: is one of the documents that are read; write to another file")
        if target.exists() and not target.is_file():  # a pipe or a device is written to, not replaced
            write(target)
            return
        part = target.with_name(f"{target.name}.part")
        try:
            write(part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from None


def write_text(path: Path, text: str) -> None:
    """Write a text in UTF-8 with the line ends that it has."""
    path.write_text(text, encoding="utf-8", errors="backslashreplace", newline="\n")

"""The command that writes reports as pages for people."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kjreport.cli.documents import analyzed, analyzer_of, write_text, written
from kjreport.cli.rules import OwnRules
from kjreport.errors import InputError
from kjreport.export.html import report_page, rule_names
from kjreport.readers import STDIN, expand


class PageLanguage(StrEnum):
    """What language a page itself speaks; the report stays as it is."""

    ZH = "zh"
    EN = "en"


def html(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help="Documents, folders, patterns; '-': standard input."),
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Page to write; a folder for several reports."),
    ] = None,
    language: Annotated[
        PageLanguage, typer.Option("--lang", help="Language of the page itself.")
    ] = PageLanguage.ZH,
    rules: OwnRules = None,
) -> None:
    """Write a report as one page that works offline: its text with labels and facts, a table, charts."""
    documents = expand(files)
    pages = _pages(documents, output)
    analyzer = analyzer_of(rules)
    titles = rule_names(analyzer.rules)
    failures: list[str] = []
    for document, report in zip(documents, analyzed(documents, 1, failures, analyzer, output), strict=True):
        if report.error is None:
            shown = "" if document == STDIN else Path(document).name
            page = report_page(report, shown, language=language.value, rules=titles)
            _write(page, pages.get(document), documents)
    if failures:
        raise typer.Exit(2)


def _pages(documents: Sequence[str], output: str | None) -> dict[str, str]:
    """Return where the page of each document goes, if not to standard output; make the folder of several."""
    if output is None or output == STDIN:
        if len(documents) > 1:
            raise InputError(f"{len(documents)} reports need a folder: -o FOLDER")
        return {}
    if len(documents) == 1 and not (output.endswith("/") or Path(output).is_dir()):
        return {documents[0]: output}
    pages = {document: str(Path(output, f"{Path(document).stem}.html")) for document in documents}
    for page, times in Counter(pages.values()).items():
        if times > 1:
            name = Path(page).name
            raise InputError(f"{output}: several reports would be {name}; write them one by one")
    try:
        Path(output).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{output}: is no folder that can be made: {error.strerror}") from None
    return pages


def _write(page: str, output: str | None, documents: Sequence[str]) -> None:
    if output is None:
        sys.stdout.write(page)
    else:
        written(output, lambda path: write_text(path, page), documents)

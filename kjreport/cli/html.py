"""The command that writes reports as pages for people."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kjreport.analyzer import default_analyzer
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
        str,
        typer.Option("--output", "-o", metavar="FILE", help="Page to write; a folder for several reports."),
    ] = STDIN,
    language: Annotated[
        PageLanguage, typer.Option("--lang", help="Language of the page itself.")
    ] = PageLanguage.ZH,
) -> None:
    """Write a report as one page that works offline: its text with labels and facts, a table, charts."""
    names = expand(files)
    if len(names) > 1 and not Path(output).is_dir():
        raise InputError(f"{output}: {len(names)} reports need a folder that exists: -o FOLDER")
    stems = [Path(name).stem for name in names]
    if len(set(stems)) < len(stems):
        twice = next(stem for stem in stems if stems.count(stem) > 1)
        raise InputError(f"{output}: several reports would be {twice}.html; write them one by one")
    analyzer = default_analyzer()
    titles = rule_names(analyzer.rules)
    failed = False
    for name, report in zip(names, analyzer.analyze_many(map(Path, names)), strict=True):
        if report.error is not None:
            sys.stderr.write(f"kjreport: {report.error.message}\n")
            failed = True
            continue
        shown = "" if name == STDIN else Path(name).name
        _write(report_page(report, shown, language=language.value, rules=titles), name, output)
    if failed:
        raise typer.Exit(2)


def _write(page: str, name: str, output: str) -> None:
    if output == STDIN:
        sys.stdout.write(page)
        return
    path = Path(output)
    target = path / f"{Path(name).stem}.html" if path.is_dir() else path
    try:
        target.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{target}: cannot be written: {error.strerror or error}") from None

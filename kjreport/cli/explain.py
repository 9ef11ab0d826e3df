"""The command ``kjreport explain``: why, and why not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from kjreport.analyzer import Analyzer
from kjreport.cli.documents import analyzer_of, texts
from kjreport.cli.rules import OwnRules
from kjreport.errors import InputError
from kjreport.explain import explain as explain_text
from kjreport.explain import why_not as why_no_label
from kjreport.explain import why_not_fact as why_no_fact
from kjreport.explain.labels import labels_known
from kjreport.ruleset.problems import suggest

CLOSEST = 5


def explain(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE]...", help="Documents, folders, patterns; '-' reads standard input."),
    ] = None,
    *,
    text: Annotated[str | None, typer.Option("--text", help="A text instead of files.")] = None,
    why_not: Annotated[
        str | None, typer.Option("--why-not", metavar="LABEL", help="Say what came closest to a label.")
    ] = None,
    why_not_fact: Annotated[
        str | None, typer.Option("--why-not-fact", metavar="QUOTE", help="Say why a number is no fact.")
    ] = None,
    rules: OwnRules = None,
) -> None:
    """Say why sentences have their labels and numbers are facts, and why not."""
    if (text is None) == (not files):
        raise InputError("name files, or give a text with --text")
    analyzer = analyzer_of(rules)
    for name, content in [("", text)] if text is not None else texts(files or []):
        if name:
            sys.stdout.write(f"# {name}\n")
        for line in _lines(analyzer, content, why_not, why_not_fact):
            sys.stdout.write(f"{line}\n")


def _lines(analyzer: Analyzer, text: str, label: str | None, quote: str | None) -> Iterator[str]:
    if label is None and quote is None:
        yield from explain_text(analyzer, text).lines()
    if label is not None:
        known = labels_known(analyzer.rules.labels)
        if label not in known:
            hint = suggest(label, known) or f"the labels are {', '.join(known)}"
            raise InputError(f"there is no label '{label}'; {hint}")
        misses = why_no_label(analyzer, text, label)
        yield from map(str, misses[:CLOSEST])
        if not misses:
            yield f"no keyword or pattern of {label} stands in the text, nor part of one"
    if quote is not None:
        found = why_no_fact(analyzer, text, quote)
        yield from map(str, found)
        if not found:
            yield f"{quote!r} does not stand in the text"

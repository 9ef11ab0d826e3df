"""A panel as text for a terminal."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from kjreport.export.html.facts import value_text
from kjreport.export.html.words import Words
from kjreport.panel.pivot import Cell, Panel, Source

WIDEST = 1000  # columns of a table that goes into a file or a pipe: nothing is wrapped


def panel_text(panel: Panel, width: int | None = None) -> str:
    """Return a panel as a table, and below it the sources to which its numbers in brackets refer.

    Args:
        panel: the panel.
        width: columns of the terminal; as wide as it comes when not given.
    """
    sources: list[Source] = []
    table = Table()
    for key in panel.by[:-1]:
        table.add_column(key, overflow="fold")
    for column in panel.columns:
        table.add_column(_key(column), justify="right", overflow="fold")
    for row in panel.rows:
        cells = [_cell(panel.cells.get((row, column)), column, sources) for column in panel.columns]
        table.add_row(*(Text(cell) for cell in (*map(_key, row), *cells)))
    out = StringIO()
    console = Console(file=out, width=width or WIDEST)
    console.print(Text(f"{panel.indicator.name} ({panel.indicator.id})"), table, sep="\n")
    for number, source in enumerate(sources, 1):
        place = f" ({source.locator})" if source.locator else ""
        where = f"{', '.join(source.documents)}:{source.start}-{source.end}{place}"
        console.print(Text(f"[{number}] {where} {' '.join(source.quote.split())}"), soft_wrap=True)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _cell(cell: Cell | None, column: str | int | None, sources: list[Source]) -> str:
    """Return the values of a cell, a line each; ≠ stands before values of sources that disagree."""
    words = Words.of("en")
    lines = []
    for value in cell.values if cell else ():
        about = [value.status] if value.status != "actual" else []
        about += [words.period(value.period)] if value.period not in (None, str(column)) else []
        numbers = []
        for source in value.sources:
            sources.append(source)
            numbers.append(f"[{len(sources)}]")
        differs = any(value.contradicts(other) for other in cell.values) if cell else False
        text = f"{'≠ ' if differs else ''}{value_text(value, words)}"
        lines.append(" ".join([text, *about, "".join(numbers)]))
    return "\n".join(lines)


def _key(key: str | int | None) -> str:
    return "–" if key is None else str(key)

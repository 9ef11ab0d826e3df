"""A panel as an Excel workbook: the panel as people read it, and every value with its source, typed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from kjreport.export.html.facts import value_text
from kjreport.export.html.words import Words
from kjreport.export.workbook import holds, text_of_cell
from kjreport.extras import require
from kjreport.model import plain
from kjreport.panel.pivot import Cell, Panel, Source, Value

_VALUES = ("value", "high", "low", "up", "unit", "per", "bound", "status", "period", "role", "masked")
_SOURCES = ("disagrees", "documents", "title", "start", "end", "locator", "quote", "sentence")
_WIDTHS = {"value": 16, "documents": 36, "title": 36, "quote": 16, "sentence": 60}


def write_sheet(panel: Panel, path: str | Path) -> None:
    """Write a panel to a workbook.

    The sheet ``panel`` has a cell for each place and time with all that is said of it; cells in which sources
    disagree begin with ≠. The sheet ``values`` has a row for each source of each value.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
        OSError: the file cannot be written.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = require("xlsxwriter", "panel").Workbook
    with Path(path).open("wb") as file, book(file, options) as workbook:
        bold = workbook.add_format({"bold": True, "bottom": 1})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        differs = workbook.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FBF1DA"})
        _write_panel(workbook.add_worksheet("panel"), panel, bold, wrapped, differs)
        _write_values(workbook.add_worksheet("values"), panel, bold)


def cell_text(cell: Cell, column: str | int | None, words: Words) -> str:
    """Return what a cell says, a line for each value.

    The status is left out where it is ``actual``, the period where it is that of the column.
    """
    lines = []
    for value in cell.values:
        about = [] if value.status == "actual" else [words.name(value.status)]
        about += [] if value.period in (None, str(column)) else [words.period(value.period)]
        about += [f"×{len(value.sources)}"] if len(value.sources) > 1 else []
        lines.append(" ".join([value_text(value, words), *([f"({', '.join(about)})"] if about else [])]))
    return "\n".join([("≠ " if cell.disagrees else "") + lines[0], *lines[1:]])


def _write_panel(sheet: Any, panel: Panel, bold: Any, wrapped: Any, differs: Any) -> None:
    words = Words.of("en")
    keys = len(panel.by) - 1
    sheet.write_row(0, 0, [*panel.by[:-1], *map(_key, panel.columns)], bold)
    for line, row in enumerate(panel.rows, 1):
        for place, key in enumerate(row):
            _write(sheet, line, place, key, wrapped)
        for place, column in enumerate(panel.columns, keys):
            if cell := panel.cells.get((row, column)):
                style = differs if cell.disagrees else wrapped
                sheet.write_string(line, place, text_of_cell(cell_text(cell, column, words)), style)
    sheet.set_column(0, max(0, keys - 1), 24)
    sheet.set_column(keys, keys + len(panel.columns), 22)
    sheet.freeze_panes(1, keys)


def _write_values(sheet: Any, panel: Panel, bold: Any) -> None:
    heads = [*panel.by, *_VALUES, *_SOURCES]
    sheet.write_row(0, 0, heads, bold)
    line = 0
    for (row, column), cell in panel.cells.items():
        for value in cell.values:
            for source in value.sources:
                line += 1
                cells = [*row, column, *_cells(value), cell.disagrees, *_of_source(source)]
                for place, content in enumerate(cells):
                    _write(sheet, line, place, content)
    for place, head in enumerate(heads):
        sheet.set_column(place, place, _WIDTHS.get(head, 12))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(line, 1), len(heads) - 1)


def _cells(value: Value) -> list[object]:
    return [getattr(value, name) for name in _VALUES]


def _of_source(source: Source) -> list[object]:
    return [";".join(source.documents), *(getattr(source, name) for name in _SOURCES[2:])]


def _write(sheet: Any, line: int, place: int, content: object, style: Any = None) -> None:
    if isinstance(content, bool):
        sheet.write_boolean(line, place, content, style)
    elif isinstance(content, int | Decimal) and holds(content):
        sheet.write_number(line, place, content, style)
    elif content is not None:
        text = plain(content) if isinstance(content, Decimal) else str(content)
        sheet.write_string(line, place, text_of_cell(text or ""), style)


def _key(key: str | int | None) -> str | int:
    return "–" if key is None else key

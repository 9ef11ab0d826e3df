"""Cells of tables that were written as lines: what their row and their column are about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kjreport.facts.tables import CELL_BORDER, HAN
from kjreport.span import Span
from kjreport.units import Quantity

_BORDER = re.compile(CELL_BORDER)
_HAN = re.compile(HAN)


class Cell(NamedTuple):
    """Where the label of a cell's row and the head of its column stand."""

    label: Span | None
    head: Span | None


def find_cells(text: str, quantities: Sequence[Quantity]) -> Mapping[int, Cell]:
    """Return the cells of the quantities that stand in tables, by where the quantities start.

    A table is two lines or more that follow each other and are divided by ``|`` or tabs; its first line is
    its head when no quantity stands there.
    """
    starts = [quantity.start for quantity in quantities]
    cells: dict[int, Cell] = {}
    for table in tables(text):
        inside = starts[bisect_left(starts, table[0].start) : bisect_left(starts, table[-1].end)]
        headed = bool(inside) and inside[0] >= table[0].end
        heads = split_row(text, table[0]) if headed else []
        rows = [row.start for row in table]
        for start in inside:
            row = split_row(text, table[bisect_right(rows, start) - 1])
            column = next(index for index, cell in enumerate(row) if start < cell.end)
            label = next((cell for cell in row[:column] if _HAN.search(text, *cell)), None)
            cells[start] = Cell(label, heads[column] if column < len(heads) else None)
    return cells


def tables(text: str) -> Iterator[list[Span]]:
    """Yield the tables of a text: two or more lines that follow each other and have borders of cells."""
    table: list[Span] = []
    for row in _rows(text):
        if table and row.start > table[-1].end + 1:
            if len(table) > 1:
                yield table
            table = []
        table.append(row)
    if len(table) > 1:
        yield table


def _rows(text: str) -> Iterator[Span]:
    """Return the lines with a border of cells."""
    done = 0
    for border in _BORDER.finditer(text):
        if border.start() >= done:
            start = text.rfind("\n", done, border.start()) + 1 or done
            done = text.find("\n", border.end())
            done = len(text) if done < 0 else done
            yield Span(start, done)


def split_row(text: str, row: Span) -> list[Span]:
    """Return the cells of a row, with the spaces around them."""
    borders = [match.start() for match in _BORDER.finditer(text, *row)]
    return [
        Span(start, end)
        for start, end in zip([row.start, *(at + 1 for at in borders)], [*borders, row.end], strict=True)
    ]

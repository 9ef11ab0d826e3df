"""Tables in a text: their cells, and what a cell's row, column and caption are about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kjreport.facts.stacks import stacks
from kjreport.facts.tables import BRACKETED, CELL_BORDER, CELL_SIGNS, HAN, SENTENCE_ENDS, TIME_CELL
from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern
from kjreport.span import Span
from kjreport.units import Quantity

_BORDER = LazyPattern(CELL_BORDER)
_BRACKETED = LazyPattern(BRACKETED)
_HAN = LazyPattern(HAN)
_TIME = LazyPattern(TIME_CELL)

CAPTION_LINES = 2  # above a table: its name, and its unit
LONGEST_CAPTION = 40  # characters of a line that can be one


class Table(Frozen):
    """Rows of cells, the head first, and the lines above them; all of it with the spaces around."""

    rows: list[list[Span]]
    caption: Span


class Cell(Frozen):
    """Where that stands which says what a cell is about.

    Attributes:
        label: the label of its row, without a unit in brackets.
        head: the head of its column, without a unit in brackets.
        time: the cell of its row that is a time and nothing else.
        heads: the whole head.
        caption: the lines above the table.
    """

    label: Span | None
    head: Span | None
    time: Span | None
    heads: Span | None
    caption: Span


def find_cells(text: str, tables: Iterable[Table], quantities: Sequence[Quantity]) -> Mapping[int, Cell]:
    """Return the cells of the quantities that stand in tables, by where the quantities start.

    The first row of a table is its head when no quantity stands there.
    """
    starts = [quantity.start for quantity in quantities]
    cells: dict[int, Cell] = {}
    for table in tables:
        first, last = table.rows[0], table.rows[-1]
        inside = starts[bisect_left(starts, first[0].start) : bisect_left(starts, last[-1].end)]
        heads = first if inside and inside[0] >= first[-1].end else []
        rows = [row[0].start for row in table.rows]
        for start in inside:
            row = table.rows[bisect_right(rows, start) - 1]
            cells[start] = _cell(text, table.caption, heads, row, start)
    return cells


def _cell(text: str, caption: Span, heads: Sequence[Span], row: Sequence[Span], start: int) -> Cell:
    column = next(index for index, cell in enumerate(row) if start <= cell.end)
    before = row[:column]
    time = next((cell for cell in before if _TIME.fullmatch(text, cell.start, cell.end)), None)
    label = next((cell for cell in before if cell != time and _HAN.search(text, cell.start, cell.end)), None)
    return Cell(
        without_unit(text, label) if label else None,
        without_unit(text, heads[column])
        if column < len(heads) and _HAN.search(heads[column].of(text))
        else None,
        time,
        Span(heads[0].start, heads[-1].end) if heads else None,
        caption,
    )


def without_unit(text: str, cell: Span) -> Span:
    """Return a cell without a unit in brackets at its end."""
    bracketed = _BRACKETED.search(text, cell.start, cell.end)
    return Span(cell.start, bracketed.start()) if bracketed else cell


def find_tables(text: str) -> Iterator[Table]:
    """Yield the tables of a text: lines that follow each other and have borders of cells, or are cells."""
    found = list(stacks(text))
    if any(sign in text for sign in CELL_SIGNS):
        found += [[split_row(text, row) for row in rows] for rows in _bordered(text)]
    title = len(text) - len(text.lstrip()) if found else 0
    for rows in sorted(found, key=lambda rows: rows[0][0].start):
        yield Table(rows, _caption(text, title, rows[0][0].start))


def _bordered(text: str) -> Iterator[list[Span]]:
    """Yield the lines of tables with borders, two or more each."""
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
    borders = [match.start() for match in _BORDER.finditer(text, row.start, row.end)]
    return [
        Span(start, end)
        for start, end in zip([row.start, *(at + 1 for at in borders)], [*borders, row.end], strict=True)
    ]


def _caption(text: str, title: int, end: int) -> Span:
    """Return the lines directly above a table that can be its caption; the first line is the text's title."""
    start = end
    for _ in range(CAPTION_LINES):
        last = start
        while last and text[last - 1].isspace():
            last -= 1
        line = text.rfind("\n", 0, last) + 1
        if line <= title or last - line > LONGEST_CAPTION or text[last - 1] in SENTENCE_ENDS:
            break
        start = line
    return Span(start, end)

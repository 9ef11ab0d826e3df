"""Tables of which every cell is a line: the cells of the head come first, then those of each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from kjreport.facts.tables import BARE_NUMBER, CELL_LINE, NUMBER_CELL
from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern
from kjreport.span import Span

_NUMBER_LINE = LazyPattern(f"{BARE_NUMBER}|{NUMBER_CELL}")
_NUMBER_BELOW = LazyPattern(rf"\n(?:{_NUMBER_LINE.written})(?=\n|\Z)")
_CELL_LINE = LazyPattern(CELL_LINE)

LEAST_WIDTH, WIDEST = 2, 12  # cells of a row
CAPTION_LINES = 2  # above the head that can look like cells themselves


class _Line(Frozen):
    span: Span
    number: bool


def stacks(text: str) -> Iterator[list[list[Span]]]:
    """Yield the rows of the tables whose cells are lines, the head first.

    In the head no cell is a number. In every row the same cells are, or a dash. There are two rows at least,
    and empty lines between cells say nothing.
    """
    if not _NUMBER_BELOW.search(text):
        return
    run: list[_Line] = []
    position = 0
    for line in text.split("\n"):
        span = Span(position, position + len(line))
        position = span.end + 1
        if _NUMBER_LINE.fullmatch(line):
            run.append(_Line(span, number=True))
        elif _CELL_LINE.fullmatch(line):
            run.append(_Line(span, number=False))
        elif line.strip():
            yield from _tables(run)
            run = []
    yield from _tables(run)


def _tables(run: Sequence[_Line]) -> Iterator[list[list[Span]]]:
    """Yield the tables in lines that could all be cells."""
    while rows := _table(run):
        yield [[line.span for line in row] for row in rows]
        run = run[run.index(rows[-1][-1]) + 1 :]


def _table(run: Sequence[_Line]) -> list[Sequence[_Line]]:
    """Return the rows of the table with which lines begin, of those that they could be the largest."""
    before = next((at for at, line in enumerate(run) if line.number), 0)
    shapes = (
        _rows(run, first, width)
        for first in range(min(CAPTION_LINES + 1, before))
        for width in range(LEAST_WIDTH, min(WIDEST, before - first) + 1)
    )
    return max(shapes, key=lambda rows: sum(map(len, rows)), default=[])


def _rows(run: Sequence[_Line], first: int, width: int) -> list[Sequence[_Line]]:
    """Return head and rows of a table that begins there and is so wide; none when its rows are not alike."""
    body = first + width
    kinds = [line.number for line in run[body : body + width]]
    if len(set(kinds)) == 1 or [line.number for line in run[body + width : body + 2 * width]] != kinds:
        return []
    chunks = (run[start : start + width] for start in range(body, len(run), width))
    alike = takewhile(lambda row: [line.number for line in row] == kinds, chunks)
    return [run[first:body], *alike]

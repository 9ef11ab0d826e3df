"""Bare numbers in tables whose unit stands elsewhere: in the head, a column of its own, or a caption."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kjreport.facts.cells import split_row, tables
from kjreport.facts.cues import Lexicon
from kjreport.facts.tables import BARE_NUMBER, BRACKETED
from kjreport.span import Span
from kjreport.units import Quantity, QuantityFinder

_NUMBER = re.compile(BARE_NUMBER)
_BRACKETED = re.compile(BRACKETED)
CAPTION = 40  # characters of the lines above a table in which its unit may stand


def bare_numbers(text: str, finder: QuantityFinder, lexicons: Mapping[str, Lexicon]) -> Iterator[Quantity]:
    """Yield the quantities of cells that hold a number alone, with the unit that is told for them.

    A unit is told by brackets in the head of the column (``产值(亿元)``), by a column of units in the row, or
    by a caption above the table (``单位:万元``), in this order. What no unit is told for counts nothing.
    """
    units, ordinals = lexicons["unit_heads"], lexicons["ordinal_heads"]
    for table in tables(text):
        heads = [text[slice(*head)].strip() for head in split_row(text, table[0])]
        unit_column = next((i for i, head in enumerate(heads) if head in units.words), None)
        caption = _caption(text, table[0].start, units)
        for row in table[1:]:
            cells = split_row(text, row)
            for column, cell in enumerate(cells):
                number = _NUMBER.fullmatch(text, *cell)
                head = heads[column] if column < len(heads) else ""
                if number is None or head in ordinals.words:
                    continue
                unit = _unit(text, cells, head, column, unit_column) or caption
                found = finder.find(number[1] + unit) if unit else ()
                if len(found) == 1 and found[0].start == 0 and found[0].end == len(number[1] + unit):
                    yield _placed(found[0], number[1], Span(*number.span(1)))


def _unit(text: str, cells: Sequence[Span], head: str, column: int, unit_column: int | None) -> str:
    bracketed = _BRACKETED.search(head)
    if bracketed:
        return bracketed[1]
    if unit_column is None or column <= unit_column:
        return ""
    return text[slice(*cells[unit_column])].strip()


def _caption(text: str, start: int, units: Lexicon) -> str:
    """Return the unit that a line above a table tells for all of it."""
    above = text[max(0, start - CAPTION) : start].rstrip().rpartition("\n")[2]
    name, colon, unit = above.strip("() ").rpartition(":")
    return unit.strip("() ") if colon and name.rpartition(" ")[2].strip("( ") in units.words else ""


def _placed(quantity: Quantity, number: str, span: Span) -> Quantity:
    """Return a quantity at the place of its number alone: the unit is not beside it."""
    return replace(quantity, text=number, start=span.start, end=span.end)

"""Bare numbers in tables whose unit stands elsewhere: in the head, the row's label, or a caption."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from kjreport.facts.cells import Table
from kjreport.facts.cues import Lexicon
from kjreport.facts.tables import BARE_NUMBER, BRACKETED, COUNT_HEAD, PERCENT
from kjreport.frozen import Frozen, replace
from kjreport.lazy import LazyPattern
from kjreport.units import Quantity, QuantityFinder

_NUMBER = LazyPattern(BARE_NUMBER)
_BRACKETED = LazyPattern(BRACKETED)
_COUNT_HEAD = LazyPattern(COUNT_HEAD)


def bare_numbers(
    text: str, tables: Iterable[Table], finder: QuantityFinder, lexicons: Mapping[str, Lexicon]
) -> Iterator[Quantity]:
    """Yield the quantities of cells that hold a number alone, with the unit that is told for them.

    A unit is told by brackets in the head of the column (``产值(亿元)``), by a column of units in the row, by
    brackets in the label of the row, by the head itself (``项数``, ``增速``), or by a caption above the table
    (``单位:万元``), in this order. What no unit is told for counts nothing.
    """
    for table in tables:
        columns = Columns.of(text, table, lexicons)
        for row in table.rows[1:]:
            contents = [cell.of(text).strip() for cell in row]
            for column, cell in enumerate(row):
                number = _NUMBER.fullmatch(text, cell.start, cell.end)
                if number is not None:
                    units = columns.units(contents, column)
                    read = filter(None, (_with_unit(finder, number, unit) for unit in units))
                    yield from islice(read, 1)


def _with_unit(finder: QuantityFinder, number: re.Match[str], unit: str) -> Quantity | None:
    """Return a number with its unit, at the place of the number alone: the unit is not beside it."""
    together = number[1] + unit
    found = finder.find(together) if unit else ()
    if len(found) != 1 or found[0].text != together:
        return None
    return replace(found[0], text=number[1], start=number.start(1), end=number.end(1))


class Columns(Frozen):
    """What the head and the caption of a table tell about units.

    Attributes:
        heads: the head of each column.
        unit_column: the column of units, if there is one.
        caption: the unit that the caption tells, or an empty string.
        ordinals: heads of columns whose numbers count nothing.
        rates: how the head of a column of percentages ends.
    """

    heads: Sequence[str]
    unit_column: int | None
    caption: str
    ordinals: Lexicon
    rates: Lexicon

    @classmethod
    def of(cls, text: str, table: Table, lexicons: Mapping[str, Lexicon]) -> Columns:
        """Read the head and the caption of a table."""
        heads = [head.of(text).strip() for head in table.rows[0]]
        names = lexicons["unit_heads"]
        unit_column = next((at for at, head in enumerate(heads) if head in names.words), None)
        caption = _told(table.caption.of(text), names)
        return cls(heads, unit_column, caption, lexicons["ordinal_heads"], lexicons["rate_heads"])

    def units(self, row: Sequence[str], column: int) -> Iterator[str]:
        """Return the units that are told for a number, those that are said of it alone first."""
        head = self.heads[column] if column < len(self.heads) else ""
        if head in self.ordinals.words:
            return
        yield from (match[1] for match in (_BRACKETED.search(head),) if match)
        if self.unit_column is not None and self.unit_column < column:
            yield row[self.unit_column]
        yield from (match[1] for label in row[:column] if (match := _BRACKETED.search(label)))
        counter = _COUNT_HEAD.search(head)
        if counter:
            yield counter["counter"] or ""
        elif self.rates.suffix(head, 0, len(head)):
            yield PERCENT
        elif self.caption:
            yield self.caption


def _told(caption: str, names: Lexicon) -> str:
    """Return the unit that a line above a table tells for all of it."""
    for line in reversed(caption.split("\n")):
        name, colon, unit = line.strip("() ").rpartition(":")
        if colon and name.rpartition(" ")[2].strip("( ") in names.words:
            return unit.strip("() ")
    return ""

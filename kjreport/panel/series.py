"""What the charts of a panel show: a line for each place, and targets against what was reached."""

from __future__ import annotations

import re
from collections import Counter

from kjreport.frozen import Frozen
from kjreport.panel.pivot import Key, Panel, Value

# A value of a whole year, or as of its end; those of some months are in the table only.
_WHOLE_YEAR = re.compile(r"\d{4}|\.\.\d{4}(?:-12(?:-31)?)?")


class Point(Frozen):
    """The actual values of a year; ``certain`` when one number is all that they say."""

    year: int
    values: tuple[Value, ...]
    certain: bool


class Series(Frozen):
    """The points of a place, by year; a line joins neighbouring certain ones."""

    name: str
    points: tuple[Point, ...]


class Comparison(Frozen):
    """The targets and the actual values of a place and year."""

    name: str
    year: int
    targets: tuple[Value, ...]
    actual: tuple[Value, ...]


def series(panel: Panel) -> tuple[Series, ...]:
    """Return a series for each row of a panel by year, in its most frequent unit.

    Empty when the last key of the panel is no year.
    """
    if "year" not in panel.by[-1]:
        return ()
    unit = unit_of(panel)
    found = (Series(named(row), tuple(_points(panel, row, unit))) for row in panel.rows)
    return tuple(one for one in found if one.points)


def comparisons(panel: Panel) -> tuple[Comparison, ...]:
    """Return, for each row of a panel, the latest year with both targets and actual values."""
    if "year" not in panel.by[-1]:
        return ()
    found = []
    for row in panel.rows:
        for year in reversed(panel.columns):
            actual, targets = (_values(panel, row, year, status) for status in ("actual", "target"))
            if actual and targets and isinstance(year, int):
                found.append(Comparison(named(row), year, targets, actual))
                break
    return tuple(found)


def unit_of(panel: Panel) -> str:
    """Return the unit in which most values of a panel are."""
    units = Counter(value.unit for cell in panel.cells.values() for value in cell.values)
    return min(units, key=lambda unit: (-units[unit], unit), default="")


def named(row: Key) -> str:
    """Return the name of a row; an unknown part is a dash."""
    return " ".join("–" if part is None else str(part) for part in row) or "–"


def _points(panel: Panel, row: Key, unit: str) -> list[Point]:
    points = []
    for year in panel.columns:
        values = tuple(value for value in _values(panel, row, year, "actual") if value.unit == unit)
        if values and isinstance(year, int):
            numbers = {(value.value, value.high) for value in values}
            points.append(Point(year, values, certain=len(numbers) == 1 and values[0].high is None))
    return points


def _values(panel: Panel, row: Key, year: str | int | None, status: str) -> tuple[Value, ...]:
    cell = panel.cells.get((row, year))
    return tuple(
        value
        for value in (cell.values if cell else ())
        if value.status == status and value.value is not None
        if _of_a_year(value)
    )


def _of_a_year(value: Value) -> bool:
    return value.half is None if value.period is None else bool(_WHOLE_YEAR.fullmatch(value.period))

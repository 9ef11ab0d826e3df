"""Hypothesis strategies: what reports write, together with what it means.

Each strategy gives a text and its exact reading, so that whoever adds units, rules or another reader can
check theirs against it: an inverse of the parser, written apart from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from hypothesis import strategies as st

from kjreport.numbers import STYLES, Style, render_number
from kjreport.testing import tables
from kjreport.testing.dirt import DIRT, dirty
from kjreport.units import Unit, default_registry

__all__ = [
    "DIRT",
    "Numeral",
    "WrittenFact",
    "WrittenPeriod",
    "WrittenQuantity",
    "WrittenReport",
    "dirty",
    "numbers",
    "numerals",
    "periods",
    "quantities",
    "reports",
]


class Numeral(NamedTuple):
    """A number as written, and its value."""

    text: str
    value: Decimal


class WrittenQuantity(NamedTuple):
    """A quantity as written, and its reading in the base unit."""

    text: str
    value: Decimal
    high: Decimal | None
    unit: str
    bound: str


class WrittenPeriod(NamedTuple):
    """A time expression as written, and its code."""

    text: str
    code: str


class WrittenFact(NamedTuple):
    """What a report says of one number."""

    quote: str
    value: Decimal
    unit: str
    subject: str
    role: str
    status: str
    period: str | None


class WrittenReport(NamedTuple):
    """A report and all its facts in order."""

    text: str
    facts: tuple[WrittenFact, ...]


def numbers(places: int = 3) -> st.SearchStrategy[Decimal]:
    """Return a strategy for the numbers of reports: whole ones up to 10^20, and decimals, also negative ones.

    Args:
        places: decimal places of those that are not whole.
    """
    whole = (st.integers(0, 10**20) | st.integers(0, 10**5)).map(Decimal)
    return whole | st.decimals(-(10**12), 10**12, places=places)


@st.composite
def numerals(draw: st.DrawFn, style: Style | None = None) -> Numeral:
    """Return a strategy for numbers in a style of `kjreport.render_number`, any of them when not given.

    >>> from hypothesis import given
    >>> import kjreport
    >>> @given(numerals("financial"))
    ... def check(numeral):
    ...     assert kjreport.parse_number(numeral.text).value == numeral.value
    >>> check()
    """
    value = draw(numbers())
    chosen: Style = draw(st.sampled_from(STYLES)) if style is None else style
    return Numeral(render_number(value, chosen), value)


@st.composite
def quantities(draw: st.DrawFn, units: Sequence[Unit] | None = None) -> WrittenQuantity:
    """Return a strategy for numbers with a unit, exact, bounded, or as a range.

    Args:
        draw: given by Hypothesis.
        units: units to choose from, such as ``list(UnitRegistry(mapping).units.values())``; those of the
            built-in ones that need no context when not given.
    """
    known = units if units is not None else plain_units()
    unit = draw(st.sampled_from(known))
    alias = draw(st.sampled_from(unit.aliases))
    low = draw(st.integers(2, 9999).map(Decimal) | st.decimals("0.01", 999, places=2))
    shape = draw(st.sampled_from(tables.QUANTITY_SHAPES))
    if shape.bound == "range":
        high = low + draw(st.integers(1, 500))
        text = shape.pattern.format(low, high, alias)
        return WrittenQuantity(text, low * unit.factor, high * unit.factor, unit.symbol, "range")
    return WrittenQuantity(
        shape.pattern.format(low, alias), low * unit.factor, None, unit.symbol, shape.bound
    )


def plain_units() -> list[Unit]:
    """Return the built-in units that are read as such in any surroundings."""
    units = default_registry().units.values()
    return [unit for unit in units if unit.symbol in tables.PLAIN_UNITS and _is_plain(unit)]


def _is_plain(unit: Unit) -> bool:
    """Whether a unit asks for no context."""
    asks = unit.left or unit.right or unit.near or unit.at_most is not None
    return not asks and unit.numerals == "any"


@st.composite
def periods(draw: st.DrawFn) -> WrittenPeriod:
    """Return a strategy for time expressions that name their year, and their codes."""
    year = draw(st.integers(1950, 2099))
    first = draw(st.integers(1, 11))
    last = draw(st.integers(first + 1, 12))
    pattern, code = draw(st.sampled_from(tables.PERIOD_SHAPES))
    text = pattern.format(year=year, first=first, last=last)
    if (first, last) == (1, 12) and "{last" in code:
        return WrittenPeriod(text, str(year))
    return WrittenPeriod(text, code.format(year=year, first=first, last=last))


@st.composite
def reports(draw: st.DrawFn, year: int = 2023) -> WrittenReport:
    """Return a strategy for short reports with a results and a plan section, together with all their facts.

    Args:
        draw: given by Hypothesis.
        year: the year that they report on.
    """
    lines = [tables.TITLE.format(year=year), tables.RESULTS_HEADING]
    facts: list[WrittenFact] = []
    for heading, status, period in (
        (None, "actual", str(year)),
        (tables.PLAN_HEADING.format(year=year + 1), "target", str(year + 1)),
    ):
        if heading:
            lines.append(heading)
        for _ in range(draw(st.integers(1, 4))):
            shape = draw(st.sampled_from(tables.SENTENCE_SHAPES))
            value = draw(st.integers(2, 9999).map(Decimal) | st.decimals("0.1", 99, places=1))
            value = value.to_integral_value() if shape.whole else value
            lead = tables.LEADS[status].format(year=period)
            lines.append(f"{lead}{shape.pattern.format(value)}")
            quote = shape.quote.format(value)
            facts.append(
                WrittenFact(
                    quote, value * shape.factor, shape.unit, shape.subject, shape.role, status, period
                )
            )
    return WrittenReport("\n".join(lines) + "\n", tuple(facts))

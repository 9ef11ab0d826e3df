"""What a unit and a quantity are."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, get_args

from kjreport.frozen import Frozen
from kjreport.numbers import Bound, Interval, Number

Dimension = Literal[
    "money",
    "count",
    "ratio",
    "rank",
    "mass",
    "area",
    "length",
    "volume",
    "power",
    "energy",
    "voltage",
    "time",
]
DIMENSIONS: tuple[str, ...] = get_args(Dimension)


class Unit(Frozen):
    """One unit of a rule file; ``rules/units.yaml`` describes the fields of context.

    Attributes:
        id: stable name.
        symbol: the base unit in which values are given.
        dimension: what the unit measures.
        aliases: every spelling.
        factor: one of this unit in base units.
        left: words of which one must stand directly left of the number.
        not_left: words that must not stand there.
        near: words of which one must stand within a few characters left of the number.
        right: words of which one must stand directly right of the unit.
        not_right: words that must not stand there.
        numerals: ``any``, ``arabic`` or ``han``.
        mask: whether masked digits may stand before it.
        at_most: the largest number that it counts, or ``None``.
        implied_by: nouns after which the unit may be missing.
        blank_after: words after which the number may be missing.
        blank_before: words of which one must stand right of the unit when the number is missing.
        signs: signs left of a number that no unit follows (¥50万).
    """

    id: str
    symbol: str
    dimension: str
    aliases: tuple[str, ...]
    factor: Decimal = Decimal(1)
    left: tuple[str, ...] = ()
    not_left: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    not_right: tuple[str, ...] = ()
    numerals: str = "any"
    mask: bool = True
    at_most: Decimal | None = None
    implied_by: tuple[str, ...] = ()
    blank_after: tuple[str, ...] = ()
    blank_before: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


class Quantity(Frozen):
    """A number with its unit; values are in the base unit of the dimension.

    Attributes:
        text: the characters: number, unit, and the modifiers that touch them.
        start: offset of ``text`` in the text it was found in.
        end: offset just after ``text``.
        value: the quantity, the lower end of a range, or ``None`` when the digits are masked or lost.
        high: the upper end of a range, otherwise ``None``.
        interval: ``(low, high)`` of what the words can mean, ``None`` for an open end.
        bound: ``exact``, ``approx``, ``over``, ``under``, ``at_least``, ``at_most`` or ``range``.
        masked: whether the digits were replaced or lost.
        unit: symbol of the base unit, such as ``元`` or ``家``.
        dimension: what is measured: ``money``, ``count``, ``ratio``, ``rank``, ``mass`` …
        per: symbol of the denominator (``元/亩`` → ``亩``), otherwise ``None``.
        number: the number as it was said, before it was converted.
    """

    text: str
    start: int
    end: int
    value: Decimal | None
    high: Decimal | None
    interval: Interval
    bound: Bound
    masked: bool
    unit: str
    dimension: str
    per: str | None
    number: Number

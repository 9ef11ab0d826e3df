"""What a number in a text is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from kjreport.frozen import Frozen

Bound = Literal["exact", "approx", "over", "under", "at_least", "at_most", "range"]
Interval = tuple[Decimal | None, Decimal | None]


class Number(Frozen):
    """One number, as it was said.

    Attributes:
        text: the characters of the number, with the modifiers that touch it (``近百``, ``100以上``).
        start: offset of ``text`` in the text it was found in.
        end: offset just after ``text``.
        value: the number itself, the lower end of a range, or ``None`` when the digits are masked.
        high: the upper end of a range, otherwise ``None``.
        interval: ``(low, high)`` of what the words can mean, ``None`` for an open end.
        bound: ``exact``, ``approx``, ``over``, ``under``, ``at_least``, ``at_most`` or ``range``.
        masked: whether the digits were replaced by mask characters (``xx``, ``**``).
        fraction: the exact value of a fraction that no decimal can hold (``三分之二``), otherwise ``None``.
    """

    text: str
    start: int
    end: int
    value: Decimal | None
    high: Decimal | None
    interval: Interval
    bound: Bound
    masked: bool
    fraction: Fraction | None = None

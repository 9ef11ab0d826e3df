"""What holds for every number and every text, as functions to run on one's own units, rules, or texts.

Each law takes what it is about and, where it makes sense, the function under test; it returns nothing and
raises `AssertionError` when it is broken.

>>> from hypothesis import given
>>> from hypothesis import strategies as st
>>> @given(st.text())
... def check(text):
...     offsets_are_exact(text)
>>> check()
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Protocol

from kjreport.errors import NumberError
from kjreport.numbers import Style, find_numbers, parse_number, render_number
from kjreport.testing.tables import MULTIPLIERS, TRADITIONAL, WIDE
from kjreport.units import find_quantities


class Found(Protocol):
    """What every finder returns: numbers, quantities and periods alike."""

    @property
    def text(self) -> str:
        """The characters that were found."""

    @property
    def start(self) -> int:
        """Where they begin."""

    @property
    def end(self) -> int:
        """Where they end."""


class Valued(Found, Protocol):
    """What finders of numbers and quantities return."""

    @property
    def value(self) -> Decimal | None:
        """The value, or None when masked."""

    @property
    def high(self) -> Decimal | None:
        """The upper end of a range."""

    @property
    def interval(self) -> tuple[Decimal | None, Decimal | None]:
        """What the words can mean."""

    @property
    def bound(self) -> str:
        """How exact it is."""

    @property
    def masked(self) -> bool:
        """Whether the digits are lost."""


Find = Callable[[str], Sequence[Found]]
FindValues = Callable[[str], Sequence[Valued]]


def round_trip(value: Decimal, style: Style) -> None:
    """What is written in a style is read as the same number."""
    number = parse_number(render_number(value, style))
    assert number.value == value, f"{number.text!r} is read as {number.value}, not {value}"
    assert number.bound == "exact"


def script_invariance(text: str, find: FindValues = find_quantities) -> None:
    """Numbers mean the same in traditional characters."""
    assert _readings(find(text)) == _readings(find(text.translate(TRADITIONAL)))


def width_invariance(text: str, find: FindValues = find_quantities) -> None:
    """Numbers mean the same in full-width digits and signs."""
    assert _readings(find(text)) == _readings(find(text.translate(WIDE)))


def composition(value: Decimal, style: Style) -> None:
    """A multiplier multiplies: ``parse(n + "万") == parse(n) * 10**4``; for numbers below ten thousand."""
    text = render_number(value, style)
    for word, places in MULTIPLIERS:
        assert parse_number(text + word).value == value.scaleb(places)


def interval_contains_value(text: str, find: FindValues = find_quantities) -> None:
    """The interval of what words can mean holds their value; what is masked has none of either."""
    for found in find(text):
        low, high = found.interval
        if found.masked:
            assert (found.value, found.high, low, high) == (None, None, None, None)
            continue
        assert found.value is not None
        assert low is None or high is None or low <= high
        within = (low is None or low <= found.value) and (high is None or found.value <= high)
        assert within or found.value < 0, f"{found.value} of {found.text!r} is not within {found.interval}"
        assert (found.high is not None) == (found.bound == "range")


def offsets_are_exact(text: str, find: Find = find_quantities) -> None:
    """``text[found.start:found.end] == found.text``, in order and without overlaps."""
    end = 0
    for found in find(text):
        assert text[found.start : found.end] == found.text
        assert end <= found.start < found.end
        end = found.end


def locality(left: str, right: str, find: Find = find_quantities) -> None:
    """Finding in ``left + "。" + right`` is finding in both."""
    offset = len(left) + 1
    apart = [(found.start, found.text) for found in find(left)]
    apart += [(found.start + offset, found.text) for found in find(right)]
    assert [(found.start, found.text) for found in find(f"{left}\u3002{right}")] == apart


def parsing_never_surprises(text: str) -> None:
    """Any text is one number, or a `NumberError` that names the place of the fault; finding never raises."""
    find_numbers(text)
    try:
        number = parse_number(text)
    except NumberError as error:
        assert error.text == text
        assert 0 <= error.position <= len(text)
    else:
        assert number.text == text.strip()


def _readings(found: Sequence[Valued]) -> list[tuple[object, ...]]:
    return [(one.value, one.high, one.interval, one.bound, one.masked) for one in found]

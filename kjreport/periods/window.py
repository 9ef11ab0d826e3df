"""Windows of days: the arithmetic of years, months and days."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date
from typing import Literal

from kjreport.frozen import Frozen
from kjreport.periods.tables import DIGITS, TEN, ZERO_LETTERS

Reason = Literal["masked", "no year", "no month", "no antecedent", "no such date", "open end", "no window"]

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Window(Frozen):
    """The days from ``first`` to ``last``, or the reason why they are not known."""

    first: date | None = None
    last: date | None = None
    reason: Reason | None = None

    def as_of(self) -> Window:
        """Return the state at the end of the window."""
        return Window(last=self.last, reason=self.reason)


class Part(Frozen):
    """A part of a year, from month and day to month and day; ``last_day`` 0 is the end of the month."""

    first_month: int = 1
    first_day: int = 1
    last_month: int = 12
    last_day: int = 0


WHOLE_YEAR = Part()


def window(first_year: int, last_year: int, part: Part) -> Window:
    """Return the days from a part of one year to the same part of another.

    >>> window(2024, 2024, Part(2, 1, 2))
    Window(first=datetime.date(2024, 2, 1), last=datetime.date(2024, 2, 29), reason=None)
    """
    if part is WHOLE_YEAR and MINYEAR <= first_year <= last_year <= MAXYEAR:
        return Window(date(first_year, 1, 1), date(last_year, 12, 31))
    first = _date(first_year, part.first_month, part.first_day)
    last = _date(last_year, part.last_month, part.last_day)
    if first is None or last is None or last < first:
        return Window(reason="no such date")
    return Window(first, last)


def joined(left: Window, right: Window) -> Window:
    """Return the days from the beginning of one window to the end of another.

    >>> joined(window(2020, 2020, Part(6, 1, 6)), window(2019, 2019, Part(5, 1, 5))).reason
    'no such date'
    """
    if reason := left.reason or right.reason:
        return Window(reason=reason)
    if left.first and right.last and right.last < left.first:
        return Window(reason="no such date")
    return Window(left.first, right.last)


def shift(days: Window, years: int) -> Window:
    """Return the window a number of years later; the last of February stays the last of February.

    >>> shift(Window(date(2025, 1, 1), date(2025, 2, 28)), -1).last
    datetime.date(2024, 2, 29)
    """
    first = days.first and _moved(days.first, years)
    last = days.last and _moved(days.last, years, keep_month_end=True)
    if last is None or (first is None) != (days.first is None):
        return Window(reason="no such date")
    return Window(first, last)


def count(digits: str) -> int | None:
    """Read a small whole number, in figures or in characters up to ninety-nine.

    >>> count("12"), count("十二"), count("二十"), count("x")
    (12, 12, 20, None)
    """
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition(TEN)
    if ten:
        high = DIGITS.get(tens, 0) if tens else 1
        low = DIGITS.get(ones, 0) if ones else 0
        return high * 10 + low if (high or not tens) and (low or not ones) else None
    return DIGITS.get(digits)


def year_number(digits: str) -> int:
    """Read a year, in figures or digit by digit in characters.

    >>> year_number("2021"), year_number("二〇二一")
    (2021, 2021)
    """
    if digits.isdecimal():
        return int(digits)
    return int("".join("0" if digit in ZERO_LETTERS else str(DIGITS.get(digit, digit)) for digit in digits))


def _date(year: int, month: int, day: int) -> date | None:
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12):
        return None
    length = month_length(year, month)
    return date(year, month, day or length) if day <= length else None


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month.

    >>> month_length(2024, 2), month_length(2100, 2), month_length(2000, 2), month_length(2025, 12)
    (29, 28, 29, 31)
    """
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]


def _moved(day: date, years: int, *, keep_month_end: bool = False) -> date | None:
    year = day.year + years
    if day.month != 2 or not MINYEAR <= year <= MAXYEAR:
        return _date(year, day.month, day.day)
    if keep_month_end and day.day == month_length(day.year, 2):
        return _date(year, 2, 0)
    return _date(year, 2, min(day.day, month_length(year, 2)))

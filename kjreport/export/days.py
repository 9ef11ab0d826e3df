"""The first and last day of a period code."""

from __future__ import annotations

from datetime import date

from kjreport.periods.window import month_length


def days(code: str | None) -> tuple[date | None, date | None]:
    """Return the first and last day of the window that `kjreport.Period.code` writes.

    Args:
        code: ``2021``, ``2021-01..2021-05``, ``2021-03-15``, ``..2021-06``, or None.

    Returns:
        Both days, inclusive; no first day for what holds as of a day; neither for None.

    >>> [day.isoformat() for day in days("2021-01..2021-05")]
    ['2021-01-01', '2021-05-31']
    >>> days("..2021-06")
    (None, datetime.date(2021, 6, 30))
    """
    return first_day(code), last_day(code)


def first_day(code: str | None) -> date | None:
    """Return the first day of a window; see `days`."""
    first = code and code.partition("..")[0]
    return date.fromisoformat(first + "-01-01"[len(first) - 4 :]) if first else None


def last_day(code: str | None) -> date | None:
    """Return the last day of a window; see `days`."""
    if code is None:
        return None
    last = code.rpartition("..")[2]
    if len(last) == len("2021-05"):
        year, month = int(last[:4]), int(last[5:])
        return date(year, month, month_length(year, month))
    return date.fromisoformat(last + "-12-31"[len(last) - 4 :])

"""The first and last day of a period code."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


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
    if code is None:
        return None, None
    first, dots, last = code.partition("..")
    return (_first(first) if first else None), _last(last if dots else first)


def _first(text: str) -> date:
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1)


def _last(text: str) -> date:
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    year, month, day = (*map(int, text.split("-")), None, None)[:3]
    return int(year or 0), month, day

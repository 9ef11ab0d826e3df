"""The value: a time expression with the window of days that it names."""

from __future__ import annotations

from datetime import date
from typing import Literal

from kjreport.frozen import Frozen
from kjreport.periods.window import Reason, month_length

Kind = Literal[
    "year",
    "years",
    "half",
    "quarter",
    "quarters",
    "month",
    "months",
    "day",
    "days",
    "plan",
    "since",
    "as_of",
    "now",
    "vague",
    "clock",
]


class Period(Frozen):
    """A time expression in a text.

    Attributes:
        text: the expression as written, ``source[start:end]``.
        start: offset of its first character, in code points.
        end: offset behind its last character.
        kind: what is named. ``as_of`` is a state at a moment, ``since`` runs to the end of the report's
            year, ``plan`` is a five-year plan, ``now`` is a word such as "so far" and ``vague`` one such as
            "in recent years"; ``clock`` is a time of day or a weekday.
        first: first day of the window; None when unresolved, and for ``as_of``.
        last: last day of the window, inclusive; None when unresolved.
        reason: why there is no window; None when there is one. ``masked``: digits are blanked out.
            ``no year``, ``no month``: relative to a year or month that is not known. ``no antecedent``:
            refers back to a period that the sentence does not have. ``open end``: runs to the present of a
            report whose year is unknown. ``no window``: the words name none.
        relative: whether the year is not written in the expression itself.
        annual: whether it is written as a year of account (年度), as names of rounds and awards often are.

    >>> Period("2021年1-5月", 0, 9, "months", date(2021, 1, 1), date(2021, 5, 31)).code
    '2021-01..2021-05'
    """

    text: str
    start: int
    end: int
    kind: Kind
    first: date | None = None
    last: date | None = None
    reason: Reason | None = None
    relative: bool = False
    annual: bool = False

    @property
    def resolved(self) -> bool:
        """Whether the window is known."""
        return self.last is not None

    @property
    def code(self) -> str | None:
        """The window in short, or None when unresolved.

        A year is ``2021``; whole months are ``2021-01..2021-05``, one month ``2021-03..2021-03`` and several
        years ``2021-01..2023-12``; a state at the end of a month is ``..2021-06``. What is finer than
        months is written in days: ``2021-03-15``, ``2021-03-15..2021-03-20``, ``..2021-03-15``. The code
        depends on the window alone: as of 30 June and as of the end of June are one.
        """
        first, last = self.first, self.last
        if last is None:
            return None
        if first is None:
            return f"..{last.year}-{last.month:02}" if _ends_month(last) else f"..{last}"
        if first == last:
            return str(first)
        if first.day != 1 or not _ends_month(last):
            return f"{first}..{last}"
        if first.year == last.year and first.month == 1 and last.month == 12:
            return f"{first.year:04}"
        return f"{first.year:04}-{first.month:02}..{last.year:04}-{last.month:02}"


def _ends_month(day: date) -> bool:
    return day.day == month_length(day.year, day.month)

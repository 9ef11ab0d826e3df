"""Finding time expressions in a text."""

from __future__ import annotations

import re
from functools import cache
from re import Match
from typing import TYPE_CHECKING, Literal, get_args

from kjreport.lazy import LazyPattern
from kjreport.periods import tables
from kjreport.periods.period import Kind, Period
from kjreport.periods.reading import NO_YEARS, Context, Reading, Years, read
from kjreport.periods.window import joined

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Calendar = Literal["auto", "gregorian", "roc"]
_PLURAL: dict[Kind, Kind] = {
    "year": "years",
    "quarter": "quarters",
    "month": "months",
    "day": "days",
    "half": "months",
}
_FOLDED = LazyPattern(f"[{''.join(map(re.escape, tables.FOLD))}]")
_NEVER_MEANT = frozenset({"now", "vague", "clock"})  # by what follows them


class PeriodFinder:
    """Finds periods; compiled once, immutable, and safe to share between threads.

    Args:
        calendar: how bare years such as ``104年度`` are read: ``gregorian`` leaves them alone, ``roc`` reads
            them as years of the Republic of China (Minguo year + 1911), ``auto`` does so when the text names
            Taiwan. An explicit Minguo year is always read; one that nothing marks as a year (``111年经费``)
            only when the calendar is ``roc``.

    Raises:
        ValueError: an unknown calendar.

    >>> finder = PeriodFinder()
    >>> [(period.text, period.code) for period in finder.find("1-5月增长8%,比去年同期快", year=2021)]
    [('1-5月', '2021-01..2021-05'), ('去年同期', '2020-01..2020-05')]
    """

    __slots__ = ("_calendar", "_grammar", "_link", "_triggers")

    def __init__(self, calendar: Calendar = "auto") -> None:
        if calendar not in get_args(Calendar):
            raise ValueError(f"unknown calendar {calendar!r}: choose one of {', '.join(get_args(Calendar))}")
        self._calendar = calendar
        self._grammar = LazyPattern(tables.GRAMMAR, re.VERBOSE)
        self._triggers = LazyPattern(tables.TRIGGERS, re.VERBOSE)
        self._link = LazyPattern(tables.LINK)

    def find(
        self,
        text: str,
        year: int | None = None,
        calendar: Calendar | None = None,
        start: int = 0,
        end: int | None = None,
    ) -> tuple[Period, ...]:
        """Find every period, in order and without overlaps.

        What is relative is resolved against a year of its own sentence or the given one, never against the
        day of the call. A sentence runs to its full stop or the end of its line. A month without a year takes
        the year that its sentence speaks of (2021年…,1-5月), which is not one that is compared with, that
        stands in a title, or that is written as a year of account; 去年同期 is the window before it, a year
        earlier; 近三年 are three years of which the report's is the last; 以来 runs to the end of the
        report's year.

        Args:
            text: any text, simplified or traditional.
            year: the year that the text reports on, or None when it is not known.
            calendar: the calendar of this text, when it is not that of the finder.
            start: where the part begins that is searched, as if it were the whole text.
            end: where that part ends; at the end of the text when not given.

        Returns:
            The periods, with their places in the text; those that cannot be resolved say why.

        Raises:
            ValueError: ``year`` is not a year from 1 to 9999.
        """
        if year is not None and not 1 <= year <= 9999:
            raise ValueError(f"not a year: {year}")
        part = text[start:end]
        folded = fold(part)
        minguo = _minguo_groups(folded, calendar or self._calendar)
        return tuple(self._resolve(part, folded, year, minguo, start))

    def _resolve(
        self, text: str, folded: str, year: int | None, minguo: Collection[str], offset: int
    ) -> Iterator[Period]:
        anchor: Years | None = None
        antecedent: Period | None = None
        behind, titled = 0, False
        ends = [sign for sign in tables.SENTENCE_ENDS if sign in folded]
        titles = tables.TITLE_OPEN in folded or tables.TITLE_CLOSE in folded
        for match in self._matches(folded, minguo):
            start, since = match.start(), behind
            if start < since:
                continue
            for sign in ends:
                if stop := 1 + folded.rfind(sign, since, start):
                    anchor, antecedent, since, titled = None, None, stop, False
            if titles:
                titled = within_title(folded, since, start, titled=titled)
            context = Context(year, anchor, antecedent)
            reading, behind = read(match, context), match.end()
            linked = folded[behind : behind + 1] in tables.LINK_FIRST and reading.kind in _PLURAL
            if linked and (link := self._link.match(folded, behind)):
                reading, behind = self._joined(folded, match, link.end(), reading, context, minguo)
            kind, days = reading.kind, reading.days
            period = Period(
                text[start:behind],
                offset + start,
                offset + behind,
                kind,
                days.first,
                days.last,
                days.reason,
                reading.relative,
                reading.annual,
            )
            yield period
            if not titled and kind not in _NEVER_MEANT:
                if _speaks_of(folded[start - 1 : start], period, reading.years):
                    anchor = reading.years
                antecedent = antecedent if reading.compared else period

    def _matches(self, folded: str, minguo: Collection[str]) -> Iterator[Match[str]]:
        """Yield what the grammar matches at the trigger characters."""
        end = 0
        for trigger in self._triggers.finditer(folded):
            start = trigger.start()
            if start < end or not _may_begin(folded, start):
                continue
            match = self._grammar.match(folded, start)
            if match is not None and _says_something(match, minguo):
                end = match.end()
                yield match

    def _joined(
        self,
        folded: str,
        match: Match[str],
        start: int,
        left: Reading,
        context: Context,
        minguo: Collection[str],
    ) -> tuple[Reading, int]:
        """Join an expression with the one at ``start`` that it runs to: from June 2020 to May 2021."""
        other = self._grammar.match(folded, start)
        if other is None or not _says_something(other, minguo):
            return left, match.end()
        anchor = context.anchor if left.years == NO_YEARS else left.years
        right = read(other, Context(context.year, anchor, context.antecedent))
        if right.kind not in {left.kind, "as_of"}:
            return left, match.end()
        days = joined(left.days, right.days)
        return Reading(_PLURAL[left.kind], days, right.years, left.relative, right.annual), other.end()


def fold(text: str) -> str:
    """Return the text with half-width signs and simplified period words, character for character.

    >>> fold("２０２１年１—５個月")
    '2021年1-5个月'
    """
    for sign in set(_FOLDED.findall(text)):  # few of them are in a text at once
        text = text.replace(sign, tables.FOLD[sign])
    return text


def find_periods(text: str, year: int | None = None, calendar: Calendar = "auto") -> tuple[Period, ...]:
    """Find the periods of a text; see `PeriodFinder.find`.

    Args:
        text: any text, simplified or traditional.
        year: the year that the text reports on, or None when it is not known.
        calendar: see `PeriodFinder`.

    Returns:
        The periods in order, without overlaps.

    >>> [(period.text, period.code, period.reason) for period in find_periods("今年上半年,20XX年,到2025年底")]
    [('今年上半年', None, 'no year'), ('20XX年', None, 'masked'), ('2025年底', '..2025-12', None)]
    """
    return _finder(calendar).find(text, year)


@cache
def _finder(calendar: Calendar) -> PeriodFinder:
    return PeriodFinder(calendar)


def _minguo_groups(folded: str, calendar: Calendar) -> Collection[str]:
    """Return the groups of the grammar that are Minguo years in a text."""
    if calendar == "roc":
        return ("bare_roc", "plain_roc")
    # To look for a character takes a tenth of the time that it takes to look for a word.
    taiwan = calendar == "auto" and any(word[-1] in folded and word in folded for word in tables.TAIWAN)
    return ("bare_roc",) if taiwan else ()


def _may_begin(folded: str, start: int) -> bool:
    """Whether a period may begin with the two characters at ``start``."""
    seconds = tables.BEGINNINGS.get(folded[start])
    if seconds is None:
        return True  # a figure or a mask: the trigger has looked at all of it
    second = folded[start + 1]
    return ("0" if second.isdecimal() else second) in seconds


def _says_something(match: Match[str], minguo: Collection[str]) -> bool:
    """Whether more was matched than the optional pieces around a calendar expression."""
    last = match.lastgroup
    if last is None or last == "other":
        return last is not None
    for group in ("bare_roc", "plain_roc"):
        if match[group]:
            return group in minguo
    return bool(match["in_years"] or match["part"])


def within_title(text: str, start: int, end: int, *, titled: bool = False) -> bool:
    """Whether ``text[start:end]`` ends within the title of a document, when it begins in one or does not.

    >>> within_title("印发《规划(2021—2025年)》", 0, 6), within_title("印发《规划》,2021年", 0, 7)
    (True, False)
    """
    opened, closed = text.rfind(tables.TITLE_OPEN, start, end), text.rfind(tables.TITLE_CLOSE, start, end)
    return titled if opened == closed else opened > closed


def _speaks_of(before: str, period: Period, years: Years) -> bool:
    """Whether the period behind a character sets the year of what follows.

    It does not as a comparison, a name, an end or a span.
    """
    if years == NO_YEARS or years.low != years.high or period.annual or period.kind in {"as_of", "since"}:
        return False
    if not before or before in tables.SENTENCE_ENDS:
        return True
    return before in tables.CLAUSE_END if period.relative else before not in tables.NOT_SPOKEN_OF

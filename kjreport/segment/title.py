"""The year and half-year that a report is about, from its title or its first sentence."""

from __future__ import annotations

import re
from typing import NamedTuple

from kjreport.segment.tables import HALF_YEAR, SECOND_HALF, TITLE_YEAR

_YEAR = re.compile(TITLE_YEAR)
_HALF = re.compile(HALF_YEAR)
PREAMBLE = 600  # characters in which a report names its year when its title does not


class ReportYear(NamedTuple):
    """What a report is about.

    Attributes:
        year: its year, or None when it is not named or masked.
        half: 1 for a report on the first half of the year, 2 for the second, else None.
    """

    year: int | None
    half: int | None


def find_year(text: str, title: str, report: re.Pattern[str], plan: re.Pattern[str]) -> ReportYear:
    """Find the year of a report.

    Args:
        text: the cleaned text.
        title: its title.
        report: words by which a title names a report on what was done.
        plan: words by which it names a plan; a year beside them is not that of the report.
    """
    named = _HALF.search(title)
    half = _number(named) if named else None
    reported = planned = -1
    for match in _YEAR.finditer(title):
        # What was found behind the year before stands behind this one, too, unless that is further on.
        if reported < match.end():
            reported = _next(report, title, match.end())
        if planned < match.end():
            planned = _next(plan, title, match.end())
        if reported < planned:
            return ReportYear(int(match[1]), half)
    for line in text[:PREAMBLE].split("\n"):
        begin = _YEAR.match(line.strip())
        if begin and line.strip() != title:
            behind_year = _HALF.match(line.strip(), begin.end())
            return ReportYear(int(begin[1]), half or (_number(behind_year) if behind_year else None))
    return ReportYear(None, half)


def _next(words: re.Pattern[str], text: str, position: int) -> int:
    """Return where the first of the words behind ``position`` begins, or the end of the text."""
    found = words.search(text, position)
    return found.start() if found else len(text)


def _number(half: re.Match[str]) -> int:
    return 2 if half[0].startswith(SECOND_HALF) else 1

"""The calendar of a report, and the year and half-year that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kjreport.frozen import Frozen, replace
from kjreport.lazy import LazyPattern
from kjreport.segment.headings import Heading
from kjreport.segment.tables import (
    DASH,
    GREGORIAN_YEAR,
    HALF_YEAR,
    MINGUO_EPOCH,
    MINGUO_TITLE_YEAR,
    SECOND_HALF,
    SENTENCE_END,
    TITLE_YEAR,
    YEAR_DIGITS,
)

_YEAR = LazyPattern(TITLE_YEAR)
_MINGUO_YEAR = LazyPattern(MINGUO_TITLE_YEAR)
_GREGORIAN = LazyPattern(GREGORIAN_YEAR)
_HALF = LazyPattern(HALF_YEAR)
_SENTENCE_END = LazyPattern(SENTENCE_END)
_DIGITS = str.maketrans(YEAR_DIGITS)
PREAMBLE = 600  # characters in which a report names its year when its title does not
LONGEST_TITLE = 60  # characters of a line that names a year without a word for a report or a plan


class ReportYear(Frozen):
    """What a report is about.

    Attributes:
        year: its year, or None when it is not named or masked.
        half: 1 for a report on the first half of the year, 2 for the second, else None.
        plan: whether it is a plan for that year.
        minguo: whether it counts years from 1912, the first of the Republic of China.
    """

    year: int | None
    half: int | None
    plan: bool = False
    minguo: bool = False


class YearFinder(Frozen):
    """Finds the year of reports.

    Attributes:
        report: words by which a title names a report on what was done.
        plan: words by which it names a plan.
        minguo: years that only a document writes that counts them from 1912.
    """

    report: LazyPattern
    plan: LazyPattern
    minguo: LazyPattern

    def find(self, text: str, title: str, headings: Sequence[Heading]) -> ReportYear:
        """Return the year of a report.

        The title decides, whatever it calls the report; the year of a plan counts when nothing but a plan is
        named. Other lines decide when they are titles by their words, or sentences that begin with a year.

        Args:
            text: the cleaned text.
            title: its title.
            headings: its headings.
        """
        minguo = self._is_minguo(text, headings)
        pattern = _MINGUO_YEAR if minguo else _YEAR
        named = _HALF.search(title)
        half = _number(named) if named else None
        first = headings[0].marker.start if headings else PREAMBLE
        before = [line.strip() for line in text[: min(first, PREAMBLE)].split("\n")]
        if found := next(self._of_titles(title, before, pattern), None):
            return replace(found, half=half, minguo=minguo)
        for line in map(str.strip, text[:PREAMBLE].split("\n")):
            begin = pattern.match(line)
            if begin and line != title:
                behind = _HALF.match(line, begin.end())
                half = half or (_number(behind) if behind else None)
                return ReportYear(_year(begin), half, minguo=minguo)
        return ReportYear(None, half, minguo=minguo)

    def _of_titles(self, title: str, lines: Iterable[str], pattern: LazyPattern) -> Iterator[ReportYear]:
        """Yield the years of the title and of other lines that are titles by their words."""
        end = _SENTENCE_END.search(title, 0, PREAMBLE)
        head = title[: end.end() if end else PREAMBLE]
        if found := self._year(head, pattern, plain=_is_plain(head)):
            yield found
        for line in lines:
            if _is_plain(line) and (found := self._year(line, pattern, plain=False)):
                yield found

    def _year(self, title: str, pattern: LazyPattern, *, plain: bool) -> ReportYear | None:
        """Return the year of a title: that of the report in it, else a plain one, else that of a plan."""
        years = list(pattern.finditer(title))
        plain_year: ReportYear | None = None
        planned: ReportYear | None = None
        for match, end in zip(years, [*(match.start() for match in years[1:]), len(title)], strict=False):
            report = self.report.search(title, match.end(), end)
            plan = self.plan.search(title, match.end(), end)
            if report and (not plan or report.start() < plan.start()):
                return ReportYear(_year(match), None)
            if match["range"]:
                continue
            if plan:
                planned = planned or ReportYear(_year(match), None, plan=True)
            elif plain:
                plain_year = plain_year or ReportYear(_year(match), None)
        return plain_year or (None if self.report.search(title) else planned)

    def _is_minguo(self, text: str, headings: Iterable[Heading]) -> bool:
        """Whether preamble or headings write years so, and the text does not mostly write them otherwise."""
        named = "\n".join([text[:PREAMBLE], *(heading.title.of(text) for heading in headings)])
        if not self.minguo.search(named):
            return False
        return len(self.minguo.findall(text)) > len(_GREGORIAN.findall(text))


def title_of(text: str) -> str:
    r"""Return the first line of a text, with the subtitle in the next one, which begins with a dash.

    >>> title_of("\n科技之花开遍山乡\n——全县科技特派员工作总结\n全县有……")
    '科技之花开遍山乡——全县科技特派员工作总结'
    """
    lines = filter(None, map(str.strip, text.split("\n")))
    title, below = next(lines, ""), next(lines, "")
    return title + below if below.startswith(DASH) and _is_plain(below) else title


def _is_plain(line: str) -> bool:
    """Whether a line is short, and no sentence."""
    return len(line) <= LONGEST_TITLE and "," not in line and not _SENTENCE_END.search(line)


def _year(match: re.Match[str]) -> int:
    groups = match.groupdict()
    if minguo := groups.get("minguo"):
        return int(minguo) + MINGUO_EPOCH
    return int(groups["year"].translate(_DIGITS))


def _next(words: LazyPattern, text: str, position: int) -> int:
    """Return where the first of the words behind ``position`` begins, or the end of the text."""
    found = words.search(text, position)
    return found.start() if found else len(text)


def _number(half: re.Match[str]) -> int:
    return 2 if half[0].startswith(SECOND_HALF) else 1

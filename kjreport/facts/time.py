"""Which period governs a fact."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kjreport.facts.cells import Cell
from kjreport.facts.clauses import REACH, Candidate
from kjreport.facts.cues import Lexicon
from kjreport.facts.tables import ANNUAL, CELL_SIGNS, MULTIPLES, POSSESSIVE, TERM, YEAR
from kjreport.frozen import Frozen, replace
from kjreport.lazy import LazyPattern, LazyWords
from kjreport.periods import Calendar, Period, PeriodFinder, within_title
from kjreport.segment import Document
from kjreport.span import Span

_MAYBE_YEAR = LazyPattern(rf"[\d{YEAR}]")
_CLAUSE = LazyPattern(r"[^,，;。]+")
NAME_REACH = 12  # characters behind a period in which a name shows that it is part of one


class Timeline(Frozen):
    """The periods of a document, in order, and those that its sections name in heading or lead-in.

    ``starts`` are the places where the periods begin.
    """

    periods: tuple[Period, ...]
    starts: tuple[int, ...]
    of_section: tuple[Period | None, ...]

    def within(self, span: Span) -> tuple[Period, ...]:
        """Return the periods that begin in a span."""
        return self.between(span.start, span.end)

    def between(self, start: int, end: int) -> tuple[Period, ...]:
        """Return the periods that begin between two places."""
        starts = self.starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:  # as in most places
            return ()
        return self.periods[first : bisect_left(starts, end, first)]

    def at(self, start: int) -> tuple[Period, ...]:
        """Return the period that begins at a place."""
        return self.between(start, start + 1)


def within(periods: Sequence[Period], span: Span) -> Sequence[Period]:
    """Return the periods, in order, that begin in a span."""
    first = bisect_left(periods, span.start, key=lambda period: period.start)
    last = bisect_left(periods, span.end, key=lambda period: period.start)
    return periods[first:last]


class PeriodGovernor(Frozen):
    """Decides by the word lists of the rules whether a time expression governs a number."""

    finder: PeriodFinder
    year_in_name: LazyWords
    term_in_name: LazyWords
    plan_in_name: LazyWords
    lead: Lexicon
    verb: Lexicon
    comparison: Lexicon
    comparison_of: Lexicon
    origin: Lexicon
    target: Lexicon
    measured_by: Lexicon
    preceding: Lexicon

    @classmethod
    def of(cls, finder: PeriodFinder, lexicons: Mapping[str, Lexicon]) -> PeriodGovernor:
        """Take the word lists by their ids."""
        names = ("comparison", "comparison_of", "origin", "measured_by")
        comparison, comparison_of, origin, measured_by = (lexicons[name] for name in names)
        return cls(
            finder,
            year_in_name=LazyWords(lexicons["year_in_name"].words),
            term_in_name=LazyWords(lexicons["year_in_name"].words | lexicons["term_in_name"].words),
            plan_in_name=LazyWords(lexicons["plan_in_name"].words),
            lead=lexicons["subject_lead"],
            verb=lexicons["subject_verb"],
            comparison=comparison,
            comparison_of=comparison_of,
            origin=origin,
            target=lexicons["subject_target"],
            measured_by=measured_by,
            preceding=comparison | comparison_of | origin | measured_by,
        )

    def timeline(self, document: Document) -> Timeline:
        """Find the periods of a document; a section that names a year resolves what is relative in it."""
        text = document.text.text
        periods: list[Period] = []
        year = document.year.year
        calendar: Calendar | None = "roc" if document.year.minguo else None
        top = [section for section in document.sections if section.level <= 1 or section.parent is None]
        starts = [section.span.start for section in top]
        for section, end in zip(top, [*starts[1:], len(text)], strict=True):
            section_year = self._named_year(section.title, year, calendar)
            periods += self.finder.find(text, section_year, calendar, section.span.start, end)
        timeline = Timeline(tuple(periods), tuple(period.start for period in periods), ())
        return replace(timeline, of_section=tuple(self._section_periods(document, timeline)))

    def _named_year(self, title: str, year: int | None, calendar: Calendar | None) -> int | None:
        """Return the year that the title of a section names, else that of the report."""
        if not _MAYBE_YEAR.search(title):
            return year
        found = self.finder.find(title, year, calendar)
        named = [period.first.year for period in found if period.kind == "year" and period.first]
        return named[-1] if named else year

    def _section_periods(self, document: Document, timeline: Timeline) -> list[Period | None]:
        text = document.text.text
        found: list[Period | None] = []
        for index, section in enumerate(document.sections):
            named: Sequence[Period] = ()
            if section.heading:
                title = section.heading.title
                named = [p for p in timeline.within(title) if not self._is_compared(text, title, p)]
                if not named and section.level == 1:
                    named = timeline.at(_lead(document, index, title.end))
            inherited = found[section.parent] if section.parent is not None else None
            found.append(next((period for period in named if period.resolved), inherited))
        return found

    def govern(
        self, text: str, timeline: Timeline, candidate: Candidate, of_section: Period | None
    ) -> Period | None:
        """Return the period of a fact, or None.

        A time expression governs what follows it up to the full stop; what only compares does not count. A
        section's period governs the numbers that no time expression precedes. A year that belongs to a name
        says nothing, but the section's period says nothing then, either.
        """
        cell, start, end = candidate.cell, candidate.statement.start, candidate.quantity.start
        inherited: Period | None = None
        if cell and (inherited := self._of_row(text, timeline, cell)):
            begin = max(0, end - REACH)  # a table may have but one of the signs
            start = 1 + max(text.rfind(sign, begin, end) for sign in CELL_SIGNS) or start
        elif cell:
            inherited = self._of_caption(text, timeline, cell) or _last(timeline, cell.head)
        inherited = inherited or of_section
        index = bisect_left(timeline.starts, end)
        while index and timeline.starts[index - 1] >= start:
            index -= 1
            period = timeline.periods[index]
            if period.end <= end and self._says_when(text, period, candidate):
                if not self._in_name(text, period, candidate):
                    return period
                inherited = None
        return inherited

    def _of_row(self, text: str, timeline: Timeline, cell: Cell) -> Period | None:
        """Return the period that the head of a cell's column names, or that stands in a cell of its row."""
        for place in (cell.head, cell.time):
            if place and (named := self.said_of(text, timeline.within(place))):
                return named[-1]
        year = cell.time and cell.time.of(text).strip()
        if not cell.time or not year:
            return None
        # A year alone is a period only here: 2020|12.6.
        found = self.finder.find(year + YEAR)
        return replace(found[0], text=year, start=cell.time.start, end=cell.time.end) if found else None

    def _of_caption(self, text: str, timeline: Timeline, cell: Cell) -> Period | None:
        """Return the period that a table's caption names; where heads name theirs, only for targets."""
        named = [p for p in timeline.within(cell.caption) if p.resolved and p.kind not in ("day", "days")]
        elsewhere = cell.heads is not None and bool(self.said_of(text, timeline.within(cell.heads)))
        head = cell.head.of(text) if cell.head else ""
        if not named or (elsewhere and self.target.first(head, 0, len(head)) is None):
            return None
        return named[-1]

    def said_of(self, text: str, periods: Sequence[Period]) -> list[Period]:
        """Return the periods that are no part of what is measured, as that of an annual target is."""
        return [p for p in periods if p.text != ANNUAL or not self.target.prefix(text, p.end, len(text))]

    def _says_when(self, text: str, period: Period, candidate: Candidate) -> bool:
        """Whether a period is more than a part of a title, of a year's name, or what is compared with."""
        start = candidate.statement.start
        last = text[period.start - 1]  # of a word that says that a number is only compared with it
        return not (
            (last in self.preceding.ending and self._compares(text, period, candidate))
            or (period.kind == "plan" and self._names_year(text, period))
            or within_title(text, start, period.start)
        )

    def _compares(self, text: str, period: Period, candidate: Candidate) -> bool:
        """Whether a number is only compared with a period, changed since, or measured by its target."""
        start, end = candidate.statement.start, period.start
        if not self.preceding.suffix(text, start, end):
            return False
        own = end >= candidate.left
        if self.origin.suffix(text, start, end):
            return not own
        of_period = text.startswith(POSSESSIVE, candidate.quantity.start - 1)
        if self._is_target(text, start, period):
            return not own or of_period
        if text.startswith(POSSESSIVE, period.end) and self.comparison_of.suffix(text, start, end):
            return True
        # What a number is compared with may be a number itself: 较[2016年]的203亿元增加265亿元.
        if own and of_period and candidate.quantity.unit not in MULTIPLES:
            return False
        return self.comparison.suffix(text, start, end) > 0

    def _is_target(self, text: str, start: int, period: Period) -> bool:
        """Whether a period is that of a target by which something is measured: 完成[全年]任务260家的85%."""
        return bool(
            self.target.prefix(text, period.end, len(text))
            and self.measured_by.suffix(text, start, period.start)
        )

    def _is_compared(self, text: str, title: Span, period: Period) -> bool:
        """Whether a period in a heading is only what something is compared with."""
        return self.comparison.suffix(text, title.start, period.start) > 0

    def _names_year(self, text: str, period: Period) -> bool:
        """Whether a plan only names one of its years: “十四五”开局之年."""
        reach = _CLAUSE.match(text, period.end, period.end + NAME_REACH)
        return reach is not None and self.plan_in_name.search(text, *reach.span()) is not None

    def _in_name(self, text: str, period: Period, candidate: Candidate) -> bool:
        if period.kind not in ("year", "years") or (period.relative and not period.annual):
            return False
        reach = _CLAUSE.match(text, period.end, min(period.end + NAME_REACH, candidate.statement.end))
        if reach is None or self.lead.prefix(text, *reach.span()):
            return False
        words = self.term_in_name if period.text.endswith(TERM) else self.year_in_name
        name = words.search(text, *reach.span())
        return name is not None and self.verb.first(text, reach.start(), name.start()) is None


def _last(timeline: Timeline, span: Span | None) -> Period | None:
    """Return the last period that begins in a span."""
    named = timeline.within(span) if span else ()
    return named[-1] if named else None


def _lead(document: Document, index: int, position: int) -> int:
    """Return where the first sentence of a section begins behind a position; -1 when there is none."""
    following = bisect_left(document.sentences, position, key=lambda sentence: sentence.span.start)
    if following == len(document.sentences) or document.sentences[following].section != index:
        return -1
    return document.sentences[following].span.start

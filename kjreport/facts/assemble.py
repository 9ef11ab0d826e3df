"""Quantities to facts: subject, role, status, period and indicator of each number."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from operator import attrgetter

from kjreport.errors import Diagnostic
from kjreport.facts.apart import Apart
from kjreport.facts.cells import Table, find_cells, find_tables
from kjreport.facts.clauses import REACH, Candidate, candidates
from kjreport.facts.columns import bare_numbers
from kjreport.facts.cues import Cue, FactCues
from kjreport.facts.doubts import Doubts
from kjreport.facts.indicators import IndicatorIndex, Measured, outside
from kjreport.facts.parts import Parts
from kjreport.facts.places import Places
from kjreport.facts.record import Draft, Recorder, Settled
from kjreport.facts.roles import Reading, began_then, read_roles, read_status
from kjreport.facts.subjects import Named, Subjects
from kjreport.facts.tables import CHILD, LISTING, OF_COMPARED, POSSESSIVE
from kjreport.facts.time import PeriodGovernor, Timeline
from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern
from kjreport.model import Fact, Label
from kjreport.periods import Period, PeriodFinder
from kjreport.ruleset import IndicatorRule, Rules
from kjreport.segment import Document
from kjreport.span import Span
from kjreport.units import Quantity, QuantityFinder

_OF_COMPARED = LazyPattern(OF_COMPARED)

AT_ONCE = 100  # statements that are read together: of a long document, no more is held than of a short one


class FactFinder(Frozen):
    """Finds the facts of a document; compiled once."""

    quantities: QuantityFinder
    cues: FactCues
    doubts: Doubts
    apart: Apart
    subjects: Subjects
    places: Places
    governor: PeriodGovernor
    indicators: IndicatorIndex
    parts: Parts

    @classmethod
    def compile(cls, rules: Rules, quantities: QuantityFinder) -> FactFinder:
        """Compile everything that the rules say about facts."""
        cues = FactCues.compile(rules.cues, rules.lexicons, rules.exclusions, rules.choices)
        governor = PeriodGovernor.of(PeriodFinder(), cues.lexicons)
        indicators = IndicatorIndex.compile(rules.indicators)
        subjects = Subjects.of(cues.lexicons, cues.distribution)
        apart = Apart.compile(rules.cues, cues.distribution, rules.choices)
        places = Places.of(cues.lexicons, subjects.phrases)
        doubts, parts = Doubts.of(cues.lexicons, quantities), Parts.of(cues.lexicons)
        return cls(quantities, cues, doubts, apart, subjects, places, governor, indicators, parts)

    def find(
        self, document: Document, labels: Sequence[tuple[Label, ...]]
    ) -> tuple[tuple[Fact, ...], tuple[Diagnostic, ...]]:
        """Return the facts of a document in order, and what could not be decided.

        Args:
            document: the segmented text.
            labels: the labels of each of its sentences.
        """
        text = document.text.text
        timeline = self.governor.timeline(document)
        tables = list(find_tables(text))
        quantities = self._kept(document, timeline, tables)
        groups = self.apart.read(text, candidates(document, quantities, find_cells(text, tables, quantities)))
        recorder = Recorder(document, labels)
        facts: list[Fact] = []
        diagnostics: list[Diagnostic] = []
        while some := list(islice(groups, AT_ONCE)):
            drafts, unaligned = self._read(document, timeline, some)
            for group in drafts:
                found: Sequence[Fact] = [recorder.fact(draft) for draft in group]
                if len(group) > 1:
                    places = [draft.candidate.quantity for draft in group]
                    found = self.parts.join(text, places, found, len(facts))
                facts += found
            diagnostics += [
                _implausible(document, one.candidate, one.rule)
                for group in drafts
                for one in group
                if one.rule and outside(one.rule, one.reading.role, one.candidate.quantity)
            ]
            diagnostics += [_unaligned(document, candidate) for candidate in unaligned]
        return tuple(facts), (*diagnostics, *self.doubts.diagnose(document, quantities))

    def _read(
        self, document: Document, timeline: Timeline, groups: Sequence[Sequence[Candidate]]
    ) -> tuple[list[list[Draft]], list[Candidate]]:
        """Return the drafts of statements, and the numbers that do not match the list that they stand in."""
        text = document.text.text
        # One step for all numbers, then the next: that keeps the code and the words of a step at hand.
        readings = [read_roles(text, group, self.cues) for group in groups]
        periods = [timeline.between(group[0].statement.start, group[-1].statement.end) for group in groups]
        named = [self._name(text, *one) for one in zip(groups, readings, periods, strict=True)]
        settled = [
            self._settle(document, timeline, *one) for one in zip(groups, readings, periods, strict=True)
        ]
        drafts = [self._drafts(text, *one) for one in zip(named, settled, strict=True)]
        return drafts, [one.candidate for of_group in named for one in of_group if not one.aligned]

    def _name(
        self, text: str, group: Sequence[Candidate], readings: Sequence[Reading], periods: Sequence[Period]
    ) -> Sequence[Named]:
        periods = self.governor.said_of(text, periods) if periods else periods
        return self.places.complete(text, self.subjects.name(text, group, readings, periods), periods)

    def _kept(self, document: Document, timeline: Timeline, tables: Sequence[Table]) -> list[Quantity]:
        """Return the quantities that are no markers, no parts of periods, and not excluded by a rule."""
        text = document.text.text
        taken = [s.heading.marker for s in document.sections if s.heading] + [
            Span(period.start, period.end) for period in timeline.periods
        ]
        taken.sort(key=attrgetter("start"))
        taken.append(Span(len(text) + 1, len(text) + 1))
        kept: list[Quantity] = []
        position, excluded = 0, self.cues.exclusions.hold
        bare = bare_numbers(text, tables, self.quantities, self.cues.lexicons)
        for quantity in self.doubts.mark(text, [*self.quantities.find(text), *bare]):
            while taken[position].end <= quantity.start:
                position += 1
            if quantity.end <= taken[position].start and not excluded(text, quantity):
                kept.append(quantity)
        return kept

    def _settle(
        self,
        document: Document,
        timeline: Timeline,
        group: Sequence[Candidate],
        readings: Sequence[Reading],
        periods: Sequence[Period],
    ) -> list[Settled]:
        """Return status and period of numbers; where no word tells the status, a period may."""
        text, cues = document.text.text, self.cues
        starts: list[int] = []
        if cues.status.possible(text, group[0].statement.start, group[-1].quantity.start):
            starts = [candidate.quantity.start for candidate in group]
        settled: list[Settled] = []
        for candidate, reading in zip(group, readings, strict=True):
            node = document.sentences[candidate.sentence]
            period = of_section = timeline.of_section[node.section]
            if reading.began is not None and began_then(text, candidate, cues):
                period = None
            elif periods or candidate.cell:
                period = self.governor.govern(text, timeline, candidate, of_section)
            cue: Cue | None = None
            behind = text[candidate.quantity.end : candidate.quantity.end + 1]
            if starts or reading.began is not None or candidate.cell or behind in cues.status.signs:
                cue = read_status(text, candidate, reading, starts, cues)
            if cue is not None:
                status = cue.value
            else:
                status = "target" if node.role == "plan" else "actual"
                if period is not None:
                    status = _status_of(document, of_section, period, status)
            settled.append((status, cue, period))
        return settled

    def _drafts(self, text: str, named: Sequence[Named], settled: Sequence[Settled]) -> list[Draft]:
        """Return a draft for each subject: one number may be said of several things."""
        drafts: list[Draft] = []
        known: dict[str, IndicatorRule] = {}  # by what the numbers before it measure
        context, end = "", named[0].candidate.quantity.start
        for one, of_one in zip(named, settled, strict=True):
            candidate, reading, subjects = one.candidate, one.reading, one.subjects
            quantity = candidate.quantity
            start, dimension, role = quantity.start, quantity.dimension, reading.role
            around = _around(text, candidate, subjects[0])
            if text.startswith(LISTING, end, start) or text.find(CHILD, end, start) >= 0:
                context = f"{context} {around}"[-REACH:]
            else:
                context = around[-REACH:]
            end = quantity.end
            # A part of what others have (均值的一半) is not the statistic itself.
            of_others = text.find(POSSESSIVE, candidate.left, start) >= 0 and _OF_COMPARED.search(
                text, candidate.left, start
            )
            for subject in subjects:
                rule: IndicatorRule | None = None
                if one.aligned and not of_others:
                    phrase = subject if one.member else around
                    rule = self.indicators.find(
                        Measured(subject, phrase, context, dimension, quantity.unit, role)
                    )
                    if rule is not None:
                        known[subject] = rule
                    elif known and role in ("change", "rank") and dimension in ("ratio", "rank"):
                        rule = known.get(subject)  # growth and ranks share that of the number before them
                drafts.append(Draft(candidate, reading, of_one, subject, rule))
        return drafts


def _around(text: str, candidate: Candidate, subject: str) -> str:
    """Return the words left of a number that belong to it, and those right of it when its noun is there."""
    quantity = candidate.quantity
    left, right = text[candidate.left : quantity.start], text[quantity.end : candidate.right]
    if candidate.cell and candidate.cell.label:
        left = f"{candidate.cell.label.of(text)} {left}"
    return left if not right or right[:2].strip() not in subject else f"{left} {right}"


def _status_of(document: Document, of_section: Period | None, period: Period, status: str) -> str:
    """Return the status that a period gives: what lies ahead is a target, what is before a plan is none."""
    year, plan = document.year.year, document.year.plan
    if period.last is None:
        return status
    if status == "target" and of_section and of_section.first and period.last.year < of_section.first.year:
        return "actual"
    if year is None:
        return status
    if period.last.year > year or (plan and period.last.year == year and period.kind != "as_of"):
        return "target"
    planned = plan or status == "target"
    return "actual" if planned and period.last.year < year else status


def _unaligned(document: Document, candidate: Candidate) -> Diagnostic:
    start = document.text.alignment.start(candidate.quantity.start)
    message = (
        f"{candidate.quantity.text!r} at offset {start} stands in a list that does not match the numbers"
    )
    return Diagnostic("KJ301", message, hint="its subject is left as it stands", severity="warning")


def _implausible(document: Document, candidate: Candidate, rule: IndicatorRule) -> Diagnostic:
    start = document.text.alignment.start(candidate.quantity.start)
    message = f"{candidate.quantity.text!r} at offset {start} is out of range for {rule.id}"
    return Diagnostic("KJ302", message, hint="check the number in the source", severity="warning")

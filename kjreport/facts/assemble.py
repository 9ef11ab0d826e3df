"""Quantities to facts: subject, role, status, period and indicator of each number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kjreport.errors import Diagnostic
from kjreport.facts.clauses import Candidate, candidates
from kjreport.facts.columns import bare_numbers
from kjreport.facts.cues import Cue, FactCues
from kjreport.facts.indicators import IndicatorIndex, Measured, outside
from kjreport.facts.parts import Parts
from kjreport.facts.roles import Reading, read_role, read_status
from kjreport.facts.subjects import Named, Subjects
from kjreport.facts.tables import CHILD, LISTING
from kjreport.facts.time import PeriodGovernor, Timeline
from kjreport.model import Evidence, Fact, Label
from kjreport.periods import Period, PeriodFinder
from kjreport.ruleset import IndicatorRule, Rules
from kjreport.segment import Document
from kjreport.span import Span
from kjreport.units import Quantity, QuantityFinder

CONTEXT = 24  # characters that an exclusion can see before and behind a quantity


class Draft(NamedTuple):
    """A number with its reading, its subject, and the words around it (see `Measured`)."""

    candidate: Candidate
    reading: Reading
    subject: str
    phrase: str
    context: str

    @property
    def measured(self) -> Measured:
        """What decides about the indicator."""
        quantity = self.candidate.quantity
        return Measured(
            self.subject, self.phrase, self.context, quantity.dimension, quantity.unit, self.reading.role
        )


@dataclass(frozen=True, slots=True)
class FactFinder:
    """Finds the facts of a document; compiled once."""

    quantities: QuantityFinder
    cues: FactCues
    subjects: Subjects
    governor: PeriodGovernor
    indicators: IndicatorIndex
    parts: Parts

    @classmethod
    def compile(cls, rules: Rules, quantities: QuantityFinder) -> FactFinder:
        """Compile everything that the rules say about facts."""
        cues = FactCues.compile(rules.cues, rules.lexicons, rules.exclusions)
        governor = PeriodGovernor.of(PeriodFinder(), cues.lexicons)
        indicators = IndicatorIndex.compile(rules.indicators)
        subjects = Subjects.of(cues.lexicons, cues.distribution)
        return cls(quantities, cues, subjects, governor, indicators, Parts.of(cues.lexicons))

    def find(
        self, document: Document, labels: Sequence[tuple[Label, ...]]
    ) -> tuple[tuple[Fact, ...], tuple[Diagnostic, ...]]:
        """Return the facts of a document in order, and what could not be decided.

        Args:
            document: the segmented text.
            labels: the labels of each of its sentences.
        """
        timeline = self.governor.timeline(document)
        facts: list[Fact] = []
        diagnostics: list[Diagnostic] = []
        for group in candidates(document, self._kept(document, timeline)):
            periods = timeline.within(Span(group[0].statement.start, group[-1].statement.end))
            starts = [candidate.quantity.start for candidate in group]
            named = self.subjects.name(document.text.text, group, self._readings(document, group), periods)
            known: dict[str, IndicatorRule] = {}
            found: list[tuple[Quantity, Fact]] = []
            for draft in _drafts(document.text.text, named):
                rule = self._indicator(draft, known)
                fact = self._fact(document, timeline, starts, draft, labels, rule)
                found.append((draft.candidate.quantity, fact))
                if rule and outside(rule, draft.measured, draft.candidate.quantity.value):
                    diagnostics.append(_implausible(document, draft.candidate, rule))
            facts += self.parts.join(document.text.text, found, len(facts))
            diagnostics += (_unaligned(document, one.candidate) for one in named if not one.aligned)
        return tuple(facts), tuple(diagnostics)

    def _indicator(self, draft: Draft, known: dict[str, IndicatorRule]) -> IndicatorRule | None:
        """Return the indicator of a number; growth and ranks share that of the number before them."""
        rule = self.indicators.find(draft.measured)
        if rule is not None:
            known[draft.subject] = rule
        elif draft.reading.role in ("change", "rank") and draft.measured.dimension in ("ratio", "rank"):
            rule = known.get(draft.subject)
        return rule

    def _kept(self, document: Document, timeline: Timeline) -> list[Quantity]:
        """Return the quantities that are no markers, no parts of periods, and not excluded by a rule."""
        text = document.text.text
        taken = [s.heading.marker for s in document.sections if s.heading] + [
            Span(period.start, period.end) for period in timeline.periods
        ]
        taken.sort()
        kept: list[Quantity] = []
        position = 0
        found = [*self.quantities.find(text), *bare_numbers(text, self.quantities, self.cues.lexicons)]
        for quantity in sorted(found, key=lambda quantity: quantity.start):
            while position < len(taken) and taken[position].end <= quantity.start:
                position += 1
            blocked = position < len(taken) and taken[position].start < quantity.end
            if not blocked and not self._excluded(text, quantity):
                kept.append(quantity)
        return kept

    def _excluded(self, text: str, quantity: Quantity) -> bool:
        before = text[max(0, quantity.start - CONTEXT) : quantity.start]
        after = text[quantity.end : quantity.end + CONTEXT]
        return self.cues.excluded(before, quantity.text, after)

    def _readings(self, document: Document, group: Sequence[Candidate]) -> list[Reading]:
        readings: list[Reading] = []
        for index, candidate in enumerate(group):
            # A list of growth rates does not go on with amounts: 增长20%、成交额突破12亿元.
            alike = index > 0 and _is_ratio(group[index - 1]) == _is_ratio(candidate)
            previous = readings[-1] if alike else None
            readings.append(read_role(document.text.text, candidate, self.cues, previous))
        return readings

    def _began(self, text: str, candidate: Candidate) -> bool:
        """Whether a number is where a change began, at a time that is not said (``由3家增至5家``)."""
        behind = self.cues.roles.behind(text, candidate.quantity.end, candidate.clause.end)
        origin = tuple(self.cues.lexicons["origin"].words)
        left = text[slice(*candidate.left)].rstrip()
        return behind is not None and behind.value == "level" and left.endswith(origin)

    def _settle(
        self, document: Document, timeline: Timeline, starts: Sequence[int], candidate: Candidate
    ) -> tuple[str, Cue | None, Period | None]:
        """Return status, its cue, and period of a number; what lies ahead of the report is a target."""
        text = document.text.text
        section = document.sections[document.sentences[candidate.sentence].section].role
        status, cue = read_status(text, candidate, starts, section, self.cues)
        began = self._began(text, candidate)
        period = None if began else self.governor.govern(document, timeline, candidate)
        ahead = cue is None and period is not None and _ahead(document, period)
        return "target" if ahead else status, cue, period

    def _fact(
        self,
        document: Document,
        timeline: Timeline,
        starts: Sequence[int],
        draft: Draft,
        labels: Sequence[tuple[Label, ...]],
        rule: IndicatorRule | None,
    ) -> Fact:
        candidate, reading = draft.candidate, draft.reading
        quantity = candidate.quantity
        status, status_cue, period = self._settle(document, timeline, starts, candidate)
        value, high, low_end, high_end = _signed(quantity, reading.negative)
        span = document.text.raw_span(Span(quantity.start, quantity.end))
        return Fact(
            quote=document.text.raw[slice(*span)],
            start=span.start,
            end=span.end,
            value=value,
            high=high,
            interval=(low_end, high_end),
            unit=quantity.unit,
            dimension=quantity.dimension,
            role=reading.role,
            bound=quantity.bound,
            subject=draft.subject,
            status=status,
            period=period.code if period else None,
            masked=quantity.masked,
            per=quantity.per,
            indicator=rule.id if rule else None,
            labels=tuple(label.id for label in labels[candidate.sentence]),
            sentence=candidate.sentence,
            rule=rule.id if rule else f"quantity_{quantity.dimension}",
            evidence=_all_evidence(document, (*reading.cues, status_cue), period),
        )


def _drafts(text: str, named: Sequence[Named]) -> Iterator[Draft]:
    """Return a draft for each subject: one number may be said of several things."""
    context, end = "", 0
    for one in named:
        before = text[end : one.candidate.quantity.start]
        if not before.startswith(LISTING) and CHILD not in before:
            context = ""
        end = one.candidate.quantity.end
        around = _around(text, one.candidate, one.subjects[0])
        context = f"{context} {around}"
        for subject in one.subjects:
            yield Draft(one.candidate, one.reading, subject, subject if one.member else around, context)


def _around(text: str, candidate: Candidate, subject: str) -> str:
    """Return the words left of a number that belong to it, and those right of it when its noun is there."""
    left, right = text[slice(*candidate.left)], text[slice(*candidate.right)]
    if candidate.cell and candidate.cell.label:
        left = f"{text[slice(*candidate.cell.label)]} {left}"
    return left if not right or right[:2].strip() not in subject else f"{left} {right}"


def _is_ratio(candidate: Candidate) -> bool:
    return candidate.quantity.dimension == "ratio"


def _ahead(document: Document, period: Period) -> bool:
    """Whether a period lies beyond the year on which a document reports."""
    year = document.year.year
    return year is not None and period.last is not None and period.last.year > year


def _signed(quantity: Quantity, negative: bool) -> tuple[Decimal | None, ...]:
    """Return value, upper value and interval of a quantity; a decrease is negative."""
    sign = -1 if negative else 1
    low, high = quantity.interval[::sign]
    ends = (quantity.value, quantity.high, low, high)
    # Not a product: that would round to the digits of the current decimal context.
    return tuple(end.copy_negate() if end is not None and sign < 0 else end for end in ends)


def _all_evidence(
    document: Document, cues: Sequence[Cue | None], period: Period | None
) -> tuple[Evidence, ...]:
    evidence = [_evidence(document, cue) for cue in cues if cue is not None]
    if period is not None:
        evidence.append(_evidence(document, Cue("", "period", Span(period.start, period.end))))
    return tuple(evidence)


def _evidence(document: Document, cue: Cue) -> Evidence:
    start, end = document.text.raw_span(cue.span)
    return Evidence(cue.rule, document.text.text[slice(*cue.span)], start, end)


def _unaligned(document: Document, candidate: Candidate) -> Diagnostic:
    start, _ = document.text.raw_span(Span(candidate.quantity.start, candidate.quantity.end))
    message = (
        f"{candidate.quantity.text!r} at offset {start} stands in a list that does not match the numbers"
    )
    return Diagnostic("KJ301", message, hint="its subject is left as it stands", severity="warning")


def _implausible(document: Document, candidate: Candidate, rule: IndicatorRule) -> Diagnostic:
    start, _ = document.text.raw_span(Span(candidate.quantity.start, candidate.quantity.end))
    message = f"{candidate.quantity.text!r} at offset {start} is out of range for {rule.id}"
    return Diagnostic("KJ302", message, hint="check the number in the source", severity="warning")

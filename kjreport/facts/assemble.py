"""Quantities to facts: subject, role, status, period and indicator of each number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kjreport.errors import Diagnostic
from kjreport.facts.clauses import Candidate, candidates
from kjreport.facts.cues import Cue, FactCues
from kjreport.facts.indicators import IndicatorIndex, Measured
from kjreport.facts.roles import Reading, read_role, read_status
from kjreport.facts.subjects import Named, Subjects
from kjreport.facts.time import PeriodGovernor, Timeline
from kjreport.model import Evidence, Fact, Label
from kjreport.periods import PeriodFinder
from kjreport.ruleset import Rules
from kjreport.segment import Document
from kjreport.span import Span
from kjreport.units import Quantity, QuantityFinder

CONTEXT = 24  # characters that an exclusion can see before and behind a quantity


class Draft(NamedTuple):
    """A number with its reading and its subject."""

    candidate: Candidate
    reading: Reading
    subject: str


@dataclass(frozen=True, slots=True)
class FactFinder:
    """Finds the facts of a document; compiled once."""

    quantities: QuantityFinder
    cues: FactCues
    subjects: Subjects
    governor: PeriodGovernor
    indicators: IndicatorIndex

    @classmethod
    def compile(cls, rules: Rules, quantities: QuantityFinder) -> FactFinder:
        """Compile everything that the rules say about facts."""
        cues = FactCues.compile(rules.cues, rules.lexicons, rules.exclusions)
        words = (cues.lexicons[name] for name in ("year_in_name", "comparison", "comparison_of", "origin"))
        governor = PeriodGovernor(PeriodFinder(), *words)
        indicators = IndicatorIndex.compile(rules.indicators)
        return cls(quantities, cues, Subjects.of(cues.lexicons, cues.distribution), governor, indicators)

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
            periods = timeline.within(group[0].statement)
            named = self.subjects.name(document.text.text, group, self._readings(document, group), periods)
            facts += (self._fact(document, timeline, group, draft, labels) for draft in _drafts(named))
            diagnostics += (_unaligned(document, one.candidate) for one in named if not one.aligned)
        return tuple(facts), tuple(diagnostics)

    def _kept(self, document: Document, timeline: Timeline) -> list[Quantity]:
        """Return the quantities that are no markers, no parts of periods, and not excluded by a rule."""
        text = document.text.text
        taken = [s.heading.marker for s in document.sections if s.heading] + [
            Span(period.start, period.end) for period in timeline.periods
        ]
        taken.sort()
        kept: list[Quantity] = []
        position = 0
        for quantity in self.quantities.find(text):
            while position < len(taken) and taken[position].end <= quantity.start:
                position += 1
            blocked = position < len(taken) and taken[position].start < quantity.end
            if not blocked and not self._excluded(text, quantity):
                kept.append(quantity)
        return kept

    def _excluded(self, text: str, quantity: Quantity) -> bool:
        before = text[max(0, quantity.start - CONTEXT) : quantity.start]
        after = text[quantity.end : quantity.end + CONTEXT]
        return any(rule.holds(before, quantity.text, after) for rule in self.cues.exclusions)

    def _readings(self, document: Document, group: Sequence[Candidate]) -> list[Reading]:
        readings: list[Reading] = []
        for candidate in group:
            previous = readings[-1] if readings else None
            readings.append(read_role(document.text.text, candidate, self.cues, previous))
        return readings

    def _fact(
        self,
        document: Document,
        timeline: Timeline,
        group: Sequence[Candidate],
        draft: Draft,
        labels: Sequence[tuple[Label, ...]],
    ) -> Fact:
        candidate, reading, subject = draft
        quantity = candidate.quantity
        section = document.sections[document.sentences[candidate.sentence].section].role
        status, status_cue = read_status(document.text.text, candidate, group, section, self.cues)
        period = self.governor.govern(document, timeline, candidate)
        phrase = _phrase(document.text.text, candidate, subject)
        indicator = self.indicators.find(
            Measured(subject, phrase, quantity.dimension, quantity.unit, reading.role)
        )
        sign = -1 if reading.negative else 1
        value = None if quantity.value is None else quantity.value * sign
        high = None if quantity.high is None else quantity.high * sign
        low_end, high_end = (None if end is None else end * sign for end in quantity.interval)
        found = [cue for cue in (*reading.cues, status_cue) if cue is not None]
        evidence = [_evidence(document, cue) for cue in found]
        if period is not None:
            evidence.append(_evidence(document, Cue("", "period", Span(period.start, period.end))))
        span = document.text.raw_span(Span(quantity.start, quantity.end))
        return Fact(
            quote=document.text.raw[slice(*span)],
            start=span.start,
            end=span.end,
            value=value,
            high=high,
            interval=(high_end, low_end) if reading.negative else (low_end, high_end),
            unit=quantity.unit,
            dimension=quantity.dimension,
            role=reading.role,
            bound=quantity.bound,
            subject=subject,
            status=status,
            period=period.code if period else None,
            masked=quantity.masked,
            per=quantity.per,
            indicator=indicator.id if indicator else None,
            labels=tuple(label.id for label in labels[candidate.sentence]),
            sentence=candidate.sentence,
            rule=indicator.id if indicator else f"quantity_{quantity.dimension}",
            evidence=tuple(evidence),
        )


def _drafts(named: Sequence[Named]) -> Iterator[Draft]:
    """Return a draft for each subject: one number may be said of several things."""
    for one in named:
        for subject in one.subjects:
            yield Draft(one.candidate, one.reading, subject)


def _phrase(text: str, candidate: Candidate, subject: str) -> str:
    """Return the words around a number that belong to it: those left of it, and right of it when its noun is there."""
    left, right = text[slice(*candidate.left)], text[slice(*candidate.right)]
    return left if not right or right[:2].strip() not in subject else f"{left} {right}"


def _evidence(document: Document, cue: Cue) -> Evidence:
    start, end = document.text.raw_span(cue.span)
    return Evidence(cue.rule, document.text.text[slice(*cue.span)], start, end)


def _unaligned(document: Document, candidate: Candidate) -> Diagnostic:
    start, _ = document.text.raw_span(Span(candidate.quantity.start, candidate.quantity.end))
    message = f"{candidate.quantity.text!r} at offset {start} belongs to a list of things that do not match the numbers"
    return Diagnostic("KJ301", message, hint="its subject is left as it stands", severity="warning")

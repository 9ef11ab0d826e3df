"""Facts as they are given to the outside: with raw offsets, quotes and evidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from kjreport.facts.clauses import Candidate
from kjreport.facts.cues import Cue
from kjreport.facts.roles import Reading
from kjreport.frozen import Frozen, replace
from kjreport.model import Evidence, Fact, Label
from kjreport.periods import Period
from kjreport.ruleset import IndicatorRule
from kjreport.segment import Document
from kjreport.units import Quantity

# Whether a number is reported, planned or foreseen, the cue that says so, and its period.
Settled = tuple[str, Cue | None, Period | None]


class Draft(Frozen):
    """All that was read about a number: one for each thing that it is said of.

    ``rule`` is the indicator that its subject names, if it names one.
    """

    candidate: Candidate
    reading: Reading
    settled: Settled
    subject: str
    rule: IndicatorRule | None


class Recorder:
    """Makes the facts of one document; what several of them share is made once.

    Args:
        document: the document.
        labels: the labels of each of its sentences.
    """

    __slots__ = ("_alignment", "_cues", "_ids", "_labels", "_periods", "_raw", "_run", "_text")

    def __init__(self, document: Document, labels: Sequence[tuple[Label, ...]]) -> None:
        self._raw, self._text = document.text.raw, document.text.text
        self._alignment = document.text.alignment
        self._run = 0, 0, 0  # of the alignment: where it begins and ends, and how far it is moved
        self._labels = labels
        self._ids: dict[int, tuple[str, ...]] = {}
        self._cues: dict[Cue, Evidence] = {}
        self._periods: dict[int, tuple[str | None, Evidence]] = {}

    def fact(self, draft: Draft) -> Fact:
        """Return a draft as a fact."""
        reading, rule = draft.reading, draft.rule
        status, told, period = draft.settled
        quantity, sentence = draft.candidate.quantity, draft.candidate.sentence
        start, end = self._place(quantity.start, quantity.end)
        if reading.negative:
            quantity = _negative(quantity)
        evidence = tuple([self._cue(cue) for cue in reading.cues]) if reading.cues else ()
        if told is not None:
            evidence += (self._cue(told),)
        code = None
        if period is not None:
            code, said = self._periods.get(period.start) or self._period(period)
            evidence += (said,)
        # By place: with so many names, to tell them takes as long as to fill the fact.
        return Fact(
            self._raw[start:end],
            start,
            end,
            quantity.value,
            quantity.high,
            quantity.interval,
            quantity.unit,
            quantity.dimension,
            reading.role,
            quantity.bound,
            draft.subject,
            status,
            code,
            quantity.masked,
            quantity.per,
            rule.id if rule else None,
            self._ids.get(sentence) or self._labels_of(sentence),
            sentence,
            rule.id if rule else f"quantity_{quantity.dimension}",
            evidence,
        )

    def _labels_of(self, sentence: int) -> tuple[str, ...]:
        ids = self._ids[sentence] = tuple([label.id for label in self._labels[sentence]])
        return ids

    def _period(self, period: Period) -> tuple[str | None, Evidence]:
        """Return the code of a period, and the words that name it."""
        said = self._evidence("period", period.start, period.end)
        known = self._periods[period.start] = period.code, said
        return known

    def _cue(self, cue: Cue) -> Evidence:
        evidence = self._cues.get(cue)
        if evidence is None:
            evidence = self._cues[cue] = self._evidence(cue.rule, cue.span.start, cue.span.end)
        return evidence

    def _evidence(self, rule: str, start: int, end: int) -> Evidence:
        return Evidence(rule, self._text[start:end], *self._place(start, end))

    def _place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a piece of the cleaned text stands in the raw one; most are in the run of the last."""
        first, last, shift = self._run
        if start < first or end > last:
            alignment = self._alignment
            run = bisect_right(alignment.starts, start) - 1
            first, last, shift = self._run = alignment.starts[run], alignment.ends[run], alignment.shifts[run]
            if end > last or start >= end:
                return alignment.start(start), alignment.end(end)
        return start + shift, end + shift


def _negative(quantity: Quantity) -> Quantity:
    """Return a quantity as a decrease."""
    low, most = quantity.interval
    value, high = _negated(quantity.value), _negated(quantity.high)
    return replace(quantity, value=value, high=high, interval=(_negated(most), _negated(low)))


def _negated(value: Decimal | None) -> Decimal | None:
    # Not a product: that would round to the digits of the current decimal context.
    return None if value is None else value.copy_negate()

"""Facts as they are given to the outside: with raw offsets, quotes and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kjreport.facts.clauses import Candidate
from kjreport.facts.cues import Cue
from kjreport.facts.indicators import Measured
from kjreport.facts.roles import Reading
from kjreport.model import Evidence, Fact, Label
from kjreport.numbers import Interval
from kjreport.periods import Period
from kjreport.ruleset import IndicatorRule
from kjreport.segment import Document
from kjreport.units import Quantity


class Settled(NamedTuple):
    """Whether a number is reported, planned or foreseen, the cue that says so, and its period."""

    status: str
    cue: Cue | None
    period: Period | None


class Draft(NamedTuple):
    """All that was read about a number.

    ``measured`` decides about its indicator; ``indicates`` is false when nothing can: its list does not match
    the things that it is said of, or it is a part of what others have.
    """

    candidate: Candidate
    reading: Reading
    settled: Settled
    measured: Measured
    indicates: bool


class Recorder:
    """Makes the facts of one document; what several of them share is made once.

    Args:
        document: the document.
        labels: the labels of each of its sentences.
    """

    __slots__ = ("_cues", "_document", "_labels", "_periods")

    def __init__(self, document: Document, labels: Sequence[tuple[Label, ...]]) -> None:
        self._document = document
        self._labels = labels
        self._cues: dict[Cue, Evidence] = {}
        self._periods: dict[int, tuple[str | None, Evidence]] = {}

    def fact(self, draft: Draft, rule: IndicatorRule | None) -> Fact:
        """Return a draft and its indicator as a fact."""
        candidate, reading, settled, measured, _ = draft
        quantity = candidate.quantity
        alignment = self._document.text.alignment
        start, end = alignment.start(quantity.start), alignment.end(quantity.end)
        value, high, interval = _signed(quantity, reading.negative)
        cues = reading.cues if settled.cue is None else (*reading.cues, settled.cue)
        evidence = tuple([self._cue(cue) for cue in cues])
        code = None
        if settled.period is not None:
            code, said = self._period(settled.period)
            evidence = (*evidence, said)
        return Fact(
            quote=self._document.text.raw[start:end],
            start=start,
            end=end,
            value=value,
            high=high,
            interval=interval,
            unit=quantity.unit,
            dimension=quantity.dimension,
            role=reading.role,
            bound=quantity.bound,
            subject=measured.subject,
            status=settled.status,
            period=code,
            masked=quantity.masked,
            per=quantity.per,
            indicator=rule.id if rule else None,
            labels=tuple([label.id for label in self._labels[candidate.sentence]]),
            sentence=candidate.sentence,
            rule=rule.id if rule else f"quantity_{quantity.dimension}",
            evidence=evidence,
        )

    def _period(self, period: Period) -> tuple[str | None, Evidence]:
        """Return the code of a period, and the words that name it."""
        if period.start not in self._periods:
            self._periods[period.start] = period.code, self._evidence("period", period.start, period.end)
        return self._periods[period.start]

    def _cue(self, cue: Cue) -> Evidence:
        if cue not in self._cues:
            self._cues[cue] = self._evidence(cue.rule, *cue.span)
        return self._cues[cue]

    def _evidence(self, rule: str, start: int, end: int) -> Evidence:
        text = self._document.text
        return Evidence(rule, text.text[start:end], text.alignment.start(start), text.alignment.end(end))


def _signed(quantity: Quantity, negative: bool) -> tuple[Decimal | None, Decimal | None, Interval]:
    """Return value, upper value and interval of a quantity; a decrease is negative."""
    if not negative:
        return quantity.value, quantity.high, quantity.interval
    low, high = quantity.interval
    return _negated(quantity.value), _negated(quantity.high), (_negated(high), _negated(low))


def _negated(value: Decimal | None) -> Decimal | None:
    # Not a product: that would round to the digits of the current decimal context.
    return None if value is None else value.copy_negate()

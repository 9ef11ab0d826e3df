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
from kjreport.span import Span
from kjreport.units import Quantity


class Settled(NamedTuple):
    """Whether a number is reported, planned or foreseen, the cue that says so, and its period."""

    status: str
    cue: Cue | None
    period: Period | None


class Draft(NamedTuple):
    """All that was read about a number; ``measured`` decides about its indicator."""

    candidate: Candidate
    reading: Reading
    settled: Settled
    measured: Measured


class Recorder:
    """Makes the facts of one document; what several of them share is made once.

    Args:
        document: the document.
        labels: the labels of each of its sentences.
    """

    __slots__ = ("_codes", "_document", "_known", "_labels")

    def __init__(self, document: Document, labels: Sequence[tuple[Label, ...]]) -> None:
        self._document = document
        self._labels = labels
        self._known: dict[tuple[str, Span], Evidence] = {}
        self._codes: dict[int, str | None] = {}

    def fact(self, draft: Draft, rule: IndicatorRule | None) -> Fact:
        """Return a draft and its indicator as a fact."""
        candidate, reading, settled, measured = draft
        quantity, period = candidate.quantity, settled.period
        start, end = self._document.text.raw_span(Span(quantity.start, quantity.end))
        value, high, interval = _signed(quantity, reading.negative)
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
            period=self._code(period) if period else None,
            masked=quantity.masked,
            per=quantity.per,
            indicator=rule.id if rule else None,
            labels=tuple([label.id for label in self._labels[candidate.sentence]]),
            sentence=candidate.sentence,
            rule=rule.id if rule else f"quantity_{quantity.dimension}",
            evidence=self._all_evidence(reading.cues, settled),
        )

    def _code(self, period: Period) -> str | None:
        if period.start not in self._codes:
            self._codes[period.start] = period.code
        return self._codes[period.start]

    def _all_evidence(self, cues: tuple[Cue, ...], settled: Settled) -> tuple[Evidence, ...]:
        words = [(cue.rule, cue.span) for cue in cues]
        if settled.cue is not None:
            words.append((settled.cue.rule, settled.cue.span))
        if settled.period is not None:
            words.append(("period", Span(settled.period.start, settled.period.end)))
        return tuple([self._known.get(one) or self._of(*one) for one in words])

    def _of(self, rule: str, span: Span) -> Evidence:
        """Return the piece of evidence that some words are for a rule."""
        text = self._document.text
        evidence = Evidence(rule, text.text[slice(*span)], *text.raw_span(span))
        self._known[rule, span] = evidence
        return evidence


def _signed(quantity: Quantity, negative: bool) -> tuple[Decimal | None, Decimal | None, Interval]:
    """Return value, upper value and interval of a quantity; a decrease is negative."""
    if not negative:
        return quantity.value, quantity.high, quantity.interval
    low, high = quantity.interval
    return _negated(quantity.value), _negated(quantity.high), (_negated(high), _negated(low))


def _negated(value: Decimal | None) -> Decimal | None:
    # Not a product: that would round to the digits of the current decimal context.
    return None if value is None else value.copy_negate()

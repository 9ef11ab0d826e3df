"""How well what the library finds agrees with gold data.

A number is right when it stands in the right place and has the right value and unit. A fact is right when its
number is, and every attribute with it. A label is right when its sentence has it in the gold data, too.

>>> score = Score(hit=9, gold=10, predicted=12)
>>> score.precision, score.recall, round(score.f1, 4)
(Decimal('0.75'), Decimal('0.9'), Decimal('0.8182'))
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Literal

from kjreport.frozen import Frozen
from kjreport.model import Fact, Report, plain
from kjreport.span import Span
from kjreport.testing.gold import FactLine, GoldLabels, GoldReport
from kjreport.testing.pairs import ATTRIBUTES, Difference, Pair, Pairing, differences, is_right

CONFUSED = ("dimension", "role", "bound", "status", "labels")  # what has few enough values for a table

Kind = Literal["missed", "false", "misread", "attributes", "labels"]
Confusion = Counter[tuple[str, str, str]]


class Score(Frozen):
    """What was found of what should be, and all that was found."""

    hit: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.hit + other.hit, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> Decimal:
        """The share of what was found that is right; 1 when nothing was found."""
        return _share(self.hit, self.predicted)

    @property
    def recall(self) -> Decimal:
        """The share of what should be found that was; 1 when nothing should."""
        return _share(self.hit, self.gold)

    @property
    def f1(self) -> Decimal:
        """The harmonic mean of both."""
        return _share(2 * self.hit, self.gold + self.predicted)


class Finding(Frozen):
    """One thing that is not as the gold data say.

    Attributes:
        document: name of the report.
        kind: ``missed``: a number was not found; ``false``: what was found is none; ``misread``: both, in
            one place; ``attributes``: the number is right and something else of the fact is not; ``labels``.
        span: where it stands in the raw text.
        place: the same for people, such as ``line 12``.
        before: what stands before it in its sentence.
        quote: the raw text that it is about.
        after: what stands behind it.
        differences: what was expected and what was found.
    """

    document: str
    kind: Kind
    span: Span
    place: str | None
    before: str
    quote: str
    after: str
    differences: tuple[Difference, ...]


class Scores(Frozen):
    """The scores of a report, or of several.

    Attributes:
        numbers: place, value and unit.
        facts: the same with every attribute.
        attributes: of the right numbers, how many have each attribute right, and of how many it was asked.
        labels: for each label.
        confusion: how often, of an attribute or of labels, what was meant (or "") was given as what (or "").
        findings: everything that is wrong, in order of place.
    """

    numbers: Score
    facts: Score
    attributes: Mapping[str, tuple[int, int]]
    labels: Mapping[str, Score]
    confusion: Confusion
    findings: tuple[Finding, ...]

    @property
    def all_labels(self) -> Score:
        """The score of all labels together (micro average)."""
        return sum(self.labels.values(), Score())


def total(scores: Iterable[Scores]) -> Scores:
    """Return the scores of several reports together."""
    every = list(scores)
    return Scores(
        sum((one.numbers for one in every), Score()),
        sum((one.facts for one in every), Score()),
        {
            name: (
                sum(one.attributes[name][0] for one in every),
                sum(one.attributes[name][1] for one in every),
            )
            for name in ATTRIBUTES
        },
        {
            label: sum((one.labels.get(label, Score()) for one in every), Score())
            for label in sorted({label for one in every for label in one.labels})
        },
        sum((one.confusion for one in every), Counter()),
        tuple(finding for one in every for finding in one.findings),
    )


def score(gold: GoldReport, report: Report) -> Scores:
    """Compare the analysis of a report with its gold data; what has no gold data is not compared."""
    facts = Pairing.of(gold.facts, report.facts) if gold.facts is not None else Pairing((), (), ())
    sentences = [(one, _given(one, report)) for one in gold.labels or ()]
    findings = [*_fact_findings(gold, report, facts), *_label_findings(gold, sentences)]
    hit, missed, false = len(facts.found), len(facts.missed), len(facts.false)
    right = sum(not differences(pair.gold.written, pair.fact) for pair in facts.found)
    return Scores(
        Score(hit, hit + missed, hit + false),
        Score(right, hit + missed, hit + false),
        {name: _right(name, facts.found) for name in ATTRIBUTES},
        _label_scores(sentences),
        _confusion(facts.found) + _label_confusion(sentences),
        tuple(sorted(findings, key=lambda finding: (finding.span.start, finding.span.end))),
    )


def _right(name: str, pairs: Sequence[Pair]) -> tuple[int, int]:
    verdicts = [is_right(name, pair.gold.written, pair.fact) for pair in pairs]
    return verdicts.count(True), len(verdicts) - verdicts.count(None)


def _share(part: int, whole: int) -> Decimal:
    return Decimal(part) / whole if whole else Decimal(1)


def _number_differences(expected: FactLine | None, got: Fact | None) -> tuple[Difference, ...]:
    """Return where quote, value, unit and subject differ."""
    one, other = _number(expected), _number(got)
    names = ("quote", "value", "high", "unit", "masked", "subject")
    return tuple(
        Difference(*triple) for triple in zip(names, one, other, strict=True) if triple[1] != triple[2]
    )


def _number(fact: FactLine | Fact | None) -> tuple[str | None, ...]:
    if fact is None:
        return (None,) * 6
    masked = "yes" if fact.masked else None
    return (fact.quote, plain(fact.value), plain(fact.high), fact.unit, masked, fact.subject)


def _given(gold: GoldLabels, report: Report) -> frozenset[str]:
    """Return the labels of the sentences that share half of the shorter of both with a sentence."""
    found: set[str] = set()
    for sentence in report.sentences:
        shared = min(gold.span.end, sentence.end) - max(gold.span.start, sentence.start)
        if shared > 0 and shared * 2 >= min(gold.span.length, sentence.end - sentence.start):
            found |= {label.id for label in sentence.labels}
    return frozenset(found - (set(gold.written.maybe) - set(gold.written.labels)))


_Sentences = Sequence[tuple[GoldLabels, frozenset[str]]]


def _label_scores(sentences: _Sentences) -> dict[str, Score]:
    meant = Counter(label for gold, _ in sentences for label in set(gold.written.labels))
    given = Counter(label for _, got in sentences for label in got)
    hit = Counter(label for gold, got in sentences for label in got & set(gold.written.labels))
    return {label: Score(hit[label], meant[label], given[label]) for label in sorted(meant | given)}


def _confusion(pairs: Sequence[Pair]) -> Confusion:
    names = [name for name in CONFUSED if name != "labels"]
    return Counter(
        (name, getattr(pair.gold.written, name), getattr(pair.fact, name)) for pair in pairs for name in names
    )


def _label_confusion(sentences: _Sentences) -> Confusion:
    """Count the right labels of a sentence, and each that is missed with each that is given in its place."""
    found: Confusion = Counter()
    for gold, got in sentences:
        meant = frozenset(gold.written.labels)
        found.update(("labels", label, label) for label in meant & got)
        if meant != got:
            found.update(("labels", *pair) for pair in product(meant - got or {""}, got - meant or {""}))
    return found


def _fact_findings(gold: GoldReport, report: Report, facts: Pairing) -> Iterator[Finding]:
    """Return what is wrong; a number missed and one found in its place are one finding."""
    for pair in facts.found:
        if wrong := differences(pair.gold.written, pair.fact):
            yield _finding(gold, report, "attributes", pair.gold.span, wrong)
    false = list(facts.false)
    for one in facts.missed:
        there = next((fact for fact in false if one.span.overlaps(Span(fact.start, fact.end))), None)
        if there is not None:
            false.remove(there)
        kind: Kind = "missed" if there is None else "misread"
        yield _finding(gold, report, kind, one.span, _number_differences(one.written, there))
    for fact in false:
        yield _finding(gold, report, "false", Span(fact.start, fact.end), _number_differences(None, fact))


def _label_findings(gold: GoldReport, sentences: _Sentences) -> Iterator[Finding]:
    for one, got in sentences:
        if got != set(one.written.labels):
            difference = Difference("labels", ", ".join(sorted(one.written.labels)), ", ".join(sorted(got)))
            place = gold.source.locator(one.span.start)
            yield Finding(gold.name, "labels", one.span, place, "", one.written.text, "", (difference,))


def _finding(
    gold: GoldReport, report: Report, kind: Kind, span: Span, found: tuple[Difference, ...]
) -> Finding:
    """Return a finding with the sentence around it; a number in no sentence stands alone."""
    around = [one for one in report.sentences if one.start < span.end and span.start < one.end]
    start = min([span.start, *(one.start for one in around)])
    end = max([span.end, *(one.end for one in around)])
    text = gold.source.text
    pieces = text[start : span.start], text[span.start : span.end], text[span.end : end]
    return Finding(gold.name, kind, span, gold.source.locator(span.start), *pieces, found)

"""Labels: what gave them, what strengthened or vetoed them, what came closest to a missing one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kjreport.analyzer import Analyzer
from kjreport.frozen import Frozen
from kjreport.labels import THRESHOLD, Hit, Labeler, Rejected, SentenceTrace, Weighed
from kjreport.ruleset import LabelRule
from kjreport.segment import Document
from kjreport.span import Span

SHOWN = 8  # words of a list that a message names


class Lost(Frozen):
    """A word that stands in the sentence and does not count.

    Attributes:
        label: the label that it would have spoken for, or None.
        rule: id of its rule.
        text: the word.
        reason: why it does not count, and which rule took it.
    """

    label: str | None
    rule: str
    text: str
    reason: str

    def __str__(self) -> str:
        return f"not counted: {self.reason} [rule {self.rule}]"


class LabelExplanation(Frozen):
    """A label that has evidence, whether it is given or not.

    Attributes:
        label: its id.
        score: what all its evidence adds up to.
        given: whether that is enough.
        reasons: what speaks for it, a line for each rule.
        supported: whether a heading or the lead sentence above adds to the score.
    """

    label: str
    score: int
    given: bool
    reasons: tuple[str, ...]
    supported: bool

    def __str__(self) -> str:
        head = f"label {self.label} (score {self.score})" if self.given else _short(self.label, self.score)
        support = ["supported by the heading or lead sentence above"] if self.supported else []
        return f"{head}: {'; '.join([*self.reasons, *support])}"


def _short(label: str, score: int) -> str:
    return f"no label {label} (score {score} of {THRESHOLD})"


class SentenceExplanation(Frozen):
    """A sentence, the labels that have evidence in it, and the words that do not count."""

    text: str
    start: int
    end: int
    labels: tuple[LabelExplanation, ...]
    lost: tuple[Lost, ...]


class NearMiss(Frozen):
    """What came closest to a label in a sentence, and the condition that failed.

    Attributes:
        sentence: the cleaned sentence.
        start: where it begins in the raw text.
        rule: id of the rule that came closest.
        condition: what failed.
        distance: how far away it was: 0 the label is there, 1 the score is too low, 2 a condition failed,
            3 only part of a word is there.
    """

    sentence: str
    start: int
    rule: str
    condition: str
    distance: int

    def __str__(self) -> str:
        return f"{self.condition} [rule {self.rule}, sentence {self.sentence[:40]!r}]"


def explain_sentences(analyzer: Analyzer, document: Document) -> tuple[SentenceExplanation, ...]:
    """Explain the labels of every sentence of a document."""
    labeler = analyzer.labeler
    text = document.text.text
    explained: list[SentenceExplanation] = []
    for sentence, trace in zip(document.sentences, labeler.trace(document), strict=True):
        place = document.text.raw_span(sentence.span)
        words = sentence.span.of(text)
        lost = tuple(_lost(labeler, text, rejected) for rejected in trace.rejected)
        labels = tuple(_labels(labeler, text, trace))
        explained.append(SentenceExplanation(words, place.start, place.end, labels, lost))
    return tuple(explained)


def _labels(labeler: Labeler, text: str, trace: SentenceTrace) -> Iterator[LabelExplanation]:
    given = {label.id for label in trace.labels}
    for name, fired in trace.fired.items():
        reasons = tuple(_reason(labeler, text, one) for one in fired)
        score = trace.scores[name]
        supported = score > sum(one.weight for one in fired)
        yield LabelExplanation(name, score, name in given, reasons, supported)
    for label in trace.labels:
        if label.id not in trace.fired:
            reasons = tuple(f"the heading above with {e.text!r} by rule {e.rule}" for e in label.evidence)
            yield LabelExplanation(label.id, label.score, True, reasons, False)


def _reason(labeler: Labeler, text: str, one: Weighed) -> str:
    rule = labeler.rules[one.hit.rule]
    words = one.hit.span.of(text)
    pattern = f" of pattern {one.hit.cause!r}" if one.hit.cause != words else ""
    told = f"{words!r}{pattern} by rule {rule.id} ({rule.name}), weight {one.weight}"
    if one.in_title and one.weight < rule.weight:
        told += f" (instead of {rule.weight}: it stands in a title in 《》)"
    elif one.weight > rule.weight:
        told += f" ({one.weight - rule.weight} of it from the heading)"
    return told


def _lost(labeler: Labeler, text: str, rejected: Rejected) -> Lost:
    rule = labeler.rules[rejected.hit.rule]
    words = rejected.hit.span.of(text)
    return Lost(rule.label, rule.id, words, _condition(labeler, text, rejected))


def _condition(labeler: Labeler, text: str, rejected: Rejected) -> str:
    """Say which condition of a rule failed."""
    hit = rejected.hit
    rule = labeler.rules[hit.rule]
    words = hit.span.of(text)
    winner = labeler.rules[rejected.rule] if rejected.rule is not None else None
    of_winner = f"rule {winner.id} ({winner.name})" if winner else ""
    what = "keyword" if hit.cause in rule.keywords else "pattern"
    present = f"{what} {words!r} present, but"
    match rejected.reason:
        case "longer":
            return f"{words!r} is part of the longer {rejected.by!r} of {of_winner}"
        case "taken":
            return f"{present} it stands inside a match of {of_winner}, which takes its words away"
        case "unless":
            away = _distance(hit.span, rejected.where) if rejected.where else 0
            return f"{present} 'unless' word {rejected.by} {away} characters away"
        case "near":
            reach = f"within {rule.within} characters" if rule.within else "in the sentence"
            return f"{present} no 'near' word {reach}: {_listed(rule.near)}"
        case "heading":
            return f"{present} no heading above with {_listed(rule.heading)}"
        case _:
            return f"{present} it is no whole word of its clause: {rejected.by}"


def _distance(span: Span, other: Span) -> int:
    """Return how many characters stand between two spans."""
    return max(0, other.start - span.end, span.start - other.end)


def _listed(words: Sequence[str]) -> str:
    more = f" … ({len(words)} in all)" if len(words) > SHOWN else ""
    return "、".join(words[:SHOWN]) + more


def why_not(analyzer: Analyzer, text: str, label: str) -> list[NearMiss]:
    """Return what came closest to a label in each sentence of a raw text, the closest first.

    Args:
        analyzer: the rules.
        text: a raw text.
        label: id of a label.
    """
    document = analyzer.document(text)
    labeler = analyzer.labeler
    clean = document.text.text
    misses: list[NearMiss] = []
    for sentence, trace in zip(document.sentences, labeler.trace(document), strict=True):
        words = sentence.span.of(clean).strip()
        start = document.text.raw_span(sentence.span).start
        found = list(_misses(labeler, clean, trace, label))
        if not found:
            found = list(_partly(labeler, words, label))
        misses += (NearMiss(words, start, *miss) for miss in found)
    return sorted(misses, key=lambda miss: miss.distance)


def _misses(labeler: Labeler, text: str, trace: SentenceTrace, label: str) -> Iterator[tuple[str, str, int]]:
    """Return rule, condition and distance of everything that speaks for a label in a sentence."""
    fired = trace.fired.get(label, [])
    given = next((one for one in trace.labels if one.id == label), None)
    for one in fired:
        rule, reason = labeler.rules[one.hit.rule], _reason(labeler, text, one)
        if given is not None:
            yield rule.id, f"the sentence has the label, with score {given.score}: {reason}", 0
        else:
            need = "another rule of the label in the sentence, or a heading that speaks for it, is needed"
            yield rule.id, f"score {trace.scores[label]} of {THRESHOLD}: {reason}; {need}", 1
    for rejected in trace.rejected:
        rule = labeler.rules[rejected.hit.rule]
        if rule.label == label:
            yield rule.id, _condition(labeler, text, rejected), 2


def _partly(labeler: Labeler, sentence: str, label: str) -> Iterator[tuple[str, str, int]]:
    """Return the keyword of a label of which the longest part stands in a sentence."""
    best = ("", "", "")
    for rule in labeler.rules:
        if rule.label == label:
            for word in rule.keywords:
                part = _longest_part(word, sentence)
                if (len(part), word.startswith(part)) > (len(best[0]), best[1].startswith(best[0])):
                    best = part, word, rule.id
    if best[0]:
        yield best[2], f"no keyword present; {best[0]!r} is part of the keyword {best[1]!r}", 3


def _longest_part(word: str, sentence: str) -> str:
    for length in range(len(word) - 1, 1, -1):
        for start in range(len(word) - length + 1):
            if word[start : start + length] in sentence:
                return word[start : start + length]
    return ""


def labels_known(rules: Sequence[LabelRule]) -> list[str]:
    """Return the ids of all labels that rules give."""
    return sorted({rule.label for rule in rules if rule.label})


__all__ = [
    "Hit",
    "LabelExplanation",
    "Lost",
    "NearMiss",
    "SentenceExplanation",
    "explain_sentences",
    "labels_known",
    "why_not",
]

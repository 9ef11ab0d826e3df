"""Which work a sentence reports, by scored evidence.

Every rule that fires in a sentence adds its weight to the score of its label once. The heading and the lead
sentence above support a label, but never give one alone. From ``THRESHOLD`` on, the sentence has the label.

A rule without a label takes words away: a keyword inside a longer keyword does not count, nor
does anything inside the match of such a rule's pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kjreport.errors import Diagnostic
from kjreport.labels.scan import Found, Hit, Rejected, Scanner, under
from kjreport.model import Evidence, Label
from kjreport.ruleset import LabelRule
from kjreport.segment import Document
from kjreport.segment.tables import LEAD
from kjreport.span import Span

THRESHOLD = 4
SUPPORT = 2  # what a heading adds
IN_TITLE = 2  # what a word can add at most inside 《》: naming a document is not doing its work

_QUOTED_TITLE = re.compile(r"《[^《》\n]*》")
_LEAD = re.compile(LEAD)


class Weighed(NamedTuple):
    """A hit, what it adds to the score of its label, and whether that is less because it is in a title."""

    hit: Hit
    weight: int
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class SentenceTrace:
    """How the labels of a sentence came about.

    Attributes:
        fired: for each label, the hits that count.
        scores: for each label, its score, support of the heading included.
        supported: the labels that headings and lead sentence above support.
        rejected: the hits that do not count.
        labels: the labels that it has.
    """

    fired: dict[str, list[Weighed]]
    scores: dict[str, int]
    supported: frozenset[str]
    rejected: tuple[Rejected, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Labeler:
    """The label rules, compiled once."""

    scanner: Scanner

    @classmethod
    def compile(cls, rules: Iterable[LabelRule]) -> Labeler:
        """Compile label rules."""
        return cls(Scanner.compile(rules))

    @property
    def rules(self) -> tuple[LabelRule, ...]:
        """The rules, in order."""
        return self.scanner.rules

    def label(self, document: Document) -> list[tuple[Label, ...]]:
        """Return the labels of each sentence of a document, strongest first."""
        return self.read(document)[0]

    def read(self, document: Document) -> tuple[list[tuple[Label, ...]], list[Diagnostic]]:
        """Return the labels of each sentence, and the patterns that took too long."""
        found, problems = self._scan(document, trace=False)
        supported = _supports(document, [self._labels_hit(here.hits) for here in found])
        labels = [
            self._decide(document, here, support)[0] for here, support in zip(found, supported, strict=True)
        ]
        return labels, problems

    def trace(self, document: Document) -> list[SentenceTrace]:
        """Return how the labels of each sentence came about."""
        found, _ = self._scan(document, trace=True)
        supported = _supports(document, [self._labels_hit(here.hits) for here in found])
        traces: list[SentenceTrace] = []
        for here, support in zip(found, supported, strict=True):
            labels, fired, scores = self._decide(document, here, support)
            traces.append(SentenceTrace(fired, scores, support, tuple(here.rejected), labels))
        return traces

    def hits(self, document: Document) -> list[list[Hit]]:
        """Return the hits that count in each sentence of a document, whatever their weight."""
        return [here.hits for here in self._scan(document, trace=False)[0]]

    def fired(self, text: str) -> frozenset[str]:
        """Return the ids of the rules that fire in a cleaned text of one sentence, whatever their weight."""
        ((here,), _) = self.scanner.scan(text, [Span(0, len(text))], [""])
        return frozenset(self.rules[hit.rule].id for hit in here.hits)

    def _scan(self, document: Document, *, trace: bool) -> tuple[list[Found], list[Diagnostic]]:
        spans = [sentence.span for sentence in document.sentences]
        titles: dict[int, str] = {}
        for sentence in document.sentences:
            if sentence.section not in titles:
                above = document.path(sentence.section)
                titles[sentence.section] = "\n".join(section.title for section in above)
        headings = [titles[sentence.section] for sentence in document.sentences]
        return self.scanner.scan(document.text.text, spans, headings, trace=trace)

    def _labels_hit(self, hits: Sequence[Hit]) -> frozenset[str]:
        """Return the labels that a heading with these hits supports: those with reliable evidence."""
        rules = (self.rules[hit.rule] for hit in hits)
        return frozenset(rule.label for rule in rules if rule.label and rule.weight >= THRESHOLD)

    def _decide(
        self, document: Document, here: Found, support: frozenset[str]
    ) -> tuple[tuple[Label, ...], dict[str, list[Weighed]], dict[str, int]]:
        if not here.hits:
            return (), {}, {}
        fired = self._weighed(document.text.text, here)
        scores = {label: sum(one.weight for one in of_label) for label, of_label in fired.items()}
        if max(scores.values(), default=0) < THRESHOLD:
            # The heading speaks only where the sentence does not speak for itself.
            scores = {label: score + SUPPORT * (label in support) for label, score in scores.items()}
        labels = [
            Label(label, score, tuple(self._evidence(document, one) for one in fired[label]))
            for label, score in scores.items()
            if score >= THRESHOLD
        ]
        return tuple(sorted(labels, key=lambda label: (-label.score, label.id))), fired, scores

    def _weighed(self, text: str, here: Found) -> dict[str, list[Weighed]]:
        """Return, for each label, the strongest hit of each of its rules, with its weight."""
        titles = self._mentioned(text, here.span, here.hits)
        fired: dict[str, dict[int, Weighed]] = {}
        for hit in sorted(here.hits, key=lambda hit: hit.span):
            rule = self.rules[hit.rule]
            if rule.label is None:
                continue
            in_title = any(title.contains(hit.span) for title in titles)
            weight = min(rule.weight, IN_TITLE) if in_title else rule.weight
            if rule.heading_adds and under(rule, here.heading):
                weight += rule.heading_adds
            of_label = fired.setdefault(rule.label, {})
            if hit.rule not in of_label or of_label[hit.rule].weight < weight:
                of_label[hit.rule] = Weighed(hit, weight, in_title)
        return {label: list(of_label.values()) for label, of_label in fired.items()}

    def _mentioned(self, text: str, sentence: Span, hits: Sequence[Hit]) -> list[Span]:
        """Return the titles in 《》 that are only mentioned.

        Where reliable evidence runs from before a title into it (issued: 《…》), the document is the work.
        """
        titles = (Span(*match.span()) for match in _QUOTED_TITLE.finditer(text, *sentence))
        reliable = [hit.span for hit in hits if self.rules[hit.rule].weight >= THRESHOLD]
        return [title for title in titles if not any(hit.start < title.start < hit.end for hit in reliable)]

    def _evidence(self, document: Document, one: Weighed) -> Evidence:
        start, end = document.text.raw_span(one.hit.span)
        words = document.text.text[slice(*one.hit.span)]
        return Evidence(self.rules[one.hit.rule].id, words, start, end, one.weight)


def _supports(document: Document, labels: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Return, for each sentence, the labels of the headings and of the lead sentence above it."""
    supported: list[frozenset[str]] = []
    of_heading: dict[int, frozenset[str]] = {}
    lead: frozenset[str] = frozenset()
    section = -1
    text = document.text.text
    for index, sentence in enumerate(document.sentences):
        first_of_section = sentence.section != section
        if first_of_section:
            section, lead = sentence.section, frozenset()
            if document.sections[section].heading is not None:
                of_heading[section] = labels[index]
        path = _ancestors(document, section)
        support = frozenset().union(*(of_heading.get(above, frozenset()) for above in path), lead)
        supported.append(support)
        if not first_of_section and _LEAD.match(text[sentence.span.start : sentence.span.end]):
            lead = labels[index]
    return supported


def _ancestors(document: Document, section: int) -> list[int]:
    path: list[int] = []
    index: int | None = section
    while index is not None:
        path.append(index)
        index = document.sections[index].parent
    return path

"""Which work a sentence reports, by scored evidence.

Every rule that fires in a sentence adds its weight to the score of its label once. The heading and the lead
sentence above support a label, but never give one alone. From ``THRESHOLD`` on, the sentence has the label.

A rule without a label takes words away: a keyword inside a longer keyword does not count, nor
does anything inside the match of such a rule's pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kjreport.errors import Diagnostic
from kjreport.labels.scan import Hit, Rejected, Scanner, under
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
        headings = self._headings(document)
        found, problems = self._scan(document, headings)
        labels: list[tuple[Label, ...]] = []
        for node, hits, support in zip(
            document.sentences, found, self._supports(document, found), strict=True
        ):
            if hits:
                fired = self._weighed(document.text.text, node.span, headings[node.section], hits)
                labels.append(self._given(document, fired, _scores(fired, support)))
            else:
                labels.append(())
        return labels, problems

    def trace(self, document: Document) -> list[SentenceTrace]:
        """Return how the labels of each sentence came about."""
        headings = self._headings(document)
        rejected: list[list[Rejected]] = []
        found, _ = self._scan(document, headings, rejected)
        traces: list[SentenceTrace] = []
        for node, hits, lost, support in zip(
            document.sentences, found, rejected, self._supports(document, found), strict=True
        ):
            fired = self._weighed(document.text.text, node.span, headings[node.section], hits)
            scores = _scores(fired, support)
            labels = self._given(document, fired, scores)
            traces.append(SentenceTrace(fired, scores, support, tuple(lost), labels))
        return traces

    def hits(self, document: Document) -> list[list[Hit]]:
        """Return the hits that count in each sentence of a document, whatever their weight."""
        return self._scan(document, self._headings(document))[0]

    def fired(self, text: str) -> frozenset[str]:
        """Return the ids of the rules that fire in a cleaned text of one sentence, whatever their weight."""
        ((hits,), _) = self.scanner.scan(text, [Span(0, len(text))], [""])
        return frozenset(self.rules[hit.rule].id for hit in hits)

    def _headings(self, document: Document) -> list[str]:
        """Return, for each section, the titles of the headings above; nothing where no rule looks there."""
        if not self.scanner.looks_at_headings:
            return [""] * len(document.sections)
        sections = range(len(document.sections))
        return ["\n".join(above.title for above in document.path(section)) for section in sections]

    def _scan(
        self, document: Document, headings: Sequence[str], rejected: list[list[Rejected]] | None = None
    ) -> tuple[list[list[Hit]], list[Diagnostic]]:
        spans = [sentence.span for sentence in document.sentences]
        above = [headings[sentence.section] for sentence in document.sentences]
        return self.scanner.scan(document.text.text, spans, above, rejected)

    def _weighed(
        self, text: str, sentence: Span, heading: str, hits: Sequence[Hit]
    ) -> dict[str, list[Weighed]]:
        """Return, for each label, the strongest hit of each of its rules, with its weight."""
        titles = self._mentioned(text, sentence, hits)
        rules = self.scanner.rules
        fired: dict[str, dict[int, Weighed]] = {}
        for hit in hits:
            rule = rules[hit.rule]
            if rule.label is None:
                continue
            weight = rule.weight
            in_title = bool(titles) and any(title.contains(hit.span) for title in titles)
            if in_title:
                weight = min(weight, IN_TITLE)
            if rule.heading_adds and under(rule, heading):
                weight += rule.heading_adds
            of_label = fired.setdefault(rule.label, {})
            before = of_label.get(hit.rule)
            if before is None or before.weight < weight:
                of_label[hit.rule] = Weighed(hit, weight, in_title)
        return {label: list(of_label.values()) for label, of_label in fired.items()}

    def _mentioned(self, text: str, sentence: Span, hits: Sequence[Hit]) -> list[Span]:
        """Return the titles in 《》 that are only mentioned.

        Where reliable evidence runs from before a title into it (issued: 《…》), the document is the work.
        """
        if text.find("《", *sentence) < 0:
            return []
        titles = (Span(*match.span()) for match in _QUOTED_TITLE.finditer(text, *sentence))
        reliable = [hit for hit in hits if self.rules[hit.rule].weight >= THRESHOLD]
        return [title for title in titles if not any(hit.start < title.start < hit.end for hit in reliable)]

    def _given(
        self, document: Document, fired: dict[str, list[Weighed]], scores: dict[str, int]
    ) -> tuple[Label, ...]:
        """Return the labels with a sufficient score, strongest first."""
        labels = [
            Label(label, score, tuple([self._evidence(document, one) for one in fired[label]]))
            for label, score in scores.items()
            if score >= THRESHOLD
        ]
        if len(labels) > 1:
            labels.sort(key=lambda label: (-label.score, label.id))
        return tuple(labels)

    def _evidence(self, document: Document, one: Weighed) -> Evidence:
        span = one.hit.span
        start, end = document.text.raw_span(span)
        return Evidence(self.rules[one.hit.rule].id, document.text.text[slice(*span)], start, end, one.weight)

    def _labels_hit(self, hits: Sequence[Hit]) -> frozenset[str]:
        """Return the labels that a heading with these hits supports: those with reliable evidence."""
        rules = (self.rules[hit.rule] for hit in hits)
        return frozenset(rule.label for rule in rules if rule.label and rule.weight >= THRESHOLD)

    def _supports(self, document: Document, found: Sequence[Sequence[Hit]]) -> Iterator[frozenset[str]]:
        """Return, for each sentence, the labels of the headings and of the lead sentence above it."""
        of_heading: dict[int, frozenset[str]] = {}
        support: frozenset[str] = frozenset()
        section = -1
        text = document.text.text
        for sentence, hits in zip(document.sentences, found, strict=True):
            if sentence.section != section:
                section = sentence.section
                if document.sections[section].heading is not None:
                    of_heading[section] = self._labels_hit(hits)
                path = _ancestors(document, section)
                above = frozenset[str]().union(*(of_heading[index] for index in path if index in of_heading))
                support = above
                yield support
            else:
                yield support
                if _LEAD.match(text, *sentence.span):
                    support = above | self._labels_hit(hits)


def _scores(fired: Mapping[str, Sequence[Weighed]], support: frozenset[str]) -> dict[str, int]:
    """Return the score of each label; the heading speaks where the sentence does not speak for itself."""
    scores = {label: sum([one.weight for one in of_label]) for label, of_label in fired.items()}
    if max(scores.values(), default=0) < THRESHOLD:
        scores = {label: score + SUPPORT * (label in support) for label, score in scores.items()}
    return scores


def _ancestors(document: Document, section: int) -> list[int]:
    path: list[int] = []
    index: int | None = section
    while index is not None:
        path.append(index)
        index = document.sections[index].parent
    return path

"""Which work a sentence reports, by scored evidence.

Every rule that fires in a sentence adds its weight to the score of its label once. The heading and the lead
sentence above support a label, but never give one alone. From ``THRESHOLD`` on, the sentence has the label.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from kjreport.matching import KeywordScanner
from kjreport.model import Evidence, Label
from kjreport.ruleset.schema import LabelRule
from kjreport.segment import Document
from kjreport.span import Span

THRESHOLD = 4
SUPPORT = 2  # what a heading adds
IN_TITLE = 2  # what a word can add at most inside 《》: naming a document is not doing its work

_QUOTED_TITLE = re.compile(r"《[^《》\n]*》")
_CLAUSE_END = re.compile(r"[,，;。:!?\n]")
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十],|\d{1,2}[.、]|\([一二三四五六七八九十]{1,3}\))"
)


class Hit(NamedTuple):
    """A rule that fired at a span of the cleaned text."""

    rule: int
    span: Span


@dataclass(frozen=True, slots=True)
class Labeler:
    """The label rules, compiled once."""

    rules: tuple[LabelRule, ...]
    scanner: KeywordScanner
    rules_of_keyword: tuple[tuple[int, ...], ...]
    patterns: tuple[tuple[int, regex.Pattern[str]], ...]

    @classmethod
    def compile(cls, rules: Iterable[LabelRule]) -> Labeler:
        """Compile label rules."""
        rules = tuple(rules)
        owners: dict[str, list[int]] = {}
        for index, rule in enumerate(rules):
            for keyword in rule.keywords:
                owners.setdefault(keyword, []).append(index)
        patterns = tuple(
            (index, regex.compile(pattern)) for index, rule in enumerate(rules) for pattern in rule.patterns
        )
        return cls(rules, KeywordScanner.compile(owners), tuple(map(tuple, owners.values())), patterns)

    def label(self, document: Document) -> list[tuple[Label, ...]]:
        """Return the labels of each sentence of a document, strongest first."""
        text = document.text.text
        spans = [sentence.span for sentence in document.sentences]
        hits = self._hits(text, spans)
        supported = _supports(document, [self._labels_hit(sentence_hits) for sentence_hits in hits])
        titles = [Span(*match.span()) for match in _QUOTED_TITLE.finditer(text)]
        return [
            self._decide(document, sentence_hits, support, titles)
            for sentence_hits, support in zip(hits, supported, strict=True)
        ]

    def fired(self, text: str) -> frozenset[str]:
        """Return the ids of the rules that fire in a cleaned text of one sentence, whatever their weight."""
        (hits,) = self._hits(text, [Span(0, len(text))])
        return frozenset(self.rules[hit.rule].id for hit in hits)

    def _hits(self, text: str, spans: Sequence[Span]) -> list[list[Hit]]:
        """Return what fires in each sentence: keywords in one scan of the text, patterns sentence by sentence."""
        found: list[list[Hit]] = [[] for _ in spans]
        starts = [span.start for span in spans]
        for start, end, keyword in self.scanner.scan(text):
            index = bisect_right(starts, start) - 1
            if index >= 0 and end <= spans[index].end:
                found[index] += (Hit(rule, Span(start, end)) for rule in self.rules_of_keyword[keyword])
        for index, span in enumerate(spans):
            for rule, pattern in self.patterns:
                match = pattern.search(text, span.start, span.end)
                if match:
                    found[index].append(Hit(rule, Span(*match.span())))
            found[index] = [hit for hit in found[index] if self._stands(text, span, hit)]
        return found

    def _stands(self, text: str, sentence: Span, hit: Hit) -> bool:
        """Whether the context of a hit is as its rule wants it."""
        rule = self.rules[hit.rule]
        if rule.near and not any(text.find(word, sentence.start, sentence.end) >= 0 for word in rule.near):
            return False
        if not rule.unless:
            return True
        clause = _clause(text, sentence, hit.span)
        return not any(text.find(word, clause.start, clause.end) >= 0 for word in rule.unless)

    def _labels_hit(self, hits: Sequence[Hit]) -> frozenset[str]:
        """Return the labels that a heading with these hits supports: those with reliable evidence."""
        rules = (self.rules[hit.rule] for hit in hits)
        return frozenset(rule.label for rule in rules if rule.label and rule.weight >= THRESHOLD)

    def _decide(
        self, document: Document, hits: Sequence[Hit], support: frozenset[str], titles: Sequence[Span]
    ) -> tuple[Label, ...]:
        fired: dict[str, dict[int, tuple[Hit, int]]] = {}
        for hit in sorted(hits, key=lambda hit: hit.span):
            rule = self.rules[hit.rule]
            if rule.label is None:
                continue
            weight = rule.weight
            if any(title.contains(hit.span) for title in titles):
                weight = min(weight, IN_TITLE)
            of_label = fired.setdefault(rule.label, {})
            if hit.rule not in of_label or of_label[hit.rule][1] < weight:
                of_label[hit.rule] = (hit, weight)
        labels = []
        for label, of_label in fired.items():
            score = sum(weight for _, weight in of_label.values()) + (SUPPORT if label in support else 0)
            if score >= THRESHOLD:
                evidence = tuple(self._evidence(document, hit, weight) for hit, weight in of_label.values())
                labels.append(Label(label, score, evidence))
        return tuple(sorted(labels, key=lambda label: (-label.score, label.id)))

    def _evidence(self, document: Document, hit: Hit, weight: int) -> Evidence:
        start, end = document.text.raw_span(hit.span)
        return Evidence(self.rules[hit.rule].id, document.text.text[slice(*hit.span)], start, end, weight)


def _clause(text: str, sentence: Span, span: Span) -> Span:
    """Return the clause of a sentence in which a span stands."""
    start = max(
        (match.end() for match in _CLAUSE_END.finditer(text, sentence.start, span.start)),
        default=sentence.start,
    )
    after = _CLAUSE_END.search(text, span.end, sentence.end)
    return Span(start, after.start() if after else sentence.end)


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

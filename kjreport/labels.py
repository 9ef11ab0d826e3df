"""Which work a sentence reports, by scored evidence.

Every rule that fires in a sentence adds its weight to the score of its label once. The heading and the lead
sentence above support a label, but never give one alone. From ``THRESHOLD`` on, the sentence has the label.

A rule without a label takes words away: a keyword inside a longer keyword does not count, nor
does anything inside the match of such a rule's pattern.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from kjreport.model import Evidence, Label
from kjreport.ruleset.schema import LabelRule
from kjreport.segment import Document
from kjreport.span import Span

THRESHOLD = 4
SUPPORT = 2  # what a heading adds
REACH = 100  # how far a clause is searched for: keeps the cost linear where a text has no punctuation
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
    words: AhoCorasick | None  # finds keywords and the words of ``near``, also where they overlap
    rules_of_keyword: tuple[tuple[int, ...], ...]
    rules_of_companion: tuple[tuple[int, ...], ...]
    patterns: Mapping[int, tuple[regex.Pattern[str], ...]]
    always: frozenset[int]  # rules with patterns that ask for no companion

    @classmethod
    def compile(cls, rules: Iterable[LabelRule]) -> Labeler:
        """Compile label rules."""
        rules = tuple(rules)
        keywords = _owners(rule.keywords for rule in rules)
        companions = _owners(rule.near for rule in rules)
        words = list(dict.fromkeys([*keywords, *companions]))
        patterns = {
            index: tuple(map(regex.compile, rule.patterns))
            for index, rule in enumerate(rules)
            if rule.patterns
        }
        return cls(
            rules,
            AhoCorasick(words, matchkind=MatchKind.Standard) if words else None,
            tuple(tuple(keywords.get(word, ())) for word in words),
            tuple(tuple(companions.get(word, ())) for word in words),
            MappingProxyType(patterns),
            frozenset(index for index in patterns if not rules[index].near),
        )

    def label(self, document: Document) -> list[tuple[Label, ...]]:
        """Return the labels of each sentence of a document, strongest first."""
        text = document.text.text
        spans = [sentence.span for sentence in document.sentences]
        hits = self._hits(text, spans)
        supported = _supports(document, [self._labels_hit(sentence_hits) for sentence_hits in hits])
        return [
            self._decide(document, span, sentence_hits, support)
            for span, sentence_hits, support in zip(spans, hits, supported, strict=True)
        ]

    def fired(self, text: str) -> frozenset[str]:
        """Return the ids of the rules that fire in a cleaned text of one sentence, whatever their weight."""
        (hits,) = self._hits(text, [Span(0, len(text))])
        return frozenset(self.rules[hit.rule].id for hit in hits)

    def _hits(self, text: str, spans: Sequence[Span]) -> list[list[Hit]]:
        """Return what fires in each sentence: one scan for words, then the few patterns that can match."""
        starts = [span.start for span in spans]
        found: list[list[Hit]] = [[] for _ in spans]
        accompanied: list[set[int]] = [set() for _ in spans]
        longest = -1  # where the words so far end: one that ends no later stands inside a longer one
        for start, end, word in self._words(text):
            index = bisect_right(starts, start) - 1
            if index < 0 or end > spans[index].end:
                continue
            accompanied[index].update(self.rules_of_companion[word])
            if self.rules_of_keyword[word] and end > longest:
                longest = end
                found[index] += (Hit(rule, Span(start, end)) for rule in self.rules_of_keyword[word])
        return [self._standing(text, *sentence) for sentence in zip(spans, found, accompanied, strict=True)]

    def _words(self, text: str) -> list[tuple[int, int, int]]:
        """Return start, end and number of all words in a text, by start, the longest first."""
        if self.words is None:
            return []
        found = [
            (start, -end, word)
            for word, start, end in self.words.find_matches_as_indexes(text, overlapping=True)
        ]
        return [(start, -end, word) for start, end, word in sorted(found)]

    def _standing(self, text: str, sentence: Span, hits: list[Hit], accompanied: set[int]) -> list[Hit]:
        """Return the hits of a sentence, those of patterns too, whose context is as their rules want it."""
        for rule in sorted(self.patterns.keys() & accompanied | self.always):
            for pattern in self.patterns[rule]:
                matches = pattern.finditer(text, sentence.start, sentence.end)
                hits += (Hit(rule, Span(*match.span())) for match in matches)
        standing = [hit for hit in hits if self._stands(text, sentence, hit, accompanied)]
        taken = [span for rule, span in standing if self.rules[rule].label is None and rule in self.patterns]
        if not taken:
            return standing
        return [hit for hit in standing if hit.span in taken or not any(s.contains(hit.span) for s in taken)]

    def _stands(self, text: str, sentence: Span, hit: Hit, accompanied: set[int]) -> bool:
        """Whether the context of a hit is as its rule wants it."""
        rule = self.rules[hit.rule]
        if rule.near and hit.rule not in accompanied:
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
        self, document: Document, sentence: Span, hits: Sequence[Hit], support: frozenset[str]
    ) -> tuple[Label, ...]:
        fired = self._weighed(document.text.text, sentence, hits)
        scores = {label: sum(weight for _, weight in of_label) for label, of_label in fired.items()}
        if max(scores.values(), default=0) < THRESHOLD:
            # The heading speaks only where the sentence does not speak for itself.
            scores = {label: score + SUPPORT * (label in support) for label, score in scores.items()}
        labels = [
            Label(label, score, tuple(self._evidence(document, *hit) for hit in fired[label]))
            for label, score in scores.items()
            if score >= THRESHOLD
        ]
        return tuple(sorted(labels, key=lambda label: (-label.score, label.id)))

    def _weighed(self, text: str, sentence: Span, hits: Sequence[Hit]) -> dict[str, list[tuple[Hit, int]]]:
        """Return, for each label, the strongest hit of each of its rules, with its weight."""
        titles = self._mentioned(text, sentence, hits)
        fired: dict[str, dict[int, tuple[Hit, int]]] = {}
        for hit in sorted(hits, key=lambda hit: hit.span):
            rule = self.rules[hit.rule]
            if rule.label is None:
                continue
            in_title = any(title.contains(hit.span) for title in titles)
            weight = min(rule.weight, IN_TITLE) if in_title else rule.weight
            of_label = fired.setdefault(rule.label, {})
            if hit.rule not in of_label or of_label[hit.rule][1] < weight:
                of_label[hit.rule] = (hit, weight)
        return {label: list(of_label.values()) for label, of_label in fired.items()}

    def _mentioned(self, text: str, sentence: Span, hits: Sequence[Hit]) -> list[Span]:
        """Return the titles in 《》 that are only mentioned.

        Where reliable evidence runs from before a title into it (issued: 《…》), the document is the work.
        """
        titles = (Span(*match.span()) for match in _QUOTED_TITLE.finditer(text, *sentence))
        reliable = [hit.span for hit in hits if self.rules[hit.rule].weight >= THRESHOLD]
        return [title for title in titles if not any(hit.start < title.start < hit.end for hit in reliable)]

    def _evidence(self, document: Document, hit: Hit, weight: int) -> Evidence:
        start, end = document.text.raw_span(hit.span)
        return Evidence(self.rules[hit.rule].id, document.text.text[slice(*hit.span)], start, end, weight)


def _owners(words_of_rules: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Return, for each word, the numbers of the rules that name it."""
    owners: dict[str, list[int]] = {}
    for index, words in enumerate(words_of_rules):
        for word in words:
            owners.setdefault(word, []).append(index)
    return owners


def _clause(text: str, sentence: Span, span: Span) -> Span:
    """Return the clause of a sentence in which a span stands, at most ``REACH`` characters to each side."""
    first, last = max(sentence.start, span.start - REACH), min(sentence.end, span.end + REACH)
    start = max((match.end() for match in _CLAUSE_END.finditer(text, first, span.start)), default=first)
    after = _CLAUSE_END.search(text, span.end, last)
    return Span(start, after.start() if after else last)


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

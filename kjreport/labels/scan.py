"""Where label rules fire: one scan for all words, then the few patterns that can match.

A keyword inside a longer keyword does not count, nor does anything inside a match of a pattern of a rule
without a label. What does not count is told, with the reason, to those who ask why.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from kjreport.errors import Diagnostic
from kjreport.labels.words import Segmentation
from kjreport.matching.patterns import word_choices
from kjreport.matching.search import Pattern
from kjreport.ruleset import LabelRule
from kjreport.span import Span

REACH = 100  # how far a clause is searched for: keeps the cost linear where a text has no punctuation
TIME_LIMIT = 0.5  # seconds that a pattern may take in one sentence
_CLAUSE_END = re.compile(r"[,，;。:!?\n]")
_NO_MORE = (-1, sys.maxsize, sys.maxsize)
_BY_PLACE = itemgetter(0, 1)
_BY_RULE = attrgetter("rule")

Reason = Literal["longer", "near", "unless", "heading", "segmented", "taken"]


class Hit(NamedTuple):
    """A rule that fired at ``text[start:end]`` of the cleaned text; ``cause`` is its keyword or pattern."""

    start: int
    end: int
    rule: int
    cause: str

    @property
    def span(self) -> Span:
        """Where it fired."""
        return Span(self.start, self.end)


class Rejected(NamedTuple):
    """A hit that does not count: why, by which word or words, and where that stands."""

    hit: Hit
    reason: Reason
    by: str
    where: Span | None = None
    rule: int | None = None


class Context(NamedTuple):
    """What must stand around a hit of a rule; words are numbers of words of the scanner."""

    near: frozenset[int]
    unless: frozenset[int]


class Probe(NamedTuple):
    """A pattern and the rules that ask for it with the same words near it."""

    pattern: Pattern
    rules: tuple[int, ...]
    near: frozenset[int]


class Place(NamedTuple):
    """A sentence and the words that stand in it: start, negative end, and number of each, in order."""

    text: str
    span: Span
    heading: str
    placed: list[tuple[int, int, int]]
    words: frozenset[int]


@dataclass(frozen=True, slots=True)
class Scanner:
    """The words and patterns of label rules, compiled once."""

    rules: tuple[LabelRule, ...]
    words: tuple[str, ...]
    automaton: AhoCorasick | None
    of_keyword: tuple[tuple[int, ...], ...]  # for each word, the rules of which it is a keyword
    contexts: tuple[Context | None, ...]  # for each rule; None where any hit counts
    probes: tuple[Probe, ...]
    of_trigger: Mapping[int, tuple[int, ...]]  # for a word, the probes that match only where it stands
    always: tuple[int, ...]  # probes that need no word that could be looked for
    takers: frozenset[int]  # rules without a label whose patterns take away what is inside
    segmentation: Segmentation

    @property
    def looks_at_headings(self) -> bool:
        """Whether a rule looks at the headings above a sentence."""
        return any(rule.heading for rule in self.rules)

    @classmethod
    def compile(cls, rules: Iterable[LabelRule]) -> Scanner:
        """Compile label rules."""
        rules = tuple(rules)
        probes = _probes(rules)
        keywords = _owners(rule.keywords for rule in rules)
        triggers = _owners(_triggers([written for written, _ in probes], keywords))
        around = dict.fromkeys(tuple(words) for rule in rules for words in (rule.near, rule.unless))
        words = tuple(dict.fromkeys([*keywords, *triggers, *(word for words in around for word in words)]))
        numbers = {word: number for number, word in enumerate(words)}
        sets = {words: frozenset(numbers[word] for word in words) for words in around}
        triggered = {number for of_word in triggers.values() for number in of_word}
        return cls(
            rules,
            words,
            AhoCorasick(words, matchkind=MatchKind.Standard) if words else None,
            tuple(tuple(keywords.get(word, ())) for word in words),
            tuple(_context(rule, sets[tuple(rule.near)], sets[tuple(rule.unless)]) for rule in rules),
            tuple(Probe(Pattern(written), tuple(of), sets[near]) for (written, near), of in probes.items()),
            MappingProxyType({numbers[word]: tuple(of_word) for word, of_word in triggers.items()}),
            tuple(number for number in range(len(probes)) if number not in triggered),
            frozenset(number for number, rule in enumerate(rules) if rule.patterns and rule.label is None),
            Segmentation(word for rule in rules if rule.segmented for word in rule.keywords),
        )

    def scan(
        self,
        text: str,
        spans: Iterable[Span],
        headings: Iterable[str],
        rejected: list[list[Rejected]] | None = None,
    ) -> tuple[list[list[Hit]], list[Diagnostic]]:
        """Return what fires in each sentence, by place, and the patterns that took too long.

        Args:
            text: the cleaned text.
            spans: its sentences, in order.
            headings: the titles of the headings above each of them.
            rejected: takes what does not count in each sentence; without it, that is not looked into.
        """
        problems: list[Diagnostic] = []
        found: list[list[Hit]] = []
        for place in self._places(text, spans, headings):
            here: list[Rejected] | None = None
            if rejected is not None:
                here = []
                rejected.append(here)
            found.append(self._hits(place, problems, here) if place.placed or self.always else [])
        return found, problems

    def _places(self, text: str, spans: Iterable[Span], headings: Iterable[str]) -> Iterator[Place]:
        """Return the sentences with the words in them."""
        # They come by where they end; a word across the end of a sentence is in none.
        found = self.automaton.find_matches_as_indexes(text, overlapping=True) if self.automaton else []
        words = iter(found)
        word, start, end = next(words, _NO_MORE)
        for span, heading in zip(spans, headings, strict=False):
            first, last = span
            placed: list[tuple[int, int, int]] = []
            while end <= last:
                if start >= first:
                    placed.append((start, -end, word))
                word, start, end = next(words, _NO_MORE)
            placed.sort()
            yield Place(text, span, heading, placed, frozenset([number for _, _, number in placed]))

    def _hits(self, place: Place, problems: list[Diagnostic], rejected: list[Rejected] | None) -> list[Hit]:
        """Return the hits in a sentence that count, by place."""
        hits = self._of_keywords(place, rejected)
        found = self._of_patterns(place, problems, every=rejected is not None)
        hits += found
        contexts = self.contexts
        standing: list[Hit] = []
        for hit in hits:
            reason = contexts[hit.rule] and self._fails(place, hit)
            if reason is None:
                standing.append(hit)
            elif rejected is not None:
                rejected.append(self._rejected(place, hit, reason))
        if not self.takers.isdisjoint([hit.rule for hit in standing]):
            standing = self._free(standing, rejected)
        if found:
            standing.sort(key=_BY_PLACE)
        return standing

    def _of_keywords(self, place: Place, rejected: list[Rejected] | None) -> list[Hit]:
        """Return the hits of keywords that are not inside a longer one."""
        hits: list[Hit] = []
        longest = winner = -1  # where the keywords so far end: one that ends no later is inside a longer one
        for start, negative_end, word in place.placed:
            rules = self.of_keyword[word]
            if not rules:
                continue
            if -negative_end > longest:
                longest, winner = -negative_end, word
                hits += [Hit(start, longest, rule, self.words[word]) for rule in rules]
            elif rejected is not None:
                better = self.of_keyword[winner]
                for rule in rules:
                    if rule not in better:
                        hit = Hit(start, -negative_end, rule, self.words[word])
                        rejected.append(Rejected(hit, "longer", self.words[winner], None, better[0]))
        return hits

    def _of_patterns(self, place: Place, problems: list[Diagnostic], *, every: bool) -> list[Hit]:
        """Return the hits of patterns, by rule.

        Args:
            place: the sentence.
            problems: takes the patterns that took too long.
            every: whether patterns are tried also where no word stands that their rules want near.
        """
        if every:
            numbers: Iterable[int] = range(len(self.probes))
        else:
            triggers = self.of_trigger.keys() & place.words
            numbers = sorted({*self.always, *(one for word in triggers for one in self.of_trigger[word])})
        hits: list[Hit] = []
        for number in numbers:
            probe = self.probes[number]
            if every or not probe.near or not probe.near.isdisjoint(place.words):
                for start, end in self._matches(place, probe, problems):
                    hits += [Hit(start, end, rule, probe.pattern.written) for rule in probe.rules]
        hits.sort(key=_BY_RULE)
        return hits

    def _matches(self, place: Place, probe: Probe, problems: list[Diagnostic]) -> Iterator[tuple[int, int]]:
        pattern = probe.pattern
        try:
            for match in pattern.finditer(place.text, *place.span, timeout=TIME_LIMIT):
                start, end = match.span()
                if end > start:
                    yield start, end
        except TimeoutError:
            beginning = place.text[place.span.start : place.span.start + 12]
            hint = f"the sentence that begins with {beginning!r} may lack a label"
            for rule in (self.rules[number].id for number in probe.rules):
                message = f"pattern {pattern.written!r} of rule '{rule}' took more than {TIME_LIMIT} s"
                problems.append(Diagnostic("KJ310", message, hint=hint, severity="warning"))

    def _free(self, standing: list[Hit], rejected: list[Rejected] | None) -> list[Hit]:
        """Return the hits that are not inside the match of a pattern of a rule without a label."""
        taken = [hit for hit in standing if hit.rule in self.takers]
        spans = {hit.span for hit in taken}
        free: list[Hit] = []
        for hit in standing:
            taker = next((t for t in taken if t.start <= hit.start and hit.end <= t.end), None)
            if taker is None or hit.span in spans:
                free.append(hit)
            elif rejected is not None:
                by = self.rules[taker.rule].name
                rejected.append(Rejected(hit, "taken", by, taker.span, taker.rule))
        return free

    def _fails(self, place: Place, hit: Hit) -> Reason | None:
        """Return why a hit does not count, or None when its context is as its rule wants it."""
        rule, context = self.rules[hit.rule], self.contexts[hit.rule]
        if context is None:
            return None
        if context.near and not _accompanied(place, hit, context.near, rule.within):
            return "near"
        if rule.heading and rule.heading_adds is None and not under(rule, place.heading):
            return "heading"
        if not context.unless.isdisjoint(place.words) and _veto(place, hit, rule):
            return "unless"
        if rule.segmented and hit.cause in rule.keywords:
            clause = clause_around(place.text, place.span, hit.span)
            words = place.text[slice(*clause)]
            if not self.segmentation.is_word(words, hit.start - clause.start, hit.end - clause.start):
                return "segmented"
        return None

    def _rejected(self, place: Place, hit: Hit, reason: Reason) -> Rejected:
        """Tell by which words the context of a hit is not as its rule wants it."""
        rule = self.rules[hit.rule]
        if reason == "near":
            return Rejected(hit, reason, "、".join(rule.near))
        if reason == "heading":
            return Rejected(hit, reason, "、".join(rule.heading))
        if reason == "unless":
            where = _veto(place, hit, rule) or hit.span
            return Rejected(hit, reason, place.text[slice(*where)], where)
        clause = clause_around(place.text, place.span, hit.span)
        return Rejected(hit, reason, " ".join(self.segmentation.cut(place.text[slice(*clause)])))


def _accompanied(place: Place, hit: Hit, near: frozenset[int], within: int | None) -> bool:
    """Whether one of the words stands in the sentence, within so many characters of the hit."""
    if near.isdisjoint(place.words):
        return False
    return within is None or any(
        0 <= hit.start + negative_end <= within or 0 <= start - hit.end <= within
        for start, negative_end, word in place.placed
        if word in near
    )


def _veto(place: Place, hit: Hit, rule: LabelRule) -> Span | None:
    """Return where an ``unless`` word of the rule stands in the clause of a hit, or None."""
    clause = clause_around(place.text, place.span, hit.span)
    for word in rule.unless:
        at = place.text.find(word, clause.start, clause.end)
        if at >= 0:
            return Span(at, at + len(word))
    return None


def under(rule: LabelRule, heading: str) -> bool:
    """Whether a word of the rule stands in the headings above."""
    return any(word in heading for word in rule.heading)


def clause_around(text: str, sentence: Span, span: Span) -> Span:
    """Return the clause of a sentence in which a span stands, at most ``REACH`` characters to each side."""
    first, last = max(sentence.start, span.start - REACH), min(sentence.end, span.end + REACH)
    start = max((match.end() for match in _CLAUSE_END.finditer(text, first, span.start)), default=first)
    after = _CLAUSE_END.search(text, span.end, last)
    return Span(start, after.start() if after else last)


def _context(rule: LabelRule, near: frozenset[int], unless: frozenset[int]) -> Context | None:
    by_heading = rule.heading and rule.heading_adds is None
    return Context(near, unless) if near or unless or by_heading or rule.segmented else None


def _probes(rules: Iterable[LabelRule]) -> dict[tuple[str, tuple[str, ...]], list[int]]:
    """Return the different patterns with the words near them, and the rules that ask for each."""
    probes: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for number, rule in enumerate(rules):
        for pattern in dict.fromkeys(rule.patterns):
            probes.setdefault((pattern, tuple(rule.near)), []).append(number)
    return probes


def _triggers(patterns: Iterable[str], keywords: Iterable[str]) -> Iterator[frozenset[str]]:
    """Return, for each pattern, words of which one must stand in the sentence: those that are seldom there.

    A word that is part of many keywords stands in many sentences.
    """
    choices = [word_choices(pattern) for pattern in patterns]
    words = tuple({word for sets in choices for words in sets for word in words})
    automaton = AhoCorasick(words, matchkind=MatchKind.Standard)
    found = automaton.find_matches_as_indexes("\n".join(keywords), overlapping=True)
    times = Counter(words[number] for number, _, _ in found)

    def rank(words: frozenset[str]) -> tuple[int, int]:
        return sum(times[word] for word in words), -min(map(len, words))

    return (min(sets, key=rank, default=frozenset()) for sets in choices)


def _owners(words_of: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Return, for each word, the numbers of those that name it."""
    owners: dict[str, list[int]] = {}
    for index, words in enumerate(words_of):
        for word in words:
            of_word = owners.setdefault(word, [])
            if not of_word or of_word[-1] != index:
                of_word.append(index)
    return owners

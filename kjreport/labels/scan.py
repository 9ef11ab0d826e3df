"""Where label rules fire: one scan for all words, then the few patterns that can match.

A keyword inside a longer keyword does not count, nor does anything inside a match of a pattern of a rule
without a label. What does not count is kept, with the reason, for those who ask why.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

import regex
from ahocorasick_rs import AhoCorasick, MatchKind

from kjreport.errors import Diagnostic
from kjreport.labels.words import Segmentation
from kjreport.matching.patterns import required_words
from kjreport.ruleset import LabelRule
from kjreport.span import Span

REACH = 100  # how far a clause is searched for: keeps the cost linear where a text has no punctuation
TIME_LIMIT = 0.5  # seconds that a pattern may take in one sentence
_CLAUSE_END = re.compile(r"[,，;。:!?\n]")

Reason = Literal["longer", "near", "unless", "heading", "segmented", "taken"]


class Hit(NamedTuple):
    """A rule that fired at a span of the cleaned text; ``cause`` is its keyword or pattern."""

    rule: int
    span: Span
    cause: str


class Rejected(NamedTuple):
    """A hit that does not count: why, by which word or words, and where that stands."""

    hit: Hit
    reason: Reason
    by: str
    where: Span | None = None
    rule: int | None = None


class Pattern(NamedTuple):
    """A compiled pattern and the rule that it belongs to."""

    rule: int
    written: str
    compiled: regex.Pattern[str]


@dataclass(slots=True)
class Found:
    """What stands in one sentence."""

    span: Span
    heading: str
    hits: list[Hit]
    accompanied: set[int]  # rules of which a near word is there
    companions: dict[int, list[Span]]  # where, for rules that ask for a distance
    armed: set[int]  # patterns of which a necessary word is there
    rejected: list[Rejected]


@dataclass(frozen=True, slots=True)
class Scanner:
    """The words and patterns of label rules, compiled once."""

    rules: tuple[LabelRule, ...]
    words: tuple[str, ...]
    automaton: AhoCorasick | None
    of_keyword: tuple[tuple[int, ...], ...]
    of_companion: tuple[tuple[int, ...], ...]
    of_trigger: tuple[tuple[int, ...], ...]
    patterns: tuple[Pattern, ...]
    always: frozenset[int]  # patterns that need no word that could be looked for
    takers: Mapping[int, str]  # rules without a label whose patterns take away what is inside
    segmentation: Segmentation

    @classmethod
    def compile(cls, rules: Iterable[LabelRule]) -> Scanner:
        """Compile label rules."""
        rules = tuple(rules)
        patterns = tuple(
            Pattern(index, pattern, regex.compile(pattern))
            for index, rule in enumerate(rules)
            for pattern in rule.patterns
        )
        triggers = [
            required_words(pattern.written) if not rules[pattern.rule].near else frozenset[str]()
            for pattern in patterns
        ]
        keywords = _owners(rule.keywords for rule in rules)
        companions = _owners(rule.near for rule in rules)
        necessary = _owners(triggers)
        words = tuple(dict.fromkeys([*keywords, *companions, *necessary]))
        own = (word for rule in rules if rule.segmented for word in rule.keywords)
        return cls(
            rules,
            words,
            AhoCorasick(words, matchkind=MatchKind.Standard) if words else None,
            tuple(tuple(keywords.get(word, ())) for word in words),
            tuple(tuple(companions.get(word, ())) for word in words),
            tuple(tuple(necessary.get(word, ())) for word in words),
            patterns,
            frozenset(number for number, words in enumerate(triggers) if not words),
            MappingProxyType({p.rule: rules[p.rule].id for p in patterns if rules[p.rule].label is None}),
            Segmentation(own),
        )

    def scan(
        self, text: str, spans: Sequence[Span], headings: Sequence[str], *, trace: bool = False
    ) -> tuple[list[Found], list[Diagnostic]]:
        """Return what fires in each sentence, and the patterns that took too long.

        Args:
            text: the cleaned text.
            spans: its sentences, in order.
            headings: the titles of the headings above each of them.
            trace: whether to keep what does not count.
        """
        found = [
            Found(span, heading, [], set(), {}, set(), [])
            for span, heading in zip(spans, headings, strict=True)
        ]
        starts = [span.start for span in spans]
        longest, longest_word = (
            -1,
            -1,
        )  # where the words so far end: one that ends no later is inside a longer one
        for start, end, word in self._words(text):
            index = bisect_right(starts, start) - 1
            if index < 0 or end > spans[index].end:
                continue
            here = found[index]
            here.armed.update(self.of_trigger[word])
            self._accompany(here, word, start, end)
            if self.of_keyword[word] and end > longest:
                longest, longest_word = end, word
                span = Span(start, end)
                here.hits += (Hit(rule, span, self.words[word]) for rule in self.of_keyword[word])
            elif trace:
                here.rejected += self._inside(word, Span(start, end), longest_word)
        problems: list[Diagnostic] = []
        for here in found:
            self._settle(text, here, problems, trace=trace)
        return found, problems

    def _accompany(self, here: Found, word: int, start: int, end: int) -> None:
        rules = self.of_companion[word]
        here.accompanied.update(rules)
        for rule in rules:
            if self.rules[rule].within is not None:
                here.companions.setdefault(rule, []).append(Span(start, end))

    def _words(self, text: str) -> list[tuple[int, int, int]]:
        """Return start, end and number of all words in a text, by start, the longest first."""
        if self.automaton is None:
            return []
        found = [
            (start, -end, word)
            for word, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True)
        ]
        return [(start, -end, word) for start, end, word in sorted(found)]

    def _inside(self, word: int, span: Span, longer: int) -> Iterator[Rejected]:
        """Return the hits of a keyword inside a longer one of other rules."""
        winners = self.of_keyword[longer]
        for rule in self.of_keyword[word]:
            if rule not in winners:
                hit = Hit(rule, span, self.words[word])
                yield Rejected(hit, "longer", self.words[longer], None, winners[0])

    def _settle(self, text: str, here: Found, problems: list[Diagnostic], *, trace: bool) -> None:
        """Add the hits of patterns, and keep those whose context is as their rules want it."""
        for number in sorted(here.armed | self.always):
            pattern = self.patterns[number]
            if trace or not self.rules[pattern.rule].near or pattern.rule in here.accompanied:
                here.hits += self._matches(text, here.span, pattern, problems)
        if not here.hits:
            return
        standing: list[Hit] = []
        for hit in here.hits:
            rejected = self._rejected(text, here, hit)
            if rejected is None:
                standing.append(hit)
            elif trace:
                here.rejected.append(rejected)
        here.hits = self._free(here, standing, trace=trace) if self.takers else standing

    def _matches(
        self, text: str, sentence: Span, pattern: Pattern, problems: list[Diagnostic]
    ) -> Iterator[Hit]:
        try:
            for match in pattern.compiled.finditer(text, sentence.start, sentence.end, timeout=TIME_LIMIT):
                if match.end() > match.start():
                    yield Hit(pattern.rule, Span(*match.span()), pattern.written)
        except TimeoutError:
            rule = self.rules[pattern.rule].id
            beginning = text[sentence.start : sentence.start + 12]
            message = f"pattern {pattern.written!r} of rule '{rule}' took more than {TIME_LIMIT} s"
            hint = f"the sentence that begins with {beginning!r} may lack a label"
            problems.append(Diagnostic("KJ310", message, hint=hint, severity="warning"))

    def _free(self, here: Found, standing: list[Hit], *, trace: bool) -> list[Hit]:
        """Return the hits that are not inside the match of a pattern of a rule without a label."""
        taken = [hit for hit in standing if hit.rule in self.takers]
        if not taken:
            return standing
        spans = {hit.span for hit in taken}
        free: list[Hit] = []
        for hit in standing:
            taker = next((t for t in taken if t.span.contains(hit.span)), None)
            if taker is None or hit.span in spans:
                free.append(hit)
            elif trace:
                here.rejected.append(
                    Rejected(hit, "taken", self.rules[taker.rule].name, taker.span, taker.rule)
                )
        return free

    def _rejected(self, text: str, here: Found, hit: Hit) -> Rejected | None:
        """Return why a hit does not count, or None when its context is as its rule wants it."""
        rule = self.rules[hit.rule]
        if rule.near and not self._accompanied(here, hit, rule):
            return Rejected(hit, "near", "、".join(rule.near))
        if rule.heading and rule.heading_adds is None and not under(rule, here.heading):
            return Rejected(hit, "heading", "、".join(rule.heading))
        if rule.unless:
            clause = clause_around(text, here.span, hit.span)
            for word in rule.unless:
                at = text.find(word, clause.start, clause.end)
                if at >= 0:
                    return Rejected(hit, "unless", word, Span(at, at + len(word)))
        if rule.segmented and hit.cause in rule.keywords:
            clause = clause_around(text, here.span, hit.span)
            words = text[slice(*clause)]
            if not self.segmentation.is_word(
                words, hit.span.start - clause.start, hit.span.end - clause.start
            ):
                return Rejected(hit, "segmented", " ".join(self.segmentation.cut(words)))
        return None

    def _accompanied(self, here: Found, hit: Hit, rule: LabelRule) -> bool:
        if rule.within is None:
            return hit.rule in here.accompanied
        start, end = hit.span
        return any(
            0 <= start - other.end <= rule.within or 0 <= other.start - end <= rule.within
            for other in here.companions.get(hit.rule, ())
        )


def under(rule: LabelRule, heading: str) -> bool:
    """Whether a word of the rule stands in the headings above."""
    return any(word in heading for word in rule.heading)


def clause_around(text: str, sentence: Span, span: Span) -> Span:
    """Return the clause of a sentence in which a span stands, at most ``REACH`` characters to each side."""
    first, last = max(sentence.start, span.start - REACH), min(sentence.end, span.end + REACH)
    start = max((match.end() for match in _CLAUSE_END.finditer(text, first, span.start)), default=first)
    after = _CLAUSE_END.search(text, span.end, last)
    return Span(start, after.start() if after else last)


def _owners(words_of: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Return, for each word, the numbers of those that name it."""
    owners: dict[str, list[int]] = {}
    for index, words in enumerate(words_of):
        for word in words:
            of_word = owners.setdefault(word, [])
            if not of_word or of_word[-1] != index:
                of_word.append(index)
    return owners

"""Cue words around a number, compiled from the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kjreport.ruleset import CueRule, ExclusionRule, LexiconRule
from kjreport.span import Span


class Cue(NamedTuple):
    """A cue that was found: what it sets, the rule, and where it stands."""

    value: str
    rule: str
    span: Span


@dataclass(frozen=True, slots=True)
class CueFinder:
    """Cues that set one field: words before a number, words right behind it, and units."""

    before: tuple[tuple[str, str, re.Pattern[str]], ...]
    after: tuple[tuple[str, str, re.Pattern[str]], ...]
    units: Mapping[str, str]

    @classmethod
    def compile(cls, rules: Iterable[CueRule], key: str) -> CueFinder:
        """Compile the cues among ``rules`` that set ``key``."""
        setting = [rule for rule in rules if key in rule.sets]
        before = ((rule, [*rule.words, *rule.before], rule.patterns) for rule in setting)
        return cls(
            tuple(
                (rule.sets[key], rule.id, _compile(words, more))
                for rule, words, more in before
                if words or more
            ),
            tuple((rule.sets[key], rule.id, _compile(rule.after, ())) for rule in setting if rule.after),
            {unit: rule.sets[key] for rule in setting for unit in rule.units},
        )

    def nearest(self, text: str, start: int, end: int) -> list[Cue]:
        """Return the cues in ``text[start:end]``: those nearest to ``end`` first, longer before shorter."""
        found = [
            Cue(value, rule, Span(*match.span()))
            for value, rule, pattern in self.before
            for match in pattern.finditer(text, start, end)
            if match.end() > match.start()
        ]
        return sorted(found, key=lambda cue: (-cue.span.end, cue.span.start))

    def last(self, text: str, start: int, end: int) -> Cue | None:
        """Return the cue that ends nearest to ``end`` in ``text[start:end]``; the longer one on a tie."""
        return next(iter(self.nearest(text, start, end)), None)

    def behind(self, text: str, position: int, end: int) -> Cue | None:
        """Return the cue that begins at ``position``."""
        for value, rule, pattern in self.after:
            match = pattern.match(text, position, end)
            if match:
                return Cue(value, rule, Span(*match.span()))
        return None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A quantity that is no fact, by what stands around it."""

    rule: str
    before: re.Pattern[str] | None
    quote: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def holds(self, before: str, quote: str, after: str) -> bool:
        """Whether a quantity between ``before`` and ``after`` is excluded."""
        return (
            (self.quote is None or self.quote.fullmatch(quote) is not None)
            and (self.after is None or self.after.match(after) is not None)
            and (self.before is None or self.before.search(before) is not None)
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that are stripped from an end of a phrase, or that a text may begin with."""

    words: frozenset[str]
    longest: int

    @classmethod
    def of(cls, rule: LexiconRule) -> Lexicon:
        """Compile a lexicon rule."""
        return cls(frozenset(rule.words), max(map(len, rule.words), default=0))

    def __or__(self, other: Lexicon) -> Lexicon:
        """Return the words of both."""
        return Lexicon(self.words | other.words, max(self.longest, other.longest))

    def strip_start(self, text: str, start: int, end: int, whole: Lexicon | None = None) -> int:
        """Return where ``text[start:end]`` begins without these words; ``whole`` words are not cut."""
        while start < end and (length := self.prefix(text, start, end)):
            if whole and whole.prefix(text, start, end) > length:
                break
            start += length
        return start

    def strip_end(self, text: str, start: int, end: int, whole: Lexicon | None = None) -> int:
        """Return where ``text[start:end]`` ends without these words; ``whole`` words are not cut."""
        while start < end and (length := self.suffix(text, start, end)):
            if whole and whole.suffix(text, start, end) > length:
                break
            end -= length
        return end

    def prefix(self, text: str, start: int, end: int) -> int:
        """Return the length of the longest word at ``start``, or 0."""
        for length in range(min(self.longest, end - start), 0, -1):
            if text[start : start + length] in self.words:
                return length
        return 0

    def suffix(self, text: str, start: int, end: int) -> int:
        """Return the length of the longest word that ends at ``end``, or 0."""
        for length in range(min(self.longest, end - start), 0, -1):
            if text[end - length : end] in self.words:
                return length
        return 0

    def first(self, text: str, start: int, end: int) -> int | None:
        """Return where the first of the words stands in ``text[start:end]``."""
        return next((at for at in range(start, end) if self.prefix(text, at, end)), None)


@dataclass(frozen=True, slots=True)
class FactCues:
    """All that the rules say about numbers in their clauses.

    ``next_number_only`` are the rules whose cues hold for the number behind them and no further.
    """

    roles: CueFinder
    signs: CueFinder
    status: CueFinder
    next_number_only: frozenset[str]
    distribution: CueFinder
    exclusions: tuple[Exclusion, ...]
    lexicons: Mapping[str, Lexicon]

    @classmethod
    def compile(
        cls, cues: Iterable[CueRule], lexicons: Iterable[LexiconRule], exclusions: Iterable[ExclusionRule]
    ) -> FactCues:
        """Compile the rules."""
        cues = tuple(cues)
        return cls(
            CueFinder.compile(cues, "role"),
            CueFinder.compile(cues, "sign"),
            CueFinder.compile(cues, "status"),
            frozenset(rule.id for rule in cues if rule.sets.get("reach") == "number"),
            CueFinder.compile(cues, "distribution"),
            tuple(_exclusion(rule) for rule in exclusions),
            {rule.id: Lexicon.of(rule) for rule in lexicons},
        )


def _exclusion(rule: ExclusionRule) -> Exclusion:
    before, quote, after = (
        re.compile(pattern) if pattern else None for pattern in (rule.before, rule.quote, rule.after)
    )
    return Exclusion(rule.id, before, quote, after)


def _compile(words: Iterable[str], patterns: Iterable[str]) -> re.Pattern[str]:
    alternatives = [*map(re.escape, sorted(words, key=len, reverse=True)), *patterns]
    return re.compile("|".join(alternatives))

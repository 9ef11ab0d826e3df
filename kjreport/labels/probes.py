"""Which patterns can match in a sentence, by the words that stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from kjreport.frozen import Frozen
from kjreport.matching.patterns import Choices, word_choices
from kjreport.matching.search import Pattern
from kjreport.ruleset import LabelRule


class Wanted(NamedTuple):
    """A pattern, the rules that ask for it with the same words near it, and the words that are seldom there.

    Attributes:
        written: the pattern.
        near: the words of which the rules want one in the sentence.
        rules: numbers of the rules.
        trigger: words of which one stands in every sentence that matters; none when that cannot be told.
    """

    written: str
    near: tuple[str, ...]
    rules: tuple[int, ...]
    trigger: frozenset[str]


class Probe(NamedTuple):
    """A pattern, the rules that ask for it, and words of which one must stand in the sentence."""

    pattern: Pattern
    rules: tuple[int, ...]
    near: frozenset[int]


class Probes(Frozen):
    """Patterns by the words that they need; words are numbers of words of the scanner."""

    every: tuple[Probe, ...]
    of_trigger: tuple[tuple[int, ...], ...]  # for each word, those that matter only where it stands
    always: tuple[int, ...]  # those that need no word that could be looked for

    @classmethod
    def compile(cls, wanted: Sequence[Wanted], numbers: Mapping[str, int]) -> Probes:
        """Compile patterns, given the numbers of the words that are looked for."""
        of_trigger: list[list[int]] = [[] for _ in numbers]
        sets: dict[Iterable[str], frozenset[int]] = {}
        every: list[Probe] = []
        for index, (written, near, rules, trigger) in enumerate(wanted):
            needed = near or trigger
            if needed not in sets:
                sets[needed] = frozenset(numbers[word] for word in needed)
            every.append(Probe(Pattern(written), rules, sets[needed]))
            for word in trigger:
                of_trigger[numbers[word]].append(index)
        always = tuple(index for index, one in enumerate(wanted) if not one.trigger)
        return cls(tuple(every), tuple(map(tuple, of_trigger)), always)

    def among(self, words: set[int]) -> list[Probe]:
        """Return the patterns that can match in a sentence in which these words stand."""
        of_trigger, every = self.of_trigger, self.every
        numbers = [
            number
            for word in words
            for number in of_trigger[word]
            if not every[number].near.isdisjoint(words)
        ]
        return (
            [every[number] for number in sorted({*numbers, *self.always})] if numbers or self.always else []
        )


def wanted(rules: Iterable[LabelRule], keywords: Iterable[str], known: Choices) -> list[Wanted]:
    """Return the patterns of rules, and the words that they need.

    Args:
        rules: the rules.
        keywords: keywords of all rules. A word that is part of many of them stands in many sentences, and so
            does a single character.
        known: choices of patterns that need not be found out.
    """
    asking: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for number, rule in enumerate(rules):
        for pattern in dict.fromkeys(rule.patterns):
            asking.setdefault((pattern, rule.near), []).append(number)
    choices = [word_choices(pattern, known) or [frozenset(near)] for pattern, near in asking]
    words = tuple({word for sets in choices for words in sets for word in words})
    automaton = AhoCorasick(words, matchkind=MatchKind.Standard)
    found = automaton.find_matches_as_indexes("\n".join(keywords), overlapping=True)
    times = Counter(words[number] for number, _, _ in found)

    def rank(words: frozenset[str]) -> tuple[bool, int]:
        return min(map(len, words), default=0) == 1, sum(times[word] for word in words)

    return [
        Wanted(pattern, near, tuple(numbers), min(sets, key=rank))
        for ((pattern, near), numbers), sets in zip(asking.items(), choices, strict=True)
    ]

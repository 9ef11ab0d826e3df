"""Which patterns can match in a sentence, by the words that stand there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kjreport.frozen import Frozen
from kjreport.matching.patterns import Choices, word_choices
from kjreport.matching.search import Pattern
from kjreport.matching.seldom import ranked
from kjreport.ruleset import LabelRule


class Wanted(Frozen):
    """A pattern, the rules that ask for it with the same words near it, and the words that are seldom there.

    Attributes:
        written: the pattern.
        rules: numbers of the rules.
        trigger: words of which one stands in every sentence that matters; none when that cannot be told.
        others: further sets of words; one word of each stands there, too. Those near it come last.
    """

    written: str
    rules: tuple[int, ...]
    trigger: frozenset[str]
    others: tuple[frozenset[str], ...]


class Probe(Frozen):
    """A pattern, and the rules that ask for it."""

    pattern: Pattern
    rules: tuple[int, ...]


Other = frozenset[int] | None  # words of which one must stand in the sentence, too; None when one does


class Probes(Frozen):
    """Patterns by the words that they need; words are numbers of words of the scanner."""

    every: tuple[Probe, ...]
    of_trigger: tuple[tuple[tuple[int, Other], ...], ...]  # for each word, those that matter where it stands
    triggers: frozenset[int]  # words of which some pattern needs one
    always: tuple[int, ...]  # those that need no word that could be looked for

    @classmethod
    def compile(cls, wanted: Sequence[Wanted], numbers: Mapping[str, int]) -> Probes:
        """Compile patterns, given the numbers of the words that are looked for."""
        of_trigger: list[tuple[tuple[int, Other], ...]] = [()] * len(numbers)  # most words ask for nothing
        sets: dict[frozenset[str], frozenset[int]] = {}
        for index, one in enumerate(wanted):
            # Words that are looked for anyway: to look for more takes longer than to try the pattern.
            other = next((words for words in one.others if numbers.keys() >= words), one.trigger)
            if other not in sets:
                sets[other] = frozenset([numbers[word] for word in other])
            told, asking = ((index, None),), ((index, sets[other]),)
            for word in one.trigger:
                of_trigger[numbers[word]] += told if word in other else asking
        return cls(
            tuple(Probe(Pattern(one.written), one.rules) for one in wanted),
            tuple(of_trigger),
            frozenset(number for number, asking in enumerate(of_trigger) if asking),
            tuple(index for index, one in enumerate(wanted) if not one.trigger),
        )

    def among(self, words: set[int]) -> Sequence[int]:
        """Return the numbers of the patterns that can match in a sentence in which these words stand."""
        of_trigger = self.of_trigger
        numbers = [*self.always]
        for word in self.triggers & words:
            for number, other in of_trigger[word]:
                if other is None or not other.isdisjoint(words):
                    numbers.append(number)
        return sorted({*numbers}) if len(numbers) > 1 else numbers


def wanted(rules: Iterable[LabelRule], keywords: Iterable[str], known: Choices) -> list[Wanted]:
    """Return the patterns of rules, and the words that they need.

    Args:
        rules: the rules.
        keywords: keywords of all rules.
        known: choices of patterns, ranked, which need not be found out.
    """
    asking: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for number, rule in enumerate(rules):
        for pattern in dict.fromkeys(rule.patterns):
            asking.setdefault((pattern, rule.near), []).append(number)
    unknown = {pattern: word_choices(pattern) for pattern, _ in asking if pattern not in known}
    choices = {**known, **ranked(unknown, keywords)}
    patterns: list[Wanted] = []
    for (pattern, near), numbers in asking.items():
        trigger, *others = *choices[pattern], frozenset(near)
        patterns.append(Wanted(pattern, tuple(numbers), trigger, tuple(filter(None, others))))
    return patterns

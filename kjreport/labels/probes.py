"""Which patterns can match in a sentence, by the words that stand there.

Which sets have a word there is a number with a bit for each: to look at all patterns takes one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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


class Probes(Frozen):
    """Patterns, and which of them can match where which words stand.

    Attributes:
        every: the patterns.
        sets: for each of them a set of words of which one stands wherever it matches; then, again for each of
            them, its trigger.
        mask: a bit for each pattern.
        always: a bit for each of the ``sets`` of patterns that need no word that could be looked for.
    """

    every: tuple[Probe, ...]
    sets: tuple[frozenset[str], ...]
    mask: int
    always: int

    @classmethod
    def compile(cls, wanted: Sequence[Wanted], words: Iterable[str]) -> Probes:
        """Compile patterns, given the words that are looked for."""
        known = frozenset(words)
        # Words that are looked for anyway: to look for more takes longer than to try the pattern.
        others = [next((words for words in one.others if known >= words), one.trigger) for one in wanted]
        sets = (*others, *(one.trigger for one in wanted))
        every = tuple([Probe(Pattern(one.written), one.rules) for one in wanted])
        always = sum(1 << number for number, words in enumerate(sets) if not words)
        return cls(every, sets, (1 << len(every)) - 1, always)

    def among(self, standing: int) -> Sequence[Probe]:
        """Return the patterns that can match where words of these ``sets`` stand, and whatever else."""
        every = self.every
        left = standing & standing >> len(every) & self.mask
        probes: list[Probe] = []
        while left:
            first = left & -left
            probes.append(every[first.bit_length() - 1])
            left ^= first
        return probes


def marked(words: Iterable[str], sets: Sequence[Iterable[str]]) -> tuple[int, ...]:
    """Return for each word the sets that it is in, a bit for each; all of them are among the words.

    >>> marked(["a", "b", "c"], [["b"], ["b", "a"]])
    (2, 3, 0)
    """
    marks = dict.fromkeys(words, 0)
    for number, of_set in enumerate(sets):
        for word in of_set:
            marks[word] |= 1 << number
    return tuple(marks.values())


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

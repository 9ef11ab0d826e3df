"""Which of the words that a pattern needs stand in few sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind

from kjreport.matching.patterns import Choices


def ranked(choices: Choices, keywords: Iterable[str]) -> Choices:
    """Return choices with those first that stand in the fewest sentences.

    Args:
        choices: what `word_choices` says of patterns.
        keywords: words of the field. A word that is part of many of them stands in many sentences, and so
            does a single character.

    >>> ranked({"高企.*认定": [frozenset(["高企"]), frozenset(["认定"])]}, ["高企培育", "申报高企", "认定"])
    {'高企.*认定': [frozenset({'认定'}), frozenset({'高企'})]}
    """
    words = tuple({word for sets in choices.values() for words in sets for word in words})
    automaton = AhoCorasick(words, matchkind=MatchKind.Standard)
    found = automaton.find_matches_as_indexes("\n".join(keywords), overlapping=True)
    times = Counter(words[number] for number, _, _ in found)

    def rank(words: frozenset[str]) -> tuple[bool, int]:
        return min(map(len, words), default=0) == 1, sum(times[word] for word in words)

    return {pattern: sorted(sets, key=rank) for pattern, sets in choices.items()}

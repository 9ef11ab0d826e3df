"""Patterns that are searched for only where they can match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from kjreport.lazy import alternation, word_tree
from kjreport.matching.patterns import NOTHING_KNOWN, Choices, beginnings, required_words


class Guarded:
    """Words and patterns as one pattern, which is compiled when a text first holds a word that it needs.

    Args:
        words: words that it matches, a longer one before a shorter one.
        patterns: patterns that it matches, in order, where no word stands.
        known: what is known already of the patterns, see `word_choices`.

    Attributes:
        written: the pattern as it was written.

    >>> pattern = Guarded(["增长"], ["下降(?!到)"])
    >>> sorted(pattern.needed), pattern.search("同比增长"), pattern.search("下降到")
    (['下降', '增长'], <re.Match object; span=(2, 4), match='增长'>, None)
    """

    def __init__(
        self, words: Iterable[str], patterns: Iterable[str] = (), known: Choices = NOTHING_KNOWN
    ) -> None:
        self._known = known
        self._words = tuple(words)
        self._patterns = tuple(patterns)
        self._compiled: re.Pattern[str] | None = None
        self.written = "|".join([*([alternation(self._words)] if self._words else []), *self._patterns])

    # Threads that come to one of these two at the same time find the same.

    @cached_property
    def needed(self) -> frozenset[str]:
        """Words of which one stands in whatever is matched; none when that cannot be told."""
        groups = [frozenset(self._words), *(required_words(one, self._known) for one in self._patterns)]
        return frozenset().union(*groups) if all(groups[1:]) else frozenset()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        self._compiled = re.compile(self._quicker())
        return self._compiled

    def _quicker(self) -> str:
        """The pattern behind a look at one character, which ends most attempts at once.

        Words alone need none: where they begin, a search finds by itself.
        """
        tree = [word_tree(self._words)] if self._words else []
        written = "|".join([*tree, *self._patterns])
        first = [beginnings(one) for one in self._patterns]
        if not first or not all(first):
            return written
        signs = frozenset(re.escape(word[0]) for word in self._words).union(*first)
        return f"(?=[{''.join(sorted(signs))}])(?:{written})"

    @cached_property
    def openings(self) -> frozenset[str]:
        """The characters with which all that it matches begins; none when that cannot be told."""
        first = [beginnings(one) for one in self._patterns]
        signs = frozenset(word[0] for word in self._words).union(*first)
        return signs if all(first) and all(len(sign) == 1 for sign in signs) else frozenset()

    def possible(self, text: str) -> bool:
        """Whether one of the needed words stands in a text."""
        return not self.needed or any(map(text.__contains__, self.needed))

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match."""
        pattern = self._compiled or (self.compiled if self.possible(text) else None)
        return pattern.search(text) if pattern else None

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning of a text."""
        pattern = self._compiled or (self.compiled if self.possible(text) else None)
        return pattern.match(text) if pattern else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of a whole text."""
        pattern = self._compiled or (self.compiled if self.possible(text) else None)
        return pattern.fullmatch(text) if pattern else None

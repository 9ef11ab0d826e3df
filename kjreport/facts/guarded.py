"""Patterns that are searched for only where they can match."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kjreport.matching.patterns import required_words


class Guarded:
    """Words and patterns as one pattern, which is compiled when a text first holds one of its signs.

    Args:
        words: words that it matches, a longer one before a shorter one.
        patterns: patterns that it matches, in order, where no word stands.

    Attributes:
        needed: words of which one stands in whatever it matches; none when that cannot be told.
        signs: the first characters of these words.

    >>> pattern = Guarded(["增长"], ["下降(?!到)"])
    >>> sorted(pattern.signs), pattern.search("同比增长"), pattern.search("下降到")
    (['下', '增'], <re.Match object; span=(2, 4), match='增长'>, None)
    """

    __slots__ = ("_compiled", "needed", "signs", "written")

    def __init__(self, words: Iterable[str], patterns: Iterable[str] = ()) -> None:
        words, patterns = sorted(words, key=len, reverse=True), tuple(patterns)
        self.written = "|".join([*map(re.escape, words), *patterns])
        groups = [frozenset(words), *map(required_words, patterns)]
        told = all(groups[1:])
        self.needed = frozenset(word for group in groups for word in group) if told else frozenset()
        self.signs = frozenset(word[0] for word in self.needed)
        self._compiled: re.Pattern[str] | None = None

    @property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        if self._compiled is None:  # threads that come here at the same time compile the same
            self._compiled = re.compile(self.written)
        return self._compiled

    def possible(self, signs: Iterable[str]) -> bool:
        """Whether one of the signs is among some characters, such as those of a text."""
        return not self.signs or not self.signs.isdisjoint(signs)

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

"""Words that look like numbers and are none, and the characters that mask digits; both are data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kjreport.numbers import tables

_NUMERALS = frozenset(
    tables.spellings("".join((*tables.DIGITS, *tables.TENS, *tables.SMALL, *tables.BIG)))
    + tables.spellings(tables.SOME + tables.HALF)
)
_HOLLOW = set(tables.ZEROS[1])


class Lexicon:
    """The lexicons of rule files; immutable.

    Args:
        rules: entries with ``id`` and ``words``; several entries with one id are joined.

    >>> lexicon = Lexicon([{"id": "not_numbers", "words": ["统一", "一体"]}])
    >>> lexicon.skip("统一三家", 1, 3), lexicon.skip("一体化", 0, 1), lexicon.skip("三家", 0, 1)
    (2, 2, 0)
    """

    def __init__(self, rules: Iterable[Mapping[str, Any]]) -> None:
        lists: dict[str, list[str]] = {}
        for rule in rules:
            lists.setdefault(rule["id"], []).extend(rule.get("words", ()))
        self.lists: Mapping[str, tuple[str, ...]] = {name: tuple(words) for name, words in lists.items()}
        self.masks = "".join(self.words("mask_characters"))
        self.repeated_masks = "".join(self.words("repeated_mask_characters"))
        self.mask_set = frozenset((self.masks + self.repeated_masks).translate(tables.FOLD)) - {"〇"}
        self._words = _by_pair(self.words("not_numbers"))

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of a list, longest first; no list has none."""
        return tuple(sorted(self.lists.get(name, ()), key=len, reverse=True))

    def skip(self, text: str, start: int, end: int) -> int:
        """Return where the numeral of the run really starts; ``end`` or more when a word swallows it."""
        words = self._words
        while start < end:
            entries = words.get(text[start : start + 2], ())
            if start:
                entries += words.get(text[start - 1 : start + 1], ())
            for offset, word in entries:
                begin = start - offset
                if begin >= 0 and text.startswith(word, begin):
                    start = begin + len(word)
                    break
            else:
                return start
        return start

    def masked(self, run: str) -> bool:
        """Whether a folded run holds mask characters; 〇 is one only where nothing but 〇 stands (〇〇家)."""
        return not self.mask_set.isdisjoint(run) or (len(run) > 1 and set(run) == _HOLLOW)


def _by_pair(words: Iterable[str]) -> dict[str, tuple[tuple[int, str], ...]]:
    """Index words by each of their numerals and a neighbour of it: pair → (offset of the numeral, word)."""
    table: dict[str, list[tuple[int, str]]] = {}
    for word in words:
        for offset, char in enumerate(word):
            if char in _NUMERALS:
                pair = word[:2] if offset == 0 else word[offset - 1 : offset + 1]
                table.setdefault(pair, []).append((offset, word))
    return {pair: tuple(sorted(entries, key=_longest_first)) for pair, entries in table.items()}


def _longest_first(entry: tuple[int, str]) -> int:
    return -len(entry[1])

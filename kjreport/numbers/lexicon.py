"""Words that look like numbers and are none, and the characters that mask digits; both are data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kjreport.numbers import tables

_NUMERALS = frozenset(
    tables.spellings(
        "".join((*tables.DIGITS, *tables.TENS, *tables.SMALL, *tables.BIG)) + tables.SOME + tables.HALF
    )
)


class Lexicon:
    """The lexicons of rule files; immutable.

    Args:
        rules: entries with ``id`` and ``words``; several entries with one id are joined.
    """

    def __init__(self, rules: Iterable[Mapping[str, Any]]) -> None:
        lists: dict[str, list[str]] = {}
        for rule in rules:
            lists.setdefault(rule["id"], []).extend(rule["words"])
        self.lists: Mapping[str, tuple[str, ...]] = {name: tuple(words) for name, words in lists.items()}
        self.masks = "".join(self.lists.get("mask_characters", ()))
        self.repeated_masks = "".join(self.lists.get("repeated_mask_characters", ()))
        self.mask_set = frozenset((self.masks + self.repeated_masks).translate(tables.FOLD) + "〇")
        self._words = _by_numeral(self.lists.get("not_numbers", ()))

    def skip(self, text: str, start: int, end: int) -> int:
        """Return where the numeral of the run really starts; ``end`` or more when a word swallows it.

        >>> lexicon = Lexicon([{"id": "not_numbers", "words": ["统一", "一体"]}])
        >>> lexicon.skip("统一三家", 1, 3), lexicon.skip("一体化", 0, 1), lexicon.skip("三家", 0, 1)
        (2, 2, 0)
        """
        while start < end:
            for offset, word in self._words.get(text[start], ()):
                begin = start - offset
                if begin >= 0 and text.startswith(word, begin):
                    start = begin + len(word)
                    break
            else:
                return start
        return start

    def masked(self, run: str) -> bool:
        """Whether a folded run holds mask characters."""
        return not self.mask_set.isdisjoint(run) and any(
            char in self.mask_set and char != "〇" for char in run
        )


def _by_numeral(words: Iterable[str]) -> dict[str, tuple[tuple[int, str], ...]]:
    """Index words by their first numeral: character → (its offset, word), longest first."""
    table: dict[str, list[tuple[int, str]]] = {}
    for word in words:
        for offset, char in enumerate(word):
            if char in _NUMERALS:
                table.setdefault(char, []).append((offset, word))
                break
    return {char: tuple(sorted(entries, key=lambda entry: -len(entry[1]))) for char, entries in table.items()}

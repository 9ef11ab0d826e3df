"""Patterns that cost nothing until a text needs them."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any, Protocol

    class _Find(Protocol):
        def __call__(self, string: str, pos: int = ..., endpos: int = ..., /) -> re.Match[str] | None: ...

    class _FindAll(Protocol):
        def __call__(self, string: str, pos: int = ..., endpos: int = ..., /) -> Iterator[re.Match[str]]: ...


# The inside of a class that holds the digits of every script, and some more beyond the first plane. A search
# need not ask of each character whether it is one, as with ``\d``; large ranges would take long to compile.
_ZEROS = (
    "\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0"
    "\u0f20\u1040\u1090\u17e0\u1810\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0"
    "\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10"
)
DIGITS_OF_SCRIPTS = (
    "0-9" + "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in _ZEROS) + "\U00010000-\U0001ffff"
)


class LazyPattern:
    """A pattern that is compiled when it is first used, and then as fast as a compiled one.

    To compile all patterns takes longer than to analyse a short report, which needs few of them.

    Args:
        written: the pattern.
        flags: flags of `re.compile`.

    >>> pattern = LazyPattern("高企(?:认定)?")
    >>> pattern.search("新增高企37家"), pattern.fullmatch("新增高企")
    (<re.Match object; span=(2, 4), match='高企'>, None)
    """

    def __init__(self, written: str, flags: int = 0) -> None:
        self.written = written
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.written, self._flags)

    # Kept for each instance, these are looked up as quickly as the methods of a compiled pattern.

    @cached_property
    def search(self) -> _Find:
        """See `re.Pattern.search`."""
        return self.compiled.search

    @cached_property
    def match(self) -> _Find:
        """See `re.Pattern.match`."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> _Find:
        """See `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch

    @cached_property
    def finditer(self) -> _FindAll:
        """See `re.Pattern.finditer`."""
        return self.compiled.finditer

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        """See `re.Pattern.findall`."""
        return self.compiled.findall

    @cached_property
    def split(self) -> Callable[[str], list[str | Any]]:
        """See `re.Pattern.split`."""
        return self.compiled.split


class LazyWords(LazyPattern):
    """A pattern of words, of which the longest is found; it looks at what they begin with in common once.

    >>> LazyWords(["增", "增长", "增速"]).search("同比增长")
    <re.Match object; span=(2, 4), match='增长'>
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        super().__init__(alternation(self._words))

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(word_tree(self._words))


def alternation(words: Iterable[str]) -> str:
    """Return a pattern of words, the longest first, in the same order in every process.

    >>> alternation(["增", "增长", "增速"])
    '增速|增长|增'
    """
    return "|".join(map(re.escape, sorted(sorted(words), key=len, reverse=True)))


def word_tree(words: Iterable[str]) -> str:
    """Return a pattern that matches what `alternation` matches, by one character after the other.

    >>> word_tree(["下降", "增", "增长", "增速"])
    '下降|增(?:速|长)?'
    """
    behind: dict[str, list[str]] = {}
    for word in sorted(words):
        behind.setdefault(word[0], []).append(word[1:])
    return "|".join([re.escape(first) + _rest(rests) for first, rests in behind.items()])


def _rest(rests: Sequence[str]) -> str:
    """Return the pattern of what stands behind the first character of words."""
    longer = [rest for rest in rests if rest]
    if not longer:
        return ""
    tree = word_tree(longer)
    ends = len(longer) < len(rests)
    return f"(?:{tree}){'?' if ends else ''}" if ends or "|" in tree else tree

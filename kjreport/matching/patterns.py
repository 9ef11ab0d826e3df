"""What a pattern is made of: whether it is well formed, and the words without which it cannot match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

_parser: Any = import_module("re._parser")  # the tree of a pattern; `regex` shows none
_MOST = 24  # alternatives after which a part of a pattern is no use to look for


def syntax_error(pattern: str, *, plain: bool = False) -> tuple[str, int] | None:
    """Return what is wrong with a pattern and at which offset, or None.

    Args:
        pattern: the pattern.
        plain: whether it must be one for ``re``; otherwise what only ``regex`` knows is fine, too.

    >>> syntax_error("高企(?:认定"), syntax_error("高企")
    (('missing ), unterminated subpattern', 2), None)
    """
    try:
        _parser.parse(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        if plain or not _known_to_regex(pattern):
            return str(getattr(error, "msg", error)), getattr(error, "pos", None) or 0
    return None


def _known_to_regex(pattern: str) -> bool:
    import regex

    try:
        regex.compile(pattern)
    except regex.error:
        return False
    return True


def required_words(pattern: str) -> frozenset[str]:
    """Return words of which one stands wherever the pattern matches; none when that cannot be told.

    >>> sorted(required_words("(?:认定|培育)了?[^。]{0,9}高企"))
    ['高企']
    >>> required_words("[0-9]+")
    frozenset()
    """
    return max(word_choices(pattern), key=_tells, default=frozenset())


def word_choices(pattern: str) -> list[frozenset[str]]:
    """Return sets of words; of each set, one word stands wherever the pattern matches, or right behind it.

    >>> [sorted(words) for words in word_choices("(?:认定|培育)了?[^。]{0,9}高企")]
    [['培育', '认定'], ['高企']]
    """
    try:
        tree = _parser.parse(pattern)
    except (re.error, RecursionError, OverflowError):
        return []
    return [] if tree.state.flags & re.IGNORECASE else _choices(tree)


def _tells(words: frozenset[str]) -> tuple[int, int]:
    """Rank words by how much they tell: the longer and the fewer, the more."""
    return min(map(len, words)), -len(words)


def _choices(tree: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    choices: list[frozenset[str]] = []
    run = ""
    for operation, argument in tree:
        if str(operation) == "LITERAL":
            run += chr(argument)
            continue
        if run:
            choices.append(frozenset((run,)))
            run = ""
        choices += _of_part(str(operation), argument)
    if run:
        choices.append(frozenset((run,)))
    return choices


def _of_part(operation: str, argument: Any) -> list[frozenset[str]]:
    if operation == "SUBPATTERN":
        return [] if argument[1] & re.IGNORECASE else _choices(argument[3])
    if operation == "ATOMIC_GROUP":
        return _choices(argument)
    if operation == "ASSERT" and argument[0] > 0:
        return _choices(argument[1])
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
        return _choices(argument[2])
    if operation == "BRANCH":
        branches = [max(_choices(branch), key=_tells, default=frozenset[str]()) for branch in argument[1]]
        words = frozenset().union(*branches)
        return [words] if all(branches) and len(words) <= _MOST * 20 else []
    if operation == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return [frozenset(chr(code) for _, code in argument)] if len(argument) <= _MOST else []
    return []

"""What a pattern is made of: whether it is well formed, and the words without which it cannot match."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import regex

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
    try:
        regex.compile(pattern)
    except regex.error:
        return False
    return True


def required_words(pattern: str) -> frozenset[str]:
    """Return words of which one stands in whatever the pattern matches; none when that cannot be told.

    >>> sorted(required_words("(?:认定|培育)了?[^。]{0,9}高企"))
    ['高企']
    >>> required_words("[0-9]+")
    frozenset()
    """
    try:
        tree = _parser.parse(pattern)
    except (re.error, RecursionError, OverflowError):
        return frozenset()
    if tree.state.flags & re.IGNORECASE:
        return frozenset()
    return _of_sequence(tree)


def _of_sequence(tree: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Return the best words of the parts of a sequence: the longest, and of these the fewest."""
    choices: list[frozenset[str]] = []
    run = ""
    for operation, argument in tree:
        if str(operation) == "LITERAL":
            run += chr(argument)
            continue
        if run:
            choices.append(frozenset((run,)))
            run = ""
        choices.append(_of_part(str(operation), argument))
    if run:
        choices.append(frozenset((run,)))
    usable = [words for words in choices if words]
    return max(usable, key=lambda words: (min(map(len, words)), -len(words)), default=frozenset())


def _of_part(operation: str, argument: Any) -> frozenset[str]:
    if operation == "SUBPATTERN":
        return _of_sequence(argument[3])
    if operation == "ATOMIC_GROUP":
        return _of_sequence(argument)
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
        return _of_sequence(argument[2])
    if operation == "BRANCH":
        branches = [_of_sequence(branch) for branch in argument[1]]
        words = frozenset().union(*branches)
        return words if all(branches) and len(words) <= _MOST * 20 else frozenset()
    if operation == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return frozenset(chr(code) for _, code in argument) if len(argument) <= _MOST else frozenset()
    return frozenset()

"""What a pattern is made of: whether it is well formed, and the words without which it cannot match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any

_parser: Any = import_module("re._parser")  # the tree of a pattern; `regex` shows none
Choices = Mapping[str, Sequence[frozenset[str]]]  # what `word_choices` returns for patterns
NOTHING_KNOWN: Choices = MappingProxyType({})
_MOST = 128  # words after which a part of a pattern is no use to look for


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


def required_words(pattern: str, known: Choices = NOTHING_KNOWN) -> frozenset[str]:
    """Return words of which one stands wherever the pattern matches; none when that cannot be told.

    Args:
        pattern: the pattern.
        known: choices that need not be found out.

    >>> sorted(required_words("(?:认定|培育)了?[^。]{0,9}高企"))
    ['高企']
    >>> required_words("[0-9]+")
    frozenset()
    """
    return max(word_choices(pattern, known), key=_tells, default=frozenset())


def word_choices(pattern: str, known: Choices = NOTHING_KNOWN) -> Sequence[frozenset[str]]:
    """Return sets of words; of each set, one word stands wherever the pattern matches, or right behind it.

    Args:
        pattern: the pattern.
        known: choices that need not be found out.

    >>> [sorted(words) for words in word_choices("(?:认定|培育)了?[^。]{0,9}高企")]
    [['培育', '认定'], ['高企']]
    """
    if pattern in known:
        return known[pattern]
    try:
        tree = _parser.parse(pattern)
    except (re.error, RecursionError, OverflowError):
        return []
    return [] if tree.state.flags & re.IGNORECASE else _choices(tree)


def beginnings(pattern: str) -> frozenset[str]:
    r"""Return the characters with which all that a pattern matches begins, as they are written in a class.

    None are returned when that cannot be told.

    >>> sorted(beginnings(r"(?<!不)(?:高于|低于)|\d?加")), beginnings("高?.")
    (['\\d', '低', '加', '高'], frozenset())
    """
    try:
        tree = _parser.parse(pattern)
    except (re.error, RecursionError, OverflowError):
        return frozenset()
    first = None if tree.state.flags & ~re.UNICODE else _first(tree)
    return first if first and "" not in first else frozenset()


def _tells(words: frozenset[str]) -> tuple[int, int]:
    """Rank words by how much they tell: the longer and the fewer, the more."""
    return min(map(len, words)), -len(words)


def _choices(tree: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    choices: list[frozenset[str]] = []
    run = frozenset(("",))  # what the parts so far can match that stand side by side
    for operation, argument in tree:
        name = operation.name
        texts = _texts(name, argument)
        if texts is not None and len(run) * len(texts) <= _MOST:
            run = _joined(run, texts)
        else:
            choices.append(run)
            run = texts or frozenset(("",))
        if texts is None or name == "ASSERT":
            choices += _within(name, argument)
    choices.append(run)
    return [_shortest(words) for words in choices if "" not in words]


def _within(operation: str, argument: Any) -> list[frozenset[str]]:
    """Return the choices of a part of which not every match can be listed."""
    if operation == "SUBPATTERN":
        return [] if argument[1] & re.IGNORECASE else _choices(argument[3])
    if operation == "ATOMIC_GROUP":
        return _choices(argument)
    if operation == "ASSERT" and argument[0] > 0:
        return _choices(argument[1])
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
        return _choices(argument[2])
    if operation == "BRANCH":
        branches = [max(_choices(branch), key=_tells, default=None) for branch in argument[1]]
        known = [words for words in branches if words]
        words = frozenset[str]().union(*known)
        return [words] if len(known) == len(branches) and len(words) <= _MOST else []
    return []


def _texts(operation: str, argument: Any) -> frozenset[str] | None:
    """Return all that a part can match, or None where that is too much or cannot be told."""
    if operation in ("ASSERT", "ASSERT_NOT", "AT"):
        return frozenset(("",))
    if operation == "LITERAL":
        return frozenset((chr(argument),))
    if operation == "IN" and all(kind.name == "LITERAL" for kind, _ in argument):
        return frozenset(chr(code) for _, code in argument)
    if operation == "SUBPATTERN" and not argument[1] & re.IGNORECASE:
        return _texts_of(argument[3])
    if operation == "BRANCH":
        branches = [_texts_of(branch) for branch in argument[1]]
        texts = frozenset[str]().union(*(branch for branch in branches if branch))
        return texts if all(branches) and len(texts) <= _MOST else None
    if operation in ("MAX_REPEAT", "MIN_REPEAT") and tuple(argument[:2]) == (0, 1):
        once = _texts_of(argument[2])
        return once and once | {""}
    return None


def _texts_of(tree: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    parts = list(tree)
    if all(operation.name == "LITERAL" for operation, _ in parts):
        return frozenset(("".join([chr(code) for _, code in parts]),))
    texts = frozenset(("",))
    for operation, argument in parts:
        more = _texts(operation.name, argument)
        if more is None or len(texts) * len(more) > _MOST:
            return None
        texts = _joined(texts, more)
    return texts


def _joined(texts: frozenset[str], more: frozenset[str]) -> frozenset[str]:
    return frozenset(before + behind for before in texts for behind in more)


def _shortest(words: frozenset[str]) -> frozenset[str]:
    """Return the words without those that another one is part of."""
    if len(set(map(len, words))) == 1:
        return words
    return frozenset(word for word in words if not any(other in word for other in words if other != word))


def _first(tree: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return how what a tree matches begins, in parts of a class; an empty one where it can match nothing."""
    first = frozenset(("",))
    for operation, argument in tree:
        more = _first_of(operation.name, argument)
        if more is None:
            return None
        first = first - {""} | more
        if "" not in more:
            break
    return first


def _first_of(operation: str, argument: Any) -> frozenset[str] | None:
    """Return the same of one part; None where it cannot be told."""
    if operation in ("ASSERT", "ASSERT_NOT", "AT"):
        return frozenset(("",))
    if operation == "LITERAL":
        return frozenset((re.escape(chr(argument)),))
    if operation == "IN":
        parts = frozenset(_part(kind.name, value) for kind, value in argument)
        return None if "" in parts else parts
    if operation == "SUBPATTERN" and not argument[1] & re.IGNORECASE:
        return _first(argument[3])
    if operation == "BRANCH":
        branches = [_first(branch) for branch in argument[1]]
        return None if None in branches else frozenset[str]().union(*filter(None, branches))
    if operation in ("MAX_REPEAT", "MIN_REPEAT"):
        once = _first(argument[2])
        return once and (once if argument[0] else once | {""})
    return None


def _part(kind: str, value: Any) -> str:
    """Return a member of a class as it is written there, or nothing when it cannot be."""
    if kind == "LITERAL":
        return re.escape(chr(value))
    if kind == "RANGE":
        return "-".join(re.escape(chr(code)) for code in value)
    return r"\d" if str(value) == "CATEGORY_DIGIT" else ""

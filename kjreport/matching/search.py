"""Searching for a pattern in short texts without the risk that it takes for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, Literal

_parser: Any = import_module("re._parser")
_LONG = 300  # characters from which a text is searched with a time limit
_MANY = 1_000_000  # ways to match at one place from which a pattern is searched with a time limit
# What ``re`` reads otherwise than ``regex``: letters and spaces, case, fuzzy matches, POSIX classes.
_READ_OTHERWISE = re.compile(r"\\[wWsSbB]|\(\?[a-zA-Z]*i|\{(?![\d,])|\[\^?\[")


class Pattern:
    """A pattern that is compiled when it is first searched for.

    ``re`` is several times as fast as ``regex``, but has no time limit. It searches short texts for patterns
    that cannot match in too many ways; both find the same.

    Args:
        written: the pattern.

    >>> [match[0] for match in Pattern("新增[^,。]{0,4}高企").finditer("全市新增一批高企。", 2, 9, timeout=1)]
    ['新增一批高企']
    """

    __slots__ = ("_limited", "_plain", "written")

    def __init__(self, written: str) -> None:
        self.written = written
        self._plain: re.Pattern[str] | Literal[False] | None = None
        self._limited: Any = None

    def finditer(self, text: str, start: int, end: int, *, timeout: float) -> Iterator[re.Match[str]]:
        """Return the matches in ``text[start:end]``, in order.

        Raises:
            TimeoutError: the search takes longer than ``timeout`` seconds; while the matches are taken.
        """
        # Threads that come here at the same time compile the same.
        if end - start <= _LONG:
            if self._plain is None:
                self._plain = is_tame(self.written) and re.compile(self.written)
            if self._plain:
                return self._plain.finditer(text, start, end)
        if self._limited is None:
            self._limited = import_module("regex").compile(self.written)
        matches: Iterator[re.Match[str]] = self._limited.finditer(text, start, end, timeout=timeout)
        return matches


def is_tame(pattern: str) -> bool:
    """Whether ``re`` reads a pattern as ``regex`` does, and is soon done with any short text.

    >>> is_tame("(?:认定|培育)了?[^。]{0,9}高企"), is_tame("(?:[a-z]+)+企业")
    (True, False)
    """
    if _READ_OTHERWISE.search(pattern):
        return False
    try:
        return _ways(_parser.parse(pattern)) <= _MANY
    except (re.error, RecursionError, OverflowError):
        return False


def _ways(tree: Iterable[tuple[Any, Any]]) -> int:
    """Return in how many ways a pattern can match at one place of a short text, at most."""
    ways = 1
    for operation, argument in tree:
        ways *= _ways_of_part(str(operation), argument)
    return ways


def _ways_of_part(operation: str, argument: Any) -> int:
    if operation == "SUBPATTERN":
        return _ways(argument[3])
    if operation in ("ASSERT", "ASSERT_NOT"):
        return _ways(argument[1])
    if operation == "BRANCH":
        return _of_alternatives(argument[1])
    if operation in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, inner = argument
        if int(most) == 1:
            return 1 + _ways(inner)
        return (min(int(most), _LONG) - least + 1) * _ways(inner) if _is_one_character(inner) else _MANY + 1
    return 1 if operation in ("LITERAL", "NOT_LITERAL", "ANY", "IN", "AT") else _MANY + 1


def _of_alternatives(branches: Iterable[Any]) -> int:
    """Return the ways of those alternatives together that can match at one place: they begin alike."""
    ways: dict[Any, int] = {}
    anywhere = 0
    for branch in branches:
        operation, argument = branch[0] if len(branch) else (None, None)
        if str(operation) == "LITERAL":
            ways[argument] = ways.get(argument, 0) + _ways(branch)
        else:
            anywhere += _ways(branch)
    return anywhere + max(ways.values(), default=0)


def _is_one_character(tree: Iterable[tuple[Any, Any]]) -> bool:
    """Whether a part matches one character, whatever it looks ahead to."""
    parts = [(str(operation), argument) for operation, argument in tree]
    parts = [part for part in parts if part[0] not in ("ASSERT", "ASSERT_NOT")]
    if len(parts) == 1 and parts[0][0] == "SUBPATTERN":
        return _is_one_character(parts[0][1][3])
    return len(parts) == 1 and parts[0][0] in ("LITERAL", "NOT_LITERAL", "ANY", "IN")

"""Searching for a pattern in short texts without the risk that it takes for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any, Literal

from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern

_parser: Any = import_module("re._parser")
_LONG = 200  # characters from which a text is searched with a time limit
_MANY = 500_000  # ways to match at one place from which a pattern is searched with a time limit
# What ``re`` reads otherwise than ``regex``: letters and spaces, case, fuzzy matches, POSIX classes.
_READ_OTHERWISE = LazyPattern(r"\\[wWsSbB]|\(\?[a-zA-Z]*i|\{(?![\d,])|\[\^?\[")


class Found(Frozen):
    """The matches of a pattern that are not empty, and whether all were found in time."""

    spans: Sequence[tuple[int, int]]
    in_time: bool = True


NOTHING = Found(())


class Pattern:
    """A pattern that is compiled when it is first searched for.

    ``re`` is several times as fast as ``regex``, but has no time limit. It searches short texts for patterns
    that cannot match in too many ways; both find the same.

    Args:
        written: the pattern.

    >>> Pattern("新增[^,。]{0,4}高企").find("全市新增一批高企。", 2, 9, timeout=1)
    Found(spans=[(2, 8)], in_time=True)
    """

    __slots__ = ("_limited", "_plain", "written")

    def __init__(self, written: str) -> None:
        self.written = written
        self._plain: re.Pattern[str] | Literal[False] | None = None
        self._limited: Any = None

    def find(self, text: str, start: int, end: int, *, timeout: float) -> Found:
        """Return the matches in ``text[start:end]``, in order, for which ``timeout`` seconds sufficed."""
        if end - start > _LONG:
            return self._find_in_time(text, start, end, timeout)
        plain = self._plain
        if plain is None:  # threads that come here at the same time compile the same
            plain = self._plain = is_tame(self.written) and re.compile(self.written)
        if plain is False:
            return self._find_in_time(text, start, end, timeout)
        first = plain.search(text, start, end)
        if first is None:
            return NOTHING
        begin, stop = span = first.span()
        if stop > begin and plain.search(text, stop, end) is None:
            return Found([span])  # few patterns match twice
        return Found(list(_spans(plain.finditer(text, begin, end))))

    def _find_in_time(self, text: str, start: int, end: int, timeout: float) -> Found:
        if self._limited is None:
            self._limited = import_module("regex").compile(self.written)
        spans: list[tuple[int, int]] = []
        try:  # what was found before the time is over stays
            spans.extend(_spans(self._limited.finditer(text, start, end, timeout=timeout)))
        except TimeoutError:
            return Found(spans, in_time=False)
        return Found(spans)


def _spans(matches: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    return (match.span() for match in matches if match.end() > match.start())


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
        ways *= _ways_of_part(operation.name, argument)
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
        times = max(min(int(most), _LONG) - least, 0) + 1
        return times * _ways(inner) if _is_one_character(inner) else _MANY + 1
    return 1 if operation in ("LITERAL", "NOT_LITERAL", "ANY", "IN", "AT") else _MANY + 1


def _of_alternatives(branches: Iterable[Any]) -> int:
    """Return the ways of those alternatives together that can match at one place: they begin alike."""
    ways: dict[Any, int] = {}
    anywhere = 0
    for branch in branches:
        if len(branch) and branch[0][0].name == "LITERAL":
            first = branch[0][1]
            ways[first] = ways.get(first, 0) + _ways(branch)
        else:
            anywhere += _ways(branch)
    return anywhere + max(ways.values(), default=0)


def _is_one_character(tree: Iterable[tuple[Any, Any]]) -> bool:
    """Whether a part matches one character, whatever it looks ahead to."""
    parts = [(operation.name, argument) for operation, argument in tree]
    parts = [part for part in parts if part[0] not in ("ASSERT", "ASSERT_NOT")]
    if len(parts) == 1 and parts[0][0] == "SUBPATTERN":
        return _is_one_character(parts[0][1][3])
    return len(parts) == 1 and parts[0][0] in ("LITERAL", "NOT_LITERAL", "ANY", "IN")

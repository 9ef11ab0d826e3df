"""Whether a pattern can take for ever: its repetitions are pumped, and the matching is timed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from time import thread_time
from typing import Any

_parser: Any = import_module("re._parser")
_LIMIT = 0.05  # seconds of processor time for a text of a few hundred characters; usual are microseconds
_SIZES = (*range(4, 31), 64, 128, 256, 512, 1024)
_LONGEST = 1_200  # characters of a text that should take no time
_MANY = 20  # repetitions from which a part is worth pumping
_NO_MATCH = "\x00"
_ANY = "\u3400"  # a Han that stands in no character class by itself
_CATEGORIES = {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "w"}


def slow_text(pattern: str) -> str | None:
    """Return a short text on which a pattern takes far too long, or None.

    >>> slow_text("(?:高新|高新技术|技术)+企业") is None
    True
    >>> len(slow_text("(?:[a-z]+)+企业")) < 40
    True
    """
    try:
        compiled = re.compile(pattern)
        attacks = list(_attacks(_parser.parse(pattern)))
    except (re.error, RecursionError, OverflowError):
        return None
    for before, body, after in attacks:
        for size in (size for size in _SIZES if size * len(body) <= _LONGEST):
            text: str = before + body * size + _NO_MATCH + after
            start = thread_time()
            compiled.search(text)
            if thread_time() - start > _LIMIT:
                return text
    return None


def _attacks(tree: Iterable[tuple[Any, Any]], before: str = "") -> Iterator[tuple[str, str, str]]:
    """Return, for each repetition, a text that leads to it, one turn of it, and the text behind it."""
    parts = list(tree)
    for number, (operation, argument) in enumerate(parts):
        after = _sample(parts[number + 1 :])
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, inner = argument
            if int(most) >= _MANY and (body := _sample(inner) or _sample(inner, least=1)):
                yield before, body, after
            for deeper in _attacks(inner, before):
                yield deeper[0], deeper[1], deeper[2] + after
            before += _sample(inner) * int(least)
            continue
        for inner in _inside(name, argument):
            for deeper in _attacks(inner, before):
                yield deeper[0], deeper[1], deeper[2] + after
        before += _one(name, argument, 0)


def _inside(name: str, argument: Any) -> list[Any]:
    if name == "SUBPATTERN":
        return [argument[3]]
    if name == "BRANCH":
        return list(argument[1])
    return [argument[1]] if name in ("ASSERT", "ASSERT_NOT") else []


def _sample(tree: Iterable[tuple[Any, Any]], least: int = 0) -> str:
    """Return a text that a pattern matches, every repetition done as seldom as it may."""
    return "".join(_one(str(operation), argument, least) for operation, argument in tree)


def _one(name: str, argument: Any, least: int) -> str:
    if name == "LITERAL":
        return chr(argument)
    if name in ("ANY", "NOT_LITERAL"):
        return _ANY
    if name == "IN":
        return _member(argument)
    if name == "SUBPATTERN":
        return _sample(argument[3], least)
    if name == "BRANCH":
        return _sample(argument[1][0], least)
    if name in ("MAX_REPEAT", "MIN_REPEAT"):
        return _sample(argument[2], least) * max(int(argument[0]), least)
    return ""


def _member(members: list[tuple[Any, Any]]) -> str:
    """Return a character of a class."""
    kind, argument = members[0]
    name = str(kind)
    if name == "LITERAL":
        return chr(argument)
    if name == "RANGE":
        return chr(argument[0])
    if name == "CATEGORY":
        return _CATEGORIES.get(str(argument), _ANY)
    return _ANY

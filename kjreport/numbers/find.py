"""Numbers in running text: where they start and end, and what is no number."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from kjreport.errors import NumberError
from kjreport.numbers import tables
from kjreport.numbers.bounds import BoundCues, bounded
from kjreport.numbers.expression import enclose, read_expression
from kjreport.numbers.grammar import Reading
from kjreport.numbers.lexicon import Lexicon
from kjreport.numbers.model import Bound, Number
from kjreport.numbers.runs import run_pattern
from kjreport.resources import read_rules

_SIGNS = frozenset("-－−+＋负負")
_NO_SIGN_AFTER = frozenset("担肩背抱自胜欺擔")
_SIGN_AFTER = frozenset("长長幅速率比为為达達到是降值 \n\t(（:：,，、;；“\"'")


class Found(NamedTuple):
    """A number that was read: ``begin`` is where the cue left of it starts, ``start`` where it does itself."""

    begin: int
    start: int
    end: int
    reading: Reading
    cue: Bound | None
    masked: bool


class NumberFinder:
    """Finds numbers; compiled from rule files, immutable, safe to share between threads.

    Args:
        lexicons: the entries under ``lexicons`` of rule files of kind ``lexicons``.
        cues: the entries under ``cues`` of rule files of kind ``cues``.

    >>> [number.text for number in default_finder().find("签约55个项目,一体化平台超过30家")]
    ['55', '超过30']
    """

    def __init__(self, lexicons: Iterable[Mapping[str, Any]], cues: Iterable[Mapping[str, Any]]) -> None:
        self.lexicon = Lexicon(lexicons)
        lists = self.lexicon.lists
        self.cues = BoundCues(cues, lists.get("not_bounds_before", ()), lists.get("not_bounds_after", ()))
        self.pattern = run_pattern(self.lexicon)

    def find(self, text: str) -> tuple[Number, ...]:
        """Return every number in ``text``, in order."""
        numbers = []
        for run in self.pattern.finditer(text):
            found = self.read(text, run.start(), run.end())
            if found is None:
                continue
            stop, right = self.cues.after(text, found.end)
            if found.reading.bare and found.cue is None and right is None:
                continue
            if not glued(text, found.start, stop):
                numbers.append(make_number(text, found, stop, found.cue or right))
        return tuple(numbers)

    def read(self, text: str, start: int, end: int) -> Found | None:
        """Read the run ``text[start:end]`` and the cue left of it; ``None`` if it is no number."""
        run = text[start:end]
        masked = False
        if not run.isdecimal() or not run.isascii():
            run = run.translate(tables.FOLD)
            masked = self.lexicon.masked(run)
            if not masked and not run.isascii():
                start = self.lexicon.skip(text, start, end)
                if start >= end:
                    return None
                run = run[start - end :]
        if masked:
            reading = _masked_reading(run)
        else:
            start, run = _with_sign(text, start, run)
            try:
                reading = read_expression(run)
            except NumberError:
                return None
        begin, cue = self.cues.before(text, start, reading.bare or run == tables.HALF)
        return Found(begin, start, end, reading, cue, masked)


def _masked_reading(run: str) -> Reading:
    more = not {run[-1], run.rstrip("".join(tables.BIG))[-1:]}.isdisjoint(tables.MORE)
    return Reading(Decimal(0), Decimal(0), "over" if more else "exact", known=False)


def _with_sign(text: str, start: int, run: str) -> tuple[int, str]:
    """Take a sign left of the run into it."""
    sign = text[start - 1] if start else ""
    if sign not in _SIGNS:
        return start, run
    before = text[start - 2] if start > 1 else ""
    fits = before not in _NO_SIGN_AFTER if sign in "负負" else before == "" or before in _SIGN_AFTER
    return (start - 1, sign.translate(tables.FOLD) + run) if fits else (start, run)


def glued(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is part of a name such as G60, 9α or 6·18."""
    before = text[start - 1] if start else ""
    return letter(before) or letter(text[end : end + 1])


def letter(char: str) -> bool:
    """Whether ``char`` beside a number makes it part of a name."""
    return bool(char) and (
        (char.isascii() and char.isalnum()) or "\u0370" <= char <= "\u03ff" or char in "·•_"
    )


def make_number(text: str, found: Found, end: int, cue: Bound | None) -> Number:
    """Build the number that ``found`` and the cue beside it say."""
    reading, words = found.reading, text[found.begin : end]
    if found.masked:
        return Number(words, found.begin, end, None, None, (None, None), cue or reading.bound, True)
    bound, interval = bounded(reading, cue)
    if reading.fraction is not None and interval == (reading.low, reading.low):
        interval = enclose(reading.fraction)
    high = reading.high if bound == "range" else None
    return Number(words, found.begin, end, reading.low, high, interval, bound, False, reading.fraction)


@functools.cache
def default_finder() -> NumberFinder:
    """Return the finder of the built-in rules, compiled once per process."""
    return NumberFinder(read_rules("numbers.yaml")["lexicons"], read_rules("bounds.yaml")["cues"])


def find_numbers(text: str) -> tuple[Number, ...]:
    """Find every number in a text.

    Args:
        text: any text; nothing in it raises an error.

    Returns:
        The numbers in order; ``text[number.start:number.end] == number.text``.

    >>> [(number.text, str(number.value)) for number in find_numbers("入库61家,增长5.3%左右,惠及xx家")]
    [('61', '61'), ('5.3', '5.3'), ('xx', 'None')]
    """
    return default_finder().find(text)

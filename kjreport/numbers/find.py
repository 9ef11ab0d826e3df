"""Numbers in running text: where they start and end, and what is no number."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from kjreport.errors import NumberError
from kjreport.frozen import Frozen
from kjreport.lazy import LazyPattern
from kjreport.numbers import tables
from kjreport.numbers.bounds import BoundCues, bounded
from kjreport.numbers.expression import enclose, read_expression, read_figures, read_more
from kjreport.numbers.grammar import Reading
from kjreport.numbers.lexicon import Lexicon
from kjreport.numbers.model import Bound, Number
from kjreport.numbers.runs import (
    coarse_numeral,
    continuing,
    masked_numeral,
    plain_pattern,
    run_pattern,
    simple_pattern,
)
from kjreport.resources import read_rules

_MINUS_SIGNS, _PLUS_SIGNS, _NEGATIVES = (
    frozenset(tables.spellings(signs)) for signs in (tables.MINUS[0], tables.PLUS, tables.MINUS[1])
)
# Beside a number these make it part of a name: Latin and Greek letters, figures, the dot of 6·18.
NAME_CHARACTERS = frozenset((*tables.ASCII_NAME, *map(chr, range(0x370, 0x400)), *tables.DOTS))
_SIGNS = _MINUS_SIGNS | _PLUS_SIGNS | _NEGATIVES
_SIGN_LEFT = frozenset(tables.SIGN_LEFT + tables.OPENING)
_NO_NEGATIVE_LEFT = frozenset(tables.NO_MINUS_LEFT)
_HAN_DIGITS = {char: Reading(Decimal(value), Decimal(value)) for char, value in tables.DIGITS.items()}
_STEP_BACK = frozenset(tables.spellings(tables.SOME + "."))  # may begin a run before a coarse hit: 数百, .5
_BIG = "".join(tables.BIG)
_FIGURES = frozenset("0123456789")
_ZERO = Decimal(0)
_MASKED = Reading(_ZERO, _ZERO, known=False)
_MASKED_OVER = Reading(_ZERO, _ZERO, "over", known=False)
PRODUCT = LazyPattern(rf"\d[{tables.PRODUCT_SIGNS}]\d", re.ASCII)  # 7×24小时


class Found(Frozen):
    """A number that was read: ``begin`` is where its cue starts, ``start`` where it does itself."""

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
        swallowed = self.lexicon.words("not_bounds_before"), self.lexicon.words("not_bounds_after")
        self.cues = BoundCues(cues, *swallowed)
        self.coarse = LazyPattern("".join(coarse_numeral(self.lexicon)))
        self._plain = plain_pattern(self.lexicon)
        self.continuing = continuing(self.lexicon)
        self.simple = simple_pattern(self.lexicon)
        self.telling = _SIGNS | _STEP_BACK | {" "}

    @functools.cached_property
    def pattern(self) -> LazyPattern:
        """The pattern of runs; large, and compiled when a run is not as simple as most."""
        return run_pattern(self.lexicon)

    @functools.cached_property
    def masks(self) -> LazyPattern:
        """The pattern of masked numerals, compiled when one is parsed alone."""
        return LazyPattern(masked_numeral(self.lexicon))

    def find(self, text: str) -> tuple[Number, ...]:
        """Return every number in ``text``, in order."""
        numbers: list[Number] = []
        for run in self.runs(text):
            found = self.read(text, *run)
            if found is None:
                continue
            stop, right = self.cues.after(text, found.end)
            if found.reading.bare and found.cue is None and right is None:
                continue
            if glued(text, found.start, stop) or (numbers and found.begin < numbers[-1].end):
                continue
            numbers.append(make_number(text, found, stop, found.cue or right))
        return tuple(numbers)

    def runs(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the span of every run of numerals: what ``pattern.finditer`` would find, but faster."""
        done = 0
        for hit in self.coarse.finditer(text):
            start, end = hit.span()
            while done < end and (run := self.first_run(text, start, end, done)):
                yield run
                start = done = run[1]

    def first_run(self, text: str, start: int, end: int, done: int) -> tuple[int, int] | None:
        """Return the span of the first run from ``done`` on that begins in a coarse hit or just before."""
        before = text[start - 1 : start] in _STEP_BACK
        carried_on = before or start < done or text[end : end + 1] in self.continuing
        if not carried_on and self._plain.fullmatch(text, start, end):
            return start, end
        return self.run(text, max(start - before, done), end)

    def run(self, text: str, start: int, before: int) -> tuple[int, int] | None:
        """Return the span of the first run of numerals that starts in ``text[start:before]``."""
        run = self.pattern.match(text, start)
        position = start + 1
        while run is None and position < before:
            run = self.pattern.match(text, position)
            position += 1
        return None if run is None else run.span()

    def read(self, text: str, start: int, end: int) -> Found | None:
        """Read the run ``text[start:end]`` and the cue left of it; ``None`` if it is no number."""
        run = text[start:end]
        masked = False
        if not (run.isascii() and run.isdecimal()):
            run = run.translate(tables.FOLD)
            masked = self.lexicon.masked(run)
            if not masked and not run.isascii():
                free = self.lexicon.skip(text, start, end)
                if free >= end:
                    return None
                run, start = run[free - start :], free
        reading: Reading | None
        if masked:
            if PRODUCT.search(run):
                return None
            reading = masked_reading(run)
        else:
            start, run = _with_sign(text, start, run)
            reading = _HAN_DIGITS.get(run) or _read(run)
            if reading is None:
                return None
        begin, cue = self.cues.before(text, start, reading.bare or run == tables.HALF)
        return Found(begin, start, end, reading, cue, masked)

    def number(self, text: str, start: int, end: int) -> Number | None:
        """Return the number that ``text[start:end]`` is, sooner than by way of ``read``.

        It must be a match of ``simple``. No character of ``telling`` may stand left of it, and none of
        ``continuing`` right of it.

        Returns:
            The number, or ``None`` where a word left of it takes part in it and ``read`` must decide.
        """
        if text[start - 1 : start] in self.cues.lasts and self.cues.before(text, start)[1]:
            return None
        run, first = text[start:end], text[start]
        if first in _FIGURES:  # no word that swallows numerals begins with one
            value = read_figures(run)
            if value is None:
                more = read_more(run)
                if more is None:
                    return None
                interval = more.low, more.high
                return Number(run, start, end, more.low, None, interval, more.bound, False)
        elif first in self.lexicon.masks:
            return Number(run, start, end, None, None, (None, None), "exact", True)
        elif self.lexicon.skip(text, start, end) != start:
            return None
        else:
            value = _HAN_DIGITS[run].low
        return Number(run, start, end, value, None, (value, value), "exact", False)


def _read(run: str) -> Reading | None:
    try:
        return read_expression(run)
    except NumberError:
        return None


def masked_reading(run: str) -> Reading:
    """Return what is known of a folded masked numeral: at most that there is more than it says."""
    more = run[-1] in tables.MORE or run.rstrip(_BIG)[-1:] in tuple(tables.MORE)
    return _MASKED_OVER if more else _MASKED


def _with_sign(text: str, start: int, run: str) -> tuple[int, str]:
    """Take a sign left of the run into it."""
    sign = text[start - 1] if start else ""
    if sign not in _SIGNS:
        return start, run
    before = text[start - 2] if start > 1 else ""
    fits = before not in _NO_NEGATIVE_LEFT if sign in _NEGATIVES else before == "" or before in _SIGN_LEFT
    return (start - 1, sign.translate(tables.FOLD) + run) if fits else (start, run)


def glued(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is part of a name such as G60, 9α or 6·18."""
    return text[start - 1 : start] in NAME_CHARACTERS or text[end : end + 1] in NAME_CHARACTERS


def make_number(text: str, found: Found, end: int, cue: Bound | None) -> Number:
    """Build the number that ``found`` and the cue beside it say."""
    begin, reading = found.begin, found.reading
    words = text[begin:end]
    if found.masked:
        return Number(words, begin, end, None, None, (None, None), cue or reading.bound, True)
    if cue is None and reading.bound == "exact" and reading.fraction is None:
        return Number(words, begin, end, reading.low, None, (reading.low, reading.low), "exact", False)
    bound, interval = bounded(reading, cue)
    if reading.fraction is not None and interval == (reading.low, reading.low):
        interval = enclose(reading.fraction)
    high = reading.high if bound == "range" else None
    return Number(words, begin, end, reading.low, high, interval, bound, False, reading.fraction)


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

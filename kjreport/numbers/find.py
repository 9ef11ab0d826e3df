"""Numbers in running text: where they start and end, and what is no number."""

from __future__ import annotations

import functools
import re
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
from kjreport.numbers.runs import coarse_pattern, masked_numeral, run_pattern
from kjreport.resources import read_rules

_MINUS_SIGNS, _PLUS_SIGNS, _NEGATIVES = (
    frozenset(tables.spellings(signs)) for signs in (tables.MINUS[0], tables.PLUS, tables.MINUS[1])
)
_SIGNS = _MINUS_SIGNS | _PLUS_SIGNS | _NEGATIVES
_SIGN_LEFT = frozenset(tables.SIGN_LEFT + tables.OPENING)
_NO_NEGATIVE_LEFT = frozenset(tables.NO_MINUS_LEFT)
_HAN_DIGITS = {char: Reading(Decimal(value), Decimal(value)) for char, value in tables.DIGITS.items()}
_ZERO = Decimal(0)
PRODUCT = re.compile(rf"\d[{tables.PRODUCT_SIGNS}]\d", re.ASCII)  # 7×24小时


class Found(NamedTuple):
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
        self.coarse = coarse_pattern(self.lexicon)
        self.pattern = run_pattern(self.lexicon)
        self.masks = re.compile(masked_numeral(self.lexicon))

    def find(self, text: str) -> tuple[Number, ...]:
        """Return every number in ``text``, in order."""
        numbers: list[Number] = []
        for run in self.pattern.finditer(text):
            found = self.read(text, run.start(), run.end())
            if found is None:
                continue
            stop, right = self.cues.after(text, found.end)
            if found.reading.bare and found.cue is None and right is None:
                continue
            if glued(text, found.start, stop) or (numbers and found.begin < numbers[-1].end):
                continue
            numbers.append(make_number(text, found, stop, found.cue or right))
        return tuple(numbers)

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


def _read(run: str) -> Reading | None:
    try:
        return read_expression(run)
    except NumberError:
        return None


def masked_reading(run: str) -> Reading:
    """Return what is known of a folded masked numeral: at most that there is more than it says."""
    more = run[-1] in tables.MORE or run.rstrip("".join(tables.BIG))[-1:] in tuple(tables.MORE)
    return Reading(_ZERO, _ZERO, "over" if more else "exact", known=False)


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
    return (start > 0 and letter(text[start - 1])) or letter(text[end : end + 1])


def letter(char: str) -> bool:
    """Whether ``char`` beside a number makes it part of a name."""
    if char.isascii():
        return char.isalnum() or char == "_"
    return "\u0370" <= char <= "\u03ff" or char in tables.DOTS


def make_number(text: str, found: Found, end: int, cue: Bound | None) -> Number:
    """Build the number that ``found`` and the cue beside it say."""
    begin, _, _, reading, _, masked = found
    words = text[begin:end]
    if masked:
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

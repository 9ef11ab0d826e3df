"""A whole text as one number."""

from __future__ import annotations

from kjreport.errors import NumberError
from kjreport.numbers import tables
from kjreport.numbers.expression import read_expression
from kjreport.numbers.find import PRODUCT, Found, NumberFinder, default_finder, make_number, masked_reading
from kjreport.numbers.grammar import Reading
from kjreport.numbers.model import Number
from kjreport.numbers.money import read_money


def parse_number(text: str) -> Number:
    """Read a text that is one number and nothing else.

    Args:
        text: a number in any script, with or without words that bound it; spaces around it do not matter.

    Returns:
        The number; ``start`` and ``end`` are offsets in ``text``.

    Raises:
        NumberError: a ``ValueError`` whose ``position`` is the offset of the fault in ``text``.

    >>> parse_number("三千五百万").value, parse_number("3400多万").interval
    (Decimal('35000000'), (Decimal('34000000'), Decimal('35000000')))
    >>> parse_number("一一百")
    Traceback (most recent call last):
        ...
    kjreport.errors.NumberError: not a number: a digit where a multiplier is needed at offset 1 in '一一百'
    """
    return parse_with(default_finder(), text)


def parse_with(finder: NumberFinder, text: str) -> Number:
    """Read one number with the lexicons and cues of ``finder``; see ``parse_number``."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        raise NumberError(text, 0, "nothing to read")
    failed: NumberError | None = None
    for begin, inner, cue in finder.cues.leading(text, start):
        for core, stop, after in finder.cues.trailing(text, end):
            if inner >= core:
                continue
            try:
                reading, masked = _core(finder, text, inner, core)
            except NumberError as error:
                failed = failed or error
                continue
            if reading.bare and cue is None and after is None:
                failed = failed or NumberError(text, inner, "a multiplier without a number")
                continue
            found = Found(begin, inner, core, reading, cue, masked)
            return make_number(text, found, stop, cue or after)
    raise failed or NumberError(text, start, "nothing to read")


def _core(finder: NumberFinder, text: str, start: int, end: int) -> tuple[Reading, bool]:
    """Read ``text[start:end]``, which no cue touches; tell a fault at its place in ``text``."""
    run = text[start:end].translate(tables.FOLD)
    if finder.lexicon.masked(run):
        # One of the characters that must be repeated in running text is enough where nothing else stands.
        alone = run in finder.lexicon.repeated_masks
        if alone or (finder.masks.fullmatch(text, start, end) and not PRODUCT.search(run)):
            return masked_reading(run), True
        raise NumberError(text, start, "mask characters beside other words")
    try:
        return read_money(run) or read_expression(run), False
    except NumberError as error:
        raise NumberError(text, start + error.position, error.reason) from None

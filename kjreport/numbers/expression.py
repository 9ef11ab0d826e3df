"""Numerals combined: signs, ranges, fractions, tenths and halves."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext
from fractions import Fraction

from kjreport.errors import NumberError
from kjreport.frozen import replace
from kjreport.lazy import LazyPattern
from kjreport.numbers import tables
from kjreport.numbers.grammar import LONGEST, Reading, exact_context, plain, read_numeral
from kjreport.numbers.tokens import ZERO

DIGITS_OF_A_FRACTION = 28
_FIGURES = LazyPattern(rf"(\d+)(?:\.(\d+))?({'|'.join(map(re.escape, tables.PLACES))})", re.ASCII)
_FIGURES_MORE = LazyPattern(rf"([1-9]\d*)[{tables.MORE}]({'|'.join(tables.SIMPLE_TIMES)}|)", re.ASCII)
_RANGE = LazyPattern("|".join(map(re.escape, tables.RANGE_SIGNS)))
_MULTIPLIERS = "".join((*tables.SMALL, *tables.BIG))
_SLASH = LazyPattern(r"(\d+)/(\d+)", re.ASCII)
_LETTER = LazyPattern(rf"(\d+(?:\.\d+)?)([{''.join(tables.LETTERS)}])", re.ASCII)
_TENTHS = LazyPattern(
    rf"([^{tables.ACHIEVED}]+){tables.ACHIEVED}([{tables.TENTH_DIGITS}]?)([{tables.MORE}]?)"
)
_DISCOUNT = LazyPattern(rf"([{tables.TENTH_DIGITS[:-1]}]{{1,2}}|\d(?:\.\d)?|\d\d){tables.OFF}", re.ASCII)


def shift(whole: str, decimals: str, places: int) -> Decimal:
    """Return the number with its point moved right by ``places``; exact in every decimal context.

    >>> shift("1", "25", 1), shift("3", "", 4)
    (Decimal('12.5'), Decimal('30000'))
    """
    if len(decimals) <= places:
        return Decimal(whole + decimals + "0" * (places - len(decimals)))
    return Decimal(f"{whole}{decimals[:places]}.{decimals[places:]}")


def read_figures(text: str) -> Decimal | None:
    """Read figures with at most one multiplier, as most numbers are written; ``None`` for other shapes.

    >>> [read_figures(text) for text in ("12.50", "3.5万", "三万")]
    [Decimal('12.50'), Decimal('35000'), None]
    """
    if len(text) > LONGEST:
        return None
    if text.isascii() and text.isdecimal():
        return Decimal(text)
    figures = _FIGURES.fullmatch(text)
    if figures is None:
        return None
    whole, decimals, multiplier = figures.groups()
    return shift(whole, decimals or "", tables.PLACES[multiplier]) if multiplier else Decimal(text)


def read_more(text: str) -> Reading | None:
    """Read whole figures and a word for "more", the second most usual shape; ``None`` for other shapes.

    >>> read_more("3400多万").high, read_more("三百余")
    (Decimal('35000000'), None)
    """
    figures = _FIGURES_MORE.fullmatch(text)
    if figures is None or len(text) > LONGEST:
        return None
    whole, multiplier = figures.groups()
    place = 10 ** (len(whole) - len(whole.rstrip("0")))
    low, high = (shift(str(end), "", tables.PLACES[multiplier]) for end in (int(whole), int(whole) + place))
    return Reading(low, high, "over")


def read_expression(text: str) -> Reading:
    """Read a folded number of any shape, without the words that bound it (约, 以上 …).

    Args:
        text: folded characters of one number.

    Returns:
        The reading; proportions (百分之五, 三成, 2/3) are parts of one.

    Raises:
        NumberError: with the offset of the fault in ``text``.

    >>> read_expression("2-3万").low, read_expression("百分之十二点五").low, read_expression("-3.2").low
    (Decimal('20000'), Decimal('0.125'), Decimal('-3.2'))
    """
    if not text or len(text) > LONGEST:
        raise NumberError(text, 0, f"longer than {LONGEST} characters" if text else "nothing to read")
    value = read_figures(text)
    if value is not None:
        return Reading(value, value)
    more = read_more(text)
    if more is not None:
        return more
    if text[0] in tables.MINUS or text[0] in tables.PLUS:
        return _signed(text)
    if text in tables.HALVES:
        value = tables.HALVES[text]
        return Reading(value, value, proportion=True)
    sign = _RANGE.search(text, 1)
    if sign and (tables.OVER_LINE not in text or tables.OVER_LINE in text[sign.end() :]):
        return _range(text, sign)
    return _single(text)


def _signed(text: str) -> Reading:
    if len(text) == 1 or text[1] in tables.MINUS or text[1] in tables.PLUS:
        raise NumberError(text, 0, "a sign without a number")
    reading = _at(text, 1, len(text))
    if text[0] in tables.PLUS:
        return reading
    if reading.bound == "range":
        raise NumberError(text, 0, "a sign before a range")
    fraction = -reading.fraction if reading.fraction is not None else None
    low, high = (end.copy_negate() for end in (reading.low, reading.high))
    return replace(reading, low=low, high=high, fraction=fraction)


def _at(text: str, start: int, end: int) -> Reading:
    """Read a part of ``text``; a fault is told at its place in the whole."""
    try:
        return read_expression(text[start:end])
    except NumberError as error:
        raise NumberError(text, start + error.position, error.reason) from None


def _single(text: str) -> Reading:
    if tables.OVER_LINE in text:
        return _spoken_fraction(text)
    if tables.ACHIEVED in text and (tenths := _TENTHS.fullmatch(text)):
        return _tenths(text, tenths)
    if discount := _DISCOUNT.fullmatch(text):
        digits = "".join(str(tables.DIGITS.get(char, char)) for char in discount[1]).replace(".", "")
        value = Decimal("0." + digits)
        return Reading(value, value, proportion=True)
    if slash := _SLASH.fullmatch(text):
        return _fraction(text, ZERO, Decimal(slash[1]), int(slash[2]))
    if letter := _LETTER.fullmatch(text):
        whole, _, decimals = letter[1].partition(".")
        value = shift(whole, decimals, len(str(tables.LETTERS[letter[2]])) - 1)
        return Reading(value, value)
    return read_numeral(text)


def _range(text: str, sign: re.Match[str]) -> Reading:
    """Read ``left sign right``; the left end takes the multiplier of the right one where it has none."""
    if second := _RANGE.search(text, sign.end()):
        raise NumberError(text, second.start(), "a second range sign")
    left, right = _at(text, 0, sign.start()), _at(text, sign.end(), len(text))
    tail = text[sign.end() :]
    multiplier = tail[len(tail.rstrip(_MULTIPLIERS)) :]
    last = text[sign.start() - 1]
    if last in _MULTIPLIERS:
        multiplier = multiplier.lstrip("".join(tables.SMALL)) if last in tables.SMALL else ""
    stem = tail[: len(tail) - len(multiplier)]
    if multiplier and stem:
        coefficient = read_expression(stem)
        if left.low < coefficient.high:
            left = read_numeral(text[: sign.start()] + multiplier)
    if not left.low < right.high:
        raise NumberError(text, sign.start(), "a range must rise")
    return Reading(left.low, right.high, "range", proportion=left.proportion or right.proportion)


def _spoken_fraction(text: str) -> Reading:
    """Read ``[whole 又] denominator 分之 numerator``."""
    line = text.index(tables.OVER_LINE)
    head = text[:line]
    whole = ZERO
    start = 0
    if tables.AND in head:
        start = head.index(tables.AND) + 1
        whole = _at(text, 0, start - 1).low
    if start == line:
        raise NumberError(text, line, "a fraction without a denominator")
    below = _at(text, start, line)
    if below.low != below.high or below.low <= 0 or below.low != int(below.low):
        raise NumberError(text, start, "a denominator must be one whole number")
    above_start = line + len(tables.OVER_LINE)
    if tables.OVER_LINE in text[above_start:]:
        raise NumberError(text, text.index(tables.OVER_LINE, above_start), "a fraction of a fraction")
    above = _at(text, above_start, len(text))
    if above.bound == "exact":
        return _fraction(text, whole, above.low, int(below.low))
    low, high = (_fraction(text, whole, end, int(below.low)) for end in (above.low, above.high))
    return replace(low, high=high.high, bound=above.bound, known=above.known, fraction=None)


def _fraction(text: str, whole: Decimal, above: Decimal, below: int) -> Reading:
    if below == 0:
        raise NumberError(text, len(text) - 1, "a fraction over zero")
    value = Fraction(whole) + Fraction(above) / below
    odd = value.denominator
    for factor in (2, 5):
        while odd % factor == 0:
            odd //= factor
    top, bottom = Decimal(value.numerator), Decimal(value.denominator)
    if odd == 1:
        with localcontext(exact_context()):
            exact = plain(top / bottom)
        return Reading(exact, exact, proportion=not whole)
    with localcontext(Context(prec=DIGITS_OF_A_FRACTION)):
        nearest = top / bottom
    return Reading(nearest, nearest, proportion=not whole, fraction=value)


def enclose(fraction: Fraction) -> tuple[Decimal, Decimal]:
    """Return the two neighbouring decimals of 28 digits between which ``fraction`` lies.

    >>> from fractions import Fraction
    >>> [str(end)[-3:] for end in enclose(Fraction(2, 3))]
    ['666', '667']
    """
    top, bottom = Decimal(fraction.numerator), Decimal(fraction.denominator)
    floor = Context(prec=DIGITS_OF_A_FRACTION, rounding=ROUND_FLOOR).divide(top, bottom)
    ceiling = Context(prec=DIGITS_OF_A_FRACTION, rounding=ROUND_CEILING).divide(top, bottom)
    return floor, ceiling


def _tenths(text: str, tenths: re.Match[str]) -> Reading:
    reading = _at(text, 0, tenths.end(1))
    if tenths[2] and reading.bound != "exact":
        raise NumberError(text, tenths.start(2), "a digit after a range")
    extra = Decimal("0.5") if tenths[2] == tables.HALF else Decimal(tables.DIGITS.get(tenths[2], 0)) / 10
    low, high = (reading.low + extra) / 10, (reading.high + extra) / 10
    bound = reading.bound
    if tenths[3]:
        bound, high = "over", high + (Decimal("0.01") if tenths[2] else Decimal("0.1"))
    return Reading(plain(low), plain(high), bound, reading.known, proportion=True)

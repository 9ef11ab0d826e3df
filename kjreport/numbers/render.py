"""The inverse of the parser: a value written in any style."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from kjreport.numbers import tables
from kjreport.numbers.grammar import LONGEST

Style = Literal[
    "arabic", "grouped", "chinese", "chinese-traditional", "financial", "financial-traditional", "mixed"
]
STYLES: tuple[Style, ...] = (
    "arabic",
    "grouped",
    "chinese",
    "chinese-traditional",
    "financial",
    "financial-traditional",
    "mixed",
)
LARGEST = 10**24  # the first integer that 京 (10^16) with 万 before it cannot count
_SECTIONS = tuple((tables.BIG[sign], sign) for sign in tables.SPOKEN)
_PLACES = tuple(sorted(((size, sign) for sign, size in tables.SMALL.items()), reverse=True))


def render_number(value: Decimal | int, style: Style = "arabic") -> str:
    """Write a number in a style, so that ``parse_number(render_number(x, style)).value == x``.

    Args:
        value: a finite number.
        style: ``arabic`` (1200000.5), ``grouped`` (1,200,000.5), ``chinese`` (一百二十万点五),
            ``chinese-traditional`` (一百二十萬點五), ``financial`` (壹佰贰拾万点伍),
            ``financial-traditional`` (壹佰貳拾萬點伍) or ``mixed`` (120.00005万).

    Returns:
        The number as text.

    Raises:
        ValueError: for what the style cannot write exactly: no finite number, or one that is too large.

    >>> [render_number(Decimal("34000000.5"), style) for style in ("grouped", "chinese", "mixed")]
    ['34,000,000.5', '三千四百万点五', '3400.00005万']
    """
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"{number} cannot be written: it is not a finite number")
    if style not in STYLES:
        raise ValueError(f"unknown style {style!r}; the styles are {', '.join(STYLES)}")
    number = _without_negative_zero(number)
    if style == "arabic":
        text = f"{number:f}"
    elif style == "grouped":
        text = f"{number:,f}"
    elif style == "mixed":
        text = _mixed(number)
    else:
        text = _spoken(number, style)
    if len(text) > LONGEST:
        raise ValueError(f"a number of {len(text)} characters is too long to be read again")
    return text


def _without_negative_zero(number: Decimal) -> Decimal:
    return number.copy_abs() if number.is_zero() else number


def _mixed(number: Decimal) -> str:
    size = number.copy_abs()
    for sign, places in tables.MIXED:
        if size >= 10**places:
            sign_bit, digits, exponent = number.as_tuple()
            scaled = f"{Decimal((sign_bit, digits, int(exponent) - places)):f}"
            return (scaled.rstrip("0").rstrip(".") if "." in scaled else scaled) + sign
    return f"{number:f}"


def _spoken(number: Decimal, style: Style) -> str:
    whole, _, decimals = f"{number.copy_abs():f}".partition(".")
    if int(whole) >= LARGEST:
        raise ValueError(f"{number} is too large for the style {style!r}")
    text = _whole(int(whole), financial=style.startswith("financial"))
    if decimals:
        text += tables.POINT + "".join(tables.SPOKEN_DIGITS[int(digit)] for digit in decimals)
    if number.is_signed():
        text = tables.MINUS[1] + text
    if style == "chinese":
        return text
    return text.translate(tables.STYLES[style])


def _whole(number: int, financial: bool) -> str:
    """Write a whole number in sections of 京, 亿 and 万; an empty place between two said ones is 零."""
    if number == 0:
        return tables.SPOKEN_DIGITS[0]
    text = _section(number, (*_SECTIONS, *_PLACES))
    leading_ten = tables.SPOKEN_DIGITS[1] + _PLACES[-1][1]
    return text if financial or not text.startswith(leading_ten) else text[1:]


def _section(number: int, units: tuple[tuple[int, str], ...]) -> str:
    for size, sign in units:
        if number >= size:
            high, low = divmod(number, size)
            gap = tables.SPOKEN_DIGITS[0] if 0 < low < size // 10 else ""
            return _section(high, units) + sign + gap + (_section(low, units) if low else "")
    return tables.SPOKEN_DIGITS[number]

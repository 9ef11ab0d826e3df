"""From a number that was read and its unit to a quantity."""

from __future__ import annotations

from decimal import Decimal, localcontext

from kjreport.frozen import Frozen
from kjreport.numbers import Bound, Interval, Number
from kjreport.numbers.bounds import bounded
from kjreport.numbers.expression import enclose
from kjreport.numbers.find import Found, make_number
from kjreport.numbers.grammar import Reading, exact_context, plain
from kjreport.units import tables
from kjreport.units.model import Quantity

_ONE = Decimal(1)
_ZERO = Decimal(0)
_NOTHING = Reading(_ZERO, _ZERO)
ONE = Reading(_ONE, _ONE)


class Measure(Frozen):
    """What a number is multiplied by and given in."""

    symbol: str
    dimension: str
    factor: Decimal = _ONE
    per: str | None = None


def quantity(text: str, found: Found, measure: Measure, end: int, after: Bound | None = None) -> Quantity:
    """Build a quantity.

    Args:
        text: the text that it stands in.
        found: its number.
        measure: its unit.
        end: where the quantity ends, unit and cue words included.
        after: the bound of the cue after the unit.
    """
    number = make_number(text, found, found.end, found.cue)
    symbol, dimension, factor, per = measure.symbol, measure.dimension, measure.factor, measure.per
    begin = found.begin
    words = text[begin:end]
    if found.masked:
        bound = found.cue or after or number.bound
        return Quantity(
            words, begin, end, None, None, (None, None), bound, True, symbol, dimension, per, number
        )
    bound, interval = number.bound, number.interval
    if after is not None and found.cue is None:
        bound, interval = bounded(found.reading, after)
    value, high = number.value, number.high
    if factor is not _ONE and factor != 1:
        value, high, interval = _converted(number, interval, factor)
    return Quantity(words, begin, end, value, high, interval, bound, False, symbol, dimension, per, number)


def _converted(
    number: Number, interval: Interval, factor: Decimal
) -> tuple[Decimal | None, Decimal | None, Interval]:
    """Multiply; a fraction that no decimal holds is multiplied before it is rounded."""
    with localcontext(exact_context()):
        value, high, low_end, high_end = (
            None if end is None else plain(end * factor) for end in (number.value, number.high, *interval)
        )
    if number.fraction is not None:
        low_end, high_end = enclose(number.fraction * int(factor))
        value = low_end if number.value is None else number.value * factor
    return value, high, (low_end, high_end)


def blank(text: str, start: int, end: int, measure: Measure) -> Quantity:
    """Build the quantity of a unit whose number is gone."""
    return quantity(text, Found(start, start, start, _NOTHING, None, True), measure, end)


def left_edge(text: str, position: int) -> int:
    """Return where the spaces left of ``position`` begin, at most four of them."""
    edge = position
    while edge and position - edge < 4 and text[edge - 1] in tables.SPACES:
        edge -= 1
    return edge


def places(text: str, word: str) -> list[int]:
    """Return where a word stands in a text."""
    found: list[int] = []
    # To look for a character takes a tenth of the time that it takes to look for a word.
    if word[0] not in text or word[-1] not in text:
        return found
    at = text.find(word)
    while at >= 0:
        found.append(at)
        at = text.find(word, at + len(word))
    return found

"""Quantities of which a part is not written: 创新券150万, 增速86, 增加值亿元, 三分之二, 一半."""

from __future__ import annotations

from decimal import Decimal

from kjreport.numbers import NumberFinder
from kjreport.numbers.bounds import bounded
from kjreport.numbers.find import Found, glued, make_number
from kjreport.numbers.grammar import Reading
from kjreport.units import tables
from kjreport.units.model import Quantity, Unit
from kjreport.units.registry import UnitRegistry

_HUNDRED = Decimal(100)
_ZERO = Decimal(0)


class MissingUnits:
    """Reads numbers whose unit the noun before them implies, and units whose number is gone; immutable."""

    def __init__(self, registry: UnitRegistry, numbers: NumberFinder) -> None:
        self._numbers = numbers
        units = registry.units.values()
        self._money = [unit for unit in units if unit.implied_by and unit.dimension == "money"]
        self._rates = [unit for unit in units if unit.implied_by and unit.dimension == "ratio"]
        self._blank = [unit for unit in units if unit.blank_after]
        lists = numbers.lexicon.lists
        self._links = tuple(sorted(lists.get("links", ()), key=len, reverse=True))
        self._fraction_left = lists.get("fraction_left", ())

    def unit(self, text: str, start: int, end: int) -> Quantity | None:
        """Return the quantity of the run ``text[start:end]`` that no unit follows, or ``None``."""
        last = text[end - 1]
        following = text[end : end + 1]
        magnitude = last in tables.MAGNITUDES
        if magnitude and end - start <= 2:
            blank = self._blank_number(text, start, end)
            if blank is not None:
                return blank
        if last in tables.PARTS or tables.OVER_LINE in text[start:end] or "/" in text[start:end]:
            return self._proportion(text, start, end)
        if following and following not in tables.PUNCTUATION:
            return None
        if not magnitude and last not in tables.ARABIC and last not in self._numbers.lexicon.mask_set:
            return None
        for unit in self._money if magnitude else self._rates:
            if self._implied(text, start, unit):
                return self._implied_quantity(text, start, end, unit)
        return None

    def _implied(self, text: str, start: int, unit: Unit) -> bool:
        """Whether a noun that implies ``unit`` stands left of ``start``, perhaps with a link (达到) between."""
        for _ in range(3):
            if text.endswith(unit.implied_by, 0, start):
                return True
            link = next((word for word in self._links if text.endswith(word, 0, start)), None)
            if link is None:
                return False
            start -= len(link)
        return False

    def _implied_quantity(self, text: str, start: int, end: int, unit: Unit) -> Quantity | None:
        found = self._numbers.read(text, start, end)
        if found is None or found.reading.bare or glued(text, found.start, end):
            return None
        return _whole(text, found, end, self._numbers, unit, Decimal(1))

    def _proportion(self, text: str, start: int, end: int) -> Quantity | None:
        found = self._numbers.read(text, start, end)
        if found is None or not found.reading.proportion or glued(text, found.start, end):
            return None
        if "/" in text[start:end] and found.cue is None and not text.endswith(self._fraction_left, 0, start):
            return None
        return _whole(text, found, end, self._numbers, None, _HUNDRED)

    def _blank_number(self, text: str, start: int, end: int) -> Quantity | None:
        """Return the masked money of 增加值亿元: the run is a multiplier that nothing counts."""
        for unit in self._blank:
            if unit.dimension == "money" and text.endswith(unit.blank_after, 0, start):
                alias = next((word for word in unit.aliases if text.startswith(word, end)), None)
                if alias is not None and all(char in tables.MULTIPLIERS for char in text[start:end]):
                    return _blank(text, start, end + len(alias), unit)
        return None

    def numbers(self, text: str) -> list[Quantity]:
        """Return the units before which the digits are gone: 19%和%, 共有家企业."""
        found = []
        for unit in self._blank:
            if unit.dimension == "money":
                continue
            for alias in unit.aliases:
                at = text.find(alias)
                while at >= 0:
                    end = at + len(alias)
                    if text.endswith(unit.blank_after, 0, at) and self._blank_fits(text, end, unit):
                        found.append(_blank(text, at, end, unit))
                    at = text.find(alias, end)
        return found

    def _blank_fits(self, text: str, end: int, unit: Unit) -> bool:
        return not unit.blank_before or text.startswith(unit.blank_before, end)


def _whole(
    text: str, found: Found, end: int, numbers: NumberFinder, unit: Unit | None, times: Decimal
) -> Quantity:
    stop, after = numbers.cues.after(text, end)
    number = make_number(text, found, end, found.cue)
    bound, interval = bounded(found.reading, found.cue or after)
    symbol, dimension = (tables.PERCENT, "ratio") if unit is None else (unit.symbol, unit.dimension)
    words = text[found.begin : stop]
    if found.masked:
        cue = found.cue or after or found.reading.bound
        return Quantity(
            words, found.begin, stop, None, None, (None, None), cue, True, symbol, dimension, None, number
        )
    low, high = (None if value is None else value * times for value in interval)
    value = None if number.value is None else number.value * times
    top = None if number.high is None else number.high * times
    return Quantity(
        words, found.begin, stop, value, top, (low, high), bound, False, symbol, dimension, None, number
    )


def _blank(text: str, start: int, end: int, unit: Unit) -> Quantity:
    found = Found(start, start, start, Reading(_ZERO, _ZERO), None, True)
    number = make_number(text, found, start, None)
    words = text[start:end]
    return Quantity(
        words, start, end, None, None, (None, None), "exact", True, unit.symbol, unit.dimension, None, number
    )

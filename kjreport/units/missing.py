"""Quantities of which a part is not written: 创新券150万, 增速86, 增加值亿元, 三分之二, 一半."""

from __future__ import annotations

import re
from decimal import Decimal

from kjreport.frozen import replace
from kjreport.lazy import LazyPattern
from kjreport.numbers import NumberFinder
from kjreport.numbers.find import Found, glued
from kjreport.numbers.runs import one_of
from kjreport.units import tables
from kjreport.units.build import ONE, Measure, blank, left_edge, places, quantity
from kjreport.units.model import Quantity, Unit
from kjreport.units.registry import UnitRegistry

_PART = Measure(tables.PERCENT, "ratio", Decimal(100))
_DOUBLING = Measure(tables.DOUBLINGS, "ratio")


class MissingUnits:
    """Reads numbers whose unit the noun before them implies, and units whose number is gone; immutable."""

    def __init__(self, registry: UnitRegistry, numbers: NumberFinder) -> None:
        self._numbers = numbers
        units = registry.units.values()
        self._money = [unit for unit in units if unit.implied_by and unit.dimension == "money"]
        self._rates = [unit for unit in units if unit.implied_by and unit.dimension == "ratio"]
        self._blank = [unit for unit in units if unit.blank_after]
        counts = [unit for unit in self._blank if unit.dimension != "money"]
        self._blank_counts = [
            (unit, _without_number(unit, alias)) for unit in counts for alias in unit.aliases
        ]
        self._links = numbers.lexicon.words("links")
        self._fraction_left = numbers.lexicon.words("fraction_left")
        self._doubled = numbers.lexicon.words("doubling_words")
        self._not_doubled = numbers.lexicon.words("doubling_words_not_right")
        nouns = [noun for unit in self._money + self._rates for noun in unit.implied_by]
        blanks = [word for unit in self._blank for word in unit.blank_after]
        self._signs = {sign: unit for unit in units for sign in unit.signs}
        self.lasts = frozenset(word[-1] for word in (*nouns, *blanks, *self._links, *self._signs))

    def unit(self, text: str, start: int, end: int) -> Quantity | None:
        """Return the quantity of the run ``text[start:end]`` that no unit follows, or ``None``."""
        run = text[start:end]
        last = run[-1]
        if last in tables.MULTIPLIERS and tables.MULTIPLIERS.issuperset(run):
            return self._blank_money(text, start, end)
        if not tables.PARTS.isdisjoint(run):
            return self._proportion(text, start, end)
        signed = self._signs.get(text[start - 1 : start])
        if signed is not None:
            return self._implied_quantity(text, start, end, signed)
        following = text[end : end + 1]
        if following and following not in tables.PUNCTUATION:
            return None
        magnitude = last in tables.MAGNITUDES
        if not magnitude and last not in tables.ARABIC and last not in self._numbers.lexicon.mask_set:
            return None
        for unit in self._money if magnitude else self._rates:
            if text[start - 1 : start] in self.lasts and self._implied(text, start, unit):
                return self._implied_quantity(text, start, end, unit)
        return None

    def _implied(self, text: str, start: int, unit: Unit) -> bool:
        """Whether a noun that implies ``unit`` stands left of ``start``, perhaps with links between."""
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
        if text[start - 1 : start] in self._signs:
            found = replace(found, begin=start - 1)
        measure = Measure(unit.symbol, unit.dimension)
        return quantity(text, found, measure, *self._numbers.cues.after(text, end))

    def _proportion(self, text: str, start: int, end: int) -> Quantity | None:
        found = self._numbers.read(text, start, end)
        if found is None or not found.reading.proportion or glued(text, found.start, end):
            return None
        slash = "/" in text[start:end]
        if slash and found.cue is None and not text.endswith(self._fraction_left, 0, start):
            return None
        return quantity(text, found, _PART, *self._numbers.cues.after(text, end))

    def _blank_money(self, text: str, start: int, end: int) -> Quantity | None:
        """Return the masked money of 增加值亿元: the run is a multiplier that nothing counts."""
        for unit in self._blank:
            if unit.dimension == "money" and text.endswith(unit.blank_after, 0, start):
                alias = next((word for word in unit.aliases if text.startswith(word, end)), None)
                if alias is not None:
                    return blank(text, start, end + len(alias), Measure(unit.symbol, unit.dimension))
        return None

    def numbers(self, text: str) -> list[Quantity]:
        """Return the units before which the digits are gone: 19%和%, 共有家企业; and 翻番."""
        found = [
            quantity(
                text, Found(start, start, start + len(word), ONE, None, False), _DOUBLING, start + len(word)
            )
            for word in self._doubled
            for start in places(text, word)
            if not text.startswith(self._not_doubled, start + len(word))
        ]
        for unit, pattern in self._blank_counts:
            for match in pattern.finditer(text):
                at, end = match.span()
                if _is_blank(text, at, end, unit):
                    found.append(blank(text, at, end, Measure(unit.symbol, unit.dimension)))
        return found


def _without_number(unit: Unit, alias: str) -> LazyPattern:
    """Return the pattern of a unit behind a character that stands left of it when its number is gone."""
    left = one_of(tables.SPACES | {word[-1] for word in unit.blank_after})
    return LazyPattern(f"{re.escape(alias)}(?<={left}{re.escape(alias)})")


def _is_blank(text: str, start: int, end: int, unit: Unit) -> bool:
    """Whether the number of the unit ``text[start:end]`` is gone."""
    if unit.blank_before and not text.startswith(unit.blank_before, end):
        return False
    return text.endswith(unit.blank_after, 0, left_edge(text, start))

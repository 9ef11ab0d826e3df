"""Quantities in running text: numbers with their units, ranks, and numbers whose digits are gone."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from kjreport.numbers import NumberFinder, default_finder
from kjreport.numbers.find import letter
from kjreport.resources import read_rules
from kjreport.units import tables
from kjreport.units.build import Measure, quantity
from kjreport.units.missing import MissingUnits
from kjreport.units.model import Quantity
from kjreport.units.ranks import RankReader
from kjreport.units.registry import Numerals, UnitRegistry

_SKIPPED = tables.SPACES | tables.PLUS
_NAMES = re.compile(tables.NAME_PATTERN)


class QuantityFinder:
    """Finds quantities; compiled once from rules, immutable, safe to share between threads.

    Args:
        registry: the units to look for; the built-in ones by default.
        numbers: the number finder with its lexicons and cues; the built-in one by default.

    >>> finder = QuantityFinder()
    >>> [(q.text, str(q.value), q.unit) for q in finder.find("3月培训企业100余家,产值1.2亿元,居全省第5位")]
    [('100余家', '100', '家'), ('1.2亿元', '120000000', '元'), ('第5位', '5', '名次')]
    """

    def __init__(self, registry: UnitRegistry | None = None, numbers: NumberFinder | None = None) -> None:
        self.registry = registry or default_registry()
        self.numbers = numbers or default_finder()
        self._ranks = RankReader(self.numbers)
        self._missing = MissingUnits(self.registry, self.numbers)
        self._prefixes = frozenset(tables.PREFIXES) & self.registry.first_characters
        self._ends = self._prefixes | tables.HALVES
        self._unit_follows = self.registry.first_characters | _SKIPPED
        self._measures = {
            unit.id: Measure(unit.symbol, unit.dimension, unit.factor)
            for unit in self.registry.units.values()
        }
        self._follows = self._unit_follows | tables.CONTINUING
        self._precedes = self._ranks.lasts | self._missing.lasts

    def find(self, text: str) -> tuple[Quantity, ...]:
        """Return every quantity in ``text``, in order of their offsets; no text raises an error."""
        found: list[Quantity] = []
        done = 0
        for hit in self.numbers.coarse.finditer(text):
            start, end = hit.span()
            left = text[start - 1] if start else ""
            if end <= done or not self._possible(left, text[end - 1], text[end : end + 1]):
                continue
            if left in tables.STEP_BACK:
                start -= 1
            run = self.numbers.run(text, max(start, done), end)
            if run is None:
                continue
            start, done = run
            one = self._at(text, start, done)
            if one is not None:
                found.append(one)
        found += self._ranks.words(text)
        found += self._missing.numbers(text)
        return _settled(text, found)

    def _possible(self, left: str, last: str, right: str) -> bool:
        """Whether something beside a first part of a numeral can make it a quantity; most have nothing."""
        return right in self._follows or left in self._precedes or last in self._ends

    def _at(self, text: str, start: int, end: int) -> Quantity | None:
        """Return the quantity whose number is the run ``text[start:end]``."""
        one = None
        if text[end : end + 1] in self._unit_follows or text[end - 1] in self._prefixes:
            one = self._with_unit(text, start, end)
        if one is None:
            one = self._ranks.read(text, start, end)
        return self._missing.unit(text, start, end) if one is None else one

    def _with_unit(self, text: str, start: int, end: int) -> Quantity | None:
        """Return the number of the run with the unit after it."""
        first = text[start]
        numerals: Numerals = "arabic" if first in tables.ARABIC else "han"
        if numerals == "han" and first in self.numbers.lexicon.mask_set:
            numerals = "masked"
        found_unit = None
        if text[end - 1] in self._prefixes and end - start > 1:
            found_unit = self.registry.unit_after(text, start, end - 1, numerals)
            end -= found_unit is not None
        if found_unit is None:
            position = end if text[end : end + 1] not in _SKIPPED else _skipped(text, end)
            found_unit = self.registry.unit_after(text, start, position, numerals)
        if found_unit is None or (start and text[start - 1] == tables.ORDINAL):
            return None
        unit, stop = found_unit
        indefinite = tables.INDEFINITE.get(unit.dimension, ())
        if text[start:end] in indefinite:
            return None
        found = self.numbers.read(text, start, end)
        if found is None or (found.reading.bare and found.cue is None):
            return None
        if found.start and letter(text[found.start - 1]):
            return None
        if (unit.at_most is not None and found.reading.low > unit.at_most) or text[
            found.start : end
        ] in indefinite:
            return None
        if text[end : end + 1] in tables.PLUS:
            found = found._replace(cue=self.numbers.cues.after(text, end)[1], end=end + 1)
        measure = self._measures[unit.id]
        if text[stop : stop + 1] in tables.PER:
            per, stop = self._per(text, stop)
            measure = measure._replace(per=per)
        return quantity(text, found, measure, *self.numbers.cues.after(text, stop))

    def _per(self, text: str, end: int) -> tuple[str | None, int]:
        """Read the denominator of 元/亩 or 件/万人 at ``end``."""
        scale = end + 1
        unit = self.registry.spelt(text, scale)
        while unit is None and text[scale : scale + 1] in tables.SCALES:
            scale += 1
            unit = self.registry.spelt(text, scale)
        return (None, end) if unit is None else (text[end + 1 : scale] + unit[0].symbol, unit[1])


def _skipped(text: str, position: int) -> int:
    """Skip the plus of 100+家 and at most two spaces."""
    if text[position : position + 1] in tables.PLUS:
        position += 1
    for _ in range(2):
        if text[position : position + 1] in tables.SPACES:
            position += 1
    return position


def _settled(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """Sort, drop what stands in names, and join ``15%-20%`` to one range."""
    found.sort(key=_start)
    names = [match.span() for match in _NAMES.finditer(text)] if found else []
    settled: list[Quantity] = []
    name = 0
    for one in found:
        while name < len(names) and names[name][1] <= one.start:
            name += 1
        in_name = name < len(names) and names[name][0] < one.start
        if in_name or (settled and one.start < settled[-1].end):
            continue
        joined = (_summed(text, settled[-1], one) or _joined(text, settled[-1], one)) if settled else None
        if joined is None:
            settled.append(one)
        else:
            settled[-1] = joined
    return tuple(settled)


def _start(one: Quantity) -> int:
    return one.start


def _summed(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    """Return the sum that two neighbours in falling units say, such as 三元五角."""
    if right.start != left.end or left.unit != right.unit or left.dimension in ("count", "rank", "ratio"):
        return None
    if left.bound != "exact" or right.masked or not left.value or not right.value or not left.number.value:
        return None
    if right.value >= left.value / left.number.value:
        return None
    value = left.value + right.value
    high = None if right.high is None else left.value + right.high
    low_end, high_end = (None if end is None else left.value + end for end in right.interval)
    return replace(
        right,
        text=text[left.start : right.end],
        start=left.start,
        value=value,
        high=high,
        interval=(low_end, high_end),
        number=left.number,
    )


def _joined(text: str, left: Quantity, right: Quantity) -> Quantity | None:
    """Return the range that two neighbours with one unit make, such as 1万元--5万元."""
    if not 0 < right.start - left.end <= 2 or text[left.end : right.start] not in tables.RANGE_SIGNS:
        return None
    if left.unit != right.unit or left.bound != "exact" or right.bound != "exact":
        return None
    low, high = left.value, right.value
    rises = low is not None and high is not None and low < high
    if not rises and not (left.masked and right.masked):
        return None
    return Quantity(
        text=text[left.start : right.end],
        start=left.start,
        end=right.end,
        value=low,
        high=high,
        interval=(low, high),
        bound="range" if rises else "exact",
        masked=not rises,
        unit=left.unit,
        dimension=left.dimension,
        per=right.per,
        number=left.number,
    )


@functools.cache
def default_registry() -> UnitRegistry:
    """Return the built-in units, compiled once per process."""
    return UnitRegistry(read_rules("units.yaml"))


@functools.cache
def default_quantity_finder() -> QuantityFinder:
    """Return the finder of the built-in rules, compiled once per process."""
    return QuantityFinder()


def find_quantities(text: str, registry: UnitRegistry | None = None) -> tuple[Quantity, ...]:
    """Find every quantity in a text.

    Args:
        text: any text; nothing in it raises an error.
        registry: other units than the built-in ones. To search many texts with them, build one
            ``QuantityFinder``.

    Returns:
        The quantities in order, values in base units; ``text[q.start:q.end] == q.text``.

    >>> [(q.text, str(q.value), q.unit, q.bound) for q in find_quantities("超过3000多万元,惠及xx家")]
    [('超过3000多万元', '30000000', '元', 'over'), ('xx家', 'None', '家', 'exact')]
    """
    return (default_quantity_finder() if registry is None else QuantityFinder(registry)).find(text)

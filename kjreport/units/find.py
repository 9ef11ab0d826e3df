"""Quantities in running text: numbers with their units, ranks, and numbers whose digits are gone."""

from __future__ import annotations

import functools

from kjreport.numbers import NumberFinder, default_finder
from kjreport.resources import read_rules
from kjreport.units import tables
from kjreport.units.measured import UnitReader
from kjreport.units.missing import MissingUnits
from kjreport.units.model import Quantity
from kjreport.units.ranks import RankReader
from kjreport.units.registry import UnitRegistry
from kjreport.units.settle import settled


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
        self._measured = UnitReader(self.registry, self.numbers)
        self._ranks = RankReader(self.numbers)
        self._missing = MissingUnits(self.registry, self.numbers)
        # What makes the first part of a numeral likely to count something; most have nothing of it.
        self._ends = self._measured.endings | tables.HALVES
        self._follows = self._measured.follows | tables.CONTINUING
        self._precedes = self._ranks.lasts | self._missing.lasts
        self._leading = self._precedes | tables.SPACES

    def find(self, text: str) -> tuple[Quantity, ...]:
        """Return every quantity in ``text``, in order of their offsets; no text raises an error."""
        found: list[Quantity] = []
        follows, precedes, ends = self._follows, self._precedes, self._ends
        ending, telling = self._measured.simple_follows, self._measured.telling
        done = 0
        for hit in self.numbers.coarse.finditer(text):
            start, end = hit.span()
            left, right = text[start - 1 : start], text[end : end + 1]
            if end <= done or not (right in follows or left in precedes or text[end - 1] in ends):
                continue
            simple = start >= done and right in ending and left not in telling
            if simple and self.numbers.simple.fullmatch(text, start, end):
                done = end
                one = self._measured.read_simple(text, start, end)
            else:
                run = self.numbers.first_run(text, start, end, done)
                if run is None:
                    continue
                start, done = run
                one = self._measured.read(text, start, done)
            if one is None and self._incomplete(text, start, done):
                one = self._ranks.read(text, start, done) or self._missing.unit(text, start, done)
            if one is not None:
                found.append(one)
        found += self._ranks.words(text)
        found += self._missing.numbers(text)
        return settled(text, found)

    def _incomplete(self, text: str, start: int, end: int) -> bool:
        """Whether the run ``text[start:end]`` may be a rank, a part of a whole or lack its unit."""
        return text[start - 1 : start] in self._leading or not tables.PARTS.isdisjoint(text[start:end])


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

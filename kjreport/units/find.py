"""Quantities in running text: numbers with their units, ranks, and numbers whose digits are gone."""

from __future__ import annotations

import functools
import re

from kjreport.lazy import LazyPattern
from kjreport.numbers import NumberFinder, default_finder
from kjreport.numbers.runs import coarse_numeral, one_of
from kjreport.resources import read_rules
from kjreport.units import tables
from kjreport.units.measured import UnitReader
from kjreport.units.missing import MissingUnits
from kjreport.units.model import Quantity
from kjreport.units.ranks import RankReader
from kjreport.units.registry import UnitRegistry
from kjreport.units.settle import settled

_SIMPLE = 1


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
        self._leading = self._ranks.lasts | self._missing.lasts | tables.SPACES
        self._hits = self._pattern()

    def _pattern(self) -> LazyPattern:
        """Compile the pattern of what any numeral begins with; its groups tell what may count something.

        Most numerals have nothing beside them that makes them likely to. The group ``_SIMPLE`` is there when
        one can be read as simply as most quantities can.
        """
        first, more = coarse_numeral(self.numbers.lexicon)
        measured = self._measured
        simple = f"(?:{self.numbers.simple.written}){one_of(measured.simple_follows)}"
        precedes = one_of(self._ranks.lasts | self._missing.lasts)
        follows, ends = measured.follows | tables.CONTINUING, measured.endings | tables.HALVES
        # The lookbehinds look back over the first character: a scan is fastest with a class in front.
        return LazyPattern(
            rf"{first}(?:(?<!{one_of(measured.telling)}.)(?<=(?={simple}).){more}()"
            rf"|(?:(?<={precedes}.)()|){more}(?:(?={one_of(follows)})()|(?<={one_of(ends)})()|))",
            re.DOTALL,
        )

    def find(self, text: str) -> tuple[Quantity, ...]:
        """Return every quantity in ``text``, in order of their offsets; no text raises an error."""
        found: list[Quantity] = []
        done, leading = 0, self._leading
        for hit in self._hits.finditer(text):
            kind = hit.lastindex
            if kind is None:
                continue
            start, end = hit.span()
            if kind == _SIMPLE and start >= done:
                done = end
                one = self._measured.read_simple(text, start, end)
            elif end <= done or (run := self.numbers.first_run(text, start, end, done)) is None:
                continue
            else:
                start, done = run
                one = self._measured.read(text, start, done)
            if one is None and (
                text[start - 1 : start] in leading or not tables.PARTS.isdisjoint(text[start:done])
            ):
                one = self._ranks.read(text, start, done) or self._missing.unit(text, start, done)
            if one is not None:
                found.append(one)
        found += self._ranks.words(text)
        found += self._missing.numbers(text)
        return settled(text, found)


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
